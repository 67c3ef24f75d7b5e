"""A small fictional province: two trees, a few communes, one account per role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from namro.orgs import actions
from namro.orgs.models import Role, Unit, User

FOUNDED = date(2020, 1, 1)
PASSWORD = "mat-khau-dai-01"


@dataclass(frozen=True)
class Province:
    """Units by code."""

    units: dict[str, Unit]

    def __getitem__(self, code: str) -> Unit:
        return self.units[code]


def unit(code: str, kind: str = "department", parent: str = "", tree: str = "state", name: str = "") -> actions.NewUnit:
    """A unit to open on the founding day."""
    return actions.NewUnit(code, tree, kind, name or f"Đơn vị {code}", FOUNDED, parent=parent)


def province(communes: int = 3) -> Province:
    """UBND with an office, three departments and communes; the party's committee beside it."""
    units = [
        unit("UBND", "committee", name="Ủy ban nhân dân tỉnh"),
        unit("VP", "office", "UBND", name="Văn phòng Ủy ban nhân dân tỉnh"),
        unit("STC", "department", "UBND", name="Sở Tài chính"),
        unit("SNV", "department", "UBND", name="Sở Nội vụ"),
        unit("SXD", "department", "UBND", name="Sở Xây dựng"),
        unit("TU", "party_committee", tree="party", name="Tỉnh ủy"),
        unit("VPTU", "office", "TU", tree="party", name="Văn phòng Tỉnh ủy"),
        *(
            unit(f"X{number:03}", "commune", "UBND", name=f"Ủy ban nhân dân xã Mẫu {number:03}")
            for number in range(1, communes + 1)
        ),
    ]
    return Province({made.code: made for made in actions.open_units(units=units, by=None)})


def user(username: str, role: Role | None = None, unit: Unit | None = None, *, with_subtree: bool = False) -> User:
    """An account that may sign in with PASSWORD, holding one role."""
    made = actions.create_user(
        username=username, full_name=f"Người dùng {username}", password=PASSWORD, by=None, one_time=False
    )
    if role:
        actions.grant(user=made, role=role, unit=unit, since=FOUNDED, by=None, with_subtree=with_subtree)
    return made
