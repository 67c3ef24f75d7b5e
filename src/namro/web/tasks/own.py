"""A unit's own work: open shares, most urgent first, each answered in one line; and the full report with its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.documents import queries as documents
from namro.documents.models import Document
from namro.orgs.models import Role
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import actions, filing, queries, rules
from namro.tasks.models import Move, ProgressReport
from namro.tasks.queries import reported, transfers
from namro.tasks.queries.inside import with_handings
from namro.tasks.stages import Stage, reached
from namro.web.requests import Request
from namro.web.tasks import evidence, inside, rows, shares, wording
from namro.web.tasks.forms import LineForm, ReportForm
from namro.web.tasks.paging import page_of


@dataclass(frozen=True)
class Entry:
    """A share with what stands in its boxes: nothing, or what was typed and why it was not taken."""

    line: rows.Shown
    sentence: str = ""
    stage: str = ""
    percent: str = ""
    mark: str = ""
    faults: tuple[str, ...] = ()
    sent: str = ""

    @property
    def handed(self) -> inside.Handed | None:
        """Who has it inside the unit."""
        return inside.now(self.line.row)


def _several(scope: Scope) -> bool:
    return len(scope.units([Role.REPORTER, Role.UNIT_HEAD]) or []) > 1


@require_safe
def own_work(request: Request) -> HttpResponse:
    """The open shares of the units one reports for."""
    scope = request.scope
    if not (scope.holds(Role.REPORTER) or scope.holds(Role.UNIT_HEAD)):
        raise NotFound("tasks.own.not_yours", "")
    show = request.GET.get("show", "")
    show = show if show in queries.OWN else ""
    person = inside.asked(request)
    found = inside.cut_down(queries.own_open(scope, show), person, scope)
    page = page_of(request, with_handings(reported.with_reported(found, clock.today()), scope))
    shown = {
        "page": page,
        "cards": [Entry(line) for line in rows.shown(page.object_list, clock.today())],
        "show": show,
        "counts": [(name, count, wording.OWN[name]) for name, count in queries.own_waiting(scope).items()],
        "stages": Stage.choices,
        "several": _several(scope),
        "person": person,
        "people": inside.choices(scope, person),
        "hands_over": rules.can_hand_over(scope),
        "handed_on": [] if show or person else transfers.handed_on(scope),
    }
    return render(request, "web/tasks/own_work.html", shown)


@require_http_methods(["GET", "POST"])
def report(request: Request, share_id: int) -> HttpResponse:
    """Update the progress or report the completion of one share."""
    scope = request.scope
    row = shares.row_of(share_id, scope)
    rules.check_move(scope, row, Move.Kind.REPORT)
    if "complete" in request.POST:  # the list's second button: on with what was typed there, nothing is sent yet
        return _report_page(request, row, ReportForm(initial=_typed(request)), completing=True)
    if request.htmx and request.method == "POST":
        return _one_line(request, row)
    asked = "complete" in request.GET
    form = ReportForm(request.POST or None, request.FILES or None, initial=_known(request, row) if asked else {})
    completing = _completing(request)
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, row, form.cleaned_data, completing)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _told(request, row, form.cleaned_data, completing)
            return shares.back(request, reverse("web:task", args=[row.task_id]))
    return _report_page(request, row, form, completing=completing or (asked and request.method == "GET"))


def _known(request: Request, row: Any) -> dict[str, Any]:
    """What the completion form starts with: the registered document, or what the unit's last report named."""
    number = request.GET.get("document", "")
    if number.isascii() and number.isdigit() and len(number) < 18:
        document = documents.find(int(number), request.scope)
        day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else "…"
        said = wording.PRODUCT_SAID % {"symbol": document.symbol, "day": day, "title": document.title}
        return {
            "sentence": said,
            "product_symbol": document.symbol,
            "product_on": document.issued_on,
            "stage": row.task.closing_stage,
        }
    last = row.assignment.reports.exclude(stage="").order_by("-id").first()
    if last is None:
        return {}
    return {"product_symbol": last.product_symbol, "product_on": last.product_on, "stage": last.stage}


def _told(request: Request, row: Any, data: dict[str, Any], completing: bool) -> None:
    """What was done, and the completion offered where the product has come to the closing stage."""
    messages.success(request, str(wording.COMPLETED if completing else wording.SENT))
    finished = data["product_symbol"] and data["product_on"] and reached(data["stage"], row.task.closing_stage)
    if not completing and finished:
        messages.info(request, str(wording.REACHED))


def _typed(request: Request) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in LineForm.base_fields}


def _completing(request: Request) -> bool:
    return request.POST.get("kind") == ProgressReport.Kind.COMPLETION


def _report_page(request: Request, row: Any, form: ReportForm, *, completing: bool = False) -> HttpResponse:
    scope = request.scope
    shown = {
        "row": row,
        "form": form,
        "unit": names([row.unit_id], clock.today())[row.unit_id],
        "refused": rules.why_not(scope, row, Move.Kind.SUBMIT),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "completing": completing,
    }
    return render(request, "web/tasks/report.html", shown, status=422 if form.errors else 200)


def _send(request: Request, row: Any, data: dict[str, Any], completing: bool) -> None:
    scope = request.scope
    rules.check_move(scope, row, Move.Kind.SUBMIT if completing else Move.Kind.REPORT)
    files = evidence.received(data.pop("evidence", []))
    update = actions.Update(**data, evidence=filing.store(files), document=_product(data, scope))
    act = actions.submit_completion if completing else actions.report_progress
    act(assignment=row.assignment, update=update, by=scope)


def _product(data: dict[str, Any], scope: Scope) -> Document | None:
    """The product as a document of the register, where its symbol and date name just one."""
    symbol = data.get("product_symbol")
    found = documents.open_by_reference(symbol, scope) if symbol else []
    held = [one for one in found if one.issued_on in {data.get("product_on"), None}]
    return held[0] if len(held) == 1 else None


def _one_line(request: Request, row: Any) -> HttpResponse:
    """The line sent from the list: answered with the renewed line, its faults beside the box."""
    form = LineForm(request.POST)
    if form.is_valid():
        _send(request, row, form.cleaned_data, completing=False)
    scope = request.scope
    found = queries.own_open(scope).filter(assignment_id=row.assignment_id)
    found = with_handings(reported.with_reported(found, clock.today()), scope)
    lines = rows.shown(found, clock.today())
    if not lines:  # sent by the office on the unit's behalf: no list of its own to renew
        messages.success(request, str(wording.SENT))
        return HttpResponseClientRedirect(reverse("web:task", args=[row.task_id]))
    line = lines[0]
    entry = Entry(line, sent=str(wording.SENT))
    if form.errors:
        typed = {name: form.data.get(name, "") for name in form.fields}
        entry = Entry(line, **typed, faults=tuple(str(fault) for faults in form.errors.values() for fault in faults))
    shown = {"card": entry, "several": _several(scope), "stages": Stage.choices}
    return render(request, "web/tasks/own_line_sent.html", shown, status=422 if form.errors else 200)
