"""Open tasks that look like words under review: the officer joins them, replaces them or keeps the two apart (F87)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Exists, OuterRef

from namro.core import clock
from namro.orgs.models import Unit
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks.models import Assignment, AssignmentState, State, Task
from vanban.fold import fold

MOST = 3
_SHORTEST, _LONGEST = 12, 200  # characters of what is compared: less says nothing, more is told by its beginning


@dataclass(frozen=True)
class Similar:
    """An open task beside words under review: at most three names of its leads, how many leads there are, its date."""

    task: Task
    leads: list[str]
    count: int

    @property
    def due_on(self) -> date | None:
        """The task's own date."""
        return self.task.due_on


def similar(work: str, owner: Unit | None, scope: Scope) -> list[Similar]:
    """At most three open tasks of the office whose words hold most of this work, the likest first. Three queries.

    ``work`` is what has to be done, without who and by when. What counts as alike is PostgreSQL's: three fifths of the groups
    of three letters stand together in the task's words.
    """
    said = " ".join(fold(work).split())[:_LONGEST]
    if owner is None or len(said) < _SHORTEST:
        return []
    open_leads = AssignmentState.objects.current().filter(task=OuterRef("pk"), role=Assignment.Role.LEAD)
    tasks = Task.objects.visible_to(scope).filter(owner=owner, search_fold__trigram_word_similar=said)
    tasks = tasks.filter(Exists(open_leads.exclude(state__in=[State.DONE, State.EXITED])))
    found = list(tasks.annotate(alike=TrigramWordSimilarity(said, "search_fold")).order_by("-alike", "-pk")[:MOST])
    leads: dict[int, list[int]] = {task.pk: [] for task in found}
    rows = AssignmentState.objects.current().filter(task__in=found, role=Assignment.Role.LEAD).order_by("assignment_id")
    for task_id, unit_id in rows.values_list("task_id", "unit_id"):
        leads[task_id].append(unit_id)
    called = names([unit for units in leads.values() for unit in units[:3]], clock.today())
    return [Similar(one, [called[unit] for unit in leads[one.pk][:3]], len(leads[one.pk])) for one in found]
