"""The design system on one page, made of the parts that every other page is made of."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namro.web.design import samples
from namro.web.requests import Request


@require_safe
def page(request: Request) -> HttpResponse:
    """Colours with their contrast, type, spaces, and each component in its states."""
    shown = {
        "pairs": samples.pairs(),
        "sights": samples.sights(),
        "series": samples.SERIES,
        "letters": samples.letters(),
        "spaces": samples.SPACES,
        "form": samples.faulty_form(),
        "said": samples.messages(),
        "figures": samples.figures(),
        "states": samples.states(),
        "keys": samples.KEYS,
    }
    return render(request, "web/design/page.html", shown)
