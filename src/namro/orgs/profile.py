"""What the pages of one unit and of one post ask of the organisation, each page for itself: a tab loads what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from namro.orgs.models import Portfolio, Post, Succession, Tenure, Unit, UnitLink, UnitVersion
from namro.orgs.queries import links_of, names


@dataclass(frozen=True)
class Profile:
    """A unit with all it was ever called; ``current`` is its version on the day, if it existed then."""

    unit: Unit
    versions: list[UnitVersion]
    current: UnitVersion | None

    @property
    def name(self) -> str:
        """The name on the day, else the last one known."""
        return (self.current or self.versions[0]).name


def profile(code: str, on: date) -> Profile | None:
    """The unit with this code; None where there is none. One query."""
    rows = UnitVersion.objects.filter(unit__code=code).select_related("unit", "parent").order_by("-valid")
    versions = list(rows)
    if not versions:
        return None
    return Profile(versions[0].unit, versions, next((one for one in versions if holds(one, on)), None))


def holds(row: UnitVersion | Tenure | Portfolio | UnitLink, on: date) -> bool:
    """Whether the row's range of days holds the day."""
    days = row.valid
    return bool(not days.isempty and days.lower <= on and (days.upper is None or on < days.upper))


@dataclass(frozen=True)
class Ties:
    """Links of the day and moves of all times, with the names of the units at their other ends."""

    links: list[UnitLink]
    successions: list[Succession]
    names: Mapping[int, str]


def links(found: Profile, on: date) -> Ties:
    """The ties of the day and the unit above. Two queries."""
    held = links_of(found.unit, on)
    others = {pk for link in held for pk in (link.from_unit_id, link.to_unit_id)}
    above = {found.current.parent_id} if found.current and found.current.parent_id else set()
    return Ties(held, [], names(others | above, on))


def past(found: Profile, on: date) -> Ties:
    """What it came from, what carries it on, under whom it stood. Two queries."""
    moves = Succession.objects.filter(Q(from_unit=found.unit) | Q(to_unit=found.unit))
    rows = list(moves.select_related("reorganisation", "from_unit", "to_unit"))
    others = {pk for move in rows for pk in (move.from_unit_id, move.to_unit_id)}
    above = {version.parent_id for version in found.versions if version.parent_id}
    return Ties([], rows, names(others | above, on))


def held_on(unit: Unit, on: date) -> list[Tenure]:
    """The posts held on the day, the head's first. One query."""
    rows = Tenure.objects.filter(post__unit=unit, valid__contains=on).select_related("post", "person")
    return list(rows.order_by("-post__is_head", "post__title"))


def post_of(code: str, post_id: int) -> Post | None:
    """A post of the unit with this code. One query."""
    return Post.objects.select_related("unit").filter(unit__code=code, pk=post_id).first()


def tenures(post: Post) -> list[Tenure]:
    """Everybody who has held the post, the last one first. One query."""
    return list(post.tenures.select_related("person").order_by("-valid"))


def looked_after(unit_id: int, on: date, owners: Iterable[int] | None) -> list[Portfolio]:
    """Who of these offices (None: of all) leads or follows the unit on the day by name, office by office. One query."""
    rows = Portfolio.objects.filter(unit_id=unit_id, valid__contains=on).select_related("person")
    if owners is not None:
        rows = rows.filter(owner_id__in=list(owners))
    return list(rows.order_by("owner_id", "kind"))


def charged(person_id: int, on: date, owners: Iterable[int] | None) -> list[Portfolio]:
    """What the person has in charge in these offices (None: in all) on the day. One query."""
    rows = Portfolio.objects.filter(person_id=person_id, valid__contains=on)
    if owners is not None:
        rows = rows.filter(owner_id__in=list(owners))
    return list(rows.order_by("kind", "owner_id", "unit_id"))


@dataclass(frozen=True)
class Stretch:
    """Days in a row under one head; nobody entered where there is no tenure."""

    tenure: Tenure | None
    days: int


def head_tenures(unit_ids: Iterable[int]) -> dict[int, list[Tenure]]:
    """Unit id -> everybody who headed it, the first one first. One query."""
    rows = Tenure.objects.filter(post__unit_id__in=set(unit_ids), post__is_head=True, valid__isempty=False)
    found: dict[int, list[Tenure]] = {}
    for tenure in rows.select_related("post", "person").order_by("valid"):
        found.setdefault(tenure.post.unit_id, []).append(tenure)
    return found


def by_head(first: date, last: date, heads: Iterable[Tenure]) -> list[Stretch]:
    """The days from first to last (both counted) told by who headed the unit, days without an entered head between them."""
    found, day, end = [], first, last + timedelta(days=1)
    for tenure in heads:
        since, until = max(tenure.valid.lower, day), min(tenure.valid.upper or end, end)
        if since >= until:
            continue
        if since > day:
            found.append(Stretch(None, (since - day).days))
        found.append(Stretch(tenure, (until - since).days))
        day = until
    if day < end:
        found.append(Stretch(None, (end - day).days))
    return found
