"""What a leader looks at first: at most twenty tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When

from namro.core import clock
from namro.orgs.scope import Scope
from namro.tasks.models import AssignmentState, StateQuerySet, Task
from namro.tasks.queries import official
from namro.tasks.queries.clarities import UNFINISHED

MOST = 20
FOCAL = (Task.Weight.BREAKTHROUGH, Task.Weight.FOCAL)
# Rows of focal and breakthrough tasks: these are few, so their list is made once and no row is joined to its task.
WEIGHTY = Q(task_id__in=Task.objects.exclude(weight=Task.Weight.NORMAL).values("pk"))


@dataclass(frozen=True)
class Focal:
    """A task of the leader's list: how many of its lượt giao are open and overdue, and the first day one of them had."""

    task_id: int
    first: date
    open: int
    late: int


def focal(scope: Scope, *, most: int = MOST) -> list[Focal]:
    """Open focal and breakthrough tasks before others that are late, at most ``most``; told red first. One query."""
    rows, late = open_now(scope)
    found: Any = rows.annotate(normal=_rank(WEIGHTY)).filter(Q(normal=0) | late).order_by().values("task_id", "normal")
    found = found.annotate(
        first=Min("clock_on"),
        open=Count("id"),
        late=Count("id", filter=late),
        in_term=_rank(Q(late__gt=0)),
    )
    chosen = found.order_by("normal", "in_term", "first", "task_id")[:most]
    red_first = sorted(chosen, key=lambda row: (row["in_term"], row["normal"], row["first"], row["task_id"]))
    return [Focal(row["task_id"], row["first"], row["open"], row["late"]) for row in red_first]


def _rank(first: Q) -> Case:
    """0 for what comes first, 1 for the rest."""
    return Case(When(first, then=Value(0)), default=Value(1), output_field=IntegerField())


def open_now(scope: Scope) -> tuple[StateQuerySet, Q]:
    """The open lượt giao the person sees, and which of them are overdue today."""
    late = official.condition(official.OPEN_OVERDUE, clock.today())
    return AssignmentState.objects.current().visible_to(scope).filter(official.COUNTED & UNFINISHED), late


def worst(scope: Scope, task_ids: Sequence[int]) -> QuerySet[AssignmentState]:
    """Of each task the open lượt giao whose day comes first: the row that speaks for it."""
    rows, _late = open_now(scope)
    return rows.filter(task_id__in=task_ids).order_by("task_id", "clock_on", "id").distinct("task_id")
