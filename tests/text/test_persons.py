"""Persons: full names with the titles beside them, those who sign, lists under one title; and names of places and streets."""

from __future__ import annotations

import pytest

from tests.text.finding import field, words

# (text, the names with their titles)
NAMED = [
    ("Phó Chủ tịch UBND tỉnh Lò Văn Tấn yêu cầu các xã báo cáo.", {"Lò Văn Tấn": ["Phó Chủ tịch UBND tỉnh"]}),
    (
        "Đồng chí Lương Khắc Bền, Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh phát biểu.",
        {"Lương Khắc Bền": ["Ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy", "Chủ tịch HĐND tỉnh"]},
    ),
    ("Ông Rơ Chăm Hlơn - Giám đốc Sở Y tế báo cáo.", {"Rơ Chăm Hlơn": ["Giám đốc Sở Y tế"]}),
    ("Bà Vừ Thị Mỷ (Chủ tịch UBND xã Hải Đám) cho biết.", {"Vừ Thị Mỷ": ["Chủ tịch UBND xã Hải Đám"]}),
    ("Đại tá Trần Hữu Giáp, Giám đốc Công an tỉnh dự.", {"Trần Hữu Giáp": ["Đại tá", "Giám đốc Công an tỉnh"]}),
    ("KẾT LUẬN CỦA ĐỒNG CHÍ LÊ THỊ NGẦN TẠI CUỘC HỌP GIAO BAN", {"LÊ THỊ NGẦN": []}),
    ("Chủ tọa: ông K’Brêm Ha.", {"K’Brêm Ha": []}),
    ("Đồng chí Phạm Tú, nguyên Bí thư Huyện ủy Hòa An, góp ý.", {"Phạm Tú": ["nguyên Bí thư Huyện ủy Hòa An"]}),
    (
        "Dự họp có các Phó Chủ tịch UBND tỉnh: Lò Văn Tấn, Vi Thị Sen và Hà Đức Mỹ.",
        {
            "Lò Văn Tấn": ["Phó Chủ tịch UBND tỉnh"],
            "Vi Thị Sen": ["Phó Chủ tịch UBND tỉnh"],
            "Hà Đức Mỹ": ["Phó Chủ tịch UBND tỉnh"],
        },
    ),
    (
        "Cùng dự có các đồng chí: Lò Văn Tấn, Giám đốc Sở Nội vụ; Vi Thị Sen, Chánh Văn phòng Tỉnh ủy; Hà Đức Mỹ.",
        {"Lò Văn Tấn": ["Giám đốc Sở Nội vụ"], "Vi Thị Sen": ["Chánh Văn phòng Tỉnh ủy"], "Hà Đức Mỹ": []},
    ),
    (
        "Chủ tịch UBND tỉnh Lò Văn Tấn, Bí thư Tỉnh ủy Vi Thị Sen cùng dự.",
        {"Lò Văn Tấn": ["Chủ tịch UBND tỉnh"], "Vi Thị Sen": ["Bí thư Tỉnh ủy"]},
    ),
    ("Chỉ huy trưởng Bộ CHQS tỉnh Lê Văn Hơn báo cáo.", {"Lê Văn Hơn": ["Chỉ huy trưởng Bộ CHQS tỉnh"]}),
    ("Phó Giám đốc phụ trách Sở Y tế Vi Thị Sen dự.", {"Vi Thị Sen": ["Phó Giám đốc phụ trách Sở Y tế"]}),
    ("Trả lời công dân Lò Thị Tám và cử tri Hà Văn Bảy.", {"Lò Thị Tám": [], "Hà Văn Bảy": []}),
    (
        "Đồng chí Lò Văn Tấn, Bí thư Tỉnh ủy, Trưởng Đoàn đại biểu Quốc hội tỉnh Hà Nam dự.",
        {"Lò Văn Tấn": ["Bí thư Tỉnh ủy", "Trưởng Đoàn đại biểu Quốc hội tỉnh Hà Nam"]},
    ),
    ("Bà Vi Thị Sen, Thư ký Ban Chỉ đạo tỉnh, trình bày.", {"Vi Thị Sen": ["Thư ký Ban Chỉ đạo tỉnh"]}),
    ("Giám đốc Lại Thế Nhương cho biết.", {"Lại Thế Nhương": ["Giám đốc"]}),
    (
        "Sáng 5/3, tỉnh họp về vốn.\nĐồng chí Lò Văn Tấn, Bí thư Tỉnh ủy chủ trì hội nghị.",
        {"Lò Văn Tấn": ["Bí thư Tỉnh ủy"]},
    ),
]


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_names_with_the_titles_beside_them(text: str, named: dict[str, list[str]]) -> None:
    assert dict(zip(words(text, "person"), field(text, "person", "roles"), strict=True)) == named


