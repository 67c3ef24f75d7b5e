"""The values that pass between the stages: what was read, what stands where, what was found.

Offsets are Python ``str`` indices into ``SourceText.text``, half-open: ``text[start:end]`` is the quotation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

BlockKind = Literal["heading", "paragraph", "item", "cell", "header", "footer", "note", "table", "chrome"]

AnnotationType = Literal[
    "reference", "organisation", "person", "date", "directive", "indicator",
    "shortcoming", "proposal", "result", "meeting", "cadence", "boilerplate",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of layout: a paragraph, a table cell (``table``, ``row``, ``column`` count from 0), a page header.

    A "note" is a footnote or endnote of a word processor's file: its text, but none of the body's outline.

    ``paragraph`` is the number of the paragraph in a Word file's body, from 0, tables' paragraphs counted too.
    """

    kind: BlockKind
    start: int
    end: int
    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run of characters, usually one word, is drawn: ``page`` from 0, ``line`` from 0 within the page.

    ``box`` is left, top, right, bottom in ten-thousandths of the page's width and height, from its top left corner.
    """

    start: int
    end: int
    page: int
    line: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as read. ``text`` is exactly what offsets refer to; a better reader makes a new SourceText.

    ``encoding`` is named for text files only, ``pages`` counted for PDF and images only; ``warnings`` are codes, never
    sentences. ``places`` is in order of ``start`` without overlaps, empty where a format has no pages.
    """

    text: str
    format: str
    reader: str
    encoding: str | None = None
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()
    pages: int | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """One find: its type, its place, the fields of the gold schema, the rule that found it, how sure it is (0-1)."""

    type: AnnotationType
    start: int
    end: int
    rule: str
    confidence: float
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What the caller knows and the text need not say.

    ``issued_on`` resolves dates without a year; ``known_bodies`` are canonical names of the register (name -> aliases);
    ``home`` is the place whose bodies are meant by "Thành ủy", "UBND tỉnh" when the text does not say.
    """

    issued_on: date | None = None
    known_bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    home: str | None = None
