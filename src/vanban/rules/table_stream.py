"""Rows whose cells stand one after the other with their borders blurred: which words belong to which column.

Not a rule by itself. Lines may wrap, cells may share a line, empty cells leave no trace, a row broken by a page goes through
its columns twice. Each way to cut the words is weighed by how well the parts look like what the columns hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vanban.rules.grid import Span
from vanban.rules.table_looks import Looks, looks_of

_UNFINISHED = re.compile(r"(?:[,;:–-]|(?<!\w)(?:và|của|với|cho|theo|về|các|tại))$")
_OPEN_TIME = re.compile(r"(?:trước|ngày|tháng|quý|năm|đoạn|đến|trong|hết|nhất)", re.IGNORECASE)
_HEADS = frozenset(("Sở", "Cục", "Vụ", "Bộ", "Ban", "Chi", "Văn", "Trung", "Ủy", "Hội"))
_OFFICES = frozenset(("UBND", "HĐND", "Đoàn", "Tỉnh", "Thành", "Trung", "Bộ", "Chính", "Quốc"))
_CLIPS = -0.3  # a border inside what may be one name
_SKIP = {"task": -3.0, "lead": -0.8, "support": -0.3, "time": -0.4, "product": -0.3, "watch": -0.3, "level": -0.2}
_NAMED = {"lead": 2.3, "support": 2.0, "watch": 2.0, "level": 1.6}
_INNER = -0.35  # a border inside a line
_SMALL = -0.8  # a cell that begins with a small letter
_WANTS_MORE = -3.0  # a border after a word that wants another
_BREAKS_OFF = -1.2
_OVER_BAR = -0.7  # a bar inside a cell
_OVER_LINE = -0.12  # a line that begins with a capital inside a cell
_AGAIN = -0.6  # a row that goes through its columns a second time
_MOST_CUTS = 60
_FAR = 24  # borders ahead: cells of other columns than the task's end sooner


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Word:
    """One word at ``[start, end)`` of the sheet; ``border`` tells what stands before it: "line", "bar" or "word"."""

    start: int
    end: int
    text: str
    border: str


def laid_out(
    rows: Sequence[Sequence[Word]], kinds: Sequence[str | None], last_open: bool
) -> list[dict[int, tuple[Span, ...]]]:
    """Return for each row the pieces of each column; with ``last_open`` the last row may stop before its words end."""
    looks = looks_of(rows)
    return [_row(row, kinds, look, last_open and row is rows[-1]) for row, look in zip(rows, looks, strict=True)]


def _row(
    words: Sequence[Word], kinds: Sequence[str | None], looks: Looks, is_open: bool
) -> dict[int, tuple[Span, ...]]:
    cuts = _cuts(words, looks)
    if not cuts:
        return {}
    score, found = _best(words, cuts, kinds, looks, 1, is_open)
    if len(cuts) > len(kinds) and any(words[c].border != "word" and words[c].text[0].islower() for c in cuts[1:]):
        again, second = _best(words, cuts, kinds, looks, 2, is_open)
        if again > score:
            found = second
    pieces: dict[int, tuple[Span, ...]] = {}
    for column, first, after in found:
        bars = [first, *(i for i in range(first + 1, after) if words[i].border == "bar"), after]
        spans = [(words[i].start, words[j - 1].end) for i, j in pairwise(bars)]
        pieces[column % len(kinds)] = (*pieces.get(column % len(kinds), ()), *spans)
    return pieces


def _cuts(words: Sequence[Word], looks: Looks) -> list[int]:
    """Return the words a cell may begin with: every line's first, and capitals and figures inside lines while not too many."""
    outer = [i for i, word in enumerate(words) if i == 0 or word.border != "word"]
    inner = [
        i
        for i, word in enumerate(words)
        if i and word.border == "word" and (word.text[0].isupper() or word.text[0].isdigit() or i in looks.named)
    ]
    if len(outer) + len(inner) > _MOST_CUTS:
        return outer[: 2 * _MOST_CUTS]
    return sorted(outer + inner)


