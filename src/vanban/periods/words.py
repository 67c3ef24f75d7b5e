"""Words that name a time: days, months, quarters, years, terms. Read from lower-case NFC text on single spaces.

The cores are matched by plain patterns; what custom puts before them ("sáng ngày") is taken up by looking left, so every
pattern starts with a letter or a digit of its own and reading stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.anchored import before, opened, places
from vanban.periods.time_word import TimeKind, TimeWord, exists

_DIGITS = re.compile(r"\d+")
_D = r"(0?[1-9]|[12]\d|3[01])"
_M = r"(0?[1-9]|1[0-2])"
_Y = r"((?:19|20)\d\d)"
_Q = r"(iv|i{1,3}|0?[1-4])"
_NO_MORE = r"(?![\d\w]|[/-]\s?[\da-zđ])"

# A scan may part the digits of a day ("ngày 2 6 tháng 8") or take its zero for a letter ("3O/10").
_WORDED = re.compile(
    rf"(?=\d)((?<=ngày )[0-3] \d(?= tháng)|(?<![\d/.,\-])\d{{1,2}})([^\w\s]?) ?tháng ?{_M}(?!\d)(?:,? ?năm ?{_Y})?"
)
_DAYS = re.compile(
    rf"(?:ngày |\(){_D}(?:, ?\d{{1,2}}){{0,3}} ?(?:và|đến|[-–,]) ?(?:ngày )?{_D}"
    rf"(?:([-/.]){_M}(?:\3{_Y})?{_NO_MORE}| tháng {_M}(?!\d)(?:,? năm {_Y})?)"
)
_FULL = re.compile(rf"(?=\d)(?<![\d/.,\-])(0?[1-9]|[12][\do]|3[01o]) ?([-/.]) ?{_M} ?\2 ?{_Y}{_NO_MORE}")
_DAY_MONTH = re.compile(rf"(?=\d)(?<![\d/.,\-]){_D}[-/.]{_M}{_NO_MORE}(?!%)")
_SPACED = re.compile(rf"(?<=ngày )(?:{_D} /|{_D}/ ) ?{_M}{_NO_MORE}")
_MONTH = re.compile(
    rf"tháng {_M}(?!\d)(?:(?:(?:, ?(?:tháng )?| ?[-–] ?| và (?:tháng )?| đến tháng ){_M}(?![\d/]\d?(?!\d))){{1,5}}"
    rf"(?= ?[-/.,;:)\n]| năm| đến|$))?(?: ?[-/.] ?{_Y}| năm {_Y})?(?!\d)"
)
_ONE_MONTH = re.compile(rf"tháng {_M}(?!\d)(?: ?[-/.] ?{_Y}| năm {_Y})?(?!\d)")
_QUARTER = re.compile(
    rf"quý {_Q}(?![\w])(?:(?:, ?| và |/|[-–]| - | – )(?:quý )?{_Q}(?![\w])){{0,3}}"
    rf"(?: ?[-–/.] ?(?:năm )?{_Y}(?!\d)|,? năm {_Y}| {_Y}(?!\d))?"
)
_RANGE = re.compile(
    rf"(?:nhiệm kỳ|giai đoạn|thời kỳ|các năm|năm học|năm) (?:các năm |năm )?{_Y} ?(?:[-–—]|đến|đến năm) ?{_Y}(?!\d)"
)
_BARE_RANGE = re.compile(rf"(?=[12])(?<![\w/.,\-–])(?<!số ){_Y} ?[-–—] ?{_Y}(?![\w/]|[.,]\d)")
_YEAR = re.compile(rf"năm (?:ngân sách |kế hoạch )?{_Y}(?![\d/])")
# "năm 2021, 2022 và 2023": each is a year of its own.
_ONE_MORE_YEAR = re.compile(
    rf"(?:, và |, | và ){_Y}(?=[.,;:)\n]|$| và | của| là| trên| đạt| tại| trong| cho| được| đã)(?![.,]\d)"
)
_SINCE = re.compile(rf"từ (?:(?:năm )?{_Y}|ngày {_D}[-/.]{_M}[-/.]{_Y}|tháng {_M}[-/]{_Y}) đến nay")
_MONTHS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11}
_SIZES = {1, 2, *map(len, _MONTHS)}
_HALF = re.compile(
    rf"(?:(?<![\d.,/])(0?[2-9]|1[01]|{'|'.join(_MONTHS)}) tháng|nửa) (?:(đầu|cuối) năm(?: {_Y}| nay)?|năm {_Y})(?!\d)"
)
_LENGTH = re.compile(
    r"(?=\d)(?<![\d/.,\-–])(\d{1,3})(?: ?[-–] ?(\d{1,3}))? năm(?: (qua|gần đây))?(?! (?:19|20)\d\d)(?!\w)"
    r"(?! (?:tuổi|tù|kinh nghiệm|trở lên|liên tục|liên tiếp|một lần|sau))"
)
_FIRSTS = re.compile(r"(tháng|quý) đầu(?: năm(?: mới| \d{4})?)?(?!\w)")
_TERM = re.compile(r"nhiệm kỳ (qua|trước|vừa qua)(?!\w)")
_PART = re.compile(r"(?:(rạng sáng|sáng|trưa|chiều tối|chiều|tối|đêm)(?: nay| mai| qua)?,? )?(?:ngày )?\Z")
_TO_DAY = re.compile(r" ?[-–] ?\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d(?!\d)")
_LEFT_SIGNAL = re.compile(
    r"(?:(?:nay|mai|qua|kia|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? \()$|(?:hạn cuối|hạn chót|thời điểm|mốc|xong|hạn:|gian:"
    r"|trước|đến|hết|từ|nhất|vào|là|ngày|tới|và|(?:sáng|chiều|tối|trưa|đêm|hôm)(?: (?:nay|mai|qua),?)?|nhất:|dịp|lễ|kỷ niệm"
    r"|khánh)(?: ngày)? $"
)
_YEARLESS = frozenset(("day", "days", "month", "months", "quarter"))
_RELATED = re.compile(r" (?:của )?năm (nay|này|sau|tới|ngoái|trước)(?!\w)")
_SHIFTS = {"nay": 0, "này": 0, "sau": 1, "tới": 1, "ngoái": -1, "trước": -1}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def scan(low: str, start: int = 0, end: int | None = None, numbers: list[int] | None = None) -> list[TimeWord]:
    """Return the times in ``low[start:end]`` in order, none overlapping; the reader that says more wins.

    ``numbers`` are the places where digits begin, where they are known.
    """
    stop = len(low) if end is None else end
    if numbers is None:
        numbers = [m.start() for m in _DIGITS.finditer(low, start, stop)]
    taken: list[TimeWord] = []
    used = bytearray(stop - start)
    for reader, needs in _READERS if numbers else _IN_WORDS:
        if low.find(needs, start, stop) < 0:
            continue
        for word in reader(low, start, stop, numbers):
            if used.find(1, word.start - start, word.end - start) < 0:
                used[word.start - start : word.end - start] = b"\x01" * (word.end - word.start)
                taken.append(word)
    taken.sort(key=lambda w: w.start)
    return [word if word.complete else _of_which_year(low, word, stop) for word in taken]


def _of_which_year(low: str, word: TimeWord, end: int) -> TimeWord:
    """Take in "năm nay", "năm sau" behind a time without a year."""
    m = _RELATED.match(low, word.end, end) if word.kind in _YEARLESS else None
    return word._replace(end=m.end(), shift=_SHIFTS[m[1]]) if m else word


def _since(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    for m in _SINCE.finditer(low, start, end):
        yield TimeWord(m.start(), m.end(), "since", year=int(m[1] or m[4] or m[6]))


def _worded(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    """Read "ngày 05 tháng 02 năm 2024"; a day smudged by OCR ("4} tháng 9") leaves the month."""
    for m in opened(_WORDED, low, numbers, end):
        left, part = _left(low, m.start(), start)
        year, month, day = int(m[4]) if m[4] else None, int(m[3]), int(m[1].replace(" ", ""))
        if left == m.start() and year is None:
            continue
        if m[2]:
            if low.endswith("ngày ", left, m.start()):  # "5. tháng 11" is the fifth item of a list
                yield TimeWord(left, m.end(), "month", year=year, month=month)
        elif exists(year or 2024, month, day):
            yield TimeWord(left, m.end(), "day", year=year, month=month, day=day, part=part)


def _days(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    """Read days of one month named together: "ngày 18 và 19/10/2022", "ngày 14 đến ngày 18 tháng 10"."""
    for m in opened(_DAYS, low, places(low, ("ngày ", "("), start, end), end):
        first, last, month, year = int(m[1]), int(m[2]), int(m[4] or m[6]), m[5] or m[7]
        if first < last and exists(int(year or 2024), month, last):
            left = m.start() - (4 if low.endswith("các ", start, m.start()) else -(low[m.start()] == "("))
            yield TimeWord(left, m.end(), "days", year=int(year) if year else None, month=month, day=first, until=last)


def _full(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    for m in opened(_FULL, low, numbers, end):
        day = int(m[1].replace("o", "0"))
        if exists(int(m[4]), int(m[3]), day):
            left, part = _left(low, m.start(), start)
            yield TimeWord(left, m.end(), "day", year=int(m[4]), month=int(m[3]), day=day, part=part)


def _day_month(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    """Read "22/4" where a word before it says that it is a day: a fraction alone is none."""
    for m in opened(_DAY_MONTH, low, numbers, end):
        signal = _LEFT_SIGNAL.search(low, max(start, m.start() - 14), m.start()) or _TO_DAY.match(low, m.end(), end)
        if signal and exists(2024, int(m[2]), int(m[1])):
            left, part = _left(low, m.start(), start)
            yield TimeWord(left, m.end(), "day", month=int(m[2]), day=int(m[1]), part=part)
    if low.find("/ ", start, end) >= 0 or low.find(" /", start, end) >= 0:
        yield from _spaced(low, start, end, numbers)


def _spaced(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    """Read "ngày 21/ 5"."""
    for m in opened(_SPACED, low, numbers, end):
        left, part = _left(low, m.start(), start)
        day, month = int(m[1] or m[2]), int(m[3])
        if exists(2024, month, day):
            yield TimeWord(left, m.end(), "day", month=month, day=day, part=part)


def _month(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    for m in _MONTH.finditer(low, start, end):
        year = int(m[3] or m[4]) if m[3] or m[4] else None
        if m[2] and int(m[1]) < int(m[2]):
            yield TimeWord(m.start(), m.end(), "months", year=year, month=int(m[1]), until=int(m[2]))
        elif not m[2]:
            yield TimeWord(m.start(), m.end(), "month", year=year, month=int(m[1]))
        else:  # "tháng 12, tháng 9/2024": two times
            for one in _ONE_MONTH.finditer(low, m.start(), m.end()):
                said = one[2] or one[3]
                yield TimeWord(*one.span(), "month", year=int(said) if said else None, month=int(one[1]))


def _quarter(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    for m in _QUARTER.finditer(low, start, end):
        year = m[3] or m[4] or m[5]
        first, last = _quarter_number(m[1]), _quarter_number(m[2]) if m[2] else None
        yield TimeWord(m.start(), m.end(), "quarter", year=int(year) if year else None, quarter=first, until=last)


def _range(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    for m in _RANGE.finditer(low, start, end):
        if int(m[1]) <= int(m[2]):
            yield TimeWord(m.start(), m.end(), "range", year=int(m[1]), until=int(m[2]))


def _half(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    """Read "6 tháng đầu năm", "9 tháng năm 2016", "nửa cuối năm"."""
    for m in opened(_HALF, low, _before_months(low, start, end), end):
        if m[1] is None and m[2] is None:
            continue
        months = 6 if m[1] is None else _MONTHS.get(m[1]) or int(m[1])
        first, last = (13 - months, 12) if m[2] == "cuối" else (1, months)
        year = m[3] or m[4]
        yield TimeWord(m.start(), m.end(), "months", year=int(year) if year else None, month=first, until=last)


def _before_months(low: str, start: int, end: int) -> list[int]:
    """Return the places before "tháng" where a number of one or two digits or in words may begin, and those of "nửa"."""
    counted = before(places(low, (" tháng ",), start, end), _SIZES)
    return sorted((*places(low, ("nửa ",), start, end), *(place for place in counted if place >= start)))


def _bare_range(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    for m in opened(_BARE_RANGE, low, numbers, end):
        if 0 < int(m[2]) - int(m[1]) <= 30:
            yield TimeWord(m.start(), m.end(), "range", year=int(m[1]), until=int(m[2]))


def _year(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    for m in _YEAR.finditer(low, start, end):
        yield TimeWord(m.start(), m.end(), "year", year=int(m[1]))
        more: re.Match[str] | None = m
        while more and (more := _ONE_MORE_YEAR.match(low, more.end(), end)):
            yield TimeWord(*more.span(1), "year", year=int(more[1]))


def _firsts(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    for m in _FIRSTS.finditer(low, start, end):
        month = m[1] == "tháng"
        yield TimeWord(
            *m.span(), "month" if month else "quarter", month=1 if month else None, quarter=None if month else 1
        )


def _length(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    for m in opened(_LENGTH, low, numbers, end):
        kind: TimeKind = "relative" if m[3] else "length"
        if 0 < int(m[1]) <= 150:
            yield TimeWord(m.start(), m.end(), kind, years=int(m[1]), until=int(m[2]) if m[2] else None)


def _term(low: str, start: int, end: int, numbers: list[int]) -> Iterator[TimeWord]:
    for m in _TERM.finditer(low, start, end):
        yield TimeWord(m.start(), m.end(), "relative", part="term")


# Each with a word without which it finds nothing.
_READERS = (
    (_since, "đến nay"),
    (_days, ""),
    (_worded, "tháng"),
    (_full, ""),
    (_day_month, ""),
    (_range, ""),
    (_bare_range, ""),
    (_half, "năm"),
    (_quarter, "quý"),
    (_month, "tháng"),
    (_firsts, " đầu"),
    (_year, "năm"),
    (_term, "nhiệm kỳ"),
    (_length, "năm"),
)
_IN_WORDS = tuple(one for one in _READERS if one[0] in (_half, _quarter, _firsts, _term))  # where no digit stands


def _left(low: str, place: int, floor: int) -> tuple[int, str | None]:
    """Return where "sáng ngày " before ``place`` begins, and the part of the day."""
    m = _PART.search(low, max(floor, place - 24), place)
    if m is None or (m.start() > floor and m.start() < place and low[m.start() - 1].isalnum()):
        return place, None
    return m.start(), m[1]


def _quarter_number(text: str) -> int:
    return _ROMAN.get(text) or int(text)
