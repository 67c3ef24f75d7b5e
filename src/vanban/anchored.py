"""Patterns tried only where one of their words stands: finding a word is fifty times faster than trying a pattern.

What comes out is what the pattern gives everywhere. The functions are told the words; a :class:`Sought` pattern reads them
off itself, and all the words of all such patterns are looked for at once (Aho-Corasick).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from threading import Lock
from typing import Any, ClassVar, overload

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from vanban.required import openings_of, words_of


def places(text: str, words: Iterable[str], start: int = 0, end: int | None = None) -> list[int]:
    """Return, in order, where any of the words stands, inside other words too."""
    stop = len(text) if end is None else end
    found: list[int] = []
    for word in words:
        place = text.find(word, start, stop)
        while place >= 0:
            found.append(place)
            place = text.find(word, place + 1, stop)
    found.sort()
    return found


def before(found: Iterable[int], sizes: Iterable[int]) -> list[int]:
    """Return, in order, the places so many characters before those found, for what stands in front of a word."""
    return sorted({max(0, place - size) for place in found for size in sizes})


@overload
def opened(pattern: re.Pattern[str], text: str, begun: Iterable[int], end: int = ...) -> Iterator[re.Match[str]]: ...
@overload
def opened(
    pattern: regex.Pattern[str], text: str, begun: Iterable[int], end: int = ...
) -> Iterator[regex.Match[str]]: ...
def opened(pattern: Any, text: str, begun: Iterable[int], end: int = sys.maxsize) -> Iterator[Any]:
    """Yield the matches of a pattern that can begin at some places only, given in order."""
    done = 0
    for place in begun:
        if place >= done and (m := pattern.match(text, place, end)):
            yield m
            done = m.end()


def in_lines(pattern: re.Pattern[str], text: str, found: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that never goes beyond its line, in the lines that hold some places, given in order."""
    done = 0
    for place in found:
        if place < done:
            continue
        end = text.find("\n", place)
        done = len(text) if end < 0 else end
        yield from pattern.finditer(text, text.rfind("\n", 0, place) + 1, done)


class Opening(dict[str, bool]):
    """Tells of two letters whether a match of some patterns may begin with them."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self._known = openings_of(*patterns)

    def __missing__(self, letters: str) -> bool:
        known = self._known
        may = known is None or letters in known or letters[:1] in known or ("0" in known and letters[:1].isdecimal())
        self[letters] = may
        return may


_ONE_BY_ONE = Lock()


class Spots:
    """Words in small letters whose places in a text are asked for."""

    known: ClassVar[list[Spots]] = []

    def __init__(self, *words: str) -> None:
        self._words = frozenset(words)
        with _ONE_BY_ONE:
            self.number = len(self.known)
            self.known.append(self)

    @classmethod
    def of(cls, pattern: regex.Pattern[str]) -> Spots:
        """Return the words of a pattern for text as written; its classes of letters may be anything."""
        plain = re.compile(re.sub(r"\\p\{\w+\}", r"\\w", pattern.pattern))
        return cls(*(word.lower() for word in words_of(plain)))

    def words(self) -> frozenset[str]:
        """Return the words."""
        return self._words


class Sought(Spots):
    """A pattern for text in small letters that is tried only where a word stands that each of its matches holds."""

    def __init__(self, pattern: str) -> None:
        self._source = pattern
        super().__init__()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, made when first asked for: there are many, and not all are met in a text."""
        return re.compile(self._source)

    @cached_property
    def search(self) -> Callable[[str, int, int], re.Match[str] | None]:
        """The search with the pattern alone."""
        return self.pattern.search

    def words(self) -> frozenset[str]:
        """Return the words, as the pattern tells them."""
        return words_of(self.pattern)


class Parted:
    """A pattern to be matched at a place, in its alternatives: those that begin with anything need their words to stand."""

    def __init__(self, *alternatives: str) -> None:
        self._parts = [Sought(one) if one.startswith(("[^", "(?:[")) else one for one in alternatives]

    @cached_property
    def parts(self) -> list[Sought | re.Pattern[str]]:
        """The alternatives in order."""
        return [one if isinstance(one, Sought) else re.compile(one) for one in self._parts]


class Anchors(dict[int, list[int]]):
    """Where the words of all that is sought stand in a text, in order, inside other words too."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __missing__(self, number: int) -> list[int]:
        self.update(enumerate(_everywhere(self._text)))  # again where some patterns were made since
        return self[number]


def _everywhere(text: str) -> list[list[int]]:
    """Return for each sought pattern, in order, where its words stand; where it has none, everywhere."""
    count = len(Spots.known)
    automaton, owners, bare = _automaton(count)
    found: list[list[int]] = [[] for _ in range(count)]
    for which, start, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        for number in owners[which]:
            found[number].append(start)
    for places in found:
        places.sort()
    for number in bare:
        found[number] = list(range(len(text) + 1))
    return found


@cache
def _automaton(count: int) -> tuple[AhoCorasick, list[list[int]], list[int]]:
    """Return what finds the words of the first so many patterns, whose each word is, and the patterns without words."""
    owners: dict[str, list[int]] = {}
    bare: list[int] = []
    for spots in Spots.known[:count]:
        words = spots.words()
        for word in words:
            owners.setdefault(word, []).append(spots.number)
        if not words:
            bare.append(spots.number)
    return AhoCorasick(list(owners), matchkind=MatchKind.Standard), list(owners.values()), bare
