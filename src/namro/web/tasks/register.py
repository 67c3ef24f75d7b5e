"""The register: figures on top, filters, lines told share by share or task by task, export; and a table by unit."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from namro.core.errors import NotFound
from namro.orgs.models import Unit
from namro.orgs.queries import names
from namro.tasks import export as exports
from namro.tasks import queries
from namro.tasks.queries.register import in_order, told
from namro.tasks.queries.views import views_of
from namro.web.requests import Request
from namro.web.tasks import bulk, chips, columns, drawn, figures, filters, followed, known, rows, saved_views
from namro.web.tasks.paging import PER_PAGE, page_of

_DRAWN = 15  # units of the table by unit that stand in its picture
_TABLE = ("assigned", *figures.FOUR, "exited", "to_confirm", "unreported", "supports")


def _check_sees_work(request: Request) -> None:
    if request.scope.seen == []:
        raise NotFound("tasks.register.not_yours", "")


@require_safe
def register(request: Request) -> HttpResponse:
    """The register as known today or at the end of a day."""
    _check_sees_work(request)
    views = list(views_of(request.scope))
    if elsewhere := saved_views.opening(request, views):
        return elsewhere
    asked, layout = filters.asked(request), columns.layout(request)
    board = queries.Filters(**{**asdict(asked.filters), "category": "", "mark": "", "role": ""})
    found, day = queries.chosen(request.scope, board)
    shown: dict[str, Any] = _asked_for(asked) | {
        "board": figures.board(queries.counters_of(found, day), asked.kept),
        "formats": [(fmt, urlencode(asked.given | layout.address)) for fmt in exports.FORMATS],
        "whole": chips.kept_by_the_form(request, asked),
        "layout": layout,
        "sizes": columns.SIZES,
        **bulk.offered(request),
        **saved_views.menu(request, views, asked, layout),
    }
    lines = _by_task if asked.by_task else _by_share
    return render(request, "web/tasks/register.html", {**shown, **lines(request, asked, layout)})


def _asked_for(asked: filters.Asked) -> dict[str, Any]:
    return {
        "asked": asked,
        "form": asked.form,
        "asof": asked.asof,
        "words": asked.filters.words,
        "chips": chips.chips(asked),
        "other_way": figures.address(asked.without("sort"), {"by": "" if asked.by_task else "task"}),
    }


def _by_share(request: Request, asked: filters.Asked, layout: columns.Layout) -> dict[str, Any]:
    found, day = in_order(request.scope, asked.filters)
    lacks, following = "lacking" in layout.columns, followed.shown(layout.columns)
    page = page_of(request, found, exact=True, per=layout.per)
    page.object_list = told(page.object_list, asked.filters, day, clarities=lacks, following=following)
    if following:
        followed.tell(page.object_list, day)
    lines = rows.shown(page.object_list, day)
    said = {line.row.pk: rows.lacking(line.row) for line in lines} if lacks else {}
    table = [(line, said.get(line.row.pk, "")) for line in lines]
    return {"page": page, "lines": table, "heads": columns.heads(layout, asked.given)}


def _by_task(request: Request, asked: filters.Asked, layout: columns.Layout) -> dict[str, Any]:
    scope = request.scope
    page = page_of(request, queries.task_ids(scope, asked.filters), exact=True, per=layout.per)
    return {"page": page, "pieces": queries.pieces(list(page.object_list), scope, asked.filters.on)}


@require_POST
def remember_columns(request: Request) -> HttpResponse:
    """Keep the columns and the lines a page in the reader's browser; the address no longer says them."""
    _check_sees_work(request)
    answer = redirect(chips.after_choosing(request))
    words = columns.remembered(request.POST.getlist("column"), request.POST.get("per", ""))
    answer.set_cookie(columns.COOKIE, words, max_age=400 * 24 * 3600, samesite="Lax", httponly=True)
    return answer


@require_safe
def export(request: Request, fmt: str) -> FileResponse:
    """The same lines as a file: filters, order, columns and day of the page it is asked from."""
    _check_sees_work(request)
    if fmt not in exports.FORMATS:
        raise NotFound("tasks.export.format", "")
    asked = filters.asked(request)
    scope = request.scope
    # On disk and nameless: a register of a million lines does not stand in memory.
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    counters = queries.counters_of(*queries.chosen(scope, asked.filters))
    seen = exports.Seen(columns.layout(request).in_files, [(label, words) for _name, label, words in asked.said])
    exports.write(queries.rows_for_export(scope, asked.filters), fmt, stream, counters, seen)
    stream.seek(0)
    name = f"so-theo-doi-{asked.asof.day.isoformat()}.{fmt}"
    return FileResponse(stream, as_attachment=True, filename=name, content_type=exports.FORMATS[fmt])


@require_safe
def by_unit(request: Request) -> HttpResponse:
    """Unit by unit, the most overdue first; every figure opens its rows."""
    scope = request.scope
    if scope.overseen == []:
        raise NotFound("tasks.register.not_yours", "")
    on = known.asked(request)
    counted = queries.counters_by_unit(scope, on=None if on.is_today else on.day)
    called = names(counted, on.day)
    order = sorted(counted, key=lambda unit_id: (-counted[unit_id].open_overdue, called[unit_id]))
    page = Paginator(order, PER_PAGE).get_page(request.GET.get("page"))
    codes = dict(Unit.objects.filter(pk__in=list(page)).values_list("pk", "code"))
    kept = {} if on.is_today else {"on": on.day.isoformat()}
    table = [
        (called[pk], [figures.figure(name, counted[pk], kept | {"unit": codes[pk]}) for name in _TABLE]) for pk in page
    ]
    totals = [sum(getattr(one, name) for one in counted.values()) for name in _TABLE]
    heads = [figures.KINDS[name] for name in _TABLE]
    shown = {"asof": on, "page": page, "table": table, "heads": heads, "totals": totals, "count": len(counted)}
    shown["picture"] = drawn.late_states(
        (called[pk], counted[pk], kept | {"unit": codes[pk]}) for pk in list(page)[:_DRAWN]
    )
    return render(request, "web/tasks/units.html", shown)
