"""What stands above every tab of a unit: its name on the day, its tabs, what may be done."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.core.errors import NotFound
from namro.orgs import profile, rules, wording
from namro.orgs.scope import Scope
from namro.web import asof
from namro.web.orgs import portfolios
from namro.web.requests import Request
from namro.web.tabs import tabs

_EVERYBODY: tuple[tuple[str, Promise], ...] = (
    ("web:unit", _("Overview")),
    ("web:unit_posts", _("Posts and people")),
    ("web:unit_past", _("Through the years")),
    ("web:unit_history", _("History")),
)
_OF_WORK: tuple[tuple[str, Promise], ...] = (
    ("web:unit_work", _("Tasks assigned to it")),
    ("web:unit_pictures", _("Pictures")),
    ("web:unit_issued", _("Issued and kept by it")),
)


def head(request: Request, code: str, tab: str, on: asof.AsOf | None = None) -> tuple[profile.Profile, dict[str, Any]]:
    """The unit on the day asked for and what the page shows above the tab. Raises NotFound. One query."""
    on = on or asof.asked(request)
    found = profile.profile(code, on.day)
    if found is None:
        raise NotFound("orgs.unit.unknown", wording.UNKNOWN_UNIT % {"code": code})
    shown = {
        "asof": on,
        "page": found,
        "name": found.name,
        "tabs": tabs(_offered(request.scope), tab, [code], on),
        "may_change": rules.can_administer(request.scope),
        "divides": portfolios.may_see(request.scope, found.unit.pk),
    }
    return found, shown


def check_sees_work(scope: Scope) -> None:
    """Work is shown to those who see any at all; what each sees of it, the queries say. Raises NotFound."""
    if scope.seen == []:
        raise NotFound("tasks.register.not_yours", "")


def _offered(scope: Scope) -> list[tuple[str, Promise]]:
    work = () if scope.seen == [] else _OF_WORK
    return [_EVERYBODY[0], *work, *_EVERYBODY[1:]]
