"""Questions to explain: who may know of them, which wait for whom, what a task's page and the register say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.utils.translation import gettext_lazy as _

from namro.documents.models import Document
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks.models import Explanation, ExplanationDraft, ExplanationEnd, Task

ASKED, UNANSWERED, OVERDUE, ANSWERED = "asked", "unanswered", "overdue", "answered"
CHOICES = {
    ASKED: _("asked to explain"),
    UNANSWERED: _("asked, not answered"),
    OVERDUE: _("asked, answer overdue"),
    ANSWERED: _("explanation given"),
}
_MOST = 30  # on the page of one task
_WORKERS = [Role.COORDINATOR, Role.LEADER, Role.UNIT_HEAD, Role.REPORTER, Role.AUDITOR]


def seen(scope: Scope) -> QuerySet[Explanation]:
    """The questions a person may know of: to units one works for, and on tasks issued by units one oversees."""
    own = _among("unit_id", scope.units(_WORKERS)) | (_among("unit_id", scope.seen) & Q(task__restricted=False))
    keepers = _among("task__owner_id", scope.units([Role.COORDINATOR, Role.LEADER, Role.AUDITOR]))
    overseen = _among("task__owner_id", scope.overseen) & Q(task__restricted=False)
    return Explanation.objects.filter(own | keepers | overseen)


def _among(column: str, unit_ids: list[int] | None) -> Q:
    return Q(pk__isnull=False) if unit_ids is None else Q(**{f"{column}__in": unit_ids})


def one_seen(number: int, scope: Scope) -> Explanation | None:
    """The question with its task, its end and its drafts, or None outside the scope. Two queries."""
    readable = Document.objects.visible_to(scope).filter(pk=OuterRef("end__document_id"))
    rows = seen(scope).filter(pk=number).annotate(readable=Exists(readable))
    joined = ("task", "by", "tenure__person", "tenure__post", "end__by", "end__document")
    return rows.select_related(*joined).prefetch_related("drafts__by").first()


def asked_of(assignment_ids: Sequence[int]) -> set[tuple[int, int]]:
    """(Share, unit) of the questions on these shares that wait for an answer."""
    rows = Explanation.objects.filter(assignment_id__in=assignment_ids, end=None)
    return set(rows.values_list("assignment_id", "unit_id"))


def to_answer(scope: Scope) -> QuerySet[Explanation]:
    """What the units one reports for have to answer, the first day first; ``drafted`` where an answer is written down."""
    units = scope.units([Role.REPORTER, Role.UNIT_HEAD]) or []
    return _waiting(Explanation.objects.filter(unit_id__in=units))


def unanswered(scope: Scope) -> QuerySet[Explanation]:
    """What was asked on tasks issued by offices one oversees and nobody has answered, the first day first."""
    offices = scope.units([Role.COORDINATOR, Role.LEADER, Role.AUDITOR])
    every = _among("task__owner_id", offices)
    return _waiting(
        Explanation.objects.filter(every | (_among("task__owner_id", scope.overseen) & Q(task__restricted=False)))
    )


def _waiting(rows: QuerySet[Explanation]) -> QuerySet[Explanation]:
    """Those without an end; ``of_all`` is how many there are, ``drafted`` whether an answer is written down."""
    drafts = ExplanationDraft.objects.filter(explanation=OuterRef("pk"))
    found = rows.filter(end=None).annotate(of_all=Window(Count("id")), drafted=Exists(drafts))
    return found.select_related("task").order_by("due_on", "id")


@dataclass(frozen=True)
class Asked:
    """One question on a task's page, as far as it was known."""

    one: Explanation
    answered: bool = False
    withdrawn: bool = False

    @property
    def end(self) -> ExplanationEnd | None:
        """How it ended, once that was known."""
        return self.one.end if self.answered or self.withdrawn else None


def of_task(task: Task, scope: Scope, known: datetime, shares: Sequence[int]) -> list[Asked]:
    """The questions on these shares of the task known before the moment that the reader may know of, the newest first."""
    readable = Document.objects.visible_to(scope).filter(pk=OuterRef("end__document_id"))
    rows = seen(scope).filter(task=task, assignment_id__in=shares, recorded_at__lt=known)
    rows = rows.select_related("by", "tenure__person", "tenure__post", "end__by", "end__document")
    return [_told(one, known) for one in rows.annotate(readable=Exists(readable)).order_by("-id")[:_MOST]]


def _told(one: Explanation, known: datetime) -> Asked:
    end = getattr(one, "end", None)
    if end is None or end.recorded_at >= known:
        return Asked(one)
    answered = end.kind == ExplanationEnd.Kind.ANSWERED
    return Asked(one, answered=answered, withdrawn=not answered)


def concerns(kind: str, known: datetime, day: date) -> Q:
    """Rows of the read model on whose share a question of this kind stood before the moment; one withdrawn counts as none."""
    ends = ExplanationEnd.objects.filter(explanation_id=OuterRef("pk"), recorded_at__lt=known)
    withdrawn = Exists(ends.filter(kind=ExplanationEnd.Kind.WITHDRAWN))
    answered = Exists(ends.filter(kind=ExplanationEnd.Kind.ANSWERED))
    rows = Explanation.objects.filter(~withdrawn, assignment_id=OuterRef("assignment_id"), recorded_at__lt=known)
    kinds: dict[str, Any] = {
        ASKED: rows,
        UNANSWERED: rows.filter(~answered),
        OVERDUE: rows.filter(~answered, due_on__lt=day),
        ANSWERED: rows.filter(answered),
    }
    return Q(Exists(kinds[kind]))
