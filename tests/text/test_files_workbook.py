"""Workbooks and CSV files: every filled cell in its own words and place, orders found in them, endless ones refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter

from tests.text.files_office import archive
from tests.text.files_text import TCVN3, cp1258
from vanban.bounded import read_bounded
from vanban.errors import KeptUnread, Refused
from vanban.extract import extract
from vanban.files import read
from vanban.files.number_format import PLAIN, form_of, written
from vanban.fuzzing.samples import MAKERS
from vanban.fuzzing.words import dice
from vanban.model import SourceText

HEADS = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm")


def workbook(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        fill(book)
    return stream.getvalue()


def of_cells(*rows: tuple[object, ...], form: str = "", name: str = "Bảng việc", start: int = 0) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        style = book.add_format({"num_format": form}) if form else None
        page = book.add_worksheet(name)
        for number, row in enumerate(rows, start):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, column, value, style)
                elif value is not None:
                    page.write(number, column, value, style)

    return workbook(fill)


def assignments(book: xlsxwriter.Workbook) -> None:
    """A workbook of assignments as an office makes it: letterhead in merged cells, a section row, gaps, real dates."""
    page = book.add_worksheet("Phân công")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    page.merge_range("A1:C1", "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN")
    page.merge_range("D1:F1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page.merge_range("A3:F3", "BẢNG PHÂN CÔNG NHIỆM VỤ")
    page.write_row(5, 0, HEADS)
    page.write_row(6, 0, ("I", "CHUYỂN ĐỔI SỐ"))
    page.write_row(7, 0, (1, "Số hóa hồ sơ của các xã ven sông", None, "Sở Tài chính"))
    page.merge_range("C8:C9", "Sở Nội vụ")
    page.write_datetime(7, 4, datetime(2026, 7, 15), day)
    page.write(7, 5, "Kho hồ sơ số")
    page.write_row(8, 0, (2, "Rà soát quy trình một cửa", None, None, "Quý IV năm 2026"))
    page.write_row(10, 0, (3, "Sửa bến đò Vân Hà", "Sở Xây dựng; UBND xã Vân Hà", "Công an tỉnh", "30/9/2026"))


def orders(source: SourceText) -> list[tuple[object, ...]]:
    return [
        (source.text[a.start : a.end], a.fields["assignees"], a.fields["coordinators_raw"], a.fields["deadline"])
        for a in extract(source)
        if a.type == "directive"
    ]


ORDERS = [
    ("Số hóa hồ sơ của các xã ven sông", ["Sở Nội vụ"], ["Sở Tài chính"], "2026-07-15"),
    ("Rà soát quy trình một cửa", ["Sở Nội vụ"], [], "2026-Q4"),
    ("Sửa bến đò Vân Hà", ["Sở Xây dựng", "UBND xã Vân Hà"], ["Công an tỉnh"], "2026-09-30"),
]


def test_workbook_of_assignments_when_extracted_then_one_order_a_row() -> None:
    source = read_bounded(workbook(assignments), "phan cong.xlsx")
    assert (source.format, source.warnings) == ("xlsx", ())
    assert orders(source) == ORDERS


def test_csv_of_assignments_when_extracted_then_one_order_a_row() -> None:
    rows = [
        "BẢNG PHÂN CÔNG NHIỆM VỤ;;;;;",
        ";".join(HEADS),
        '1;Số hóa hồ sơ của các xã ven sông;Sở Nội vụ;Sở Tài chính;15/7/2026;"Kho hồ sơ số\ncủa tỉnh"',
        "2;Rà soát quy trình một cửa;;;Quý IV năm 2026;",
        '3;Sửa bến đò Vân Hà;"Sở Xây dựng; UBND xã Vân Hà";Công an tỉnh;30/9/2026;',
    ]
    source = read("\r\n".join(rows).encode("utf-8-sig"), "phan-cong.csv")
    assert orders(source) == ORDERS
    cells = {(b.row, b.column): source.text[b.start : b.end] for b in source.blocks}
    assert cells[2, 5] == "Kho hồ sơ số\ncủa tỉnh" and cells[4, 2] == "Sở Xây dựng; UBND xã Vân Hà"


def test_cells_when_read_then_each_knows_its_sheet_row_and_column() -> None:
    source = read(workbook(assignments), "a.xlsx")
    assert all(source.text[b.start : b.end].strip() for b in source.blocks)
    assert [b.start for b in source.blocks] == sorted(b.start for b in source.blocks)
    places = {source.text[b.start : b.end]: (b.table, b.row, b.column) for b in source.blocks}
    assert places["BẢNG PHÂN CÔNG NHIỆM VỤ"] == (0, 2, 0)
    assert (places["TT"], places["30/9/2026"]) == ((1, 5, 0), (1, 10, 4))


def test_sheets_when_several_then_titled_and_the_hidden_read_and_named() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Quý III").write(0, 0, "Việc một")
        book.add_worksheet("Sheet2").write(0, 0, "Việc hai")
        book.add_worksheet("Trống")
        hidden = book.add_worksheet("Nháp")
        hidden.write(0, 0, "Việc ba")
        hidden.hide()

    source = read(workbook(fill), "a.xlsx")
    assert source.text == "Quý III\nViệc một\nViệc hai\nNháp\nViệc ba\n"
    assert source.warnings == ("hidden_sheet:4",)
    assert [source.text[b.start : b.end] for b in source.blocks if b.kind == "heading"] == ["Quý III", "Nháp"]


def test_formula_when_read_then_its_last_value_and_a_warning_without_one() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.write_formula(0, 0, "=1+1", None, 2)
        page.write_formula(1, 0, '="Sở "&"Y tế"', None, "Sở Y tế")

    data = workbook(fill)
    assert (read(data, "a.xlsx").text, read(data, "a.xlsx").warnings) == ("2\nSở Y tế\n", ())
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet].replace(b"<v>2</v>", b"")
    source = read(archive(members), "a.xlsx")
    assert (source.text, source.warnings) == ("Sở Y tế\n", ("formulas_without_values:1",))


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (2026, "General", "2026"),
        (1234.5, "General", "1234,5"),
        (1234.5, "#,##0.0", "1.234,5"),
        (1234567, "#,##0", "1.234.567"),
        (1234.5, '#,##0.0" tỷ đồng"', "1.234,5 tỷ đồng"),
        (0.125, "0.0%", "12,5%"),
        (0.5, "0%", "50%"),
        (5, "00", "05"),
        (-0.4, "0", "0"),
        (-12.25, "0.0;[Red](0.0)", "-12,3"),
        (2500000, '#,##0,, "triệu"', "3 triệu"),
        (0.1 + 0.2, "General", "0,3"),
        (1e300, "0", "1e+300"),
        (12.5, "# ?/?", "12,5"),
        (True, "General", "TRUE"),
        (date(2026, 7, 5), "dd/mm/yyyy", "5/7/2026"),
        (date(2026, 7, 1), "mm/yyyy", "7/2026"),
        (date(2026, 1, 1), "yyyy", "2026"),
        (datetime(2026, 7, 5, 14, 30), "General", "5/7/2026 14:30"),
        (datetime(2026, 7, 5), "General", "5/7/2026"),
        (time(7, 30), "h:mm", "07:30"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
        (None, "General", ""),
    ],
)
def test_value_when_written_then_as_the_cell_shows_it(value: object, code: str, shown: str) -> None:
    assert written(value, form_of(code)) == shown


def test_forms_when_in_a_file_then_reach_their_cells() -> None:
    assert read(of_cells((0.125, 7.0), form="0.0%"), "a.xlsx").text == "12,5%\n700,0%\n"
    assert read(of_cells((date(2026, 9, 1),), form="mm/yyyy"), "a.xlsx").text == "9/2026\n"
    assert form_of("General") == PLAIN


def test_words_when_spread_or_decomposed_then_tidied() -> None:
    source = read(of_cells(("  Ủy ban\r\n\r\n nhân dân ", "\x0b"), name="Sheet1"), "a.xlsx")
    assert source.text == "Ủy ban\nnhân dân\n"


TABLE = "Đơn vị{0}Số lượng\nSở Y tế{0}12\nSở Nội vụ{0}7\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_when_of_any_delimiter_then_the_same_cells(delimiter: str) -> None:
    source = read(TABLE.format(delimiter).encode(), "a.csv")
    assert source.text == "Đơn vị\nSố lượng\nSở Y tế\n12\nSở Nội vụ\n7\n"
    assert {b.column for b in source.blocks} == {0, 1}


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TABLE.format(",").encode("utf-16"), "utf-16"),
        (TABLE.format(",").encode("utf-16-le"), "utf-16-le"),
        (cp1258(TABLE.format(",")), "cp1258"),
        (TCVN3.replace(b", ", b";") + "Së Y tÕ;Së Néi vô;12\n".encode("latin-1") * 3, "tcvn3"),
    ],
)
def test_csv_when_in_an_old_encoding_then_converted(data: bytes, encoding: str) -> None:
    source = read(data, "a.csv")
    assert source.encoding == encoding
    assert "Sở Y tế" in source.text


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("sep=;\na;b,c\n", ["a", "b,c"]),
        ('a,"b\n""c"""\nd,e\n', ["a", 'b\n"c"', "d", "e"]),
        ("1.234,5;2\n0,5;3\n", ["1.234,5", "2", "0,5", "3"]),
        ("một dòng, rồi thôi\nhai dòng\nba dòng\nbốn\n", ["một dòng, rồi thôi", "hai dòng", "ba dòng", "bốn"]),
        ('a;"b\n' + "c;d\n" * 10_000, ["a", '"b', *["c", "d"] * 10_000]),
        ("a,b\r\nc,d\r", ["a", "b", "c", "d"]),
    ],
)
def test_csv_when_odd_then_no_cell_is_lost(text: str, cells: list[str]) -> None:
    source = read(text.encode(), "a.csv")
    assert [source.text[b.start : b.end] for b in source.blocks] == cells


