"""Questions to explain: who may know of them, which wait for whom, what a task's page and the register say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from namro.documents.models import Document
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks.models import Explanation, ExplanationDraft, ExplanationEnd, owned_by, worked_on

ASKED, UNANSWERED, OVERDUE, ANSWERED = "asked", "unanswered", "overdue", "answered"
CHOICES = {
    ASKED: _("asked to explain"),
    UNANSWERED: _("asked, not answered"),
    OVERDUE: _("asked, answer overdue"),
    ANSWERED: _("explanation given"),
}
_MOST = 30  # on the page of one task
_RESTRICTED = "task__restricted"


def seen(scope: Scope) -> QuerySet[Explanation]:
    """The questions a person may know of: to units one works for, and on tasks issued by units one oversees."""
    own = worked_on(scope, "unit_id", _RESTRICTED)
    return Explanation.objects.filter(own | owned_by(scope, "task__owner_id", _RESTRICTED))


def one_seen(number: int, scope: Scope) -> Explanation | None:
    """The question with its task and its end, or None outside the scope. One query."""
    readable = Document.objects.visible_to(scope).filter(pk=OuterRef("end__document_id"))
    rows = seen(scope).filter(pk=number).annotate(readable=Exists(readable))
    joined = ("task", "by", "tenure__person", "tenure__post", "end__by", "end__document")
    return rows.select_related(*joined).first()


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
    return _waiting(Explanation.objects.filter(owned_by(scope, "task__owner_id", _RESTRICTED)))


def _waiting(rows: QuerySet[Explanation]) -> QuerySet[Explanation]:
    """Those without an end; ``of_all`` is how many there are, ``drafted`` whether an answer is written down."""
    drafts = ExplanationDraft.objects.filter(explanation=OuterRef("pk"))
    found = rows.filter(end=None).annotate(of_all=Window(Count("id")), drafted=Exists(drafts))
    return found.select_related("task").order_by("due_on", "id")


@dataclass(frozen=True)
class Asked:
    """One question on a task's page, as far as it was known; ``kind`` is empty while it waits for an answer."""

    id: int
    assignment_id: int
    unit_id: int
    question: str
    asked_on: date
    due_on: date
    recorded_at: datetime
    by_name: str
    head: str | None
    kind: str
    words: str = ""
    on_behalf: bool = False
    ended_on: date | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    document_id: int | None = None
    symbol: str = ""
    readable: bool = False

    @property
    def answered(self) -> bool:
        """Whether the unit has explained."""
        return self.kind == ExplanationEnd.Kind.ANSWERED

    @property
    def withdrawn(self) -> bool:
        """Whether the office took the question back."""
        return self.kind == ExplanationEnd.Kind.WITHDRAWN


_END = {
    "kind": "kind",
    "words": "words",
    "on_behalf": "on_behalf",
    "ended_on": "happened_on",
    "ended_at": "recorded_at",
    "ended_by": "by__full_name",
    "document_id": "document_id",
    "symbol": "document__symbol",
}
_PLAIN = ("id", "assignment_id", "unit_id", "question", "asked_on", "due_on", "recorded_at")


def questions_of(task: str, scope: Scope) -> ArraySubquery:
    """The questions on the outer row's task that the reader may know of as JSON, the newest first, for ``asked``."""
    readable = Document.objects.visible_to(scope).filter(pk=OuterRef("end__document_id"))
    rows = seen(scope).filter(task_id=OuterRef(task)).order_by("-id").annotate(readable=Exists(readable))
    said = {name: F(name) for name in (*_PLAIN, "readable")} | {name: F(f"end__{path}") for name, path in _END.items()}
    said |= {"by_name": F("by__full_name"), "head": F("tenure__person__full_name")}
    return ArraySubquery(rows.values(one=JSONObject(**said))[:_MOST])


def asked(said: dict[str, Any], known: datetime) -> Asked | None:
    """One question as known before the moment; None where it had not been asked."""
    one = dict(said)
    for name in ("recorded_at", "ended_at"):
        one[name] = datetime.fromisoformat(said[name]) if said[name] else None
    for name in ("asked_on", "due_on", "ended_on"):
        one[name] = date.fromisoformat(said[name]) if said[name] else None
    if one["recorded_at"] >= known:
        return None
    if one["ended_at"] is None or one["ended_at"] >= known:
        one = {name: one[name] for name in (*_PLAIN, "by_name", "head")} | {"kind": ""}
    return Asked(**one | {"symbol": one.get("symbol") or ""})


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
