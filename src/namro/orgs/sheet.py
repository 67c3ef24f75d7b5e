"""Reads a workbook of units without trusting it: what is no workbook, unpacks too large or lies about its size is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from namro.core.errors import Refusal
from namro.orgs import wording
from vanban.bounded import sheets_bounded
from vanban.errors import Refused
from vanban.fold import fold

MOST_ROWS = 20_000
_MOST_COLUMNS = 256
_TOO_LARGE = {"zip_bomb", "memory", "timeout"}
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
    """The first sheet, read in a bounded process: no file can fell the server."""
    try:
        return sheets_bounded(data, MOST_ROWS + 1, _MOST_COLUMNS, whole=True)[0]
    except Refused as refused:
        if refused.code == "too_long":
            said = {"file": name, "limit": MOST_ROWS}
            raise Refusal("orgs.sheet.too_long", wording.SHEET_TOO_LONG % said) from refused
        if refused.code in _TOO_LARGE:
            raise Refusal("orgs.sheet.too_large", wording.SHEET_TOO_LARGE % {"file": name}) from refused
        raise Refusal("orgs.sheet.unreadable", wording.SHEET_UNREADABLE % {"file": name}) from refused
    except IndexError as error:
        raise Refusal("orgs.sheet.unreadable", wording.SHEET_UNREADABLE % {"file": name}) from error
