"""Beside the item: open tasks that look like it, who else is at the text, and what they decided meanwhile."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from namro.reading import presence
from namro.tasks.queries.beside import similar
from namro.tasks.queries.reviewing import Item
from namro.web.review.desk import Desk


@require_safe
def beside(request: HttpRequest, document_id: int) -> HttpResponse:
    """The open tasks that look like an item, with what may become of them."""
    desk = Desk(request, document_id)
    item = desk.item(request.GET.get("item", ""))
    scope = request.scope  # type: ignore[attr-defined]
    found = similar(_work(item), desk.document.held_by, scope) if item and not item.verdict else []
    return render(request, "web/review/beside.html", {"similar": found, "current": item})


def _work(item: Item) -> str:
    """What has to be done: the action or the product as found, else the words."""
    fields = item.fields
    return str(fields.get("action") or fields.get("deliverable") or item.quotation)


@require_POST
def here(request: HttpRequest, document_id: int) -> HttpResponse:
    """The page says that it is open; it gets the list anew where others decided something meanwhile, else nothing."""
    desk = Desk(request, document_id)
    item = desk.item(request.POST.get("item", ""))
    presence.note(source=desk.source, user=desk.user, item=item.key if item else "")
    others = presence.others(desk.source, desk.user)
    if request.POST.get("seen") == desk.seen(others):
        return HttpResponse(status=204)
    gone = item if item and item.verdict and request.POST.get("waiting") == "1" else None
    return render(request, "web/review/here.html", desk.listed(item) | desk.polled(item, others) | {"gone": gone})
