"""What stands in the margins of scanned pages: their numbers, and lines that come back at the same height of other pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import combinations

import regex

from vanban.files.ocr_page import Piece, ScannedPage

_NUMBER = regex.compile(r"[-–\s]*(?:[Tt]rang\s+)?\d{1,3}[-–\s]*")
_EDGE = 900  # ten-thousandths of the page at its top and foot
_SAME_HEIGHT = 120
_ALIKE = 0.8  # a scan reads the same words a little differently
_COMPARED = 40  # lines of each margin: a file of hundreds of pages shows its running line among the first


def in_margins(pages: Iterable[ScannedPage]) -> frozenset[Piece]:
    """Return the pieces that number pages or run along them."""
    edge = [[piece for piece in page.pieces if _at_edge(piece)] for page in pages]
    numbers = {piece for page in edge for piece in page if _NUMBER.fullmatch(words_of(piece))}
    rest = [(number, piece) for number, page in enumerate(edge) for piece in page if piece not in numbers]
    running = _running(rest[:_COMPARED])
    return frozenset(
        numbers | running | {piece for _, piece in rest[_COMPARED:] if any(_same(piece, r) for r in running)}
    )


def words_of(piece: Piece) -> str:
    """Return the words of the first line of a piece."""
    return " ".join(word.text for word in piece.lines[0])


def _at_edge(piece: Piece) -> bool:
    if piece.cell or len(piece.lines) != 1 or not piece.lines[0]:
        return False
    words = piece.lines[0]
    return words[-1].box[3] <= _EDGE or words[0].box[1] >= 10_000 - _EDGE


def _running(lines: Sequence[tuple[int, Piece]]) -> set[Piece]:
    found: set[Piece] = set()
    for (page, one), (other_page, other) in combinations(lines, 2):
        if page != other_page and _same(one, other):
            found |= {one, other}
    return found


def _same(one: Piece, other: Piece) -> bool:
    """Tell whether two lines stand at one height and say the same, but for figures."""
    if abs(one.lines[0][0].box[1] - other.lines[0][0].box[1]) > _SAME_HEIGHT:
        return False
    first, second = (regex.sub(r"\d+", "0", words_of(piece)) for piece in (one, other))
    return sum(c.isalpha() for c in first) > 3 and SequenceMatcher(None, first, second).ratio() >= _ALIKE