def _best(
    words: Sequence[Word], cuts: Sequence[int], kinds: Sequence[str | None], looks: Looks, laps: int, is_open: bool
) -> tuple[float, list[tuple[int, int, int]]]:
    """Return the best way to lay the words under the columns: its score and (column, first word, word after)."""
    stops = [*cuts, len(words)]
    borders = [_border(words, cut, looks) for cut in cuts]
    inside = _inside(words)
    width = len(kinds) * laps
    none = float("-inf")
    score = [[none] * (width + 1) for _ in stops]
    back: list[list[tuple[int, int] | None]] = [[None] * (width + 1) for _ in stops]
    score[0][0] = 0.0
    for place in range(len(stops)):
        row = score[place]
        for column in range(width):
            base = row[column]
            if base == none:
                continue
            kind = kinds[column % len(kinds)]
            lap = column // len(kinds)
            skip = (
                base
                + (0.0 if lap else _SKIP.get(kind or "", -0.1))
                + (_AGAIN if laps > 1 and column == len(kinds) - 1 else 0.0)
            )
            if skip > row[column + 1]:
                row[column + 1], back[place][column + 1] = skip, back[place][column]
            if place == len(stops) - 1:
                continue
            first = stops[place]
            base += borders[place] + (_AGAIN if laps > 1 and column == len(kinds) - 1 else 0.0)
            far = len(stops) if kind == "task" else min(len(stops), place + 1 + _FAR)
            for after in range(place + 1, far):
                stop = stops[after]
                gained = base + _fits(words, first, stop, kind, looks, lap) + inside[stop - 1] - inside[first]
                if gained > score[after][column + 1]:
                    score[after][column + 1] = gained
                    back[after][column + 1] = (place, column)
    ends = [len(stops) - 1]
    if is_open:
        ends += [i for i in range(1, len(stops) - 1) if words[stops[i]].border != "word"]
    end = max(ends, key=lambda i: (score[i][width] + (borders[i] if i < len(borders) else 0.0), i))
    return score[end][width], _path(score, back, stops, end, width)


def _path(
    score: Sequence[Sequence[float]],
    back: Sequence[Sequence[tuple[int, int] | None]],
    stops: Sequence[int],
    end: int,
    width: int,
) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    place, column = end, width
    while step := back[place][column]:
        before, used = step
        found.append((used, stops[before], stops[place]))
        place, column = before, used
    return found[::-1]


def _border(words: Sequence[Word], cut: int, looks: Looks) -> float:
    """Return what it costs to begin a cell with a word."""
    if cut == 0:
        return 0.0
    word = words[cut]
    cost = _CLIPS if cut in looks.inside else 0.0
    if word.border != "bar" and _wants(words, cut):
        # At the end of a page a cell breaks off anywhere, and another follows that is surely one.
        cost += _BREAKS_OFF if word.border == "line" and (cut in looks.named or cut in looks.timed) else _WANTS_MORE
    if word.border == "word":
        return cost + _INNER
    return cost + (_SMALL if word.text[0].islower() and word.border == "line" else 0.0)


def _wants(words: Sequence[Word], cut: int) -> bool:
    """Tell whether the word before a border wants another behind it."""
    word, above = words[cut], words[cut - 1]
    if cut > 1 and above.text == "phòng" and words[cut - 2].text == "Văn" and word.text in _OFFICES:
        return True
    if above.text in _HEADS or _UNFINISHED.search(above.text):
        return True
    goes_on = word.text[0].isdigit() or _OPEN_TIME.fullmatch(word.text)
    return bool(goes_on and _OPEN_TIME.fullmatch(above.text))


def _inside(words: Sequence[Word]) -> list[float]:
    """Return the sum, up to each word, of what it costs to let a border stand inside a cell."""
    total, sums = 0.0, []
    for place, word in enumerate(words):
        if place and word.border == "bar":
            total += _OVER_BAR
        elif (
            place and word.border == "line" and word.text[0].isupper() and not _UNFINISHED.search(words[place - 1].text)
        ):
            total += _OVER_LINE
        sums.append(total)
    return sums


def _fits(words: Sequence[Word], first: int, stop: int, kind: str | None, looks: Looks, lap: int) -> float:
    """Return how well some words look like what a column holds."""
    named, timed = stop in looks.named.get(first, ()), stop in looks.timed.get(first, ())
    small = words[first].text[0].islower()
    if lap:
        return _fits_again(kind, small, named, timed, stop - first) + (0.05 if kind == "lead" else 0.0)
    if kind in _NAMED:
        if named:
            office = first in looks.offices
            return _NAMED[kind] + (
                0.5 if office and kind in ("watch", "level") else -0.5 if office and kind == "lead" else 0.0
            )
        return 0.9 - 0.05 * (stop - first) if first in looks.bodylike and stop - first < 16 else -1.2 if timed else -1.0
    if kind == "time":
        return 2.0 if timed else 0.5 if first in looks.timelike and stop - first < 14 else -1.5
    if kind == "task":
        short = stop - first < 3
        return (-1.0 if named or timed else 0.5 if short else 1.0) + (0.5 if first in looks.ordered else 0.0)
    if kind == "product":
        return (
            -0.6
            if named or timed
            else (0.0 if small else 0.6) + (0.6 if first in looks.products else 0.0) - 0.02 * (stop - first)
        )
    if kind == "budget":
        return 1.0 if first in looks.money else -0.5
    return 0.1 - 0.02 * (stop - first) - (0.6 if named or timed else 0.0)


def _fits_again(kind: str | None, small: bool, named: bool, timed: bool, size: int) -> float:
    """Return the same for words that go on a cell above."""
    if kind == "task":
        return 0.9 if small else -0.6
    if kind in _NAMED:
        return 0.5 if named else 0.25 if size < 9 else -0.6
    if kind == "time":
        return 0.6 if timed else -0.8
    return 0.3 if small and size < 12 else -0.5


__all__ = ["Word", "laid_out"]
