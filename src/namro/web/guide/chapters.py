"""The chapters: which there are, for whom, in which order; read from the Markdown files beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.web.guide import markdown

HERE = Path(__file__).parent
LANGUAGES = ("vi", "en")
# For whom -> the chapters' names, which are their addresses and the names of their files, in the order of reading.
PARTS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("For everybody"), ("start", "organisation")),
    (
        _("Officer of the office"),
        ("documents", "review", "assign", "task", "decide", "register", "lists", "portfolios"),
    ),
    (_("Unit that carries out"), ("update", "grid", "share")),
    (_("Head of a unit"), ("head",)),
    (_("Leader"), ("leader",)),
    (_("Administrator"), ("units", "accounts", "upkeep", "command-line")),
)
NAMES = tuple(name for _part, names in PARTS for name in names)


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language."""

    name: str
    title: str
    purpose: str
    html: str
    sections: tuple[markdown.Section, ...]


@cache
def chapter(name: str, language: str) -> Chapter:
    """The chapter, in Vietnamese where the language has none."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    page = markdown.page(path(name, language).read_text(encoding="utf-8"), language)
    return Chapter(name, page.title, page.purpose, page.html, page.sections)


def path(name: str, language: str) -> Path:
    """The chapter's file."""
    return HERE / language / f"{name}.md"


def neighbours(name: str) -> tuple[str, str]:
    """What one reads before and after; empty at the ends."""
    place = NAMES.index(name)
    return NAMES[place - 1] if place else "", NAMES[place + 1] if place + 1 < len(NAMES) else ""
