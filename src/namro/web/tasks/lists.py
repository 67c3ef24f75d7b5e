"""Bringing in a list: the file is judged and its rows are kept; the lists sent before; the rows that stayed out as xlsx."""

from __future__ import annotations

import io

import xlsxwriter
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from namro.core.errors import NotFound, Refusal
from namro.documents import intake
from namro.orgs.models import Role, Unit
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import actions, queries
from namro.tasks import wording as sentences
from namro.tasks.importing import table
from namro.tasks.importing.models import ImportBatch
from namro.tasks.importing.plan import SKIP, Plan, plan
from namro.tasks.importing.reading import Read
from namro.tasks.queries import lists
from namro.web.forms import UnitField
from namro.web.requests import Request
from namro.web.tasks import list_words

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 50


class ListForm(forms.Form):
    """A file, and the office whose tasks it holds."""

    sheet = forms.FileField(
        label=_("Excel workbook (.xlsx) or CSV file"),
        max_length=300,
        widget=forms.FileInput({"accept": ".xlsx,.csv,.tsv"}),
        help_text=_("At most 5,000 rows and 60 columns. The headings may stand in any of the first ten rows."),
    )
    owner = UnitField(label=_("Office that gives out these tasks"))


def may(scope: Scope) -> bool:
    """Whether the person coordinates an office, so that lists can be brought in."""
    return scope.holds(Role.COORDINATOR)


def the_batch(request: Request, batch_id: int) -> ImportBatch:
    """The batch of one of the person's offices. Raises NotFound."""
    found = lists.batch(batch_id, request.scope)
    if found is None:
        raise NotFound("tasks.list.not_found", "")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """Send a file; the same bytes again lead to where they are."""
    if not may(request.scope):
        raise NotFound("tasks.list.not_found", "")
    form = ListForm(request.POST or None, request.FILES or None, initial=_initial(request.scope))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["sheet"]
        try:
            intake.refuse_too_large(sent.size, sent.name)
            found = table.read(sent.read(), sent.name)
            batch = actions.keep_list(table=found, owner=form.cleaned_data["owner"], by=request.scope)
        except actions.ListKnown as known:
            messages.warning(request, str(known))
            return redirect("web:list", known.batch.pk)
        except Refusal as refusal:
            form.add_error("sheet", str(refusal))
        else:
            messages.success(request, str(list_words.KEPT))
            return redirect("web:list_columns", batch.pk)
    shown = {"form": form, "batches": lists.batches(request.scope)[:_SHOWN]}
    return render(request, "web/tasks/lists.html", shown, status=422 if form.errors else 200)


def _initial(scope: Scope) -> dict[str, object]:
    units = [one for one in queries.issuing_units(scope) if scope.holds(Role.COORDINATOR, one)][:1]
    return {"owner": Unit.objects.filter(pk__in=units).first()}


@require_POST
def discard(request: Request, batch_id: int) -> HttpResponse:
    """Throw a draft away."""
    batch = the_batch(request, batch_id)
    actions.discard_list(batch=batch, by=request.scope)
    messages.success(request, str(list_words.DISCARDED % {"file": batch.name}))
    return redirect("web:lists")


@require_safe
def left_out(request: Request, batch_id: int) -> HttpResponse:
    """The rows that stay out, as they stood, with the reason of each: to be put right and sent again."""
    batch = the_batch(request, batch_id)
    found = plan(batch)
    cells = dict(batch.rows.values_list("number", "cells"))
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        page = book.add_worksheet(str(list_words.OUT_SHEET)[:31])
        bold, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
        page.write_row(0, 0, [str(list_words.REASON_HEAD), *found.heads, str(list_words.ROW_HEAD)], bold)
        for place, one in enumerate(found.out, start=1):
            row = cells[one.number] + [""] * (len(found.heads) - len(cells[one.number]))
            page.write_row(place, 0, [why_out(one, found), *(shown(cell) for cell in row)], wrap)
            page.write_number(place, len(row) + 1, one.number)
        page.set_column(0, 0, 50)
        page.set_column(1, len(found.heads), 24)
        page.freeze_panes(1, 0)
    answer = HttpResponse(stream.getvalue(), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="dong-chua-nhap-{batch.pk}.xlsx"'
    return answer


def shown(cell: str) -> str:
    """A cell as it was written: a day as days are written here."""
    if len(cell) == 10 and cell[4] == cell[7] == "-" and cell.replace("-", "").isdigit():
        return f"{cell[8:]}/{cell[5:7]}/{cell[:4]}"
    return cell


def why_out(row: Read, found: Plan) -> str:
    """Everything that keeps a row out, in sentences."""
    doubts = {doubt.key: doubt for doubt in found.doubts}
    said = [f"{fault.cell}: {fault.sentence}" if fault.cell else fault.sentence for fault in row.faults]
    for key in row.doubts:
        asked = sentences.ROW_UNIT_SKIPPED if doubts[key].answer == SKIP else sentences.ROW_UNIT_OPEN
        said.append(str(asked % {"unit": doubts[key].written}))
    if row.double and not row.wanted:
        said.append(row.double)
    return " ".join(dict.fromkeys(said))


def called(rows: list[Read], request: Request) -> dict[int, str]:
    """Names of the units the rows lead to. One query."""
    return names({unit for row in rows for unit in (*row.lead_ids, *row.support_ids)}, request.scope.on)
