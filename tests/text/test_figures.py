"""Figures, meetings and rhythms: what is one, with its value, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.text.finding import field, finds, words

FIGURES = [
    ("năm 2025 đạt 98,65% số xã", ["98,65%"], [98.65], ["%"]),
    ("thu ngân sách đạt trên 14 nghìn tỷ đồng/năm", ["trên 14 nghìn tỷ đồng/năm"], [14000], ["tỷ đồng/năm"]),
    ("giảm 1.950 biên chế sự nghiệp", ["1.950 biên chế"], [1950], ["biên chế"]),
    ("số đảng viên mới/chỉ tiêu đề ra đạt 213/210; tiếp theo", ["213/210"], [213], ["đảng viên"]),
    ("giải ngân 4.215 tỷ đồng, đạt 58,7% kế hoạch", ["4.215 tỷ đồng", "58,7%"], [4215, 58.7], ["tỷ đồng", "%"]),
    ("dự án có chiều dài 18,6 km, đi qua 5 xã", ["18,6 km"], [18.6], ["km"]),
    ("giải quyết việc làm cho 2.350 lao động", ["2.350 lao động"], [2350], ["lao động"]),
    ("thiếu nước, trong đó 820 ha cần bơm", ["820 ha"], [820], ["ha"]),
    ("đón 450.000 lượt khách", ["450.000 lượt khách"], [450000], ["lượt khách"]),
    ("tạo thêm 12.000 việc làm mới", ["12.000 việc làm"], [12000], ["việc làm"]),
]
NO_FIGURES = [
    "Chủ trương một, biện pháp mười",
    "10 chương trình công tác, 5 phương thức, 7 vấn đề",
    "ngày 22/4, Nghị định 30/2020/NĐ-CP",
    "Trang 2/11, lượt xem",
    "Đề án Trung ương 6, Đoàn công tác số 1",
]
MEETINGS = [
    (
        "Ban Chỉ đạo tổ chức hội nghị lần thứ 11, nhiệm kỳ 2025-2030 để đánh giá",
        ["hội nghị lần thứ 11, nhiệm kỳ 2025-2030"],
        [11],
    ),
    (
        "dự Đại hội đại biểu lần thứ XVII Đảng bộ tỉnh An Phú và",
        ["Đại hội đại biểu lần thứ XVII Đảng bộ tỉnh An Phú"],
        [17],
    ),
    ("chủ trì phiên họp thường kỳ tháng 9 để nghe báo cáo", ["phiên họp thường kỳ tháng 9"], [None]),
    ("đoàn đã làm việc với Sở Y tế về dịch bệnh", ["làm việc với Sở Y tế"], [None]),
    ("báo cáo trong hội nghị lần tới", ["hội nghị lần tới"], [None]),
    ("Tại phiên họp ngày 12/01/2026, tỉnh bàn việc đất đai.", ["phiên họp ngày 12/01/2026"], [None]),
    (
        "Sáng 5/3, UBND tỉnh tổ chức hội nghị xúc tiến đầu tư vùng ven biển.",
        ["hội nghị xúc tiến đầu tư vùng ven biển"],
        [None],
    ),
    ("Sau buổi làm việc với Huyện ủy Hòa An về nước sạch,", ["buổi làm việc với Huyện ủy Hòa An"], [None]),
    (
        "Kết luận tại cuộc họp về cấp nước\nNgày 5/3/2026, ông Bế Văn Sáng chủ trì cuộc họp về cấp nước cho vùng cao.",
        ["cuộc họp về cấp nước cho vùng cao"],
        [None],
    ),
    ("HĐND tỉnh họp kỳ họp thứ 2.", ["kỳ họp thứ 2"], [2]),
    (
        "Ngày 2/3/2026, tỉnh họp phiên họp về dân số. Ngày 9/3/2026, tỉnh họp phiên họp về dân số.",
        ["phiên họp về dân số", "phiên họp về dân số"],
        [None, None],
    ),
]
NO_MEETINGS = [
    "làm việc với các đơn vị",
    "họp tổ dân phố",
    "Nghị quyết Đại hội XIII của Đảng",
    "tổ chức thực hiện",
    "Giao Sở Y tế tổ chức hội nghị triển khai luật mới trong tháng 5/2026.",
    "giảm các cuộc họp không cần thiết",
    "Cuộc họp đã thống nhất ba việc.",
]
RHYTHMS = [
    ("xây dựng kế hoạch công tác năm, quý, tháng bảo đảm", [["P1Y", "P3M", "P1M"]]),
    ("chương trình công tác toàn khóa và hằng năm", [["term", "P1Y"]]),
    ("định kỳ 6 tháng báo cáo kết quả", [["P6M"]]),
    ("hằng tháng báo cáo Ủy ban", [["P1M"]]),
    ("thường xuyên kiểm tra, đôn đốc", [["regular"]]),
]
NO_RHYTHMS = ["năm 2025 và quý II", "hằng năm lũ về", "kế hoạch công tác năm 2025", "thường xuyên"]


@pytest.mark.parametrize(("text", "spans", "values", "units"), FIGURES)
def test_figures_are_read_with_value_and_unit(
    text: str, spans: list[str], values: list[float], units: list[str]
) -> None:
    assert words(text, "indicator") == spans
    assert field(text, "indicator", "value") == values
    assert field(text, "indicator", "unit") == units


@pytest.mark.parametrize("text", NO_FIGURES)
def test_counts_dates_and_slogans_are_no_figures(text: str) -> None:
    assert words(text, "indicator") == []


def test_a_figure_knows_comparison_direction_target_and_period() -> None:
    assert field("thu trên 500 tỷ đồng", "indicator", "comparator") == [">"]
    assert field("giảm được 15 phòng chuyên môn", "indicator", "direction") == ["decrease"]
    assert field("chỉ tiêu kết nạp đạt 213/210.", "indicator", "target") == [210]
    assert field("Năm 2025, thu đạt 12 tỷ đồng.", "indicator", "period") == ["2025"]


@pytest.mark.parametrize(("text", "spans", "ordinals"), MEETINGS)
def test_meetings_are_named_in_full(text: str, spans: list[str], ordinals: list[int | None]) -> None:
    assert words(text, "meeting") == spans
    assert field(text, "meeting", "ordinal") == ordinals


@pytest.mark.parametrize("text", NO_MEETINGS)
def test_work_and_citations_are_no_meetings(text: str) -> None:
    assert words(text, "meeting") == []


def test_a_meeting_named_in_a_title_takes_its_day_and_chair_from_below() -> None:
    text = "Kết luận tại cuộc họp về cấp nước\nNgày 5/3/2026, ông Bế Văn Sáng chủ trì cuộc họp. Sở Xây dựng báo cáo."
    assert field(text, "meeting", "date") == ["2026-03-05"]
    assert field("Ngày 5/3/2026, ông Bế Văn Sáng chủ trì cuộc họp về cấp nước.", "meeting", "chair") == ["Bế Văn Sáng"]


def test_a_meeting_takes_the_day_of_its_sentence() -> None:
    assert field("Sáng 10/3, tỉnh mở hội nghị tổng kết công tác.", "meeting", "date", date(2026, 3, 12)) == [
        "2026-03-10"
    ]


@pytest.mark.parametrize(("text", "often"), RHYTHMS)
def test_rhythms_are_read(text: str, often: list[list[str]]) -> None:
    assert field(text, "cadence", "frequency") == often


@pytest.mark.parametrize("text", NO_RHYTHMS)
def test_single_periods_are_no_rhythm(text: str) -> None:
    assert finds(text, "cadence") == []
