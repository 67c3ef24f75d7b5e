"""An officer takes a decision about words back: what was issued from them leaves the register, the words are proposed again."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.orgs.scope import Scope
from namro.reading.models import Verdict
from namro.tasks import wording
from namro.tasks.actions.at_words import opened, short
from namro.tasks.actions.moving import locked_rows, move
from namro.tasks.models import (
    Assignment,
    AssignmentState,
    Directive,
    ExitReason,
    GapProposal,
    Move,
    State,
    Task,
    TaskOrder,
)


def undo(*, verdict: Verdict, by: Scope, today: date | None = None) -> None:
    """Take back a verdict. Tasks issued from it alone leave the register as entered wrongly, while nobody has answered them;
    tasks it joined stand on their other orders again; a task it replaced is followed again. The change record keeps what was.

    Raises Refusal once a unit has reported or proposed something, or a share was moved in another way, and where somebody
    else has taken it back meanwhile.
    """
    at = clock.moment(today)
    with record("tasks.item.reopened", by=by.user, at=at) as event:
        document = opened(verdict.source, by)
        if not Verdict.objects.filter(pk=verdict.pk).exists():
            raise Refusal("tasks.review.taken_back", wording.TAKEN_BACK_BEFORE)
        directive = Directive.objects.filter(verdict=verdict).first()
        about(event, document)
        event.data |= {"words": short(verdict.quotation)}
        if directive:
            _release(directive, by, today)
        _follow_again(verdict, by, today)
        verdict.delete()


def _release(directive: Directive, by: Scope, today: date | None) -> None:
    """Detach the directive from its verdict and its tasks; it stays where a task that left the register came from it."""
    # Locked: an order that joins or is taken back at this moment decides whether the task has another one.
    tasks = list(
        Task.objects.filter(order_rows__directive=directive).order_by("pk").select_for_update(no_key=True, of=("self",))
    )
    joined = [task for task in tasks if task.order_rows.exclude(directive=directive).exists()]
    own = [task for task in tasks if task not in joined]
    TaskOrder.objects.filter(directive=directive, task__in=joined).delete()
    if not own:
        directive.delete()
        return
    locked_rows(Assignment.objects.filter(task__in=own))
    _check_untouched(own)
    rows = (
        AssignmentState.objects.current().filter(task__in=own).exclude(state=State.EXITED).select_related("assignment")
    )
    if rows:
        words = str(wording.TAKEN_BACK)
        move(
            Move.Kind.EXIT,
            assignments=[row.assignment for row in rows],
            by=by,
            today=today,
            reason=words,
            exit_reason=ExitReason.WRONG,
        )
    directive.verdict = None
    directive.save(update_fields=["verdict"])


def _check_untouched(tasks: list[Task]) -> None:
    answered = Move.objects.filter(assignment__task__in=tasks).exclude(kind__in=[Move.Kind.ISSUE, Move.Kind.EXIT])
    proposed = GapProposal.objects.filter(task__in=tasks, share__isnull=False)
    parted = Task.objects.filter(parent_assignment__task__in=tasks)
    if answered.exists() or proposed.exists() or parted.exists():
        raise Refusal("tasks.review.issued", wording.ISSUED_ALREADY)


def _follow_again(verdict: Verdict, by: Scope, today: date | None) -> None:
    """Bring back what this item had replaced, as it was before: only shares that left by it and are still away."""
    beside = verdict.fields.get("beside") or {}
    if beside.get("how") != "replace" or Verdict.objects.filter(pk__gt=verdict.pk, fields__beside=beside).exists():
        return
    by_this = Move.objects.filter(
        assignment=OuterRef("assignment"),
        recorded_at=OuterRef("known_from"),
        kind=Move.Kind.EXIT,
        document=verdict.source.document_id,
    )
    rows = AssignmentState.objects.current().filter(
        Exists(by_this),
        task_id=beside["task"],
        state=State.EXITED,
        exit_reason=ExitReason.REPLACED,
        known_from__gte=verdict.decided_at,
    )
    if shares := list(Assignment.objects.filter(pk__in=rows.values("assignment_id"))):
        move(
            Move.Kind.RESTORE,
            assignments=shares,
            by=by,
            today=today,
            reason=str(wording.TAKEN_BACK),
            exit_reason=ExitReason.REPLACED,
        )
