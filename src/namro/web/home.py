"""The first page: who I am, what waits for me, where to go. Rooms add their parts as templates "web/<room>/home.html"."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import gettext as _

from namro.core import clock
from namro.core import queries as core
from namro.orgs import queries, rules
from namro.orgs.models import Role
from namro.web.requests import Request

_ROOMS = ("tasks", "documents")
_MOST = 50
_ASKED_FROM = 11  # next year's days off are decided towards the end of the year


@login_not_required
def home(request: Request) -> HttpResponse:
    """Strangers are shown the sign-in page; everybody else their own first page."""
    if not request.user.is_authenticated:
        return redirect("web:sign_in")
    roles = [str(Role(role).label) for role in request.scope.roles]
    parts = [name for name in (f"web/{room}/home.html" for room in _ROOMS) if _exists(name)]
    held = ", ".join(roles) or _("No role yet: ask your administrator.")
    shown: dict[str, Any] = {"held": held, "parts": parts}
    if rules.can_administer(request.scope):
        if not queries.is_at_work(clock.today()):
            parts.insert(0, "web/parts/first_steps.html")
        parts.append("web/parts/administrator_home.html")
        shown |= _to_administer()
    return render(request, "web/home.html", shown)


def _to_administer() -> dict[str, Any]:
    """What waits for an administrator: accounts that cannot work yet, a year without days off. Two queries."""
    today = clock.today()
    unready: list[Any] = list(queries.unready_accounts(today)[:_MOST])
    years = {today.year} | ({today.year + 1} if today.month >= _ASKED_FROM else set())
    return {
        "roleless": [one for one in unready if one.roleless],
        "never_in": [one for one in unready if not one.roleless],
        "years": sorted(years - core.calendar_years()),
    }


def _exists(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True
