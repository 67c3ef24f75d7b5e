"""What a deadline's words allow: the period as said and the last calendar day, by named rules; no date is ever invented.

Rules (RULES "Tasks", Civil Code 2015 art. 146-148): "trước ngày 15/7" ends on the 14th; "đến hết", "chậm nhất" include the
day; the middle of a month is its 15th; a month, quarter, half or year ends on its last day; an hour counts only if stated.
Nothing is moved off days of rest: that is the issuer's policy, not reading.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from vanban.periods.time_word import TimeWord
from vanban.periods.values import day_before, last_day_of_month, months_later, period
from vanban.periods.words import scan

SOFT_WORDS = r"phấn đấu|cố gắng|dự kiến|cơ bản"
RECURRING_WORDS = r"thường xuyên|định kỳ|(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần|ngày)"
URGENT_WORDS = r"khẩn trương|nhanh chóng|ngay lập tức|sớm|trước mắt|ngay"

# What stands before a time and makes it a deadline. Searched in a short window, so it costs a constant.
BEFORE = re.compile(
    r"""(?:(?P<latest>(?:chậm|muộn|trễ)\ nhất|không\ (?:muộn\ hơn|chậm\ hơn|quá)|hạn\ cuối(?:\ cùng)?|hạn\ chót)(?:\ là)?:?
       (?P<latest_before>\ trước|\ đến(?:\ hết)?|\ hết|\ vào|\ trong)?
      |(?P<before>(?:xong\ )?trước)(?:\ mốc|\ thời\ điểm|\ thời\ hạn)?
      |(?P<until>(?:cho\ |kéo\ dài\ )?đến(?:\ hết)?|hết|tới|xong)
      |(?P<within>ngay\ trong|trong|vào))
    (?:\ (?P<clock>\d{1,2}\ ?(?:giờ|h|g)\ ?(?:\d{2})?(?:\ ?phút|')?),?)?
    (?:\ (?:cuối|hết|đầu)\ giờ(?:\ làm\ việc)?(?:\ buổi)?)?
    (?:\ (?:ngày\ )?\(?(?:thứ\ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ\ nhật)\)?,?)?
    (?:\ (?P<part>đầu|giữa|cuối|hết|tuần\ (?:cuối|đầu)|nửa\ đầu|nửa\ cuối|(?:thượng|trung|hạ)\ tuần))?
    \ ?\(?$""",
    re.VERBOSE,
)
_PART = re.compile(r"(đầu|giữa|cuối) ?$")
_WITHIN_DAYS = re.compile(
    r"(?:trong(?: vòng| thời hạn| thời gian)?|chậm nhất(?: là| sau)?|thời hạn|sau"
    r"|không quá) (?:không quá )?(\d{1,3}) (ngày( làm việc)?|tuần|tháng)"
    r"(?P<from>,? ?(?:kể )?(?:từ|sau) (?:ngày |khi )?(?P<event>[^,;.]{0,60})|(?P<coming> tới))?"
)
_ISSUE = re.compile(
    r"(?:ký|ban hành)(?: ban hành)?(?: [^,;.]{2,30} này| (?:quyết định|nghị quyết|chỉ thị|kế hoạch|thông báo|công văn))?"
)
_LOOSE = re.compile(
    r"(?:(cuối|giữa|đầu) |(?<=trong )|(?<=hết )|(?<=thúc ))(năm|quý|tháng|tuần)"
    r"(?: (nay|này|tới|sau|kế tiếp|tiếp theo))?(?!\w)(?! \d)"
)
_TODAY = re.compile(
    r"hôm nay|cùng ngày|trong ngày(?! \d| mai)|(?:sáng|trưa|chiều|tối) nay|(ngày mai|(?:sáng|trưa|chiều|tối) mai)"
)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "nhật": 6}
_DAY_OF_WEEK = re.compile(r"(?:thứ|chủ) (hai|ba|tư|năm|sáu|bảy|nhật),? tuần (này|sau|tới|kế tiếp|tiếp theo)")
_DAY_OF_MONTH = re.compile(r"ngày (\d{1,2}) (?:của )?tháng (này|sau|tới|kế tiếp|tiếp theo)")
_TET = re.compile(r"tháng (?:chạp|giêng)|trước tết|trước kỳ nghỉ tết|trước tết nguyên đán")
_RECURRING = re.compile(RECURRING_WORDS)
_FROM = re.compile(r"(?:kể )?từ ")
_SOFT = re.compile(SOFT_WORDS)
_URGENT = re.compile(rf"(?:^|\s)({URGENT_WORDS})(?!\w)")


_FAR = timedelta(days=240)
_DAYS = {"ngày": 1, "tuần": 7}


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Deadline:
    """A deadline: words ``as_said``, period ``value``, ``last_day`` allowed, the ``rule`` that says why, and its marks."""

    as_said: str
    value: str | None
    last_day: date | None
    rule: str
    soft: bool = False
    recurring: bool = False
    clock: str | None = None


@lru_cache(maxsize=1024)
def deadline(raw: str, issued_on: date | None = None) -> Deadline | None:
    """Return the deadline that ``raw`` states ("trước ngày 15/7", "Quý III/2026"), None when it states none.

    ``issued_on`` fills a missing year: the first such period that is not long past on that day.
    """
    low = " ".join(unicodedata.normalize("NFC", raw[:400]).lower().split())
    soft, recurring = _SOFT.search(low) is not None, _RECURRING.search(low) is not None
    times = [word for word in scan(low) if word.kind not in ("length", "since")]
    if recurring:
        return Deadline(raw, None, None, "recurring", soft, True)
    if len(times) == 1 and times[0].until is None and _FROM.match(low) and not _LOOSE_YEAR.search(low, times[0].end):
        begun = fill_year(times[0], issued_on).value()
        return Deadline(raw, f"{begun}/..", None, "open_end", soft) if begun and "/" not in begun else None
    if times and all(word.kind == "year" for word in times) and _TET.search(low):
        return Deadline(raw, None, None, "before_tet", soft)  # "trước Tết Nguyên đán năm 2014": not that year's end
    if times:
        return _dated(raw, low, times, issued_on, soft)
    if m := _WITHIN_DAYS.search(low):
        return _counted(raw, m, issued_on, soft)
    if m := _TODAY.search(low) or _DAY_OF_MONTH.search(low) or _DAY_OF_WEEK.search(low):
        return _near_day(raw, m, issued_on, soft)
    if m := _LOOSE.search(low):
        return _loose(raw, m, issued_on, soft)
    if _TET.search(low):
        return Deadline(raw, None, None, "before_tet", soft)
    return Deadline(raw, None, None, "no_date", soft) if _URGENT.search(low) else None


def fill_year(word: TimeWord, issued_on: date | None, ahead: bool = True) -> TimeWord:
    """Return the words with the year the document's day suggests.

    ``ahead``: a deadline lies after the document, so a period that ended over a month before belongs to next year.
    Otherwise the document's own year, for a time more than eight months off the nearest one.
    """
    if word.complete or issued_on is None or word.kind == "relative":
        return word
    if word.shift is not None:
        return word.in_year(issued_on.year + word.shift)
    best = word
    for year in (
        (issued_on.year, issued_on.year + 1) if ahead else (issued_on.year, issued_on.year - 1, issued_on.year + 1)
    ):
        candidate = word.in_year(year)
        days = period(candidate.value() or "")
        if days is None or days.last is None or days.first is None:
            continue
        if ahead and days.last >= issued_on - timedelta(days=31):
            return candidate
        if not ahead and days.first - _FAR <= issued_on <= days.last + _FAR:
            return candidate
    return best


def _dated(raw: str, low: str, times: list[TimeWord], issued_on: date | None, soft: bool) -> Deadline | None:
    """Read a deadline from the last time named: "từ tháng 2 đến hết tháng 9", "tháng 10/2025; tháng 4/2026"."""
    # "quý III, IV/2026, 2027": a year alone after a year's quarter is one more time.
    filled = _share_years([*times, *_loose_years(low, times)])
    filled = [fill_year(word, issued_on) for word in filled]
    last, before = filled[-1], BEFORE.search(low, max(0, times[-1].start - 60), times[-1].start)
    value = last.value()
    if value is None:
        return None
    # Of times named together the last counts ("tháng 3 và tháng 4", "quý II, III"); a half stays whole.
    if last.kind == "days" or low.startswith(("tháng", "quý"), last.start):
        value = value.rpartition("/")[2]
    last_day, rule = _last_day(last, before, low)
    clock = before["clock"].strip() if before and before["clock"] else None
    return Deadline(raw, value, last_day, rule, soft, False, clock)


def _last_day(word: TimeWord, before: re.Match[str] | None, low: str) -> tuple[date | None, str]:
    """Return the last allowed day of one time and the rule that gives it."""
    days = period(word.value() or "")
    if days is None or days.first is None or days.last is None:
        return None, "year_unknown"
    part = _part(word, before, low)
    exclusive = before is not None and (before["before"] or (before["latest_before"] or "").strip() == "trước")
    if part == "giữa" and word.kind in ("month", "quarter", "year"):
        middle = _middle(word, days.first)
        return (day_before(middle), "before_middle") if exclusive else (middle, "middle_of_" + word.kind)
    if part == "cuối":
        return days.last, "end_of_" + word.kind
    if exclusive and before is not None and not before["clock"]:
        return day_before(days.last if word.kind == "days" else days.first), "before_" + word.kind.removesuffix("s")
    if word.kind in ("day", "days"):
        return days.last, "before_hour" if exclusive else "that_day"
    return days.last, "last_day_of_" + word.kind


def _part(word: TimeWord, before: re.Match[str] | None, low: str) -> str | None:
    if before and before["part"]:
        return before["part"].replace("tuần ", "").replace("nửa ", "")
    m = _PART.search(low, max(0, word.start - 6), word.start)
    return m[1] if m else None


def _middle(word: TimeWord, first: date) -> date:
    """Return the 15th of a month, of a quarter's middle month, of June for a year (its first half ends on the 30th)."""
    if word.kind == "month":
        return first.replace(day=15)
    if word.kind == "quarter":
        return first.replace(month=first.month + 1, day=15)
    return first.replace(month=6, day=30)


def _counted(raw: str, m: re.Match[str], issued_on: date | None, soft: bool) -> Deadline:
    """Read "trong 10 ngày kể từ ngày ký": calendar days from the document's own day; anything else has no day yet."""
    event = (m["event"] or "").strip()
    if m[3]:
        return Deadline(raw, None, None, "working_days", soft)
    if issued_on and (m["coming"] or _ISSUE.fullmatch(event)):
        count = int(m[1])
        last = months_later(issued_on, count) if m[2] == "tháng" else issued_on + timedelta(days=count * _DAYS[m[2]])
        return Deadline(raw, None if m["coming"] else last.isoformat(), last, "days_from_issue", soft)
    return Deadline(raw, None, None, "days_from_event", soft)


def _near_day(raw: str, m: re.Match[str], issued_on: date | None, soft: bool) -> Deadline:
    """Read "trước 17 giờ hôm nay", "trong ngày", "ngày mai", "ngày 05 tháng sau" from the document's own day."""
    if issued_on is None:
        return Deadline(raw, None, None, "year_unknown", soft)
    if m.re is _TODAY:
        day = issued_on + timedelta(days=1 if m[1] else 0)
    elif m.re is _DAY_OF_WEEK:
        day = issued_on + timedelta(days=_WEEKDAYS[m[1]] - issued_on.weekday() + (0 if m[2] == "này" else 7))
    else:
        month = issued_on if m[2] == "này" else months_later(issued_on.replace(day=1), 1)
        day = month.replace(day=min(int(m[1]) or 1, last_day_of_month(month.year, month.month).day))
    before = BEFORE.search(raw.lower()[: raw.lower().find(m[0])].rstrip() + " ")
    if before and before["before"] and not before["clock"]:
        return Deadline(raw, day.isoformat(), day_before(day), "before_day", soft)
    return Deadline(raw, day.isoformat(), day, "that_day", soft)


def _loose(raw: str, m: re.Match[str], issued_on: date | None, soft: bool) -> Deadline:
    """Read "cuối năm", "giữa tháng", "trong tuần tới" from the document's own year, quarter, month or week."""
    if issued_on is None:
        return Deadline(raw, None, None, "year_unknown", soft)
    ahead = m[3] not in (None, "nay", "này")
    if m[2] == "tuần":
        last = issued_on + timedelta(days=6 - issued_on.weekday() + (7 if ahead else 0))
        return Deadline(raw, last.isoformat(), last, "end_of_week", soft)
    kinds = {"năm": "year", "quý": "quarter", "tháng": "month"}
    day = months_later(issued_on.replace(day=1), {"năm": 12, "quý": 3, "tháng": 1}[m[2]]) if ahead else issued_on
    word = TimeWord(m.end(), m.end(), "year", year=day.year)
    if m[2] == "quý":
        word = TimeWord(m.end(), m.end(), "quarter", year=day.year, quarter=(day.month + 2) // 3)
    elif m[2] == "tháng":
        word = TimeWord(m.end(), m.end(), "month", year=day.year, month=day.month)
    days = period(word.value() or "")
    assert days is not None and days.first and days.last
    last = _middle(word, days.first) if m[1] == "giữa" else days.last
    rule = ("middle_of_" if m[1] == "giữa" else "end_of_" if m[1] == "cuối" else "last_day_of_") + kinds[m[2]]
    return Deadline(raw, word.value(), last, rule, soft)


def _share_years(times: list[TimeWord]) -> list[TimeWord]:
    """Give a time without a year the year of the next one that has it ("từ ngày 11/9 đến ngày 20/9/2026")."""
    shared: list[TimeWord] = []
    year: int | None = None
    for word in reversed(times):
        if word.year is not None:
            year = word.year
        elif year is not None:
            word = word.in_year(year)
        shared.append(word)
    return shared[::-1]


_LOOSE_YEAR = re.compile(r"(?:,|và|-|–|đến)\s?((?:19|20)\d\d)(?![\d/])")


def _loose_years(low: str, times: list[TimeWord]) -> list[TimeWord]:
    """Return years written after the last time ("quý IV/2026, 2027")."""
    return [TimeWord(m.start(1), m.end(1), "year", year=int(m[1])) for m in _LOOSE_YEAR.finditer(low, times[-1].end)]
