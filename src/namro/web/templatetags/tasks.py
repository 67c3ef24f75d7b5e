"""Tags of the task pages and of their part of the first page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks.queries import LABELS
from namro.web.tasks import home
from namro.web.tasks.figures import address

register = template.Library()
CONTEXT = 32  # characters kept on each side of a quotation


@dataclass(frozen=True)
class Tab:
    """A page of the room."""

    label: Promise
    url: str
    current: bool


def _pages(scope: Scope) -> list[tuple[str, Promise, bool]]:
    working = scope.holds(Role.REPORTER) or scope.holds(Role.UNIT_HEAD)
    office = scope.holds(Role.COORDINATOR)
    return [
        ("web:own_work", _("My unit's work"), working),
        ("web:tasks", _("Task register"), scope.seen != []),
        ("web:tasks_by_unit", _("By unit"), scope.overseen != []),
        ("web:unmet", _("Items not met"), scope.seen != []),
        ("web:to_confirm", _("Waiting for a decision"), office or scope.holds(Role.LEADER)),
        ("web:new_task", _("New task"), office or scope.holds(Role.LEADER)),
    ]


@register.simple_tag(takes_context=True)
def task_tabs(context: RequestContext) -> list[Tab]:
    """The room's pages this reader may open."""
    request = context["request"]
    found = [(label, reverse(name)) for name, label, shown in _pages(request.scope) if shown]
    return [Tab(label, url, request.path == url) for label, url in found]


@register.simple_tag(takes_context=True)
def unit_tasks(context: RequestContext, code: str) -> str:
    """Address of a unit's lines in the register; empty for who sees no work at all."""
    return address({}, {"unit": code}) if context["request"].scope.seen != [] else ""


@register.filter
def standing(name: str) -> str:
    """Where a task stands as a whole, in words; nothing of what is not assigned to anybody."""
    return str(LABELS.get(name, ""))


@register.filter
def from_word(words: str, place: int) -> str:
    """The words before a quotation at ``place``, from a whole word on; the text goes on before them where it does."""
    if not words or place <= len(words):
        return words
    found = re.search(r"\s+(?=\S)", words)
    return f"… {words[found.end() :]}" if found else "… "


@register.filter
def to_word(words: str) -> str:
    """The words after a quotation, up to a whole word; what was kept in full length goes on."""
    if len(words) < CONTEXT:
        return words
    found = re.match(r"(.*\S)\s+\S*$", words, re.DOTALL)
    return f"{found[1]} …" if found else " …"


@register.simple_tag
def document_place(document_id: int, start: Any = None, end: Any = None) -> str:
    """Address of a document's page, at the words; empty where the installation has no such page."""
    try:
        page = reverse("web:document", args=[document_id])
    except NoReverseMatch:
        return ""
    return f"{page}#c{start}-{end}" if start is not None else page


@register.simple_tag(takes_context=True)
def waiting_work(context: RequestContext) -> list[home.Part]:
    """What waits for this reader: as reporter, as coordinator, as somebody who oversees."""
    return home.parts(context["request"].scope)
