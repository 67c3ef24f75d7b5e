"""Error pages: a sentence and a way back, never a trace."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_HEADINGS = {
    400: gettext_lazy("The request could not be read"),
    403: gettext_lazy("This is not allowed"),
    404: gettext_lazy("There is no such page"),
    413: gettext_lazy("The file is too large"),
    422: gettext_lazy("This could not be done"),
    429: gettext_lazy("Too many attempts"),
    500: gettext_lazy("Something went wrong"),
}
_SENTENCES = {
    400: gettext_lazy("What the browser sent is damaged. Go back and try again."),
    403: gettext_lazy("Your account may not do this."),
    404: gettext_lazy("The address is wrong, or the thing is outside what your account may see."),
    500: gettext_lazy(
        "The fault is ours and has been written down. Try again; if it stays, tell your administrator the time."
    ),
}
TOO_LARGE = gettext_lazy(
    "What was sent is larger than %(limit)s MB, the most allowed here. Nothing was read. Split the file or save it smaller."
)
_log = logging.getLogger("namro.web")


def page(request: HttpRequest, status: int, sentence: str = "") -> HttpResponse:
    """A small page with heading, sentence and a way back."""
    words = {"heading": _HEADINGS.get(status, _HEADINGS[400]), "sentence": sentence or _SENTENCES.get(status, "")}
    return render(request, "web/error.html", words, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return page(request, 400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: also what lies outside the reader's scope."""
    return page(request, 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return page(request, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; a bare page where even the frame cannot be drawn (no database)."""
    try:
        return page(request, 500)
    except Exception:
        _log.exception("the error page failed too")
        return render(None, "web/broken.html", {"heading": _HEADINGS[500], "sentence": _SENTENCES[500]}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere."""
    return page(request, 403, _("The form has expired. Go back, reload the page and send it again."))
