"""The short lists of the first page, by role: each role's rows are read in one query, told as the register tells its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Count, ExpressionWrapper, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from namro.core import clock
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks.models import Assignment, AssignmentState, Move, State
from namro.tasks.queries import official, work
from namro.tasks.queries.focal import Focal, focal, open_now, worst
from namro.tasks.queries.following import LEADER, OFFICER, followed
from namro.tasks.queries.inside import last_handing, mine_inside, with_handings
from namro.tasks.queries.register import SOON, Filters, marked, register

_Rows = QuerySet[AssignmentState]
_Key = Callable[[Any], tuple[Any, ...]]


@dataclass(frozen=True)
class OwnLists:
    """A unit's: what the reader has inside it, what else to act on now, what it sent and nobody has decided about."""

    mine: list[Any]
    urgent: list[Any]
    sent: list[Any]


@dataclass(frozen=True)
class OfficeLists:
    """An office's: completions to confirm, the longest waiting first; what falls due within seven days.

    ``followed`` is the open work that the reader follows as its officer, the most urgent first.
    """

    to_confirm: list[Any]
    due_soon: list[Any]
    followed: list[Any]


@dataclass(frozen=True)
class LeaderLists:
    """Focal tasks, each with the row that speaks for it; completions returned and not sent again, or not decided about.

    ``followed`` is the open work that the reader is in charge of, the most urgent first.
    """

    focal: list[tuple[Focal, Any]]
    unsent: list[Any]
    unconfirmed: list[Any]
    followed: list[Any]


