"""Which figures are to be reached: those of a section on aims, after "phấn đấu" or "mục tiêu", and the bounds an order sets.

Not a rule by itself: the rule for indicators asks it for the target. A figure of what was reached is none.
"""

from __future__ import annotations

import re

from vanban.notes import Notes
from vanban.rules.figure_words import DIGITS, Unit, scaled, unit_at, value
from vanban.sheet import Sheet

_NUMBERED = r"(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,2}|[a-zđ]|điều \d{1,3}|phần \w+)[.):/-]{1,2} ?"
_AIMS = re.compile(
    rf"(?:{_NUMBERED})?(?!.*(?:kết quả|đánh giá|tình hình|tiến độ|căn cứ))[^.;]{{0,60}}(?:mục tiêu|chỉ tiêu)"
)
_ROMAN = re.compile(r"(?:[ivx]{1,5}|điều \d{1,3}|phần \w+)[.):/-]")
_OTHER = re.compile(
    rf"{_NUMBERED}.{{0,80}}(?:nhiệm vụ|giải pháp|tổ chức thực hiện|kết quả|tình hình|hạn chế|kinh phí|phân công)"
)
_DONE_BEHIND = re.compile(r"(?:\w+ )?\d[\d.,]*[^.;,\n]{0,30} (?:đã|được|bị|chưa) ")
_BRACKETS = re.compile(r"\([^()]*\)")
_HEADING_LENGTH = 110
_BEHIND_LENGTH = 110
_BACK = 260
_NUMBER = re.compile(DIGITS)
_AIM = re.compile(
    r"(?<!\w)(?:phấn đấu|phải đạt|(?<!so với )mục tiêu|so với mục tiêu(?=[^,;]{0,25}$)|dự kiến đạt"
    r"|đến (?:hết )?năm 20\d\d|đến (?:cuối|hết) nhiệm kỳ"
    r"|chỉ tiêu (?:\w+ ){0,4}(?:là|gồm|như sau|sau đây))(?!\w)"
)
# The aim told behind what was reached; where its number begins.
_BEHIND = re.compile(
    r"[^.;()\n]{0,45}?(?:so với| trong khi| \() ?(?:mục tiêu|kế hoạch|chỉ tiêu|dự toán)(?: [^\W\d]\w*){0,5}?:?(?: là)* (?=\d)"
)
_REACHED = re.compile(
    r"(?<!\w)(?:đã|ước|kết quả|lũy kế|tính đến|hiện|hiện nay|nay|mới đạt|chỉ đạt|còn có|từ đầu năm|cùng kỳ"
    r"|so với kế hoạch|(?<=\()năm 20\d\d:)(?!\w)"
)
_NORM = (">=", "<=")  # "ít nhất", "không quá": a bound is set, not reported


class Aims:
    """The places of a text where figures are aims."""

    def __init__(self, sheet: Sheet, notes: Notes) -> None:
        self._sheet = sheet
        self._ordered = bytearray(len(sheet.low) + 1)
        self._section = bytearray(len(sheet.low) + 1)
        for find in notes.of("directive"):
            self._ordered[find.start : find.end] = b"\x01" * (find.end - find.start)
        self._mark_sections()

    def planned(self, start: int, comparator: str | None, reached: bool) -> bool:
        """Tell whether the figure at ``start`` is to be reached; ``reached``: it is a share or stands after what is done."""
        words = self._before(start)
        aimed = max((m.start() for m in _AIM.finditer(words)), default=-1)
        reached_at = max((m.start() for m in _REACHED.finditer(words)), default=-1)
        if reached_at > aimed:
            return False
        if self._section[start] or aimed >= 0:
            return True
        if comparator in _NORM:
            return True
        told = bool(self._ordered[start]) and (comparator == ">" or (reached and comparator is None))
        return (
            told
            and not self._sheet.low.endswith("(", 0, start)
            and not _DONE_BEHIND.match(self._sheet.low, start, start + _BACK)
        )

    def behind(self, unit: Unit) -> float | None:
        """Return the aim that is told behind a figure of the same unit: "đạt 38%, thấp hơn mục tiêu 55%"."""
        low = self._sheet.low
        told = _BEHIND.match(low, unit.end, unit.end + _BEHIND_LENGTH)
        number = _NUMBER.match(low, told.end()) if told else None
        same = unit_at(low, self._sheet.text, number.end()) if number else None
        if number is None or same is None or (same.name, same.factor) != (unit.name, unit.factor):
            return None
        return scaled(value(number[0]), unit.factor)

    def ordered(self, start: int) -> bool:
        """Tell whether a place lies in an order that tells nothing of what was reached."""
        return self._ordered[start] == 1 and _REACHED.search(self._before(start)) is None

    def _before(self, start: int) -> str:
        """Return the words of the sentence before a place, without what stands in closed brackets."""
        begin, _ = self._sheet.sentence_at(start)
        words = self._sheet.low[max(begin, start - _BACK) : start]
        return _BRACKETS.sub("", words) if ")" in words else words

    def _mark_sections(self) -> None:
        inside, low = False, self._sheet.low
        for paragraph in self._sheet.paragraphs:
            start, end = paragraph.start, paragraph.end
            start += len(line := low[start : min(end, start + _HEADING_LENGTH + 1)]) - len(line.lstrip("# "))
            line = line.strip("# ").rstrip()
            heading = len(line) <= _HEADING_LENGTH and not line.endswith((";", ".", ","))
            if heading and self._heads_aims(start, line):
                inside = True
            elif _ROMAN.match(line) or (heading and _OTHER.match(line)):
                inside = False
            if inside:
                self._section[start:end] = b"\x01" * (end - start)

    def _heads_aims(self, start: int, line: str) -> bool:
        """Tell whether a line is a heading over aims: numbered, in capitals, or leading in with a colon."""
        if "mục tiêu" not in line and "chỉ tiêu" not in line:
            return False
        said = self._sheet.text[start : start + len(line)]
        formed = re.match(_NUMBERED, line) or (said.isupper() and " " in said) or line.endswith(":")
        return bool(formed) and _AIMS.match(line) is not None
