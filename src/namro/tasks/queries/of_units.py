"""What a unit has to do and has had to do, as its own page tells it: counters, the late ones, the year's plan and its results."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from namro.core import clock
from namro.orgs.scope import Scope
from namro.tasks.models import STILL_KNOWN, AssignmentState, State, Task
from namro.tasks.queries import official
from namro.tasks.queries.counters import Counters, added, by_part, counters_of, known_on


def held(scope: Scope, unit_ids: Sequence[int], on: date | None) -> tuple[Any, date]:
    """What the person may see of these units' shares, as of the day."""
    rows, day = known_on(scope, on)
    return rows.filter(unit_id__in=unit_ids), day


def counters_held(scope: Scope, unit_ids: Sequence[int], on: date | None) -> Counters:
    """Their counters together. One query."""
    return counters_of(*held(scope, unit_ids, on))


def counters_each(scope: Scope, unit_ids: Sequence[int], on: date | None) -> dict[int, Counters]:
    """Unit id -> its counters, of those that have any. One query."""
    rows, day = held(scope, unit_ids, on)
    parts: dict[int, list[Any]] = {}
    for one in by_part(rows, day, "unit_id"):
        parts.setdefault(one["unit_id"], []).append(one)
    return {unit_id: added(day, found, tasks=None) for unit_id, found in parts.items()}


def late(scope: Scope, unit_ids: Sequence[int], on: date | None) -> tuple[QuerySet[AssignmentState], date]:
    """Their overdue lượt giao, the longest overdue first."""
    rows, day = held(scope, unit_ids, on)
    rows = rows.filter(official.COUNTED, official.condition(official.OPEN_OVERDUE, day))
    return rows.order_by("clock_on", "task_id", "id"), day


def issued_by(scope: Scope, unit_id: int) -> QuerySet[Task]:
    """The tasks the unit issued, as far as the person may know of them, the newest first."""
    return Task.objects.visible_to(scope).filter(owner_id=unit_id).order_by("-issued_on", "-id")


@dataclass(frozen=True)
class Reached:
    """By a day: lượt giao whose last allowed day had come, and those completed as known at its end (None: not come yet)."""

    on: date
    planned: int
    done: int | None


def year_of(scope: Scope, unit_ids: Sequence[int], year: int) -> list[Reached]:
    """The lượt giao due in the year, month by month and today: what was to be completed by then and what was. One query.

    Everything no longer tracked is left out of what was planned.
    """
    first, last, today = date(year, 1, 1), date(year, 12, 31), clock.today()
    days = sorted({date(year, month, monthrange(year, month)[1]) for month in range(1, 13)} | _within(today, year))
    rows = AssignmentState.objects.visible_to(scope).filter(official.COUNTED, unit_id__in=unit_ids)
    rows = rows.filter(due_on__range=(first, last)).order_by()
    return _counted(rows, days, today)


def _within(day: date, year: int) -> set[date]:
    return {day} if day.year == year else set()


def _counted(rows: QuerySet[AssignmentState], days: Sequence[date], today: date) -> list[Reached]:
    now = Q(known_to=STILL_KNOWN)
    figures: dict[str, Any] = {}
    for place, day in enumerate(days):
        figures[f"planned{place}"] = Count("id", filter=now & ~Q(state=State.EXITED) & Q(due_on__lte=day))
        if day <= today:
            known = now if day == today else _known_at(day)
            figures[f"done{place}"] = Count("id", filter=known & Q(state=State.DONE))
    found = rows.aggregate(**figures)
    return [Reached(day, found[f"planned{place}"], found.get(f"done{place}")) for place, day in enumerate(days)]


def _known_at(day: date) -> Q:
    moment = clock.end_of(day)
    return Q(known_from__lt=moment, known_to__gte=moment)


def task_reached(scope: Scope, task: Task, last: date, *, most: int = 12) -> list[Reached]:
    """The same for the lượt giao of one task, from its issue to the ``last`` day due or to today, on about ``most`` days.

    One query.
    """
    rows = AssignmentState.objects.visible_to(scope).filter(official.COUNTED, task=task).order_by()
    today = clock.today()
    return _counted(rows, _spread(task.issued_on, max(last, today), {today}, most), today)


def _spread(first: date, last: date, kept: set[date], most: int) -> list[date]:
    """Days at equal distances from first to last, and those to be kept."""
    length = (last - first).days
    steps = max(min(most - 1, length), 1)
    days = {date.fromordinal(first.toordinal() + round(length * step / steps)) for step in range(steps + 1)}
    return sorted(days | kept)
