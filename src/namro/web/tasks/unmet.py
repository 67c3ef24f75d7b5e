"""The list of items not met (F25): each with its source document, days late and the reason given, today or as of a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from namro.core.errors import NotFound
from namro.orgs.queries import names
from namro.tasks import queries
from namro.web.forms import UnitField
from namro.web.requests import Request
from namro.web.tasks import known, rows
from namro.web.tasks.paging import page_of

SHOWN = {
    "": _("not met now"),
    "overdue": _("overdue"),
    "returned": _("returned"),
    "late": _("completed late"),
}


class UnmetForm(forms.Form):
    """Of one unit, or of all."""

    unit = UnitField(label=_("Unit"), required=False)


@require_safe
def unmet(request: Request) -> HttpResponse:
    """Overdue and returned lượt giao, or those completed late; of all units or of one."""
    scope = request.scope
    if scope.seen == []:
        raise NotFound("tasks.register.not_yours", "")
    on, form = known.asked(request), UnmetForm(request.GET)
    form.is_valid()
    unit = form.cleaned_data.get("unit")
    filters = queries.Filters(unit_id=unit.pk if unit else None, on=None if on.is_today else on.day)
    show = request.GET.get("show", "")
    show = show if show in queries.UNMET else ""
    found, day = queries.unmet(scope, filters, show)
    page = page_of(request, found, exact=True)
    counted = queries.unmet_counts(scope, filters)
    shown: dict[str, Any] = {
        "page": page,
        "lines": rows.shown(page.object_list, day),
        "asof": on,
        "form": form,
        "show": show,
        "chips": [(name, counted[name], label) for name, label in SHOWN.items()],
        "chosen": SHOWN[show],
        "unit": names([unit.pk], day)[unit.pk] if unit else "",
    }
    return render(request, "web/tasks/unmet.html", shown)
