"""A unit says how far it is: plain progress is simply kept, completion waits for the office's word (RULES, Tasks)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.core.text import clean, clean_line
from namro.documents.models import Document
from namro.orgs.models import User
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.moving import Said, move, open_rows, write
from namro.tasks.actions.once import sent_before
from namro.tasks.models import Assignment, AssignmentState, Evidence, Move, ProgressReport, Task
from namro.tasks.stages import Mark
from namro.tasks.states import BY_MOVE, day_sent


@dataclass(frozen=True)
class NewEvidence:
    """A file already judged and stored (documents.storing) that shows what the report says."""

    name: str
    sha256: str
    media_type: str
    size: int
    stored_as: str


@dataclass(frozen=True)
class Update:
    """One line of progress. A ``mark`` stands instead of a sentence; ``product_*`` name the finished document of a
    completion, ``document`` the one of the register that says it."""

    sentence: str = ""
    stage: str = ""
    percent: int | None = None
    obstacle: str = ""
    proposal: str = ""
    product_symbol: str = ""
    product_on: date | None = None
    evidence: Sequence[NewEvidence] = ()
    mark: str = ""
    document: Document | None = None


class LinesRefused(Refusal):
    """Some of many lines were refused, so none was kept; ``lines`` says which and why."""

    def __init__(self, lines: Mapping[int, Refusal]) -> None:
        super().__init__("tasks.report.lines", wording.LINES_REFUSED % {"count": len(lines)})
        self.lines = lines


def report_progress(*, assignment: Assignment, update: Update, by: Scope, today: date | None = None) -> AssignmentState:
    """Keep a progress line; the state stays and nobody has to accept it."""
    try:
        return report_many(updates={assignment: update}, by=by, today=today)[0]
    except LinesRefused as refused:
        raise next(iter(refused.lines.values())) from refused


@transaction.atomic
def report_many(
    *, updates: Mapping[Assignment, Update], by: Scope, once: str = "", today: date | None = None
) -> list[AssignmentState]:
    """Keep a progress line for each assignment, all or none, in one act with a constant number of statements.

    A form sent twice (``once``) is kept once; the second time nothing is returned. Raises NotFound for a share outside the
    person's scope, LinesRefused naming every line that was refused.
    """
    at = clock.moment(today)
    code = BY_MOVE[Move.Kind.REPORT].event
    if once and sent_before(code, once, by, today):
        return []
    with record(code, by=by.user, at=at, count=len(updates), reason="") as event:
        rows = open_rows(list(updates), by)
        said = _worded(rows, {one.pk: update for one, update in updates.items()}, by, clock.day_of(at))
        reports = _keep(said, ProgressReport.Kind.PROGRESS, by, clock.day_of(at))
        opened = write(Move.Kind.REPORT, rows, Said(reports=reports), by=by, at=at)
        if once:
            event.data["once"] = once
        if len({row.task_id for row in rows}) == 1:
            about(event, Task(pk=rows[0].task_id))
        if len(rows) == 1:
            event.unit_id = rows[0].unit_id
            event.data["assignment"] = rows[0].assignment_id
    return opened


def submit_completion(
    *, assignment: Assignment, update: Update, by: Scope, today: date | None = None
) -> AssignmentState:
    """Send the completion. On time or late will be judged by this day, or by the product document's date if that is
    at most 3 days before it, whenever the office decides."""
    kind, sent_on = ProgressReport.Kind.COMPLETION, clock.day_of(clock.moment(today))
    _check(update, sent_on)
    return move(
        Move.Kind.SUBMIT,
        assignments=[assignment],
        by=by,
        today=today,
        happened_on=day_sent(sent_on=sent_on, product_on=update.product_on),
        percent=update.percent,
        report=lambda: _keep({assignment.pk: update}, kind, by, sent_on)[assignment.pk],
    )[0]


def _worded(rows: Sequence[AssignmentState], given: Mapping[int, Update], by: Scope, day: date) -> dict[int, Update]:
    """Each line as it will be kept, marks put into words. Raises LinesRefused."""
    last = _last_sentences([row.assignment_id for row in rows if given[row.assignment_id].mark == Mark.SAME])
    said: dict[int, Update] = {}
    refused: dict[int, Refusal] = {}
    for row in rows:
        number = row.assignment_id
        try:
            rules.check_move(by, row, Move.Kind.REPORT)
            said[number] = _marked(given[number], last.get(number, ""))
            _check(said[number], day)
        except Refusal as refusal:
            refused[number] = refusal
    if refused:
        raise LinesRefused(refused)
    return said


def _last_sentences(assignment_ids: Sequence[int]) -> dict[int, str]:
    """Assignment id -> what was said last."""
    if not assignment_ids:
        return {}
    rows = ProgressReport.objects.filter(assignment_id__in=assignment_ids).order_by("assignment_id", "-id")
    return dict(rows.distinct("assignment_id").values_list("assignment_id", "sentence"))


def _marked(update: Update, last: str) -> Update:
    """A mark says its sentence itself: the last one again, or that nothing came up."""
    sentence = clean(update.sentence)
    if not update.mark:
        return replace(update, sentence=sentence)
    if sentence:
        raise Refusal("tasks.report.mark_and_sentence", wording.MARK_AND_SENTENCE)
    if update.mark == Mark.SAME and not last:
        raise Refusal("tasks.report.nothing_before", wording.NOTHING_BEFORE)
    return replace(update, sentence=last if update.mark == Mark.SAME else str(wording.NOTHING_CAME_UP))


def _keep(
    updates: Mapping[int, Update], kind: ProgressReport.Kind, by: Scope, sent_on: date
) -> dict[int, ProgressReport]:
    """Assignment id -> its report; two statements however many."""
    made = ProgressReport.objects.bulk_create(
        [
            ProgressReport(
                assignment_id=number,
                kind=kind,
                stage=clean_line(update.stage),
                sentence=clean(update.sentence),
                mark=update.mark,
                percent=update.percent,
                obstacle=clean(update.obstacle),
                proposal=clean(update.proposal),
                product_symbol=clean_line(update.product_symbol),
                product_on=update.product_on,
                document=update.document,
                sent_on=sent_on,
                recorded_at=clock.moment(sent_on),
                by=_person(by),
            )
            for number, update in updates.items()
        ]
    )
    reports = {one.assignment_id: one for one in made}
    Evidence.objects.bulk_create(
        [Evidence(report=reports[number], **vars(one)) for number, update in updates.items() for one in update.evidence]
    )
    return reports


def _person(by: Scope) -> User:
    """A report is always a person's: the installation itself does no work."""
    if by.user is None:
        raise Refusal("tasks.move.not_your_share", wording.NOT_YOUR_SHARE)
    return by.user


def _check(update: Update, sent_on: date) -> None:
    if not update.sentence.strip():
        raise Refusal("tasks.report.no_sentence", wording.NO_SENTENCE)
    if update.percent is not None and not 0 <= update.percent <= 100:
        raise Refusal("tasks.report.percent", wording.PERCENT_RANGE)
    if update.product_on and update.product_on > sent_on:
        raise Refusal("tasks.report.product_date", wording.PRODUCT_DATE_LATER)
