"""One decision about everything ticked: completions and proposed values together, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from namro.core.errors import NotFound, Refusal
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.deciding import accept, return_for_changes
from namro.tasks.actions.filling import approve_value, refuse_value
from namro.tasks.actions.moving import open_rows
from namro.tasks.models import Assignment, GapProposal, Move, Task

_NAMED = 3  # of many that are refused, so many are named


@transaction.atomic
def confirm_waiting(
    *, assignments: Sequence[Assignment], proposals: Sequence[GapProposal], by: Scope, today: date | None = None
) -> None:
    """Confirm the completions and approve the proposed values. Raises Refusal naming what could not be."""
    _check(assignments, proposals, Move.Kind.ACCEPT, by)
    if assignments:
        accept(assignments=assignments, by=by, today=today)
    for one in _in_order(proposals):
        with _Named(one.task):
            approve_value(proposal=one, by=by, today=today)


@transaction.atomic
def return_waiting(
    *,
    assignments: Sequence[Assignment],
    proposals: Sequence[GapProposal],
    reason: str,
    by: Scope,
    today: date | None = None,
) -> None:
    """Return the completions and refuse the proposed values, for one reason. Raises Refusal naming what could not be."""
    _check(assignments, proposals, Move.Kind.RETURN, by)
    if assignments:
        return_for_changes(assignments=assignments, reason=reason, by=by, today=today)
    for one in _in_order(proposals):
        with _Named(one.task):
            refuse_value(proposal=one, reason=reason, by=by, today=today)


def _in_order(proposals: Sequence[GapProposal]) -> list[GapProposal]:
    """Everybody takes the tasks' locks in one order."""
    return sorted(proposals, key=lambda one: (one.task_id, one.pk))


def _check(assignments: Sequence[Assignment], proposals: Sequence[GapProposal], move: Move.Kind, by: Scope) -> None:
    """Something is chosen, and every completion still waits; a colleague may have decided meanwhile."""
    if not assignments and not proposals:
        raise Refusal("tasks.move.nothing", wording.NOTHING_CHOSEN)
    if not assignments:
        return
    refused = [(row, why) for row in open_rows(assignments, by) if (why := rules.why_not(by, row, move))]
    if not refused:
        return
    tasks = Task.objects.in_bulk([row.task_id for row, _why in refused[:_NAMED]])
    said = [wording.ABOUT % {"task": tasks[row.task_id], "why": why} for row, why in refused[:_NAMED]]
    more = len(refused) - _NAMED
    raise Refusal("tasks.decide.some", " ".join([*said, *([wording.MORE % {"count": more}] if more > 0 else [])]))


class _Named:
    """A refusal inside says which task it is about."""

    def __init__(self, task: Task) -> None:
        self.task = task

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Refusal) and not isinstance(error, NotFound):
            raise Refusal(error.code, wording.ABOUT % {"task": self.task, "why": error}) from error
