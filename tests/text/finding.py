"""Short ways to run the rules over a few words and say what they found."""

from __future__ import annotations

from datetime import date
from typing import Any

from vanban.extract import extract
from vanban.model import Annotation, Context

ISSUED = date(2026, 3, 12)


def finds(text: str, kind: str, issued_on: date | None = ISSUED) -> list[Annotation]:
    """Return the finds of one type."""
    return [find for find in extract(text, Context(issued_on=issued_on)) if find.type == kind]


def words(text: str, kind: str, issued_on: date | None = ISSUED) -> list[str]:
    """Return the words of the finds of one type."""
    return [text[find.start : find.end] for find in finds(text, kind, issued_on)]


def field(text: str, kind: str, name: str, issued_on: date | None = ISSUED) -> list[Any]:
    """Return one field of the finds of one type."""
    return [find.fields.get(name) for find in finds(text, kind, issued_on)]


def orders(text: str, issued_on: date | None = ISSUED) -> list[tuple[str, list[str], str | None]]:
    """Return each directive as (words on one line, assignees, deadline)."""
    return [
        (" ".join(text[f.start : f.end].split()), list(f.fields["assignees"]), f.fields.get("deadline"))
        for f in finds(text, "directive", issued_on)
    ]
