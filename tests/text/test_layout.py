"""The layout as a whole: nothing written is lost, parts keep their order, and a generated outline comes back."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import get_args

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.text.growth import grows_linearly
from tests.text.shared import DOCUMENTS, SEEDS, needs_shared
from vanban.files import read
from vanban.layout import Part, layout, written
from vanban.model import Context
from vanban.parts.piece import PartKind
from vanban.rules.letterhead import read as read_frame
from vanban.segment import outline
from vanban.sheet import Sheet

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 9/KH-UBND\nKẾ HOẠCH\nSửa bến đò\n"


def shown(text: str) -> list[str]:
    """Return the outline with a space for the tab."""
    return [line.replace("\t", " ", 1) for line in written(text, layout(text))]


def check_whole(text: str) -> list[Part]:
    """Assert what holds for every text, and return its parts."""
    parts = layout(text)
    assert parts == layout(text)
    end = 0
    for index, part in enumerate(parts):
        assert end <= part.start < part.end <= len(text)
        end = part.end
        assert part.parent is None or part.parent < index
        assert part.level == (0 if part.parent is None else parts[part.parent].level + 1)
    uncovered = list(text)
    for part in parts:
        uncovered[part.start : part.end] = " " * (part.end - part.start)
    assert not any(c.isalnum() for c in "".join(uncovered)), "".join(uncovered).split()
    return parts


LINES = st.sampled_from(
    [
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH LAM GIANG", "Số: 12/KH-UBND", "Số:   /QĐ-UBND",
        "Lam Giang, ngày 3 tháng 4 năm 2026", "KẾ HOẠCH", "QUYẾT ĐỊNH:", "Kính gửi: Sở Y tế;", "V/v sửa bến",
        "Căn cứ Luật Đê điều;", "I. MỤC ĐÍCH", "l. Sửa bến.", "2. Sở Xây dựng:", "a) Làm bè;", "i) một", "ii) hai",
        "- Việc một;", "+ Việc hai", "như sau:", "Nơi nhận: TM. ỦY BAN NHÂN DÂN", "- Lưu: VT. PHÓ CHỦ TỊCH", "Lê Văn Bè",
        "PHỤ LỤC II", "(Kèm theo Quyết định số 1/QĐ-UBND)", "| TT | Việc |", "| 1 | Sửa |", "3", "Ký bởi: Sở Y tế",
        "“1. Sửa", "hai”.", "Chia sẻ", "Tin liên quan", "**Việc** chung", "# Đề mục", "[1] Ghi thêm", "TT", "Nội dung", "",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@example("TỈNH LAM GIANG\n| TT | Việc |\nTỈNH LAM GIANG")
@example("I. MỤC ĐÍCH\nỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n| TT | Việc |\nKẾ HOẠCH")
@example("I. MỤC ĐÍCH\nỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nV/v sửa bến\nKẾ HOẠCH")
@given(st.one_of(st.text(max_size=80), st.lists(LINES, max_size=30).map("\n".join)))
def test_every_written_line_lies_in_one_part_and_parts_keep_their_order(text: str) -> None:
    check_whole(text)
    composed = unicodedata.normalize("NFC", text)
    assert written(composed, layout(composed)) == written(text, layout(text))


@st.composite
def nested(draw: st.DrawFn) -> list[tuple[int, str]]:
    """A document of sections, items, letters and bullets, as (level, line)."""
    lines: list[tuple[int, str]] = []
    for section in range(1, draw(st.integers(1, 3)) + 1):
        lines.append((0, f"{'I' * section}. VIỆC LỚN SỐ {('MỘT', 'HAI', 'BA')[section - 1]}"))
        for number in range(1, draw(st.integers(0, 4)) + 1):
            lines.append((1, f"{number}. Sở thứ {number} của tỉnh:"))
            for letter in "abcdđ"[: draw(st.integers(0, 3))]:
                lines.append((2, f"{letter}) Làm phần {letter} cho kịp mùa;"))
                lines += [(3, f"- Bước {step} của phần ấy.") for step in range(draw(st.integers(0, 2)))]
    return lines


@settings(max_examples=60, deadline=None)
@given(nested(), st.booleans())
def test_a_generated_outline_comes_back_as_it_was_made(lines: list[tuple[int, str]], headed: bool) -> None:
    text = (HEAD if headed else "") + "".join(line + "\n" for _, line in lines)
    items = [part for part in layout(text) if part.kind == "item"]
    assert [(part.level, text[part.start : part.end]) for part in items] == lines
    assert [(item.level, text[item.start : item.end]) for item in outline(text)] == lines


STYLES = [
    ("1) Một\n2) Hai", [(0, "1)"), (0, "2)")]),
    ("1. Một\n1) Một nhỏ\n2) Hai nhỏ\n2. Hai", [(0, "1."), (1, "1)"), (1, "2)"), (0, "2.")]),
    ("1. Một\n(1) Một nhỏ\n(2) Hai nhỏ\n2. Hai", [(0, "1."), (1, "(1)"), (1, "(2)"), (0, "2.")]),
    ("a. Một\nb. Hai", [(0, "a."), (0, "b.")]),
    ("h) Tám\ni) Chín\nk) Mười", [(0, "h)"), (0, "i)"), (0, "k)")]),
    ("a) Một\ni) Một nhỏ\nii) Hai nhỏ\nb) Hai", [(0, "a)"), (1, "i)"), (1, "ii)"), (0, "b)")]),
    ("I. Một\nII. Hai\n1. Một\nIII. Ba", [(0, "I."), (0, "II."), (1, "1."), (0, "III.")]),
    ("I. Một\n- Gạch\n2.1. Nhảy bậc\nII. Hai", [(0, "I."), (1, "-"), (1, "2.1."), (0, "II.")]),
    ("l. Một\n2. Hai", [(0, "l."), (0, "2.")]),
    ("I. Lớn\nl. Một\n2. Hai\nIl. Lớn hai", [(0, "I."), (1, "l."), (1, "2."), (0, "Il.")]),
    ("IL MỤC ĐÍCH\n1. Một\nIL NỘI DUNG\n1. Hai", [(0, "IL"), (1, "1."), (0, "IL"), (1, "1.")]),
    ("1. Một\n2, Hai\n4, Bốn", [(0, "1."), (0, "2,")]),
    (
        "I. Một\nII. Hai\nA. Nhỏ\n1. Việc\nB. Nhỏ\nIII. Ba",
        [(0, "I."), (0, "II."), (1, "A."), (2, "1."), (1, "B."), (0, "III.")],
    ),
    ("A. Một\nI. Nhỏ\nII. Nhỏ\nB. Hai", [(0, "A."), (1, "I."), (1, "II."), (0, "B.")]),
    ("– Một\n- Hai\n➢ Nhỏ\n— Ba", [(0, "–"), (0, "-"), (1, "➢"), (0, "—")]),
    ("o một\no hai", []),
    ("o Mỗi xã\no Mỗi phường", [(0, "o"), (0, "o")]),
    ("1. Sửa như sau:\n“1. Cũ\n2. Cũ nữa”.\n2. Bỏ khoản 3", [(0, "1."), (0, "2.")]),
    ("Họp vào\n15. 7. 2026 tại xã", []),
    ("Thu\n1.200 tỷ đồng", []),
    ("TP. Lam Giang\n2026. Hết", []),
]


@pytest.mark.parametrize(
    ("text", "wanted"), STYLES, ids=[text.split("\n")[0] + str(i) for i, (text, _) in enumerate(STYLES)]
)
def test_marks_of_every_style_find_their_level(text: str, wanted: list[tuple[int, str]]) -> None:
    assert [(item.level, item.label) for item in outline(text)] == wanted


def test_who_leads_a_lead_in_stands_above_its_points() -> None:
    text = HEAD + "Giao Sở Xây dựng chủ trì:\n- Đóng bè;\n- Neo phao.\nSở Tài chính lo:\n- Tiền công.\nI. KHÁC\n"
    parts = layout(text)
    above = {
        text[p.start : p.end]: p.parent is not None and text[parts[p.parent].start : parts[p.parent].end] for p in parts
    }
    assert above["- Neo phao."] == "Giao Sở Xây dựng chủ trì:"
    assert above["- Tiền công."] == "Sở Tài chính lo:"
    assert above["I. KHÁC"] is False


def test_markdown_nests_by_indentation_and_sets_headings_in_bold() -> None:
    text = "# Kế hoạch tuần\n\n**Thứ hai**\n\n- Họp giao ban\n  - Nghe báo cáo\n  - Giao việc\n- Tiếp dân\n\n"
    text += "**Thứ ba**\n\nĐi xã.\n"
    assert shown(text) == [
        "title Kế hoạch tuần",
        "heading Thứ hai",
        "item   - Họp giao ban",
        "item     - Nghe báo cáo",
        "item     - Giao việc",
        "item   - Tiếp dân",
        "heading Thứ ba",
        "paragraph   Đi xã.",
    ]


def test_a_stamp_with_a_day_of_its_own_is_not_the_documents_day() -> None:
    text = f"Ký bởi: Sở Y tế\nThời gian ký: 09/04/2026 10:00\n{HEAD}Lam Giang, ngày 3 tháng 4 năm 2026\n1. Sửa.\n"
    frame = read_frame(Sheet(text), Context())
    assert frame.issued_on is not None and frame.issued_on.isoformat() == "2026-04-03"
    assert [part.kind for part in layout(text)][:2] == ["stamp", "stamp"]


def test_a_motto_broken_in_a_narrow_column_is_no_title() -> None:
    text = "SỞ NỘI VỤ\nSố: 9/KH-SNV\nKẾ HOẠCH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    text += "Lam Giang, ngày 3 tháng 4 năm 2026\nSửa bến đò\n1. Sửa.\n"
    assert [line for line in shown(text) if line.startswith(("motto", "title"))] == [
        "motto CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        "motto VIỆT NAM",
        "motto Độc lập - Tự do - Hạnh phúc",
        "title Sửa bến đò",
    ]


def test_a_letterhead_set_in_a_table_is_no_table() -> None:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 31/QĐ-UBND"
    head.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLam Giang, ngày 7 tháng 4 năm 2026"
    document.add_paragraph("QUYẾT ĐỊNH")
    document.add_paragraph("Về việc đặt tên cầu")
    document.add_paragraph("Điều 1. Đặt tên cầu như sau:")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("TT", "Tên cầu", "1", "Cầu Khe Mật"), strict=True
    ):
        cell.text = words
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như Điều 1;\n- Lưu: VT."
    foot.cell(0, 1).text = "CHỦ TỊCH\nLương Văn Thiện"
    data = io.BytesIO()
    document.save(data)
    source = read(data.getvalue(), "a.docx")
    assert [line.replace("\t", " ", 1) for line in written(source.text, layout(source))] == [
        "issuer ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
        "number Số: 31/QĐ-UBND",
        "motto CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto Độc lập - Tự do - Hạnh phúc",
        "place_date Lam Giang, ngày 7 tháng 4 năm 2026",
        "kind QUYẾT ĐỊNH",
        "title Về việc đặt tên cầu",
        "item Điều 1. Đặt tên cầu như sau:",
        "cell [0:0:0] TT",
        "cell [0:0:1] Tên cầu",
        "cell [0:1:0] 1",
        "cell [0:1:1] Cầu Khe Mật",
        "recipients Nơi nhận:",
        "recipient   - Như Điều 1;",
        "recipient   - Lưu: VT.",
        "office CHỦ TỊCH",
        "signer Lương Văn Thiện",
    ]


NO_FRAME = [
    "Kế hoạch năm nay đã được giao cho các sở.\nĐến nay đã xong.",
    "Ủy ban nhân dân tỉnh họp bàn việc sửa cầu.\n- Sở Xây dựng báo cáo.",
    "Phụ lục của cuốn sách nằm ở trang cuối cùng, sau bảng tra chữ.",
    "Nơi nhận hồ sơ là bộ phận một cửa của xã.",
    "",
]


@pytest.mark.parametrize("text", NO_FRAME)
def test_running_text_has_neither_letterhead_nor_foot_nor_annex(text: str) -> None:
    official = {"issuer", "superior", "number", "kind", "motto", "recipients", "authority", "office", "annex", "stamp"}
    assert official.isdisjoint(part.kind for part in check_whole(text))


PIECES = [
    "I. A\n", "- a:\n", "như sau:\n", "“\n", "l. a\n", "i) a\n", "PHỤ LỤC I\n", "(Kèm theo a)\n", "KẾ HOẠCH\n", "Số: 1/KH-A\n",
    "Kính gửi:\n", "Nơi nhận:\n", "TM. A\n", "Ký bởi: a\n", "A B C D\n", "| a |\n", "# a\n", "ngày tháng năm ", "Tin liên quan\n",
    "I. A\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH\nA\nNơi nhận:\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    assert grows_linearly(layout, piece, 6_000)


@needs_shared
@pytest.mark.parametrize("path", sorted([*DOCUMENTS.glob("*.txt"), *SEEDS.glob("*.txt")]), ids=lambda p: p.stem[:12])
def test_real_documents_are_laid_out_whole(path: Path) -> None:
    check_whole(path.read_bytes().decode("utf-8"))


PAGE = (Path(__file__).parents[2] / "docs/reference/vanban-layout.md").read_text(encoding="utf-8")


def test_the_page_lists_every_kind_and_no_other() -> None:
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(get_args(PartKind))


def test_the_example_of_the_page_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    example, printed = re.findall(r"```\w+\n(.*?)```", PAGE, re.DOTALL)
    exec(example, {})
    assert capsys.readouterr().out == printed
