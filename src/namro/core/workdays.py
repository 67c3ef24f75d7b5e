"""Working days: Monday to Friday, corrected by the installation's calendar of days off and make-up days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

Special = Mapping[date, str]


def is_working_day(day: date, special: Special) -> bool:
    """Whether offices work on the day (Labour Code 2019 art. 112; swap days decided ad hoc)."""
    return special.get(day, "work" if day.weekday() < 5 else "off") == "work"


def working_day_before(day: date, special: Special) -> date:
    """The day itself when it is worked, else the nearest working day before it (reminder day of a deadline)."""
    while not is_working_day(day, special):
        day -= timedelta(days=1)
    return day


def add_working_days(day: date, count: int, special: Special) -> date:
    """The day ``count`` (>= 0) working days after ``day``; the first day counted is the one after it."""
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day, special):
            count -= 1
    return day
