"""A text in lines with its items lit: every piece knows its offset, so that words selected on the page have a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from namro.tasks.queries.reviewing import Item

WHO, WHEN = "who", "when"


@dataclass(frozen=True)
class Piece:
    """Words of one line that share an item and a cue. ``first`` begins the item: it carries its number."""

    text: str
    item: Item | None
    first: bool
    cue: str


@dataclass(frozen=True)
class Line:
    """One line of the text with the offset of its first character."""

    at: int
    pieces: list[Piece]


@dataclass(frozen=True)
class Span:
    """A lit place."""

    start: int
    end: int
    item: Item | None = None
    cue: str = ""


def lit(text: str, items: Sequence[Item], current: Item | None) -> list[Line]:
    """The lines that hold words. Where items lie in one another the shorter one is shown."""
    spans = [Span(item.start, item.end, item) for item in sorted(items, key=lambda one: one.start - one.end)]
    cues = list(_cues(text, current)) if current else []
    found, at = [], 0
    for row in text.split("\n"):
        words = row.rstrip("\r")
        if words.strip():
            found.append(Line(at, _pieces(words, at, spans, cues)))
        at += len(row) + 1
    return found


def _pieces(words: str, at: int, spans: Sequence[Span], cues: Sequence[Span]) -> list[Piece]:
    end = at + len(words)
    here = [span for span in spans if span.start < end and span.end > at]
    cued = [span for span in cues if span.start < end and span.end > at]
    cuts = sorted({at, end, *(min(max(edge, at), end) for span in (*here, *cued) for edge in (span.start, span.end))})
    found = []
    for start, stop in pairwise(cuts):
        span = next((one for one in reversed(here) if one.start <= start < one.end), None)
        cue = next((one.cue for one in cued if one.start <= start < one.end), "")
        first = span is not None and span.start == start
        found.append(Piece(words[start - at : stop - at], span.item if span else None, first, cue))
    return found


def _cues(text: str, item: Item) -> Iterable[Span]:
    """Where the item's words name bodies and time."""
    quotation, fields = text[item.start : item.end].casefold(), item.fields
    same_length = len(quotation) == item.end - item.start
    names = [name for key in ("assignees", "coordinators", "supervisors") for name in _said(fields, key)]
    for words, cue in [*((name, WHO) for name in names), (str(fields.get("deadline_raw") or ""), WHEN)]:
        place = quotation.find(words.casefold()) if words and same_length else -1
        if place >= 0:
            yield Span(item.start + place, item.start + place + len(words), cue=cue)


def _said(fields: dict[str, object], key: str) -> list[str]:
    named = fields.get(f"{key}_raw") or fields.get(key) or []
    return [str(one) for one in named] if isinstance(named, list) else []
