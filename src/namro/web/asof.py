"""The day a page speaks about: ``?on=31/12/2026``, today where none is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from namro.core import clock
from namro.core.days import parse_day


@dataclass(frozen=True)
class AsOf:
    """The day, what was typed, and what is wrong with it."""

    day: date
    words: str
    error: str = ""

    @property
    def is_today(self) -> bool:
        return self.day == clock.today()


def asked(request: HttpRequest, name: str = "on") -> AsOf:
    """The day asked for; an impossible one (31/02) is today with a sentence."""
    today = clock.today()
    words = request.GET.get(name, "").strip()
    if not words:
        return AsOf(today, today.strftime("%d/%m/%Y"))
    day = parse_day(words)
    if day is None:
        return AsOf(today, words[:30], _("“%(value)s” is no date. Write it as 31/12/2026.") % {"value": words[:30]})
    return AsOf(day, day.strftime("%d/%m/%Y"))
