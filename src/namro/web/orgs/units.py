"""Opening and changing units, for administrators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.orgs import actions, queries, wording
from namro.web.orgs.forms import LinkForm, NewUnitForm, PostForm, VersionForm
from namro.web.orgs.gate import administrators_only
from namro.web.requests import Request


def _form_page(
    request: Request,
    form: forms.Form,
    title: Promise,
    write: Callable[[dict[str, Any]], str],
    unit: queries.UnitPage | None = None,
) -> HttpResponse:
    """Show the form; once valid, ``write`` does the act and returns the unit's code, or refuses with a sentence."""
    if request.method == "POST" and form.is_valid():
        try:
            code = write(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(_("Saved.")))
            return redirect("web:unit", code)
    name = (unit.current or unit.versions[0]).name if unit else ""
    shown = {"form": form, "title": title, "unit": unit.unit if unit else None, "name": name}
    return render(request, "web/orgs/form.html", shown, status=422 if form.errors else 200)


def _unit(code: str) -> queries.UnitPage:
    found = queries.unit_page(code, clock.today())
    if found is None:
        raise NotFound("orgs.unit.unknown", wording.UNKNOWN_UNIT % {"code": code})
    return found


@require_http_methods(["GET", "POST"])
@administrators_only
def new_unit(request: Request) -> HttpResponse:
    """Open one unit."""
    form = NewUnitForm(request.POST or None, initial={"opened_on": clock.today()})

    def write(data: dict[str, Any]) -> str:
        plain = {key: data[key] for key in ("code", "tree", "kind", "name", "short_name", "opened_on")}
        aliases = tuple(dict.fromkeys(line.strip() for line in data["aliases"].splitlines() if line.strip()))
        parent = data["parent"].code if data["parent"] else ""
        one = actions.NewUnit(**plain, parent=parent, aliases=aliases, decision=form.decision())
        return actions.open_units(units=[one], by=request.user)[0].code

    return _form_page(request, form, _("Open a unit"), write)


@require_http_methods(["GET", "POST"])
@administrators_only
def version(request: Request, code: str) -> HttpResponse:
    """Rename, re-parent or re-kind a unit from a day on."""
    page = _unit(code)
    last = page.versions[0]
    start = {"name": last.name, "short_name": last.short_name, "kind": last.kind, "parent": last.parent}
    form = VersionForm(request.POST or None, initial=start)

    def write(data: dict[str, Any]) -> str:
        plain = {key: data[key] for key in ("valid_from", "name", "short_name", "kind", "parent")}
        actions.add_version(unit=page.unit, decision=form.decision(), by=request.user, **plain)
        return code

    return _form_page(request, form, _("Enter a new version"), write, page)


@require_http_methods(["GET", "POST"])
@administrators_only
def link(request: Request, code: str) -> HttpResponse:
    """Tie the unit to one of another tree."""
    page = _unit(code)
    form = LinkForm(request.POST or None, initial={"since": clock.today()})

    def write(data: dict[str, Any]) -> str:
        plain = {key: data[key] for key in ("kind", "to_unit", "since")}
        actions.link(from_unit=page.unit, decision=form.decision(), by=request.user, **plain)
        return code

    return _form_page(request, form, _("Link with a unit"), write, page)


@require_http_methods(["GET", "POST"])
@administrators_only
def post(request: Request, code: str) -> HttpResponse:
    """Enter who holds a post."""
    page = _unit(code)
    start = {"since": clock.today(), "title": page.head.post.title if page.head else ""}
    form = PostForm(request.POST or None, initial=start)

    def write(data: dict[str, Any]) -> str:
        actions.fill_post(unit=page.unit, by=request.user, **data)
        return code

    return _form_page(request, form, _("Fill a post"), write, page)
