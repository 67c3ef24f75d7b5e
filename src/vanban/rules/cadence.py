"""Duties with a rhythm: "kế hoạch công tác năm, quý, tháng", "hằng năm", "định kỳ 6 tháng", "thường xuyên kiểm tra".

Source: gold guideline "cadence" - a duty with a period or a recurring trigger; "thường xuyên" alone is ``regular``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.model import Annotation
from vanban.notes import Notes
from vanban.sheet import Sheet

RULE = "cadence"

_LENGTHS = {"năm": "P1Y", "quý": "P3M", "tháng": "P1M", "tuần": "P1W", "ngày": "P1D"}
_PLANS = re.compile(
    r"(?:kế hoạch|chương trình) công tác (?:(toàn khóa) và hằng năm|((?:năm|quý|tháng"
    r"|tuần)(?:, (?:năm|quý|tháng|tuần))+))(?!\w)"
)
_EVERY = re.compile(r"(?:định kỳ )?(?:hằng|hàng|mỗi) (năm|quý|tháng|tuần|ngày)(?!\w)(?: [\w]+){0,6}")
_COUNTED = re.compile(r"định kỳ (\d{1,2}) (tháng|tuần|ngày|năm)(?:/lần| một lần)?(?: [\w]+){0,6}")
_REGULAR = re.compile(
    r"thường xuyên (?:kiểm tra|cập nhật|trao đổi|theo dõi|đôn đốc|báo cáo|rà soát"
    r"|nắm)(?:, [\w]+ [\w]+){0,3}|thực hiện thường xuyên"
)
_CODES = {"tháng": "M", "tuần": "W", "ngày": "D", "năm": "Y"}


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield duties that return, with how often."""
    for m in _PLANS.finditer(sheet.low):
        often = ["term", "P1Y"] if m[1] else [_LENGTHS[word] for word in m[2].split(", ")]
        yield from _made(sheet, notes, m.start(), m.end(), often, 0.7)
    for m in _EVERY.finditer(sheet.low):
        if not _PLANS.search(sheet.low, max(0, m.start() - 40), m.end()) and _duty(sheet, m.start()):
            yield from _made(sheet, notes, m.start(), m.end(), [_LENGTHS[m[1]]], 0.5)
    for m in _COUNTED.finditer(sheet.low):
        yield from _made(sheet, notes, m.start(), m.end(), [f"P{int(m[1])}{_CODES[m[2]]}"], 0.6)
    for m in _REGULAR.finditer(sheet.low):
        yield from _made(sheet, notes, m.start(), m.end(), ["regular"], 0.4)


def _duty(sheet: Sheet, place: int) -> bool:
    """Tell whether something to be reported, made or checked stands near: a rhythm of nature is no duty."""
    return (
        re.search(
            r"báo cáo|kiểm tra|đánh giá|giao ban|sơ kết|tổng kết|tổng hợp|rà soát|cập nhật|họp",
            sheet.low[max(0, place - 60) : place + 80],
        )
        is not None
    )


def _made(sheet: Sheet, notes: Notes, start: int, end: int, often: list[str], sure: float) -> Iterator[Annotation]:
    if not notes.closed(start, end) and not notes.in_citation(start):
        yield Annotation("cadence", start, end, RULE, sure, {"frequency": often, "what": sheet.said[start:end]})
