"""Forms of the task pages: one line of progress, a completion with its files, an office's decision, a task by hand."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from namro.orgs.models import UnitVersion
from namro.reading.models import ItemKind
from namro.tasks.models import CHOSEN_EXITS, Directive, Task
from namro.tasks.stages import Mark, Stage
from namro.web.forms import DayField, LineField, TextField, UnitField, UnitsField, choose
from namro.web.tasks import wording
from namro.web.tasks.filters import KINDS


class FilesInput(forms.FileInput):
    """A box for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files or none; the cleaned value is a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(one, initial) for one in given]


def _short(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class LineForm(forms.Form):
    """One line of progress, as it stands in a list: a sentence or a mark instead of it, stage, percent."""

    sentence = TextField(label=_("How far is it?"), widget=_short(2), max_length=2000)
    stage = forms.ChoiceField(label=_("Stage of the product"), required=False, choices=choose(Stage.choices))
    percent = forms.IntegerField(label=_("Percent"), required=False, min_value=0, max_value=100)
    mark = forms.ChoiceField(required=False, choices=choose(Mark.choices))

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        super().__init__(data, *args, **options)
        self.fields["sentence"].required = not (data and data.get(self.add_prefix("mark")))


class ReportForm(LineForm):
    """Everything a unit can say, with the finished document and the files that show it."""

    obstacle = TextField(label=_("Obstacle"), required=False, widget=_short(2), max_length=2000)
    proposal = TextField(label=_("Proposal"), required=False, widget=_short(2), max_length=2000)
    product_symbol = LineField(label=_("Number of the finished document"), required=False, max_length=100)
    product_on = DayField(
        label=_("Date of the finished document"),
        required=False,
        help_text=_("Counts as the day sent when it is at most 3 days before it."),
    )
    evidence = FilesField(
        label=_("Evidence files"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF, Word, Excel, picture or plain text. No secret documents."),
    )


class TogetherForm(forms.Form):
    """What all lines of one sending have in common: a document of the register that says it, files that show it."""

    symbol = LineField(
        label=_("Document that answers all lines"),
        required=False,
        max_length=100,
        help_text=_("Number and symbol of a document of the register."),
    )
    evidence = FilesField(
        label=_("Evidence for all lines"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF, Word, Excel, picture or plain text. No secret documents."),
    )


class DecisionForm(forms.Form):
    """An office's decision about one or many assignments; which fields are needed the act itself says."""

    move = forms.ChoiceField(choices=list(wording.ACTS.items()))
    share = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reason = TextField(label=_("Reason"), required=False, widget=_short(2), max_length=2000)
    due_on = DayField(label=_("Last allowed day"), required=False)
    exit_reason = forms.ChoiceField(label=_("Kind of reason"), choices=CHOSEN_EXITS, required=False)
    symbol = LineField(label=_("Deciding document"), required=False, max_length=100)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        given = data.getlist("share") if data is not None else []
        numbers = [one for one in given if one.isascii() and one.isdigit() and len(one) < 18]
        self.fields["share"].choices = [(one, one) for one in numbers]  # type: ignore[attr-defined]


class GapForm(forms.Form):
    """A value for something a task lacks, and on what ground; which of the two is needed the act itself says."""

    words = TextField(label=_("Value"), required=False, max_length=2000)
    due_on = DayField(label=_("Last allowed day"), required=False)
    ground = LineField(label=_("Ground"), required=False)
    agreed_on = DayField(label=_("Day of the ground"), required=False)
    share = forms.IntegerField(required=False, min_value=1, max_value=2**62)


class CloseForm(forms.Form):
    """What is said once when a task is closed; the exceptions themselves are the page's own boxes."""

    reason = TextField(
        label=_("Reason for all exceptions"),
        required=False,
        widget=_short(2),
        max_length=2000,
        help_text=_("Holds for each unit that has no reason of its own below."),
    )
    symbol = LineField(
        label=_("Deciding document"), required=False, max_length=100, help_text=_("Only if it is in the register.")
    )


GROUPS = {
    "communes": (_("every commune and ward"), (UnitVersion.Kind.COMMUNE, UnitVersion.Kind.WARD)),
    "departments": (_("every department"), (UnitVersion.Kind.DEPARTMENT,)),
}


class SupportForm(forms.Form):
    """One supporting unit with its own part and day."""

    unit = UnitField(label=_("Supporting unit"), required=False)
    part = LineField(label=_("Its part"), required=False)
    due_on = DayField(label=_("Its own deadline"), required=False)


SupportForms = forms.formset_factory(SupportForm, extra=2, max_num=10, absolute_max=10)


class NewTaskForm(forms.Form):
    """A task without a text: who ordered it, what, who leads, by when."""

    content = TextField(label=_("What has to be done"), widget=_short(3), max_length=5000)
    issuer_name = LineField(label=_("Ordered by"), max_length=300)
    ordered_on = DayField(label=_("Ordered on"))
    form = forms.ChoiceField(
        label=_("How"), choices=[choice for choice in Directive.Form.choices if choice[0] != Directive.Form.DOCUMENT]
    )
    lead = UnitField(label=_("Lead unit"))
    due_on = DayField(label=_("Last allowed day"), required=False)
    undated_reason = LineField(
        label=_("or: why there is no date yet"),
        required=False,
        max_length=300,
        help_text=_("Only where the last allowed day is empty."),
    )
    leads = UnitsField(
        label=_("Further lead units"),
        required=False,
        widget=_short(3),
        help_text=_("One unit a line. With several leads each unit gets its own assignment."),
    )
    group = forms.ChoiceField(
        label=_("or a whole group"),
        choices=[("", "–"), *((name, label) for name, (label, _kinds) in GROUPS.items())],
        required=False,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=ItemKind.DATED)
    weight = forms.ChoiceField(label=_("Weight"), choices=Task.Weight.choices, initial=Task.Weight.NORMAL)
    product = LineField(label=_("Product"), required=False)
    result = LineField(label=_("Result handed over to whom, or a figure"), required=False)
    owner = UnitField(label=_("Issued by the office of"))
    once = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["lead"].required = not (data and (data.get("leads") or data.get("group")))

    def clean_once(self) -> str:
        """The key made with the form, or none: whoever sends none takes the risk of sending twice."""
        once: str = self.cleaned_data["once"]
        return once if re.fullmatch("[0-9a-f]{32}", once) else ""

    def clean(self) -> dict[str, Any]:
        """No date wants a reason; a group stands instead of single leads."""
        data = super().clean() or {}
        if data.get("kind") == ItemKind.DATED and not data.get("due_on") and data.get("undated_reason"):
            data["kind"] = ItemKind.UNDATED
        if data.get("kind") == ItemKind.UNDATED and not data.get("undated_reason"):
            self.add_error("undated_reason", wording.REASON_UNDATED)
        if data.get("group") and (data.get("lead") or data.get("leads")):
            self.add_error("group", wording.TWO_LEAD_LISTS)
        return data
