"""What may be asked of the document register: the list, one document with all its ties, opening by any spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, F, OuterRef, Q, When

from namro.core.errors import NotFound
from namro.documents import resolving
from namro.documents.identity import key
from namro.documents.models import (
    Alias,
    Citation,
    Document,
    DocumentFile,
    DocumentKind,
    Issuer,
    Relation,
    SourceText,
    Term,
)
from namro.orgs.models import Role, RoleGrant, Unit, User
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from vanban import symbols
from vanban.fold import fold
from vanban.model import Place

if TYPE_CHECKING:
    from django.db.models import QuerySet

SHOWN = 200  # rows of a list inside a page


@dataclass(frozen=True)
class Filters:
    """What the register is narrowed to; empty = everything. A status that is no document's the caller narrows to."""

    words: str = ""
    kind: int | None = None
    issuer: int | None = None
    year: int | None = None
    status: str = ""


def desks(user: User, on: date) -> list[Unit]:
    """The units for which the account registers documents: those it was made coordinator of, not their subtrees."""
    held = RoleGrant.objects.filter(user=user, role=Role.COORDINATOR, valid__contains=on, unit__isnull=False)
    return list(Unit.objects.filter(pk__in=held.values("unit_id")).order_by("id"))


def register_list(scope: Scope, filters: Filters) -> QuerySet[Document]:
    """The documents the person may know of, those the words name first, then the newest, narrowed by the filters."""
    rows = Document.objects.visible_to(scope).select_related("kind", "issuer")
    first = []
    if filters.words:
        fits, named = _matching(filters.words)
        rows = rows.filter(fits).annotate(rank=Case(When(named, then=0), default=1))
        first = ["rank"]
    if filters.kind:
        rows = rows.filter(kind_id=filters.kind)
    if filters.issuer:
        rows = rows.filter(issuer_id=filters.issuer)
    if filters.year:
        rows = rows.filter(issued_on__year=filters.year)
    if filters.status == "unread":
        rows = rows.filter(files__isnull=False, texts__isnull=True)
    elif filters.status in Document.Status.values:
        rows = rows.filter(status=filters.status)
    texts = SourceText.objects.filter(document=OuterRef("pk"))
    files = DocumentFile.objects.filter(document=OuterRef("pk"))
    newest = F("issued_on").desc(nulls_last=True)
    return rows.annotate(read=Exists(texts), filed=Exists(files)).order_by(*first, newest, "-id")


def _matching(words: str) -> tuple[Q, Q]:
    """What fits: every word in symbol, kind, title, issuer or another name, the symbol in any spelling, or the day.

    The second one tells the documents that the words name: they come first.
    """
    mention, day = resolving.parse(words), resolving.day_in(words)
    if mention.symbol_key and not mention.bare:
        named = Q(symbol_key=mention.symbol_key)
    elif day:
        named = Q(issued_on=day) & _everywhere(resolving.without_day(words))
    else:
        meant = resolving.possible(mention, resolving.register_for([mention]))
        named = Q(pk__in=[one.id for one in meant])
    return _everywhere(words) | named, named


def _everywhere(words: str) -> Q:
    """Every word; "tb" and its like stand for the kind."""
    found = Q()
    for part in fold(words).split()[:12]:
        found &= Q(search_fold__contains=resolving.KIND_WORDS.get(part, part))
    return found


def open_by_reference(words: str, scope: Scope) -> list[Document]:
    """The documents a written reference means: "01-Ctr/TU", "Quy định 55/QĐ-TW", "Chương trình 01", another name."""
    mention = resolving.parse(words)
    found = resolving.possible(mention, resolving.register_for([mention]))
    rows = Document.objects.filter(pk__in=[c.id for c in found]).visible_to(scope)
    return list(rows.select_related("kind", "issuer").order_by("-issued_on", "-id"))


