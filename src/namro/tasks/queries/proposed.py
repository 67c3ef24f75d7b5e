"""Values proposed for what a task lacks: those an office has to decide about, those a unit was answered."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window

from namro.core import clock
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks.models import AssignmentState, GapDecision, GapProposal
from namro.tasks.queries.transfers import holder_at

# An answer is news on the unit's first page for a month.
NEWS = timedelta(days=30)


def to_decide(scope: Scope, *, counted: bool = False) -> QuerySet[GapProposal]:
    """Proposals no office has decided about, for tasks of the offices one decides for; the longest waiting first.

    ``counted`` adds ``of_all``, how many there are, to each row: the first few and their number in one query.
    """
    offices = scope.units([Role.COORDINATOR, Role.LEADER])
    mine = Q(pk__isnull=False) if offices is None else Q(task__owner_id__in=offices)
    rows = GapProposal.objects.filter(mine, decision=None, share__isnull=False)
    rows = rows.annotate(of_all=Window(Count("id"))) if counted else rows
    return _with_unit(rows).select_related("task", "share", "by").order_by("id")


def _with_unit(rows: QuerySet[GapProposal]) -> QuerySet[GapProposal]:
    """The proposals with ``unit_id``: of the unit that held the share when it proposed."""
    return rows.annotate(unit_id=holder_at("share_id", "recorded_at"))


def answered(scope: Scope) -> QuerySet[GapDecision]:
    """What offices said of late to proposals of the units one reports for, the newest first."""
    units = scope.units([Role.REPORTER, Role.UNIT_HEAD]) or []
    held = AssignmentState.objects.filter(
        assignment_id=OuterRef("proposal__share_id"),
        unit_id__in=units,
        known_from__lte=OuterRef("proposal__recorded_at"),
        known_to__gt=OuterRef("proposal__recorded_at"),
    )
    rows = GapDecision.objects.filter(Exists(held), happened_on__gte=clock.today() - NEWS)
    return rows.select_related("proposal__task", "by").order_by("-id")
