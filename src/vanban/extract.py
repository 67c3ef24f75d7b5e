"""The stages in order: layout, mentions, clauses, directives, figures, resolution; then every span back to the source."""

from __future__ import annotations

from typing import Any

from vanban.model import Annotation, Context, SourceText
from vanban.notes import Notes
from vanban.resolve import body_names, people
from vanban.rules import STAGES, letterhead, organisation, person
from vanban.rules.tables import grids
from vanban.segment import path_at
from vanban.sheet import Sheet

# Formats whose reader knows its own paragraphs.
_LAID_OUT = frozenset(("docx", "html", "doc", "odt", "rtf", "xlsx", "xls", "ods", "csv"))


def extract(source: SourceText | str, context: Context | None = None) -> list[Annotation]:
    """Return the finds of a text, ordered by place; the same input always gives the same finds.

    Spans are ``str`` indices into the text given. Matching runs on a composed view, so NFD and NFC text give the same.
    """
    if isinstance(source, str):
        source = SourceText(source, "txt", "given")
    sheet = sheet_of(source)
    notes = read(sheet, context or Context())
    unique: dict[tuple[str, int, int], Annotation] = {}
    for find in notes.finds:
        placed = _placed(find, sheet)
        key = (placed.type, placed.start, placed.end)
        if key not in unique or unique[key].confidence < placed.confidence:
            unique[key] = placed
    return sorted(unique.values(), key=lambda a: (a.start, a.end, a.type))


def sheet_of(source: SourceText) -> Sheet:
    """Return the sheet of a text as read; formats that know their own paragraphs keep them."""
    return Sheet(source.text, source.blocks, wrapped=False if source.format in _LAID_OUT else None)


def read(sheet: Sheet, context: Context) -> Notes:
    """Run every stage over a sheet and return what was found, in sheet offsets."""
    notes = Notes(context, len(sheet.text), frame=letterhead.read(sheet, context))
    notes.tables = [(grid.start, grid.end) for grid in grids(sheet)]
    register = (name for known, aliases in context.known_bodies.items() for name in (known, *aliases))
    mentions = organisation.collect(sheet, register)
    notes.set_mentions([*mentions, *person.collect(sheet, mentions, notes.frame)])
    notes.names = body_names(sheet, notes.mentions, notes.frame, context)
    notes.people = people(sheet, notes.mentions)
    for rule in STAGES:
        notes.add(list(rule.find(sheet, notes)))
    return notes


def to_json(annotation: Annotation, text: str) -> dict[str, Any]:
    """Return a find in the gold schema: type, offsets, its words, every field (unknown is null, never absent)."""
    from vanban.fields import complete

    head = {"type": annotation.type, "start": annotation.start, "end": annotation.end}
    body = complete(annotation.type, annotation.fields)
    tail = {"rule": annotation.rule, "confidence": annotation.confidence}
    return {**head, "text": text[annotation.start : annotation.end], **body, **tail}


def _placed(find: Annotation, sheet: Sheet) -> Annotation:
    """Return a find with all its offsets, those in its fields too, in the source."""
    start, end = sheet.to_source(find.start, find.end)
    fields = dict(find.fields)
    if find.type == "directive":
        fields.setdefault("item", None if fields.get("closing") else path_at(sheet.outline, find.start))
    for name in find.fields:
        if not name.endswith("_start"):
            continue
        base = name.removesuffix("_start")
        if isinstance(fields[name], int) and isinstance(fields.get(base + "_end"), int):
            fields[name], fields[base + "_end"] = sheet.to_source(fields[name], fields[base + "_end"])
    return Annotation(find.type, start, end, find.rule, find.confidence, fields)
