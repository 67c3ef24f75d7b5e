"""The sheet rules read from: one paragraph a line, single spaces, tone marks in one place; every span leads back.

Three parallel strings of equal length: ``said`` (as written, composed), ``text`` (tone marks placed one way: uỷ = ủy,
hoá = hóa; words bent by a scan put right) and ``low`` (``text`` in lower case). Wrapped lines are joined, Markdown
emphasis is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from vanban.anchored import Anchors, Parted, Sought, Spots, opened
from vanban.clean import NfcView
from vanban.mended import mended
from vanban.model import Block
from vanban.segment import Item, Line, Paragraph, paragraphs
from vanban.segment.lines import grouped
from vanban.segment.outline import outline_of
from vanban.segment.sentences import sentences_of
from vanban.symbols import SYMBOL

_DIGITS = re.compile(r"\d+")
_RUN = re.compile(r"(?:[^\s*_]|[*_](?![*_])(?<![*_][*_]))+")
# A line with none of these is kept as it is (the view has no other blanks).
_UNEVEN = ("  ", "\t", "\x1c", "\x1d", "\x1e", "\x1f", "**", "__", "*_", "_*")
_OLD_TONE = re.compile(r"[uU](?<![qQ][uU])[ỳýỷỹỵỲÝỶỸỴ](?!\w)|[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ](?!\w)")
_MOVED = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "òóỏõọòóỏõọùúủũụ", strict=True))
_PLAIN = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy", strict=True))


def one_tone(text: str) -> str:
    """Return NFC text of the same length with the tone mark of open oa, oe, uy on the first vowel ("uỷ" -> "ủy")."""
    return _OLD_TONE.sub(lambda m: _move(m[0]), text)


def _move(pair: str) -> str:
    small = pair[1].lower()
    first, second = _MOVED[small], _PLAIN[small]
    return (first.upper() if pair[0].isupper() else first) + (second.upper() if pair[1].isupper() else second)


class Sheet:
    """A text prepared for reading. ``blocks`` are the layout the reader of the file saw, in source offsets."""

    def __init__(self, source: str, blocks: Iterable[Block] = (), wrapped: bool | None = None) -> None:
        self.source = source
        self.blocks = tuple(blocks)
        self.view = NfcView(source)
        self._sheet_at: list[int] = []
        self._view_at: list[int] = []
        self._write(self._lay_out(grouped(self.view.text, wrapped)))

    def _write(self, said: str) -> None:
        """Keep the words as written, as they are to be read, and in small letters."""
        self.said = said
        self.text = one_tone(mended(said))
        lowered = self.text.lower()
        # A few capitals grow when lowered (İ): keep the strings parallel.
        if len(lowered) != len(self.text):
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        self.low = lowered

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs in order, each on a line of its own."""
        return paragraphs(self.text, wrapped=False)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """All sentences in order."""
        return sentences_of(self.text, self.paragraphs)

    @cached_property
    def numbers(self) -> list[int]:
        """Where digits begin, each run of them once."""
        return [m.start() for m in _DIGITS.finditer(self.low)]

    @cached_property
    def symbols(self) -> list[tuple[int, int]]:
        """Where something stands that is written like a document's symbol."""
        return [m.span() for m in opened(SYMBOL, self.text, self.numbers)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def search(self, sought: Sought, start: int, end: int) -> re.Match[str] | None:
        """Return the first match of a sought pattern in a span, in small letters."""
        places = self._anchors[sought.number]
        index = bisect_left(places, start)
        return sought.search(self.low, start, end) if index < len(places) and places[index] < end else None

    def places(self, spots: Spots) -> list[int]:
        """Return in order where some words stand, inside other words too."""
        return self._anchors[spots.number]

    def finditer(self, sought: Sought, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches of a sought pattern in a span, in small letters."""
        return sought.pattern.finditer(self.low, start, end) if self._hold(sought, start, end) else iter(())

    def fullmatch(self, sought: Sought, start: int, end: int) -> re.Match[str] | None:
        """Return the match of a sought pattern with a whole span, in small letters."""
        return sought.pattern.fullmatch(self.low, start, end) if self._hold(sought, start, end) else None

    def opens(self, parted: Parted, start: int, end: int) -> re.Match[str] | None:
        """Return the match at the beginning of a span of the first alternative that has one, in small letters."""
        for part in parted.parts:
            if isinstance(part, Sought):
                if not self._hold(part, start, end):
                    continue
                part = part.pattern
            if m := part.match(self.low, start, end):
                return m
        return None

    def _hold(self, spots: Spots, start: int, end: int) -> bool:
        """Tell whether one of some words stands in a span."""
        places = self._anchors[spots.number]
        index = bisect_left(places, start)
        return index < len(places) and places[index] < end

    @cached_property
    def _anchors(self) -> Anchors:
        return Anchors(self.low)

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return the sentence that holds a place (the last one that begins at or before it)."""
        index = bisect_right(self._sentence_starts, place) - 1
        return self.sentences[index] if index >= 0 else (0, len(self.text))

    @cached_property
    def outline(self) -> list[Item]:
        """All numbered and dashed items in order."""
        return outline_of(self.paragraphs)

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    def paragraph_at(self, place: int) -> int:
        """Return the index of the paragraph that holds a place (the last one that begins before it)."""
        return max(0, bisect_right(self._starts, place) - 1)

    def parted(self, places: Iterable[int]) -> Sheet:
        """Return a sheet of the same words whose lines end at some of its blanks; it has no way back to the source."""
        other = Sheet.__new__(Sheet)
        letters = list(self.said)
        for place in places:
            letters[place] = "\n"
        other._write("".join(letters))
        return other

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of a sheet span that is not empty."""
        last = end - 1
        run = bisect_right(self._sheet_at, start) - 1
        first = self._view_at[run] + start - self._sheet_at[run]
        if run + 1 < len(self._sheet_at) and self._sheet_at[run + 1] <= last:
            run = bisect_right(self._sheet_at, last) - 1
        return self.view.to_source(first, self._view_at[run] + last - self._sheet_at[run] + 1)

    def from_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest sheet span over what is visible of a source span (empty if nothing is)."""
        first, last = self.view.to_view(start, end)
        begin = self._from_view(first)
        finish = self._from_view(last)
        while finish > begin and self.said[finish - 1].isspace():
            finish -= 1
        return begin, max(begin, finish)

    def _lay_out(self, groups: list[list[Line]]) -> str:
        """Write the paragraphs one a line and note where each run of characters came from."""
        view, pieces, length = self.view.text, [], 0
        uneven = [sign for sign in _UNEVEN if sign in view]
        for group in groups:
            begun = False
            for line in group:
                for start, end in self._runs(view, line.start, line.end, uneven):
                    if begun and not self._glued(view, start):
                        pieces.append(" ")
                        length += 1
                    self._sheet_at.append(length)
                    self._view_at.append(start)
                    pieces.append(view[start:end])
                    length += end - start
                    begun = True
            if begun:
                pieces.append("\n")
                length += 1
        return "".join(pieces)

    @staticmethod
    def _runs(view: str, start: int, end: int, uneven: list[str]) -> Iterable[tuple[int, int]]:
        """Return the stretches of a line to keep: the whole line where its spaces are single and nothing is dropped."""
        for sign in uneven:
            if view.find(sign, start, end) >= 0:
                return (run.span() for run in _RUN.finditer(view, start, end))
        return ((start, end),) if start < end else ()

    @staticmethod
    def _glued(view: str, place: int) -> bool:
        """Tell whether only dropped emphasis stands before ``place``, no white space."""
        while place and view[place - 1] in "*_":
            place -= 1
        return place > 0 and not view[place - 1].isspace()

    def _from_view(self, place: int) -> int:
        run = bisect_right(self._view_at, place) - 1
        if run < 0:
            return 0
        begin, sheet = self._view_at[run], self._sheet_at[run]
        following = self._sheet_at[run + 1] if run + 1 < len(self._sheet_at) else len(self.said)
        return min(sheet + place - begin, following)


def covering(starts: list[int], place: int) -> int:
    """Return the index of the last start at or before ``place``, -1 when there is none."""
    return bisect_right(starts, place) - 1


def following(starts: list[int], place: int) -> int:
    """Return the index of the first start at or after ``place``."""
    return bisect_left(starts, place)
