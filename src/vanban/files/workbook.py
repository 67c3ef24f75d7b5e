"""The cells of a stranger's workbook. To be called in the bounded child only: the reader believes what the file says."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import IO, Any

import python_calamine
from defusedxml.ElementTree import iterparse

from vanban.errors import Refused

UNPACKED = 64 * 1024 * 1024  # bytes, all members together
_CHARACTERS = 16 * 1024 * 1024  # of all the cells handed back
_CELL = re.compile(r"\$?([A-Za-z]{1,4})\$?([0-9]{1,8})")
_DAYS = {"date": date, "datetime": datetime}


def sheets(data: bytes, most_rows: int, most_columns: int, whole: bool, every: bool = False) -> list[list[list[Any]]]:
    """Return the first rows of every sheet; with ``whole`` the first sheet alone (or ``every`` one), from A1 on, and nothing
    may be left out.

    Raises ``Refused("too_long")`` for a ``whole`` sheet beyond the rows and columns, ``Refused("memory")`` for endless words.
    """
    if whole:
        _check_cells(data, most_rows, most_columns)
    book = python_calamine.load_workbook(io.BytesIO(data))
    names = book.sheet_names[:1] if whole and not every else book.sheet_names
    room = _CHARACTERS
    found = []
    for name in names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=not whole)
        if whole and (len(rows) > most_rows or any(len(row) > most_columns for row in rows[:1])):
            raise Refused("too_long")
        kept = [[_plain(cell) for cell in row[:most_columns]] for row in rows[:most_rows]]
        room -= sum(len(cell) if isinstance(cell, str) else 8 for row in kept for cell in row)
        if room < 0:
            raise Refused("memory")
        found.append(kept)
    return found


def _plain(cell: Any) -> Any:
    """A cell as JSON can carry it."""
    if isinstance(cell, date):
        return {"datetime" if isinstance(cell, datetime) else "date": cell.isoformat()}
    return cell if isinstance(cell, str | int | float | bool | None) else str(cell)


def unpacked(cell: Any) -> Any:
    """The cell again, on the other side of the pipe."""
    if isinstance(cell, dict):
        [(kind, said)] = cell.items()
        return _DAYS[kind].fromisoformat(said)
    return cell


def _check_cells(data: bytes, most_rows: int, most_columns: int) -> None:
    """Unpack once, counting: the reader itself builds the whole rectangle in memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = packed.infolist()
        if "xl/workbook.xml" not in {member.filename.lower() for member in members}:
            raise Refused("broken", reason="not a workbook")
        if sum(member.file_size for member in members) > UNPACKED:
            raise Refused("zip_bomb")
        for member in members:
            with packed.open(member) as stream:
                if member.filename.lower().endswith(".xml"):
                    _check_member(stream, most_rows, most_columns)
                else:
                    while stream.read(1 << 20):
                        pass


def _check_member(stream: IO[bytes], most_rows: int, most_columns: int) -> None:
    for _event, element in iterparse(stream, events=("end",), forbid_dtd=True):
        cell = _CELL.fullmatch(element.get("r", "")) if element.tag.rpartition("}")[2] == "c" else None
        if cell and (int(cell[2]) > most_rows or _column(cell[1].upper()) > most_columns):
            raise Refused("too_long")
        element.clear()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
