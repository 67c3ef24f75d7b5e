"""Every write of reading: the machine's finds of a text, replaced whole, and the person's decisions about its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass, replace
from datetime import date
from time import monotonic
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from namro.core import clock
from namro.core import queries as core
from namro.core.errors import Refusal
from namro.core.recording import record
from namro.core.text import clean_line, plain
from namro.documents import actions as documents
from namro.documents import letterhead
from namro.documents.intake import WAITING
from namro.documents.models import Document, DocumentFile, SourceText
from namro.documents.quoting import quote
from namro.documents.reference import kind_names
from namro.documents.registering import by_bytes as known_file
from namro.orgs.models import Unit, User
from namro.orgs.scope import Scope
from namro.reading import finding, queries, regrouping, scans, wording
from namro.reading.models import Finding, ItemKind, Verdict
from vanban.fields import complete
from vanban.model import Annotation, Context
from vanban.model import SourceText as Read

__all__ = ["keep_verdict", "look_through", "read_and_find", "read_scan", "take_in", "take_in_text"]


def take_in(
    *,
    data: bytes,
    name: str,
    by: User | None,
    held_by: Unit | None = None,
    if_taken: str = "join",
    details: documents.Details | None = None,
    restricted: bool = False,
    judged: documents.Judged | None = None,
    read_scans: bool = False,
) -> documents.Registered:
    """A file from judging to marked text: read, register, find, all done when it returns (the page and `namro ingest`).

    Without ``details`` the document is called what its first lines say; ``judged`` is the file where it was judged before.
    Scanned pages are left to the worker unless ``read_scans`` says that somebody waits for them.
    Raises Refusal ``documents.file.<code>``.
    """
    started = monotonic()
    judged = judged or documents.judge(data, name, title=details.title if details else "", read_scans=read_scans)
    text = judged.source.text if judged.source else ""
    given = details or documents.details_from(letterhead.read(text, kind_names(), judged.name))
    return _registered(given, by, held_by, if_taken, restricted, judged=judged, spent=monotonic() - started)


def take_in_text(
    *, text: str, by: User | None, held_by: Unit | None, details: documents.Details, if_taken: str = "refuse"
) -> documents.Registered:
    """A pasted text from registering to finding."""
    text = plain(text, field="text")
    return _registered(details, by, held_by, if_taken, details.restricted, text=text)


def _registered(
    given: documents.Details,
    by: User | None,
    held_by: Unit | None,
    if_taken: Any,
    restricted: bool,
    *,
    judged: documents.Judged | None = None,
    text: str = "",
    spent: float = 0.0,
) -> documents.Registered:
    """Find first, then write all of it in one short transaction. What takes too long is left to the worker."""
    given = replace(given, restricted=given.restricted or restricted)
    read = judged.source if judged else Read(text, "txt", "typed/1") if text else None
    seconds = max(0.0, finding.SECONDS - spent)
    sought = read if not (judged and known_file(judged)) else None
    found = _find(sought, given.issued_on, seconds) if sought else None
    with transaction.atomic():
        done = documents.register(by=by, held_by=held_by, details=given, file=judged, text=text, if_taken=if_taken)
        if done.source and sought and done.outcome != documents.Outcome.SAME_FILE:
            if found is None:
                _leave_to_the_worker(done.source)
            else:
                _write(done.source, found, by)
        if judged:
            _scanned(done, judged, by)
    return done


def _scanned(done: documents.Registered, judged: documents.Judged, by: User | None) -> None:
    """Leave scanned pages to the worker; a file that waited unread gets the words it was brought with now."""
    file = done.file
    if file is None or file.unread_code not in (WAITING, "no_text_layer"):
        return
    if done.outcome != documents.Outcome.SAME_FILE:
        if file.unread_code == WAITING:
            scans.read_later(file)
    elif judged.source and not judged.unread_code:
        details = documents.details_from(letterhead.read(judged.source.text, kind_names(), judged.name))
        source = documents.add_reading(file=file, read=judged.source, details=details, by=by)
        read_and_find(source=source, by=by)


def look_through(*, done: documents.Registered, by: User | None) -> None:
    """Find what a file added to a record holds, or leave its scanned pages to the worker."""
    if done.outcome == documents.Outcome.SAME_FILE:
        return
    if done.source:
        read_and_find(source=done.source, by=by)
    if done.file and done.file.unread_code == WAITING:
        scans.read_later(done.file)


def read_scan(*, file: DocumentFile, by: User | None, progress: scans.Progress | None = None) -> bool:
    """Read the scanned pages of a waiting file and find what they hold; False where nothing came of it."""
    return scans.read_scan(file=file, by=by, progress=progress, then=lambda source: read_and_find(source=source, by=by))


def _find(read: Read, issued_on: date | None, seconds: float | None) -> list[Annotation] | None:
    """The library's finds with what this installation knows; None where they took too long."""
    context = Context(issued_on, queries.known_bodies(issued_on), core.installation().place or None)
    try:
        return finding.find(read, context, seconds)
    except finding.TooLong:
        return None


