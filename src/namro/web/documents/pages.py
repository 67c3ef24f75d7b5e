"""The pages of one document: its marked text or its page images, its history."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from namro.core import queries as core
from namro.documents import queries, rules
from namro.documents.intake import WAITING, WORDLESS, unread_sentence
from namro.documents.models import Document, DocumentFile
from namro.reading import queries as reading
from namro.web.documents import marks, original, original_finds
from namro.web.documents.forms import shown_own
from namro.web.requests import Request
from namro.web.tabs import tabs
from namro.web.tasks.paging import page_of

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
_DRAWN = frozenset(("no_text_layer", WAITING, WORDLESS, "timeout", "memory"))  # nothing but pages to look at
SHOWN_PAGES = 200
_TABS = (
    ("web:document", "text", _("Text")),
    ("web:document_tasks", "tasks", _("What became of it")),
    ("web:document_ties", "ties", _("Ties and citations")),
    ("web:document_history", "history", _("History")),
)


def head(request: Request, document: Document, tab: str) -> dict[str, Any]:
    """What every page of a document shows above its own part."""
    may_change = rules.can_change(request.scope, document)
    current = next((name for name, short, _label in _TABS if short == tab), "")
    return {
        "document": document,
        "tabs": tabs([(name, label) for name, _short, label in _TABS], current, [document.pk]),
        "may_change": may_change,
        "same": twin(request, document) if may_change else None,
    }


def twin(request: Request, document: Document) -> Document | None:
    """The other record that may be the same document."""
    return queries.same_as(document) or queries.held_twin(document, request.scope)


@require_safe
def text(request: Request, document_id: int) -> HttpResponse:
    """The text with every find marked; a scan as its pages. ``?at=12-40`` lights a place, ``?source=`` an older text,
    ``?view=original`` the same on the pages of the file."""
    document = queries.find(document_id, request.scope)
    asked = request.GET.get("source", "")
    on_pages = request.GET.get("view") == original.VIEW
    number = int(asked) if asked.isdecimal() and len(asked) < 15 else None
    source = queries.text_of(document, number, placed=on_pages)
    files = queries.files_of(document)
    place = _place(request.GET.get("at", ""))
    page = {
        **head(request, document, "text"),
        "source": source,
        "files": [(file, unread_sentence(file.unread_code) if file.unread_code else "") for file in files],
        "keeper": queries.keeper(document, document.issued_on or request.scope.on),
        "own": shown_own(document),
        "review": _review(document) if source else "",
        "pictures": [] if source else pictures(files),
        "scan": reading.scan_progress(files),
        **_marked(request, source, place, on_pages=on_pages and original.offered(source)),
    }
    return render(request, "web/documents/text.html", page)


@require_safe
def scan(request: Request, document_id: int) -> HttpResponse:
    """How far the reading of the scanned pages has come; when it is done the page that asks loads itself anew."""
    document = queries.find(document_id, request.scope)
    progress = reading.scan_progress(queries.files_of(document))
    if progress is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "web/documents/scan_progress.html", {"document": document, "scan": progress})


def _marked(request: Request, source: Any, place: tuple[int, int] | None, *, on_pages: bool) -> dict[str, Any]:
    views = _views(request) if original.offered(source) else {}
    page = {"views": views, "on_pages": on_pages, "shown": None, "parts": [], "part": 0, "file": source and source.file}
    if source is None:
        return page
    parts = marks.cut(source.text)
    number = _part(request.GET.get("part", ""), parts, place)
    finds = reading.marks(source, *parts[number])
    show = original_finds.shown if on_pages else marks.shown
    found = show(source, finds, queries.mentioned(source, request.scope), parts[number], place)
    return page | {"shown": found, "parts": range(1, len(parts) + 1) if len(parts) > 1 else [], "part": number + 1}


def _views(request: Request) -> dict[str, str]:
    """The addresses of the text and of its pages, at the same place."""
    asked = request.GET.copy()
    asked.pop("view", None)
    place = f"#c{asked['at']}" if _place(asked.get("at", "")) else ""
    plain = asked.urlencode()
    asked["view"] = original.VIEW
    return {"text": f"?{plain}{place}", "original": f"?{asked.urlencode()}{place}"}


def _part(asked: str, parts: list[tuple[int, int]], place: tuple[int, int] | None) -> int:
    if place:
        return next((n for n, (start, end) in enumerate(parts) if start <= place[0] < end), 0)
    return min(max(int(asked) - 1, 0), len(parts) - 1) if asked.isdecimal() and len(asked) < 6 else 0


def _place(asked: str) -> tuple[int, int] | None:
    found = _PLACE.fullmatch(asked)
    return (int(found[1]), int(found[2])) if found and int(found[1]) < int(found[2]) else None


def _review(document: Document) -> str:
    """The address where the items are confirmed, where that room is built."""
    try:
        return reverse("web:review", args=[document.pk])
    except NoReverseMatch:
        return ""


def pictures(files: list[DocumentFile]) -> list[tuple[DocumentFile, range]]:
    """Files that are shown as page images, with the numbers of their pages."""
    return [(file, range(1, min(file.pages or 1, SHOWN_PAGES) + 1)) for file in files if is_picture(file)]


def is_picture(file: DocumentFile) -> bool:
    """Whether the file is shown as its pages because it has no text."""
    return file.unread_code in _DRAWN and original.drawable(file)


@require_safe
def history(request: Request, document_id: int) -> HttpResponse:
    """What happened to the document in sentences, the newest first, a page at a time."""
    document = queries.find(document_id, request.scope)
    page = page_of(request, core.history(document), exact=True)
    shown = {**head(request, document, "history"), "events": page.object_list, "pages": page}
    return render(request, "web/documents/history.html", shown)
