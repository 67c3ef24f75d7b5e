"""From a directive to a task with its assignments: one set-based write, whatever the number of units (DESIGN 4.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.core.text import clean, clean_line
from namro.documents.models import Document, SourceText
from namro.orgs.models import Unit
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.reading.models import ItemKind, Verdict
from namro.tasks import rules, wording
from namro.tasks.actions.coding import next_code
from namro.tasks.actions.moving import state_row
from namro.tasks.models import Assignment, AssignmentState, Directive, Move, Task, TaskOrder
from namro.tasks.stages import Stage, proposed
from namro.tasks.states import Fact, advance
from vanban.fold import fold


@dataclass(frozen=True)
class Order:
    """Where an order stands: words of a text (``source``, ``start``, ``end``), or who gave it, when and how."""

    document: Document | None = None
    source: SourceText | None = None
    verdict: Verdict | None = None
    start: int | None = None
    end: int | None = None
    form: Directive.Form = Directive.Form.DOCUMENT
    issuer_name: str = ""
    ordered_on: date | None = None
    item: str = ""


@dataclass(frozen=True)
class Share:
    """A unit's part in a task; a support may have its own part and day."""

    unit: Unit
    part: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class NewTask:
    """What is to be issued. Leads and content are required, everything else may be a visible gap (DESIGN 4.7)."""

    content: str
    owner: Unit
    leads: Sequence[Unit]
    orders: Sequence[Directive]
    mode: Task.Mode = Task.Mode.ONE
    kind: ItemKind = ItemKind.DATED
    weight: Task.Weight = Task.Weight.NORMAL
    supports: Sequence[Share] = ()
    directing: Sequence[Unit] = ()
    supervising: Sequence[Unit] = ()
    due_on: date | None = None
    due_said: str = ""
    due_rule: str = ""
    due_soft: bool = False
    undated_reason: str = ""
    product: str = ""
    closing_stage: Stage | None = None  # none: as the order's verb says
    result: str = ""
    recurring: bool = False
    restricted: bool = False
    clarity_in_document: dict[str, bool] = field(default_factory=dict)
    once: str = ""  # the key of the form it was sent with


def note_directive(*, order: Order, by: Scope, today: date | None = None) -> Directive:
    """Keep a directive, with or without words in a text. A verdict gives one directive: asked again, it is returned."""
    if order.verdict and (known := Directive.objects.filter(verdict=order.verdict).first()):
        return known
    if order.source is None and not order.issuer_name.strip():
        raise Refusal("tasks.directive.no_giver", wording.ORDER_WITHOUT_GIVER)
    with record("tasks.directive.noted", by=by.user, at=clock.moment(today)) as event:
        made = Directive.objects.create(
            document=order.document,
            source=order.source,
            verdict=order.verdict,
            start=order.start,
            end=order.end,
            form=order.form,
            issuer_name=clean_line(order.issuer_name),
            ordered_on=order.ordered_on,
            item=order.item,
            **_quoted(order),
        )
        about(event, made)
    return made


def _quoted(order: Order) -> dict[str, str]:
    if order.source is None or order.start is None or order.end is None:
        return {}
    text, start, end = order.source.text, order.start, order.end
    return {"quotation": text[start:end], "before": text[max(0, start - 32) : start], "after": text[end : end + 32]}


def issue(*, new: NewTask, by: Scope, today: date | None = None) -> Task:
    """Issue a task to its units in one transaction with a constant number of statements.

    Raises Refusal: not your office, no content, no lead, several leads in mode ``one``, a unit in two roles or not
    alive, a kind that gives no task, a dated task without a date, no order.
    """
    at = clock.moment(today)
    day = clock.day_of(at)
    rules.check_issue(by, new.owner.pk)
    _check(new, day)
    with record("tasks.task.issued", by=by.user, at=at, unit_id=new.owner.pk, count=len(new.leads)) as event:
        code = next_code(new.orders[0], day)
        task = Task.objects.create(
            code=code,
            content=clean(new.content),
            search_fold=_search_fold(new, code),
            mode=new.mode,
            kind=new.kind,
            weight=new.weight,
            product=clean(new.product),
            closing_stage=new.closing_stage or proposed(new.content) or "",
            result=clean(new.result),
            due_on=new.due_on,
            due_said=clean_line(new.due_said),
            due_rule=new.due_rule,
            due_soft=new.due_soft,
            undated_reason=clean_line(new.undated_reason),
            recurring=new.recurring,
            clarity_in_document=new.clarity_in_document,
            owner=new.owner,
            restricted=new.restricted or any(one.document and one.document.restricted for one in new.orders),
            issued_at=at,
            issued_on=day,
            issued_by=by.user,
        )
        about(event, task)
        if new.once:
            event.data["once"] = new.once
        TaskOrder.objects.bulk_create([TaskOrder(task=task, directive=one) for one in new.orders])
        _assign(task, _shares(new), by, at)
    return task