def read_and_find(*, source: SourceText, by: User | None, seconds: float | None = None) -> bool:
    """Run the library over the text and replace its finds and citations whole; False when it took too long.

    Without ``seconds`` somebody waits for it: what takes too long is then left to the worker.
    What persons decided stays (their verdicts and resolved citations belong to them).
    """
    found = _find(queries.as_read(source), source.document.issued_on, seconds)
    if found is None:
        if seconds is None:
            _leave_to_the_worker(source)
        return False
    _write(source, found, by)
    return True


def _leave_to_the_worker(source: SourceText) -> None:
    app.configure_task(finding.FIND_LATER).defer(source_id=source.pk)


def _write(source: SourceText, found: list[Annotation], by: User | None) -> None:
    document = source.document
    with record("reading.text.searched", by=by, subject=document, unit_id=document.held_by_id) as event:
        # An officer who splits or decides just now holds the document: take turns.
        Document.objects.select_for_update(no_key=True).get(pk=source.document_id)
        marked = list(Finding.objects.filter(source=source, marked_by__isnull=False))
        Finding.objects.filter(source=source, marked_by=None).delete()
        rows = [_row(source, one) for one in found if one.start < one.end]
        Finding.objects.bulk_create(regrouping.beside_marked(rows, marked))
        event.data = {"found": len(found), "source": source.pk}
        documents.cite(source=source, references=found, by=by)


def _row(source: SourceText, one: Annotation) -> Finding:
    return Finding(
        source=source,
        type=one.type,
        fields=_plain(complete(one.type, one.fields)),
        rule=one.rule,
        confidence=one.confidence,
        **quote(source.text, one.start, one.end),
    )


def _plain(value: Any) -> Any:
    """A find's fields as JSON keeps them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def keep_verdict(
    *,
    source: SourceText,
    type: str,
    start: int,
    end: int,
    decision: Verdict.Decision,
    by: Scope,
    today: date | None = None,
    kind: ItemKind | str = "",
    fields: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Verdict:
    """Write what a person decided about words: the one way to a verdict, part of an act that judged and recorded it.

    Raises Refusal ``reading.outside`` for a place that is not in the text.
    """
    if not 0 <= start < end <= len(source.text):
        raise Refusal("reading.outside", str(wording.OUTSIDE))
    assert by.user is not None, "nobody decides nothing: the act has asked who may"
    return Verdict.objects.create(
        source=source,
        type=type,
        **quote(source.text, start, end),
        decision=decision,
        kind=kind,
        fields=_plain(fields or {}),
        reason=clean_line(reason),
        decided_at=clock.moment(today),
        decided_by=by.user,
    )


def add_typed_text(*, document: Any, text: str, by: User, file: DocumentFile | None = None) -> SourceText:
    """The words of a scan as a person typed them, looked through at once."""
    source = documents.type_text(document=document, text=text, by=by, file=file)
    read_and_find(source=source, by=by)
    return source
