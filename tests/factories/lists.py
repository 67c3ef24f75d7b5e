"""Lists as offices keep them: workbooks with title rows, headings of their own wording, dates in every form."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

HEADS = [
    "STT",
    "Nội dung nhiệm vụ",
    "Văn bản giao",
    "Ngày văn bản",
    "Đơn vị chủ trì",
    "Phối hợp",
    "Thời hạn",
    "Tình trạng",
    "Ghi chú",
]
TITLES = ["ỦY BAN NHÂN DÂN TỈNH MẪU", "BẢNG THEO DÕI NHIỆM VỤ ĐƯỢC GIAO NĂM 2026"]


def line(number: int, **changed: Any) -> list[Any]:
    """A row that is in order: open, one lead, a deadline to come."""
    row = {
        "number": number,
        "content": f"Xây dựng phương án thử nghiệm số {number} cho kho tàng của tỉnh",
        "document": "45/KH-UBND",
        "on": date(2026, 2, 1),
        "leads": "Sở Tài chính",
        "supports": "",
        "due": "31/12/2026",
        "state": "Đang thực hiện",
        "note": "",
    }
    return list((row | changed).values())


def workbook(rows: Sequence[Sequence[Any]], heads: Sequence[str] = HEADS, titles: Sequence[str] = TITLES) -> bytes:
    """An xlsx with merged title rows above the headings."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Theo dõi")
        for place, title in enumerate(titles):
            sheet.merge_range(place, 0, place, len(heads) - 1, title)
        for place, row in enumerate([heads, *rows], start=len(titles)):
            for column, cell in enumerate(row):
                if cell not in ("", None):
                    sheet.write(place, column, cell)
    return stream.getvalue()


def comma_separated(rows: Sequence[Sequence[Any]], heads: Sequence[str] = HEADS) -> bytes:
    """The same as CSV with semicolons, as Excel writes it here."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([heads, *rows])
    return stream.getvalue().encode("utf-8-sig")