def _shares(new: NewTask) -> list[tuple[Assignment.Role, Share]]:
    R = Assignment.Role
    return [
        *((R.LEAD, Share(unit, due_on=new.due_on)) for unit in new.leads),
        *((R.SUPPORT, Share(one.unit, one.part, one.due_on or new.due_on)) for one in new.supports),
        *((R.DIRECTING, Share(unit, due_on=new.due_on)) for unit in new.directing),
        *((R.SUPERVISING, Share(unit, due_on=new.due_on)) for unit in new.supervising),
    ]


def _assign(task: Task, shares: list[tuple[Assignment.Role, Share]], by: Scope, at: datetime) -> None:
    day = clock.day_of(at)
    made = Assignment.objects.bulk_create(
        [Assignment(task=task, unit=share.unit, role=role, part=clean(share.part)) for role, share in shares]
    )
    facts = [
        Move(assignment=one, kind=Move.Kind.ISSUE, happened_on=day, recorded_at=at, by=by.user, due_on=share.due_on)
        for one, (_role, share) in zip(made, shares, strict=True)
    ]
    Move.objects.bulk_create(facts)
    AssignmentState.objects.bulk_create(
        [
            state_row(one.pk, _columns(task, one), advance(None, Fact(Move.Kind.ISSUE, day, share.due_on)), at)
            for one, (_role, share) in zip(made, shares, strict=True)
        ]
    )


def _columns(task: Task, one: Assignment) -> AssignmentState:
    return AssignmentState(
        task_id=task.pk, unit_id=one.unit_id, owner_id=task.owner_id, role=one.role, restricted=task.restricted
    )


def _search_fold(new: NewTask, code: str) -> str:
    symbols = [one.document.symbol for one in new.orders if one.document]
    return fold(" ".join([new.content, new.product, *symbols, code]))


def _check(new: NewTask, day: date) -> None:
    if not new.content.strip():
        raise Refusal("tasks.issue.no_content", wording.NO_CONTENT)
    if not new.leads:
        raise Refusal("tasks.issue.no_lead", wording.NO_LEAD)
    if new.mode == Task.Mode.ONE and len(new.leads) > 1:
        raise Refusal("tasks.issue.leads", wording.TOO_MANY_LEADS % {"count": len(new.leads)})
    if new.kind in {ItemKind.GENERAL, ItemKind.DECIDED}:
        raise Refusal("tasks.issue.kind", wording.NO_TASK_FOR_KIND)
    if new.kind == ItemKind.DATED and not new.due_on:
        raise Refusal("tasks.issue.no_date", wording.DATED_WITHOUT_DATE)
    if not new.orders:
        raise Refusal("tasks.issue.no_order", wording.NO_ORDER)
    working = Counter(
        unit.pk for unit in [*new.leads, *(one.unit for one in new.supports), *new.directing, *new.supervising]
    )
    if twice := [unit_id for unit_id, times in working.items() if times > 1]:
        raise Refusal("tasks.issue.two_roles", wording.TWO_ROLES % {"unit": names(twice, day)[twice[0]]})
    gone = Unit.objects.filter(pk__in=working, closed_on__lte=day).first()
    if gone:
        said = {"unit": names([gone.pk], day)[gone.pk], "day": day.strftime("%d/%m/%Y")}
        raise Refusal("tasks.issue.not_alive", wording.UNIT_NOT_ALIVE % said)
