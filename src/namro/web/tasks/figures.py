"""Figures that open their rows: each counter with its link and its definition, each percentage with both its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from namro.tasks.queries import Counters

Query = dict[str, str]


@dataclass(frozen=True)
class Kind:
    """What a figure is called, what it counts, and the filters that leave exactly its rows."""

    label: Promise
    definition: Promise
    filters: Query
    tone: str = ""


LEAD = {"role": "lead"}
IN_TERM, OVERDUE = {"category": "open_in_term"} | LEAD, {"category": "open_overdue"} | LEAD
KINDS = {
    "assigned": Kind(
        _("Assigned"),
        _("All assignments with a lead unit that have not left the register: the sum of the four figures beside."),
        {"category": "assigned"} | LEAD,
    ),
    "done_on_time": Kind(
        _("Completed on time"),
        _("The finally confirmed completion was sent on or before the last allowed day, whenever it was confirmed."),
        {"category": "done_on_time"} | LEAD,
        "green",
    ),
    "done_late": Kind(
        _("Completed late"),
        _("The finally confirmed completion was sent after the last allowed day."),
        {"category": "done_late"} | LEAD,
        "amber",
    ),
    "open_in_term": Kind(
        _("Not completed, in term"),
        _(
            "Not confirmed as completed, and the last allowed day has not passed. What was sent, suspended or set to wait in "
            "time stays in term."
        ),
        IN_TERM,
        "blue",
    ),
    "open_overdue": Kind(
        _("Not completed, overdue"),
        _(
            "Not confirmed as completed, and the last allowed day has passed. A returned completion counts as never sent."
        ),
        OVERDUE,
        "red",
    ),
    "exited": Kind(
        _("No longer tracked"),
        _(
            "Left the register from its day on: entered wrongly, withdrawn, replaced, merged, or named as an exception when "
            "its task was closed. Not part of “assigned”."
        ),
        {"category": "exited"} | LEAD,
    ),
    "excepted": Kind(
        _("exceptions when the task was closed"),
        _("Had not completed when their task was closed, and were named with a reason."),
        {"category": "exited", "mark": "excepted"} | LEAD,
    ),
    "to_confirm": Kind(
        _("waiting for confirmation"),
        _("The completion was sent in term and the office has not decided yet."),
        IN_TERM | {"mark": "to_confirm"},
    ),
    "undated": Kind(_("no deadline yet"), _("In progress without a last allowed day."), IN_TERM | {"mark": "undated"}),
    "waiting": Kind(
        _("waiting for a document"),
        _("Stopped in time because a document of others must come first."),
        IN_TERM | {"mark": "waiting"},
    ),
    "suspended": Kind(
        _("suspended"), _("Stopped in time by the office, with a reason."), IN_TERM | {"mark": "suspended"}
    ),
    "unreported": Kind(
        _("never updated"), _("Overdue, and the unit has not sent a single line."), OVERDUE | {"mark": "unreported"}
    ),
    "tasks": Kind(
        _("Tasks"),
        _("Pieces of work, each counted once however many units it was assigned to."),
        {"category": "assigned", "by": "task"} | LEAD,
    ),
    "supports": Kind(
        _("Parts in joint work"),
        _("Shares of supporting units. Listed apart and never part of “assigned”."),
        {"category": "assigned", "role": "support"},
    ),
}
FOUR = ("done_on_time", "done_late", "open_in_term", "open_overdue")
# "Trong đó": what stands inside two of the four.
WITHIN = {
    "open_in_term": ("to_confirm", "undated", "waiting", "suspended"),
    "open_overdue": ("unreported",),
    "exited": ("excepted",),
}
BESIDE = ("exited", "tasks", "supports")


@dataclass(frozen=True)
class Figure:
    """One figure on a page."""

    name: str
    value: int
    url: str
    kind: Kind
    within: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Rate:
    """A percentage with what it is a percentage of."""

    label: Promise
    definition: Promise
    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """One decimal; nothing of nothing is no percentage."""
        return round(100 * self.part / self.whole, 1) if self.whole else None


def address(kept: Query, filters: Query) -> str:
    """The register with these filters."""
    return f"{reverse('web:tasks')}?{urlencode(kept | filters)}"


def figure(name: str, counters: Counters, kept: Query) -> Figure:
    """One figure; ``kept`` are the page's own filters, which its link keeps."""
    kind = KINDS[name]
    within = tuple(figure(inner, counters, kept) for inner in WITHIN.get(name, ()) if getattr(counters, inner))
    return Figure(name, getattr(counters, name), address(kept, kind.filters), kind, within)


def board(counters: Counters, kept: Query) -> dict[str, object]:
    """What the board above a register shows."""
    return {
        "assigned": figure("assigned", counters, kept),
        "four": [figure(name, counters, kept) for name in FOUR],
        "beside": [figure(name, counters, kept) for name in BESIDE],
        "rates": rates(counters),
    }


def rates(counters: Counters) -> list[Rate]:
    """Three percentages, each of its own whole."""
    return [
        Rate(
            _("Completed"),
            _("Completed on time and completed late, of all assigned."),
            counters.done,
            counters.assigned,
        ),
        Rate(
            _("On time among the completed"),
            _("Completed on time, of completed on time and late together."),
            counters.done_on_time,
            counters.done,
        ),
        Rate(
            _("Overdue"),
            _("Not completed and overdue, of all assigned."),
            counters.open_overdue,
            counters.assigned,
        ),
    ]
