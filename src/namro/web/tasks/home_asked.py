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
from namro.tasks.queries import Outstanding, explained
from namro.tasks.queries.outstanding import PROPOSAL
from namro.web.tasks.figures import LEAD, address
from namro.web.tasks.tiles import Tile

_KINDS = {
    "unsent": _("to be sent again after a return"),
    "unconfirmed": _("completion to be confirmed"),
    "proposal": _("proposal to be decided"),
    "explanation": _("explanation to be given"),
}


@dataclass(frozen=True)
class Waiting:
    """The first proposals that wait for the reader's decision (none for who decides nothing), the first questions nobody has
    answered, and how many there are of each."""

    proposals: list[Outstanding]
    questions: list[Outstanding]
    decides: bool

    @property
    def all(self) -> list[Outstanding]:
        """Both."""
        return [*self.proposals, *self.questions]

    @property
    def proposed(self) -> int:
        """How many proposals there are."""
        return self.proposals[0].of_all if self.proposals else 0

    @property
    def asked(self) -> int:
        """How many questions there are."""
        return self.questions[0].of_all if self.questions else 0


def asked(scope: Scope, most: int) -> Waiting:
    """One query."""
    found = queries.outstanding(scope, most=most)
    proposals = [one for one in found if one.kind == PROPOSAL]
    questions = sorted((one for one in found if one.kind != PROPOSAL), key=lambda one: (one.until or one.since, one.id))
    return Waiting(proposals, questions, decides=scope.holds(Role.COORDINATOR) or scope.holds(Role.LEADER))


def question_tiles(found: Waiting) -> tuple[Tile, ...]:
    """The questions nobody has answered, where there are any."""
    if not found.asked:
        return ()
    return (Tile(_("explanations not given yet"), found.asked, questions_page(), "amber"),)


def questions_page() -> str:
    """Where they all stand."""
    return address({}, {"explanation": explained.UNANSWERED})


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
    until: date | None = None
    late: bool = False


def told(lists: queries.LeaderLists, found: Waiting, called: Mapping[int, str]) -> list[Asked]:
    """All kinds together: answers overdue, then the longest unanswered first."""
    asked = [
        *(_asked("unsent", row, row.unit_id, row.returned_on or row.clock_on, called) for row in lists.unsent),
        *(_asked("unconfirmed", row, row.owner_id, row.submitted_on, called) for row in lists.unconfirmed),
        *(_proposed(one, called) for one in found.proposals),
        *(_question(one, called) for one in found.questions),
    ]
    return sorted(asked, key=lambda one: (not one.late, one.since))


def _asked(kind: str, row: Any, unit_id: int, since: date, called: Mapping[int, str]) -> Asked:
    page = f"{reverse('web:task', args=[row.task_id])}?share={row.assignment_id}"
    return Asked(_KINDS[kind], row.task.content, page, called[unit_id], since, (clock.today() - since).days)


def _proposed(one: Outstanding, called: Mapping[int, str]) -> Asked:
    page = f"{reverse('web:task', args=[one.task_id])}#clarities"
    days = (clock.today() - one.since).days
    return Asked(_KINDS["proposal"], one.content, page, called[one.owner_id], one.since, days)


def _question(one: Outstanding, called: Mapping[int, str]) -> Asked:
    page, days = reverse("web:explanation", args=[one.id]), (clock.today() - one.since).days
    late = bool(one.until and one.until < clock.today())
    return Asked(_KINDS["explanation"], one.content, page, called[one.unit_id], one.since, days, one.until, late)


def unit_ids(lists: queries.LeaderLists, found: Waiting) -> set[int]:
    """The units whose names the list tells."""
    asked = {row.unit_id for row in lists.unsent} | {row.owner_id for row in lists.unconfirmed}
    return asked | {one.owner_id for one in found.proposals} | {one.unit_id for one in found.questions}


def tiles(now: queries.Now, found: Waiting) -> list[tuple[int, str, Promise]]:
    """How many of each kind there are in all, and where they all stand."""
    counted: list[tuple[int, str, Promise]] = [
        (now.returned, address({}, LEAD | {"mark": "returned"}), _("returned, not sent again")),
        (now.sent, address({}, LEAD | {"mark": "to_confirm"}), _("completions nobody has decided about")),
    ]
    if found.decides:
        counted.append((found.proposed, proposals_page(), _("proposals to decide")))
    counted.append((found.asked, questions_page(), _("explanations not given yet")))
    return counted
