"""The order in which a PDF page is read, and what its margins and stamps say apart from the text."""

from __future__ import annotations

import pytest

from tests.text.files_pdf import drawn_pdf
from vanban.files.pdf import read_pdf

Mark = tuple[float, float, float, str]

LEFT = ["Điều 1. Các xã giữ phao", "cho mọi chuyến đò trên", "sông Lam mùa lũ này."]
RIGHT = ["Điều 2. Sở Xây dựng cắm", "mốc bến, bàn giao cho xã", "trước ngày 31/5/2026."]
FULL = "Các xã ven sông cử người trực, ghi sổ mực nước và số khách qua sông trong mỗi ca trực, "


def lines(x: float, y: float, said: list[str], size: float = 10, step: float = 14) -> list[Mark]:
    return [(x, y - step * n, size, words) for n, words in enumerate(said)]


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [
        pytest.param([*lines(60, 500, LEFT), *lines(330, 500, RIGHT)], [*LEFT, *RIGHT], id="two columns"),
        pytest.param(
            [m for pair in zip(lines(60, 500, LEFT), lines(330, 500, RIGHT), strict=True) for m in pair],
            [*LEFT, *RIGHT],
            id="two columns drawn line by line",
        ),
        pytest.param([*lines(60, 500, LEFT), *lines(330, 495, RIGHT)], [*LEFT, *RIGHT], id="on heights of their own"),
        pytest.param(
            [(200, 540, 10, "QUY CHẾ TRỰC BẾN"), *lines(60, 500, LEFT), *lines(330, 500, RIGHT), (60, 430, 10, FULL)],
            ["QUY CHẾ TRỰC BẾN", *LEFT, *RIGHT, FULL.strip()],
            id="a title above and a full line below",
        ),
        pytest.param(
            [(60, 500, 10, "XÃ LAM HẠ"), (300, 500, 10, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
             (60, 470, 10, "Số: 5/GM"), (330, 470, 10, "Lam Hạ, ngày 3 tháng 4 năm 2026")],
            ["XÃ LAM HẠ", "Số: 5/GM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Lam Hạ, ngày 3 tháng 4 năm 2026"],
            id="letterhead of two lines",
        ),
        pytest.param(
            [(60, 500, 10, "Nơi nhận:"), (400, 500, 10, "CHỦ TỊCH"), (60, 440, 10, FULL)],
            ["Nơi nhận:", "CHỦ TỊCH", FULL.strip()],
            id="one row of two sides",
        ),
        pytest.param(
            [m for n, words in enumerate(LEFT, 1) for m in ((60, 500 - 14 * n, 10, f"{n}."), (110, 500 - 14 * n, 10, words))],
            [f"{n}. {words}" for n, words in enumerate(LEFT, 1)],
            id="marks are no column",
        ),
        pytest.param(
            [(60, 500, 10, "Thời gian:"), (220, 500, 10, "7 giờ 30"), (60, 486, 10, "Địa điểm:"), (220, 486, 10, "bến Lam Hạ")],
            ["Thời gian: 7 giờ 30", "Địa điểm: bến Lam Hạ"],
            id="labels are no column",
        ),
        pytest.param(
            [*lines(60, 500, ["Chương I Quy định chung", "Chương II Bến đò"]), *lines(520, 500, ["3", "17"])],
            ["Chương I Quy định chung 3", "Chương II Bến đò 17"],
            id="page numbers are no column",
        ),
        pytest.param(
            [(60, 500, 10, "Số:          /KH-UBND"), (60, 480, 10, FULL)],
            ["Số: /KH-UBND", FULL.strip()],
            id="a blank to be filled",
        ),
        pytest.param(
            [(60, 500, 10, "GIẤY M"), (90, 500, 10, "ỜI"), (60, 480, 10, FULL)],
            ["GIẤY MỜI", FULL.strip()],
            id="a word in pieces",
        ),
        pytest.param(
            [(60 + 9 * n, 500, 10, c) for n, c in enumerate("THÔNGBÁO")] + [(60, 480, 10, FULL)],
            ["THÔNGBÁO", FULL.strip()],
            id="letters spaced out",
        ),
        pytest.param(
            [(60, 500, 10, "theo Chương trình số 01-"), (60, 486, 10, "CTr/TU ngày 17/"), (60, 472, 10, "3/2026 của Tỉnh ủy")],
            ["theo Chương trình số 01-CTr/TU", "ngày 17/3/2026", "của Tỉnh ủy"],
            id="symbol and date cut",
        ),
        pytest.param(
            [(60, 500, 10, "văn hóa -"), (60, 486, 10, "Xã hội của bến 5-"), (60, 472, 10, "Lam Hạ và bến 6")],
            ["văn hóa -", "Xã hội của bến 5-", "Lam Hạ và bến 6"],
            id="a dash is no cut",
        ),
        pytest.param(
            [(60, 500, 10, "diện tích 500 m"), (135, 504, 6, "2"), (150, 500, 10, "đất bãi")],
            ["diện tích 500 m² đất bãi"],
            id="raised figure",
        ),
    ],
)  # fmt: skip
def test_page_when_read_then_in_order(marks: list[Mark], wanted: list[str]) -> None:
    assert read_pdf(drawn_pdf(marks)).text.splitlines() == wanted


