"""Page furniture of articles and official papers, and that nothing else is found in it."""

from __future__ import annotations

import pytest

from tests.text.finding import field, finds, words
from vanban.extract import extract

PROSE = (
    "Sáng nay, Ủy ban nhân dân tỉnh An Phú tổ chức hội nghị triển khai kế hoạch phát "
    "triển kinh tế - xã hội và nghe các địa phương báo cáo tình hình chung."
)

FURNITURE = [
    ("anh-1.jpg", "image name"),
    ("Chủ tịch UBND tỉnh phát biểu tại hội nghị. Ảnh: Minh Anh", "caption"),
    ("Toàn cảnh hội nghị.", "caption"),
    ("Bí thư Tỉnh ủy Lê Văn Khánh phát biểu kết luận hội nghị", "caption"),
    ("Lượt xem: 1.540", "chrome"),
    ("Thứ hai, 09/05/2022 15:03", "chrome"),
    ("(0) Bình luận", "chrome"),
    ("(baoanphu.vn)", "source"),
    ("Có thể bạn quan tâm", "chrome"),
    ("- 2 -", "page number"),
    ("Bài, ảnh: THU TRÀ", "byline"),
    ("Hà Vũ - Ảnh: Minh Anh 10/04/2024 14:15", "byline"),
    ("Ký bởi: Ủy ban nhân dân tỉnh An Phú", "stamp"),
    ("Thời gian ký: 05/04/2026 16:20:11 +07:00", "stamp"),
    ("Trang chủ › Kinh tế › Môi trường", "chrome"),
    ("Chia sẻ | In bài viết | Gửi email", "chrome"),
    ("Từ khóa: an toàn, nhà trọ, chung cư", "chrome"),
    ("Cỡ chữ: A- A+", "chrome"),
    ("Lực lượng chức năng kiểm tra bến đò Cây Gạo trước mùa lũ", "caption"),
    ("Nước hồ Khe Mật cạn dần từ tháng 2. Ảnh minh họa", "caption"),
    ("[Ký số: UBND xã Hải Đám, 05/03/2026 16:20:11 +07:00]", "stamp"),
    ("CÔNG BÁO/Số 12 + 13/Ngày 20-4-2026", "stamp"),
    ("Thứ Năm, 17/10/2024, 08:15 [GMT+7]", "chrome"),
    ("Ngày đăng: 12-05-2017 | Lượt xem: 1.836 | Cỡ chữ: A- A+", "chrome"),
    ("Tin tức >> Chỉ đạo điều hành", "chrome"),
    ("Chia sẻ: Facebook Zalo", "chrome"),
    ("Tải tệp đính kèm: 2157.UBND-NN2.signed.pdf", "chrome"),
    ("Ký bởi: Tỉnh ủy An Phú. Thời gian ký: 24/10/2025 16:42:07 +07:00", "stamp"),
]

NOT_FURNITURE = [
    "Ảnh hưởng của bão số 3 đến sản xuất rất lớn.",
    "Lượt xem của người dân tăng lên trong năm qua do tuyên truyền tốt.",
    "Giao Sở Y tế phát biểu ý kiến.",
    "Trong tháng 5, tỉnh hoàn thành 12 nhiệm vụ.",
    "Ngày ký: hai bên thống nhất chọn ngày 12/5 để ký bản ghi nhớ hợp tác giữa hai tỉnh, có đông đủ các sở dự.",
    "Công báo tỉnh đăng nghị quyết này vào số sau.",
    "Bài học: làm sớm thì xong sớm.",
    "Đồng chí Lê Văn Khánh, Bí thư Tỉnh ủy chủ trì hội nghị.",
    "Xuất bản sách về 12 xã trong năm 2024 theo kế hoạch đã duyệt.",
    "Tin khác với bài.",
    "Lực lượng công an kiểm tra bến đò Cây Gạo; xử lý nghiêm vi phạm.",
    "Nhu cầu vốn > 30 tỷ đồng thì trình Hội đồng nhân dân tỉnh xem xét, quyết định trong kỳ họp cuối năm nay, không chia nhỏ.",
]


@pytest.mark.parametrize(("line", "what"), FURNITURE)
def test_furniture_is_named(line: str, what: str) -> None:
    assert (line, what) in list(
        zip(
            words(f"{PROSE}\n\n{line}\n\n{PROSE}", "boilerplate"),
            field(f"{PROSE}\n\n{line}\n\n{PROSE}", "boilerplate", "what"),
            strict=True,
        )
    )


@pytest.mark.parametrize("line", NOT_FURNITURE)
def test_text_is_no_furniture(line: str) -> None:
    assert words(f"{PROSE}\n\n{line}\n\n{PROSE}", "boilerplate") == []


def test_nothing_but_a_day_is_found_inside_furniture() -> None:
    text = (
        f"{PROSE}\n\nBí thư Tỉnh ủy Lê Văn Khánh phát biểu tại hội nghị. Ảnh: Minh Anh\n\nThứ "
        f"hai, 09/05/2022 15:03\n\n{PROSE}"
    )
    furniture = finds(text, "boilerplate")
    inside = [
        f for f in extract(text) if f.type != "boilerplate" and any(b.start <= f.start < b.end for b in furniture)
    ]
    assert {f.type for f in inside} == {"date"}


def test_a_byline_stands_below_the_text_only() -> None:
    assert words(f"{PROSE}\n\nThu Trang", "boilerplate") == ["Thu Trang"]
    assert words(f"Thu Trang\n\n{PROSE}", "boilerplate") == []


MENU = "Trang chủ\nGiới thiệu\nVăn bản điều hành\nLiên hệ\n"
HEADLINE = "Tỉnh An Phú họp bàn việc sửa cầu treo trước mùa mưa\n"


def test_a_menu_above_and_a_list_of_other_articles_below_are_furniture() -> None:
    text = f"{MENU}{HEADLINE}{PROSE}\n{PROSE} Hết.\nTin liên quan\nXã Tân Hưng có cầu mới\nMở đường ra bến đò\n"
    found = words(text, "boilerplate")
    assert found[:4] == MENU.split("\n")[:4]
    assert found[4:] == ["Tin liên quan", "Xã Tân Hưng có cầu mới", "Mở đường ra bến đò"]


@pytest.mark.parametrize(
    "text", [f"Giới thiệu\nLịch sử làng\n{PROSE}\n", f"{HEADLINE}{PROSE}\nXã Tân Hưng có cầu mới\n"]
)
def test_a_short_line_or_two_are_no_menu_and_no_list(text: str) -> None:
    assert words(text, "boilerplate") == []


def test_numbers_that_count_rows_close_together_are_no_pages() -> None:
    rows = "\n".join(f"{n}\nĐắp bờ kè thôn {n} cho kịp mùa lũ" for n in range(1, 5))
    assert words(f"{PROSE}\n\n{rows}\n\n{PROSE}", "boilerplate") == []


@pytest.mark.parametrize("line", ["THÁI HÀ - THU LỘC", "Ngọc Trâm (VP UBND tỉnh)"])
def test_who_wrote_stands_below_the_text(line: str) -> None:
    assert words(f"{PROSE}\n\n{line}\n", "boilerplate") == [line]


def test_the_section_stands_above_the_headline() -> None:
    text = f"Kinh tế / Biển đảo\nTỉnh họp bàn việc biển\n\n{PROSE}\n"
    assert words(text, "boilerplate") == ["Kinh tế / Biển đảo"]
