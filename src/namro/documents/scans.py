"""Writes about files with scanned pages: their words come later, or never, or show that the file must not be here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError

from namro.core.errors import Refusal
from namro.core.recording import forget_contents, record
from namro.documents import resolving
from namro.documents.changing import correct_identity
from namro.documents.details import Details, columns_of, search_words
from namro.documents.intake import WAITING
from namro.documents.models import Citation, Document, DocumentFile, SourceText, TextPlaces
from namro.documents.registering import Taken, read_row
from namro.orgs.models import User
from vanban.model import SourceText as Read


def wait_for_reading(*, file: DocumentFile, by: User | None) -> None:
    """Mark a file that was kept unread: now there is something that can read its scanned pages."""
    document = file.document
    with record("documents.scan.waiting", by=by, subject=document, unit_id=document.held_by_id):
        file.unread_code = WAITING
        file.save(update_fields=["unread_code"])


def add_reading(*, file: DocumentFile, read: Read, details: Details, by: User | None) -> SourceText:
    """The words of a file's scanned pages; the same reader's again: the text there is.

    A document that nobody has named yet is called what its first lines say.
    """
    if known := file.texts.filter(reader=read.reader).first():
        return known
    document = file.document
    with record("documents.scan.read", by=by, subject=document, unit_id=document.held_by_id, pages=read.pages):
        file.unread_code, file.pages = "", read.pages or file.pages
        file.save(update_fields=["unread_code", "pages"])
        if not document.symbol and document.kind_id is None and document.issuer_id is None:
            _name(document, details)
        return read_row(document, file, read)


def _name(document: Document, details: Details) -> None:
    """Call a document what it says; without a key where another record has that identity, until a person decides."""
    if not (details.symbol or details.kind or details.issuer):
        return
    try:
        with transaction.atomic():
            correct_identity(document=document, details=details, by=None)
    except Taken:
        columns, _key = columns_of(details)
        for name, value in columns.items():
            setattr(document, name, value)
        document.search_fold = search_words(document)
        document.save()
    except Refusal:
        return


def leave_unread(*, file: DocumentFile, code: str, by: User | None) -> None:
    """Say that the scanned pages could not be read, and why."""
    document = file.document
    with record("documents.scan.unread", by=by, subject=document, unit_id=document.held_by_id, reason=code):
        file.unread_code = code
        file.save(update_fields=["unread_code"])


@contextmanager
def forgetting(*, file: DocumentFile, by: User | None) -> Iterator[None]:
    """Remove a file that turned out to wear a mark of secrecy, with its texts and what is known of it alone (F93).

    The rooms above remove inside the act what they keep about its texts. The change record notes that rows went, not
    what they said. A record that others stand on stays, without its title.
    """
    document = file.document
    stored = [file.stored_as]
    with record("documents.file.forgotten", by=by, unit_id=document.held_by_id) as event:
        yield
        texts = file.texts.all()
        Citation.objects.filter(source__in=texts).delete()
        TextPlaces.objects.filter(source__in=texts).delete()
        texts.delete()
        pages = f"pages/{file.sha256}"
        file.delete()
        if not document.files.exists() and not document.texts.exists():
            _forget_document(document)
        forget_contents(event)
        transaction.on_commit(lambda: _from_disk(stored, pages))


def _forget_document(document: Document) -> None:
    cited = list(Citation.objects.filter(target=document).values_list("symbol_key", flat=True))
    Citation.objects.filter(target=document).update(target=None, decided_by=None, status=Citation.Status.UNRESOLVED)
    try:
        with transaction.atomic():
            for rows in (document.aliases, document.recipients, document.relations, document.related_from):
                rows.all().delete()
            document.delete()
    except ProtectedError:
        document.title = document.search_fold = ""
        document.save(update_fields=["title", "search_fold"])
    if cited:
        resolving.resolve(Citation.objects.filter(symbol_key__in=[key for key in cited if key], target=None))


def _from_disk(stored: list[str], pages: str) -> None:
    for name in stored:
        default_storage.delete(name)
    if default_storage.exists(pages):
        for name in default_storage.listdir(pages)[1]:
            default_storage.delete(f"{pages}/{name}")
