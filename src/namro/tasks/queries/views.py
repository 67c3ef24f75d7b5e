"""Saved views of the register that a person may open: own ones, and those shared within an office of the person."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from namro.orgs.models import RoleGrant, Unit, UnitVersion
from namro.orgs.scope import Scope
from namro.tasks.models import SavedView


def offices(scope: Scope) -> QuerySet[Unit]:
    """The units on which the person holds a role today, not those under them: where views are shared."""
    granted = RoleGrant.objects.filter(user=scope.user, valid__contains=scope.on, unit__isnull=False)
    return Unit.objects.filter(pk__in=granted.values("unit_id")).order_by("pk")


def views_of(scope: Scope) -> QuerySet[SavedView]:
    """The views, own ones first, by name. One query."""
    within = Q(office_id__in=offices(scope).order_by().values("pk"))
    return SavedView.objects.filter(Q(owner=scope.user) | within).select_related("owner").order_by("name", "id")


def office_names(scope: Scope) -> list[tuple[int, str]]:
    """The offices with their names of the day. One query."""
    within = offices(scope).order_by().values("pk")
    rows = UnitVersion.objects.filter(unit_id__in=within, valid__contains=scope.on)
    return list(rows.order_by("sort_key", "unit_id").values_list("unit_id", "name"))
