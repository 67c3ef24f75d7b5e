"""Proposals that wait for the office: what units would add to tasks, each decided about on the spot."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namro.core import clock
from namro.core.errors import NotFound
from namro.orgs.models import Role
from namro.orgs.queries import names
from namro.tasks import queries
from namro.tasks.models import Gap
from namro.web.requests import Request
from namro.web.tasks import wording
from namro.web.tasks.paging import page_of


@require_safe
def proposals(request: Request) -> HttpResponse:
    """For the offices one decides for, the longest waiting first."""
    scope = request.scope
    if not (scope.holds(Role.COORDINATOR) or scope.holds(Role.LEADER)):
        raise NotFound("tasks.gap.not_yours", "")
    page = page_of(request, queries.to_decide(scope))
    called = names({one.share.unit_id for one in page.object_list}, clock.today())
    lines = [(one, wording.VALUE_OF[Gap(one.gap)], called[one.share.unit_id]) for one in page.object_list]
    return render(request, "web/tasks/proposals.html", {"page": page, "lines": lines})
