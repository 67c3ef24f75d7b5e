"""The organisation for everybody who is signed in: trees side by side, finding a unit by typing."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namro.core import clock
from namro.core.days import parse_day
from namro.orgs import queries
from namro.orgs.models import Unit
from namro.orgs.queries import Node
from namro.web import asof
from namro.web.orgs import trees
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
def unit_options(request: Request) -> HttpResponse:
    """Units working on the day, for a box in which one is typed (web/unit_boxes.py)."""
    words = request.GET.get(request.GET.get("field", "q"), "")[:200]
    on = parse_day(request.GET.get("on", "")) or clock.today()
    shown = {"found": queries.search(words, on), "searched": bool(words.strip())}
    return render(request, "web/orgs/options.html", shown)
