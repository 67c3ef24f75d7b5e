"""The export re-added by script: every format holds the same lines and gives the counters again."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.utils import translation
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from namro.tasks import actions, export, queries
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db
FOUR = ("done_on_time", "done_late", "open_in_term", "open_overdue")
ON = tasks.DUE + timedelta(days=10)


@pytest.fixture
def office():
    province = orgs.province()
    office = tasks.office(province)
    task = tasks.issue(office, province["UBND"], province["X001"], province["X002"], content='=HYPERLINK("x") <b>"\'')
    sent = task.assignments.get(unit=province["X001"])
    actions.submit_completion(assignment=sent, update=actions.Update("@xong"), by=office, today=tasks.DUE)
    actions.accept(assignments=[sent], by=office, today=tasks.DUE)
    gone = tasks.share(tasks.issue(office, province["UBND"], province["SNV"]))
    actions.exit_register(assignments=[gone], exit_reason="wrong", reason="Nhập sai", by=office, today=tasks.DUE)
    return office


def written(office, fmt, seen=export.EVERYTHING, **filters) -> bytes:
    stream = io.BytesIO()
    rows = queries.rows_for_export(office, queries.Filters(on=ON, **filters))
    export.write(rows, fmt, stream, queries.counters(office, on=ON), seen)
    return stream.getvalue()


def test_csv_when_added_up_then_gives_the_counters_and_no_cell_is_a_formula(office):
    raw = written(office, "csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    found = queries.counters(office, on=ON)
    for name in FOUR:
        assert sum(row["counted"] == "1" and row["official"] == name for row in rows) == getattr(found, name)
    assert sum(row["counted"] == "1" for row in rows) == found.assigned == 2
    assert sum(row["official"] == "exited" and row["role"] == "lead" for row in rows) == found.exited == 1
    assert not any(value.startswith(("=", "@")) for row in rows for value in row.values())


def test_json_when_read_then_holds_the_day_the_counters_and_the_lines(office):
    found = json.loads(written(office, "json"))
    assert found["as_of"] == ON.isoformat()
    assert found["counters"]["assigned"] == sum(row["official"] in FOUR for row in found["rows"]) == 2
    assert {row["content"] for row in found["rows"]} >= {'=HYPERLINK("x") <b>"\''}


def test_json_when_there_is_nothing_then_still_json():
    province = orgs.province()
    found = json.loads(written(tasks.office(province), "json"))
    assert (found["rows"], found["counters"]["assigned"]) == ([], 0)


def test_xlsx_when_read_then_the_same_lines_and_a_summary(office):
    book = CalamineWorkbook.from_filelike(io.BytesIO(written(office, "xlsx")))
    register, summary = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    at = {name: place for place, name in enumerate(export.headings())}
    results = [row[at["official"]] for row in register[1:]]
    figures = [row[1] for row in summary[1:]]
    said = export.labels()
    assert figures[:6] == [2, *(results.count(said["official"][name]) for name in (*FOUR, "exited"))]
    assert [row[at["counted"]] for row in register[1:]].count(said["counted"][True]) == figures[0]
    assert register[1][at["due_on"]] == tasks.DUE


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", {"role": {"chủ trì"}, "counted": {"Có", "Không"}, "exit_reason": {"", "nhập sai"}}),
        ("en", {"role": {"lead"}, "counted": {"Yes", "No"}, "exit_reason": {"", "entered wrongly"}}),
    ],
)
def test_xlsx_when_read_by_people_then_no_code_stands_in_a_cell(office, language, expected):
    with translation.override(language):
        book = CalamineWorkbook.from_filelike(io.BytesIO(written(office, "xlsx")))
        said = export.labels()
    rows = book.get_sheet_by_index(0).to_python()[1:]
    at = {name: place for place, name in enumerate(export.headings())}
    for column, words in said.items():
        found = {row[at[column]] for row in rows}
        assert found <= {*words.values(), ""}, column
        assert found == expected.get(column, found)
        if language == "vi":
            assert not found & {str(code) for code in words}, column


def test_csv_and_json_when_read_by_programs_then_the_codes_stay(office):
    with translation.override("vi"):
        rows = json.loads(written(office, "json"))["rows"]
        cells = next(csv.DictReader(io.StringIO(written(office, "csv").decode("utf-8-sig"))))
    assert {row["role"] for row in rows} == {"lead"} == {cells["role"]}
    assert {row["exit_reason"] for row in rows} == {"", "wrong"}


SEEN = export.Seen(columns=("code", "content", "due_on", "official"), filters=(("Đơn vị", "Sở Tài chính"),))


def test_xlsx_when_opened_in_a_spreadsheet_then_a_real_table_typed_days_and_a_frozen_head(office):
    book = load_workbook(io.BytesIO(written(office, "xlsx", SEEN, sort="code")))
    sheet, summary = book.worksheets
    head = [cell.value for cell in sheet[1]]
    assert head == [export.headings()[name] for name in SEEN.columns]
    (table,) = sheet.tables.values()
    assert (table.ref, [column.name for column in table.tableColumns]) == ("A1:D4", head)
    assert table.autoFilter.ref == "A1:D4" and sheet.freeze_panes == "B2" and sheet.print_title_rows == "$1:$1"
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["GV-2026/1", "GV-2026/1", "GV-2026/2"]
    assert sheet["C2"].is_date and sheet["C2"].value.date() == tasks.DUE and sheet["C2"].number_format == "dd/mm/yyyy"
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", '=HYPERLINK("x") <b>"\'')
    assert [cell.value for cell in summary[2]] == ["Đơn vị", "Sở Tài chính"] and summary["B1"].is_date


def test_xlsx_when_there_is_nothing_then_the_table_still_opens(office):
    book = load_workbook(io.BytesIO(written(office, "xlsx", SEEN, words="không có gì như vậy")))
    assert [table.ref for table in book.worksheets[0].tables.values()] == ["A1:D2"]


def test_csv_when_columns_are_chosen_then_just_these_in_the_order_of_the_page(office):
    rows = list(csv.reader(io.StringIO(written(office, "csv", SEEN, sort="-code").decode("utf-8-sig"))))
    assert rows[0] == list(SEEN.columns)
    assert [row[0] for row in rows[1:]] == ["GV-2026/2", "GV-2026/1", "GV-2026/1"]