def find(pk: int, scope: Scope) -> Document:
    """One document of the person's scope. Raises NotFound."""
    rows = Document.objects.visible_to(scope).select_related("kind", "issuer", "held_by", "registered_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("documents.not_found", "")
    return found


def find_citation(pk: int, scope: Scope) -> Citation:
    """One citation in a document of the person's scope. Raises NotFound."""
    visible = Document.objects.visible_to(scope)
    rows = Citation.objects.select_related("source__document", "target").defer("source__text", "source__blocks")
    found = rows.filter(pk=pk, source__document__in=visible).first()
    if found is None:
        raise NotFound("documents.not_found", "")
    return found


def find_file(pk: int, scope: Scope) -> DocumentFile:
    """One file of a document of the person's scope. Raises NotFound."""
    visible = Document.objects.visible_to(scope)
    found = DocumentFile.objects.filter(pk=pk, document__in=visible).select_related("document").first()
    if found is None:
        raise NotFound("documents.not_found", "")
    return found


@dataclass(frozen=True)
class Mentioned:
    """A citation as a page shows it; ``target`` is None where it is unknown or outside the reader's scope."""

    citation: Citation
    target: Document | None


def text_of(document: Document, source: int | None = None, *, placed: bool = False) -> SourceText | None:
    """The newest text of the document, or the chosen one. Raises NotFound for a text of another document.

    ``placed`` loads the places of its words with it; without, only whether there are any.
    """
    texts = with_places(document.texts.select_related("file"), load=placed)
    if source is None:
        return texts.order_by("-id").first()
    chosen = texts.filter(pk=source).first()
    if chosen is None:
        raise NotFound("documents.not_found", "")
    return chosen


def with_places(texts: QuerySet[SourceText], *, load: bool) -> QuerySet[SourceText]:
    """Texts that know without a query whether their words have places; with ``load`` also which."""
    known = texts.select_related("places")
    return known if load else known.defer("places__places")


def has_places(source: SourceText) -> bool:
    """Whether the words of the text stand on pages of its file."""
    return hasattr(source, "places")


def places_of(source: SourceText) -> tuple[Place, ...]:
    """Where the words of a text stand on the pages of its file; () for texts without pages. At most one query."""
    numbers = source.places.places if has_places(source) else []
    words = (numbers[at : at + 8] for at in range(0, len(numbers), 8))
    return tuple(Place(start, end, page, line, tuple(box)) for start, end, page, line, *box in words)


def files_of(document: Document) -> list[DocumentFile]:
    """The document's files, the first one first."""
    return list(document.files.select_related("added_by").order_by("id"))


def keeper(document: Document, on: date) -> str:
    """The name of the unit that keeps the document; empty for the installation itself."""
    return names([document.held_by_id], on).get(document.held_by_id, "") if document.held_by_id else ""


def mentioned(source: SourceText, scope: Scope) -> list[Mentioned]:
    """What a text cites, in its order; targets outside the person's scope are left out. One query."""
    visible = Document.objects.visible_to(scope).filter(pk=OuterRef("target_id"))
    rows = source.citations.annotate(seen=Exists(visible)).select_related("target__kind", "target__issuer")
    return [Mentioned(row, row.target if row.seen else None) for row in rows.order_by("start")]


@dataclass(frozen=True)
class YearCount:
    """How many documents carry out another one in a year."""

    year: int | None
    count: int


@dataclass(frozen=True)
class Ties:
    """Everything a document is tied to, as far as the person may know of it."""

    aliases: list[Alias]
    relations: list[Relation]
    related_from: list[Relation]
    cites: list[Mentioned]
    cited_by: list[Citation]
    recipients: list[str]
    years: list[YearCount]


def ties(document: Document, source: SourceText | None, scope: Scope) -> Ties:
    """Names, relations, citations both ways, recipients, implementing documents per year. Constant number of queries."""
    seen = Document.objects.visible_to(scope).values("pk")
    either = Q(from_document=document, to_document__in=seen) | Q(to_document=document, from_document__in=seen)
    ends = ("to_document__kind", "from_document__kind")
    relations = list(
        Relation.objects.filter(either).select_related(*ends).order_by("kind", "-from_document__issued_on")
    )
    units = list(document.recipients.values_list("unit_id", flat=True))
    return Ties(
        list(document.aliases.order_by("id")),
        [one for one in relations if one.from_document_id == document.pk],
        [one for one in relations if one.to_document_id == document.pk],
        mentioned(source, scope) if source else [],
        list(citing(document, scope)[:SHOWN]),
        sorted(names(units, document.issued_on or scope.on).values()) if units else [],
        years_of(relations, document),
    )


def years_of(relations: Iterable[Relation], document: Document) -> list[YearCount]:
    """How many documents carry this one out, per year of issue, newest first."""
    days = [
        one.from_document.issued_on
        for one in relations
        if one.to_document_id == document.pk and one.kind == Relation.Kind.IMPLEMENTS
    ]
    found = Counter(day.year if day else None for day in days)
    return [YearCount(year, count) for year, count in sorted(found.items(), key=lambda row: -(row[0] or 0))]


def citing(document: Document, scope: Scope) -> QuerySet[Citation]:
    """Mentions of the document in other documents of the person's scope, newest document first."""
    visible = Document.objects.visible_to(scope).values("pk")
    rows = Citation.objects.filter(target=document, source__document__in=visible).defer(
        "source__text", "source__blocks"
    )
    return rows.select_related("source__document__kind").order_by("-source__document__issued_on", "source_id", "start")


def same_as(document: Document) -> Document | None:
    """The record that has the identity this keyless one would have: the officer joins them or corrects one."""
    if document.number or not document.symbol or document.status != Document.Status.HELD:
        return None
    symbol = symbols.parse(document.symbol)
    issuer = document.issuer.key if document.issuer else ""
    found = key(
        symbol=symbol, kind=document.kind, issuer=issuer, issued_on=document.issued_on, terms=list(Term.objects.all())
    )
    if found is None:
        return None
    rows = Document.objects.filter(issuer__key=found.issuer, kind=found.kind, number=found.number, scope=found.scope)
    return rows.exclude(pk=document.pk).first()


def held_twin(document: Document, scope: Scope) -> Document | None:
    """The registered document that one known from citations can be: same symbol, and the days do not speak against it."""
    if document.status != Document.Status.CITED or not document.symbol_key:
        return None
    rows = Document.objects.visible_to(scope).filter(symbol_key=document.symbol_key, status=Document.Status.HELD)
    if document.issued_on:
        rows = rows.filter(Q(issued_on=document.issued_on) | Q(issued_on=None))
    mine = scope.units([Role.COORDINATOR])
    if mine is not None:
        rows = rows.filter(Q(held_by_id__in=mine) | Q(held_by=None))
    return rows.order_by(F("issued_on").desc(nulls_last=True), "-id").first()


def possible_targets(citation: Citation, scope: Scope) -> list[Document]:
    """The documents an undecided citation can mean, in the person's scope."""
    document = citation.source.document
    mention = resolving.mention_of(citation, read_on=document.issued_on, own=document.pk)
    found = resolving.possible(mention, resolving.register_for([mention]))
    rows = Document.objects.filter(pk__in=[c.id for c in found]).visible_to(scope)
    return list(rows.select_related("kind", "issuer").order_by("-issued_on"))


def implementing(document: Document, scope: Scope) -> QuerySet[Document]:
    """The documents that carry the document out (F6), newest first."""
    rows = Document.objects.visible_to(scope).filter(
        relations__to_document=document, relations__kind=Relation.Kind.IMPLEMENTS
    )
    return rows.select_related("kind", "issuer").order_by(F("issued_on").desc(nulls_last=True), "-id")


def kinds_on(day: date | None) -> list[DocumentKind]:
    """Kinds in force on the day, by system and name; all of them without a day."""
    rows = DocumentKind.objects.order_by("system", "id")
    return list(rows.filter(valid__contains=day) if day else rows)


def issuers_in(scope: Scope, limit: int = 400) -> list[Issuer]:
    """The issuers of documents the person may know of, by name."""
    seen = Document.objects.visible_to(scope).values("issuer_id")
    return list(Issuer.objects.filter(pk__in=seen).order_by("name")[:limit])


def years_in(scope: Scope) -> list[int]:
    """The years of issue of documents the person may know of, newest first."""
    rows = (
        Document.objects.visible_to(scope)
        .filter(issued_on__isnull=False)
        .values_list("issued_on__year", flat=True)
        .distinct()
        .order_by()
    )
    return sorted(rows, reverse=True)
