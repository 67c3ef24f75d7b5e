"""Who has a unit's share inside the unit, and by when: told to the unit's own people and nobody else (F90)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, JSONField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject

from namro.orgs.members import UNIT
from namro.orgs.scope import Scope
from namro.tasks.models import STILL_KNOWN, AssignmentState, Handing
from namro.tasks.queries.work import own

NOBODY = "none"


def last_handing(known: datetime = STILL_KNOWN) -> QuerySet[Handing]:
    """The last handing of each share before the moment by each unit that held it: that of the present holder holds."""
    rows = Handing.objects.filter(recorded_at__lt=known)
    later = rows.filter(share_id=OuterRef("share_id"), unit_id=OuterRef("unit_id"), pk__gt=OuterRef("pk"))
    return rows.filter(~Exists(later))


def with_handings(rows: QuerySet[Any], scope: Scope, known: datetime = STILL_KNOWN) -> QuerySet[Any]:
    """Rows with ``handings`` of their unit, the newest first: [] for all but the unit's own people."""
    said = Handing.objects.filter(
        share_id=OuterRef("assignment_id"), unit_id=OuterRef("unit_id"), recorded_at__lt=known
    ).order_by("-id")
    told = {name: F(name) for name in ("person_id", "due_on", "note", "happened_on")}
    found = ArraySubquery(said.values(one=JSONObject(**told, name=F("person__full_name"), by=F("by__full_name"))))
    nothing = Value([], output_field=found.output_field)
    answer: QuerySet[Any] = rows.annotate(
        handings=Case(When(unit_id__in=scope.units(UNIT) or [], then=found), default=nothing)
    )
    return answer


def handed_to(person_id: int) -> Q:
    """State rows whose share this person has inside the unit that holds it."""
    held = last_handing().filter(share_id=OuterRef("assignment_id"), unit_id=OuterRef("unit_id"))
    return Q(Exists(held.filter(person_id=person_id)))


def handed_to_nobody() -> Q:
    """State rows whose share nobody has inside the unit."""
    held = last_handing().filter(share_id=OuterRef("assignment_id"), unit_id=OuterRef("unit_id"))
    return ~Q(Exists(held.filter(person__isnull=False)))


def mine_inside(scope: Scope) -> Q:
    """Open shares of the reader's units that the reader has inside; none for an account that is no person."""
    person_id = scope.user.person_id if scope.user else None
    return own(scope) & handed_to(person_id) if person_id else Q(pk__in=[])


def people_inside(scope: Scope) -> list[tuple[int, str, int]]:
    """Who has how many of the open shares of the reader's units, by name; number 0 stands for nobody. One query."""
    held = last_handing().filter(share_id=OuterRef("assignment_id"), unit_id=OuterRef("unit_id"))
    rows = AssignmentState.objects.current().visible_to(scope).filter(own(scope)).order_by()
    said = held.values(one=JSONObject(id="person_id", name=F("person__full_name"), key=F("person__sort_key")))
    found: Any = (
        rows.annotate(who=Subquery(said[:1], output_field=JSONField())).values("who").annotate(count=Count("id"))
    )
    people = [(one["who"] or {}, one["count"]) for one in found]
    named = sorted((who["key"], who["id"], who["name"], count) for who, count in people if who.get("id"))
    nobody = sum(count for who, count in people if not who.get("id"))
    return [*((pk, name, count) for _key, pk, name, count in named), *([(0, "", nobody)] if nobody else [])]
