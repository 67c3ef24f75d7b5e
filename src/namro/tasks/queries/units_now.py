"""Where the units stand today: one row of counters a unit, and their sum, so that parts and whole always agree."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from namro.core import clock
from namro.orgs.scope import Scope
from namro.tasks.models import AssignmentState, State
from namro.tasks.queries import official, work
from namro.tasks.queries.counters import Counters, added, by_part
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
    rows = AssignmentState.objects.current().visible_to(scope).annotate(**_flags(scope, day))
    units: dict[int, list[Any]] = {}
    for one in by_part(rows, day, "unit_id", *_FLAGS):
        units.setdefault(one["unit_id"], []).append(one)
    found = [UnitNow(unit_id, _now(parts, day)) for unit_id, parts in units.items()]
    return _sum([one.now for one in found], day), found


_WAITING = ("due_soon", "returned", "sent")
# Name of the figure beside the counters -> the column that says whether a row belongs to it.
_FLAGS = {f"is_{name}": name for name in (*_WAITING, "mine")}


def _flags(scope: Scope, day: date) -> dict[str, Any]:
    holds = {name: official.COUNTED & marked("to_confirm" if name == "sent" else name, day) for name in _WAITING}
    holds["mine"] = Q(state=State.SUBMITTED) & work.office(scope)
    return {flag: ExpressionWrapper(holds[name], BooleanField()) for flag, name in _FLAGS.items()}


def _now(parts: list[Any], day: date) -> Now:
    waiting = {name: sum(one["count"] for one in parts if one[flag]) for flag, name in _FLAGS.items()}
    return Now(added(day, parts), **waiting)


def _sum(parts: list[Now], day: date) -> Now:
    counted = [field.name for field in fields(Counters) if field.name != "on"]
    counters = Counters(on=day, **{name: sum(getattr(one.counters, name) for one in parts) for name in counted})
    return Now(counters, **{name: sum(getattr(one, name) for one in parts) for name in (*_WAITING, "mine")})


def most_late(units: list[UnitNow], *, most: int) -> list[UnitNow]:
    """The units with most overdue lượt giao, among equals those that said least."""
    late = [one for one in units if one.now.counters.open_overdue]
    late.sort(key=lambda one: (-one.now.counters.open_overdue, -one.now.counters.unreported, one.unit_id))
    return late[:most]
