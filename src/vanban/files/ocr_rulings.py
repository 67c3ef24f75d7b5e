"""The ruling lines of a scanned page and the cells they frame, found in the black of the page alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from PIL import Image, ImageDraw, ImageFilter

Box = tuple[int, int, int, int]

_FULL = 245  # of 255: a window as black as this is part of a line
_WIDE = 0.4  # of the page: what is narrower is a stamp's frame, not a table
_THICKEST = 0.06  # of an inch: thicker black is a picture
_CELLS = 800  # of one page


@dataclass(slots=True)
class Ruling:
    """One straight line along an axis: (along, across) points from its beginning to its end."""

    points: list[tuple[int, float]] = field(default_factory=list)
    end: int = 0

    @property
    def start(self) -> int:
        return self.points[0][0]

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def slope(self) -> float:
        (first, low), (last, high) = self.points[0], self.points[-1]
        return (high - low) / (last - first) if last > first else 0.0

    def across(self, along: float) -> float:
        """Where the line stands at a point along it, prolonged beyond its ends."""
        return self.points[0][1] + self.slope * (along - self.points[0][0])


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place in the table (from 0) and its box in pixels."""

    row: int
    column: int
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """One table with ruling lines: its box, its cells row by row, where its columns' edges stand, its lines."""

    box: Box
    cells: tuple[Cell, ...]
    edges: tuple[int, ...] = ()
    lines: tuple[tuple[float, float, float, float], ...] = ()


def tables(gray: Image.Image, dpi: int) -> list[Table]:
    """Return the tables that ruling lines frame on a gray page, from the top down. A frame without inner lines is none."""
    level, upright = _rulings(gray, dpi)
    made = [_table(*group, dpi) for group in _joined(level, upright, dpi * 0.17)]
    wide = [one for one in made if one and one.box[2] - one.box[0] >= _WIDE * gray.width and len(one.cells) > 1]
    return sorted(wide, key=lambda table: table.box[1])


def straight(gray: Image.Image, dpi: int) -> list[tuple[float, float, float, float]]:
    """Return where long straight lines run that meet others: frames of every size, those of stamps too."""
    found: list[tuple[float, float, float, float]] = []
    for level, upright in _joined(*_rulings(gray, dpi), dpi * 0.17):
        found += [(x.start, x.across(x.start), x.end, x.across(x.end)) for x in level]
        found += [(x.across(x.start), x.start, x.across(x.end), x.end) for x in upright]
    return found


def _rulings(gray: Image.Image, dpi: int) -> tuple[list[Ruling], list[Ruling]]:
    """The long straight lines of a page, level and upright; tall strokes of letters are among them."""
    ink = gray.point(lambda value: 255 if value < 160 else 0).filter(ImageFilter.MaxFilter(3))
    level = _lines(ink.transpose(Image.Transpose.TRANSPOSE), round(dpi * 0.3), dpi)
    upright = _lines(ink, round(dpi * 0.16), dpi)
    return [line for line in level if line.length >= dpi * 0.35], upright


def erase(table: Table, image: Image.Image, dpi: int) -> None:
    """Paint the lines of a table white."""
    pen = ImageDraw.Draw(image)
    for line in table.lines:
        pen.line(line, fill=255, width=max(5, round(dpi * 0.03)))


