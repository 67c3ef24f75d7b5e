"""Every read of the tasks' room: counters, the register, one task, one unit's own work."""

from namro.tasks.queries.by_task import Piece, pieces, task_ids
from namro.tasks.queries.clarities import Filling
from namro.tasks.queries.closing import ToClose, to_close
from namro.tasks.queries.counters import Counters, counters, counters_by_unit, counters_of
from namro.tasks.queries.exported import Row, lacking, rows_for_export
from namro.tasks.queries.filtering import HOLDERS, MARKS, Filters, chosen
from namro.tasks.queries.official import CHOICES, LABELS
from namro.tasks.queries.one_task import Act, Closing, Line, TaskPage, evidence, task_page
from namro.tasks.queries.register import SORTS, register, with_lacking
from namro.tasks.queries.work import (
    OWN,
    Waiting,
    completions,
    issuing_units,
    office_waiting,
    own_open,
    own_waiting,
    to_confirm,
    units_of_kinds,
)

__all__ = [
    "CHOICES",
    "HOLDERS",
    "LABELS",
    "MARKS",
    "OWN",
    "SORTS",
    "Act",
    "Closing",
    "Counters",
    "Filling",
    "Filters",
    "Line",
    "Piece",
    "Row",
    "TaskPage",
    "ToClose",
    "Waiting",
    "chosen",
    "completions",
    "counters",
    "counters_by_unit",
    "counters_of",
    "evidence",
    "issuing_units",
    "lacking",
    "office_waiting",
    "own_open",
    "own_waiting",
    "pieces",
    "register",
    "rows_for_export",
    "task_ids",
    "task_page",
    "to_close",
    "to_confirm",
    "units_of_kinds",
    "with_lacking",
]
