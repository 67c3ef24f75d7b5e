"""The one clock: days are days in Viet Nam, moments are aware; every action may be told which day it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


_replayed: ContextVar[date | None] = ContextVar("namro_replayed_day", default=None)


@contextmanager
def on(day: date) -> Iterator[None]:
    """Everything inside happens on the day: for replaying a story whose acts take no ``today`` of their own."""
    token = _replayed.set(day)
    try:
        yield
    finally:
        _replayed.reset(token)


def today() -> date:
    """The calendar day now in Viet Nam."""
    return _replayed.get() or timezone.now().astimezone(VIET_NAM).date()


def moment(day: date | None = None) -> datetime:
    """The moment an act is recorded: now, or the present time of day on ``day`` (sample data, imports, replays)."""
    now = timezone.now()
    day = day or _replayed.get()
    if day is None or day == now.astimezone(VIET_NAM).date():
        return now
    return datetime.combine(day, now.astimezone(VIET_NAM).time(), tzinfo=VIET_NAM)


def end_of(day: date) -> datetime:
    """The first moment after ``day``: as-of D means what was known before this."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=VIET_NAM)


def day_of(at: datetime) -> date:
    """The calendar day in Viet Nam on which a moment falls."""
    return at.astimezone(VIET_NAM).date()