def _lines(ink: Image.Image, window: int, dpi: int) -> list[Ruling]:
    """Follow upright lines from window to window; windows overlap by half."""
    width, height = ink.size
    step = max(1, window // 2)
    rows: list[tuple[int, bytes]] = []
    for offset in (0, step):
        count = (height - offset) // window
        if count < 1:
            continue
        part = ink.crop((0, offset, width, offset + count * window)).reduce((1, window))
        black = part.point(lambda value: 255 if value >= _FULL else 0).tobytes()
        rows += [(offset + n * window, black[n * width : (n + 1) * width]) for n in range(count)]
    rows.sort()
    growing: list[Ruling] = []
    done: list[Ruling] = []
    for at, row in rows:
        still = [line for line in growing if at - line.end <= step]
        done += [line for line in growing if at - line.end > step]
        for run in re.finditer(b"\xff+", row):
            if run.end() - run.start() > _THICKEST * dpi:
                continue
            middle = (run.start() + run.end() - 1) / 2
            line = next((one for one in still if abs(one.points[-1][1] - middle) <= 3 and one.points[-1][0] < at), None)
            if line is None:
                line = Ruling()
                still.append(line)
            line.points.append((at + window // 2, middle))
            line.end = at + window
        growing = still
    for line in (*done, *growing):
        line.points.insert(0, (line.points[0][0] - window // 2, line.points[0][1]))
    return [*done, *growing]


def _joined(level: list[Ruling], upright: list[Ruling], near: float) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Group the lines that touch; strokes of letters that end at no line are left out."""
    groups: list[tuple[list[Ruling], list[Ruling]]] = [([line], []) for line in level]
    for line in upright:
        touched = [group for group in groups if any(_touch(other, line, near) for other in group[0])]
        if not touched:
            continue
        first = touched[0]
        for other in touched[1:]:
            first[0].extend(other[0])
            first[1].extend(other[1])
            groups.remove(other)
        first[1].append(line)
    cleared = [_without_strokes(*group, near) for group in groups]
    return [group for group in cleared if len(group[0]) > 1 and len(group[1]) > 1]


def _without_strokes(level: list[Ruling], upright: list[Ruling], near: float) -> tuple[list[Ruling], list[Ruling]]:
    long = 4 * near
    upright = [line for line in upright if line.length > long or _ends_at(line, level, near)]
    return [line for line in level if line.length > 2 * long or _ends_at(line, upright, near)], upright


def _ends_at(line: Ruling, others: list[Ruling], near: float) -> bool:
    """Tell whether both ends of a line lie on lines across it."""
    middle = line.across((line.start + line.end) / 2)
    met = [one.across(middle) for one in others if one.start - near <= middle <= one.end + near]
    return all(any(abs(place - end) <= near for place in met) for end in (line.start, line.end))


def _touch(level: Ruling, upright: Ruling, near: float) -> bool:
    x = upright.across((upright.start + upright.end) / 2)
    y = level.across(x)
    return level.start - near <= x <= level.end + near and upright.start - near <= y <= upright.end + near


def _table(level: list[Ruling], upright: list[Ruling], dpi: int) -> Table | None:
    """Lay the lines of one group out as rows and columns; a page a little askew is straightened first."""
    tilt = median(line.slope for line in sorted(level, key=lambda line: -line.length)[:5])
    near = dpi * 0.1
    left, right = min(line.start for line in level), max(line.end for line in level)
    rows = _clusters([(_straight(line, tilt, left), line.start, line.end) for line in level], near)
    columns = _clusters([(_middle(line), line.start, line.end) for line in upright], near)
    for edge in (left, right):
        if all(abs(edge - place) > 2.5 * near for place, _spans in columns):
            columns.append((float(edge), [(0, 10**6)]))
    columns.sort(key=lambda cluster: cluster[0])
    if len(rows) < 2 or len(columns) < 3 or len(rows) * len(columns) > _CELLS:
        return None
    areas = _areas(rows, columns)
    used = sorted({c for _r0, c0, _r1, c1 in areas for c in (c0, c1 + 1)})

    def box(r0: int, c0: int, r1: int, c1: int) -> Box:
        x0, x1 = columns[c0][0], columns[c1 + 1][0]
        y0 = rows[r0][0] + tilt * ((x0 + x1) / 2 - left)
        y1 = rows[r1 + 1][0] + tilt * ((x0 + x1) / 2 - left)
        return (round(x0), round(y0), round(x1), round(y1))

    cells = tuple(Cell(r0, used.index(c0), box(r0, c0, r1, c1)) for r0, c0, r1, c1 in areas)
    sag = round(abs(tilt) * (right - left)) + 1
    whole = (
        round(columns[0][0]) - sag,
        round(rows[0][0]) - sag,
        round(columns[-1][0]) + sag,
        round(rows[-1][0]) + sag,
    )
    spare = round(near)
    drawn: list[tuple[float, float, float, float]]
    drawn = [(x.start - spare, x.across(x.start - spare), x.end + spare, x.across(x.end + spare)) for x in level]
    edges = tuple(round(columns[c][0]) for c in used)
    upright = [x for x in upright if min(abs(_middle(x) - edge) for edge in edges) <= near / 2]
    drawn += [(x.across(x.start - spare), x.start - spare, x.across(x.end + spare), x.end + spare) for x in upright]
    return Table(whole, cells, edges, tuple(drawn))


def _straight(line: Ruling, tilt: float, left: int) -> float:
    """How high a line stands where the table begins, by the tilt of the whole table."""
    return _middle(line) - tilt * ((line.start + line.end) / 2 - left)


def _middle(line: Ruling) -> float:
    """Where a line stands in its middle."""
    return line.across((line.start + line.end) / 2)


_Cluster = tuple[float, list[tuple[int, int]]]


def _clusters(lines: Iterable[tuple[float, int, int]], near: float) -> list[_Cluster]:
    """Put lines that stand at the same place together: the place, and which stretches they cover."""
    groups: list[list[tuple[float, int, int]]] = []
    for line in sorted(lines):
        if groups and line[0] - groups[-1][-1][0] <= near:
            groups[-1].append(line)
        else:
            groups.append([line])
    made: list[_Cluster] = []
    for group in groups:
        weight = sum(end - start for _, start, end in group)
        place = sum(place * (end - start) for place, start, end in group) / weight
        made.append((place, [(start, end) for _, start, end in group]))
    return made


def _covered(spans: list[tuple[int, int]], start: float, end: float) -> bool:
    """Tell whether lines stand along half of a stretch."""
    return 2 * sum(max(0.0, min(end, e) - max(start, s)) for s, e in spans) >= end - start


def _areas(rows: list[_Cluster], columns: list[_Cluster]) -> list[tuple[int, int, int, int]]:
    """Join the fields of the net between which no line stands: (first row, first column, last row, last column)."""
    tall = list(pairwise(place for place, _ in rows))
    wide = list(pairwise(place for place, _ in columns))
    owner = {(r, c): (r, c) for r in range(len(tall)) for c in range(len(wide))}

    def top(field: tuple[int, int]) -> tuple[int, int]:
        while owner[field] != field:
            field = owner[field]
        return field

    for r, (upper, lower) in enumerate(tall):
        for c, (left, right) in enumerate(wide):
            if c + 1 < len(wide) and not _covered(columns[c + 1][1], upper, lower):
                owner[top((r, c + 1))] = top((r, c))
            if r + 1 < len(tall) and not _covered(rows[r + 1][1], left, right):
                one, other = sorted((top((r, c)), top((r + 1, c))))
                owner[other] = one
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for one in owner:
        members.setdefault(top(one), []).append(one)
    return sorted(
        (min(r for r, _ in part), min(c for _, c in part), max(r for r, _ in part), max(c for _, c in part))
        for part in members.values()
    )
