"""The deadline inside one order: a day, a period, an event, or words of haste that are no date.

Source: gold guideline, decision rule 6; what the words allow is computed by :mod:`vanban.periods.deadlines`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from vanban.anchored import Sought
from vanban.mended import mended
from vanban.model import Annotation
from vanban.notes import Notes
from vanban.periods import Deadline, deadline, period
from vanban.periods.deadlines import BEFORE, RECURRING_WORDS
from vanban.rules.grammar import phrase_at
from vanban.rules.subjects import dates_of
from vanban.sheet import Sheet, following

_DONE = re.compile(
    r"(?:hoàn thành|xong|kết thúc|thực hiện|trình|ban hành|báo cáo|gửi|phấn đấu)(?: vào| trong| dứt điểm)?(?: đầu| giữa| cuối)? $"
)
_SET = re.compile(
    r"(?:(?:thời gian|thời hạn|hạn|tiến độ)(?: [^;.:,]{1,60})?(?:: ?| là )|hoàn thành ?: ?)(?:xong |dự kiến |trong )?$"
)
_AIMS = re.compile(r"phấn đấu|hoàn thành|đạt|bảo đảm|giảm|xong")
_MONTHS = re.compile(r"\d{4}-\d\d(?:-\d\d)?/\d{4}-\d\d(?:-\d\d)?")
_HISTORY = re.compile(r" đã (?:được )?[^,;.]{0,40}$|(?:chốt|tính|thống kê|lấy)(?: số liệu)?[^,;.\d]{0,16}$")
_CLOCK = r"\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: phút)?"
_ENDS = r"(?= ?[,;.)]|$| (?:để|theo|làm cơ sở)(?!\w))"
_NO_DAY = Sought(
    r"(?:trong(?: vòng| thời hạn| thời gian)?|chậm nhất(?: là)?(?: sau)?"
    r"|không quá) (?:không quá )?\d{1,3} (?:ngày(?: làm việc)?|giờ|phút|tuần|tháng)(?!/)"
    r"(?:,? ?(?:kể )?(?:từ|sau) [^,;.]{0,60}| tới)?"
    r"|sau \d{1,3} (?:ngày(?: làm việc)?|tuần|tháng),? (?:kể )?từ (?:khi|ngày) [^,;.]{0,60}"
    r"|(?:xong )?(?:trước|hết|đến) (?:ngày )?(?:\d{1,2}|rằm) tháng (?:chạp|giêng)(?: âm lịch)?"
    r"|(?:trước|đến|vào|trong|xong|hết)(?: thời điểm)? (?:cuối|giữa|đầu) (?:năm|quý|tháng|tuần)(?: nay"
    r"| này| tới| sau)?(?!\w)(?! \d)|(?:xong )?trước tết(?: nguyên đán)?(?: \w+ \w+)?(?: năm \d{4}| \d{4})?"
    rf"|(?:(?:trước|đến|vào|trong|ngay|xong|nhất|là) ){{1,3}}(?:{_CLOCK},? )?(?:ngày )?"
    r"(?:hôm nay|ngày mai|(?:sáng|trưa|chiều|tối) (?:nay|mai))(?!\w)"
    rf"|(?:(?:chậm nhất|xong|đến|vào) )?(?:trước|đến|vào|lúc|là) {_CLOCK},? cùng ngày|(?:ngay )?trong cùng ngày"
    rf"|(?:ngay )?trong ngày{_ENDS}|(?:ngay )?trong (?:tuần|tháng|quý|năm) (?:này|nay|tới|sau|kế tiếp)(?!\w)(?! \d){_ENDS}"
    rf"|(?:(?<=xong )|(?<=thành ))(?:ngay )?trong (?:tuần|tháng|quý|năm|ngày){_ENDS}"
    r"|(?:trước|vào|đến|chậm nhất|trong) (?:sáng |chiều )?(?:thứ|chủ) \w+,? tuần (?:này|sau|tới|kế tiếp)"
    rf"|trước khi (?:kết thúc|hết) (?:năm|quý|tháng)(?: nay| này)?{_ENDS}"
    r"|(?:chậm nhất|trước|vào|đến)(?: là| vào| trước)* ngày \d{1,2} (?:của )?tháng (?:này|sau|tới|kế tiếp)"
)
_EVENT = Sought(
    r"(?:ngay )?(?:trước|sau) khi (?!có ý kiến|được)[^;.,]{4,80}?(?=[;.,]|$| phải| thì)"
    r"|trước (?:kỳ họp|phiên họp|hội nghị|đại hội|cuộc họp)[^,;.]{0,40} ít nhất \d{1,2} (?:ngày|giờ)(?: làm việc)?"
    r"|(?:ít nhất|tối thiểu|trước) \d{1,2} (?:giờ|ngày|phút) (?:trước|sau) [^;.,]{4,60}"
    r"|(?:trong|trước|hết|kết thúc|đầu) (?:học kỳ|năm học|mùa|vụ|đợt) (?!này)[^,;.]{1,30}"
    r"|(?:tại|trước|vào|trình) (?:kỳ họp|phiên họp|hội nghị) [^,;.]{0,40}(?:cuối|giữa|đầu) năm(?: \d{4})?"
    r"|kể từ (?:\d{1,2} giờ )?ngày [\d/]+|trước tết[^,;.]{0,30}"
    r"|(?:tại|trước|trong|vào) (?:kỳ họp|phiên họp|hội nghị|cuộc họp)(?: (?!này)[^\W\d]+){0,4} (?:lần )?thứ \w+"
    r"(?: của [^,;.]{3,50})?"
    r"|(?:ngay )?từ (?:học kỳ|năm học|vụ|mùa) [^,;.]{1,40}|trước (?:ngày )?(?:khai giảng|bầu cử|đại hội|lễ khai mạc)[^,;.]{0,50}"
    r"|ngay sau khi [^;.,]{4,80}?(?= là |,? thì |[;.,]|$)|(?:trong|tại|trước) (?:hội nghị|phiên họp"
    r"|cuộc họp|kỳ họp|buổi giao ban)"
    r"(?: [^,;.]{1,40}?)? (?:lần tới|tới|kế tiếp|tiếp theo|gần nhất|sắp tới)|sau khi (?:có|được|luật"
    r"|nghị quyết|nghị định) [^,;.]{3,60}"
)
_SEASON = re.compile(r"(?:trước |trong |đầu |cuối |sau |tại )?(?:vụ|mùa|học kỳ|năm học|kỳ họp|đại hội|lễ hội) ")
_HASTE = re.compile(r"(?:tiếp tục |cần |phải |chủ động |tập trung )?(sớm|nhanh chóng|khẩn trương|trước mắt)(?!\w)")
# "6 tháng trước ngày 05/6, năm trước ngày 15/11": a day of every year.
_EACH = r"(?:6 tháng|9 tháng|quý|năm|tháng),? (?:gửi |nộp )?\(?trước ngày \d{1,2}(?:/\d{1,2})?(?![/\d])"
_TIMES = (
    r"(?:cuối |đầu )?mỗi (?:học kỳ|6 tháng|đợt)|(?:\d{1,2}|một|hai) (?:phút|giờ|ngày|tuần|tháng|năm) ?/ ?lần"
    r"|(?:một|hai|ba|sáu|\d{1,2}) (?:giờ|ngày|tuần|tháng|năm) (?:một|1) lần|\d{1,2} (?:lần|ngày|buổi)(?:/| trong | mỗi |/01 |/1 )"
    r"(?:tuần|tháng|quý|năm)(?! \d)|thứ \w+ (?:đầu tiên|cuối cùng|hằng tuần|hàng tuần)(?: của (?:mỗi )?tháng| trong tháng)?"
    r"|ngày \d{1,2} (?:của )?tháng (?:cuối|đầu|giữa) (?:mỗi )?quý"
    r"|\d{1,2} tháng,? (?:và )?(?:cả |một )?năm (?:báo cáo|tổng hợp|có báo cáo)"
)
_RECURS = (Sought(RECURRING_WORDS + rf"|{_TIMES}" + r"|kế hoạch công tác năm, quý, tháng"), Sought(_EACH))

_OFTEN = Sought(
    rf"{_TIMES}|"
    rf"{_EACH}(?:[^;.]{{0,40}}{_EACH})?|"
    r"(?:trước|vào)(?: \d{1,2} giờ)?(?: ngày \d{1,2})?(?: (?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm))"
    r"|(?:định kỳ )?(?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm))"
    r"[^;.]{0,60}trước (?:ngày )?\d{1,2}(?![\d/])|(?:định kỳ )?(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng"
    r"|quý|năm)|định kỳ(?: \d{1,2})? (?:ngày|tháng|tuần|quý|năm)(?:/lần)?|định kỳ(?: \w+){0,2} trước ngày [^,;.]{1,40}"
)
# A meeting on a day to come is when it must be ready: "vào phiên họp thường kỳ tháng 11".
_AT_MEETING = re.compile(
    r"(?:tại|trong|vào|trước) (?:phiên họp|kỳ họp|hội nghị|cuộc họp|(?:buổi |kỳ |phiên )?giao ban)(?: [^\W\d]+){0,6} $"
)


_WHENEVER = re.compile(r"(?:nếu|khi|mỗi khi|trường hợp) [^;.]{4,90}? thì ")  # on whatever day it happens
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")  # a day of one year is none of a rhythm
_NEAR = (" mai", " nay", "ngày", "tuần", "tháng", "quý", " năm", " giờ", " tết", "hôm nay", "phút")


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Due:
    """The deadline fields of a directive and whether any limit of time is stated."""

    fields: dict[str, Any]
    stated: bool


def due_in(sheet: Sheet, notes: Notes, start: int, end: int, verb: int) -> Due:
    """Return the deadline of the order in ``[start, end)`` whose verb begins at ``verb``."""
    fields: dict[str, Any] = {}
    recurs = _recurs(sheet, notes, start, end)
    if recurs:
        fields["recurring"] = True
        if often := sheet.search(_OFTEN, start, end):
            fields["deadline_raw"] = sheet.said[often.start() : often.end()]
            fields["deadline_rule"] = "recurring"
    raw = _dated(sheet, notes, start, end) or _undated(sheet, start, end)
    if raw:
        fields.update(
            read_deadline(sheet.said[raw[0] : raw[1]], notes, sheet.low[start:end], _same_day(sheet, notes, raw))
        )
        often = sheet.search(_OFTEN, start, end) if recurs else None
        if often and _inside(sheet, often.span(), raw) and not _YEAR.search(sheet.low, *raw):
            fields.update({"deadline": None, "deadline_end": None, "deadline_rule": "recurring"})
        elif recurs and not often and fields.get("deadline"):
            fields["recurring"] = False  # by its day first, then "thường xuyên"
        return Due(fields, True)
    if event := sheet.search(_EVENT, start, end):
        said = sheet.said[event.start() : event.end()]
        return Due({**fields, "deadline_raw": said, "deadline_event": said, "deadline_rule": "event"}, True)
    haste = _HASTE.match(sheet.low, verb, end) or _HASTE.match(sheet.low, start, end)
    if haste:
        fields["deadline_raw"] = sheet.said[haste.start(1) : haste.end(1)]
        fields["deadline_rule"] = "no_date"
    return Due(fields, fields.get("deadline_rule") == "recurring")


def read_deadline(raw: str, notes: Notes, around: str = "", day: date | None = None) -> dict[str, Any]:
    """Return the fields of a deadline in words; ``around`` may soften it ("phấn đấu"); ``day`` is "cùng ngày"."""
    # Days from issue are counted in the paper itself; an article tells of a paper whose day it does not say.
    counted = "từ ngày" in raw
    issued = notes.issued_on if not counted or notes.frame.official or notes.context.issued_on else None
    found = deadline(mended(raw), day or issued or (None if counted else notes.frame.issued_about))
    vague = found is None or found.rule == "no_date"
    if (vague and _EVENT.pattern.search(raw.lower())) or ((vague or _yearly(found)) and _SEASON.match(raw.lower())):
        return {"deadline_raw": raw, "deadline_event": raw, "deadline_rule": "event"}
    if found is None:
        return {"deadline_raw": raw}
    fields: dict[str, Any] = {"deadline_raw": raw, "deadline": found.value, "deadline_rule": found.rule}
    fields["deadline_end"] = found.last_day.isoformat() if found.last_day else None
    if found.last_day and found.value is None:
        fields["deadline_event"] = raw  # "trong 10 ngày tới"
    if found.soft or "phấn đấu" in around or "dự kiến" in around:
        fields["soft"] = True
    if found.recurring:
        fields["recurring"] = True
    return fields


def _yearly(found: Deadline | None) -> bool:
    """Tell whether a deadline names no more than a year: "Kỳ họp giữa năm 2026" is an event of that year."""
    return found is not None and found.value is not None and len(found.value) in (4, 9)


def _same_day(sheet: Sheet, notes: Notes, raw: tuple[int, int]) -> date | None:
    """Return the day that "cùng ngày" takes up: the last one named before, of this document and not of a cited one."""
    if "cùng ngày" not in sheet.low[raw[0] : raw[1]]:
        return None
    starts, dates = dates_of(notes)
    for found in reversed(dates[: following(starts, raw[0])][-12:]):
        days = period(str(found.fields["value"]))
        if days and days.first and days.first == days.last and not _cited(notes, found.start):
            return days.first
    return None


def _inside(sheet: Sheet, often: tuple[int, int], raw: tuple[int, int]) -> bool:
    """Tell whether the words of a deadline are those of the rhythm, or stand beside them."""
    near = often[0] <= raw[1] + 40 and raw[0] <= often[1] + 90
    return near and ";" not in sheet.low[min(often[1], raw[1]) : max(often[0], raw[0])]


def _recurs(sheet: Sheet, notes: Notes, start: int, end: int) -> bool:
    return any(not _cited(notes, m.start()) for one in _RECURS for m in sheet.finditer(one, start, end))


_LATE = re.compile(
    r"(?:(?P<held>họp|hội nghị|đại hội|tổng kết|học kỳ|đánh giá)[^,;.]{0,30})? (?P<when>(?:giữa|cuối) $)"
)  # "hoàn thành đề án cuối quý IV"
_ENDING = re.compile(r" ?(?:[,;.)]|$)")
_TOO = re.compile(r",? (?:và |hoặc )?|; ?")  # "trong tháng 6, tháng 7"
_LEADS_TO = re.compile(r" (?:để|nhằm|làm cơ sở|phục vụ) ")


def _dated(sheet: Sheet, notes: Notes, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the last deadline with a time of its own, with the words that make it one."""
    low = sheet.low
    starts, dates = dates_of(notes)
    best = None
    for time in dates[following(starts, start) : following(starts, end)]:
        if time.end > end or _cited(notes, time.start) or time.fields["resolved_by"] == "duration":
            continue
        if best and _TOO.fullmatch(low, best[1], time.start):
            best = (best[0], time.end)
            continue
        if best and _LEADS_TO.search(low, best[1], time.start):
            break  # "trước ngày 10/10 để Sở tổng hợp, báo cáo trước ngày 15/10": the first is this order's
        before = BEFORE.search(low, max(start, time.start - 60), time.start)
        meets = None if before else _AT_MEETING.search(low, max(start, time.start - 60), time.start)
        if not before and low.endswith("từ ", start, time.start) and " đến " in low[time.start : time.end]:
            best = (time.start - 3, time.end)  # "từ tháng 10 đến tháng 12/2024"
        elif meets and len(str(time.fields["value"])) > 4:
            best = (meets.start(), time.end)
        elif before and _binds(sheet, before, time, start, end):
            best = (before.start(), time.end)
        elif not before and (
            (low[time.start - 1] == "(" and low.startswith(")", time.end) and _ahead(time, notes))
            or (time.start <= start + 1 and _opens(low, time, notes))
            or _SET.search(low, max(start, time.start - 84), time.start)
            or ("/" not in str(time.fields["value"]) and _DONE.search(low, max(start, time.start - 24), time.start))
        ):
            best = (time.start, time.end)
        elif not before and (late := _LATE.search(low, max(start, time.start - 50), time.start)) and not late["held"]:
            best = (late.start("when"), time.end) if _ENDING.match(low, time.end, end) else best
    return best


