"""Tables of a PDF page that nobody ruled: columns under a head "TT", or under and over level lines, kept apart by white."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from vanban.files.pdf_columns import gaps
from vanban.files.pdf_lines import Line
from vanban.files.pdf_rules import Rule
from vanban.files.pdf_tables import Cell, Table
from vanban.files.pdf_words import Word

_HEAD = regex.compile(r"(?i)s?tt\.?")
_NUMBER = regex.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[A-ZĐa-zđ])[.)]?|[-+*•]")
_WHITE = 7.0  # points that stay white between two columns
_HEAD_GAP = 10.0  # points between two words of the head that stand in different columns
_FAR = 3.0  # of the letters' height: more white ends a table
_NEAR = 6.0  # points: ends of level lines that belong together
_MOST = 40  # columns
_TRIES = 60  # heads on one page

Span = tuple[float, float]


@dataclass(slots=True)
class Aligned:
    """A table that takes the rows ``first`` to ``last`` (not included) of its band."""

    first: int
    last: int
    table: Table


def aligned_tables(rows: Sequence[Line], level: Sequence[Rule]) -> list[Aligned]:
    """Return the unruled tables among rows of lines, from top to bottom."""
    found: list[Aligned] = []
    done = tried = 0
    frames = _frames(level)
    for place, row in enumerate(rows):
        is_head = _HEAD.fullmatch(row.words[0].text) or _begins_frame(row, rows[place - 1 : place], frames)
        if place < done or tried > _TRIES or not is_head:
            continue
        tried += 1
        made = _from_head(rows, place, done, _foot_of(row, frames))
        if made is not None:
            found.append(made)
            done = made.last
    return found


def _frames(level: Sequence[Rule]) -> list[Span]:
    """Return top and bottom of the groups of three and more level lines with the same ends."""
    groups: dict[tuple[int, int], list[float]] = {}
    for rule in level:
        if rule.end - rule.begin > 150:
            groups.setdefault((round(rule.begin / _NEAR), round(rule.end / _NEAR)), []).append(rule.at)
    return [(min(at), max(at)) for at in groups.values() if len(at) > 2]


def _begins_frame(row: Line, before: Sequence[Line], frames: list[Span]) -> bool:
    """Tell whether a row is the first below the upper line of a frame."""
    middle = (row.y0 + row.y1) / 2
    return any(top < middle < foot and not (before and before[0].y1 > top + 2) for top, foot in frames)


def _foot_of(row: Line, frames: list[Span]) -> float | None:
    middle = (row.y0 + row.y1) / 2
    return next((foot for top, foot in frames if top < middle < foot), None)


def _from_head(rows: Sequence[Line], place: int, done: int, foot: float | None) -> Aligned | None:
    """Build the table whose head is row ``place``; None when there are not three columns (two in a frame) and two rows."""
    white = gaps(rows[place], max(_HEAD_GAP, 0.7 * rows[place].size))
    first = place
    while first > done and rows[first].y0 - rows[first - 1].y1 < 0.5 * rows[first].size and len(white) > 1:
        narrowed = _narrowed(white, rows[first - 1])
        if narrowed is None or len(gaps(rows[first - 1], _HEAD_GAP)) == 0:
            break
        white, first = narrowed, first - 1
    last = place + 1
    while last < len(rows) and (foot is None or rows[last].y1 < foot + 2):
        if rows[last].y0 - rows[last - 1].y1 > _FAR * rows[last].size:
            break
        narrowed = _narrowed(white, rows[last])
        if narrowed is None:
            break
        white, last = narrowed, last + 1
    if not (1 if foot is not None else 2) <= len(white) <= _MOST:
        return None
    edges = [(left + right) / 2 for left, right in white]
    numbered = [n for n in range(first, last) if rows[n].x0 < edges[0]]
    named = [n for n in numbered if foot is not None or _NUMBER.fullmatch(_first_words(rows[n], edges[0]))]
    if len(named) < 2 or (foot is None and len(named) < len(numbered) - 2):
        return None
    return Aligned(first, last, _table(rows[first:last], edges, [n - first for n in numbered]))


def _first_words(row: Line, edge: float) -> str:
    return " ".join(word.text for word in row.words if word.x0 < edge)


def _narrowed(white: list[Span], row: Line) -> list[Span] | None:
    """Return what a row leaves of the white between the columns; None when it writes over one of them."""
    out: list[Span] = []
    for left, right in white:
        free = [(left, right)]
        for word in row.words:
            if word.x0 < right and word.x1 > left:
                a, b = max(free, key=lambda span: span[1] - span[0])
                free = [(a, min(b, word.x0)), (max(a, word.x1), b)]
        best = max(free, key=lambda span: span[1] - span[0])
        if best[1] - best[0] < _WHITE:
            return None
        out.append(best)
    return out


def _table(rows: Sequence[Line], edges: list[float], numbered: list[int]) -> Table:
    """Put words into cells: a row begins with the word in its first column, or above it where the white is widest."""
    begins = [0]
    for one, other in pairwise(numbered):
        white = [(rows[n].y1 - rows[n - 1].y1, n) for n in range(one + 1, other + 1)]
        widest = max(gap for gap, _ in white)
        begins.append(max(n for gap, n in white if gap > widest - 1.5))
    x0, x1 = min(row.x0 for row in rows), max(row.x1 for row in rows)
    columns = [x0, *edges, x1]
    cells = {
        (r, c): Cell(r, c, columns[c], columns[c + 1] - columns[c], [])
        for r in range(len(begins))
        for c in range(len(columns) - 1)
    }
    for place, row in enumerate(rows):
        parts: dict[int, list[Word]] = {}
        for word in row.words:
            parts.setdefault(bisect_right(edges, (word.x0 + word.x1) / 2), []).append(word)
        for column, words in parts.items():
            cells[bisect_right(begins, place) - 1, column].lines.append(Line(words))
    return Table(x0, rows[0].y0, x1, rows[-1].y1, tuple(columns), list(cells.values()))
