"""Marked text without a format: the text cut at every edge of a find, each piece with the finds that cover it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vanban.model import Annotation


@dataclass(frozen=True, slots=True)
class Segment:
    """``text`` is ``source[start:end]``; ``ids`` are indices of the covering finds, the longest first."""

    start: int
    end: int
    text: str
    ids: tuple[int, ...]


def marked_segments(text: str, annotations: Sequence[Annotation]) -> list[Segment]:
    """Return the pieces of ``text`` in order; together they are the whole text, overlapping finds share pieces.

    ``ids`` are places in ``annotations``. Empty spans and spans outside the text mark nothing.
    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for index, find in enumerate(annotations):
        start, end = max(0, find.start), min(len(text), find.end)
        if start < end:
            opening.setdefault(start, []).append(index)
            closing.setdefault(end, []).append(index)
    edges = sorted({0, len(text), *opening, *closing})
    covering: set[int] = set()
    segments: list[Segment] = []
    for place, following in pairwise(edges):
        covering.difference_update(closing.get(place, ()))
        covering.update(opening.get(place, ()))
        ids = sorted(covering, key=lambda i: (annotations[i].start - annotations[i].end, annotations[i].start, i))
        segments.append(Segment(place, following, text[place:following], tuple(ids)))
    return segments
