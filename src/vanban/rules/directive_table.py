"""Orders in assignment tables: one row, one task; the heads of the columns say who leads, who helps, by when, what comes out.

Source: annexes of plans in the layout of Decree 30/2020/NĐ-CP. A row without a lead is a heading of its part; a lead cell
left empty under a filled one (a merged cell) is that one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.periods import deadline
from vanban.rules.clauses import Clause, trimmed
from vanban.rules.due import read_deadline
from vanban.rules.grammar import skip_connectives, subject_at
from vanban.rules.grid import Grid, Span, kind_of
from vanban.rules.orders import Lead, order
from vanban.rules.tables import grids
from vanban.sheet import Sheet

RULE = "directive.table"

_NAMES = re.compile(r"[^;,\n]+")
_GAP = re.compile(r"[\s;,.\-+]*(?:và )?")
_CLOSED = re.compile(r"\s*(?:[;,.\n]|và |$)")
_FIGURE = re.compile(r"[\d.,\s]+|[ivxlc]+\.?|[a-zđ]\)?|tt|stt")
_HEAD_ROWS = 4


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield one directive for every row that has a task and a lead."""
    lead = Lead(notes.frame.issuer and notes.names.get(notes.frame.issuer, notes.frame.issuer), None, None, True)
    for grid in grids(sheet):
        columns, first = _columns(sheet, grid)
        if "task" in columns and "lead" in columns:
            yield from _rows(sheet, notes, grid, columns, first, lead)


def _columns(sheet: Sheet, grid: Grid) -> tuple[dict[str, int], int]:
    """Return which column holds what, by the words of the head rows, and the first row below them."""
    for index, row in enumerate(grid.rows[:_HEAD_ROWS]):
        columns: dict[str, int] = {}
        for column, (start, end) in sorted(row.items()):
            kind = kind_of(sheet.low[start:end])
            if kind and kind not in columns:
                columns[kind] = column
        if "lead" in columns and "task" in columns:
            return columns, index + 1
    return {}, 0


def _rows(
    sheet: Sheet, notes: Notes, grid: Grid, columns: dict[str, int], first: int, lead: Lead
) -> Iterator[Annotation]:
    above: Span | None = None
    for row in grid.rows[first:]:
        task = row.get(columns["task"])
        if task is None or _FIGURE.fullmatch(sheet.low, *task):
            continue
        who = row.get(columns["lead"])
        other = any(columns.get(kind) in row for kind in ("time", "product", "support"))
        if who is None and not (other and above):
            above = None
            continue
        above = who or above
        assert above is not None
        start = skip_connectives(sheet.low, *task)
        end = trimmed(sheet, start, task[1])
        if end - start >= 3:
            yield _directive(sheet, notes, row, columns, (start, end), above, lead)


def _directive(
    sheet: Sheet, notes: Notes, row: dict[int, Span], columns: dict[str, int], task: Span, who: Span, lead: Lead
) -> Annotation:
    """Return the directive of a row; its span is the task's cell."""
    leads = named_in(sheet, notes, *who)
    start, end = task
    base = order(sheet, notes, Clause(start, end, tuple(leads), True, start, None), lead, RULE, 0.9)
    fields: dict[str, Any] = dict(base.fields)
    fields.update({"closing": False, "clarity": dict(fields["clarity"])})
    for kind, name in (("support", "coordinators"), ("watch", "supervisors")):
        if cell := row.get(columns.get(kind, -1)):
            named = named_in(sheet, notes, *cell)
            fields[name], fields[f"{name}_raw"] = [notes.canonical(m) for m in named], [m.name for m in named]
    if cell := row.get(columns.get("product", -1)):
        fields["deliverable"] = sheet.said[cell[0] : cell[1]].replace("\n", " ")
        fields["clarity"].update(task=True, result=True)
    if cell := row.get(columns.get("time", -1)):
        fields.update(timed(sheet.said[cell[0] : cell[1]].replace("\n", " "), notes))
        fields["clarity"]["progress"] = bool(fields.get("deadline"))
    fields["kind"] = "dated" if fields.get("deadline") else "standing" if fields.get("recurring") else "undated"
    return Annotation("directive", start, end, RULE, 0.9, fields)


def timed(words: str, notes: Notes) -> dict[str, Any]:
    """Return the deadline fields of a cell; words that are no time stay as said."""
    return read_deadline(words, notes) if deadline(words, notes.issued_on) else {"deadline_raw": words}


def named_in(sheet: Sheet, notes: Notes, start: int, end: int) -> list[Mention]:
    """Return the bodies of a cell: as the grammar reads them, else piece by piece as written."""
    group, finish = subject_at(sheet, notes, start, end)
    if group and finish >= end - 1:
        return group
    pieces: list[Mention] = []
    place = start
    while place < end:
        gap = _GAP.match(sheet.text, place, end)
        place = gap.end() if gap else place
        known = notes.mention_at(place)
        if known is not None and known.end <= end and _CLOSED.match(sheet.text, known.end, end):
            pieces.append(known)
            place = known.end
        elif m := _NAMES.match(sheet.text, place, end):
            finish = place + len(m[0].rstrip(" ."))
            if finish - place > 1:
                pieces.append(Mention("organisation", place, finish, sheet.said[place:finish]))
            place = m.end()
        else:
            break
    return pieces
