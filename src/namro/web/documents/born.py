"""The tab that tells what became of a document: sentence by sentence its tasks, units, reports, and the documents that answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namro.documents import queries
from namro.tasks import rules
from namro.tasks.queries import born
from namro.web.documents.pages import head
from namro.web.requests import Request
from namro.web.tasks.figures import FOUR, figure

_FIGURES = ("assigned", *FOUR, "exited")


@require_safe
def tasks(request: Request, document_id: int) -> HttpResponse:
    """From the document's words to what was done about them, and back from what it answers for."""
    document = queries.find(document_id, request.scope)
    keeper = rules.can_review(request.scope, document)
    found = born.became(document, request.scope, keeper=keeper)
    kept = {"document": str(document.pk)}
    tracked = any(one.tasks for one in found.sentences)
    shown = {
        **head(request, document, "tasks"),
        "became": found,
        "board": [figure(name, found.counters, kept) for name in _FIGURES] if tracked else [],
        "may_review": keeper,
        "reviewers": born.reviewers(document) if keeper else [],
    }
    return render(request, "web/documents/tasks.html", shown)
