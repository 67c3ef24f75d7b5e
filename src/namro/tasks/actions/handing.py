"""A unit hands its share to one of its people, with an earlier day of its own and a note, or takes it back to the unit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.core.text import clean
from namro.orgs.members import UNIT, members
from namro.orgs.models import Person
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.moving import open_rows
from namro.tasks.models import Assignment, AssignmentState, Handing


def hand_on(
    *,
    share: Assignment,
    person: Person | None,
    by: Scope,
    due_on: date | None = None,
    note: str = "",
    today: date | None = None,
) -> Handing:
    """Hand the share to the person from today, or to nobody; said twice it is kept once. Official day and state stay.

    Raises NotFound outside the scope; Refusal: not one's unit, ended work, somebody of another unit, a day that is past or
    later than the official one, nothing to take back.
    """
    at = clock.moment(today)
    with transaction.atomic():
        row = open_rows([share], by)[0]
        rules.check_hand_on(by, row)
        last = Handing.objects.filter(share=share, unit_id=row.unit_id).order_by("-id").first()
        said: dict[str, Any] = {"person": person, "due_on": due_on if person else None, "note": clean(note)}
        if last and all(getattr(last, name) == value for name, value in said.items()):
            return last
        _check(row, person, said["due_on"], last, at)
        with record("tasks.share.handed_on" if person else "tasks.share.taken_inside", by=by.user, at=at) as event:
            about(event, share)  # and not the task: what a unit arranges inside is no part of the task's history
            event.unit_id = row.unit_id
            return Handing.objects.create(
                share=share, unit_id=row.unit_id, happened_on=clock.day_of(at), recorded_at=at, by=by.user, **said
            )


def _check(
    row: AssignmentState, person: Person | None, due_on: date | None, last: Handing | None, at: datetime
) -> None:
    today = clock.day_of(at)
    if person is None:
        if last is None or last.person_id is None:
            raise Refusal("tasks.handing.nobody", wording.HANDED_TO_NOBODY)
        return
    if person.pk not in {one.person_id for one in members(row.unit_id, UNIT, today)}:
        raise Refusal("tasks.handing.stranger", wording.NOT_OF_THE_UNIT % {"name": person.full_name})
    if due_on and due_on < today:
        raise Refusal("tasks.handing.past", wording.INSIDE_DAY_PAST)
    if due_on and row.due_on and row.due_on >= today and due_on > row.due_on:
        raise Refusal("tasks.handing.later", wording.INSIDE_DAY_LATER % {"day": row.due_on.strftime("%d/%m/%Y")})