def test_page_turned_on_its_side_when_read_then_as_upright() -> None:
    page = [*lines(60, 500, LEFT), *lines(330, 500, RIGHT)]
    for turns in range(4):
        assert read_pdf(drawn_pdf(page, turns=turns)).text.splitlines() == [*LEFT, *RIGHT]


def test_what_was_cut_away_from_the_page_then_not_read() -> None:
    source = read_pdf(drawn_pdf([*lines(60, 500, LEFT), *lines(60, 200, RIGHT)], more="/CropBox[0 300 600 600]"))
    assert source.text.splitlines() == LEFT


def _kinds(*pages: list[Mark]) -> list[tuple[str, str]]:
    source = read_pdf(drawn_pdf(*pages))
    return [(block.kind, source.text[block.start : block.end]) for block in source.blocks]


def test_sentence_over_a_page_break_then_whole_and_numbers_after_it() -> None:
    first = [*lines(60, 90, [FULL.strip(), "báo về Ban Chỉ huy xã và treo"]), (300, 30, 10, "1")]
    second = [
        (300, 575, 10, "Trang 2/2"),
        *lines(60, 500, ["cờ hiệu ở cả hai bờ sông.", "Điều 2. Sở Xây dựng cắm mốc."]),
    ]
    assert _kinds(first, second) == [
        ("paragraph", FULL.strip()),
        ("paragraph", "báo về Ban Chỉ huy xã và treo"),
        ("paragraph", "cờ hiệu ở cả hai bờ sông."),
        ("footer", "1"),
        ("header", "Trang 2/2"),
        ("paragraph", "Điều 2. Sở Xây dựng cắm mốc."),
    ]


def test_running_head_when_on_every_page_then_a_header_and_never_a_lone_title() -> None:
    pages = [[(200, 570, 8, f"CÔNG BÁO/Số {n} + 12"), *lines(60, 500, LEFT), *lines(60, 440, RIGHT)] for n in (1, 2, 3)]
    assert [text for kind, text in _kinds(*pages) if kind == "header"] == [f"CÔNG BÁO/Số {n} + 12" for n in (1, 2, 3)]
    assert all(kind == "paragraph" for kind, _ in _kinds(pages[0]))


@pytest.mark.parametrize("number", ["2026 là năm đầu", "12 xã", "5. Sở Xây dựng"])
def test_number_that_begins_a_line_then_no_page_number(number: str) -> None:
    assert ("paragraph", number) in _kinds([(60, 575, 10, number), *lines(60, 500, LEFT)])


