"""Three months of work on the sample tasks: lives chosen from data without chance, lived through the actions day by day."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from zlib import crc32

from namro.orgs.queries import versions_on
from namro.orgs.scope import Scope
from namro.samples.organisation import DATA
from namro.tasks import actions
from namro.tasks.models import Assignment, AssignmentState, ExitReason

Story = dict[str, Any]
# Of a task with many shares only one in so many lives a told life: the demo starts in seconds, not minutes.
MANY = 8
ONE_IN = 8


@cache
def story() -> Story:
    """The lives, sentences and stages of story.toml."""
    told: Story = tomllib.loads((DATA / "story.toml").read_text(encoding="utf-8"))
    return told


@dataclass(frozen=True)
class Share:
    """One share with what a life needs to know of it."""

    row: AssignmentState
    code: str
    unit: str
    issued_on: date
    office: Scope
    worker: Scope

    @property
    def assignment(self) -> Assignment:
        return self.row.assignment

    def pick(self, choices: Sequence[Any], salt: str = "") -> Any:
        """One of the choices, always the same for this share."""
        return choices[crc32(f"{self.row.task.content}{self.code}{salt}".encode()) % len(choices)]


@dataclass(frozen=True)
class Step:
    """One act on one day."""

    day: date
    order: int
    share: Share
    told: Story


def live(today: date, *, office: Callable[[AssignmentState], Scope], worker: Callable[[int], Scope | None]) -> int:
    """Live every told life up to the day before ``today``; returns the number of acts.

    ``office`` gives who decides about a share, ``worker`` who reports for a unit (None: the office on its behalf).
    """
    steps = sorted(_steps(today, office, worker), key=lambda step: (step.day, step.order))
    return sum(_act(step) for step in steps)


def _steps(
    today: date, office: Callable[[AssignmentState], Scope], worker: Callable[[int], Scope | None]
) -> Iterator[Step]:
    short = {version.unit_id: version.short_name or version.name for version in versions_on(today)}
    rows = AssignmentState.objects.current().filter(role__in=["lead", "support"])
    order = 0
    shares = Counter(rows.values_list("task_id", flat=True))
    for row in rows.select_related("task", "unit", "assignment").order_by("task_id", "unit__code", "id"):
        decides = office(row)
        share = Share(
            row, row.unit.code, short[row.unit_id], row.task.issued_on, decides, worker(row.unit_id) or decides
        )
        one_in = 2 if row.due_on and row.due_on <= today else ONE_IN
        if shares[row.task_id] > MANY and crc32(f"{row.task_id}{share.code}".encode()) % one_in:
            continue
        for told in _life(share, today)["steps"]:
            order += 1
            yield Step(today + timedelta(days=told["day"]), order, share, told)


def _life(share: Share, today: date) -> Story:
    due = share.row.due_on
    if due and due < today + timedelta(days=story()["window"]["first_day"]):
        return _before_the_window(share, due, today)
    fits = "none" if due is None else "past" if due < today else "future"
    lives = [
        life
        for life in story()["life"]
        if life["fits"] in {fits, "any"}
        and all(today + timedelta(days=step["day"]) > share.issued_on for step in life["steps"])
        and (share.row.role == "lead" or life["name"] in {"under_way", "just_received", "done_quickly", "standing"})
    ]
    chosen: Story = share.pick([life for life in lives for _time in range(life["weight"])] or [{"steps": []}])
    return chosen


def _before_the_window(share: Share, due: date, today: date) -> Story:
    """What fell due before the told months was done then: most a few days early, some a few days late."""
    sent = due + timedelta(days=share.pick((-6, -3, -2, -1, 4)))
    if sent <= share.issued_on:
        return {"steps": []}
    day = (sent - today).days
    return {"steps": [{"day": day, "act": "complete"}, {"day": day + 3, "act": "accept"}]}


def _act(step: Step) -> int:
    made = _ACTS.get(step.told["act"])
    if made is None:
        return 0
    made(step)
    return 1


def _fill(step: Step, sentence: str, **more: object) -> str:
    known = {
        "unit": step.share.unit,
        "code": step.share.code,
        "task": step.share.row.task.content[:60],
        "number": 20 + crc32(f"{step.share.row.pk}{step.day}".encode()) % 400,
        "day": f"{step.day:%d/%m/%Y}",
        "percent": step.told.get("percent", 0),
    }
    return sentence.format(**known | more)


def _text(step: Step, kind: str, **more: object) -> str:
    return _fill(step, step.share.pick(story()["texts"][kind], kind + str(step.day)), **more)


def _receive(step: Step) -> None:
    _progress(Step(step.day, step.order, step.share, step.told | {"stage": "received"}))


def _progress(step: Step) -> None:
    told = step.told
    update = actions.Update(
        sentence=_fill(step, step.share.pick(story()["progress"][told["stage"]], str(step.day))),
        stage=story()["stages"][told["stage"]],
        percent=told.get("percent"),
        obstacle=_text(step, "obstacle") if told.get("obstacle") else "",
        proposal=_text(step, "proposal") if told.get("proposal") else "",
    )
    actions.report_progress(assignment=step.share.assignment, update=update, by=step.share.worker, today=step.day)


def _complete(step: Step) -> None:
    completion = step.share.pick(story()["completion"], "product")
    update = actions.Update(
        sentence=_fill(step, completion["sentence"]),
        stage=step.share.row.task.closing_stage,
        percent=100,
        product_symbol=_fill(step, completion["symbol"]),
        product_on=step.day,
    )
    actions.submit_completion(assignment=step.share.assignment, update=update, by=step.share.worker, today=step.day)


def _accept(step: Step) -> None:
    actions.accept(assignments=[step.share.assignment], by=step.share.office, today=step.day)


def _return(step: Step) -> None:
    reason = _text(step, "return_reason")
    actions.return_for_changes(assignments=[step.share.assignment], reason=reason, by=step.share.office, today=step.day)


def _new_due(step: Step, days: int) -> date:
    return (step.share.row.due_on or step.day) + timedelta(days=days)


def _extend(step: Step) -> None:
    new_due = _new_due(step, step.told["by_days"])
    asked = _text(step, "extension_reason", new_due=f"{new_due:%d/%m/%Y}")
    update = actions.Update(sentence=asked, proposal=asked)
    actions.report_progress(assignment=step.share.assignment, update=update, by=step.share.worker, today=step.day)


def _grant(step: Step) -> None:
    new_due = _new_due(step, 20)
    actions.set_due(
        assignments=[step.share.assignment],
        due_on=new_due,
        reason=_text(step, "extension_reason", new_due=f"{new_due:%d/%m/%Y}"),
        by=step.share.office,
        today=step.day,
    )


def _withdraw(step: Step) -> None:
    actions.exit_register(
        assignments=[step.share.assignment],
        exit_reason=ExitReason.WITHDRAWN,
        reason=_text(step, "withdrawal_reason"),
        by=step.share.office,
        today=step.day,
    )


# Urging and refusing an extension have no act of their own yet: those steps are left out.
_ACTS: dict[str, Callable[[Step], None]] = {
    "receive": _receive,
    "progress": _progress,
    "complete": _complete,
    "accept": _accept,
    "return": _return,
    "extend": _extend,
    "grant": _grant,
    "withdraw": _withdraw,
}
