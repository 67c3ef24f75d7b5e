"""Duties with a rhythm, with the words of the duty and how often it returns; rhythms of nature and of the past are none."""

from __future__ import annotations

import pytest

from tests.text.finding import field, words

FOUND = [
    ("Các xã định kỳ hằng quý báo cáo Sở Nội vụ.", "định kỳ hằng quý báo cáo Sở Nội vụ", ["P3M"]),
    ("Sở Y tế báo cáo số ca mắc trước 15 giờ 00 hằng ngày.", "báo cáo số ca mắc trước 15 giờ 00 hằng ngày", ["P1D"]),
    ("Ngày 25 hằng tháng gửi số liệu cho Sở Tài chính.", "Ngày 25 hằng tháng gửi số liệu", ["P1M"]),
    ("Định kỳ 6 tháng, năm tổng hợp kết quả.", "Định kỳ 6 tháng, năm tổng hợp kết quả", ["P6M", "P1Y"]),
    ("Đài tỉnh cập nhật mực nước 3 giờ/lần.", "cập nhật mực nước 3 giờ/lần", ["PT3H"]),
    ("Thứ Hai đầu tiên của tháng họp giao ban.", "Thứ Hai đầu tiên của tháng họp giao ban", ["P1M"]),
    ("Chi bộ sinh hoạt chuyên đề mỗi quý ít nhất một lần.", "sinh hoạt chuyên đề mỗi quý ít nhất một lần", ["P3M"]),
    (
        "Các huyện thực hiện ngay.\nĐịnh kỳ trước ngày 25 hàng tháng, các huyện báo cáo kết quả.",
        "Định kỳ trước ngày 25 hàng tháng, các huyện báo cáo kết quả",
        ["P1M"],
    ),
    ("Ban làm đầu mối, hằng tháng, vào ngày 25 tổng hợp số liệu.", "hằng tháng, vào ngày 25 tổng hợp số liệu", ["P1M"]),
    ("Tổ xử lý mỗi ngày hai lần phun chế phẩm.", "mỗi ngày hai lần phun chế phẩm", ["P1D"]),
    ("| 5 | Khảo sát ý dân | Ban Dân tộc | Định kỳ 6 tháng | Báo cáo |", "Định kỳ 6 tháng", ["P6M"]),
    ("Hai tuần một lần báo cáo tiến độ.", "Hai tuần một lần báo cáo tiến độ", ["P2W"]),
    (
        "Tổng hợp tình hình, báo cáo UBND tỉnh trước ngày 20/6 và 20/12 hằng năm.",
        "Tổng hợp tình hình, báo cáo UBND tỉnh trước ngày 20/6 và 20/12 hằng năm",
        ["P6M"],
    ),
    ("Đưa việc này vào chương trình kiểm tra hằng năm.", "Đưa việc này vào chương trình kiểm tra hằng năm", ["P1Y"]),
    ("Xây dựng kế hoạch công tác năm, quý, tháng.", "kế hoạch công tác năm, quý, tháng", ["P1Y", "P3M", "P1M"]),
    ("Các sở báo cáo kết quả tại cuộc họp tiếp theo.", "báo cáo kết quả tại cuộc họp tiếp theo", ["next_meeting"]),
    (
        "Định kỳ từ ngày 1 đến ngày 5 hằng tháng, các phòng phải cập nhật kết quả trên mạng.",
        "Định kỳ từ ngày 1 đến ngày 5 hằng tháng, các phòng phải cập nhật kết quả trên mạng",
        ["P1M"],
    ),
    (
        "Các xã định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12) báo cáo Sở Nội vụ.",
        "định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12) báo cáo Sở Nội vụ",
        ["P6M", "P1Y"],
    ),
    ("Hằng năm, trước ngày 05/12, các sở báo cáo.", "Hằng năm, trước ngày 05/12, các sở báo cáo", ["P1Y"]),
    ("Mỗi quý các xã phải dự một buổi họp thôn.", "Mỗi quý các xã phải dự một buổi họp thôn", ["P3M"]),
    (
        "Định kỳ 02 tuần/lần (vào thứ Sáu) báo cáo tiến độ.",
        "Định kỳ 02 tuần/lần (vào thứ Sáu) báo cáo tiến độ",
        ["P2W"],
    ),
    ("Hằng ngày trong mùa lũ, đăng mực nước hồ.", "Hằng ngày trong mùa lũ, đăng mực nước hồ", ["P1D"]),
    ("Các đồn thường xuyên kiểm tra bến bãi.", "thường xuyên kiểm tra", ["regular"]),
]


@pytest.mark.parametrize(("text", "span", "often"), FOUND)
def test_duties_that_return(text: str, span: str, often: list[str]) -> None:
    assert words(text, "cadence") == [span]
    assert field(text, "cadence", "frequency") == [often]


NOT_FOUND = [
    "Lũ về hằng năm vào cuối thu.",
    "Ngày Chuyển đổi số 10/10 hằng năm có ý nghĩa lớn.",
    "Hàng tháng trời mưa không dứt.",
    "Hằng năm, người dân các xã vui hội xuân.",
    "Năm 2024, tỉnh họp 12 lần.",
    "Hộ nghèo giảm dần qua từng năm.",
    "Sở Nội vụ hoàn thành đề án trong 6 tháng.",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_rhythms_without_a_duty(text: str) -> None:
    assert words(text, "cadence") == []
