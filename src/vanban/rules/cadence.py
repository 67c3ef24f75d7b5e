"""Duties with a rhythm: "định kỳ hằng quý báo cáo ...", "báo cáo ... trước ngày 25 hằng tháng", "kế hoạch công tác năm, quý".

Source: gold guideline "cadence" - a duty with a period or a recurring trigger; "thường xuyên" alone is ``regular``. The span is
the rhythm with its duty: the verb behind it and what that governs, or the clause that it closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.anchored import Spots, in_lines, opened
from vanban.model import Annotation
from vanban.notes import Notes, Taken
from vanban.rules.grammar import phrase_at, skip_connectives, subject_at
from vanban.rules.rhythm import Rhythm, rhythms
from vanban.sheet import Sheet

RULE = "cadence"
REGULAR_RULE = "cadence.regular"

_PLANS = re.compile(
    r"(?:kế hoạch|chương trình) công tác (?:(toàn khóa) và hằng năm|((?:năm|quý|tháng"
    r"|tuần)(?:, (?:năm|quý|tháng|tuần))+))(?!\w)"
)
_REGULAR = re.compile(
    r"thường xuyên (?:kiểm tra|cập nhật|trao đổi|theo dõi|đôn đốc|báo cáo|rà soát"
    r"|nắm)(?:, [\w]+ [\w]+){0,3}|thực hiện thường xuyên"
)
_AT_MEETING = re.compile(
    r"báo cáo(?: [^;.\n]{0,60}?)? (?:trong|tại) (?:hội nghị|phiên họp|cuộc họp|kỳ họp|buổi giao ban)"
    r" (?:lần tới|kế tiếp|tiếp theo|tới|gần nhất)(?!\w)"
)
_QUARTERLY = re.compile(
    r"(?:đánh giá|kiểm điểm|sơ kết)(?: [^;.,\n]{3,50})? (quý|tháng"
    r"|tuần) (?:\w{1,4})(?:[-/ ]{1,3}\d{4})?[,;] (?:và )?(?:triển khai|bàn"
    r"|đề ra)[^;.,\n]{3,60} \1 (?:\w{1,4})(?: ?[-/] ?\d{4})?(?!\w)"
)
# What the patterns begin with or hold.
_PLANNED = Spots("kế hoạch công tác ", "chương trình công tác ")
_WEIGHED = Spots("đánh giá ", "kiểm điểm ", "sơ kết ")
_NEXT = Spots(" lần tới", " kế tiếp", " tiếp theo", " tới", " gần nhất")
_OFTEN = Spots("thường xuyên")
_LENGTHS = {"năm": "P1Y", "quý": "P3M", "tháng": "P1M", "tuần": "P1W", "ngày": "P1D"}
_DUTY = re.compile(
    r"(?<!\w)(?:báo cáo|tổng hợp|kiểm tra|đánh giá|rà soát|sơ kết|tổng kết|giao ban|họp|cập nhật|công bố"
    r"|công khai|tổ chức|mở|gửi|lập"
    r"|xây dựng|ban hành|tập huấn|diễn tập|bồi dưỡng|đào tạo|đối thoại|tiếp (?:công )?dân|phát động|đưa|thống kê|khảo sát|trình"
    r"|theo dõi|giám sát|chấm điểm|xếp hạng|phân công|thông báo|thông tin|tham mưu|kiểm điểm|đôn đốc"
    r"|tuyên truyền|phấn đấu|giới thiệu"
    r"|sinh hoạt|làm việc|nghe|duy trì|bố trí|nộp|cung cấp|đăng|vệ sinh|ra quân|tuần tra|quan trắc|dự"
    r"|tuyên dương|kiểm kê|phun|thu gom|đối chiếu)(?!\w)"
)
_TOLD = re.compile(r"(?<!\w)(?:đã|được|chưa|không)(?!\w)")
_ITSELF = re.compile(
    r"(?:chương trình|kế hoạch) (?:công tác|kiểm tra|giám sát|thanh tra|hành động)(?:, [\w ]{3,20})? $"
)
_PUT_IN = re.compile(r"đưa(?!\w)")
_SO_MANY = re.compile(r" (?:có thêm )?(?:ít nhất |tối thiểu |từ )?\d{1,4} [^,;.:|()\n]{3,40}")
_FIRST_OF_TWO = re.compile(r"(?:tổng hợp|rà soát|theo dõi|thống kê)(?!\w)")
_ORDERS = re.compile(
    r"(?:chỉ đạo|giao|yêu cầu|đề nghị|hướng dẫn|đôn đốc|phân công|phối hợp với|phối hợp) (?:tổ chức )?"
)
_END = re.compile(r"[,;.:|\t\n]| ?\(| (?:với|trong|theo|để|nhằm|gắn|bảo đảm|đảm bảo|và|cho)(?= )|$")
_ASIDE = re.compile(  # "(vào thứ Sáu)", "trong mùa lũ,", ", trước ngày 05/12,"
    r" ?\([^()\n]{2,40}\)(?! ?\()| (?:trong|vào) [^,;.:\n]{3,30}(?=, )|,? (?:trước|vào) ngày [\d/]{1,5}"
    r"(?=, | (?:tổng hợp|báo cáo|gửi|kiểm tra|họp)(?!\w))"
)
_FILLS = re.compile(r" ?(?:\||\n|$)")
_CELL = ("|", "| ", "\n")
_MUST = re.compile(r" (?:phải |cần |có trách nhiệm |chủ động |thực hiện việc ){0,2}")
_TIMES = re.compile(r",? ?(?:(?:ít nhất|tối thiểu) )?(?:một|hai|\d{1,2}) lần(?! lượt)")
_OPENS = re.compile(r"(?:^|[;.:,\n)–*+-]) ?$")
_REACH = 220


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield duties that return, with how often."""
    taken = Taken(len(sheet.text))
    told = Taken(len(sheet.text))
    for one in (*notes.of("shortcoming"), *notes.of("result")):
        told.take(one.start, one.end)
    for m in opened(_PLANS, sheet.low, sheet.places(_PLANNED)):
        often = ["term", "P1Y"] if m[1] else [_LENGTHS[word] for word in m[2].split(", ")]
        yield from _made(sheet, notes, taken, m.span(), often, 0.85)
    for m in in_lines(_AT_MEETING, sheet.low, sheet.places(_NEXT)):
        yield from _made(sheet, notes, taken, m.span(), ["next_meeting"], 0.7)
    for m in opened(_QUARTERLY, sheet.low, sheet.places(_WEIGHED)):
        yield from _made(sheet, notes, taken, m.span(), [_LENGTHS[m[1]]], 0.6)
    for rhythm in rhythms(sheet):
        if not told.free(rhythm.start, rhythm.end) or _PLANS.search(sheet.low, max(0, rhythm.start - 40), rhythm.end):
            continue
        span = _with_duty(sheet, notes, rhythm)
        if span is not None:
            yield from _made(sheet, notes, taken, span, rhythm.often, 0.9 if rhythm.sure else 0.75)
    for m in in_lines(_REGULAR, sheet.low, sheet.places(_OFTEN)):
        yield from _made(sheet, notes, taken, m.span(), ["regular"], 0.6, REGULAR_RULE)


