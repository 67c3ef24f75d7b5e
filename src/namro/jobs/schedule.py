"""What the worker does by itself; every task calls one action."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal", pass_context=False)
def seal(timestamp: int) -> None:
    """Seal every minute what has settled in the change record (DESIGN 4.12)."""
    from namro.core import audit

    audit.seal()
