"""Accuracy of fields over matched pairs, type by type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from vanban.evaluate.matching import Row
from vanban.evaluate.names import Aliases, as_list, fold_case, jaccard, norm_symbol, number
from vanban.fields import CLARITIES

Mark = tuple[str, float]
Compare = Callable[[Row, Row, Aliases], Iterator[Mark]]


def compare(kind: str, gold: Row, found: Row, same: Aliases) -> Iterator[Mark]:
    """Yield the marks of one matched pair, as far as its annotation has the fields: some say only where things stand."""
    if kind in _COMPARE:
        try:
            yield from _COMPARE[kind](gold, found, same)
        except KeyError:
            return


def _reference(gold: Row, found: Row, same: Aliases) -> Iterator[Mark]:
    yield "reference.kind", fold_case(gold["kind"]) == fold_case(found.get("kind") or "")
    if gold["symbol"]:
        right = {norm_symbol(gold["symbol"]), norm_symbol(gold.get("resolved_symbol"))} - {None}
        yield "reference.symbol", norm_symbol(found.get("symbol")) in right
    else:
        yield "reference.symbol (none in gold)", not found.get("symbol")
    yield "reference.date", (found.get("date") or None) == gold["date"]
    if gold["date"]:
        yield "reference.date (gold has one)", found.get("date") == gold["date"]
    if gold["title"]:
        yield "reference.title", fold_case(found.get("title") or "") == fold_case(gold["title"])


def _organisation(gold: Row, found: Row, same: Aliases) -> Iterator[Mark]:
    yield "organisation.canonical", same(found.get("canonical") or found.get("text") or "") == same(gold["canonical"])


def _person(gold: Row, found: Row, same: Aliases) -> Iterator[Mark]:
    said = {fold_case(x) for x in as_list(found.get("roles"))}
    yield "person.roles (Jaccard)", jaccard(said, {fold_case(x) for x in gold["roles"]})


def _date(gold: Row, found: Row, same: Aliases) -> Iterator[Mark]:
    yield "date.value", _halves(found.get("value")) in map(_halves, [gold["value"], *gold.get("value_alt", [])])


def _halves(value: Any) -> Any:
    """Return a period with its half years written as months: "2024-H1" is 2024-01/2024-06."""
    text = str(value)
    return (
        f"{text[:4]}-01/{text[:4]}-06"
        if text.endswith("-H1")
        else f"{text[:4]}-07/{text[:4]}-12"
        if text.endswith("-H2")
        else value
    )


def deadline_right(gold: Row, found: Row) -> bool:
    """Tell whether the deadline is the gold's or one it also accepts."""
    right = [gold["deadline"], *gold.get("deadline_alt", [])]
    return _halves(found.get("deadline") or None) in map(_halves, right)


def _directive(gold: Row, found: Row, same: Aliases) -> Iterator[Mark]:
    said, right = as_list(found.get("assignees")), gold["assignees"]
    yield "directive.assignees (Jaccard)", jaccard({fold_case(x) for x in said}, {fold_case(x) for x in right})
    yield "directive.assignees (Jaccard, aliases)", jaccard({same(x) for x in said}, {same(x) for x in right})
    if "coordinators" in gold:
        said, right = as_list(found.get("coordinators")), as_list(gold["coordinators"])
        yield "directive.coordinators (Jaccard, aliases)", jaccard({same(x) for x in said}, {same(x) for x in right})
    issuer = found.get("issuer") or ""
    issuers = [gold["issuer"], gold.get("issuer_role") or gold["issuer"], *gold.get("issuer_alt", [])]
    named = fold_case(gold["issuer"]) in fold_case(issuer) or same(issuer) in {same(x) for x in issuers}
    yield "directive.issuer", bool(issuer) and named
    yield "directive.deadline", deadline_right(gold, found)
    if gold["deadline"]:
        yield "directive.deadline (gold has one)", deadline_right(gold, found)
    if gold.get("deadline_end"):
        yield "directive.last day (gold has one)", found.get("deadline_end") == gold["deadline_end"]
    if "closing" in gold:
        yield "directive.closing", bool(found.get("closing")) == bool(gold["closing"])
    yield "directive.recurring", bool(found.get("recurring")) == gold["recurring"]
    clarity = found.get("clarity")
    if isinstance(clarity, dict):
        for name in CLARITIES:
            yield f"directive.clarity.{name}", bool(clarity.get(name)) == gold["clarity"][name]


def _indicator(gold: Row, found: Row, same: Aliases) -> Iterator[Mark]:
    right: list[list[Any]] = [[gold["value"], gold["unit"]], *gold.get("value_alt", [])]
    value, unit = number(found.get("value")), fold_case(found.get("unit") or "")
    yield "indicator.value+unit", any(value == number(v) and unit == fold_case(u) for v, u in right)
    yield "indicator.value", any(value == number(v) for v, _ in right)
    yield "indicator.target", number(found.get("target")) == number(gold["target"])


def _meeting(gold: Row, found: Row, same: Aliases) -> Iterator[Mark]:
    yield "meeting.date", (found.get("date") or None) in [gold["date"], *gold.get("date_alt", [])]
    yield "meeting.ordinal", number(found.get("ordinal")) == number(gold.get("ordinal"))


def _cadence(gold: Row, found: Row, same: Aliases) -> Iterator[Mark]:
    yield "cadence.frequency", sorted(as_list(found.get("frequency"))) == sorted(gold["frequency"])


_COMPARE: dict[str, Compare] = {
    "reference": _reference,
    "organisation": _organisation,
    "person": _person,
    "date": _date,
    "directive": _directive,
    "indicator": _indicator,
    "meeting": _meeting,
    "cadence": _cadence,
}
