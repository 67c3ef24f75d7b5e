"""Accounts and roles, for administrators."""

from __future__ import annotations

import secrets

from axes.utils import reset
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from namro.core import actions as core_actions
from namro.core import clock
from namro.core import queries as core_queries
from namro.core.errors import NotFound, Refusal
from namro.orgs import actions, queries, rules, wording
from namro.orgs.models import RoleGrant, Unit, User
from namro.web.accounts import throttle
from namro.web.orgs.forms import AccountForm, InstallationForm, RoleForm, today_as
from namro.web.orgs.gate import administrators_only
from namro.web.requests import Request

_PER_PAGE = 50
_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else when read out


def _one_time() -> str:
    return "-".join("".join(secrets.choice(_SIGNS) for _place in range(4)) for _group in range(4))


@require_safe
@administrators_only
def overview(request: Request) -> HttpResponse:
    """What an administrator keeps, in figures."""
    shown = {
        "accounts": User.objects.filter(is_active=True).count(),
        "units": Unit.objects.filter(closed_on=None).count(),
        "years": sorted(core_queries.calendar_years()),
    }
    return render(request, "web/orgs/administration.html", shown)


@require_http_methods(["GET", "POST"])
@administrators_only
def installation(request: Request) -> HttpResponse:
    """Whose Namro this is: its name, and the place that "UBND tỉnh" and "Tỉnh ủy" mean in documents."""
    now = core_queries.installation()
    form = InstallationForm(request.POST or None, initial={"name": now.name, "place": now.place})
    if request.method == "POST" and form.is_valid():
        core_actions.set_up(**form.cleaned_data, demo=now.demo, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("web:administration")
    shown = {"form": form, "title": _("This installation"), "name": "", "unit": None}
    return render(request, "web/orgs/form.html", shown, status=422 if form.errors else 200)


@require_GET
@administrators_only
def accounts(request: Request) -> HttpResponse:
    """All accounts with the roles they hold today."""
    words = request.GET.get("q", "").strip()[:100]
    page = Paginator(queries.accounts(words), _PER_PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    rows = [(user, [g for g in user.grants.all() if _held(g)]) for user in page]
    names = queries.names([g.unit_id for _user, held in rows for g in held if g.unit_id], today)
    shown = [
        (user, [(g.get_role_display(), names.get(g.unit_id or 0, ""), g.with_subtree) for g in held])
        for user, held in rows
    ]
    return render(request, "web/orgs/accounts.html", {"page": page, "rows": shown, "words": words})


def _held(grant: RoleGrant) -> bool:
    today = clock.today()
    return (
        not grant.valid.isempty
        and grant.valid.lower <= today
        and (grant.valid.upper is None or today < grant.valid.upper)
    )


def _account(account_id: int) -> User:
    user = queries.accounts().filter(pk=account_id).first()
    if user is None:
        raise NotFound("orgs.user.unknown", wording.UNKNOWN_ACCOUNT)
    return user


@require_http_methods(["GET", "POST"])
@administrators_only
@sensitive_variables("password")
def new_account(request: Request) -> HttpResponse:
    """Make an account; its one-time password is shown on the answer and nowhere else."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = _one_time()
        try:
            user = actions.create_user(**form.cleaned_data, password=password, by=request.user)
        except Refusal as refusal:
            form.add_error("username", str(refusal))
        else:
            return render(request, "web/orgs/one_time.html", {"account": user, "password": password})
    return render(request, "web/orgs/new_account.html", {"form": form})


@require_safe
@administrators_only
def account(request: Request, account_id: int) -> HttpResponse:
    """One account: its roles now and before, what may be done."""
    return _show(request, _account(account_id), RoleForm(initial=today_as("since", clock.today())))


def _show(request: Request, user: User, form: RoleForm, status: int = 200) -> HttpResponse:
    grants = list(user.grants.all())
    names = queries.names([g.unit_id for g in grants if g.unit_id], clock.today())
    rows = [(g, names.get(g.unit_id or 0, ""), _held(g)) for g in grants]
    shown = {"account": user, "rows": rows, "form": form, "events": core_queries.history(user)[:30]}
    return render(request, "web/orgs/account.html", shown, status=status)


@require_POST
@administrators_only
def grant_role(request: Request, account_id: int) -> HttpResponse:
    """Give a role."""
    user = _account(account_id)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            actions.grant(user=user, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role has been granted."))
            return redirect("web:account", account_id)
    return _show(request, user, form, status=422)


@require_POST
@administrators_only
def end_role(request: Request, grant_id: int) -> HttpResponse:
    """From today on the role is no longer held."""
    held = RoleGrant.objects.select_related("user").filter(pk=grant_id).first()
    if held is None:
        raise NotFound("orgs.role.unknown", wording.UNKNOWN_ROLE)
    rules.check_may_end(held, clock.today())
    actions.end_role(held=held, on=clock.today(), by=request.user)
    messages.success(request, _("The role has ended."))
    return redirect("web:account", held.user_id)


@require_POST
@administrators_only
@sensitive_variables("password")
def new_password(request: Request, account_id: int) -> HttpResponse:
    """A new one-time password for somebody who lost theirs; whoever is locked out may try again at once."""
    user = _account(account_id)
    password = _one_time()
    actions.set_password(user=user, password=password, by=request.user, one_time=True)
    reset(username=throttle.key(user.username))
    return render(request, "web/orgs/one_time.html", {"account": user, "password": password})


@require_POST
@administrators_only
def close_account(request: Request, account_id: int) -> HttpResponse:
    """Close the account; what it did keeps its name."""
    user = _account(account_id)
    rules.check_not_last_administrator(user, clock.today())
    actions.deactivate(user=user, by=request.user)
    messages.success(request, _("The account has been closed."))
    return redirect("web:account", account_id)
