"""Letterhead: what a document says about itself, and what is not taken for it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

import namro.samples
from namro.documents import letterhead
from namro.documents.reference import kind_names
from tests.factories.documents import paper
from vanban.errors import KeptUnread
from vanban.files import read

SAMPLES = Path(namro.samples.__file__).parent / "documents"
MANIFEST = tomllib.loads((SAMPLES / "manifest.toml").read_text(encoding="utf-8"))["document"]


def seen(text):
    return letterhead.read(text, kind_names(), "ten-tep.txt")


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_letterhead_when_a_sample_document_then_as_its_manifest_says(entry):
    path = SAMPLES / entry["file"]
    try:
        found = seen(read(path.read_bytes(), path.name, ocr=False).text)
    except KeptUnread:
        assert not entry["text_layer"]
        return
    assert (found.symbol, found.issued_on) == (entry["symbol"], date.fromisoformat(entry["date"]))
    assert found.kind.startswith(entry["kind"])
    assert found.title.casefold() in entry["title"].casefold() or entry["title"].casefold() in found.title.casefold()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "CHÍNH PHỦ\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 115/NQ-CP\nNGHỊ QUYẾT\nVề việc trồng đước ven biển\n",
            {"symbol": "115/NQ-CP", "issuer": "Chính phủ", "kind": "Nghị quyết", "title": "trồng đước ven biển"},
        ),
        (
            "UBND TỈNH LAM GIANG\nSỞ NỘI VỤ\nSố: 402/SNV-TCCB\nV/v mở lớp chèo đò\nLam Giang, ngày 03 tháng 11 năm 2026\n",
            {"symbol": "402/SNV-TCCB", "issuer": "Sở Nội vụ", "kind": "Công văn", "title": "mở lớp chèo đò"},
        ),
        (
            "# ĐẢNG CỘNG SẢN VIỆT NAM\n**TỈNH ỦY LAM GIANG**\n*\nSố 07-CT/TU\n**CHỈ THỊ**\nvề mùa cá cơm\n",
            {"symbol": "07-CT/TU", "issuer": "Tỉnh ủy Lam Giang", "kind": "Chỉ thị", "title": "về mùa cá cơm", "system": "party"},
        ),
        (
            "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nKẾ HOẠCH\nTổ chức hội đua thuyền\nThực hiện Chương trình số 08-CTr/TU.",
            {"symbol": "", "kind": "Kế hoạch", "title": "Tổ chức hội đua thuyền"},
        ),
    ],
)  # fmt: skip
def test_letterhead_when_official_then_its_parts(text, wanted):
    found = seen(text)
    assert {name: getattr(found, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị sáng nay nghe báo cáo.\nSở Tài chính thực hiện Quyết định số 12/QĐ-UBND ngày 03 tháng 4 năm 2026 của tỉnh.",
        "PHỤ LỤC\n(Kèm theo Quyết định số 12/QĐ-UBND)\n12/QĐ-UBND\nDanh mục bến đò",
        "Thông báo về việc cắt nước tại phường, ngày 3 tháng 4 năm 2026 thì có lại.",
    ],
)
def test_letterhead_when_a_text_only_cites_then_no_symbol_of_its_own(text):
    assert seen(text).symbol == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (paper("5/QĐ-UBND", date(2026, 2, 5)), date(2026, 2, 5)),
        ("Đua thuyền trên sông Lam Giang\n14/04/2022 08:51 SA\nSáng nay, hội đua thuyền đã mở.", date(2022, 4, 14)),
        ("Đua thuyền trên sông Lam Giang\n31/02/2022 08:51\nSáng nay hội mở.", None),
        ("Đua thuyền\nHội đua theo Kế hoạch số 9/KH-UBND ngày 03/9/2007 của tỉnh.", None),
        ("TỈNH ỦY\nSố 1-KL/TU\nLam Giang, ngày 31 tháng 02 năm 2026\nKẾT LUẬN", None),
    ],
)
def test_letterhead_when_dated_then_that_day_and_never_an_impossible_one(text, day):
    assert seen(text).issued_on == day


def test_letterhead_when_decomposed_then_the_same():
    import unicodedata

    text = paper("5/QĐ-UBND", date(2026, 2, 5))
    assert seen(unicodedata.normalize("NFD", text)) == seen(text)


STATE, FREE, PARTY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"
OFFICE, PROVINCE = "Văn phòng Ủy ban nhân dân tỉnh Lam Giang", "Ủy ban nhân dân tỉnh Lam Giang"
HEADS = [
    # cells of a table, one after the other
    (["ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG", STATE, FREE], PROVINCE),
    (["UBND TỈNH LAM GIANG", "VĂN PHÒNG", STATE, FREE], OFFICE),
    (["VĂN PHÒNG", "UBND TỈNH LAM GIANG", STATE, FREE], OFFICE),
    (["ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG", "VĂN PHÒNG", STATE, FREE], OFFICE),
    (["VĂN PHÒNG", "CHÍNH PHỦ", STATE, FREE], "Văn phòng Chính phủ"),
    (["VĂN PHÒNG CHÍNH PHỦ", STATE, FREE], "Văn phòng Chính phủ"),
    (["TỈNH ỦY LAM GIANG", "VĂN PHÒNG", "*", PARTY], "Văn phòng Tỉnh ủy Lam Giang"),
    (["TỈNH ỦY LAM GIANG", "BAN TỔ CHỨC", "*", PARTY], "Ban Tổ chức Tỉnh ủy Lam Giang"),
    (["BAN CHẤP HÀNH", "ĐẢNG BỘ TỈNH LAM GIANG", PARTY], "Ban Chấp hành Đảng bộ tỉnh Lam Giang"),
    (["UBND TỈNH LAM GIANG", "SỞ NỘI VỤ", STATE, FREE], "Sở Nội vụ"),
    (["HĐND TỈNH LAM GIANG", STATE, FREE], "Hội đồng nhân dân tỉnh Lam Giang"),
    # columns glued into lines of plain text
    ([f"UBND TỈNH LAM GIANG    {STATE}", f"VĂN PHÒNG          {FREE}"], OFFICE),
    ([f"VĂN PHÒNG    {STATE}", f"UBND TỈNH LAM GIANG    {FREE}"], OFFICE),
    (["VĂN PHÒNG    CỘNG HÒA XÃ HỘI", "CHÍNH PHỦ    CHỦ NGHĨA VIỆT NAM", FREE], "Văn phòng Chính phủ"),
    ([f"ỦY BAN NHÂN DÂN   {STATE}", f"XÃ CỘNG HÒA   {FREE}"], "Ủy ban nhân dân xã Cộng Hòa"),
    # lines in the order of a PDF, the motto on two
    (["ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", FREE], PROVINCE),
    (["ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG", "CỘNG HOÀ XÃ HỘI", "CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do", "- Hạnh phúc"], PROVINCE),
    (["UBND TỈNH LAM GIANG", "SỞ NÔNG NGHIỆP VÀ MÔI", "TRƯỜNG", STATE, FREE], "Sở Nông nghiệp và Môi trường"),
    (["CỘNG HÒA", "XÃ HỘI CHỦ NGHĨA VIỆT NAM", FREE, "ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG"], PROVINCE),
    (["TỈNH ỦY LAM GIANG", "*", "ĐẢNG CỘNG SẢN", "VIỆT NAM"], "Tỉnh ủy Lam Giang"),
    (["CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA VIỆT NAM", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"], ""),
    ([PARTY], ""),
]  # fmt: skip


@pytest.mark.parametrize(("head", "issuer"), HEADS, ids=lambda value: value if isinstance(value, str) else "")
def test_issuer_when_columns_cells_or_pages_then_the_body_and_never_the_motto(head, issuer):
    found = seen("\n".join([*head, "Số: 45/BC-XYZ   Lam Giang, ngày 03 tháng 11 năm 2026", "BÁO CÁO", "Về mùa cá cơm"]))
    assert (found.issuer, found.symbol) == (issuer, "45/BC-XYZ")


@pytest.mark.parametrize(
    "between",
    [
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", FREE, "Lam Giang, ngày 03 tháng 11 năm 2026"],
        [STATE, FREE],
        ["Lam Giang, ngày 03 tháng 11 năm 2026"],
    ],
)
def test_title_when_the_right_column_follows_the_kind_then_the_words_below_it(between):
    head = ["SỞ NỘI VỤ", "Số: 45/KH-XYZ", "KẾ HOẠCH", *between, "Dọn kho lưu trữ năm 2026", "Căn cứ Luật Lưu trữ;"]
    assert seen("\n".join(head)).title == "Dọn kho lưu trữ năm 2026"


def test_title_when_it_is_the_name_of_the_party_then_kept():
    assert seen("Số: 45/XYZ-TW\nQUY CHẾ\nĐẢNG CỘNG SẢN VIỆT NAM\n").title == "ĐẢNG CỘNG SẢN VIỆT NAM"


@pytest.mark.parametrize("hour", ["hồi 21 giờ 30 phút ", "lúc 7h, ", ""])
def test_day_when_a_telegram_tells_its_hour_then_the_day_all_the_same(hour):
    text = paper("11/CĐ-UBND", date(2018, 9, 13), "Sở Xây dựng kiểm tra cầu yếu.").replace(", ngày", f", {hour}ngày")
    assert f"{hour}ngày 13" in text
    assert seen(text).issued_on == date(2018, 9, 13)
