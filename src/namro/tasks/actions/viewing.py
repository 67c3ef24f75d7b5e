"""Saving a view of the register under a name, sharing it within one's office, choosing the one the register opens with."""

from __future__ import annotations

from namro.core.errors import NotFound, Refusal
from namro.core.recording import about, record
from namro.core.text import clean_line
from namro.orgs.models import Unit
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.models import SavedView
from namro.tasks.queries.views import offices

MOST, LONGEST = 50, 80


def save_view(*, name: str, query: str, by: Scope, office: Unit | None = None) -> SavedView:
    """Keep what the register asks for; one's own view of the same name is written over.

    Raises Refusal: no name or too long a one, too many views, an office that is not one's own.
    """
    name = clean_line(name)
    if not name or len(name) > LONGEST:
        raise Refusal("tasks.view.name", wording.VIEW_NAME % {"most": LONGEST})
    if office and not offices(by).filter(pk=office.pk).exists():
        raise Refusal("tasks.view.office", wording.VIEW_NOT_YOUR_OFFICE)
    with record("tasks.view.saved", by=by.user, name=name, unit_id=office.pk if office else None) as event:
        own = SavedView.objects.filter(owner=by.user).select_for_update()
        known = own.filter(name=name).first()
        if known is None and own.count() >= MOST:
            raise Refusal("tasks.view.many", wording.VIEWS_TOO_MANY % {"most": MOST})
        view = known or SavedView(owner=by.user, name=name)
        view.office, view.query = office, query
        view.save()
        about(event, view)
    return view


def delete_view(*, view_id: int, by: Scope) -> None:
    """Take one's own view away, for everybody it was shared with. Raises NotFound."""
    view = _own(view_id, by)
    with record("tasks.view.deleted", by=by.user, subject=view, name=view.name):
        view.delete()


def set_default_view(*, view_id: int, by: Scope, default: bool) -> None:
    """Let the register open with one's own view, or with nothing again. Raises NotFound."""
    view = _own(view_id, by)
    code = "tasks.view.default_set" if default else "tasks.view.default_unset"
    with record(code, by=by.user, subject=view, name=view.name):
        SavedView.objects.filter(owner=by.user, is_default=True).update(is_default=False)
        if default:
            SavedView.objects.filter(pk=view.pk).update(is_default=True)


def _own(view_id: int, by: Scope) -> SavedView:
    view = SavedView.objects.filter(pk=view_id, owner=by.user).first()
    if view is None:
        raise NotFound("tasks.view.not_found", "")
    return view
