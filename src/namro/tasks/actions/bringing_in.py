"""A list becomes tasks in one act: documents, orders, tasks, shares, past facts and states, set by set (F91).

What a row says of the past is written as facts that happened then and are recorded now: counters of today are true, and
what was known before the list came in stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import record
from namro.core.text import clean
from namro.documents.citing_many import Named, known_or_cited
from namro.documents.models import Document
from namro.orgs.scope import Scope
from namro.reading.models import ItemKind
from namro.tasks import wording
from namro.tasks.actions.coding import next_codes
from namro.tasks.actions.listing import locked
from namro.tasks.importing.columns import NEEDED
from namro.tasks.importing.models import ImportBatch
from namro.tasks.importing.plan import plan
from namro.tasks.importing.reading import Read
from namro.tasks.models import (
    STILL_KNOWN,
    WORKING,
    Assignment,
    AssignmentState,
    Directive,
    Move,
    ProgressReport,
    State,
    Task,
    TaskOrder,
)
from namro.tasks.stages import proposed
from namro.tasks.states import advance, fact_of
from vanban.fold import fold

MOST_SHARES = 50_000
_TICK = timedelta(microseconds=1)
# Codes every place writes: the office's own body is meant where the row names none.
_BODIES = (
    ("-ubnd", re.compile(r"^(?:ubnd|uy ban nhan dan)\b")),
    ("-hdnd", re.compile(r"^(?:hdnd|hoi dong nhan dan)\b")),
)


@dataclass
class _Made:
    """A row with what it became; ``moves`` of one share in their order."""

    row: Read
    order: Directive
    task: Task
    shares: list[Assignment] = field(default_factory=list)


@transaction.atomic
def bring_in(*, batch: ImportBatch, by: Scope) -> ImportBatch:
    """Make tasks of the rows that can go in; the others stay with the batch. A number of statements that no row adds to.

    Sent twice, the second finds it done. Raises NotFound; Refusal: no column of content or leads, no row that can go in, too
    many shares.
    """
    found = locked(batch.pk, by)
    if found.status != ImportBatch.Status.DRAFT:
        return found
    if missing := [name for name in NEEDED if name not in found.columns.values()]:
        raise Refusal("tasks.list.field_missing", wording.FIELD_MISSING % {"field": missing[0].label})
    rows = plan(found).good
    _check_size(rows)
    at = clock.moment()
    with record("tasks.list.imported", by=by.user, subject=found, unit_id=found.owner_id, at=at) as event:
        made = _tasks(rows, found, by, at)
        _facts(made, found, by, at)
        _link(made, found)
        found.status, found.imported_at, found.imported_by = ImportBatch.Status.IMPORTED, at, by.user
        found.save(update_fields=["status", "imported_at", "imported_by"])
        event.data |= {"file": found.name, "count": len(made)}
    return found


def _check_size(rows: Sequence[Read]) -> None:
    if not rows:
        raise Refusal("tasks.list.nothing", wording.LIST_NOTHING)
    if sum(len(one.lead_ids) + len(one.support_ids) for one in rows) > MOST_SHARES:
        raise Refusal("tasks.list.too_many", wording.LIST_TOO_MANY_SHARES % {"limit": MOST_SHARES})


def _tasks(rows: Sequence[Read], batch: ImportBatch, by: Scope, at: datetime) -> list[_Made]:
    today, giver = clock.day_of(at), str(batch.options.get("giver", ""))
    named = {one.number: _named(one, giver) for one in rows if one.source.symbol}
    documents = _held(known_or_cited(set(named.values()), by))
    orders = [_order(one, documents.get(named[one.number]) if one.number in named else None, giver) for one in rows]
    Directive.objects.bulk_create(orders)
    codes = next_codes(orders, today)
    tasks = [_task(*one, batch, by, at) for one in zip(rows, orders, codes, strict=True)]
    Task.objects.bulk_create(tasks)
    TaskOrder.objects.bulk_create(
        [TaskOrder(task=task, directive=order) for task, order in zip(tasks, orders, strict=True)]
    )
    made = [_Made(*one) for one in zip(rows, orders, tasks, strict=True)]
    Assignment.objects.bulk_create([share for one in made for share in _shares(one)])
    return made


def _held(found: Mapping[Named, Document]) -> dict[Named, Document]:
    """The documents, held: one that is restricted at this moment restricts what was ordered in it (F93). One query."""
    rows = Document.objects.filter(pk__in={one.pk for one in found.values()}).select_related("kind", "issuer")
    now = {row.pk: row for row in rows.order_by("pk").select_for_update(no_key=True, of=("self",))}
    return {named: now[one.pk] for named, one in found.items()}


def _named(row: Read, giver: str) -> Named:
    """The document as the row names it; a code every place writes belongs to the office's own body."""
    issuer = row.source.issuer
    if not issuer:
        symbol, body = fold(row.source.symbol), fold(giver)
        own = any(code in symbol and pattern.match(body) for code, pattern in _BODIES)
        issuer = giver if own else ""
    return Named(row.source.symbol, row.source.kind, row.source.issued_on, issuer)


def _order(row: Read, document: Document | None, giver: str) -> Directive:
    source = row.source
    words = [] if document else [source.said]
    giver = source.issuer or ("" if document else giver)
    return Directive(
        document=document,
        form=_form(row),
        issuer_name=", ".join(filter(None, [*words, giver])) or giver,
        ordered_on=source.issued_on,
        item=row.item,
    )


