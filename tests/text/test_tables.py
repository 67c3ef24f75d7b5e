"""Tables that assign work, in the turns real annexes take, and as many tables that assign none: nothing is invented there."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from tests.text.finding import ISSUED
from tests.text.growth import grows_linearly
from vanban.extract import extract
from vanban.files import read
from vanban.model import Annotation, Context, SourceText
from vanban.rules.table_lines import Count

HEAD = ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"]
FIRST = ["1", "Lập danh sách nhà cổ", "Sở Xây dựng", "Sở Nội vụ", "Quý III/2026"]


def given(table: str | list[list[str]], merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()) -> SourceText:
    """Lines as a text, rows as a table of a Word file with some cells merged."""
    if isinstance(table, str):
        return SourceText(f"PHỤ LỤC\n\n{table}\n", "txt", "given")
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC")
    drawn = document.add_table(rows=0, cols=max(map(len, table)))
    for row in table:
        for cell, words in zip(drawn.add_row().cells, row, strict=True):
            cell.text = words
    for first, last in merged:
        one = drawn.cell(*first).merge(drawn.cell(*last))
        one.text = one.text.strip()
    held = io.BytesIO()
    document.save(held)
    return read(held.getvalue(), "a.docx")


def tabled(source: SourceText) -> list[Annotation]:
    """The directives of tables."""
    found = extract(source, Context(issued_on=ISSUED))
    return [f for f in found if f.type == "directive" and f.rule == "directive.table"]


def rows(source: SourceText, *names: str) -> list[tuple[Any, ...]]:
    """Each row as its words and some fields."""
    return [
        (" ".join(source.text[f.start : f.end].split()), *(f.fields.get(name) for name in names))
        for f in tabled(source)
    ]


def leads(source: SourceText) -> list[tuple[Any, ...]]:
    """Each row as task, leads, coordinators."""
    return rows(source, "assignees", "coordinators")


TWO_ROWS = [
    ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời hạn"],
    ["", "", "Chủ trì", "Phối hợp", ""],
    FIRST,
]


def test_a_head_of_two_rows_is_one() -> None:
    merged = (((0, 2), (0, 3)), ((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 4), (1, 4)))
    assert leads(given(TWO_ROWS, merged)) == [("Lập danh sách nhà cổ", ["Sở Xây dựng"], ["Sở Nội vụ"])]


def test_columns_that_are_only_counted_and_heads_that_come_again_are_no_rows() -> None:
    counted = [f"({n})" for n in range(1, 6)]
    table = [HEAD, counted, FIRST, HEAD, ["2", "Khảo sát chợ phiên", "Sở Công Thương", "", "Hằng năm"]]
    assert [row[0] for row in leads(given(table))] == ["Lập danh sách nhà cổ", "Khảo sát chợ phiên"]


def test_a_merged_lead_holds_for_the_rows_beside_it_and_not_for_the_next_part() -> None:
    table = [
        HEAD[:3] + HEAD[4:],
        ["1", "Lập danh sách nhà cổ", "Sở Xây dựng", "Quý III/2026"],
        ["2", "Khảo sát chợ phiên", "", ""],
        ["II", "Lĩnh vực thủy lợi", "", ""],
        ["1", "Đo mực nước hồ chứa", "Sở Công Thương", "Tháng 9/2026"],
    ]
    assert rows(given(table, (((1, 2), (2, 2)),)), "assignees", "deadline") == [
        ("Lập danh sách nhà cổ", ["Sở Xây dựng"], "2026-Q3"),
        ("Khảo sát chợ phiên", ["Sở Xây dựng"], None),
        ("Đo mực nước hồ chứa", ["Sở Công Thương"], "2026-09"),
    ]


@pytest.mark.parametrize("ditto", ["nt", "-nt-", "Như trên", "″", '"'])
def test_as_above_means_what_stands_above(ditto: str) -> None:
    table = [HEAD, FIRST, ["2", "Khảo sát chợ phiên", ditto, ditto, ditto]]
    [_, second] = rows(given(table), "assignees", "coordinators", "deadline")
    assert second == ("Khảo sát chợ phiên", ["Sở Xây dựng"], ["Sở Nội vụ"], "2026-Q3")


def test_as_above_on_the_first_row_means_nobody() -> None:
    assert leads(given([HEAD, ["1", "Khảo sát chợ phiên", "nt", "", "Hằng năm"]])) == []


SPANNING = (
    "<p>PHỤ LỤC</p><table><tr><th rowspan=2>TT</th><th rowspan=2>Nhiệm vụ</th><th colspan=2>Cơ quan</th>"
    "<th rowspan=2>Thời hạn</th></tr><tr><th>Chủ trì</th><th>Phối hợp</th></tr>"
    "<tr><td>1</td><td>Lập danh sách nhà cổ</td><td rowspan=2>Sở Xây dựng</td><td>Sở Nội vụ</td><td>Quý III/2026</td></tr>"
    "<tr><td>2</td><td>Khảo sát chợ phiên</td><td></td><td>Quý IV/2026</td></tr></table>"
)


def test_cells_over_two_rows_of_a_page_leave_the_others_under_their_heads() -> None:
    source = read(f"<html><body>{SPANNING}</body></html>".encode(), "a.html")
    assert rows(source, "assignees", "coordinators", "deadline") == [
        ("Lập danh sách nhà cổ", ["Sở Xây dựng"], ["Sở Nội vụ"], "2026-Q3"),
        ("Khảo sát chợ phiên", ["Sở Xây dựng"], [], "2026-Q4"),
    ]


def test_a_row_whose_number_slid_into_the_next_cell_is_read_without_a_fault() -> None:
    head = "<tr><td>TT<td>Nhiệm vụ<td>Cơ quan chủ trì<td>Thời hạn<td>Sản phẩm"
    source = read(f"<table>{head}<tr><td><td>4<td>Sở Xây dựng</table>".encode(), "a.html")
    assert tabled(source) == []


def test_a_table_that_goes_on_without_a_head_is_read_by_its_looks() -> None:
    table = [
        ["2", "Khảo sát các chợ phiên trong tỉnh", "Sở Công Thương", "Sở Tài chính", "Quý IV/2026"],
        ["3", "Tổ chức đo mực nước hồ chứa", "Sở Xây dựng", "", "Hằng năm"],
    ]
    assert leads(given(table)) == [
        ("Khảo sát các chợ phiên trong tỉnh", ["Sở Công Thương"], ["Sở Tài chính"]),
        ("Tổ chức đo mực nước hồ chứa", ["Sở Xây dựng"], []),
    ]


def two_tables(first: list[list[str]], second: list[list[str]]) -> SourceText:
    """Two tables of a Word file, the second without a head."""
    document = docx.Document()
    for table in (first, second):
        drawn = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, words in zip(drawn.add_row().cells, row, strict=True):
                cell.text = words
        document.add_paragraph("Trang sau")
    held = io.BytesIO()
    document.save(held)
    return read(held.getvalue(), "a.docx")


def test_a_table_on_the_next_page_has_the_head_of_the_one_before() -> None:
    below = [["", "Những bến đò còn lại của hai huyện", "Sở Xây dựng", "Sở Nội vụ", "12/2027"]]
    assert [row[0] for row in leads(two_tables([HEAD, FIRST], below))] == [FIRST[1], below[0][1]]


@pytest.mark.parametrize(
    "below",
    [
        [["1", "Lê Văn Khánh", "Sở Y tế", "Tổ trưởng", ""], ["2", "Đỗ Hải Yến", "Sở Nội vụ", "Thư ký", ""]],
        [["1", "Số hồ sơ đã giải quyết trong tháng", "1.250", "98%", "Tháng 3/2026"]],
        [["1", "Số hồ sơ đã giải quyết trong tháng", "Sở Y tế", "98%", "đạt"]],
    ],
)
def test_another_table_below_has_not(below: list[list[str]]) -> None:
    assert [row[0] for row in leads(two_tables([HEAD, FIRST], below))] == [FIRST[1]]


NAMED = [
    ("Sở Tài chính Sở Nội vụ UBND các xã", ["Sở Tài chính", "Sở Nội vụ", "UBND các xã"], []),
    ("Sở Tài chính\nCông an tỉnh", ["Sở Tài chính", "Công an tỉnh"], []),
    ("Sở Tài chính, Sở Nội vụ và Công an tỉnh", ["Sở Tài chính", "Sở Nội vụ", "Công an tỉnh"], []),
    ("- Sở Tài chính;\n- Sở Nội vụ.", ["Sở Tài chính", "Sở Nội vụ"], []),
    ("Sở Nông nghiệp và\nMôi trường", ["Sở Nông nghiệp và Môi trường"], []),
    ("Các sở, ban, ngành, địa phương", ["Các sở, ban, ngành, địa phương"], []),
    ("Chủ trì: Sở Xây dựng\nPhối hợp: Sở Nội vụ, Sở Tài chính", ["Sở Xây dựng"], ["Sở Nội vụ", "Sở Tài chính"]),
    ("Sở Xây dựng chủ trì, phối hợp với Sở Nội vụ và UBND các xã", ["Sở Xây dựng"], ["Sở Nội vụ", "UBND các xã"]),
    ("Sở Xây dựng (chủ trì), Sở Nội vụ (phối hợp)", ["Sở Xây dựng"], ["Sở Nội vụ"]),
    ("Báo và Đài An Phú", ["Báo và Đài An Phú"], []),
]


@pytest.mark.parametrize(("cell", "lead", "support"), NAMED)
def test_bodies_of_a_cell_are_told_apart(cell: str, lead: list[str], support: list[str]) -> None:
    table = [["TT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn"], ["1", "Lập danh sách nhà cổ", cell, "Hằng năm"]]
    assert leads(given(table)) == [("Lập danh sách nhà cổ", lead, support)]


TIMED = [
    ("Trước 15/7", "2026-07-15", False),
    ("7/2026", "2026-07", False),
    ("2026-2028", "2026/2028", False),
    ("2026", "2026", False),
    ("Quy III/2026", "2026-Q3", False),
    ("Q.IV/2026", "2026-Q4", False),
    ("Thường xuyên", None, True),
    ("Hằng năm", None, True),
    ("Theo tiến độ", None, False),
    ("Sau khi đề án được phê duyệt", None, False),
]


@pytest.mark.parametrize(("cell", "deadline", "recurring"), TIMED)
def test_times_of_a_cell_are_kept_as_said_and_no_day_is_invented(
    cell: str, deadline: str | None, recurring: bool
) -> None:
    [row] = rows(given([HEAD, [*FIRST[:4], cell]]), "deadline_raw", "deadline", "recurring")
    assert row[1:3] == (cell, deadline) and bool(row[3]) is recurring


def test_leaders_named_in_a_column_of_their_own_direct_and_do_not_lead() -> None:
    table = [
        ["TT", "Nhiệm vụ", "Lãnh đạo UBND tỉnh phụ trách", "Cơ quan chủ trì", "Ghi chú"],
        ["1", "Lập danh sách nhà cổ", "Đ/c Phó Chủ tịch Trần Văn Khoa", "Sở Xây dựng", ""],
    ]
    assert rows(given(table), "assignees", "supervisors") == [
        ("Lập danh sách nhà cổ", ["Sở Xây dựng"], ["Trần Văn Khoa"])
    ]


BENT = [
    "| TT | N0i dung nhiem vu | Cơ quan chú tri | Thơi han |",
    "| STT | NỘI DUNG CÔNG VIỆC | CƠ QUAN THAM MƯU | THỜI HẠN TRÌNH |",
    "| Số TT | Tên đề án | Cơ quan trình | Thời gian trình |",
    "| TT | Giải pháp | Đơn vị chịu trách nhiệm thực hiện | Tiến độ |",
    "TT | Nội dung hành động | Bộ, ngành chủ trì | Thời hạn hoàn thành",
]


@pytest.mark.parametrize("head", BENT)
def test_heads_in_any_wording_and_spelling_are_known(head: str) -> None:
    source = given(f"{head}\n|---|---|---|---|\n| 1 | Lập danh sách nhà cổ | Sở Xây dựng | Quý III/2026 |")
    assert rows(source, "assignees", "deadline") == [("Lập danh sách nhà cổ", ["Sở Xây dựng"], "2026-Q3")]


def test_bars_on_lines_of_their_own_part_cells() -> None:
    cells = [
        "TT",
        "Nội dung công việc",
        "Cơ quan chủ trì",
        "Thời hạn",
        "1",
        "Lập danh sách\nnhà cổ",
        "Sở Xây dựng",
        "Quý III/2026",
    ]
    assert leads(given("\n|\n".join(cells))) == [("Lập danh sách nhà cổ", ["Sở Xây dựng"], [])]


def test_a_row_broken_over_a_page_goes_through_its_columns_twice() -> None:
    text = (
        "TT\nNội dung\nCơ quan chủ trì\nThời hạn\n1\nXây dựng quy chế quản lý nhà cổ và hướng dẫn\n"
        "Sở Xây dựng, Sở Văn hóa và\nQuý III/2026\n3\nngười dân sửa chữa mái ngói.\nThể thao\n2\nKhảo sát chợ phiên\n"
        "Sở Công Thương\nHằng năm"
    )
    [first, second] = tabled(given(text))
    assert first.fields["action"].endswith("hướng dẫn người dân sửa chữa mái ngói")
    assert first.fields["assignees"] == ["Sở Xây dựng", "Sở Văn hóa và Thể thao"]
    assert second.fields["assignees"] == ["Sở Công Thương"]


NOTHING = {
    "indicators": [["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện"], ["1", "Trồng rừng", "ha", "1.200", "900"]],
    "indicators with who follows them": [
        ["TT", "Nội dung chỉ tiêu", "Đơn vị tính", "Chỉ tiêu năm 2026", "Cơ quan chủ trì theo dõi"],
        ["1", "Tỷ lệ che phủ rừng", "%", "51", "Sở Nông nghiệp và Môi trường"],
    ],
    "members": [
        ["TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Nhiệm vụ trong Tổ", "Phân công"],
        ["1", "Lê Văn Khánh", "Giám đốc Sở Y tế", "Tổ trưởng", "Phụ trách chung"],
    ],
    "documents": [
        ["TT", "Số, ký hiệu", "Trích yếu nội dung", "Cơ quan ban hành", "Đơn vị thực hiện công bố"],
        ["1", "12/KH-UBND", "Kế hoạch sửa chữa chợ phiên", "UBND tỉnh", "Sở Công Thương"],
    ],
    "addresses": [
        ["TT", "Nội dung", "Đơn vị thực hiện", "Địa chỉ", "Điện thoại"],
        ["1", "Cấp căn cước", "Công an tỉnh", "Số 2 phố Bến Thuyền", "0200 000 001"],
    ],
    "statistics": [
        ["TT", "Nội dung", "Đơn vị thực hiện", "Số lượng", "Tỷ lệ (%)"],
        ["1", "Hồ sơ đã giải quyết", "Sở Nội vụ", "1.250", "98,5"],
    ],
    "money": [["TT", "Nội dung chi", "Kinh phí", "Nguồn vốn"], ["1", "Sửa chữa chợ phiên", "250 triệu", "Ngân sách tỉnh"]],
    "a calendar": [["Thời gian", "Nội dung", "Địa điểm", "Thành phần"], ["8 giờ", "Khai mạc", "Hội trường", "Sở Y tế"]],
    "signatures": [["NƠI NHẬN", "TM. UỶ BAN NHÂN DÂN"], ["- Sở Y tế;", "CHỦ TỊCH"], ["- Lưu: VT.", "Trần Văn Khoa"]],
    "headings alone": [HEAD, ["I", "Hoàn thiện thể chế", "", "", ""], ["II", "Phát triển hạ tầng", "", "", ""]],
    "a head alone": [HEAD],
    "figures where a lead should be": [HEAD, ["1", "Trồng rừng", "1.200", "300", "900"]],
    "opinions": [
        ["TT", "Đơn vị góp ý", "Nội dung góp ý", "Tiếp thu, giải trình"],
        ["1", "Sở Tư pháp", "Sửa khoản 2", "Đã tiếp thu"],
    ],
    "names without a head": [["1", "Lê Văn Khánh", "Sở Y tế", "2026"], ["2", "Đỗ Hải Yến", "Sở Nội vụ", "2026"]],
    "results without a head": [["1", "Tỷ lệ hộ nghèo giảm", "1,5%", "2026"], ["2", "Thu ngân sách", "14.000", "2026"]],
    "schools": [["TT", "Tên trường", "Số lớp", "Số học sinh"], ["1", "Trường Tiểu học Bến Đò", "12", "350"]],
}  # fmt: skip


@pytest.mark.parametrize("name", NOTHING)
@pytest.mark.parametrize("shape", ["docx", "bars", "lines", "tabs", "padded"])
def test_tables_that_assign_nothing_order_nothing(name: str, shape: str) -> None:
    table = NOTHING[name]
    drawn: str | list[list[str]] = {
        "docx": table,
        "bars": "\n".join("| " + " | ".join(row) + " |" for row in table),
        "lines": "\n".join(cell for row in table for cell in row if cell),
        "tabs": "\n".join("\t".join(row) for row in table),
        "padded": "\n".join("".join(cell.ljust(40) for cell in row).rstrip() for row in table),
    }[shape]
    assert tabled(given(drawn)) == []


PROSE = [
    "1. Sở Tài chính chủ trì lập dự toán | phối hợp với Sở Nội vụ.\n2. Công an tỉnh bảo đảm trật tự.",
    "TT tỉnh báo cáo nội dung và thời hạn.\nCơ quan chủ trì là Sở Y tế.\n1\n2",
    "Nội dung:   Cơ quan chủ trì thực hiện   theo thời hạn đã giao trong kế hoạch năm nay của tỉnh.\nBáo cáo trước 15/7.",
    "TT\nHọ và tên\nNội dung\nCơ quan chủ trì phát biểu như sau: toàn thể nhất trí với báo cáo đã trình.\n1\nLê Văn Khánh",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_with_such_words_is_no_table(text: str) -> None:
    assert tabled(given(text)) == []


def test_text_below_a_table_written_one_cell_a_line_is_none_of_its_cells() -> None:
    text = (
        "TT\nNội dung\nCơ quan chủ trì\nThời hạn\nSản phẩm\n1\nLập danh sách nhà cổ\nSở Xây dựng\nQuý III/2026\nDanh sách\n"
        "Nơi nhận:\n- Sở Xây dựng;\n- Lưu: VT."
    )
    assert rows(given(text), "deliverable") == [("Lập danh sách nhà cổ", "Danh sách")]


PARTED = [
    ["TT", "Nhiệm vụ", "Thời hạn", "Sản phẩm"],
    ["I", "Sở Xây dựng", "", ""],
    ["1", "Lập danh sách nhà cổ", "Quý III/2026", "Danh sách"],
    ["2", "Khảo sát chợ phiên", "Hằng năm", ""],
    ["II", "SỞ NỘI VỤ", "", ""],
    ["1", "Mở lớp cho trưởng thôn", "Tháng 9/2026", ""],
]


@pytest.mark.parametrize("bars", [False, True])
def test_parts_headed_by_a_body_say_who_leads(bars: bool) -> None:
    table: str | list[list[str]] = "\n".join("| " + " | ".join(row) + " |" for row in PARTED) if bars else PARTED
    assert [(task, lead[0].lower()) for task, lead, _ in leads(given(table))] == [
        ("Lập danh sách nhà cổ", "sở xây dựng"),
        ("Khảo sát chợ phiên", "sở xây dựng"),
        ("Mở lớp cho trưởng thôn", "sở nội vụ"),
    ]


@pytest.mark.parametrize(
    "heading", ["Hoàn thiện thể chế", "Sở Xây dựng báo cáo", "Lê Văn Khánh", "Sở Xây dựng và các nội dung khác"]
)
def test_parts_headed_by_something_else_say_nobody_leads(heading: str) -> None:
    assert leads(given([*PARTED[:4], ["II", heading, "", ""], PARTED[5]])) == []


def test_the_finer_of_two_columns_of_tasks_is_the_task() -> None:
    table = [
        ["TT", "Nội dung hành động", "Hành động cụ thể", "Bộ ngành chủ trì", "Hoàn thành"],
        ["1", "Giữ nghề đan giỏ", "Mở lớp dạy nghề", "Sở Công Thương (chủ trì về mẫu), Sở Nội vụ", "Quý II/2026"],
        ["", "", "Lập danh sách thợ giỏi", "Đề nghị Hội Nông dân tỉnh; UBND các xã", "Quý III/2026"],
    ]
    assert leads(given(table, (((1, 1), (2, 1)), ((1, 0), (2, 0))))) == [
        ("Mở lớp dạy nghề", ["Sở Công Thương", "Sở Nội vụ"], []),
        ("Lập danh sách thợ giỏi", ["Hội Nông dân tỉnh", "UBND các xã"], []),
    ]


def test_prose_between_and_below_tables_with_bars_stays_outside() -> None:
    head = "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n"
    other = "| TT | Nội dung | Thời gian | Cơ quan chủ trì |\n|---|---|---|---|\n"
    text = (
        f"{head}| 1 | Lập danh sách nhà cổ | Sở Xây dựng | Quý III/2026 |\nCác đơn vị báo cáo theo biểu sau.\n"
        f"{other}| 1 | Khảo sát chợ phiên | Hằng năm | Sở Công Thương |\n{other}| 1 | Đo mực nước | Năm 2027 | Sở Xây dựng |\n"
    )
    source = given(text)
    assert rows(source, "assignees", "deadline_raw") == [
        ("Lập danh sách nhà cổ", ["Sở Xây dựng"], "Quý III/2026"),
        ("Khảo sát chợ phiên", ["Sở Công Thương"], "Hằng năm"),
        ("Đo mực nước", ["Sở Xây dựng"], "Năm 2027"),
    ]


def test_lines_with_a_bar_that_are_no_table_keep_their_orders() -> None:
    text = "I. GIAO NHIỆM VỤ\n1. Sở Y tế | lập danh sách trạm y tế.\n2. Sở Nội vụ rà soát biên chế | báo cáo UBND tỉnh."
    found = [f for f in extract(given(text), Context(issued_on=ISSUED)) if f.type == "directive"]
    assert found and all(f.rule != "directive.table" for f in found)


@pytest.mark.parametrize("label", ["\u03015.““", "²", "5.²", "1..2"])
def test_number_of_a_row_when_it_only_looks_like_one_then_none_follows(label: str) -> None:
    assert not Count().follows(label)


def _nested(depth: int, row: str = "<tr><td>TT</td><td>Nhiệm vụ</td><td>Chủ trì</td></tr>") -> SourceText:
    """Tables one in another, each in the last cell of the one around it; the innermost assigns."""
    inner = f"<table>{row}<tr><td>1</td><td>Lập danh sách nhà cổ</td><td>Sở Xây dựng</td></tr></table>"
    for _ in range(depth):
        inner = f"<table><tr><td>Mục lục bến đò</td><td>{inner}</td></tr></table>"
    return read(f"<html><body>{inner}</body></html>".encode(), "a.html")


@pytest.mark.parametrize("depth", [0, 1, 2, 3, 9])
def test_table_when_inside_other_tables_then_its_orders_are_read(depth: int) -> None:
    source = _nested(depth)
    found = [one for one in extract(source) if one.type == "directive"]
    assert ["Lập danh sách nhà cổ" in source.text[one.start : one.end] for one in found] == [True]


def test_tables_one_in_another_cost_no_more_than_their_length() -> None:
    row = "<tr><td>TT</td><td>Nhiệm vụ</td><td>Chủ trì</td></tr><tr><td>1</td><td>Giữ phao ở bến đò</td><td>"

    def work(text: str) -> object:
        return extract(read(("<html><body>" + f"<table>{row}" * len(text)).encode(), "a.html"))

    assert grows_linearly(work, "x", 30)


BARE_HEADS = (
    "Nhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian\n1\nXây dựng đề án chợ nổi\nSở Công Thương\nUBND xã Bình An\n"
    "Quý II/2026\n2\nTổ chức hội đua ghe\nSở Du lịch\nTrước 30/4"
)


def test_heads_one_a_line_without_a_column_of_numbers_are_read_over_numbered_rows() -> None:
    assert leads(given(BARE_HEADS)) == [
        ("Xây dựng đề án chợ nổi", ["Sở Công Thương"], ["UBND xã Bình An"]),
        ("Tổ chức hội đua ghe", ["Sở Du lịch"], []),
    ]


@pytest.mark.parametrize(
    "table",
    [
        BARE_HEADS.replace("\n1\n", "\n").replace("\n2\n", "\n"),
        BARE_HEADS.replace("Cơ quan chủ trì", "Kết quả năm trước"),
        BARE_HEADS.replace("Cơ quan phối hợp", "Cơ quan chủ trì"),
    ],
    ids=["no numbers", "nobody leads", "a head twice"],
)
def test_lines_that_are_no_heads_over_numbered_rows_are_no_table(table: str) -> None:
    assert tabled(given(table)) == []
