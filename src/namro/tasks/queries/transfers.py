"""Who may take a share over, who held it when, what can still be handed back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from namro.core import clock
from namro.core.models import Event
from namro.orgs.models import Role, Unit
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks.models import STILL_KNOWN, AssignmentState, Explanation, GapProposal, Move, State
from namro.tasks.rules import Receiving

# A unit is told for a month what was taken from it.
NEWS = timedelta(days=30)


def receiving(to: Unit, rows: Sequence[AssignmentState], on: date) -> Receiving:
    """What has to be known of the unit before these shares go to it. Three queries, however many shares."""
    tasks, seen, second = {row.task_id for row in rows}, set(), set()
    for row in sorted(rows, key=lambda row: row.assignment_id):
        if row.task_id in seen:
            second.add(row.assignment_id)
        seen.add(row.task_id)
    shares = AssignmentState.objects.current().filter(task_id__in=tasks, unit=to)
    return Receiving(
        unit_id=to.pk,
        name=names([to.pk], on).get(to.pk, to.code),
        alive=_alive(to, on),
        holds=frozenset(shares.values_list("task_id", flat=True)),
        second=frozenset(second),
        parted=_parted([row.assignment_id for row in rows]),
    )


def _parted(assignment_ids: Sequence[int]) -> frozenset[int]:
    """Of these shares those from which open work was passed down. One query."""
    below = AssignmentState.objects.current().exclude(state__in=[State.DONE, State.EXITED])
    rows = below.filter(task__parent_assignment__in=assignment_ids)
    return frozenset(rows.values_list("task__parent_assignment", flat=True))


def _alive(unit: Unit, on: date) -> bool:
    return unit.opened_on <= on and (unit.closed_on is None or unit.closed_on > on)


def returnable(event: Event, rows: Sequence[AssignmentState], on: date) -> list[AssignmentState]:
    """Of a transfer's current rows those nobody has touched since, whose former holder exists and has no other share there."""
    at = datetime.fromisoformat(event.data["facts_at"])
    before = {int(pk): unit_id for pk, unit_id in event.data["before"].items()}
    ids, units = list(before), set(before.values())
    worked = set(GapProposal.objects.filter(share_id__in=ids, recorded_at__gt=at).values_list("share_id", flat=True))
    asked = Explanation.objects.filter(assignment_id__in=ids, recorded_at__gt=at)
    worked |= {*asked.values_list("assignment_id", flat=True), *_parted(ids)}
    alive = {unit.pk for unit in Unit.objects.filter(pk__in=units) if _alive(unit, on)}
    tasks = {row.task_id for row in rows}
    shares = AssignmentState.objects.current().filter(task_id__in=tasks, unit_id__in=units)
    taken = set(shares.values_list("task_id", "unit_id"))
    return [
        row
        for row in rows
        if row.known_from == at
        and row.assignment_id not in worked
        and before[row.assignment_id] in alive
        and (row.task_id, before[row.assignment_id]) not in taken
    ]


def holder_at(assignment: str, moment: str) -> Subquery:
    """Id of the unit that held the outer row's share at the outer row's moment: of a fact, from that fact on."""
    rows = AssignmentState.objects.filter(
        assignment_id=OuterRef(assignment), known_from__lte=OuterRef(moment), known_to__gt=OuterRef(moment)
    )
    return Subquery(rows.values("unit_id")[:1])


@dataclass(frozen=True)
class Gone:
    """A share that a unit of the reader's held until it went to another: what was known then, to whom, when and why."""

    row: Any
    to: str
    at: datetime
    reason: str
    symbol: str


def handed_on(scope: Scope) -> list[Gone]:
    """What was taken from the units one reports for within the last month, the newest first. Two queries."""
    units = scope.units([Role.REPORTER, Role.UNIT_HEAD]) or []
    if not units:
        return []
    rows = _left().filter(unit_id__in=units, known_to__gt=clock.moment() - NEWS).exclude(next_unit__in=units)
    return _gone(rows.select_related("task").order_by("-known_to", "-id")[:20])


def held_before(task_id: int, scope: Scope) -> Gone | None:
    """The last share of the task that left the units the reader works for; None where they never held one. Two queries."""
    rows = _left().visible_to(scope).filter(task_id=task_id)
    return next(iter(_gone(rows.select_related("task").order_by("-known_to", "-id")[:1])), None)


def _left() -> Any:
    """Rows that ended because another unit took the share over, with who, why and by which document."""
    fact = Move.objects.filter(assignment_id=OuterRef("assignment_id"), recorded_at=OuterRef("known_to"))
    fact = fact.filter(kind__in=[Move.Kind.TRANSFER, Move.Kind.BACK])
    said = {"next_unit": "unit_id", "because": "reason", "by_document": "document__symbol"}
    rows = AssignmentState.objects.filter(~Q(known_to=STILL_KNOWN))
    return rows.filter(Exists(fact)).annotate(**{name: Subquery(fact.values(path)[:1]) for name, path in said.items()})


def _gone(rows: Iterable[Any]) -> list[Gone]:
    found = list(rows)
    called = names({row.next_unit for row in found}, clock.today()) if found else {}
    return [Gone(row, called[row.next_unit], row.known_to, row.because, row.by_document or "") for row in found]
