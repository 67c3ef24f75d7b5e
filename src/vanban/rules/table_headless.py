"""What the columns of a table without a head hold, by the looks of its cells: an annex that goes on over a new table.

Not a rule by itself. Asks for much: words of order in one column, bodies in another, times in a third, on most rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vanban.fold import fold
from vanban.rules.bodies import body_at
from vanban.rules.generic import generic_at
from vanban.rules.grammar import phrase_at
from vanban.rules.grid import Cell
from vanban.sheet import Sheet

_TIME = re.compile(
    r"(?:(?:truoc|trong|den|het|cham nhat|ngay|thang|quy|nam|cuoi|dau|giai doan|tu)(?!\w).{0,40}\d.{0,12}"
    r"|thuong xuyen.{0,30}|lien tuc.{0,50}|hang \w+"
    r"|dinh ky.{0,30}|theo .{4,30}|\d{1,2}/(?:\d{1,2}/)?20\d\d|20\d\d(?: ?[-–,] ?20\d\d)?)"
)
_MOST = 60  # rows looked at
_TASK_LENGTH = 15


def columns_by_looks(sheet: Sheet, rows: Sequence[Mapping[int, Cell]]) -> dict[str, int]:
    """Return which column holds task, lead, support and time; {} when the cells do not say it clearly."""
    seen: dict[int, list[str]] = {}
    for row in rows[:_MOST]:
        for column, cell in row.items():
            seen.setdefault(column, []).append(look(sheet, cell))
    most = max((len(looks) for looks in seen.values()), default=0)
    columns: dict[str, int] = {}
    for column, looks in sorted(seen.items()):
        if len(looks) * 2 < most or most < 2:
            continue
        for seems, kinds in (("task", ("task",)), ("body", ("lead", "support")), ("time", ("time",))):
            if looks.count(seems) >= 0.6 * len(looks):
                free = next((kind for kind in kinds if kind not in columns), None)
                if free:
                    columns[free] = column
    return columns if {"task", "lead", "time"} <= set(columns) else {}


def goes_on(sheet: Sheet, rows: Sequence[Mapping[int, Cell]], columns: Mapping[str, int]) -> bool:
    """Tell whether rows without a head look like those of the table before: bodies lead, tasks are long, times are times."""
    task = columns.get("detail", columns["task"])
    leads = [look(sheet, row[columns["lead"]]) for row in rows[:_MOST] if columns["lead"] in row]
    tasks = [len(row[task].line(sheet)) for row in rows[:_MOST] if task in row]
    times = [look(sheet, row[columns["time"]]) for row in rows[:_MOST] if columns.get("time") in row]
    return (
        bool(tasks)
        and 2 * leads.count("body") >= len(leads) > 0
        and sum(tasks) >= _TASK_LENGTH * len(tasks)
        and ("time" not in columns or 3 * times.count("time") >= len(tasks))
    )


def look(sheet: Sheet, cell: Cell) -> str:
    """Return what a cell looks like: "time", "body", "task" or "other"."""
    start, end = cell.pieces[0]
    if _TIME.fullmatch(fold(cell.line(sheet))):
        return "time"
    if body_at(sheet, start) or generic_at(sheet, start):
        return "body"
    return "task" if end - start >= _TASK_LENGTH and phrase_at(sheet.low, start) else "other"
