"""The register as a workbook: one real table with typed days and a frozen head, and a sheet that says what it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

_WIDTHS = {"content": 60, "unit": 32, "last_update": 40, "lacking": 32, "added_later": 40, "symbol": 18, "code": 18}
_NARROW = 14


def write(
    columns: dict[str, str], rows: Iterable[dict[str, Any]], summary: Sequence[tuple[str, Any]], stream: IO[bytes]
) -> None:
    """Write the rows under ``columns`` (name -> heading), streamed, and the summary's lines on a second sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Task register")[:31])
    for place, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, _NARROW)
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.append([_cell(sheet, heading, bold=True) for heading in columns.values()])
    last = 1
    for last, row in enumerate(_at_least_one(rows), 2):  # noqa: B007 - a table has one line at least
        sheet.append([_cell(sheet, row.get(name)) for name in columns])
    _make_table(sheet, list(columns.values()), last)
    _summarise(book, summary)
    book.save(stream)


def _at_least_one(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    found = iter(rows)
    return chain([next(found, {})], found)


def _make_table(sheet: Any, headings: list[str], last: int) -> None:
    # The workbook's own name of the table: a word formulas can use, the same in every language.
    place = f"A1:{get_column_letter(len(headings))}{last}"
    columns = [TableColumn(id=number, name=heading) for number, heading in enumerate(headings, 1)]
    table = Table(displayName="NhiemVu", ref=place, tableColumns=columns, autoFilter=AutoFilter(ref=place))
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.tables.add(table)


def _summarise(book: Workbook, summary: Sequence[tuple[str, Any]]) -> None:
    page = book.create_sheet(_("Summary")[:31])
    page.column_dimensions["A"].width = 40
    page.column_dimensions["B"].width = 30
    for place, (label, value) in enumerate(summary):
        page.append([_cell(page, label, bold=not place), _cell(page, value)])


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """A typed cell: a day is a day, and words that begin with "=" are words."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        if not bold and value[:1] not in {"=", "#"}:
            return value
    elif not isinstance(value, date):
        return value
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    else:
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
