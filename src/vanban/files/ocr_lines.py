"""Recognised words put in order: specks left out, two columns side by side read one after the other, cells unwrapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import regex

from vanban.files.ocr_engine import Line, Word

_SURE = 30.0  # what is less sure than this is a speck
_MARK_SURE = 60.0  # for signs without letters or figures, which specks look like
_WRITTEN = 45.0  # the surest word of a cell that holds words
_SHORT = 4  # letters: a line of so few must be read well to be one
_SPOKEN = regex.compile(r"[\p{Lu}\p{Ll}\p{Lo}\p{N}]")
_FIGURES = regex.compile(r"\p{N}")
_STUCK = regex.compile(r"^[_|~'‘’`“\"=]+(?=\p{N}|\p{Lu}?\p{Ll})|[_|~]+$")
_LONE = regex.compile(r"[.,:;'‘’`_|~!\"“”=]+")  # signs that never stand by themselves
_OPENER = regex.compile(r"[-–+•*]|\(?(?:\d{1,3}|[a-zđ]|[IVXLC]{1,5})[.)/]")
_ENDED = regex.compile(r"[.;:!?]$")
_GAP = 2.2  # heights of a word: words of one line stand closer
_PADDING = 0.06  # of a cell's width, at each side


def only_words(lines: Sequence[Line], least: float = _SURE, framed: bool = False) -> list[Line]:
    """Leave out what is no word: specks, frames taken for letters, lines nobody could have written.

    In the cell of a table (``framed``) whatever has three letters or figures was written there, however unsure it is,
    unless nothing in the cell is any surer and there is no figure in it.
    """
    kept = []
    if framed:
        least = _MARK_SURE
        framed = any(_is_written(word) for line in lines for word in line.words)
    for line in lines:
        trimmed = [_trimmed(word) for word in line.words]
        spoken = [word for word in trimmed if _SPOKEN.search(word.text)]
        letters = sum(len(word.text) for word in spoken)
        if not letters:
            continue
        sure = sum(word.sure * len(word.text) for word in spoken) / letters
        longest = max(len(_SPOKEN.findall(word.text)) for word in spoken)
        if framed and longest > 2:
            sure = 100.0
        elif sure < (least if letters > _SHORT else max(least, _MARK_SURE)):
            continue
        words = tuple(word for place, word in enumerate(trimmed) if _is_word(word, place, sure))
        if words:
            kept.append(Line(words, line.paragraph))
    return kept


def _is_written(word: Word) -> bool:
    """Tell whether a word shows that somebody wrote in a cell: read with some certainty, or figures of a date."""
    certain = word.sure >= _WRITTEN and len(_SPOKEN.findall(word.text)) > 1
    return certain or len(_FIGURES.findall(word.text)) > 3


def _trimmed(word: Word) -> Word:
    """Take off what a ruling line or a speck beside a word was read as."""
    text = _STUCK.sub("", word.text)
    return replace(word, text=text) if text else word


def _is_word(word: Word, place: int, line_sure: float) -> bool:
    """Judge one word: in a line read well a word of several letters is one, however unsure its letters are."""
    if len(_SPOKEN.findall(word.text)) > 1 and line_sure >= _MARK_SURE:
        return True
    if _SPOKEN.search(word.text) or (not place and _OPENER.fullmatch(word.text)):
        return word.sure >= _SURE
    return word.sure >= _MARK_SURE and not _LONE.fullmatch(word.text)


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """Read what stands side by side column by column: the head of a document, its recipients beside the signature.

    A zone of two columns has a gutter that no line crosses and at least two lines with another beside them; within it
    the left column comes first. Everything else stays in the order given.
    """
    if not lines:
        return []
    height = median(word.box[3] - word.box[1] for line in lines for word in line.words)
    parts = [part for number, line in enumerate(lines) for part in _parts(number, line, height)]
    member = {
        id(part): zone for zone in _zones(sorted(parts, key=lambda part: part.top), height) for part in zone.parts
    }
    made: list[Line] = []
    written: set[int] = set()
    for part in parts:
        zone = member.get(id(part))
        if zone is None:
            _write(made, part)
        elif id(zone) not in written:
            written.add(id(zone))
            made += [replace(one.line, paragraph=_paragraph(one, zone)) for one in zone.in_order()]
    return made


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a line without wide gaps, and the number of its line."""

    number: int
    line: Line

    @property
    def left(self) -> int:
        return self.line.words[0].box[0]

    @property
    def right(self) -> int:
        return max(word.box[2] for word in self.line.words)

    @property
    def top(self) -> int:
        return min(word.box[1] for word in self.line.words)

    @property
    def bottom(self) -> int:
        return max(word.box[3] for word in self.line.words)

    def beside(self, other: _Part, apart: float) -> bool:
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        low = min(self.bottom - self.top, other.bottom - other.top)
        return shared * 2 >= low and (self.right + apart <= other.left or other.right + apart <= self.left)


