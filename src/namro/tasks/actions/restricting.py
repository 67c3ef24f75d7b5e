"""Restricting a document restricts what was ordered in it: the words may not be read on the task instead."""

from __future__ import annotations

from datetime import date

from namro.core import clock
from namro.core.recording import record
from namro.documents import actions as documents
from namro.documents.models import Document
from namro.orgs.scope import Scope
from namro.tasks.models import Assignment, AssignmentState, Directive, Task


def restrict(*, document: Document, restricted: bool, by: Scope, today: date | None = None) -> int:
    """Restrict a document or open it again, and with it every task that stands on it; returns the number of tasks.

    A task also stays restricted while another of its documents is. Set-based: five statements for any number of tasks.
    """
    at = clock.moment(today)
    with record("tasks.document.restricted", by=by.user, at=at, subject=document, on=restricted) as event:
        documents.restrict(document=document, restricted=restricted, by=by.user)
        standing = Directive.objects.filter(document=document).values("tasks")
        tasks = Task.objects.filter(pk__in=standing).exclude(restricted=restricted)
        if not restricted:
            tasks = tasks.exclude(orders__document__restricted=True)
        ids = list(tasks.values_list("pk", flat=True))
        Task.objects.filter(pk__in=ids).update(restricted=restricted)
        # Whoever moves a share at this moment opens a row like the one before it: it is waited for.
        list(Assignment.objects.filter(task_id__in=ids).order_by("pk").select_for_update(of=("self",)).values("pk"))
        AssignmentState.objects.filter(task_id__in=ids).update(restricted=restricted)
        event.data["tasks"] = len(ids)
    return len(ids)
