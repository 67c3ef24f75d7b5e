"""Every read of the tasks' room: counters, the register, one task, one unit's own work."""

from namro.tasks.queries.by_task import Piece, pieces, task_ids
from namro.tasks.queries.counters import Counters, counters, counters_by_unit, counters_of
from namro.tasks.queries.official import CHOICES, LABELS
from namro.tasks.queries.one_task import Line, TaskPage, task_page
from namro.tasks.queries.register import MARKS, Filters, Row, chosen, register, rows_for_export
from namro.tasks.queries.work import OWN, Waiting, issuing_units, office_waiting, own_open, own_waiting, to_confirm

__all__ = [
    "CHOICES",
    "LABELS",
    "MARKS",
    "OWN",
    "Counters",
    "Filters",
    "Line",
    "Piece",
    "Row",
    "TaskPage",
    "Waiting",
    "chosen",
    "counters",
    "counters_by_unit",
    "counters_of",
    "issuing_units",
    "office_waiting",
    "own_open",
    "own_waiting",
    "pieces",
    "register",
    "rows_for_export",
    "task_ids",
    "task_page",
    "to_confirm",
]
