"""Documents that rows of a list name: those of the register, and records without file for those we do not hold (DESIGN 4.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from namro.core import clock
from namro.core import queries as core
from namro.documents import identity, resolving
from namro.documents.details import keyed, kinds, search_words
from namro.documents.identity import Key
from namro.documents.models import Document, Issuer, Term
from namro.orgs.queries import match_names
from namro.orgs.scope import Scope
from vanban import symbols
from vanban.fold import fold


@dataclass(frozen=True)
class Named:
    """A document as a row names it; ``symbol`` is one that ``vanban.symbols`` reads."""

    symbol: str
    kind: str = ""
    issued_on: date | None = None
    issuer: str = ""


def known_or_cited(named: Collection[Named], person: Scope) -> dict[Named, Document]:
    """The document of each, a new record where the register answers with none and the identity is told in full.

    To be called inside an act's transaction. What the person may not read, and what stays doubtful, is left out. A constant
    number of queries.
    """
    keys = _Keys(named)
    mentions = {one: keys.mention(one) for one in named}
    register = resolving.register_for(mentions.values())
    found: dict[Named, int] = {}
    new: dict[Key, list[Named]] = {}
    for one, mention in mentions.items():
        candidates = resolving.possible(mention, register)
        if len(candidates) == 1:
            found[one] = candidates[0].id
        elif not candidates and (key := keys.key(one)):
            new.setdefault(key, []).append(one)
    made = _make(new)
    documents = Document.objects.visible_to(person).filter(pk__in=[*found.values(), *made.values()])
    read = {row.pk: row for row in documents.select_related("kind", "issuer")}
    numbers = found | made
    return {one: read[numbers[one]] for one in named if numbers.get(one) in read}


class _Keys:
    """Identities of many: kinds, terms and the installation's place are read once."""

    def __init__(self, named: Iterable[Named]) -> None:
        self.kinds, self.terms = kinds(), list(Term.objects.all())
        self.place = core.installation().place
        self.parsed = {one: symbols.parse(one.symbol) for one in named}

    def issuer(self, one: Named) -> str:
        symbol = self.parsed[one]
        return identity.issuer_key(symbol.issuer, one.issuer, self.place) if symbol else ""

    def mention(self, one: Named) -> resolving.Mention:
        symbol = self.parsed[one]
        return resolving.Mention(symbol.key if symbol else "", fold(one.kind), self.issuer(one), one.issued_on)

    def key(self, one: Named) -> Key | None:
        symbol = self.parsed[one]
        if symbol is None or one.issued_on is None:
            return None
        kind = self.kinds.of_symbol(symbol, one.kind)
        return identity.key(
            symbol=symbol, kind=kind, issuer=self.issuer(one), issued_on=one.issued_on, terms=self.terms
        )


def _make(new: Mapping[Key, list[Named]]) -> dict[Named, int]:
    """Records known from citations only, one for each identity; what somebody made a moment ago is taken as it is."""
    if not new:
        return {}
    issuers = _issuers({key.issuer: ones[0] for key, ones in new.items()})
    rows = [_record(key, ones[0], issuers[key.issuer]) for key, ones in new.items()]
    Document.objects.bulk_create(rows, ignore_conflicts=True)
    wanted = {row.symbol_key for row in rows}
    columns = ("issuer__key", "kind_id", "number", "scope", "pk")
    stored = Document.objects.filter(symbol_key__in=wanted).exclude(number="").values_list(*columns)
    numbers = {row[:4]: row[4] for row in stored}
    found = {
        one: numbers[place]
        for key, ones in new.items()
        for one in ones
        if (place := (key.issuer, key.kind.pk, key.number, key.scope)) in numbers
    }
    resolving.resolve(resolving.touched_by(Document.objects.filter(pk__in=set(found.values()))))
    return found


def _record(key: Key, one: Named, issuer: Issuer) -> Document:
    symbol = symbols.parse(one.symbol)
    made = Document(
        kind=key.kind,
        symbol=one.symbol,
        symbol_key=symbol.key if symbol else "",
        issuer=issuer,
        issued_on=one.issued_on,
        title=one.symbol,
        status=Document.Status.CITED,
        registered_at=clock.moment(),
        **keyed(key),
    )
    made.search_fold = search_words(made)
    return made


def _issuers(asked: Mapping[str, Named]) -> dict[str, Issuer]:
    """Key -> its issuer; the missing ones are entered with the unit of the register that bears the name."""
    known = Issuer.objects.in_bulk(list(asked), field_name="key")
    missing = {key: one for key, one in asked.items() if key not in known}
    if not missing:
        return known
    units = match_names({one.issuer for one in missing.values() if one.issuer}, clock.today())
    made = []
    for key, one in missing.items():
        symbol = symbols.parse(one.symbol)
        code = symbol.issuer if symbol else ""
        unit = units.get(one.issuer, [])
        name = one.issuer or symbols.body_of(code) or code
        made.append(Issuer(key=key, code=code, name=name, unit_id=unit[0] if len(unit) == 1 else None))
    Issuer.objects.bulk_create(made, ignore_conflicts=True)
    return Issuer.objects.in_bulk(list(asked), field_name="key")
