"""Assignment tables (docx cells and Markdown bars) and headings with keyed lines: one row, one task."""

from __future__ import annotations

import io

import docx
import pytest

from tests.text.finding import finds, orders
from vanban.extract import extract
from vanban.files import read
from vanban.model import SourceText

HEADS = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành", "Sản phẩm"]
ROWS = [
    ["I", "Hoàn thiện thể chế", "", "", "", ""],
    [
        "1",
        "Xây dựng Kế hoạch chuyển đổi số ngành y tế",
        "Sở Y tế",
        "Sở Khoa học và Công nghệ; các đơn vị liên quan",
        "Quý III/2026",
        "Kế hoạch",
    ],
    ["2", "Rà soát thủ tục hành chính", "Văn phòng UBND tỉnh", "Các sở, ban, ngành", "Trước 30/9/2026", "Báo cáo"],
    ["3", "Tuyên truyền trên báo, đài", "Báo và Đài An Phú", "", "Thường xuyên", ""],
    ["4", "Tập huấn cán bộ xã", "", "Sở Nội vụ", "Tháng 10/2026", ""],
]


def table_file(heads: list[str], rows: list[list[str]]) -> SourceText:
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC")
    table = document.add_table(rows=0, cols=len(heads))
    for row in [heads, *rows]:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    held = io.BytesIO()
    document.save(held)
    return read(held.getvalue(), "a.docx")


def test_each_row_with_a_lead_is_one_directive() -> None:
    source = table_file(HEADS, ROWS)
    found = [f for f in extract(source) if f.type == "directive"]
    assert [source.text[f.start : f.end] for f in found] == [row[1] for row in ROWS[1:]]
    assert [f.fields["assignees"] for f in found] == [
        ["Sở Y tế"],
        ["Văn phòng UBND tỉnh"],
        ["Báo và Đài An Phú"],
        ["Báo và Đài An Phú"],
    ]
    assert [f.fields["deadline"] for f in found] == ["2026-Q3", "2026-09-30", None, "2026-10"]
    assert [f.fields["deadline_end"] for f in found] == ["2026-09-30", "2026-09-29", None, "2026-10-31"]
    assert found[0].fields["coordinators"] == ["Sở Khoa học và Công nghệ", "Các đơn vị liên quan"]
    assert found[1].fields["deliverable"] == "Báo cáo" and found[1].fields["clarity"]["result"]
    assert found[2].fields["recurring"] and found[2].fields["kind"] == "standing"


def test_bars_are_read_like_cells() -> None:
    text = (
        "| TT | Nội dung | Chủ trì | Thời gian |\n| --- | --- | --- | --- |\n| 1 | Lập hồ sơ "
        "đất công | Sở Tài chính | 30/6/2026 |\n"
    )
    assert orders(text) == [("Lập hồ sơ đất công", ["Sở Tài chính"], "2026-06-30")]


REFUSED = [
    (["TT", "Họ và tên", "Chức vụ", "Ghi chú"], [["1", "Lê Văn Khánh", "Bí thư", ""]]),
    (["TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"], [["1", "Thu ngân sách", "tỷ đồng", "1.250"]]),
    (HEADS, [["I", "Hoàn thiện thể chế", "", "", "", ""]]),
    (["Nội dung", "Cơ quan chủ trì"], [["", "Sở Y tế"], ["1", "Sở Y tế"]]),
]


@pytest.mark.parametrize(("heads", "rows"), REFUSED)
def test_other_tables_and_headings_in_tables_order_nothing(heads: list[str], rows: list[list[str]]) -> None:
    assert [f for f in extract(table_file(heads, rows)) if f.type == "directive"] == []


