"""What was asked and waits for a word: values proposed to the office, questions put to units. One query for both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, TruncDate

from namro.core import clock
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks.models import Gap
from namro.tasks.queries.explained import unanswered
from namro.tasks.queries.proposed import to_decide

PROPOSAL, EXPLANATION = "proposal", "explanation"


@dataclass(frozen=True)
class Outstanding:
    """One thing asked: of ``unit_id``'s proposal the office has to say a word, a question the unit itself has to answer.

    ``until`` is the day proposed, or the day to answer by; ``of_all`` how many of its kind there are.
    """

    kind: str
    id: int
    task_id: int
    content: str
    owner_id: int
    unit_id: int
    since: date
    until: date | None
    gap: str
    words: str
    of_all: int

    @property
    def gap_label(self) -> str:
        """What a proposal is about."""
        return str(Gap(self.gap).label) if self.gap else ""


def outstanding(scope: Scope, *, most: int) -> list[Outstanding]:
    """The first of each kind: proposals for who decides about them, the longest waiting first; questions by their day."""
    proposals: QuerySet[Any] = to_decide(scope, counted=True).select_related(None)
    asked: QuerySet[Any] = unanswered(scope).select_related(None)
    day = TruncDate("recorded_at", tzinfo=clock.VIET_NAM)
    questions = _columns(asked, EXPLANATION, F("asked_on"), Cast(Value(""), CharField()), F("question"))[:most]
    if not (scope.holds(Role.COORDINATOR) or scope.holds(Role.LEADER)):
        return [Outstanding(*row) for row in questions]
    values = _columns(proposals, PROPOSAL, day, Cast(F("gap"), CharField()), F("words"))[:most]
    return [Outstanding(*row) for row in values.union(questions, all=True)]


def _columns(rows: QuerySet[Any], kind: str, since: Any, gap: Any, said: Any) -> QuerySet[Any, Any]:
    named = rows.annotate(
        what=Cast(Value(kind), CharField()), began=since, until=F("due_on"), about=gap, said=Cast(said, TextField())
    )
    columns = ("what", "id", "task_id", "task__content", "task__owner_id", "unit_id", "began", "until", "about", "said")
    found: QuerySet[Any, Any] = named.values_list(*columns, "of_all")
    return found
