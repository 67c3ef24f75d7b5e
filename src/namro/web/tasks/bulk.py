"""Changing many lines of the register at once: chosen with ticks or by the filters, previewed, done in one act, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from namro.core.errors import NotFound, Refusal
from namro.documents.models import Document
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks import actions, queries
from namro.tasks import wording as sentences
from namro.tasks.models import CHOSEN_EXITS, Assignment, ExitReason, Task
from namro.tasks.queries import planned
from namro.tasks.queries.planned import Planned, Planner
from namro.web.forms import DayField, LineField, TextField, choose
from namro.web.requests import Request
from namro.web.tasks import filters, register_words, shares
from namro.web.tasks.decisions import deciding_document

MOST = 2000
SHOWN = 300
Given = dict[str, Any]


class BulkForm(forms.Form):
    """What is to be done with the lines; the fields an act needs it asks for itself."""

    weight = forms.ChoiceField(label=_("New weight"), choices=choose(Task.Weight.choices), required=False)
    due_on = DayField(label=_("Last allowed day"), required=False)
    exit_reason = forms.ChoiceField(label=_("Kind of reason"), choices=CHOSEN_EXITS, required=False)
    symbol = LineField(label=_("Deciding document"), required=False, max_length=100)
    reason = TextField(label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


@dataclass(frozen=True)
class Change:
    """One kind of change: its words, the fields it asks for, how it is previewed and how done."""

    label: Promise
    fields: tuple[str, ...]
    plan: Callable[[Scope, Given], Planner]
    do: Callable[[Sequence[int], Given, Scope], int | None]
    by_task: bool = False


def _weigh(ids: Sequence[int], given: Given, by: Scope) -> int | None:
    tasks = Assignment.objects.filter(pk__in=ids).values_list("task_id", flat=True)
    return actions.change_weight(task_ids=list(tasks), weight=given["weight"], reason=given["reason"], by=by).pk


def _date(ids: Sequence[int], given: Given, by: Scope) -> None:
    chosen = shares.assignments(ids, by)
    actions.set_due(assignments=chosen, due_on=given["due_on"], reason=given["reason"], by=by)


def _exit(ids: Sequence[int], given: Given, by: Scope) -> None:
    document: Document | None = deciding_document(given["symbol"], by)
    why = ExitReason(given["exit_reason"])
    chosen = shares.assignments(ids, by)
    actions.exit_register(assignments=chosen, exit_reason=why, reason=given["reason"], by=by, document=document)


CHANGES = {
    "weight": Change(
        _("Change the weight"),
        ("weight", "reason"),
        lambda scope, given: planned.weighing(scope, given["weight"]),
        _weigh,
        by_task=True,
    ),
    "due": Change(
        _("Change the deadline"),
        ("due_on", "reason"),
        lambda scope, given: planned.dating(scope, given["due_on"]),
        _date,
    ),
    "exit": Change(
        _("Take off the register"),
        ("exit_reason", "reason", "symbol"),
        lambda scope, given: planned.exiting(scope),
        _exit,
    ),
}
_NEEDED = {"weight", "due_on", "exit_reason", "reason"}


def may(request: Request) -> bool:
    """Whether the reader decides about anything, so that lines are offered with ticks."""
    return request.scope.holds(Role.COORDINATOR) or request.scope.holds(Role.LEADER)


def offered(request: Request) -> dict[str, Any]:
    """What the register shows of this."""
    return {"changes": [(name, one.label) for name, one in CHANGES.items()] if may(request) else [], "most": MOST}


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request) -> HttpResponse:
    """First the form for the lines chosen, then what would change and what not, then the act.

    A GET is somebody who comes back from a refusal, or reloads: the register.
    """
    if not may(request):
        raise NotFound("tasks.register.not_yours", "")
    if request.method != "POST":
        return redirect("web:tasks")
    name = request.POST.get("act", "")
    if name not in CHANGES:
        raise Refusal("tasks.decision.unknown", str(register_words.CHOOSE_CHANGE))
    one, ids = CHANGES[name], _chosen(request)
    asked = "reason" in request.POST
    form = _form(one, request.POST if asked else None)
    shown = {"change": one, "act": name, "form": form, "ids": ids, "next": _back(request)}
    if not asked or not form.is_valid():
        return render(request, "web/tasks/bulk_form.html", shown, status=422 if asked else 200)
    lines = planned.planned(ids, request.scope, one.plan(request.scope, form.cleaned_data), by_task=one.by_task)
    if request.POST.get("step") == "do":
        return _done(request, one, lines, form.cleaned_data)
    return render(request, "web/tasks/bulk_preview.html", shown | _preview(lines, form))


def _form(one: Change, data: Any) -> BulkForm:
    """Just the boxes of this change, those it needs required."""
    form = BulkForm(data)
    for name in [name for name in form.fields if name not in one.fields]:
        del form.fields[name]
    for name in _NEEDED & set(one.fields):
        form.fields[name].required = True
    return form


def _preview(lines: list[Planned], form: BulkForm) -> dict[str, Any]:
    changed, refused = [one for one in lines if not one.refused], [one for one in lines if one.refused]
    said = [(str(form.fields[name].label), form.data.get(name, "")) for name in form.fields if form.data.get(name)]
    return {
        "changed": changed[:SHOWN],
        "refused": refused[:SHOWN],
        "counts": (len(changed), len(refused)),
        "kept": [(name, form.data.get(name, "")) for name in form.fields],
        "said": [(label, _in_words(form, label, value)) for label, value in said],
        "ids": [one.row.assignment_id for one in changed],
    }


def _in_words(form: BulkForm, label: str, value: str) -> str:
    field = next(field for field in form.fields.values() if str(field.label) == label)
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _done(request: Request, one: Change, lines: list[Planned], given: Given) -> HttpResponse:
    """Every line that was previewed as changing, or none: what was refused meanwhile refuses the whole with its sentence."""
    refused = next((line for line in lines if line.refused), None)
    if refused:
        said = register_words.REFUSED_MEANWHILE % {"task": refused.row.task.code, "why": refused.refused}
        raise Refusal("tasks.bulk.meanwhile", said)
    event_id = one.do([line.row.assignment_id for line in lines], given, request.scope)
    messages.success(request, register_words.CHANGED % {"change": one.label, "count": len(lines)})
    if event_id:
        return redirect(f"{reverse('web:bulk_done', args=[event_id])}?{urlencode({'next': _back(request)})}")
    return redirect(_back(request))


def _chosen(request: Request) -> list[int]:
    """The ticked lines, or every line the filters in the address leave.

    Raises Refusal for none and for too many, NotFound for a line outside the person's scope.
    """
    if request.POST.get("whole"):
        asked = filters.asked(request)
        rows, _day = queries.chosen(request.scope, asked.filters)
        ids = list(rows.order_by("clock_on", "task_id", "id").values_list("assignment_id", flat=True)[: MOST + 1])
    else:
        given = ",".join(request.POST.getlist("share")).split(",")
        ids = [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 18]
        shares.assignments(ids, request.scope)
    if not ids:
        raise Refusal("tasks.move.nothing", sentences.NOTHING_CHOSEN)
    if len(ids) > MOST:
        raise Refusal("tasks.bulk.many", sentences.TOO_MANY_LINES % {"most": MOST})
    return ids


def _back(request: Request) -> str:
    target = request.POST.get("next", "") or request.GET.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else reverse("web:tasks")
