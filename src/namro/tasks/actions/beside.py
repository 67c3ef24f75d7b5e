"""An order that says what an open task says already: it joins that task, or a new task takes its place (F87)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from namro.core.errors import NotFound, Refusal
from namro.documents.models import Document
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.actions.moving import locked_task, move
from namro.tasks.models import (
    Assignment,
    AssignmentState,
    Directive,
    ExitReason,
    Move,
    State,
    StateQuerySet,
    Task,
    TaskOrder,
)


class How(StrEnum):
    """What becomes of an open task when words order the like again."""

    JOIN = "join"
    REPLACE = "replace"


@dataclass(frozen=True)
class Beside:
    """An open task of the same office, and what the new order does to it."""

    how: How
    task_id: int

    @property
    def kept(self) -> dict[str, object]:
        """As the verdict keeps it."""
        return {"how": str(self.how), "task": self.task_id}


def open_task(beside: Beside, document: Document, by: Scope) -> Task:
    """The task, locked. Raises NotFound outside the person's sight; Refusal where it is another office's, ended or less
    restricted than the words that would join it."""
    task = locked_task(beside.task_id, by)
    if task.owner_id != document.held_by_id:
        raise NotFound("tasks.task.not_found", "")
    if not _unfinished(task).exists():
        raise Refusal("tasks.beside.ended", wording.BESIDE_ENDED)
    if beside.how == How.JOIN and document.restricted and not task.restricted:
        raise Refusal("tasks.beside.restricted", wording.BESIDE_RESTRICTED)
    return task


def join(task: Task, directive: Directive) -> None:
    """The task stands on the directive too: counted once, nothing issued."""
    TaskOrder.objects.create(task=task, directive=directive)


def replace(task: Task, document: Document, by: Scope, today: date | None) -> None:
    """Every share still open leaves the register as replaced, by this document; the title of a restricted one is not told."""
    called = document.symbol or ("" if document.restricted else document.title)
    shares = list(Assignment.objects.filter(pk__in=_unfinished(task).values("assignment_id")))
    move(
        Move.Kind.EXIT,
        assignments=shares,
        by=by,
        today=today,
        reason=wording.REPLACED_BY % {"document": called} if called else str(wording.REPLACED),
        exit_reason=ExitReason.REPLACED,
        document=document,
    )


def _unfinished(task: Task) -> StateQuerySet:
    return AssignmentState.objects.current().filter(task=task).exclude(state__in=[State.DONE, State.EXITED])