def own_lists(scope: Scope, *, most: int) -> OwnLists:
    """Handed to the reader, by the unit's own day; else late, then returned, then due within seven days; ``most`` of each.

    Of what was sent half as many.
    """
    mine, urgent, sent = _mine(scope)[:most], _urgent(scope)[:most], _sent(scope)[: most // 2]
    rows = _told(scope, mine, urgent, sent, inside=True)
    person_id = scope.user.person_id if scope.user else None
    own = [row for row in rows if _is_to_do(row) and _has(row, person_id)]
    rest = [row for row in rows if row not in own]
    return OwnLists(
        _top(own, _is_to_do, _inside_day, most),
        _top(rest, _is_to_do, _urgency, most),
        _top(rest, _is_sent, _sending, most // 2),
    )


def _mine(scope: Scope) -> _Rows:
    rows = AssignmentState.objects.current().visible_to(scope).filter(mine_inside(scope)).exclude(state=State.SUBMITTED)
    held = last_handing().filter(share_id=OuterRef("assignment_id"))
    told: QuerySet[Any] = rows.annotate(inside_on=Coalesce(Subquery(held.values("due_on")[:1]), "clock_on"))
    return told.order_by("inside_on", "id")


def _has(row: Any, person_id: int | None) -> bool:
    return bool(person_id and row.handings and row.handings[0]["person_id"] == person_id)


def _inside_day(row: Any) -> tuple[Any, ...]:
    """As ``_mine`` orders."""
    return (row.handings[0]["due_on"] or row.clock_on.isoformat(), row.pk)


def _urgent(scope: Scope) -> _Rows:
    day = clock.today()
    late, back, soon = (work.own_kind(name, day) for name in ("overdue", "returned", "due_soon"))
    place = Case(
        When(late, then=Value(0)), When(back, then=Value(1)), When(work.MOVED_IN, then=Value(2)), default=Value(3)
    )
    todo = late | back | soon | work.MOVED_IN
    rows = AssignmentState.objects.current().visible_to(scope).filter(work.own(scope) & todo)
    rows = rows.filter(~mine_inside(scope))
    return rows.exclude(state=State.SUBMITTED).annotate(place=place).order_by("place", "clock_on", "id")


def _sent(scope: Scope) -> _Rows:
    rows = AssignmentState.objects.current().visible_to(scope)
    return rows.filter(work.own(scope), state=State.SUBMITTED).order_by("submitted_on", "id")


def office_lists(scope: Scope, *, most: int) -> OfficeLists:
    """``most`` of each."""
    rows = AssignmentState.objects.current().visible_to(scope)
    sent = rows.filter(work.office(scope), state=State.SUBMITTED).order_by("submitted_on", "id")[:most]
    soon = rows.filter(official.COUNTED & marked("due_soon", clock.today())).order_by("clock_on", "id")[:most]
    told = _told(scope, sent, soon, *_followed(scope, OFFICER, most), kind=OFFICER)
    offices = scope.units([Role.COORDINATOR])
    return OfficeLists(
        _top(told, lambda row: _is_sent(row) and (offices is None or row.owner_id in offices), _sending, most),
        _top(told, _is_due_soon, _first_day, most),
        _top(told, _is_followed, _first_day, most),
    )


def _followed(scope: Scope, kind: str, most: int) -> list[_Rows]:
    """The list of what is in the reader's charge; no list for an account that is no person."""
    if _person(scope) is None:
        return []
    return [in_charge(scope, kind).order_by("clock_on", "id")[:most]]


def in_charge(scope: Scope, kind: str) -> _Rows:
    """Open lượt giao the reader sees and leads or follows as a person of the office."""
    rows, _late = open_now(scope)
    return rows.filter(followed(kind, _person(scope) or 0, scope.on))


def in_charge_counts(scope: Scope, kind: str) -> dict[str, int]:
    """How many of them there are ("every"), are overdue, fall due soon, wait for confirmation. One query."""
    marks = {"late": official.condition(official.OPEN_OVERDUE, clock.today())}
    marks |= {name: marked(name, clock.today()) for name in ("due_soon", "to_confirm")}
    counts = {name: Count("id", filter=condition) for name, condition in marks.items()}
    found: dict[str, int] = in_charge(scope, kind).order_by().aggregate(every=Count("id"), **counts)
    return found


def _person(scope: Scope) -> int | None:
    return scope.user.person_id if scope.user else None


def leader_lists(scope: Scope, *, most: int) -> LeaderLists:
    """At most twenty focal tasks, and ``most`` of what was asked and not answered. Two queries."""
    tasks = focal(scope)
    rows, _late = open_now(scope)
    unsent = rows.filter(state=State.OPEN, returned=True).order_by("clock_on", "id")[:most]
    unconfirmed = rows.filter(state=State.SUBMITTED).order_by("submitted_on", "id")[:most]
    mine = _followed(scope, LEADER, most)
    told = _told(scope, worst(scope, [one.task_id for one in tasks]), unsent, unconfirmed, *mine, kind=LEADER)
    speaks: dict[int, Any] = {}
    for row in sorted(told, key=_first_day, reverse=True):
        speaks[row.task_id] = row
    return LeaderLists(
        [(one, speaks[one.task_id]) for one in tasks if one.task_id in speaks],
        _top(told, _is_returned, _first_day, most),
        _top(told, _is_sent, _sending, most),
        _top(told, _is_followed, _first_day, most),
    )


def _told(scope: Scope, *lists: _Rows, inside: bool = False, kind: str = "") -> list[Any]:
    """The rows of all the lists with the last return's day and reason. One query.

    Where asked also ``handings``, and ``followed``: whether the reader leads or follows it.
    """
    rows, _day = register(scope, Filters())
    first, *others = (one.values("pk") for one in lists)
    returns = Move.objects.filter(assignment_id=OuterRef("assignment_id"), kind=Move.Kind.RETURN).order_by("-id")
    told = (
        rows.filter(pk__in=first.union(*others, all=True))
        .select_related("assignment")
        .annotate(
            returned_on=Subquery(returns.values("happened_on")[:1]),
            returned_because=Subquery(returns.values("reason")[:1]),
        )
    )
    if inside:
        told = with_handings(told, scope)
    if kind:
        held = followed(kind, _person(scope) or 0, scope.on)
        told = told.annotate(followed=ExpressionWrapper(held, BooleanField()))
    return list(told.order_by())


def _top(rows: Iterable[Any], wanted: Callable[[Any], bool], key: _Key, most: int) -> list[Any]:
    return sorted((row for row in rows if wanted(row)), key=key)[:most]


def _is_sent(row: Any) -> bool:
    return bool(row.state == State.SUBMITTED)


def _is_followed(row: Any) -> bool:
    return bool(row.followed and row.role == Assignment.Role.LEAD)


def _is_due_soon(row: Any) -> bool:
    """As ``marked`` says of counted rows."""
    day, counted = clock.today(), row.role == Assignment.Role.LEAD
    return bool(counted and row.state == State.OPEN and day <= row.clock_on <= day + SOON)


def _is_to_do(row: Any) -> bool:
    return bool(row.state != State.SUBMITTED)


def _is_returned(row: Any) -> bool:
    return bool(row.state == State.OPEN and row.returned)


def _urgency(row: Any) -> tuple[Any, ...]:
    """As ``_urgent`` orders."""
    if row.official == official.OPEN_OVERDUE:
        return (0, row.clock_on, row.pk)
    moved_in = row.transferred_on and row.reported_on is None
    return (1 if _is_returned(row) else 2 if moved_in else 3, row.clock_on, row.pk)


def _sending(row: Any) -> tuple[Any, ...]:
    return (row.submitted_on, row.pk)


def _first_day(row: Any) -> tuple[Any, ...]:
    return (row.clock_on, row.pk)
