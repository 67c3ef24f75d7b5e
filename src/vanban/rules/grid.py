"""What a table is: rows of cells, each cell the words it holds wherever they stand, and which column holds what.

Not a rule by itself: readers of tables make grids, the rule for assignment tables reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vanban.sheet import Sheet

Span = tuple[int, int]


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Cell:
    """The words of one cell: one piece, or several where the printed lines or the page broke it.

    ``listed`` tells that a line end inside is the writer's own, not the printed line's.
    """

    pieces: tuple[Span, ...]
    listed: bool = False

    @property
    def start(self) -> int:
        """Where its first words begin."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where its last words end."""
        return self.pieces[-1][1]

    def said(self, sheet: Sheet) -> str:
        """Return the words; only the writer's own line ends stay."""
        words = " ".join(sheet.said[start:end] for start, end in self.pieces)
        return words if self.listed else words.replace("\n", " ")

    def line(self, sheet: Sheet) -> str:
        """Return the words on one line."""
        return self.said(sheet).replace("\n", " ")

    def span(self) -> Span:
        """Return the one span to mark: all of it where its words are at least half of that, else its longest piece."""
        words = sum(end - start for start, end in self.pieces)
        if 2 * words >= self.end - self.start:
            return self.start, self.end
        return max(self.pieces, key=lambda piece: piece[1] - piece[0])


Row = Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: ``body`` are the rows below its head, each a mapping of column to cell (empty cells are left out).

    ``columns`` tells which column holds what ("task", "lead", ...); it is empty when the table assigns nothing. ``shown``
    are all rows as they stand, heads too.
    """

    start: int
    end: int
    body: tuple[Row, ...]
    columns: Mapping[str, int] = field(default_factory=dict)
    shown: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[dict[int, Span], ...]:
        """All rows from top to bottom, heads too, each cell where it begins."""
        return tuple({column: cell.pieces[0] for column, cell in row.items()} for row in self.shown or self.body)


def cell_of(sheet: Sheet, pieces: Iterable[Span], listed: bool = False) -> Cell | None:
    """Return a cell of pieces in order, those with nothing but white space between them made one; None when empty."""
    joined: list[Span] = []
    for start, end in pieces:
        if start >= end:
            continue
        if joined and not sheet.text[joined[-1][1] : start].strip() and joined[-1][1] <= start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return Cell(tuple(joined), listed) if joined else None


def joined(sheet: Sheet, above: Row, below: Row) -> dict[int, Cell]:
    """Return a row with the cells of its continuation put behind its own."""
    made = dict(above)
    for column, cell in below.items():
        made[column] = _continued(sheet, above[column], cell) if column in above else cell
    return made


def _continued(sheet: Sheet, above: Cell, cell: Cell) -> Cell:
    """Return a cell with the pieces of another behind its own; only where they meet may two be one."""
    both = cell_of(sheet, (above.pieces[-1], *cell.pieces), cell.listed)
    return cell if both is None else Cell((*above.pieces[:-1], *both.pieces), cell.listed)
