"""Reads a workbook of units without trusting it: what is no workbook, unpacks too large or lies about its size is refused."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from python_calamine import CalamineError, load_workbook

from namro.core.errors import Refusal
from namro.orgs import wording
from vanban.fold import fold

MOST_ROWS = 20_000
_MOST_COLUMNS = 256
_UNPACKED = 64 * 1024 * 1024
_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_REQUIRED = ("code", "tree", "kind", "name", "since")


@dataclass(frozen=True)
class Words:
    """The sheet's vocabulary (unit_sheet.toml): what to show and what to recognise, folded."""

    shown: Mapping[str, str]
    known: Mapping[str, str]


@cache
def vocabulary() -> dict[str, Words]:
    """The tables ``columns``, ``trees`` and ``kinds``."""
    tables = _toml()
    return {
        name: Words(
            {key: spellings[0] for key, spellings in tables[name].items()},
            {fold(spelling): key for key, spellings in tables[name].items() for spelling in spellings},
        )
        for name in ("columns", "trees", "kinds")
    }


@cache
def _toml() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("unit_sheet.toml").read_text(encoding="utf-8"))


def sample_rows() -> list[list[str]]:
    """Headings and two rows, for the sample workbook."""
    shown = vocabulary()["columns"].shown
    return [list(shown.values()), *([row.get(key, "") for key in shown] for row in _toml()["samples"])]


def rows(data: bytes, name: str) -> list[tuple[int, dict[str, object]]]:
    """(row number as Excel shows it, column key -> cell) of the first sheet. Raises Refusal for the file as a whole."""
    table = _table(data, name)
    if not table:
        raise Refusal("orgs.sheet.empty", wording.SHEET_EMPTY % {"file": name})
    columns = _headings(table[0])
    found = [
        (number, {key: line[place] for place, key in columns.items()})
        for number, line in enumerate(table[1:], start=2)
        if any(cell not in ("", None) for cell in line)
    ]
    if not found:
        raise Refusal("orgs.sheet.empty", wording.SHEET_EMPTY % {"file": name})
    return found


def _headings(first: list[object]) -> dict[int, str]:
    words = vocabulary()["columns"]
    columns: dict[int, str] = {}
    for place, cell in enumerate(first):
        key = words.known.get(fold(str(cell)))
        if key and key not in columns.values():
            columns[place] = key
    for key in _REQUIRED:
        if key not in columns.values():
            listed = ", ".join(words.shown[one] for one in _REQUIRED)
            said = {"column": words.shown[key], "columns": listed}
            raise Refusal("orgs.sheet.column_missing", wording.SHEET_COLUMN_MISSING % said)
    return columns


def _table(data: bytes, name: str) -> list[list[Any]]:
    try:
        _check_size(data, name)
        return load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError, DefusedXmlException, ParseError, IndexError, OSError) as error:
        raise Refusal("orgs.sheet.unreadable", wording.SHEET_UNREADABLE % {"file": name}) from error
    except (NotImplementedError, RuntimeError, EOFError, ValueError) as error:  # encrypted or damaged packing
        raise Refusal("orgs.sheet.unreadable", wording.SHEET_UNREADABLE % {"file": name}) from error


def _check_size(data: bytes, name: str) -> None:
    """Unpack once, counting: the reader itself believes what the file says and builds the whole rectangle in memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = packed.infolist()
        if "xl/workbook.xml" not in {member.filename for member in members}:
            raise zipfile.BadZipFile("not a workbook")
        if sum(member.file_size for member in members) > _UNPACKED:
            raise Refusal("orgs.sheet.too_large", wording.SHEET_TOO_LARGE % {"file": name})
        for member in members:
            with packed.open(member) as stream:
                if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                    _check_cells(stream, name)
                else:
                    while stream.read(1 << 20):
                        pass


def _check_cells(stream: IO[bytes], name: str) -> None:
    for _event, element in iterparse(stream, events=("end",), forbid_dtd=True):
        cell = _CELL.fullmatch(element.get("r", "")) if element.tag.endswith("}c") or element.tag == "c" else None
        if cell and (int(cell[2]) > MOST_ROWS + 1 or _column(cell[1]) > _MOST_COLUMNS):
            raise Refusal("orgs.sheet.too_long", wording.SHEET_TOO_LONG % {"file": name, "limit": MOST_ROWS})
        element.clear()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
