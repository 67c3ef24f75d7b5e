"""What an account may see and where it may act on a day, resolved once per request (DESIGN 4.11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from namro.core.errors import NotFound
from namro.orgs import wording
from namro.orgs.models import Role, RoleGrant, UnitVersion, User

EVERYWHERE = frozenset({0})
_SEEING = (Role.COORDINATOR, Role.LEADER, Role.UNIT_HEAD, Role.REPORTER, Role.INSPECTOR, Role.AUDITOR)
_OVERSEEING = (Role.COORDINATOR, Role.LEADER, Role.INSPECTOR, Role.AUDITOR)


@dataclass(frozen=True)
class Scope:
    """Unit ids per role; ``EVERYWHERE`` stands for the whole installation. Handed to queries as plain arrays."""

    user: User | None
    on: date
    roles: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def holds(self, role: Role, unit_id: int | None = None) -> bool:
        """Whether the role is held on the unit; without a unit, anywhere at all."""
        held = self.roles.get(role, frozenset())
        if unit_id is None:
            return bool(held)
        return held == EVERYWHERE or unit_id in held

    def units(self, roles: Iterable[Role]) -> list[int] | None:
        """Ids of the units on which any of the roles is held; ``None`` = everywhere."""
        found: set[int] = set()
        for role in roles:
            held = self.roles.get(role, frozenset())
            if held == EVERYWHERE:
                return None
            found |= held
        return sorted(found)

    @property
    def seen(self) -> list[int] | None:
        """Units whose own work the account may see, in any role that sees work at all (administrators do not)."""
        return self.units(_SEEING)

    @property
    def overseen(self) -> list[int] | None:
        """Units whose registers (documents held, tasks issued) the account may see."""
        return self.units(_OVERSEEING)


NOBODY = Scope(user=None, on=date.min)


def installation(on: date) -> Scope:
    """The installation itself, for commands given at the server's own terminal: no account, every office, all to read."""
    return Scope(user=None, on=on, roles={Role.COORDINATOR: EVERYWHERE, Role.AUDITOR: EVERYWHERE})


def of_account(username: str, on: date) -> Scope:
    """The scope of the account with this user name, of the installation itself for "". Raises NotFound."""
    if not username:
        return installation(on)
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        raise NotFound("orgs.user.unknown", wording.UNKNOWN_ACCOUNT % {"username": username})
    return scope(user, on)


def scope(user: User, on: date) -> Scope:
    """Resolve the account's grants valid on the day, subtrees included: two queries, whatever the number of units."""
    grants = list(RoleGrant.objects.filter(user=user, valid__contains=on))
    if not user.is_active or not grants:
        return Scope(user=user, on=on)
    below = _children(on) if any(grant.with_subtree for grant in grants) else {}
    roles: dict[str, frozenset[int]] = {}
    for grant in grants:
        held = roles.get(grant.role, frozenset())
        if grant.unit_id is None or held == EVERYWHERE:
            roles[grant.role] = EVERYWHERE
        else:
            roles[grant.role] = held | (_subtree(grant.unit_id, below) if grant.with_subtree else {grant.unit_id})
    return Scope(user=user, on=on, roles=roles)


def subtree(unit_id: int, on: date) -> frozenset[int]:
    """The unit and all under it on the day. One query."""
    return _subtree(unit_id, _children(on))


def _children(on: date) -> dict[int, list[int]]:
    below: dict[int, list[int]] = defaultdict(list)
    rows = UnitVersion.objects.filter(valid__contains=on, parent__isnull=False).values_list("parent_id", "unit_id")
    for parent, unit in rows:
        below[parent].append(unit)
    return below


def _subtree(root: int, below: Mapping[int, list[int]]) -> frozenset[int]:
    found, open_ = {root}, [root]
    while open_:
        for child in below.get(open_.pop(), ()):
            if child not in found:
                found.add(child)
                open_.append(child)
    return frozenset(found)
