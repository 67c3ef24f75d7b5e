"""The visible rectangle of a PDF page and its turns: boxes as the reader of the page sees them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

Rect = tuple[float, float, float, float]
Box = tuple[int, int, int, int]

_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible rectangle in the PDF's own coordinates, and how often the page is turned for showing (clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    def seen(self, box: Rect, turns: int) -> Rect:
        """Return left, top, right, bottom of a box (left, bottom, right, top) on the page turned ``turns`` times."""
        left, bottom, right, top = box
        if turns == 1:
            return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if turns == 2:
            return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        if turns == 3:
            return (self.top - top, self.right - right, self.top - bottom, self.right - left)
        return (left - self.left, self.top - top, right - self.left, self.top - bottom)

    def size(self, turns: int) -> tuple[float, float]:
        """Return width and height of the page turned ``turns`` times."""
        across, up = max(self.right - self.left, 1.0), max(self.top - self.bottom, 1.0)
        return (up, across) if turns % 2 else (across, up)

    def placer(self) -> Callable[[Rect], Box]:
        """Return what turns a box into the box as shown, in ten-thousandths of the page."""
        width, height = self.size(self.turns)
        across, down = _WHOLE / width, _WHOLE / height
        seen, turns = self.seen, self.turns

        def placed(box: Rect) -> Box:
            left, top, right, bottom = seen(box, turns)
            shares = (round(left * across), round(top * down), round(right * across), round(bottom * down))
            if shares[0] < 0 or shares[1] < 0 or shares[2] > _WHOLE or shares[3] > _WHOLE:
                shares = (_within(shares[0]), _within(shares[1]), _within(shares[2]), _within(shares[3]))
            return shares

        return placed


def _within(share: int) -> int:
    return min(_WHOLE, max(0, share))


def frame_of(page: Any) -> Frame:
    """Return the visible rectangle of a page."""
    box = pdfium.FS_RECTF()
    turns = max(0, pdfium.FPDFPage_GetRotation(page.raw)) % 4
    if not pdfium.FPDF_GetPageBoundingBox(page.raw, box):
        return Frame(0, 0, 595, 842, turns)
    left, bottom, right, top = (v if math.isfinite(v) else 0.0 for v in (box.left, box.bottom, box.right, box.top))
    return Frame(min(left, right), min(bottom, top), max(left, right), max(bottom, top), turns)
