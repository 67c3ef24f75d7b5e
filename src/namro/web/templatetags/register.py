"""Tags of the register's lines."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from namro.web.tasks.marking import lit as lit_words

register = template.Library()


@register.filter
def lit(text: str, words: str) -> SafeString:
    """The text with the searched words lit."""
    return lit_words(text, words)
