"""Figures that measure or set a level: "98,65%", "trên 14 nghìn tỷ đồng/năm", "213/210" after "đạt", "giảm 1.950 biên chế".

Source: gold guideline "indicator" - number and unit with "trên"; comma is decimal, point groups thousands; counts of items in a
report, enumerations that name documents, slogans and page counters are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from vanban.lexicon import alternation
from vanban.model import Annotation
from vanban.notes import Notes
from vanban.rules.subjects import dates_of
from vanban.sheet import Sheet, following, one_tone

RULE = "indicator"

_NUMBER = r"(?<![\w/.,\-])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_SCALE = r"(?: (nghìn tỷ|ngàn tỷ|tỷ|triệu|nghìn|ngàn)(?= \w))?"
_PERCENT = re.compile(rf"{_NUMBER} ?(%|phần trăm)(?!\w)")
_RATIO = re.compile(r"(?<![\w/.,\-])(\d{1,5})/(\d{1,5})(?![\w/.,\-]\w|/)(?= ?[;,.)]| [a-zà-ỹđ])")
_COMPARED = re.compile(r"(trên|hơn|vượt|ít nhất|tối thiểu|từ|dưới|không quá|tối đa|khoảng|gần) $")
_SIGNS = {
    "trên": ">",
    "hơn": ">",
    "vượt": ">",
    "ít nhất": ">=",
    "tối thiểu": ">=",
    "từ": ">=",
    "dưới": "<",
    "không quá": "<=",
    "tối đa": "<=",
}
_MEASURES = re.compile(
    r"(?:đạt|giảm|tăng|còn|kết nạp|tạo|thu|chi|giải ngân|hoàn thành|trên|khoảng|gần|hơn|ít nhất"
    r"|tối thiểu|tối đa|không quá|ban hành|thêm|chiếm|là|có|được|lên|xuống|với"
    r"|xây dựng|bằng|từ|đến|dài|diện tích|quy mô|công suất"
    r"|đón|cấp|việc làm cho|cho|quyết|dựng|tạo|hỗ trợ|giải phóng|bàn giao|trong đó|gồm)"
    r"(?: được| thêm| mới| trên| hơn| khoảng| gần| ít nhất| tối thiểu| đạt){0,2} $"
)
_DOWN = re.compile(r"giảm(?: được| thêm| trên| khoảng)? $")
_CLAUSE = re.compile(r"[;.,:(\n]\s?(?=[^;.,:(\n]*$)")
_THOUSAND_FOLD = {
    "nghìn tỷ": (1000, "tỷ "),
    "ngàn tỷ": (1000, "tỷ "),
    "tỷ": (1, "tỷ "),
    "triệu": (1, "triệu "),
    "nghìn": (1000, ""),
    "ngàn": (1000, ""),
}


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"{_NUMBER}{_SCALE} ({one_tone(alternation('units'))})(?![\w])(/năm|/tháng|/người/năm)?")


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield figures with their value, unit, comparison and, where said, target and period."""
    for m in _PERCENT.finditer(sheet.low):
        yield from _made(sheet, notes, m.start(), m.end(), {"value": value(m[1]), "unit": "%"}, 0.85)
    for m in _RATIO.finditer(sheet.low):
        if (
            _MEASURES.search(sheet.low, max(0, m.start() - 24), m.start())
            and sheet.low.find("chỉ tiêu", max(0, m.start() - 80), m.end() + 30) >= 0
        ):
            fields = {"value": value(m[1]), "target": value(m[2]), "unit": _unit_before(sheet, m.start())}
            yield from _made(sheet, notes, m.start(), m.end(), fields, 0.7)
    for m in _counted().finditer(sheet.low):
        money = m[3].endswith(("đồng", "usd")) or m[2] is not None
        if money or _MEASURES.search(sheet.low, max(0, m.start() - 30), m.start()):
            factor, scale = _THOUSAND_FOLD.get(m[2] or "", (1, ""))
            unit = scale + sheet.said[m.start(3) : m.end(3)] + (m[4] or "")
            yield from _made(sheet, notes, m.start(), m.end(), {"value": value(m[1]) * factor, "unit": unit}, 0.7)


def value(words: str) -> float:
    """Return a Vietnamese figure: "1.950" is 1950, "98,65" is 98.65."""
    number = float(words.replace(".", "").replace(",", "."))
    return int(number) if number == int(number) else number


def _made(
    sheet: Sheet, notes: Notes, start: int, end: int, fields: dict[str, Any], sure: float
) -> Iterator[Annotation]:
    if notes.closed(start, end) or notes.in_citation(start):
        return
    fields["direction"] = "decrease" if _DOWN.search(sheet.low, max(0, start - 20), start) else None
    compared = _COMPARED.search(sheet.low, max(0, start - 12), start)
    if compared:
        fields["comparator"] = _SIGNS.get(compared[1])
        if compared[1] in ("trên", "hơn"):
            start = compared.start()
    fields["name"] = _name(sheet, start)
    fields["period"] = _period(sheet, notes, start)
    yield Annotation("indicator", start, end, RULE, sure, fields)


def _name(sheet: Sheet, start: int) -> str | None:
    """Return the words of the clause before a figure: what it measures."""
    begin = max(sheet.paragraphs[sheet.paragraph_at(start)].start, start - 160)
    edge = _CLAUSE.search(sheet.low, begin, start)
    words = sheet.said[edge.end() if edge else begin : start].strip(" ,;:.-")
    return words or None


def _unit_before(sheet: Sheet, place: int) -> str | None:
    """Return what a ratio counts when the words before it say so ("số đảng viên mới ... đạt 213/210")."""
    m = re.compile(r"số (\w+ \w+)").search(sheet.low, max(0, place - 90), place)
    return sheet.said[m.start(1) : m.end(1)] if m else None


def _period(sheet: Sheet, notes: Notes, place: int) -> str | None:
    """Return the last year, quarter or month said before a figure in its sentence."""
    starts, dates = dates_of(notes)
    begin, _ = sheet.sentence_at(place)
    said = [d.fields["value"] for d in dates[following(starts, begin) : following(starts, place)]]
    return next((v for v in reversed(said) if len(v) in (4, 7, 9)), None)
