"""Bodies named together ("các sở, ban, ngành", "UBND các xã, phường"): which units of the register they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from namro.orgs.models import UnitVersion
from namro.orgs.queries import match_names
from vanban.fold import fold

K = UnitVersion.Kind


class Group(TextChoices):
    """Units that documents name together. One lượt giao each when they lead."""

    COMMUNES = "communes", _("every commune and ward")
    DEPARTMENTS = "departments", _("every provincial department")
    COMMUNE_PARTY = "commune_party", _("every party committee of a commune or ward")
    BOARDS = "boards", _("every board and office of the party committee")
    MASS = "mass", _("the Fatherland Front and the mass organisations")


@dataclass(frozen=True)
class Body:
    """A unit by the name it bore on the document's day."""

    unit_id: int
    code: str
    name: str


@dataclass(frozen=True)
class Member:
    """A unit alive on the day, with what decides its groups."""

    body: Body
    kind: str
    tree: str
    folded: str
    short: str
    closed_on: date | None


@dataclass(frozen=True)
class Offer:
    """A collective as written, in a role. ``certain`` = the words mean all of the group, without a narrowing word."""

    role: str
    group: Group
    written: str
    certain: bool
    count: int


_COMMUNE_COMMITTEE = re.compile(r"dang uy (?:xa|phuong|thi tran|dac khu)\b")
_MEMBERS: dict[Group, Callable[[Member], bool]] = {
    Group.COMMUNES: lambda one: one.kind in {K.COMMUNE, K.WARD},
    Group.DEPARTMENTS: lambda one: one.kind == K.DEPARTMENT and one.tree == "state",
    Group.COMMUNE_PARTY: lambda one: one.kind == K.PARTY_COMMITTEE and _COMMUNE_COMMITTEE.match(one.folded) is not None,
    Group.BOARDS: lambda one: one.kind in {K.PARTY_BOARD, K.OFFICE} and one.tree == "party",
    Group.MASS: lambda one: one.kind in {K.FRONT, K.MASS},
}

_ALL = r"(?:tat ca cac|toan the cac|toan bo cac|cac|tung|moi|cap)"
_PLACE = r"(?:xa|phuong|thi tran|dac khu)"
_PLACES = (
    rf"{_PLACE}(?:(?:, | va ){_PLACE})*(?: (?:tren dia ban(?: toan)?(?: tinh| thanh pho)?|thuoc tinh|trong tinh))?"
)
_BODY = r"(?:dang uy|hdnd|hoi dong nhan dan|ubnd|uy ban nhan dan|ubmttq|mttq|chinh quyen|chu tich|bi thu|truong)"
_UNIONS = (
    r"(?:cac )?(?:doan the(?: chinh tri ?-? ?xa hoi)?|to chuc chinh tri ?-? ?xa hoi)(?: (?:cap tinh|cua tinh|tinh))?"
)
# Patterns on folded words; the first group found of each place wins, so the longer readings stand first.
_PATTERNS: tuple[tuple[Group, re.Pattern[str]], ...] = tuple(
    (group, re.compile(rf"\b{pattern}"))
    for group, pattern in (
        # "Đảng ủy, HĐND, UBND các xã, phường" is one lượt giao per commune with the bodies on it (RULES, Tasks).
        (Group.COMMUNES, rf"{_BODY}(?:(?:, | va | - )?[ ]?{_BODY})+ {_ALL} {_PLACES}"),
        (Group.COMMUNE_PARTY, rf"(?:cac )?dang uy (?:{_ALL} )?{_PLACES}"),
        (Group.COMMUNES, rf"(?:{_BODY} )?{_ALL} {_PLACES}"),
        (Group.COMMUNES, r"(?:cac|moi|tung) dia phuong"),
        (Group.DEPARTMENTS, rf"(?:{_ALL} )?so(?:, (?:ban|nganh|doan the|don vi))+(?: (?:cap tinh|cua tinh|thuoc tinh))?"),
        (Group.DEPARTMENTS, rf"{_ALL} so\b(?: (?:cap tinh|cua tinh|thuoc tinh))?"),
        (Group.BOARDS, r"cac ban(?: xay dung)? dang(?: tinh uy| cua tinh uy)?"),
        (Group.BOARDS, r"cac co quan tham muu,? giup viec(?: cua)?(?: tinh uy| cap uy)?"),
        (Group.MASS, _UNIONS),
    )
)  # fmt: skip
_HEADS = re.compile(r"^(?:dong chi )?(?:thu truong|nguoi dung dau|giam doc|chu tich|bi thu|truong|chanh van phong) ")
_JOINTS = re.compile(r"^[ ,;.]*(?:va|cung|dong thoi|phoi hop)?[ ,;.]*")


