"""One time as a text says it: where it stands, what it names, what of it is left out."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

TimeKind = Literal["day", "month", "quarter", "year", "range", "months", "length", "since", "relative", "days"]


class TimeWord(NamedTuple):
    """One time as said at ``[start, end)``; ``year`` is None where the text leaves it out. ``part`` is "sáng" and so on."""

    start: int
    end: int
    kind: TimeKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    until: int | None = None
    part: str | None = None
    years: int | None = None
    shift: int | None = None  # "tháng 3 năm sau" is next year's: 1

    @property
    def complete(self) -> bool:
        """True when the words alone fix the period."""
        return self.year is not None or self.kind == "length"

    def value(self) -> str | None:
        """Return the period value, yearless ("--04-22", "Q2") when the year is unknown, None when nothing is fixed."""
        year = None if self.year is None else f"{self.year:04d}"
        if self.kind == "day":
            return f"{year or '-'}-{self.month:02d}-{self.day:02d}"
        if self.kind == "days":
            return "/".join(f"{year or '-'}-{self.month:02d}-{day:02d}" for day in (self.day, self.until))
        if self.kind == "month":
            return f"{year or '-'}-{self.month:02d}"
        if self.kind == "quarter":
            first, last = (f"{year}-Q{q}" if year else f"Q{q}" for q in (self.quarter, self.until or self.quarter))
            return first if first == last else f"{first}/{last}"
        if self.kind == "months":
            return f"{year or '-'}-{self.month:02d}/{year or '-'}-{self.until:02d}"
        if self.kind in ("range", "since"):
            return f"{year}/{self.until if self.until else '..'}" if year else None
        if self.kind == "length":
            return f"P{self.years}Y" if not self.until else f"P{self.years}Y/P{self.until}Y"
        return year

    def in_year(self, year: int) -> TimeWord:
        """Return the same words with the year filled in; a day that year does not have stays yearless."""
        if self.day and not exists(year, self.month, self.until or self.day):
            return self
        return self._replace(year=year)


def exists(year: int, month: int | None, day: int | None) -> bool:
    """Tell whether the calendar has a day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return False
    return True
