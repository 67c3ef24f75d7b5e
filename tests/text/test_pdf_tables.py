"""Tables of PDF pages: ruled or only aligned, over page breaks, and what is no table."""

from __future__ import annotations

import pytest

from tests.text.files_pdf import drawn_pdf, grid
from vanban.files.pdf import read_pdf
from vanban.model import SourceText

Mark = tuple[float, float, float, str]
Cells = list[tuple[int, int, str]]

XS = (50.0, 80.0, 300.0, 420.0, 560.0)
HEAD = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")


def row(y: float, *said: str) -> list[Mark]:
    """Words at the upper left corner of the cells of a row; a stroke begins a new line in the cell."""
    return [
        (x + 4, y - 12 - 12 * n, 10, words)
        for x, cell in zip(XS, said, strict=False)
        for n, words in enumerate(cell.split("\n"))
        if words
    ]


def cells(source: SourceText, table: int = 0) -> Cells:
    found = (block for block in source.blocks if block.kind == "cell" and block.table == table)
    return [(b.row or 0, b.column or 0, source.text[b.start : b.end]) for b in found]


def listed(*rows: tuple[str, ...]) -> Cells:
    return [(r, c, words) for r, each in enumerate(rows) for c, words in enumerate(each)]


FIRST = ("1", "Lập danh mục cầu treo phải\nkiểm định trong năm", "Sở Xây dựng", "30/6/2026")
SECOND = ("2", "Sửa quy chế trực lũ", "", "15/7/2026")
READ = [
    HEAD,
    ("1", "Lập danh mục cầu treo phải kiểm định trong năm", "Sở Xây dựng", "30/6/2026"),
    ("2", "Sửa quy chế trực lũ", "", "15/7/2026"),
]
RULED = [*row(500, *HEAD), *row(480, *FIRST), *row(440, *SECOND)]


def test_ruled_table_when_read_then_cells_with_empty_ones_and_text_around() -> None:
    marks = [(60, 560, 10, "PHỤ LỤC"), *RULED, (60, 380, 10, "Ghi chú của bảng.")]
    source = read_pdf(drawn_pdf(marks, lines=grid(XS, (500, 480, 440, 410))))
    assert cells(source) == listed(*READ)
    assert source.text.splitlines()[0] == "PHỤ LỤC" and source.text.splitlines()[-1] == "Ghi chú của bảng."


def test_words_of_neighbours_when_drawn_line_by_line_then_not_interleaved() -> None:
    marks = sorted(RULED, key=lambda mark: (-mark[1], mark[0]))
    assert cells(read_pdf(drawn_pdf(marks, lines=grid(XS, (500, 480, 440, 410))))) == listed(*READ)


def test_table_without_outer_border_then_the_same_cells() -> None:
    lines = [(50, y, 560, y) for y in (500, 480, 440, 410)] + [(x, 410, x, 500) for x in XS[1:-1]]
    assert cells(read_pdf(drawn_pdf(RULED, lines=lines))) == listed(*READ)


def test_merged_cells_then_the_first_of_their_fields_holds_them() -> None:
    lines = [(50, 500, 560, 500), (300, 480, 560, 480), (50, 460, 560, 460), (50, 430, 560, 430)]
    lines += [(x, 430, x, 500) for x in (50, 80, 300, 560)] + [(420, 430, 420, 480)]
    marks = [
        *row(500, "TT", "Nhiệm vụ", "Cơ quan thực hiện"),
        *row(480, "", "", "Chủ trì", "Phối hợp"),
        *row(460, "1", "Kẻ vạch", "Xã", "Sở"),
    ]
    assert cells(read_pdf(drawn_pdf(marks, lines=lines))) == [
        (0, 0, "TT"), (0, 1, "Nhiệm vụ"), (0, 2, "Cơ quan thực hiện"), (1, 2, "Chủ trì"), (1, 3, "Phối hợp"),
        (2, 0, "1"), (2, 1, "Kẻ vạch"), (2, 2, "Xã"), (2, 3, "Sở"),
    ]  # fmt: skip


