"""Changing the weight of many tasks at once, and taking that back: dated facts, and an event that keeps what was before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Case, CharField, Value, When

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.core.recording import about, record
from namro.core.text import clean
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.models import Task, WeightChange

CHANGED, RESTORED = "tasks.weight.changed", "tasks.weight.restored"


def change_weight(
    *, task_ids: Sequence[int], weight: Task.Weight | str, reason: str, by: Scope, today: date | None = None
) -> Event:
    """Give the tasks the weight, all or none; the event remembers each one's old weight (``undo_weight``).

    Raises NotFound outside the person's scope, Refusal: not one's office, a task that has the weight already, no reason.
    """
    if weight not in Task.Weight.values:
        raise Refusal("tasks.weight.unknown", wording.UNKNOWN_WEIGHT)
    if not reason.strip():
        raise Refusal("tasks.move.no_reason", wording.NO_REASON)
    at = clock.moment(today)
    with transaction.atomic():
        tasks = _locked(task_ids, by)
        for task in tasks:
            rules.check_weigh(by, task, str(weight))
        before = {str(task.pk): task.weight for task in tasks}
        with record(CHANGED, by=by.user, at=at, before=before, count=len(tasks)) as event:
            event.data |= {"weight": str(Task.Weight(weight).label), "to": str(weight), "reason": clean(reason)}
            _keep({task: str(weight) for task in tasks}, clean(reason), by, at)
            Task.objects.filter(pk__in=[task.pk for task in tasks]).update(weight=weight)
            if len(tasks) == 1:
                about(event, tasks[0])
    return event


def undo_weight(*, event_id: int, by: Scope, today: date | None = None) -> int:
    """Give the tasks the weights they had before the change; what got another weight since keeps that one.

    Returns how many were changed. Raises NotFound, Refusal: not one's office, taken back before, nothing left to take back.
    """
    with transaction.atomic():
        event = Event.objects.filter(pk=event_id, code=CHANGED).first()
        if event is None:
            raise NotFound("tasks.weight.not_found", "")
        before = {int(pk): weight for pk, weight in event.data["before"].items()}
        tasks = _locked(list(before), by)
        for task in tasks:
            rules.check_decide(by, task.owner_id)
        if undone(event_id):
            raise Refusal("tasks.weight.undone", wording.UNDONE_BEFORE)
        still = [task.pk for task in tasks if task.weight == event.data["to"]]
        if not still:
            raise Refusal("tasks.weight.nothing", wording.NOTHING_TO_UNDO)
        at = clock.moment(today)
        with record(RESTORED, by=by.user, at=at, subject=event, count=len(still)):
            given = {task: before[task.pk] for task in tasks if task.pk in still}
            _keep(given, str(wording.WEIGHT_TAKEN_BACK), by, at)
            old = Case(*(When(pk=pk, then=Value(before[pk])) for pk in still), output_field=CharField())
            Task.objects.filter(pk__in=still).update(weight=old)
    return len(still)


def undone(event_id: int) -> bool:
    """Whether the change was taken back."""
    return Event.objects.filter(subject_type="core.event", subject_id=event_id, code=RESTORED).exists()


def _keep(given: Mapping[Task, str], reason: str, by: Scope, at: datetime) -> None:
    """The facts: from what to what, on which day."""
    said = {"reason": reason, "happened_on": clock.day_of(at), "recorded_at": at, "by": by.user}
    WeightChange.objects.bulk_create(
        [WeightChange(task=task, before=task.weight, after=after, **said) for task, after in given.items()]
    )


def _locked(task_ids: Sequence[int], by: Scope) -> list[Task]:
    """The tasks, in one order for everybody, held against a second act."""
    ids = set(task_ids)
    if not ids:
        raise Refusal("tasks.move.nothing", wording.NOTHING_CHOSEN)
    rows = Task.objects.visible_to(by).filter(pk__in=ids).order_by("pk")
    found = list(rows.select_for_update(no_key=True, of=("self",)))
    if len(found) != len(ids):
        raise NotFound("tasks.task.not_found", "")
    return found
