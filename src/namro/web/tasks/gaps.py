"""What an issued task lacks is filled from its page: a lead unit proposes, the issuing office adds, approves or refuses."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from namro.core.errors import NotFound, Refusal
from namro.documents import queries as documents
from namro.documents.models import Document
from namro.orgs.scope import Scope
from namro.tasks import actions, rules
from namro.tasks.models import Assignment, Gap, GapProposal, Task
from namro.web.requests import Request
from namro.web.tasks import shares, wording
from namro.web.tasks.decisions import first_fault
from namro.web.tasks.forms import GapForm


@require_POST
def fill(request: Request, task_id: int, gap: str) -> HttpResponse:
    """Add a value, or, for the share of a unit that leads, propose it."""
    scope = request.scope
    task = Task.objects.visible_to(scope).filter(pk=task_id).first()
    if task is None or gap not in Gap.values:
        raise NotFound("tasks.task.not_found", "")
    value, share_id = _value(request, Gap(gap))
    if share_id is None:
        rules.check_decide(scope, task.owner_id)
        actions.add_value(task=task, value=value, by=scope)
        messages.success(request, str(wording.GAP_ADDED))
    else:
        actions.propose_value(share=_share(share_id, task, scope), value=value, by=scope)
        messages.success(request, str(wording.GAP_PROPOSED))
    return shares.back(request, reverse("web:task", args=[task.pk]))


def _value(request: Request, gap: Gap) -> tuple[actions.NewValue, int | None]:
    """What the form says, and the share it is proposed for."""
    form = GapForm(request.POST)
    if not form.is_valid():
        raise Refusal("tasks.gap.form", first_fault(form))
    given = form.cleaned_data
    said = {name: given[name] for name in ("ground", "words", "due_on", "agreed_on")}
    return actions.NewValue(gap=gap, document=_document(given["ground"], request.scope), **said), given["share"]


def _share(number: int, task: Task, scope: Scope) -> Assignment:
    row = shares.row_of(number, scope)
    if row.task_id != task.pk:
        raise NotFound("tasks.assignment.not_found", "")
    return row.assignment


def _document(ground: str, scope: Scope) -> Document | None:
    """The document a ground names, where it names just one of the register; a telephone call names none."""
    found = documents.open_by_reference(ground, scope) if ground else []
    return found[0] if len(found) == 1 else None


@require_POST
def decide(request: Request, proposal_id: int) -> HttpResponse:
    """Approve a proposed value, or refuse it with a reason."""
    proposal = GapProposal.objects.filter(pk=proposal_id).first()
    if proposal is None:
        raise NotFound("tasks.gap.not_found", "")
    if request.POST.get("verdict") == "approve":
        actions.approve_value(proposal=proposal, by=request.scope)
        messages.success(request, str(wording.GAP_ADDED))
    else:
        actions.refuse_value(proposal=proposal, reason=request.POST.get("reason", "")[:2000], by=request.scope)
        messages.success(request, str(wording.GAP_REFUSED))
    return shares.back(request, reverse("web:task", args=[proposal.task_id]))
