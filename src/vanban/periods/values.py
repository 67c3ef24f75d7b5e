"""Period values as the gold schema writes them, and the calendar days they cover.

``2024-04-10``, ``2024-04``, ``2024-Q2``, ``2024``; ``A/B`` from one to another, ``..`` for an open end; ``P15Y`` a length;
``--04-22``, ``--04`` and ``Q2`` when the year is not known. Quarters, halves and years are calendar ones.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"\d{4}")
_YEARLESS = re.compile(r"--(\d\d)(?:-(\d\d))?|Q[1-4]")
_LENGTH = re.compile(r"P\d{1,3}[DWMY]")


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Period:
    """A period value with its first and last calendar day; a day is None where the value does not fix it."""

    value: str
    first: date | None
    last: date | None


def period(value: str) -> Period | None:
    """Return the period a value stands for, None when ``value`` is no period or names a day that does not exist."""
    if "/" in value:
        return _span(value)
    if _YEARLESS.fullmatch(value) or _LENGTH.fullmatch(value):
        return Period(value, None, None)
    days = _days(value)
    return Period(value, *days) if days else None


def last_day_of_month(year: int, month: int) -> date:
    """Return the last calendar day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months_later(day: date, count: int) -> date:
    """Return the same day so many months later, the last of that month where it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def day_before(day: date) -> date | None:
    """Return the day before, None before the calendar begins."""
    return day - timedelta(days=1) if day > date.min else None


def _span(value: str) -> Period | None:
    """Return "A/B": the first day of A to the last of B; lengths ("P5Y/P10Y") have no days."""
    left, _, right = value.partition("/")
    begin, end = (None if part == ".." else period(part) for part in (left, right))
    if (begin is None and left != "..") or (end is None and right != "..") or left == right == "..":
        return None
    first, last = begin.first if begin else None, end.last if end else None
    return None if first and last and first > last else Period(value, first, last)


def _days(value: str) -> tuple[date, date] | None:
    """Return the first and last day of a simple value."""
    try:
        if m := _DAY.fullmatch(value):
            day = date(int(m[1]), int(m[2]), int(m[3]))
            return day, day
        if m := _MONTH.fullmatch(value):
            year, month = int(m[1]), int(m[2])
            return date(year, month, 1), last_day_of_month(year, month)
        if m := _QUARTER.fullmatch(value):
            year, last = int(m[1]), int(m[2]) * 3
            return date(year, last - 2, 1), last_day_of_month(year, last)
        if _YEAR.fullmatch(value):
            return date(int(value), 1, 1), date(int(value), 12, 31)
    except ValueError:
        return None
    return None
