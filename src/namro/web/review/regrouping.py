"""Buttons that say where items begin and end: split, merge with the next, back to what the machine found."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from namro.core.errors import Refusal
from namro.tasks import actions, wording
from namro.web.review.desk import Desk
from namro.web.review.views import posted_item, reviewed_before, to_item


@require_POST
def split(request: HttpRequest, document_id: int) -> HttpResponse:
    """Several items of the current one; the ticked pieces begin new items."""
    desk = Desk(request, document_id)
    item = posted_item(request, desk)
    if item.verdict:
        return reviewed_before(request, desk, item)
    cuts = [int(cut) for cut in request.POST.getlist("cut") if cut.isdecimal() and len(cut) < 10]
    by = request.scope  # type: ignore[attr-defined]
    made = actions.split(source=desk.source, start=item.start, end=item.end, cuts=cuts, by=by)
    messages.success(request, _("Split into %(count)s items.") % {"count": len(made)})
    return _shown(request, document_id, made[0].start, made[0].end)


@require_POST
def merge(request: HttpRequest, document_id: int) -> HttpResponse:
    """The current item and the next one as one."""
    desk = Desk(request, document_id)
    item = posted_item(request, desk)
    following = desk.mergeable(item)
    if following is None:
        raise Refusal("tasks.review.neighbours", wording.NOT_NEIGHBOURS)
    by = request.scope  # type: ignore[attr-defined]
    made = actions.merge(source=desk.source, places=[(one.start, one.end) for one in (item, following)], by=by)
    messages.success(request, _("Merged with the next item."))
    return _shown(request, document_id, made.start, made.end)


@require_POST
def restore(request: HttpRequest, document_id: int) -> HttpResponse:
    """Back to the items as they were found."""
    desk = Desk(request, document_id)
    item = posted_item(request, desk)
    by = request.scope  # type: ignore[attr-defined]
    made = actions.restore(source=desk.source, start=item.start, end=item.end, by=by)
    messages.success(request, _("The items are as they were found."))
    return _shown(request, document_id, made[0].start, made[0].end)


def _shown(request: HttpRequest, document_id: int, start: int, end: int) -> HttpResponse:
    desk = Desk(request, document_id)
    return to_item(desk, desk.item(f"{start}-{end}"))
