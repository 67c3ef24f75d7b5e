"""Saved views of the register: the menu, saving what is seen, deleting, choosing the one the register opens with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from namro.core.errors import NotFound
from namro.orgs.scope import Scope
from namro.tasks import actions
from namro.tasks.models import SavedView
from namro.tasks.queries import views
from namro.web.requests import Request
from namro.web.tasks import columns, filters, register_words

# Asked for by name, so that "everything" is not the default view again.
_EVERYTHING = "all"
Act = Callable[[int, Scope], None]
_DO: dict[str, tuple[Act, Promise]] = {
    "delete": (lambda view_id, by: actions.delete_view(view_id=view_id, by=by), register_words.VIEW_DELETED),
    "default": (
        lambda view_id, by: actions.set_default_view(view_id=view_id, by=by, default=True),
        register_words.VIEW_DEFAULT,
    ),
    "no_default": (
        lambda view_id, by: actions.set_default_view(view_id=view_id, by=by, default=False),
        register_words.VIEW_NO_DEFAULT,
    ),
}


def opening(request: Request, found: list[SavedView]) -> HttpResponse | None:
    """Where the register goes first when it is opened without asking for anything: the reader's default view."""
    view = None if request.GET else _default(request, found)
    return redirect(_address(view)) if view else None


def _default(request: Request, found: list[SavedView]) -> SavedView | None:
    return next((one for one in found if one.is_default and one.owner_id == request.user.pk), None)


def menu(request: Request, found: list[SavedView], asked: filters.Asked, layout: columns.Layout) -> dict[str, Any]:
    """What the page shows of views: own and shared ones, which is open, where they may be shared."""
    open_id = request.GET.get("view", "")
    page = reverse("web:tasks")
    return {
        "views": _listed(request, found),
        "view": next((one for one in found if str(one.pk) == open_id), None),
        "to_save": urlencode({name: value for name, value in (asked.given | layout.address).items() if name != "on"}),
        "clear": f"{page}?view={_EVERYTHING}" if _default(request, found) else page,
    }


def _address(view: SavedView) -> str:
    return f"{reverse('web:tasks')}?{view.query}&view={view.pk}".replace("?&", "?")


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: Request) -> HttpResponse:
    """The reader's views; what the register asks for is kept under a name and shared, or not."""
    if request.scope.seen == []:
        raise NotFound("tasks.register.not_yours", "")
    return _save(request) if request.method == "POST" else _page(request)


def _page(request: Request) -> HttpResponse:
    found = list(views.views_of(request.scope))
    asked, to_save = filters.asked(request), _only_ours(request.GET.urlencode())
    own = {str(one.pk): one for one in found if one.owner_id == request.user.pk}
    known = own.get(request.GET.get("view", ""))
    shown = {
        "views": _listed(request, found),
        "to_save": to_save,
        "said": [(label, words) for _name, label, words in asked.said],
        "name": known.name if known else "",
        "office_id": known.office_id if known else None,
        "offices": views.office_names(request.scope),
        "back": f"{reverse('web:tasks')}?{to_save}",
    }
    return render(request, "web/tasks/views_page.html", shown)


def _listed(request: Request, found: list[SavedView]) -> list[tuple[SavedView, str, bool]]:
    return [(one, _address(one), one.owner_id == request.user.pk) for one in found]


def _save(request: Request) -> HttpResponse:
    scope = request.scope
    number = request.POST.get("office", "")
    office = views.offices(scope).filter(pk=number).first() if number.isascii() and number.isdigit() else None
    if number and office is None:
        raise NotFound("tasks.view.not_found", "")
    view = actions.save_view(
        name=request.POST.get("name", ""), query=_only_ours(request.POST.get("query", "")), by=scope, office=office
    )
    messages.success(request, register_words.VIEW_SAVED % {"name": view.name})
    return redirect(_address(view))


def _only_ours(query: str) -> str:
    """The query with nothing in it but what the register understands."""
    known = {*filters.FilterForm.base_fields, "document", "batch", "by", "sort", "cols", "per"} - {"symbol"}
    given = QueryDict(query[:4000])
    return urlencode({name: given[name][:300] for name in given if name in known})


@require_POST
def change(request: Request, view_id: int) -> HttpResponse:
    """Delete one's own view, or make it the one the register opens with, or no longer so."""
    asked = request.POST.get("act", "")
    if asked not in _DO:
        raise NotFound("tasks.view.not_found", "")
    act, said = _DO[asked]
    act(view_id, request.scope)
    messages.success(request, str(said))
    return redirect("web:save_view")
