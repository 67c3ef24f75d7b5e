"""The register's list: filters as chips, words lit, order by heads, columns remembered, the file of exactly what is seen."""

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from namro.web.tasks.marking import lit
from tests.factories import tasks
from tests.web.tasks.conftest import TODAY, words_of
from tests.web.tasks.test_register import figures, lines

pytestmark = pytest.mark.django_db


def column(tree, place: int) -> list[str]:
    return [row.css("td:not(.tick)")[place].text(strip=True) for row in tree.css(".register-table tbody tr")]


def chips(tree) -> dict[str, str]:
    """Chip in words -> the address without it."""
    return {" ".join(link.text().split()).rstrip(" ×"): link.attributes["href"] for link in tree.css(".chips-chosen a")}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?unit=UBND", 0),
        ("?unit=UBND&below=1", 8),
        ("?state=submitted", 1),
        ("?holder=unit", 5),
        ("?holder=office", 1),
        ("?holder=document", 0),
        (f"?due_from={TODAY:%d/%m/%Y}", 2),
        ("?due_to=30/04/2026", 5),
        ("?due_from=01/05/2026&due_to=12/05/2026", 1),
        ("?lacking=result", 8),
        ("?lacking=progress", 0),
        ("?q=gv-2026/4", 1),
        ("?q=GV-2026", 8),
        ("?holder=nonsense&lacking=nonsense&state=nonsense&sort=nonsense", 8),
    ],
)
def test_filters_when_set_then_their_lines_and_the_four_still_sum(office, read, query, expected):
    tree = read(office.get(f"/tasks/{query}"))
    assert lines(tree) == expected
    found = figures(tree)
    four = ["Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Chưa hoàn thành trong hạn", "Chưa hoàn thành quá hạn"]
    assert sum(found[label][0] for label in four) == found["Đã giao"][0]


def test_chips_when_filters_are_set_then_each_takes_its_own_away_and_one_button_all(office, read):
    query = "?q=kho&unit=UBND&below=1&holder=unit&due_from=01/01/2026&on=01/05/2026&sort=-due"
    tree = read(office.get(f"/tasks/{query}"))
    found = chips(tree)
    assert list(found) == [
        "Từ ngữ, số ký hiệu, mã: kho",
        "Đơn vị: Ủy ban nhân dân tỉnh, gồm cả đơn vị trực thuộc",
        "Đang chờ: đơn vị được giao",
        "Hạn từ ngày: 01/01/2026",
        "Tính đến hết ngày: 01/05/2026",
    ]
    without_unit = found["Đơn vị: Ủy ban nhân dân tỉnh, gồm cả đơn vị trực thuộc"]
    assert "unit=" not in without_unit and "below=" not in without_unit and "sort=-due" in without_unit
    for url in found.values():
        assert len(chips(read(office.get(url)))) == 4
    (clear,) = [link.attributes["href"] for link in tree.css(".filters a") if link.text() == "Xóa lọc"] or [
        tree.css_first(".filters .row a").attributes["href"]
    ]
    assert chips(read(office.get(clear))) == {} and lines(read(office.get(clear))) == 8


@pytest.mark.parametrize(
    ("symbol", "said"),
    [("77/KH-UBND", "Không thấy văn bản “77/KH-UBND”"), ("abc", "Không thấy văn bản “abc”")],
)
def test_document_when_the_symbol_is_of_none_that_one_sees_then_said_beside_the_box(office, read, symbol, said):
    answer = office.get("/tasks/", {"symbol": symbol})
    assert answer.status_code == 200 and said in words_of(answer)
    assert lines(read(answer)) == 8


def test_search_when_a_code_is_typed_then_it_comes_first_and_words_are_lit_whatever_their_marks(life, office, read):
    for number in range(2):
        life.issue(f"like{number}", "STC", content="Theo dõi GV-2026/3 và kho lưu trữ", due_on=TODAY)
    tree = read(office.get("/tasks/?q=gv-2026/3"))
    assert column(tree, 0)[0] == "GV-2026/3" and len(column(tree, 0)) == 3
    assert tree.css_first(".register-table tbody td mark").text() == "GV-2026/3"
    found = read(office.get("/tasks/?q=luu TRU"))
    assert [one.text() for one in found.css(".register-table tbody tr")[0].css("td.main mark")] == ["lưu", "trữ"]


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("Rà soát nhà, đất", "ra DAT", "<mark>Rà</mark> soát nhà, <mark>đất</mark>"),
        ("Đất & <b>nhà</b>", "nha", "Đất &amp; &lt;b&gt;<mark>nhà</mark>&lt;/b&gt;"),
        ("Kế hoạch", "", "Kế hoạch"),
        ("aaaa", "aa a", "<mark>aaaa</mark>"),
        ("việc " * 60 + "cuối cùng", "cuoi", "…" + "việc " * 12 + "<mark>cuối</mark> cùng"),
        ("x" * 300, "", "x" * 220 + "…"),
    ],
)
def test_words_when_lit_then_marked_in_the_text_and_a_long_text_is_cut_to_them(text, words, html):
    assert lit(text, words) == html


