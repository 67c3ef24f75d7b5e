"""Times that only their text makes one: "tính chung 9 tháng", "chín tháng qua", "từ đầu năm đến nay", "sáng cùng ngày".

Not a rule by itself: the rule for dates yields what is found here. None of them is a deadline, and without the document's own
day none has a value.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from vanban.anchored import Spots, opened
from vanban.model import Annotation
from vanban.notes import Notes
from vanban.sheet import Sheet

RULE = "date"

_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11}
_MONTHS = re.compile(
    rf"(?<![\w.,/-])(?P<count>0?[2-9]|1[01]|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}) tháng"
    r"(?P<past> qua| vừa qua| đã qua)?(?!\w)(?! (?:đầu|cuối|năm|\d|liền|liên|tuổi|một lần|trước|sau|tới|nay|kể|đối|trở|làm))"
)
_BEFORE = re.compile(
    r"(?<!\w)(?:tính chung|tính|bình quân|lũy kế|kinh tế|grdp|gdp|kết quả|tình hình|số liệu|ngân sách|so với|cùng kỳ|sơ kết"
    r"|thực hiện|quy mô|nhập khẩu|xuất khẩu|cpi|nhiệm vụ) $"
)
_BEHIND = re.compile(r" (?:ước|tăng|giảm|đạt)(?!\w)")
_A_LENGTH = re.compile(
    r"(?:kỳ hạn|thời gian|thời hạn|vòng|trong|sau|từ|dưới|trên|quá|mỗi|cứ|định kỳ|hạn|đến|ít nhất|tối đa) $"
)
_SINCE_NEW_YEAR = re.compile(r"từ đầu năm đến nay(?!\w)")
_SAME_DAY = re.compile(r"(?:rạng sáng|sáng|trưa|chiều|tối|đêm) cùng ngày(?!\w)")
_SOUGHT = (Spots(" tháng"), Spots("từ đầu năm đến nay"), Spots("cùng ngày"))
_PARTS = (5, 6, 11, 4)  # letters and blank of the part of the day before "cùng ngày"


def find(sheet: Sheet, notes: Notes, days: Sequence[tuple[int, str]], on: date | None) -> Iterator[Annotation]:
    """Yield such times; ``days`` are where whole days were named before, with their values."""
    months, since, same = (sheet.places(spots) for spots in _SOUGHT)
    begun = sorted({place - size for place in months for size in (1, 2, 3, 4, 8) if place >= size}) if on else ()
    for m in opened(_MONTHS, sheet.low, begun):
        count = _NUMBERS.get(m["count"]) or int(m["count"])
        if on is not None and count <= on.month and _is_period(sheet.low, m):
            value = f"{on.year}-01/{on.year}-{count:02d}"
            yield _made(m.start(), m.end(), value, f"document date {on}", 0.75)
    for m in opened(_SINCE_NEW_YEAR, sheet.low, since if on else ()):
        if on is not None:
            value = f"{on.year}-01/{on.year}-{on.month:02d}"
            yield _made(m.start(), m.end(), value, f"document date {on}", 0.75)
    for m in opened(_SAME_DAY, sheet.low, sorted({place - size for place in same for size in _PARTS if place >= size})):
        last = bisect_left(days, (m.start(), "")) - 1
        while on and last >= 0 and days[last][1] > on.isoformat():
            last -= 1  # a day still to come: what is told of has been
        if last >= 0 and not notes.closed(m.start(), m.end()):
            yield _made(m.start(), m.end(), days[last][1], "the day named before", 0.8)


def _is_period(low: str, m: re.Match[str]) -> bool:
    """Tell whether so many months are the first of the year, not how long something takes."""
    if m["past"]:
        return True
    back = max(0, m.start() - 14)
    if _A_LENGTH.search(low, back, m.start()):
        return False
    return _BEFORE.search(low, back, m.start()) is not None or _BEHIND.match(low, m.end()) is not None


def _made(start: int, end: int, value: str, resolved_by: str, sure: float) -> Annotation:
    return Annotation("date", start, end, RULE, sure, {"value": value, "resolved_by": resolved_by})
