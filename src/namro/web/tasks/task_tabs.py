"""The tabs of a task beside its overview: all its progress with the planned against the reported, all its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from namro.core import clock
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks.models import STILL_KNOWN, Assignment, ProgressReport, State
from namro.tasks.queries import Line, TaskPage, of_units, transfers
from namro.tasks.queries.one_task import Wanted, reports_of
from namro.web import asof
from namro.web.pictures import Cell, Picture, Point, Series, curve
from namro.web.requests import Request
from namro.web.tasks import history as histories
from namro.web.tasks import task_head
from namro.web.tasks.paging import page_of
from namro.web.tasks.task import asked_share, find, focus_of

_ACTS, _PER_PAGE, _POINTS = 2000, 30, 60
_SERIES = (Series(_("planned"), "planned"), Series(_("reported"), "reached"))


@require_safe
def progress(request: Request, task_id: int) -> HttpResponse:
    """What was planned against what was reported, and every report of the shares shown, a page at a time."""
    share_id = asked_share(request)
    on, found, gone = find(request, task_id, share_id, Wanted(reports=0, acts=0, around=False))
    focus = focus_of(found, share_id)
    ids = [line.row.assignment_id for line in found.lines if share_id in (None, line.row.assignment_id)]
    page = page_of(request, reports_of(ids, _known(on, gone), request.scope), per=_PER_PAGE)
    called = names({report.held_by for report in page}, found.on)
    shown = {
        **task_head.shown(request, found, focus, on, gone, "web:task_progress"),
        "picture": None if gone else _picture(found, focus, request.scope),
        "reports": [(report, called[report.held_by]) for report in page],
        "pages": page,
    }
    return render(request, "web/tasks/task_progress.html", shown)


def _known(on: asof.AsOf, gone: transfers.Gone | None) -> Any:
    if gone:
        return gone.at
    return STILL_KNOWN if on.is_today else clock.end_of(on.day)


@require_safe
def history(request: Request, task_id: int) -> HttpResponse:
    """Everything that happened to the task and its shares, in sentences, the newest first, a page at a time."""
    share_id = asked_share(request)
    on, found, gone = find(request, task_id, share_id, Wanted(reports=0, acts=_ACTS, around=False))
    page = Paginator(histories.told(found), _PER_PAGE).get_page(request.GET.get("page"))
    head = task_head.shown(request, found, focus_of(found, share_id), on, gone, "web:task_history")
    return render(request, "web/tasks/task_history.html", {**head, "history": list(page), "pages": page})


def _picture(found: TaskPage, focus: Line | None, scope: Scope) -> Picture | None:
    """Of one share its percentages, of a task of many units how many of them were to complete and did."""
    if focus:
        return _percentages(found, focus)
    leads = [line for line in found.lines if line.row.role == Assignment.Role.LEAD]
    return _units(found, leads, scope) if len(leads) > 1 else None


def _units(found: TaskPage, leads: Sequence[Line], scope: Scope) -> Picture:
    last = max((line.row.due_on for line in leads if line.row.due_on), default=found.on)
    page = reverse("web:task", args=[found.task.pk])
    points = [
        Point(
            one.on,
            f"{one.on:%d/%m/%Y}",
            Cell(one.planned, f"{page}?category=assigned&due_to={one.on.isoformat()}#shares"),
            Cell(one.done, f"{page}?category=done&on={one.on.isoformat()}#shares"),
        )
        for one in of_units.task_reached(scope, found.task, last)
    ]
    series = (Series(_("due by then"), "planned"), Series(_("completed by then"), "reached"))
    title, note = _("Units planned and completed"), _("Completed as known at the end of each day.")
    return curve("planned", title, _("By the end of"), series, points, today=clock.today(), note=note)


def _percentages(found: TaskPage, focus: Line) -> Picture | None:
    """The pace from the day of issue to the last allowed day against what the unit said; nothing where there is no day or
    no percentage."""
    first, due = found.task.issued_on, focus.row.due_on
    rows = ProgressReport.objects.filter(assignment_id=focus.row.assignment_id, percent__isnull=False)
    rows = rows.filter(sent_on__lte=found.on).order_by("-id")[:_POINTS]
    said = dict(reversed(list(rows.values_list("sent_on", "percent"))))
    if focus.row.state == State.DONE and focus.row.done_on:
        said[focus.row.done_on] = 100
    if not due or due <= first or not said:
        return None
    days = sorted({first, due, *said} | ({found.on} if first <= found.on <= due else set()))
    page = reverse("web:task_progress", args=[found.task.pk])
    asked = f"share={focus.row.assignment_id}"
    points = [_point(day, first, due, said.get(day), f"{page}?{asked}&on={day.isoformat()}#reports") for day in days]
    return curve(
        "planned",
        _("Planned against reported"),
        _("On the day"),
        _SERIES,
        points,
        most=100,
        per="%",
        today=found.on,
        steps=True,
        note=_("Planned: an even pace from the day of issue to the last allowed day."),
    )


def _point(day: date, first: date, due: date, said: int | None, url: str) -> Point:
    planned = min(100, round(100 * (day - first).days / (due - first).days))
    reached = Cell(said, url, f"{said}%" if said is not None else "")
    return Point(day, f"{day:%d/%m/%Y}", Cell(planned, said=f"{planned}%"), reached)
