"""Handovers done: those a reader may look at, and the lines of one as they stood then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from namro.documents.models import Document
from namro.orgs.models import Role
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import rules
from namro.tasks.models import AssignmentState, Handing, Handover, HandoverLine, Task

What = HandoverLine.What


def visible(scope: Scope) -> QuerySet[Handover]:
    """Those of units one divides, heads or audits, and those one was a part of oneself."""
    units = scope.units([Role.COORDINATOR, Role.LEADER, Role.UNIT_HEAD, Role.AUDITOR])
    person_id = scope.user.person_id if scope.user else None
    own = Q(from_person_id=person_id) | Q(to_person_id=person_id) if person_id else Q(pk__in=[])
    within = Q(pk__isnull=False) if units is None else Q(unit_id__in=units)
    return Handover.objects.filter(own | within).select_related("unit", "from_person", "to_person", "by")


def latest(scope: Scope, *, most: int) -> list[Handover]:
    """The latest, each with ``count``, the number of its lines. One query."""
    return list(visible(scope).annotate(count=Count("lines")).order_by("-id")[:most])


@dataclass(frozen=True)
class Line:
    """One line of a minute; of a restricted task no more than code and dates are told (F93)."""

    what: str
    kind: str
    code: str
    words: str
    unit: str
    due_on: Any
    inside_on: Any = None


@dataclass(frozen=True)
class Minute:
    """A handover with its lines by kind; ``hidden`` counts those the reader may not know of."""

    handover: Handover
    unit: str
    lines: dict[str, list[Line]]
    hidden: int

    @property
    def total(self) -> int:
        """How many lines were handed over, the hidden ones included."""
        return sum(len(found) for found in self.lines.values()) + self.hidden


def minute(handover_id: int, scope: Scope) -> Minute | None:
    """The handover as it was done, or None outside the scope. A constant number of queries."""
    done = visible(scope).filter(pk=handover_id).first()
    if done is None:
        return None
    states = AssignmentState.objects.as_of(done.recorded_at + timedelta(microseconds=1))
    state = states.filter(assignment_id=OuterRef("share_id"))
    handed = Handing.objects.filter(share_id=OuterRef("share_id"), recorded_at=done.recorded_at)
    lines = HandoverLine.objects.filter(handover=done).annotate(
        due_on=Subquery(state.values("due_on")[:1]),
        holder_id=Subquery(state.values("unit_id")[:1]),
        inside_on=Subquery(handed.values("due_on")[:1]),
    )
    rows = list(lines.select_related("task", "portfolio", "document").order_by("id"))
    seen_tasks = set(
        Task.objects.visible_to(scope)
        .filter(pk__in=[r.task_id for r in rows if r.task_id])
        .values_list("pk", flat=True)
    )
    documents = [row.document_id for row in rows if row.document_id]
    seen_documents = set(Document.objects.visible_to(scope).filter(pk__in=documents).values_list("pk", flat=True))
    units = {row.holder_id for row in rows} | {row.portfolio.unit_id for row in rows if row.portfolio}
    called = names({done.unit_id, *(unit for unit in units if unit)}, done.happened_on)
    inside = rules.is_of_unit(scope, done.unit_id)
    found: dict[str, list[Line]] = {}
    hidden = 0
    for row in rows:
        known = row.task_id is None or row.task_id in seen_tasks
        known = known and (row.document_id is None or row.document_id in seen_documents)
        if not known or (row.what == What.INSIDE and not inside):
            hidden += 1
        else:
            found.setdefault(row.what, []).append(_line(row, called))
    return Minute(done, called[done.unit_id], found, hidden)


def _line(row: Any, called: dict[int, str]) -> Line:
    kind = row.get_kind_display() if row.kind else ""
    if row.portfolio:
        return Line(row.what, kind, "", "", called[row.portfolio.unit_id] if row.portfolio.unit_id else "", None)
    if row.document:
        words = "" if row.document.restricted else row.document.title
        return Line(row.what, kind, row.document.symbol, words, "", row.document.issued_on)
    words = "" if row.task.restricted else row.task.content
    unit = called.get(row.holder_id, "")
    return Line(
        row.what,
        kind,
        row.task.code,
        words,
        unit,
        row.due_on or (row.task.due_on if not row.share_id else None),
        row.inside_on,
    )
