"""What counts as one account and one address when wrong passwords are counted (django-axes keeps the counts)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from axes.helpers import get_client_ip_address
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone


def key(username: str) -> str:
    """One key for every spelling that signs in to the same account: capitals, composed or not, blanks around.

    Upper case first: PostgreSQL compares in upper case, where a dotless i and an i are one.
    """
    return unicodedata.normalize("NFKC", username).strip().upper().casefold()[:255]


def name_of(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str | None:
    """The key of whoever is signing in (AXES_USERNAME_CALLABLE)."""
    given = (credentials or request.POST).get("username")
    return None if given is None else key(given)


def address_is_tired(request: HttpRequest) -> bool:
    """Whether too many passwords, whosever, were wrong from this address of late: one password tried on many names."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    tries = AccessAttempt.objects.filter(ip_address=get_client_ip_address(request), attempt_time__gt=since)
    return (tries.aggregate(sum=Sum("failures_since_start"))["sum"] or 0) >= settings.NAMRO_FAILURES_PER_ADDRESS
