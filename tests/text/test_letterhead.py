"""The frame of official papers: kind, issuer, place, day, own symbol, where the text runs; articles have none."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Literal

import pytest

from tests.text.finding import field
from vanban.model import Context
from vanban.notes import Frame
from vanban.rules.letterhead import read
from vanban.sheet import Sheet

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
STATE = (
    f"ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 07/CĐ-UBND\n{MOTTO}\nAn Phú, ngày 02 tháng 10 năm 2025\nCÔNG ĐIỆN\nVề mưa lũ\n"
)
PARTY = (
    "TỈNH ỦY BÌNH HẢI\nVĂN PHÒNG\n*\nSố 145-TB/VPTU\nĐẢNG CỘNG SẢN VIỆT NAM\nBình Hải, "
    "ngày 12 tháng 3 năm 2026\nTHÔNG BÁO\nKết luận\n"
)
BODY = "1. Giao Sở Y tế lập danh sách.\n"
FOOT = "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nHoàng Minh Sơn\n"


def frame(text: str) -> Frame:
    return read(Sheet(text), Context())


READ = [
    (STATE + BODY + FOOT, "Công điện", "UBND tỉnh An Phú", "An Phú", date(2025, 10, 2), "07/CĐ-UBND"),
    (PARTY + BODY, "Thông báo", "Văn phòng Tỉnh ủy Bình Hải", "Bình Hải", date(2026, 3, 12), "145-TB/VPTU"),
    (
        STATE.replace("TỈNH AN PHÚ", "PHƯỜNG BẾN NGHÉ"),
        "Công điện",
        "UBND phường Bến Nghé",
        "phường Bến Nghé",
        date(2025, 10, 2),
        "07/CĐ-UBND",
    ),
    (STATE.replace("02 tháng", "4} tháng"), "Công điện", "UBND tỉnh An Phú", "An Phú", None, "07/CĐ-UBND"),
]


@pytest.mark.parametrize("row", READ, ids=["state", "party", "ward", "smudged day"])
def test_the_letterhead_is_read(row: tuple[str, str, str, str, date | None, str]) -> None:
    text, kind, issuer, place, day, symbol = row
    found = frame(text)
    assert (found.official, found.kind, found.issuer, found.place, found.issued_on) == (True, kind, issuer, place, day)
    assert found.symbol and Sheet(text).text[slice(*found.symbol)] == symbol


@pytest.mark.parametrize("body", ["ỦY BAN NHÂN\nDÂN", "ỦY\nBAN NHÂN DÂN", "ỦY BAN\nNHÂN DÂN"])
@pytest.mark.parametrize(
    "title",
    [
        "CỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM",
        "CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CỘNG HÒA XÃ HỘI CHỦ\nNGHĨA VIỆT NAM",
    ],
)
def test_a_title_broken_at_any_blank_is_no_place(body: str, title: str) -> None:
    text = (
        f"{body}\nTỈNH AN PHÚ\n--------\n|\n{title}\nĐộc lập - Tự do - Hạnh phúc\n---------------\n|\nSố: 07/QĐ-UBND\n|\n"
        "An Phú, ngày 02 tháng 10 năm 2025\n|\nQUYẾT ĐỊNH\nVề mưa lũ\n"
    )
    found = frame(text + BODY + FOOT)
    assert (found.issuer, found.place, found.issued_on) == ("UBND tỉnh An Phú", "An Phú", date(2025, 10, 2))


def test_the_body_runs_from_below_the_title_kind_to_the_recipients() -> None:
    sheet = Sheet(STATE + BODY + FOOT)
    assert sheet.text[slice(*frame(STATE + BODY + FOOT).body)].strip() == "Về mưa lũ\n" + BODY.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch tỉnh họp về phòng, chống lụt bão\n\nSáng nay, tỉnh họp bàn.",
        "Nơi nhận hồ sơ là bộ phận một cửa của xã.",
        "Kế hoạch năm nay đã được giao cho các sở.",
        "",
    ],
)
def test_an_article_has_no_frame(text: str) -> None:
    assert not frame(text).official


def test_a_day_of_publication_stands_alone_or_with_an_hour() -> None:
    assert frame("Tin mới\n\nThứ năm, 18/09/2025 10:22\n\nNội dung tin.").issued_on == date(2025, 9, 18)
    assert frame("Từ 18/09/2025 đến nay, tỉnh đã giải ngân thêm vốn cho các dự án.").issued_on is None


DAY = date(2026, 4, 3)
VARIANTS = {
    "flattened columns": (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH LAM GIANG Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/CT-UBND Lam Giang, ngày 3 tháng 4 năm 2026\nCHỈ THỊ\nVề sửa cầu\n",
        ("Chỉ thị", "UBND tỉnh Lam Giang", "Lam Giang", DAY, "12/CT-UBND"),
    ),
    "party, columns run together": (
        "TỈNH ỦY LAM GIANG\n*\nSố 12-TB/TU   ĐẢNG CỘNG SẢN VIỆT NAM\nLam Giang, ngày 3 tháng 4 năm 2026\nTHÔNG BÁO\n",
        ("Thông báo", "Tỉnh ủy Lam Giang", "Lam Giang", DAY, "12-TB/TU"),
    ),
    "party of a commune": (
        "ĐẢNG BỘ TỈNH LAM GIANG\nĐẢNG ỦY XÃ TÂN HƯNG\n*\nSố 7-KH/ĐU\nTân Hưng, ngày 3 tháng 4 năm 2026\nKẾ HOẠCH\n",
        ("Kế hoạch", "Đảng ủy xã Tân Hưng", "Lam Giang", DAY, "7-KH/ĐU"),
    ),
    "department below its province": (
        "UBND TỈNH LAM GIANG\nSỞ NỘI VỤ\nSố: 19/SNV-VP\nV/v nghỉ lễ\nLam Giang, ngày 3 tháng 4 năm 2026\n",
        (None, "Sở Nội vụ", "Lam Giang", DAY, "19/SNV-VP"),
    ),
    "two ministries": (
        "BỘ NỘI VỤ - BỘ TÀI CHÍNH\nSố: 05/2026/TTLT-BNV-BTC\nHà Nội, ngày 3 tháng 4 năm 2026\nTHÔNG TƯ LIÊN TỊCH\n",
        ("Thông tư liên tịch", "Bộ Nội vụ - Bộ Tài chính", "Hà Nội", DAY, "05/2026/TTLT-BNV-BTC"),
    ),
    "National Assembly": (
        "QUỐC HỘI\nLuật số: 12/2026/QH16\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLUẬT\nVỀ SỔ TAY\n",
        ("Luật", "Quốc hội", None, None, "12/2026/QH16"),
    ),
    "draft with blanks": (
        "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố:    /QĐ-UBND\nLam Giang, ngày    tháng    năm 2026\nQUYẾT ĐỊNH\nVề tổ\n",
        ("Quyết định", "UBND tỉnh Lam Giang", "Lam Giang", None, None),
    ),
    "names broken in narrow columns, the right column below the kind": (
        "UBND TỈNH LAM GIANG\nSỞ NÔNG NGHIỆP VÀ MÔI\nTRƯỜNG\nSố: 44/KH-SNNMT\nKẾ HOẠCH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\n"
        "VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLam Giang, ngày 3 tháng 4 năm 2026\nSửa cầu\n",
        ("Kế hoạch", "Sở Nông nghiệp và môi trường", "Lam Giang", DAY, "44/KH-SNNMT"),
    ),
    "bad scan": (
        "ỦY BAN NHẢN DÂN CỌNG HOÀ XÃ HỘI CHÙ NGHĨA VIỆT NAM\nTỈNH LAM GIANG Độc lặp - Tự do - Hạnh phúc\n"
        "Sô: 44/KH-UBND Lam Giang, ngày 3 tháng 4 năm 2026\nKẾ HOACH\nSửa cầu\n",
        ("Kế hoạch", "UBND tỉnh Lam Giang", "Lam Giang", DAY, "44/KH-UBND"),
    ),
    "small letters": (
        "Ủy ban nhân dân\nXã Tân Hưng\nSố: 18/TB-UBND\nTân Hưng, ngày 3 tháng 4 năm 2026\nThông báo\nLịch tiêm phòng\n",
        ("Thông báo", "UBND xã Tân Hưng", "xã Tân Hưng", DAY, "18/TB-UBND"),
    ),
    "Markdown": (
        "# **TỈNH ỦY LAM GIANG**\n\n**Số 3-KH/TU**\n\n*Lam Giang, ngày 3 tháng 4 năm 2026*\n\n## **KẾ HOẠCH**\n\nSửa cầu\n",
        ("Kế hoạch", "Tỉnh ủy Lam Giang", "Lam Giang", DAY, "3-KH/TU"),
    ),
    "kind with letters set apart": (
        "BỘ XÂY DỰNG\nSố: 8/QĐ-BXD\nHà Nội, ngày 3 tháng 4 năm 2026\nQ U Y Ế T Đ Ị N H\nVề cầu\n",
        ("Quyết định", "Bộ Xây dựng", "Hà Nội", DAY, "8/QĐ-BXD"),
    ),
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", VARIANTS)
def test_a_letterhead_is_read_in_every_shape_it_comes_in(name: str, form: Literal["NFC", "NFD"]) -> None:
    text, wanted = VARIANTS[name]
    sheet = Sheet(unicodedata.normalize(form, text + BODY))
    found = read(sheet, Context())
    symbol = sheet.text[slice(*found.symbol)] if found.symbol else None
    assert (found.kind, found.issuer, found.place, found.issued_on, symbol) == wanted


def test_an_annex_below_the_signature_is_read_and_the_signature_is_not() -> None:
    annex = "PHỤ LỤC I\nPHÂN CÔNG\n(Kèm theo Công điện số 07/CĐ-UBND)\n1. Sở Y tế lập danh sách.\n"
    text = STATE + BODY + FOOT + annex
    sheet = Sheet(text)
    found = read(sheet, Context())
    assert found.within(sheet.text.index("Giao Sở Y tế")) and found.within(sheet.text.index("1. Sở Y tế lập"))
    assert not found.within(sheet.text.index("Lưu: VT")) and not found.within(sheet.text.index("TỈNH AN PHÚ"))
    assert [sheet.text[start:end].split("\n")[0] for start, end in found.annexes] == ["PHỤ LỤC I"]


@pytest.mark.parametrize(
    "line", ["Độc lập và tự do là khát vọng.", "Số: nhà 12, ngõ 5.", "Ngày 3 tháng 4 năm 2026, tỉnh họp."]
)
def test_a_line_like_a_letterhead_makes_no_official_paper(line: str) -> None:
    assert not frame(f"{line}\nCuộc họp bàn việc sửa cầu, có đông người dự.\n").official


TELEGRAM = (
    "UBND TỈNH ĐÔNG TRIÊU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 11/CĐ-UBND\n"
    "Đông Triêu, {hour} ngày 13 tháng 9 năm 2018\n\nCÔNG ĐIỆN\nVề việc ứng phó với bão\n\n"
    "Sở Xây dựng kiểm tra các cầu yếu, báo cáo trước 17 giờ ngày 14/9.\n"
)


@pytest.mark.parametrize("hour", ["hồi 21 giờ 30 phút", "hồi 21 giờ 30", "lúc 7h", "hồi 05 giờ,", ""])
def test_day_of_a_telegram_stands_behind_its_hour(hour: str) -> None:
    assert field(TELEGRAM.format(hour=hour), "directive", "deadline_end", None) == ["2018-09-14"]


def test_units_in_a_paper_of_the_centre_are_no_one_province_s() -> None:
    head = "{issuer}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/TB\nHà Nội, ngày 3 tháng 4 năm 2024\nTHÔNG BÁO\nVề cầu yếu\n"
    order = "\n1. Chủ tịch UBND tỉnh rà soát cầu yếu, hoàn thành trước ngày 1/6/2024.\n"
    assert field(head.format(issuer="VĂN PHÒNG CHÍNH PHỦ") + order, "directive", "assignees") == [
        ["Chủ tịch UBND tỉnh"]
    ]
    own = head.replace("Hà Nội", "Lam Giang").format(issuer="UBND TỈNH LAM GIANG")
    assert field(own + order, "directive", "assignees") == [["Chủ tịch UBND tỉnh Lam Giang"]]
