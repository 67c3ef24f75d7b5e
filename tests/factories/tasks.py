"""Tasks issued through the actions, on the days a test says."""

from __future__ import annotations

from datetime import date
from typing import Any

from namro.orgs.models import Role, Unit
from namro.orgs.scope import Scope, scope
from namro.tasks import actions
from namro.tasks.models import Assignment, AssignmentState, Task
from tests.factories.orgs import Province, user

ISSUED = date(2026, 3, 2)
DUE = date(2026, 4, 30)


def acting(province: Province, username: str, role: Role, code: str, *, subtree: bool = False) -> Scope:
    """The scope of a new account with one role."""
    return scope(user(username, role, province[code], with_subtree=subtree), ISSUED)


def office(province: Province) -> Scope:
    """The coordinator of the province's office."""
    return acting(province, "vp", Role.COORDINATOR, "UBND", subtree=True)


def spoken(by: Scope) -> Any:
    """A directive without text."""
    order = actions.Order(form="spoken", issuer_name="Chủ tịch Ủy ban nhân dân tỉnh", ordered_on=ISSUED)
    return actions.note_directive(order=order, by=by, today=ISSUED)


def issue(by: Scope, owner: Unit, *leads: Unit, today: date = ISSUED, **fields: Any) -> Task:
    """A dated task for the leads; several leads make it one for each."""
    fields = {"content": "Xây dựng kế hoạch thử nghiệm", "due_on": DUE, "kind": "dated"} | fields
    mode = "each" if len(leads) > 1 else "one"
    fields.setdefault("orders", [spoken(by)])
    new = actions.NewTask(owner=owner, leads=leads, mode=fields.pop("mode", mode), **fields)
    return actions.issue(new=new, by=by, today=today)


def share(task: Task, unit: Unit | None = None) -> Assignment:
    """The (unit's) lead share of the task."""
    rows = task.assignments.filter(role="lead")
    return rows.get(unit=unit) if unit else rows.get()


def row(assignment: Assignment) -> AssignmentState:
    """What is known now."""
    return AssignmentState.objects.current().get(assignment=assignment)
