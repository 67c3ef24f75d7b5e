"""Marks judged by the marks around them: worn numerals of a scan, small Roman ones, numbers inside a quoted text.

"l." before "2." is "1."; "Il." after "I." is "II."; "i)" before "ii)" counts in Roman; a quoted law keeps its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from vanban.segment.markers import RANKS, Marker, roman_value

_WORN = re.compile(r"[ \t]*((?P<worn>[lI1|!VX0Oo\d]{1,4}) ?(?P<close>[.)]))[ \t]+(?=\S)")
_COMMA = re.compile(r"[ \t]*((\d{1,2}) ?,)[ \t]+(?=[A-ZĐÀ-Ỹ])")
_STOPLESS = re.compile(r"(I{1,3}|I?VI{0,3}|IX|X)L(?= [A-ZĐÀ-Ỹ]{2})")  # a scan reads the last "I." as "L"
_AS_ROMAN = str.maketrans("l1|!", "IIII")
_AS_DIGITS = str.maketrans("lI|!Oo", "111100")
_PROPER_ROMAN = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")
_AHEAD = 60  # paragraphs looked at for the next mark of a kind, and for the end of a quotation
_SMALL = {"i": 1, "v": 5, "x": 10}

Read = TypeVar("Read")


def in_context(text: str, spans: Sequence[tuple[int, int, Marker | None]]) -> list[Marker | None]:
    """Return the marks of paragraphs (start, end, mark found alone) as their neighbours make them out."""
    marks = [mark for _, _, mark in spans]
    quoted = _quoted(text, spans)
    for place in quoted:
        marks[place] = None
    last: dict[str, int] = {}
    following = _Following(text, spans, marks)
    for place, (start, end, _) in enumerate(spans):
        mark = marks[place]
        if place not in quoted and (mark is not None or _may_be_worn(text[start])):
            mark = _worn(text, start, end, mark, last, lambda style, at=place: following(at, style))  # type: ignore[misc]
            mark = _small(mark, last, lambda style, at=place: following(at, style))  # type: ignore[misc]
        marks[place] = mark
        if mark is not None and mark.value is not None:
            for style in [s for s in last if RANKS[s] > RANKS[mark.style]]:
                del last[style]
            last[mark.style] = mark.value
    return marks


class _Following:
    """Finds the value of the next mark of a style, not too far ahead."""

    def __init__(
        self, text: str, spans: Sequence[tuple[int, int, Marker | None]], marks: Sequence[Marker | None]
    ) -> None:
        self._places: dict[str, list[tuple[int, int]]] = {}
        for place, mark in enumerate(marks):
            if mark is not None and mark.value is not None:
                self._places.setdefault(mark.style, []).append((place, mark.value))
            elif (
                mark is None and _may_be_worn(text[spans[place][0]]) and (value := _worn_roman(text, *spans[place][:2]))
            ):
                self._places.setdefault("roman", []).append((place, value))

    def __call__(self, place: int, style: str) -> tuple[int, int] | None:
        """Return (how far, value) of the next mark of ``style`` after a place."""
        from bisect import bisect_right

        found = self._places.get(style, [])
        index = bisect_right(found, (place, 1 << 30))
        if index == len(found) or found[index][0] - place > _AHEAD:
            return None
        return found[index][0] - place, found[index][1]


def _may_be_worn(first: str) -> bool:
    """Tell whether a paragraph that begins so may open with a mark worn past reading."""
    return first in "lI|!VXOo" or first.isdigit()


Ahead = Callable[[str], tuple[int, int] | None]


def _worn(text: str, start: int, end: int, mark: Marker | None, last: dict[str, int], ahead: Ahead) -> Marker | None:
    """Return the mark that worn strokes stand for where it is next in its row, else the mark as it was."""
    if mark is not None and not (mark.label[0] in "lI" and len(mark.label) < 6):
        return mark
    if mark is None and (comma := _COMMA.match(text, start, min(end, start + 8))):
        value = int(comma[2])
        row = value > 1 and last.get("number") == value - 1
        return Marker("number", value, comma[1], comma.start(1), comma.end(1), comma.end(), (value,)) if row else None
    if mark is None and (bare := _STOPLESS.match(text, start, min(end, start + 12))):
        values = (roman_value(bare[1]), roman_value(bare[1]) + 1)
        value = next((v for v in values if v == last.get("roman", 0) + 1), 0)
        return Marker("roman", value, bare[0], bare.start(), bare.end(), bare.end() + 1, (value,)) if value else None
    found = _WORN.match(text, start, min(end, start + 12))
    if found is None or found["worn"].isdigit():
        return mark
    worn = found["worn"]
    roman, digits = worn.translate(_AS_ROMAN), worn.translate(_AS_DIGITS)
    choices: list[tuple[str, int]] = []
    if _PROPER_ROMAN.fullmatch(roman) and roman:
        choices.append(("roman", roman_value(roman)))
    if digits.isdigit() and len(digits) <= 2:
        choices.append(("number", int(digits)))
    if mark is not None and mark.style == "roman" and (ahead("roman") or mark.value != 1):
        return mark
    if mark is not None and mark.style == "letter" and last.get("letter") == (mark.value or 0) - 1:
        return mark
    for style, value in choices:
        if _fits(style, value, last, ahead):
            return Marker(style, value, found[1], found.start(1), found.end(1), found.end(), (value,))
    return mark


def _worn_roman(text: str, start: int, end: int) -> int:
    """Return the value of a Roman numeral of several worn strokes ("Il." is 2), 0 for anything else."""
    found = _WORN.match(text, start, min(end, start + 12))
    if found is None or len(found["worn"]) < 2 or found["worn"].isdigit():
        return 0
    roman = found["worn"].translate(_AS_ROMAN)
    return roman_value(roman) if _PROPER_ROMAN.fullmatch(roman) else 0


def _fits(style: str, value: int, last: dict[str, int], ahead: Ahead) -> bool:
    """Tell whether a value is next in its row, or opens a row that goes on below."""
    if value > 1:
        return last.get(style) == value - 1
    after = ahead(style)
    return last.get(style) != 1 and after is not None and after[1] == 2


def _small(mark: Marker | None, last: dict[str, int], ahead: Ahead) -> Marker | None:
    """Return "i)", "v)" and "x)" as small Roman numerals where their row is one."""
    if mark is None or mark.style not in ("letter", "paren"):
        return mark
    value = _SMALL.get(mark.label.strip("().").lower())
    if value is None:
        return mark
    after = ahead("small")
    opens = value == 1 and after is not None and after[1] == 2
    if opens or (value > 1 and last.get("small") == value - 1):
        return mark._replace(style="small", value=value, path=(value,))
    return mark


def _quoted(text: str, spans: Sequence[tuple[int, int, Marker | None]]) -> set[int]:
    """Return the paragraphs that lie in a quotation of several paragraphs; one that never closes is none."""
    inside: set[int] = set()
    if "“" not in text:
        return inside
    balances = [text.count("“", start, end) - text.count("”", start, end) for start, end, _ in spans]
    place = 0
    while place < len(spans):
        if text[spans[place][0]] != "“" or balances[place] <= 0:
            place += 1
            continue
        depth, stop = 0, place
        while stop < min(len(spans), place + _AHEAD):
            depth += balances[stop]
            if depth <= 0:
                break
            stop += 1
        if depth > 0 or stop == len(spans):
            place += 1
            continue
        inside.update(range(place, stop + 1))
        place = stop + 1
    return inside
