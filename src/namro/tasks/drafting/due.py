"""A deadline with its explanation: as said, last allowed day, reminder day, softness, rule in words (DESIGN 4.8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.core.workdays import Special, working_day_before
from vanban.periods.deadlines import deadline

BY_HAND = "by_hand"
CLOSING = "closing"
_END = _("the last day of the period counts; not moved off rest days")
RULES: dict[str, Promise] = {
    "that_day": _("the day named is the last allowed day"),
    "before_day": _("“before a day” ends on the day before it"),
    "before_hour": _("an hour is named, so the day itself still counts"),
    "before_month": _("“before a month” ends on the last day of the month before"),
    "before_quarter": _("“before a quarter” ends on the last day of the quarter before"),
    "before_year": _("“before a year” ends on 31 December of the year before"),
    "before_middle": _("“before the middle of a month” ends on the 14th"),
    "middle_of_month": _("the middle of a month is its 15th"),
    "middle_of_quarter": _("the middle of a quarter is the 15th of its second month"),
    "middle_of_year": _("the middle of a year is 30 June"),
    "days_from_issue": _("calendar days counted from the document's own day"),
    "event": _("depends on an event whose day is not known yet"),
    "days_from_event": _("counted from an event whose day is not known yet"),
    "working_days": _("working days counted from an event whose day is not known yet"),
    "before_tet": _("before Tet: the day follows from the year's holiday decision"),
    "recurring": _("comes round regularly; no single last day"),
    "year_unknown": _("the year is not said"),
    "no_date": _("words of urgency are not a date; no date is invented"),
    BY_HAND: _("set by the officer at review"),
    CLOSING: _("the document's closing formula: one day of report for all items"),
}


def rule_words(rule: str) -> str:
    """The rule in the reader's language; a deadline's stored ``due_rule`` is its code."""
    if rule.startswith(("last_day_of_", "end_of_")):
        return str(_END)
    return str(RULES.get(rule, rule))


@dataclass(frozen=True)
class Due:
    """What a document says about time, and what follows from it. Nothing is moved: only the reminder aims at a working day."""

    said: str
    period: str = ""
    last_day: date | None = None
    remind_on: date | None = None
    rule: str = ""
    soft: bool = False
    recurring: bool = False

    @property
    def rule_words(self) -> str:
        """Why this day."""
        return rule_words(self.rule)

    @property
    def on_rest_day(self) -> bool:
        """Whether the last allowed day is a day of rest, so that the reminder aims before it."""
        return self.last_day is not None and self.remind_on != self.last_day

    def reminded(self, special: Special) -> Due:
        """The same with its reminder day by the working-day calendar."""
        return replace(self, remind_on=working_day_before(self.last_day, special)) if self.last_day else self


def due_of(fields: Mapping[str, Any], issued_on: date | None) -> Due | None:
    """The deadline of a find; None where the document says nothing about time."""
    said = str(fields.get("deadline_raw") or "").strip()
    read = deadline(said, issued_on) if said else None
    last_day = _day(fields.get("deadline_end")) or (read.last_day if read else None)
    recurring = bool(fields.get("recurring"))
    if not said and not last_day and not recurring:
        return None
    rule = str(fields.get("deadline_rule") or (read.rule if read else "recurring" if recurring else "no_date"))
    soft = bool(fields.get("soft")) or bool(read and read.soft)
    return Due(said, str(fields.get("deadline") or ""), last_day, None, rule, soft, recurring)


def span_of(dues: list[Due | None]) -> tuple[date, date] | None:
    """The days whose calendar is needed for the reminders: a month before the first deadline to the last."""
    days = [due.last_day for due in dues if due and due.last_day]
    return (min(days) - timedelta(days=31), max(days)) if days else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
