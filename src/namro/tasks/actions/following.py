"""The coordinator says who leads or follows one task, whatever the portfolios say, or leaves it to them again."""

from __future__ import annotations

from datetime import date

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.core.text import clean_line
from namro.orgs.models import Person, Portfolio
from namro.orgs.scope import Scope
from namro.tasks import rules, wording
from namro.tasks.actions.moving import locked_task
from namro.tasks.models import Following, Task


def follow(
    *, task: Task, kind: Portfolio.Kind | str, person: Person | None, reason: str, by: Scope, today: date | None = None
) -> Following:
    """Name the person for the task from today; without a person the portfolios hold again.

    Raises NotFound; Refusal: not one's office, no such kind, nothing that changes.
    """
    at = clock.moment(today)
    with record("tasks.task.followed" if person else "tasks.task.unfollowed", by=by.user, at=at) as event:
        found = locked_task(task.pk, by)
        rules.check_follow(by, found.owner_id)
        if kind not in Portfolio.Kind.values:
            raise Refusal("tasks.following.kind", wording.FOLLOWING_KIND)
        last = Following.objects.filter(task=found, kind=kind).order_by("-id").first()
        if (last.person_id if last else None) == (person.pk if person else None):
            raise Refusal("tasks.following.same", wording.FOLLOWING_SAME)
        about(event, found)
        event.unit_id = found.owner_id
        event.data |= {"as": str(Portfolio.Kind(kind).label), "name": person.full_name if person else ""}
        return Following.objects.create(
            task=found,
            kind=kind,
            person=person,
            reason=clean_line(reason),
            happened_on=clock.day_of(at),
            recorded_at=at,
            by=by.user,
        )
