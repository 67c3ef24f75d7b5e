"""The drawn lines of a PDF page: the rules of tables and of footnotes, and whether a picture stands on it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from vanban.files.pdf_frame import Frame, Rect

_THIN = 3.0  # points: a filled box as thin as this is a line
_SHORT = 4.0  # points: a shorter line rules nothing
_MOST_OBJECTS = 60_000  # of a page, forms within forms counted
_MOST_RULES = 6_000
_MOST_POINTS = 400  # of one path; more is a drawing
_DEPTH = 4

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line on the page as read: ``at`` its height (or its distance from the left), from ``begin`` to ``end``."""

    at: float
    begin: float
    end: float


@dataclass(slots=True)
class Drawn:
    """What a page shows beside its letters."""

    level: list[Rule]
    upright: list[Rule]
    pictures: int
    covered: float  # share of the page that the largest picture covers


def drawn_on(page: Any, frame: Frame, turns: int) -> Drawn:
    """Return the straight lines of a page, turned as its text is read, and the number of its pictures."""
    boxes: list[Rect] = []
    pictures, largest = 0, 0.0
    for number, (thing, kind, matrix) in enumerate(_objects(page)):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
            largest = max(largest, _area(thing, matrix))
        elif len(boxes) < _MOST_RULES:
            boxes.extend(_strokes(thing, matrix))
        if number > _MOST_OBJECTS:
            break
    level: list[Rule] = []
    upright: list[Rule] = []
    for box in boxes:
        x0, y0, x1, y1 = frame.seen(box, turns)
        if y1 - y0 <= _THIN and x1 - x0 >= _SHORT:
            level.append(Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THIN and y1 - y0 >= _SHORT:
            upright.append(Rule((x0 + x1) / 2, y0, y1))
    width, height = frame.size(turns)
    return Drawn(level, upright, pictures, largest / (width * height))


def _objects(page: Any) -> Iterator[tuple[Any, int, _Matrix]]:
    """Yield the paths and pictures of a page with the matrix of the form they stand in."""
    waiting: list[tuple[Any, _Matrix, int]] = []
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        waiting.append((pdfium.FPDFPage_GetObject(page.raw, number), _SAME, 0))
        while waiting:
            thing, matrix, depth = waiting.pop()
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                yield thing, kind, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = _times(_matrix(thing), matrix)
                for place in range(min(pdfium.FPDFFormObj_CountObjects(thing), _MOST_OBJECTS)):
                    waiting.append((pdfium.FPDFFormObj_GetObject(thing, place), inner, depth + 1))


def _bounds(thing: Any) -> Rect | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return (left, bottom, right, top) if all(map(math.isfinite, (left, bottom, right, top))) else None


def _area(picture: Any, outer: _Matrix) -> float:
    box = _bounds(picture)
    if box is None:
        return 0.0
    left, bottom, right, top = _moved(box, outer)
    return (right - left) * (top - bottom)


def _strokes(path: Any, outer: _Matrix) -> Iterator[Rect]:
    """Yield left, bottom, right, top of the straight lines that a path draws."""
    box = _bounds(path)
    if box is None:
        return
    left, bottom, right, top = box
    thin = min(right - left, top - bottom) <= _THIN
    if thin:
        if max(right - left, top - bottom) >= _SHORT:
            yield _moved((left, bottom, right, top), outer)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return
    if stroke.value:
        yield from _sides(path, _times(_matrix(path), outer))
    elif fill.value:
        yield from _bars(path, _times(_matrix(path), outer))


def _sides(path: Any, matrix: _Matrix) -> Iterator[Rect]:
    """Yield the straight, level or upright pieces of an outlined path."""
    for (x0, y0), (x1, y1) in _pieces(path, matrix):
        if abs(x1 - x0) < 0.6 or abs(y1 - y0) < 0.6:
            yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _bars(path: Any, matrix: _Matrix) -> Iterator[Rect]:
    """Yield the thin boxes among the outlines of a filled path; producers fill all borders of a table at once."""
    outline: list[tuple[float, float]] = []
    for one, other in _pieces(path, matrix):
        if outline and outline[-1] != one:
            yield from _bar(outline)
            outline = []
        outline = [*outline, one, other][-_MOST_POINTS:] if not outline else [*outline, other]
    yield from _bar(outline)


def _bar(outline: list[tuple[float, float]]) -> Iterator[Rect]:
    if 4 <= len(outline) <= 6:
        across, up = [x for x, _ in outline], [y for _, y in outline]
        if min(max(across) - min(across), max(up) - min(up)) <= _THIN:
            yield (min(across), min(up), max(across), max(up))


def _pieces(path: Any, matrix: _Matrix) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield begin and end of each straight piece of a path, in the page's own coordinates."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 1 < count <= _MOST_POINTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = before = (0.0, 0.0)
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = _at(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, here
        before = here
        if pdfium.FPDFPathSegment_GetClose(segment):
            if here != begin:
                yield here, begin
            before = begin


def _matrix(thing: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return _SAME
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """Return the matrix that does ``one`` first and ``other`` after it."""
    if other == _SAME:
        return one
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _at(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _moved(box: Rect, matrix: _Matrix) -> Rect:
    """Return the box around a box that a matrix moves."""
    if matrix == _SAME:
        return box
    left, bottom, right, top = box
    corners = [_at(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return (min(across), min(up), max(across), max(up))
