"""A unit says how far it is: plain progress is simply kept, completion waits for the office's word (RULES, Tasks)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.text import clean, clean_line
from namro.orgs.models import User
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.actions.moving import move
from namro.tasks.models import Assignment, AssignmentState, Evidence, Move, ProgressReport
from namro.tasks.states import day_sent


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
    """One line of progress. ``product_*`` name the finished document of a completion."""

    sentence: str
    stage: str = ""
    percent: int | None = None
    obstacle: str = ""
    proposal: str = ""
    product_symbol: str = ""
    product_on: date | None = None
    evidence: Sequence[NewEvidence] = ()


def report_progress(*, assignment: Assignment, update: Update, by: Scope, today: date | None = None) -> AssignmentState:
    """Keep a progress line; the state stays and nobody has to accept it."""
    return _report(ProgressReport.Kind.PROGRESS, assignment, update, by, today)


def submit_completion(
    *, assignment: Assignment, update: Update, by: Scope, today: date | None = None
) -> AssignmentState:
    """Send the completion. On time or late will be judged by this day, or by the product document's date if that is
    at most 3 days before it, whenever the office decides."""
    return _report(ProgressReport.Kind.COMPLETION, assignment, update, by, today)


def _report(
    kind: ProgressReport.Kind, assignment: Assignment, update: Update, by: Scope, today: date | None
) -> AssignmentState:
    at = clock.moment(today)
    sent_on = clock.day_of(at)
    _check(update, sent_on)
    completing = kind == ProgressReport.Kind.COMPLETION
    fact = Move.Kind.SUBMIT if completing else Move.Kind.REPORT
    return move(
        fact,
        assignments=[assignment],
        by=by,
        today=today,
        happened_on=day_sent(sent_on=sent_on, product_on=update.product_on) if completing else None,
        percent=update.percent,
        report=lambda: _keep(kind, assignment, update, by, sent_on),
    )[0]


def _keep(
    kind: ProgressReport.Kind, assignment: Assignment, update: Update, by: Scope, sent_on: date
) -> ProgressReport:
    report = ProgressReport.objects.create(
        assignment=assignment,
        kind=kind,
        stage=clean_line(update.stage),
        sentence=clean(update.sentence),
        percent=update.percent,
        obstacle=clean(update.obstacle),
        proposal=clean(update.proposal),
        product_symbol=clean_line(update.product_symbol),
        product_on=update.product_on,
        sent_on=sent_on,
        recorded_at=clock.moment(sent_on),
        by=_person(by),
    )
    Evidence.objects.bulk_create([Evidence(report=report, **vars(one)) for one in update.evidence])
    return report


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