def _made(
    sheet: Sheet,
    notes: Notes,
    taken: Taken,
    span: tuple[int, int],
    often: list[str],
    sure: float,
    rule: str = RULE,
) -> Iterator[Annotation]:
    start, end = span
    if notes.closed(start, end) or notes.in_citation(start) or not taken.take(start, end):
        return
    yield Annotation("cadence", start, end, rule, sure, {"frequency": often, "what": sheet.said[start:end]})


def _with_duty(sheet: Sheet, notes: Notes, rhythm: Rhythm) -> tuple[int, int] | None:
    """Return the span of a rhythm with the duty it belongs to, None when there is none."""
    low = sheet.low
    end = rhythm.end
    if (
        rhythm.often != ["P1Y"]
        and _FILLS.match(low, end)
        and low.endswith(_CELL, max(0, rhythm.start - 2), rhythm.start)
    ):
        return rhythm.start, end  # the time in a table of tasks
    if times := _TIMES.match(low, end):
        end = times.end()
    if aside := _ASIDE.match(low, end):
        end = aside.end()
    verb = skip_connectives(low, end, end + 4) if low[end : end + 1] in (",", " ") else end
    verb += low[verb : verb + 1] == " "
    group, finish = (
        subject_at(sheet, notes, verb, min(len(low), verb + _REACH)) if low[end : end + 1] in (",", " ") else ([], 0)
    )
    if group and (must := _MUST.match(low, finish)):
        verb = must.end()  # "Hằng quý, các xã phải báo cáo ...": the duty stands behind who does it
    opens = low[end : end + 1] != "," or _OPENS.search(low, max(0, rhythm.start - 4), rhythm.start) is not None
    if opens and (phrase_at(low, verb) or (_DUTY.match(low, verb) and low[end : end + 1] in (",", " "))):
        most = min(len(low), verb + _REACH)
        stop = _END.search(low, min(verb + 3, most), most)
        finish = stop.start() if stop else most
        again = _TIMES.match(low, finish)
        return rhythm.start, again.end() if again else finish
    if figure := _SO_MANY.match(low, end):
        return rhythm.start, figure.end()
    begin = _clause(sheet, notes, rhythm.start)
    if itself := _ITSELF.search(low, max(0, rhythm.start - 80), rhythm.start):
        return (begin if _PUT_IN.match(low, begin) else itself.start()), end
    duty = _DUTY.search(low, begin, rhythm.start)
    if duty is None or _TOLD.search(low, begin, rhythm.start):
        return None
    return duty.start() if begin == duty.start() or not phrase_at(low, begin) else begin, end


def _clause(sheet: Sheet, notes: Notes, place: int) -> int:
    """Return where the clause that ends before ``place`` begins: its verb, behind whoever does it."""
    low = sheet.low
    base = max(0, place - _REACH)
    floor = max(base, *(low.rfind(mark, base, place) + 1 for mark in (";", ":", "|", "\t", "\n", ". ")))
    comma, found = place, -1
    while (comma := low.rfind(", ", floor, comma)) >= 0:
        if phrase_at(low, comma + 2) or _DUTY.match(low, comma + 2):
            found = comma + 2
            break
    head = skip_connectives(low, floor, place)
    paragraph = sheet.paragraphs[sheet.paragraph_at(min(head, len(low) - 1))]
    if paragraph.marker and paragraph.start <= head < paragraph.marker.body <= place:
        head = paragraph.marker.body
    if found >= 0 and not (_FIRST_OF_TWO.match(low, head) and low.find(", ", head, found - 2) < 0):
        return found
    for _ in range(2):
        ordered = _ORDERS.match(low, head, place)
        group, finish = subject_at(sheet, notes, ordered.end() if ordered else head, place)
        if not group:
            break
        head = finish + 1
    return head
