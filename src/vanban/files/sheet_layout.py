"""Rows of a workbook or a CSV file as a text: one cell a line, sheet titles as headings, each cell knowing its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from vanban.errors import Refused
from vanban.files.compose import Composer
from vanban.model import Block

Cell = tuple[int, str]  # column from 0, words

MOST_CELLS = 500_000  # filled ones, all sheets together
MOST_CHARACTERS = 16 * 1024 * 1024
_HEAD_CELLS = 3  # a row of so many cells below title lines is the head of a table
_NUMBERS = regex.compile(r"(?i)(?:số\s*)?(?:tt|thứ tự)\.?|stt\.?|#")


class SheetComposer:
    """Writes sheets one after the other. What stands above a table's head is a table of its own, as letterheads are."""

    def __init__(self) -> None:
        self._out = Composer()
        self._tables = 0
        self._cells = 0

    def sheet(self, title: str, rows: Iterable[tuple[int, Sequence[Cell]]]) -> None:
        """Add one sheet: rows with their number from 0, blank cells left out. Raises ``Refused("memory")`` for endless ones."""
        titled, headed, begun = False, False, False
        for number, cells in rows:
            if not cells:
                continue
            if title and not titled:
                self._out.add(" ".join(title.split()), "heading")
                titled = True
            if begun and (_numbered(cells) or (not headed and len(cells) >= _HEAD_CELLS)):
                self._tables += 1
            headed = headed or len(cells) >= _HEAD_CELLS
            begun = True
            self._row(number, cells)
        self._tables += begun

    def _row(self, number: int, cells: Sequence[Cell]) -> None:
        self._cells += len(cells)
        for column, words in cells:
            self._out.cell(words, self._tables, number, column)
        if self._cells > MOST_CELLS or self._out.length > MOST_CHARACTERS:
            raise Refused("memory", cells=self._cells)

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """Return the whole text and its blocks."""
        return self._out.finish()


def _numbered(cells: Sequence[Cell]) -> bool:
    """Tell whether a row is a head by its first cell: "TT", "STT", "Số TT"."""
    return len(cells) > 1 and _NUMBERS.fullmatch(cells[0][1].strip()) is not None
