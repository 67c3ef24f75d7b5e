"""Light, dark or as the reader's machine is set: kept in a cookie, told to every page, works without script."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COOKIE = "namro_theme"
SYSTEM = "system"
CHOICES: dict[str, Promise] = {
    SYSTEM: _("As this machine"),
    "light": pgettext_lazy("theme", "Light"),
    "dark": pgettext_lazy("theme", "Dark"),
}
_YEAR = 365 * 86400
# For whom the sheet with the dark colours counts; paper stays light in each case.
_MEDIA = {SYSTEM: "screen and (prefers-color-scheme: dark)", "dark": "screen", "light": ""}


@dataclass(frozen=True)
class Theme:
    """What the frame needs of it."""

    chosen: str
    dark_media: str
    choices: list[tuple[str, Promise]]


def of(request: HttpRequest) -> Theme:
    """The reader's choice; an unknown one is none."""
    chosen = request.COOKIES.get(COOKIE, SYSTEM)
    chosen = chosen if chosen in CHOICES else SYSTEM
    return Theme(chosen, _MEDIA[chosen], list(CHOICES.items()))


def remember(response: HttpResponse, chosen: str) -> None:
    """Keep the choice for a year; as the machine is set means nothing to keep."""
    if chosen in CHOICES and chosen != SYSTEM:
        response.set_cookie(COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
