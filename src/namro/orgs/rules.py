"""Who may change the organisation, its people and its accounts: administrators only (DESIGN 4.11)."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from namro.core.errors import Refusal
from namro.orgs import wording
from namro.orgs.models import Role, RoleGrant, User
from namro.orgs.scope import Scope


def check_administer(scope: Scope) -> None:
    """Raises Refusal ``orgs.not_administrator``."""
    if not scope.holds(Role.ADMINISTRATOR):
        raise Refusal("orgs.not_administrator", wording.NOT_ADMINISTRATOR)


def can_administer(scope: Scope) -> bool:
    """Whether ``check_administer`` passes."""
    return scope.holds(Role.ADMINISTRATOR)


def check_portfolio(scope: Scope, owner_id: int) -> None:
    """The office's coordinator or leader, or an administrator, says who looks after which units. ``orgs.portfolio.*``."""
    if not can_divide(scope, owner_id):
        raise Refusal("orgs.portfolio.not_yours", wording.NOT_YOUR_PORTFOLIO)


def can_divide(scope: Scope, owner_id: int) -> bool:
    """Whether ``check_portfolio`` passes."""
    return can_administer(scope) or scope.holds(Role.COORDINATOR, owner_id) or scope.holds(Role.LEADER, owner_id)


def check_not_last_administrator(user: User, on: date) -> None:
    """Raises Refusal ``orgs.last_administrator`` where closing the account would leave nobody to let people in."""
    own = RoleGrant.objects.filter(user=user, role=Role.ADMINISTRATOR, valid__contains=on)
    if own.exists() and not _administrators(on).exclude(user=user).exists():
        raise Refusal("orgs.last_administrator", wording.LAST_ADMINISTRATOR % {"username": user.username})


def check_may_end(held: RoleGrant, on: date) -> None:
    """Raises Refusal ``orgs.last_administrator`` where the role is the last one that administers."""
    if held.role == Role.ADMINISTRATOR and not _administrators(on).exclude(pk=held.pk).exists():
        raise Refusal("orgs.last_administrator", wording.LAST_ADMINISTRATOR % {"username": held.user.username})


def check_grant(user: User, by: object) -> None:
    """Raises Refusal ``orgs.role.oneself``: nobody gives himself a role, an administrator would read all work."""
    if isinstance(by, User) and by.pk == user.pk:
        raise Refusal("orgs.role.oneself", wording.GRANT_ONESELF)


def _administrators(on: date) -> QuerySet[RoleGrant]:
    """Those who will still administer: a role that ends tomorrow keeps no door open."""
    return RoleGrant.objects.filter(
        role=Role.ADMINISTRATOR, valid__contains=on, valid__upper_inf=True, user__is_active=True
    )
