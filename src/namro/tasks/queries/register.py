"""The register: one line per assignment, filtered, searched, ordered, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields import BooleanField, TextField

from namro.orgs.scope import Scope
from namro.tasks.drafting import CLARITIES
from namro.tasks.models import AssignmentState, Directive, ProgressReport, State, Task
from namro.tasks.queries import official
from namro.tasks.queries.clarities import added_later, conditions, known_before
from namro.tasks.queries.filtering import (
    HOLDERS,
    MARKS,
    SOON,
    Filters,
    chosen,
    kind_now,
    marked,
    named,
)
from namro.tasks.queries.following import followings_of
from vanban.fold import fold

Found = QuerySet[AssignmentState]


def register(scope: Scope, filters: Filters) -> tuple[Found, date]:
    """Rows with their category (``official``), newest sentence and order symbol, and the day.

    In the order asked for; without one, what the words name first, then the most urgent.
    """
    rows, day = chosen(scope, filters)
    return ordered(_told(rows, filters, day), filters, day), day


def in_order(scope: Scope, filters: Filters) -> tuple[Found, date]:
    """The same rows in the same order with nothing beside them: for finding a page deep in a long register."""
    rows, day = chosen(scope, filters)
    return ordered(rows, filters, day), day


def told(
    page: Sequence[AssignmentState], filters: Filters, day: date, *, clarities: bool = False, following: bool = False
) -> list[Any]:
    """The rows of a page, in its order, with everything ``register`` says of them. One query."""
    ids = [row.pk for row in page]
    rows = _told(AssignmentState.objects.filter(pk__in=ids), filters, day)
    if following:
        rows = rows.annotate(followings=followings_of("task_id", known_before(filters.on)))
    found = {row.pk: row for row in (with_lacking(rows, filters, day) if clarities else rows)}
    return [found[pk] for pk in ids if pk in found]


def _told(rows: Found, filters: Filters, day: date) -> Found:
    reports = ProgressReport.objects.filter(assignment_id=OuterRef("assignment_id"), sent_on__lte=day).order_by("-id")
    first_order = Directive.objects.filter(order_rows__task_id=OuterRef("task_id")).order_by("order_rows__id")
    return rows.select_related("task", "unit").annotate(
        official=official.as_column(day),
        last_sentence=Subquery(reports.values("sentence")[:1]),
        stage=Subquery(reports.exclude(stage="").values("stage")[:1]),
        order_symbol=Subquery(first_order.values("document__symbol")[:1]),
        order_item=Subquery(first_order.values("item")[:1]),
        order_document=Subquery(first_order.values("document_id")[:1]),
        added=added_later(known_before(filters.on)),
    )


def ordered(rows: Found, filters: Filters, day: date) -> Found:
    """The rows by the column asked for; the most urgent first among equals."""
    name, turned = filters.sort.removeprefix("-"), filters.sort.startswith("-")
    first: list[Any] = []
    if name == "unit":  # one version holds on a day, so the join adds no rows
        alive = Q(unit__versions__valid__contains=day)
        rows = rows.alias(called=FilteredRelation("unit__versions", condition=alive))
    if name in SORTS:
        key = SORTS[name](day)
        first = [key.desc(nulls_last=True) if turned else key.asc(nulls_last=True)]
    elif filters.words:
        first = [_rank(filters.words).asc()]
    return rows.order_by(*first, "clock_on", "task_id", "id")


def _rank(words: str) -> Case:
    """What the words name comes first: the code itself, codes and symbols they begin, then words that stand together."""
    together = fold(words)
    return Case(
        When(task__code__iexact=words.strip(), then=Value(0)),
        When(Q(task__code__istartswith=words.strip()) | named(words), then=Value(1)),
        When(task__search_fold__startswith=together, then=Value(2)),
        When(task__search_fold__contains=together, then=Value(3)),
        default=Value(4),
    )


def _natural(column: str) -> Func:
    """A code so that TB11-2026/3.2 comes before TB11-2026/12: every number with six places."""
    filled = _replaced(F(column), r"(\d+)", r"000000\1")
    return _replaced(filled, r"\d*(\d{6})", r"\1")


def _replaced(text: Any, pattern: str, by: str) -> Func:
    parts = (text, Value(pattern), Value(by), Value("g"))
    return Func(*parts, function="regexp_replace", output_field=TextField())


_WEIGHTS = {Task.Weight.BREAKTHROUGH: 0, Task.Weight.FOCAL: 1}
_CATEGORIES = (official.OPEN_OVERDUE, official.OPEN_IN_TERM, official.DONE_LATE, official.DONE_ON_TIME)
# Column -> what it is ordered by.
SORTS: dict[str, Any] = {
    "code": lambda _day: _natural("task__code"),
    "task": lambda _day: F("task__search_fold"),
    "unit": lambda _day: F("called__sort_key"),
    "due": lambda _day: F("due_on"),
    "status": lambda day: Case(
        *(When(official.condition(name, day), then=Value(place)) for place, name in enumerate(_CATEGORIES)),
        default=Value(len(_CATEGORIES)),
    ),
    "progress": lambda _day: F("reported_on"),
    "weight": lambda _day: Case(
        *(When(task__weight=name, then=Value(place)) for name, place in _WEIGHTS.items()), default=Value(2)
    ),
    "kind": lambda _day: F("task__kind"),
    "issued": lambda _day: F("task__issued_on"),
    "done": lambda _day: F("done_on"),
}


def with_lacking(rows: Found, filters: Filters, day: date) -> Found:
    """The rows with ``clear_<clarity>`` beside them."""
    found = conditions("task_id", "task__", known_before(filters.on), day)
    return rows.annotate(**{f"clear_{name}": ExpressionWrapper(found[name], BooleanField()) for name in CLARITIES})


def late_days(row: AssignmentState, day: date) -> int:
    """Calendar days late: of a completion, confirmed or not, by the day sent; of an open one until the day."""
    if row.due_on is None or row.state == State.EXITED:
        return 0
    sent_on = row.done_on or (row.submitted_on if row.state == State.SUBMITTED else None)
    if sent_on:
        return max(0, (sent_on - row.due_on).days)
    return max(0, (day - row.clock_on).days)


__all__ = [
    "HOLDERS",
    "MARKS",
    "SOON",
    "SORTS",
    "Filters",
    "chosen",
    "in_order",
    "kind_now",
    "late_days",
    "marked",
    "ordered",
    "register",
    "told",
    "with_lacking",
]
