"""A unit is asked to explain, answers on record, or the question is withdrawn (yeu cau giai trinh)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from namro.core import clock, queries, workdays
from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.core.recording import about, record
from namro.core.text import clean
from namro.documents.models import Document
from namro.orgs.models import Role, User
from namro.orgs.queries import head_on
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.moving import open_rows
from namro.tasks.actions.once import sent_before
from namro.tasks.models import Assignment, AssignmentState, Explanation, ExplanationDraft, ExplanationEnd, Task
from namro.tasks.queries.explained import asked_of, seen

ASKED, DRAFTED = "tasks.explanation.asked", "tasks.explanation.drafted"
ANSWERED, WITHDRAWN = "tasks.explanation.answered", "tasks.explanation.withdrawn"
_LONGEST_REST = timedelta(days=60)


@dataclass(frozen=True)
class Answer:
    """What is sent: the words, and the letter that says them where there is one."""

    words: str
    document: Document | None = None


def default_due(day: date) -> date:
    """The day to answer by where the question names none."""
    count = settings.NAMRO_EXPLANATION_DAYS
    special = queries.special_days(day, day + timedelta(days=2 * count) + _LONGEST_REST)
    return workdays.working_days_on(day, count, special)


@transaction.atomic
def ask_explanation(
    *,
    assignments: Sequence[Assignment],
    question: str,
    by: Scope,
    due_on: date | None = None,
    once: str = "",
    today: date | None = None,
) -> Event:
    """Ask whoever holds each share to explain by a day, all or none: one row for each share, with the event as their batch.

    Raises NotFound outside the scope; Refusal: not your office, no question, a day that has passed, a share that only
    directs or watches, one that left the register, a question that still waits for the same unit's answer.
    """
    words = clean(question)
    if not words:
        raise Refusal("tasks.explanation.no_question", wording.NO_QUESTION)
    if once and (known := sent_before(ASKED, once, by, today)):
        return known
    at = clock.moment(today)
    day = clock.day_of(at)
    due = due_on or default_due(day)
    if due < day:
        raise Refusal("tasks.explanation.due", wording.DUE_BEFORE_TODAY % {"day": f"{due:%d/%m/%Y}"})
    with record(ASKED, by=by.user, at=at, count=len(assignments), due=f"{due:%d/%m/%Y}") as event:
        rows = open_rows(assignments, by)
        waiting = asked_of([row.assignment_id for row in rows])
        for row in rows:
            rules.check_ask(by, row, waiting)
        made = _keep(rows, words, due, event, by, at)
        event.data |= {"question": words, "due_on": due.isoformat()}
        if once:
            event.data["once"] = once
        _tell(event, made)
    return event


def draft_explanation(*, explanation: Explanation, words: str, by: Scope, today: date | None = None) -> None:
    """Keep what the unit would answer; nothing is sent. The newest draft stands before the head."""
    at = clock.moment(today)
    with record(DRAFTED, by=by.user, at=at) as event:
        one = _open(explanation, by)
        rules.check_draft(by, one)
        if not clean(words):
            raise Refusal("tasks.explanation.no_answer", wording.NO_ANSWER)
        ExplanationDraft.objects.create(explanation=one, words=clean(words), recorded_at=at, by=_person(by))
        _tell(event, [one])


def answer_explanation(*, explanation: Explanation, answer: Answer, by: Scope, today: date | None = None) -> None:
    """Answer on record: the head of the unit asked, or the office for an answer that came to it another way.

    Raises NotFound outside the scope; Refusal: a reporter (who drafts), no words, answered or withdrawn before.
    """
    at = clock.moment(today)
    with record(ANSWERED, by=by.user, at=at) as event:
        one = _open(explanation, by)
        rules.check_answer(by, one)
        if not clean(answer.words):
            raise Refusal("tasks.explanation.no_answer", wording.NO_ANSWER)
        ExplanationEnd.objects.create(
            explanation=one,
            kind=ExplanationEnd.Kind.ANSWERED,
            words=clean(answer.words),
            document=answer.document,
            on_behalf=not by.holds(Role.UNIT_HEAD, one.unit_id),
            happened_on=clock.day_of(at),
            recorded_at=at,
            by=_person(by),
        )
        _tell(event, [one])


@transaction.atomic
def withdraw_explanations(
    *, batch: int, reason: str, by: Scope, only: int | None = None, today: date | None = None
) -> int:
    """Take the unanswered questions of a batch back, or ``only`` one of them; what was answered stays. How many were taken.

    Raises NotFound outside the scope; Refusal: not your office, no reason, nothing left unanswered.
    """
    if not reason.strip():
        raise Refusal("tasks.move.no_reason", wording.NO_REASON)
    at = clock.moment(today)
    asked = seen(by).filter(batch=batch, **({"pk": only} if only else {}))
    with record(WITHDRAWN, by=by.user, at=at, reason=clean(reason)) as event:
        every = _locked([one.pk for one in asked])
        if not every:
            raise NotFound("tasks.explanation.not_found", "")
        for one in every:
            rules.check_decide(by, one.task.owner_id)
        ended = set(ExplanationEnd.objects.filter(explanation__in=every).values_list("explanation_id", flat=True))
        waiting = [one for one in every if one.pk not in ended]
        if not waiting:
            raise Refusal("tasks.explanation.nothing", wording.NOTHING_TO_WITHDRAW)
        said = {"kind": ExplanationEnd.Kind.WITHDRAWN, "words": clean(reason), "by": _person(by)}
        ExplanationEnd.objects.bulk_create(
            [ExplanationEnd(explanation=one, happened_on=clock.day_of(at), recorded_at=at, **said) for one in waiting]
        )
        event.data["count"] = len(waiting)
        _tell(event, waiting)
    return len(waiting)


def _keep(
    rows: Sequence[AssignmentState], words: str, due: date, event: Event, by: Scope, at: datetime
) -> list[Explanation]:
    day = clock.day_of(at)
    heads = head_on({row.unit_id for row in rows}, day)
    return Explanation.objects.bulk_create(
        [
            Explanation(
                task_id=row.task_id,
                assignment_id=row.assignment_id,
                unit_id=row.unit_id,
                tenure=heads.get(row.unit_id),
                question=words,
                asked_on=day,
                due_on=due,
                batch=event.pk,
                asked_as=Role.LEADER if by.holds(Role.LEADER, row.owner_id) else Role.COORDINATOR,
                recorded_at=at,
                by=_person(by),
            )
            for row in rows
        ]
    )


def _open(explanation: Explanation, by: Scope) -> Explanation:
    """The locked question, still unanswered. Raises NotFound outside the scope, Refusal where it has ended."""
    if not seen(by).filter(pk=explanation.pk).exists():
        raise NotFound("tasks.explanation.not_found", "")
    (one,) = _locked([explanation.pk])
    end = ExplanationEnd.objects.filter(explanation=one).select_related("by").first()
    if end:
        said = wording.EXPLAINED_BEFORE if end.kind == ExplanationEnd.Kind.ANSWERED else wording.WITHDRAWN_BEFORE
        raise Refusal(
            "tasks.explanation.ended", said % {"name": end.by.full_name, "day": f"{end.happened_on:%d/%m/%Y}"}
        )
    return one


def _locked(ids: Sequence[int]) -> list[Explanation]:
    """The questions, in one order for everybody, held against a second act."""
    rows = Explanation.objects.filter(pk__in=ids).select_related("task").order_by("pk")
    return list(rows.select_for_update(no_key=True, of=("self",)))


def _person(by: Scope) -> User:
    """Who asks and who answers is always a person."""
    if by.user is None:
        raise Refusal("tasks.decide.not_yours", wording.NOT_YOUR_TASK)
    return by.user


def _tell(event: Event, made: Sequence[Explanation]) -> None:
    if len({one.task_id for one in made}) == 1:
        about(event, Task(pk=made[0].task_id))
    if len(made) == 1:
        event.unit_id = made[0].unit_id
        event.data |= {"assignment": made[0].assignment_id, "explanation": made[0].pk}