@pytest.mark.parametrize(
    "name", ["code", "task", "unit", "due", "status", "progress", "weight", "kind", "issued", "done"]
)
def test_heads_when_followed_then_the_order_turns_and_the_lines_stay(office, read, name):
    up, down = (read(office.get(f"/tasks/?sort={sort}&cols=code,unit,due,{name}")) for sort in (name, f"-{name}"))
    assert up.css_first(f"th.col-{name}").attributes["aria-sort"] == "ascending"
    assert down.css_first(f"th.col-{name}").attributes["aria-sort"] == "descending"
    assert sorted(column(up, 0)) == sorted(column(down, 0)) and lines(up) == 8
    assert f"sort=-{name}" in up.css_first(f"th.col-{name} a").attributes["href"]
    assert "sort=" not in down.css_first(f"th.col-{name} a").attributes["href"]


def test_order_when_by_code_then_numbers_count_as_numbers_and_by_due_the_undated_come_last(life, office, read):
    for number in range(8):
        life.issue(f"more{number}", "SXD", content="Việc", due_on=TODAY + timedelta(days=90))
    codes = column(read(office.get("/tasks/?sort=code&role=lead")), 0)
    assert codes == sorted(codes, key=lambda code: int(code.rpartition("/")[2])) and "GV-2026/13" in codes
    assert column(read(office.get("/tasks/?sort=due&cols=due")), 1)[-1] == "chưa có hạn"
    assert column(read(office.get("/tasks/?sort=-due&cols=due")), 1)[-1] == "chưa có hạn"


def test_columns_when_remembered_then_the_next_visit_has_them_and_the_address_goes_before(office, read):
    chosen = {
        "column": ["code", "weight", "lacking", "nonsense"],
        "per": "25",
        "next": "/tasks/?q=kho&cols=unit&page=2",
    }
    answer = office.post("/tasks/columns/", chosen)
    assert (answer.status_code, answer["Location"]) == (302, "/tasks/?q=kho")
    tree = read(office.get("/tasks/?q=kho"))
    assert [head.text(strip=True) for head in tree.css(".register-table th:not(.tick)")] == [
        "Mã nhiệm vụ", "Nhiệm vụ", "Mức", "Nhiệm vụ chưa rõ",
    ]  # fmt: skip
    assert "hiệu quả" in column(tree, 3)[0]
    assert tree.css_first("#per option[selected]").text() == "25"
    assert [head.text(strip=True) for head in read(office.get("/tasks/?cols=unit")).css("th:not(.tick)")] == [
        "Nhiệm vụ",
        "Đơn vị",
    ]


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "/organisation/", ""])
def test_columns_when_sent_from_elsewhere_then_back_to_the_register(office, target):
    assert office.post("/tasks/columns/", {"column": "code", "next": target})["Location"] == "/tasks/"


def test_export_when_asked_then_exactly_what_is_seen_in_its_order_and_columns_on_its_day(life, office, read):
    page = read(office.get("/tasks/?on=01/05/2026&unit=STC&sort=-code&cols=code,due,status"))
    links = {link.text(): link.attributes["href"] for link in page.css("a[download]")}
    rows = list(csv.DictReader(io.StringIO(b"".join(office.get(links["csv"])).decode("utf-8-sig"))))
    assert list(rows[0]) == ["code", "content", "symbol", "item", "due_on", "late_days", "state", "official"]
    assert [row["code"] for row in rows] == column(page, 0) == ["GV-2026/4", "GV-2026/3", "GV-2026/2"]
    book = load_workbook(io.BytesIO(b"".join(office.get(links["xlsx"]))))
    sheet, summary = book.worksheets
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == column(page, 0)
    said = {row[0].value: row[1].value for row in summary.iter_rows()}
    assert said["Đơn vị"] == "Sở Tài chính" and said["Tính đến hết ngày"].date() == tasks.DUE + timedelta(days=1)


def test_days_when_mistyped_then_said_and_the_boxes_behind_are_open(office, read):
    tree = read(office.get("/tasks/?due_from=31/02/2026"))
    assert "open" in tree.css_first("details.more-filters").attributes
    assert "31/02/2026" in tree.css_first(".more-filters .errorlist").text() and lines(tree) == 8
