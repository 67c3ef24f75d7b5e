"""Every read of the tasks' room: counters, the register, one task, one unit's own work."""

from namro.tasks.queries.by_task import Piece, pieces, task_ids
from namro.tasks.queries.clarities import Filling
from namro.tasks.queries.closing import ToClose, to_close
from namro.tasks.queries.counters import Counters, counters, counters_by_unit, counters_of
from namro.tasks.queries.exported import Row, lacking, rows_for_export
from namro.tasks.queries.filtering import HOLDERS, MARKS, Filters, chosen
from namro.tasks.queries.first_page import (
    LeaderLists,
    OfficeLists,
    OwnLists,
    in_charge_counts,
    leader_lists,
    office_lists,
    own_lists,
)
from namro.tasks.queries.focal import Focal
from namro.tasks.queries.load import Week, due_load
from namro.tasks.queries.official import CHOICES, LABELS
from namro.tasks.queries.one_task import Act, Closing, Line, TaskPage, evidence, task_page
from namro.tasks.queries.outstanding import Outstanding, outstanding
from namro.tasks.queries.proposed import answered, to_decide
from namro.tasks.queries.register import SORTS, register, with_lacking
from namro.tasks.queries.units_now import Now, UnitNow, most_late, units_now
from namro.tasks.queries.unmet import UNMET, unmet, unmet_counts
from namro.tasks.queries.work import (
    OWN,
    completions,
    issuing_units,
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
    "UNMET",
    "Act",
    "Closing",
    "Counters",
    "Filling",
    "Filters",
    "Focal",
    "LeaderLists",
    "Line",
    "Now",
    "OfficeLists",
    "Outstanding",
    "OwnLists",
    "Piece",
    "Row",
    "TaskPage",
    "ToClose",
    "UnitNow",
    "Week",
    "answered",
    "chosen",
    "completions",
    "counters",
    "counters_by_unit",
    "counters_of",
    "due_load",
    "evidence",
    "in_charge_counts",
    "issuing_units",
    "lacking",
    "leader_lists",
    "most_late",
    "office_lists",
    "outstanding",
    "own_lists",
    "own_open",
    "own_waiting",
    "pieces",
    "register",
    "rows_for_export",
    "task_ids",
    "task_page",
    "to_close",
    "to_confirm",
    "to_decide",
    "units_now",
    "units_of_kinds",
    "unmet",
    "unmet_counts",
    "with_lacking",
]
