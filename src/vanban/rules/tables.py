"""Tables as rows of cells: those the file reader saw, those written in Markdown, those with one cell a line.

Not a rule by itself: the rule for assignment tables reads its grids, the other rules keep out of their place.
"""

from __future__ import annotations

import re

from vanban.rules.grid import Grid, Span
from vanban.rules.tables_flat import flat_grids
from vanban.sheet import Sheet

_BAR = re.compile(r"\|")
_RULER = re.compile(r"[|:\- ]+")


def grids(sheet: Sheet) -> list[Grid]:
    """Return the tables of a text in order."""
    flat = flat_grids(sheet)
    drawn = [g for g in (*_from_blocks(sheet), *_from_markdown(sheet)) if not _within(g, flat)]
    return sorted([*drawn, *flat], key=lambda g: g.start)


def _within(grid: Grid, others: list[Grid]) -> bool:
    """Tell whether a grid is no more than the head of another."""
    return len(grid.rows) == 1 and any(o.start <= grid.end and grid.start < o.end for o in others)


def _from_blocks(sheet: Sheet) -> list[Grid]:
    tables: dict[int, dict[int, dict[int, Span]]] = {}
    for block in sheet.blocks:
        if block.kind != "cell" or block.table is None or block.row is None or block.column is None:
            continue
        rows = tables.setdefault(block.table, {}).setdefault(block.row, {})
        if block.start < block.end:
            span = sheet.from_source(block.start, block.end)
            if span[0] < span[1]:
                rows[block.column] = span
    made = []
    for by_row in tables.values():
        rows_in_order = tuple(by_row[row] for row in sorted(by_row))
        spans = [span for row in rows_in_order for span in row.values()]
        if spans:
            made.append(Grid(min(s for s, _ in spans), max(e for _, e in spans), rows_in_order))
    return made


def _from_markdown(sheet: Sheet) -> list[Grid]:
    """Read runs of lines that begin with a bar."""
    made: list[Grid] = []
    rows: list[dict[int, Span]] = []
    start = end = 0
    for paragraph in (*sheet.paragraphs, None):
        if paragraph is not None and sheet.text[paragraph.start] == "|":
            if not rows:
                start = paragraph.start
            end = paragraph.end
            if not _RULER.fullmatch(sheet.text, paragraph.start, paragraph.end):
                rows.append(_bar_row(sheet, paragraph.start, paragraph.end))
        elif rows:
            made.append(Grid(start, end, tuple(rows)))
            rows = []
    return made


def _bar_row(sheet: Sheet, start: int, end: int) -> dict[int, Span]:
    bars = [m.start() for m in _BAR.finditer(sheet.text, start, end)]
    cells: dict[int, Span] = {}
    for column, bar in enumerate(bars):
        stop = bars[column + 1] if column + 1 < len(bars) else end
        words = sheet.text[bar + 1 : stop]
        inner = words.strip()
        if inner:
            begin = bar + 1 + len(words) - len(words.lstrip())
            cells[column] = (begin, begin + len(inner))
    return cells
