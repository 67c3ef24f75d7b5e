"""What the columns of a list mean: proposed, changed with selects, and the first rows as they would be read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from namro.tasks import actions
from namro.tasks.importing import columns
from namro.tasks.importing.models import ImportBatch
from namro.tasks.importing.plan import plan
from namro.tasks.importing.reading import Read
from namro.web.requests import Request
from namro.web.tasks import list_words, lists

_PREVIEW, _SAMPLES, _HEADS = 8, 3, 10


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request, batch_id: int) -> HttpResponse:
    """The columns with selects; kept by a POST, then shown again or gone on with."""
    batch = lists.the_batch(request, batch_id)
    if batch.status != ImportBatch.Status.DRAFT:
        return redirect("web:list", batch.pk)
    if request.method == "POST":
        batch = _save(request, batch)
        if request.POST.get("step") == "next":
            return redirect("web:list", batch.pk)
        messages.success(request, str(list_words.COLUMNS_SAVED))
        return redirect("web:list_columns", batch.pk)
    return render(request, "web/tasks/list_columns.html", _page(request, batch))


def _save(request: Request, batch: ImportBatch) -> ImportBatch:
    given = request.POST
    chosen = {
        int(name.removeprefix("column-")): str(value)
        for name, value in given.items()
        if name.removeprefix("column-").isdecimal() and name.startswith("column-") and len(name) < 12
    }
    heading = given.get("heading", "")
    return actions.choose_columns(
        batch=batch,
        heading=int(heading) if heading.isdecimal() and len(heading) < 6 else batch.heading,
        chosen=chosen,
        options={name: given.get(name, "") for name in ("fill", "giver", "undated_done")},
        by=request.scope,
    )


def _page(request: Request, batch: ImportBatch) -> dict[str, Any]:
    first = list(batch.rows.order_by("number").values_list("number", "cells")[: _HEADS + _SAMPLES + 20])
    heads = columns.heads(first, batch.heading)
    body = [cells for number, cells in first if number >= heads.first]
    found = plan(batch, first=_PREVIEW)
    called = lists.called(found.read, request)
    written = {doubt.key: doubt.written for doubt in found.doubts}
    return {
        "batch": batch,
        "fields": columns.Field.choices,
        "no_field": list_words.NO_FIELD,
        "columns": [
            (columns.letter(place), place, words, _samples(body, place), batch.columns.get(str(place), ""))
            for place, words in enumerate(heads.words)
        ],
        "heads": [(number, " · ".join(filter(None, cells))[:90]) for number, cells in first[:_HEADS]],
        "undated": list_words.UNDATED,
        "missing": [field.label for field in columns.NEEDED if field not in batch.columns.values()],
        "preview": [_told(one, called, written) for one in found.read],
    }


def _samples(body: list[list[str]], place: int) -> list[str]:
    """The first different cells of a column."""
    said = dict.fromkeys(lists.shown(row[place])[:60] for row in body if place < len(row) and row[place])
    return list(said)[:_SAMPLES]


def _told(one: Read, called: dict[int, str], written: dict[str, str]) -> dict[str, Any]:
    """A row of the preview."""
    return {
        "row": one,
        "leads": [called[unit] for unit in one.lead_ids],
        "supports": [called[unit] for unit in one.support_ids],
        "asked": [written[key] for key in one.doubts],
        "state": one.stand.state.label,
    }
