"""One page of a PDF as read: its lines in reading order, its tables, what was stamped on it, what its margins say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
import regex

from vanban.files.pdf_aligned import aligned_tables
from vanban.files.pdf_columns import in_order
from vanban.files.pdf_fonts import is_garbled, mend
from vanban.files.pdf_frame import Frame, frame_of
from vanban.files.pdf_lines import Line, despaced, rows_of, tokens
from vanban.files.pdf_rules import Drawn, drawn_on
from vanban.files.pdf_stamps import field_boxes, signatures_apart, stamped_apart
from vanban.files.pdf_tables import Cell, Table, tables_of
from vanban.files.pdf_words import Words, words_of
from vanban.model import BlockKind

_ITEM = regex.compile(r"(?:[-+*•▪➢✓❖]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|[a-zđ][.)]\s)")
_SCANNED = 0.5  # of the page under one picture
_SCAN_LETTERS = 40  # a line's worth
_PADDING = 8.0  # points a cell keeps free at its sides together


class Piece(NamedTuple):
    """A word to be written and where it is drawn."""

    text: str
    box: tuple[int, int, int, int]
    page: int
    line: int
    tight: bool = False  # no space before it: the rest of a symbol that was cut


@dataclass(slots=True)
class Row:
    """A line of the page to be written as a line of the text."""

    pieces: list[Piece]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    kind: BlockKind = "paragraph"

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return spoken(self.pieces)


@dataclass(slots=True)
class Field:
    """A table cell to be written: paragraphs of words."""

    row: int
    column: int
    paragraphs: list[list[Piece]]
    page: int

    @property
    def text(self) -> str:
        """The words of all paragraphs."""
        return " ".join(spoken(paragraph) for paragraph in self.paragraphs)


@dataclass(slots=True)
class Ruled:
    """A table to be written."""

    edges: tuple[float, ...]
    fields: list[Field]


@dataclass(slots=True)
class Page:
    """What was read from a page; ``stamps`` are lines of signatures, ``letters`` counts what can be read."""

    number: int
    width: float
    height: float
    body: list[Row | Ruled] = field(default_factory=list)
    stamps: list[Row] = field(default_factory=list)
    foot_rule: float | None = None
    letters: int = 0
    pictures: int = 0
    garbled: bool = False


def read_page(document: Any, number: int) -> Page:
    """Read one page of an open document."""
    page = document[number]
    try:
        frame = frame_of(page)
        words = _words(document, page, number, frame)
        drawn = drawn_on(page, frame, words.turns)
    finally:
        page.close()
    width, height = frame.size(words.turns)
    made = Page(number, width, height, pictures=drawn.pictures)
    made.garbled = is_garbled([*words.main, *words.aside])
    if not made.garbled:
        made.letters = sum(c.isalpha() for word in (*words.main, *words.aside) for c in word.text)
        _lay_out(made, words, drawn)
        if drawn.covered > _SCANNED:
            _take_for_scan(made)
    return made


def _take_for_scan(made: Page) -> None:
    """Where a picture covers the page and beside stamps hardly a word is written, what is written is in the picture."""
    stamped = sum(c.isalpha() for row in made.stamps for c in row.text)
    if made.letters - stamped >= _SCAN_LETTERS:
        return
    made.stamps = [*(row for row in made.body if isinstance(row, Row)), *made.stamps]
    for row in made.stamps:
        row.kind = "chrome"
    made.body, made.letters = [], 0


def _words(document: Any, page: Any, number: int, frame: Frame) -> Words:
    """Return the words of a page, those of its fields and stamps among them."""
    textpage = page.get_textpage()
    layers = field_boxes(page)
    if not layers:
        try:
            return _mended(words_of(textpage, frame), textpage)
        finally:
            textpage.close()
    own = textpage.count_chars()
    textpage.close()
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    flat = document[number]
    textpage = flat.get_textpage()
    try:
        return _mended(words_of(textpage, frame, layers, own), textpage)
    finally:
        textpage.close()
        flat.close()


def _mended(words: Words, textpage: Any) -> Words:
    mend(words.main, textpage)
    mend(words.aside, textpage)
    words.main = despaced(words.main)
    return words


def _lay_out(made: Page, words: Words, drawn: Drawn) -> None:
    """Put lines and tables into reading order, signatures apart."""
    own, stamped = stamped_apart(words.main)
    own, signed = signatures_apart(own)
    tables, own = tables_of(drawn.level, drawn.upright, own)
    writer = _Writer(made.number, words.frame)
    bands: list[list[Any]] = [[] for _ in range(len(tables) + 1)]
    for word in own:
        bands[sum(table.y0 < (word.y0 + word.y1) / 2 for table in tables)].append(word)
    for place, band in enumerate(bands):
        made.body.extend(_in_band(rows_of(band), drawn, writer))
        if place < len(tables):
            made.body.append(writer.table(tables[place]))
    made.body.extend(writer.row(line) for line in _other_ways(words))
    made.stamps = [writer.row(line, "chrome") for line in (*stamped, *signed)]
    low = [r.at for r in drawn.level if r.at > made.height / 3 and 40 < r.end - r.begin < made.width / 2]
    made.foot_rule = max((at for at in low if not any(t.y0 - 3 <= at <= t.y1 + 3 for t in tables)), default=None)


def _in_band(rows: list[Line], drawn: Drawn, writer: _Writer) -> Iterator[Row | Ruled]:
    """Yield the lines between two ruled tables, and the tables among them that nobody ruled."""
    done = 0
    for found in aligned_tables(rows, drawn.level):
        yield from (writer.row(line) for line in in_order(rows[done : found.first]))
        yield writer.table(found.table)
        done = found.last
    yield from (writer.row(line) for line in in_order(rows[done:]))


def _other_ways(words: Words) -> Iterable[Line]:
    """Yield the lines drawn in another direction than the page's, each direction by itself."""
    for turns in sorted({word.turns for word in words.aside}):
        yield from rows_of([word for word in words.aside if word.turns == turns])


