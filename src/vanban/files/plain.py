"""Plain text: UTF-8 stays as it is, UTF-16 and the old Vietnamese encodings are converted."""

from __future__ import annotations

import codecs

from vanban.errors import KeptUnread, Refused
from vanban.files.compose import tidy
from vanban.files.kinds import wide_encoding
from vanban.files.legacy import decode_legacy
from vanban.model import SourceText

READER = "plain/1"
_FEW = 0.02  # share of strange bytes that is taken for damage or stray signs, not for another encoding


def read_plain(data: bytes) -> SourceText:
    """Return the text of a text file. UTF-8 without NUL is returned unchanged; all else is converted and tidied.

    Raises ``Refused("broken", reason="nul")`` and ``KeptUnread("unsupported", found="encoding")``.
    """
    text, encoding, warnings = decode(data)
    if encoding == "utf-8" and not warnings:
        return SourceText(text, "txt", READER, encoding)
    return SourceText(tidy(text), "txt", READER, encoding, warnings=warnings)


def decode(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Return text, the name of its encoding and warnings: "damaged_bytes", "encoding_guessed"."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _wide(data, "utf-32")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _wide(data, "utf-16")
    if guessed := wide_encoding(data):
        return _wide(data, guessed)
    if b"\x00" in data:
        raise Refused("broken", reason="nul")
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    mended = data.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    good = sum(not c.isascii() for c in mended) - bad
    if bad <= max(1, good * _FEW) and good > 0:
        return mended, "utf-8", ("damaged_bytes",)
    found = decode_legacy(data)
    if found is not None:
        return (*found, ())
    if good > 2 * bad:
        return mended, "utf-8", ("damaged_bytes",)
    if sum(byte > 127 for byte in data) > len(data) * _FEW:
        raise KeptUnread("unsupported", found="encoding")
    return data.decode("cp1252", "replace"), "cp1252", ("encoding_guessed",)


def _wide(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Decode UTF-16 or UTF-32; lone surrogates and a cut last character become U+FFFD with a warning."""
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    if "\x00" in text:
        raise Refused("broken", reason="nul")
    return text, encoding, ("damaged_bytes",) if "\ufffd" in text else ()
