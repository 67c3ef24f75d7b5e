"""One address for the database: DATABASE_URL, the way every host names it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def database_settings(url: str) -> dict[str, Any]:
    """Turn ``postgresql://user:password@host:port/name?host=/socket/folder`` into Django's DATABASES entry.

    Raises ValueError for any other scheme: Namro runs on PostgreSQL alone.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("DATABASE_URL must begin with postgresql://")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    # Compiling a query costs more than all our queries take; a pooler that refuses start-up options is given "?options=".
    options.setdefault("options", "-c jit=off")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }
