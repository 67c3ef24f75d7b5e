"""Tables copied column after column: all the numbers, then a head and the cells below it, then the next head.

Not a rule by itself. A column with as many lines as there are numbers is whole; one with fewer lost its empty cells, and as
nothing tells which, its words are left out.
"""

from __future__ import annotations

import re

from vanban.rules.grid import Cell, Grid
from vanban.rules.table_heads import ASSIGNS, assigns, columns_of, kind_of
from vanban.rules.table_lines import Page, index_in
from vanban.rules.tables_flat import ENDS

_NUMBERS = re.compile(r"(?:so )?s?tt\.?")
_LONGEST_HEAD = 50
_FEWEST = 2


def column_grids(page: Page) -> list[Grid]:
    """Return the tables written so, in order."""
    grids: list[Grid] = []
    place = 0
    while place < len(page.lines):
        rows = _numbers(page, place) if _NUMBERS.fullmatch(page.folded[place]) else 0
        grid, after = _grid(page, place, rows) if rows >= _FEWEST else (None, place + 1)
        if grid is not None:
            grids.append(grid)
        place = max(after, place + 1)
    return grids


def _words(page: Page, at: int) -> str:
    return page.sheet.text[page.lines[at].start : page.lines[at].end]


def _numbers(page: Page, place: int) -> int:
    """Return how many lines below a line count the rows from 1 on."""
    rows = 0
    while place + rows + 1 < len(page.lines) and index_in(_words(page, place + rows + 1)) == str(rows + 1):
        rows += 1
    return rows


def _grid(page: Page, place: int, rows: int) -> tuple[Grid | None, int]:
    at = place + 1 + rows
    names: dict[int, str] = {0: _words(page, place)}
    places: dict[int, range] = {0: range(place + 1, at)}
    seen = {"index"}
    while at < len(page.lines) and (kind := _head(page, at, seen)):
        seen.add(kind)
        names[len(names)] = _words(page, at)
        after = _after(page, at + 1, rows, seen)
        places[len(places)] = range(at + 1, after)
        at = after
    whole = {column: lines for column, lines in places.items() if len(lines) == rows}
    columns = {kind: column for kind, column in columns_of(names).items() if column in whole}
    if not assigns(names.values()) or not {"task", "lead"} <= set(columns):
        return None, place + 1
    body = tuple({column: _cell(page, lines[row]) for column, lines in whole.items()} for row in range(rows))
    top = {0: _cell(page, place)} | {c: _cell(page, lines.start - 1) for c, lines in places.items() if c}
    return Grid(page.lines[place].start, page.lines[at - 1].end, body, columns, (top, *body)), at


def _head(page: Page, at: int, seen: set[str]) -> str | None:
    """Return what a line says the column below it holds, None when it is no head or one had before."""
    words = _words(page, at)
    if ENDS.match(page.folded[at]):
        return None
    kind = kind_of(words) if len(words) <= _LONGEST_HEAD and words[0].isupper() else None
    return kind if kind in ASSIGNS and kind not in seen else None


def _after(page: Page, at: int, rows: int, seen: set[str]) -> int:
    """Return the line after a column: after as many lines as there are rows when a head or the end follows there."""
    full = at + rows
    if full >= len(page.lines) or (full < len(page.lines) and (_head(page, full, seen) or _ends(page, full))):
        return min(full, len(page.lines))
    return next((i for i in range(at, full) if _head(page, i, seen) or _ends(page, i)), full)


def _ends(page: Page, at: int) -> bool:
    return page.lines[at].blank_above or ENDS.match(page.folded[at]) is not None


def _cell(page: Page, at: int) -> Cell:
    return Cell(((page.lines[at].start, page.lines[at].end),))
