"""The filters that are set, each as a chip that takes it away; what the filter form carries along unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from namro.web.requests import Request
from namro.web.tasks.figures import address
from namro.web.tasks.filters import Asked

_LAYOUT = ("cols", "per", "page")


@dataclass(frozen=True)
class Chip:
    """One filter in words, and the register without it."""

    label: str
    words: str
    url: str


def chips(asked: Asked) -> list[Chip]:
    """Every filter that is set, the day included."""
    found = [Chip(label, words, address(asked.without(name, *_with(name)), {})) for name, label, words in asked.said]
    if not asked.asof.is_today:
        found.append(Chip(str(_("As of")), asked.asof.words, address(asked.without("on"), {})))
    return found


def _with(name: str) -> tuple[str, ...]:
    return ("below",) if name == "unit" else ()


def kept_by_the_form(request: Request, asked: Asked) -> Sequence[tuple[str, str]]:
    """What the filter form sends along: the order, the telling by task, columns, and a document that no symbol is typed for."""
    names = {"by", "sort", "batch"} | (set() if asked.form.cleaned_data.get("symbol") else {"document"})
    kept = [(name, value) for name, value in asked.given.items() if name in names]
    return kept + [(name, request.GET[name]) for name in ("cols", "per") if request.GET.get(name)]


def after_choosing(request: Request) -> str:
    """The register as it was, on its first page, with the columns left to the cookie."""
    where, _mark, query = request.POST.get("next", "").partition("?")
    page = reverse("web:tasks")
    if where != page or not url_has_allowed_host_and_scheme(where, {request.get_host()}):
        return page
    kept = QueryDict(query, mutable=True)
    for name in _LAYOUT:
        kept.pop(name, None)
    return f"{page}?{kept.urlencode()}" if kept else page
