"""What waits for a person: a unit's own open shares, an office's completions to confirm, and how many of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from namro.core import clock
from namro.orgs.models import Role, Unit, UnitVersion
from namro.orgs.scope import Scope
from namro.tasks.models import Assignment, AssignmentState, Move, ProgressReport, State, StateQuerySet
from namro.tasks.queries import official
from namro.tasks.queries.register import Filters, marked, register

UNFINISHED = ~Q(state__in=[State.DONE, State.EXITED])


def own_open(scope: Scope, show: str = "") -> QuerySet[AssignmentState]:
    """Unfinished shares of the units the person reports for, most urgent first, parts in joint work included.

    ``show`` cuts down to "overdue", "due_soon", "returned" or "to_confirm"; ``returned_because`` is the last return's reason.
    """
    rows, day = register(scope, Filters())
    rows = rows.filter(own(scope))
    if show in OWN:
        rows = rows.filter(own_kind(show, day))
    returns = Move.objects.filter(assignment_id=OuterRef("assignment_id"), kind=Move.Kind.RETURN).order_by("-id")
    return rows.select_related("assignment").annotate(returned_because=Subquery(returns.values("reason")[:1]))


# Handed over to the unit, which has not said anything yet.
MOVED_IN = Q(transferred_on__isnull=False, reported_on=None)
OWN = ("overdue", "due_soon", "returned", "to_confirm")


def own(scope: Scope) -> Q:
    """Unfinished shares with work in them of the units the person reports for."""
    units = scope.units([Role.REPORTER, Role.UNIT_HEAD]) or []
    return UNFINISHED & Q(role__in=[Assignment.Role.LEAD, Assignment.Role.SUPPORT], unit_id__in=units)


def own_kind(show: str, day: date) -> Q:
    """One kind of OWN on the day."""
    return official.condition(official.OPEN_OVERDUE, day) if show == "overdue" else marked(show, day)


def own_waiting(scope: Scope) -> dict[str, int]:
    """How many open shares of the own units there are, in all ("") and of each kind of OWN. One query."""
    day = clock.today()
    counts = {name: Count("id", filter=own_kind(name, day)) for name in OWN}
    rows = AssignmentState.objects.current().visible_to(scope).filter(own(scope))
    return _numbered(rows, counts)


def to_confirm(scope: Scope) -> QuerySet[AssignmentState]:
    """Completions sent that the person's office has to confirm or return, the longest waiting first."""
    rows, _day = register(scope, Filters(mark="to_confirm"))
    return rows.filter(office(scope)).order_by("submitted_on", "id")


def office(scope: Scope) -> Q:
    """Shares of tasks issued by the offices the person coordinates."""
    offices = scope.units([Role.COORDINATOR])
    return Q(pk__isnull=False) if offices is None else Q(owner_id__in=offices)


def _numbered(rows: StateQuerySet, counts: dict[str, Count]) -> dict[str, int]:
    found = rows.order_by().aggregate(every=Count("id"), **counts)
    return {"": found.pop("every"), **found}


def issuing_units(scope: Scope) -> list[int]:
    """Units the person may issue for, the highest of each tree first: a subtree's root is the usual owner."""
    held = scope.units([Role.COORDINATOR, Role.LEADER]) or []
    parents = UnitVersion.objects.filter(unit_id__in=held, valid__contains=clock.today())
    above = dict(parents.values_list("unit_id", "parent_id"))
    return sorted(above, key=lambda unit_id: (above[unit_id] in above, unit_id))


def completions(assignment_ids: Sequence[int]) -> dict[int, ProgressReport]:
    """Assignment id -> the completion sent last, with its files. Two queries."""
    rows = ProgressReport.objects.filter(assignment_id__in=assignment_ids, kind=ProgressReport.Kind.COMPLETION)
    newest = rows.order_by("assignment_id", "-id").distinct("assignment_id")
    return {one.assignment_id: one for one in newest.select_related("by").prefetch_related("evidence")}


def units_of_kinds(kinds: Sequence[str], like: Unit) -> list[Unit]:
    """Units of these kinds alive today in the tree of ``like``, in dictionary order."""
    rows = UnitVersion.objects.filter(kind__in=kinds, valid__contains=clock.today(), unit__tree=like.tree)
    return [version.unit for version in rows.select_related("unit").order_by("sort_key", "id")]
