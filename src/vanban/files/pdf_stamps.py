"""What was stamped on a PDF: a number or date belongs into its line, the words of a signature on lines of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium
import regex

from vanban.files.pdf_columns import cut
from vanban.files.pdf_frame import Rect
from vanban.files.pdf_lines import Line, rows_of
from vanban.files.pdf_words import Word

_SHORT = 24  # characters: a number or a part of a date; longer stamps (a signature's text) are lines of their own
_MOST = 500  # fields and stamps of a page
_ARRIVALS = 8  # stamps of arrival on a page

_HINT = regex.compile(
    r"(?i:(?:người|thời gian|ngày|giờ) ký\b|ký (?:số )?bởi|signed|signature)|\bĐẾN\b|\bVGP\b|THÔNG TIN ĐIỆN TỬ"
)
_SIGNED = regex.compile(
    r"(?i)(?:người ký|(?:được )?ký (?:số )?bởi|ký bởi|signed by|digitally signed|signature not verified"
    r"|signature valid|thời gian ký|ngày ký|giờ ký)\b"
)
_ENTRY = regex.compile(
    r"(?i)(?:e-?mail|cơ quan|tổ chức|đơn vị|chức vụ|chức danh|(?:thời gian|ngày|giờ)(?: ký)?|nơi ký|lý do|địa điểm"
    r"|date|reason|location|contact|dn)\s*[:=]"
)
_TIME = regex.compile(
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s*[+-]?\d\d[:']\d\d'?)?|[+-]\d\d:?\d\d"
)
_ARRIVED = regex.compile(r"(?:(?:CÔNG VĂN|VĂN BẢN)\s+)?ĐẾN(?:\s+(?:Giờ|Số|Ngày)\b.*)?")
_ARRIVAL = regex.compile(r"(?:Giờ|Ngày|Số|Chuyển|Kính chuyển|Lưu hồ sơ(?: số)?)\s*[:.…](?!.*\d/[A-ZĐ]).*|VGP")
_PORTAL = regex.compile(r"(?:VGP\s+)?C[ỔÔ]NG THÔNG TIN ĐIỆN TỬ(?: CHÍNH PHỦ)?|VGP")


def field_boxes(page: Any) -> list[Rect]:
    """Return left, bottom, right, top of all form fields and stamps of a page."""
    boxes: list[Rect] = []
    wanted = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_FREETEXT)
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        box = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetSubtype(annotation) in wanted and pdfium.FPDFAnnot_GetRect(annotation, box):
            sides = (box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))
            boxes.append(sides)
        pdfium.FPDFPage_CloseAnnot(annotation)
    return boxes


def stamped_apart(words: list[Word]) -> tuple[list[Word], list[Line]]:
    """Return the words of the page's lines, short stamps among them, and the lines of the long stamps."""
    layers: dict[int, list[Word]] = {}
    for word in words:
        if word.layer >= 0:
            layers.setdefault(word.layer, []).append(word)
    long = {layer for layer, held in layers.items() if sum(len(w.text) + 1 for w in held) > _SHORT + 1}
    if not long:
        return words, []
    lines = [line for layer in sorted(long) for line in rows_of(layers[layer])]
    return [word for word in words if word.layer not in long], lines


def signatures_apart(words: list[Word]) -> tuple[list[Word], list[Line]]:
    """Take the printed words of digital signatures and of arrival stamps out of a page's own words."""
    if not _HINT.search(" ".join(word.text for word in words)):
        return words, []
    lines = [line for row in rows_of(words) for line in cut(row)]
    usual = sorted(line.size for line in lines)[len(lines) // 2]
    found = [*_signed(lines, usual), *_arrived(lines)]
    unique = list({id(line): line for line in found}.values())
    taken = {id(word) for line in unique for word in line.words}
    return [word for word in words if id(word) not in taken], sorted(unique, key=lambda line: line.y1)


def _signed(lines: list[Line], usual: float) -> Iterable[Line]:
    """Yield the lines of signatures: an opening, and what follows close below in the same small letters."""
    last: Line | None = None
    for line in lines:
        if _SIGNED.match(line.text):
            if ":" in line.text or "signature" in line.text.lower() or "by" in line.text.lower().split():
                last = line
                yield line
        elif last is not None and line.y1 > last.y1:
            below = line.y1 - last.y1 < 2 * last.size and abs(line.x0 - last.x0) < 40
            alike = abs(line.size - last.size) < 0.15 * last.size
            small = last.size < 0.85 * usual
            if below and alike and (_ENTRY.match(line.text) or _TIME.fullmatch(line.text) or small):
                last = line
                yield line
            elif line.y1 - last.y1 > 2 * last.size:
                last = None


def _arrived(lines: list[Line]) -> Iterable[Line]:
    """Yield the lines of arrival stamps: "ĐẾN" with hour and day beside or below, the mark of the gazette's portal."""
    stamps = 0
    for line in lines:
        if _PORTAL.fullmatch(line.text):
            yield line
        if stamps >= _ARRIVALS or not _ARRIVED.fullmatch(line.text):
            continue
        stamps += 1
        near = [o for o in lines if abs(o.y1 - line.y1) < 45 and o.x0 < line.x1 + 120 and line.x0 - 120 < o.x1]
        kept = [other for other in near if _ARRIVAL.fullmatch(other.text) and other.size < 1.3 * line.size]
        if kept or line.text != "ĐẾN":
            yield line
            yield from kept
