"""Assignment tables made at random and printed in the shapes they come in: what goes in is known, so is what must come out."""

from __future__ import annotations

import html
import io
import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import docx

from vanban.files import read
from vanban.model import SourceText

BODIES = [
    "Sở Tài chính", "Sở Nội vụ", "Sở Y tế", "Sở Tư pháp", "Sở Công Thương", "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường", "Sở Giáo dục và Đào tạo", "Sở Văn hóa, Thể thao và Du lịch", "Thanh tra tỉnh",
    "Công an tỉnh", "Văn phòng UBND tỉnh", "Sở Xây dựng", "UBND các xã, phường", "Ban Quản lý Khu kinh tế tỉnh",
]  # fmt: skip
GENERIC = ["các sở, ban, ngành", "các cơ quan, đơn vị liên quan", "các địa phương"]
VERBS = ["Xây dựng", "Rà soát", "Tổ chức", "Hoàn thiện", "Triển khai", "Kiểm tra", "Tổng hợp", "Ban hành", "Đánh giá"]
OBJECTS = [
    "quy chế tiếp nhận hồ sơ tại bộ phận một cửa", "danh mục thiết bị dùng chung của các trạm y tế",
    "việc sắp xếp kho lưu trữ giấy tờ cũ", "lớp tập huấn cho tổ công nghệ số cộng đồng",
    "bản đồ vùng trồng chè và vùng nuôi cá lồng", "dữ liệu về người cao tuổi sống một mình",
    "phương án phòng cháy tại các chợ phiên", "tuyến xe buýt nối ga tàu với bến thuyền",
    "đường ống cấp nước cho ba thôn ven đồi", "tủ sách dùng chung ở nhà văn hóa thôn",
    "chế độ trực hồ chứa trong mùa mưa bão", "hệ thống báo mực nước trên sông",
]  # fmt: skip
TAILS = [
    "",
    "",
    " trên địa bàn tỉnh",
    " giai đoạn mới",
    " và công khai trên trang thông tin điện tử",
    " theo hướng gọn, rõ",
]
TIMES = [
    "Quý III/2026", "Quý IV/2026", "Tháng 9/2026", "Trước 30/9/2026", "Trước ngày 15/12/2026", "Thường xuyên", "Hằng năm",
    "Năm 2027", "Giai đoạn 2026-2028", "31/10/2026",
]  # fmt: skip
PRODUCTS = ["Kế hoạch", "Báo cáo", "Quyết định của UBND tỉnh", "Tờ trình", "Hướng dẫn", "Danh mục", "Quy chế phối hợp"]
HEADS = {
    "task": ["Nội dung nhiệm vụ", "Nhiệm vụ", "Nội dung công việc", "Tên nhiệm vụ", "Nội dung thực hiện"],
    "lead": ["Cơ quan chủ trì", "Đơn vị chủ trì", "Đơn vị thực hiện", "Cơ quan tham mưu", "Cơ quan, đơn vị chủ trì"],
    "support": ["Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp thực hiện"],
    "time": ["Thời gian hoàn thành", "Thời hạn", "Thời gian thực hiện", "Tiến độ"],
    "product": ["Sản phẩm", "Kết quả", "Sản phẩm dự kiến"],
}
ORDERS = [
    ("task", "lead", "support", "time", "product"),
    ("task", "lead", "support", "product", "time"),
    ("task", "product", "lead", "support", "time"),
    ("task", "lead", "time", "support", "product"),
    ("task", "time", "lead", "support", "product"),
    ("lead", "task", "support", "time", "product"),
]


