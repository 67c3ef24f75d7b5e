"""What every page knows: the installation's name, the sample-data band, the reader's scope."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from namro.core import queries
from namro.web import theme


def installation(request: HttpRequest) -> dict[str, Any]:
    """Template context shared by all pages."""
    return {
        "installation": SimpleLazyObject(queries.installation),
        "demo": settings.NAMRO_DEMO,
        "themes": theme.of(request),
        "scope": getattr(request, "scope", None),
    }
