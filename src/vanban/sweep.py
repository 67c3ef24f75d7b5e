"""One sweep over the text for all words at which a body, an office or a collective may begin (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from vanban.lexicon import words
from vanban.sheet import one_tone


@cache
def _automaton() -> AhoCorasick:
    from vanban.rules.bodies import triggers

    roles = tuple(one_tone(word) for word in words("roles"))
    return AhoCorasick(sorted({*triggers(), *roles, *words("collectives")}), matchkind=MatchKind.LeftmostLongest)


def starts(low: str) -> Iterator[int]:
    """Yield the places, in order, where a word of the lexicon stands as a whole word."""
    for _, start, end in _automaton().find_matches_as_indexes(low):
        if (start and low[start - 1].isalnum()) or (end < len(low) and low[end].isalnum() and low[end - 1] != ","):
            continue
        yield start
