"""Items that are not met (F25): overdue, returned, or completed late, each with its source, days late and the reason given."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When

from namro.orgs.scope import Scope
from namro.tasks.models import AssignmentState, Move, ProgressReport, State
from namro.tasks.queries import official
from namro.tasks.queries.register import Filters, chosen, register

OVERDUE, RETURNED, LATE = "overdue", "returned", "late"
UNMET = (OVERDUE, RETURNED, LATE)


def _condition(show: str, day: date) -> Q:
    """Now unmet ("") is overdue or returned; "late" are those completed after their day."""
    overdue = official.condition(official.OPEN_OVERDUE, day)
    returned = Q(state=State.OPEN, returned=True)
    late = official.condition(official.DONE_LATE, day)
    return {OVERDUE: overdue, RETURNED: returned, LATE: late}.get(show, overdue | returned)


def unmet(scope: Scope, filters: Filters, show: str = "") -> tuple[QuerySet[AssignmentState], date]:
    """The register's rows that are not met, the longest overdue first, with ``obstacle`` and ``returned_because``."""
    rows, day = register(scope, filters)
    said = ProgressReport.objects.filter(assignment_id=OuterRef("assignment_id"), sent_on__lte=day).exclude(obstacle="")
    back = Move.objects.filter(assignment_id=OuterRef("assignment_id"), kind=Move.Kind.RETURN, happened_on__lte=day)
    found = rows.filter(official.COUNTED & _condition(show, day)).annotate(
        obstacle=Subquery(said.order_by("-id").values("obstacle")[:1]),
        returned_because=Subquery(back.order_by("-id").values("reason")[:1]),
        behind=Case(When(official.condition(official.OPEN_OVERDUE, day), then=Value(0)), default=Value(1)),
    )
    return found.order_by("behind", "due_on", "task_id", "id"), day


def unmet_counts(scope: Scope, filters: Filters) -> dict[str, int]:
    """How many lượt giao are unmet now ("") and of each kind of UNMET. One query."""
    rows, day = chosen(scope, filters)
    counts: dict[str, Any] = {name: Count("id", filter=official.COUNTED & _condition(name, day)) for name in UNMET}
    every = Count("id", filter=official.COUNTED & _condition("", day))
    found = rows.order_by().aggregate(every=every, **counts)
    return {"": found.pop("every"), **found}
