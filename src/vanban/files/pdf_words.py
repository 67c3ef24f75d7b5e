"""The words of a PDF page with their boxes: characters gathered by gaps, turned pages read upright."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import regex

from vanban.files.pdf_frame import Frame, Rect
from vanban.files.pdf_letters import Letters

_RUN = regex.compile(r"[^\s\x00-\x20\x7f-\x9f]+")
_SPACE = 0.19  # of the letters' height: a wider gap inside a run is a space nobody drew
_STEP = 0.25  # of the letters' height: a run that moves further up or down is two
_DROP = 0.1  # of a word's height: a smaller part below the line is no room for descents


@dataclass(slots=True)
class Word:
    """Letters drawn together. ``x0 y0 x1 y1`` run from the top left of the page as read; ``user`` is the PDF's own box.

    ``first`` and ``last`` are its places in the library's order of characters; ``layer`` is the number of the field or
    stamp it was drawn by, -1 for the page's own words; ``turns`` its direction in quarters;
    ``spaced`` words have a drawn space before them.
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
    spaced: bool = False

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


def words_of(textpage: Any, frame: Frame, layers: Sequence[Rect] = (), own: int | None = None) -> Words:
    """Return the words of a page. Letters from number ``own`` on were drawn by the fields and stamps ``layers``."""
    letters = Letters(textpage)
    whole = letters.lie_within(frame)
    by_turn: dict[int, list[Word]] = {}
    for found in _RUN.finditer(letters.text):
        start, end = found.span()
        turns = letters.direction(start)
        cuts = [start, *_cuts(letters, start, end, turns), end] if turns >= 0 and end - start > 1 else [start, end]
        known = by_turn.setdefault(turns, [])
        for begin, stop in pairwise(cuts):
            word = _word(letters, begin, stop, frame, turns)
            if whole or _is_seen(word.user, frame):
                known.append(word)
    weight = Counter({turns: sum(len(w.text) for w in words) for turns, words in by_turn.items() if turns >= 0})
    main = weight.most_common(1)[0][0] if weight else frame.turns
    if own is not None:
        _mark_layers([w for words in by_turn.values() for w in words if w.first >= own], layers)
    aside = [word for turns in sorted(by_turn) if turns != main for word in by_turn[turns]]
    return Words(by_turn.get(main, []), aside, main, frame)


def _is_seen(box: Rect, frame: Frame) -> bool:
    """Tell whether a word stands in the visible part of the page; what was cut away is not read."""
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return frame.left - 1 <= across <= frame.right + 1 and frame.bottom - 1 <= up <= frame.top + 1


def _mark_layers(words: list[Word], layers: Sequence[Rect]) -> None:
    """Note by which field or stamp each word was drawn."""
    for word in words:
        across, up = (word.user[0] + word.user[2]) / 2, (word.user[1] + word.user[3]) / 2
        inside = (n for n, b in enumerate(layers) if b[0] <= across <= b[2] and b[1] <= up <= b[3])
        word.layer = next(inside, len(layers))


def _cuts(letters: Letters, start: int, end: int, turns: int) -> Iterator[int]:
    """Yield where a run of letters that no space divides breaks all the same: at a gap, a step, a jump back."""
    begins, ends, bases, tops = letters.axes(turns)
    for place in range(start + 1, end):
        gap = begins[place] - ends[place - 1]
        step = abs(bases[place] - bases[place - 1])
        if -1.0 < gap < 1.0 and step < 1.0:
            continue
        size = max(abs(tops[place] - bases[place]), abs(tops[place - 1] - bases[place - 1]), 1.0)
        if step > _STEP * size:  # boxes may be drawn around each letter: the line they stand on decides
            step = abs(letters.foot(place, turns) - letters.foot(place - 1, turns))
        back = begins[place] < begins[place - 1] - size / 2
        if (gap > _SPACE * size or back or step > _STEP * size) and not unicodedata.combining(letters.text[place]):
            yield place


def _word(letters: Letters, begin: int, end: int, frame: Frame, turns: int) -> Word:
    user = (
        min(letters.left[begin:end]), min(letters.bottom[begin:end]),
        max(letters.right[begin:end]), max(letters.top[begin:end]),
    )  # fmt: skip
    if turns >= 0:
        user = _full(letters, begin, user, turns)
    upright = max(turns, 0)
    spaced = begin > 0 and letters.text[begin - 1] == " " and letters.is_drawn(begin - 1)
    return Word(letters.text[begin:end], *frame.seen(user, upright), user, begin, end, turns=upright, spaced=spaced)


def _full(letters: Letters, place: int, user: Rect, turns: int) -> Rect:
    """Return a box with room for ascents and descents where the font gives boxes that end at the ink."""
    left, bottom, right, top = user
    foot = letters.foot(place, turns)
    drop = (foot - bottom, right - foot, top - foot, foot - left)[turns]
    tall = right - left if turns % 2 else top - bottom
    if drop > _DROP * tall or not (size := letters.size(place)):
        return user
    low, high = 0.22 * size, 0.9 * size
    if turns == 0:
        return (left, min(bottom, foot - low), right, max(top, foot + high))
    if turns == 1:
        return (min(left, foot - high), bottom, max(right, foot + low), top)
    if turns == 2:
        return (left, min(bottom, foot - high), right, max(top, foot + low))
    return (min(left, foot - low), bottom, max(right, foot + high), top)
