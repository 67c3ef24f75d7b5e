"""The register: one line per assignment, filtered, searched, as of a day; the same lines for export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields import BooleanField
from django.utils.translation import gettext_lazy as _

from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.reading.models import ItemKind
from namro.tasks import wording
from namro.tasks.drafting import CLARITIES
from namro.tasks.models import Assignment, AssignmentState, Directive, Gap, ProgressReport, State, StateQuerySet
from namro.tasks.queries import official
from namro.tasks.queries.clarities import added_later, conditions, known_before, waiting_proposals
from namro.tasks.queries.counters import known_on
from vanban.fold import fold

SOON = timedelta(days=7)
_UNFINISHED = ~Q(state__in=[State.DONE, State.EXITED])
_MARKS = {
    "to_confirm": Q(state=State.SUBMITTED),
    "returned": Q(state=State.OPEN, returned=True),
    "undated": Q(state=State.OPEN, due_on=None),
    "unreported": _UNFINISHED & Q(reported_on=None),
    "waiting": Q(state=State.WAITING),
    "suspended": Q(state=State.SUSPENDED),
    "extended": Q(extended=True),
    "excepted": official.EXCEPTED,
}
MARKS = {
    "to_confirm": State.SUBMITTED.label,
    "due_soon": _("due within 7 days"),
    "returned": _("returned"),
    "undated": _("no deadline yet"),
    "unreported": _("never updated"),
    "waiting": State.WAITING.label,
    "suspended": State.SUSPENDED.label,
    "extended": _("deadline extended"),
    "excepted": _("named as an exception"),
    "gap_proposed": _("value proposed, to be decided"),
}


def marked(mark: str, day: date) -> Q:
    """Rows that bear the mark on the day. Raises KeyError for a mark that is not in MARKS."""
    if mark == "due_soon":
        return Q(state=State.OPEN, clock_on__range=(day, day + SOON))
    if mark == "gap_proposed":
        return Q(waiting_proposals(known_before(day)))
    return _MARKS[mark]


@dataclass(frozen=True)
class Filters:
    """What the register is cut down to; every field may be empty."""

    words: str = ""
    unit_id: int | None = None
    category: str = ""
    mark: str = ""
    role: str = ""
    document_id: int | None = None
    kind: str = ""
    weight: str = ""
    on: date | None = None


def chosen(scope: Scope, filters: Filters) -> tuple[StateQuerySet, date]:
    """The rows the filters leave of what the person may see, and the day they speak about."""
    rows, day = known_on(scope, filters.on)
    for word in fold(filters.words).split():
        rows = rows.filter(task__search_fold__contains=word)
    if filters.category in official.CHOICES:
        rows = rows.filter(official.condition(filters.category, day))
    if filters.mark in MARKS:
        rows = rows.filter(marked(filters.mark, day))
    exact = {
        "unit_id": filters.unit_id,
        "role": filters.role,
        "task__weight": filters.weight,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if filters.kind:
        rows = rows.filter(_of_kind(filters.kind))
    if filters.document_id:
        orders = Directive.objects.filter(document_id=filters.document_id).values("tasks")
        rows = rows.filter(task_id__in=orders)
    return rows, day


def _of_kind(kind: str) -> Q:
    """Work issued without a day that has one now is dated."""
    given_a_day = Q(task__kind=ItemKind.UNDATED, due_on__isnull=False)
    if kind == ItemKind.DATED:
        return Q(task__kind=kind) | given_a_day
    return Q(task__kind=kind) & ~given_a_day


def kind_now(row: Any) -> str:
    """The kind of a row's task, as ``_of_kind`` sorts it."""
    return ItemKind.DATED if row.due_on and row.task.kind == ItemKind.UNDATED else row.task.kind


