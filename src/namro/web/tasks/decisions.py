"""An office decides about one or many assignments from their pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from namro.core.errors import Refusal
from namro.documents import queries as documents
from namro.documents.models import Document
from namro.orgs.scope import Scope
from namro.tasks import actions
from namro.tasks.models import Assignment, ExitReason, Move
from namro.web.requests import Request
from namro.web.tasks import shares, wording
from namro.web.tasks.forms import DecisionForm

Given = dict[str, Any]
Decide = Callable[[Sequence[Assignment], Given, Scope], object]
_DECISIONS: dict[str, Decide] = {
    Move.Kind.ACCEPT: lambda chosen, _given, by: actions.accept(assignments=chosen, by=by),
    Move.Kind.RETURN: lambda chosen, given, by: actions.return_for_changes(
        assignments=chosen, reason=given["reason"], by=by
    ),
    Move.Kind.SET_DUE: lambda chosen, given, by: actions.set_due(
        assignments=chosen, due_on=given["due_on"], reason=given["reason"], by=by
    ),
    Move.Kind.WAIT: lambda chosen, given, by: actions.wait_for_document(
        assignments=chosen, reason=given["reason"], by=by, document=given["document"]
    ),
    Move.Kind.RELEASE: lambda chosen, _given, by: actions.release(assignments=chosen, by=by),
    Move.Kind.SUSPEND: lambda chosen, given, by: actions.suspend(assignments=chosen, reason=given["reason"], by=by),
    Move.Kind.RESUME: lambda chosen, _given, by: actions.resume(assignments=chosen, by=by),
    Move.Kind.EXIT: lambda chosen, given, by: actions.exit_register(
        assignments=chosen,
        exit_reason=ExitReason(given["exit_reason"] or ExitReason.WRONG),
        reason=given["reason"],
        by=by,
        document=given["document"],
    ),
    Move.Kind.REOPEN: lambda chosen, given, by: actions.reopen(assignments=chosen, reason=given["reason"], by=by),
}


@require_POST
def decide(request: Request) -> HttpResponse:
    """Take one decision for every assignment chosen, all or none."""
    scope = request.scope
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Refusal("tasks.decision.form", first_fault(form))
    given = form.cleaned_data
    act = _DECISIONS.get(given["move"])
    if act is None:
        raise Refusal("tasks.decision.unknown", str(wording.NO_SUCH_DECISION))
    chosen = shares.assignments(given["share"], scope)
    act(chosen, {**given, "document": deciding_document(given["symbol"], scope)}, scope)
    messages.success(request, wording.DECIDED[Move.Kind(given["move"])] % {"count": len(chosen)})
    return shares.back(request, reverse("web:task", args=[chosen[0].task_id]))


def first_fault(form: Form) -> str:
    name, faults = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}: {faults[0]}" if label else str(faults[0])


def deciding_document(symbol: str, scope: Scope) -> Document | None:
    """The document named as deciding; None for none named. Raises Refusal where it is not the one of its name."""
    if not symbol:
        return None
    found = documents.open_by_reference(symbol, scope)
    if len(found) != 1:
        sentence = wording.SEVERAL_SYMBOLS if found else wording.UNKNOWN_SYMBOL
        raise Refusal("tasks.decision.document", sentence % {"symbol": symbol})
    return found[0]
