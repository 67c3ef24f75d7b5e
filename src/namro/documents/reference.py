"""Reference data: kinds of documents, central terms, names under which well-known central documents are cited."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from namro.core import clock
from namro.core.recording import Actor, record
from namro.documents import resolving
from namro.documents.details import Details, columns_of, keyed, kinds, search_words
from namro.documents.identity import alias_key
from namro.documents.models import Alias, Document, DocumentKind, Term
from vanban import symbols
from vanban.fold import fold

_DATA = Path(__file__).parent / "data"


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def kind_names() -> tuple[str, ...]:
    """Every name of every kind, further names included."""
    rows = [kind for group in _table("kinds")["group"] for kind in group["kinds"]]
    return tuple(dict.fromkeys(name for kind in rows for name in (kind["name"], *kind.get("also", []))))


def own_field(code: str) -> tuple[str, str, str]:
    """A kind's own field: Vietnamese label, English label, "text" or "date"."""
    vietnamese, english, type_ = _table("kinds")["fields"][code]
    return vietnamese, english, type_


def install_reference_data(by: Actor | None = None) -> int:
    """Enter what is not entered yet and leave the rest as it is; returns the number of new rows."""
    new_kinds, new_terms = _missing_kinds(), _missing_terms()
    names = _missing_names()
    if not (new_kinds or new_terms or names):
        return 0
    with record("documents.reference.installed", by=by, kinds=len(new_kinds), terms=len(new_terms)):
        DocumentKind.objects.bulk_create(new_kinds)
        Term.objects.bulk_create(new_terms)
        made = [_named(entry) for entry in _missing_names()]
        resolving.resolve(resolving.touched_by(made))
    return len(new_kinds) + len(new_terms) + len(names)


def _missing_kinds() -> list[DocumentKind]:
    data = _table("kinds")
    have = set(DocumentKind.objects.values_list("code", flat=True))
    return [
        DocumentKind(
            code=f"{group['system']}.{kind['code']}",
            symbol=kind["symbol"],
            name=kind["name"],
            name_fold=fold(kind["name"]),
            also=[fold(name) for name in kind.get("also", [])],
            system=group["system"],
            own_fields=kind.get("fields", []),
            source=data["sources"][group["source"]],
            valid=DateRange(kind.get("from"), kind.get("to")),
        )
        for group in data["group"]
        for kind in group["kinds"]
        if f"{group['system']}.{kind['code']}" not in have
    ]


def _missing_terms() -> list[Term]:
    rows = _table("terms")["term"]
    have = set(Term.objects.values_list("body", "ordinal"))
    ends: dict[tuple[str, int], date] = {(row["body"], row["ordinal"] - 1): row["from"] for row in rows}
    return [
        Term(
            body=row["body"],
            ordinal=row["ordinal"],
            valid=DateRange(row["from"], ends.get((row["body"], row["ordinal"]))),
        )
        for row in rows
        if (row["body"], row["ordinal"]) not in have
    ]


def _missing_names() -> list[dict[str, Any]]:
    """The documents of the list that lack one of their names."""
    have = set(Alias.objects.values_list("fold", "document__symbol_key"))
    missing = []
    for entry in _table("aliases")["document"]:
        symbol = symbols.parse(entry["symbol"])
        assert symbol is not None, "the list holds symbols"
        if any((alias_key(alias), symbol.key) not in have for alias in entry["aliases"]):
            missing.append(entry)
    return missing


def _named(entry: dict[str, Any]) -> Document:
    """The document with its names; a record without file where it is not in the register."""
    symbol = symbols.parse(entry["symbol"])
    assert symbol is not None
    kind = kinds().of_symbol(symbol, entry["kind"])
    columns, key = columns_of(Details(kind, entry["symbol"], "", entry["on"], entry.get("title", "")))
    assert key is not None, "the list holds full identities"
    document, _made = Document.objects.get_or_create(
        issuer__key=key.issuer,
        kind=key.kind,
        **keyed(key),
        defaults={**columns, "status": Document.Status.CITED, "registered_at": clock.moment()},
    )
    for alias in entry["aliases"]:
        Alias.objects.get_or_create(document=document, fold=alias_key(alias), defaults={"alias": alias})
    document.search_fold = search_words(document)
    document.save(update_fields=["search_fold"])
    return document
