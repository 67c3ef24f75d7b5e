"""Fields every room's forms are made of: one line, a text, a Vietnamese day, a unit chosen by typing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.core import clock
from namro.core.days import parse_day
from namro.core.errors import Refusal
from namro.core.text import clean, clean_line, plain
from namro.orgs import queries
from namro.orgs.models import Unit
from namro.web.unit_boxes import UnitBox, UnitsBox, unit_called


class LineField(forms.CharField):
    """One line of text that may enter the database."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 500, **options})

    def to_python(self, value: Any) -> str:
        return _cleaned(clean_line, value, self.label)


class TextField(forms.CharField):
    """Several lines of text that may enter the database."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea({"rows": 4}), **options})

    def to_python(self, value: Any) -> str:
        return _cleaned(clean, value, self.label)


class WholeTextField(TextField):
    """The text of a whole document: not judged line by line here, but by its header where it is registered (F93)."""

    def to_python(self, value: Any) -> str:
        return _cleaned(plain, value, self.label)


def _cleaned(clean_one: Any, value: Any, label: Any) -> str:
    try:
        return clean_one(str(value), field=str(label or "")) if value not in (None, "") else ""
    except Refusal as refusal:
        raise ValidationError(str(refusal)) from refusal


class DayField(forms.CharField):
    """A day written as dd/mm/yyyy, whatever language the browser speaks."""

    def __init__(self, **options: Any) -> None:
        box = forms.TextInput({"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**{"max_length": 10, "widget": box, **options})

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        day = parse_day(words)
        if day is None:
            raise ValidationError(_("“%(value)s” is no date. Write it as 31/12/2026."), params={"value": words})
        return day

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def choose(choices: Iterable[tuple[str, Promise | str]]) -> list[tuple[str, Promise | str]]:
    """The choices with an empty first one: nothing is chosen by silence."""
    return [("", "—"), *choices]


class UnitField(forms.CharField):
    """A unit chosen by typing its name, short name, alias or code; suggestions come from the register.

    ``on`` is the day whose names count (default today); the cleaned value is the Unit.
    """

    def __init__(self, *, on: date | None = None, **options: Any) -> None:
        super().__init__(**{"max_length": 300, "widget": UnitBox(on), **options})
        self.on = on

    def clean(self, value: Any) -> Any:
        words = _cleaned(clean_line, super().clean(value), self.label)
        return unit_called(words, self.on or clock.today()) if words else None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Unit):
            return f"{value.code} — {queries.names([value.pk], self.on or clock.today()).get(value.pk, '')}"
        return value


class UnitsField(forms.CharField):
    """Several units, one a line; the cleaned value is a list of Unit without doubles, in the order written.

    The box is always the one that suggests: of a ``widget`` given, its number of rows counts.
    """

    def __init__(self, *, on: date | None = None, widget: forms.Textarea | None = None, **options: Any) -> None:
        super().__init__(widget=UnitsBox(on, rows=widget.attrs["rows"] if widget else 4), **options)
        self.on = on

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in _cleaned(clean, super().clean(value), self.label).splitlines()]
        found = [unit_called(line, self.on or clock.today()) for line in lines if line]
        return list(dict.fromkeys(found))
