"""Lists brought in, or on their way: the batches of one's offices, what became of each, what people worked on since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from namro.orgs.scope import Scope
from namro.tasks.importing.models import ImportBatch, ImportRow
from namro.tasks.models import (
    Assignment,
    AssignmentState,
    Closure,
    ExitReason,
    Explanation,
    GapProposal,
    Handing,
    Move,
    State,
    Task,
    TaskOrder,
)

_SAME_ACT = timedelta(milliseconds=1)  # the facts of one list are microseconds apart


def batches(scope: Scope) -> QuerySet[ImportBatch]:
    """The batches of the offices one coordinates, the newest first, with the number of their tasks."""
    rows = ImportBatch.objects.visible_to(scope).select_related("uploaded_by", "imported_by", "owner")
    return rows.annotate(tasks=Count("rows__task", distinct=True)).order_by("-id")


def batch(batch_id: int, scope: Scope) -> ImportBatch | None:
    """One of them."""
    return batches(scope).select_related("undone_by").filter(pk=batch_id).first()


@dataclass(frozen=True)
class Remaining:
    """A task of a batch still in the register; ``worked``: something happened to it since."""

    task: Task
    row: int
    worked: bool
    closed: bool


def remaining(found: ImportBatch) -> list[Remaining]:
    """What an undoing finds: tasks not yet taken off as entered wrongly, in the order of the list. One query."""
    if found.imported_at is None:
        return []
    later = found.imported_at + _SAME_ACT
    share = {"assignment__task": OuterRef("pk")}
    wrong = Q(state=State.EXITED, exit_reason=ExitReason.WRONG)
    worked = (
        Exists(Move.objects.filter(**share, recorded_at__gt=later))
        | Exists(GapProposal.objects.filter(task=OuterRef("pk")))
        | Exists(Explanation.objects.filter(**share))
        | Exists(Handing.objects.filter(share__task=OuterRef("pk")))
        | Exists(Task.objects.filter(parent_assignment__task=OuterRef("pk")))
        | Exists(
            TaskOrder.objects.filter(task=OuterRef("pk"))
            .order_by()
            .values("task")
            .annotate(n=Count("*"))
            .filter(n__gt=1)
        )
    )
    current = AssignmentState.objects.current().filter(task=OuterRef("pk")).exclude(wrong)
    last = Closure.objects.filter(task=OuterRef("pk")).order_by("-id")
    number = ImportRow.objects.filter(task=OuterRef("pk"), batch=found)
    rows: QuerySet[Any] = Task.objects.filter(Exists(number), Exists(current)).annotate(
        worked=worked, last_closure=Subquery(last.values("kind")[:1]), row=Subquery(number.values("number")[:1])
    )
    return [
        Remaining(one, one.row, one.worked, one.last_closure == Closure.Kind.CLOSED) for one in rows.order_by("row")
    ]


def leads_of(task_ids: list[int]) -> dict[int, list[int]]:
    """Task -> the units leading it. One query."""
    found: dict[int, list[int]] = {}
    rows = Assignment.objects.filter(task__in=task_ids, role=Assignment.Role.LEAD).order_by("id")
    for task_id, unit_id in rows.values_list("task_id", "unit_id"):
        found.setdefault(task_id, []).append(unit_id)
    return found


def origin(task_id: int) -> ImportRow | None:
    """The row of a list the task came from."""
    return ImportRow.objects.filter(task_id=task_id).select_related("batch").first()
