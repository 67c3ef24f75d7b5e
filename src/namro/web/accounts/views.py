"""Signing in and out, the password, the language, the theme."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from namro.orgs import actions
from namro.web import errors, theme
from namro.web.accounts import throttle
from namro.web.accounts.forms import NewPasswordForm, SignInForm
from namro.web.requests import Request


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """The door: user name and password, throttled by account and address."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect("web:home")
    if request.method == "POST" and throttle.address_is_tired(request):
        return locked_out(request)
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        actions.note_sign_in(by=form.get_user())
        return redirect(_next(request))
    return render(request, "web/accounts/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


def _next(request: Request) -> str:
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else "web:home"


def locked_out(request: Request, response: Any = None, credentials: Any = None) -> HttpResponse:
    """Too many wrong passwords: the same page with a sentence, status 429."""
    sentence = _("Too many wrong passwords. Wait 15 minutes or ask your administrator.")
    return errors.page(request, 429, sentence)


@login_not_required
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("web:sign_in")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_password(request: Request) -> HttpResponse:
    """Change the own password; an account with a one-time password sees only this page."""
    form = NewPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_password(user=request.user, password=form.cleaned_data["new_password1"], by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("The password has been changed."))
        return redirect("web:home")
    return render(request, "web/accounts/change_password.html", {"form": form})


@login_not_required
@require_POST
def language(request: Request) -> HttpResponse:
    """Remember the reader's language: in a cookie for this browser, with the account for the others."""
    chosen = "en" if request.POST.get("language") == "en" else "vi"
    if request.user.is_authenticated and request.user.language != chosen:
        actions.choose_language(user=request.user, language=chosen, by=request.user)
    response = _back(request)
    response.set_cookie("namro_language", chosen, max_age=365 * 86400, httponly=True, samesite="Lax")
    return response


@login_not_required
@require_POST
def choose_theme(request: Request) -> HttpResponse:
    """Remember light, dark or as the machine is set, in a cookie for this browser."""
    response = _back(request)
    theme.remember(response, request.POST.get("theme", ""))
    return response


def _back(request: Request) -> HttpResponse:
    """To the page the reader came from."""
    back = request.headers.get("Referer", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "web:home")
