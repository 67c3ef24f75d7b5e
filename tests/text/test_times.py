"""Dates and periods in running text: spans, values, and where a missing year comes from."""

from __future__ import annotations

from datetime import date

import pytest

from tests.text.finding import field, words

WRAPPED = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành, địa phương tập trung chỉ\nđạo, bảo "
    "đảm tiến độ, chất lượng; báo cáo kết quả về Văn phòng tỉnh {}\n"
    "để tổng hợp, theo dõi và trình lãnh đạo tỉnh xem xét, cho ý kiến chỉ đạo\nkịp thời "
    "những việc vượt thẩm quyền của các cơ quan, đơn vị."
)

FOUND = [
    ("Sáng 10/3, tỉnh họp.", ["Sáng 10/3"], ["2026-03-10"]),
    ("Ngày 28/12, đoàn làm việc tại xã.", ["Ngày 28/12"], ["2025-12-28"]),
    ("Hoàn thành trước ngày 28/2.", ["ngày 28/2"], ["2026-02-28"]),
    ("Báo cáo trước ngày 10/01.", ["ngày 10/01"], ["2027-01-10"]),
    ("Kết quả quý I, nhiệm vụ quý II-2025.", ["quý I", "quý II-2025"], ["2025-Q1", "2025-Q2"]),
    ("Nhiệm vụ quý II và thời gian tới", ["quý II"], ["2026-Q2"]),
    ("Nghị quyết số 05-NQ/TU ngày 5-5-2022 về đất đai", ["ngày 5-5-2022"], ["2022-05-05"]),
    ("nhiệm kỳ 2025-2030, tổng kết nhiệm kỳ qua", ["nhiệm kỳ 2025-2030", "nhiệm kỳ qua"], ["2025/2030", "2020/2025"]),
    ("9 tháng năm 2016, huyện thu 3 tỷ.", ["9 tháng năm 2016"], ["2016-01/2016-09"]),
    ("trong quý II; Sở Tài chính cân đối vốn năm 2027", ["quý II", "năm 2027"], ["2026-Q2", "2027"]),
    ("trong quý II và cân đối nguồn vốn của năm 2027", ["quý II", "năm 2027"], ["2026-Q2", "2027"]),
    ("Năm 2027, trong quý II hoàn thành", ["Năm 2027", "quý II"], ["2027", "2027-Q2"]),
    ("trong tháng 4 năm sau, quý I năm nay", ["tháng 4 năm sau", "quý I năm nay"], ["2027-04", "2026-Q1"]),
    ("Ngày 20/12 năm ngoái, xã họp.", ["Ngày 20/12 năm ngoái"], ["2025-12-20"]),
    ("Tám tháng đầu năm nay tăng.", ["Tám tháng đầu năm nay"], ["2026-01/2026-08"]),
    ("6 tháng cuối năm 2024", ["6 tháng cuối năm 2024"], ["2024-07/2024-12"]),
    ("mùa khô 2014 - 2015", ["2014 - 2015"], ["2014/2015"]),
    ("Sáng nay (12/3), tỉnh họp; chiều thứ Sáu (13/3), xã họp.", ["12/3", "13/3"], ["2026-03-12", "2026-03-13"]),
    ("từ đêm 18/2 mưa to", ["đêm 18/2"], ["2026-02-18"]),
    ("ngày 2 6 tháng 8 năm 2016", ["ngày 2 6 tháng 8 năm 2016"], ["2016-08-26"]),
    ("xong trước ngày 3O/10/2016", ["ngày 3O/10/2016"], ["2016-10-30"]),
    # Two days that contradict each other are both shown, each as said.
    (
        "Hạn chót là ngày 15/4/2026. Các xã nộp chậm nhất ngày 20/4/2026.",
        ["ngày 15/4/2026", "ngày 20/4/2026"],
        ["2026-04-15", "2026-04-20"],
    ),
    ("Trong các ngày 18 và 19-10-2025, đoàn làm việc.", ["các ngày 18 và 19-10-2025"], ["2025-10-18/2025-10-19"]),
    ("từ ngày 14 đến ngày 18 tháng 3", ["ngày 14 đến ngày 18 tháng 3"], ["2026-03-14/2026-03-18"]),
    ("từ tháng 02 đến hết tháng 9/2026", ["tháng 02", "tháng 9/2026"], ["2026-02", "2026-09"]),
    ("Từ năm 2019 đến nay; 15 năm qua", ["Từ năm 2019 đến nay", "15 năm qua"], ["2019/2026", "2011/2026"]),
    (
        "Chiều nay 9/3, tỉnh họp; sáng mai 10/3 họp tiếp.",
        ["Chiều nay 9/3", "sáng mai 10/3"],
        ["2026-03-09", "2026-03-10"],
    ),
    ("Ngày 21/ 2, tỉnh họp; trước ngày 5 /4", ["Ngày 21/ 2", "ngày 5 /4"], ["2026-02-21", "2026-04-05"]),
    ("dịp lễ 30/4 và 1/5; kỷ niệm 2/9", ["30/4", "1/5", "2/9"], ["2026-04-30", "2026-05-01", "2026-09-02"]),
    ("năm 2021, 2022 và 2023, tỉnh đã chi", ["năm 2021", "2022", "2023"], ["2021", "2022", "2023"]),
    ("dự toán năm ngân sách 2027", ["năm ngân sách 2027"], ["2027"]),
    ("từ 2020 đến nay đã mở", ["từ 2020 đến nay"], ["2020/2026"]),
    ("thi công 15/7 - 25/8/2026", ["15/7", "25/8/2026"], ["2026-07-15", "2026-08-25"]),
    ("trước ngày 15/6 và 15/12 hằng năm", ["ngày 15/6", "15/12"], ["--06-15", "--12-15"]),
    ("Tính chung 2 tháng, tỉnh thu khá; Hai tháng qua", ["2 tháng", "Hai tháng qua"], ["2026-01/2026-02"] * 2),
    ("GRDP 3 tháng ước tăng 7%", ["3 tháng"], ["2026-01/2026-03"]),
    ("Từ đầu năm đến nay, xã đã thu đủ.", ["Từ đầu năm đến nay"], ["2026-01/2026-03"]),
    ("Ngày 5/3, tỉnh họp. Chiều cùng ngày, đoàn về xã.", ["Ngày 5/3", "Chiều cùng ngày"], ["2026-03-05"] * 2),
    (
        "Ngày 5/3, tỉnh họp, hẹn xong trước ngày 30-6. Sáng cùng ngày, đoàn về xã.",
        ["Ngày 5/3", "ngày 30-6", "Sáng cùng ngày"],
        ["2026-03-05", "2026-06-30", "2026-03-05"],
    ),
    (WRAPPED.format("ngày 02\ntháng 9 năm 2025"), ["ngày 02\ntháng 9 năm 2025"], ["2025-09-02"]),
]

