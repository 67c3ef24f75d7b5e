"""What became of one document, both ways: its sentences, their tasks, the units, their last word, the documents that answer;
and the tasks this document itself answers for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Subquery

from namro.core import clock
from namro.documents.models import Document
from namro.orgs.queries import names_and_codes
from namro.orgs.scope import Scope
from namro.reading.models import Verdict
from namro.tasks.models import AssignmentState, Directive, ProgressReport, Task
from namro.tasks.queries import official
from namro.tasks.queries.counters import Counters, added, by_part
from namro.tasks.queries.reviewing import provenance

_MOST = 400  # documents that say progress


@dataclass(frozen=True)
class Said:
    """One report: who said it when, and by which document, where the reader may know of that one."""

    task: Task
    unit: str
    code: str
    on: date
    sentence: str
    percent: int | None
    document_id: int | None
    symbol: str


@dataclass(frozen=True)
class Child:
    """One task with its counters, the unit that leads it (of one lead), the last thing said and the documents that answer."""

    task: Task
    counters: Counters
    unit: str
    code: str
    last: Said | None
    answers: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class Sentence:
    """A directive with the tasks born from it."""

    directive: Directive
    tasks: list[Child]


@dataclass(frozen=True)
class Became:
    """Everything the tab shows; ``counters`` are the sum over the tasks, each counted once."""

    sentences: list[Sentence]
    counters: Counters
    answered: list[Said]


def became(document: Document, scope: Scope, *, keeper: bool) -> Became:
    """The chain from the document down and from the reports back to it. Five queries, however many tasks."""
    day = clock.today()
    born = provenance(document, scope, keeper=keeper)
    tasks = {task.pk: task for one in born for task in one.tasks}
    rows = AssignmentState.objects.current().visible_to(scope)
    parts = list(
        by_part(rows.filter(task_id__in=tasks), day, "task_id").annotate(lead=Min("unit_id", filter=official.COUNTED))
    )
    reports = _reports(document, rows, list(tasks), scope)
    ids = {one["lead"] for one in parts if one["lead"]} | {one.unit_now for one in reports}
    called = names_and_codes(ids, day)
    said = [_said(one, called) for one in reports]
    children = {pk: _child(task, parts, said, called, document, day) for pk, task in tasks.items()}
    return Became(
        [Sentence(one.directive, [children[task.pk] for task in one.tasks]) for one in born],
        added(day, parts, tasks=len([1 for one in children.values() if one.counters.assigned])),
        [one for one in said if one.document_id == document.pk],
    )


def _reports(document: Document, rows: Any, task_ids: Sequence[int], scope: Scope) -> list[Any]:
    """The newest report of each task, all of them that a document says, and what this document itself says."""
    seen = Document.objects.visible_to(scope).filter(pk=OuterRef("document_id"))
    shares = rows.filter(assignment_id=OuterRef("assignment_id"))
    reports = ProgressReport.objects.filter(Exists(shares))
    newest = reports.filter(assignment__task_id__in=task_ids).order_by("assignment__task_id", "-id")
    wanted = (
        Q(pk__in=newest.distinct("assignment__task_id").values("pk"))
        | Q(document=document)
        | Q(assignment__task_id__in=task_ids, document__isnull=False)
    )
    found = reports.filter(wanted).select_related("assignment__task", "document")
    return list(
        found.annotate(readable=Exists(seen), unit_now=Subquery(shares.values("unit_id")[:1])).order_by("-id")[:_MOST]
    )


def _said(report: Any, called: Mapping[int, tuple[str, str]]) -> Said:
    unit, code = called[report.unit_now]
    document = report.document if report.document_id and report.readable else None
    return Said(
        report.assignment.task,
        unit,
        code,
        report.sent_on,
        report.sentence,
        report.percent,
        document.pk if document else None,
        document.symbol if document else report.product_symbol,
    )


def _child(
    task: Task,
    parts: Iterable[Mapping[str, Any]],
    said: Sequence[Said],
    called: Mapping[int, tuple[str, str]],
    document: Document,
    day: date,
) -> Child:
    own = [one for one in parts if one["task_id"] == task.pk]
    lead = min((one["lead"] for one in own if one["lead"]), default=None)
    unit, code = called[lead] if lead and task.mode == Task.Mode.ONE else ("", "")
    told = [one for one in said if one.task.pk == task.pk]
    answers = [one for one in told if one.document_id and one.document_id != document.pk]
    return Child(task, added(day, own, tasks=None), unit, code, told[0] if told else None, answers)


def reviewers(document: Document) -> list[dict[str, Any]]:
    """Who decided about how many places of the document's texts, and when last. One query."""
    rows = Verdict.objects.filter(source__document=document).order_by()
    told: Any = rows.values(name=F("decided_by__full_name")).annotate(count=Count("id"), last=Max("decided_at"))
    return list(told.order_by("-last"))
