"""Boxes in which units are typed: suggestions while typing, and what a typed name means when it is sent."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from namro.orgs import queries
from namro.orgs.models import Unit

_CODE = re.compile(r"\s+[—–-]\s+")
_NAMED = 5


def unit_called(words: str, on: date) -> Unit:
    """The unit meant: by code, by its whole name, by short name or alias, else the only one the words are found in."""
    for code in (_CODE.split(words)[0], words):
        if unit := Unit.objects.filter(code__iexact=code).first():
            if unit.closed_on and unit.closed_on <= on:
                raise ValidationError(
                    _("“%(name)s” was closed on %(day)s. Choose the unit that took over its work."),
                    params={"name": words, "day": unit.closed_on.strftime("%d/%m/%Y")},
                )
            return unit
    matches = queries.match_names([words], on)[words]
    found = queries.search(words, on, limit=_NAMED + 1)
    named = [one.unit_id for one in found if one.named]
    for meant in (named, matches, [one.unit_id for one in found]):
        if len(meant) == 1:
            return Unit.objects.get(pk=meant[0])
        if meant:
            raise ValidationError(
                _("Several units fit “%(name)s”: %(units)s. Choose one of them."),
                params={"name": words, "units": _listed(meant, on)},
            )
    raise ValidationError(_("There is no unit called “%(name)s”."), params={"name": words})


def _listed(unit_ids: list[int], on: date) -> str:
    called = queries.names(unit_ids[:_NAMED], on)
    codes = dict(Unit.objects.filter(pk__in=called).values_list("pk", "code"))
    shown = [f"{codes[one]} — {called[one]}" for one in unit_ids[:_NAMED]]
    return "; ".join([*shown, "…"] if len(unit_ids) > _NAMED else shown)


class _Suggesting:
    """What makes a box ask for units: the address, and the list under it that it controls."""

    on: date | None

    def suggesting(self, found: dict[str, Any], name: str) -> dict[str, Any]:
        """The widget's context with the attributes of a box that is completed from the register."""
        widget = found["widget"]
        asked = {"field": name, **({"on": self.on.isoformat()} if self.on else {})}
        widget["list"] = f"{widget['attrs'].get('id', name)}_units"
        widget["attrs"] |= {
            "data-units": True,
            "aria-autocomplete": "list",
            "aria-controls": widget["list"],
            "hx-get": f"{reverse('web:unit_options')}?{urlencode(asked)}",
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{widget['list']}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        return found


class UnitBox(_Suggesting, forms.TextInput):
    """A text box for one unit."""

    template_name = "web/parts/unit_box.html"

    def __init__(self, on: date | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false"})
        self.on = on

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        found = self.suggesting(super().get_context(name, value, attrs), name)
        found["widget"]["attrs"] |= {"role": "combobox", "aria-expanded": "false"}
        found["widget"]["plain"] = "django/forms/widgets/input.html"
        return found


class UnitsBox(_Suggesting, forms.Textarea):
    """A text box for several units, one a line: the line with the cursor is completed."""

    template_name = "web/parts/unit_box.html"

    def __init__(self, on: date | None = None, rows: int = 4) -> None:
        super().__init__({"rows": rows, "autocomplete": "off", "spellcheck": "false"})
        self.on = on

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        found = self.suggesting(super().get_context(name, value, attrs), name)
        found["widget"]["plain"] = "django/forms/widgets/textarea.html"
        return found
