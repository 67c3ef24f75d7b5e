"""Who may do what with a task: the person first, then the state. Each rule is a pair check_ / can_."""

from __future__ import annotations

from collections.abc import Callable

from namro.core.errors import Refusal
from namro.documents.models import Document
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.models import AssignmentState, Move, State
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


def check_move(by: Scope, row: AssignmentState, move: Move.Kind) -> None:
    """The person first (office or holder, from the table of moves), then the state. Raises ``tasks.move.*``."""
    office = by.holds(Role.COORDINATOR, row.owner_id)
    if BY_MOVE[move].who == "office" and not office:
        raise Refusal("tasks.move.not_your_office", wording.NOT_YOUR_OFFICE)
    holder = by.holds(Role.REPORTER, row.unit_id) or by.holds(Role.UNIT_HEAD, row.unit_id)
    if not (office or holder):
        raise Refusal("tasks.move.not_your_share", wording.NOT_YOUR_SHARE)
    if not allows(row.state, move):
        raise Refusal("tasks.move.wrong_state", wording.WRONG_STATE % {"state": State(row.state).label})


def can_move(by: Scope, row: AssignmentState, move: Move.Kind) -> bool:
    """Whether ``check_move`` passes."""
    return _passes(check_move, by, row, move)


def why_not(by: Scope, row: AssignmentState, move: Move.Kind) -> str:
    """The refusal's sentence for a disabled button; empty when the move is allowed."""
    try:
        check_move(by, row, move)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _passes(check: Callable[..., None], *args: object) -> bool:
    try:
        check(*args)
    except Refusal:
        return False
    return True
