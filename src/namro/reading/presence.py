"""Who else has a text's review open just now."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from namro.documents.models import SourceText
from namro.orgs.models import User
from namro.reading.models import Presence

GONE = timedelta(seconds=40)  # a page says every few seconds that it is open


def note(*, source: SourceText, user: User, item: str) -> None:
    """Say that a person has the review open at an item. One statement."""
    Presence.objects.update_or_create(source=source, user=user, defaults={"item": item[:40], "seen_at": timezone.now()})


def others(source: SourceText, user: User) -> list[Presence]:
    """The other persons at this text, One query."""
    rows = Presence.objects.filter(source=source, seen_at__gt=timezone.now() - GONE).exclude(user=user)
    return list(rows.select_related("user").order_by("pk"))
