"""Dates and periods: "sáng 22/4", "quý II-2024", "nhiệm kỳ 2020-2025"; a missing year comes from the text or its day.

Source: gold guideline "date" - span with "ngày/quý/năm/nhiệm kỳ/sáng", values 2022-04-12, 2022-01, 2024-Q2, 2022, 2020/2025,
P15Y; dates inside references and titles count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from vanban.model import Annotation
from vanban.notes import Notes
from vanban.periods import TimeWord, scan
from vanban.periods.deadlines import fill_year
from vanban.rules import times_said
from vanban.sheet import Sheet

RULE = "date"

_AHEAD = re.compile(r"(?:trước|đến|chậm nhất|muộn nhất|hạn|tới|xong|hết)(?: hết| là| trước)?(?: ngày)? ?$")
_SIGNED = re.compile(r"(?<!\w)(?:ký số|thời gian ký|ký bởi|người ký|ngày ký:)(?!\w)")
_EVERY_YEAR = re.compile(r"(?:(?:, | và | hoặc )(?:ngày )?\d{1,2}/\d{1,2})* (?:hằng|hàng|mỗi) năm(?!\w)")
_CLOCK = re.compile(r"[ ,|\-–]{1,3}(\d{1,2})[:h](\d{2})")
_WITH_YEAR = ("day", "quarter", "month", "year", "months")


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield every date and period with its value and what the value was resolved by."""
    words = scan(sheet.low, numbers=sheet.numbers)
    near = notes.issued_on or notes.frame.issued_about or _about(words, notes)
    starts = [start for start, _ in sheet.sentences]
    dated: dict[tuple[int, bool], list[TimeWord]] = {}  # by sentence, days and longer times apart
    for word in words:
        if word.year is not None and word.kind in _WITH_YEAR:
            dated.setdefault((bisect_right(starts, word.start), word.kind == "day"), []).append(word)
    last_term = _last_term(words)
    days: list[tuple[int, str]] = []
    for word in words:
        around = () if word.complete else dated.get((bisect_right(starts, word.start), word.kind == "day"), ())
        filled, resolved_by = _resolve(word, around, sheet, near)
        value = filled.value() or _relative(word, last_term, notes)
        if value is None or _in_furniture(word, sheet, notes):
            continue
        if word.kind == "day":
            days.append((word.start, value))
        yield Annotation(
            "date",
            word.start,
            word.end,
            RULE,
            0.97 if filled.complete else 0.8,
            _fields(value, resolved_by, word, sheet),
        )
    taken = sorted((word.start, word.end) for word in words)
    for said in times_said.find(sheet, notes, days, near):
        after = bisect_right(taken, (said.end,)) - 1
        if (after < 0 or taken[after][1] <= said.start) and not notes.closed(said.start, said.end):
            yield said


def _about(words: list[TimeWord], notes: Notes) -> date | None:
    """Return the month that the letterhead of a draft names without a day."""
    first = next((w for w in words if w.year and w.kind == "month" and w.end <= notes.frame.body[0]), None)
    return date(first.year or 1, first.month or 1, 1) if first and notes.frame.official else None


def _in_furniture(word: TimeWord, sheet: Sheet, notes: Notes) -> bool:
    """Tell whether a date lies in page furniture; the publication date there still counts."""
    whole = word.kind == "day" and word.year is not None
    floor = max(0, word.start - 110)
    if whole and _SIGNED.search(sheet.low, max(sheet.low.rfind("\n", floor, word.start) + 1, floor), word.start):
        return True  # the stamp of a digital signature
    return notes.closed(word.start, word.end) and not whole


def _fields(value: str, resolved_by: str, word: TimeWord, sheet: Sheet) -> dict[str, Any]:
    fields: dict[str, Any] = {"value": value, "resolved_by": resolved_by}
    if word.part and word.part != "term":
        fields["part_of_day"] = word.part
    clock = _CLOCK.match(sheet.low, word.end)
    if clock and word.kind == "day" and int(clock[1]) < 24:
        fields["time"] = f"{int(clock[1]):02d}:{clock[2]}"
    return fields


def _resolve(word: TimeWord, around: Sequence[TimeWord], sheet: Sheet, day: date | None) -> tuple[TimeWord, str]:
    """Fill a missing year: from the same sentence for quarters and months, else from the document's day."""
    if word.complete and word.kind != "since":
        return word, "duration" if word.kind == "length" else "explicit"
    if word.kind == "since":
        return (word._replace(until=day.year), f"document date {day}") if day else (word, "open end")
    if word.kind in ("quarter", "month", "months") and word.shift is None:
        near = _nearest(around, word.start)
        if near is not None and near.year is not None and not _elsewhere(word, near, sheet, day):
            return word.in_year(near.year), "the year in the same sentence"
    if word.kind == "day":
        after = bisect_right(around, word.end, key=_start)
        year = around[after].year if after < len(around) and around[after].start - word.end < 25 else None
        if year:
            return word.in_year(year), "the year in the same sentence"
    if _EVERY_YEAR.match(sheet.low, word.end):
        return word, "every year"
    ahead = _AHEAD.search(sheet.low, max(0, word.start - 24), word.start) is not None
    filled = fill_year(word, day, ahead)
    return filled, f"document date {day}" if filled.complete else "year missing"


def _elsewhere(word: TimeWord, near: TimeWord, sheet: Sheet, day: date | None) -> bool:
    """Tell whether a time with a year in the same sentence is told of something else: "trong quý II; ... vốn năm 2027"."""
    if day is None or near.start < word.start:
        return False
    return ";" in sheet.low[word.end : near.start] or (near.kind == "year" and near.start - word.end > 12)


def _start(word: TimeWord) -> int:
    return word.start


def _nearest(around: Sequence[TimeWord], place: int) -> TimeWord | None:
    """Return the month, quarter or year nearest to a place, the one before it where two are as near."""
    at = bisect_right(around, place, key=_start)
    if at == 0 or at == len(around):
        return around[at - 1] if at else around[0] if around else None
    before, after = around[at - 1], around[at]
    return before if place - before.start <= after.start - place else after


def _relative(word: TimeWord, last_term: str | None, notes: Notes) -> str | None:
    """Return "15 năm qua" counted back from the document's year, "nhiệm kỳ qua" as the term before the latest begun."""
    if word.kind != "relative":
        return None
    if word.part == "term":
        return last_term
    day = notes.issued_on
    return f"{day.year - word.years}/{day.year}" if day and word.years else f"P{word.years}Y"


def _last_term(words: list[TimeWord]) -> str | None:
    """Return the term before the latest one named."""
    ranges = [(w.year, w.until) for w in words if w.kind == "range" and w.year and w.until]
    terms = [(year, until) for year, until in ranges if 4 <= until - year <= 6]
    if not terms:
        return None
    year, until = max(terms)
    return f"{year - (until - year)}/{year}"
