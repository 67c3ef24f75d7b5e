"""What the register can be cut down to, and the rows of what a person may see that are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.documents import resolving
from namro.orgs.queries import below
from namro.orgs.scope import Scope
from namro.reading.models import ItemKind
from namro.tasks.drafting import CLARITIES
from namro.tasks.models import Directive, ImportRow, State, StateQuerySet
from namro.tasks.queries import explained, official
from namro.tasks.queries.clarities import conditions, known_before, waiting_proposals
from namro.tasks.queries.counters import known_on
from namro.tasks.queries.following import followed
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
    "transferred": Q(transferred_on__isnull=False),
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
    "transferred": _("handed over from another unit"),
    "gap_proposed": _("value proposed, to be decided"),
}


def marked(mark: str, day: date) -> Q:
    """Rows that bear the mark on the day. Raises KeyError for a mark that is not in MARKS."""
    if mark == "due_soon":
        return Q(state=State.OPEN, clock_on__range=(day, day + SOON))
    if mark == "gap_proposed":
        return Q(waiting_proposals(known_before(day)))
    return _MARKS[mark]


# Whom work waits for, as far as the facts tell it today.
HOLDERS = {
    "unit": _("the unit assigned"),
    "office": _("the issuing office (to confirm, to decide)"),
    "document": _("a document of others"),
    "nobody": _("nobody: suspended"),
}


def waits_for(holder: str, known: Any) -> Q:
    """Unfinished rows that wait for this holder. Raises KeyError for one that is not in HOLDERS."""
    return {
        "unit": Q(state=State.OPEN),
        "office": Q(state=State.SUBMITTED) | (_UNFINISHED & Q(waiting_proposals(known))),
        "document": Q(state=State.WAITING),
        "nobody": Q(state=State.SUSPENDED),
    }[holder]


@dataclass(frozen=True)
class Filters:
    """What the register is cut down to and how it is ordered (``SORTS``, "-" before it turns it); all may be empty."""

    words: str = ""
    unit_id: int | None = None
    below: bool = False
    category: str = ""
    mark: str = ""
    role: str = ""
    state: str = ""
    document_id: int | None = None
    batch_id: int | None = None
    kind: str = ""
    weight: str = ""
    due_from: date | None = None
    due_to: date | None = None
    lacking: str = ""
    holder: str = ""
    explanation: str = ""
    leader: int | None = None
    officer: int | None = None
    on: date | None = None
    sort: str = ""


def chosen(scope: Scope, filters: Filters) -> tuple[StateQuerySet, date]:
    """The rows the filters leave of what the person may see, and the day they speak about."""
    rows, day = known_on(scope, filters.on)
    rows = rows.filter(said(filters.words))
    exact = {
        "role": filters.role,
        "state": filters.state if filters.state in State.values else "",
        "task__weight": filters.weight,
        "due_on__gte": filters.due_from,
        "due_on__lte": filters.due_to,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if filters.unit_id:
        units = below(filters.unit_id, day) if filters.below else [filters.unit_id]
        rows = rows.filter(unit_id__in=units)
    if filters.document_id:
        orders = Directive.objects.filter(document_id=filters.document_id).values("tasks")
        rows = rows.filter(task_id__in=orders)
    if filters.batch_id:
        rows = rows.filter(task_id__in=ImportRow.objects.filter(batch_id=filters.batch_id).values("task_id"))
    return rows.filter(_marks(filters, day)), day


def _marks(filters: Filters, day: date) -> Q:
    """The filters that are conditions of their own; a word that is none of theirs leaves everything."""
    known, found = known_before(filters.on), Q()
    if filters.category in official.CHOICES:
        found &= official.condition(filters.category, day)
    if filters.mark in MARKS:
        found &= marked(filters.mark, day)
    if filters.kind:
        found &= _of_kind(filters.kind)
    if filters.holder in HOLDERS:
        found &= waits_for(filters.holder, known)
    if filters.leader:
        found &= followed("leader", filters.leader, day, known)
    if filters.officer:
        found &= followed("officer", filters.officer, day, known)
    if filters.explanation in explained.CHOICES:
        found &= explained.concerns(filters.explanation, known, day)
    if filters.lacking in CLARITIES:
        found &= ~conditions("task_id", "task__", known, day, sifting=True)[filters.lacking]
    return found


def said(words: str) -> Q:
    """Tasks in which every word stands (in the content, the product, a symbol, the code), or which a symbol names."""
    found = Q()
    for word in fold(words).split():
        found &= Q(task__search_fold__contains=word)
    return found | named(words) if words and found else found


def named(words: str) -> Q:
    """Tasks ordered in the document whose symbol is typed, in whichever spelling; none where no symbol is."""
    meant = resolving.parse(words)
    if not meant.symbol_key or meant.bare:
        return Q(pk__in=[])
    return Q(task_id__in=Directive.objects.filter(document__symbol_key=meant.symbol_key).values("tasks"))


def _of_kind(kind: str) -> Q:
    """Work issued without a day that has one now is dated."""
    given_a_day = Q(task__kind=ItemKind.UNDATED, due_on__isnull=False)
    if kind == ItemKind.DATED:
        return Q(task__kind=kind) | given_a_day
    return Q(task__kind=kind) & ~given_a_day


def kind_now(row: Any) -> str:
    """The kind of a row's task, as ``_of_kind`` sorts it."""
    return ItemKind.DATED if row.due_on and row.task.kind == ItemKind.UNDATED else row.task.kind
