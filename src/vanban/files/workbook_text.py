"""Workbooks (xlsx, xls, ods) as texts: every filled cell in the words it shows, in order of rows, sheet by sheet.

Run it in the bounded child: the library believes what the file says about its size.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import python_calamine
import regex
from python_calamine import SheetTypeEnum, SheetVisibleEnum

from vanban.errors import KeptUnread, Refused
from vanban.files.archive import check_members
from vanban.files.number_format import PLAIN, written
from vanban.files.sheet_layout import MOST_CELLS, Cell, SheetComposer
from vanban.files.workbook_forms import SheetForms, forms_of
from vanban.model import SourceText

READER = "workbook/1"
_UNNAMED = regex.compile(r"(?i)(?:sheet|trang tính|trang_tính)\s*\d*")
_PART = regex.compile(
    rb"<table:(?P<what>table|table-row|(?:covered-)?table-cell)(?=[\s/>])(?P<has>(?:[^>\"']|\"[^\"]*\"|'[^']*')*+)"
)
_TIMES = regex.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d+)")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_MOST_ALIKE = 5_000  # filled rows or cells that are one and the same
_MOST_CELLS = 4_000_000  # from A1 to the last filled one: the library writes each of them out, more than once
_PACKED = frozenset(("xlsx", "ods"))


def read_workbook(data: bytes, kind: str) -> SourceText:
    """Return the filled cells of a workbook, one a line; formulas as last computed, empty rows and cells left out.

    Raises ``Refused("zip_bomb")``, ``Refused("broken")``, ``Refused("memory")`` and ``KeptUnread("unsupported")`` when a
    password is needed. Warnings, N from 1: ``hidden_sheet:N`` (its words are read), ``formulas_without_values:N``;
    ``number_formats_unread`` where only xlsx tells them: a month may stand as its first day, a share as a fraction.
    """
    out = SheetComposer()
    warnings = [] if kind == "xlsx" else ["number_formats_unread"]
    with calamine_errors():
        if kind in _PACKED:
            check_members(data)
        if kind == "ods":
            _refuse_endless(data)
        forms = forms_of(data) if kind == "xlsx" else {}
        book = python_calamine.load_workbook(io.BytesIO(data))
        pages = [page for page in book.sheets_metadata if page.typ == SheetTypeEnum.WorkSheet]
        for number, page in enumerate(pages, 1):
            form = forms.get(page.name, SheetForms())
            title = "" if len(pages) == 1 or _UNNAMED.fullmatch(page.name) else page.name
            sheet = book.get_sheet_by_name(page.name)
            out.sheet(title, _rows(sheet, form))
            if page.visible != SheetVisibleEnum.Visible:
                warnings.append(f"hidden_sheet:{number}")
            if form.uncounted:
                warnings.append(f"formulas_without_values:{number}")
    text, blocks = out.finish()
    return SourceText(text, kind, READER, None, blocks, tuple(warnings))


def _refuse_endless(data: bytes) -> None:
    """Refuse rows and cells repeated beyond what any sheet has room for: the library would write each of them out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    rows = columns = width = alike = filled = 0
    for part in _PART.finditer(content):
        if part["what"] == b"table":
            rows = columns = width = alike = 0
            continue
        said = _TIMES.search(part["has"])
        times = 1 if said is None else int(said[1][:9])
        if part["what"] == b"table-row":
            rows, columns, alike, most = rows + times, 0, times, _MOST_ROWS
        else:
            columns, most = columns + times, _MOST_COLUMNS
        if times > most:
            raise Refused("memory")
        if b"value" in part["has"] or b"formula" in part["has"]:
            width, filled = max(width, columns), filled + times * alike
            if max(times, alike) > _MOST_ALIKE or rows * width > _MOST_CELLS or filled > MOST_CELLS:
                raise Refused("memory")


@contextmanager
def calamine_errors() -> Iterator[None]:
    """Turn what the library raises on damaged files into our refusals; its panics are no ordinary exceptions."""
    try:
        yield
    except python_calamine.PasswordError as error:
        raise KeptUnread("unsupported", found="office_encrypted") from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError) as error:
        raise Refused("broken", reason="workbook") from error
    except (KeyError, IndexError, OverflowError, NotImplementedError, RuntimeError) as error:
        raise Refused("broken", reason="workbook") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise Refused("broken", reason="workbook") from None
        raise


def _rows(sheet: Any, forms: SheetForms) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Yield the rows of a sheet with their true numbers, each with its filled cells."""
    top, left = sheet.start or (0, 0)
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), top):
        cells = []
        for column, value in enumerate(row, left):
            if value == "" or value is None:
                continue
            words = value if isinstance(value, str) else written(value, forms.cells.get((number, column), PLAIN))
            if words.strip():
                cells.append((column, words))
        yield number, cells
