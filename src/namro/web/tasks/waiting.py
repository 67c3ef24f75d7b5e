"""Everything that waits for the office's word in one list, evidence beside, many decided at once by tick or by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.orgs.models import Role
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import actions
from namro.tasks.models import Gap, GapProposal, Move
from namro.tasks.queries import decisions as queries
from namro.web.requests import Request
from namro.web.tasks import rows, shares, wording
from namro.web.tasks.paging import page_of

_MOST = 200


@dataclass(frozen=True)
class Place:
    """A line of the list: a completion with its report, or a proposed value."""

    since: Any
    unit: str
    line: rows.Shown | None = None
    report: Any = None
    proposal: GapProposal | None = None
    label: Any = ""
    ticked: bool = False


@require_http_methods(["GET", "POST"])
def to_confirm(request: Request) -> HttpResponse:
    """What units sent to the offices one decides for, the longest waiting first."""
    scope = request.scope
    if not (scope.holds(Role.COORDINATOR) or scope.holds(Role.LEADER)):
        raise NotFound("tasks.confirm.not_yours", "")
    if request.method == "POST":
        try:
            _decide(request)
        except NotFound:
            raise
        except Refusal as refusal:
            return _page(request, str(refusal))
        return redirect(request.get_full_path())
    return _page(request, "")


def _chosen(request: Request, name: str) -> list[int]:
    given = request.POST.getlist(name)
    return [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 18][:_MOST]


def _decide(request: Request) -> None:
    scope, confirming = request.scope, request.POST.get("move") == Move.Kind.ACCEPT
    numbers, proposals = _chosen(request, "share"), _proposals(_chosen(request, "proposal"), scope)
    assignments = shares.assignments(numbers, scope) if numbers else []
    if confirming:
        actions.confirm_waiting(assignments=assignments, proposals=proposals, by=scope)
    else:
        reason = request.POST.get("reason", "")[:2000]
        actions.return_waiting(assignments=assignments, proposals=proposals, reason=reason, by=scope)
    move = Move.Kind.ACCEPT if confirming else Move.Kind.RETURN
    told = wording.PROPOSALS_APPROVED if confirming else wording.PROPOSALS_REFUSED
    if assignments:
        messages.success(request, wording.DECIDED[move] % {"count": len(assignments)})
    if proposals:
        messages.success(request, told % {"count": len(proposals)})


def _proposals(numbers: Sequence[int], scope: Scope) -> list[GapProposal]:
    """The proposals ticked; one decided meanwhile is left to the act, which says by whom."""
    found = list(GapProposal.objects.filter(pk__in=numbers).select_related("task"))
    if len(found) != len(set(numbers)):
        raise NotFound("tasks.gap.not_found", "")
    return found


def _page(request: Request, said: str) -> HttpResponse:
    kind = request.GET.get("kind", "")
    kind = kind if kind in queries.KINDS else ""
    page = page_of(request, queries.waiting(request.scope, kind))
    ticked = {(queries.COMPLETION, key) for key in _chosen(request, "share")}
    ticked |= {(queries.PROPOSAL, key) for key in _chosen(request, "proposal")}
    shown = {
        "page": page,
        "places": list(_places(list(page.object_list), request.scope, ticked)),
        "kind": kind,
        "kinds": wording.WAITING_KINDS.items(),
        "said": said,
        "reason": request.POST.get("reason", "")[:2000],
    }
    return render(request, "web/tasks/to_confirm.html", shown, status=422 if said else 200)


def _places(found: Sequence[tuple[str, int, Any]], scope: Scope, ticked: set[tuple[str, int]]) -> Iterable[Place]:
    """The places with what stands there; one that was decided between the queries is left out."""
    day = clock.today()
    completions = queries.completions_at([key for kind, key, _since in found if kind == queries.COMPLETION], scope)
    proposals = queries.proposals_at([key for kind, key, _since in found if kind == queries.PROPOSAL], scope)
    units = {row.unit_id for row, _report in completions.values()}
    units |= {one.unit_id for one in proposals.values() if one.share}
    called = names(units, day)
    for kind, key, since in found:
        tick = (kind, key) in ticked
        if kind == queries.COMPLETION and key in completions:
            row, report = completions[key]
            line = rows.one(row, called[row.unit_id], day)
            yield Place(since, line.unit, line=line, report=report, ticked=tick)
        elif kind == queries.PROPOSAL and key in proposals:
            one = proposals[key]
            unit = called[one.unit_id] if one.share else ""
            yield Place(since, unit, proposal=one, label=wording.VALUE_OF[Gap(one.gap)], ticked=tick)
