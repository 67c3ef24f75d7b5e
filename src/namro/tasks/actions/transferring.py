"""A share goes to another unit as a dated fact (chuyen giao): share, history and counts stay; taken back in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.core.recording import about, record
from namro.core.text import clean
from namro.documents.models import Document
from namro.orgs.models import Unit
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.moving import Said, open_rows, write
from namro.tasks.actions.once import sent_before
from namro.tasks.models import Assignment, AssignmentState, Move, Task
from namro.tasks.queries.transfers import receiving, returnable
from namro.tasks.states import BY_MOVE

TRANSFERRED, BACK = BY_MOVE[Move.Kind.TRANSFER].event, BY_MOVE[Move.Kind.BACK].event


@transaction.atomic
def transfer(
    *,
    assignments: Sequence[Assignment],
    to: Unit,
    reason: str,
    by: Scope,
    document: Document | None = None,
    once: str = "",
    today: date | None = None,
) -> Event:
    """Hand the shares to the unit from now on, all or none; a form sent twice (``once``) acts once.

    The event keeps who held each (``before``) and the moment of the facts (``facts_at``), by which it is taken back. Raises
    NotFound outside the scope; Refusal: not your office, no reason, a share that has ended or waits for confirmation, a unit
    gone, one that has a share in the task.
    """
    if not reason.strip():
        raise Refusal("tasks.move.no_reason", wording.NO_REASON)
    if once and (known := sent_before(TRANSFERRED, once, by, today)):
        return known
    at = clock.moment(today)
    with record(TRANSFERRED, by=by.user, at=at, unit_id=to.pk, count=len(assignments), reason=clean(reason)) as event:
        rows = _held(assignments, by)
        target = receiving(to, rows, clock.day_of(at))
        for row in rows:
            rules.check_transfer(by, row, target)
        said = Said(reason=clean(reason), document=document, units={row.assignment_id: to for row in rows})
        opened = write(Move.Kind.TRANSFER, rows, said, by=by, at=at)
        before = {str(row.assignment_id): row.unit_id for row in rows}
        event.data |= {"unit": target.name, "to": to.pk, "before": before, "facts_at": opened[0].known_from.isoformat()}
        _tell(event, opened, once)
    return event


@transaction.atomic
def undo_transfer(*, event_id: int, by: Scope, today: date | None = None) -> int:
    """Give the shares back to who held them; what somebody has worked on since stays where it is. How many went back.

    Raises NotFound, Refusal: not your office, taken back before, nothing left that could go back.
    """
    event = Event.objects.filter(pk=event_id, code=TRANSFERRED).first()
    if event is None:
        raise NotFound("tasks.transfer.not_found", "")
    at, before = clock.moment(today), before_of(event)
    with record(BACK, by=by.user, at=at, subject=event) as back:
        rows = _held(list(Assignment.objects.filter(pk__in=before)), by)
        for row in rows:
            rules.check_decide(by, row.owner_id)
        if taken_back(event_id):
            raise Refusal("tasks.transfer.undone", wording.UNDONE_BEFORE)
        free = returnable(event, rows, clock.day_of(at))
        if not free:
            raise Refusal("tasks.transfer.nothing", wording.NOTHING_TO_HAND_BACK)
        units = Unit.objects.in_bulk({before[row.assignment_id] for row in free})
        said = Said(
            reason=str(wording.TRANSFER_TAKEN_BACK),
            units={row.assignment_id: units[before[row.assignment_id]] for row in free},
        )
        opened = write(Move.Kind.BACK, free, said, by=by, at=at)
        back.data |= {"count": len(opened), "unit": _called({row.unit_id for row in opened}, clock.day_of(at))}
        back.unit_id = opened[0].unit_id if len(opened) == 1 else None
    return len(opened)


def before_of(event: Event) -> Mapping[int, int]:
    """Assignment id -> id of the unit that held it before the transfer."""
    return {int(pk): unit_id for pk, unit_id in event.data["before"].items()}


def taken_back(event_id: int) -> bool:
    """Whether the transfer was taken back."""
    return Event.objects.filter(subject_type="core.event", subject_id=event_id, code=BACK).exists()


def _held(assignments: Sequence[Assignment], by: Scope) -> list[AssignmentState]:
    """The locked rows. Their tasks are locked first: two shares of a task must not come to one unit at the same moment."""
    ids = {one.task_id for one in assignments}
    list(Task.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True, of=("self",)).values("pk"))
    return open_rows(assignments, by)


def _called(unit_ids: set[int], on: date) -> str:
    return ", ".join(sorted(names(unit_ids, on).values())[:3])


def _tell(event: Event, opened: Sequence[AssignmentState], once: str) -> None:
    if len({row.task_id for row in opened}) == 1:
        about(event, Task(pk=opened[0].task_id))
    if len(opened) == 1:
        event.data["assignment"] = opened[0].assignment_id
    if once:
        event.data["once"] = once


def facts_at(event: Event) -> datetime:
    """The moment of the transfer's facts."""
    return datetime.fromisoformat(event.data["facts_at"])
