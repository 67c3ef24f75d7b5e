"""Tags and filters of every page: navigation, days and numbers, the sentence of an event."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.db.backends.postgresql.psycopg_any import DateRange
from django.template.context import RequestContext
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from namro.core.models import Event
from namro.web import navigation as menu
from namro.web import wording
from namro.web.guide import help

register = template.Library()
_SWAP = str.maketrans(".,", ",.")  # Django's Vietnamese formats do not group


@register.simple_tag(takes_context=True)
def navigation(context: RequestContext) -> list[menu.Link]:
    """The main navigation's entries for this reader."""
    request = context.get("request")
    return menu.entries(request) if request is not None else []


@register.simple_tag(takes_context=True)
def help_address(context: RequestContext) -> str:
    """Where the guide speaks of this page."""
    request = context.get("request")
    return help.address(request) if request is not None else reverse("web:guide")


@register.simple_tag(takes_context=True)
def page_keys(context: RequestContext) -> tuple[help.Key, ...]:
    """The shortcuts of this page."""
    request = context.get("request")
    return help.keys(request) if request is not None else ()


@register.simple_tag
def css(sheet: str) -> str:
    """Address of one of the frame's style sheets."""
    return static(f"web/css/{sheet}.css")


@register.filter
def words(value: str) -> list[str]:
    """Split at white space."""
    return value.split()


@register.filter
def day(value: date | None) -> str:
    """31/12/2026; nothing for no day."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return value.strftime("%d/%m/%Y") if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """31/12/2026 09:05, in Viet Nam."""
    return timezone.localtime(value).strftime("%d/%m/%Y %H:%M") if value else ""


@register.filter
def span(value: DateRange | None) -> str:
    """A half-open range of days as people say it: 01/07/2025 - 31/12/2026, or from a day on."""
    return wording.span(value) if value is not None else ""


@register.filter
def number(value: Any) -> str:
    """1.234 in Vietnamese, 1,234 in English."""
    if value is None:
        return ""
    text = f"{value:,}"
    return text.translate(_SWAP) if get_language() == "vi" else text


@register.filter
def page_numbers(page: Page[Any]) -> list[int | None]:
    """First, last and the neighbours of the page; None stands for a gap."""
    return [
        n if isinstance(n, int) else None for n in page.paginator.get_elided_page_range(page.number, on_each_side=2)
    ]


@register.filter
def is_check(field: forms.BoundField) -> bool:
    """Whether the field is one box to tick."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def sentence(event: Event) -> str:
    """What happened, in the reader's language."""
    return wording.event(event)
