"""What the reports of a share say beside their newest sentence: how far the product is, and whether the last one was a mark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from namro.core import clock
from namro.orgs.scope import Scope
from namro.tasks.models import AssignmentState, ProgressReport, State
from namro.tasks.queries.register import Filters, register
from namro.tasks.queries.work import own_open
from namro.tasks.stages import reached


def with_reported(rows: QuerySet[AssignmentState], day: date) -> QuerySet[AssignmentState]:
    """Rows with ``staged`` (stage, symbol and date of the report that last named a stage) and ``last_mark``."""
    reports = ProgressReport.objects.filter(assignment_id=OuterRef("assignment_id"), sent_on__lte=day).order_by("-id")
    said = JSONObject(stage="stage", symbol="product_symbol", on="product_on")
    return rows.annotate(
        staged=Subquery(reports.exclude(stage="").values(said=said)[:1]),
        last_mark=Subquery(reports.values("mark")[:1]),
    )


def updatable(scope: Scope, show: str = "") -> QuerySet[AssignmentState]:
    """Those of ``own_open`` that take a progress line: not the ones already sent for confirmation."""
    return with_reported(own_open(scope, show).exclude(state=State.SUBMITTED), clock.today())


def lines(scope: Scope, assignment_ids: Sequence[int]) -> QuerySet[AssignmentState]:
    """The same columns for any shares the person may see."""
    rows, day = register(scope, Filters())
    rows = rows.filter(assignment_id__in=assignment_ids).select_related("assignment")
    return with_reported(rows.annotate(returned_because=Value("")), day)


def at_closing(row: Any) -> bool:
    """Whether the product of a row read ``with_reported`` has come to the stage that closes its task."""
    return bool(row.staged) and reached(row.staged["stage"], row.task.closing_stage)
