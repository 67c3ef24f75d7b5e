"""What an issued task lacks is given later: a lead unit proposes, the issuing office approves or refuses (DESIGN 4.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Value
from django.db.models.functions import Concat

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.core.recording import record
from namro.core.text import clean, clean_line
from namro.documents import intake
from namro.documents.models import Document
from namro.orgs.models import User
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.moving import Said, locked_rows, locked_task, write
from namro.tasks.models import Assignment, AssignmentState, Closure, Gap, GapDecision, GapProposal, Move, Task
from namro.tasks.queries.clarities import UNFINISHED, gaps_of, with_clarities
from vanban.fold import fold


@dataclass(frozen=True)
class NewValue:
    """A value for a gap: ``due_on`` for the day, ``words`` for all others; ``agreed_on`` is the day of the ground."""

    gap: Gap
    ground: str
    words: str = ""
    due_on: date | None = None
    document: Document | None = None
    agreed_on: date | None = None


def propose_value(*, share: Assignment, value: NewValue, by: Scope, today: date | None = None) -> GapProposal:
    """A unit that leads proposes what the task lacks; nothing changes before the office approves.

    Raises NotFound outside the scope; Refusal for who may not, a gap that is none, a value without ground, a closed task.
    """
    at = clock.moment(today)
    row = AssignmentState.objects.current().visible_to(by).filter(assignment=share).first()
    if row is None:
        raise NotFound("tasks.assignment.not_found", "")
    rules.check_propose(by, row)
    with record("tasks.gap.proposed", by=by.user, at=at, unit_id=row.unit_id) as event:
        task = _lacking(locked_task(row.task_id, by), value.gap, at)
        made = _keep(task, share, value, by, at)
        _tell(event, task, made)
    return made


def add_value(*, task: Task, value: NewValue, by: Scope, today: date | None = None) -> GapDecision:
    """The office enters the value itself: proposed and approved by the same person in one act. Raises as above."""
    at = clock.moment(today)
    with record("tasks.gap.filled", by=by.user, at=at, unit_id=task.owner_id) as event:
        found = locked_task(task.pk, by)
        rules.check_decide(by, found.owner_id)
        found = _lacking(found, value.gap, at)
        made = _keep(found, None, value, by, at)
        _tell(event, found, made)
        return _approve(found, made, by, at)


def approve_value(*, proposal: GapProposal, by: Scope, today: date | None = None) -> GapDecision:
    """Let a proposed value count from today; a day moves every unfinished share that has none, in one write."""
    at = clock.moment(today)
    with record("tasks.gap.filled", by=by.user, at=at) as event:
        found = _to_decide(proposal, by)
        task = _lacking(found.task, Gap(found.gap), at)
        _check_day(task, found.due_on, found.happened_on, at)
        event.unit_id = task.owner_id
        _tell(event, task, found)
        return _approve(task, found, by, at)


def refuse_value(*, proposal: GapProposal, reason: str, by: Scope, today: date | None = None) -> GapDecision:
    """Refuse a proposed value, with the reason; the gap stays."""
    at = clock.moment(today)
    with record("tasks.gap.refused", by=by.user, at=at) as event:
        found = _to_decide(proposal, by)
        if not reason.strip():
            raise Refusal("tasks.gap.no_reason", wording.NO_REASON)
        _tell(event, found.task, found)
        event.unit_id, event.data["reason"] = found.task.owner_id, clean(reason)
        return _decide(found, by, at, reason=clean(reason))


def _lacking(known: Task, gap: Gap, at: datetime) -> Task:
    """The locked task, which lacks just this. Raises Refusal where it does not, or where the task is closed."""
    task: Any = with_clarities(Task.objects.filter(pk=known.pk), day=clock.day_of(at)).get()
    last = Closure.objects.filter(task=known).order_by("-id").first()
    if last and last.kind == Closure.Kind.CLOSED:
        raise Refusal("tasks.move.closed", wording.TASK_CLOSED)
    if gap not in gaps_of(task):
        raise Refusal("tasks.gap.not_missing", wording.GAP_NOT_MISSING)
    found: Task = task
    return found


def _keep(task: Task, share: Assignment | None, value: NewValue, by: Scope, at: datetime) -> GapProposal:
    words, ground = clean(value.words), clean_line(value.ground)
    due_on, agreed_on = value.due_on, value.agreed_on or clock.day_of(at)
    if value.gap == Gap.DUE:
        words = ""
        if due_on is None:
            raise Refusal("tasks.due.no_date", wording.NO_DATE)
    else:
        due_on = None
        if not words:
            raise Refusal("tasks.gap.no_value", wording.NO_VALUE)
    if not ground:
        raise Refusal("tasks.gap.no_ground", wording.NO_GROUND)
    intake.refuse_secret(text=f"{words}\n{ground}")
    _check_day(task, due_on, agreed_on, at)
    return GapProposal.objects.create(
        task=task,
        gap=value.gap,
        share=share,
        words=words,
        due_on=due_on,
        ground=ground,
        document=value.document,
        happened_on=agreed_on,
        recorded_at=at,
        by=_person(by),
    )


def _check_day(task: Task, due_on: date | None, agreed_on: date, at: datetime) -> None:
    if not task.issued_on <= agreed_on <= clock.day_of(at):
        raise Refusal("tasks.gap.ground_day", wording.GROUND_DAY % {"first": f"{task.issued_on:%d/%m/%Y}"})
    if due_on and due_on < agreed_on:
        said = {"day": f"{due_on:%d/%m/%Y}", "ground": f"{agreed_on:%d/%m/%Y}"}
        raise Refusal("tasks.gap.due_before", wording.DUE_BEFORE_GROUND % said)


def _to_decide(proposal: GapProposal, by: Scope) -> GapProposal:
    """The proposal under the task's lock. Raises NotFound, or Refusal: not your office, already decided."""
    task = locked_task(proposal.task_id, by)
    rules.check_decide(by, task.owner_id)
    decided = GapDecision.objects.filter(proposal=proposal).select_related("by").first()
    if decided:
        said = {"name": decided.by.full_name, "day": f"{decided.happened_on:%d/%m/%Y}"}
        raise Refusal("tasks.gap.decided", wording.DECIDED_BEFORE % said)
    return GapProposal.objects.select_related("task", "by").get(pk=proposal.pk)


