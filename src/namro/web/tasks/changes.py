"""The kinds of change of many lines: what each asks for, how it is previewed, how it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.core import clock
from namro.orgs.scope import Scope
from namro.tasks import actions
from namro.tasks.models import CHOSEN_EXITS, Assignment, ExitReason, Task
from namro.tasks.queries import planned
from namro.tasks.queries.planned import Planner
from namro.web.forms import DayField, LineField, TextField, UnitField, choose
from namro.web.tasks import shares
from namro.web.tasks.decisions import deciding_document

Given = dict[str, Any]
NOW, AFTERWARDS = _("Now"), _("Afterwards")


class BulkForm(forms.Form):
    """What is to be done with the lines; the fields an act needs it asks for itself."""

    weight = forms.ChoiceField(label=_("New weight"), choices=choose(Task.Weight.choices), required=False)
    due_on = DayField(label=_("Last allowed day"), required=False)
    exit_reason = forms.ChoiceField(label=_("Kind of reason"), choices=CHOSEN_EXITS, required=False)
    unit = UnitField(label=_("Unit that takes it over"), required=False)
    question = TextField(
        label=_("What is to be explained"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    answer_by = DayField(label=_("Answer by"), required=False)
    symbol = LineField(label=_("Deciding document"), required=False, max_length=100)
    reason = TextField(label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


@dataclass(frozen=True)
class Change:
    """One kind of change: its words, the fields it asks for, how it is previewed and how done (giving its event's id).

    ``before`` and ``after`` head the columns of its preview.
    """

    label: Promise
    fields: tuple[str, ...]
    plan: Callable[[Scope, Given, Sequence[int]], Planner]
    do: Callable[[Sequence[int], Given, Scope], int | None]
    by_task: bool = False
    before: Promise = NOW
    after: Promise = AFTERWARDS


def _weigh(ids: Sequence[int], given: Given, by: Scope) -> int | None:
    tasks = Assignment.objects.filter(pk__in=ids).values_list("task_id", flat=True)
    return actions.change_weight(task_ids=list(tasks), weight=given["weight"], reason=given["reason"], by=by).pk


def _date(ids: Sequence[int], given: Given, by: Scope) -> None:
    chosen = shares.assignments(ids, by)
    actions.set_due(assignments=chosen, due_on=given["due_on"], reason=given["reason"], by=by)


def _exit(ids: Sequence[int], given: Given, by: Scope) -> None:
    document = deciding_document(given["symbol"], by)
    why = ExitReason(given["exit_reason"])
    chosen = shares.assignments(ids, by)
    actions.exit_register(assignments=chosen, exit_reason=why, reason=given["reason"], by=by, document=document)


def _transfer(ids: Sequence[int], given: Given, by: Scope) -> int | None:
    said = {"to": given["unit"], "reason": given["reason"], "document": deciding_document(given["symbol"], by)}
    return actions.transfer(assignments=shares.assignments(ids, by), by=by, once=given["once"], **said).pk


def _ask(ids: Sequence[int], given: Given, by: Scope) -> int | None:
    said = {"question": given["question"], "due_on": given["answer_by"]}
    return actions.ask_explanation(assignments=shares.assignments(ids, by), by=by, once=given["once"], **said).pk


CHANGES = {
    "weight": Change(
        _("Change the weight"),
        ("weight", "reason"),
        lambda scope, given, _ids: planned.weighing(scope, given["weight"]),
        _weigh,
        by_task=True,
    ),
    "due": Change(
        _("Change the deadline"),
        ("due_on", "reason"),
        lambda scope, given, _ids: planned.dating(scope, given["due_on"]),
        _date,
    ),
    "exit": Change(
        _("Take off the register"),
        ("exit_reason", "reason", "symbol"),
        lambda scope, given, _ids: planned.exiting(scope),
        _exit,
    ),
    "transfer": Change(
        _("Hand to another unit"),
        ("unit", "reason", "symbol"),
        lambda scope, given, ids: planned.transferring(scope, given["unit"], ids),
        _transfer,
        before=_("Status"),
        after=_("Unit that takes it over"),
    ),
    "explain": Change(
        _("Ask for an explanation"),
        ("question", "answer_by"),
        lambda scope, given, ids: planned.asking(scope, given["answer_by"] or actions.default_due(clock.today()), ids),
        _ask,
        before=_("Status"),
        after=_("Answer by"),
    ),
}
NEEDED = {"weight", "due_on", "exit_reason", "unit", "question", "reason"}
