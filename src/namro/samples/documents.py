"""The province's documents: registered and read as an office would, then reviewed item by item into tasks."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from namro.core import clock
from namro.core.errors import Refusal
from namro.documents import actions as documents
from namro.documents.models import Document, DocumentKind, Relation, SourceText
from namro.orgs.models import Unit, User
from namro.orgs.scope import Scope
from namro.reading import actions as reading
from namro.reading.models import ItemKind
from namro.tasks import actions, drafting
from namro.tasks.models import Task
from namro.tasks.queries.reviewing import Item, review

FILES = Path(__file__).parent / "documents"
# The newest documents stay unreviewed: the demo's first visitor finds work on the desk.
LEFT_ON_THE_DESK = 2
MANY = 8
NO_TASK = "Câu kết của văn bản, không phải nhiệm vụ để theo dõi."
# The office issues this long after the document.
DAYS_TO_ISSUE = 2
Row = dict[str, Any]


def manifest(today: date) -> list[Row]:
    """The sample documents dated before the day, oldest first."""
    rows = tomllib.loads((FILES / "manifest.toml").read_text(encoding="utf-8"))["document"]
    return [row for row in rows if date.fromisoformat(row["date"]) < today]


def load(
    units: dict[str, Unit], today: date, *, officer: Callable[[Unit], User], by: Callable[[Unit], Scope]
) -> list[Task]:
    """Register, relate and review the documents; returns the tasks issued. ``officer`` keeps a unit's register."""
    held: list[tuple[Row, Document, SourceText | None]] = []
    for row in manifest(today):
        with clock.on(date.fromisoformat(row["date"]) + timedelta(days=1)):
            done = _register(row, units[row["held_by"]], officer(units[row["held_by"]]))
            held.append((row, done.document, done.source))
            _relate(row, done.document, {one["symbol"]: found for one, found, _source in held}, officer)
    desk = [one for one in held if one[2]][-LEFT_ON_THE_DESK:]
    tasks: list[Task] = []
    for one in held:
        row, _document, source = one
        if source is None or one in desk or row["kind"] in {"Báo cáo", "Tờ trình"}:
            continue
        day = date.fromisoformat(row["date"]) + timedelta(days=DAYS_TO_ISSUE)
        if day < today:
            tasks += _review(source, day, units, by(units[row["held_by"]]))
    return tasks


def _register(row: Row, keeper: Unit, officer: User) -> documents.Registered:
    details = documents.Details(
        kind=_kind(row["kind"], row["symbol"]),
        symbol=row["symbol"],
        issuer=row["issuer"],
        issued_on=date.fromisoformat(row["date"]),
        title=row["title"],
    )
    data = (FILES / row["file"]).read_bytes()
    return reading.take_in(data=data, name=row["file"], by=officer, held_by=keeper, details=details)


def _kind(name: str, symbol: str) -> DocumentKind:
    """The kind of the name in the symbol's system: party symbols put the hyphen first."""
    system = "party" if "-" in symbol.split("/")[0] else "state"
    return DocumentKind.objects.get(name=name, system=system)


def _relate(row: Row, document: Document, known: dict[str, Document], officer: Callable[[Unit], User]) -> None:
    for relation in row["relations"]:
        target = known.get(relation["symbol"])
        if target and document.held_by:
            kind = Relation.Kind(relation["kind"])
            documents.relate(document=document, kind=kind, to=target, by=officer(document.held_by))


def _review(source: SourceText, day: date, units: dict[str, Unit], by: Scope) -> list[Task]:
    found = review(source)
    register = drafting.Register(found.document.issued_on or day, day)
    words = [drafting.Words(item.quotation, item.fields) for item in found.items]
    drafts = drafting.drafts(words, found.document, day, register=register)
    by_id = {unit.pk: unit for unit in units.values()}
    made: list[Task] = []
    for item, draft in zip(found.items, drafts, strict=True):
        made += _confirm(source, item, draft, register, by_id, day, by)
    return made


def _confirm(
    source: SourceText,
    item: Item,
    draft: drafting.Draft,
    register: drafting.Register,
    by_id: dict[int, Unit],
    day: date,
    by: Scope,
) -> Sequence[Task]:
    """Confirm what the draft proposes; what the register cannot place stays on the desk."""

    def chosen(role: str) -> list[Unit]:
        return [by_id[body.unit_id] for body in drafting.proposed(draft, role, register)]

    leads = chosen("lead")
    if item.closing or "thi hành" in item.quotation.casefold():
        actions.reject(source=source, start=item.start, end=item.end, reason=NO_TASK, by=by, today=day)
        return []
    if not leads and draft.kind not in {ItemKind.GENERAL, ItemKind.DECIDED}:
        return []
    # What every unit is told without a date or a product is a direction to keep, not work to track.
    to_all = draft.kind in {ItemKind.UNDATED, ItemKind.STANDING} and len(leads) > MANY and not draft.product
    choice = actions.Chosen(
        kind=ItemKind.GENERAL if to_all else draft.kind,
        content=draft.content,
        leads=leads,
        supports=[actions.Share(unit) for unit in chosen("support")],
        directing=chosen("directing"),
        supervising=chosen("supervising"),
        due_on=draft.due_on,
        undated_reason=draft.undated_reason,
        product=draft.product,
    )
    try:
        return actions.confirm(source=source, start=item.start, end=item.end, chosen=choice, by=by, today=day).tasks
    except Refusal:
        # A unit that is gone, a unit in two roles: left for a person, as in the office.
        return []
