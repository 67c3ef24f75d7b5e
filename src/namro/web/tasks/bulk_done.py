"""What a change of many lines did, line by line, and taking it back: weights, transfers, questions to explain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from namro.core import clock
from namro.core.errors import NotFound
from namro.core.models import Event
from namro.orgs.models import Role
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import actions, rules
from namro.tasks.actions import explaining, transferring, weighing
from namro.tasks.models import AssignmentState, Task
from namro.tasks.queries import explained, transfers
from namro.web.requests import Request
from namro.web.tasks import register_words, shares, wording

SHOWN = 300


@dataclass(frozen=True)
class Line:
    """One line of what was done: the task, its unit where it matters, what was before and what is now."""

    task: Task
    unit: str
    before: str
    now: str
    note: str = ""


@dataclass(frozen=True)
class Done:
    """A change as this reader sees it. ``left`` is how many lines taking it back would concern."""

    lines: list[Line]
    left: int
    undone: bool


@dataclass(frozen=True)
class Kind:
    """How one kind of change is shown and taken back; ``asks`` where taking back wants a reason."""

    title: Promise
    heads: tuple[Promise, Promise]
    undo_label: Promise
    read: Callable[[Event, Scope], Done]
    undo: Callable[[Event, str, Scope], int]
    said: Promise
    asks: bool = False


def _weights(event: Event, scope: Scope) -> Done:
    before = {int(pk): weight for pk, weight in event.data["before"].items()}
    tasks = list(Task.objects.visible_to(scope).filter(pk__in=before).order_by("pk"))
    labels = dict(Task.Weight.choices)
    lines = [Line(one, "", str(labels[before[one.pk]]), str(labels[one.weight])) for one in tasks]
    undone = weighing.undone(event.pk)
    free = all(rules.can_decide(scope, one.owner_id) for one in tasks) and len(tasks) == len(before) and not undone
    return Done(lines, len(tasks) if free else 0, undone)


def _transfers(event: Event, scope: Scope) -> Done:
    before = transferring.before_of(event)
    rows = AssignmentState.objects.current().visible_to(scope).filter(assignment_id__in=before)
    found = list(rows.select_related("task").order_by("assignment_id"))
    called = names({*before.values(), *(row.unit_id for row in found)}, clock.today())
    undone = transferring.taken_back(event.pk)
    may = len(found) == len(before) and all(scope.holds(Role.COORDINATOR, row.owner_id) for row in found)
    free = transfers.returnable(event, found, clock.today()) if may and not undone else []
    still = {row.assignment_id for row in free}
    lines = [
        Line(
            row.task,
            "",
            called[before[row.assignment_id]],
            called[row.unit_id],
            "" if undone or not may or row.assignment_id in still else str(wording.WORKED_SINCE),
        )
        for row in found
    ]
    return Done(lines, len(free), undone)


def _questions(event: Event, scope: Scope) -> Done:
    asked = list(explained.seen(scope).filter(batch=event.pk).select_related("task", "end").order_by("pk"))
    called = names({one.unit_id for one in asked}, clock.today())
    lines = [Line(one.task, called[one.unit_id], f"{one.due_on:%d/%m/%Y}", wording.asked_state(one)) for one in asked]
    waiting = [one for one in asked if not hasattr(one, "end")]
    may = all(rules.can_decide(scope, one.task.owner_id) for one in asked)
    return Done(lines, len(waiting) if may else 0, undone=False)


_KINDS = {
    weighing.CHANGED: Kind(
        _("Weights changed"),
        (_("Before the change"), _("Now")),
        _("Take the change back"),
        _weights,
        lambda event, _reason, by: actions.undo_weight(event_id=event.pk, by=by),
        register_words.UNDONE,
    ),
    transferring.TRANSFERRED: Kind(
        _("Handed to another unit"),
        (_("Handed over by"), _("Holds it now")),
        _("Take the transfer back"),
        _transfers,
        lambda event, _reason, by: actions.undo_transfer(event_id=event.pk, by=by),
        register_words.HANDED_BACK,
    ),
    explaining.ASKED: Kind(
        _("Asked for an explanation"),
        (_("Answer by"), _("Status")),
        _("Withdraw what is unanswered"),
        _questions,
        lambda event, reason, by: actions.withdraw_explanations(batch=event.pk, reason=reason, by=by),
        register_words.WITHDRAWN,
        asks=True,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_done(request: Request, event_id: int) -> HttpResponse:
    """The lines of the change that the reader sees; a POST takes the change back."""
    event = Event.objects.filter(pk=event_id, code__in=_KINDS).first()
    kind = _KINDS[event.code] if event else None
    if event is None or kind is None:
        raise NotFound("tasks.bulk.not_found", "")
    if request.method == "POST":
        count = kind.undo(event, request.POST.get("reason", "")[:2000], request.scope)
        messages.success(request, kind.said % {"count": count})
        return redirect("web:bulk_done", event_id)
    done = kind.read(event, request.scope)
    if not done.lines:
        raise NotFound("tasks.bulk.not_found", "")
    return render(request, "web/tasks/bulk_done.html", _shown(request, event, kind, done))


def _shown(request: Request, event: Event, kind: Kind, done: Done) -> dict[str, Any]:
    target = request.GET.get("next", "")
    back = target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else reverse("web:tasks")
    return {
        "event": event,
        "kind": kind,
        "done": done,
        "lines": done.lines[:SHOWN],
        "with_unit": any(line.unit for line in done.lines),
        "question": event.data.get("question", ""),
        "back": back,
        "came_from": register_words.came_from(back),
    }


@require_safe
def transfer_of(request: Request, share_id: int) -> HttpResponse:
    """The transfer by which the share's unit holds it: who handed it over and why, and taking that back."""
    row = shares.row_of(share_id, request.scope)
    if row.transferred_on is None:
        raise NotFound("tasks.bulk.not_found", "")
    since = clock.end_of(row.transferred_on - timedelta(days=1))
    made = Event.objects.filter(code=transferring.TRANSFERRED, at__gte=since, data__before__has_key=str(share_id))
    event = made.order_by("-id").first()
    if event is None:
        raise NotFound("tasks.bulk.not_found", "")
    back = reverse("web:task", args=[row.task_id])
    return redirect(f"{reverse('web:bulk_done', args=[event.pk])}?{urlencode({'next': back})}")
