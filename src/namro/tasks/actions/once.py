"""A form sent twice, by an impatient finger or a broken line, acts once: its key is kept with the event."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection

from namro.core import clock
from namro.core.models import Event
from namro.orgs.scope import Scope

_FORM_LIVES = timedelta(days=2)  # the same form sent later is another act


def sent_before(code: str, once: str, by: Scope, today: date | None) -> Event | None:
    """The event of the same form. Whoever sends it at the same moment waits here until the first has written."""
    who = by.user.pk if by.user else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"namro.once.{who}.{once}"])
    return Event.objects.filter(
        at__gte=clock.moment(today) - _FORM_LIVES, code=code, by_id=who, data__once=once
    ).first()
