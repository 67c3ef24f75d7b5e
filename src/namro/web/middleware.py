"""What every request passes: reading pages cannot write, the reader's language, who is asking, refusals as pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import reswap, retarget

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.orgs.scope import NOBODY, scope
from namro.web import errors, uploads
from namro.web.requests import Request

Handler = Callable[[Request], HttpResponse]
_WRITES = re.compile(r"\s*(insert|update|delete|truncate|merge|alter|drop|create|copy)\b", re.IGNORECASE)
_SESSION = re.compile(r'"?django_session"?', re.IGNORECASE)


class WriteOnRead(RuntimeError):
    """A page asked for with GET tried to write: a fault of ours, never of the reader."""


def read_only_get(get_response: Handler) -> Handler:
    """GET and HEAD cannot write. An expired session may be cleared, nothing else."""

    def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if _WRITES.match(sql) and not _SESSION.search(sql):
            raise WriteOnRead(sql[:80])
        return execute(sql, params, many, context)

    def middleware(request: Request) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return get_response(request)

    return middleware


def language_of_the_reader(get_response: Handler) -> Handler:
    """Vietnamese unless the reader chose otherwise; the browser's own language is not asked."""

    def middleware(request: Request) -> HttpResponse:
        chosen = request.COOKIES.get("namro_language") or getattr(request.user, "language", "vi")
        with translation.override(chosen if chosen in {"vi", "en"} else "vi"):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "vi")
        return response

    return middleware


def who_is_asking(get_response: Handler) -> Handler:
    """``request.scope``: what the account may see today. An unchanged one-time password leads to one page only."""

    def middleware(request: Request) -> HttpResponse:
        user = request.user
        request.scope = scope(user, clock.today()) if user.is_authenticated else NOBODY
        if user.is_authenticated and user.must_change_password:
            allowed = {
                reverse("web:change_password"),
                reverse("web:sign_out"),
                reverse("web:language"),
                reverse("web:theme"),
            }
            if request.path not in allowed and not request.path.startswith(("/static/", reverse("web:guide"))):
                return redirect("web:change_password")
        response = get_response(request)
        if user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def unreadable(get_response: Handler) -> Handler:
    """What no page could read: an address with a NUL (400), more bytes than may be sent (413). A NUL in a query is dropped."""

    def middleware(request: Request) -> HttpResponse:
        if "\0" in request.path:
            return errors.page(request, 400)
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        if uploads.is_too_large(request):
            limit = settings.NAMRO_UPLOAD_LIMIT // (1024 * 1024)
            return errors.page(request, 413, errors.TOO_LARGE % {"limit": limit})
        return get_response(request)

    return middleware


class SignedInOnly(LoginRequiredMiddleware):
    """Closed to strangers unless a view says ``login_not_required``; a page part leads the whole page to the sign-in."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """Redirect as Django does, or in htmx's own way: a sign-in form may not be swapped into a part of a page."""
        response = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):
            response.status_code = 200
            response.headers["HX-Redirect"] = reverse("web:sign_in")
            del response.headers["Location"]
        return response


class refusals:
    """A Refusal raised by an action becomes its sentence: on the page it came from, or as a small page of its own."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotFound):
            return errors.page(request, 404)
        if not isinstance(error, Refusal):
            return None
        back = request.headers.get("Referer", "")
        own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        if request.method == "POST" and own and not request.htmx:
            messages.error(request, str(error))
            return HttpResponseRedirect(back)
        if request.htmx:
            messages.error(request, str(error))
            return retarget(reswap(render(request, "web/parts/messages.html", status=422), "innerHTML"), "#messages")
        return errors.page(request, 422, str(error))
