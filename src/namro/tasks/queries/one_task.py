"""Everything the page of one task shows, with its provenance: words -> directive -> task -> shares -> reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Max, Min, OuterRef
from django.db.models.functions import JSONObject

from namro.core import clock
from namro.documents.models import Document
from namro.orgs.models import Role, Tenure
from namro.orgs.queries import head_on, names
from namro.orgs.scope import Scope
from namro.tasks.models import (
    STILL_KNOWN,
    Assignment,
    AssignmentState,
    Directive,
    Evidence,
    Move,
    ProgressReport,
    Task,
)
from namro.tasks.queries import official
from namro.tasks.queries.register import late_days

MOST_ACTS, MOST_REPORTS = 60, 30
_ORDER = {role: place for place, role in enumerate(["lead", "directing", "support", "supervising"])}


@dataclass(frozen=True)
class Line:
    """One share as known on the day."""

    row: AssignmentState
    unit: str
    official: str
    late_days: int
    head: Tenure | None


@dataclass(frozen=True)
class Act:
    """One act of the history: it may have moved many shares at once; ``unit_id`` is the first of them."""

    kind: str
    recorded_at: datetime
    happened_on: date
    by_name: str | None
    reason: str
    exit_reason: str
    due_on: date | None
    symbol: str | None
    count: int
    unit_id: int


@dataclass(frozen=True)
class TaskPage:
    """One task for one audience: of a task for every unit, a unit sees its own share only."""

    task: Task
    owner: str
    on: date
    orders: list[Directive]
    lines: list[Line]
    reports: list[ProgressReport]
    acts: list[Act]
    counted: Mapping[str, int]
    clarity: Mapping[str, bool]
    names: Mapping[int, str]


def task_page(task_id: int, scope: Scope, *, on: date | None = None, share_id: int | None = None) -> TaskPage | None:
    """The page, or None where the task does not exist for the person. Constant number of queries.

    Reports and moves are those known at the end of the day, of all shares shown or of the one of ``share_id``.
    """
    task = Task.objects.visible_to(scope).select_related("owner", "issued_by").filter(pk=task_id).first()
    if task is None:
        return None
    day = on or clock.today()
    rows = AssignmentState.objects.as_of(clock.end_of(day)) if on else AssignmentState.objects.current()
    rows = rows.filter(task=task).select_related("assignment", "unit").annotate(official=official.as_column(day))
    if not (task.mode == Task.Mode.ONE or _oversees(scope, task)):
        rows = rows.visible_to(scope)
    shown = sorted(rows.order_by("clock_on", "unit__code"), key=lambda row: _ORDER[row.role])
    unit_ids = {row.unit_id for row in shown}
    called = names({*unit_ids, task.owner_id}, day)
    heads = head_on(unit_ids, day)
    lines = [
        Line(row, called[row.unit_id], row.official, late_days(row, day), heads.get(row.unit_id))  # type: ignore[attr-defined]
        for row in shown
    ]
    assignments = [row.assignment_id for row in shown if share_id in (None, row.assignment_id)]
    known = clock.end_of(day) if on else STILL_KNOWN
    return TaskPage(
        task=task,
        owner=called[task.owner_id],
        on=day,
        orders=_orders(task, scope),
        lines=lines,
        reports=_reports(assignments, known),
        acts=_acts(assignments, known),
        counted={
            name: sum(line.official == name for line in lines if line.row.role == Assignment.Role.LEAD)
            for name in official.LABELS
        },
        clarity=clarity(task, lines),
        names=called,
    )


def _oversees(scope: Scope, task: Task) -> bool:
    """``owned_by`` for one task already at hand."""
    keepers = scope.units([Role.COORDINATOR, Role.LEADER, Role.AUDITOR])
    overseen = scope.overseen
    if keepers is None or task.owner_id in keepers:
        return True
    return not task.restricted and (overseen is None or task.owner_id in overseen)


def _orders(task: Task, scope: Scope) -> list[Directive]:
    """The directives the task stands on; ``readable`` says whether the person may open the document."""
    seen = Document.objects.visible_to(scope).filter(pk=OuterRef("document_id"))
    rows = task.orders.select_related("document").annotate(readable=Exists(seen))
    return list(rows.order_by("order_rows__id"))


def _acts(assignments: list[int], known: datetime) -> list[Act]:
    """The acts known by the moment, newest first; plain progress lines stand among the reports."""
    rows = Move.objects.filter(assignment__in=assignments, recorded_at__lt=known).exclude(kind=Move.Kind.REPORT)
    same = ("kind", "recorded_at", "happened_on", "reason", "exit_reason", "due_on")
    grouped = (
        rows.order_by()
        .values(*same, by_name=F("by__full_name"), symbol=F("document__symbol"))
        .annotate(count=Count("id"), unit_id=Min("assignment__unit_id"), last=Max("id"))
        .order_by("-recorded_at", "-last")[:MOST_ACTS]
    )
    return [Act(**{name: row[name] for name in Act.__dataclass_fields__}) for row in grouped]


def _reports(assignments: list[int], known: datetime) -> list[ProgressReport]:
    """The newest reports known by the moment; ``files`` are their pieces of evidence."""
    rows = ProgressReport.objects.filter(assignment__in=assignments, recorded_at__lt=known)
    evidence_of_report = Evidence.objects.filter(report=OuterRef("pk")).order_by("id")
    files = evidence_of_report.values(file=JSONObject(id="id", name="name", size="size"))
    rows = rows.select_related("by", "assignment").annotate(files=ArraySubquery(files))
    return list(rows.order_by("-id")[:MOST_REPORTS])


def evidence(evidence_id: int, scope: Scope) -> Evidence | None:
    """A file of a report on a share the person may see; on a joint task (``one``) also of the others' shares."""
    file = Evidence.objects.select_related("report__assignment__task").filter(pk=evidence_id).first()
    if file is None:
        return None
    share = file.report.assignment
    shown = AssignmentState.objects.current().visible_to(scope)
    shown = shown.filter(task=share.task) if share.task.mode == Task.Mode.ONE else shown.filter(assignment=share)
    return file if shown.exists() else None


def clarity(task: Task, lines: list[Line]) -> dict[str, bool]:
    """The five clarities as the task stands now (DESIGN 4.7), apart from what the document itself made clear."""
    leads = [line for line in lines if line.row.role == Assignment.Role.LEAD]
    return {
        "person": bool(leads),
        "task": bool(task.product),
        "progress": all(line.row.due_on or task.undated_reason for line in leads) and bool(leads),
        "responsibility": any(line.head for line in leads),
        "result": bool(task.result),
    }