NOT_FOUND = [
    "Đạt 213/210 chỉ tiêu.",
    "Nghị định số 30/2020/NĐ-CP",
    "Thời gian tới, giai đoạn mới, trước mắt.",
    "Ngày 31/02/2024 không có trong lịch.",
    "Ngày 28, 31/2 không có.",
    "Quý vị đại biểu (3/4 có mặt)",
    "Trao Huy hiệu 30 năm tuổi Đảng.",
    "[Ký số: UBND xã Bình An, thời gian ký: 05.03.2026 08:15:22]",
    "Điện thoại 024.3825.1234",
    "kỳ hạn 2 tháng đạt 5%; trong 3 tháng phải xong; sau 2 tháng triển khai; gửi 12 tháng",
    "Chiều cùng ngày, đoàn về xã.",
    "Từ 8 - 10/12 tiêu chí",
]


@pytest.mark.parametrize(("text", "spans", "values"), FOUND)
def test_times_are_found_with_their_values(text: str, spans: list[str], values: list[str]) -> None:
    assert words(text, "date") == spans
    assert field(text, "date", "value") == values


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert words(text, "date") == []


NEAR = [
    # text, value of its first time
    ("Chiều 04/12, tỉnh họp. Các xã gửi báo cáo trước ngày 05/12/2017.", "2017-12-04"),
    ("Sáng 5/1, đoàn dự lễ.\nNgày 28/12/2018, tỉnh ban hành kế hoạch; ngày 29/12/2018 công bố.", "2019-01-05"),
    ("Ngày 3/4, tỉnh có văn bản thực hiện Quyết định số 5/QĐ-TTg ngày 2/2/2015.", "2015-04-03"),
    ("Ngày 3/4, xã họp theo Kế hoạch số 5/KH-UBND ngày 2/2/2015. Ngày 9/4/2016, xã họp lại.", "2016-04-03"),
]


@pytest.mark.parametrize(("text", "value"), NEAR)
def test_a_missing_year_is_taken_from_the_days_the_text_names_itself(text: str, value: str) -> None:
    assert field(text, "date", "value", None)[0] == value


def test_the_month_of_a_magazine_gives_the_year() -> None:
    text = "Mùa chè\nTạp chí An Phú, số tháng 9/2021\nTháng 10-2019, xã trồng chè. Ngày 18-8, đoàn lên thăm đồi chè của xã."
    assert field(text, "date", "value", None)[-1] == "2021-08-18"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Ngày đăng: 08/07/2024 11:38", "2024-07-05"),
        ("Cập nhật lúc: 18:00 | 22/07/2022", "2022-07-05"),
        ("Thứ Ba, ngày 16/07/2019 -", "2019-07-05"),
    ],
)
def test_the_line_that_says_when_an_article_was_posted_gives_the_year(line: str, value: str) -> None:
    first = "" if line.startswith("Thứ") else "Thứ Hai, ngày 01/09/2025\n"  # the day of the visit
    text = f"{first}Xã Bình An họp bàn việc trồng rừng\n{line}\nSáng 5/7, xã Bình An họp."
    assert field(text, "date", "value", None)[-1] == value


def test_without_any_year_the_value_says_so() -> None:
    assert field("Sáng 22/4, hội nghị khai mạc.", "date", "value", None) == ["--04-22"]


def test_the_letterhead_gives_the_year() -> None:
    text = "TỈNH ỦY AN PHÚ\n*\nSố 12-CT/TU\nAn Phú, ngày 05 tháng 11 năm 2025\nCHỈ THỊ\nHoàn thành trước ngày 20/12."
    assert field(text, "date", "value", None) == ["2025-11-05", "2025-12-20"]


def test_the_publication_line_gives_the_year_and_the_hour() -> None:
    text = (
        "Tăng tốc cuối năm\n\nThứ năm, 18/09/2025 10:22\n\nSáng 18/9, Ủy ban nhân dân tỉnh An "
        "Phú họp phiên thường kỳ về kinh tế - xã hội."
    )
    assert field(text, "date", "value", None) == ["2025-09-18", "2025-09-18"]
    assert field(text, "date", "time", None)[0] == "10:22"
    assert field(text, "date", "value", date(2024, 1, 1))[1] == "2023-09-18"
