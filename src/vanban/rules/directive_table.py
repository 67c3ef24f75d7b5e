"""Orders in assignment tables: one row, one task; the heads of the columns say who leads, who helps, by when, what comes out.

Source: annexes of plans in the layout of Decree 30/2020/NĐ-CP. A row without a lead is a heading of its part; a lead cell
left empty under a filled one (a merged cell) is that one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from vanban.model import Annotation
from vanban.notes import Notes
from vanban.rules.clauses import Clause, trimmed
from vanban.rules.grammar import skip_connectives
from vanban.rules.grid import Cell, Grid, Row, Span, joined
from vanban.rules.orders import Lead, order
from vanban.rules.partings import pieces
from vanban.rules.table_cells import FairCopy, Named, ditto, named_in, timed
from vanban.rules.table_lines import index_in, style_of
from vanban.rules.table_parts import part_of
from vanban.rules.tables import grids
from vanban.sheet import Sheet

RULE = "directive.table"

_FIGURE = re.compile(r"[\d.,\s]+|[ivxlc]+\.?|[a-zđ]\)?|tt|stt")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]? (?=\D)|[a-zđ]\) |[ivx]{1,5}\. ")
_READ = ("task", "lead", "support", "watch", "time", "product")
_OTHER = ("time", "product", "support")

__all__ = ["RULE", "find", "named_in", "timed"]


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield one directive for every row that has a task and a lead."""
    tables = [(grid, _whole_rows(sheet, grid)) for grid in grids(sheet) if _assigns(grid)]
    if not tables:
        return
    cells = [row[column] for grid, rows in tables for row in rows for column in _columns(grid) if column in row]
    parts = [cell for grid, rows in tables if "part" in grid.columns for row in rows if (cell := part_of(sheet, row))]
    reader = _Reader(sheet, notes, FairCopy(sheet, notes, cells, parts))
    for grid, rows in tables:
        yield from reader.rows(grid, rows)


def _assigns(grid: Grid) -> bool:
    return "task" in grid.columns and ("lead" in grid.columns or "part" in grid.columns)


def _columns(grid: Grid) -> list[int]:
    return [grid.columns[kind] for kind in _READ if kind in grid.columns]


def _whole_rows(sheet: Sheet, grid: Grid) -> list[Row]:
    """Return the rows with those joined that go on over a page: no number, and a task that goes on in small letters."""
    rows: list[Row] = []
    index, task = grid.columns.get("index"), grid.columns["task"]
    numbered = index is not None and sum(index in row for row in grid.body) * 2 > len(grid.body)
    for row in _tasks_in_place(grid):
        own = row.get(task)
        goes_on = sheet.text[own.start].islower() if own else bool(row)
        if rows and numbered and index not in row and goes_on and len(rows[-1]) > 1:
            rows[-1] = joined(sheet, rows[-1], row)
        else:
            rows.append(row)
    return rows


def _tasks_in_place(grid: Grid) -> Iterator[Row]:
    """Yield the rows; where a second column of tasks is filled on more of them, it is the finer one and holds the task."""
    task, detail = grid.columns["task"], grid.columns.get("detail", -1)
    finer = sum(detail in row for row in grid.body) > sum(task in row for row in grid.body)
    for row in grid.body:
        yield {**row, task: row[detail]} if finer and detail in row else row


