"""Working days: Monday to Friday, corrected by the installation's calendar of days off and make-up days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

Special = Mapping[date, str]


def is_working_day(day: date, special: Special) -> bool:
    """Whether offices work on the day (Labour Code 2019 art. 112; swap days decided ad hoc)."""
    return special.get(day, "work" if day.weekday() < 5 else "off") == "work"


def working_days_on(day: date, count: int, special: Special) -> date:
    """The last of ``count`` working days after the day, which itself is not counted."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, special)
    return day


def working_day_before(day: date, special: Special) -> date:
    """The day itself when it is worked, else the nearest working day before it (reminder day of a deadline)."""
    while not is_working_day(day, special):
        day -= timedelta(days=1)
    return day