FLAT = (
    "PHỤ LỤC\n(Kèm theo Kế hoạch số 88/KH-UBND)\n\nTT\nNhiệm vụ\nĐơn vị thực hiện\nCơ quan\nphối hợp\nThời hạn\n"
    "Sản phẩm dự kiến\n"
    "I\nHoàn thiện cơ chế\n1\nXây dựng chính sách hỗ trợ hợp tác xã vùng cao\nSở Tài chính\n"
    "Sở Nông nghiệp và Môi trường; Liên minh Hợp tác xã tỉnh\nQuý III/2026\nNghị quyết\n"
    "2\nKhảo sát hợp tác xã ngừng hoạt động và\nlập danh sách giải thể\nLiên minh Hợp tác xã tỉnh\nTháng 10/2026\n"
    "7\nBáo cáo\n"
    "3\nBồi dưỡng cán bộ quản lý\nSở Nội vụ\nSở Tài chính\nHằng năm\n"
)


def test_a_table_written_one_cell_a_line_is_read_by_rows() -> None:
    assert orders(FLAT) == [
        ("Xây dựng chính sách hỗ trợ hợp tác xã vùng cao", ["Sở Tài chính"], "2026-Q3"),
        (
            "Khảo sát hợp tác xã ngừng hoạt động và lập danh sách giải thể",
            ["Liên minh Hợp tác xã tỉnh"],
            "2026-10",
        ),
        ("Bồi dưỡng cán bộ quản lý", ["Sở Nội vụ"], None),
    ]
    found = finds(FLAT, "directive")
    assert [f.fields["coordinators"] for f in found] == [
        ["Sở Nông nghiệp và Môi trường", "Liên minh Hợp tác xã tỉnh"],
        [],
        ["Sở Tài chính"],
    ]
    assert [f.fields["deliverable"] for f in found] == ["Nghị quyết", "Báo cáo", None]
    assert [f.fields.get("recurring", False) for f in found] == [False, False, True]


NO_FLAT = [
    FLAT.replace("TT\n", "", 1),  # no head of numbers
    FLAT.replace("Đơn vị thực hiện", "Đơn vị tính"),  # nobody leads
    "TT\nHọ và tên\nChức vụ\nGhi chú\n1\nLê Văn Khánh\nBí thư\n\n2\nĐỗ Hải Yến\nGiám đốc\n",
    "TT\nNhiệm vụ\nĐơn vị thực hiện\nThời hạn\nCác đơn vị bám sát kế hoạch để tổ chức thực hiện.",
]


@pytest.mark.parametrize("text", NO_FLAT)
def test_lines_without_such_heads_and_rows_are_no_table(text: str) -> None:
    assert [f for f in finds(text, "directive") if f.rule == "directive.table"] == []


