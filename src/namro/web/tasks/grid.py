"""All open work of a unit in one grid: a line each, filled like a spreadsheet, sent once (F76)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks import actions, filing, queries
from namro.tasks.queries import reported
from namro.tasks.stages import Mark, Stage
from namro.web.requests import Request
from namro.web.tasks import evidence, rows, shares, wording
from namro.web.tasks.decisions import deciding_document
from namro.web.tasks.forms import LineForm, TogetherForm
from namro.web.tasks.paging import page_of

MOST_LINES = 500
_FIELDS = ("sentence", "mark", "percent", "stage")
_NAME = re.compile(r"(\d{1,17})-sentence")


@dataclass(frozen=True)
class Entry:
    """A line of the grid: the share, what stands in its boxes, why it was not taken."""

    line: rows.Shown
    sentence: str = ""
    mark: str = ""
    percent: str = ""
    stage: str = ""
    faults: tuple[str, ...] = ()


@require_http_methods(["GET", "POST"])
def grid(request: Request) -> HttpResponse:
    """The open shares of the units one reports for; what was typed is sent for all of them, or for none."""
    if not (request.scope.holds(Role.REPORTER) or request.scope.holds(Role.UNIT_HEAD)):
        raise NotFound("tasks.own.not_yours", "")
    if request.method != "POST":
        return _page(request, {}, {}, [])
    typed = _typed(request)
    if not typed:
        return _page(request, {}, {}, [str(wording.NOTHING_TYPED)])
    forms = {number: LineForm(said) for number, said in typed.items()}
    faults = {number: _faults(form) for number, form in forms.items() if not form.is_valid()}
    if faults:
        return _page(request, typed, faults, [wording.LINES_LEFT % {"count": len(faults)}])
    try:
        count = _send(request, forms)
    except actions.LinesRefused as refused:
        found = {number: (str(why),) for number, why in refused.lines.items()}
        return _page(request, typed, found, [str(refused)])
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, typed, {}, [str(refusal)])
    messages.success(request, wording.LINES_SENT % {"count": count})
    target = request.get_full_path()
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


def _typed(request: Request) -> dict[int, dict[str, str]]:
    """Assignment id -> what stands in its boxes, of the lines in which anything stands."""
    numbers = [int(found[1]) for name in request.POST if (found := _NAME.fullmatch(name))][:MOST_LINES]
    lines = {number: {name: request.POST.get(f"{number}-{name}", "").strip() for name in _FIELDS} for number in numbers}
    return {number: said for number, said in lines.items() if any(said.values())}


def _faults(form: LineForm) -> tuple[str, ...]:
    return tuple(str(fault) for faults in form.errors.values() for fault in faults)


def _send(request: Request, forms: Mapping[int, LineForm]) -> int:
    """One act for all lines; the files are judged before anything is kept. Raises Refusal."""
    scope = request.scope
    together = TogetherForm(request.POST, request.FILES)
    if not together.is_valid():
        raise Refusal("tasks.grid.together", _faults_of(together))
    chosen = shares.assignments(list(forms), scope)
    document = deciding_document(together.cleaned_data["symbol"], scope)
    files = filing.store(evidence.received(together.cleaned_data["evidence"]))
    updates = {one: actions.Update(**forms[one.pk].cleaned_data, evidence=files, document=document) for one in chosen}
    actions.report_many(updates=updates, by=scope, once=_once(request))
    return len(updates)


def _faults_of(form: TogetherForm) -> str:
    return " ".join(f"{form.fields[name].label}: {faults[0]}" for name, faults in form.errors.items())


def _once(request: Request) -> str:
    once = request.POST.get("once", "")
    return once if re.fullmatch("[0-9a-f]{32}", once) else ""


def _page(
    request: Request, typed: Mapping[int, Mapping[str, str]], faults: Mapping[int, Sequence[str]], said: list[str]
) -> HttpResponse:
    scope = request.scope
    show = request.GET.get("show", "")
    show = show if show in queries.OWN and show != "to_confirm" else ""
    page = page_of(request, reported.updatable(scope, show))
    found = list(page.object_list)
    found = [*_elsewhere(typed, {row.assignment_id for row in found}, scope), *found]
    shown = {
        "page": page,
        "work": _entries(found, typed, faults),
        "show": show,
        "counts": _counts(scope),
        "said": said,
        "together": TogetherForm(request.POST if typed else None),
        "stages": Stage.choices,
        "marks": Mark.choices,
        "several": len(scope.units([Role.REPORTER, Role.UNIT_HEAD]) or []) > 1,
        "once": _once(request) or secrets.token_hex(16),
    }
    return render(request, "web/tasks/grid.html", shown, status=422 if said else 200)


def _entries(
    found: Sequence[Any], typed: Mapping[int, Mapping[str, str]], faults: Mapping[int, Sequence[str]]
) -> list[Entry]:
    lines = ((line.row.assignment_id, line) for line in rows.shown(found, clock.today()))
    return [Entry(line, **typed.get(number, {}), faults=tuple(faults.get(number, ()))) for number, line in lines]


def _counts(scope: Scope) -> list[tuple[str, int, Any]]:
    """The chips; what was sent for confirmation takes no line."""
    counts = queries.own_waiting(scope).items()
    return [(name, count, wording.OWN[name]) for name, count in counts if name != "to_confirm"]


def _elsewhere(typed: Mapping[int, object], here: set[int], scope: Scope) -> list[Any]:
    """Typed lines that are no longer on this page, a colleague having sent a completion meanwhile: nothing typed is lost."""
    missing = [number for number in typed if number not in here]
    return list(reported.lines(scope, missing)) if missing else []
