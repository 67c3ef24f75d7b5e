"""Writes about what a text cites and how documents are related; reached through documents.actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.documents import identity, issuers, resolving, rules, wording
from namro.documents.details import Details, columns_of, keyed, kinds, same_identity
from namro.documents.identity import alias_key
from namro.documents.models import Citation, Document, Issuer, Relation, SourceText, Term
from namro.documents.quoting import quote
from namro.documents.registering import scope_of
from namro.orgs.models import User
from vanban import symbols
from vanban.model import Annotation


def cite(*, source: SourceText, references: Sequence[Annotation], by: User | None) -> int:
    """Replace the machine's citations of a text by these finds; what a person decided stays. Returns their number.

    A dated citation with a full key that is not in the register makes a record without file, so that names and other
    citations have something to point to.
    """
    document = source.document
    single = [one for one in references if one.type == "reference" and not one.fields.get("collective")]
    with record("documents.citations.found", by=by, subject=document, unit_id=document.held_by_id) as event:
        source.citations.filter(decided_by=None).delete()
        decided = set(source.citations.values_list("start", "end"))
        bodies: dict[tuple[str, str], str] = {}
        rows = [_row(source, one, bodies) for one in single if (one.start, one.end) not in decided]
        rows = [row for row in rows if not _is_itself(row, document)]
        Citation.objects.bulk_create(rows)
        resolving.resolve(source.citations.all())
        made = _make_cited(source, {(one.start, one.end): one.fields for one in single})
        resolving.resolve(resolving.touched_by(made))
        event.data = {"found": len(rows), "new": len(made)}
    return len(rows)


def _row(source: SourceText, one: Annotation, bodies: dict[tuple[str, str], str]) -> Citation:
    fields = one.fields
    place = quote(source.text, one.start, one.end)
    written = fields.get("symbol") or ""
    symbol = symbols.parse(written)
    bare = written.isdecimal()
    issuer = fields.get("issuer") or ""
    return Citation(
        source=source,
        **place,
        symbol=written,
        symbol_key=symbol.key if symbol else symbols.bare_key(written) if bare else "",
        kind_name=fields.get("kind") or "",
        issuer_name=issuer,
        issuer_key=_issuer_key(symbol, issuer, bodies),
        cited_on=_day(fields.get("date")),
        fold=alias_key(place["quotation"]),
        status=Citation.Status.UNRESOLVED,
    )


def _issuer_key(symbol: symbols.Symbol | None, issuer: str, bodies: dict[tuple[str, str], str]) -> str:
    """The key of the body, looked up once per text for each way it is written."""
    if symbol is None or symbols.body_of(symbol.issuer):
        return symbol.issuer if symbol else ""
    asked = (symbol.issuer, issuer)
    if asked not in bodies:
        known = issuers.find(symbol.issuer, issuer) if issuer else None
        bodies[asked] = known.key if known else issuers.key_for(symbol.issuer, issuer)
    return bodies[asked]


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _is_itself(row: Citation, document: Document) -> bool:
    """The document's own number in its own header is no citation."""
    own = bool(row.symbol_key) and row.symbol_key == document.symbol_key
    return own and row.cited_on in (None, document.issued_on)


def _make_cited(source: SourceText, fields: Mapping[tuple[int, int], Mapping[str, Any]]) -> list[Document]:
    """Records for dated citations with a full key that nothing in the register answers."""
    table, terms = kinds(), list(Term.objects.all())
    made: list[Document] = []
    open_rows = source.citations.filter(status=Citation.Status.UNRESOLVED, cited_on__isnull=False).exclude(
        symbol_key=""
    )
    for row in open_rows.order_by("start"):
        found = fields.get((row.start, row.end), {})
        symbol = symbols.parse(row.symbol)
        if symbol is None or found.get("draft") or not row.issuer_key:
            continue
        kind = table.of_symbol(symbol, row.kind_name)
        key = identity.key(symbol=symbol, kind=kind, issuer=row.issuer_key, issued_on=row.cited_on, terms=terms)
        if key is None or same_identity(key, {"symbol_key": symbol.key, "issued_on": row.cited_on}):
            continue
        details = Details(kind, row.symbol, row.issuer_name, row.cited_on, str(found.get("title") or ""))
        columns, _ = columns_of(details)
        now = clock.moment()
        one = Document(**columns, **keyed(key), status=Document.Status.CITED, registered_at=now)
        one.issuer = Issuer.objects.filter(key=key.issuer).first() or one.issuer
        try:
            with transaction.atomic():
                one.save()
        except IntegrityError:
            continue
        made.append(one)
    return made


def resolve_citation(*, citation: Citation, target: Document, by: User) -> Citation:
    """A person says which document is meant; the machine never changes it again."""
    person = scope_of(by)
    rules.check_change(person, citation.source.document)
    if person and not Document.objects.filter(pk=target.pk).visible_to(person).exists():
        raise Refusal("documents.not_a_candidate", str(wording.NOT_A_CANDIDATE))
    document = citation.source.document
    with record("documents.citation.resolved", by=by, subject=document, unit_id=document.held_by_id):
        citation.target, citation.status, citation.decided_by = target, Citation.Status.RESOLVED, by
        citation.save(update_fields=["target", "status", "decided_by"])
    return citation


def relate(*, document: Document, kind: Relation.Kind, to: Document, by: User | None) -> Relation:
    """Say that a document replaces, amends, corrects or implements another.

    Raises Refusal ``documents.relation_self``, ``documents.relation_order`` (what came later), ``documents.relation_exists``.
    """
    rules.check_change(scope_of(by), document)
    if document.pk == to.pk:
        raise Refusal("documents.relation_self", str(wording.RELATION_SELF))
    if document.issued_on and to.issued_on and document.issued_on < to.issued_on:
        shown = {"day": document.issued_on.strftime("%d/%m/%Y")}
        raise Refusal("documents.relation_order", str(wording.RELATION_ORDER) % shown)
    try:
        with record("documents.relation.added", by=by, subject=document, unit_id=document.held_by_id, kind=str(kind)):
            return Relation.objects.create(from_document=document, kind=kind, to_document=to)
    except IntegrityError:
        raise Refusal("documents.relation_exists", str(wording.RELATION_EXISTS)) from None


def unrelate(*, relation: Relation, by: User | None) -> None:
    """Take a wrong relation back; the record of changes keeps it."""
    rules.check_change(scope_of(by), relation.from_document)
    document = relation.from_document
    with record("documents.relation.removed", by=by, subject=document, unit_id=document.held_by_id, kind=relation.kind):
        relation.delete()


def enter_term(*, issuer: Issuer, ordinal: int, since: date, by: User | None, until: date | None = None) -> Term:
    """Enter a local committee's term; the committee's documents of those days get their scope anew ("TU-18")."""
    try:
        with record("documents.term.entered", by=by, ordinal=ordinal) as event:
            row = Term.objects.create(body=issuer.key, ordinal=ordinal, valid=DateRange(since, until))
            about(event, row)
            _rescope(issuer, row)
            return row
    except IntegrityError:
        raise Refusal("documents.term_overlaps", str(wording.TERM_OVERLAPS)) from None


def _rescope(issuer: Issuer, term: Term) -> None:
    within = Q(issued_on__gte=term.valid.lower)
    if term.valid.upper:
        within &= Q(issued_on__lt=term.valid.upper)
    for document in Document.objects.filter(within, issuer=issuer).exclude(number=""):
        symbol = symbols.parse(document.symbol)
        if symbol and symbol.system == "party":
            document.scope = identity.scope_word(symbol, issuer.key, document.issued_on, [term])
            document.save(update_fields=["scope"])
