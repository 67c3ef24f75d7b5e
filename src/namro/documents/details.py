"""What a document is called: typed or read details, made into the columns and the identity of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from namro.core.errors import Refusal
from namro.core.text import clean_line
from namro.documents import identity, issuers, wording
from namro.documents.identity import Key, Kinds
from namro.documents.letterhead import Letterhead
from namro.documents.models import Document, DocumentKind, Term
from vanban import symbols
from vanban.fold import fold


@dataclass(frozen=True)
class Details:
    """What a document is called; ``issuer`` is the body's name as written."""

    kind: DocumentKind | None = None
    symbol: str = ""
    issuer: str = ""
    issued_on: date | None = None
    title: str = ""
    own_fields: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False
    restricted: bool = False


def kinds() -> Kinds:
    """All kinds of documents."""
    return Kinds(tuple(DocumentKind.objects.order_by("id")))


def details_from(found: Letterhead) -> Details:
    """A letterhead as details: the kind is the register's, the rest as read."""
    table = kinds()
    symbol = symbols.parse(found.symbol) if found.symbol else None
    kind = table.of_symbol(symbol, found.kind) if symbol else None
    if kind is None and found.kind:
        named = table.named(found.kind, found.system or None)
        kind = named[0] if len(named) == 1 and not symbol else None
    return Details(kind, found.symbol, found.issuer, found.issued_on, found.title)


def cleaned(given: Details) -> Details:
    symbol = clean_line(given.symbol, field="symbol")
    return replace(
        given,
        symbol=symbol,
        issuer=clean_line(given.issuer, field="issuer"),
        title=clean_line(given.title, field="title"),
        own_fields={key: clean_line(value, field=key) for key, value in given.own_fields.items() if value},
    )


def columns_of(given: Details) -> tuple[dict[str, object], Key | None]:
    """Details as columns, and the identity where all of it is known."""
    symbol = symbols.parse(given.symbol) if given.symbol else None
    if given.symbol and symbol is None:
        raise Refusal("documents.symbol_unreadable", str(wording.SYMBOL_UNREADABLE) % {"symbol": given.symbol})
    kind = given.kind or (kinds().of_symbol(symbol) if symbol else None)
    issuer = issuers.find_or_make(symbol.issuer if symbol else "", given.issuer, given.issued_on)
    key = None
    if not given.draft:
        key = identity.key(
            symbol=symbol,
            kind=kind,
            issuer=issuer.key if issuer else "",
            issued_on=given.issued_on,
            terms=list(Term.objects.all()),
        )
    title = given.title or given.symbol
    words = [given.symbol, kind.name if kind else "", title, issuer.name if issuer else ""]
    return {
        "kind": kind,
        "symbol": given.symbol,
        "symbol_key": symbol.key if symbol else "",
        "issuer": issuer,
        "issued_on": given.issued_on,
        "title": title,
        "own_fields": dict(given.own_fields),
        "search_fold": _searched(words),
    }, key


def keyed(key: Key | None) -> dict[str, object]:
    """The identity's columns; empty ones make a document without a key."""
    return {"number": key.number, "scope": key.scope} if key else {"number": "", "scope": ""}


def same_identity(key: Key | None, columns: Mapping[str, object], *, but: int | None = None) -> Document | None:
    """The record with this identity; else one known from citations that did not say whose body issued it."""
    if key is None:
        return None
    others = Document.objects.exclude(pk=but) if but else Document.objects.all()
    held = others.filter(issuer__key=key.issuer, kind=key.kind, number=key.number, scope=key.scope).first()
    if held:
        return held
    code = key.issuer.partition(":")[0]
    whose = Q(issuer=None) | Q(issuer__key__endswith=":")
    if code not in identity.PLACE_CODES:
        whose |= Q(issuer__code=code)
    loose = others.filter(whose, status=Document.Status.CITED, symbol_key=str(columns["symbol_key"]))
    return loose.filter(Q(issued_on=columns["issued_on"])).first()


def search_words(document: Document) -> str:
    """What search compares: symbol, kind, title, issuer and every other name, folded."""
    names = list(document.aliases.values_list("alias", flat=True)) if document.pk else []
    kind = document.kind.name if document.kind else ""
    issuer = document.issuer.name if document.issuer else ""
    return _searched([document.symbol, kind, document.title, issuer, *names])


def _searched(words: Sequence[str]) -> str:
    """The words folded; a body that is written short or in full stands there both ways."""
    folded = fold(" ".join(filter(None, words)))
    for short, full in (("ubnd", "uy ban nhan dan"), ("hdnd", "hoi dong nhan dan")):
        if short in folded and full not in folded:
            folded += f" {full}"
        elif full in folded and short not in folded:
            folded += f" {short}"
    return folded
