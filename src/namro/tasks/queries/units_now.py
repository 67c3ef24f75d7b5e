"""Where the units stand today: one row of counters a unit, and their sum, so that parts and whole always agree."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Count, Q

from namro.core import clock
from namro.orgs.scope import Scope
from namro.tasks.models import AssignmentState, State
from namro.tasks.queries import official, work
from namro.tasks.queries.counters import Counters, aggregates
from namro.tasks.queries.register import marked


@dataclass(frozen=True)
class Now:
    """The counters, and lượt giao that wait: due within seven days, returned and not sent again, sent and not decided.

    ``mine`` are the completions, supports included, that the reader's own office decides about.
    """

    counters: Counters
    due_soon: int = 0
    returned: int = 0
    sent: int = 0
    mine: int = 0


@dataclass(frozen=True)
class UnitNow:
    """One unit's."""

    unit_id: int
    now: Now


def units_now(scope: Scope) -> tuple[Now, list[UnitNow]]:
    """The sum over everything the person sees, and every unit's part in it. One query, however many units."""
    day = clock.today()
    counts = aggregates(day)
    del counts["tasks"]  # a task of many units stands in many rows: it cannot be summed
    for name in _WAITING:
        counts[name] = Count("id", filter=_waits(name, day))
    counts["mine"] = Count("id", filter=Q(state=State.SUBMITTED) & work.office(scope))
    rows = AssignmentState.objects.current().visible_to(scope).order_by()
    found: Any = rows.values("unit_id").annotate(**counts)
    units = [UnitNow(row.pop("unit_id"), _now(row, day)) for row in list(found)]
    return _sum([one.now for one in units], day), units


_WAITING = ("due_soon", "returned", "sent")


def _waits(name: str, day: date) -> Q:
    return official.COUNTED & marked("to_confirm" if name == "sent" else name, day)


def _now(row: dict[str, int], day: date) -> Now:
    waiting = {name: row.pop(name) for name in (*_WAITING, "mine")}
    return Now(Counters(on=day, **row), **waiting)


def _sum(parts: list[Now], day: date) -> Now:
    counted = [field.name for field in fields(Counters) if field.name != "on"]
    counters = Counters(on=day, **{name: sum(getattr(one.counters, name) for one in parts) for name in counted})
    return Now(counters, **{name: sum(getattr(one, name) for one in parts) for name in (*_WAITING, "mine")})


def most_late(units: list[UnitNow], *, most: int) -> list[UnitNow]:
    """The units with most overdue lượt giao, among equals those that said least."""
    late = [one for one in units if one.now.counters.open_overdue]
    late.sort(key=lambda one: (-one.now.counters.open_overdue, -one.now.counters.unreported, one.unit_id))
    return late[:most]
