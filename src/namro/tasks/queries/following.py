"""Who is in charge of a task and who follows it on a day: said for the task itself, else by the office's portfolios (F90)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from namro.orgs.members import Charge, charges
from namro.orgs.models import Person, Portfolio
from namro.orgs.scope import Scope
from namro.tasks.models import STILL_KNOWN, Following

KINDS = LEADER, OFFICER = (Portfolio.Kind.LEADER, Portfolio.Kind.OFFICER)


def followed(kind: str, person_id: int, day: date, known: datetime = STILL_KNOWN) -> Q:
    """State rows whose task this person leads or follows on the day, as the facts known before the moment tell."""
    last = last_said(kind, known)
    own = Q(task_id__in=last.filter(person_id=person_id).values("task_id"))
    said = Q(task_id__in=last.filter(person__isnull=False).values("task_id"))
    held = Portfolio.objects.filter(kind=kind, valid__contains=day, owner_id=OuterRef("owner_id"))
    of_unit = held.filter(unit_id=OuterRef("unit_id"))
    rest = held.filter(unit=None, person_id=person_id)
    in_charge = Exists(of_unit.filter(person_id=person_id)) | (Exists(rest) & ~Exists(of_unit))
    return own | (~said & Q(in_charge))


def last_said(kind: str, known: datetime) -> QuerySet[Following]:
    """What was said last of each task for the kind before the moment."""
    rows = Following.objects.filter(kind=kind, recorded_at__lt=known)
    return rows.filter(~Exists(rows.filter(task_id=OuterRef("task_id"), pk__gt=OuterRef("pk"))))


def followings_of(task: str, known: datetime) -> ArraySubquery:
    """All that was said of the outer row's task, the newest first."""
    rows = Following.objects.filter(task_id=OuterRef(task), recorded_at__lt=known).order_by("-id")
    plain = {name: F(name) for name in ("kind", "person_id", "reason", "happened_on")}
    said = JSONObject(**plain, name=F("person__full_name"), by=F("by__full_name"))
    return ArraySubquery(rows.values(one=said))


def charges_of(owner: str, day: date) -> ArraySubquery:
    """The portfolios of the outer row's office on the day, one element a person."""
    rows = Portfolio.objects.filter(owner_id=OuterRef(owner), valid__contains=day)
    told = rows.values("owner_id", "kind", "person_id", "person__full_name").annotate(units=ArrayAgg("unit_id"))
    said = {"owner_id": F("owner_id"), "kind": F("kind"), "person_id": F("person_id"), "unit_ids": F("units")}
    return ArraySubquery(told.values(one=JSONObject(**said, name=F("person__full_name"))))


def with_followers(tasks: QuerySet[Any], known: datetime, day: date) -> QuerySet[Any]:
    """Tasks with ``followings_said`` and ``charges_said``, as ``Followers`` takes them."""
    told: QuerySet[Any] = tasks.annotate(
        followings_said=followings_of("pk", known), charges_said=charges_of("owner_id", day)
    )
    return told


@dataclass(frozen=True)
class Follower:
    """The person, and whether said for the task itself."""

    person_id: int
    name: str
    own: bool


class Followers:
    """The portfolios of a day, asked task by task and unit by unit."""

    def __init__(self, held: Iterable[Charge]) -> None:
        self._held = {
            (one.owner_id, one.kind, unit_id): Follower(one.person_id, one.name, own=False)
            for one in held
            for unit_id in one.unit_ids
        }

    @classmethod
    def of_task(cls, task: Any) -> Followers:
        """Of a task read ``with_followers``."""
        return cls(Charge(**one | {"unit_ids": tuple(one["unit_ids"])}) for one in task.charges_said)

    def find(self, kind: str, owner_id: int, unit_id: int, said: Sequence[Mapping[str, Any]]) -> Follower | None:
        """Who it is; ``said`` are the followings of the task, the newest first."""
        own = next((one for one in said if one["kind"] == kind), None)
        if own and own["person_id"]:
            return Follower(own["person_id"], own["name"], own=True)
        return self._held.get((owner_id, kind, unit_id)) or self._held.get((owner_id, kind, None))


def followers(day: date) -> Followers:
    """The portfolios of all offices on the day. One query."""
    return Followers(charges(day))


def people(scope: Scope, day: date) -> list[tuple[str, int, str]]:
    """Kind, person and name of everybody who follows something of the offices the reader oversees, by name. One query."""
    offices = scope.overseen
    held = Portfolio.objects.filter(valid__contains=day)
    said = Following.objects.filter(person__isnull=False)
    if offices is not None:
        held, said = held.filter(owner_id__in=offices), said.filter(task__owner_id__in=offices)
    columns = ("kind", "person_id", "person__full_name", "person__sort_key")
    rows = held.order_by().values_list(*columns).union(said.order_by().values_list(*columns))
    return [(kind, pk, name) for kind, pk, name, _key in sorted(rows, key=lambda row: (row[3], row[1]))]


def person_called(person_id: int) -> str:
    """The name of a person; nothing for a number that is nobody's."""
    return Person.objects.filter(pk=person_id).values_list("full_name", flat=True).first() or ""
