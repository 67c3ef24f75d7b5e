"""Everything the page of one task shows, with its provenance: words -> directive -> task -> shares -> reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from namro.core import clock
from namro.documents.models import Document
from namro.orgs.models import Role, Tenure
from namro.orgs.queries import head_on, names
from namro.orgs.scope import Scope
from namro.tasks.models import (
    STILL_KNOWN,
    Assignment,
    AssignmentState,
    Closure,
    Directive,
    Evidence,
    ExitReason,
    Gap,
    Move,
    ProgressReport,
    Task,
    WeightChange,
)
from namro.tasks.queries import explained, official
from namro.tasks.queries.clarities import Filling, clarity_of, filling, fillings_of, gaps_of, with_clarities
from namro.tasks.queries.counters import Counters
from namro.tasks.queries.following import with_followers
from namro.tasks.queries.inside import with_handings
from namro.tasks.queries.register import late_days
from namro.tasks.queries.transfers import holder_at

MOST_ACTS, MOST_REPORTS = 60, 30
_ORDER = {role: place for place, role in enumerate(["lead", "directing", "support", "supervising"])}


@dataclass(frozen=True)
class Line:
    """One share as known on the day."""

    row: AssignmentState
    unit: str
    official: str
    late_days: int
    head: Tenure | None


@dataclass(frozen=True)
class Act:
    """One act of the history: it may have moved many shares at once; ``unit_id`` held the first of them from then on.

    Of a transfer ``from_id`` held it before and ``to_id`` from then on.
    """

    kind: str
    recorded_at: datetime
    happened_on: date
    by_name: str | None
    reason: str
    exit_reason: str
    due_on: date | None
    symbol: str | None
    count: int
    unit_id: int
    to_id: int | None
    from_id: int | None

    @property
    def units(self) -> set[int | None]:
        """Every unit the act is about."""
        return {self.unit_id, self.to_id, self.from_id if self.to_id else None}


@dataclass(frozen=True)
class Closing:
    """The task closed, or reopened: why, by whom, when, by which document."""

    closed: bool
    reason: str
    happened_on: date
    recorded_at: datetime
    by_name: str
    document_id: int | None
    symbol: str
    readable: bool


@dataclass(frozen=True)
class Weighing:
    """The task got another weight: from what to what, why, by whom."""

    before: str
    after: str
    reason: str
    recorded_at: datetime
    by_name: str | None


@dataclass(frozen=True)
class Wanted:
    """How much of a task a page shows: of reports and acts the newest, none are not asked for; ``around`` the orders it stands
    on and the heads of its units."""

    reports: int = MOST_REPORTS
    acts: int = MOST_ACTS
    around: bool = True


@dataclass(frozen=True)
class TaskPage:
    """One task for one audience: of a task for every unit, a unit sees its own share only."""

    task: Task
    owner: str
    on: date
    orders: list[Directive]
    lines: list[Line]
    reports: list[Any]
    acts: list[Act]
    counted: Mapping[str, int]
    clarity: Mapping[str, bool]
    gaps: Sequence[Gap]
    fillings: Sequence[Filling]
    closings: Sequence[Closing]
    weighings: Sequence[Weighing]
    explanations: Sequence[explained.Asked]
    names: Mapping[int, str]

    @property
    def closed(self) -> Closing | None:
        """The closing that holds."""
        return self.closings[-1] if self.closings and self.closings[-1].closed else None

    @property
    def exceptions(self) -> list[Line]:
        """The shares named as exceptions when it was closed."""
        return [line for line in self.lines if line.row.exit_reason == ExitReason.EXCEPTED]

    @property
    def standing(self) -> str:
        """Where the whole stands, as far as the reader sees it."""
        return Counters(on=self.on, **self.counted).standing


def task_page(
    task_id: int,
    scope: Scope,
    *,
    on: date | None = None,
    share_id: int | None = None,
    until: datetime | None = None,
    wanted: Wanted = Wanted(),
) -> TaskPage | None:
    """The page, or None where the task does not exist for the person. Constant number of queries.

    Reports and moves are those known at the end of the day, of all shares shown or of the one of ``share_id``. ``until`` is
    the moment at which the reader's unit ceased to hold its share (``transfers.held_before``): the page as known until then.
    """
    day = clock.day_of(until) if until else on or clock.today()
    known = until or (clock.end_of(day) if on else STILL_KNOWN)
    task = _task(Task.objects.all() if until else Task.objects.visible_to(scope), task_id, scope, known, day)
    if task is None:
        return None
    every = task.mode == Task.Mode.ONE or _oversees(scope, task)
    shown = _shown(task, scope, known, day, every=every)
    unit_ids = {row.unit_id for row in shown}
    assignments = [row.assignment_id for row in shown if share_id in (None, row.assignment_id)]
    reports = list(reports_of(assignments, known, scope)[: wanted.reports]) if wanted.reports else []
    acts = _acts(assignments, known, wanted.acts) if wanted.acts else []
    questions = [
        one
        for said in task.questions_said
        if (one := explained.asked(said, known)) and one.assignment_id in assignments
    ]
    fillings = _fillings(task, known, None if every else {row.assignment_id for row in shown})
    called = _called(unit_ids | {task.owner_id}, reports, acts, [*fillings, *questions], day)
    heads = head_on(unit_ids, day) if wanted.around else {}
    lines = [
        Line(row, called[row.unit_id], row.official, late_days(row, day), heads.get(row.unit_id))  # type: ignore[attr-defined]
        for row in shown
    ]
    return TaskPage(
        task=task,
        owner=called[task.owner_id],
        on=day,
        orders=_orders(task, scope) if wanted.around else [],
        lines=lines,
        reports=reports,
        acts=acts,
        counted={
            name: sum(line.official == name for line in lines if line.row.role == Assignment.Role.LEAD)
            for name in official.LABELS
        },
        clarity=clarity_of(task),
        gaps=gaps_of(task),
        fillings=fillings,
        closings=[told for said in task.closings_said if (told := _closing(said)).recorded_at < known],
        weighings=[_weighing(said) for said in task.weights_said],
        explanations=questions,
        names=called,
    )


def _shown(task: Task, scope: Scope, known: datetime, day: date, *, every: bool) -> list[AssignmentState]:
    """The shares as known before the moment: all of them, or those the person may see."""
    rows = AssignmentState.objects.current() if known == STILL_KNOWN else AssignmentState.objects.as_of(known)
    rows = rows.filter(task=task).select_related("assignment", "unit").with_closure()
    rows = rows.annotate(official=official.as_column(day), excepted_because=_excepted_because())
    told = with_handings(rows if every else rows.visible_to(scope), scope, known)
    return sorted(told.order_by("clock_on", "unit__code"), key=lambda row: _ORDER[row.role])


def _called(
    held: set[int], reports: Sequence[Any], acts: Sequence[Act], said: Sequence[Filling | explained.Asked], day: date
) -> Mapping[int, str]:
    """The names of the units that hold a share, held it when something was said, or were asked. One query."""
    once_held = {one.held_by for one in reports} | {unit for act in acts for unit in act.units}
    every = held | once_held | {one.unit_id for one in said}
    return names({unit_id for unit_id in every if unit_id}, day)


def _task(tasks: QuerySet[Task], task_id: int, scope: Scope, known: datetime, day: date) -> Any:
    """The task with its clarities, the proposals for its gaps, closings and changes of weight; one query for all of it."""
    seen = Document.objects.visible_to(scope).filter(pk=OuterRef("document_id"))
    closings = Closure.objects.filter(task_id=OuterRef("pk")).order_by("id").annotate(readable=Exists(seen))
    said = JSONObject(
        kind="kind",
        reason="reason",
        happened_on="happened_on",
        recorded_at="recorded_at",
        by_name=F("by__full_name"),
        document_id="document_id",
        symbol=F("document__symbol"),
        readable="readable",
    )
    weighed = WeightChange.objects.filter(task_id=OuterRef("pk"), recorded_at__lt=known).order_by("id")
    weights = JSONObject(
        before="before", after="after", reason="reason", recorded_at="recorded_at", by_name=F("by__full_name")
    )
    found = with_clarities(tasks, known=known, day=day).select_related("owner", "issued_by")
    found = with_followers(found, known, day).annotate(
        gaps_said=fillings_of("pk", scope),
        closings_said=ArraySubquery(closings.values(one=said)),
        questions_said=explained.questions_of("pk", scope),
        weights_said=ArraySubquery(weighed.values(one=weights)),
    )
    return found.filter(pk=task_id).first()


def _fillings(task: Any, known: datetime, shares: set[int] | None) -> list[Filling]:
    """What was proposed by the moment: all of it, or what counts and what these shares' units proposed."""
    found = [one for said in task.gaps_said if (one := filling(said, known))]
    return [one for one in found if shares is None or one.approved or one.share_id in shares]