def register(scope: Scope, filters: Filters) -> tuple[QuerySet[AssignmentState], date]:
    """Rows with their category (``official``), newest sentence and order symbol, most urgent first; and the day."""
    rows, day = chosen(scope, filters)
    reports = ProgressReport.objects.filter(assignment_id=OuterRef("assignment_id"), sent_on__lte=day).order_by("-id")
    first_order = Directive.objects.filter(order_rows__task_id=OuterRef("task_id")).order_by("order_rows__id")
    annotated = rows.select_related("task", "unit").annotate(
        official=official.as_column(day),
        last_sentence=Subquery(reports.values("sentence")[:1]),
        order_symbol=Subquery(first_order.values("document__symbol")[:1]),
        order_item=Subquery(first_order.values("item")[:1]),
        order_document=Subquery(first_order.values("document_id")[:1]),
        added=added_later(known_before(filters.on)),
    )
    return annotated.order_by("clock_on", "task_id", "id"), day


@dataclass(frozen=True)
class Row:
    """One line of an export; restricted ones leave only symbol and dates (F93)."""

    task: int
    assignment: int
    code: str
    content: str
    symbol: str
    item: str
    unit_code: str
    unit: str
    role: str
    counted: bool
    kind: str
    weight: str
    issued_on: date
    due_on: date | None
    state: str
    official: str
    done_on: date | None
    late_days: int
    percent: int | None
    last_update: str
    exit_reason: str
    lacking: str
    added_later: str

    def fields(self) -> dict[str, Any]:
        """Column -> value, in order."""
        return dict(vars(self))


def rows_for_export(scope: Scope, filters: Filters) -> Iterator[Row]:
    """Every line of the register, streamed; the lines ``counted`` are "đã giao", ``official`` says which of the four each is."""
    rows, day = register(scope, filters)
    found = conditions("task_id", "task__", known_before(filters.on), day)
    rows = rows.annotate(**{f"clear_{name}": ExpressionWrapper(found[name], BooleanField()) for name in CLARITIES})
    called = names(rows.order_by().values_list("unit_id", flat=True).distinct(), day)
    for row in rows.iterator(chunk_size=2000):
        yield _exported(row, called, day)


def _exported(row: Any, called: dict[int, str], day: date) -> Row:
    hidden = row.restricted
    return Row(
        task=row.task_id,
        assignment=row.assignment_id,
        code=row.task.code,
        content="" if hidden else row.task.content,
        symbol=row.order_symbol or "",
        item="" if hidden else row.order_item or "",
        unit_code=row.unit.code,
        unit=called[row.unit_id],
        role=row.role,
        counted=row.role == Assignment.Role.LEAD and row.state != State.EXITED,
        kind=kind_now(row),
        weight=row.task.weight,
        issued_on=row.task.issued_on,
        due_on=row.due_on,
        state=row.state,
        official=row.official,
        done_on=row.done_on,
        late_days=late_days(row, day),
        percent=row.percent,
        last_update="" if hidden else row.last_sentence or "",
        exit_reason=row.exit_reason,
        lacking=" ".join(name for name in CLARITIES if not getattr(row, f"clear_{name}")),
        added_later="" if hidden else "; ".join(_said(one) for one in row.added),
    )


def _said(one: dict[str, str]) -> str:
    """A value added later with who proposed and who approved it; the value itself stands on the task's page."""
    label = Gap(one["gap"]).label
    day = f"{date.fromisoformat(one['decided_on']):%d/%m/%Y}"
    return wording.ADDED_LATER % {"gap": label, "proposed_by": one["by"], "approved_by": one["decided_by"], "day": day}


def late_days(row: AssignmentState, day: date) -> int:
    """Calendar days late: of a completion, confirmed or not, by the day sent; of an open one until the day."""
    if row.due_on is None or row.state == State.EXITED:
        return 0
    sent_on = row.done_on or (row.submitted_on if row.state == State.SUBMITTED else None)
    if sent_on:
        return max(0, (sent_on - row.due_on).days)
    return max(0, (day - row.clock_on).days)
