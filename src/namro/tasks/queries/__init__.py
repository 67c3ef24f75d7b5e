"""Every read of the tasks' room: counters, the register, one task, one unit's own work."""

from namro.tasks.queries.counters import Counters, counters, counters_by_unit
from namro.tasks.queries.one_task import Line, TaskPage, task_page
from namro.tasks.queries.register import Filters, Row, register, rows_for_export
from namro.tasks.queries.work import own_open, to_confirm

__all__ = [
    "Counters",
    "Filters",
    "Line",
    "Row",
    "TaskPage",
    "counters",
    "counters_by_unit",
    "own_open",
    "register",
    "rows_for_export",
    "task_page",
    "to_confirm",
]
