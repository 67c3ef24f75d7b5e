"""What was asked of whom and not answered: completions returned or undecided, proposals undecided; the oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.core import clock
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks import queries
from namro.web.tasks.figures import LEAD, address

_KINDS = {
    "unsent": _("to be sent again after a return"),
    "unconfirmed": _("completion to be confirmed"),
    "proposal": _("proposal to be decided"),
}


@dataclass(frozen=True)
class Proposals:
    """The first proposals that wait for the reader's decision, and how many there are; none for who decides nothing."""

    rows: list[Any]
    total: int
    decides: bool


def proposals(scope: Scope, most: int) -> Proposals:
    """At most one query."""
    if not (scope.holds(Role.COORDINATOR) or scope.holds(Role.LEADER)):
        return Proposals([], 0, decides=False)
    rows: list[Any] = list(queries.to_decide(scope, counted=True)[:most])
    return Proposals(rows, rows[0].of_all if rows else 0, decides=True)


def proposals_page() -> str:
    """Where they are decided about."""
    return f"{reverse('web:to_confirm')}?kind=proposal"


@dataclass(frozen=True)
class Asked:
    """One thing asked: what, about which task, who has to answer, since when."""

    kind: Promise
    content: str
    url: str
    who: str
    since: date
    days: int


def told(lists: queries.LeaderLists, found: Proposals, called: Mapping[int, str]) -> list[Asked]:
    """All three kinds together, the longest unanswered first."""
    asked = [
        *(_asked("unsent", row, row.unit_id, row.returned_on or row.clock_on, called) for row in lists.unsent),
        *(_asked("unconfirmed", row, row.owner_id, row.submitted_on, called) for row in lists.unconfirmed),
        *(_proposed(one, called) for one in found.rows),
    ]
    return sorted(asked, key=lambda one: one.since)


def _asked(kind: str, row: Any, unit_id: int, since: date, called: Mapping[int, str]) -> Asked:
    page = f"{reverse('web:task', args=[row.task_id])}?share={row.assignment_id}"
    return Asked(_KINDS[kind], row.task.content, page, called[unit_id], since, (clock.today() - since).days)


def _proposed(one: Any, called: Mapping[int, str]) -> Asked:
    since, page = clock.day_of(one.recorded_at), reverse("web:task", args=[one.task_id])
    days = (clock.today() - since).days
    return Asked(_KINDS["proposal"], one.task.content, f"{page}#clarities", called[one.task.owner_id], since, days)


def unit_ids(lists: queries.LeaderLists, found: Proposals) -> set[int]:
    """The units whose names the list tells."""
    asked = {row.unit_id for row in lists.unsent} | {row.owner_id for row in lists.unconfirmed}
    return asked | {one.task.owner_id for one in found.rows}


def tiles(now: queries.Now, found: Proposals) -> list[tuple[int, str, Promise]]:
    """How many of each kind there are in all, and where they all stand."""
    counted: list[tuple[int, str, Promise]] = [
        (now.returned, address({}, LEAD | {"mark": "returned"}), _("returned, not sent again")),
        (now.sent, address({}, LEAD | {"mark": "to_confirm"}), _("completions nobody has decided about")),
    ]
    if found.decides:
        counted.append((found.total, proposals_page(), _("proposals to decide")))
    return counted
