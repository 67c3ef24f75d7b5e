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
from namro.tasks import queries
from namro.web.tasks.figures import FOUR, KINDS, address, figure

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
        ("web:to_confirm", _("To confirm"), office),
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


@dataclass(frozen=True)
class Block:
    """A part of the first page: what waits, each figure opening its rows."""

    title: Promise
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Tile:
    """One figure of the first page."""

    label: Promise
    value: int
    url: str
    tone: str = ""


@register.simple_tag(takes_context=True)
def waiting_work(context: RequestContext) -> list[Block]:
    """What waits for this reader: as reporter, as coordinator, as somebody who oversees."""
    scope = context["request"].scope
    found = []
    if scope.holds(Role.REPORTER) or scope.holds(Role.UNIT_HEAD):
        found.append(Block(_("My unit's work"), _own(scope)))
    if scope.holds(Role.COORDINATOR):
        found.append(Block(_("Waiting for the office"), _office(scope)))
    elif scope.overseen != []:
        found.append(Block(_("Tasks assigned"), _overseen(scope)))
    return found


def _own(scope: Scope) -> tuple[Tile, ...]:
    counted = queries.own_waiting(scope)
    page = reverse("web:own_work")
    return (
        Tile(_("late"), counted["overdue"], f"{page}?show=overdue", "red"),
        Tile(_("due within 7 days"), counted["due_soon"], f"{page}?show=due_soon", "amber"),
        Tile(_("returned"), counted["returned"], f"{page}?show=returned", "amber"),
        Tile(_("all open"), counted[""], page),
    )


def _office(scope: Scope) -> tuple[Tile, ...]:
    counted = queries.office_waiting(scope)
    overdue, silent = KINDS["open_overdue"], KINDS["unreported"]
    return (
        Tile(_("completions to confirm"), counted.to_confirm, reverse("web:to_confirm"), "amber"),
        Tile(_("overdue assignments"), counted.overdue, address({}, overdue.filters), "red"),
        Tile(_("overdue and never updated"), counted.unreported, address({}, silent.filters), "red"),
    )


def _overseen(scope: Scope) -> tuple[Tile, ...]:
    counted = queries.counters(scope)
    found = [figure(name, counted, {}) for name in ("assigned", *FOUR, "exited")]
    return tuple(Tile(one.kind.label, one.value, one.url, one.kind.tone) for one in found)
