"""The stages of a task's product on its page: how far it is, which one closes the task, and who may say so (F23)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from namro.core.errors import NotFound
from namro.orgs.scope import Scope
from namro.tasks import actions, rules
from namro.tasks.models import Move, Task
from namro.tasks.queries import Line, TaskPage
from namro.tasks.stages import Stage, reached
from namro.web.requests import Request
from namro.web.tasks import shares, wording


@dataclass(frozen=True)
class Step:
    """A stage on the way of the product."""

    label: str
    passed: bool
    current: bool
    closing: bool


def panel(found: TaskPage, focus: Line | None, scope: Scope, *, now: bool) -> dict[str, Any]:
    """The way of the product up to the stage that closes the task, and what may be done about it."""
    closing = found.task.closing_stage
    stage = _stage(found, focus)
    may_complete = now and focus is not None and rules.can_move(scope, focus.row, Move.Kind.SUBMIT)
    return {
        "steps": _steps(stage, closing) if closing or stage else [],
        "closing": closing,
        "choices": Stage.choices if now and rules.can_decide(scope, found.task.owner_id) else [],
        "complete": focus.row.assignment_id if focus and may_complete and reached(stage, closing) else None,
    }


def _stage(found: TaskPage, focus: Line | None) -> str:
    """The stage last named for the share the page is about."""
    if focus is None:
        return ""
    said = (one.stage for one in found.reports if one.assignment_id == focus.row.assignment_id)
    return next((stage for stage in said if stage in Stage.values), "")


def _steps(stage: str, closing: str) -> list[Step]:
    """Up to the closing stage, or as far as the product came where none is set."""
    last = list(Stage).index(Stage(max(filter(None, (stage, closing)), key=lambda one: list(Stage).index(Stage(one)))))
    return [
        Step(str(one.label), bool(stage) and reached(stage, one), one == stage, one == closing)
        for one in list(Stage)[: last + 1]
    ]


@require_POST
def choose(request: Request, task_id: int) -> HttpResponse:
    """Set the stage that closes the task."""
    task = Task.objects.visible_to(request.scope).filter(pk=task_id).first()
    if task is None:
        raise NotFound("tasks.task.not_found", "")
    actions.choose_closing_stage(task=task, stage=request.POST.get("stage", ""), by=request.scope)
    messages.success(request, str(wording.STAGE_CHOSEN))
    return shares.back(request, reverse("web:task", args=[task.pk]))
