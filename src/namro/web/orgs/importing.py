"""Units from a workbook, for administrators: send it, or see every fault in a table."""

from __future__ import annotations

import io

import xlsxwriter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from namro.core.errors import Refusal
from namro.orgs import importing, sheet
from namro.web.orgs.forms import SheetForm
from namro.web.orgs.gate import administrators_only
from namro.web.requests import Request

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@administrators_only
def import_units(request: Request) -> HttpResponse:
    """Open all units of the sheet, or none and say why, row by row."""
    form = SheetForm(request.POST or None, request.FILES or None)
    refused: importing.ImportRefused | None = None
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["sheet"]
        try:
            made = importing.import_units(sent.read(), sent.name, by=request.user)
        except Refusal as refusal:
            form.add_error("sheet", str(refusal))
            refused = refusal if isinstance(refusal, importing.ImportRefused) else None
        else:
            messages.success(request, _("%(count)s units have been opened.") % {"count": len(made)})
            return redirect("web:organisation")
    return _page(request, form, refused)


def _page(request: Request, form: SheetForm, refused: importing.ImportRefused | None) -> HttpResponse:
    words = sheet.vocabulary()
    shown = {
        "form": form,
        "faults": refused.faults if refused else [],
        "total": refused.total if refused else 0,
        "columns": list(words["columns"].shown.values()),
        "trees": list(words["trees"].shown.values()),
        "kinds": list(words["kinds"].shown.values()),
    }
    return render(request, "web/orgs/import.html", shown, status=422 if form.errors else 200)


@require_safe
@administrators_only
def sample(request: Request) -> HttpResponse:
    """A workbook with the headings and two rows."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        page = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        for number, row in enumerate(sheet.sample_rows()):
            page.write_row(number, 0, row, None if number else bold)
        page.set_column(0, 20, 22)
        page.freeze_panes(1, 0)
    answer = HttpResponse(stream.getvalue(), content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="don-vi-mau.xlsx"'
    return answer
