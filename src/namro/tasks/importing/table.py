"""The rows of a stranger's list (xlsx, csv), judged while still in memory: what is refused leaves nothing behind (F93)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from namro.core.errors import Refusal
from namro.core.text import clean
from namro.documents import intake
from namro.documents.wording import SECRET
from namro.tasks import wording
from namro.tasks.importing import columns
from vanban import secrecy
from vanban.bounded import sheets_bounded
from vanban.errors import Refused
from vanban.files.csv_text import rows_of
from vanban.files.kinds import kind_of
from vanban.fold import fold

MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST = 5_000  # characters of one cell
_READ_ROWS = 20_000  # formatted rows without a word do not count, but have to be read
_TOO_LARGE = {"zip_bomb", "memory", "timeout"}
_SECRET_HEADS = ("do mat", "mat", "muc do mat", "do bao mat")
_DEGREES = {"mat", "toi mat", "tuyet mat"}
Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Table:
    """A sheet as it may be kept: rows with a word in them by the number the spreadsheet shows, cells as text."""

    name: str
    sha256: str
    rows: list[Line]
    heading: int


def read(data: bytes, name: str) -> Table:
    """Judge and read a list. Raises Refusal ``tasks.list.*``, ``documents.file.*`` or ``core.text.*`` for the whole file."""
    intake.judge(data, name)
    name = intake.printable(name)
    kind = kind_of(data, name)
    if kind == "xlsx":
        sheets = _sheets(data, name)
    elif kind == "txt" and name.lower().endswith((".csv", ".tsv")):
        sheets = [rows_of(data)]
    elif kind == "office_encrypted":
        raise Refusal("tasks.list.encrypted", wording.LIST_ENCRYPTED % {"file": name})
    else:
        raise Refusal("tasks.list.kind", wording.LIST_KIND % {"file": name})
    rows = _best([_kept(sheet, name) for sheet in sheets], name)
    heading = columns.find_heading(rows)
    _refuse_secret(rows, heading)
    if len(rows) < 2 or not any(number > heading for number, _cells in rows):
        raise Refusal("tasks.list.empty", wording.LIST_EMPTY % {"file": name})
    return Table(name, hashlib.sha256(data).hexdigest(), rows, heading)


def _sheets(data: bytes, name: str) -> list[list[list[Any]]]:
    """Every sheet, read in a bounded process: no file can fell the server."""
    try:
        return sheets_bounded(data, _READ_ROWS, 256, whole=True, every=True)
    except Refused as refused:
        if refused.code == "too_long":
            raise _too_long(name) from refused
        if refused.code in _TOO_LARGE:
            raise Refusal("tasks.list.too_large", wording.LIST_TOO_LARGE % {"file": name}) from refused
        raise Refusal("tasks.list.unreadable", wording.LIST_UNREADABLE % {"file": name}) from refused


def _too_long(name: str) -> Refusal:
    said = {"file": name, "rows": MOST_ROWS, "columns": MOST_COLUMNS}
    return Refusal("tasks.list.too_long", wording.LIST_TOO_LONG % said)


def _kept(sheet: Sequence[Sequence[Any]], name: str) -> list[Line]:
    """The rows with words, without the empty columns at the end."""
    told = [(number, [_said(cell) for cell in row]) for number, row in enumerate(sheet, start=1)]
    told = [(number, cells) for number, cells in told if any(cells)]
    width = max((place + 1 for _number, cells in told for place, cell in enumerate(cells) if cell), default=0)
    if len(told) > MOST_ROWS + 20 or width > MOST_COLUMNS:
        raise _too_long(name)
    return [(number, cells[:width] + [""] * (width - len(cells))) for number, cells in told]


def _said(value: Any) -> str:
    """A cell as text: a day as 2026-03-15, a whole number without its point."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _best(sheets: Sequence[list[Line]], name: str) -> list[Line]:
    """The sheet whose headings say most; a cover or a page of notes before it does not matter."""
    filled = [rows for rows in sheets if rows]
    if not filled:
        raise Refusal("tasks.list.empty", wording.LIST_EMPTY % {"file": name})
    return max(filled, key=lambda rows: (columns.recognised(rows), len(rows)))


def _refuse_secret(rows: Sequence[Line], heading: int) -> None:
    """Every cell passes the door of typed text; a column of degrees of secrecy is looked at by its heading."""
    heads = next(cells for number, cells in rows if number == heading)
    marked = [place for place, head in enumerate(heads) if fold(head).strip(" .:") in _SECRET_HEADS]
    for number, cells in rows:
        for place, cell in enumerate(cells):
            if len(cell) > LONGEST:
                said = {"row": number, "column": columns.letter(place), "limit": LONGEST}
                raise Refusal("tasks.list.long_cell", wording.LIST_LONG_CELL % said)
            cells[place] = clean(cell) if cell else ""
        if settings.NAMRO_ISOLATED_LAN:
            continue
        if any(fold(cells[place]).strip(" .") in _DEGREES for place in marked) or secrecy.typed("\n".join(cells)):
            raise Refusal("documents.file.secret", SECRET)
    intake.refuse_secret(text="\n".join(_lines(rows)))


def _lines(rows: Sequence[Line]) -> Iterator[str]:
    for _number, cells in rows[:40]:
        yield "\t".join(cell for cell in cells if cell)
