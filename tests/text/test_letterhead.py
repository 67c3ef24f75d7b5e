"""The frame of official papers: kind, issuer, place, day, own symbol, where the text runs; articles have none."""

from __future__ import annotations

from datetime import date

import pytest

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
