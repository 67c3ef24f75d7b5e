"""How often: "hằng tháng", "định kỳ 6 tháng", "2 giờ/lần", "Thứ Hai đầu tiên của tháng", with the day and hour before it.

Not a rule by itself. Frequencies are ISO 8601 durations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.anchored import Spots, in_lines, opened
from vanban.sheet import Sheet

_UNIT = r"(?:năm|quý|tháng|tuần|ngày|học kỳ|giờ|phút)"
_MORE = r"((?:(?: ?\([^()\n]{2,30}\))?(?:, | và |, và |/)(?:(?:hằng|hàng) )?(?:năm|quý|tháng|tuần|\d{1,2} tháng)(?! \d)(?!\w))*)"
_NUMBER = r"(\d{1,2}|một|hai|ba|bốn|năm|sáu|chín|mười)"
EVERY = re.compile(
    rf"(?:định kỳ,? )?(?:hằng|hàng|mỗi) (năm|quý|tháng|tuần|ngày|học kỳ)(?! (?:\d{{4}}|gia|người))(?!\w){_MORE}"
)
_PERIODIC = re.compile(
    rf"định kỳ,? (?:ít nhất )?{_NUMBER} ({_UNIT})(?!\w)(?: ?/ ?(?:một |1 |01 )?lần| (?:một|1|01) lần)?{_MORE}"
)
_ONCE = re.compile(rf"(?<![\d.,/\-]){_NUMBER} ({_UNIT})(?: ?/ ?(?:một |1 |01 )?lần| (?:một|1|01) lần)(?!\w)")
_TIMES = re.compile(
    rf"(?:ít nhất )?{_NUMBER} lần ?(?:/|trong|mỗi|một) ?(?:một )?(ngày|tuần|tháng|quý|năm)(?! \d{{4}})(?!\w)"
)
_DAYS = re.compile(r"ít nhất \d{1,2} (?:ngày|buổi|phiên|cuộc)(?: trong| mỗi| ?/) ?(tuần|tháng|quý|năm)(?!\w)")
_NTH = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|ngày làm việc) (?:đầu tiên|cuối cùng|đầu|cuối) (?:của |hằng |hàng )?(tháng|quý|tuần)"
)
_TWICE = re.compile(
    r"định kỳ (?:trước |vào )?ngày \d{1,2}(?:/| tháng )\d{1,2} và (?:ngày )?\d{1,2}(?:/| tháng )\d{1,2}(?![\d/])"
)
_END_OF = re.compile(r"(?:cuối|đầu) (?:mỗi|từng|hằng|hàng) (tuần|tháng|quý|năm|học kỳ)")
# Day and hour that stand before the rhythm and belong to it.
_LEAD = re.compile(
    r"(?:(?<=^)|(?<=[ ,(\n]))(?:(?:định kỳ|chậm nhất|muộn nhất|trước|vào|lúc|từ|đến|cuối|đầu|giữa|là|sáng|chiều|ngày"
    r"|thứ (?:hai|ba|tư|năm|sáu|bảy)"
    r"|chủ nhật|\d{1,2}(?:h\d{0,2}| ?giờ(?: \d{2})?(?: phút)?)|\d{1,2}/\d{1,2}|\d{1,2}|và|tháng \d{1,2}|của) ){1,9}$"
)
_TWO_DAYS = re.compile(r"\d{1,2}/\d{1,2} và (?:ngày )?\d{1,2}/\d{1,2}|tháng \d{1,2} và ")
_TWO_HOURS = re.compile(r"\d{1,2} ?(?:h|giờ)[ \d]{0,3} và \d{1,2} ?(?:h|giờ)")
_JOINTS = re.compile(r"(?:và|của|là|,|giữa)(?: |$)")
_LETTER = {"năm": "Y", "tháng": "M", "tuần": "W", "ngày": "D"}
# What the patterns begin with or hold.
_EACH = Spots("hằng ", "hàng ", "mỗi ", "định kỳ")
_TIMES_SAID = Spots("lần")
_LED = (
    (_NTH, Spots(" đầu", " cuối")),
    (_DAYS, Spots("ít nhất ")),
    (_END_OF, Spots("mỗi ", "từng ", "hằng ", "hàng ")),
)
_DIGITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "chín": 9, "mười": 10}
_LOOK = 70


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something returns, said at ``[start, end)``; ``sure`` when the words can mean nothing else."""

    start: int
    end: int
    often: list[str]
    sure: bool


def rhythms(sheet: Sheet) -> Iterator[Rhythm]:
    """Yield the rhythms of a text in order, none overlapping."""
    found = [rhythm for reader in (_periodic, _every, _other) for rhythm in reader(sheet)]
    last = 0
    for rhythm in sorted(found, key=lambda r: (r.start, -r.end)):
        if rhythm.start >= last:
            yield rhythm
            last = rhythm.end


def _periodic(sheet: Sheet) -> Iterator[Rhythm]:
    low = sheet.low
    for m in _PERIODIC.finditer(low):
        yield Rhythm(m.start(), m.end(), [duration(m[1], m[2]), *_more(m[3])], True)
    for m in _TWICE.finditer(low):
        yield Rhythm(m.start(), m.end(), ["P6M"], True)


def _every(sheet: Sheet) -> Iterator[Rhythm]:
    low = sheet.low
    for m in opened(EVERY, low, sheet.places(_EACH)):
        start = _led(low, m.start())
        often = [duration("1", m[1]), *_more(m[2])]
        if m[1] == "năm" and _TWO_DAYS.search(low, start, m.start()):
            often = ["P6M"]
        if m[1] == "ngày" and _TWO_HOURS.search(low, start, m.start()):
            often = ["PT12H"]
        yield Rhythm(start, m.end(), often, start < m.start() or m[0].startswith("định kỳ"))


def _other(sheet: Sheet) -> Iterator[Rhythm]:
    low = sheet.low
    for m in in_lines(_ONCE, low, sheet.places(_TIMES_SAID)):
        yield Rhythm(m.start(), m.end(), [duration(m[1], m[2])], True)
    for pattern, words in _LED:
        for m in in_lines(pattern, low, sheet.places(words)):
            yield Rhythm(_led(low, m.start()) if pattern is _NTH else m.start(), m.end(), [duration("1", m[1])], True)
    for m in in_lines(_TIMES, low, sheet.places(_TIMES_SAID)):
        yield Rhythm(m.start(), m.end(), [duration("1", m[2])], False)


def _led(low: str, place: int) -> int:
    """Return where the day and hour before a rhythm begin."""
    m = _LEAD.search(low, max(0, place - _LOOK), place)
    start = m.start() if m else place
    while start < place and (joint := _JOINTS.match(low, start, place)):
        start = joint.end()
    return start


def _more(words: str) -> list[str]:
    """Return the further periods of "hằng tháng, quý, 6 tháng và năm"."""
    return [duration(n or "1", unit) for n, unit in re.findall(r"(\d{1,2} )?(năm|quý|tháng|tuần)(?!\w)", words)]


def duration(number: str, unit: str) -> str:
    """Return the ISO duration of "6 tháng", "hai tuần", "2 giờ", "học kỳ"."""
    count = int(number) if number.strip().isdigit() else _DIGITS[number]
    if unit == "quý":
        return f"P{3 * count}M"
    if unit == "học kỳ":
        return f"P{6 * count}M"
    if unit in ("giờ", "phút"):
        return f"PT{count}{'H' if unit == 'giờ' else 'M'}"
    return f"P{count}{_LETTER[unit]}"
