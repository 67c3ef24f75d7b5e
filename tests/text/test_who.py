"""Who must do it: leads, those they direct, who helps; names taken apart and put together, headings and their lists."""

from __future__ import annotations

import pytest

from tests.text.finding import finds
from tests.text.test_directive_items import FOOT, HEAD

# Body of a directive of UBND tỉnh An Phú: the leads of each order.
LEADS = [
    # A directs B: both; what follows ";" is the director's own.
    (
        "1. Bộ Chỉ huy Quân sự tỉnh chỉ đạo Ban CHQS các xã, Cảnh sát biển tổ chức tuần tra; báo cáo UBND tỉnh.",
        [["Bộ Chỉ huy Quân sự tỉnh", "Ban CHQS các xã", "Cảnh sát biển"], ["Bộ Chỉ huy Quân sự tỉnh"]],
    ),
    (
        "1. Đảng ủy UBND tỉnh lãnh đạo UBND tỉnh chỉ đạo các sở, ngành rà soát quy hoạch cảng cá trong tháng 11/2025.",
        [["Đảng ủy UBND tỉnh An Phú", "UBND tỉnh An Phú", "Các sở, ngành"]],
    ),
    (
        "1. Sở Y tế hướng dẫn, chỉ đạo, đôn đốc Trung tâm Y tế các khu vực tiêm phòng cho học sinh.",
        [["Sở Y tế", "Trung tâm Y tế các khu vực"]],
    ),
    ("1. Sở Y tế hướng dẫn các xã tổ chức tiêm phòng cho học sinh.", [["Sở Y tế"]]),
    ("1. Sở Tài chính phân công nhiệm vụ cho từng phòng theo dõi công nợ.", [["Sở Tài chính"]]),
    # A list below "A lãnh đạo, chỉ đạo:": whoever an item names is directed.
    (
        "1. Đảng ủy UBND tỉnh tập trung lãnh đạo, chỉ đạo:\n- Sở Tài chính thẩm định giá thuê đất; công khai kết quả.\n"
        "- Rà soát quỹ nhà công vụ.\n2. Sở Nội vụ tổng hợp biên chế của các xã.",
        [
            ["Đảng ủy UBND tỉnh An Phú", "Sở Tài chính"],
            ["Đảng ủy UBND tỉnh An Phú", "Sở Tài chính"],
            ["Đảng ủy UBND tỉnh An Phú"],
            ["Sở Nội vụ"],
        ],
    ),
    # Whom an item concerns.
    (
        "1. Đối với UBND xã Đá Nhảy, UBND xã Cồn Lau: có văn bản giải trình trước ngày 20/10/2025.",
        [["UBND xã Đá Nhảy", "UBND xã Cồn Lau"]],
    ),
    # One list of doers over ";".
    (
        "1. Các phòng: Kinh tế, Văn hóa - Xã hội; Trung tâm Phục vụ hành chính công chủ động bố trí người trực.",
        [["Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công"]],
    ),
    # Bent by a scan.
    ("1. Sớ Nông nghiệp và Môi trường\n- Kiểm tra đê kè xung yếu.", [["Sở Nông nghiệp và Môi trường"]]),
]


@pytest.mark.parametrize(("body", "expected"), LEADS)
def test_who_leads(body: str, expected: list[list[str]]) -> None:
    found = finds(HEAD + body + FOOT, "directive", None)
    assert [f.fields["assignees"] for f in found] == expected


HELPERS = [
    (
        "1. Thanh tra tỉnh chủ trì, Công an tỉnh phối hợp tổ chức kiểm tra bến bãi cát sỏi.",
        ["Thanh tra tỉnh"],
        ["Công an tỉnh"],
    ),
    ("1. Sở Xây dựng phối hợp tổ chức kiểm tra bến bãi cát sỏi.", ["Sở Xây dựng"], []),
]


@pytest.mark.parametrize(("body", "leads", "helpers"), HELPERS)
def test_who_helps(body: str, leads: list[str], helpers: list[str]) -> None:
    [found] = finds(HEAD + body + FOOT, "directive", None)
    assert (found.fields["assignees"], found.fields["coordinators"]) == (leads, helpers)
