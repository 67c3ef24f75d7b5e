"""Counters that reconcile: the four sum to "đã giao", exits stand beside, tasks are counted apart (DESIGN 4.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Value

from namro.core import clock
from namro.orgs.scope import Scope
from namro.tasks.models import AssignmentState, State, StateQuerySet
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


def by_part(rows: StateQuerySet, day: date, *keys: str) -> Any:
    """For each value of the keys and each part (``official.as_part``) a dict with them and ``count``. One query."""
    return rows.order_by().values(*keys, part=official.as_part(day)).annotate(count=Count("*"))


def added(day: date, parts: Iterable[Mapping[str, Any]], *, tasks: int | None = 0) -> Counters:
    """The counters these parts of a unit or a task add up to; tasks are no sum of parts: None where they are the shares."""
    counts = dict.fromkeys(official.SUMS, 0)
    for one in parts:
        for name in _COUNTED_IN.get(one["part"], ()):
            counts[name] += one["count"]
    assigned = sum(counts[name] for name in official.FOUR)
    return Counters(on=day, tasks=assigned if tasks is None else tasks, **counts)


# Part -> the counters it is counted in.
_COUNTED_IN = {
    part: [name for name, sums in official.SUMS.items() if part in sums]
    for part in {part for sums in official.SUMS.values() for part in sums}
}


def counters_of(rows: StateQuerySet, day: date) -> Counters:
    """The counters of just these rows as of the day: the figures beside a list, or an export of it. One query."""
    tracked = rows.order_by().filter(official.COUNTED, ~Q(state=State.EXITED))
    tasks = tracked.values(part=Value("tasks")).annotate(count=Count("task_id", distinct=True))
    parts = list(by_part(rows, day).union(tasks, all=True))
    counted = sum(one["count"] for one in parts if one["part"] == "tasks")
    return added(day, parts, tasks=counted)


def counters(scope: Scope, *, on: date | None = None, unit_id: int | None = None) -> Counters:
    """The counters of everything the person sees, or of one unit's shares. One query."""
    rows, day = known_on(scope, on)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    return counters_of(rows, day)


def counters_by_unit(scope: Scope, *, on: date | None = None) -> dict[int, Counters]:
    """Unit id -> its counters. One query, however many units; a unit leads a task once, so its tasks are its shares."""
    rows, day = known_on(scope, on)
    units: dict[int, list[Any]] = {}
    for one in by_part(rows, day, "unit_id"):
        units.setdefault(one["unit_id"], []).append(one)
    return {unit_id: added(day, parts, tasks=None) for unit_id, parts in units.items()}
