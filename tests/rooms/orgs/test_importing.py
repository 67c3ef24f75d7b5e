"""Units from a workbook: all or nothing, every bad row named, hostile files refused, the same queries for any number of rows."""

import io
import time
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext

from namro.core.errors import Refusal
from namro.core.models import Event
from namro.orgs import sheet
from namro.orgs.importing import SHOWN, ImportRefused, import_units, printable
from namro.orgs.models import Unit, UnitVersion
from namro.tasks import filing
from tests.factories import orgs

pytestmark = pytest.mark.django_db
HEADINGS = [
    "Mã",
    "Hệ thống",
    "Loại",
    "Tên",
    "Tên ngắn",
    "Đơn vị cấp trên",
    "Từ ngày",
    "Văn bản",
    "Cơ quan ban hành",
    "Ngày ban hành",
]
GOOD = [
    "SYT",
    "Chính quyền",
    "Sở, ban, ngành",
    "Sở Y tế",
    "",
    "UBND",
    "01/03/2025",
    "12/NQ-HĐND",
    "HĐND tỉnh Mẫu",
    "21/02/2025",
]


def workbook(*rows, headings=HEADINGS) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}) as book:
        page = book.add_worksheet()
        for number, row in enumerate([headings, *rows]):
            page.write_row(number, 0, row)
    return stream.getvalue()


def row(**cells) -> list[object]:
    """The good row with some cells changed, by heading."""
    return [cells.get(heading, cell) for heading, cell in zip(HEADINGS, GOOD, strict=True)]


def faults(data: bytes) -> list[tuple[int, str]]:
    with pytest.raises(ImportRefused) as refused:
        import_units(data, "don-vi.xlsx", by=None)
    return [(fault.row, fault.column) for fault in refused.value.faults]


@pytest.fixture(autouse=True)
def _province(db):
    orgs.province()


def test_import_when_every_row_is_good_then_units_open_with_their_decision():
    child = row(Mã="SYT-TT", Loại="Đơn vị sự nghiệp", Tên="Trung tâm Y tế dự phòng", **{"Đơn vị cấp trên": "SYT"})
    made = import_units(workbook(child, row()), "a.xlsx", by=None)
    assert [unit.code for unit in made] == ["SYT-TT", "SYT"]
    version = UnitVersion.objects.get(unit__code="SYT")
    assert (version.name, version.kind, version.parent.code) == ("Sở Y tế", "department", "UBND")
    assert (version.decided_symbol, version.decided_on, version.valid.lower) == (
        "12/NQ-HĐND",
        date(2025, 2, 21),
        date(2025, 3, 1),
    )
    assert UnitVersion.objects.get(unit__code="SYT-TT").parent.code == "SYT"
    assert Event.objects.get(code="orgs.unit.imported").data["count"] == 2


def test_import_when_headings_are_shuffled_and_typed_otherwise_then_the_same():
    headings = ["TỪ NGÀY", "ten", "ma", "ghi chú", "he  thong", "loai"]
    made = import_units(
        workbook([date(2025, 3, 1), "Sở Y tế", "SYT", "?", "chinh quyen", "sở"], headings=headings), "a.xlsx", by=None
    )
    assert made[0].opened_on == date(2025, 3, 1) and made[0].tree == "state"


def test_sample_sheet_when_sent_back_then_it_goes_in():
    Unit.objects.filter(code="STC").update(code="STC-CU")
    made = import_units(workbook(*sheet.sample_rows()[1:], headings=sheet.sample_rows()[0]), "mau.xlsx", by=None)
    assert [unit.code for unit in made] == ["STC", "STC-VP"]


