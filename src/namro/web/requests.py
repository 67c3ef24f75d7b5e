"""The request as views get it: middleware has put the reader's scope and htmx's details on it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from namro.orgs.models import User
from namro.orgs.scope import Scope


class Request(HttpRequest):
    """A request of somebody signed in. Views open to strangers ask ``user.is_authenticated`` first."""

    user: User
    scope: Scope
    htmx: HtmxDetails
