"""What the worker does by itself; every task calls one action."""

from __future__ import annotations

import json
import threading

from procrastinate.contrib.django import app

_READING = threading.Lock()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal", pass_context=False)
def seal(timestamp: int) -> None:
    """Seal every minute what has settled in the change record (DESIGN 4.12)."""
    from namro.core import audit

    audit.seal()


@app.task
def find_later(source_id: int) -> None:
    """Look through a text that took longer than anybody should wait for at the page."""
    from namro.documents.models import SourceText
    from namro.reading import actions, finding

    source = SourceText.objects.select_related("document").filter(pk=source_id).first()
    if source is not None:
        actions.read_and_find(source=source, by=None, seconds=finding.LATER)


@app.task
def read_scan(file_id: int, done: int = 0, pages: int | None = None) -> None:
    """Recognise the scanned pages of a file; ``done`` and ``pages`` only tell those who wait how far it has come.

    One file at a time, all cores on it: the others come back later, so that short jobs find the worker free.
    """
    from namro.documents.models import DocumentFile
    from namro.reading import actions, scans

    if not _READING.acquire(blocking=False):
        app.configure_task(scans.READ_SCAN, schedule_in={"seconds": 10}).defer(file_id=file_id)
        return
    try:
        file = DocumentFile.objects.select_related("document").filter(pk=file_id).first()
        if file is not None:
            actions.read_scan(file=file, by=None, progress=lambda *told: _tell(file_id, *told))
    finally:
        _READING.release()


def _tell(file_id: int, done: int, pages: int) -> None:
    """Note on the job how many pages are read; the page that waits looks there."""
    from django.db import connection

    from namro.reading import scans

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET args = args || %s::jsonb "
            "WHERE task_name = %s AND status = 'doing' AND (args->>'file_id')::bigint = %s",
            [json.dumps({"done": done, "pages": pages}), scans.READ_SCAN, file_id],
        )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="take_up_scans", pass_context=False)
def take_up_scans(timestamp: int) -> None:
    """Take up scans that nobody reads: after a crash, or since tesseract was installed."""
    from namro.reading import scans

    scans.take_up()
