"""Sentences of the pages that several rooms share: spans of days, what an event says."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from namro.core.models import Event

_DAY = "%d/%m/%Y"
_ROOMS = ("core", "orgs", "documents", "reading", "tasks")


@cache
def _events() -> dict[str, Promise]:
    """Event code -> sentence, from the wording of every room that has one."""
    found: dict[str, Promise] = {}
    for room in _ROOMS:
        if find_spec(f"namro.{room}.wording"):
            found |= getattr(import_module(f"namro.{room}.wording"), "EVENTS", {})
    return found


def span(value: DateRange) -> str:
    """A half-open range of days: its last day is the one before the upper bound."""
    if value.isempty:
        return _("on no day")
    first = value.lower.strftime(_DAY)
    if value.upper is None:
        return _("from %(first)s") % {"first": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": (value.upper - timedelta(days=1)).strftime(_DAY)}


def event(one: Event) -> str:
    """The event's sentence with its facts; the bare code where no room has words for it."""
    said = _events().get(one.code)
    if said is None:
        return one.code
    try:
        return str(str(said) % one.data)
    except (KeyError, ValueError, TypeError):
        return str(said)
