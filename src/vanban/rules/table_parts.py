"""Tables whose parts are headed by who leads: "I | Sở Tài chính", then its tasks, without a column for it.

Not a rule by itself. Read so only where every part is headed by a body and each has tasks below it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.rules.bodies import body_at
from vanban.rules.grid import Cell, Grid, Row
from vanban.rules.table_heads import columns_of, kind_of
from vanban.rules.table_lines import index_in
from vanban.sheet import Sheet

_NUMBER = re.compile(r"\s*(?:[IVXLC]{1,6}|[A-HĐ]|\d{1,2})[.)]\s+")
_AGAINST = frozenset(("figure", "people", "listed", "lead"))
_LONGEST = 90


def by_parts(sheet: Sheet, grid: Grid) -> Grid:
    """Return a table with its columns when its parts say who leads, else as it is."""
    if not grid.body:
        return grid
    head = {column: cell.line(sheet) for column, cell in grid.body[0].items()}
    columns = columns_of(head)
    kinds = {kind_of(words) for words in head.values()}
    if "task" not in columns or not kinds & {"time", "product"} or kinds & _AGAINST or None in kinds:
        return grid
    rows = grid.body[1:]
    headings = [part_of(sheet, row) for row in rows]
    lone = [cell for cell in headings if cell is not None]
    if not rows or headings[0] is None or not all(names_a_body(sheet, cell) for cell in lone):
        return grid
    if headings[-1] is not None or not any(columns.get(k) in row for row in rows for k in ("time", "product")):
        return grid
    return replace(grid, body=rows, columns={**columns, "part": -1}, shown=grid.body)


def part_of(sheet: Sheet, row: Row) -> Cell | None:
    """Return the one cell of words of a row that has no other but its number."""
    said = [cell for cell in row.values() if index_in(cell.line(sheet).strip()) is None]
    return said[0] if len(said) == 1 and len(said[0].line(sheet)) < _LONGEST else None


def words_of_part(words: str) -> str:
    """Return the name at the head of a part without its number, in small letters where it is all in capitals."""
    number = _NUMBER.match(words)
    name = words[number.end() :] if number else words
    return " ".join(w.capitalize() for w in name.split()) if name.isupper() else name


def names_a_body(sheet: Sheet, cell: Cell) -> bool:
    """Tell whether the heading of a part is the name of a body and nothing else."""
    name = words_of_part(cell.line(sheet)).strip(" .:;")
    return bool(name) and body_at(Sheet(name, wrapped=False), 0) == len(name)
