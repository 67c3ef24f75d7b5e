"""Who may do what with a task: the person first, then the state. Each rule is a pair check_ / can_."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from namro.core.errors import Refusal
from namro.documents.models import Document
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.models import Assignment, AssignmentState, Move, State, Task
from namro.tasks.states import BY_MOVE, allows


def check_issue(by: Scope, owner_id: int) -> None:
    """The office's coordinator issues; a leader issues own decisions. Raises ``tasks.issue.not_yours``."""
    if not (by.holds(Role.COORDINATOR, owner_id) or by.holds(Role.LEADER, owner_id)):
        raise Refusal("tasks.issue.not_yours", wording.NOT_YOUR_ISSUE)


def check_review(by: Scope, document: Document) -> None:
    """Coordinator or leader of the office that holds the document. Raises ``tasks.review.*``."""
    if document.held_by_id is None:
        raise Refusal("tasks.review.no_office", wording.NO_OFFICE)
    if not (by.holds(Role.COORDINATOR, document.held_by_id) or by.holds(Role.LEADER, document.held_by_id)):
        raise Refusal("tasks.review.not_yours", wording.NOT_YOUR_REVIEW)


def can_review(by: Scope, document: Document) -> bool:
    """Whether ``check_review`` passes."""
    return _passes(check_review, by, document)


def check_decide(by: Scope, owner_id: int) -> None:
    """The issuing office's coordinator or leader: fills gaps, decides about proposals, closes and reopens the whole task."""
    if not (by.holds(Role.COORDINATOR, owner_id) or by.holds(Role.LEADER, owner_id)):
        raise Refusal("tasks.decide.not_yours", wording.NOT_YOUR_TASK)


def can_decide(by: Scope, owner_id: int) -> bool:
    """Whether ``check_decide`` passes."""
    return _passes(check_decide, by, owner_id)


def check_follow(by: Scope, owner_id: int) -> None:
    """Who leads and who follows a task is said by the issuing office's coordinator. Raises ``tasks.following.not_yours``."""
    if not by.holds(Role.COORDINATOR, owner_id):
        raise Refusal("tasks.following.not_yours", wording.NOT_YOUR_OFFICE)


def can_follow(by: Scope, owner_id: int) -> bool:
    """Whether ``check_follow`` passes."""
    return _passes(check_follow, by, owner_id)


def check_weigh(by: Scope, task: Task, weight: str) -> None:
    """Who may change a task's weight, and whether that changes anything. Raises ``tasks.decide.*``, ``tasks.weight.same``."""
    check_decide(by, task.owner_id)
    if task.weight == weight:
        raise Refusal("tasks.weight.same", wording.WEIGHT_ALREADY)


def why_not_weigh(by: Scope, task: Task, weight: str) -> str:
    """The refusal's sentence for a preview; empty when the weight may be changed."""
    return _sentence(check_weigh, by, task, weight)


def check_close(by: Scope, task: Task, rows: Sequence[AssignmentState]) -> None:
    """Who may close, then whether the task's working shares (read ``with_closure``) let it. Raises ``tasks.close.*``."""
    check_decide(by, task.owner_id)
    if task.mode != Task.Mode.EACH:
        raise Refusal("tasks.close.one_lead", wording.CLOSE_EACH_ONLY)
    if any(row.closed for row in rows):
        raise Refusal("tasks.move.closed", wording.TASK_CLOSED)
    if all(row.ended for row in rows):
        raise Refusal("tasks.close.all_done", wording.NOTHING_TO_EXCEPT)
    if not any(row.state == State.DONE and row.role == Assignment.Role.LEAD for row in rows):
        raise Refusal("tasks.close.nobody_done", wording.NOBODY_DONE)


def why_not_close(by: Scope, task: Task, rows: Sequence[AssignmentState]) -> str:
    """The refusal's sentence for a disabled button; empty when the task may be closed."""
    return _sentence(check_close, by, task, rows)


def check_propose(by: Scope, row: AssignmentState) -> None:
    """The reporter or the head of a unit that leads, and has not left, proposes a value for a gap. Raises ``tasks.gap.*``."""
    holder = by.holds(Role.REPORTER, row.unit_id) or by.holds(Role.UNIT_HEAD, row.unit_id)
    if not holder or row.role != Assignment.Role.LEAD:
        raise Refusal("tasks.gap.not_your_share", wording.NOT_YOUR_LEAD)
    if row.state == State.EXITED:
        raise Refusal("tasks.move.wrong_state", wording.WRONG_STATE % {"state": State(row.state).label})


def can_propose(by: Scope, row: AssignmentState) -> bool:
    """Whether ``check_propose`` passes."""
    return _passes(check_propose, by, row)


def check_move(by: Scope, row: AssignmentState, move: Move.Kind) -> None:
    """The person first (from the table of moves), then the task, then the state. Raises ``tasks.move.*``."""
    if BY_MOVE[move].who == "decider":
        check_decide(by, row.owner_id)
    else:
        _check_person(by, row, move)
    if row.closed and move != Move.Kind.RESTORE:
        raise Refusal("tasks.move.closed", wording.TASK_CLOSED)
    if not allows(row.state, move):
        raise Refusal("tasks.move.wrong_state", wording.WRONG_STATE % {"state": State(row.state).label})


def _check_person(by: Scope, row: AssignmentState, move: Move.Kind) -> None:
    office = by.holds(Role.COORDINATOR, row.owner_id)
    if BY_MOVE[move].who == "office" and not office:
        raise Refusal("tasks.move.not_your_office", wording.NOT_YOUR_OFFICE)
    holder = by.holds(Role.REPORTER, row.unit_id) or by.holds(Role.UNIT_HEAD, row.unit_id)
    if not (office or holder):
        raise Refusal("tasks.move.not_your_share", wording.NOT_YOUR_SHARE)


def can_move(by: Scope, row: AssignmentState, move: Move.Kind) -> bool:
    """Whether ``check_move`` passes."""
    return _passes(check_move, by, row, move)


def why_not(by: Scope, row: AssignmentState, move: Move.Kind) -> str:
    """The refusal's sentence for a disabled button; empty when the move is allowed."""
    return _sentence(check_move, by, row, move)


def _sentence(check: Callable[..., None], *args: object) -> str:
    try:
        check(*args)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _passes(check: Callable[..., None], *args: object) -> bool:
    try:
        check(*args)
    except Refusal:
        return False
    return True
