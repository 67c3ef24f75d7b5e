"""The organisation for everybody who is signed in: trees side by side, one unit, finding a unit by typing."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namro.core import clock
from namro.core import queries as core_queries
from namro.core.days import parse_day
from namro.core.errors import NotFound
from namro.orgs import queries, rules, wording
from namro.orgs.models import Unit
from namro.orgs.queries import Node
from namro.web import asof
from namro.web.orgs import portfolios, trees
from namro.web.requests import Request


@require_safe
def organisation(request: Request) -> HttpResponse:
    """Party, state and front side by side on a day, with counterparts; a search box finds units, gone ones too."""
    on = asof.asked(request)
    words = request.GET.get("q", "").strip()[:200]
    page = {
        "asof": on,
        "words": words,
        "found": queries.search(words, on.day, past=True) if words else [],
        "searched": bool(words),
    }
    if request.htmx:
        return render(request, "web/orgs/found.html", page)
    columns = _columns(on.day)
    shown = {"columns": columns, "any": any(column["count"] for column in columns), "day_query": _day_query(on)}
    return render(request, "web/orgs/organisation.html", {**page, **shown})


def _day_query(on: asof.AsOf) -> str:
    return "" if on.is_today else f"?on={on.day.isoformat()}"


def _columns(on: date) -> list[dict[str, object]]:
    roots = queries.trees(on)
    known = {node.version.unit_id: node.version for tree in roots.values() for node in _all(tree)}
    tied = {
        unit_id: tuple(trees.Tied(known[other].unit.code, known[other].name) for other in others if other in known)
        for unit_id, others in queries.counterparts(on).items()
    }
    count = {tree: sum(1 for _node in _all(nodes)) for tree, nodes in roots.items()}
    return [
        {"tree": tree, "label": Unit.Tree(tree).label, "count": count[tree], "steps": list(trees.steps(nodes, tied))}
        for tree, nodes in roots.items()
    ]


def _all(nodes: list[Node]) -> list[Node]:
    found = list(nodes)
    for node in found:
        found.extend(node.children)
    return found


@require_safe
def unit(request: Request, code: str) -> HttpResponse:
    """One unit on a day: its versions with deciding documents, posts, ties, what came before and after (F54)."""
    on = asof.asked(request)
    found = queries.unit_page(code, on.day)
    if found is None:
        raise NotFound("orgs.unit.unknown", wording.UNKNOWN_UNIT % {"code": code})
    shown = {
        "asof": on,
        "page": found,
        "name": found.current.name if found.current else found.versions[0].name,
        "parent": found.names.get(found.current.parent_id or 0, "") if found.current else "",
        "versions": [(version, found.names.get(version.parent_id or 0, "")) for version in found.versions],
        "aliases": found.aliases,
        "links": [
            (link, other.code, found.names[other.pk])
            for link in found.links
            for other in [link.to_unit if link.from_unit_id == found.unit.pk else link.from_unit]
        ],
        "before": [(s, found.names[s.from_unit_id]) for s in found.successions if s.to_unit_id == found.unit.pk],
        "after": [(s, found.names[s.to_unit_id]) for s in found.successions if s.from_unit_id == found.unit.pk],
        "tenures": found.tenures,
        "events": core_queries.history(found.unit)[:50],
        "may_change": rules.can_administer(request.scope),
        "divides": portfolios.may_see(request.scope, found.unit.pk),
    }
    return render(request, "web/orgs/unit.html", shown)


@require_safe
def unit_options(request: Request) -> HttpResponse:
    """Units working on the day, for a box in which one is typed (web/unit_boxes.py)."""
    words = request.GET.get(request.GET.get("field", "q"), "")[:200]
    on = parse_day(request.GET.get("on", "")) or clock.today()
    shown = {"found": queries.search(words, on), "searched": bool(words.strip())}
    return render(request, "web/orgs/options.html", shown)
