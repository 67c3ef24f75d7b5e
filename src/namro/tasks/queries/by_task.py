"""The register told task by task: tasks (nhiệm vụ) are counted apart from assignments (lượt giao)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks.models import Directive, State, Task
from namro.tasks.queries import official
from namro.tasks.queries.counters import Counters, added, by_part, known_on
from namro.tasks.queries.register import Filters, chosen


@dataclass(frozen=True)
class Piece:
    """One task with the counters of its assignments; ``lead`` names the unit of a task with one lead."""

    task: Task
    first: date
    lead: str
    symbol: str
    counters: Counters
    due_on: date | None


def task_ids(scope: Scope, filters: Filters) -> QuerySet[Any, int]:
    """Ids of the tasks whose rows the filters leave, the most urgent first.

    Where neither role nor category is chosen, the tasks are those the figure counts: with a lead still on the register.
    """
    rows, _day = chosen(scope, filters)
    if not filters.role:
        rows = rows.filter(official.COUNTED)
    if not filters.category:
        rows = rows.filter(~Q(state=State.EXITED))
    grouped = rows.order_by().values("task_id").annotate(first=Min("clock_on"))
    return grouped.order_by("first", "task_id").values_list("task_id", flat=True)


def pieces(ids: Sequence[int], scope: Scope, on: date | None) -> list[Piece]:
    """The tasks in the order of ``ids``, each counted over everything the person may see of it. Three queries."""
    rows, day = known_on(scope, on)
    lead, due = (Min(name, filter=official.COUNTED) for name in ("unit_id", "due_on"))
    parts = by_part(rows.filter(task_id__in=ids), day, "task_id").annotate(first=Min("clock_on"), lead=lead, due=due)
    counted: dict[int, list[dict[str, Any]]] = {}
    for one in parts:
        counted.setdefault(one["task_id"], []).append(one)
    leads = {pk: _least(found, "lead") for pk, found in counted.items()}
    orders = Directive.objects.filter(order_rows__task_id=OuterRef("pk"), document__symbol__gt="")
    symbol = Subquery(orders.order_by("order_rows__id").values("document__symbol")[:1])
    tasks = Task.objects.annotate(order_symbol=symbol).in_bulk(list(counted))
    called = names({unit for unit in leads.values() if unit}, day)
    return [_piece(tasks[pk], counted[pk], called.get(leads[pk], ""), day) for pk in ids if pk in counted]


def _piece(task: Any, parts: list[dict[str, Any]], lead: str, day: date) -> Piece:
    symbol, due = task.order_symbol or "", task.due_on or _least(parts, "due")
    return Piece(task, _least(parts, "first"), lead, symbol, added(day, parts), due)


def _least(parts: list[dict[str, Any]], name: str) -> Any:
    return min((one[name] for one in parts if one[name] is not None), default=None)
