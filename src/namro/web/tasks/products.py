"""A registered document as the product of a task: which open tasks it may close, and which reports stand in it (F23)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namro.documents import queries as documents
from namro.tasks.queries import answering
from namro.web.requests import Request


@require_safe
def product_of(request: Request, document_id: int) -> HttpResponse:
    """The tasks beside a document; the document's own page loads the same part into itself."""
    document = documents.find(document_id, request.scope)
    answers = answering.may_answer(request.scope)
    shown = {
        "document": document,
        "answered": answering.answered_by(document, request.scope) if answers else [],
        "told": answering.told_in(document, request.scope),
    }
    return render(request, f"web/tasks/product_{'part' if request.htmx else 'page'}.html", shown)
