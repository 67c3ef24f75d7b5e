"""The one door through which an assignment changes: lock, write the fact, close the row, open the next (DESIGN 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from django.db import models

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.recording import about, record
from namro.documents.models import Document
from namro.orgs.models import Unit
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.models import (
    STILL_KNOWN,
    Assignment,
    AssignmentState,
    Move,
    ProgressReport,
    StateQuerySet,
    Task,
)
from namro.tasks.states import BY_MOVE, TAKING_BACK, Snapshot, advance, fact_of

_COLUMNS = tuple(Snapshot.__dataclass_fields__)


def open_rows(assignments: Sequence[Assignment], by: Scope) -> list[AssignmentState]:
    """Lock the assignments, in one order for everybody, and give their current rows.

    Raises NotFound for a row outside the person's scope."""
    ids = {assignment.pk for assignment in assignments}
    if not ids:
        raise Refusal("tasks.move.nothing", wording.NOTHING_CHOSEN)
    rows = locked_rows(Assignment.objects.filter(pk__in=ids))
    visible = set(rows.visible_to(by).values_list("assignment_id", flat=True))
    if visible != ids:
        raise NotFound("tasks.assignment.not_found", "")
    return list(rows)


def locked_task(task_id: int, by: Scope) -> Task:
    """The task, held against a second act on it as a whole; reports on its shares need not wait. Raises NotFound."""
    tasks = Task.objects.visible_to(by).filter(pk=task_id)
    found = tasks.select_for_update(no_key=True, of=("self",)).first()
    if found is None:
        raise NotFound("tasks.task.not_found", "")
    return found


def locked_rows(assignments: models.QuerySet[Assignment]) -> StateQuerySet:
    """Lock the assignments, in one order for everybody; their current rows, which know whether their task is closed.

    The assignment is locked, not its open row: whoever waited for a row that was closed meanwhile would see neither it
    nor the one that follows.
    """
    locked = [one.pk for one in assignments.order_by("pk").select_for_update(of=("self",))]
    rows = AssignmentState.objects.current().filter(assignment_id__in=locked)
    return rows.with_closure().order_by("assignment_id")


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
        said = Said(happened_on, due_on, percent, reason, exit_reason, document, report)
        opened = write(kind, rows, said, by=by, at=at)
        if len({row.task_id for row in rows}) == 1:
            about(event, Task(pk=rows[0].task_id))
        if len(rows) == 1:
            event.unit_id = rows[0].unit_id
            event.data["assignment"] = rows[0].assignment_id
    return opened


@dataclass(frozen=True)
class Said:
    """What a fact says beside its kind; ``reasons``, ``reports`` and ``units`` give single assignments their own.

    A report of its own brings its percentage along; ``units`` are the holders from here on.
    """

    happened_on: date | None = None
    due_on: date | None = None
    percent: int | None = None
    reason: str = ""
    exit_reason: str = ""
    document: Document | None = None
    report: Callable[[], ProgressReport] | None = None
    reasons: Mapping[int, str] = field(default_factory=dict)
    reports: Mapping[int, ProgressReport] = field(default_factory=dict)
    units: Mapping[int, Unit] = field(default_factory=dict)

    def percent_of(self, assignment_id: int) -> int | None:
        """What the fact says of the assignment's percentage."""
        own = self.reports.get(assignment_id)
        return own.percent if own else self.percent


def write(
    kind: Move.Kind, rows: Sequence[AssignmentState], said: Said, *, by: Scope, at: datetime
) -> list[AssignmentState]:
    """Write the facts and the next rows of locked rows, inside an act that is being recorded. Raises what ``move`` raises."""
    for row in rows:
        rules.check_move(by, row, kind)
    at = _after(rows, at)
    day = said.happened_on or clock.day_of(at)
    if day > clock.day_of(at):
        raise Refusal("tasks.move.later", wording.HAPPENS_LATER % {"day": day.strftime("%d/%m/%Y")})
    carried = said.report() if said.report else None
    facts = [
        Move(
            assignment_id=row.assignment_id,
            kind=kind,
            happened_on=day,
            recorded_at=at,
            by=by.user,
            report=said.reports.get(row.assignment_id, carried),
            due_on=said.due_on,
            percent=said.percent_of(row.assignment_id),
            reason=said.reasons.get(row.assignment_id, said.reason),
            exit_reason=said.exit_reason,
            document=said.document,
            unit=said.units.get(row.assignment_id),
        )
        for row in rows
    ]
    before = _before(rows) if kind in TAKING_BACK else {}
    Move.objects.bulk_create(facts)
    AssignmentState.objects.filter(pk__in=[row.pk for row in rows]).update(known_to=at)
    return AssignmentState.objects.bulk_create(
        [_next(row, fact, before.get(row.assignment_id), at) for row, fact in zip(rows, facts, strict=True)]
    )


def _after(rows: Sequence[AssignmentState], at: datetime) -> datetime:
    """The moment of the fact: after every entry so far; a replayed day may not go back before one."""
    last = max(rows, key=lambda row: row.known_from)
    if last.known_from < at:
        return at
    if clock.day_of(last.known_from) > clock.day_of(at):
        called = names([last.unit_id], clock.day_of(at))[last.unit_id]
        day = clock.day_of(last.known_from).strftime("%d/%m/%Y")
        raise Refusal("tasks.move.already_later", wording.ALREADY_LATER % {"unit": called, "day": day})
    return last.known_from + timedelta(microseconds=1)


def _before(rows: Sequence[AssignmentState]) -> dict[int, Snapshot]:
    """Assignment id -> what was known before its current row."""
    ids, ends = [row.assignment_id for row in rows], {row.known_from for row in rows}
    found = AssignmentState.objects.filter(assignment_id__in=ids, known_to__in=ends)
    starts = {row.assignment_id: row.known_from for row in rows}
    return {row.assignment_id: _known(row) for row in found if row.known_to == starts[row.assignment_id]}


def _known(row: AssignmentState) -> Snapshot:
    return Snapshot(**{name: getattr(row, name) for name in _COLUMNS})


def _next(row: AssignmentState, fact: Move, before: Snapshot | None, at: datetime) -> AssignmentState:
    known = advance(_known(row), fact_of(fact), before)
    return state_row(row.assignment_id, row, known, at, holder=fact.unit_id)


def state_row(
    assignment_id: int, like: AssignmentState, known: Snapshot, at: datetime, *, holder: int | None = None
) -> AssignmentState:
    """An open row of the read model; ``like`` gives the columns no fact changes, ``holder`` the unit a transfer names."""
    return AssignmentState(
        assignment_id=assignment_id,
        task_id=like.task_id,
        unit_id=holder or like.unit_id,
        owner_id=like.owner_id,
        role=like.role,
        restricted=like.restricted,
        known_from=at,
        known_to=STILL_KNOWN,
        **asdict(known),
    )


__all__ = ["Said", "locked_rows", "locked_task", "move", "open_rows", "state_row", "write"]
