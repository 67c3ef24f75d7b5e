"""A field of several units: ticked names, a box to add one by typing, and on demand each one's part and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from namro.core import clock
from namro.core.text import clean_line
from namro.orgs.models import Unit
from namro.orgs.queries import names
from namro.web.forms import DayField, LineField, UnitField
from namro.web.unit_boxes import UnitBox

MOST = 1000


@dataclass(frozen=True)
class Picked:
    """A unit with its own part and day, both may be empty."""

    unit: Unit
    part: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Chip:
    """A ticked name as the page shows it."""

    code: str
    name: str
    part: str = ""
    due: str = ""


@dataclass(frozen=True)
class Typed:
    """What came with the request."""

    codes: tuple[str, ...]
    more: str
    parts: Mapping[str, tuple[str, str]]


class UnitTicks(forms.Widget):
    """Ticked names with a box for one more."""

    template_name = "web/review/units.html"

    def __init__(self, *, on: date | None = None, with_parts: bool = False) -> None:
        super().__init__()
        self.on, self.with_parts = on, with_parts

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        """Codes ticked, the name typed, parts and days by code."""
        codes = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, ())
        parts = {
            code: (data.get(f"{name}_part_{code}", ""), data.get(f"{name}_due_{code}", "")) for code in codes[:MOST]
        }
        return Typed(tuple(codes[:MOST]), data.get(f"{name}_more", ""), parts if self.with_parts else {})

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Chips, and the typing box as a widget of its own."""
        found = super().get_context(name, value, attrs)
        chips, more = value if isinstance(value, tuple) else ([], "")
        own = found["widget"]["attrs"]
        said = {key: own[key] for key in ("aria-invalid", "aria-describedby") if key in own}
        box = UnitBox(self.on).get_context(f"{name}_more", more, {"id": own.get("id", name), **said})
        box["widget"]["attrs"]["placeholder"] = _("add a unit")
        found["widget"] |= {"chips": chips, "box": box["widget"], "with_parts": self.with_parts}
        return found


class PickedUnits(forms.Field):
    """Cleans to a list of ``Picked`` in the order shown, without doubles."""

    def __init__(self, *, on: date | None = None, with_parts: bool = False, **options: Any) -> None:
        super().__init__(required=False, widget=UnitTicks(on=on, with_parts=with_parts), **options)
        self.on = on

    def clean(self, value: Any) -> Any:
        typed: Typed = value
        units = {
            unit.code: unit for unit in Unit.objects.filter(code__in=[code for code in typed.codes if "\0" not in code])
        }
        more = UnitField(on=self.on, required=False).clean(typed.more)
        if more:
            units.setdefault(more.code, more)
        order = dict.fromkeys([*(code for code in typed.codes if code in units), *([more.code] if more else [])])
        return [self._picked(units[code], *typed.parts.get(code, ("", ""))) for code in order]

    def _picked(self, unit: Unit, part: str, due: str) -> Picked:
        try:
            words = LineField(required=False).clean(part)
            return Picked(unit, clean_line(words), DayField(required=False).clean(due))
        except ValidationError as error:
            raise ValidationError([f"{unit.code}: {said}" for said in error.messages]) from error

    def prepare_value(self, value: Any) -> Any:
        """Chips and the words still in the box, from a draft's chips or from what was typed."""
        if not isinstance(value, Typed):
            return (list(value or ()), "")
        units = dict(
            Unit.objects.filter(code__in=[one for one in value.codes if "\0" not in one]).values_list("code", "pk")
        )
        called = names(units.values(), self.on or clock.today())
        chips = [
            Chip(code, called.get(units[code], code), *value.parts.get(code, ("", "")))
            for code in dict.fromkeys(value.codes)
            if code in units
        ]
        return (chips, value.more)


def chips(bodies: Iterable[Any]) -> list[Chip]:
    """A draft's bodies as chips."""
    return [Chip(body.code, body.name) for body in bodies]