PLACES = [
    "Sửa đường Nguyễn Thị Tám và cầu Lê Văn Chín.",
    "Trường THPT Trần Quốc Hùng khai giảng.",
    "Ông bà ta nói: An Cư Lạc Nghiệp.",
    "Các tỉnh Hà Nam, Thái Bình, Cao Bằng đã báo cáo.",
    "Bà Rịa - Vũng Tàu và Hồ Chí Minh đã sắp xếp xong.",
    "Đồng chí Bí thư Tỉnh ủy chỉ đạo Ban Tổ chức Tỉnh ủy.",
    "Ông Chủ tịch UBND xã Lê Lợi nói.",
    "Ban Thường vụ Tỉnh ủy Sơn Hà Đông họp.",
]


@pytest.mark.parametrize("text", PLACES)
def test_places_streets_and_bare_offices_are_no_persons(text: str) -> None:
    assert words(text, "person") == []


_PAPER = (
    "UBND TỈNH LAM SƠN\nSỞ XÂY DỰNG\nSố: 12/SXD-VP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Lam Sơn, ngày 02 tháng 3 năm 2026\nKính gửi: UBND các xã, phường.\nĐề nghị các xã gửi báo cáo trước ngày 15/3/2026./.\n"
)
SIGNED = [
    ("Nơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\n(Đã ký)\nPhàn Tả Mẩy\n", "Phàn Tả Mẩy", ["Giám đốc"]),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Vũ Sáng\n",
        "Trần Vũ Sáng",
        ["Phó Giám đốc"],
    ),
    (
        "Nơi nhận:   KT. GIÁM ĐỐC\n- Như trên;   PHÓ GIÁM ĐỐC\n- Lưu: VT.    Trần Vũ Sáng\n",
        "Trần Vũ Sáng",
        ["Phó Giám đốc"],
    ),
    ("Nơi nhận:\n- Lưu: VT.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nHà Thị Nụ\n", "Hà Thị Nụ", ["Phó Bí thư"]),
    ("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\nHà Thị Nụ\nNơi nhận:\n- Lưu: VT.\n", "Hà Thị Nụ", ["Chánh Văn phòng"]),
    (
        "Nơi nhận:\n- Lưu: VT.\nKT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nHà Thị Nụ\n",
        "Hà Thị Nụ",
        ["Phó Chủ nhiệm"],
    ),
    (
        "Nơi nhận:\n- Lưu: VT.\nTRƯỞNG BAN\n(Đã ký)\nCHỦ TỊCH UBND TỈNH\nHà Thị Nụ\n",
        "Hà Thị Nụ",
        ["Trưởng ban", "Chủ tịch UBND tỉnh"],
    ),
    ("Nơi nhận:\n- Lưu: VT.\nQ. GIÁM ĐỐC\nHÀ THỊ NỤ\n", "HÀ THỊ NỤ", ["Quyền giám đốc"]),
]


@pytest.mark.parametrize(("foot", "name", "roles"), SIGNED)
def test_who_signs_holds_the_office_above_his_name(foot: str, name: str, roles: list[str]) -> None:
    assert words(_PAPER + foot, "person") == [name]
    assert field(_PAPER + foot, "person", "roles") == [roles]


def test_a_list_of_recipients_signs_nothing() -> None:
    assert words(_PAPER + "Nơi nhận:\n- Như trên;\n- Lưu: VT, Tổng hợp.\nGIÁM ĐỐC\n", "person") == []


def test_names_that_sign_side_by_side_are_each_a_person() -> None:
    record = (
        "UBND TỈNH LAM SƠN\nSỞ XÂY DỰNG\nSố: 12/BB-SXD\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Lam Sơn, ngày 02 tháng 3 năm 2026\nBIÊN BẢN\nLàm việc về trụ sở\nHai bên thống nhất giao lại nhà kho.\n"
        "Biên bản lập thành 03 bản./.\n\n   THƯ KÝ        ĐẠI DIỆN UBND XÃ      TRƯỞNG ĐOÀN\n\n"
        "Lường Thị Ngát        Vi Hồng Sen        Hà Thị Bích\n"
    )
    assert words(record, "person") == ["Lường Thị Ngát", "Vi Hồng Sen", "Hà Thị Bích"]
