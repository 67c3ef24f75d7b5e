"""Word files: complete text in order, and hostile packages refused before they are opened."""

from __future__ import annotations

import random
import unicodedata

import pytest

from tests.text import files_office
from vanban.errors import Refused, VanbanError
from vanban.files import read


def test_plan_when_read_then_every_word_in_order_and_deletions_left_out() -> None:
    source = read(files_office.plan(), "ke hoach.docx")
    assert (source.format, source.encoding) == ("docx", None)
    assert source.text.splitlines() == [
        "TÀI LIỆU HỌP",
        "ỦY BAN NHÂN DÂN",
        "TỈNH SÔNG VÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "KẾ HOẠCH",
        "Giao Sở Nội vụ\tchủ trì",
        "trước ngày 15/6.",
        "• Rà soát thủ tục",
        "TT",
        "Nội dung",
        "Chủ trì",
        "Số hóa hồ sơ",
        "Sở Tư pháp",
        "Nơi nhận: như trên./.",
        "Chữ thêm có liên kết",
        "Khung chữ",
    ]


def test_plan_when_read_then_cells_keep_row_and_grid_column() -> None:
    source = read(files_office.plan(), "ke hoach.docx")
    cells = {(b.table, b.row, b.column): source.text[b.start : b.end] for b in source.blocks if b.kind == "cell"}
    assert cells[0, 0, 0] == "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN"
    assert cells[1, 1, 0] == "Số hóa hồ sơ"
    assert cells[1, 1, 2] == cells[2, 0, 0] == "Sở Tư pháp"
    kinds = {source.text[b.start : b.end]: b.kind for b in source.blocks if b.kind != "cell"}
    assert kinds["TÀI LIỆU HỌP"] == "header" and kinds["KẾ HOẠCH"] == "heading"


def test_blocks_lie_inside_the_text_and_in_order() -> None:
    source = read(files_office.plan(), "ke hoach.docx")
    assert all(0 <= b.start <= b.end <= len(source.text) for b in source.blocks)
    assert [b.start for b in source.blocks] == sorted(b.start for b in source.blocks)


def test_words_when_decomposed_then_composed() -> None:
    source = read(files_office.paragraphs(unicodedata.normalize("NFD", "Ủy ban\u00a0nhân dân")), "a.docx")
    assert source.text == "Ủy ban\u00a0nhân dân\n"


def test_content_control_and_fallback_when_present_then_read_once() -> None:
    box = "<w:sdt><w:sdtContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    twice = (
        '<w:p><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:r><w:t>Một lần</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>Một lần</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert read(files_office.raw_document(box + twice), "a.docx").text == "Trong khung\nMột lần\n"


@pytest.mark.parametrize("what", sorted(files_office.HOSTILE))
def test_hostile_package_when_read_then_refused(what: str) -> None:
    maker, code = files_office.HOSTILE[what]
    with pytest.raises(Refused) as caught:
        read(maker(), "a.docx")
    assert caught.value.code == code


def test_empty_document_when_read_then_refused_as_empty() -> None:
    with pytest.raises(Refused, match="empty"):
        read(files_office.paragraphs("", "  "), "a.docx")


def test_damaged_bytes_when_read_then_text_or_named_error() -> None:
    good = files_office.plan()
    chance = random.Random(3)
    for _ in range(60):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read(bytes(data), "a.docx")
        except VanbanError as error:
            assert error.code in {"broken", "zip_bomb", "not_what_it_says", "unsupported", "empty"}
