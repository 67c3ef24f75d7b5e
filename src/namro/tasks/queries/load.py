"""How much falls due in each of the coming weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from namro.core import clock
from namro.orgs.scope import Scope
from namro.tasks.models import AssignmentState, State
from namro.tasks.queries import official
from namro.tasks.queries.focal import FOCAL

WEEKS = 8


@dataclass(frozen=True)
class Week:
    """From ``first`` to Sunday: lượt giao whose last allowed day lies in it; ``focal`` of them of weight, ``breakthrough`` of
    these of the greatest."""

    first: date
    last: date
    count: int
    focal: int
    breakthrough: int = 0


def due_load(scope: Scope, *, weeks: int = WEEKS, unit_ids: Sequence[int] | None = None) -> list[Week]:
    """This week from today on, and the weeks after it, of all the person sees or of these units. One query."""
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    end = monday + timedelta(weeks=weeks) - timedelta(days=1)
    rows = AssignmentState.objects.current().visible_to(scope)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    rows = rows.filter(official.COUNTED, state=State.OPEN, clock_on__range=(today, end))
    found: Any = rows.order_by().values("clock_on")
    weights = {"focal": FOCAL, "breakthrough": FOCAL[:1]}
    counts = {name: Count("id", filter=Q(task__weight__in=weight)) for name, weight in weights.items()}
    found = found.annotate(count=Count("id"), **counts)
    days = {row["clock_on"]: (row["count"], row["focal"], row["breakthrough"]) for row in found}
    return [_week(max(today, first), first + timedelta(days=6), days) for first in _mondays(monday, weeks)]


def _mondays(monday: date, weeks: int) -> list[date]:
    return [monday + timedelta(weeks=number) for number in range(weeks)]


def _week(first: date, last: date, days: dict[date, tuple[int, int, int]]) -> Week:
    within = [counts for day, counts in days.items() if first <= day <= last]
    count, focal, breakthrough = (sum(counts[place] for counts in within) for place in range(3))
    return Week(first, last, count, focal, breakthrough)
