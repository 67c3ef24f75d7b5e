"""Questions to explain: on the page of a task, and the page of one question, where it is answered or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from namro.core import clock
from namro.core.errors import NotFound
from namro.orgs.models import Role
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import actions, rules
from namro.tasks.models import Explanation, Task
from namro.tasks.queries import Line, TaskPage, explained
from namro.web.forms import LineField, TextField
from namro.web.requests import Request
from namro.web.tasks import shares, wording
from namro.web.tasks.decisions import deciding_document


class AnswerForm(forms.Form):
    """The explanation, and the letter that says it where there is one."""

    words = TextField(label=_("Explanation"), max_length=5000, widget=forms.Textarea({"rows": 6}))
    symbol = LineField(
        label=_("Letter that explains"), required=False, max_length=100, help_text=_("Only if it is in the register.")
    )


@dataclass(frozen=True)
class Shown:
    """A question in the panel of a task's page."""

    one: explained.Asked
    unit: str
    late: bool


def panel(found: TaskPage, focus: Line | None, scope: Scope, *, now: bool) -> dict[str, Any]:
    """The questions on the shares shown, and whether the one in view may be asked."""
    waiting = {(one.assignment_id, one.unit_id) for one in found.explanations if not one.kind}
    return {
        "asked": [
            Shown(one, found.names[one.unit_id], late=not one.kind and one.due_on < found.on)
            for one in found.explanations
        ],
        "may_ask": bool(now and focus and not rules.why_not_ask(scope, focus.row, waiting)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def explanation(request: Request, explanation_id: int) -> HttpResponse:
    """One question; the unit asked writes and sends, the office withdraws."""
    one = explained.one_seen(explanation_id, request.scope)
    if one is None:
        raise NotFound("tasks.explanation.not_found", "")
    own = rules.can_draft(request.scope, one)  # a draft is the unit's own until it is sent
    draft = one.drafts.order_by("-id").select_related("by").first() if own else None
    form = AnswerForm(request.POST or None, initial={"words": draft.words if draft else ""})
    if not rules.can_answer(request.scope, one):
        del form.fields["symbol"]  # the letter is named by who sends
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "withdraw":
            return _withdraw(request, one)
        if form.is_valid():
            return _write(request, one, form.cleaned_data, send=act == "send")
    return render(request, "web/tasks/explanation.html", _shown(request, one, draft, form), status=_status(form))


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound else 200


def _shown(request: Request, one: Explanation, draft: Any, form: forms.Form) -> dict[str, Any]:
    end, scope = getattr(one, "end", None), request.scope
    drafts, sends = rules.can_draft(scope, one), rules.can_answer(scope, one)
    decides = rules.can_decide(scope, one.task.owner_id)
    called = names({one.unit_id, one.task.owner_id}, one.asked_on)
    return {
        "one": one,
        "task": one.task,
        "unit": called[one.unit_id],
        "office": called[one.task.owner_id],
        "end": end,
        "state": wording.asked_state(one),
        "late": end is None and one.due_on < clock.today(),
        "days": (one.due_on - clock.today()).days,
        "draft": draft if not end else None,
        "form": form,
        "drafts": drafts and not end,
        "sends": sends and not end,
        "on_behalf": sends and not scope.holds(Role.UNIT_HEAD, one.unit_id),
        "may_withdraw": decides and not end,
        "sees_task": Task.objects.visible_to(scope).filter(pk=one.task_id).exists(),
    }


def _write(request: Request, one: Explanation, given: dict[str, Any], *, send: bool) -> HttpResponse:
    if send:
        answer = actions.Answer(given["words"], deciding_document(given.get("symbol", ""), request.scope))
        actions.answer_explanation(explanation=one, answer=answer, by=request.scope)
        messages.success(request, wording.EXPLAIN_SENT)
    else:
        actions.draft_explanation(explanation=one, words=given["words"], by=request.scope)
        messages.success(request, wording.EXPLAIN_DRAFTED)
    return redirect("web:explanation", one.pk)


def _withdraw(request: Request, one: Explanation) -> HttpResponse:
    reason = request.POST.get("reason", "")[:2000]
    actions.withdraw_explanations(batch=one.batch, only=one.pk, reason=reason, by=request.scope)
    messages.success(request, wording.EXPLAIN_WITHDRAWN)
    return shares.back(request, reverse("web:explanation", args=[one.pk]))
