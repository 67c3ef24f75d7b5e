"""The pictures of work that several pages show: due dates by week, states by unit. Every figure opens its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.tasks.models import State, Task
from namro.tasks.queries import Counters, Week
from namro.web.pictures import Cell, Line, Picture, Series, bars, columns
from namro.web.tasks.figures import FOUR, KINDS, LEAD, address, figure

_TONES = {"done_on_time": "done", "done_late": "late", "open_in_term": "term", "open_overdue": "overdue"}
_LOAD = (("breakthrough", "top"), ("focal", "focal"), ("normal", "rest"))


def load(weeks: Sequence[Week], kept: Mapping[str, str], name: str = "load") -> Picture:
    """What falls due in each of the coming weeks: those of the greatest weight below, the others on top of them."""
    series = [Series(Task.Weight(weight).label, tone) for weight, tone in _LOAD]
    lines = [_week(week, kept) for week in weeks]
    note = _("Assignments in progress, by their last allowed day.")
    return columns(name, _("What falls due week by week"), _("Week"), [*series, Series(_("Due"))], lines, note)


def _week(week: Week, kept: Mapping[str, str]) -> Line:
    days = {"due_from": week.first.isoformat(), "due_to": week.last.isoformat()}
    opened = {**kept, **LEAD, "state": State.OPEN.value, **days}
    counts = (week.breakthrough, week.focal - week.breakthrough, week.count - week.focal)
    weighed = [
        Cell(count, address(opened, {"weight": weight}) if count else "")
        for count, (weight, _tone) in zip(counts, _LOAD, strict=True)
    ]
    whole = Cell(week.count, address(opened, {}) if week.count else "")
    return Line(f"{week.first:%d/%m}–{week.last:%d/%m}", (*weighed, whole), f"{week.first:%d/%m}", total=week.count)


def state_line(label: str, counters: Counters, kept: dict[str, str], url: str = "") -> Line:
    """One unit's four, each opening its rows."""
    found = [figure(name, counters, kept) for name in FOUR]
    return Line(label, tuple(Cell(one.value, one.url if one.value else "") for one in found), url=url)


def states(name: str, lines: Sequence[Line], note: str | Promise = "") -> Picture:
    """The four of each unit beside each other, the longest bar for the unit with most assignments."""
    series = [Series(KINDS[one].label, _TONES[one]) for one in FOUR]
    return bars(name, _("Where the assignments stand, by unit"), _("Unit"), series, lines, note)


def late_states(units: Iterable[tuple[str, Counters, dict[str, str]]]) -> Picture | None:
    """The same for the units a page lists in a table of its own; nothing where there is none."""
    lines = [state_line(*one) for one in units]
    return states("states", lines) if lines else None