class Register:
    """The units that a document's words may mean, read once for any number of drafts.

    A name means the unit that bore it on the document's day (``on``); a collective means its members of ``today``, since
    work is issued to those who exist.
    """

    def __init__(self, on: date, today: date) -> None:
        self.on, self.today = on, today

    @cached_property
    def by_id(self) -> dict[int, Body]:
        """Unit id -> its body on the document's day."""
        return {one.body.unit_id: one.body for one in self._named}

    @cached_property
    def closed(self) -> set[int]:
        """Units of the document's day that no longer exist today."""
        return {one.body.unit_id for one in self._named if one.closed_on and one.closed_on <= self.today}

    @cached_property
    def _named(self) -> list[Member]:
        return _members(self.on)

    def match(self, written: Iterable[str]) -> dict[str, list[int]]:
        """As orgs.queries.match_names, from the rows read anyway: one query, for the aliases."""
        return match_names(written, self.on, ((one.body.unit_id, one.folded, one.short) for one in self._named))

    @cached_property
    def current(self) -> list[Member]:
        """Every unit of today, in dictionary order."""
        return self._named if self.on == self.today else _members(self.today)

    def group(self, group: Group) -> tuple[Body, ...]:
        """The units of a group today."""
        return tuple(one.body for one in self.current if _MEMBERS[group](one))

    def expand(self, groups: Iterable[Group]) -> tuple[Body, ...]:
        """The units of several groups, each once."""
        return tuple(dict.fromkeys(body for group in groups for body in self.group(group)))

    def offers(self, written: str, role: str) -> list[Offer]:
        """The collectives that the words name; empty when they name none. An offer without units is left out."""
        left, found = _HEADS.sub("", fold(written)), []
        for group, pattern in _PATTERNS:
            for match in list(pattern.finditer(left)):
                found.append((match.start(), group))
                left = left[: match.start()] + "\0" * (match.end() - match.start()) + left[match.end() :]
        rest = _JOINTS.sub("", re.sub("\0+", " ", left).strip())
        certain = not rest and not _named(written)
        counted = {group: len(self.group(group)) for group in dict(found).values()} if found else {}
        groups = dict.fromkeys(group for _start, group in sorted(found, key=lambda one: one[0]))
        return [Offer(role, group, written, certain, counted[group]) for group in groups if counted[group]]


def _members(on: date) -> list[Member]:
    rows = UnitVersion.objects.filter(valid__contains=on).order_by("sort_key", "id")
    columns = ("unit_id", "unit__code", "name", "kind", "unit__tree", "name_fold", "short_name", "unit__closed_on")
    return [
        Member(Body(unit, code, name), kind, tree, folded, short, closed)
        for unit, code, name, kind, tree, folded, short, closed in rows.values_list(*columns)
    ]


def _named(written: str) -> bool:
    """Whether a place is named after the kinds: "các xã Hải Cồn, Hải Đám" means those, not all."""
    return re.search(r"(?:xã|phường|thị trấn|đặc khu|sở|Sở) [A-ZĐÀ-Ỹ]", written) is not None
