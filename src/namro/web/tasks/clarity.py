"""The clarities on a task's page: clear in the document, clear in the task, what was added later, what may be added now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from namro.orgs.scope import Scope
from namro.tasks import rules
from namro.tasks import wording as task_wording
from namro.tasks.models import Gap
from namro.tasks.queries import Filling, TaskPage
from namro.tasks.queries.clarities import CLARITY_OF
from namro.web.tasks import wording


@dataclass(frozen=True)
class Blank:
    """A form for one gap: the office adds, a unit that leads proposes for its ``share``."""

    gap: Gap
    label: Promise
    value: Promise
    share: int | None


@dataclass(frozen=True)
class Given:
    """A proposal with the words for its gap; ``deciding`` when this reader may decide about it now.

    One that fills nothing any more (``approving`` is false) can still be refused, so that it waits no longer.
    """

    filling: Filling
    value: Promise
    unit: str
    deciding: bool
    approving: bool


@dataclass(frozen=True)
class Clarity:
    """One of the five: clear in the document, clear in the task, and what is missing in words."""

    label: Promise
    in_document: bool | None
    in_task: bool
    missing: tuple[Promise, ...]
    given: list[Given]
    blanks: list[Blank]


def clarities(found: TaskPage, scope: Scope, *, now: bool) -> list[Clarity]:
    """The five for this reader; forms only ``now``, on a task that is not closed."""
    said = found.task.clarity_in_document
    acting = now and found.closed is None
    decides = now and rules.can_decide(scope, found.task.owner_id)
    blanks = _blanks(found, scope, decides) if acting else []
    shown = [_given(one, found, decides) for one in found.fillings if _speaks(one, found)]
    result = []
    for name, (not_said, not_entered) in wording.MISSING.items():
        in_document, in_task = (said.get(name) if said else None), found.clarity[name]
        faults = ((in_document is False, not_said), (not in_task, not_entered))
        result.append(
            Clarity(
                label=task_wording.CLARITIES[name],
                in_document=in_document,
                in_task=in_task,
                missing=tuple(words for holds, words in faults if holds),
                given=[one for one in shown if CLARITY_OF[Gap(one.filling.gap)] == name],
                blanks=[one for one in blanks if CLARITY_OF[one.gap] == name],
            )
        )
    return result


def _blanks(found: TaskPage, scope: Scope, decides: bool) -> list[Blank]:
    if decides:
        return [Blank(gap, wording.ADD_GAP[gap], wording.VALUE_OF[gap], None) for gap in found.gaps]
    share = next((line.row.assignment_id for line in found.lines if rules.can_propose(scope, line.row)), None)
    if share is None:
        return []
    return [Blank(gap, wording.PROPOSE_GAP[gap], wording.VALUE_OF[gap], share) for gap in found.gaps]


def _speaks(one: Filling, found: TaskPage) -> bool:
    """What counts or waits always; what was refused only while the gap is there."""
    return bool(one.approved) or one.waiting or one.gap in found.gaps


def _given(one: Filling, found: TaskPage, decides: bool) -> Given:
    unit = found.names.get(one.unit_id, "") if one.unit_id else ""
    deciding = decides and one.waiting
    approving = deciding and found.closed is None and one.gap in found.gaps
    return Given(one, wording.VALUE_OF[Gap(one.gap)], unit, deciding, approving)


def added(found: TaskPage) -> dict[str, Filling]:
    """Gap -> the value that counts, where one was added after issuing."""
    return {one.gap: one for one in found.fillings if one.approved}
