"""Changing many lines of the register at once: chosen with ticks or by the filters, previewed, done in one act, taken back."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.orgs.models import Role
from namro.tasks import actions, queries
from namro.tasks import wording as sentences
from namro.tasks.queries import planned
from namro.tasks.queries.planned import Planned
from namro.web.requests import Request
from namro.web.tasks import filters, register_words, shares
from namro.web.tasks.changes import CHANGES, NEEDED, BulkForm, Change, Given

MOST = 2000
SHOWN = 300
_FORM_LIVES = timedelta(days=2)


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
    asked = one.fields[0] in request.POST
    form = _form(one, request.POST if asked else None)
    shown = {"change": one, "act": name, "form": form, "ids": ids, **_return(request)}
    if not asked or not form.is_valid():
        return render(request, "web/tasks/bulk_form.html", shown, status=422 if asked else 200)
    given = form.cleaned_data | {"once": _once(request)}
    if request.POST.get("step") == "do" and (known := _sent_before(request, given["once"])):
        return _to_what_was_done(request, known)
    lines = planned.planned(ids, request.scope, one.plan(request.scope, given, ids), by_task=one.by_task)
    if request.POST.get("step") == "do":
        return _done(request, one, lines, given)
    return render(request, "web/tasks/bulk_preview.html", shown | _preview(lines, form))


def _form(one: Change, data: Any) -> BulkForm:
    """Just the boxes of this change, those it needs required."""
    form = BulkForm(data, initial={"answer_by": actions.default_due(clock.today())})
    for name in [name for name in form.fields if name not in one.fields]:
        del form.fields[name]
    for name in NEEDED & set(one.fields):
        form.fields[name].required = True
    return form


def _preview(lines: list[Planned], form: BulkForm) -> dict[str, Any]:
    changed, refused = [one for one in lines if not one.refused], [one for one in lines if one.refused]
    said = [(str(field.label), field.prepare_value(form.cleaned_data[name])) for name, field in form.fields.items()]
    return {
        "changed": changed[:SHOWN],
        "refused": refused[:SHOWN],
        "counts": (len(changed), len(refused)),
        "kept": [(name, form.data.get(name, "")) for name in form.fields],
        "said": [(label, _in_words(form, label, value)) for label, value in said if value],
        "ids": [one.row.assignment_id for one in changed],
        "once": uuid.uuid4().hex,
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
    return _to_what_was_done(request, event_id) if event_id else redirect(_back(request))


def _to_what_was_done(request: Request, event_id: int) -> HttpResponse:
    return redirect(f"{reverse('web:bulk_done', args=[event_id])}?{urlencode({'next': _back(request)})}")


def _once(request: Request) -> str:
    """The key of the preview the button stood on, so that a second press finds what the first did."""
    given = request.POST.get("once", "")
    return given if given.isalnum() and given.isascii() and len(given) == 32 else ""


def _sent_before(request: Request, once: str) -> int | None:
    since = clock.moment() - _FORM_LIVES
    sent = Event.objects.filter(at__gte=since, by_id=request.user.pk, data__once=once) if once else Event.objects.none()
    return sent.values_list("pk", flat=True).first()


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


def _return(request: Request) -> dict[str, Any]:
    """Where the reader came from, and what that page is called."""
    return {"next": _back(request), "came_from": register_words.came_from(_back(request))}


def _back(request: Request) -> str:
    target = request.POST.get("next", "") or request.GET.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else reverse("web:tasks")
