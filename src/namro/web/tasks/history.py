"""The history of one task: moves of its shares, values added later, closings, in one list, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from namro.tasks.models import Closure, ExitReason, Gap, Move
from namro.tasks.queries import Act, Filling, TaskPage
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
    return sorted(entries, key=lambda one: one.at, reverse=True)


def _moved(act: Act, found: TaskPage) -> Told:
    kind = Move.Kind(act.kind)
    return Told(
        at=act.recorded_at,
        by=act.by_name or "",
        label=_label(act, kind),
        count=act.count,
        unit=found.names[act.unit_id] if len(found.lines) > 1 else "",
        exit=str(ExitReason(act.exit_reason).label) if _says_exit(act) else "",
        day=act.due_on if kind == Move.Kind.SET_DUE else None,
        reason=act.reason,
        sent_on=act.happened_on if kind == Move.Kind.SUBMIT else None,
        symbol=act.symbol or "",
    )


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
