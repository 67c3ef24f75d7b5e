"""What a change of weight did, task by task, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from namro.core.errors import NotFound
from namro.core.models import Event
from namro.tasks import actions, rules
from namro.tasks.actions.weighing import CHANGED, undone
from namro.tasks.models import Task
from namro.web.requests import Request
from namro.web.tasks import register_words

SHOWN = 300


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_done(request: Request, event_id: int) -> HttpResponse:
    """The tasks of the change that the reader sees; a POST takes the change back."""
    event = Event.objects.filter(pk=event_id, code=CHANGED).first()
    before = {int(pk): weight for pk, weight in event.data["before"].items()} if event else {}
    tasks = list(Task.objects.visible_to(request.scope).filter(pk__in=before).order_by("pk"))
    if event is None or not tasks:
        raise NotFound("tasks.weight.not_found", "")
    if request.method == "POST":
        count = actions.undo_weight(event_id=event_id, by=request.scope)
        messages.success(request, register_words.UNDONE % {"count": count})
        return redirect("web:bulk_done", event_id)
    labels = dict(Task.Weight.choices)
    target = request.GET.get("next", "")
    shown = {
        "event": event,
        "lines": [(task, labels[before[task.pk]]) for task in tasks[:SHOWN]],
        "count": len(tasks),
        "undone": undone(event_id),
        "may_undo": all(rules.can_decide(request.scope, task.owner_id) for task in tasks) and len(tasks) == len(before),
        "back": target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else reverse("web:tasks"),
    }
    return render(request, "web/tasks/bulk_done.html", shown)
