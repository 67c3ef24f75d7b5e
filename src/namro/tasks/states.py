"""The table of moves and the one pure function that turns facts into states (DESIGN 4.3, 4.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from namro.tasks.models import NEVER, Move, State

K, S = Move.Kind, State


@dataclass(frozen=True)
class Row:
    """One allowed move: in these states, by this party, leading there. ``to=None`` = the state stays."""

    move: Move.Kind
    sources: tuple[State | None, ...]
    to: State | None
    who: str
    event: str


_RUNNING = (S.OPEN, S.WAITING, S.SUSPENDED)
_UNFINISHED = (*_RUNNING, S.SUBMITTED)

# who: "office" = coordinator of the issuing unit; "holder" = the unit's reporter or head, or the office on its behalf;
# "decider" = coordinator or leader of the issuing unit, by an act on the whole task.
TABLE: tuple[Row, ...] = (
    Row(K.ISSUE, (None,), S.OPEN, "office", "tasks.task.issued"),
    Row(K.REPORT, _RUNNING, None, "holder", "tasks.assignment.reported"),
    Row(K.SUBMIT, (S.OPEN,), S.SUBMITTED, "holder", "tasks.assignment.submitted"),
    Row(K.ACCEPT, (S.SUBMITTED,), S.DONE, "office", "tasks.assignment.accepted"),
    Row(K.RETURN, (S.SUBMITTED,), S.OPEN, "office", "tasks.assignment.returned"),
    Row(K.SET_DUE, _UNFINISHED, None, "office", "tasks.assignment.due_set"),
    Row(K.WAIT, (S.OPEN,), S.WAITING, "office", "tasks.assignment.waiting"),
    Row(K.RELEASE, (S.WAITING,), S.OPEN, "office", "tasks.assignment.released"),
    Row(K.SUSPEND, (S.OPEN,), S.SUSPENDED, "office", "tasks.assignment.suspended"),
    Row(K.RESUME, (S.SUSPENDED,), S.OPEN, "office", "tasks.assignment.resumed"),
    Row(K.EXIT, _UNFINISHED, S.EXITED, "office", "tasks.assignment.exited"),
    Row(K.REOPEN, (S.DONE, S.EXITED), S.OPEN, "office", "tasks.assignment.reopened"),
    Row(K.ADD_DUE, _UNFINISHED, None, "decider", "tasks.gap.filled"),
    Row(K.EXCEPT, _UNFINISHED, S.EXITED, "decider", "tasks.task.closed"),
    Row(K.RESTORE, (S.EXITED,), S.OPEN, "decider", "tasks.task.reopened"),
    Row(K.TRANSFER, _RUNNING, None, "office", "tasks.assignment.transferred"),
    Row(K.BACK, _RUNNING, None, "office", "tasks.assignment.transfer_back"),
)
BY_MOVE = {row.move: row for row in TABLE}
# Each undoes the last fact of its assignment.
TAKING_BACK = (K.RESTORE, K.BACK)


def allows(state: State | str | None, move: Move.Kind) -> bool:
    """Whether the table has the move from the state (None = not issued yet)."""
    return state in BY_MOVE[move].sources


@dataclass(frozen=True)
class Snapshot:
    """What is known about an assignment after a fact; the columns of AssignmentState that follow from facts."""

    state: State
    due_on: date | None
    clock_on: date
    done_on: date | None = None
    percent: int | None = None
    reported_on: date | None = None
    submitted_on: date | None = None
    returned: bool = False
    extended: bool = False
    exit_reason: str = ""
    transferred_on: date | None = None


@dataclass(frozen=True)
class Fact:
    """A move reduced to what decides the state."""

    kind: Move.Kind
    happened_on: date
    due_on: date | None = None
    percent: int | None = None
    exit_reason: str = ""


def fact_of(move: Move) -> Fact:
    """A stored move as ``advance`` takes it."""
    return Fact(Move.Kind(move.kind), move.happened_on, move.due_on, move.percent, move.exit_reason)


def advance(known: Snapshot | None, fact: Fact, before: Snapshot | None = None) -> Snapshot:
    """The state after a fact. Pure: the action that writes and the check that re-derives both use it.

    ``before`` is what was known before the last fact: an exception or a transfer taken back is as if it had never been.
    Raises ValueError for a move the table does not have from the state.
    """
    state = known.state if known else None
    if not allows(state, fact.kind):
        raise ValueError(f"{fact.kind} from {state}")
    if known is None:
        return Snapshot(S.OPEN, fact.due_on, fact.due_on or NEVER)
    if fact.kind in TAKING_BACK:
        if before is None:
            raise ValueError(f"{fact.kind} without what was known before")
        return before
    after = replace(known, state=BY_MOVE[fact.kind].to or known.state, **_said(known, fact))
    return replace(after, clock_on=_clock(known, after, fact))


def _said(known: Snapshot, fact: Fact) -> dict[str, Any]:
    """The columns a fact sets beside the state."""
    percent = known.percent if fact.percent is None else fact.percent
    match fact.kind:
        case K.REPORT:
            return {"percent": percent, "reported_on": fact.happened_on}
        case K.SUBMIT:
            return {
                "percent": percent,
                "reported_on": fact.happened_on,
                "submitted_on": fact.happened_on,
                "returned": False,
            }
        case K.ACCEPT:
            return {"done_on": known.submitted_on, "percent": 100}
        case K.RETURN:
            return {"submitted_on": None, "returned": True}
        case K.SET_DUE:
            return {"due_on": fact.due_on, "extended": known.due_on is not None}
        case K.ADD_DUE:
            return {"due_on": known.due_on or fact.due_on}
        case K.EXIT | K.EXCEPT:
            return {"exit_reason": fact.exit_reason}
        case K.TRANSFER:  # the new holder has said nothing yet, and nothing of its was returned
            return {"reported_on": None, "returned": False, "transferred_on": fact.happened_on}
        case K.REOPEN:
            return {"done_on": None, "submitted_on": None, "exit_reason": ""}
        case _:
            return {}


def _clock(known: Snapshot, after: Snapshot, fact: Fact) -> date:
    """The day after which the assignment is overdue: stopped while it waits for others, if that began in time."""
    due = after.due_on or NEVER
    if after.state in {S.DONE, S.EXITED}:
        return NEVER
    if after.state == S.OPEN:
        return due
    if fact.kind == K.ADD_DUE and after.state == S.SUBMITTED and after.submitted_on:
        return NEVER if after.submitted_on <= due else due
    if fact.kind == K.SET_DUE or after.state != known.state:
        began = after.submitted_on if after.state == S.SUBMITTED and after.submitted_on else fact.happened_on
        stopped = known.clock_on == NEVER and fact.kind == K.SET_DUE
        return NEVER if stopped or began <= due else due
    return known.clock_on


def day_sent(*, sent_on: date, product_on: date | None) -> date:
    """The product document's own date counts as the day sent when it is at most 3 days before it (DESIGN 4.4)."""
    if product_on and timedelta(0) <= sent_on - product_on <= timedelta(days=3):
        return product_on
    return sent_on
