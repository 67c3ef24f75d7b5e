"""What a change of many lines would do: which ones it changes from what to what, which it refuses and why. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from namro.core.errors import NotFound
from namro.orgs.models import Unit
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.models import AssignmentState, Move, State, Task
from namro.tasks.queries.explained import asked_of
from namro.tasks.queries.transfers import receiving

Planner = Callable[[AssignmentState], tuple[str, str, str]]


@dataclass(frozen=True)
class Planned:
    """One line: what stands there now, what would stand there, and the sentence that refuses it (empty: it would change)."""

    row: AssignmentState
    unit: str
    before: str
    after: str
    refused: str


def planned(ids: Sequence[int], scope: Scope, plan: Planner, *, by_task: bool = False) -> list[Planned]:
    """The lines in the order chosen; ``by_task`` says each task once. Raises NotFound outside the scope. Two queries."""
    rows = AssignmentState.objects.current().visible_to(scope).with_closure().select_related("task", "unit")
    found = {row.assignment_id: row for row in rows.filter(assignment_id__in=ids)}
    if len(found) != len(set(ids)):
        raise NotFound("tasks.assignment.not_found", "")
    lines = [found[one] for one in dict.fromkeys(ids)]
    if by_task:
        lines = list({row.task_id: row for row in reversed(lines)}.values())[::-1]
    called = names({row.unit_id for row in lines}, scope.on)
    return [Planned(row, called[row.unit_id], *plan(row)) for row in lines]


def weighing(scope: Scope, weight: str) -> Planner:
    """A change of weight."""

    def plan(row: Any) -> tuple[str, str, str]:
        now, then = str(row.task.get_weight_display()), str(Task.Weight(weight).label)
        return now, then, rules.why_not_weigh(scope, row.task, weight)

    return plan


def dating(scope: Scope, due_on: date) -> Planner:
    """A change of the last allowed day."""

    def plan(row: AssignmentState) -> tuple[str, str, str]:
        now, then = (day.strftime("%d/%m/%Y") if day else "" for day in (row.due_on, due_on))
        refused = rules.why_not(scope, row, Move.Kind.SET_DUE)
        return now, then, refused or (str(wording.DUE_ALREADY) if row.due_on == due_on else "")

    return plan


def exiting(scope: Scope) -> Planner:
    """Leaving the register."""

    def plan(row: AssignmentState) -> tuple[str, str, str]:
        now, then = str(State(row.state).label), str(State.EXITED.label)
        return now, then, rules.why_not(scope, row, Move.Kind.EXIT)

    return plan


def transferring(scope: Scope, to: Unit, ids: Sequence[int]) -> Planner:
    """Handing the shares to another unit."""
    rows = AssignmentState.objects.current().visible_to(scope).filter(assignment_id__in=ids)
    target = receiving(to, list(rows), scope.on)

    def plan(row: AssignmentState) -> tuple[str, str, str]:
        return str(State(row.state).label), target.name, rules.why_not_transfer(scope, row, target)

    return plan


def asking(scope: Scope, due_on: date, ids: Sequence[int]) -> Planner:
    """Asking the holders to explain by the day."""
    waiting = asked_of(ids)
    until = due_on.strftime("%d/%m/%Y")

    def plan(row: AssignmentState) -> tuple[str, str, str]:
        return str(State(row.state).label), until, rules.why_not_ask(scope, row, waiting)

    return plan
