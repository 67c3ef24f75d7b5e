"""Closing a task of many units with named exceptions, on a page of its own; and taking the closing back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from namro.core.errors import NotFound, Refusal
from namro.tasks import actions, queries, rules
from namro.tasks.models import State, Task
from namro.web.requests import Request
from namro.web.tasks import wording
from namro.web.tasks.decisions import deciding_document
from namro.web.tasks.forms import CloseForm

_LONGEST = 2000


@require_http_methods(["GET", "POST"])
def close(request: Request, task_id: int) -> HttpResponse:
    """Who has not completed; each is named as an exception with a reason, or the task stays open."""
    scope = request.scope
    found = queries.to_close(task_id, scope)
    if found is None:
        raise NotFound("tasks.task.not_found", "")
    rules.check_close(scope, found.task, found.rows)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            exceptions = _exceptions(request, form.cleaned_data)
            actions.close(task=found.task, exceptions=exceptions, by=scope)
        except NotFound:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, wording.CLOSED % {"count": len(exceptions.shares)})
            return redirect("web:task", found.task.pk)
    return render(request, "web/tasks/close.html", _shown(request, found, form), status=422 if form.errors else 200)


def _shown(request: Request, found: queries.ToClose, form: CloseForm) -> dict[str, Any]:
    """The page with what was typed: who was named, and why."""
    named = set(_numbers(request))
    left = [
        (row, unit, State(row.state).label, row.assignment_id in named, _own_reason(request, row.assignment_id))
        for row, unit in found.left
    ]
    return {"task": found.task, "form": form, "done": found.done, "left": left}


def _exceptions(request: Request, given: dict[str, Any]) -> actions.Exceptions:
    numbers = _numbers(request)
    reasons = {number: _own_reason(request, number) for number in numbers}
    return actions.Exceptions(numbers, given["reason"], reasons, deciding_document(given["symbol"], request.scope))


def _numbers(request: Request) -> list[int]:
    sent = {int(one) for one in request.POST.getlist("share") if one.isascii() and one.isdigit() and len(one) < 18}
    return sorted(sent)


def _own_reason(request: Request, number: int) -> str:
    return request.POST.get(f"reason-{number}", "")[:_LONGEST]


@require_POST
def reopen(request: Request, task_id: int) -> HttpResponse:
    """Take the closing back, with the reason."""
    task = Task.objects.visible_to(request.scope).filter(pk=task_id).first()
    if task is None:
        raise NotFound("tasks.task.not_found", "")
    actions.reopen_task(task=task, reason=request.POST.get("reason", "")[:_LONGEST], by=request.scope)
    messages.success(request, str(wording.REOPENED))
    return redirect("web:task", task.pk)
