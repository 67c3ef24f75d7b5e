"""Chapters from Markdown to HTML: our own few forms, everything else escaped, no address that leaves the house.

``## Title {#name}`` names a section. ``[words](chapter#section)`` leads to the guide, ``[words](page:tasks)`` to a page of the
application. ``![what one sees](name)`` is a picture of the guide. `` `Ctrl+Enter` `` is drawn as keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

PICTURES = Path(__file__).parent.parent / "static" / "web" / "guide"
_OPENING = ["heading_open", "inline", "heading_close", "paragraph_open", "inline", "paragraph_close"]
_NAMED = re.compile(r"^(?P<title>.*\S)\s*\{#(?P<name>[a-z0-9-]+)\}$")
_KEY = re.compile(
    r"(Ctrl|Alt|Shift|Enter|Tab|Esc|F\d+|Delete|Insert|Backspace|[↑↓←→]|[1-9])([ +–…]+\w+|[ +–…]+[↑↓←→])*"
)


@dataclass(frozen=True)
class Section:
    """A named heading of a chapter, for its table of contents."""

    name: str
    title: str


@dataclass(frozen=True)
class Page:
    """A chapter taken apart: the heading and the first paragraph stand in the frame, the rest is HTML."""

    title: str
    purpose: str
    html: str
    sections: tuple[Section, ...]


class Unfit(ValueError):
    """The chapter says something that a chapter may not."""


def page(text: str, language: str) -> Page:
    """Render one chapter."""
    tokens = _parser().parse(text)
    if [token.type for token in tokens[:6]] != _OPENING:
        raise Unfit("a chapter begins with its title and one paragraph")
    title, purpose, rest = tokens[1].content, tokens[4].content, tokens[6:]
    sections = tuple(_sections(rest))
    return Page(title, purpose, _parser().renderer.render(rest, _parser().options, {"language": language}), sections)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    for name, rule in (("image", _image), ("link_open", _link), ("code_inline", _code)):
        parser.add_render_rule(name, rule)
    parser.add_render_rule("table_open", lambda *_given: '<table class="table">')
    return parser


def _sections(tokens: Sequence[Token]) -> Iterator[Section]:
    """The named headings; their names become ids and leave the words."""
    for opening, words in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        named = _NAMED.match(words.content)
        if opening.tag != "h2" or named is None or not words.children:
            raise Unfit(f"a heading without a name: {words.content}")
        opening.attrSet("id", named["name"])
        last = words.children[-1]
        last.content = re.sub(r"\s*\{#[a-z0-9-]+\}$", "", last.content)
        yield Section(named["name"], named["title"])


def _image(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: dict[str, str]) -> str:
    token = tokens[place]
    name = f"{env['language']}/{token.attrs['src']}.webp"
    with Image.open(PICTURES / name) as picture:
        width, height = picture.size
    shown, words = escape(static(f"web/guide/{name}")), escape(token.content)
    drawn = f'<img src="{shown}" alt="{words}" width="{width}" height="{height}" loading="lazy">'
    return f'<a class="guide-picture" href="{shown}">{drawn}</a>'


def _link(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: dict[str, str]) -> str:
    return f'<a href="{escape(address(str(tokens[place].attrs["href"])))}">'


def address(target: str) -> str:
    """``page:name`` is a page of the application, ``chapter#section`` or ``#section`` a place in the guide."""
    if target.startswith("#"):
        return target
    if target.startswith("page:"):
        return reverse(f"web:{target.removeprefix('page:')}")
    name, _, section = target.partition("#")
    if not re.fullmatch(r"[a-z-]+", name):
        raise Unfit(f"the guide leads to its own chapters and pages only: {target}")
    return reverse("web:guide_chapter", args=[name]) + (f"#{section}" if section else "")


def _code(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: dict[str, str]) -> str:
    words = tokens[place].content
    tag = "kbd" if _KEY.fullmatch(words) else "code"
    return f"<{tag}>{escape(words)}</{tag}>"
