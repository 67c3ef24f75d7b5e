"""Whether a text is read as an official one: by its letterhead, or because its numbered items open with bodies.

Not a rule by itself: the rules for items and for reported speech share out the texts between them.
"""

from __future__ import annotations

from vanban.notes import Notes
from vanban.rules.grammar import subject_at
from vanban.sheet import Sheet


def is_official(sheet: Sheet, notes: Notes) -> bool:
    """Tell an official text, or a part of one: a letterhead, or numbered items that open with a body."""
    if notes.frame.official:
        return True
    items = [p for p in sheet.paragraphs if p.marker and p.marker.style != "bullet"]
    named = any(subject_at(sheet, notes, p.marker.body, p.end)[0] for p in items[:30] if p.marker)
    return named and sheet.paragraphs[0].marker is not None
