"""Where bringing in a list is offered: to those who coordinate an office."""

from __future__ import annotations

from typing import Any

from django import template

from namro.web.tasks.lists import may

register = template.Library()


@register.simple_tag(takes_context=True)
def brings_lists_in(context: Any) -> bool:
    """Whether the reader may bring lists in."""
    return may(context["request"].scope)