def test_row_far_below_when_empty_then_does_not_count() -> None:
    data = _replaced(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/><c r="A1048576"></c></row></sheetData>'
    )
    assert read(data, "a.xlsx").text == "a\nb\n"


def _far_apart() -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.write(0, 0, "a")
        page.write(1_000_000, 16_000, "b")

    return workbook(fill)


def _replaced(old: bytes, new: bytes) -> bytes:
    """A workbook whose only sheet is written otherwise in one place."""
    with zipfile.ZipFile(io.BytesIO(of_cells(("a",), ("b",)))) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert old in members[sheet]
    members[sheet] = members[sheet].replace(old, new)
    return archive(members)


def _old(data: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data


def _ods(times: int, *whats: str) -> bytes:
    """The sample of the fuzzing with its first row, the first cell of it or both said to be repeated."""
    with zipfile.ZipFile(io.BytesIO(MAKERS["ods"](dice(1)))) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    for what in whats:
        once = re.compile(f"number-{what}-repeated=(.)1.".encode())
        members["content.xml"] = once.sub(f'number-{what}-repeated="{times}"'.encode(), members["content.xml"], count=1)
    return archive(members)


REFUSED = [
    ("far.xlsx", _far_apart(), "memory"),
    ("far-row.xlsx", _replaced(b'<c r="A2"', b'<c r="XFD99999999"'), "memory"),
    ("row-far-and-cell-unnamed.xlsx", _replaced(b'<row r="2" spans="1:1"><c r="A2"', b'<row r="9999999"><c'), "memory"),
    ("endless-number.xlsx", _replaced(b'<c r="A2"', b'<c r="A99999999999999999999"'), "broken"),
    ("cut.xlsx", of_cells(("a",))[:200], "broken"),
    ("hollow.xlsx", archive({"xl/workbook.xml": b"<a/>"}), "broken"),
    ("entities.xlsx", archive({"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "broken"),
    ("bomb.xlsx", archive({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * (30 << 20)}), "zip_bomb"),
    ("empty.xlsx", workbook(lambda book: book.add_worksheet()), "empty"),
    ("old.xls", _old(bytes(5000)), "broken"),
    ("endless-rows.ods", _ods(2147483647, "rows"), "memory"),
    ("endless-columns.ods", _ods(65536, "columns"), "memory"),
    ("endless-number.ods", _ods(99999999999999999999, "columns"), "memory"),
    ("more-rows-than-a-sheet-fills.ods", _ods(65536, "rows"), "memory"),
    ("rows-times-columns.ods", _ods(5000, "rows", "columns"), "memory"),
    ("named.ods", of_cells(("a",)), "not_what_it_says"),
    ("blank.csv", b" ; ; \n;;\n", "empty"),
]


@pytest.mark.parametrize(("name", "data", "code"), REFUSED, ids=[name for name, _data, _code in REFUSED])
def test_workbook_when_hostile_or_damaged_then_refused(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_bounded(data, name)
    assert (caught.value.code, caught.value.params["name"]) == (code, name)


def test_open_sheet_when_a_row_is_repeated_in_reason_then_read_so_often() -> None:
    assert read(_ods(40, "rows"), "a.ods").text.count("TT\n") == 40


def test_mail_store_of_a_mail_program_when_read_then_kept_unread() -> None:
    with pytest.raises(KeptUnread, match="unsupported"):
        read(_old("__substg1.0_37001F".encode("utf-16-le") + bytes(600)), "thu.msg")


def test_every_word_of_a_large_sheet_is_there_once() -> None:
    rows = [tuple(f"ô {row} {column}" for column in range(8)) for row in range(500)]
    text = read_bounded(of_cells(*rows), "a.xlsx").text
    assert sorted(re.findall(r"ô \d+ \d+", text)) == sorted(cell for row in rows for cell in row)
