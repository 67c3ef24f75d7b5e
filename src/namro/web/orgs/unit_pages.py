"""The tabs of a unit that tell what it is: overview, posts and people, its past, its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namro.core import queries as core_queries
from namro.orgs import profile, queries
from namro.orgs.models import Unit
from namro.orgs.scope import Scope
from namro.web.orgs.unit_head import head
from namro.web.orgs.unit_work import board
from namro.web.requests import Request
from namro.web.tasks.paging import page_of


@require_safe
def overview(request: Request, code: str) -> HttpResponse:
    """The unit on a day: what it is, who holds its posts, its ties across the trees, where its work stands (F54)."""
    found, shown = head(request, code, "web:unit")
    on = shown["asof"]
    ties = profile.links(found, on.day)
    held = profile.held_on(found.unit, on.day)
    shown |= {
        "parent": ties.names.get(found.current.parent_id or 0, "") if found.current else "",
        "aliases": list(found.unit.aliases.order_by("alias").values_list("alias", flat=True)),
        "held": held,
        "head": next((one for one in held if one.post.is_head), None),
        "links": [
            (link, other.code, ties.names[other.pk])
            for link in ties.links
            for other in [link.to_unit if link.from_unit_id == found.unit.pk else link.from_unit]
        ],
        "board": board(request.scope, found.unit, on) if request.scope.seen != [] else None,
    }
    return render(request, "web/orgs/unit.html", shown)


@require_safe
def posts(request: Request, code: str) -> HttpResponse:
    """Everybody who has held a post of the unit; who of the offices looks after it."""
    found, shown = head(request, code, "web:unit_posts")
    rows = queries.tenures_of(found.unit)
    shown |= {
        "tenures": [(one, profile.holds(one, shown["asof"].day)) for one in rows],
        "empty_posts": list(found.unit.posts.exclude(pk__in={one.post_id for one in rows}).order_by("title")),
        **_looked_after(found.unit, shown, request.scope),
    }
    return render(request, "web/orgs/unit_posts_page.html", shown)


def _looked_after(unit: Unit, shown: dict[str, Any], scope: Scope) -> dict[str, Any]:
    """The leader in charge and the officer who follows in each office whose portfolios the reader may see."""
    offices = None if shown["may_change"] else scope.overseen
    if offices == []:
        return {"charges": [], "sees_charges": False}
    rows = profile.looked_after(unit.pk, shown["asof"].day, offices)
    called = queries.names_and_codes({row.owner_id for row in rows}, shown["asof"].day)
    return {"charges": [(row, *called[row.owner_id]) for row in rows], "sees_charges": True}


@require_safe
def past(request: Request, code: str) -> HttpResponse:
    """What it was called, under whom it stood, what it came from and what carries it on, each with its deciding document."""
    found, shown = head(request, code, "web:unit_past")
    ties = profile.past(found, shown["asof"].day)
    pk = found.unit.pk
    shown |= {
        "versions": [(version, ties.names.get(version.parent_id or 0, "")) for version in found.versions],
        "before": [(s, ties.names[s.from_unit_id]) for s in ties.successions if s.to_unit_id == pk],
        "after": [(s, ties.names[s.to_unit_id]) for s in ties.successions if s.from_unit_id == pk],
    }
    return render(request, "web/orgs/unit_past.html", shown)


@require_safe
def history(request: Request, code: str) -> HttpResponse:
    """What was done to the unit's record, in sentences, the newest first, a page at a time."""
    found, shown = head(request, code, "web:unit_history")
    events = core_queries.history(found.unit)
    if not shown["divides"]:  # who looks after what is told to the office and to who oversees it
        events = events.exclude(code__startswith="orgs.portfolio.")
    page = page_of(request, events, exact=True)
    return render(request, "web/orgs/unit_history.html", {**shown, "events": page.object_list, "pages": page})
