"""The five clarities of a task as it stands, values added later included; what it lacks, and what was proposed for that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields import BooleanField
from django.db.models.functions import JSONObject

from namro.core import clock
from namro.documents.models import Document
from namro.orgs.scope import Scope
from namro.tasks.drafting import CLARITIES
from namro.tasks.models import (
    STILL_KNOWN,
    Assignment,
    AssignmentState,
    Gap,
    GapDecision,
    GapProposal,
    State,
    StateQuerySet,
    Task,
)
from namro.tasks.queries.transfers import holder_at

CLARITY_OF = {
    Gap.PRODUCT: "task",
    Gap.DUE: "progress",
    Gap.UNDATED: "progress",
    Gap.RESPONSIBLE: "responsibility",
    Gap.RESULT: "result",
}
_LEAD = Assignment.Role.LEAD
UNFINISHED = ~Q(state__in=[State.DONE, State.EXITED])


def conditions(task: str, column: str, known: datetime, day: date, *, sifting: bool = False) -> dict[str, Q]:
    """Clarity -> whether it holds by what was known before the moment; also ``undated``: unfinished work without a day.

    ``task`` is the outer row's key of the task, ``column`` what leads from it to the task's columns ("" or "task__").
    ``sifting`` is for a condition over all rows: each list of tasks is made once, instead of asking row by row.
    """

    def have(rows: QuerySet[Any], key: str) -> Q:
        if sifting:
            return Q(**{f"{task}__in": rows.values(key)})
        return Q(Exists(rows.filter(**{key: OuterRef(task)})))

    leads = _known(known).filter(role=_LEAD)
    undated = have(leads.filter(UNFINISHED, due_on=None), "task_id")
    headed = leads.filter(unit__posts__is_head=True, unit__posts__tenures__valid__contains=day)

    def added(gap: Gap) -> Q:
        return have(_approved(known).filter(proposal__gap=gap), "proposal__task_id")

    reason = ~Q(**{f"{column}undated_reason": ""}) | added(Gap.UNDATED)
    return {
        "person": have(leads, "task_id"),
        "task": ~Q(**{f"{column}product": ""}) | added(Gap.PRODUCT),
        "progress": reason | (have(leads.filter(due_on__isnull=False), "task_id") & ~undated),
        "responsibility": have(headed, "task_id") | added(Gap.RESPONSIBLE),
        "result": ~Q(**{f"{column}result": ""}) | added(Gap.RESULT),
        "undated": undated,
    }


def _known(known: datetime) -> StateQuerySet:
    rows = AssignmentState.objects
    return rows.current() if known == STILL_KNOWN else rows.as_of(known)


def _approved(known: datetime) -> QuerySet[GapDecision]:
    return GapDecision.objects.filter(approved=True, recorded_at__lt=known)


def known_before(on: date | None) -> datetime:
    """The moment before which a fact must have been recorded to count in a list of that day."""
    return STILL_KNOWN if on is None or on >= clock.today() else clock.end_of(on)


def added_later(known: datetime) -> ArraySubquery:
    """Of the outer row's task, what was added later: gap, who proposed, who approved, when."""
    rows = _approved(known).filter(proposal__task_id=OuterRef("task_id")).order_by("id")
    said = {"gap": "proposal__gap", "by": "proposal__by__full_name", "decided_by": "by__full_name"}
    names = {name: F(path) for name, path in said.items()}
    return ArraySubquery(rows.values(one=JSONObject(**names, decided_on="happened_on")))


def with_clarities(tasks: QuerySet[Task], *, known: datetime = STILL_KNOWN, day: date | None = None) -> QuerySet[Task]:
    """The tasks with ``clear_<clarity>`` and ``clear_undated`` beside them. No further query."""
    found = conditions("pk", "", known, day or clock.today())
    return tasks.annotate(
        **{f"clear_{name}": ExpressionWrapper(holds, BooleanField()) for name, holds in found.items()}
    )


def clarity_of(task: Any) -> dict[str, bool]:
    """The five of a task read ``with_clarities``."""
    return {name: getattr(task, f"clear_{name}") for name in CLARITIES}


def gaps_of(task: Any) -> list[Gap]:
    """What a task read ``with_clarities`` lacks and may be given: a day also where only the reason for none is known."""
    lacking = {
        Gap.PRODUCT: not task.clear_task,
        Gap.DUE: task.clear_undated,
        Gap.UNDATED: task.clear_undated and not task.clear_progress,
        Gap.RESPONSIBLE: not task.clear_responsibility,
        Gap.RESULT: not task.clear_result,
    }
    return [gap for gap, lacks in lacking.items() if lacks]


@dataclass(frozen=True)
class Filling:
    """A proposal for a gap with the office's word on it, as far as both were known."""

    id: int
    gap: str
    share_id: int | None
    unit_id: int | None
    words: str
    due_on: date | None
    ground: str
    document_id: int | None
    readable: bool
    happened_on: date
    recorded_at: datetime
    by_name: str
    approved: bool | None = None
    reason: str = ""
    decided_on: date | None = None
    decided_at: datetime | None = None
    decided_by: str = ""

    @property
    def waiting(self) -> bool:
        """Whether the office has not decided yet."""
        return self.approved is None


def fillings_of(task: str, scope: Scope) -> ArraySubquery:
    """The proposals of the outer row's task as JSON, oldest first, for ``filling``."""
    seen = Document.objects.visible_to(scope).filter(pk=OuterRef("document_id"))
    said = {name: name for name in ("id", "gap", "share_id", "words", "due_on", "ground", "document_id")}
    rows = GapProposal.objects.filter(task_id=OuterRef(task)).order_by("id").annotate(readable=Exists(seen))
    return ArraySubquery(
        rows.values(
            one=JSONObject(
                **said,
                readable="readable",
                happened_on="happened_on",
                recorded_at="recorded_at",
                unit_id=holder_at("share_id", "recorded_at"),
                by_name=F("by__full_name"),
                approved=F("decision__approved"),
                reason=F("decision__reason"),
                decided_on=F("decision__happened_on"),
                decided_at=F("decision__recorded_at"),
                decided_by=F("decision__by__full_name"),
            )
        )
    )


def filling(said: dict[str, Any], known: datetime) -> Filling | None:
    """One proposal as known before the moment; None where it was not yet made."""
    days = {name: date.fromisoformat(said[name]) if said[name] else None for name in ("due_on", "decided_on")}
    moments = {
        name: datetime.fromisoformat(said[name]) if said[name] else None for name in ("recorded_at", "decided_at")
    }
    one = {**said, **days, **moments, "happened_on": date.fromisoformat(said["happened_on"])}
    if one["recorded_at"] >= known:
        return None
    if one["decided_at"] is None or one["decided_at"] >= known:
        one |= {"approved": None, "decided_on": None, "decided_at": None}
    return Filling(**one | {name: one[name] or "" for name in ("reason", "decided_by")})


def waiting_proposals(known: datetime) -> Exists:
    """Rows of the read model whose task had a proposal the office had not decided about before the moment."""
    decided = GapDecision.objects.filter(proposal_id=OuterRef("pk"), recorded_at__lt=known)
    proposed = GapProposal.objects.filter(task_id=OuterRef("task_id"), recorded_at__lt=known)
    return Exists(proposed.filter(~Exists(decided)))