@dataclass(slots=True)
class _Zone:
    """Parts in two columns: the gutter between them reaches from ``low`` to ``high``."""

    low: int
    high: int
    parts: list[_Part]
    pairs: int = 1

    def is_left(self, part: _Part) -> bool:
        return part.right <= self.high and part.left < self.low

    def in_order(self) -> list[_Part]:
        middle = (self.low + self.high) / 2
        return sorted(self.parts, key=lambda part: (part.left > middle, part.top))


def _parts(number: int, line: Line, height: float) -> list[_Part]:
    """Cut a line where its words stand far apart."""
    ends = [n + 1 for n, (one, other) in enumerate(pairwise(line.words)) if other.box[0] - one.box[2] >= _GAP * height]
    return [_Part(number, replace(line, words=line.words[i:j])) for i, j in pairwise([0, *ends, len(line.words)])]


def _zones(parts: Sequence[_Part], height: float) -> list[_Zone]:
    """Find the zones of two columns among parts in order from the top."""
    found: list[_Zone] = []
    zone: _Zone | None = None
    for n, part in enumerate(parts):
        if zone is not None and _joins(zone, part, height):
            continue
        zone = None
        other = next((one for one in parts[n + 1 : n + 4] if part.beside(one, _GAP * height)), None)
        if other is not None:
            left, right = (part, other) if part.left < other.left else (other, part)
            zone = _Zone(left.right, right.left, [part])
            zone.pairs = 0
            found.append(zone)
    return [one for one in found if one.pairs > 1]


def _joins(zone: _Zone, part: _Part, height: float) -> bool:
    """Take a part into a zone if it leaves a gutter and follows closely."""
    last = max(one.bottom for one in zone.parts)
    low, high = zone.low, zone.high
    if part.right <= high - height:
        low = max(low, part.right)
    elif part.left >= low + height:
        high = min(high, part.left)
    else:
        return False
    if high - low < height or part.top - last > 5 * height:
        return False
    zone.pairs += any(part.beside(one, height) for one in zone.parts[-3:])
    zone.low, zone.high = low, high
    zone.parts.append(part)
    return True


def _paragraph(part: _Part, zone: _Zone) -> int:
    """A number of its own for each column of a paragraph that the zone has cut."""
    return -2 * part.line.paragraph - 1 - (part.left > (zone.low + zone.high) / 2)


def _write(made: list[Line], part: _Part) -> None:
    """Add a part; parts of one line that stand in no zone are that line again."""
    line = part.line
    before = made[-1].words[-1].box if made else (0, 0, 0, 0)
    same = bool(made) and made[-1].paragraph == line.paragraph and before[2] <= part.left
    same = same and not (_is_head(made[-1]) and _is_head(line))
    if same and min(before[3], part.bottom) - max(before[1], part.top) > 0:
        made[-1] = replace(made[-1], words=(*made[-1].words, *line.words))
    else:
        made.append(line)


def _is_head(line: Line) -> bool:
    """Tell whether words are all in capitals, as the names of the two bodies at a document's head are."""
    return len(line.words) > 1 and " ".join(word.text for word in line.words).isupper()


def joined(lines: Sequence[tuple[Word, ...]], box: tuple[int, int, int, int]) -> list[tuple[Word, ...]]:
    """Put the wrapped lines of a cell together again: a line that had room for the next word was ended on purpose."""
    made: list[tuple[Word, ...]] = []
    room = (box[2] - box[0]) * (1 - 2 * _PADDING)
    for line in lines:
        if made and _goes_on(made[-1], line, room):
            made[-1] = (*made[-1], *line)
        else:
            made.append(line)
    return made


def _goes_on(before: tuple[Word, ...], line: tuple[Word, ...], room: float) -> bool:
    first = line[0]
    if _OPENER.fullmatch(first.text) or _ENDED.search(before[-1].text):
        return False
    if first.text[:1].islower():
        return True
    last = [word for word in before if word.box[3] > before[-1].box[1]]
    width = last[-1].box[2] - min(word.box[0] for word in last)
    return width + (first.box[2] - first.box[0]) * 1.1 > room
