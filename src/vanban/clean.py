"""The view that rules match on: composed, without invisible characters, with one kind of space, mapped back to the source."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right

import regex

# Soft hyphen, zero-width characters, direction marks, byte order mark: nothing a reader sees.
_INVISIBLE = regex.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2212"
_EQUAL_LENGTH = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(_HYPHENS, "-") | {"\u00d0": "Đ"})
_SPECIAL = re.compile(f"[{_INVISIBLE.pattern[1:-2]}{_SPACES}{_HYPHENS}\u00d0\u00f0]")
_VIETNAMESE = regex.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9\u0303\u0309\u0323\u031b]")
# Letters that compose with the letter before them although they are no marks (Hangul and Indic vowels).
_JOINING = (
    "\u1161-\u1175\u11a8-\u11c2\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf"
    "\u102e\u1b35\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
)
_CLUSTER = regex.compile(rf"[\s\S][\P{{ccc=0}}{_JOINING}]+")


class NfcView:
    """``text`` is what rules match on; :meth:`to_source` maps its spans back to the string the view was made from.

    Composed (NFC); exotic spaces are plain spaces and hyphens plain hyphens, one for one; invisible characters are
    gone; U+00D0 is Đ (U+00F0 is đ in Vietnamese text only). Time and memory are linear in the length of the source.
    """

    __slots__ = ("_begin", "_finish", "source_length", "text")

    def __init__(self, source: str) -> None:
        self.source_length = len(source)
        self._begin: array[int] | None = None
        self._finish: array[int] | None = None
        if source.isascii() or (not _SPECIAL.search(source) and unicodedata.is_normalized("NFC", source)):
            self.text = source
            return
        kept, places = _visible(source)
        kept = kept.translate(_EQUAL_LENGTH)
        if "\u00f0" in kept and _VIETNAMESE.search(kept):
            kept = kept.replace("\u00f0", "đ")
        self.text, self._begin, self._finish = _compose(kept, places)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of the view span; a letter and its marks stay together.

        Raises IndexError when the span does not lie inside the view.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"span {start}:{end} lies outside a view of {len(self.text)} characters")
        if self._begin is None or self._finish is None:
            return start, end
        if start == end:
            place = self._begin[start] if start < len(self._begin) else self.source_length
            return place, place
        return self._begin[start], self._finish[end - 1]

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest view span that covers the visible characters of the source span (empty if none)."""
        if not 0 <= start <= end <= self.source_length:
            raise IndexError(f"span {start}:{end} lies outside a source of {self.source_length} characters")
        if self._begin is None or self._finish is None:
            return start, end
        first = bisect_right(self._finish, start)
        return first, max(first, bisect_left(self._begin, end))


def _visible(source: str) -> tuple[str, array[int]]:
    """Return the source without invisible characters and the source index of each character kept."""
    kept: list[str] = []
    places: array[int] = array("L")
    done = 0
    for gap in _INVISIBLE.finditer(source):
        kept.append(source[done : gap.start()])
        places.extend(range(done, gap.start()))
        done = gap.end()
    kept.append(source[done:])
    places.extend(range(done, len(source)))
    return "".join(kept), places


def _compose(kept: str, places: array[int]) -> tuple[str, array[int], array[int]]:
    """Return the NFC text of ``kept`` and, for each of its characters, where its source begins and ends."""
    composed: list[str] = []
    begin: array[int] = array("L")
    finish: array[int] = array("L")
    done = 0

    def same_until(stop: int) -> None:
        piece = kept[done:stop]
        composed.append(piece)
        begin.extend(places[done:stop])
        finish.extend(array("L", [place + 1 for place in places[done:stop]]))

    for start, end, changed in _changes(kept):
        same_until(start)
        composed.append(changed)
        begin.extend([places[start]] * len(changed))
        finish.extend([places[end - 1] + 1] * len(changed))
        done = end
    same_until(len(kept))
    return "".join(composed), begin, finish


def _changes(kept: str) -> list[tuple[int, int, str]]:
    """Return the spans of ``kept`` that composing changes, with what they become, in order."""
    if unicodedata.is_normalized("NFC", kept):
        return []
    singles = "".join(c for c in set(kept) if unicodedata.normalize("NFC", c) != c)
    pattern = _CLUSTER if not singles else regex.compile(f"{_CLUSTER.pattern}|[{regex.escape(singles)}]")
    found = ((m.start(), m.end(), unicodedata.normalize("NFC", m[0]), m[0]) for m in pattern.finditer(kept))
    return [(start, end, changed) for start, end, changed, before in found if changed != before]
