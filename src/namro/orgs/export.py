"""The units as they stand on a day, as a file for people's own tools."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import IO, Any

import xlsxwriter

from namro.core.text import spreadsheet_safe
from namro.orgs.queries import head_on, versions_on

COLUMNS = (
    "code",
    "tree",
    "kind",
    "name",
    "short_name",
    "parent",
    "valid_from",
    "head",
    "decided_symbol",
    "decided_by",
    "decided_on",
)


def rows(on: date) -> Iterator[dict[str, Any]]:
    """One row per unit alive on the day, in dictionary order. Three queries."""
    versions = list(versions_on(on))
    codes = {version.unit_id: version.unit.code for version in versions}
    heads = head_on(codes, on)
    for version in versions:
        head = heads.get(version.unit_id)
        said = (
            version.unit.code,
            version.unit.tree,
            version.kind,
            version.name,
            version.short_name,
            codes.get(version.parent_id or 0, ""),
            version.valid.lower,
            head.person.full_name if head else "",
            version.decided_symbol,
            version.decided_by,
            version.decided_on,
        )
        yield dict(zip(COLUMNS, said, strict=True))


def write(on: date, fmt: str, stream: IO[bytes]) -> None:
    """Write the units to a binary stream as xlsx, csv or json."""
    if fmt == "json":
        stream.write(json.dumps(list(rows(on)), ensure_ascii=False, default=date.isoformat, indent=1).encode() + b"\n")
    elif fmt == "csv":
        text = io.TextIOWrapper(stream, "utf-8-sig", newline="", write_through=True)
        out = csv.DictWriter(text, COLUMNS)
        out.writeheader()
        out.writerows({name: spreadsheet_safe(value) for name, value in row.items()} for row in rows(on))
        text.detach()
    else:
        book = xlsxwriter.Workbook(stream, {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
        for number, row in enumerate(rows(on), 1):
            sheet.write_row(number, 0, ["" if value is None else value for value in row.values()])
        book.close()