def _closing(said: dict[str, Any]) -> Closing:
    return Closing(
        closed=said["kind"] == Closure.Kind.CLOSED,
        reason=said["reason"],
        happened_on=date.fromisoformat(said["happened_on"]),
        recorded_at=datetime.fromisoformat(said["recorded_at"]),
        by_name=said["by_name"],
        document_id=said["document_id"],
        symbol=said["symbol"] or "",
        readable=said["readable"],
    )


def _weighing(said: dict[str, Any]) -> Weighing:
    return Weighing(**said | {"recorded_at": datetime.fromisoformat(said["recorded_at"])})


def _excepted_because() -> Subquery:
    """Why the share is an exception by the row read: a later closing may have named it for another reason."""
    named = Move.objects.filter(
        assignment_id=OuterRef("assignment_id"), kind=Move.Kind.EXCEPT, recorded_at__lte=OuterRef("known_from")
    )
    return Subquery(named.order_by("-id").values("reason")[:1])


def _oversees(scope: Scope, task: Task) -> bool:
    """``owned_by`` for one task already at hand."""
    keepers = scope.units([Role.COORDINATOR, Role.LEADER, Role.AUDITOR])
    overseen = scope.overseen
    if keepers is None or task.owner_id in keepers:
        return True
    return not task.restricted and (overseen is None or task.owner_id in overseen)


