"""What letters mean in fonts that are not Unicode: the old Vietnamese fonts, and the signs of symbol fonts."""

from __future__ import annotations

import unicodedata

import regex
from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import convert

from vanban.files.legacy import share_of_syllables

_UNICODE_ONLY = regex.compile("[ăĂđĐơƠưƯĩĨũŨ\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
_PRIVATE = regex.compile("[\uf020-\uf0ff]")
_WINDOWS = {ord(bytes([n]).decode("cp1252")): n for n in range(0x80, 0xA0) if n not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}

_GREEK = dict(
    zip(
        "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcywVJj",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωςϑϕ",
        strict=True,
    )
)


def _signs(said: str) -> dict[int, str]:
    """Read "A7▪ D8➢": a code in two hexadecimal digits and its sign."""
    return {int(one[:2], 16): one[2:] for one in said.split()}


_SYMBOL = {ord(k): v for k, v in _GREEK.items()} | _signs(
    "B7• 2D- A3≤ B3≥ B9≠ B1± B4× B8÷ AE→ AC← AD↑ AF↓ DE⇒ A5∞ A8♦ B0° E5∑ D6√ CE∈ A7♣"
)
_WINGDINGS = _signs(
    "A7▪ D8➢ FC✓ 76❖ 6C● 6E■ 6F□ 71❑ 72❒ 75◆ A8□ FE☑ FD☒ FB✗ E0→ DF← E8➔ F0⇨ D6◊ 9F• 9E· A1○ 77◆ AB★ 46☞ 28☎ 2A✉ 4A☺ 78⌧"
)
_WINGDINGS_2 = _signs("52☑ 50✓ 51☒ A3□ 97● 98● 4F✗ 53☒")
_SIGNS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _signs("61✓ 72✗ 3D■ 63□ 6E●"),
}
_ANY_SIGN = "▪"  # a picture nobody can quote still stands where it stood


def old_table(font: str | None) -> str | None:
    """Return tcvn3, tcvn3h (drawn as capitals), vni or vps for the name of an old Vietnamese font, else None."""
    name = (font or "").strip().strip("\"'").lower()
    if name.startswith(".vn"):
        return "tcvn3h" if name.endswith("h") else "tcvn3"
    if name.startswith(("vni-", "vni ")) or name == "vni":
        return "vni"
    return "vps" if name.startswith("vps ") else None


def is_symbol_font(font: str | None) -> bool:
    """Tell whether letters in this font are pictures."""
    return (font or "").strip().strip("\"'").lower() in _SIGNS


def sign(font: str | None, code: int) -> str:
    """Return the Unicode sign for a code of a symbol font; a code of an ordinary font is the letter itself."""
    signs = _SIGNS.get((font or "").strip().lower())
    low = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    if signs is None:
        return chr(low) if 0x20 <= low < 0xD800 else ""
    return (
        " "
        if low in (0x20, 0xA0)
        else signs.get(low, chr(low) if signs is _SYMBOL and 0x20 < low < 0x40 else _ANY_SIGN)
    )


def in_symbols(text: str, font: str | None) -> str:
    """Return text written in a symbol font as signs."""
    return "".join(c if c in "\t\n" else sign(font, ord(c)) for c in text)


def decoded(pieces: list[tuple[str | None, str]]) -> str:
    """Join pieces of (table of an old font or None, text); what is Unicode already in spite of its font stays.

    All pieces of a paragraph in one encoding are judged together: a single letter would not tell.
    """
    tables = {table.removesuffix("h") for table, _ in pieces if table}
    if not tables:
        return "".join(text for _, text in pieces)
    wrong = {base for base in tables if not _is_old(base, [t for name, t in pieces if name and name.startswith(base)])}
    return "".join(_one(table, text, wrong) for table, text in _merged(pieces))


def old_text(text: str, base: str) -> str:
    """Convert text that shows the letters of an old encoding."""
    surface = _PRIVATE.sub(lambda m: chr(ord(m[0]) - 0xF000), text)
    if base == "vps":
        surface = "".join(chr(_WINDOWS.get(ord(c), ord(c))) for c in surface)
    return str(convert(surface, CHARMAPS[base]))


def _merged(pieces: list[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    """Join neighbours of one encoding: in VNI a letter and its mark may stand in two runs."""
    joined: list[tuple[str | None, list[str]]] = []
    for table, text in pieces:
        if joined and joined[-1][0] == table:
            joined[-1][1].append(text)
        else:
            joined.append((table, [text]))
    return [(table, "".join(texts)) for table, texts in joined]


def _one(table: str | None, text: str, wrong: set[str]) -> str:
    base = (table or "").removesuffix("h")
    if not base:
        return text
    if base in wrong:
        return text
    found = old_text(text, base)
    return found.upper() if table == "tcvn3h" else found


def _is_old(base: str, texts: list[str]) -> bool:
    """Tell whether text in an old font is written in its encoding and not typed in Unicode all the same."""
    text = unicodedata.normalize("NFC", "".join(texts)[:4000])
    if _UNICODE_ONLY.search(text):
        return False
    return share_of_syllables(old_text(text, base)) >= share_of_syllables(text)
