"""What the worker does by itself; every task calls one action."""

from __future__ import annotations

from procrastinate.contrib.django import app


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
