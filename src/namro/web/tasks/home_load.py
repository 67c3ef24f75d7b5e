"""The picture of what falls due week by week: one bar a row of its table, so that picture and figures cannot part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from namro.tasks.models import State
from namro.tasks.queries import Week
from namro.web.tasks.figures import LEAD, address

FULL = 100  # width of the longest bar, in units of the picture


@dataclass(frozen=True)
class Bar:
    """A week with its bar: the focal ones first, the others after them; ``url`` opens the rows counted."""

    week: Week
    url: str
    focal: int
    rest: int


def drawn(weeks: Sequence[Week]) -> list[Bar]:
    """The bars against the fullest week; whatever is there at all is seen."""
    most = max((week.count for week in weeks), default=0) or 1
    return [_bar(week, most) for week in weeks]


def _bar(week: Week, most: int) -> Bar:
    whole, focal = (_length(count, most) for count in (week.count, week.focal))
    days = {"due_from": week.first.isoformat(), "due_to": week.last.isoformat()}
    rows = address({}, LEAD | {"state": State.OPEN.value} | days)
    return Bar(week, rows, focal, max(whole - focal, 1) if week.count > week.focal else 0)


def _length(count: int, most: int) -> int:
    return max(round(FULL * count / most), 1) if count else 0
