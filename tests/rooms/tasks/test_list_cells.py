"""Lists as they come: headings of any wording, days and states in every form, units short, misspelt, several in a cell."""

from datetime import date
from time import process_time

import pytest

from namro.reading.models import ItemKind
from namro.tasks.importing import cells, columns, names, table
from namro.tasks.importing.names import Names
from namro.tasks.importing.reading import symbol_in
from tests.factories import lists, orgs
from vanban.fold import fold

NEAR = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("15/3/2026", date(2026, 3, 15)),
        ("15-03-2026", date(2026, 3, 15)),
        ("15.3.26", date(2026, 3, 15)),
        ("2026-03-15", date(2026, 3, 15)),
        ("2026-03-15 00:00:00", date(2026, 3, 15)),
        ("46096", date(2026, 3, 15)),
        ("46096.5", date(2026, 3, 15)),
        ("ngày 15 tháng 3 năm 2026", date(2026, 3, 15)),
        ("15/3", date(2026, 3, 15)),
        ("31/02/2026", None),
        ("123", None),
        ("", None),
        ("Sở Tài chính", None),
    ],
)
def test_day_when_written_in_any_form_then_read(words, found):
    assert cells.day(words, NEAR) == found


@pytest.mark.parametrize(
    ("words", "last_day", "recurring", "unclear"),
    [
        ("30/6", date(2026, 6, 30), False, False),
        ("6/2026", date(2026, 6, 30), False, False),
        ("Quý II/2026", date(2026, 6, 30), False, False),
        ("trước ngày 15/7/2026", date(2026, 7, 14), False, False),
        ("trong tháng 9", date(2026, 9, 30), False, False),
        ("15/03/2026 (gia hạn đến 30/4/2026)", date(2026, 4, 30), False, False),
        ("Thường xuyên", None, True, False),
        ("Không thời hạn", None, False, False),
        ("sau 10 ngày làm việc", None, False, False),
        ("31/02/2026", None, False, True),
        ("13/2026", None, False, True),
    ],
)
def test_due_when_said_then_its_last_day_or_none_but_never_invented(words, last_day, recurring, unclear):
    found = cells.due(words, NEAR)
    assert (found.last_day, found.recurring, found.unclear) == (last_day, recurring, unclear)


@pytest.mark.parametrize(
    ("words", "state", "on"),
    [
        ("Đã hoàn thành 15/3/2026", "done", date(2026, 3, 15)),
        ("Hoàn thành ngày 15 tháng 3 năm 2026", "done", date(2026, 3, 15)),
        ("Hoàn thành đúng hạn", "done", None),
        ("ĐÃ XONG", "done", None),
        ("Chưa hoàn thành", "open", None),
        ("Không hoàn thành đúng hạn", "open", None),
        ("Đang thực hiện", "open", None),
        ("quá hạn", "open", None),
        ("Tạm dừng", "suspended", None),
        ("Thôi theo dõi từ 01/02/2026", "exited", date(2026, 2, 1)),
        ("Chờ xác nhận", "submitted", None),
        ("80%", "open", None),
        ("0.8", "open", None),
        ("100%", "done", None),
        ("1", "done", None),
        ("", "open", None),
    ],
)
def test_state_when_written_as_offices_do_then_understood(words, state, on):
    found = cells.stand(words)
    assert (found.state, found.done_on, found.known) == (state, on, True)


def test_state_when_it_says_nothing_known_then_not_guessed():
    assert not cells.stand("lung tung").known


@pytest.mark.parametrize(
    ("words", "kind", "weight"),
    [("Thường xuyên", ItemKind.STANDING, "normal"), ("Trọng tâm", None, "focal"), ("đột phá", None, "breakthrough")],
)
def test_kind_and_weight_when_named_then_read(words, kind, weight):
    assert (cells.kind(words), cells.weight(words)) == (kind, weight)


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("TB số 12-TB/TU ngày 05/02/2026", "12-TB/TU"),
        ("Số: 45/KH-UBND", "45/KH-UBND"),
        ("kế hoạch 45/kh-ubnd", "45/KH-UBND"),
        ("Họp giao ban tuần 3", ""),
        ("", ""),
    ],
)
def test_symbol_when_it_stands_in_a_cell_then_found(words, symbol):
    assert symbol_in(words) == symbol


def rows(*lines: list[str]) -> list[tuple[int, list[str]]]:
    width = max(map(len, lines))
    return [(number, [*row, *[""] * (width - len(row))]) for number, row in enumerate(lines, start=1)]


