"""Tags of the review: a role's line with its offers, the sign of a state."""

from __future__ import annotations

from typing import Any

from django import template

from namro.tasks.queries.reviewing import Item, ItemState
from namro.web.review.desk import changes
from namro.web.review.forms import ItemForm
from namro.web.review.marks import SIGNS

register = template.Library()


@register.filter
def sign(state: ItemState) -> str:
    """A sign for those who do not see the colour."""
    return SIGNS.get(state, "")


@register.simple_tag
def changed_fields(item: Item) -> list[str]:
    """The names of the fields an officer corrected."""
    return list(changes(item))


@register.inclusion_tag("web/review/units_line.html")
def units_line(form: ItemForm, role: str) -> dict[str, Any]:
    """One role: its units, the collectives offered for it, the names that are in doubt."""
    taken = set(form["taken"].value() or ())
    groups = [(one, f"group:{one.role}:{one.group}") for one in form.draft.offers if one.role == role]
    doubts = [
        (one, [(body, f"unit:{role}:{body.unit_id}") for body in one.candidates])
        for one in form.draft.doubts
        if one.role == role
    ]
    return {
        "field": form[role],
        "groups": [(offer, value, value in taken) for offer, value in groups],
        "doubts": [(doubt, [(body, value, value in taken) for body, value in found]) for doubt, found in doubts],
    }
