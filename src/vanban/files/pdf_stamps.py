"""Numbers and dates that an office stamps into form fields of a PDF belong into the lines they were stamped on."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

_SHORT = 24  # characters: a number or a part of a date; longer stamps (a signature's text) are lines of their own
_REACH = (6.0, 15.0, 30.0, 60.0)  # points to the left in which the word before a stamp is looked for, near ones first


def stamped_text(document: Any, page: Any, number: int) -> str:
    """Return the text of ``page`` with short field contents in place and long ones at its end."""
    plain_page = page.get_textpage()
    plain = plain_page.get_text_range()
    boxes = _field_boxes(page)
    if not boxes:
        plain_page.close()
        return str(plain)
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    flat = document[number]
    try:
        flat_page = flat.get_textpage()
        stamps = _stamps(flat_page, plain_page.count_chars(), boxes)
        text = _placed(plain_page, str(plain), stamps)
        flat_page.close()
    finally:
        plain_page.close()
        flat.close()
    return text


def _field_boxes(page: Any) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right, top of all form fields and stamps of a page."""
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        box = pdfium.FS_RECTF()
        wanted = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_FREETEXT)
        if kind in wanted and pdfium.FPDFAnnot_GetRect(annotation, box):
            boxes.append((box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return boxes


def _stamps(
    flat_page: Any, known: int, boxes: list[tuple[float, float, float, float]]
) -> list[tuple[float, float, str]]:
    """Return (left, middle height, text) of what flattening added, gathered by the field it stands in."""
    gathered: dict[int, list[tuple[str, float, float]]] = {}
    for index in range(known, flat_page.count_chars()):
        left, bottom, right, top = flat_page.get_charbox(index)
        across, up = (left + right) / 2, (bottom + top) / 2
        place = next((n for n, b in enumerate(boxes) if b[0] <= across <= b[2] and b[1] <= up <= b[3]), -1)
        if place >= 0:
            gathered.setdefault(place, []).append((flat_page.get_text_range(index, 1), left, up))
    return [
        (chars[0][1], chars[0][2], " ".join("".join(c for c, _, _ in chars).split())) for chars in gathered.values()
    ]


def _placed(plain_page: Any, plain: str, stamps: list[tuple[float, float, str]]) -> str:
    """Put each short stamp after the character on its left; the others become lines at the top or the end."""
    inside: list[tuple[int, str]] = []
    above: list[str] = []
    after: list[str] = []
    middle = plain_page.page.get_height() / 2
    for left, up, text in stamps:
        neighbour = _left_neighbour(plain_page, left, up) if len(text) <= _SHORT else None
        if neighbour is None:
            (above if up > middle and len(text) <= _SHORT else after).append(text)
        else:
            inside.append((len(plain_page.get_text_range(0, neighbour + 1).rstrip()), text))
    for place, text in sorted(inside, reverse=True):
        before, rest = plain[:place].rstrip(), plain[place:].lstrip(" ")
        glue = "" if rest[:1] in ("/", "-", "\r", "\n", "") else " "
        plain = f"{before} {text}{glue}{rest}"
    return "\n".join([*above, plain, *after])


def _left_neighbour(plain_page: Any, left: float, up: float) -> int | None:
    """Return the index of the nearest character on the left at the same height."""
    for reach in _REACH:
        found: int | None = plain_page.get_index(left - reach / 2, up, reach, 6.0)
        if found is not None and plain_page.get_charbox(found)[0] < left:
            return found
    return None