def _ahead(time: Annotation, notes: Notes) -> bool:
    """Tell whether a month or a quarter in brackets lies ahead: "tổ chức sơ kết (quý II/2025)"."""
    days = period(str(time.fields["value"])) if len(str(time.fields["value"])) == 7 else None
    return days is not None and days.last is not None and notes.issued_on is not None and days.last >= notes.issued_on


def _opens(low: str, time: Annotation, notes: Notes) -> bool:
    """Tell whether a time that opens an order is when it is due: "năm 2025 tổng kết", "Quý IV, xã tổ chức ..."."""
    if low[time.end : time.end + 1] in (" ", ":"):
        return phrase_at(low, time.end + 1 + (low[time.end] == ":"))
    days = period(str(time.fields["value"])) if low.startswith(", ", time.end) else None
    if days is None or days.last is None or len(days.value) == 4:
        return False
    return notes.issued_on is None or days.last >= notes.issued_on


def _binds(sheet: Sheet, before: re.Match[str], time: Annotation, start: int, end: int) -> bool:
    """Tell whether the words before a time make it a deadline, not a part of the story or a horizon."""
    low, value = sheet.low, str(time.fields["value"])
    if before.start() > start and low[before.start() - 1].isalnum():
        return False
    if _HISTORY.search(low, max(start, before.start() - 50), before.start() + 1):
        return False
    if before["until"] and len(value) == 4 and "hết" not in before["until"]:
        return _AIMS.search(low, start, before.start()) is not None
    if before["within"]:
        return ("/" not in value or _MONTHS.fullmatch(value) is not None) and (
            end - time.end < 60 or low[time.end : time.end + 1] in ",;.)"
        )
    return True


def _undated(sheet: Sheet, start: int, end: int) -> tuple[int, int] | None:
    words = sheet.low[start:end]
    if _WHENEVER.match(sheet.low, start, end) and "trong ngày" in words:
        return None
    if not any(sign in words for sign in _NEAR):
        return None
    last = None
    for last in sheet.finditer(_NO_DAY, start, end):
        if _LEADS_TO.search(sheet.low, last.end(), end):
            break
    return (last.start() + len(last[0]) - len(last[0].lstrip()), last.end()) if last else None


def _cited(notes: Notes, place: int) -> bool:
    """Tell whether a place lies inside a cited document, its title or its subject."""
    return notes.in_citation(place)