@pytest.mark.parametrize("choice", list(UnitVersion.Kind.values))
def test_vocabulary_when_compared_with_the_register_then_every_kind_can_be_written(choice):
    assert choice in sheet.vocabulary()["kinds"].shown


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Mã": ""}, "Mã"),
        ({"Mã": "có dấu cách/"}, "Mã"),
        ({"Mã": "UBND", "Đơn vị cấp trên": ""}, "Mã"),
        ({"Mã": "x" * 41}, "Mã"),
        ({"Hệ thống": "Doanh nghiệp"}, "Hệ thống"),
        ({"Hệ thống": ""}, "Hệ thống"),
        ({"Loại": "Công ty"}, "Loại"),
        ({"Tên": "   "}, "Tên"),
        ({"Tên": "Sở " * 200}, "Tên"),
        ({"Tên": "Sở\x01Y tế"}, "Tên"),
        ({"Đơn vị cấp trên": "KHONG-CO"}, "Đơn vị cấp trên"),
        ({"Đơn vị cấp trên": "SYT"}, "Đơn vị cấp trên"),
        ({"Từ ngày": "31/02/2026"}, "Từ ngày"),
        ({"Từ ngày": ""}, "Từ ngày"),
        ({"Từ ngày": 45000}, "Từ ngày"),
        ({"Từ ngày": "01/01/0001"}, "Từ ngày"),
        ({"Ngày ban hành": "hôm qua"}, "Ngày ban hành"),
    ],
)
def test_import_when_one_cell_is_wrong_then_its_row_and_column_are_named_and_nothing_is_stored(cells, column):
    before = Unit.objects.count()
    good = row(Mã="SCT", Tên="Sở Công Thương")
    assert faults(workbook(good, row(**cells))) == [(3, column)]
    assert Unit.objects.count() == before and not Event.objects.filter(code="orgs.unit.imported").exists()


def test_import_when_a_code_stands_twice_then_the_second_row_names_the_first():
    with pytest.raises(ImportRefused) as refused:
        import_units(workbook(row(), row(Tên="Sở Y tế khác")), "a.xlsx", by=None)
    (fault,) = refused.value.faults
    assert fault.row == 3 and " 2" in fault.sentence and "SYT" in fault.sentence


def test_import_when_units_stand_under_each_other_in_a_ring_then_every_member_is_named():
    ring = [
        row(Mã=code, **{"Đơn vị cấp trên": above}) for code, above in [("A", "B"), ("B", "C"), ("C", "A"), ("D", "A")]
    ]
    assert faults(workbook(*ring)) == [(2, "Đơn vị cấp trên"), (3, "Đơn vị cấp trên"), (4, "Đơn vị cấp trên")]


def test_import_when_a_formula_has_no_value_then_the_cell_counts_as_empty():
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(["=1+1", *GOOD[1:]])
    stream = io.BytesIO()
    book.save(stream)
    assert faults(stream.getvalue()) == [(2, "Mã")]


def test_import_when_names_hold_quotes_and_brackets_then_they_are_kept_as_words():
    name = """Ban "Quản lý" <script>alert('1')</script> & cộng sự"""
    import_units(workbook(row(Tên=name)), "a.xlsx", by=None)
    assert UnitVersion.objects.get(unit__code="SYT").name == name


def test_import_when_5000_rows_are_bad_then_all_are_counted_the_first_shown_and_it_is_quick(django_assert_num_queries):
    data = workbook(*(row(Mã=f"M{number}", Loại="Công ty", **{"Từ ngày": "31/02/2026"}) for number in range(5000)))
    started = time.monotonic()
    with django_assert_num_queries(1), pytest.raises(ImportRefused) as refused:
        import_units(data, "a.xlsx", by=None)
    assert refused.value.total == 10_000 and len(refused.value.faults) == SHOWN
    assert "10000" in str(refused.value)
    assert time.monotonic() - started < 20


def test_import_when_three_or_three_hundred_rows_then_the_same_queries():
    counts = []
    for start, many in ((0, 3), (1000, 300)):
        data = workbook(*(row(Mã=f"M{start + number}") for number in range(many)))
        with CaptureQueriesContext(connection) as taken:
            import_units(data, "a.xlsx", by=None)
        counts.append(len(taken))
    assert counts[0] == counts[1]


