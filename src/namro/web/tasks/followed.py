"""Leader in charge and officer who follows, in the register: the filter's choices, and the names in the columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from namro.orgs.scope import Scope
from namro.tasks.queries.following import KINDS, followers, people

ME = "me"


def choose(form: forms.Form, scope: Scope) -> None:
    """The people of the offices the reader oversees, oneself first; who oversees none is not offered the filter."""
    if scope.overseen == []:
        for kind in KINDS:
            del form.fields[kind]
        return
    found = [] if _told_by_task(form) else people(scope, scope.on)
    myself = [(ME, _("myself"))] if scope.user and scope.user.person_id else []
    for kind in KINDS:
        field = form.fields[kind]
        assert isinstance(field, forms.ChoiceField)
        named = [(str(pk), name) for one, pk, name in found if one == kind]
        field.choices = [("", _("all")), *myself, *named]


def _told_by_task(form: forms.Form) -> bool:
    """The list task by task asks so much already that it offers oneself only, until a person is chosen."""
    return form.data.get("by") == "task" and not any(form.data.get(kind) for kind in KINDS)


def person(asked: Any, scope: Scope) -> int | None:
    """The number of the person a filter means."""
    if asked == ME:
        return scope.user.person_id if scope.user else None
    return int(asked) if asked else None


def shown(columns: Sequence[str]) -> bool:
    """Whether one of the two columns is chosen."""
    return any(kind in columns for kind in KINDS)


def tell(rows: Iterable[Any], day: date) -> None:
    """Give the rows, read with ``followings``, their ``leader_said`` and ``officer_said``. One query."""
    who = followers(day)
    for row in rows:
        for kind in KINDS:
            found = who.find(kind, row.owner_id, row.unit_id, row.followings)
            setattr(row, f"{kind}_said", found.name if found else "")
