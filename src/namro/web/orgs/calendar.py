"""The working-day calendar of a year, for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from namro.core import actions, clock
from namro.core.models import CalendarDay
from namro.web.orgs.forms import CalendarForm
from namro.web.orgs.gate import administrators_only
from namro.web.requests import Request


@require_http_methods(["GET", "POST"])
@administrators_only
def calendar(request: Request) -> HttpResponse:
    """Days off and make-up days of the year; one may be entered or changed."""
    form = CalendarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = actions.set_calendar_day(**{**data, "kind": CalendarDay.Kind(data["kind"])}, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('web:calendar')}?year={row.day.year}")
    year = _year(request)
    days = CalendarDay.objects.filter(day__year=year).order_by("day")
    shown = {"form": form, "year": year, "before": year - 1, "after": year + 1, "days": days}
    return render(request, "web/orgs/calendar.html", shown, status=422 if form.errors else 200)


def _year(request: Request) -> int:
    words = request.GET.get("year", "")
    year = int(words) if words.isascii() and words.isdigit() and len(words) == 4 else clock.today().year
    return year if 1901 <= year <= 2199 else clock.today().year