@pytest.mark.parametrize(
    ("sheet", "heading", "fields"),
    [
        (
            [
                ["BẢNG TỔNG HỢP"],
                [""],
                ["TT", "Công việc", "Cơ quan thực hiện", "Hạn xử lý"],
                ["1", "Làm", "STC", "30/6"],
            ],
            3,
            {"1": "content", "2": "leads", "3": "due"},
        ),
        (
            [
                [
                    "STT",
                    "NHIỆM VỤ ĐƯỢC GIAO",
                    "Số, ký hiệu VB",
                    "Lãnh đạo chỉ đạo",
                    "Đơn vị chủ trì (CQ)",
                    "Ngày hoàn thành",
                ],
                ["1", "Rà soát", "1/KH-UBND", "Chủ tịch", "STC", "1/2/2026"],
            ],
            1,
            {"1": "content", "2": "symbol", "3": "issuer", "4": "leads", "5": "done_on"},
        ),
        (
            [
                ["STT", "Nội dung", "Văn bản", "", "Chủ trì"],
                ["", "", "Số ký hiệu", "Ngày ban hành", ""],
                ["1", "Rà soát", "1/KH-UBND", "1/2/2026", "STC"],
            ],
            1,
            {"1": "content", "2": "symbol", "3": "issued_on", "4": "leads"},
        ),
        (
            [
                ["TT", "Nội dung", "Đơn vị", "Thời hạn hoàn thành", "Kết quả", "", "Ghi chú"],
                ["", "", "", "", "Hoàn thành đúng hạn", "Chưa hoàn thành", ""],
                ["1", "Rà soát", "STC", "30/6", "x", "", ""],
            ],
            1,
            {"1": "content", "2": "leads", "3": "due", "4": "state", "5": "state", "6": "note"},
        ),
    ],
)
def test_columns_when_headings_are_of_any_wording_then_found_and_proposed(sheet, heading, fields):
    lines = rows(*sheet)
    assert columns.find_heading(lines) == heading
    assert columns.propose(lines, heading, set()) == fields


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ngày HT thực tế", "done_on"),
        ("CQ chủ trì", "leads"),
        ("ĐV phối hợp", "supports"),
        ("Số VB", "symbol"),
        ("Ngày VB", "issued_on"),
        ("ND nhiệm vụ", "content"),
        ("KQ thực hiện", "note"),
        ("Tầng HT", None),
    ],
)
def test_heading_when_it_is_cut_short_then_read_as_written_out(heading, field):
    assert columns.field_of(heading) == field


def test_columns_when_no_heading_says_it_then_the_cells_do():
    sheet = [["a", "b", "c", "d"]] + [
        [str(n), "Rà soát toàn bộ kho tàng của tỉnh", "Sở Tài chính", "30/6/2026"] for n in range(9)
    ]
    assert columns.propose(rows(*sheet), 1, {"so tai chinh"}) == {"1": "content", "2": "leads", "3": "due"}


KNOWN = {"so van hoa, the thao va du lich", "so tai chinh", "so noi vu"}


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Tài chính", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính"]),
        ("Sở Tài chính; Sở Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
        ("- Sở Tài chính\n- Sở Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
        ("Sở Tài chính và Sở Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
        ("Sở Lao động, Thương binh và Xã hội, Sở Nội vụ", ["Sở Lao động, Thương binh và Xã hội", "Sở Nội vụ"]),
        ("Ban A, Ban B", ["Ban A", "Ban B"]),
    ],
)
def test_units_when_several_stand_in_a_cell_then_cut_where_names_end(cell, found):
    assert names.pieces(cell, lambda words: fold(words) in KNOWN) == found


@pytest.mark.parametrize(
    ("cell", "lead", "support"),
    [
        ("Chủ trì: Sở A; phối hợp: Sở B, Sở C", "Sở A", "Sở B, Sở C"),
        ("Sở A chủ trì, phối hợp với Sở B", "Sở A", "Sở B"),
        ("Sở A", "Sở A", ""),
    ],
)
def test_units_when_a_cell_says_who_leads_and_who_supports_then_parted(cell, lead, support):
    assert names.parted(cell) == (lead, support)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("SỞ TÀI CHÍNH", "STC"),
        ("stc", "STC"),
        ("VP UBND tỉnh", "VP"),
        ("Giám đốc Sở Nội vụ", "SNV"),
        ("xã Mẫu 002", "X002"),
    ],
)
def test_names_when_written_short_or_by_their_head_then_the_unit(written, code):
    province = orgs.province()
    found = Names(NEAR).find(written, [NEAR], NEAR)
    assert [one.unit_id for one in found] == [province[code].pk]


@pytest.mark.django_db
def test_names_when_misspelt_then_not_taken_but_offered():
    province = orgs.province()
    known = Names(NEAR)
    assert known.find("Sở Tài Chánh", [NEAR], NEAR) == []
    assert [one.unit_id for one in known.offered("Sở Tài Chánh")] == [province["STC"].pk]


def test_workbook_when_made_then_its_titles_stand_above_the_headings():
    found = table.read(lists.workbook([lists.line(1)]), "a.xlsx")
    assert found.heading == 3 and dict(found.rows)[4][3] == "2026-02-01"
    plain = table.read(lists.comma_separated([lists.line(1, on="01/02/2026")]), "a.csv")
    assert plain.heading == 1 and dict(plain.rows)[2][4] == "Sở Tài chính"


@pytest.mark.parametrize(
    "cell", ["chủ trì " * 600, "- " * 2500, " , " * 1600 + "x", " " * 2500 + "x" + " " * 2400 + "y"], ids=range(4)
)
def test_cell_when_it_is_long_and_of_nothing_but_signs_or_repeated_words_then_cut_at_once(cell):
    def took(words: str) -> float:
        began = process_time()
        names.parted(words)
        names.pieces(words, lambda _words: False)
        return process_time() - began

    assert took(cell) < 0.1


@pytest.mark.parametrize(
    ("cell", "leads", "supports"),
    [
        (
            "Chủ trì: Sở Tài chính; chủ trì: Sở Nội vụ - phối hợp với Sở Xây dựng",
            "Sở Tài chính;  Sở Nội vụ",
            "Sở Xây dựng",
        ),
        ("Đơn vị chủ trì thực hiện:  Sở Tài chính", "Sở Tài chính", ""),
        ("Sở Tài chính (chủ trì)", "Sở Tài chính", ""),
    ],
)
def test_cell_when_it_says_who_leads_and_who_supports_then_parted(cell, leads, supports):
    assert names.parted(cell) == (leads, supports)
