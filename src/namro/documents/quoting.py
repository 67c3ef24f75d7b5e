"""A place in a text with its words and 32 characters on each side: how everything points at words (DESIGN 4.1)."""

from __future__ import annotations

from typing import TypedDict

AROUND = 32


class Place(TypedDict):
    """The columns of ``Quoted``."""

    start: int
    end: int
    quotation: str
    before: str
    after: str


def quote(text: str, start: int, end: int) -> Place:
    """The place as columns. Raises ValueError when the span does not lie inside the text or is empty."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}:{end} lies outside a text of {len(text)} characters")
    return {
        "start": start,
        "end": end,
        "quotation": text[start:end],
        "before": text[max(0, start - AROUND) : start],
        "after": text[end : end + AROUND],
    }
