"""Written names of bodies to units of the register: found, several, gone with its successors, or unknown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from namro.orgs.models import Succession, UnitVersion
from namro.tasks.drafting.collectives import Body, Offer, Register
from vanban.fold import fold

_HEAD = re.compile(
    r"^(?:đồng chí )?(?:Thủ trưởng|Người đứng đầu|Giám đốc|Chủ tịch|Bí thư|Trưởng|Chánh)(?: (?:cơ quan|đơn vị))? (?=[\wĐ])",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^(?P<body>.*?\S )?các (?P<kind>xã|phường|đặc khu|thị trấn|sở) (?P<rest>[A-ZĐÀ-Ỹ].*)$", re.IGNORECASE
)
_KIND_AHEAD = re.compile(r"^(xã|phường|đặc khu|thị trấn|Sở|sở) ")


class Reason(TextChoices):
    """Why a written name needs the officer."""

    SEVERAL = "several", _("several units bear this name")
    GONE = "gone", _("no longer exists; now")
    RENAMED = "renamed", _("has another name on the document's day")
    UNKNOWN = "unknown", _("not in the register")


@dataclass(frozen=True)
class Doubt:
    """A written name that gives no unit by itself, with the units it may mean."""

    written: str
    role: str
    reason: Reason
    candidates: tuple[Body, ...] = ()


@dataclass(frozen=True)
class Written:
    """One name in one role: as written, and as the machine completed it."""

    words: str
    canonical: str
    role: str

    def spellings(self) -> tuple[str, ...]:
        """What may stand in the register, best first; the head of a body stands for the body."""
        plain = [self.canonical, self.words]
        return tuple(dict.fromkeys(one for one in [*plain, *(_HEAD.sub("", name) for name in plain)] if one))

    def listed(self) -> tuple[str, ...]:
        """The names in a list, "UBND các xã A, B và C" -> UBND xã A and so on; empty for other names."""
        found = _LISTED.match(_HEAD.sub("", self.words))
        if not found:
            return ()
        kind, made = found["kind"].lower(), []
        for name in re.split(r",? và |, |; ", found["rest"]):
            if own := _KIND_AHEAD.match(name):
                kind, name = own[1].lower(), name[own.end() :]
            shown = kind.capitalize() if kind == "sở" else kind
            made.append(f"{found['body'] or ''}{shown} {name.strip(' .')}")
        return tuple(made)


@dataclass(frozen=True)
class Matched:
    """What became of the written names of one draft."""

    bodies: dict[str, tuple[Body, ...]]
    offers: tuple[Offer, ...]
    doubts: tuple[Doubt, ...]


class Matcher:
    """Matches the names of many drafts at once: a constant number of queries."""

    def __init__(self, register: Register, on: date, written: Iterable[Written]) -> None:
        self.register = register
        spelled = {name for one in written for name in (*one.spellings(), *one.listed())}
        self.known = register.match(spelled)
        self.past, past_closed = _past({name for name, found in self.known.items() if not found}, on)
        self.closed = past_closed | (register.closed & {unit for found in self.known.values() for unit in found})
        self.heirs = _heirs(self.closed)

    def match(self, written: Sequence[Written]) -> Matched:
        """Bodies by role, offers for collectives, doubts for everything else. A body keeps its first role."""
        bodies: dict[str, list[Body]] = defaultdict(list)
        offers: list[Offer] = []
        doubts: list[Doubt] = []
        taken: set[int] = set()
        for one in written:
            found, doubt = self._one(one)
            if doubt and doubt.reason == Reason.UNKNOWN:
                offered = self.register.offers(one.words, one.role) or self.register.offers(one.canonical, one.role)
                offers += [offer for offer in offered if offer.group not in {known.group for known in offers}]
                doubt = None if offered else doubt
            doubts += [doubt] if doubt else []
            for body in found:
                if body.unit_id not in taken:
                    taken.add(body.unit_id)
                    bodies[one.role].append(body)
        return Matched({role: tuple(found) for role, found in bodies.items()}, tuple(offers), tuple(doubts))

    def _one(self, one: Written) -> tuple[list[Body], Doubt | None]:
        for name in one.spellings():
            if found := self.known.get(name):
                return self._found(one, found)
        listed = [self.known.get(name, []) for name in one.listed()]
        alive = self.register.by_id.keys() - self.closed
        if listed and all(len(found) == 1 and found[0] in alive for found in listed):
            return [self.register.by_id[found[0]] for found in listed], None
        for name in one.spellings():
            if found := self.past.get(name):
                return [], self._past_doubt(one, found)
        return [], Doubt(one.words, one.role, Reason.UNKNOWN)

    def _found(self, one: Written, found: list[int]) -> tuple[list[Body], Doubt | None]:
        named = [unit for unit in found if unit in self.register.by_id]
        if len(named) > 1:
            return [], Doubt(one.words, one.role, Reason.SEVERAL, tuple(self.register.by_id[unit] for unit in named))
        if not named or named[0] in self.closed:
            return [], self._past_doubt(one, found)
        return [self.register.by_id[named[0]]], None

    def _past_doubt(self, one: Written, found: list[int]) -> Doubt:
        """Offer those who bear the name on another day and still exist, else those who carry on."""
        alive = [unit for unit in found if unit not in self.closed]
        if alive:
            return Doubt(
                one.words, one.role, Reason.RENAMED, tuple(self.now[unit] for unit in alive if unit in self.now)
            )
        heirs = dict.fromkeys(heir for unit in found for heir in self.heirs.get(unit, ()))
        return Doubt(one.words, one.role, Reason.GONE, tuple(self.now[heir] for heir in heirs if heir in self.now))

    @cached_property
    def now(self) -> dict[int, Body]:
        """The units of today by id."""
        return {one.body.unit_id: one.body for one in self.register.current}


def _past(spellings: set[str], today: date) -> tuple[dict[str, list[int]], set[int]]:
    """Units that bore the name on another day, or an alias of a closed one; and which of them are closed. One query."""
    if not spellings:
        return {}, set()
    folds = {name: fold(name) for name in spellings}
    wanted, found, closed = set(folds.values()), defaultdict(set), set()
    rows = UnitVersion.objects.filter(Q(name_fold__in=wanted) | Q(unit__aliases__fold__in=wanted))
    for key, alias, unit, end in rows.values_list("name_fold", "unit__aliases__fold", "unit_id", "unit__closed_on"):
        for one in {key, alias} & wanted:
            found[one].add(unit)
            closed |= {unit} if end and end <= today else set()
    return {name: sorted(found[key]) for name, key in folds.items() if key in found}, closed


def _heirs(closed: set[int]) -> dict[int, tuple[int, ...]]:
    """Closed unit -> those who carry on today, through any number of reorganisations. One query."""
    if not closed:
        return {}
    below: dict[int, list[int]] = defaultdict(list)
    for old, new in Succession.objects.order_by("id").values_list("from_unit_id", "to_unit_id"):
        below[old].append(new)
    return {unit: tuple(_last(unit, below, frozenset())) for unit in closed}


def _last(unit: int, below: dict[int, list[int]], seen: frozenset[int]) -> list[int]:
    if unit in seen:
        return []
    found = [last for heir in below.get(unit, ()) for last in (_last(heir, below, seen | {unit}) or [])]
    return list(dict.fromkeys(found)) if below.get(unit) else [unit] if seen else []