class _Reader:
    """Reads rows one after the other; remembers what "as above" and an empty cell mean."""

    def __init__(self, sheet: Sheet, notes: Notes, copy: FairCopy) -> None:
        self._sheet, self._notes, self._copy = sheet, notes, copy
        issuer = notes.frame.issuer
        self._lead = Lead(issuer and notes.names.get(issuer, issuer), None, None, True)
        self._above: dict[str, Cell] = {}

    def rows(self, grid: Grid, rows: Sequence[Row]) -> Iterator[Annotation]:
        """Yield the directives of a table."""
        self._above = {}
        before: str | None = None
        part: Cell | None = None
        for place, row in enumerate(rows):
            if "part" in grid.columns and (heading := part_of(self._sheet, row)):
                part = heading
                continue
            task = row.get(grid.columns["task"])
            if task is None or _FIGURE.fullmatch(self._sheet.low, *task.pieces[0]):
                continue
            cells = self._cells(grid.columns, row)
            if part is not None:
                cells["lead"] = part
            label = self._label(grid, row)
            if "lead" not in cells and not self._inherits(grid, rows, place, cells, before):
                self._above = {}
                before = None
                continue
            who = cells.get("lead") or self._above["lead"]
            before = label
            self._above.update({**cells, "lead": who})
            for one in self._parts(task):
                found = self._directive(one, who, cells)
                if found is not None:
                    yield found

    def _parts(self, task: Cell) -> list[Cell]:
        """Return the tasks of a cell in one piece: several where ";" parts verbs."""
        sheet, (start, end) = self._sheet, task.pieces[0]
        if len(task.pieces) > 1 or "; " not in sheet.text[start:end] or "\n" in sheet.text[start:end]:
            return [task]
        spans = list(pieces(sheet, self._notes, start, end))
        at_signs = all(sheet.text[begin : begin + 1] == ";" for _, begin in spans[:-1])
        return [Cell((span,), task.listed) for span in spans] if at_signs else [task]

    def _cells(self, columns: Mapping[str, int], row: Row) -> dict[str, Cell]:
        """Return the cells by what they hold, "as above" replaced by what stands there."""
        cells: dict[str, Cell] = {}
        for kind in _READ[1:]:
            cell = row.get(columns.get(kind, -1))
            if cell is None:
                continue
            if not ditto(cell.line(self._sheet)):
                cells[kind] = cell
            elif kind in self._above:
                cells[kind] = self._above[kind]
        return cells

    def _label(self, grid: Grid, row: Row) -> str | None:
        cell = row.get(grid.columns.get("index", -1))
        return index_in(self._sheet.text[cell.start : cell.end].strip()) if cell else None

    def _inherits(
        self, grid: Grid, rows: Sequence[Row], place: int, cells: Mapping[str, Cell], before: str | None
    ) -> bool:
        """Tell whether a row without a lead stands under a merged one: it says when or what, or it is next in its count."""
        if "lead" not in self._above:
            return False
        if any(kind in cells for kind in _OTHER):
            return True
        label = self._label(grid, rows[place])
        if label is None or before is None:
            return False
        style, depth, value = style_of(label)
        above = style_of(before)
        below = self._label(grid, rows[place + 1]) if place + 1 < len(rows) else None
        child = below is not None and style_of(below)[0] in ("letter", "path") and style_of(below)[:2] != (style, depth)
        return style in ("number", "path", "letter") and above == (style, depth, value - 1) and not child

    def _directive(self, task: Cell, who: Cell, cells: Mapping[str, Cell]) -> Annotation | None:
        """Return the directive of a row; its span is the task's cell."""
        named = self._copy.named(who)
        if not named.lead:
            return None
        base = self._order(task, named)
        if base is None:
            return None
        fields: dict[str, Any] = dict(base.fields)
        fields.update({"closing": False, "clarity": dict(fields["clarity"])})
        self._fill_others(fields, named, cells)
        if cell := cells.get("product"):
            fields["deliverable"] = cell.line(self._sheet)
            fields["clarity"].update(task=True, result=True)
        if cell := cells.get("time"):
            fields.update(timed(cell.line(self._sheet), self._notes))
            fields["clarity"]["progress"] = bool(fields.get("deadline"))
        fields["kind"] = "dated" if fields.get("deadline") else "standing" if fields.get("recurring") else "undated"
        return replace(base, fields=fields)

    def _fill_others(self, fields: dict[str, Any], named: Named, cells: Mapping[str, Cell]) -> None:
        """Enter who helps and who watches: their columns, and what the lead's cell says of them."""
        for kind, name, own in (("support", "coordinators", named.support), ("watch", "supervisors", named.watch)):
            found = [*own, *(self._copy.named(cells[kind]).lead if kind in cells else ())]
            if kind in cells:
                found += [m for m in getattr(self._copy.named(cells[kind]), kind) if m not in found]
            if kind in cells or own:
                fields[name] = [self._copy.notes.canonical(m) for m in found]
                fields[f"{name}_raw"] = [m.name for m in found]

    def _order(self, task: Cell, named: Named) -> Annotation | None:
        """Return the order in the task's words, read in place or, where they are in pieces, from the fair copy."""
        whole = len(task.pieces) == 1 and (task.listed or "\n" not in self._sheet.text[task.start : task.end])
        sheet, notes = (self._sheet, self._notes) if whole else (self._copy.sheet, self._copy.notes)
        span = task.pieces[0] if whole else self._copy.span(task)
        start, end = _trimmed(sheet, span)
        if end - start < 3:
            return None
        found = order(sheet, notes, Clause(start, end, named.lead, True, start, None), self._lead, RULE, 0.9)
        if whole:
            return found
        marked = _trimmed(self._sheet, task.span())
        return replace(found, start=marked[0], end=marked[1], confidence=0.9 if len(task.pieces) == 1 else 0.8)


def _trimmed(sheet: Sheet, span: Span) -> Span:
    """Return a task's words without a number, a dash and final punctuation."""
    start = skip_connectives(sheet.low, *span)
    if number := _NUMBER.match(sheet.low, start, span[1]):
        start = number.end()
    return start, trimmed(sheet, start, span[1])
