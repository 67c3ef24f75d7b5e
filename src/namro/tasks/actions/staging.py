"""The office says which stage of the product closes a task; issuing proposes it from the order's verb."""

from __future__ import annotations

from datetime import date

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.moving import locked_task
from namro.tasks.models import Task
from namro.tasks.stages import Stage


def choose_closing_stage(*, task: Task, stage: str, by: Scope, today: date | None = None) -> Task:
    """Set the stage that closes the task, or none (""). Raises NotFound; Refusal: not your task, no such stage."""
    with record("tasks.task.stage_chosen", by=by.user, at=clock.moment(today)) as event:
        found = locked_task(task.pk, by)
        rules.check_decide(by, found.owner_id)
        if stage and stage not in Stage.values:
            raise Refusal("tasks.stage.unknown", wording.NO_SUCH_STAGE)
        found.closing_stage = stage
        found.save(update_fields=["closing_stage"])
        about(event, found)
        event.unit_id = found.owner_id
        event.data["stage"] = str(Stage(stage).label) if stage else str(wording.NO_STAGE)
    return found