def _orders(task: Task, scope: Scope) -> list[Directive]:
    """The directives the task stands on; ``readable`` says whether the person may open the document."""
    seen = Document.objects.visible_to(scope).filter(pk=OuterRef("document_id"))
    rows = task.orders.select_related("document").annotate(readable=Exists(seen))
    return list(rows.order_by("order_rows__id"))


def _acts(assignments: list[int], known: datetime, most: int) -> list[Act]:
    """The acts known by the moment, newest first; plain progress lines stand among the reports."""
    rows = Move.objects.filter(assignment__in=assignments, recorded_at__lt=known).exclude(kind=Move.Kind.REPORT)
    same = ("kind", "recorded_at", "happened_on", "reason", "exit_reason", "due_on", "unit_id")
    grouped = (
        rows.order_by()
        .values(*same, by_name=F("by__full_name"), symbol=F("document__symbol"))
        .annotate(
            count=Count("id"),
            held_by=Min(holder_at("assignment_id", "recorded_at")),
            from_id=Min(_held_until()),
            last=Max("id"),
        )
        .order_by("-recorded_at", "-last")[:most]
    )
    return [_act(row) for row in grouped]


def _held_until() -> Subquery:
    """Id of the unit that held the share until the fact."""
    rows = AssignmentState.objects.filter(assignment_id=OuterRef("assignment_id"), known_to=OuterRef("recorded_at"))
    return Subquery(rows.values("unit_id")[:1])


def _act(row: dict[str, Any]) -> Act:
    plain = {name: row[name] for name in Act.__dataclass_fields__ if name in row}
    return Act(**plain | {"unit_id": row["held_by"], "to_id": row["unit_id"]})


def reports_of(assignments: list[int], known: datetime, scope: Scope) -> QuerySet[Any]:
    """The reports known by the moment, the newest first; ``files`` are their evidence, ``readable`` speaks of the document,
    ``held_by`` is the unit that said it."""
    seen = Document.objects.visible_to(scope).filter(pk=OuterRef("document_id"))
    rows = ProgressReport.objects.filter(assignment__in=assignments, recorded_at__lt=known)
    evidence_of_report = Evidence.objects.filter(report=OuterRef("pk")).order_by("id")
    files = evidence_of_report.values(file=JSONObject(id="id", name="name", size="size"))
    rows = rows.select_related("by", "assignment", "document").annotate(
        files=ArraySubquery(files), readable=Exists(seen), held_by=holder_at("assignment_id", "recorded_at")
    )
    return rows.order_by("-id")


def evidence(evidence_id: int, scope: Scope) -> Evidence | None:
    """A file of a report on a share the person may see; on a joint task (``one``) also of the others' shares.

    Whose unit held the share when the report was made still sees it after a transfer.
    """
    file = Evidence.objects.select_related("report__assignment__task").filter(pk=evidence_id).first()
    if file is None:
        return None
    share = file.report.assignment
    shown = AssignmentState.objects.filter(known_to__gt=file.report.recorded_at).visible_to(scope)
    shown = shown.filter(task=share.task) if share.task.mode == Task.Mode.ONE else shown.filter(assignment=share)
    return file if shown.exists() else None
