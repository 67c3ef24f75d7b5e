"""Tables that lost their lines and never had numbers: heads one a line, then as many lines a row, one cell a line.

Not a rule by itself. With nothing else to hold on to, every row must show its bodies and its times where the heads say.
"""

from __future__ import annotations

from vanban.rules.grid import Cell, Grid
from vanban.rules.table_headless import look
from vanban.rules.table_heads import assigns, columns_of, kind_of
from vanban.rules.table_lines import Page

_MOST_HEADS = 8
_FEWEST_ROWS = 2
_LOOKS = {"lead": "body", "time": "time"}


def unnumbered(page: Page, place: int) -> tuple[Grid, int] | None:
    """Return the table whose heads begin at a line and the line after it, None when its rows do not show it."""
    stop = place
    while stop < min(len(page.lines), place + _MOST_HEADS) and kind_of(page.folded[stop]):
        stop += 1
    lines = page.lines[place:stop]
    names = [page.sheet.text[line.start : line.end] for line in lines]
    kinds = [kind_of(name) for name in names]
    if (
        len(names) < 3
        or len(set(kinds)) < len(kinds)
        or not assigns(["TT", *names])
        or not {"lead", "time"} <= set(kinds)
    ):
        return None
    body: list[dict[int, Cell]] = []
    at = stop
    while row := _row(page, at, kinds):
        body.append(row)
        at += len(kinds)
    if len(body) < _FEWEST_ROWS:
        return None
    top = {column: Cell(((line.start, line.end),)) for column, line in enumerate(lines)}
    end = max(cell.end for cell in body[-1].values())
    return Grid(lines[0].start, end, tuple(body), columns_of(dict(enumerate(names))), (top, *body)), at


def _row(page: Page, at: int, kinds: list[str | None]) -> dict[int, Cell] | None:
    """Return the cells of the lines from one on, None when a lead is no body or a time is no time."""
    lines = page.lines[at : at + len(kinds)]
    if len(lines) < len(kinds):
        return None
    row = {column: Cell(((line.start, line.end),)) for column, line in enumerate(lines)}
    fits = all(look(page.sheet, row[column]) == _LOOKS[kind] for column, kind in enumerate(kinds) if kind in _LOOKS)
    return row if fits else None
