"""What an RTF file has said so far: paragraphs of its stories, rows of the open table; written out at the end."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import regex

from vanban.files import fonts
from vanban.files.compose import Composer
from vanban.model import BlockKind

_NEAR = 40  # twips: cell borders closer than this are meant to be one
_ONLY_NUMBERS = regex.compile(r"(?i)(?:[\W\d]|trang|page)*")

Pieces = list[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it will be written."""

    text: str
    kind: BlockKind
    at: int | None


@dataclass(slots=True)
class Row:
    """One row: its cells, the right borders of the cells as the row defines them, which cells go on from others."""

    cells: list[list[Paragraph]]
    borders: list[int]
    left: int
    joined: set[int]


@dataclass(slots=True)
class Story:
    """A body, note, header or text box while it is read."""

    pieces: Pieces = field(default_factory=list)
    label: Pieces = field(default_factory=list)
    done: list[Paragraph] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)

    def end_paragraph(self, kind: BlockKind, at: int | None) -> list[Paragraph]:
        """Close the paragraph and return it with the text boxes that hang on it."""
        label = " ".join(fonts.decoded(self.label).split())
        words = _whole(fonts.decoded(self.pieces))
        boxes, self.boxes, self.label, self.pieces = self.boxes, [], [], []
        text = f"{label} {words.lstrip()}" if label else words
        named: BlockKind = "item" if label and kind == "paragraph" else kind
        own = [Paragraph(text, named, at)] if words.strip() or any(c.isalnum() for c in label) else []
        return [*own, *boxes]


def _whole(text: str) -> str:
    """Put the halves of letters beyond the first 65,536 together."""
    if not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Page:
    """Writes paragraphs and tables in order."""

    def __init__(self) -> None:
        self.out = Composer()
        self._tables = 0

    def paragraphs(self, many: list[Paragraph]) -> None:
        """Write paragraphs."""
        for one in many:
            self.out.add(one.text, one.kind, paragraph=one.at)

    def margins(self, many: list[list[Paragraph]], kind: BlockKind) -> None:
        """Write page headers or footers, each wording once, without those that only count pages."""
        seen: set[str] = set()
        for margin in many:
            words = "\n".join(one.text for one in margin)
            if words not in seen and not _ONLY_NUMBERS.fullmatch(words):
                self.out.add(words, kind)
            seen.add(words)

    def table(self, rows: list[Row]) -> None:
        """Write a table; a cell's column is counted among the borders of all rows."""
        if not rows:
            return
        edges = _edges(rows)
        for number, row in enumerate(rows):
            left = row.left
            for place, cell in enumerate(row.cells):
                column = max(place, bisect_left(edges, left - _NEAR)) if place < len(row.borders) else place
                left = row.borders[place] if place < len(row.borders) else left
                mark = self.out.open_cell()
                if place not in row.joined:
                    self.paragraphs(cell)
                first = next((one.at for one in cell if one.at is not None), None)
                self.out.close_cell(mark, self._tables, number, column, first)
        self._tables += 1


def _edges(rows: list[Row]) -> list[int]:
    """Return all borders of a table from left to right, those that are nearly the same once."""
    found: list[int] = []
    for border in sorted({border for row in rows for border in (row.left, *row.borders)}):
        if not found or border - found[-1] >= _NEAR:
            found.append(border)
    return found
