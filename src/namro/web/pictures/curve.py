"""Two lines over time: what was planned, dashed, and what was reached, drawn through with a dot on every day told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from namro.web.pictures.shapes import WIDTH, Cell, Line, Picture, Series

_LEFT, _RIGHT, _TOP, _TALL, _FOOT = 34, 8, 10, 150, 22


@dataclass(frozen=True)
class Point:
    """A day with both figures; what was reached is None where it is not known (yet)."""

    on: date
    label: str
    planned: Cell
    reached: Cell


@dataclass(frozen=True)
class Dot:
    """A place in the picture."""

    x: int
    y: int
    said: str = ""


def curve(
    name: str,
    title: str | Promise,
    head: str | Promise,
    series: tuple[Series, Series],
    points: Sequence[Point],
    *,
    most: int = 0,
    per: str = "",
    today: date | None = None,
    steps: bool = False,
    note: str | Promise = "",
) -> Picture:
    """From the first day to the last; ``most`` is the top of the scale, ``per`` what stands behind its figures.

    ``steps``: the line of what was reached stays where it is until the next report lifts it.
    """
    values = [one.value or 0 for point in points for one in (point.planned, point.reached)]
    grid = _Grid(points[0].on, points[-1].on, max(most, *values, 1))
    planned = [grid.dot(point.on, point.planned.value or 0) for point in points if point.planned.value is not None]
    told = [point for point in points if point.reached.value is not None]
    reached = [
        grid.dot(point.on, point.reached.value or 0, f"{point.label}: {point.reached.value}{per}") for point in told
    ]
    drawn = {
        "planned": _path(planned),
        "reached": _path(_stairs(reached) if steps else reached),
        "dots": reached,
        "scale": [(grid.height(value), f"{value}{per}") for value in grid.ticks],
        "left": _LEFT,
        "right": WIDTH - _RIGHT,
        "ground": _TOP + _TALL,
        "foot": _TOP + _TALL + 15,
        "first": f"{points[0].on:%d/%m/%Y}",
        "last": f"{points[-1].on:%d/%m/%Y}",
        "today": grid.across(today) if today and points[0].on < today < points[-1].on else None,
        "top": _TOP,
    }
    lines = [Line(point.label, (point.planned, point.reached)) for point in points]
    return Picture("curve", name, title, head, series, lines, _TOP + _TALL + _FOOT, drawn, note)


@dataclass(frozen=True)
class _Grid:
    first: date
    last: date
    most: int

    @property
    def ticks(self) -> list[int]:
        """Nothing, half way, the top."""
        return sorted({0, self.most // 2, self.most})

    def across(self, day: date) -> int:
        """The place of a day."""
        days = max((self.last - self.first).days, 1)
        return _LEFT + round((WIDTH - _LEFT - _RIGHT) * (day - self.first).days / days)

    def height(self, value: int) -> int:
        """The place of a figure."""
        return _TOP + _TALL - round(_TALL * value / self.most)

    def dot(self, day: date, value: int, said: str = "") -> Dot:
        """Both."""
        return Dot(self.across(day), self.height(value), said)


def _stairs(dots: Sequence[Dot]) -> list[Dot]:
    found: list[Dot] = []
    for dot in dots:
        if found:
            found.append(Dot(dot.x, found[-1].y))
        found.append(dot)
    return found


def _path(dots: Sequence[Dot]) -> str:
    return " ".join(f"{dot.x},{dot.y}" for dot in dots)