def test_footnote_in_small_letters_then_a_footer_after_the_paragraph() -> None:
    first = [
        *lines(60, 200, [FULL.strip(), "theo vạch báo lũ của từng bến và"]),
        (60, 60, 7, "1 Vạch do Đài Khí tượng kẻ."),
        (60, 50, 7, "có hiệu lực từ tháng 5."),
    ]
    second = lines(60, 500, ["báo ngay cho Ban Chỉ huy xã.", "Điều 2. Sở Xây dựng cắm mốc."])
    kinds = _kinds(first, second)
    assert [text for kind, text in kinds if kind == "footer"] == [
        "1 Vạch do Đài Khí tượng kẻ.",
        "có hiệu lực từ tháng 5.",
    ]
    assert [text for _, text in kinds].index("báo ngay cho Ban Chỉ huy xã.") == 2


@pytest.mark.parametrize(
    ("stamp", "chrome"),
    [
        (["Người ký: Ủy ban nhân dân xã", "Email: xa@lamha.example", "Thời gian ký: 12.03.2026", "10:11:12 +07:00"], 4),
        (["Ký bởi: Cổng Thông tin", "Ngày ký: 06/03/2026 08:15:40"], 2),
        (["Digitally signed by Xa Lam Ha", "Date: 2026.03.12 10:11:12 +07:00"], 2),
        (["CÔNG VĂN ĐẾN", "Giờ: 14 giờ 05", "Ngày: 13/3/2026"], 3),
        (["ĐẾN Giờ: 8 Ngày: 13/3/2026"], 1),
        (["Người ký kết hợp đồng phải có mặt"], 0),
        (["Ngày: 13/3/2026 họp dân ở bến"], 0),
        (["Đoàn đã ĐẾN bến lúc 8 giờ"], 0),
        (["Thời gian ký hợp đồng chậm nhất tháng 6"], 0),
    ],
)
def test_stamp_when_printed_on_the_page_then_chrome(stamp: list[str], chrome: int) -> None:
    kinds = _kinds([*lines(400, 580, stamp, size=6, step=7), *lines(60, 500, LEFT), *lines(60, 440, RIGHT)])
    assert [text for kind, text in kinds if kind == "chrome"] == stamp[:chrome]
    assert [text for kind, text in kinds if kind == "paragraph"][-6:] == [*LEFT, *RIGHT]


def test_page_of_unknown_letters_then_named_and_left_out() -> None:
    nonsense = [(60, 500, 10, " ".join(chr(0xE020 + 3 * n + k) + chr(0xE050 + n) for n in range(9) for k in (0, 1)))]
    source = read_pdf(drawn_pdf(lines(60, 500, LEFT), nonsense, lines(60, 500, RIGHT)))
    assert source.warnings == ("garbled_page:2",)
    assert source.text.splitlines() == [*LEFT, *RIGHT]


def test_page_of_shifted_letters_then_named_and_left_out() -> None:
    shifted = "".join(
        chr(ord(c) + 29) if "A" <= c <= "Z" else c
        for c in "7KÖF KLÊQ NÔ KRҤFK WUӵF EӃQ ÿz FӫD FiF [m YHQ V{QJ JKL Vә PӵF QѭӟF"
    )
    source = read_pdf(drawn_pdf(lines(60, 500, [*LEFT, *RIGHT]), [(60, 500, 10, shifted)]))
    assert source.warnings == ("garbled_page:2",)


@pytest.mark.parametrize(
    "words",
    [
        "The quick brown fox jumps over the lazy dog while nobody looks at the river bank again",
        "KẾ HOẠCH TRỰC BẾN ĐÒ MÙA LŨ NĂM HAI NGHÌN KHÔNG TRĂM HAI MƯƠI SÁU CỦA XÃ LAM HẠ TỈNH LAM GIANG",
    ],
)
def test_page_in_capitals_or_english_then_not_garbled(words: str) -> None:
    assert read_pdf(drawn_pdf([(20, 500, 5, words)])).text == words + "\n"


def test_mark_when_drawn_apart_from_its_letter_then_composed() -> None:
    assert read_pdf(drawn_pdf([(60, 500, 10, "Ho \u0302\u0300 so")])).text == "Hồ so\n"
