"""The day a task page speaks about: what was known at its end, so no day that has not come yet."""

from __future__ import annotations

from namro.core import clock
from namro.web import asof
from namro.web.requests import Request
from namro.web.tasks import wording


def asked(request: Request) -> asof.AsOf:
    """The day asked for; one after today is answered with a sentence, and today is shown."""
    on, today = asof.asked(request), clock.today()
    if on.day <= today:
        return on
    return asof.AsOf(today, on.words, wording.NOT_YET % {"day": on.words})
