"""The tabs of a page: plain links to addresses of their own, so that each can be sent on and loads only what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from namro.web.asof import AsOf


@dataclass(frozen=True)
class Tab:
    """One tab."""

    name: str
    label: Promise
    url: str
    current: bool


def tabs(
    offered: Iterable[tuple[str, Promise]], current: str, args: list[object], asof: AsOf | None = None
) -> list[Tab]:
    """Tabs for these names of addresses, all of them about the same thing and the same day."""
    day = "" if asof is None or asof.is_today else f"?on={asof.day.isoformat()}"
    return [Tab(name, label, reverse(name, args=args) + day, name == current) for name, label in offered]
