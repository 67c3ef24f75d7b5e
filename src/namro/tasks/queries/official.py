"""The official four, letter by letter (report 1270/BC-TCTTTg), as conditions on rows of the read model at a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from namro.tasks.models import Assignment, ExitReason, State

DONE_ON_TIME = "done_on_time"
DONE_LATE = "done_late"
OPEN_IN_TERM = "open_in_term"
OPEN_OVERDUE = "open_overdue"
EXITED = "exited"
ASSIGNED = "assigned"
DONE = "done"

LABELS = {
    DONE_ON_TIME: _("completed on time"),
    DONE_LATE: _("completed late"),
    OPEN_IN_TERM: _("not completed, in term"),
    OPEN_OVERDUE: _("not completed, overdue"),
    EXITED: _("no longer tracked"),
}
FOUR = (DONE_ON_TIME, DONE_LATE, OPEN_IN_TERM, OPEN_OVERDUE)
# What a list may be cut down to: the four, the exits, and the sums a page names.
CHOICES = LABELS | {ASSIGNED: _("assigned (the four together)"), DONE: _("completed")}

# What stands inside one of the five, and the parts of joint work beside them.
TO_CONFIRM, UNDATED, WAITING, SUSPENDED = "to_confirm", "undated", "waiting", "suspended"
UNREPORTED, EXITED_EXCEPTED, SUPPORTS = "unreported", "excepted", "supports"
_STOPPED = {State.SUBMITTED: TO_CONFIRM, State.WAITING: WAITING, State.SUSPENDED: SUSPENDED}
# Counter -> the parts (``as_part``) it is the sum of.
SUMS = {
    DONE_ON_TIME: (DONE_ON_TIME,),
    DONE_LATE: (DONE_LATE,),
    OPEN_IN_TERM: (OPEN_IN_TERM, TO_CONFIRM, UNDATED, WAITING, SUSPENDED),
    OPEN_OVERDUE: (OPEN_OVERDUE, UNREPORTED),
    EXITED: (EXITED, EXITED_EXCEPTED),
    **{part: (part,) for part in (TO_CONFIRM, UNDATED, WAITING, SUSPENDED, UNREPORTED, EXITED_EXCEPTED, SUPPORTS)},
}

COUNTED = Q(role=Assignment.Role.LEAD)
EXCEPTED = Q(state=State.EXITED, exit_reason=ExitReason.EXCEPTED)
_LATE = Q(due_on__isnull=False, done_on__gt=F("due_on"))


def condition(category: str, on: date) -> Q:
    """Rows of one category as of the day. A completion that waits for confirmation is open; the day sent decides."""
    unfinished = ~Q(state__in=[State.DONE, State.EXITED])
    return {
        DONE_ON_TIME: Q(state=State.DONE) & ~_LATE,
        DONE_LATE: Q(state=State.DONE) & _LATE,
        OPEN_IN_TERM: unfinished & Q(clock_on__gte=on),
        OPEN_OVERDUE: unfinished & Q(clock_on__lt=on),
        EXITED: Q(state=State.EXITED),
        ASSIGNED: ~Q(state=State.EXITED),
        DONE: Q(state=State.DONE),
    }[category]


def as_part(on: date) -> Case:
    """The finest division as a column: a row stands in exactly one part, every counter is a sum of parts (``SUMS``).

    One pass over the rows instead of a condition for each counter; nothing for what no counter counts.
    """
    done = _first((_LATE, DONE_LATE), otherwise=DONE_ON_TIME)
    exited = _first((Q(exit_reason=ExitReason.EXCEPTED), EXITED_EXCEPTED), otherwise=EXITED)
    overdue = _first((Q(reported_on=None), UNREPORTED), otherwise=OPEN_OVERDUE)
    stands = ((Q(state=state), part) for state, part in _STOPPED.items())
    lead = _first(
        (Q(state=State.DONE), done),
        (Q(state=State.EXITED), exited),
        (Q(clock_on__lt=on), overdue),
        *stands,
        (Q(due_on=None), UNDATED),
        otherwise=OPEN_IN_TERM,
    )
    support = Q(role=Assignment.Role.SUPPORT) & ~Q(state=State.EXITED)
    return _first((COUNTED, lead), (support, SUPPORTS), otherwise="")


def _first(*pairs: tuple[Q, Case | str], otherwise: str) -> Case:
    whens = [When(holds, then=part if isinstance(part, Case) else Value(part)) for holds, part in pairs]
    return Case(*whens, default=Value(otherwise), output_field=CharField())


def as_column(on: date) -> Case:
    """The category of each row as a column."""
    whens = [When(condition(name, on), then=Value(name)) for name in LABELS]
    return Case(*whens, output_field=CharField())
