"""Who a unit's people are on a day, and who of an office looks after which units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, QuerySet

from namro.orgs.models import Portfolio, Role, Tenure, User
from vanban.fold import fold, sort_key

# Who works for an office that issues, and who for a unit that answers.
OFFICE = (Role.COORDINATOR, Role.LEADER)
UNIT = (Role.UNIT_HEAD, Role.REPORTER)


@dataclass(frozen=True)
class Member:
    """Somebody who can be chosen: ``key`` is "p12" for a person of the register, "u7" for an account that is none yet."""

    key: str
    name: str
    note: str
    person_id: int | None

    @property
    def words(self) -> str:
        """As a list of choices says it."""
        return f"{self.name} ({self.note})" if self.note else self.name


def members(unit_id: int, roles: Iterable[Role], on: date) -> list[Member]:
    """Holders of the unit's posts on the day and accounts with one of the roles on it, by name. Two queries.

    An account without a person is the post's holder of the same name where there is just one.
    """
    held = Tenure.objects.filter(post__unit_id=unit_id, valid__contains=on).select_related("post", "person")
    found = {
        one.person_id: Member(f"p{one.person_id}", one.person.full_name, one.post.title, one.person_id)
        for one in held.order_by("post__is_head", "id")
    }
    accounts = list(accounts_of(unit_id, roles, on))
    linked = {one.person_id for one in accounts}
    others = []
    for account in accounts:
        person_id = account.person_id or _namesake(account.full_name, found, linked)
        known = found.pop(person_id, None) if person_id else None
        note = known.note if known else account.username
        key = f"p{account.person_id}" if account.person_id else f"u{account.pk}"
        others.append(Member(key, account.full_name, note, person_id))
    return sorted([*found.values(), *others], key=lambda one: (sort_key(one.name), one.key))


def _namesake(full_name: str, found: dict[int, Member], linked: set[int | None]) -> int | None:
    same = [pk for pk, one in found.items() if fold(one.name) == fold(full_name) and pk not in linked]
    return same[0] if len(same) == 1 else None


def accounts_of(unit_id: int, roles: Iterable[Role], on: date) -> QuerySet[User]:
    """Open accounts that hold one of the roles on this very unit that day."""
    held = {"grants__unit_id": unit_id, "grants__role__in": list(roles), "grants__valid__contains": on}
    return User.objects.filter(is_active=True, **held).distinct().order_by("id")


@dataclass(frozen=True)
class Charge:
    """What one person of an office looks after: units by id, None among them for all that nobody else has."""

    owner_id: int
    kind: str
    person_id: int
    name: str
    unit_ids: tuple[int | None, ...]


def charges(on: date, owner_ids: Sequence[int] | None = None) -> list[Charge]:
    """Of all offices, or of some, on the day; by name. One query, one row a person."""
    rows = Portfolio.objects.filter(valid__contains=on)
    if owner_ids is not None:
        rows = rows.filter(owner_id__in=owner_ids)
    told: Any = rows.values("owner_id", "kind", "person_id", name=F("person__full_name"))
    told = told.annotate(unit_ids=ArrayAgg("unit_id")).order_by("person__sort_key", "person_id", "owner_id", "kind")
    return [Charge(**{**row, "unit_ids": tuple(row["unit_ids"])}) for row in told]


def portfolios_of(owner_id: int, on: date) -> QuerySet[Portfolio]:
    """The office's rows of the day and of later days."""
    rows = Portfolio.objects.filter(owner_id=owner_id, valid__endswith__isnull=True, valid__isempty=False)
    ending = Portfolio.objects.filter(owner_id=owner_id, valid__endswith__gt=on)
    return (rows | ending).select_related("person").order_by("-kind", "person__sort_key", "person_id", "id")
