"""Standing columns, one a line of the table, the series on top of each other: what falls due week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from namro.web.pictures.shapes import WIDTH, Line, Picture, Series, lengths

_TOP, _TALL, _FOOT = 18, 132, 20


@dataclass(frozen=True)
class Piece:
    """One part of a column."""

    y: int
    height: int
    tone: str
    said: str


@dataclass(frozen=True)
class Column:
    """A column with its figure above and its name below."""

    x: int
    middle: int
    top: int
    total: int
    short: str
    pieces: list[Piece]


def columns(
    name: str,
    title: str | Promise,
    head: str | Promise,
    series: Sequence[Series],
    lines: Sequence[Line],
    note: str | Promise = "",
) -> Picture:
    """The tallest column fills the height; the series are drawn from the ground up in their order."""
    most = max((line.sum for line in lines), default=0)
    step = WIDTH // max(len(lines), 1)
    wide = max(step * 2 // 3, 2)
    drawn = [_column(place, line, series, most, step, wide) for place, line in enumerate(lines)]
    more = {"columns": drawn, "wide": wide, "ground": _TOP + _TALL, "foot": _TOP + _TALL + 14}
    return Picture("columns", name, title, head, series, lines, _TOP + _TALL + _FOOT, more, note)


def _column(place: int, line: Line, series: Sequence[Series], most: int, step: int, wide: int) -> Column:
    tall = lengths([line.sum], most, _TALL)[0]
    toned = [(one, cell) for one, cell in zip(series, line.cells, strict=True) if one.tone]
    heights = lengths([cell.value or 0 for _one, cell in toned], line.sum, tall)
    pieces, y = [], _TOP + _TALL
    for (one, cell), height in zip(toned, heights, strict=True):
        y -= height
        if height:
            pieces.append(Piece(y, height, one.tone, f"{line.label} – {one.label}: {cell.value}"))
    x = place * step + (step - wide) // 2
    return Column(x, x + wide // 2, y - 4, line.sum, line.short or line.label, pieces)