def _form(row: Read) -> Directive.Form:
    """In which form the order was given: with a number or a day a document, else as its words say."""
    words = fold(f"{row.source.said} {row.source.issuer}")
    if row.source.symbol:
        return Directive.Form.DOCUMENT
    if re.search(r"\b(?:hop|giao ban|hoi nghi|ket luan tai)\b", words):
        return Directive.Form.MEETING
    if re.search(r"\b(?:dien thoai|tin nhan|zalo)\b", words):
        return Directive.Form.PHONE
    return Directive.Form.DOCUMENT if row.source.said else Directive.Form.SPOKEN


def issue_day(row: Read, today: date) -> date:
    """The day the order was given: the document's, else the earliest the row tells of."""
    return row.source.issued_on or min(row.stand.done_on or today, today)


def _task(row: Read, order: Directive, code: str, batch: ImportBatch, by: Scope, at: datetime) -> Task:
    symbol = order.document.symbol if order.document else row.source.said
    return Task(
        code=code,
        content=row.content,
        search_fold=fold(" ".join([row.content, row.product, symbol, code])),
        mode=Task.Mode.EACH if len(row.lead_ids) > 1 else Task.Mode.ONE,
        kind=row.kind,
        weight=row.weight,
        product=row.product,
        closing_stage=proposed(row.content) or "",
        due_on=row.due.last_day,
        due_said=row.due.said,
        due_rule=row.due.rule,
        due_soft=row.due.soft,
        undated_reason=row.due.said if row.kind == ItemKind.UNDATED else "",
        recurring=row.due.recurring,
        owner_id=batch.owner_id,
        restricted=bool(order.document and order.document.restricted),
        issued_at=at,
        issued_on=issue_day(row, clock.day_of(at)),
        issued_by=by.user,
    )


def _shares(one: _Made) -> list[Assignment]:
    R = Assignment.Role
    roles = [*((R.LEAD, unit) for unit in one.row.lead_ids), *((R.SUPPORT, unit) for unit in one.row.support_ids)]
    one.shares = [Assignment(task=one.task, unit_id=unit, role=role) for role, unit in roles]
    return one.shares


def _facts(made: Sequence[_Made], batch: ImportBatch, by: Scope, at: datetime) -> None:
    """Reports, moves and the state rows that follow from them: what ``namro check --derive`` derives again."""
    reports = {share.pk: report for one in made for share, report in _reports(one, by, at)}
    ProgressReport.objects.bulk_create(reports.values())
    moves: list[Move] = []
    states: list[AssignmentState] = []
    for one in made:
        reason = str(wording.FROM_LIST % {"file": batch.name, "row": one.row.number})
        for share in one.shares:
            own = list(_moves(one, share, reports.get(share.pk), clock.day_of(at), reason))
            for place, move in enumerate(own):
                move.recorded_at, move.by = at + place * _TICK, by.user
            moves += own
            states += _states(one.task, share, own)
    Move.objects.bulk_create(moves)
    AssignmentState.objects.bulk_create(states)


def _reports(one: _Made, by: Scope, at: datetime) -> Iterator[tuple[Assignment, ProgressReport]]:
    stand, words = one.row.stand, clean(one.row.note)
    told = stand.state in {State.DONE, State.SUBMITTED}
    if by.user is None or not (told or (words and stand.state != State.EXITED)):
        return
    for share in one.shares:
        if share.role in WORKING:
            yield (
                share,
                ProgressReport(
                    assignment=share,
                    kind=ProgressReport.Kind.COMPLETION if told else ProgressReport.Kind.PROGRESS,
                    sentence=words or str(wording.DONE_BEFORE),
                    sent_on=(stand.done_on if told else None) or clock.day_of(at),
                    recorded_at=at,
                    by=by.user,
                ),
            )


def _moves(one: _Made, share: Assignment, report: ProgressReport | None, today: date, reason: str) -> Iterator[Move]:
    """The facts of one share in their order; the first says where they come from."""
    K, stand = Move.Kind, one.row.stand
    yield Move(
        assignment=share,
        kind=K.ISSUE,
        happened_on=issue_day(one.row, today),
        due_on=one.row.due.last_day,
        reason=reason,
    )
    then = stand.done_on or today
    if stand.state in {State.DONE, State.SUBMITTED}:
        yield Move(assignment=share, kind=K.SUBMIT, happened_on=then, report=report, reason=reason)
    elif report:
        yield Move(assignment=share, kind=K.REPORT, happened_on=today, report=report, reason=reason)
    if stand.state == State.DONE:
        yield Move(assignment=share, kind=K.ACCEPT, happened_on=then, reason=reason)
    if stand.state == State.SUSPENDED:
        yield Move(assignment=share, kind=K.SUSPEND, happened_on=today, reason=reason)
    if stand.state == State.EXITED:
        yield Move(assignment=share, kind=K.EXIT, happened_on=then, exit_reason=stand.exit_reason, reason=reason)


def _states(task: Task, share: Assignment, moves: Sequence[Move]) -> Iterator[AssignmentState]:
    known = None
    ends = [*(move.recorded_at for move in moves[1:]), STILL_KNOWN]
    for move, end in zip(moves, ends, strict=True):
        known = advance(known, fact_of(move))
        yield AssignmentState(
            assignment_id=share.pk,
            task_id=task.pk,
            unit_id=share.unit_id,
            owner_id=task.owner_id,
            role=share.role,
            restricted=task.restricted,
            known_from=move.recorded_at,
            known_to=end,
            **vars(known),
        )


def _link(made: Sequence[_Made], batch: ImportBatch) -> None:
    """Each row knows the task it became. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE tasks_importrow r SET task_id = n.task"
            " FROM unnest(%s::int[], %s::bigint[]) AS n(number, task) WHERE r.batch_id = %s AND r.number = n.number",
            [[one.row.number for one in made], [one.task.pk for one in made], batch.pk],
        )
