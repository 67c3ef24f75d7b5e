"""Everything a person has in hand goes to another in one act: one transaction, one event, and lines for the minute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.core.text import clean
from namro.orgs import actions as orgs
from namro.orgs.members import OFFICE, UNIT, members
from namro.orgs.models import Person, Unit
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.moving import locked_rows
from namro.tasks.actions.once import sent_before
from namro.tasks.models import Assignment, AssignmentState, Following, Handing, Handover, HandoverLine, Task
from namro.tasks.queries.following import OFFICER, followed
from namro.tasks.queries.in_hand import InHand, in_hand

_DONE = "tasks.handover.done"
What = HandoverLine.What


@dataclass(frozen=True)
class Ticked:
    """What of it is handed over, by the keys of the rows: portfolio rows, followings, shares, documents under review."""

    portfolio: Sequence[int] = ()
    followed: Sequence[int] = ()
    inside: Sequence[int] = ()
    reviews: Sequence[int] = ()
    once: str = field(default="", compare=False)  # the form's own key: sent twice it acts once


def hand_over(
    *,
    unit: Unit,
    from_person: Person,
    to_person: Person,
    ticked: Ticked,
    reason: str,
    by: Scope,
    today: date | None = None,
) -> Handover:
    """Give what is ticked to the other person from today; the decisions that wait go with it. A form sent twice acts once.

    Raises Refusal: not one's unit, the same person, somebody of another unit, nothing ticked, something ticked that the
    person has not (any more).
    """
    at = clock.moment(today)
    with transaction.atomic():
        known = sent_before(_DONE, ticked.once, by, today) if ticked.once else None
        if known:
            return Handover.objects.get(pk=known.subject_id or 0)
        rules.check_hand_over(by, unit.pk)
        _check_people(unit, from_person, to_person, clock.day_of(at))
        with record(_DONE, by=by.user, at=at, unit_id=unit.pk, once=ticked.once) as event:
            chosen = _chosen(_held(unit, from_person, ticked, by, at), ticked)
            made = Handover.objects.create(
                unit=unit,
                from_person=from_person,
                to_person=to_person,
                reason=clean(reason),
                happened_on=clock.day_of(at),
                recorded_at=at,
                by=by.user,
            )
            lines = _give(made, chosen, by, at)
            HandoverLine.objects.bulk_create(lines)
            about(event, made)
            event.data |= {"from": from_person.full_name, "to": to_person.full_name, "count": len(lines)}
    return made


def _check_people(unit: Unit, from_person: Person, to_person: Person, on: date) -> None:
    if from_person.pk == to_person.pk:
        raise Refusal("tasks.handover.same", wording.SAME_PERSON)
    if to_person.pk not in {one.person_id for one in members(unit.pk, (*OFFICE, *UNIT), on)}:
        raise Refusal("tasks.handover.stranger", wording.RECEIVER_ELSEWHERE % {"name": to_person.full_name})


def _held(unit: Unit, person: Person, ticked: Ticked, by: Scope, at: datetime) -> InHand:
    """What the person has, with everything ticked held against a second act: the office, the tasks, the shares."""
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    said = Following.objects.filter(pk__in=ticked.followed)
    list(Task.objects.filter(pk__in=said.values("task_id")).order_by("pk").select_for_update(no_key=True))
    locked_rows(Assignment.objects.filter(pk__in=ticked.inside))
    return in_hand(unit.pk, person, by, clock.day_of(at))


def _chosen(held: InHand, ticked: Ticked) -> InHand:
    if not any((ticked.portfolio, ticked.followed, ticked.inside, ticked.reviews)):
        raise Refusal("tasks.handover.nothing", wording.NOTHING_TICKED)
    return InHand(
        portfolio=_those(held.portfolio, ticked.portfolio, "pk"),
        followed=_those(held.followed, ticked.followed, "pk"),
        inside=_those(held.inside, ticked.inside, "assignment_id"),
        reviews=_those(held.reviews, ticked.reviews, "pk"),
        completions=held.completions,
        proposals=held.proposals,
    )


def _those(rows: Iterable[Any], wanted: Sequence[int], key: str) -> list[Any]:
    found = [row for row in rows if getattr(row, key) in set(wanted)]
    if len(found) != len(set(wanted)):
        raise Refusal("tasks.handover.changed", wording.HANDOVER_CHANGED)
    return found


def _give(made: Handover, chosen: InHand, by: Scope, at: datetime) -> list[HandoverLine]:
    """Write the facts of the two persons; the lines say what went over."""
    to, day = made.to_person, made.happened_on
    moved = orgs.hand_portfolio(rows=chosen.portfolio, to=to, on=day) if chosen.portfolio else []
    kept = {"happened_on": day, "recorded_at": at, "by": by.user}
    Following.objects.bulk_create(
        [
            Following(task_id=one.task_id, kind=one.kind, person=to, reason=made.reason, **kept)
            for one in chosen.followed
        ]
    )
    Handing.objects.bulk_create([_handing(row, to, kept) for row in chosen.inside])
    lines = [
        *(HandoverLine(what=What.PORTFOLIO, kind=row.kind, portfolio=row) for row in moved),
        *(HandoverLine(what=What.FOLLOWED, kind=one.kind, task_id=one.task_id) for one in chosen.followed),
        *(HandoverLine(what=What.INSIDE, task_id=row.task_id, share_id=row.assignment_id) for row in chosen.inside),
        *_decisions(chosen, to, day),
        *(HandoverLine(what=What.REVIEW, document=one) for one in chosen.reviews),
    ]
    for line in lines:
        line.handover = made
    return lines


def _handing(row: Any, to: Person, kept: dict[str, Any]) -> Handing:
    """The day and the note inside the unit stay as they were."""
    last: dict[str, Any] = (
        row.handings[0] if row.handings and row.handings[0]["person_id"] else {"due_on": None, "note": ""}
    )
    due_on = date.fromisoformat(last["due_on"]) if last["due_on"] else None
    return Handing(share_id=row.assignment_id, unit_id=row.unit_id, person=to, due_on=due_on, note=last["note"], **kept)


def _decisions(chosen: InHand, to: Person, day: date) -> list[HandoverLine]:
    """The pending decisions that now wait with the other person."""
    shares = [row.assignment_id for row in chosen.completions] + [one.share_id for one in chosen.proposals]
    rows = AssignmentState.objects.current().filter(followed(OFFICER, to.pk, day), assignment_id__in=shares)
    now = {row.assignment_id: row.task_id for row in rows}
    return [
        HandoverLine(what=What.DECISION, task_id=now[share], share_id=share)
        for share in dict.fromkeys(shares)
        if share in now
    ]
