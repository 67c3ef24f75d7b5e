"""Tables of a PDF page that are ruled: crossing lines make a grid, words fall into its cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vanban.files.pdf_lines import Line, rows_of
from vanban.files.pdf_rules import Rule
from vanban.files.pdf_words import Word

_NEAR = 3.0  # points: lines that miss each other by less touch
_MOST_PAIRS = 4_000_000  # of level and upright lines to be compared
_MOST_CELLS = 20_000
_LEAST = 12.0  # points: narrower columns are decoration

Span = tuple[float, float]


@dataclass(slots=True)
class Cell:
    """A cell in the grid of its table, with its lines; ``width`` is the room between its borders in points."""

    row: int
    column: int
    x0: float
    width: float
    lines: list[Line]


@dataclass(slots=True)
class Table:
    """A ruled table: its edges on the page as read, its columns' edges, its cells row by row."""

    x0: float
    y0: float
    x1: float
    y1: float
    edges: tuple[float, ...]
    cells: list[Cell]


def tables_of(level: Sequence[Rule], upright: Sequence[Rule], words: list[Word]) -> tuple[list[Table], list[Word]]:
    """Return the ruled tables from top to bottom, and the words that stand in none."""
    if len(level) < 2 or len(upright) < 1:
        return [], words
    rules, pillars = _merged(level), _merged(upright)
    if len(rules) * len(pillars) > _MOST_PAIRS:
        return [], words
    tables: list[Table] = []
    for across, down in _networks(rules, pillars):
        made = _table(across, down, words)
        if made is not None:
            table, words = made
            tables.append(table)
    return sorted(tables, key=lambda t: (t.y0, t.x0)), words


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Join pieces of one line: on the same height and touching."""
    merged: list[Rule] = []
    band: list[Rule] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if band and rule.at - band[0].at > _NEAR / 2:
            merged.extend(_joined(band))
            band = []
        band.append(rule)
    return [*merged, *_joined(band)] if band else merged


def _joined(band: list[Rule]) -> list[Rule]:
    out: list[Rule] = []
    at = band[0].at
    for rule in sorted(band, key=lambda r: r.begin):
        if out and rule.begin <= out[-1].end + _NEAR:
            out[-1] = Rule(at, out[-1].begin, max(out[-1].end, rule.end))
        else:
            out.append(Rule(at, rule.begin, rule.end))
    return out


def _networks(rules: list[Rule], pillars: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of level and upright lines that hang together."""
    parent = list(range(len(rules) + len(pillars)))

    def top(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    heights = [rule.at for rule in rules]
    for number, pillar in enumerate(pillars, len(rules)):
        first = bisect_left(heights, pillar.begin - _NEAR)
        last = bisect_right(heights, pillar.end + _NEAR)
        for place in range(first, last):
            if rules[place].begin - _NEAR <= pillar.at <= rules[place].end + _NEAR:
                parent[top(place)] = top(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate([*rules, *pillars]):
        groups.setdefault(top(number), ([], []))[number >= len(rules)].append(rule)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _table(across: list[Rule], down: list[Rule], words: list[Word]) -> tuple[Table, list[Word]] | None:
    """Build a table from its lines; None when there are no two cells with words."""
    columns = _edges(down, min(r.begin for r in across), max(r.end for r in across))
    rows = _edges(across, min(r.begin for r in down), max(r.end for r in down))
    if len(columns) < 3 or len(rows) < 2 or len(columns) * len(rows) > _MOST_CELLS:
        return None
    anchors = _anchors(columns, rows, across, down)
    inside: dict[tuple[int, int], list[Word]] = {anchor: [] for row in anchors for anchor in row}
    outside: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        if columns[0] <= x < columns[-1] and rows[0] <= y < rows[-1]:
            inside[anchors[bisect_right(rows, y) - 1][bisect_right(columns, x) - 1]].append(word)
        else:
            outside.append(word)
    if sum(bool(held) for held in inside.values()) < 2:
        return None
    cells = _cells(inside, anchors, columns)
    return Table(columns[0], rows[0], columns[-1], rows[-1], tuple(columns), cells), outside


def _edges(lines: list[Rule], begin: float, end: float) -> list[float]:
    """Return the places of parallel lines, and the ends of the lines they cross where the outer border is not drawn."""
    found: list[float] = []
    for place in sorted(line.at for line in lines):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    if found[0] - begin > _LEAST:
        found.insert(0, begin)
    if end - found[-1] > _LEAST:
        found.append(end)
    return found


def _anchors(
    columns: list[float], rows: list[float], across: list[Rule], down: list[Rule]
) -> list[list[tuple[int, int]]]:
    """Return, for each field of the grid, the first field of the cell it belongs to: fields without a line between."""
    walls, floors = _coverage(down, columns), _coverage(across, rows)
    anchors: list[list[tuple[int, int]]] = []
    for row in range(len(rows) - 1):
        middle = (rows[row] + rows[row + 1]) / 2
        anchors.append([])
        for column in range(len(columns) - 1):
            centre = (columns[column] + columns[column + 1]) / 2
            anchor = (row, column)
            if column and not _covered(walls[column], middle):
                anchor = anchors[row][column - 1]
            elif row and not _covered(floors[row], centre):
                anchor = anchors[row - 1][column]
            anchors[row].append(anchor)
    return anchors


def _coverage(lines: list[Rule], places: list[float]) -> list[list[Span]]:
    """Return, for each place of the grid, the spans its lines cover."""
    spans: list[list[Span]] = [[] for _ in places]
    for line in lines:
        at = bisect_left(places, line.at - _NEAR)
        if at < len(places) and abs(places[at] - line.at) <= _NEAR:
            spans[at].append((line.begin, line.end))
    return [sorted(each) for each in spans]


def _covered(spans: list[Span], place: float) -> bool:
    at = bisect_right(spans, (place, float("inf"))) - 1
    return at >= 0 and spans[at][0] <= place <= spans[at][1]


def _cells(
    inside: dict[tuple[int, int], list[Word]], anchors: list[list[tuple[int, int]]], columns: list[float]
) -> list[Cell]:
    """Return the cells row by row; rows of the grid in which no cell begins are not counted."""
    last: dict[tuple[int, int], int] = {}
    for row in anchors:
        for column, anchor in enumerate(row):
            last[anchor] = max(last.get(anchor, 0), column)
    numbers = {row: number for number, row in enumerate(sorted({row for row, _ in inside}))}
    return [
        Cell(
            numbers[row], column, columns[column],
            columns[last[row, column] + 1] - columns[column], rows_of(inside[row, column]),
        )
        for row, column in sorted(inside)
    ]  # fmt: skip
