"""Writes that change a document of the register; reached through documents.actions."""

from __future__ import annotations

from collections.abc import Iterable

from namro.core.errors import Refusal
from namro.core.recording import record
from namro.core.text import clean_line, plain
from namro.documents import intake, resolving, rules, wording
from namro.documents.details import Details, cleaned, columns_of, keyed, same_identity, search_words
from namro.documents.identity import alias_key
from namro.documents.intake import Judged
from namro.documents.models import Alias, Citation, Document, DocumentFile, Recipient, SourceText
from namro.documents.registering import (
    Outcome,
    Registered,
    Taken,
    by_bytes,
    file_row,
    kept,
    latest_text,
    refuse_unseen,
    scope_of,
    text_row,
    typed_row,
)
from namro.orgs.models import Unit, User


def correct_identity(*, document: Document, details: Details, by: User | None) -> Document:
    """Correct what the document is called. Raises Taken where another record has that identity already."""
    rules.check_change(scope_of(by), document)
    for words in (details.title, details.issuer):
        intake.refuse_secret(title=words)
    given = cleaned(details)
    with record("documents.document.corrected", by=by, subject=document, unit_id=document.held_by_id) as event:
        before = [document.symbol_key]
        columns, key = columns_of(given)
        if known := same_identity(key, columns, but=document.pk):
            if known.status != Document.Status.CITED or document.status == Document.Status.CITED:
                raise Taken(known)
            absorb(known, into=document)
        for name, value in (columns | keyed(key)).items():
            setattr(document, name, value)
        if document.status != Document.Status.CITED:
            document.status = Document.Status.DRAFT if given.draft else Document.Status.HELD
        document.search_fold = search_words(document)
        document.save()
        event.data = {"symbol": "" if document.restricted else document.symbol}
        resolving.resolve(resolving.touched_by([document], before))
    return document


def absorb(known: Document, *, into: Document) -> None:
    """Move everything that points to ``known`` to another record of the same document and delete the empty shell."""
    known.files.update(document=into)
    known.texts.update(document=into)
    Citation.objects.filter(target=known).update(target=into)
    have = set(into.aliases.values_list("fold", flat=True))
    known.aliases.exclude(fold__in=have).update(document=into)
    known.aliases.all().delete()
    units = set(into.recipients.values_list("unit_id", flat=True))
    known.recipients.exclude(unit_id__in=units).update(document=into)
    known.recipients.all().delete()
    for end, other in (("from_document", "to_document"), ("to_document", "from_document")):
        rows = known.relations if end == "from_document" else known.related_from
        for relation in rows.all():
            far = getattr(relation, f"{other}_id")
            doubled = type(relation).objects.filter(**{end: into, other: far, "kind": relation.kind}).exists()
            if far == into.pk or doubled:
                relation.delete()
            else:
                setattr(relation, end, into)
                relation.save()
    known.delete()


def join(*, document: Document, into: Document, by: User | None) -> Document:
    """Two records turn out to be one document: the first one's files and texts go to the second, the first ends.

    What is known from citations only goes into a record of its symbol whatever body or day the citing text gave it.
    Raises Refusal ``documents.not_same`` when both have an identity and the two differ.
    """
    person = scope_of(by)
    for one in (document, into):
        rules.check_change(person, one)
    apart = bool(document.number and into.number) and document.status != Document.Status.CITED
    if document.pk == into.pk or apart or document.symbol_key != into.symbol_key:
        raise Refusal("documents.not_same", str(wording.NOT_SAME))
    with record("documents.document.joined", by=by, subject=into, unit_id=into.held_by_id):
        if document.status == Document.Status.CITED:  # what a person joined, no later run takes apart
            document.cited_in.filter(decided_by=None).update(decided_by=by)
        absorb(document, into=into)
        into.search_fold = search_words(into)
        into.save(update_fields=["search_fold"])
        resolving.resolve(resolving.touched_by([into]))
    return into


def add_file(*, document: Document, file: Judged, by: User | None, role: DocumentFile.Role) -> Registered:
    """Put one more file on a record: a signed copy, an annex, a better original. Same bytes again: the record they are on."""
    person = scope_of(by)
    rules.check_change(person, document)
    with kept(file) as stored:
        if known := by_bytes(file):
            refuse_unseen(person, known.document)
            return Registered(known.document, Outcome.SAME_FILE, known, latest_text(known))
        with record("documents.file.added", by=by, subject=document, unit_id=document.held_by_id, role=str(role)):
            if document.status == Document.Status.CITED:
                document.status = Document.Status.HELD
                document.save(update_fields=["status"])
            row = file_row(document, file, stored, role, by)
            return Registered(document, Outcome.NEW_FILE, row, text_row(document, row, file, ""))


def type_text(*, document: Document, text: str, by: User | None, file: DocumentFile | None = None) -> SourceText:
    """The words of a scan (or of paper) as a person typed or pasted them. Raises Refusal ``documents.no_text``."""
    rules.check_change(scope_of(by), document)
    text = plain(text, field="text")
    if not text:
        raise Refusal("documents.no_text", str(wording.NO_TEXT))
    intake.refuse_secret(text=text)
    with record("documents.text.typed", by=by, subject=document, unit_id=document.held_by_id):
        return typed_row(document, file, text)


def add_alias(*, document: Document, alias: str, by: User | None) -> Alias:
    """Another name of the document; citations that use it are tried again."""
    rules.check_change(scope_of(by), document)
    intake.refuse_secret(title=alias)
    alias = clean_line(alias, field="alias")
    if not alias:
        raise Refusal("documents.alias_empty", str(wording.ALIAS_EMPTY))
    with record("documents.alias.added", by=by, subject=document, unit_id=document.held_by_id):
        row, _made = Alias.objects.get_or_create(document=document, fold=alias_key(alias), defaults={"alias": alias})
        document.search_fold = search_words(document)
        document.save(update_fields=["search_fold"])
        resolving.resolve(resolving.touched_by([document]))
    return row


def distribute(*, document: Document, units: Iterable[Unit], by: User | None) -> int:
    """Send the document to units: they may read it. One set-based write; returns how many are new."""
    rules.check_change(scope_of(by), document)
    with record("documents.document.distributed", by=by, subject=document, unit_id=document.held_by_id) as event:
        count = send_to(document=document, units=units)
        event.data = {"units": count}
    return count


def send_to(*, document: Document, units: Iterable[Unit]) -> int:
    """Write who received the document, as part of an act that judged and recorded it; returns how many are new."""
    have = set(document.recipients.values_list("unit_id", flat=True))
    rows = [Recipient(document=document, unit_id=pk) for pk in dict.fromkeys(u.pk for u in units) if pk not in have]
    Recipient.objects.bulk_create(rows)
    return len(rows)


def restrict(*, document: Document, restricted: bool, by: User | None) -> None:
    """Keep the document to its keepers and recipients, or open it to inspectors again."""
    rules.check_change(scope_of(by), document)
    with record("documents.document.restricted", by=by, subject=document, unit_id=document.held_by_id, on=restricted):
        document.restricted = restricted
        document.save(update_fields=["restricted"])
