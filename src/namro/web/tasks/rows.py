"""One line of a list as people read it: the unit's name, the state in words and colour, how far the deadline is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from namro.orgs.queries import names
from namro.reading.models import ItemKind
from namro.tasks import queries
from namro.tasks.models import NEVER, ExitReason, Gap, State
from namro.tasks.queries import official
from namro.tasks.queries.register import kind_now, late_days
from namro.tasks.wording import CLARITIES
from namro.web.tasks import wording

TONES = {
    official.DONE_ON_TIME: "green",
    official.DONE_LATE: "amber",
    official.OPEN_IN_TERM: "blue",
    official.OPEN_OVERDUE: "red",
    official.EXITED: "",
}


@dataclass(frozen=True)
class Shown:
    """A row of the read model beside its words."""

    row: Any
    unit: str
    tone: str
    state: str
    marks: tuple[str | Promise, ...]
    due: str
    late: bool

    @property
    def kind(self) -> str:
        """The kind as it is on the day: work issued without a day that has one is dated."""
        return str(ItemKind(kind_now(self.row)).label)


def shown(rows: Iterable[Any], day: date, called: Mapping[int, str] | None = None) -> list[Shown]:
    """The rows with their words, for the day; one query for all names."""
    rows = list(rows)
    if called is None:
        called = names({row.unit_id for row in rows}, day)
    return [one(row, called[row.unit_id], day) for row in rows]


def one(row: Any, unit: str, day: date) -> Shown:
    """One row with its words."""
    late = row.official in {official.OPEN_OVERDUE, official.DONE_LATE}
    return Shown(row, unit, TONES[row.official], str(State(row.state).label), marks(row, day), due(row, day), late)


def marks(row: Any, day: date) -> tuple[str | Promise, ...]:
    """What else is to be said about a row (DESIGN 4.4)."""
    unfinished = row.state not in {State.DONE, State.EXITED}
    said = (
        (row.state == State.OPEN and row.returned, wording.RETURNED),
        (unfinished and row.reported_on is None and not row.transferred_on, wording.UNREPORTED),
        (unfinished and row.transferred_on and row.reported_on is None, wording.MOVED_IN),
        (row.extended, wording.EXTENDED),
        (row.restricted, wording.RESTRICTED),
        (row.exit_reason == ExitReason.EXCEPTED, wording.EXCEPTED),
    )
    return (*(words for holds, words in said if holds), *_added(row))


def _added(row: Any) -> tuple[str, ...]:
    """What was added after issuing, where the list knows it."""
    gaps = dict.fromkeys(str(Gap(one["gap"]).label) for one in getattr(row, "added", ()))
    return (wording.ADDED % {"gaps": ", ".join(gaps)},) if gaps else ()


def lacking(row: Any) -> str:
    """The clarities that the task of a row lacks, in words."""
    return ", ".join(str(CLARITIES[name]) for name in queries.lacking(row))


def due(row: Any, day: date) -> str:
    """How far the deadline is, in words; nothing for what has ended in time."""
    if row.state == State.EXITED:
        return ""
    if late := late_days(row, day):
        return wording.days_late(late)
    if row.state == State.DONE:
        return ""
    if row.due_on is None:
        return str(wording.UNDATED)
    if row.clock_on == NEVER:
        return str(wording.CLOCK_STOPPED)
    return wording.days_left((row.clock_on - day).days)
