"""Writes that bring documents and their files into the register; reached through documents.actions."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from django.db import IntegrityError, connection, transaction

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.core.text import plain
from namro.documents import intake, resolving, rules, storage, wording
from namro.documents.details import Details, cleaned, columns_of, keyed, same_identity, search_words
from namro.documents.intake import Judged
from namro.documents.models import Document, DocumentFile, SourceText, TextPlaces
from namro.orgs.models import Unit, User
from namro.orgs.scope import Scope, scope
from vanban.model import SourceText as Read

if TYPE_CHECKING:
    from collections.abc import Iterator

IfTaken = Literal["refuse", "join", "apart"]


class Outcome(StrEnum):
    """What registering came to."""

    NEW = "new"
    ARRIVED = "arrived"
    SAME_FILE = "same_file"
    NEW_FILE = "new_file"
    APART = "apart"


_EVENTS = {Outcome.ARRIVED: "documents.document.arrived", Outcome.NEW_FILE: "documents.file.added"}


@dataclass(frozen=True)
class Registered:
    """The record, what became of the act, and the text to be searched where there is one."""

    document: Document
    outcome: Outcome
    file: DocumentFile | None = None
    source: SourceText | None = None


class Taken(Refusal):
    """The identity is in the register already; ``document`` is the record to open."""

    def __init__(self, document: Document) -> None:
        day = document.issued_on.strftime("%d/%m/%Y") if document.issued_on else "?"
        shown = {"symbol": document.symbol, "day": day}
        super().__init__("documents.identity_taken", str(wording.IDENTITY_TAKEN) % shown)
        self.document = document


def scope_of(by: User | None) -> Scope | None:
    """What the acting account may do today; None = the installation itself, which may do everything."""
    return scope(by, clock.today()) if by else None


def register(
    *,
    by: User | None,
    held_by: Unit | None = None,
    details: Details | None = None,
    file: Judged | None = None,
    text: str = "",
    if_taken: IfTaken = "refuse",
    role: DocumentFile.Role = DocumentFile.Role.ORIGINAL,
) -> Registered:
    """Register a document from a file, a pasted text or typed details (DESIGN 4.2).

    Same bytes again: the record they are on. An identity already held: ``if_taken`` refuses (Taken), joins the file to
    the record, or registers it apart without a key until a person decides. A document known from citations only becomes
    held. Raises Refusal ``documents.not_coordinator``, ``documents.nothing_given``, ``documents.file.secret``.
    """
    given = details or Details()
    text = plain(text, field="text")
    intake.refuse_secret(text=text, title=given.title)
    intake.refuse_secret(title=given.issuer)
    given = cleaned(given)
    person = scope_of(by)
    rules.check_keep(person, held_by)
    if not (file or text or given.symbol or given.title):
        raise Refusal("documents.nothing_given", str(wording.NOTHING_GIVEN))
    with kept(file) as stored:
        if file and (known := by_bytes(file)):
            refuse_unseen(person, known.document)
            return Registered(known.document, Outcome.SAME_FILE, known, latest_text(known))
        with record("documents.document.registered", by=by) as event:
            document, outcome = _placed(given, held_by, by, person, if_taken)
            event.code = _EVENTS.get(outcome, event.code)
            about(event, document)
            event.unit_id = document.held_by_id
            event.data = {"outcome": outcome.value, "symbol": "" if document.restricted else document.symbol}
            row = file_row(document, file, stored, role, by) if file else None
            source = text_row(document, row, file, text)
            resolving.resolve(resolving.touched_by([document]))
    return Registered(document, outcome, row, source)


def by_bytes(file: Judged) -> DocumentFile | None:
    return DocumentFile.objects.select_related("document").filter(sha256=file.sha256).first()


def refuse_unseen(person: Scope | None, document: Document) -> None:
    if person and not Document.objects.filter(pk=document.pk).visible_to(person).exists():
        raise Refusal("documents.kept_elsewhere", str(wording.KEPT_ELSEWHERE))


@contextmanager
def kept(file: Judged | None) -> Iterator[str]:
    """The bytes on disk for the time of the act; taken back when the act fails."""
    if file is None:
        yield ""
        return
    stored: storage.Kept | None = None
    try:
        with transaction.atomic():
            one_at_a_time(file.sha256)
            stored = storage.keep(file.data, file.sha256)
            yield stored.name
    except BaseException:
        if stored:
            storage.take_back(stored)
        raise


def one_at_a_time(what: str) -> None:
    """Wait until nobody else works on the same thing; the lock goes with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [what])


