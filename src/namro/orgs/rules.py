"""Who may change the organisation, its people and its accounts: administrators only (DESIGN 4.11)."""

from __future__ import annotations

from namro.core.errors import Refusal
from namro.orgs import wording
from namro.orgs.models import Role
from namro.orgs.scope import Scope


def check_administer(scope: Scope) -> None:
    """Raises Refusal ``orgs.not_administrator``."""
    if not scope.holds(Role.ADMINISTRATOR):
        raise Refusal("orgs.not_administrator", wording.NOT_ADMINISTRATOR)


def can_administer(scope: Scope) -> bool:
    """Whether ``check_administer`` passes."""
    return scope.holds(Role.ADMINISTRATOR)
