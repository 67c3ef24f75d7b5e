"""Filters that say what a progress report carries beside its sentence."""

from __future__ import annotations

from typing import Any

from django import template

from namro.tasks import stages
from namro.tasks.models import State
from namro.tasks.queries.reported import at_closing

register = template.Library()


@register.filter
def stage(code: str) -> str:
    """A stage of the product in words."""
    return stages.label(code)


@register.filter
def mark(code: str) -> str:
    """The mark of a report in words."""
    return str(stages.Mark(code).label)


@register.filter
def closable(row: Any) -> bool:
    """Whether a row read ``with_reported`` is open and its product has come to the stage that closes its task."""
    return row.state == State.OPEN and at_closing(row)
