"""Forms of the administration: accounts and roles, units, posts, the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from namro.core.models import CalendarDay
from namro.orgs.actions import Decision
from namro.orgs.importing import CODE
from namro.orgs.models import Role, Tenure, Unit, UnitLink, UnitVersion
from namro.web.forms import DayField, LineField, TextField, UnitField, choose

_SIGNS = RegexValidator(r"^[\w.@+-]+\Z", _("Use letters, digits and . @ + - _ only."))
_CODE_SIGNS = RegexValidator(CODE, _("Use letters, digits, dot, dash and underscore only, at most 40."))


class InstallationForm(forms.Form):
    """The installation's own row."""

    name = LineField(label=_("Name of the office"), max_length=200)
    place = LineField(
        label=_("Place"),
        max_length=200,
        required=False,
        help_text=_("The place whose bodies documents mean when they name none, such as “the province”."),
    )


class AccountForm(forms.Form):
    """A new account."""

    username = LineField(label=_("User name"), max_length=80, validators=[_SIGNS])
    full_name = LineField(label=_("Full name"), max_length=200)


class RoleForm(forms.Form):
    """A role on a unit from a day on."""

    role = forms.ChoiceField(label=_("Role"), choices=choose(Role.choices))
    unit = UnitField(
        label=_("On the unit"),
        required=False,
        help_text=_("Type a name and choose. Empty = the whole installation, for administrators and auditors only."),
    )
    with_subtree = forms.BooleanField(label=_("with all units under it"), required=False)
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until, not included"), required=False, help_text=_("The first day the role is no longer held.")
    )

    def clean(self) -> dict[str, Any]:
        """The end comes after the start."""
        return _in_order(self, super().clean() or {}, "since", "until")


def _in_order(form: forms.Form, data: dict[str, Any], first: str, last: str) -> dict[str, Any]:
    if data.get(first) and data.get(last) and data[last] <= data[first]:
        form.add_error(last, _("This day must come after the first one."))
    return data


class DecidedForm(forms.Form):
    """The document that decides a fact, as words."""

    decided_symbol = LineField(label=_("Deciding document"), required=False, max_length=100)
    decided_by = LineField(label=_("Issued by"), required=False, max_length=300)
    decided_on = DayField(label=_("Issued on"), required=False)

    def decision(self) -> Decision:
        """As the actions take it."""
        data = self.cleaned_data
        return Decision(data["decided_symbol"], data["decided_by"], data["decided_on"])


class NewUnitForm(DecidedForm):
    """One unit to open."""

    code = LineField(label=_("Code"), max_length=40, validators=[_CODE_SIGNS])
    name = LineField(label=_("Name"), max_length=300)
    short_name = LineField(label=_("Short name"), required=False, max_length=150)
    tree = forms.ChoiceField(label=_("System"), choices=choose(Unit.Tree.choices))
    kind = forms.ChoiceField(label=_("Kind"), choices=choose(UnitVersion.Kind.choices))
    parent = UnitField(label=_("Under"), required=False)
    opened_on = DayField(label=_("From"))
    aliases = TextField(label=_("Also written"), required=False, help_text=_("One spelling a line."))
    field_order = ("code", "name", "short_name", "tree", "kind", "parent", "opened_on", "aliases")


class VersionForm(DecidedForm):
    """What changes from a day on; what is left as it is stays."""

    valid_from = DayField(label=_("From"))
    name = LineField(label=_("Name"), max_length=300)
    short_name = LineField(label=_("Short name"), required=False, max_length=150)
    kind = forms.ChoiceField(label=_("Kind"), choices=choose(UnitVersion.Kind.choices))
    parent = UnitField(label=_("Under"), required=False)
    field_order = ("valid_from", "name", "short_name", "kind", "parent")


class LinkForm(DecidedForm):
    """A tie with a unit of another tree."""

    kind = forms.ChoiceField(label=_("Link"), choices=choose(UnitLink.Kind.choices))
    to_unit = UnitField(label=_("With the unit"))
    since = DayField(label=_("From"))
    field_order = ("kind", "to_unit", "since")


class PostForm(forms.Form):
    """Who holds a post from a day on."""

    title = LineField(label=_("Post"), max_length=200)
    person = LineField(label=_("Full name"), max_length=200)
    kind = forms.ChoiceField(label=_("As"), choices=choose(Tenure.Kind.choices))
    since = DayField(label=_("From"))
    is_head = forms.BooleanField(label=_("This post heads the unit"), required=False, initial=True)


class CalendarForm(forms.Form):
    """One day that differs from its weekday."""

    day = DayField(label=_("Day"))
    kind = forms.ChoiceField(label=_("Is a"), choices=choose(CalendarDay.Kind.choices))
    note = LineField(label=_("Reason"), max_length=300)
    symbol = LineField(label=_("Deciding document"), required=False, max_length=100)


class SheetForm(forms.Form):
    """A workbook with units."""

    sheet = forms.FileField(label=_("Excel workbook (.xlsx)"), max_length=300)


def today_as(field: str, today: date) -> dict[str, date]:
    """Initial data: a day field that starts with today."""
    return {field: today}
