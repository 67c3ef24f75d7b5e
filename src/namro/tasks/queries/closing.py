"""What stands before an office that closes a task of many units: who has completed, who has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from namro.core import clock
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks.models import WORKING, Assignment, AssignmentState, State, Task


@dataclass(frozen=True)
class ToClose:
    """The task with its working shares; ``left`` are those that have not completed, each with its unit's name."""

    task: Task
    rows: Sequence[AssignmentState]
    left: Sequence[tuple[AssignmentState, str]]

    @property
    def done(self) -> int:
        """Lead assignments completed."""
        return sum(row.state == State.DONE and row.role == Assignment.Role.LEAD for row in self.rows)


def to_close(task_id: int, scope: Scope) -> ToClose | None:
    """The task as its closing is prepared, or None where it does not exist for the person. Three queries."""
    task = Task.objects.visible_to(scope).filter(pk=task_id).first()
    if task is None:
        return None
    rows = AssignmentState.objects.current().filter(task=task, role__in=WORKING).visible_to(scope).with_closure()
    found = list(rows.select_related("unit").order_by("role", "unit__code"))
    left = [row for row in found if not row.ended]
    called = names([row.unit_id for row in left], clock.today())
    return ToClose(task, found, [(row, called[row.unit_id]) for row in left])
