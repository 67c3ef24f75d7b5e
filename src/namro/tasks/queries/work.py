"""What waits for a person: a unit's own open shares, an office's completions to confirm."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks.models import Assignment, AssignmentState, State
from namro.tasks.queries.register import Filters, register


def own_open(scope: Scope) -> QuerySet[AssignmentState]:
    """Unfinished shares of the units the person reports for, most urgent first, parts in joint work included."""
    units = scope.units([Role.REPORTER, Role.UNIT_HEAD]) or []
    rows, _day = register(scope, Filters())
    working = Q(role__in=[Assignment.Role.LEAD, Assignment.Role.SUPPORT], unit_id__in=units)
    return rows.filter(working).exclude(state__in=[State.DONE, State.EXITED])


def to_confirm(scope: Scope) -> QuerySet[AssignmentState]:
    """Completions sent that the person's office has to confirm or return, the longest waiting first."""
    rows, _day = register(scope, Filters(mark="to_confirm"))
    offices = scope.units([Role.COORDINATOR])
    mine = rows if offices is None else rows.filter(owner_id__in=offices)
    return mine.order_by("submitted_on", "id")
