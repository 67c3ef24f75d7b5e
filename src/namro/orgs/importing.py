"""Units from a workbook: all rows or none, and every row that cannot go in named with its column and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise

from namro.core.days import EARLIEST, LATEST, parse_day
from namro.core.errors import Refusal
from namro.core.recording import Actor
from namro.core.text import clean_line
from namro.orgs import actions, sheet, wording
from namro.orgs.models import Unit, UnitVersion
from vanban.fold import fold

CODE = r"^[\w.\-]{1,40}\Z"
SHOWN = 200
_LONGEST = 300
Cells = Mapping[str, object]


@dataclass(frozen=True)
class Fault:
    """One cell that cannot go in: where it stands and what to do."""

    row: int
    column: str
    sentence: str


class ImportRefused(Refusal):
    """Nothing was stored; ``faults`` are the first ones, ``total`` counts all."""

    def __init__(self, name: str, faults: list[Fault], total: int) -> None:
        super().__init__("orgs.import.refused", wording.SHEET_REFUSED % {"file": name, "count": total})
        self.faults = faults
        self.total = total


@dataclass
class _Faults:
    """Counts every fault and words the first ones only."""

    found: list[Fault] = field(default_factory=list)
    total: int = 0

    def add(self, row: int, column: str, sentence: Promise, **said: object) -> None:
        self.total += 1
        if len(self.found) < SHOWN:
            heading = sheet.vocabulary()["columns"].shown[column]
            text = str(sentence) % {"row": row, "column": heading, **said}
            self.found.append(Fault(row, heading, text))


@dataclass(frozen=True)
class _Row:
    number: int
    unit: actions.NewUnit


def import_units(data: bytes, name: str, *, by: Actor | None) -> list[Unit]:
    """Open every unit of the workbook's first sheet. Raises ImportRefused with the faults, Refusal for the file itself."""
    name = printable(name)
    faults = _Faults()
    read = [_read(number, cells, faults) for number, cells in sheet.rows(data, name)]
    rows = [row for row in read if row]
    _check_codes(rows, faults)
    if faults.total:
        raise ImportRefused(name, sorted(faults.found, key=lambda fault: fault.row), faults.total)
    return actions.open_units(units=[row.unit for row in rows], by=by, code="orgs.unit.imported")


def printable(name: str) -> str:
    """A file's name as it may be shown: one line, no controls, no lone surrogates, not endless."""
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "?", name).strip()[:120] or "?"


def _read(number: int, cells: Cells, faults: _Faults) -> _Row | None:
    before = faults.total
    code = _text(number, "code", cells, faults, needed=True)
    if code and not re.match(CODE, code):
        faults.add(number, "code", wording.ROW_BAD_CODE, value=code[:60])
    tree = _choice(number, "tree", "trees", cells, faults)
    kind = _choice(number, "kind", "kinds", cells, faults)
    name = _text(number, "name", cells, faults, needed=True)
    short_name = _text(number, "short_name", cells, faults)
    parent = _text(number, "parent", cells, faults)
    since = _day(number, "since", cells, faults, needed=True)
    decision = actions.Decision(
        _text(number, "symbol", cells, faults),
        _text(number, "issuer", cells, faults),
        _day(number, "decided_on", cells, faults),
    )
    if faults.total > before or since is None:
        # The code still counts when others are compared with it, so that one fault does not make ten.
        since, name, kind = since or EARLIEST, name or code, kind or UnitVersion.Kind.OTHER
    unit = actions.NewUnit(code, tree, kind, name, since, short_name, parent, decision=decision)
    return _Row(number, unit) if code else None


def _said(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _text(number: int, column: str, cells: Cells, faults: _Faults, *, needed: bool = False) -> str:
    try:
        text = clean_line(_said(cells.get(column)))
    except Refusal:
        faults.add(number, column, wording.ROW_UNUSABLE)
        return ""
    if needed and not text:
        faults.add(number, column, wording.ROW_MISSING)
    if len(text) > _LONGEST:
        faults.add(number, column, wording.ROW_TOO_LONG, limit=_LONGEST)
        return ""
    return text


def _choice(number: int, column: str, table: str, cells: Cells, faults: _Faults) -> str:
    text = _text(number, column, cells, faults, needed=True)
    words = sheet.vocabulary()[table]
    chosen = words.known.get(fold(text), "")
    if text and not chosen:
        choices = "; ".join(words.shown.values())
        faults.add(number, column, wording.ROW_BAD_CHOICE, value=text[:60], choices=choices)
    return chosen


def _day(number: int, column: str, cells: Cells, faults: _Faults, *, needed: bool = False) -> date | None:
    value = cells.get(column)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        day = value if EARLIEST <= value <= LATEST else None
    else:
        text = _text(number, column, cells, faults, needed=needed)
        if not text:
            return None
        day = parse_day(text)
    if day is None:
        faults.add(number, column, wording.ROW_BAD_DATE, value=_said(value)[:60])
    return day


def _check_codes(rows: list[_Row], faults: _Faults) -> None:
    """Codes against each other and against the register: one query for any number of rows."""
    first: dict[str, int] = {}
    parents: dict[str, str] = {}
    codes = {row.unit.code for row in rows} | {row.unit.parent for row in rows if row.unit.parent}
    register = _register(codes)
    for row in rows:
        code, parent = row.unit.code, row.unit.parent
        if code in first:
            faults.add(row.number, "code", wording.ROW_CODE_TWICE, code=code, other=first[code])
            continue
        first[code] = row.number
        parents[code] = parent
        if code in register:
            faults.add(row.number, "code", wording.ROW_CODE_TAKEN, code=code, name=register[code])
    for row in rows:
        if row.unit.parent and row.unit.parent not in register and row.unit.parent not in first:
            faults.add(row.number, "parent", wording.ROW_NO_PARENT, code=row.unit.parent)
    for code in _looping(parents):
        faults.add(first[code], "parent", wording.ROW_PARENT_LOOP, code=code)


def _register(codes: Iterable[str]) -> dict[str, str]:
    rows = UnitVersion.objects.filter(unit__code__in=set(codes)).order_by("valid").values_list("unit__code", "name")
    return dict(rows)


def _looping(parents: Mapping[str, str]) -> list[str]:
    """Codes that stand under themselves. Each code is walked once."""
    done: set[str] = set()
    looping: list[str] = []
    for start in parents:
        path: dict[str, None] = {}
        current = start
        while current in parents and current not in done and current not in path:
            path[current] = None
            current = parents[current]
        if current in path:
            walked = list(path)
            looping += walked[walked.index(current) :]
        done |= path.keys()
    return looping
