"""Writes of the ground floor: the installation's row and its calendar."""

from __future__ import annotations

from datetime import date

import holidays

from namro.core.models import CalendarDay, Installation
from namro.core.recording import Actor, about, record
from namro.core.text import clean_line


def set_up(*, name: str, place: str = "", demo: bool = False, by: Actor | None = None) -> Installation:
    """Write or rename the installation's one row."""
    name, place = clean_line(name, field="name"), clean_line(place, field="place")
    with record("core.installation.set_up", by=by) as event:
        row, _created = Installation.objects.update_or_create(
            id=1, defaults={"name": name, "place": place, "demo": demo}
        )
        about(event, row)
    return row


def seed_calendar(*, years: list[int], by: Actor | None = None) -> int:
    """Enter the public holidays of the years that have none yet; returns the number of days entered.

    The library knows holidays and bridge days announced so far; what is decided later is entered by a person.
    """
    known = {day.year for day in CalendarDay.objects.dates("day", "year")}
    table = holidays.country_holidays("VN", years=[year for year in years if year not in known], language="vi")
    rows = [CalendarDay(day=day, kind=CalendarDay.Kind.OFF, note=name) for day, name in sorted(table.items())]
    if not rows:
        return 0
    with record("core.calendar.seeded", by=by, years=years):
        CalendarDay.objects.bulk_create(rows)
    return len(rows)


def set_calendar_day(*, day: date, kind: CalendarDay.Kind, note: str, by: Actor, symbol: str = "") -> CalendarDay:
    """Enter or change one special day with its deciding document."""
    note, symbol = clean_line(note, field="note"), clean_line(symbol, field="symbol")
    with record("core.calendar.day_set", by=by, day=day.isoformat(), kind=kind) as event:
        row, _created = CalendarDay.objects.update_or_create(
            day=day, defaults={"kind": kind, "note": note, "decided_symbol": symbol}
        )
        about(event, row)
    return row
