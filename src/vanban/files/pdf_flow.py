"""The pages of a PDF as one text: sentences whole over page breaks, tables going on, every word with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from vanban.files.pdf_margins import mark_margins
from vanban.files.pdf_page import Field, Page, Piece, Row, Ruled, extend, is_cut, spoken
from vanban.model import Block, BlockKind, Place

_ENDED = regex.compile(r"[.;:!?…][\"”’»)\]*_ ]*$")
_BEGINS = regex.compile(
    r"(?:[-+*•▪➢✓❖]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|[a-zđ][.)]\s|[IVXLC]{1,6}[.)]\s|(?:Điều|Chương|Mục|Phần)\s+[\dIVX])"
)
_SHORT_LINE = 0.72  # of the widest: a line that ends so early ends its paragraph
_LONGEST_WAIT = 25  # lines a page number may wait for the end of a paragraph
_NEAR = 4.0  # points: edges of columns that are the same on the next page


@dataclass(slots=True)
class _Waiting:
    """What stands in the margins between two lines of the body."""

    rows: list[Row]


_Part = Row | Ruled | _Waiting


def flow(pages: Sequence[Page]) -> tuple[str, tuple[Block, ...], tuple[Place, ...]]:
    """Return the text, its blocks and its places."""
    mark_margins(pages)
    writer = _Writer()
    held: list[Row] = []
    waited = 0
    before: Row | None = None
    widest = 0.0
    for part in _continued(_parts(pages)):
        if isinstance(part, _Waiting):
            held.extend(part.rows)
            waited = 0
            continue
        if held and (waited >= _LONGEST_WAIT or not _runs_on(before, part, widest)):
            writer.rows(held)
            held = []
        waited += 1
        if isinstance(part, Ruled):
            writer.table(part)
            before = None
        else:
            writer.row(part, before)
            before = part
            widest = max(0.98 * widest, part.x1 - part.x0)
    writer.rows(held)
    return writer.finish()


def _parts(pages: Sequence[Page]) -> Iterator[_Part]:
    """Yield the parts of the body in order; what the margins of a page say comes after the page before or after itself."""
    for page in pages:
        rows = [part for part in page.body if isinstance(part, Row)]
        yield _Waiting([row for row in rows if row.kind == "header"])
        yield from (part for part in page.body if isinstance(part, Ruled) or part.kind == "paragraph")
        yield _Waiting([*(row for row in rows if row.kind == "footer"), *page.stamps])


def _continued(parts: Iterator[_Part]) -> list[_Part]:
    """Join tables that go on over a page break; a head that is repeated stands in the margin."""
    out: list[_Part] = []
    last: Ruled | None = None
    turned = False
    for part in parts:
        if isinstance(part, Ruled):
            if last is not None and turned and _same_columns(last, part):
                out.append(_Waiting(_go_on(last, part)))
                turned = False
                continue
            last = part
        elif isinstance(part, Row):
            last = None
        else:
            turned = True
        if isinstance(part, Ruled):
            turned = False
        out.append(part)
    return out


def _same_columns(one: Ruled, other: Ruled) -> bool:
    if len(one.edges) != len(other.edges):
        return False
    return all(abs(a - b) < _NEAR for a, b in zip(one.edges, other.edges, strict=True))


def _go_on(table: Ruled, more: Ruled) -> list[Row]:
    """Add the rows of ``more`` to ``table``; return the rows of a repeated head, as lines."""
    known, new = _rows(table), _rows(more)
    head = 0
    while head < min(len(known), len(new)) and _said(known[head]) == _said(new[head]) and any(_said(new[head])):
        head += 1
    if head == len(new) and head > 1:
        head = 0
    repeated = [[piece for one in row for paragraph in one.paragraphs for piece in paragraph] for row in new[:head]]
    new = new[head:]
    if new and len(known) > 1 and _is_rest(known, new[0]):
        _mend_row(known[-1], new.pop(0))
    following = len(known)
    for number, row in enumerate(new, following):
        table.fields.extend(Field(number, one.column, one.paragraphs, one.page) for one in row)
    return [Row(pieces, 0, 0, 0, 0, 1, "header") for pieces in repeated]


def _rows(table: Ruled) -> list[list[Field]]:
    rows: dict[int, list[Field]] = {}
    for one in table.fields:
        rows.setdefault(one.row, []).append(one)
    return [rows[number] for number in sorted(rows)]


def _said(row: list[Field]) -> list[tuple[int, str]]:
    return [(one.column, one.text) for one in row]


def _is_rest(known: list[list[Field]], row: list[Field]) -> bool:
    """Tell whether the first row on a new page is the rest of the row that the page break cut."""
    first, above = row[0], known[-1]
    if first.text or first.column or [one.column for one in row] != [one.column for one in above]:
        return False
    numbered = sum(bool(other[0].text) for other in known)
    return above[0].text != "" and numbered * 2 >= len(known)


def _mend_row(above: list[Field], rest: list[Field]) -> None:
    for one, more in zip(above, rest, strict=True):
        for paragraph in more.paragraphs:
            begun = one.paragraphs and not _BEGINS.match(spoken(paragraph))
            if begun and paragraph is more.paragraphs[0] and not _ENDED.search(spoken(one.paragraphs[-1])):
                extend(one.paragraphs[-1], paragraph)
            else:
                one.paragraphs.append(paragraph)


def _runs_on(before: Row | None, part: Row | Ruled, widest: float) -> bool:
    """Tell whether a sentence goes on from one line of the body to the next, so that nothing may come between."""
    if before is None or isinstance(part, Ruled):
        return False
    text = part.text
    if _ENDED.search(before.text) or _BEGINS.match(text):
        return False
    if text[:1].islower():
        return True
    return before.x1 - before.x0 > _SHORT_LINE * widest and not (text.isupper() and not before.text.isupper())


class _Writer:
    """Writes words one after another and notes where each of them stands."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._places: list[Place] = []
        self._tables = 0
        self._in_line = False

    def row(self, row: Row, before: Row | None) -> None:
        """Write a line of the body; the rest of a symbol that was cut goes to the line before."""
        pieces = row.pieces
        if before is not None and self._in_line and pieces and is_cut(spoken(before.pieces[-3:]), pieces[0].text):
            self._back()
            self._write([pieces[0]._replace(tight=True)])
            last = self._blocks[-1]
            self._blocks[-1] = Block(last.kind, last.start, self._length, page=last.page)
            self._put("\n")
            pieces = pieces[1:]
        self._line(pieces, row.kind)
        self._in_line = True

    def rows(self, rows: Sequence[Row]) -> None:
        """Write lines that stand by themselves."""
        for row in rows:
            self._line(row.pieces, row.kind)
            self._in_line = False

    def table(self, table: Ruled) -> None:
        """Write the cells of a table row by row, each paragraph on a line; empty cells keep an empty span."""
        for one in table.fields:
            start = self._length
            for paragraph in one.paragraphs:
                self._write(paragraph)
                if self._length > start:
                    self._put("\n")
            end = max(start, self._length - 1)
            self._blocks.append(Block("cell", start, end, self._tables, one.row, one.column, one.page))
        self._tables += 1
        self._in_line = False

    def finish(self) -> tuple[str, tuple[Block, ...], tuple[Place, ...]]:
        """Return what was written."""
        return "".join(self._parts), tuple(self._blocks), tuple(self._places)

    def _line(self, pieces: Sequence[Piece], kind: BlockKind) -> None:
        start = self._length
        self._write(pieces)
        if self._length > start:
            self._blocks.append(Block(kind, start, self._length, page=pieces[0].page))
            self._put("\n")

    def _write(self, pieces: Sequence[Piece]) -> None:
        begun = False
        for piece in pieces:
            text = piece.text
            if begun and not piece.tight:
                self._put(" ")
            start = self._length
            self._put(text)
            begun = True
            left, top, right, bottom = piece.box
            self._places.append(Place(start, self._length, piece.page, piece.line, (left, top, right, bottom)))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _back(self) -> None:
        """Take the last line ending back."""
        self._length -= len(self._parts.pop())
