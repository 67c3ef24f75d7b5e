"""Administrators only: for everybody else these pages do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from namro.core.errors import NotFound
from namro.orgs import rules, wording
from namro.web.requests import Request

View = Callable[..., HttpResponse]


def administrators_only(view: View) -> View:
    """404 for whoever may not administer."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.can_administer(request.scope):
            raise NotFound("orgs.not_administrator", wording.NOT_ADMINISTRATOR)
        return view(request, *args, **kwargs)

    return guarded
