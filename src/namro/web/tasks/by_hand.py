"""A task in half a minute, without a text: who ordered it, what, who leads, by when."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.orgs.models import Role, Unit
from namro.tasks import actions, queries
from namro.tasks.models import Directive, Task
from namro.web.requests import Request
from namro.web.tasks import wording
from namro.web.tasks.forms import GROUPS, NewTaskForm, SupportForms


@require_http_methods(["GET", "POST"])
def new_task(request: Request) -> HttpResponse:
    """The form and, once it is right, the task."""
    scope = request.scope
    if not (scope.holds(Role.COORDINATOR) or scope.holds(Role.LEADER)):
        raise NotFound("tasks.issue.not_yours", "")
    owners = queries.issuing_units(scope)[:1]
    today = clock.today()
    initial = {"ordered_on": today, "owner": Unit.objects.filter(pk__in=owners).first(), "once": secrets.token_hex(16)}
    form = NewTaskForm(request.POST or None, initial=initial)
    supports = SupportForms(request.POST or None, prefix="support")
    if request.method == "POST" and form.is_valid() and supports.is_valid():
        try:
            task = _issue(request, form.cleaned_data, supports.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(wording.ISSUED))
            return redirect("web:task", task.pk)
    status = 422 if form.errors or any(supports.errors) else 200
    return render(request, "web/tasks/new_task.html", {"form": form, "supports": supports}, status=status)


def _issue(request: Request, data: dict[str, Any], supports: list[dict[str, Any]]) -> Task:
    leads = _leads(data)
    order = actions.Order(
        form=Directive.Form(data["form"]), issuer_name=data["issuer_name"], ordered_on=data["ordered_on"]
    )
    shares = [actions.Share(one["unit"], one["part"], one["due_on"]) for one in supports if one.get("unit")]
    plain = ("content", "owner", "kind", "weight", "product", "result", "due_on", "undated_reason", "once")
    new = actions.NewTask(
        leads=leads,
        orders=[],
        mode=Task.Mode.EACH if len(leads) > 1 or data["group"] else Task.Mode.ONE,
        supports=shares,
        **{name: data[name] for name in plain},
    )
    return actions.issue_by_hand(order=order, new=new, by=request.scope)


def _leads(data: dict[str, Any]) -> list[Unit]:
    """The units named, or every unit of the group in the owner's tree."""
    if not data["group"]:
        return list(dict.fromkeys([*([data["lead"]] if data["lead"] else []), *data["leads"]]))
    _label, kinds = GROUPS[data["group"]]
    found = queries.units_of_kinds(kinds, data["owner"])
    if not found:
        raise Refusal("tasks.issue.no_group", str(wording.NO_GROUP))
    return found
