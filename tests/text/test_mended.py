"""Words bent by a scan are put right where they are no words, and nothing else is touched."""

from __future__ import annotations

import pytest

from tests.text.finding import field, orders
from vanban.mended import listed, mended


@pytest.mark.parametrize(
    ("bent", "right"),
    [
        ("Sờ Giao thông vận tải", "Sở Giao thông vận tải"),
        ("truớc ngày 3O/10/2016", "trước ngày 30/10/2016"),
        ("trưóc ngày", "trước ngày"),
        ("ngàv l5/12/2O15, ngày O1/O7/20l8, năm 2Ol9", "ngày 15/12/2015, ngày 01/07/2018, năm 2019"),
        ("Số 2O5/QĐ-UBND", "Số 205/QĐ-UBND"),
        ("UBND tinh chi đạo", "UBND tỉnh chỉ đạo"),
        ("Chù trì, phối họp với", "Chủ trì, phối hợp với"),
        ("TÔ CHỨC THỰC HIÊN", "TỔ CHỨC THỰC HIỆN"),
        ("Kho bạc Nhà nuớc", "Kho bạc Nhà nước"),
        ("ngày 17 thảng 8; hoàn thảnh chậm nhât", "ngày 17 tháng 8; hoàn thành chậm nhất"),
        ("Đây mạnh; đê nghị; đuợc", "Đẩy mạnh; đề nghị; được"),
    ],
)
def test_bent_words_are_put_right_letter_for_letter(bent: str, right: str) -> None:
    assert mended(bent) == right


@pytest.mark.parametrize(
    "words_of_their_own",
    [
        "tinh gọn bộ máy, tinh thần trách nhiệm",
        "UBND tỉnh họp bàn; cuộc họp; chi tiêu hợp lý",
        "thuở nhỏ, huơ tay, quở trách",
        "đê điều, con đê, tô màu, đẩy xe",
        "sờ vào hiện vật",
        "ngày lễ lớn, QL5/2, tháng o ép, thửa l5/tờ bản đồ",
        "chi bộ, chi nhánh, chi phí",
        "thảng hoặc, nhật ký, cao cảo",
    ],
)
def test_words_of_their_own_are_left_alone(words_of_their_own: str) -> None:
    assert mended(words_of_their_own) == words_of_their_own


def test_every_bent_word_is_as_long_as_what_it_stands_for() -> None:
    assert [wrong for wrong, right in listed() if len(wrong) != len(right) or wrong == right] == []


def test_a_scanned_order_is_read_and_quoted_as_it_stands() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 12/UBND-TH\nAn Phú, ngày 02 tháng 3 năm 2026\n\nUBND tinh yêu cầu:\n"
        "1. Sờ Tài chính chù trì, phối họp với Sở Nội vụ lập báo cáo, trinh UBND tinh truớc ngày 15/4/2026.\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    )
    ((said, leads, deadline),) = orders(text)
    assert (leads, deadline) == (["Sở Tài chính"], "2026-04-15")
    assert said.startswith("Sờ Tài chính chù trì")
    assert field(text, "directive", "coordinators") == [["Sở Nội vụ"]]
