"""What every picture is made of: series with a tone, lines of the table, numbers in a grid 400 wide (whole ones: no locale
writes them with a comma)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

WIDTH = 400


@dataclass(frozen=True)
class Series:
    """One column of the table. The tone gives it a colour and a pattern of its own (pictures.css, patterns.html)."""

    label: str | Promise
    tone: str = ""


@dataclass(frozen=True)
class Cell:
    """A figure and the address of the rows it counts; ``said`` stands in its place where the figure needs more words."""

    value: int | None
    url: str = ""
    said: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the table, one bar or column of the picture. ``short`` is its name under a narrow column."""

    label: str
    cells: tuple[Cell, ...]
    short: str = ""
    url: str = ""
    total: int | None = None

    @property
    def sum(self) -> int:
        """What the parts add up to, unless told otherwise."""
        return self.total if self.total is not None else sum(one.value or 0 for one in self.cells)


@dataclass(frozen=True)
class Picture:
    """Ready to be drawn by ``web/pictures/<kind>.html``; ``name`` makes the ids on the page one's own."""

    kind: str
    name: str
    title: str | Promise
    head: str | Promise
    series: Sequence[Series]
    lines: Sequence[Line]
    height: int
    drawn: dict[str, Any] = field(default_factory=dict)
    note: str | Promise = ""

    @property
    def template(self) -> str:
        """What draws it."""
        return f"web/pictures/{self.kind}.html"

    @property
    def keys(self) -> list[Series]:
        """The series that stand in the picture, for its legend."""
        return [one for one in self.series if one.tone]


def lengths(values: Sequence[int], whole: int, length: int) -> list[int]:
    """Shares of the length, at least one wherever there is anything, together never longer than the length."""
    if whole <= 0:
        return [0 for _value in values]
    found = [max(round(length * value / whole), 1) if value else 0 for value in values]
    over = sum(found) - length
    if over > 0:
        longest = found.index(max(found))
        found[longest] = max(found[longest] - over, 1)
    return found
