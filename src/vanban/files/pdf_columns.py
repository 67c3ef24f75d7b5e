"""Reading order of a PDF page: what stands in two columns is read column by column, everything else row by row."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from vanban.files.pdf_lines import Line
from vanban.files.pdf_words import Word

_GAP = 12.0  # points: narrower gaps between words are spaces of a justified line
_CORRIDOR = 8.0  # points that must stay white between two columns
_PAIR_GAP = 20.0  # points: two rows with a gap as wide as this are columns already; narrower ones need three
_LONE_GAP = 2.2  # of the letters' height: a row alone is cut at gaps this wide
_FAR = 8.0  # of the letters' height: columns do not run over more white than this
_TAB = 5.0  # of the letters' height: a mark stands no further from its item
_CENTRED = 3.5  # of the letters' height: how far below its column a centred line may stand
_CLOSE = 2.0  # and one on the same edge
_LOOK = 12  # rows that are compared with a line of one side
_DEPTH = 3

_MARK = regex.compile(
    r"(?:[-+*•▪➢✓❖–]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[a-zđA-Z])[.)/]{0,2}|[Đđ]iều \d+\.?)"
)
_PAGE = regex.compile(r"\d{1,3}")  # what a table of contents ends its lines with
_NUMBER = regex.compile(r"[\d.,\s]+")
_LABEL = regex.compile(r"(?<![Nn]ơi nhận|NƠI NHẬN):\s*$|(?i:(?:^|\s)(?:ngày|tháng|năm|số))$|\.{4,}$")
_GOES_ON = regex.compile(r"(?:tháng|năm)\b|[/,;:.)\]]|-\w")


@dataclass(slots=True)
class _Region:
    """Rows ``first`` to ``last`` (not included) with a white corridor through all of them."""

    first: int
    last: int
    left: float
    right: float


def in_order(rows: list[Line], depth: int = 0) -> list[Line]:
    """Return the lines of a page, or of a column, in the order they are read."""
    out: list[Line] = []
    done = place = 0
    rows = _paired(rows)
    while place < len(rows):
        region = _region_at(rows, place, done) if depth < _DEPTH and len(rows[place].words) > 1 else None
        if region is None:
            place += 1
            continue
        for row in rows[done : region.first]:
            out.extend(cut(row))
        for side in _sides(rows[region.first : region.last], region):
            out.extend(in_order(side, depth + 1))
        done = place = region.last
    for row in rows[done:]:
        out.extend(cut(row))
    return out


def _paired(rows: list[Line]) -> list[Line]:
    """Put two rows that stand beside each other on slightly different heights into one, with a seam between."""
    out: list[Line] = []
    for row in rows:
        above = out[-1] if out else None
        if above is not None and not above.seam:
            shared = min(above.y1, row.y1) - max(above.y0, row.y0)
            apart = max(row.x0 - above.x1, above.x0 - row.x1)
            if apart > _GAP and shared > 0.3 * min(above.size, row.size):
                out[-1] = Line([*above.words, *row.words], seam=True)
                continue
        out.append(row)
    return out


def gaps(row: Line, least: float) -> list[tuple[float, float]]:
    """Return the white stretches of a row that are wider than ``least``."""
    found: list[tuple[float, float]] = []
    edge = row.words[0].x1
    for word in row.words[1:]:
        if word.x0 - edge > least:
            found.append((edge, word.x0))
        edge = max(edge, word.x1)
    return found


def _region_at(rows: list[Line], place: int, done: int) -> _Region | None:
    """Return the columns that begin with the gap of row ``place``, if they are columns."""
    row = rows[place]
    wide = gaps(row, _GAP if row.seam else max(_GAP, row.size))
    if not wide:
        return None
    left, right = max(wide, key=lambda gap: gap[1] - gap[0])
    region, split = _Region(place, place + 1, left, right), [place]
    for number in range(place + 1, len(rows)):
        following = rows[number]
        if following.y0 - rows[number - 1].y1 > _FAR * following.size:
            break
        narrowed = _narrowed(following, region)
        if narrowed is None:
            break
        region.left, region.right, is_split = narrowed
        if is_split:
            split.append(number)
    region.last = _tail(rows, split[-1] + 1, region)
    if not _are_columns(rows, split, region):
        return None
    while region.first > done and _joins(
        rows[region.first - 1], rows[region.first : min(region.first + _LOOK, split[-1] + 1)], region
    ):
        region.first -= 1
    return region


def _narrowed(row: Line, region: _Region) -> tuple[float, float, bool] | None:
    """Return the corridor that is left after a row and whether the row stands on both sides; None when it crosses."""
    left, right = region.left, region.right
    if row.x1 <= right - _CORRIDOR:
        return max(left, row.x1), right, False
    if row.x0 >= left + _CORRIDOR:
        return left, min(right, row.x0), False
    shared = [(max(left, a), min(right, b)) for a, b in gaps(row, _CORRIDOR)]
    best = max(shared, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
    return (*best, True) if best[1] - best[0] >= _CORRIDOR else None


def _tail(rows: list[Line], place: int, region: _Region) -> int:
    """Return where the columns end: lines of one side alone belong to them as long as they go on close and in line."""
    begin = max(region.first, place - _LOOK)
    while place < len(rows) and _joins(rows[place], rows[begin:place], region):
        place += 1
    return place


def _joins(row: Line, known: list[Line], region: _Region) -> bool:
    """Tell whether a row of one side goes on with the lines of that side: close to them and on the same edge or middle."""
    if _narrowed(row, region) is None or (row.x0 < region.left < row.x1):
        return False
    on_left = row.x1 <= region.right
    for part in sorted(known, key=lambda other: abs(other.y1 - row.y1)):
        words = [w for w in part.words if (w.x1 <= region.right) == on_left]
        if not words:
            continue
        x0, x1 = min(w.x0 for w in words), max(w.x1 for w in words)
        step, size = abs(part.y1 - row.y1), max(row.size, part.size)
        if abs(x0 + x1 - row.x0 - row.x1) < 12:
            return step < _CENTRED * size
        if abs(x0 - row.x0) < 4:
            return step < _CLOSE * size
        hanging = on_left and step < 1.45 * size and abs(row.size - part.size) < 0.1 * size
        return hanging and abs(x0 - row.x0) < 2.5 * size
    return False


def _are_columns(rows: list[Line], split: list[int], region: _Region) -> bool:
    """Tell whether the two sides are columns, not marks before their items, labels before values or page numbers."""
    if len(split) < 3 and (len(split) < 2 or any(_own_gap(rows[number], region) < _PAIR_GAP for number in split)):
        return False
    sides = [_texts(rows[number], region) for number in split]
    lefts, rights = [left for left, _ in sides], [right for _, right in sides]
    if all(_MARK.fullmatch(text) or _LABEL.search(text) for text in lefts):
        return False
    if all(_GOES_ON.match(text) or _NUMBER.fullmatch(text) for text in rights):
        return False
    return sum(map(len, lefts)) > 3 * len(lefts) and sum(map(len, rights)) > 3 * len(rights)


def _own_gap(row: Line, region: _Region) -> float:
    """Return how wide the gap of a row is that holds the corridor."""
    held = [right - left for left, right in gaps(row, _CORRIDOR) if left <= region.left and region.right <= right]
    return max(held, default=0.0)


def _texts(row: Line, region: _Region) -> tuple[str, str]:
    parts = [[w.text for w in row.words if (w.x0 < region.right) == on_left] for on_left in (True, False)]
    return " ".join(parts[0]), " ".join(parts[1])


def _sides(rows: list[Line], region: _Region) -> tuple[list[Line], list[Line]]:
    """Return the rows of the left and of the right column."""
    middle = (region.left + region.right) / 2
    sides: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        for side, on_left in zip(sides, (True, False), strict=True):
            words = [w for w in row.words if ((w.x0 + w.x1) / 2 < middle) == on_left]
            if words:
                side.append(row if len(words) == len(row.words) else Line(words))
    return sides


def cut(row: Line) -> list[Line]:
    """Cut a row at its wide gaps, unless a mark, a label or a blank to be filled stands there."""
    if not row.seam and not gaps(row, _LONE_GAP * row.size):
        return [row]
    parts: list[list[Word]] = [[row.words[0]]]
    edge = row.words[0].x1
    for word in row.words[1:]:
        step = row.seam and word.x0 - edge > _GAP and abs(word.y1 - parts[-1][-1].y1) > 1
        if step or (word.x0 - edge > _LONE_GAP * row.size and not _bound(parts[-1], word, word.x0 - edge)):
            parts.append([word])
        else:
            parts[-1].append(word)
        edge = max(edge, word.x1)
    if len(parts) == 1 or (len(parts) == 2 and not row.seam and _PAGE.fullmatch(" ".join(w.text for w in parts[1]))):
        return [row]
    return [Line(words) for words in parts]


def _bound(words: list[Word], word: Word, gap: float) -> bool:
    """Tell whether a word belongs to the words on its left in spite of the gap."""
    before = " ".join(w.text for w in words)
    if _MARK.fullmatch(before):
        return gap < _TAB * max(word.height, 1.0)
    return bool(_LABEL.search(before) or _GOES_ON.match(word.text))
