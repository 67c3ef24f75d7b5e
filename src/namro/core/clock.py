"""The one clock: days are days in Viet Nam, moments are aware; every action may be told which day it is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    """The calendar day now in Viet Nam."""
    return timezone.now().astimezone(VIET_NAM).date()


def moment(day: date | None = None) -> datetime:
    """The moment an act is recorded: now, or the present time of day on ``day`` (sample data, imports, replays)."""
    now = timezone.now()
    if day is None or day == now.astimezone(VIET_NAM).date():
        return now
    return datetime.combine(day, now.astimezone(VIET_NAM).time(), tzinfo=VIET_NAM)


def end_of(day: date) -> datetime:
    """The first moment after ``day``: as-of D means what was known before this."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=VIET_NAM)


def day_of(at: datetime) -> date:
    """The calendar day in Viet Nam on which a moment falls."""
    return at.astimezone(VIET_NAM).date()
