"""Bringing a list in, page by page: sent, columns chosen, doubts answered, brought in, seen in the register, taken back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from namro.tasks import actions
from namro.tasks.importing.models import ImportBatch
from namro.tasks.models import AssignmentState, Task
from tests.factories import lists
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db
ROWS = [
    lists.line(1, state="Đã hoàn thành 15/3/2026", note="Báo cáo số 12/BC-STC"),
    lists.line(2, leads="Sở Tài Chánh"),
    lists.line(3, leads="STC", supports="Sở Nội vụ, Sở Xây dựng"),
    lists.line(4, due="31/02/2026"),
    lists.line(5, leads="Hợp tác xã Bình Minh"),
]


def sent(office, data: bytes, name: str = "danh sach.xlsx", **fields):
    """The answer to sending a file."""
    given = {"sheet": SimpleUploadedFile(name, data), "owner": "UBND"} | fields
    return office.post("/tasks/lists/", given)


def kept(office, rows=ROWS) -> ImportBatch:
    assert sent(office, lists.workbook(rows)).status_code == 302
    return ImportBatch.objects.latest("pk")


def answers(tree, **means: str) -> dict[str, str]:
    """What the page of doubts sends, with these words meaning what is said."""
    given = {}
    for one in tree.css(".doubt"):
        prefix = one.css_first("input[type=hidden]").attributes["name"].removesuffix("-key")
        words = one.css_first(".doubt-words strong").text()
        given[f"{prefix}-key"] = one.css_first("input[type=hidden]").attributes["value"]
        given[f"{prefix}-answer"] = means.get(words, "")
        given[f"{prefix}-unit"] = ""
    return given


def test_list_when_sent_then_columns_are_proposed_and_the_first_rows_shown_as_read(life, office, read):
    batch = kept(office)
    page = read(office.get(f"/tasks/lists/{batch.pk}/columns/"))
    chosen = [one.attributes["value"] for one in page.css(".columns-table option[selected]")]
    assert chosen == ["content", "symbol", "issued_on", "leads", "supports", "due", "state", "note"]
    words = page.text()
    assert "Sở Tài Chánh?" in words and "15/03/2026" in words and "Không hiểu thời hạn “31/02/2026”" in words
    assert Task.objects.filter(import_rows__batch=batch).count() == 0


def test_list_when_a_column_is_changed_then_kept_and_two_of_one_kind_refused(life, office, read):
    batch = kept(office)
    url = f"/tasks/lists/{batch.pk}/columns/"
    given = {f"column-{place}": name for place, name in batch.columns.items()}
    answer = office.post(url, given | {"column-8": "product", "fill": "1", "heading": "3", "step": "preview"})
    batch.refresh_from_db()
    assert answer.status_code == 302 and batch.columns["8"] == "product" and batch.options["fill"] is True
    refused = office.post(url, given | {"column-8": "content"}, follow=True)
    assert "được chọn cho hai cột" in words_of(refused)


def test_list_when_doubts_are_answered_then_brought_in_seen_in_the_register_and_taken_back(life, office, read):
    batch = kept(office)
    url = f"/tasks/lists/{batch.pk}/"
    page = read(office.get(url))
    figures = [one.text() for one in page.css(".tile .figure")]
    assert figures == ["2", "2", "1", "0"]
    assert [one.text() for one in page.css(".doubt-words strong")] == ["Hợp tác xã Bình Minh", "Sở Tài Chánh"]
    assert "G7" in page.text()  # the cell of the deadline that cannot be read
    given = answers(page, **{"Sở Tài Chánh": "unit:STC", "Hợp tác xã Bình Minh": "skip"})
    answer = office.post(f"{url}answers/", given | {"step": "import"}, follow=True)
    assert "Đã nhập số nhiệm vụ: 3." in words_of(answer)
    register = read(office.get(f"/tasks/?batch={batch.pk}"))
    assert len(register.css(".register-table tbody tr")) == 5
    assert "danh sach.xlsx" in register.css_first(".chips-chosen").text()
    task = Task.objects.get(import_rows__batch=batch, import_rows__number=4)
    history = read(office.get(f"/tasks/{task.pk}/")).css_first(".moves").text()
    assert "Nhập từ danh sách “danh sach.xlsx”, dòng 4" in history
    preview = read(office.get(f"{url}undo/"))
    assert len(preview.css("tbody tr")) == 3
    undone = office.post(f"{url}undo/", {"reason": "Nhập nhầm năm"}, follow=True)
    assert "số nhiệm vụ: 3" in words_of(undone)
    rows = AssignmentState.objects.current().filter(task__import_rows__batch=batch)
    assert {row.state for row in rows} == {"exited"} and {row.exit_reason for row in rows} == {"wrong"}


def test_list_when_a_task_was_worked_on_then_it_is_named_and_kept_unless_ticked(life, office, read):
    batch = kept(office)
    url = f"/tasks/lists/{batch.pk}/"
    office.post(f"{url}answers/", {"step": "import"})
    task = Task.objects.get(import_rows__batch=batch, import_rows__number=6)
    share = task.assignments.get(role="lead")
    actions.report_progress(assignment=share, update=actions.Update("Đã họp"), by=life.reporter, today=TODAY)
    preview = read(office.get(f"{url}undo/"))
    assert [one.attributes["value"] for one in preview.css('input[name="also"]')] == [str(task.pk)]
    office.post(f"{url}undo/", {"reason": "Nhập nhầm"})
    assert AssignmentState.objects.current().get(assignment=share).state == "open"
    office.post(f"{url}undo/", {"reason": "Nhập nhầm", "also": [task.pk]})
    batch.refresh_from_db()
    assert AssignmentState.objects.current().get(assignment=share).state == "exited" and batch.status == "undone"


def test_list_when_rows_stay_out_then_downloaded_with_the_reason_of_each(life, office):
    batch = kept(office)
    answer = office.get(f"/tasks/lists/{batch.pk}/left-out/")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Lý do chưa nhập", "STT", "Nội dung nhiệm vụ")
    assert [row[-1] for row in rows[1:]] == [5, 7, 8]
    assert rows[2][0].startswith("G7: Không hiểu thời hạn “31/02/2026”.") and rows[2][4] == "01/02/2026"
    assert "Chưa rõ “Sở Tài Chánh” là đơn vị nào" in rows[1][0]


def test_list_when_the_same_bytes_are_sent_again_then_led_to_where_they_are(life, office):
    data = lists.workbook(ROWS)
    sent(office, data)
    batch = ImportBatch.objects.get()
    again = sent(office, data, name="ten khac.xlsx")
    assert again["Location"] == f"/tasks/lists/{batch.pk}/" and ImportBatch.objects.count() == 1


def test_list_when_a_row_looks_like_a_task_then_it_stays_out_unless_ticked(life, office, read):
    first = kept(office, ROWS[:1])
    office.post(f"/tasks/lists/{first.pk}/answers/", {"step": "import"})
    batch = kept(office, [ROWS[0], lists.line(9)])
    url = f"/tasks/lists/{batch.pk}/"
    page = read(office.get(url))
    assert "giống nhiệm vụ" in page.text()
    office.post(f"{url}answers/", {"shown": ["4"], "double": ["4"], "step": "keep"})
    assert len(read(office.get(url)).css('input[name="double"][checked]')) == 1
    office.post(f"{url}answers/", {"shown": ["4"], "step": "import"})
    assert Task.objects.filter(import_rows__batch=batch).count() == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"", "Tệp"),
        ("a.xlsx", lists.workbook(ROWS)[:300], "a.xlsx"),
        ("a.txt", "nội dung".encode(), "không phải danh sách nhập được"),
        ("a.xlsx", lists.workbook([]), "không có dòng nào"),
        ("a.xlsx", lists.workbook([lists.line(1, note="TỐI MẬT")]), "độ mật"),
        ("a.xlsx", lists.workbook(ROWS, titles=["MẬT", "DANH SÁCH"]), "độ mật"),
        ("a.csv", lists.comma_separated([lists.line(1, on="01/02/2026", note="MẬT")]), "độ mật"),
    ],
)
def test_list_when_the_file_cannot_be_taken_then_said_and_nothing_stored(life, office, name, data, words):
    answer = sent(office, data, name)
    assert answer.status_code == 422 and words in words_of(answer)
    assert not ImportBatch.objects.exists()


def test_list_when_thrown_away_then_its_rows_are_gone_and_one_brought_in_stays(life, office):
    batch = kept(office)
    office.post(f"/tasks/lists/{batch.pk}/discard/")
    assert not ImportBatch.objects.exists()
    batch = kept(office)
    office.post(f"/tasks/lists/{batch.pk}/answers/", {"step": "import"})
    refused = office.post(f"/tasks/lists/{batch.pk}/discard/", follow=True)
    assert "Danh sách đã được nhập" in words_of(refused) and ImportBatch.objects.count() == 1


def test_list_pages_when_there_are_many_rows_then_as_many_queries_as_for_few(life, office, check_costs):
    batch = kept(office)
    check_costs(office, f"/tasks/lists/{batch.pk}/columns/", "list_columns")
    check_costs(office, f"/tasks/lists/{batch.pk}/", "list", grow=lambda: _more(batch))
    check_costs(office, "/tasks/lists/", "lists")
    office.post(f"/tasks/lists/{batch.pk}/answers/", {"step": "import"})
    check_costs(office, f"/tasks/lists/{batch.pk}/", "list_done")
    check_costs(office, f"/tasks/lists/{batch.pk}/undo/", "list_undo")


def _more(batch: ImportBatch) -> None:
    row = batch.rows.get(number=6)
    for number in range(100, 140):
        cells = [str(number), f"Việc thêm số {number} của danh sách", *row.cells[2:]]
        cells[2] = f"{number}/KH-UBND"
        batch.rows.create(number=number, cells=cells)


def test_register_and_home_when_empty_then_they_offer_the_list(world, client_as):
    client = client_as(world.users["coordinator"])
    for page in ("/tasks/", "/"):
        assert "Nhập danh sách cơ quan đang theo dõi" in words_of(client.get(page))
    assert "Nhập danh sách" not in words_of(client_as(world.users["leader"]).get("/tasks/"))


def test_view_when_saved_of_a_list_s_tasks_then_it_opens_with_them_alone(life, office, read):
    batch = kept(office)
    office.post(f"/tasks/lists/{batch.pk}/answers/", {"step": "import"})
    answer = office.post("/tasks/views/", {"name": "Danh sách cũ", "query": f"batch={batch.pk}"})
    assert f"batch={batch.pk}" in answer["Location"]
    alone = read(office.get(f"/tasks/?batch={batch.pk}")).css_first("#content").text()
    assert lists.line(1)[1] in alone and "Sắp xếp kho lưu trữ" not in alone
    assert "Sắp xếp kho lưu trữ" not in read(office.get(answer["Location"])).css_first("#content").text()
