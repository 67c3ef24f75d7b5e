"""A small province with an account for every role, and the same roles on other units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from namro.core import actions as core_actions
from namro.orgs.models import Role, Unit, User
from tests.factories import orgs

STRANGER = "stranger"
# name -> (role, unit, with subtree): the first seven belong to the province's government, the others look after other units.
_GRANTS: dict[str, tuple[Role, str, bool]] = {
    "administrator": (Role.ADMINISTRATOR, "", False),
    "coordinator": (Role.COORDINATOR, "UBND", True),
    "leader": (Role.LEADER, "UBND", True),
    "unit_head": (Role.UNIT_HEAD, "STC", True),
    "reporter": (Role.REPORTER, "STC", False),
    "inspector": (Role.INSPECTOR, "UBND", True),
    "auditor": (Role.AUDITOR, "", False),
    "coordinator_elsewhere": (Role.COORDINATOR, "TU", True),
    "leader_elsewhere": (Role.LEADER, "TU", True),
    "unit_head_elsewhere": (Role.UNIT_HEAD, "SNV", True),
    "reporter_elsewhere": (Role.REPORTER, "SNV", False),
    "inspector_elsewhere": (Role.INSPECTOR, "TU", True),
}
ACTORS = (STRANGER, "nobody", *_GRANTS)


@dataclass
class World:
    """Units by code, accounts by actor, and whatever a room's access rows have made (``things``)."""

    province: orgs.Province
    users: dict[str, User]
    things: dict[str, Any] = field(default_factory=dict)

    def unit(self, code: str) -> Unit:
        return self.province[code]

    def once(self, name: str, make: Any) -> Any:
        """The thing of that name, made by ``make()`` the first time it is asked for."""
        if name not in self.things:
            self.things[name] = make()
        return self.things[name]


def build(communes: int = 3) -> World:
    """Through the application's own actions."""
    core_actions.set_up(name="Tỉnh Mẫu", place="Mẫu")
    province = orgs.province(communes)
    users = {"nobody": orgs.user("nobody")}
    for actor, (role, code, with_subtree) in _GRANTS.items():
        users[actor] = orgs.user(actor, role, province[code] if code else None, with_subtree=with_subtree)
    return World(province, users)
