"""The marks that open an item of an official text: "Điều 2.", "I.", "1.1.", "a)", "-", "+"."""

from __future__ import annotations

from typing import NamedTuple

import regex


def _cases(letter: str) -> str:
    return letter + letter.upper()


# Which mark stands above which. Bullets share one rank: among them the one met first is the outer one.
RANKS = {
    "part": 0,
    "annex": 0,
    "chapter": 1,
    "section": 2,
    "upper": 3,
    "article": 4,
    "roman": 5,
    "number": 6,
    "number2": 7,
    "number3": 8,
    "number4": 9,
    "number5": 10,
    "letter": 11,
    "paren": 12,
    "small": 13,
    "bullet": 14,
}

_KINDS = {"phần": "part", "phụ lục": "annex", "chương": "chapter", "mục": "section", "điều": "article"}
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_CAPITALS = "ABCDĐEGHKLMNOPQRSTU"
_DATE = regex.compile(r"\d{1,2}\. ?\d{1,2}[./] ?(?:19|20)\d\d(?!\d)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ROMAN = regex.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")

# Letters that open a mark although a letter follows: "Phần", "Chương", "Mục", "Điều", Roman numerals.
_OPENERS = frozenset(
    (
        *(
            first + second
            for pair in ("ph", "ch", "mụ", "đi")
            for first in _cases(pair[0])
            for second in _cases(pair[1])
        ),
        *(first + second for first in "IVX" for second in "IVX"),
        *("ii", "iv", "vi", "ix"),
    )
)

_MARKER = regex.compile(
    r"""[ \t\u00a0]*(?:\#{1,6}[ \t]+)?(?:\*\*|__)?[ \t]*
    (?P<mark>
      (?P<kind>(?i:phần|chương|mục|điều|phụ\ lục))\s+(?:
        (?i:thứ)\s+(?P<ordinal>(?i:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))
        |(?P<kindnumber>\d{1,3}|[IVX]{1,7}))(?:[.:](?=\s|$)|(?=[ \t]*(?:\*\*)?(?:\r?\n|$))
        |(?=[ \t]+\p{Lu}{2})(?![ \t]+(?:ĐIỀU|CHƯƠNG|MỤC|PHẦN|KHOẢN|LUẬT|CỦA)))
    | (?P<roman>[IVX]{1,7})(?:[.)/](?=\s|\p{Lu})|[ ]?[-–](?=\s))
    | (?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?:[.)](?=\s|$|\p{Lu})|/(?=\s)|[-–](?=\s+\p{Lu})|(?=[ ]\p{Lu}))
    | (?P<small>\(?(?:i{2,3}|iv|vi{1,3}|ix)\))(?=\s)
    | \((?P<paren>\d{1,2}|[a-zđ])\)(?=\s)
    | (?P<letter>[a-zđ])(?:[.](?=\s)|[)](?=\s|[^\W\d_])|[-–/](?=\s+\p{Lu}))
    | (?P<capital>[A-HK-UĐ])[.)/](?=\s)
    | (?P<bullet>[-–—+*•●▪■◦○✓✔⁃·➢➤►▶❖◆◇□☑✅⮚»→‣∙➔👉🔹🔸📌]|o(?=[ \t]+\p{Lu}))(?=[ \t\u00a0]|[^\W\d_])
    )[ \t\u00a0]*""",
    regex.VERBOSE,
)


class Marker(NamedTuple):
    """An item mark: ``style`` (a key of RANKS), its number, the mark as written, its span, where its text begins.

    ``value`` counts from 1 and is None for bullets; ``path`` holds all numbers of "2.3.1".
    """

    style: str
    value: int | None
    label: str
    start: int
    end: int
    body: int
    path: tuple[int, ...] = ()


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """Return the mark that opens ``text[start:end]``, or None. "1 Sở", "2.5 triệu" and "V. An" alone are no marks."""
    opening = text[start : start + 2]
    if opening.isalpha() and opening not in _OPENERS:
        return None  # a word
    found = _MARKER.match(text, start, end)
    if found is None:
        return None
    style, path = _style(found)
    body = found.end()
    if not style or (style == "bullet" and not any(map(str.isalnum, text[body:end]))):
        return None
    begun, closed = found.span("mark")
    return Marker(style, path[-1] if path else None, found["mark"].strip(), begun, closed, body, path)


def _style(found: regex.Match[str]) -> tuple[str, tuple[int, ...]]:
    """Return the style of a matched mark and its numbers; an empty style refuses it."""
    if found["bullet"]:
        return "bullet", ()
    if kind := found["kind"]:
        return _KINDS[kind.lower()], (_kind_number(found),)
    if roman := found["roman"]:
        return ("roman", (roman_value(roman),)) if _ROMAN.fullmatch(roman) else ("", ())
    if small := found["small"]:
        return "small", (roman_value(small.strip("()").upper()),)
    if number := found["number"]:
        if _DATE.match(found.string, found.start("number")):
            return "", ()
        path = (int(number),) if number.isdigit() else tuple(map(int, number.split(".")))
        has_close = found["mark"] != number
        return ("", ()) if len(path) == 1 and not has_close else (f"number{len(path)}".removesuffix("1"), path)
    if paren := found["paren"]:
        return "paren", (int(paren) if paren.isdigit() else _place(_LETTERS, paren),)
    if letter := found["letter"]:
        return "letter", (_place(_LETTERS, letter),)
    return "upper", (_place(_CAPITALS, found["capital"]),)


def _kind_number(found: regex.Match[str]) -> int:
    """Return 2 for "Chương II", "Phần thứ hai" and "Điều 2."."""
    if ordinal := found["ordinal"]:
        return _ORDINALS.index(ordinal.lower()) + 1
    number: str = found["kindnumber"]
    return int(number) if number.isdigit() else roman_value(number)


def _place(alphabet: str, letter: str) -> int:
    return alphabet.find(letter) + 1


def roman_value(numeral: str) -> int:
    """Return the value of a numeral of I, V and X ("XIV" -> 14); order is not checked."""
    values = [_ROMAN_VALUES[c] for c in numeral]
    after = [*values[1:], 0]
    return sum(-value if value < following else value for value, following in zip(values, after, strict=True))