def _placed(
    given: Details, held_by: Unit | None, by: User | None, person: Scope | None, if_taken: IfTaken
) -> tuple[Document, Outcome]:
    """The record the document goes to: a new one, the cited-only one it turns out to be, or the one that has the key."""
    columns, key = columns_of(given)
    now = {"registered_at": clock.moment(), "registered_by": by}
    known = same_identity(key, columns) if not given.draft else None
    if known is None:
        document = Document(**columns, **keyed(key), **now, held_by=held_by, restricted=given.restricted)
        document.status = Document.Status.DRAFT if given.draft else Document.Status.HELD
        return _saved(document), Outcome.NEW
    if known.status == Document.Status.CITED:
        for name, value in (columns | keyed(key) | now).items():
            if value or name == "own_fields":
                setattr(known, name, value)
        known.held_by, known.restricted, known.status = held_by, given.restricted, Document.Status.HELD
        known.search_fold = search_words(known)
        return _saved(known), Outcome.ARRIVED
    refuse_unseen(person, known)
    if if_taken == "join":
        return known, Outcome.NEW_FILE
    if if_taken == "apart":
        document = Document(**columns, **now, held_by=held_by, restricted=given.restricted, status=Document.Status.HELD)
        return _saved(document), Outcome.APART
    raise Taken(known)


def _saved(document: Document) -> Document:
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:  # somebody registered the same identity a moment ago
        fields = ("issuer_id", "kind_id", "number", "scope")
        raise Taken(Document.objects.get(**{name: getattr(document, name) for name in fields})) from None
    return document


def file_row(document: Document, file: Judged, stored: str, role: DocumentFile.Role, by: User | None) -> DocumentFile:
    return DocumentFile.objects.create(
        document=document,
        role=role,
        sha256=file.sha256,
        name=file.name,
        media_type=file.media_type,
        size=len(file.data),
        stored_as=stored,
        pages=file.pages,
        unread_code=file.unread_code,
        added_at=clock.moment(),
        added_by=by,
    )


def text_row(document: Document, row: DocumentFile | None, file: Judged | None, text: str) -> SourceText | None:
    if file and file.source:
        read = file.source
        return read_row(document, row, read)
    return typed_row(document, row, text) if text else None


def read_row(document: Document, file: DocumentFile | None, read: Read) -> SourceText:
    """A text as a reader read it, with its blocks and the places of its words on the pages."""
    blocks = [{k: v for k, v in asdict(block).items() if v is not None} for block in read.blocks]
    row = SourceText.objects.create(
        document=document,
        file=file,
        reader=read.reader,
        text=read.text,
        blocks=blocks,
        warnings=list(read.warnings),
        read_at=clock.moment(),
    )
    if read.places:
        flat = [number for one in read.places for number in (one.start, one.end, one.page, one.line, *one.box)]
        TextPlaces.objects.create(source=row, places=flat)
    return row


def typed_row(document: Document, file: DocumentFile | None, text: str) -> SourceText:
    """A text a person typed or pasted; typing again makes a new one."""
    before = document.texts.filter(file=file, reader__startswith="typed/").count()
    return SourceText.objects.create(
        document=document, file=file, reader=f"typed/{before + 1}", text=text, read_at=clock.moment()
    )


def latest_text(file: DocumentFile) -> SourceText | None:
    """The newest text of a file."""
    return file.texts.order_by("-id").first()