@dataclass(frozen=True)
class Task:
    """One row as put in."""

    task: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    time: str
    product: str

    def said(self, kind: str, joint: str) -> str:
        """The words of a cell."""
        value = getattr(self, kind)
        return joint.join(value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class Table:
    """A table as put in: heads by kind, in the order printed, and rows."""

    heads: tuple[tuple[str, str], ...]
    tasks: tuple[Task, ...]
    joint: str

    @property
    def cells(self) -> list[list[str]]:
        """The cells with the head row first, numbered."""
        top = ["TT", *(words for _, words in self.heads)]
        return [top] + [
            [str(n), *(task.said(kind, self.joint) for kind, _ in self.heads)] for n, task in enumerate(self.tasks, 1)
        ]


def table(seed: int) -> Table:
    """A table of 3 to 8 rows."""
    rng = random.Random(seed)
    kinds = rng.choice(ORDERS)
    if rng.random() < 0.3:
        kinds = tuple(kind for kind in kinds if kind != rng.choice(("product", "support")))
    tasks = []
    for objects in rng.sample(OBJECTS, rng.randint(3, 8)):
        names = rng.sample(BODIES, 5)
        leads = 2 if rng.random() < 0.15 else 1
        helps = rng.choice((0, 1, 1, 2, 2))
        support = names[2 : 2 + helps] + (rng.sample(GENERIC, 1) if rng.random() < 0.3 else [])
        words = f"{rng.choice(VERBS)} {objects}{rng.choice(TAILS)}"
        product = rng.choice(PRODUCTS) if rng.random() < 0.8 else ""
        tasks.append(
            Task(
                words,
                tuple(names[:leads]),
                tuple(support) if "support" in kinds else (),
                rng.choice(TIMES),
                product if "product" in kinds else "",
            )
        )
    heads = tuple((kind, rng.choice(HEADS[kind])) for kind in kinds)
    return Table(heads, tuple(tasks), rng.choice(("; ", ";\n", ", ")))


TITLE = "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n(Kèm theo Kế hoạch số 88/KH-UBND ngày 12/3/2026 của UBND tỉnh An Phú)\n"


def as_text(body: str) -> SourceText:
    """A text file with a title above the table and a line below it."""
    return SourceText(f"{TITLE}\n{body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n", "txt", "given")


def as_docx(made: Table) -> SourceText:
    """(a) Cells of a Word file."""
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC")
    rows = made.cells
    drawn = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(drawn.add_row().cells, row, strict=True):
            cell.text = words
    held = io.BytesIO()
    document.save(held)
    return read(held.getvalue(), "a.docx")


def as_html(made: Table) -> SourceText:
    """(a) Cells of a page, the head repeated and the rows parted by a heading over all columns."""
    rows = made.cells
    wide = len(rows[0])

    def row(cells: list[str]) -> str:
        return "<tr>" + "".join(f"<td>{html.escape(c).replace(chr(10), '<br>')}</td>" for c in cells) + "</tr>"

    half = len(rows) // 2 + 1
    heading = f'<tr><td>I</td><td colspan="{wide - 1}">Lĩnh vực chung</td></tr>'
    drawn = "".join([row(rows[0]), heading, *map(row, rows[1:half]), row(rows[0]), *map(row, rows[half:])])
    return read(f"<html><body><p>PHỤ LỤC</p><table>{drawn}</table></body></html>".encode(), "a.html")


def as_markdown(made: Table) -> SourceText:
    """(c) Clean Markdown."""
    rows = [[cell.replace("\n", " ") for cell in row] for row in made.cells]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return as_text("\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]))


def as_tabs(made: Table) -> SourceText:
    """(d) Cells parted by tabs."""
    return as_text("\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in made.cells))


def _widths(made: Table) -> list[int]:
    return [5, *({"task": 30, "lead": 22, "support": 24, "time": 14, "product": 16}[kind] for kind, _ in made.heads)]


def _wrapped(row: list[str], widths: list[int]) -> list[list[str]]:
    """The printed lines of a row: for each the words of every column."""
    columns = [
        textwrap.wrap(cell.replace("\n", " "), width - 2, break_on_hyphens=False) or [""]
        for cell, width in zip(row, widths, strict=True)
    ]
    height = max(map(len, columns))
    return [[column[i] if i < len(column) else "" for column in columns] for i in range(height)]


def as_padded(made: Table) -> SourceText:
    """(d, e) Columns padded with blanks, cells wrapped, so that a printed line has pieces of several cells."""
    widths = _widths(made)
    lines = [
        "".join(w.ljust(n) for w, n in zip(line, widths, strict=True)).rstrip()
        for row in made.cells
        for line in _wrapped(row, widths)
    ]
    return as_text("\n".join(lines))


def as_paged(made: Table) -> SourceText:
    """(f) The same over two pages, with a page number and the head again between, inside a row."""
    widths = _widths(made)
    printed = [
        [("".join(w.ljust(n) for w, n in zip(line, widths, strict=True)).rstrip()) for line in _wrapped(row, widths)]
        for row in made.cells
    ]
    lines = [line for row in printed for line in row]
    middle = len(lines) // 2
    return as_text("\n".join([*lines[:middle], "", " " * 40 + "2", "", *printed[0], *lines[middle:]]))


def as_lines(made: Table) -> SourceText:
    """(b) One cell a line, empty cells lost."""
    return as_text("\n".join(cell.replace("\n", " ") for row in made.cells for cell in row if cell))


def as_lines_paged(made: Table) -> SourceText:
    """(f) One cell a line over two pages: a page number and the head again between two rows."""
    rows = [[cell.replace("\n", " ") for cell in row if cell] for row in made.cells]
    middle = len(rows) // 2 + 1
    return as_text("\n".join(c for row in [*rows[:middle], ["2"], rows[0], *rows[middle:]] for c in row))


def as_pdf_lines(made: Table) -> SourceText:
    """(e) What a PDF gives: the wrapped lines of cell after cell, cells of one line run together, empty cells lost."""
    widths = _widths(made)
    lines: list[str] = []
    for row in made.cells:
        open_line = False
        for cell, width in zip(row, widths, strict=True):
            wrapped = textwrap.wrap(cell.replace("\n", " "), width - 2, break_on_hyphens=False)
            if not wrapped:
                continue
            if open_line:
                lines[-1] += " " + wrapped[0]
            else:
                lines.append(wrapped[0])
            lines.extend(wrapped[1:])
            open_line = len(wrapped) == 1
    return as_text("\n".join(lines))


def as_printed_lines(made: Table) -> SourceText:
    """(e) A printed line after the other with single blanks: pieces of several cells on each, no columns to see."""
    widths = _widths(made)
    lines = [" ".join(w for w in line if w) for row in made.cells for line in _wrapped(row, widths)]
    return as_text("\n".join(lines))


def as_columns(made: Table) -> SourceText:
    """(e) Column after column, empty cells lost."""
    columns = zip(*made.cells, strict=True)
    return as_text("\n".join(cell.replace("\n", " ") for column in columns for cell in column if cell))


def as_broken_markdown(made: Table, seed: int = 1) -> SourceText:
    """(c) Markdown with bars missing, bars inside cells, rows wrapped, rulers with odd dashes."""
    rng = random.Random(seed)
    rows = [[cell.replace("\n", " ") for cell in row] for row in made.cells]
    lines = [("| " if rng.random() < 0.5 else "") + " | ".join(rows[0]), "|-|" + "--|:" * len(rows[0])]
    for row in rows[1:]:
        fault = rng.choice(("none", "open", "missing", "inside", "wrapped", "padded"))
        cells = [cell for cell in row if cell or fault != "missing"]
        line = "| " + " | ".join(cells) + " |"
        if fault == "open":
            line = line.strip("| ")
        elif fault == "missing":
            line = line.rstrip("| ")
        elif fault == "inside":
            line = line.replace("; ", " | ", 1)
        elif fault == "wrapped":
            words = line.split(" ")
            line = " ".join(words[: len(words) // 2]) + "\n" + " ".join(words[len(words) // 2 :])
        elif fault == "padded":
            line = line.replace(" | ", "   |     ")
        lines.append(line)
    return as_text("\n".join(lines))


def as_scan(made: Table, seed: int = 1) -> SourceText:
    """(g) OCR of a ruled table: bars of all kinds, some lost, stray marks, a misread head."""
    rng = random.Random(seed)
    lines = []
    for number, row in enumerate(made.cells):
        cells = [cell.replace("\n", " ") for cell in row]
        if number == 0:
            cells = [c.replace("ội", "ôi").replace("ủ tr", "ú tr") for c in cells]
        line = cells[0]
        for cell in cells[1:]:
            line += rng.choice((" | ", " ¦ ", " | ", " │ ", "  ", " | _ ")) + cell if number else " | " + cell
        lines.append(line + rng.choice(("", " |", " ¦")))
        if rng.random() < 0.3:
            lines.append("— ¬ _")
    return as_text("\n".join(lines))


LOSSLESS: dict[str, Callable[[Table], SourceText]] = {
    "docx cells": as_docx,
    "html cells, heading, head again": as_html,
    "markdown": as_markdown,
    "tabs": as_tabs,
    "padded and wrapped": as_padded,
    "padded over two pages": as_paged,
}
# The share of rows that come back whole, and at least what must.
LOSSY: dict[str, tuple[Callable[[Table], SourceText], float]] = {
    "one cell a line": (as_lines, 0.97),
    "one cell a line over two pages": (as_lines_paged, 0.97),
    "lines of a PDF": (as_pdf_lines, 0.94),
    "scan with bars": (as_scan, 0.97),
    "broken markdown": (as_broken_markdown, 0.88),
    "column after column": (as_columns, 0.3),
}