class _Writer:
    """Numbers the lines of a page and gives each word its box as shown."""

    def __init__(self, page: int, frame: Frame) -> None:
        self._page = page
        self._placed = frame.placer()
        self._lines = 0

    def row(self, line: Line, kind: BlockKind = "paragraph") -> Row:
        return Row(self._pieces(line), line.x0, line.y0, line.x1, line.y1, line.size, kind)

    def table(self, table: Table) -> Ruled:
        return Ruled(table.edges, [Field(c.row, c.column, self._paragraphs(c), self._page) for c in table.cells])

    def _pieces(self, line: Line) -> list[Piece]:
        self._lines += 1
        placed = self._placed
        return [Piece(text, placed(box), self._page, self._lines - 1) for text, box in tokens(line)]

    def _paragraphs(self, cell: Cell) -> list[list[Piece]]:
        """Join the lines of a cell into paragraphs: a line that had room for the next word was ended on purpose."""
        paragraphs: list[list[Piece]] = []
        before: Line | None = None
        for line in cell.lines:
            pieces = self._pieces(line)
            cut = bool(paragraphs and pieces) and is_cut(spoken(paragraphs[-1][-3:]), pieces[0].text)
            if before is None or (not cut and _begins(before, line, cell.width)):
                paragraphs.append(pieces)
            else:
                extend(paragraphs[-1], pieces)
            before = line
        return paragraphs


def _begins(before: Line, line: Line, width: float) -> bool:
    """Tell whether a line of a cell begins a paragraph of its own."""
    if line.text[0].islower() and not _ITEM.match(line.text):
        return False
    if _ITEM.match(line.text):
        return True
    first = line.words[0]
    needed = before.x1 - before.x0 + first.x1 - first.x0 + 0.25 * line.size
    return needed < width - _PADDING - 0.5 * line.size


_CUT_END = regex.compile(r"(?:^|[\s(])\d+[\w.]*(?:[/-][\w.&]+)*[/-]$|(?:^|[\s(])\d+/\d{0,4}[A-ZĐ][\w&]*$")
_CUT_WORD = regex.compile(r"\d|(?:[A-ZĐ&]{2,}[a-zđ]?|[A-ZĐ][a-zđ][A-ZĐ]\w*)(?!\w)")
_CUT_BEGIN = regex.compile(r"[-/][A-ZĐ]{2,}")


def is_cut(before: str, after: str) -> bool:
    """Tell whether a symbol or a date was cut between two lines ("01-" and "CTr/TU", "12/" and "3/2026")."""
    if before.endswith("\u00ad"):
        return after[:1].islower()
    if not _CUT_END.search(before):
        return False
    return bool(_CUT_WORD.match(after) if before[-1] in "/-" else _CUT_BEGIN.match(after))


def extend(pieces: list[Piece], more: list[Piece]) -> None:
    """Put the words of the next line after those of the line before, a cut symbol together again."""
    if pieces and more and is_cut(spoken(pieces[-3:]), more[0].text):
        more = [more[0]._replace(tight=True), *more[1:]]
    pieces.extend(more)


def spoken(pieces: list[Piece]) -> str:
    """Return the words with one space between them, a cut symbol whole."""
    return "".join(("" if not n or piece.tight else " ") + piece.text for n, piece in enumerate(pieces))
