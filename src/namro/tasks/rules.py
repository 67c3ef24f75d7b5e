"""Who may do what with a task: the person first, then the state. Each rule is a pair check_ / can_."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from namro.core.errors import Refusal
from namro.documents.models import Document
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.models import WORKING, Assignment, AssignmentState, Explanation, Move, State, Task
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


def check_hand_on(by: Scope, row: AssignmentState) -> None:
    """The head or the reporter of the unit that holds the share, while there is work in it. Raises ``tasks.handing.*``."""
    if not (by.holds(Role.UNIT_HEAD, row.unit_id) or by.holds(Role.REPORTER, row.unit_id)):
        raise Refusal("tasks.handing.not_yours", wording.NOT_YOUR_INSIDE)
    if row.closed:
        raise Refusal("tasks.move.closed", wording.TASK_CLOSED)
    if row.ended:
        raise Refusal("tasks.move.wrong_state", wording.WRONG_STATE % {"state": State(row.state).label})


def can_hand_on(by: Scope, row: AssignmentState) -> bool:
    """Whether ``check_hand_on`` passes."""
    return _passes(check_hand_on, by, row)


def check_hand_over(by: Scope, unit_id: int) -> None:
    """Who divides the unit's work, or its head, has one person hand over to another. Raises ``tasks.handover.not_yours``."""
    if not (can_divide_work(by, unit_id) or by.holds(Role.UNIT_HEAD, unit_id)):
        raise Refusal("tasks.handover.not_yours", wording.NOT_YOUR_HANDOVER)


def can_hand_over(by: Scope, unit_id: int | None = None) -> bool:
    """Whether ``check_hand_over`` passes; without a unit, whether it does for any."""
    return can_divide_work(by, unit_id) or by.holds(Role.UNIT_HEAD, unit_id)


def can_divide_work(by: Scope, unit_id: int | None = None) -> bool:
    """Whether the person says who of the office leads and follows what."""
    return by.holds(Role.COORDINATOR, unit_id) or by.holds(Role.LEADER, unit_id)


def is_of_unit(by: Scope, unit_id: int) -> bool:
    """Whether the person is told what the unit arranges inside."""
    return by.holds(Role.UNIT_HEAD, unit_id) or by.holds(Role.REPORTER, unit_id)


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


def check_ask(by: Scope, row: AssignmentState, asked: Collection[tuple[int, int]]) -> None:
    """Coordinator or leader of the issuing office asks who works on a share, once at a time. Raises ``tasks.explanation.*``.

    ``asked`` are the (share, unit) of questions that wait for an answer.
    """
    check_decide(by, row.owner_id)
    if row.role not in WORKING:
        raise Refusal("tasks.explanation.role", wording.ASK_WORKING_ONLY)
    if row.state == State.EXITED:
        raise Refusal("tasks.move.wrong_state", wording.WRONG_STATE % {"state": State(row.state).label})
    if (row.assignment_id, row.unit_id) in asked:
        raise Refusal("tasks.explanation.asked", wording.ASKED_ALREADY)


def why_not_ask(by: Scope, row: AssignmentState, asked: Collection[tuple[int, int]]) -> str:
    """The refusal's sentence for a preview; empty when the unit may be asked."""
    return _sentence(check_ask, by, row, asked)


def check_draft(by: Scope, one: Explanation) -> None:
    """The unit asked writes its answer. Raises ``tasks.explanation.not_your_unit``."""
    if not (by.holds(Role.REPORTER, one.unit_id) or by.holds(Role.UNIT_HEAD, one.unit_id)):
        raise Refusal("tasks.explanation.not_your_unit", wording.NOT_YOUR_EXPLANATION)


def can_draft(by: Scope, one: Explanation) -> bool:
    """Whether ``check_draft`` passes."""
    return _passes(check_draft, by, one)


def check_answer(by: Scope, one: Explanation) -> None:
    """The head of the unit asked sends; the office may note an answer that came another way. Raises ``tasks.explanation.*``."""
    if not (by.holds(Role.UNIT_HEAD, one.unit_id) or by.holds(Role.COORDINATOR, one.task.owner_id)):
        raise Refusal("tasks.explanation.head_sends", wording.HEAD_SENDS)


def can_answer(by: Scope, one: Explanation) -> bool:
    """Whether ``check_answer`` passes."""
    return _passes(check_answer, by, one)


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


@dataclass(frozen=True)
class Receiving:
    """A unit that is to hold shares: whether it exists that day and what stands in the way, by task and by share.

    ``holds`` are tasks in which it has a share already, ``second`` shares that would be its second in their task, ``parted``
    shares from which open work was passed down.
    """

    unit_id: int
    name: str
    alive: bool
    holds: frozenset[int] = frozenset()
    second: frozenset[int] = frozenset()
    parted: frozenset[int] = frozenset()


def check_transfer(by: Scope, row: AssignmentState, to: Receiving) -> None:
    """Who may hand a share over, then whether the unit can take it. Raises ``tasks.move.*``, ``tasks.transfer.*``."""
    check_move(by, row, Move.Kind.TRANSFER)
    if not to.alive:
        raise Refusal("tasks.transfer.not_alive", wording.RECEIVER_NOT_ALIVE % {"unit": to.name})
    if row.unit_id == to.unit_id:
        raise Refusal("tasks.transfer.same", wording.HOLDS_ALREADY % {"unit": to.name})
    if row.task_id in to.holds:
        raise Refusal("tasks.transfer.two_roles", wording.HAS_A_SHARE % {"unit": to.name})
    if row.assignment_id in to.second:
        raise Refusal("tasks.transfer.twice", wording.SECOND_SHARE % {"unit": to.name})
    if row.assignment_id in to.parted:
        raise Refusal("tasks.transfer.parted", wording.PARTED)


def why_not_transfer(by: Scope, row: AssignmentState, to: Receiving) -> str:
    """The refusal's sentence for a preview; empty when the share may be handed over."""
    return _sentence(check_transfer, by, row, to)


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
