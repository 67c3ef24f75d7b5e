"""A task without a text: an order given by somebody, on a day, in a form, becomes a task in one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.db import connection, transaction

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.models import Event
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.issuing import NewTask, Order, issue, note_directive
from namro.tasks.models import Task

_FORM_LIVES = timedelta(days=2)  # the same form sent later is another order


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
    """The task of the same form. Whoever sends it at the same moment waits here until the first has written."""
    who = by.user.pk if by.user else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"namro.once.{who}.{once}"])
    known = Event.objects.filter(
        at__gte=clock.moment(today) - _FORM_LIVES,
        code="tasks.task.issued",
        by_id=who,
        data__once=once,
    ).first()
    return Task.objects.get(pk=known.subject_id) if known and known.subject_id else None


def _check_days(order: Order, new: NewTask, day: date) -> None:
    if order.ordered_on and order.ordered_on > day:
        raise Refusal("tasks.directive.later", wording.HAPPENS_LATER % {"day": f"{order.ordered_on:%d/%m/%Y}"})
    days = [new.due_on, *(share.due_on for share in new.supports)]
    if gone := [due for due in days if due and due < day]:
        raise Refusal("tasks.issue.due_before", wording.DUE_BEFORE_ISSUE % {"day": f"{gone[0]:%d/%m/%Y}"})
