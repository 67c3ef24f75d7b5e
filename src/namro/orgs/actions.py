"""Every write to units, links, posts and reorganisations. Accounts are written in accounts.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from namro.core.errors import Refusal
from namro.core.recording import Actor, about, record
from namro.core.text import clean, clean_line
from namro.orgs import wording
from namro.orgs.accounts import (
    choose_language,
    create_first_administrator,
    create_user,
    deactivate,
    end_role,
    grant,
    note_sign_in,
    set_password,
)
from namro.orgs.charging import end_charge, hand_portfolio, person_of, put_in_charge
from namro.orgs.models import (
    Person,
    Post,
    Reorganisation,
    Succession,
    Tenure,
    Unit,
    UnitAlias,
    UnitLink,
    UnitVersion,
)
from vanban.fold import fold, sort_key

__all__ = [
    "Decision",
    "NewUnit",
    "add_version",
    "choose_language",
    "close",
    "create_first_administrator",
    "create_user",
    "deactivate",
    "end_charge",
    "end_role",
    "fill_post",
    "grant",
    "hand_portfolio",
    "link",
    "note_sign_in",
    "open_units",
    "person_of",
    "put_in_charge",
    "reorganise",
    "set_password",
]


@dataclass(frozen=True)
class Decision:
    """The document that decides a fact, as words; documents links it when it is registered."""

    symbol: str = ""
    by: str = ""
    on: date | None = None

    def fields(self) -> dict[str, object]:
        symbol, by = clean_line(self.symbol, field="symbol"), clean_line(self.by, field="by")
        return {"decided_symbol": symbol, "decided_by": by, "decided_on": self.on}


UNDECIDED = Decision()


@dataclass(frozen=True)
class NewUnit:
    """One unit to open; ``parent`` is a code of the register or of the same batch."""

    code: str
    tree: str
    kind: str
    name: str
    opened_on: date
    short_name: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    functions: str = ""
    decision: Decision = UNDECIDED


def open_units(*, units: Sequence[NewUnit], by: Actor | None, code: str = "orgs.unit.opened") -> list[Unit]:
    """Open units in one set-based write: all or none. Raises Refusal for a taken code or an unknown parent."""
    names = dict(UnitVersion.objects.filter(unit__code__in=[u.code for u in units]).values_list("unit__code", "name"))
    if names:
        taken, name = next(iter(names.items()))
        raise Refusal("orgs.unit.code_taken", wording.CODE_TAKEN % {"code": taken, "name": name})
    aliases = [(new.code, clean_line(alias, field="aliases")) for new in units for alias in new.aliases]
    with record(code, by=by, count=len(units)) as event:
        made = Unit.objects.bulk_create([Unit(code=u.code, tree=u.tree, opened_on=u.opened_on) for u in units])
        ids = {unit.code: unit.pk for unit in made}
        missing = {u.parent for u in units if u.parent} - ids.keys()
        ids |= dict(Unit.objects.filter(code__in=missing).values_list("code", "pk"))
        if unknown := missing - ids.keys():
            raise Refusal("orgs.unit.unknown", wording.UNKNOWN_UNIT % {"code": min(unknown)})
        UnitVersion.objects.bulk_create([_first_version(u, ids) for u in units])
        UnitAlias.objects.bulk_create(
            [UnitAlias(unit_id=ids[owner], alias=alias, fold=fold(alias)) for owner, alias in aliases]
        )
        if len(made) == 1:
            about(event, made[0])
    return made


def _first_version(new: NewUnit, ids: dict[str, int]) -> UnitVersion:
    return UnitVersion(
        unit_id=ids[new.code],
        parent_id=ids[new.parent] if new.parent else None,
        valid=DateRange(new.opened_on, None),
        functions=clean(new.functions, field="functions"),
        **_named(new.name, new.short_name, new.kind),
        **new.decision.fields(),
    )


def _named(name: str, short_name: str, kind: str) -> dict[str, str]:
    name = clean_line(name, field="name")
    return {
        "name": name,
        "short_name": clean_line(short_name),
        "name_fold": fold(name),
        "sort_key": sort_key(name),
        "kind": kind,
    }


def add_version(
    *,
    unit: Unit,
    valid_from: date,
    by: Actor | None,
    name: str | None = None,
    short_name: str | None = None,
    kind: str | None = None,
    parent: Unit | None = None,
    decision: Decision = UNDECIDED,
) -> UnitVersion:
    """Rename, re-parent or re-kind a unit from a day on; the old version ends the day before. What is not given stays."""
    if parent is not None and _stands_under(parent.pk, unit.pk, valid_from):
        raise Refusal("orgs.unit.own_parent", wording.OWN_PARENT % {"code": unit.code})
    with record("orgs.unit.version_added", by=by, subject=unit):
        last = UnitVersion.objects.select_for_update().filter(unit=unit).order_by("-valid").first()
        assert last is not None, "a unit always has a version"
        if last.valid.lower >= valid_from:
            day = last.valid.lower.strftime("%d/%m/%Y")
            raise Refusal("orgs.unit.overlaps", wording.OVERLAPS % {"code": unit.code, "day": day})
        end = last.valid.upper
        last.valid = DateRange(last.valid.lower, valid_from)
        last.save(update_fields=["valid"])
        return UnitVersion.objects.create(
            unit=unit,
            parent=parent or last.parent,
            valid=DateRange(valid_from, end),
            functions=last.functions,
            **_named(name or last.name, last.short_name if short_name is None else short_name, kind or last.kind),
            **decision.fields(),
        )


def _stands_under(unit_id: int, above_id: int, on: date) -> bool:
    """Whether ``above`` is the unit itself or one of those above it on the day."""
    parents = dict(UnitVersion.objects.filter(valid__contains=on).values_list("unit_id", "parent_id"))
    seen: set[int] = set()
    current: int | None = unit_id
    while current is not None and current not in seen:
        if current == above_id:
            return True
        seen.add(current)
        current = parents.get(current)
    return False


def close(*, unit: Unit, on: date, by: Actor | None) -> None:
    """End a unit: its last version and every link end on the day (the first day it no longer exists)."""
    with record("orgs.unit.closed", by=by, subject=unit, on=on.isoformat()):
        unit.closed_on = on
        unit.save(update_fields=["closed_on"])
        for version in unit.versions.filter(valid__contains=on):
            version.valid = DateRange(version.valid.lower, on)
            version.save(update_fields=["valid"])
        for tie in UnitLink.objects.filter(Q(from_unit=unit) | Q(to_unit=unit), valid__contains=on):
            tie.valid = DateRange(tie.valid.lower, on)
            tie.save(update_fields=["valid"])


def link(
    *,
    kind: UnitLink.Kind,
    from_unit: Unit,
    to_unit: Unit,
    since: date,
    by: Actor | None,
    decision: Decision = UNDECIDED,
) -> UnitLink:
    """Tie two units across trees from a day on. Raises Refusal for a unit with itself and for a link that exists."""
    if from_unit.pk == to_unit.pk:
        raise Refusal("orgs.link.itself", wording.LINK_ITSELF)
    days = DateRange(since, None)
    if UnitLink.objects.filter(kind=kind, from_unit=from_unit, to_unit=to_unit, valid__overlap=days).exists():
        raise Refusal("orgs.link.exists", wording.LINK_EXISTS)
    with record("orgs.unit.linked", by=by, subject=from_unit, kind=kind, to=to_unit.code):
        return UnitLink.objects.create(
            kind=kind, from_unit=from_unit, to_unit=to_unit, valid=DateRange(since, None), **decision.fields()
        )


def reorganise(
    *,
    title: str,
    effective_on: date,
    moves: Sequence[tuple[Unit, Unit, Decimal]],
    by: Actor | None,
    decision: Decision = UNDECIDED,
) -> Reorganisation:
    """Record who carries on whose work (old, new, share). Shares of one old unit may not exceed 1."""
    if not moves:
        raise Refusal("orgs.succession.empty", wording.SUCCESSION_EMPTY)
    totals: dict[str, Decimal] = {}
    for old, _new, share in moves:
        totals[old.code] = totals.get(old.code, Decimal(0)) + share
    for code, total in totals.items():
        if total > 1:
            raise Refusal("orgs.succession.shares", wording.SHARES_EXCEED % {"code": code})
    with record("orgs.unit.reorganised", by=by) as event:
        row = Reorganisation.objects.create(title=clean_line(title), effective_on=effective_on, **decision.fields())
        Succession.objects.bulk_create(
            [Succession(reorganisation=row, from_unit=old, to_unit=new, share=share) for old, new, share in moves]
        )
        about(event, row)
    return row


def fill_post(
    *,
    unit: Unit,
    title: str,
    person: Person | str,
    kind: Tenure.Kind,
    since: date,
    by: Actor | None,
    until: date | None = None,
    is_head: bool = True,
) -> Tenure:
    """Enter who holds a post from a day on; whoever held it without end before leaves it that day.

    Raises Refusal where another post heads the unit, or somebody is entered for a later time.
    """
    title = clean_line(title, field="title")
    head = Post.objects.filter(unit=unit, is_head=True).exclude(title=title).first()
    if is_head and head is not None and not Post.objects.filter(unit=unit, title=title).exists():
        raise Refusal("orgs.post.head_exists", wording.HEAD_POST_EXISTS % {"title": head.title})
    with record("orgs.post.filled", by=by, subject=unit, title=title):
        post, _created = Post.objects.get_or_create(unit=unit, title=title, defaults={"is_head": is_head})
        holder = person if isinstance(person, Person) else _person(person)
        for before in post.tenures.filter(valid__contains=since, valid__upper_inf=True):
            before.valid = DateRange(before.valid.lower, since)
            before.save(update_fields=["valid"])
        if post.tenures.filter(valid__overlap=DateRange(since, until)).exists():
            raise Refusal("orgs.post.taken", wording.POST_TAKEN)
        return Tenure.objects.create(post=post, person=holder, kind=kind, valid=DateRange(since, until))


def _person(full_name: str) -> Person:
    name = clean_line(full_name)
    return Person.objects.create(full_name=name, sort_key=sort_key(name))
