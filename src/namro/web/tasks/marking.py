"""Words that were searched for, lit in a text whatever their marks and case; a long text is cut to where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from vanban.fold import fold

_BEFORE = 60  # characters kept before the first word found in a long text
_one = lru_cache(maxsize=4096)(fold)


def lit(text: str, words: str, most: int = 220) -> SafeString:
    """The text as HTML, every searched word in <mark>, at most about ``most`` characters of it."""
    if not words and len(text) <= most:
        return conditional_escape(text)
    spans = found(text, fold(words).split()[:12])
    start = max(0, spans[0][0] - _BEFORE) if len(text) > most and spans and spans[0][1] > most else 0
    end = min(len(text), start + most)
    inside = [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]
    pieces = [("…" if start else "", ""), *_pieces(text, inside, start, end), ("…" if end < len(text) else "", "")]
    return format_html_join(
        "", "{}{}", ((plain, format_html("<mark>{}</mark>", marked) if marked else "") for plain, marked in pieces)
    )


def _pieces(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[str, str]]:
    at = start
    for first, last in spans:
        yield text[at:first], text[first:last]
        at = last
    yield text[at:end], ""


def found(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the folded words stand in the text, in order, without overlaps."""
    if not words:
        return []
    letters = [_one(letter) or (" " if letter.isspace() else "") for letter in text]
    places = [place for place, folded in enumerate(letters) for _letter in folded]
    whole = "".join(letters)
    hits = sorted(hit for word in words for hit in _hits(whole, word))
    spans: list[tuple[int, int]] = []
    for first, last in hits:
        begin, after = places[first], places[last - 1] + 1
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(after, spans[-1][1]))
        else:
            spans.append((begin, after))
    return spans


def _hits(whole: str, word: str) -> Iterator[tuple[int, int]]:
    at = whole.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = whole.find(word, at + len(word))
