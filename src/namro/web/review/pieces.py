"""Where an item may be cut: after each mark of punctuation and each line, so that it can be split without a mouse."""

from __future__ import annotations

import re
from dataclasses import dataclass

from namro.tasks.actions.regrouping import MOST_PARTS
from namro.tasks.queries.reviewing import Item

_EDGE = re.compile(r"(?<=[;.,:])\s+|\s*\n\s*")
_LEAST = 8  # characters of a piece that could be an order


@dataclass(frozen=True)
class Piece:
    """Words of an item up to the next place where it may be cut; ``at`` is their offset in the text."""

    at: int
    words: str


def pieces(item: Item) -> list[Piece]:
    """The pieces of an item; a list of one means that it cannot be cut. The later ones are left together where too many."""
    said, starts = item.quotation, [0]
    for edge in _EDGE.finditer(said):
        if edge.start() - starts[-1] >= _LEAST and len(said) - edge.end() >= _LEAST and len(starts) < 2 * MOST_PARTS:
            starts.append(edge.end())
    ends = [*starts[1:], len(said)]
    return [
        Piece(item.start + start, " ".join(said[start:end].split())) for start, end in zip(starts, ends, strict=True)
    ]
