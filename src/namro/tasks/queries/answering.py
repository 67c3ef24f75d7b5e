"""Which open tasks a registered document may be the product of, and which reports already stand in it (F23)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from namro.core import clock
from namro.documents.models import Document
from namro.orgs.models import Role
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks.models import Assignment, AssignmentState, ProgressReport, State
from vanban.fold import fold

MOST = 5
_SHORTEST, _LONGEST = 12, 200  # letters of a title that say enough; more is told by its beginning
_OPENING = re.compile(r"^((v/v|ve viec|ve|ban hanh|phe duyet)\s+)+")


@dataclass(frozen=True)
class Answered:
    """An open share whose product the document may be, and whether its unit named the symbol itself."""

    row: Any
    unit: str
    by_symbol: bool


def may_answer(scope: Scope) -> bool:
    """Whether the person sends completions at all."""
    return scope.holds(Role.REPORTER) or scope.holds(Role.UNIT_HEAD) or scope.holds(Role.COORDINATOR)


def answered_by(document: Document, scope: Scope) -> list[Answered]:
    """Open lead shares the person may send the completion of: of the document's own unit, or of the person's units.

    The unit named the document's symbol as its product, or the title says most of the task's words. Two queries.
    """
    rows = _mine(document, scope)
    said = _OPENING.sub("", fold(document.title))[:_LONGEST]
    named = _named(document)
    alike = Q(task__search_fold__trigram_word_similar=said) if len(said) >= _SHORTEST else Q(pk__in=[])
    rows = rows.annotate(by_symbol=named).filter(Q(by_symbol=True) | alike)
    found = list(rows.select_related("task").order_by("-by_symbol", "clock_on", "id")[:MOST])
    called = names({row.unit_id for row in found}, clock.today())
    return [Answered(row, called[row.unit_id], row.by_symbol) for row in found]


def _mine(document: Document, scope: Scope) -> QuerySet[AssignmentState]:
    own = scope.units([Role.REPORTER, Role.UNIT_HEAD]) or []
    issuer = document.issuer.unit_id if document.issuer else None
    offices = scope.units([Role.COORDINATOR])
    kept = Q(unit_id=issuer) if offices is None else Q(unit_id=issuer, owner_id__in=offices)
    mine = Q(unit_id__in=own) | kept if issuer else Q(unit_id__in=own)
    rows = AssignmentState.objects.current().visible_to(scope).filter(mine)
    return rows.filter(state=State.OPEN, role=Assignment.Role.LEAD)


def _named(document: Document) -> Exists:
    """Whether a report of the share names the document: as a record of the register, or by its symbol as written."""
    reports = ProgressReport.objects.filter(assignment_id=OuterRef("assignment_id"))
    same = Q(document=document)
    return Exists(reports.filter(same | Q(product_symbol__iexact=document.symbol) if document.symbol else same))


def told_in(document: Document, scope: Scope) -> list[ProgressReport]:
    """The newest reports that stand in the document, of shares the person may see. One query."""
    shown = AssignmentState.objects.current().visible_to(scope).filter(assignment_id=OuterRef("assignment_id"))
    rows = ProgressReport.objects.filter(Exists(shown), document=document)
    return list(rows.select_related("assignment__task").order_by("-id")[: 2 * MOST])
