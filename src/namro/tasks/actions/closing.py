"""A task for many units is closed as one act: the done stay, the others leave as named exceptions (DESIGN 4.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.core.text import clean
from namro.documents.models import Document
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.moving import Said, locked_rows, locked_task, write
from namro.tasks.models import WORKING, Assignment, AssignmentState, Closure, ExitReason, Move, State, Task

MOST_NAMED = 10


@dataclass(frozen=True)
class Exceptions:
    """The shares named, with one reason for all and, for single ones, their own; and the document that decides so."""

    shares: Sequence[int]
    reason: str = ""
    reasons: Mapping[int, str] = field(default_factory=dict)
    document: Document | None = None

    def why(self, share_id: int) -> str:
        """The reason of one exception."""
        return clean(self.reasons.get(share_id, "")) or clean(self.reason)


def close(*, task: Task, exceptions: Exceptions, by: Scope, today: date | None = None) -> Closure:
    """Close the task: every unit that has not completed is named, or the act is refused as a whole. Set-based.

    Raises NotFound outside the scope; Refusal: not your office, one lead only, closed already, nobody done, everybody
    done, a unit not named, one named that is not unfinished, an exception without reason.
    """
    at = clock.moment(today)
    with record(
        "tasks.task.closed", by=by.user, at=at, unit_id=task.owner_id, count=len(set(exceptions.shares))
    ) as event:
        found = locked_task(task.pk, by)
        rows = list(locked_rows(Assignment.objects.filter(task=found, role__in=WORKING)))
        rules.check_close(by, found, rows)
        chosen = _named(rows, exceptions, clock.day_of(at))
        said = Said(
            exit_reason=ExitReason.EXCEPTED,
            reasons={row.assignment_id: exceptions.why(row.assignment_id) for row in chosen},
            document=exceptions.document,
        )
        write(Move.Kind.EXCEPT, chosen, said, by=by, at=at)
        about(event, found)
        event.data["reason"] = clean(exceptions.reason)
        return _keep(Closure.Kind.CLOSED, found, clean(exceptions.reason), exceptions.document, by, at)


def reopen_task(*, task: Task, reason: str, by: Scope, today: date | None = None) -> Closure:
    """Take a closing back, with the reason: each exception is again what it was, as if it had never been named."""
    at = clock.moment(today)
    if not reason.strip():
        raise Refusal("tasks.move.no_reason", wording.NO_REASON)
    with record("tasks.task.reopened", by=by.user, at=at, unit_id=task.owner_id, reason=clean(reason)) as event:
        found = locked_task(task.pk, by)
        rules.check_decide(by, found.owner_id)
        last = Closure.objects.filter(task=found).order_by("-id").first()
        if last is None or last.kind != Closure.Kind.CLOSED:
            raise Refusal("tasks.close.not_closed", wording.NOT_CLOSED)
        rows = locked_rows(Assignment.objects.filter(task=found, role__in=WORKING))
        excepted = list(rows.filter(state=State.EXITED, exit_reason=ExitReason.EXCEPTED))
        write(Move.Kind.RESTORE, excepted, Said(reason=clean(reason)), by=by, at=at)
        about(event, found)
        event.data["count"] = len(excepted)
        return _keep(Closure.Kind.REOPENED, found, clean(reason), None, by, at)


def _named(rows: Sequence[AssignmentState], exceptions: Exceptions, day: date) -> list[AssignmentState]:
    """The unfinished rows, all of them named with a reason."""
    unfinished = {row.assignment_id: row for row in rows if not row.ended}
    asked = set(exceptions.shares)
    if asked - unfinished.keys():
        raise Refusal("tasks.close.not_unfinished", wording.NOT_UNFINISHED)
    left = [row for number, row in unfinished.items() if number not in asked]
    if left:
        said = {"count": len(left), "units": _called(left, day)}
        raise Refusal("tasks.close.not_named", wording.NOT_NAMED % said)
    silent = [row for number, row in unfinished.items() if not exceptions.why(number)]
    if silent:
        raise Refusal("tasks.close.no_reason", wording.EXCEPTION_WITHOUT_REASON % {"units": _called(silent, day)})
    return list(unfinished.values())


def _called(rows: Sequence[AssignmentState], day: date) -> str:
    """The units' names, at most ten of them."""
    shown = [row.unit_id for row in rows[:MOST_NAMED]]
    called = names(shown, day)
    words = ", ".join(called[unit_id] for unit_id in shown)
    more = len(rows) - len(shown)
    return str(wording.AND_OTHERS % {"units": words, "count": more}) if more else words


def _keep(kind: Closure.Kind, task: Task, reason: str, document: Document | None, by: Scope, at: datetime) -> Closure:
    if by.user is None:
        raise Refusal("tasks.decide.not_yours", wording.NOT_YOUR_TASK)
    return Closure.objects.create(
        task=task,
        kind=kind,
        reason=reason,
        document=document,
        happened_on=clock.day_of(at),
        recorded_at=at,
        by=by.user,
    )
