"""The tabs of a unit that tell its work, as far as the reader may see it: figures, the late ones, pictures, what it issued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namro.documents.models import Document
from namro.orgs import profile
from namro.orgs.models import Unit
from namro.orgs.queries import below
from namro.orgs.scope import Scope
from namro.tasks import queries
from namro.tasks.queries import of_units
from namro.tasks.queries.register import told
from namro.web import asof
from namro.web.orgs import unit_pictures
from namro.web.orgs.unit_head import check_sees_work, head
from namro.web.requests import Request
from namro.web.tasks import known, rows
from namro.web.tasks.figures import FOUR, Figure, figure
from namro.web.tasks.paging import page_of

_FIGURES = ("assigned", *FOUR, "exited", "supports")


def board(scope: Scope, unit: Unit, on: asof.AsOf) -> list[Figure]:
    """The unit's own figures, each opening its rows. One query."""
    counted = of_units.counters_held(scope, [unit.pk], None if on.is_today else on.day)
    return _figures(counted, unit, on, under=False)


def _figures(counted: queries.Counters, unit: Unit, on: asof.AsOf, *, under: bool) -> list[Figure]:
    kept = kept_by(unit, on, under=under)
    return [figure(name, counted, kept) for name in _FIGURES]


def kept_by(unit: Unit, on: asof.AsOf, *, under: bool) -> dict[str, str]:
    """What every link from the unit into the register carries."""
    day = {} if on.is_today else {"on": on.day.isoformat()}
    return {"unit": unit.code} | ({"below": "1"} if under else {}) | day


def _wanted(request: Request, unit: Unit, on: date) -> tuple[list[int], bool, bool]:
    """The units meant: the unit alone, or with those under it; whether there are any under it. One query."""
    every = below(unit.pk, on)
    under = len(every) > 1 and request.GET.get("below") == "1"
    return every if under else [unit.pk], under, len(every) > 1


@require_safe
def work(request: Request, code: str) -> HttpResponse:
    """The figures, each opening its rows, and what is late with who headed the unit while it was."""
    check_sees_work(request.scope)
    found, shown = head(request, code, "web:unit_work", known.asked(request))
    on = shown["asof"]
    ids, under, has_under = _wanted(request, found.unit, on.day)
    known_on = None if on.is_today else on.day
    late, day = of_units.late(request.scope, ids, known_on)
    counted = of_units.counters_held(request.scope, ids, known_on)
    page = page_of(request, late, exact=True, counted=counted.open_overdue)
    page.object_list = told(page.object_list, queries.Filters(on=known_on), day)
    shown |= {
        "board": _figures(counted, found.unit, on, under=under),
        "lines": _late(page.object_list, day),
        "pages": page,
        "under": under,
        "has_under": has_under,
    }
    return render(request, "web/orgs/unit_work.html", shown)


def _late(found: Sequence[Any], day: date) -> list[tuple[rows.Shown, list[profile.Stretch]]]:
    """Each row with its late days told by who headed the unit. Two queries."""
    heads = profile.head_tenures({row.unit_id for row in found})
    told_rows = rows.shown(found, day)
    return [(line, _stretches(line.row, day, heads.get(line.row.unit_id, []))) for line in told_rows]


def _stretches(row: Any, day: date, heads: list[Any]) -> list[profile.Stretch]:
    """From the day after the last allowed one, or from the day the unit took the share over."""
    first = date.fromordinal(row.clock_on.toordinal() + 1)
    return profile.by_head(max(first, row.transferred_on or first), day, heads)


@require_safe
def pictures(request: Request, code: str) -> HttpResponse:
    """What falls due week by week, the year's plan against what was completed, the states of the units under it."""
    check_sees_work(request.scope)
    found, shown = head(request, code, "web:unit_pictures", known.asked(request))
    on = shown["asof"]
    ids, under, has_under = _wanted(request, found.unit, on.day)
    kept = kept_by(found.unit, on, under=under)
    year = _year(request, on.day)
    shown |= {
        "pictures": unit_pictures.of_unit(request.scope, ids, kept, on, year),
        "years": list(range(on.day.year + 1, on.day.year - 4, -1)),
        "year": year,
        "under": under,
        "has_under": has_under,
    }
    return render(request, "web/orgs/unit_pictures.html", shown)


def _year(request: Request, on: date) -> int:
    words = request.GET.get("year", "")
    asked = int(words) if words.isascii() and words.isdigit() and len(words) == 4 else on.year
    return asked if abs(asked - on.year) <= 10 else on.year


@require_safe
def issued(request: Request, code: str) -> HttpResponse:
    """The tasks the unit issued with where each stands, and the documents it keeps, as far as the reader may know of them."""
    check_sees_work(request.scope)
    found, shown = head(request, code, "web:unit_issued")
    page = page_of(request, of_units.issued_by(request.scope, found.unit.pk).values_list("pk", flat=True), exact=True)
    kept = Document.objects.visible_to(request.scope).filter(held_by=found.unit).select_related("kind")
    shown |= {
        "words": "",
        "pieces": queries.pieces(list(page.object_list), request.scope, None),
        "pages": page,
        "documents": list(kept.order_by("-issued_on", "-id")[:_MOST_DOCUMENTS]),
        "kept": kept.count(),
    }
    return render(request, "web/orgs/unit_issued.html", shown)


_MOST_DOCUMENTS = 20
