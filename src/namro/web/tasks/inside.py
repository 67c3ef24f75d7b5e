"""A unit's own arrangement: who of it has the share and by when, on the task's page, on its list, and the form that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.orgs import actions as orgs
from namro.orgs.members import UNIT, members
from namro.orgs.scope import Scope
from namro.tasks import actions, rules
from namro.tasks.models import AssignmentState
from namro.tasks.queries import TaskPage
from namro.tasks.queries import inside as queries
from namro.web.forms import DayField, TextField
from namro.web.requests import Request
from namro.web.tasks import shares

NOBODY, ME = queries.NOBODY, "me"


@dataclass(frozen=True)
class Handed:
    """One handing as it is told."""

    person_id: int | None
    name: str
    due_on: date | None
    note: str
    on: date
    by: str
    late: bool


def told(row: Any) -> list[Handed]:
    """The handings of a row read ``with_handings``, the newest first."""
    return [_handed(one) for one in getattr(row, "handings", ())]


def now(row: Any) -> Handed | None:
    """Who has it, if anybody."""
    said = told(row)
    return said[0] if said and said[0].person_id else None


def _handed(one: dict[str, Any]) -> Handed:
    due_on = date.fromisoformat(one["due_on"]) if one["due_on"] else None
    late = bool(due_on and due_on < clock.today())
    on, name = date.fromisoformat(one["happened_on"]), one["name"] or ""
    return Handed(one["person_id"], name, due_on, one["note"], on, one["by"] or "", late)


def panel(found: TaskPage, scope: Scope, *, current: bool) -> list[dict[str, Any]]:
    """The shares of the reader's own units with what was arranged about each; nothing for anybody else."""
    units = scope.units(UNIT) or []
    return [
        {
            "row": line.row,
            "unit": line.unit,
            "now": now(line.row),
            "said": told(line.row),
            "may_change": current and rules.can_hand_on(scope, line.row),
        }
        for line in found.lines
        if line.row.unit_id in units
    ]


def asked(request: Request) -> str:
    """Whose shares the list is to show: a person's number, oneself, nobody's, or all ("")."""
    words = request.GET.get("person", "")
    number = words.isascii() and words.isdigit() and len(words) < 18
    return words if number or words in {NOBODY, ME} else ""


def cut_down(rows: QuerySet[AssignmentState], person: str, scope: Scope) -> QuerySet[AssignmentState]:
    """Rows of the unit's list for the person asked for."""
    if not person:
        return rows
    if person == NOBODY:
        return rows.filter(queries.handed_to_nobody())
    if person == ME:
        return rows.filter(queries.mine_inside(scope))
    return rows.filter(queries.handed_to(int(person)))


@dataclass(frozen=True)
class Choice:
    """One chip of the list's filter by person."""

    value: str
    label: str | Promise
    count: int
    current: bool


def choices(scope: Scope, person: str) -> list[Choice]:
    """The chips: everybody who has something, and what nobody has; none where nothing was handed on. One query."""
    myself = scope.user.person_id if scope.user else None
    found = queries.people_inside(scope)
    if all(pk == 0 for pk, _name, _count in found):
        return []
    every = Choice("", _("everybody"), sum(count for _pk, _name, count in found), not person)
    named = [
        Choice(ME if pk == myself else str(pk) if pk else NOBODY, name or _("nobody yet"), count, current=False)
        for pk, name, count in found
    ]
    return [every, *(Choice(one.value, one.label, one.count, one.value == person) for one in named)]


class HandOnForm(forms.Form):
    """To whom, by which day of the unit's own, with which note."""

    person = forms.ChoiceField(label=_("Hand on to"))
    due_on = DayField(
        label=_("Day inside the unit"),
        required=False,
        help_text=_("For your unit only: the official deadline and the figures stay as they are."),
    )
    note = TextField(label=_("Note"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, unit_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        people: list[tuple[str, str | Promise]] = [
            (one.key, one.words) for one in members(unit_id, UNIT, clock.today())
        ]
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *people, (NOBODY, _("nobody: back to the unit"))]


@require_http_methods(["GET", "POST"])
def hand_on(request: Request, share_id: int) -> HttpResponse:
    """Hand a share of one's unit on to one of its people, or take it back."""
    scope = request.scope
    row = shares.row_of(share_id, scope)
    rules.check_hand_on(scope, row)
    known = queries.with_handings(AssignmentState.objects.filter(pk=row.pk), scope).get()
    form = HandOnForm(request.POST or None, unit_id=row.unit_id, initial=_known(known))
    if request.method == "POST" and form.is_valid():
        try:
            _hand_on(row, form.cleaned_data, scope)
        except NotFound:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(_("Saved.")))
            return shares.back(request, reverse("web:task", args=[row.task_id]))
    shown = {"row": row, "form": form, "said": told(known), "next": _next(request)}
    return render(request, "web/tasks/hand_on.html", shown, status=422 if form.errors else 200)


def _next(request: Request) -> str:
    """Where "back" leads: a page of ours, or nowhere named."""
    target = request.POST.get("next") or request.GET.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else ""


def _known(row: Any) -> dict[str, Any]:
    held = now(row)
    return {"person": f"p{held.person_id}", "due_on": held.due_on, "note": held.note} if held else {}


def _hand_on(row: AssignmentState, given: dict[str, Any], scope: Scope) -> None:
    chosen = given["person"]
    person = None
    if chosen != NOBODY:
        person = orgs.person_of(key=chosen, unit_id=row.unit_id, roles=UNIT, by=scope)
    actions.hand_on(share=row.assignment, person=person, due_on=given["due_on"], note=given["note"], by=scope)
