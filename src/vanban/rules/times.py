"""Dates and periods: "sáng 22/4", "quý II-2024", "nhiệm kỳ 2020-2025"; a missing year comes from the text or its day.

Source: gold guideline "date" - span with "ngày/quý/năm/nhiệm kỳ/sáng", values 2022-04-12, 2022-01, 2024-Q2, 2022, 2020/2025,
P15Y; dates inside references and titles count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from vanban.model import Annotation
from vanban.notes import Notes
from vanban.periods import TimeWord, scan
from vanban.periods.deadlines import fill_year
from vanban.sheet import Sheet

RULE = "date"

_AHEAD = re.compile(r"(?:trước|đến|chậm nhất|muộn nhất|hạn|tới|xong|hết)(?: hết| là| trước)?(?: ngày)? ?$")
_IN_YEAR = re.compile(r"trong năm(?! \d)(?= ?[,/.;)]| qua)")
_CLOCK = re.compile(r"[ ,|\-–]{1,3}(\d{1,2})[:h](\d{2})")
_HEADED = ("nhiệm kỳ", "giai đoạn", "thời kỳ")


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield every date and period with its value and what the value was resolved by."""
    words = scan(sheet.low)
    starts = [start for start, _ in sheet.sentences]
    by_sentence: dict[int, list[TimeWord]] = {}
    for word in words:
        by_sentence.setdefault(bisect_right(starts, word.start), []).append(word)
    for word in words:
        around = by_sentence[bisect_right(starts, word.start)]
        filled, resolved_by = _resolve(word, around, sheet, notes)
        value = filled.value() or _relative(word, words, notes)
        if value is None or _in_furniture(word, notes):
            continue
        yield Annotation(
            "date",
            word.start,
            word.end,
            RULE,
            0.9 if filled.complete else 0.6,
            _fields(value, resolved_by, word, sheet),
        )


def _in_furniture(word: TimeWord, notes: Notes) -> bool:
    """Tell whether a date lies in page furniture; the publication date there still counts."""
    return notes.closed(word.start, word.end) and not (word.kind == "day" and word.year is not None)


def _fields(value: str, resolved_by: str, word: TimeWord, sheet: Sheet) -> dict[str, Any]:
    fields: dict[str, Any] = {"value": value, "resolved_by": resolved_by}
    if word.part and word.part != "term":
        fields["part_of_day"] = word.part
    clock = _CLOCK.match(sheet.low, word.end)
    if clock and word.kind == "day" and int(clock[1]) < 24:
        fields["time"] = f"{int(clock[1]):02d}:{clock[2]}"
    return fields


def _resolve(word: TimeWord, around: list[TimeWord], sheet: Sheet, notes: Notes) -> tuple[TimeWord, str]:
    """Fill a missing year: from the same sentence for quarters and months, else from the document's day."""
    if word.complete and word.kind != "since":
        return word, "duration" if word.kind == "length" else "explicit"
    if word.kind == "since":
        day = notes.issued_on
        return (replace(word, until=day.year), f"document date {day}") if day else (word, "open end")
    if word.kind in ("quarter", "month", "months"):
        near = [w for w in around if w.year is not None and w.kind in ("quarter", "month", "year", "months")]
        if near:
            best = min(near, key=lambda w: abs(w.start - word.start))
            assert best.year is not None
            return word.in_year(best.year), "the year in the same sentence"
    if word.kind == "day":
        ranged = [w for w in around if w.year is not None and w.kind == "day" and 0 < w.start - word.end < 25]
        if ranged and ranged[0].year:
            return word.in_year(ranged[0].year), "the year in the same sentence"
    ahead = _AHEAD.search(sheet.low, max(0, word.start - 24), word.start) is not None
    filled = fill_year(word, notes.issued_on, ahead)
    return filled, f"document date {notes.issued_on}" if filled.complete else "year missing"


def _relative(word: TimeWord, words: list[TimeWord], notes: Notes) -> str | None:
    """Return "15 năm qua" counted back from the document's year, "nhiệm kỳ qua" as the term before the latest begun."""
    if word.kind != "relative":
        return None
    if word.part == "term":
        terms = [w for w in words if w.kind == "range" and w.year and w.until and 4 <= w.until - w.year <= 6]
        return _last_term(terms, notes.issued_on)
    day = notes.issued_on
    return f"{day.year - word.years}/{day.year}" if day and word.years else f"P{word.years}Y"


def _last_term(terms: list[TimeWord], day: date | None) -> str | None:
    """Return the term before the latest one named, or the earlier of two."""
    spans = sorted({(w.year, w.until) for w in terms if w.year and w.until}, reverse=True)
    if not spans:
        return None
    year, until = spans[0]
    return f"{year - (until - year)}/{year}"
