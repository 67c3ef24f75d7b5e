"""The form of one item: everything the officer may correct before it is issued."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from namro.orgs.models import Unit
from namro.reading.models import ItemKind
from namro.tasks import drafting
from namro.tasks.actions import Beside, Chosen, How, Share
from namro.tasks.models import Task
from namro.tasks.stages import Stage, proposed
from namro.web.forms import DayField, LineField, TextField
from namro.web.review.fields import Picked, PickedUnits, chips

KINDS = [(kind.value, kind.label) for kind in ItemKind]
SHARING = [("each", _("one task, each unit its own share")), ("split", _("a task of its own for each unit"))]
PICKS = ("lead", "support", "directing", "supervising")
STAGES = [("", _("as the order's verb says")), *Stage.choices]


class ItemForm(forms.Form):
    """One item. ``taken`` holds the offers that were ticked: collectives ("group:lead:communes"), units ("unit:lead:12")."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, widget=forms.RadioSelect)
    content = TextField(label=_("Content"), max_length=4000, widget=forms.Textarea({"rows": 2}))
    due_on = DayField(label=_("Deadline"), required=False)
    undated_reason = LineField(label=_("Why no date"), required=False)
    product = LineField(label=_("Product"), required=False)
    closing_stage = forms.ChoiceField(label=_("Stage that completes the task"), choices=STAGES, required=False)
    result = LineField(label=_("Result"), required=False, help_text=_("What is handed to whom, or a figure."))
    weight = forms.ChoiceField(label=_("Weight"), choices=Task.Weight, initial=Task.Weight.NORMAL)
    sharing = forms.ChoiceField(label=_("Several leads"), choices=SHARING, required=False, widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, draft: drafting.Draft, register: drafting.Register) -> None:
        self.draft, self.register = draft, register
        super().__init__(data, initial=_initial(draft), label_suffix="")
        on = register.today
        labels = {
            "lead": _("Lead"),
            "support": _("Support"),
            "directing": _("Directing"),
            "supervising": _("Supervising"),
        }
        for name in PICKS:
            self.fields[name] = PickedUnits(label=labels[name], on=on, with_parts=name == "support")
        self.fields["beside"] = forms.RegexField(rf"^(?:(?:{'|'.join(How)}):\d{{1,15}})?$", required=False)
        self.fields["taken"] = forms.MultipleChoiceField(choices=_offers(draft), required=False)

    def recheck(self) -> None:
        """Nothing is issued yet: resolve the names typed so far and leave the other gaps for later."""
        self.full_clean()
        data = cast(QueryDict, self.data).copy()
        for name in PICKS:
            if name not in self.errors:
                picked = self.cleaned_data[name]
                data.setlist(name, [one.unit.code for one in picked])
                data[f"{name}_more"] = ""
        wrong = {name: said for name, said in self.errors.items() if name in PICKS}
        self.data = data
        self._errors = forms.utils.ErrorDict(wrong)

    def chosen(self) -> Chosen:
        """What the officer confirms."""
        found: dict[str, Any] = self.cleaned_data
        kind = ItemKind(found["kind"])
        units = {name: [one.unit for one in found[name]] for name in PICKS}
        offered = self._offered(units)
        shares = {one.unit.pk: one for one in found["support"]}
        return Chosen(
            kind=kind,
            content=found["content"],
            leads=offered["lead"],
            split=found["sharing"] == "split",
            weight=Task.Weight(found["weight"]),
            supports=[_share(unit, shares.get(unit.pk)) for unit in offered["support"]],
            directing=offered["directing"],
            supervising=offered["supervising"],
            due_on=None if kind == ItemKind.UNDATED else found["due_on"],
            undated_reason=found["undated_reason"] if kind == ItemKind.UNDATED else "",
            product=found["product"],
            closing_stage=Stage(found["closing_stage"]) if found["closing_stage"] else None,
            result=found["result"],
            beside=_beside(found["beside"]),
        )

    def _offered(self, units: dict[str, list[Unit]]) -> dict[str, list[Unit]]:
        """The units chosen one by one and those of the offers taken; a collective leaves out who has another role."""
        taken = [value.split(":") for value in self.cleaned_data["taken"]]
        named = {name: list(units[name]) for name in PICKS}
        ids = {int(which) for sort, _role, which in taken if sort == "unit"}
        groups = {role: self.register.expand(_groups(taken, role)) for role in PICKS}
        ids |= {body.unit_id for bodies in groups.values() for body in bodies}
        known = Unit.objects.in_bulk(ids) if ids else {}
        for sort, role, which in taken:
            if sort == "unit" and known.get(int(which)) not in named[role]:
                named[role].append(known[int(which)])
        explicit = {unit.pk for chosen in named.values() for unit in chosen}
        for role, bodies in groups.items():
            named[role] += [known[body.unit_id] for body in bodies if body.unit_id not in explicit]
        return named


def _beside(said: str) -> Beside | None:
    how, _sign, number = said.partition(":")
    return Beside(How(how), int(number)) if number else None


def _groups(taken: list[list[str]], role: str) -> list[drafting.Group]:
    return [drafting.Group(which) for sort, own, which in taken if (sort, own) == ("group", role)]


def _share(unit: Unit, picked: Picked | None) -> Share:
    return Share(unit, picked.part, picked.due_on) if picked else Share(unit)


def _initial(draft: drafting.Draft) -> dict[str, Any]:
    certain = [f"group:{one.role}:{one.group}" for one in draft.offers if one.certain]
    return {
        "kind": draft.kind,
        "content": draft.content,
        "lead": chips(draft.leads),
        "support": chips(draft.supports),
        "directing": chips(draft.directing),
        "supervising": chips(draft.supervising),
        "due_on": draft.due_on,
        "undated_reason": draft.undated_reason,
        "product": draft.product,
        "closing_stage": proposed(draft.content) or "",
        "taken": certain,
        "sharing": "each",
    }


def _offers(draft: drafting.Draft) -> list[tuple[str, str]]:
    groups = [(f"group:{one.role}:{one.group}", str(one.group.label)) for one in draft.offers]
    units = [(f"unit:{one.role}:{body.unit_id}", body.name) for one in draft.doubts for body in one.candidates]
    return groups + units


class RejectForm(forms.Form):
    """Why the words are no directive."""

    reason = LineField(label=_("Reason"), max_length=300)


class PlaceForm(forms.Form):
    """A place of the text."""

    start = forms.IntegerField(min_value=0, max_value=10**9)
    end = forms.IntegerField(min_value=1, max_value=10**9)
