"""Verdicts without a task, as the review keeps them."""

from namro.core.clock import today
from namro.core.recording import record
from namro.orgs.scope import scope
from namro.reading import actions
from namro.reading.models import Verdict


def decide(source, officer, start, end, decision=Verdict.Decision.ACCEPTED, *, type="directive", **more) -> Verdict:
    """What an officer decided about ``text[start:end]``, under an event as any act has one."""
    with record("tasks.item.confirmed", by=officer, subject=source.document):
        return actions.keep_verdict(
            source=source, type=type, start=start, end=end, decision=decision, by=scope(officer, today()), **more
        )