def _zip(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_x", ".x"), content)
    return stream.getvalue()


def _replaced(data: bytes, member: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return stream.getvalue()


_FIRST = "xl/worksheets/sheet1.xml"
_OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_FAR = _OPEN + b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData></worksheet>'
_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable"),
        (b"\x00" * 400, "unreadable"),
        ("Mã;Tên\nSYT;Sở Y tế".encode(), "unreadable"),
        (b"PK\x03\x04 not a zip", "unreadable"),
        (_zip(a__b_xml=b"<x/>"), "unreadable"),
        (_zip(xl__workbook_xml=b"<broken"), "unreadable"),
        (workbook()[:-300], "unreadable"),
        (_replaced(workbook(GOOD), _FIRST, _LAUGHS), "unreadable"),
        (_replaced(workbook(GOOD), _FIRST, b"<worksheet><sheetData>"), "unreadable"),
        (_replaced(workbook(GOOD), _FIRST, _FAR), "too_long"),
        (_replaced(workbook(GOOD), "docProps/app.xml", b" " * (65 * 1024 * 1024)), "too_large"),
        (workbook(), "empty"),
        (workbook(GOOD, headings=["Mã", "Tên"]), "column_missing"),
        (workbook([], headings=[]), "empty"),
    ],
    ids=range(14),
)
def test_import_when_the_file_itself_is_wrong_then_it_is_refused_whole_and_quickly(data, code):
    started = time.monotonic()
    with pytest.raises(Refusal) as refused:
        import_units(data, 'a"<b>.xlsx', by=None)
    assert refused.value.code == f"orgs.sheet.{code}"
    assert time.monotonic() - started < 10


def _renamed(data: bytes, member: str, called: str, content: bytes) -> bytes:
    """The workbook with one member under another name, in its directory, too."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            kept = old.read(name).replace(member.removeprefix("xl/").encode(), called.removeprefix("xl/").encode())
            new.writestr(called if name == member else name, content if name == member else kept)
    return stream.getvalue()


_CORNERS = (
    _OPEN
    + b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="%s"><v>1</v></c></row></sheetData></worksheet>'
)
HOSTILE = [
    _replaced(workbook(GOOD), _FIRST, _CORNERS % b"XFD1048576"),
    _replaced(workbook(GOOD), _FIRST, _CORNERS % b"xfd1048576"),
    _renamed(workbook(GOOD), _FIRST, "xl/elsewhere/sheet1.xml", _CORNERS % b"XFD1048576"),
    _renamed(workbook(GOOD), _FIRST, "xl/worksheets/sheet1.XML", _CORNERS % b"XFD1048576"),
    _renamed(workbook(GOOD), _FIRST, "xl/worksheets/sheet1.bin2", _CORNERS % b"XFD1048576"),
]


@pytest.mark.parametrize("data", HOSTILE, ids=["plain", "lower", "elsewhere", "capitals", "ending"])
def test_import_when_a_small_workbook_asks_for_all_memory_then_a_refusal_and_we_live(data):
    with pytest.raises(Refusal) as refused:
        import_units(data, "a.xlsx", by=None)
    assert refused.value.code in {"orgs.sheet.too_long", "orgs.sheet.too_large"}


@pytest.mark.parametrize("data", HOSTILE, ids=["plain", "lower", "elsewhere", "capitals", "ending"])
def test_evidence_when_a_small_workbook_asks_for_all_memory_then_a_refusal_and_we_live(data):
    with pytest.raises(Refusal) as refused:
        filing.judge("a.xlsx", data)
    assert refused.value.code == "documents.file.memory"


def test_file_name_when_it_is_hostile_then_it_can_be_shown():
    assert printable("a\x00b\ud800c\n.xlsx") == "a?b?c?.xlsx"
    assert len(printable("x" * 5000)) == 120
