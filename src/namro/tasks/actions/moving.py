"""The one door through which an assignment changes: lock, write the fact, close the row, open the next (DESIGN 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.recording import about, record
from namro.documents.models import Document
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.models import STILL_KNOWN, Assignment, AssignmentState, Move, ProgressReport, Task
from namro.tasks.states import BY_MOVE, Snapshot, advance, fact_of

_COLUMNS = tuple(Snapshot.__dataclass_fields__)


def open_rows(assignments: Sequence[Assignment], by: Scope) -> list[AssignmentState]:
    """Lock the assignments, in one order for everybody, and give their current rows.

    Raises NotFound for a row outside the person's scope."""
    ids = {assignment.pk for assignment in assignments}
    if not ids:
        raise Refusal("tasks.move.nothing", wording.NOTHING_CHOSEN)
    # The assignment is locked, not its open row: whoever waited for a row that was closed meanwhile would see neither it
    # nor the one that follows.
    locked = Assignment.objects.filter(pk__in=ids).order_by("pk").select_for_update()
    rows = AssignmentState.objects.current().filter(assignment_id__in=[one.pk for one in locked])
    visible = set(rows.visible_to(by).values_list("assignment_id", flat=True))
    if visible != ids:
        raise NotFound("tasks.assignment.not_found", "")
    return list(rows.order_by("assignment_id"))


def move(
    kind: Move.Kind,
    *,
    assignments: Sequence[Assignment],
    by: Scope,
    today: date | None,
    happened_on: date | None = None,
    due_on: date | None = None,
    percent: int | None = None,
    reason: str = "",
    exit_reason: str = "",
    document: Document | None = None,
    report: Callable[[], ProgressReport] | None = None,
) -> list[AssignmentState]:
    """Write one fact per assignment and its new state row: four statements however many assignments.

    ``report`` writes the report the fact carries, inside the act's event. Returns the new open rows. Raises Refusal when the
    person may not, the table has no such move from the state, or an entry would go back before a later one.
    """
    at = clock.moment(today)
    with record(BY_MOVE[kind].event, by=by.user, at=at, count=len(assignments), reason=reason) as event:
        rows = open_rows(assignments, by)
        for row in rows:
            rules.check_move(by, row, kind)
        at = _after(rows, at)
        day = happened_on or clock.day_of(at)
        if day > clock.day_of(at):
            raise Refusal("tasks.move.later", wording.HAPPENS_LATER % {"day": day.strftime("%d/%m/%Y")})
        carried = report() if report else None
        facts = [
            Move(
                assignment_id=row.assignment_id,
                kind=kind,
                happened_on=day,
                recorded_at=at,
                by=by.user,
                report=carried,
                due_on=due_on,
                percent=percent,
                reason=reason,
                exit_reason=exit_reason,
                document=document,
            )
            for row in rows
        ]
        Move.objects.bulk_create(facts)
        AssignmentState.objects.filter(pk__in=[row.pk for row in rows]).update(known_to=at)
        opened = AssignmentState.objects.bulk_create(
            [_next(row, fact, at) for row, fact in zip(rows, facts, strict=True)]
        )
        if len({row.task_id for row in rows}) == 1:
            about(event, Task(pk=rows[0].task_id))
        if len(rows) == 1:
            event.unit_id = rows[0].unit_id
            event.data["assignment"] = rows[0].assignment_id
    return opened


def _after(rows: list[AssignmentState], at: datetime) -> datetime:
    """The moment of the fact: after every entry so far; a replayed day may not go back before one."""
    last = max(rows, key=lambda row: row.known_from)
    if last.known_from < at:
        return at
    if clock.day_of(last.known_from) > clock.day_of(at):
        called = names([last.unit_id], clock.day_of(at))[last.unit_id]
        day = clock.day_of(last.known_from).strftime("%d/%m/%Y")
        raise Refusal("tasks.move.already_later", wording.ALREADY_LATER % {"unit": called, "day": day})
    return last.known_from + timedelta(microseconds=1)


def _next(row: AssignmentState, fact: Move, at: datetime) -> AssignmentState:
    known = Snapshot(**{name: getattr(row, name) for name in _COLUMNS})
    return state_row(row.assignment_id, row, advance(known, fact_of(fact)), at)


def state_row(assignment_id: int, like: AssignmentState, known: Snapshot, at: datetime) -> AssignmentState:
    """An open row of the read model; ``like`` gives the columns no fact changes."""
    return AssignmentState(
        assignment_id=assignment_id,
        task_id=like.task_id,
        unit_id=like.unit_id,
        owner_id=like.owner_id,
        role=like.role,
        restricted=like.restricted,
        known_from=at,
        known_to=STILL_KNOWN,
        **asdict(known),
    )


__all__ = ["move", "open_rows", "state_row"]
