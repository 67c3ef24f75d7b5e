"""What the library does not tell of an xlsx file: how its numbers are shown, formulas without a value, how far cells reach."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import Any

import regex
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from vanban.errors import Refused
from vanban.files.number_format import BUILT_IN, PLAIN, Form, form_of

MOST_AREA = 8_000_000  # cells of the rectangle around a sheet's cells: the library builds it whole in memory
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A row, or a cell that is not closed at once: what stands in it may be a value.
_PLACED = regex.compile(rb"<(?:\w+:)?(?:(?P<row>row)|c)\b(?P<has>[^>]*)(?:(?<!/)>(?!\s*</(?:\w+:)?c\b)(?P<filled>))?")
_AT = regex.compile(rb"\br\s*=\s*[\"']([^\"']*)[\"']")
_NAME = regex.compile(rb"\s*\$?([A-Za-z]{0,4})\$?(\d{1,8})\s*")
_STYLE = regex.compile(rb"\bs\s*=\s*[\"'](\d{1,6})[\"']")
_NO_VALUE = regex.compile(rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>")  # fmt: skip # noqa: E501


@dataclass(slots=True)
class SheetForms:
    """Of one sheet: the forms of its cells by row and column from 0, and whether formulas stand without their values."""

    cells: dict[tuple[int, int], Form] = field(default_factory=dict)
    uncounted: bool = False


def forms_of(data: bytes) -> dict[str, SheetForms]:
    """Return the forms of every sheet by its name. Raises ``Refused("memory")`` for cells set too far apart.

    To be called after :func:`vanban.files.archive.check_members`; what is malformed has no forms.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {member.filename.lower().lstrip("/"): member for member in archive.infolist()}

        def part(name: str) -> bytes:
            return archive.read(parts[name.lower()]) if name.lower() in parts else b""

        styles = _styles(_tree(part("xl/styles.xml")))
        targets = _targets(_tree(part("xl/_rels/workbook.xml.rels")))
        found = {}
        for sheet in _named(_tree(part("xl/workbook.xml")), "sheet"):
            target = targets.get(sheet.get(_RELATION, ""), "")
            found[sheet.get("name", "")] = _sheet(part(target), styles) if target else SheetForms()
        return found


def _tree(markup: bytes) -> Any:
    try:
        return fromstring(markup) if markup else None
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None


def _named(tree: Any, name: str) -> list[Any]:
    """Return the elements of a local name, whatever their namespace."""
    return [] if tree is None else [one for one in tree.iter() if one.tag.rpartition("}")[2] == name]


def _targets(tree: Any) -> dict[str, str]:
    joined = {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))
        for one in _named(tree, "Relationship")
    }
    return {key: target.lstrip("/") for key, target in joined.items()}


def _styles(tree: Any) -> list[Form]:
    """Return the form of every cell style in order."""
    codes = dict(BUILT_IN)
    for one in _named(tree, "numFmt"):
        codes[_whole(one.get("numFmtId", ""))] = one.get("formatCode", "")
    holders = _named(tree, "cellXfs")[:1]
    numbers = [_whole(one.get("numFmtId", "0")) for holder in holders for one in _named(holder, "xf")]
    made = {number: form_of(codes[number]) if number in codes else PLAIN for number in set(numbers)}
    return [made[number] for number in numbers]


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0


def _sheet(markup: bytes, styles: list[Form]) -> SheetForms:
    found = SheetForms(uncounted=_NO_VALUE.search(markup) is not None)
    special = {str(number).encode() for number, form in enumerate(styles) if form != PLAIN}
    rows, columns = [], []
    row, column = -1, -1
    for one in _PLACED.finditer(markup):
        place = _place(one["has"])
        if one["row"]:
            row, column = (place[0] if place else row + 1), -1
            continue
        row, column = place or (row, column + 1)
        if one["filled"] is None:
            continue
        rows.append(row)
        columns.append(column)
        style = _STYLE.search(one["has"])
        if style and style[1] in special:
            found.cells[row, column] = styles[int(style[1])]
    if rows and (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > MOST_AREA:
        raise Refused("memory", cells=len(rows))
    return found


def _place(attributes: bytes) -> tuple[int, int] | None:
    """Return the row and column a row or cell says it stands in; None where it says nothing, and so follows the last."""
    said = _AT.search(attributes)
    if said is None:
        return None
    name = _NAME.fullmatch(said[1])
    if name is None:
        raise Refused("broken", reason="workbook")
    return int(name[2]) - 1, _column(name[1])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
