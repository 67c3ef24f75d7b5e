"""The letters of a PDF page as the library gives them: their boxes, where their line stands, which way they are turned."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from vanban.files.pdf_frame import Frame

_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})  # what the library gives for a hyphen at the end of a line
_ASKEW = 0.12  # quarter turns off the straight: a watermark
_MOST = 200_000  # letters of a page; no printed page holds a tenth
_WIDTH = 0.05  # points: less has no extent
_FAR = 1e6  # points: beyond any page

Axes = tuple[list[float], list[float], list[float], list[float]]


class Letters:
    """The letters of a page: ``text`` has one character for each; their edges stand in lists beside it."""

    def __init__(self, textpage: Any) -> None:
        self._raw = textpage.raw
        count = max(0, min(textpage.count_chars(), _MOST))
        text = str(textpage.get_text_range(0, count)) if count else ""
        if len(text) != count:
            text = "".join(_character(pdfium.FPDFText_GetUnicode(self._raw, n)) for n in range(count))
        self.text = text.translate(_HYPHENS)
        self.left, self.top, self.right, self.bottom = self._edges(count)
        self._axes: dict[int, Axes] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def axes(self, turns: int) -> Axes:
        """Return where each letter begins and ends along its line, where it stands, and its far side; all lists."""
        if turns not in self._axes:
            self._axes[turns] = self._turned(turns)
        return self._axes[turns]

    def lie_within(self, frame: Frame) -> bool:
        """Tell whether no letter stands outside the visible part of the page."""
        return not self.left or (
            min(self.left) >= frame.left
            and max(self.right) <= frame.right
            and min(self.bottom) >= frame.bottom
            and max(self.top) <= frame.top
        )

    def direction(self, place: int) -> int:
        """Return the quarter turns a letter is drawn with, -1 for askew ones."""
        if not pdfium.FPDFText_GetCharAngle(self._raw, place):
            return 0
        matrix = pdfium.FS_MATRIX()  # the angle alone takes slanted letters for turned ones
        if not pdfium.FPDFText_GetMatrix(self._raw, place, matrix):
            return 0
        quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        if not math.isfinite(quarters):
            return 0
        whole = round(quarters)
        return whole % 4 if abs(quarters - whole) < _ASKEW else -1

    def foot(self, place: int, turns: int) -> float:
        """Return how high the line of a letter stands, measured as the third list of :meth:`axes`."""
        if not pdfium.FPDFText_GetCharOrigin(self._raw, place, self._x, self._y):
            return self.axes(turns)[2][place]
        value = self._x.value if turns % 2 else self._y.value
        return value if -_FAR < value < _FAR else 0.0

    def is_drawn(self, place: int) -> bool:
        """Tell whether a space is the document's own; the library puts spaces without width where it sees gaps."""
        return self.right[place] - self.left[place] > _WIDTH or self.top[place] - self.bottom[place] > _WIDTH

    def size(self, place: int) -> float:
        """Return the size in points that a letter is set in."""
        size, matrix = pdfium.FPDFText_GetFontSize(self._raw, place), pdfium.FS_MATRIX()
        if pdfium.FPDFText_GetMatrix(self._raw, place, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        return size if 0 < size < _FAR else 0.0

    def _edges(self, count: int) -> list[list[float]]:
        array = (pdfium.FS_RECTF * max(count, 1))()
        raw, ask = self._raw, pdfium.FPDFText_GetLooseCharBox
        for number, box in enumerate(array):
            ask(raw, number, box)
        values: Sequence[float] = memoryview(array).cast("B").cast("f").tolist()
        if not (min(values) > -_FAR and max(values) < _FAR and math.isfinite(sum(values))):
            values = [value if -_FAR < value < _FAR else 0.0 for value in values]
        return [list(values[edge : 4 * count : 4]) for edge in range(4)]

    def _turned(self, turns: int) -> Axes:
        if turns == 1:
            return self.bottom, self.top, self.right, self.left
        if turns == 2:
            return [-v for v in self.right], [-v for v in self.left], self.top, self.bottom
        if turns == 3:
            return [-v for v in self.top], [-v for v in self.bottom], self.left, self.right
        return self.left, self.right, self.bottom, self.top


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"
