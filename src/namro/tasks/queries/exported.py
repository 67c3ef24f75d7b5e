"""The lines of the register as files hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.drafting import CLARITIES
from namro.tasks.models import Assignment, Gap, State
from namro.tasks.queries.clarities import known_before
from namro.tasks.queries.filtering import Filters, kind_now
from namro.tasks.queries.following import KINDS, Followers, followers, followings_of
from namro.tasks.queries.register import late_days, register, with_lacking


@dataclass(frozen=True)
class Row:
    """One line of an export; restricted ones leave only symbol and dates (F93)."""

    task: int
    assignment: int
    code: str
    content: str
    symbol: str
    item: str
    unit_code: str
    unit: str
    role: str
    counted: bool
    kind: str
    weight: str
    issued_on: date
    due_on: date | None
    state: str
    official: str
    done_on: date | None
    late_days: int
    percent: int | None
    last_update: str
    exit_reason: str
    lacking: str
    added_later: str
    leader: str
    officer: str

    def fields(self) -> dict[str, Any]:
        """Column -> value, in order."""
        return dict(vars(self))


def rows_for_export(scope: Scope, filters: Filters) -> Iterator[Row]:
    """Every line of the register, streamed; the lines ``counted`` are "đã giao", ``official`` says which of the four each is."""
    rows, day = register(scope, filters)
    rows = with_lacking(rows, filters, day).annotate(followings=followings_of("task_id", known_before(filters.on)))
    who = followers(day)
    called = names(rows.order_by().values_list("unit_id", flat=True).distinct(), day)
    for row in rows.iterator(chunk_size=2000):
        yield _exported(row, called, day, who)


def _exported(row: Any, called: dict[int, str], day: date, who: Followers) -> Row:
    hidden = row.restricted
    leader, officer = (who.find(kind, row.owner_id, row.unit_id, row.followings) for kind in KINDS)
    return Row(
        task=row.task_id,
        assignment=row.assignment_id,
        code=row.task.code,
        content="" if hidden else row.task.content,
        symbol=row.order_symbol or "",
        item="" if hidden else row.order_item or "",
        unit_code=row.unit.code,
        unit=called[row.unit_id],
        role=row.role,
        counted=row.role == Assignment.Role.LEAD and row.state != State.EXITED,
        kind=kind_now(row),
        weight=row.task.weight,
        issued_on=row.task.issued_on,
        due_on=row.due_on,
        state=row.state,
        official=row.official,
        done_on=row.done_on,
        late_days=late_days(row, day),
        percent=row.percent,
        last_update="" if hidden else row.last_sentence or "",
        exit_reason=row.exit_reason,
        lacking=" ".join(lacking(row)),
        added_later="" if hidden else "; ".join(_said(one) for one in row.added),
        leader=leader.name if leader else "",
        officer=officer.name if officer else "",
    )


def lacking(row: Any) -> list[str]:
    """The clarities that the task of a row read ``with_lacking`` lacks."""
    return [name for name in CLARITIES if not getattr(row, f"clear_{name}")]


def _said(one: dict[str, str]) -> str:
    """A value added later with who proposed and who approved it; the value itself stands on the task's page."""
    label = Gap(one["gap"]).label
    day = f"{date.fromisoformat(one['decided_on']):%d/%m/%Y}"
    return wording.ADDED_LATER % {"gap": label, "proposed_by": one["by"], "approved_by": one["decided_by"], "day": day}
