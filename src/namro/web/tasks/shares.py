"""Finding the shares a request speaks about; what lies outside the person's scope does not exist."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from namro.core.errors import NotFound, Refusal
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.models import Assignment, AssignmentState
from namro.web.requests import Request


def row_of(assignment_id: int, scope: Scope) -> AssignmentState:
    """What is known of the share now. Raises NotFound outside the scope."""
    rows = AssignmentState.objects.current().visible_to(scope).with_closure()
    rows = rows.select_related("assignment", "task", "unit")
    row = rows.filter(assignment_id=assignment_id).first()
    if row is None:
        raise NotFound("tasks.assignment.not_found", "")
    return row


def assignments(ids: Sequence[int], scope: Scope) -> list[Assignment]:
    """All the shares chosen. Raises Refusal for none, NotFound when one lies outside the scope."""
    if not ids:
        raise Refusal("tasks.move.nothing", wording.NOTHING_CHOSEN)
    rows = AssignmentState.objects.current().visible_to(scope).filter(assignment_id__in=ids)
    found = [row.assignment for row in rows.select_related("assignment")]
    if len(found) != len(set(ids)):
        raise NotFound("tasks.assignment.not_found", "")
    return found


def back(request: Request, default: str) -> HttpResponse:
    """To the page the form came from, if it is ours."""
    target = request.POST.get("next", "")
    return redirect(target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else default)
