"""The guide's two pages; open to strangers too: it tells how, never what."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from namro.core.errors import NotFound
from namro.web.guide import chapters
from namro.web.requests import Request


@login_not_required
def contents(request: Request) -> HttpResponse:
    """All chapters by whom they are for."""
    language = _language()
    parts = [(part, [chapters.chapter(name, language) for name in names]) for part, names in chapters.PARTS]
    return render(request, "web/guide/contents.html", {"parts": parts})


@login_not_required
def chapter(request: Request, slug: str) -> HttpResponse:
    """One chapter with its table of contents."""
    if slug not in chapters.NAMES:
        raise NotFound("web.guide.not_found", "")
    language = _language()
    before, after = ((chapters.chapter(name, language) if name else None) for name in chapters.neighbours(slug))
    shown = {"chapter": chapters.chapter(slug, language), "before": before, "after": after}
    return render(request, "web/guide/chapter.html", shown)


def _language() -> str:
    return get_language() or chapters.LANGUAGES[0]
