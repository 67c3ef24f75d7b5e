"""Lying bars, one a line of the table, cut into the series: states by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from namro.web.pictures.shapes import WIDTH, Line, Picture, Series, lengths

_ROW, _BAR, _LABEL, _LONGEST = 36, 16, 14, 46


@dataclass(frozen=True)
class Piece:
    """One part of a bar."""

    x: int
    width: int
    tone: str
    said: str


@dataclass(frozen=True)
class Bar:
    """A bar with its name above it."""

    y: int
    words: int
    label: str
    total: int
    pieces: list[Piece]


def bars(
    name: str,
    title: str | Promise,
    head: str | Promise,
    series: Sequence[Series],
    lines: Sequence[Line],
    note: str | Promise = "",
) -> Picture:
    """The longest bar fills the width, the others are drawn against it."""
    most = max((line.sum for line in lines), default=0)
    drawn = [_bar(place, line, series, most) for place, line in enumerate(lines)]
    height = max(_ROW * len(lines), _ROW)
    return Picture("bars", name, title, head, series, lines, height, {"bars": drawn, "thick": _BAR}, note)


def _bar(place: int, line: Line, series: Sequence[Series], most: int) -> Bar:
    top = place * _ROW
    whole = lengths([line.sum], most, WIDTH)[0]
    toned = [(one, cell) for one, cell in zip(series, line.cells, strict=True) if one.tone]
    widths = lengths([cell.value or 0 for _one, cell in toned], line.sum, whole)
    pieces, x = [], 0
    for (one, cell), width in zip(toned, widths, strict=True):
        if width:
            pieces.append(Piece(x, width, one.tone, f"{line.label} – {one.label}: {cell.value}"))
        x += width
    label = line.label if len(line.label) <= _LONGEST else f"{line.label[: _LONGEST - 1].rstrip()}…"
    return Bar(top + _LABEL + 3, top + _LABEL - 2, label, line.sum, pieces)
