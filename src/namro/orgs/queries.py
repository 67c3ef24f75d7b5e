"""What may be asked of the organisation on a day: names, trees, heads, matching of written names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from namro.orgs.models import Role, RoleGrant, Succession, Tenure, Unit, UnitAlias, UnitLink, UnitVersion, User
from namro.orgs.scope import Scope, scope, subtree
from vanban.fold import fold

__all__ = [
    "Node",
    "Scope",
    "accounts",
    "below",
    "counterparts",
    "head_on",
    "is_at_work",
    "links_of",
    "match_names",
    "names",
    "names_and_codes",
    "scope",
    "search",
    "tenures_of",
    "trees",
    "unit_page",
    "unready_accounts",
]


@dataclass
class Node:
    """One unit in a tree picture."""

    version: UnitVersion
    children: list[Node] = field(default_factory=list)


def versions_on(day: date) -> QuerySet[UnitVersion]:
    """The versions valid on the day, with their units, in dictionary order."""
    return UnitVersion.objects.filter(valid__contains=day).select_related("unit").order_by("sort_key", "id")


def names(unit_ids: Iterable[int], on: date) -> dict[int, str]:
    """Unit id -> the name on the day; a unit that did not exist then shows its nearest version."""
    found: dict[int, str] = {}
    rows = UnitVersion.objects.filter(unit_id__in=set(unit_ids)).order_by("unit_id", "valid")
    for version in rows:
        if version.unit_id not in found or version.valid.lower <= on:
            found[version.unit_id] = version.name
    return found


def names_and_codes(unit_ids: Iterable[int], on: date) -> dict[int, tuple[str, str]]:
    """Unit id -> its name as ``names`` tells it, and its code, in the one query."""
    found: dict[int, tuple[str, str]] = {}
    rows = UnitVersion.objects.filter(unit_id__in=set(unit_ids)).select_related("unit").order_by("unit_id", "valid")
    for version in rows:
        if version.unit_id not in found or version.valid.lower <= on:
            found[version.unit_id] = (version.name, version.unit.code)
    return found


def trees(on: date) -> dict[str, list[Node]]:
    """The trees side by side: tree -> its roots, on the day. One query."""
    nodes = {version.unit_id: Node(version) for version in versions_on(on)}
    roots: dict[str, list[Node]] = {tree: [] for tree in Unit.Tree.values}
    for node in nodes.values():
        parent = nodes.get(node.version.parent_id) if node.version.parent_id else None
        (parent.children if parent else roots[node.version.unit.tree]).append(node)
    return roots


def head_on(unit_ids: Iterable[int], on: date) -> dict[int, Tenure]:
    """Unit id -> the tenure of its head post on the day (trưởng, quyền, phụ trách, được uỷ quyền)."""
    rows = Tenure.objects.filter(post__unit_id__in=set(unit_ids), post__is_head=True, valid__contains=on)
    return {tenure.post.unit_id: tenure for tenure in rows.select_related("post", "person")}


def links_of(unit: Unit, on: date) -> list[UnitLink]:
    """The unit's ties on the day, both ways."""
    either = Q(from_unit=unit) | Q(to_unit=unit)
    return list(UnitLink.objects.filter(either, valid__contains=on).select_related("from_unit", "to_unit"))


