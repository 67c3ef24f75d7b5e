"""The office's decisions about assignments; each may be taken for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from namro.core.errors import Refusal
from namro.core.text import clean
from namro.documents.models import Document
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.actions.moving import move
from namro.tasks.models import Assignment, AssignmentState, ExitReason, Move

Rows = list[AssignmentState]


def accept(*, assignments: Sequence[Assignment], by: Scope, today: date | None = None) -> Rows:
    """Confirm completions: done on the day each was sent, known from today."""
    return move(Move.Kind.ACCEPT, assignments=assignments, by=by, today=today)


def return_for_changes(*, assignments: Sequence[Assignment], reason: str, by: Scope, today: date | None = None) -> Rows:
    """Send completions back: open again as if never sent, with the reason."""
    return move(Move.Kind.RETURN, assignments=assignments, by=by, today=today, reason=_needed(reason))


def set_due(
    *, assignments: Sequence[Assignment], due_on: date | None, reason: str, by: Scope, today: date | None = None
) -> Rows:
    """Set or change the deadline, with the reason; the first one stays among the facts (RULES: both are reported)."""
    if due_on is None:
        raise Refusal("tasks.due.no_date", wording.NO_DATE)
    return move(Move.Kind.SET_DUE, assignments=assignments, by=by, today=today, due_on=due_on, reason=_needed(reason))


def suspend(*, assignments: Sequence[Assignment], reason: str, by: Scope, today: date | None = None) -> Rows:
    """Stop the clock for a reason."""
    return move(Move.Kind.SUSPEND, assignments=assignments, by=by, today=today, reason=_needed(reason))


def resume(*, assignments: Sequence[Assignment], by: Scope, today: date | None = None) -> Rows:
    """Let the clock run again."""
    return move(Move.Kind.RESUME, assignments=assignments, by=by, today=today)


def wait_for_document(
    *,
    assignments: Sequence[Assignment],
    reason: str,
    by: Scope,
    document: Document | None = None,
    today: date | None = None,
) -> Rows:
    """The work waits for a document of others (DESIGN 4.4); ``reason`` names it when the register does not hold it."""
    return move(Move.Kind.WAIT, assignments=assignments, by=by, today=today, reason=_needed(reason), document=document)


def release(*, assignments: Sequence[Assignment], by: Scope, today: date | None = None) -> Rows:
    """The awaited document arrived."""
    return move(Move.Kind.RELEASE, assignments=assignments, by=by, today=today)


def exit_register(
    *,
    assignments: Sequence[Assignment],
    exit_reason: ExitReason,
    reason: str,
    by: Scope,
    document: Document | None = None,
    today: date | None = None,
) -> Rows:
    """Take off the register (thôi theo dõi): from today not counted in "đã giao", listed beside it with its reason.

    An exception is named by closing the task (``closing.close``), never here.
    """
    if exit_reason == ExitReason.EXCEPTED:
        raise Refusal("tasks.exit.excepted", wording.EXCEPTED_BY_CLOSING)
    return move(
        Move.Kind.EXIT,
        assignments=assignments,
        by=by,
        today=today,
        reason=_needed(reason),
        exit_reason=exit_reason,
        document=document,
    )


def reopen(*, assignments: Sequence[Assignment], reason: str, by: Scope, today: date | None = None) -> Rows:
    """Open a finished or exited assignment again, with the reason."""
    return move(Move.Kind.REOPEN, assignments=assignments, by=by, today=today, reason=_needed(reason))


def _needed(reason: str) -> str:
    if not reason.strip():
        raise Refusal("tasks.move.no_reason", wording.NO_REASON)
    return clean(reason)