@pytest.mark.parametrize("order", [(5, 4, 1, 3, 2), (1, 2, 3, 4, 5)])
def test_columns_are_known_by_their_heads_in_any_order(order: tuple[int, ...]) -> None:
    heads = ["", "Nhiệm vụ", "Đơn vị thực hiện", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm dự kiến"]
    row = [
        "",
        "Lập bản đồ vùng trồng",
        "Sở Nông nghiệp và Môi trường và Sở Công Thương",
        "các huyện, thành phố",
        "Trước ngày 15/6/2026",
        "Bản đồ",
    ]
    found = [
        f for f in extract(table_file([heads[i] for i in order], [[row[i] for i in order]])) if f.type == "directive"
    ]
    assert [f.fields["assignees"] for f in found] == [["Sở Nông nghiệp và Môi trường", "Sở Công Thương"]]
    assert [f.fields["coordinators"] for f in found] == [["Các huyện, thành phố"]]
    assert [(f.fields["deadline_end"], f.fields["deliverable"]) for f in found] == [("2026-06-14", "Bản đồ")]


KEYED = (
    "KẾ HOẠCH\nTổ chức Ngày hội đọc sách\n\nI. NỘI DUNG\n1. Hội thi kể chuyện theo sách\n- Thời gian: ngày 12/9/2026.\n"
    "- Đơn vị chủ trì: Sở Văn hóa và Thể thao.\n- Đơn vị phối hợp: Sở Giáo dục và Đào "
    "tạo, Tỉnh đoàn.\n- Kinh phí: ngân sách tỉnh.\n"
)


def test_keyed_lines_fill_the_fields_of_their_heading() -> None:
    found = finds(KEYED, "directive")
    assert orders(KEYED) == [("Hội thi kể chuyện theo sách", ["Sở Văn hóa và Thể thao"], "2026-09-12")]
    assert found[0].fields["coordinators"] == ["Sở Giáo dục và Đào tạo", "Tỉnh đoàn"]
    assert found[0].rule == "directive.keyed"


PLAN = "KẾ HOẠCH\nCải cách hành chính\n\nI. NHIỆM VỤ\n{}\nII. KINH PHÍ\nNgân sách tỉnh.\n"
KEYS = [
    # several keys in one line, in lines without a mark, behind the task, in brackets
    (
        "1. Rà soát thủ tục hành chính\n- Đơn vị chủ trì: Văn phòng UBND tỉnh; đơn vị phối hợp: các sở, ban, ngành; "
        "đơn vị giám sát: Sở Tư pháp.\n- Hoàn thành trong tháng 11/2026.",
        [("Rà soát thủ tục hành chính", ["Văn phòng UBND tỉnh"], ["Các sở, ban, ngành"], ["Sở Tư pháp"], "2026-11")],
    ),
    (
        "1. Xây dựng phần mềm theo dõi nhiệm vụ.\nĐơn vị chủ trì: Sở Nội vụ.\nCơ quan phối hợp: Sở Tư pháp, Bưu điện tỉnh.\n"
        "Thời gian thực hiện: Quý II/2026.",
        [("Xây dựng phần mềm theo dõi nhiệm vụ", ["Sở Nội vụ"], ["Sở Tư pháp", "Bưu điện tỉnh"], [], "2026-Q2")],
    ),
    (
        "1. Tập huấn công chức một cửa. Cơ quan chủ trì, tham mưu: Sở Nội vụ. Thời gian: tháng 6/2026.",
        [("Tập huấn công chức một cửa", ["Sở Nội vụ"], [], [], "2026-06")],
    ),
    (
        "1. Duy trì camera giám sát (Cơ quan chủ trì: Công an tỉnh; phối hợp: UBND các xã).",
        [("Duy trì camera giám sát", ["Công an tỉnh"], ["UBND các xã"], [], None)],
    ),
    (
        "1. Hội chợ hoa xuân\n- Chủ trì: Sở Công Thương.\n- Phối hợp: các doanh nghiệp, tổ chức, cá nhân có liên quan.",
        [("Hội chợ hoa xuân", ["Sở Công Thương"], ["Các doanh nghiệp, tổ chức, cá nhân có liên quan"], [], None)],
    ),
    (
        "1. Bảo đảm an toàn thông tin\n- Chủ trì: Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh theo chức năng, nhiệm vụ.",
        [("Bảo đảm an toàn thông tin", ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"], [], [], None)],
    ),
    # tasks beside the item that names the lead
    (
        "1. Kiểm tra công vụ\n- Thực hiện kiểm tra tại 10 đơn vị.\n- Tổng hợp vi phạm về giờ giấc làm việc.\n"
        "- Trách nhiệm thực hiện: Sở Nội vụ chủ trì, phối hợp với Thanh tra tỉnh.",
        [
            ("Thực hiện kiểm tra tại 10 đơn vị", ["Sở Nội vụ"], ["Thanh tra tỉnh"], [], None),
            ("Tổng hợp vi phạm về giờ giấc làm việc", ["Sở Nội vụ"], ["Thanh tra tỉnh"], [], None),
        ],
    ),
]


@pytest.mark.parametrize(("body", "expected"), KEYS)
def test_keys_are_read_wherever_they_stand(body: str, expected: list[tuple[object, ...]]) -> None:
    text = PLAN.format(body)
    assert [
        (
            text[f.start : f.end],
            *(f.fields.get(name) for name in ("assignees", "coordinators", "supervisors", "deadline")),
        )
        for f in finds(text, "directive")
    ] == expected


@pytest.mark.parametrize(
    "text", [KEYED.replace("Đơn vị chủ trì", "Địa điểm"), "1. Kinh phí: 20 triệu đồng\n2. Thời gian: ngày 12/9/2026"]
)
def test_keys_without_a_lead_order_nothing(text: str) -> None:
    assert [f for f in finds(text, "directive") if f.rule == "directive.keyed"] == []