def test_paragraphs_in_a_cell_then_on_lines_of_their_own_and_symbols_whole() -> None:
    marks = [
        *row(500, *HEAD),
        *row(480, "1", "- Rà bến\n- Kẻ vạch theo số 12/QĐ-\nUBND của tỉnh", "Sở Y tế;\nSở Xây dựng", "30/\n6/2026"),
    ]
    source = read_pdf(drawn_pdf(marks, lines=grid(XS, (500, 480, 400))))
    assert [words for _, _, words in cells(source)][4:] == [
        "1", "- Rà bến\n- Kẻ vạch theo số 12/QĐ-UBND của tỉnh", "Sở Y tế;\nSở Xây dựng", "30/6/2026",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "rest", "wanted"),
    [
        (
            [*row(500, *HEAD), *row(480, "1", "Kẻ vạch báo lũ tại bến đò", "Xã Lam Hạ", "6/2026")],
            [*row(500, *HEAD), *row(480, "2", "Cấp phao", "Công an tỉnh", "7/2026")],
            [
                HEAD,
                ("1", "Kẻ vạch báo lũ tại bến đò", "Xã Lam Hạ", "6/2026"),
                ("2", "Cấp phao", "Công an tỉnh", "7/2026"),
            ],
        ),
        (
            [*row(500, *HEAD), *row(480, "1", "Kẻ vạch báo lũ tại bến đò", "Xã Lam Hạ, xã", "6/2026")],
            [*row(500, *HEAD), *row(480, "", "Lam Thượng và bến Bản Thông", "Bản Thông", "")],
            [HEAD, ("1", "Kẻ vạch báo lũ tại bến đò Lam Thượng và bến Bản Thông", "Xã Lam Hạ, xã Bản Thông", "6/2026")],
        ),
        (
            [*row(500, *HEAD), *row(480, "1", "Kẻ vạch", "Xã Lam Hạ", "6/2026")],
            [*row(500, "2", "Cấp phao", "Công an tỉnh", "7/2026"), *row(480, "3", "Treo cờ", "", "")],
            [
                HEAD,
                ("1", "Kẻ vạch", "Xã Lam Hạ", "6/2026"),
                ("2", "Cấp phao", "Công an tỉnh", "7/2026"),
                ("3", "Treo cờ", "", ""),
            ],
        ),
    ],
    ids=["head repeated", "row cut", "no head"],
)
def test_table_over_a_page_break_then_one_table(
    above: list[Mark], rest: list[Mark], wanted: list[tuple[str, ...]]
) -> None:
    number = (300.0, 575.0, 10.0, "2")
    source = read_pdf(drawn_pdf(above, [number, *rest], lines=grid(XS, (500, 480, 450))))
    assert cells(source) == listed(*wanted)
    margins = [source.text[b.start : b.end] for b in source.blocks if b.kind == "header"]
    assert margins[0] == "2"
    assert (" ".join(HEAD) in margins) == (rest[0][3] == "TT")


def test_two_tables_with_words_between_then_two() -> None:
    lines = [*grid(XS[:3], (500, 480, 460)), *grid(XS[:3], (400, 380, 360))]
    marks = [
        *row(500, "TT", "Bến"),
        *row(480, "1", "Lam Hạ"),
        (60, 430, 10, "Bảng sau là các bến mới."),
        *row(400, "TT", "Bến"),
        *row(380, "1", "Bản Thông"),
    ]
    source = read_pdf(drawn_pdf(marks, lines=lines))
    assert cells(source, 0) == listed(("TT", "Bến"), ("1", "Lam Hạ"))
    assert cells(source, 1) == listed(("TT", "Bến"), ("1", "Bản Thông"))


ALIGNED = [
    *row(500, *HEAD), *row(480, *FIRST), *row(450, *SECOND), *row(430, "3", "Mở lớp sơ cứu", "Sở Y tế\ntỉnh", ""),
]  # fmt: skip


@pytest.mark.parametrize("after", ["Trên đây là danh mục nhiệm vụ của các sở, ngành trong quý hai năm 2026.", ""])
def test_aligned_table_under_its_head_then_cells(after: str) -> None:
    source = read_pdf(drawn_pdf([*ALIGNED, *([(60, 360, 10, after)] if after else [])]))
    assert cells(source) == listed(*READ, ("3", "Mở lớp sơ cứu", "Sở Y tế tỉnh", ""))
    assert source.text.endswith(after + "\n" if after else "Sở Y tế tỉnh\n")


def test_table_between_level_lines_then_cells() -> None:
    marks = [
        *row(500, "Chỉ tiêu", "", "Đơn vị", "Năm 2026"),
        *row(480, "Bến có phao", "", "bến", "42"),
        *row(460, "Chủ đò", "", "người", "180"),
    ]
    source = read_pdf(drawn_pdf(marks, lines=[(50, y, 560, y) for y in (502, 482, 440)]))
    assert cells(source) == listed(
        ("Chỉ tiêu", "Đơn vị", "Năm 2026"), ("Bến có phao", "bến", "42"), ("Chủ đò", "người", "180")
    )


@pytest.mark.parametrize(
    ("marks", "lines"),
    [
        (
            [(60, 480, 10, "Khung này chỉ có một ô chữ"), (60, 460, 10, "nên không phải là bảng.")],
            grid((50, 560), (440, 500)),
        ),
        (
            [(60, 480, 10, "KẾ HOẠCH TRỰC BẾN ĐÒ"), (60, 440, 10, "Các xã giữ phao.")],
            [(60, 470, 200, 470), (60, 476, 200, 476)],
        ),
        ([(60, 480, 10, "TT Nước sạch nông thôn"), (60, 440, 10, "cử người đi cùng đoàn.")], []),
        ([(60, 480, 10, "Ô bên trái có chữ và ô bên phải để trống")], grid((50, 400, 560), (440, 500))),
    ],
    ids=["a box", "underlines", "an abbreviation", "one filled cell"],
)
def test_lines_that_make_no_table_then_none(marks: list[Mark], lines: list[tuple[float, float, float, float]]) -> None:
    source = read_pdf(drawn_pdf(marks, lines=lines))
    assert cells(source) == []
    assert source.text.splitlines() == [words for *_, words in marks]
