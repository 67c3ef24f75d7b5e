"""Counters that reconcile: the four sum to "đã giao", exits stand beside, tasks are counted apart (DESIGN 4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from namro.core import clock
from namro.orgs.scope import Scope
from namro.tasks.models import Assignment, AssignmentState, State, StateQuerySet
from namro.tasks.queries import official


@dataclass(frozen=True)
class Counters:
    """Counts of lượt giao (lead assignments) as of a day, for one audience."""

    on: date
    done_on_time: int = 0
    done_late: int = 0
    open_in_term: int = 0
    open_overdue: int = 0
    exited: int = 0
    excepted: int = 0
    to_confirm: int = 0
    undated: int = 0
    waiting: int = 0
    suspended: int = 0
    unreported: int = 0
    tasks: int = 0
    supports: int = 0

    @property
    def assigned(self) -> int:
        """Đã giao = the four."""
        return self.done_on_time + self.done_late + self.open_in_term + self.open_overdue

    @property
    def done(self) -> int:
        """Completed, on time or late."""
        return self.done_on_time + self.done_late

    @property
    def standing(self) -> str:
        """Where the whole stands: overdue while any is; done when all still tracked are, late if any was late (DESIGN 4.6)."""
        counted = {
            official.OPEN_OVERDUE: self.open_overdue,
            official.OPEN_IN_TERM: self.open_in_term,
            official.DONE_LATE: self.done_late,
            official.DONE_ON_TIME: self.done_on_time,
            official.EXITED: self.exited,
        }
        return next((name for name, count in counted.items() if count), "")


def known_on(scope: Scope, on: date | None) -> tuple[StateQuerySet, date]:
    """The rows the person may see: as known now, or as known at the end of the day; with the day to compare clocks to."""
    if on is None or on >= clock.today():
        return AssignmentState.objects.current().visible_to(scope), on or clock.today()
    return AssignmentState.objects.as_of(clock.end_of(on)).visible_to(scope), on


def aggregates(on: date) -> dict[str, Count]:
    """Name of each counter -> how it is counted over rows of the read model."""
    in_term = official.condition(official.OPEN_IN_TERM, on)
    overdue = official.condition(official.OPEN_OVERDUE, on)
    kinds = {name: official.condition(name, on) for name in official.LABELS} | {
        "to_confirm": in_term & Q(state=State.SUBMITTED),
        "undated": in_term & Q(state=State.OPEN, due_on=None),
        "waiting": in_term & Q(state=State.WAITING),
        "suspended": in_term & Q(state=State.SUSPENDED),
        "excepted": official.EXCEPTED,
        "unreported": overdue & Q(reported_on=None),
    }
    counts = {name: Count("id", filter=official.COUNTED & kind) for name, kind in kinds.items()}
    counts["tasks"] = Count("task_id", filter=official.COUNTED & ~Q(state=State.EXITED), distinct=True)
    counts["supports"] = Count("id", filter=Q(role=Assignment.Role.SUPPORT) & ~Q(state=State.EXITED))
    return counts


def counters_of(rows: StateQuerySet, day: date) -> Counters:
    """The counters of just these rows as of the day: the figures beside a list, or an export of it. One query."""
    return Counters(on=day, **rows.order_by().aggregate(**aggregates(day)))


def counters(scope: Scope, *, on: date | None = None, unit_id: int | None = None) -> Counters:
    """The counters of everything the person sees, or of one unit's shares. One query."""
    rows, day = known_on(scope, on)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    return counters_of(rows, day)


def counters_by_unit(scope: Scope, *, on: date | None = None) -> dict[int, Counters]:
    """Unit id -> its counters. One query, however many units."""
    rows, day = known_on(scope, on)
    found: Any = rows.order_by().values("unit_id").annotate(**aggregates(day))
    return {row.pop("unit_id"): Counters(on=day, **row) for row in found}