def _approve(task: Task, proposal: GapProposal, by: Scope, at: datetime) -> GapDecision:
    decided = _decide(proposal, by, at, approved=True)
    if proposal.gap == Gap.DUE:
        _date(task, proposal, by, at)
    if proposal.gap == Gap.PRODUCT:
        words = Concat("search_fold", Value(f" {fold(proposal.words)}"))
        Task.objects.filter(pk=task.pk).update(search_fold=words)
    return decided


def _date(task: Task, proposal: GapProposal, by: Scope, at: datetime) -> None:
    """Give the day to every unfinished share without one: the same statements for one as for six hundred."""
    rows = list(locked_rows(Assignment.objects.filter(task=task)).filter(UNFINISHED, due_on=None))
    if rows:
        write(Move.Kind.ADD_DUE, rows, Said(due_on=proposal.due_on, reason=proposal.ground), by=by, at=at)


def _decide(proposal: GapProposal, by: Scope, at: datetime, *, approved: bool = False, reason: str = "") -> GapDecision:
    return GapDecision.objects.create(
        proposal=proposal,
        approved=approved,
        reason=reason,
        happened_on=clock.day_of(at),
        recorded_at=at,
        by=_person(by),
    )


def _person(by: Scope) -> User:
    """Who proposed and who approved is always a person."""
    if by.user is None:
        raise Refusal("tasks.decide.not_yours", wording.NOT_YOUR_TASK)
    return by.user


def _tell(event: Event, task: Task, proposal: GapProposal) -> None:
    """What the history needs: the value, and who proposed it."""
    event.subject_type, event.subject_id = task._meta.label_lower, task.pk
    value = f"{proposal.due_on:%d/%m/%Y}" if proposal.due_on else proposal.words
    event.data |= {"gap": str(proposal.gap), "value": value, "proposed_by": proposal.by.full_name}
