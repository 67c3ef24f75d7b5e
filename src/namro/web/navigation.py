"""The main navigation: which rooms this reader is offered. A room without an address yet is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.orgs.models import Role
from namro.orgs.rules import can_administer
from namro.orgs.scope import Scope
from namro.web.requests import Request


def _everyone(scope: Scope) -> bool:
    return True


def _sees_work(scope: Scope) -> bool:
    return scope.seen != []


def _reports_work(scope: Scope) -> bool:
    return scope.holds(Role.REPORTER) or scope.holds(Role.UNIT_HEAD)


@dataclass(frozen=True)
class Entry:
    """One room: the name of its address, its label, who is offered it."""

    name: str
    label: Promise
    note: Promise | str = ""
    shown: Callable[[Scope], bool] = _everyone


ENTRIES = (
    Entry("web:home", _("Home")),
    Entry("web:own_work", _("Unit's work"), _("Open tasks of your unit: how far each is, in one line."), _reports_work),
    Entry("web:tasks", _("Tasks"), _("The register: what was assigned, to whom, by when, how far it is."), _sees_work),
    Entry(
        "web:documents",
        _("Documents"),
        _("Directing documents, what was found in them, what became of it."),
        _sees_work,
    ),
    Entry("web:organisation", _("Organisation"), _("Party and state bodies side by side, on any day.")),
    Entry("web:administration", _("Administration"), _("Accounts and roles, units, the calendar."), can_administer),
)


@dataclass(frozen=True)
class Link:
    """An entry resolved for one page."""

    label: str
    note: str
    url: str
    current: bool


def entries(request: Request) -> list[Link]:
    """The links for this reader, in order; none for strangers and for accounts that must change their password first."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.must_change_password:
        return []
    found = [(entry, _address(entry.name)) for entry in ENTRIES if entry.shown(request.scope)]
    here = _nearest(request.path, [url for _entry, url in found if url])
    return [Link(str(entry.label), str(entry.note), url, url == here) for entry, url in found if url]


def _nearest(path: str, urls: list[str]) -> str:
    """The room the page is in: of rooms that lie in one another the inner one; the first page only for itself."""
    home = reverse("web:home")
    return max((url for url in urls if path == url or (url != home and path.startswith(url))), key=len, default="")


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
