"""A task without a text: an order given by somebody, on a day, in a form, becomes a task in one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from namro.core import clock
from namro.core.errors import Refusal
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.issuing import NewTask, Order, issue, note_directive
from namro.tasks.actions.once import sent_before
from namro.tasks.models import Task


@transaction.atomic
def issue_by_hand(*, order: Order, new: NewTask, by: Scope, today: date | None = None) -> Task:
    """Keep the order and issue its task, both or neither; a form sent twice (``new.once``) gives the task it gave first.

    Raises what ``note_directive`` and ``issue`` raise, and for days that make no sense or a mark of secrecy (F93).
    """
    rules.check_issue(by, new.owner.pk)
    if new.once and (issued := _issued_before(new.once, by, today)):
        return issued
    _check_days(order, new, today or clock.today())
    directive = note_directive(order=order, by=by, today=today)
    return issue(new=replace(new, orders=[directive]), by=by, today=today)


def _issued_before(once: str, by: Scope, today: date | None) -> Task | None:
    """The task of the same form."""
    known = sent_before("tasks.task.issued", once, by, today)
    return Task.objects.get(pk=known.subject_id) if known and known.subject_id else None


def _check_days(order: Order, new: NewTask, day: date) -> None:
    if order.ordered_on and order.ordered_on > day:
        raise Refusal("tasks.directive.later", wording.HAPPENS_LATER % {"day": f"{order.ordered_on:%d/%m/%Y}"})
    days = [new.due_on, *(share.due_on for share in new.supports)]
    if gone := [due for due in days if due and due < day]:
        raise Refusal("tasks.issue.due_before", wording.DUE_BEFORE_ISSUE % {"day": f"{gone[0]:%d/%m/%Y}"})
