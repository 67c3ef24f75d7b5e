"""The words of a PDF page with their boxes: characters gathered by gaps, turned pages read upright."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium
import regex

from vanban.files.pdf_frame import Frame, Rect

_RUN = regex.compile(r"[^\s\x00-\x20\x7f-\x9f]+")
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})  # what the library gives for a hyphen at the end of a line
_SPACE = 0.19  # of the letters' height: a wider gap inside a run is a space nobody drew
_STEP = 0.25  # of the letters' height: a run that moves further up or down is two
_ASKEW = 0.12  # quarter turns off the straight: a watermark
_MOST = 200_000  # characters of a page; no printed page holds a tenth
_FAR = 1e6  # points: beyond any page

_Axes = tuple[list[float], list[float], list[float], list[float]]


@dataclass(slots=True)
class Word:
    """Letters drawn together. ``x0 y0 x1 y1`` run from the top left of the page as read; ``user`` is the PDF's own box.

    ``first`` and ``last`` are its places in the library's order of characters; ``layer`` is the number of the field or
    stamp it was drawn by, -1 for the page's own words; ``turns`` its direction in quarters.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    user: Rect
    first: int
    last: int
    layer: int = -1
    turns: int = 0

    @property
    def height(self) -> float:
        """Height of the letters, ascents and descents included."""
        return self.y1 - self.y0


@dataclass(slots=True)
class Words:
    """The words of a page: those in its own direction, those in another (``aside``), and the direction (0-3)."""

    main: list[Word]
    aside: list[Word]
    turns: int
    frame: Frame


def words_of(textpage: Any, frame: Frame, layers: Sequence[Rect] = (), own: int = _MOST) -> Words:
    """Return the words of a page. Characters from number ``own`` on were drawn by the fields and stamps ``layers``."""
    text, count = _letters(textpage)
    boxes = _boxes(textpage, count)
    by_turn: dict[int, list[Word]] = {}
    axes: dict[int, _Axes] = {}
    for found in _RUN.finditer(text):
        start, end = found.span()
        turns = _direction(textpage, start)
        cuts = [start, end]
        if turns >= 0 and end - start > 1:
            if turns not in axes:
                axes[turns] = _axes(boxes, turns)
            cuts = [start, *_cuts(text, start, end, axes[turns]), end]
        known = by_turn.setdefault(turns, [])
        for begin, stop in pairwise(cuts):
            known.append(_word(text, begin, stop, boxes, frame, max(turns, 0)))
    weight = Counter({turns: sum(len(w.text) for w in words) for turns, words in by_turn.items() if turns >= 0})
    main = weight.most_common(1)[0][0] if weight else frame.turns
    for word in (w for words in by_turn.values() for w in words if w.first >= own):
        across, up = (word.user[0] + word.user[2]) / 2, (word.user[1] + word.user[3]) / 2
        inside = (n for n, b in enumerate(layers) if b[0] <= across <= b[2] and b[1] <= up <= b[3])
        word.layer = next(inside, len(layers))
    aside = [word for turns in sorted(by_turn) if turns != main for word in by_turn[turns]]
    return Words(by_turn.get(main, []), aside, main, frame)


def _letters(textpage: Any) -> tuple[str, int]:
    """Return one character for each of the library's, which its own strings do not always have."""
    count = max(0, min(textpage.count_chars(), _MOST))
    text = str(textpage.get_text_range(0, count)) if count else ""
    if len(text) != count:
        text = "".join(_character(pdfium.FPDFText_GetUnicode(textpage.raw, n)) for n in range(count))
    return text.translate(_HYPHENS), count


def _character(code: int) -> str:
    if not code:
        return " "
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


def _boxes(textpage: Any, count: int) -> list[list[float]]:
    """Return the lists of left, top, right and bottom edges of all characters."""
    array = (pdfium.FS_RECTF * max(count, 1))()
    raw, ask = textpage.raw, pdfium.FPDFText_GetLooseCharBox
    for number, box in enumerate(array):
        ask(raw, number, box)
    values: Sequence[float] = memoryview(array).cast("B").cast("f").tolist()
    if not (min(values) > -_FAR and max(values) < _FAR and math.isfinite(sum(values))):
        values = [value if -_FAR < value < _FAR else 0.0 for value in values]
    return [list(values[edge : 4 * count : 4]) for edge in range(4)]


def _direction(textpage: Any, place: int) -> int:
    """Return the quarter turns a character is drawn with, -1 for askew ones."""
    if not pdfium.FPDFText_GetCharAngle(textpage.raw, place):
        return 0
    matrix = pdfium.FS_MATRIX()  # the angle alone takes slanted letters for turned ones
    if not pdfium.FPDFText_GetMatrix(textpage.raw, place, matrix):
        return 0
    quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    if not math.isfinite(quarters):
        return 0
    whole = round(quarters)
    return whole % 4 if abs(quarters - whole) < _ASKEW else -1


def _axes(boxes: list[list[float]], turns: int) -> _Axes:
    """Return where each character begins and ends along its line, where its line stands, and its far side."""
    left, top, right, bottom = boxes
    if turns == 1:
        return bottom, top, right, left
    if turns == 2:
        return [-v for v in right], [-v for v in left], top, bottom
    if turns == 3:
        return [-v for v in top], [-v for v in bottom], left, right
    return left, right, bottom, top


def _cuts(text: str, start: int, end: int, axes: _Axes) -> Iterator[int]:
    """Yield where a run of characters that no space divides breaks all the same: at a gap, a step, a jump back."""
    begins, ends, bases, tops = axes
    for place in range(start + 1, end):
        gap = begins[place] - ends[place - 1]
        step = abs(bases[place] - bases[place - 1])
        if -1.0 < gap < 1.0 and step < 1.0:
            continue
        size = max(abs(tops[place] - bases[place]), abs(tops[place - 1] - bases[place - 1]), 1.0)
        back = begins[place] < begins[place - 1] - size / 2
        if (gap > _SPACE * size or back or step > _STEP * size) and not unicodedata.combining(text[place]):
            yield place


def _word(text: str, begin: int, end: int, boxes: list[list[float]], frame: Frame, turns: int) -> Word:
    left, top, right, bottom = boxes
    user = (min(left[begin:end]), min(bottom[begin:end]), max(right[begin:end]), max(top[begin:end]))
    return Word(text[begin:end], *frame.seen(user, turns), user, begin, end, turns=turns)
