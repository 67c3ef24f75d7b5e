"""The history of one task: moves of its shares, values added later, closings, in one list, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from namro.tasks.models import Closure, ExitReason, Gap, Move, Task
from namro.tasks.queries import Act, Filling, TaskPage
from namro.tasks.queries.explained import Asked
from namro.tasks.queries.one_task import Weighing
from namro.web.tasks import wording


@dataclass(frozen=True)
class Told:
    """One entry with its words."""

    at: datetime
    by: str
    label: str | Promise
    count: int = 0
    unit: str = ""
    exit: str = ""
    value: str | Promise = ""
    day: date | None = None
    reason: str = ""
    sent_on: date | None = None
    symbol: str = ""


def told(found: TaskPage) -> list[Told]:
    """Everything known by the page's day."""
    # A day added later is told once, with who proposed and who approved it.
    entries = [_moved(act, found) for act in found.acts if act.kind != Move.Kind.ADD_DUE]
    entries += [one for filling in found.fillings for one in _filled(filling)]
    entries += [
        Told(
            closing.recorded_at,
            closing.by_name,
            (Closure.Kind.CLOSED if closing.closed else Closure.Kind.REOPENED).label,
            reason=closing.reason,
            symbol=closing.symbol,
        )
        for closing in found.closings
    ]
    entries += [_weighed(one) for one in found.weighings]
    entries += [one for asked in found.explanations for one in _asked(asked, found)]
    return sorted(entries, key=lambda one: one.at, reverse=True)


def _moved(act: Act, found: TaskPage) -> Told:
    kind = Move.Kind(act.kind)
    return Told(
        at=act.recorded_at,
        by=act.by_name or "",
        label=_label(act, kind),
        count=act.count,
        unit=found.names[act.unit_id] if len(found.lines) > 1 and not act.to_id else "",
        value=_from_to(act, found),
        exit=str(ExitReason(act.exit_reason).label) if _says_exit(act) else "",
        day=act.due_on if kind == Move.Kind.SET_DUE else None,
        reason=act.reason,
        sent_on=act.happened_on if kind == Move.Kind.SUBMIT else None,
        symbol=act.symbol or "",
    )


def _from_to(act: Act, found: TaskPage) -> str:
    """Of a transfer: who held it before and who from then on."""
    if not act.to_id:
        return ""
    return wording.TRANSFER_TOLD % {"old": found.names[act.from_id or act.to_id], "new": found.names[act.to_id]}


def _weighed(one: Weighing) -> Told:
    labels = dict(Task.Weight.choices)
    value = f"{labels[one.before]} → {labels[one.after]}"
    return Told(one.recorded_at, one.by_name or "", wording.WEIGHT_TOLD, value=value, reason=one.reason)


def _asked(one: Asked, found: TaskPage) -> Iterator[Told]:
    """The question, then how it ended."""
    unit = found.names[one.unit_id]
    asked, said = wording.EXPLAIN_TOLD["asked"], one.question
    yield Told(one.recorded_at, one.by_name, asked, unit=unit, day=one.due_on, reason=said)
    if one.kind and one.ended_at:
        kind = "on_behalf" if one.on_behalf else one.kind
        label = wording.EXPLAIN_TOLD[kind]
        yield Told(one.ended_at, one.ended_by, label, unit=unit, reason=one.words, symbol=one.symbol)


def _label(act: Act, kind: Move.Kind) -> str:
    """What is brought back is an exception, unless it says that the task had been replaced."""
    back = kind == Move.Kind.RESTORE and act.exit_reason == ExitReason.REPLACED
    return str(Move.Kind.REOPEN.label if back else kind.label)


def _says_exit(act: Act) -> bool:
    return act.kind == Move.Kind.EXIT and act.exit_reason in ExitReason.values


def _filled(one: Filling) -> Iterator[Told]:
    """The proposal, then the word on it; what the office entered itself is one entry."""
    value = Gap(one.gap).label
    if one.share_id is not None:
        yield Told(
            one.recorded_at,
            one.by_name,
            wording.GAP_TOLD["proposed"],
            value=value,
            day=one.due_on,
            reason=one.words or one.ground,
        )
    if one.decided_at:
        kind = "refused" if not one.approved else "approved" if one.share_id is not None else "entered"
        yield Told(
            one.decided_at,
            one.decided_by,
            wording.GAP_TOLD[kind],
            value=value,
            day=one.due_on,
            reason=one.reason or one.words or one.ground,
        )