def counterparts(on: date) -> dict[int, list[int]]:
    """Unit id -> ids of its counterparts in the other trees on the day, both ways. One query."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = UnitLink.objects.filter(kind=UnitLink.Kind.COUNTERPART, valid__contains=on).order_by("id")
    for one, other in rows.values_list("from_unit_id", "to_unit_id"):
        found[one].append(other)
        found[other].append(one)
    return dict(found)


def tenures_of(unit: Unit) -> list[Tenure]:
    """Everybody who has held a post of the unit, head posts first, latest first."""
    rows = Tenure.objects.filter(post__unit=unit).select_related("post", "person")
    return list(rows.order_by("-post__is_head", "post__title", "-valid"))


def below(unit_id: int, on: date) -> list[int]:
    """The unit and all units under it on the day. One query."""
    return sorted(subtree(unit_id, on))


def is_at_work(on: date) -> bool:
    """Whether there are units and somebody who registers documents: before that an administrator is shown the first steps."""
    coordinators = RoleGrant.objects.filter(role=Role.COORDINATOR, valid__contains=on, user__is_active=True)
    return Unit.objects.exists() and coordinators.exists()


def accounts(words: str = "") -> QuerySet[User]:
    """Accounts by user name, with their grants and the units these stand on; ``words`` looks in user name and full name."""
    rows = User.objects.order_by("username").prefetch_related(
        Prefetch("grants", RoleGrant.objects.select_related("unit").order_by("-valid", "id"))
    )
    return rows.filter(Q(username__icontains=words) | Q(full_name__icontains=words)) if words else rows


def unready_accounts(on: date) -> QuerySet[User]:
    """Active accounts that cannot work yet: ``roleless`` hold no role on the day, others never changed the first password."""
    held = RoleGrant.objects.filter(user_id=OuterRef("pk"), valid__contains=on)
    rows = User.objects.filter(is_active=True).annotate(roleless=~Exists(held))
    return rows.filter(Q(roleless=True) | Q(must_change_password=True)).order_by("username")


@dataclass(frozen=True)
class UnitPage:
    """Everything the page of one unit shows."""

    unit: Unit
    current: UnitVersion | None
    versions: list[UnitVersion]
    aliases: list[str]
    links: list[UnitLink]
    names: Mapping[int, str]
    head: Tenure | None
    tenures: list[Tenure]
    successions: list[Succession]


def unit_page(code: str, on: date) -> UnitPage | None:
    """The unit with its versions (deciding documents), links, head and successions; None where there is none."""
    versions = list(UnitVersion.objects.filter(unit__code=code).select_related("unit", "parent").order_by("-valid"))
    if not versions:
        return None
    unit = versions[0].unit
    links = links_of(unit, on)
    successions = list(
        Succession.objects.filter(Q(from_unit=unit) | Q(to_unit=unit)).select_related(
            "reorganisation", "from_unit", "to_unit"
        )
    )
    others = {link.from_unit_id for link in links} | {link.to_unit_id for link in links}
    others |= {s.from_unit_id for s in successions} | {s.to_unit_id for s in successions}
    others |= {version.parent_id for version in versions if version.parent_id}
    tenures = tenures_of(unit)
    return UnitPage(
        unit=unit,
        current=next((v for v in versions if on in _days(v)), None),
        versions=versions,
        aliases=list(unit.aliases.order_by("alias").values_list("alias", flat=True)),
        links=links,
        names=names(others, on),
        head=next((t for t in tenures if t.post.is_head and on in _days(t)), None),
        tenures=tenures,
        successions=successions,
    )


class _days:
    def __init__(self, row: UnitVersion | Tenure) -> None:
        self.valid = row.valid

    def __contains__(self, day: date) -> bool:
        return (
            not self.valid.isempty and self.valid.lower <= day and (self.valid.upper is None or day < self.valid.upper)
        )


@dataclass(frozen=True)
class Suggestion:
    """A unit offered by type-ahead: alive on the day, or gone with its successors' names ("nay là ...").

    ``named``: the words are its whole name, not only a part of it or another way to write it.
    """

    unit_id: int
    code: str
    name: str
    now: tuple[str, ...] = ()
    named: bool = False


_MOST_RANKED = 2000


def search(words: str, on: date, *, limit: int = 12, past: bool = False) -> list[Suggestion]:
    """Units with all the folded words in name, short name, alias or code, the likeliest first; gone ones only with ``past``.

    Alive before gone, whole name before its beginning before words within, then the state's bodies, then shorter names.
    """
    needle = fold(words)
    if not needle:
        return []
    days = Q(valid__startswith__lte=on) if past else Q(valid__contains=on)
    whole, by_alias = Q(), Q()
    for word in needle.split():
        whole &= Q(name_fold__contains=word)
        by_alias &= Q(fold__contains=word)
    aliases = UnitAlias.objects.filter(by_alias).values_list("unit_id", "fold")
    called = {unit_id for unit_id, alias in aliases if alias == needle}
    short = Q(unit__code__iexact=needle) | Q(short_name__icontains=words.strip())
    rows = UnitVersion.objects.filter(whole | short | Q(unit_id__in={one for one, _alias in aliases}), days)
    rows = rows.select_related("unit").order_by("-valid")[:_MOST_RANKED]
    ranked = sorted(rows, key=lambda version: _rank(version, needle, on, called))
    first = {version.unit_id: version for version in reversed(ranked)}
    chosen = [version for version in ranked if first[version.unit_id] is version][:limit]
    now = _successor_names([v.unit_id for v in chosen if on not in _days(v)], on) if past else {}
    return [Suggestion(v.unit_id, v.unit.code, v.name, now.get(v.unit_id, ()), v.name_fold == needle) for v in chosen]


def _rank(version: UnitVersion, needle: str, on: date, called: set[int]) -> tuple[object, ...]:
    """How likely the version is meant: the smallest comes first."""
    name = version.name_fold
    if needle in (name, fold(version.short_name), fold(version.unit.code)) or version.unit_id in called:
        fits = 0
    elif name.startswith(needle):
        fits = 1
    else:
        fits = 2 if f" {needle}" in f" {name}" else 3
    foreign = version.unit.tree != Unit.Tree.STATE
    return (on not in _days(version), fits, foreign, len(name), version.sort_key, version.pk)


def _successor_names(unit_ids: list[int], on: date) -> dict[int, tuple[str, ...]]:
    heirs: dict[int, list[int]] = defaultdict(list)
    for old, new in Succession.objects.filter(from_unit_id__in=unit_ids).values_list("from_unit_id", "to_unit_id"):
        heirs[old].append(new)
    called = names({new for found in heirs.values() for new in found}, on)
    return {old: tuple(sorted(called[new] for new in found)) for old, found in heirs.items()}


def match_names(
    written: Iterable[str], on: date, names: Iterable[tuple[int, str, str]] | None = None
) -> dict[str, list[int]]:
    """Each written name -> ids of the units alive on the day that bear it, folded, as name, short name or alias.

    No entry of the register = empty list; several = the officer is asked. Two queries for any number of names, one where
    the caller has read ``names`` of the day before: unit id, folded name, short name.
    """
    folds = {name: fold(name) for name in written}
    wanted = set(folds.values())
    if not wanted:
        return {}
    if names is None:
        names = UnitVersion.objects.filter(valid__contains=on).values_list("unit_id", "name_fold", "short_name")
    found: dict[str, set[int]] = defaultdict(set)
    for unit_id, name_fold, short in names:
        for key in {name_fold, fold(short)} & wanted:
            found[key].add(unit_id)
    alive = Q(unit__closed_on=None) | Q(unit__closed_on__gt=on)
    for unit_id, key in UnitAlias.objects.filter(alive, fold__in=wanted).values_list("unit_id", "fold"):
        found[key].add(unit_id)
    return {name: sorted(found.get(key, ())) for name, key in folds.items()}
