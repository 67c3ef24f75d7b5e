"""One figure of the first page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Tile:
    """A figure, what it counts, where its rows stand, and its colour while it is not nought."""

    label: Promise
    value: int
    url: str
    tone: str = ""
