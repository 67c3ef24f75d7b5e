"""Words that say by when what stands beside them is to be done: "Thời gian hoàn thành: quý IV/2026.", a heading's day.

Not a rule by itself. The day belongs to the order before, to the items it points at ("nội dung tại điểm a, b nêu trên"), or,
said in the lead-in of a list, to those items of it that have none of their own; such a sentence is no order more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import Any

from vanban.model import Annotation
from vanban.notes import Notes
from vanban.rules.due import Due, due_in, read_deadline
from vanban.rules.subjects import dates_of
from vanban.segment.markers import RANKS
from vanban.sheet import Sheet, following

_THESE = (
    r"(?:(?:các |toàn bộ |những )?(?:việc|công việc|nội dung|nhiệm vụ|công tác|kết quả|báo cáo|hồ sơ|sản phẩm|yêu cầu)"
    r"(?: công việc| rà soát| báo cáo)?(?: tại (?:các )?(?:điểm|mục|khoản|tiết) [\w, .]{1,24}?)?"
    r"(?: này| trên| nêu trên| nói trên| ở trên)+)"
)
_ONLY_WHEN = re.compile(
    rf"(?:[-–+*•(] ?)?(?:(?:thực hiện |triển khai )?{_THESE}(?: phải| cần| được| yêu cầu){{0,2}} (?:được )?"
    r"(?:hoàn thành|thực hiện xong|thực hiện|kết thúc|làm xong|xong|báo cáo|gửi|trình|triển khai)(?!\w)"
    r"|(?:yêu cầu )?(?:thời gian|thời hạn|tiến độ|hạn)"
    r"(?: (?:hoàn thành|thực hiện|triển khai|báo cáo|gửi báo cáo|trình|gửi|xong|chậm nhất|cuối)){0,2}"
    rf"(?: {_THESE})?(?:: ?| là | trước| trong| đến| chậm nhất| vào| từ| )(?=\S)"
    r"|(?:yêu cầu |phải |phấn đấu |cần |và ){0,2}(?:hoàn thành|xong|kết thúc|hoàn tất)"
    r"(?: việc này| các nội dung (?:này|trên)| dứt điểm)?(?: ?:)?"
    r" (?:trước|trong|chậm nhất|muộn nhất|vào|đến|hết|quý|tháng|năm \d|ngày \d)(?!\w))"
)
# "Hoàn thành trước ngày 30/10 việc cấp thuốc ...": that is work too.
_AND_WORK = re.compile(
    r"(?:hoàn thành|xong|kết thúc|hoàn tất) [^;.]{2,40}\d(?: năm \d{4})? (?:(?:xong )?(?:việc|công tác|toàn bộ|các|những)"
    r"|hồ sơ|thủ tục|dự án|phương án|đề án|kế hoạch|quy hoạch|hệ thống|chỉ tiêu|\d)"
)
_WHICH = re.compile(
    r"(?:nội dung|nhiệm vụ|công việc|việc|yêu cầu)[^;.:]{0,24} tại (?:các )?(?:điểm|mục|khoản|tiết) "
    r"((?:\w{1,3}(?:\.\d{1,2})*)(?:(?:, | và |,| và điểm |, điểm )\w{1,3}(?:\.\d{1,2})*){0,8})"
    r" (?:nêu |nói |ở |của )?(?:trên|thông báo này|mục này|khoản này)"
)
_MANY = re.compile(r"(?:các|những|toàn bộ) ")
_LABELS = re.compile(r"[^\W_]{1,3}(?:\.\d{1,2})*")
_LIMITS = re.compile(r"(?<!\w)(?:trước|chậm nhất|muộn nhất|xong|hoàn thành|hoàn tất|hạn)(?!\w)")
_ASKS = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|giao|phân công|chỉ thị|chỉ đạo) (?=\S)")
_GAP = re.compile(r"[ .;,)”\"]{1,4}")
_STOP = re.compile(r"\n|;|\.(?= |\n|/)|$")
_LONGEST = 170
_OPENER = 60  # characters: "Từ nay đến 30/11, Sở A ...": words of time before who does it
_HEADING = 130  # characters
_OF_WORK = re.compile(r"(?:(?:các|những|một số) )?(?:nhiệm vụ|nội dung|công việc|việc|giải pháp)(?!\w)")
_OPENER_WORDS = re.compile(r"(?:từ nay (?:đến|tới)|(?:chậm|muộn) nhất|trước ngày|đến ngày) [^,;:]{2,44}, $")
_REACH = 40  # orders looked at above a sentence that points at items


def only_when(sheet: Sheet, start: int, end: int) -> bool:
    """Tell whether a sentence only dates what stands before it."""
    if end - start > _LONGEST or _ONLY_WHEN.match(sheet.low, start, end) is None:
        return False
    return _AND_WORK.search(sheet.low, start, end) is None


def due_of(sheet: Sheet, notes: Notes, start: int, end: int, verb: int) -> Due:
    """Return the deadline of an order, said in it or in the words right after it ("...; thời gian thực hiện: quý II")."""
    due = due_in(sheet, notes, start, end, verb)
    if not due.stated and sheet.low.endswith(", ", 0, start) and " nào " not in sheet.low[start : start + 30]:
        begin = max(sheet.low.rfind(mark, max(0, start - _OPENER), start) + 1 for mark in (". ", "; ", "\n", ": "))
        opener = _OPENER_WORDS.search(sheet.low, max(begin, start - _OPENER), start)
        due = due_in(sheet, notes, opener.start(), start - 2, start) if opener else due
    gap = None if due.stated else _GAP.match(sheet.low, end)
    if gap is None:
        return due
    place = gap.end()
    stop = _STOP.search(sheet.low, place, place + _LONGEST)
    if stop is None or not only_when(sheet, place, stop.start()):
        return due
    later = due_in(sheet, notes, place, stop.start(), place)
    return later if later.stated else due


def dated(sheet: Sheet, notes: Notes, before: Annotation, start: int, end: int) -> Annotation | None:
    """Return the order before with the time a sentence says, None when it has one of its own or the sentence has none."""
    due = due_in(sheet, notes, start, end, start)
    return _with_day(before, due) if due.stated and not _has_day(before) else None


def told_later(sheet: Sheet, notes: Notes, found: list[Annotation], start: int, end: int) -> None:
    """Give the orders that a sentence dates its day: those of the items it names, all of a list, else the last one."""
    due = due_in(sheet, notes, start, end, start)
    if not due.stated or not found:
        return
    which = _WHICH.search(sheet.low, start, end)
    paragraph = sheet.paragraph_at(start)
    if which:
        places = _named(sheet, found, which[1])
    elif _MANY.search(sheet.low, start, start + 60) and not sheet.paragraphs[paragraph].marker:
        places = _list_above(sheet, found, paragraph)
    else:
        places = [len(found) - 1] if paragraph - sheet.paragraph_at(found[-1].start) <= 1 else []
        if places and not sheet.low.startswith("việc này", start):  # it dates the whole sentence before
            begun = sheet.sentence_at(found[-1].start)[0]
            places = [place for place in range(max(0, len(found) - _REACH), len(found)) if found[place].start >= begun]
    for place in places:
        if which or not _has_day(found[place]):
            found[place] = _with_day(found[place], due)


def settled(sheet: Sheet, notes: Notes, found: list[Annotation]) -> list[Annotation]:
    """Return the orders with the days that lead-ins give their lists and that later orders give the items they name."""
    for here, order in enumerate(found):
        which = _WHICH.search(sheet.low, order.start, order.end) if order.fields.get("deadline") else None
        if which:
            first = max(0, here - _REACH)
            for place in _named(sheet, found[first:here], which[1]):
                found[first + place] = _like(found[first + place], order)
    starts = [p.start for p in sheet.paragraphs]
    above: list[tuple[int, Due | None]] = []
    last = -1
    for place, order in enumerate(found):
        index = bisect_right(starts, order.start) - 1
        for passed in range(last + 1, index + 1):
            _step(sheet, notes, passed, above)
        last = max(last, index)
        opened = above[:-1] if above and not sheet.low.startswith(":", order.end) else []
        due = next((due for _, due in reversed(opened) if due), None)
        if due and not _has_day(order) and not order.fields.get("decision"):
            found[place] = _with_day(order, due)
    return found


def _step(sheet: Sheet, notes: Notes, index: int, above: list[tuple[int, Due | None]]) -> None:
    """Step to a paragraph: close the lists it ends; keep the day of its lead-in where it opens one."""
    paragraph = sheet.paragraphs[index]
    rank = RANKS[paragraph.marker.style] if paragraph.marker else -1
    while above and above[-1][0] >= rank:
        above.pop()
    body = paragraph.marker.body if paragraph.marker else paragraph.start
    due = _only_time(sheet, notes, body, paragraph.end) if paragraph.marker and paragraph.end - body < _OPENER else None
    headed = rank >= 0 and paragraph.end - body < _HEADING and _OF_WORK.match(sheet.low, body) is not None
    if due is None and (
        sheet.text[paragraph.end - 1] == ":" or (headed and sheet.text[paragraph.end - 1] not in ".;,…")
    ):
        start, end = sheet.sentence_at(paragraph.end - 1)
        start = max(start, body)
        start = max((m.end() for m in _ASKS.finditer(sheet.low, start, end)), default=start)
        if _LIMITS.search(sheet.low, start, end):
            said = due_in(sheet, notes, start, end, start)
            due = said if said.fields.get("deadline") and not said.fields.get("recurring") else None
    above.append((rank, due))


def _only_time(sheet: Sheet, notes: Notes, body: int, end: int) -> Due | None:
    """Return the period that a heading is and nothing more ("2. Quý II/2025:")."""
    if not sheet.low.startswith(("năm ", "quý ", "tháng ", "trong năm ", "trong quý ", "trong tháng "), body):
        return None
    starts, dates = dates_of(notes)
    found = dates[following(starts, body) : following(starts, end)]
    if len(found) != 1 or sheet.low[found[0].end : end].strip(" .:;") or found[0].start - body > 6:
        return None
    fields = read_deadline(sheet.said[body : found[0].end], notes)
    return Due(fields, True) if fields.get("deadline_end") else None


def _has_day(order: Annotation) -> bool:
    fields = order.fields
    return bool(fields.get("deadline") or fields.get("deadline_event") or fields.get("recurring"))


def _with_day(order: Annotation, due: Due) -> Annotation:
    """Return an order with a deadline said elsewhere."""
    fields: dict[str, Any] = {**order.fields, "recurring": False, **due.fields}
    fields["clarity"] = {**order.fields["clarity"], "progress": True}
    fields["kind"] = "standing" if due.fields.get("recurring") else "dated"
    return replace(order, fields=fields)


def _like(order: Annotation, later: Annotation) -> Annotation:
    """Return an order with the day, and for want of its own the doers, of a later one that takes its item up."""
    taken = ("deadline", "deadline_end", "deadline_raw", "deadline_rule", "soft")
    who = () if order.fields["assignees"] else ("assignees", "assignees_raw", "coordinators", "coordinators_raw")
    fields = {**order.fields, **{name: later.fields.get(name) for name in (*taken, *who)}, "kind": "dated"}
    clarity = {**order.fields["clarity"], "progress": True, "person": bool(fields["assignees"])}
    return replace(order, fields={**fields, "clarity": clarity})


def _named(sheet: Sheet, found: list[Annotation], words: str) -> list[int]:
    """Return the orders of the nearest items above with the labels named ("điểm a, b")."""
    wanted = {label for label in _LABELS.findall(words) if label not in ("và", "các", "điểm", "mục")}
    places: list[int] = []
    seen: dict[str, int] = {}
    for place in range(len(found) - 1, max(-1, len(found) - 1 - _REACH), -1):
        index = sheet.paragraph_at(found[place].start)
        marker = sheet.paragraphs[index].marker
        label = marker.label.strip(" .)(-").lower() if marker else ""
        if label in wanted and seen.setdefault(label, index) == index:
            places.append(place)
    return places


def _list_above(sheet: Sheet, found: list[Annotation], paragraph: int) -> list[int]:
    """Return the orders of the list right above a paragraph: items of one rank, whatever stands under them."""
    places: list[int] = []
    rank = None
    for place in range(len(found) - 1, max(-1, len(found) - 1 - _REACH), -1):
        index = sheet.paragraph_at(found[place].start)
        marker = sheet.paragraphs[index].marker
        if not places and paragraph - index > 1:
            break
        here = RANKS[marker.style] if marker else -1
        rank = here if rank is None else rank
        if here < rank or (places and sheet.paragraph_at(found[places[-1]].start) - index > 1):
            break
        places.append(place)
    return places
