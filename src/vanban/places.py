"""From a place in the text to the place on the original and back: page, line and box; paragraph; table cell."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from vanban.model import Block, Place, SourceText

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Where:
    """Where one character stands. What a format does not have is None; ``cell`` is table, row, column from 0."""

    page: int | None = None
    line: int | None = None
    box: Box | None = None
    paragraph: int | None = None
    cell: tuple[int, int, int] | None = None


def where(source: SourceText, offset: int) -> Where:
    """Return where the character at ``offset`` stands; white space between words has no box. Raises IndexError outside."""
    if not 0 <= offset < len(source.text):
        raise IndexError(offset)
    place = _place_at(source.places, offset)
    holding = [block for block in source.blocks if block.start <= offset < block.end]
    page = place.page if place else _last(holding, "page")
    paragraph = _last(holding, "paragraph")
    cells = [(b.table, b.row, b.column) for b in holding if b.kind == "cell"]
    table, row, column = cells[-1] if cells else (None, None, None)
    cell = None if table is None or row is None or column is None else (table, row, column)
    return Where(page, place.line if place else None, place.box if place else None, paragraph, cell)


def boxes(source: SourceText, start: int, end: int) -> list[tuple[int, Box]]:
    """Return (page, box) for lighting ``text[start:end]``: one box a line, in order of the text; [] without pages."""
    found: list[tuple[int, int, Box]] = []
    first = max(0, bisect_right(source.places, start, key=attrgetter("start")) - 1)
    for place in source.places[first:]:
        if place.start >= end:
            break
        if place.end <= start:
            continue
        box = _part(place, start, end)
        if found and found[-1][:2] == (place.page, place.line):
            box = _joined(found.pop()[2], box)
        found.append((place.page, place.line, box))
    return [(page, box) for page, _line, box in found]


def offset_at(source: SourceText, page: int, x: int, y: int) -> int | None:
    """Return the offset of the word drawn at a point of a page (ten-thousandths, as in boxes), None beside all words."""
    for place in source.places:
        left, top, right, bottom = place.box
        if place.page == page and left <= x <= right and top <= y <= bottom:
            return place.start
    return None


def _place_at(places: tuple[Place, ...], offset: int) -> Place | None:
    at = bisect_right(places, offset, key=attrgetter("start")) - 1
    return places[at] if at >= 0 and offset < places[at].end else None


def _last(blocks: list[Block], name: str) -> int | None:
    known = [value for block in blocks if (value := getattr(block, name)) is not None]
    return known[-1] if known else None


def _part(place: Place, start: int, end: int) -> Box:
    """The part of a word's box that the asked characters take, letters taken as equally wide."""
    left, top, right, bottom = place.box
    each = (right - left) / (place.end - place.start)
    begin = left + round(each * max(0, start - place.start))
    stop = right - round(each * max(0, place.end - end))
    return (begin, top, stop, bottom)


def _joined(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
