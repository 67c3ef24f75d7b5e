"""A list brought in by mistake leaves the register as one act: every task of it as "entered wrongly", by new facts.

Tasks that people worked on since are kept unless they are named.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import record
from namro.core.text import clean
from namro.orgs.scope import Scope
from namro.tasks import wording
from namro.tasks.actions.listing import locked
from namro.tasks.actions.moving import Said, locked_rows, write
from namro.tasks.importing.models import ImportBatch
from namro.tasks.models import Assignment, ExitReason, Move, State, Task
from namro.tasks.queries.lists import remaining

_PAST = {State.DONE, State.EXITED}


@transaction.atomic
def undo_list(*, batch: ImportBatch, reason: str, also: Collection[int] = (), by: Scope) -> int:
    """Take the batch's tasks off the register as entered wrongly; returns how many.

    Tasks worked on since stay, but for those ``also`` names (task ids); closed ones stay in any case. Raises NotFound;
    Refusal: not one's office, no reason, nothing left.
    """
    if not reason.strip():
        raise Refusal("tasks.move.no_reason", wording.NO_REASON)
    found = locked(batch.pk, by)
    if found.status != ImportBatch.Status.IMPORTED:
        raise Refusal("tasks.list.not_imported", wording.LIST_NOT_IMPORTED)
    list(Task.objects.filter(import_rows__batch=found).order_by("pk").select_for_update(no_key=True, of=("self",)))
    rows = list(locked_rows(Assignment.objects.filter(task__import_rows__batch=found)))
    left = {one.task.pk: one for one in remaining(found)}
    out = {pk for pk, one in left.items() if not one.closed and (not one.worked or pk in set(also))}
    if not out:
        raise Refusal("tasks.list.nothing_left", wording.LIST_NOTHING_LEFT)
    at, said = clock.moment(), str(wording.LIST_TAKEN_BACK % {"file": found.name, "reason": clean(reason)})
    with record("tasks.list.undone", by=by.user, subject=found, unit_id=found.owner_id, at=at) as event:
        chosen = [row for row in rows if row.task_id in out and row.exit_reason != ExitReason.WRONG]
        past = [row for row in chosen if row.state in _PAST]
        opened = write(Move.Kind.REOPEN, past, Said(reason=said), by=by, at=at) if past else []
        current = [row for row in chosen if row.state not in _PAST] + opened
        write(Move.Kind.EXIT, current, Said(reason=said, exit_reason=ExitReason.WRONG), by=by, at=at)
        found.undone_at, found.undone_by = at, by.user
        if len(out) == len(left):
            found.status = ImportBatch.Status.UNDONE
        found.save(update_fields=["status", "undone_at", "undone_by"])
        event.data |= {"file": found.name, "count": len(out), "kept": len(left) - len(out), "reason": clean(reason)}
    return len(out)
