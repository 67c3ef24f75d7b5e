"""What the holder of a post answers for: days late of the unit while each holder headed it, what one leads, follows, has in
hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Greatest, Least
from django.db.models.lookups import GreaterThan

from namro.core import clock
from namro.orgs.models import Portfolio, Role, Tenure
from namro.orgs.scope import Scope
from namro.tasks.models import AssignmentState, State, StateQuerySet
from namro.tasks.queries import official
from namro.tasks.queries.counters import Counters, counters_of
from namro.tasks.queries.filtering import Filters, chosen
from namro.tasks.queries.inside import last_handing

_NONE = Value(timedelta(0), output_field=DurationField())


@dataclass(frozen=True)
class Under:
    """One holder: days late that ran while the post was his, and of how many lượt giao."""

    tenure: Tenure
    days: int = 0
    count: int = 0


def late_under(scope: Scope, unit_id: int, tenures: Sequence[Tenure]) -> list[Under]:
    """Each tenure with the unit's days late that fell into it, completed work included. One query, however many tenures."""
    today = clock.today()
    rows = AssignmentState.objects.current().visible_to(scope).filter(official.COUNTED, unit_id=unit_id)
    rows = rows.exclude(state=State.EXITED).order_by()
    sums: dict[str, Any] = {}
    for place, tenure in enumerate(tenures):
        days = _overlap(tenure, today)
        sums[f"days{place}"] = Sum(days, default=_NONE)
        sums[f"count{place}"] = Count("id", filter=Q(GreaterThan(days, _NONE)))
    found = rows.aggregate(**sums) if sums else {}
    return [Under(one, found[f"days{at}"].days, found[f"count{at}"]) for at, one in enumerate(tenures)]


def _overlap(tenure: Tenure, today: date) -> Any:
    """Days from the one after the last allowed to the one sent (or today) that lie within the tenure."""
    sent = {State.DONE: "done_on", State.SUBMITTED: "submitted_on"}
    start = Case(When(state__in=list(sent), then=F("due_on")), default=F("clock_on"), output_field=DateField())
    ends = [When(state=state, then=F(column)) for state, column in sent.items()]
    end = Case(*ends, default=Value(today), output_field=DateField())
    taken = Cast(F("transferred_on") - timedelta(days=1), DateField())
    before = Value(tenure.valid.lower - timedelta(days=1), output_field=DateField())
    last = Value((tenure.valid.upper or date.max) - timedelta(days=1), output_field=DateField())
    length = ExpressionWrapper(Least(end, last) - Greatest(start, taken, before), output_field=DurationField())
    return Greatest(length, _NONE)


def charge_of(scope: Scope, person_id: int, kind: str) -> Counters:
    """The counters of what the person leads or follows today, as the register's filter of that name finds it. One query."""
    led = Filters(leader=person_id) if kind == Portfolio.Kind.LEADER else Filters(officer=person_id)
    return counters_of(*chosen(scope, led))


def in_hand(scope: Scope, unit_id: int, person_id: int) -> StateQuerySet:
    """Open shares the unit handed to the person, for those who work in it; nothing for anybody else."""
    if not (scope.holds(Role.UNIT_HEAD, unit_id) or scope.holds(Role.REPORTER, unit_id)):
        return AssignmentState.objects.none()
    last = last_handing().filter(unit_id=unit_id, person_id=person_id)
    rows = AssignmentState.objects.current().visible_to(scope).filter(unit_id=unit_id)
    return rows.exclude(state__in=[State.DONE, State.EXITED]).filter(assignment_id__in=last.values("share_id"))
