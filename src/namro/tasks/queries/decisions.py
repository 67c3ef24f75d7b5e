"""Everything that waits for an office's word in one list: completions sent and values proposed, the longest waiting first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, TruncDate

from namro.core import clock
from namro.documents.models import Document
from namro.orgs.scope import Scope
from namro.tasks.models import ProgressReport
from namro.tasks.queries.proposed import to_decide
from namro.tasks.queries.register import Filters, register
from namro.tasks.queries.work import office, to_confirm

COMPLETION, PROPOSAL = "completion", "proposal"
KINDS = (COMPLETION, PROPOSAL)


def waiting(scope: Scope, kind: str = "") -> QuerySet[Any, Any]:
    """The places of the list, as (kind, key, day since when); of one kind where it is named."""
    rows, _day = register(scope, Filters(mark="to_confirm"))
    completions = _places(rows.filter(office(scope)), COMPLETION, "assignment_id", F("submitted_on"))
    proposals = _places(to_decide(scope), PROPOSAL, "id", TruncDate("recorded_at", tzinfo=clock.VIET_NAM))
    if kind == COMPLETION:
        return completions.order_by("since", "key")
    if kind == PROPOSAL:
        return proposals.order_by("since", "key")
    both: QuerySet[Any, Any] = completions.union(proposals, all=True)
    return both.order_by("since", "waits", "key")


def _places(rows: QuerySet[Any], kind: str, key: str, since: Any) -> QuerySet[Any, Any]:
    rows = rows.order_by().select_related(None)
    named = rows.annotate(waits=Cast(Value(kind), CharField()), key=F(key), since=since)
    places: QuerySet[Any, Any] = named.values_list("waits", "key", "since")
    return places


def completions_at(assignment_ids: Sequence[int], scope: Scope) -> Mapping[int, tuple[Any, ProgressReport | None]]:
    """Assignment id -> its row of the register and the completion sent last, files beside. Three queries."""
    rows = to_confirm(scope).filter(assignment_id__in=assignment_ids)
    seen = Document.objects.visible_to(scope).filter(pk=OuterRef("document_id"))
    sent = ProgressReport.objects.filter(assignment_id__in=assignment_ids, kind=ProgressReport.Kind.COMPLETION)
    newest = sent.order_by("assignment_id", "-id").distinct("assignment_id").annotate(readable=Exists(seen))
    reports = {one.assignment_id: one for one in newest.select_related("by", "document").prefetch_related("evidence")}
    return {row.assignment_id: (row, reports.get(row.assignment_id)) for row in rows}


def proposals_at(ids: Sequence[int], scope: Scope) -> Mapping[int, Any]:
    """Id -> the proposal, with its unit's id and the document that is its ground. One query."""
    seen = Document.objects.visible_to(scope).filter(pk=OuterRef("document_id"))
    rows = to_decide(scope).filter(pk__in=ids).select_related("document").annotate(readable=Exists(seen))
    return {one.pk: one for one in rows}
