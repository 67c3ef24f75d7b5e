"""A text in lines with its items lit: every piece knows its offset, so that words selected on the page have a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from namro.tasks.queries.reviewing import Item, ItemState
from namro.web.documents.original import Spot
from vanban.segment import is_hard_wrapped, paragraphs

WHO, WHEN = "who", "when"
SIGNS = {ItemState.ISSUED: "✓", ItemState.KEPT: "✓", ItemState.CLOSING: "✓", ItemState.REJECTED: "✕"}
_READ_OUT = 200  # signs of an item's words that are read out
_FIGURE = re.compile(r"^\d+ ")
_MARKER = re.compile(r"(?:\w|[IVX]+)[.)/]")
_FULL = 60  # signs of a line that was broken because it was full


@dataclass(frozen=True)
class Run:
    """Words of one line that share an item, in parts with a cue or without. ``first`` begins the item and shows its number."""

    item: Item | None
    first: bool
    parts: list[tuple[str, str]]


@dataclass(frozen=True)
class Line:
    """One line of the text with the offset of its first character. ``joined`` goes on with the sentence above it."""

    at: int
    runs: list[Run]
    joined: bool = False


@dataclass(frozen=True)
class Span:
    """A lit place."""

    start: int
    end: int
    item: Item | None = None
    cue: str = ""


def lit(text: str, items: Sequence[Item], current: Item | None, cells: Iterable[tuple[int, int]] = ()) -> list[Line]:
    """The lines that hold words. Where items lie in one another the shorter one is shown; no line goes on into a cell."""
    spans = [Span(item.start, item.end, item) for item in sorted(items, key=lambda one: one.start - one.end)]
    cues = list(_cues(text, current)) if current else []
    found, at, above = [], 0, "."
    inner = _inner_lines(text) if is_hard_wrapped(text) else None
    edges = {place for start, end in cells for place in (start, end + 1)}
    for row in text.split("\n"):
        words = row.rstrip("\r")
        if words.strip():
            begin = at + len(words) - len(words.lstrip())
            goes_on = above[-1] not in ".:;" and _goes_on(words, above) if inner is None else begin in inner
            joined = goes_on and begin not in edges
            found.append(Line(at, _runs(words, at, spans, cues), joined))
        above = words.rstrip() or "."
        at += len(row) + 1
    return found


def _inner_lines(text: str) -> set[int]:
    """Where the lines begin that go on with a paragraph, in a text whose lines a page's width broke."""
    return {line.start for one in paragraphs(text, True) for line in one.lines[1:]}


def spot(item: Item, kept: str, *, now: bool) -> Spot:
    """An item as it is lit on the pages of the original; ``kept`` is what every address of the desk says again."""
    named = _("New item")
    if item.number:
        named = _("Item %(number)s, %(state)s") % {"number": item.number, "state": item.state.label}
    words = " ".join(item.quotation.split())[:_READ_OUT]
    tag = f"{item.number or '+'}{SIGNS.get(item.state, '')}"
    return Spot(item.start, item.end, f"{named}: {words}", f"spot-{item.state}", f"?item={item.key}&{kept}", tag, now)


def _goes_on(words: str, above: str) -> bool:
    """Whether a line carries on the sentence of a line without an end: in small letters, or after one that was full."""
    if _FIGURE.sub("", words)[:1].islower() and not _MARKER.match(words):
        return True
    return len(above) >= _FULL and words[:1].isalpha() and not words.isupper() and not _MARKER.match(words)


def _runs(words: str, at: int, spans: Sequence[Span], cues: Sequence[Span]) -> list[Run]:
    end = at + len(words)
    here = [span for span in spans if span.start < end and span.end > at]
    cued = [span for span in cues if span.start < end and span.end > at]
    cuts = sorted({at, end, *(min(max(edge, at), end) for span in (*here, *cued) for edge in (span.start, span.end))})
    found: list[Run] = []
    for start, stop in pairwise(cuts):
        span = next((one for one in reversed(here) if one.start <= start < one.end), None)
        item, cue = span.item if span else None, next((one.cue for one in cued if one.start <= start < one.end), "")
        if not found or found[-1].item is not item:
            found.append(Run(item, span is not None and span.start == start, []))
        found[-1].parts.append((words[start - at : stop - at], cue))
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
