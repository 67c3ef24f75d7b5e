"""What may be asked of the document register: the list, one document with all its ties, opening by any spelling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q

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

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Filters:
    """What the register is narrowed to; empty = everything."""

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
    """The documents the person may know of, newest first, narrowed by the filters."""
    rows = Document.objects.visible_to(scope).select_related("kind", "issuer")
    if filters.words:
        rows = rows.filter(_matching(filters.words))
    if filters.kind:
        rows = rows.filter(kind_id=filters.kind)
    if filters.issuer:
        rows = rows.filter(issuer_id=filters.issuer)
    if filters.year:
        rows = rows.filter(issued_on__year=filters.year)
    if filters.status == "unread":
        rows = rows.filter(files__isnull=False, texts__isnull=True)
    elif filters.status:
        rows = rows.filter(status=filters.status)
    texts = SourceText.objects.filter(document=OuterRef("pk"))
    files = DocumentFile.objects.filter(document=OuterRef("pk"))
    return rows.annotate(read=Exists(texts), filed=Exists(files)).order_by(F("issued_on").desc(nulls_last=True), "-id")


def _matching(words: str) -> Q:
    """Every word in symbol, title or another name; or the symbol in any spelling."""
    parts = fold(words).split()[:12]
    everywhere = Q()
    for part in parts:
        everywhere &= Q(search_fold__contains=part)
    mention = resolving.parse(words)
    if mention.symbol_key and not mention.bare:
        return everywhere | Q(symbol_key=mention.symbol_key)
    meant = [c.id for c in resolving.possible(mention, resolving.register_for([mention]))]
    return everywhere | Q(pk__in=meant) if meant else everywhere


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


@dataclass(frozen=True)
class DocumentPage:
    """Everything the page of one document shows beside its text."""

    document: Document
    files: list[DocumentFile]
    source: SourceText | None
    aliases: list[Alias]
    relations: list[Relation]
    related_from: list[Relation]
    cites: list[Mentioned]
    cited_by: list[Citation]
    recipients: list[str]
    keeper: str
    same_as: Document | None


def page(document: Document, scope: Scope, source: int | None = None) -> DocumentPage:
    """The document's files, ties and recipients; ``source`` chooses an older text. Constant number of queries."""
    files = list(document.files.select_related("added_by").order_by("id"))
    text = _text(document, source)
    visible = Document.objects.visible_to(scope)
    seen = visible.values("pk")
    ends = ("to_document__kind", "to_document__issuer")
    relations = document.relations.filter(to_document__in=seen).select_related(*ends).order_by("kind", "id")
    back = document.related_from.filter(from_document__in=seen).select_related("from_document__kind")
    units = list(document.recipients.values_list("unit_id", flat=True))
    on = document.issued_on or scope.on
    called = names([*units, *([document.held_by_id] if document.held_by_id else [])], on)
    return DocumentPage(
        document,
        files,
        text,
        list(document.aliases.order_by("id")),
        list(relations),
        list(back.order_by("kind", "-from_document__issued_on")),
        mentioned(text, scope) if text else [],
        list(citing(document, scope)),
        [called[unit] for unit in units],
        called.get(document.held_by_id or 0, ""),
        same_as(document),
    )


def _text(document: Document, source: int | None) -> SourceText | None:
    texts = document.texts.select_related("file")
    if source is not None:
        chosen = texts.filter(pk=source).first()
        if chosen is None:
            raise NotFound("documents.not_found", "")
        return chosen
    return texts.order_by("-id").first()


def mentioned(source: SourceText, scope: Scope) -> list[Mentioned]:
    """What a text cites, in its order."""
    rows = list(source.citations.order_by("start"))
    targets = Document.objects.filter(pk__in={row.target_id for row in rows if row.target_id}).visible_to(scope)
    seen = {one.pk: one for one in targets.select_related("kind")}
    return [Mentioned(row, seen.get(row.target_id or 0)) for row in rows]


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


def possible_targets(citation: Citation, scope: Scope) -> list[Document]:
    """The documents an undecided citation can mean, in the person's scope."""
    document = citation.source.document
    mention = resolving.mention_of(citation, read_on=document.issued_on, own=document.pk)
    found = resolving.possible(mention, resolving.register_for([mention]))
    rows = Document.objects.filter(pk__in=[c.id for c in found]).visible_to(scope)
    return list(rows.select_related("kind", "issuer").order_by("-issued_on"))


@dataclass(frozen=True)
class YearCount:
    """How many documents carry out another one in a year."""

    year: int | None
    count: int


def implementing(document: Document, scope: Scope) -> QuerySet[Document]:
    """The documents that carry the document out (F6), newest first."""
    rows = Document.objects.visible_to(scope).filter(
        relations__to_document=document, relations__kind=Relation.Kind.IMPLEMENTS
    )
    return rows.select_related("kind", "issuer").order_by(F("issued_on").desc(nulls_last=True), "-id")


def implementing_by_year(document: Document, scope: Scope) -> list[YearCount]:
    """``implementing`` counted per year of issue, newest first."""
    rows = implementing(document, scope).order_by().values_list("issued_on__year").annotate(n=Count("pk"))
    return [YearCount(year, count) for year, count in sorted(rows, key=lambda row: -(row[0] or 0))]


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
