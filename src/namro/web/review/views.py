"""The review of one document: the page, and one act per button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from namro.core.errors import NotFound, Refusal
from namro.reading.models import Verdict
from namro.tasks import actions, wording
from namro.tasks.queries.reviewing import Item, ItemState
from namro.web.review.desk import Desk
from namro.web.review.forms import ItemForm, PlaceForm, RejectForm


@require_safe
def page(request: HttpRequest, document_id: int) -> HttpResponse:
    """The text with its items lit, and the current item's form. Nothing is written."""
    desk = Desk(request, document_id)
    item = _asked(request, desk) or desk.open_item()
    response = render(request, "web/review/page.html", desk.context(item))
    if request.htmx:  # type: ignore[attr-defined]
        response.headers["HX-Push-Url"] = _address(desk, item)
    return response


@require_POST
def confirm(request: HttpRequest, document_id: int) -> HttpResponse:
    """Issue the current item, or, with ``do=check``, only read the names typed so far."""
    desk = Desk(request, document_id)
    item = posted_item(request, desk)
    if item.state != ItemState.PROPOSED or item.closing:
        return reviewed_before(request, desk, item)
    form = desk.form(item, request.POST)
    if request.POST.get("do") == "check":
        form.recheck()
        return _again(request, desk, item, form, status=200)
    if form.is_valid():
        try:
            _confirm(desk, item, form, request)
        except actions.AlreadyReviewed as refused:
            messages.warning(request, str(refused))
            return to_item(desk, item)
        except NotFound:
            raise
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return _next(request, document_id, item)
    return _again(request, desk, item, form, status=422)


def _confirm(desk: Desk, item: Item, form: ItemForm, request: HttpRequest) -> None:
    act = actions.confirm if item.finding else actions.add
    by = request.scope  # type: ignore[attr-defined]
    made = act(source=desk.source, start=item.start, end=item.end, chosen=form.chosen(), by=by)
    if not made.tasks:
        messages.success(request, _("Kept without a task."))
        return
    count = sum(task.assignments.filter(role="lead").count() for task in made.tasks)
    messages.success(request, _("Issued: %(count)s lead shares.") % {"count": count})


@require_POST
def reject(request: HttpRequest, document_id: int) -> HttpResponse:
    """The words are no directive."""
    desk = Desk(request, document_id)
    item = posted_item(request, desk)
    form = RejectForm(request.POST)
    if item.state != ItemState.PROPOSED:
        return reviewed_before(request, desk, item)
    if not form.is_valid():
        return _again(request, desk, item, None, status=422, reject=form)
    by = request.scope  # type: ignore[attr-defined]
    reason = form.cleaned_data["reason"]
    actions.reject(source=desk.source, start=item.start, end=item.end, reason=reason, by=by)
    messages.success(request, _("Rejected. It can be taken back from the list."))
    return _next(request, document_id, item)


@require_POST
def undo(request: HttpRequest, document_id: int) -> HttpResponse:
    """Take a rejection, or a verdict nothing was issued from, back."""
    desk = Desk(request, document_id)
    item = posted_item(request, desk)
    if not isinstance(item.verdict, Verdict):
        return to_item(desk, item)
    actions.undo(verdict=item.verdict, by=request.scope)  # type: ignore[attr-defined]
    messages.success(request, _("Taken back: the words are proposed again."))
    return to_item(desk, item)


@require_POST
def closing(request: HttpRequest, document_id: int) -> HttpResponse:
    """Take the closing formula as the report-by date of all items without a date."""
    desk = Desk(request, document_id)
    item = posted_item(request, desk)
    if item.state != ItemState.PROPOSED:
        return reviewed_before(request, desk, item)
    by = request.scope  # type: ignore[attr-defined]
    actions.use_closing(source=desk.source, start=item.start, end=item.end, by=by)
    messages.success(request, _("Taken as the report-by date of every item without a date."))
    return _next(request, document_id, item)


def _asked(request: HttpRequest, desk: Desk) -> Item | None:
    """The item the address asks for: by its place, by selected offsets, or by words."""
    asked = request.GET
    if asked.get("words"):
        found = desk.words(asked["words"][:4000])
        if found is None:
            messages.warning(request, _("These words do not stand in the text."))
        return found
    key = f"{asked['from']}-{asked['to']}" if "from" in asked and "to" in asked else asked.get("item", "")
    return desk.item(key) if key else None


def posted_item(request: HttpRequest, desk: Desk) -> Item:
    place = PlaceForm(request.POST)
    item = desk.item("{start}-{end}".format(**place.cleaned_data)) if place.is_valid() else None
    if item is None:
        raise Refusal("tasks.review.no_words", wording.NO_WORDS)
    return item


def reviewed_before(request: HttpRequest, desk: Desk, item: Item) -> HttpResponse:
    """Somebody was quicker, or the page was open for long: nothing is issued twice."""
    if item.verdict:
        messages.warning(request, str(actions.AlreadyReviewed(item.verdict, list(item.task_ids))))
    return to_item(desk, item)


def _again(
    request: HttpRequest,
    desk: Desk,
    item: Item,
    form: ItemForm | None,
    *,
    status: int,
    reject: RejectForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = desk.context(item, form, reject)
    response = render(request, "web/review/page.html", context, status=status)
    response.headers["HX-Push-Url"] = "false"
    return response


def _address(desk: Desk, item: Item | None) -> str:
    address = reverse("web:review", args=[desk.document.pk])
    asked = [*([("item", item.key)] if item else []), *desk.carried]
    return f"{address}?{urlencode(asked)}" if asked else address


def to_item(desk: Desk, item: Item | None) -> HttpResponse:
    return HttpResponseRedirect(_address(desk, item), status=303)


def _next(request: HttpRequest, document_id: int, item: Item) -> HttpResponse:
    """On to the next item that waits; the last one stays in view when all are done. A script is spared the second trip."""
    desk = Desk(request, document_id)
    following = desk.after(item.end)
    if following is None:
        messages.success(request, _("All items have been looked at."))
    shown = following or desk.item(item.key)
    if not request.htmx:  # type: ignore[attr-defined]
        return to_item(desk, shown)
    response = render(request, "web/review/page.html", desk.context(shown))
    response.headers["HX-Push-Url"] = _address(desk, shown)
    return response
