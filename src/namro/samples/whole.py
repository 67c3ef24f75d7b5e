"""Two acts on whole tasks in the story: a missing deadline proposed by its unit and approved; a task closed with exceptions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Count, Q

from namro.core import clock
from namro.orgs.scope import Scope
from namro.samples.story import story
from namro.tasks import actions
from namro.tasks.models import STILL_KNOWN, WORKING, AssignmentState, Gap, State, Task

Office = Callable[[AssignmentState], Scope]
_MOST = 12


def act(today: date, *, office: Office, worker: Callable[[int], Scope | None]) -> int:
    """Both acts, on the days before ``today``; returns how many were made."""
    return _fill(today, office, worker) + _close(today, office)


def _fill(today: date, office: Office, worker: Callable[[int], Scope | None]) -> int:
    told, proposed_on = story()["whole"], today - timedelta(days=6)
    rows = AssignmentState.objects.current().filter(
        state=State.OPEN, due_on=None, role="lead", task__mode=Task.Mode.ONE, known_from__lt=clock.end_of(proposed_on)
    )
    for row in rows.select_related("assignment", "task").order_by("task_id", "id"):
        by = worker(row.unit_id)
        if by is None or row.task.issued_on > proposed_on:
            continue
        value = actions.NewValue(Gap.DUE, told["ground"], due_on=today + timedelta(days=45))
        made = actions.propose_value(share=row.assignment, value=value, by=by, today=proposed_on)
        actions.approve_value(proposal=made, by=office(row), today=proposed_on + timedelta(days=2))
        return 2
    return 0


def _close(today: date, office: Office) -> int:
    ended = Q(states__state__in=[State.DONE, State.EXITED])
    now = Q(states__known_to=STILL_KNOWN, states__role__in=WORKING)
    tasks = Task.objects.filter(mode=Task.Mode.EACH).annotate(
        done=Count("states", filter=now & Q(states__state=State.DONE, states__role="lead")),
        left=Count("states", filter=now & ~ended),
    )
    task = tasks.filter(done__gte=1, left__gte=1, left__lte=_MOST).order_by("left", "pk").first()
    if task is None:
        return 0
    rows = AssignmentState.objects.current().filter(task=task, role__in=WORKING)
    left = [row for row in rows.select_related("task").order_by("unit__code") if not row.ended]
    exceptions = actions.Exceptions([row.assignment_id for row in left], story()["whole"]["exception"])
    actions.close(task=task, exceptions=exceptions, by=office(left[0]), today=today - timedelta(days=1))
    return 1
