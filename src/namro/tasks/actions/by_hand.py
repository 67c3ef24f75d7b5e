"""A task without a text: an order given by somebody, on a day, in a form, becomes a task in one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from namro.orgs.scope import Scope
from namro.tasks import rules
from namro.tasks.actions.issuing import NewTask, Order, issue, note_directive
from namro.tasks.models import Task


@transaction.atomic
def issue_by_hand(*, order: Order, new: NewTask, by: Scope, today: date | None = None) -> Task:
    """Keep the order and issue its task, both or neither. Raises what ``note_directive`` and ``issue`` raise."""
    rules.check_issue(by, new.owner.pk)
    directive = note_directive(order=order, by=by, today=today)
    return issue(new=replace(new, orders=[directive]), by=by, today=today)
