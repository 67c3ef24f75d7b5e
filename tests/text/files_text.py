"""Makers of text in the encodings before Unicode. The TCVN3 and VNI lines were typed by hand, not made by a table."""

from __future__ import annotations

import unicodedata

from viparse.normalize.viscii import VISCII

MEANT = "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát, báo cáo trước ngày 15/6.\n"

TCVN3 = "Giao Së Néi vô chñ tr×, phèi hîp víi Së Tµi chÝnh rµ so¸t, b¸o c¸o tr­íc ngµy 15/6.\n".encode("latin-1")
TCVN3_HEADING = "céng hoµ x· héi chñ nghÜa viÖt nam\nKÕ HO¹CH N¡M 2026\n".encode("latin-1")
VNI = "Giao Sôû Noäi vuï chuû trì, phoái hôïp vôùi Sôû Taøi chính raø soaùt, baùo caùo tröôùc ngaøy 15/6.\n".encode(
    "latin-1"
)


def cp1258(text: str) -> bytes:
    """Encode as Windows did: composed base letters, tones behind them."""
    out = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            spread = unicodedata.normalize("NFD", letter)
            tone = next(c for c in spread if c in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", spread.replace(tone, ""))
            out += (base + tone).encode("cp1258")
    return out


def viscii(text: str) -> bytes:
    """Encode by the published table, one byte a letter."""
    table = {unicode: legacy for legacy, unicode in VISCII.pairs if len(legacy) == 1}
    return "".join(table.get(c, c) for c in text).encode("latin-1")
