"""Meetings: "hội nghị lần thứ 11", "phiên họp ngày 12/01/2026", "Đại hội Đảng bộ tỉnh lần thứ XXI", "buổi làm việc với ...".

Source: gold guideline "meeting" - one required mention an event, the fullest; a bare "hội nghị" counts only where the text has
nothing fuller. A meeting still to be called is part of an order and none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.anchored import Spots, before, opened
from vanban.model import Annotation
from vanban.notes import Notes, Taken
from vanban.rules.reference_collective import NUMBERS
from vanban.rules.subjects import dates_of
from vanban.sheet import Sheet, following

RULE = "meeting"

_WORD = (
    r"(?:hội nghị|phiên họp|cuộc họp|kỳ họp|hội thảo|(?:buổi )?tọa đàm|buổi giao ban|buổi làm việc"
    r"|cuộc làm việc|buổi họp|diễn đàn"
    r"|buổi đối thoại|cuộc gặp mặt|buổi gặp mặt|hội nghị giao ban|buổi tiếp xúc|phiên giải trình)"
)
# What all of them begin with.
_HEADS = Spots("hội nghị", "phiên ", "cuộc ", "kỳ họp", "hội thảo", "tọa đàm", "buổi ", "diễn đàn")
_CONGRESSES, _AT_WORK = Spots("đại hội "), Spots("làm việc ")
_ROMAN_OR_NUMBER = r"([ivx]{1,6}|\d{1,3}|" + "|".join(NUMBERS) + r")(?!\w)"
_NUMBERED = re.compile(
    rf"{_WORD}(?: (?!đã |được |để )[^\W\d]+){{0,7}}? (?:lần thứ|lần"
    rf"|thứ) {_ROMAN_OR_NUMBER}(?:, nhiệm kỳ \d{{4}} ?[-–] ?\d{{4}})?"
)
_CONGRESS = re.compile(
    rf"đại hội (?:đại biểu )?(?:(?:toàn quốc |đảng bộ [\w. ]{{2,30}}? )?(?:lần thứ )?{_ROMAN_OR_NUMBER})(?: (?:của đảng"
    rf"|đảng bộ (?:thành phố|tỉnh|tp\.?|quận|huyện|xã|phường)(?: [\w]+ [\w]+)?))?"
)
_NEXT = re.compile(
    rf"{_WORD}(?: (?:tới|gần nhất)|(?: (?!đã |được |để )[^\W\d]+){{0,8}}? (?:lần tới|kỳ tới|kế tiếp|tiếp theo))(?!\w)"
)
# A session told by when it sits; it may still be to come ("trình HĐND tỉnh tại kỳ họp cuối năm 2025").
_SESSION = re.compile(
    r"(?:kỳ họp|phiên họp|hội nghị)(?: thường lệ| thường kỳ| chuyên đề| bất thường| giao ban)?"
    r" (?:(?:giữa|cuối|đầu) năm (?:19|20)\d\d|tháng \d{1,2}(?: ?[-/] ?| năm )(?:19|20)\d\d)(?!\d)"
)
_FULL = re.compile(rf"(?<!\w){_WORD}(?= \w)")
# What the words behind the head may not begin with: then the meeting is the subject or is only pointed at.
_BARE_BEFORE = re.compile(
    r" (?:đã|đang|sẽ|được|diễn ra|thống nhất|nhất trí|kết luận|yêu cầu|đánh giá cao|ghi nhận|nghe|thảo luận"
    r"|tập trung|có|là|cho|để"
    r"|khẳng định|bế mạc|khai mạc|quyết định|nhận thấy|cũng|còn|phải|cần|do|này|trên|đó|nêu|và|hoặc|không|nói"
    r"|hôm nay|nhằm|dưới|vào"
    r"|lần này|bàn giao|đồng chí|ông|bà|tại|cùng|như|theo|từ|hội thảo|thì|nên|mà|chưa|bằng|trong)(?!\w)"
)
_STOP = re.compile(
    r"[;.:()\n“”\"|\t]| (?:để|nhằm|đã|đang|sẽ|được|dưới sự|với sự|do|diễn ra|vào|cùng với|yêu cầu|kết luận"
    r"|đồng chí|ông|bà|có|là"
    r"|thống nhất|thông qua|biểu quyết|nêu|của đồng chí|như sau|cho thấy)(?= )|,(?! (?:quán triệt|triển khai"
    r"|phổ biến|bàn|đánh giá|tổng kết|sơ kết|hướng dẫn"
    r"|tập huấn|trao|tuyên dương|biểu dương|khen thưởng|thực hiện)(?!\w))"
)
_WORKS = re.compile(r"(?:(?:buổi|cuộc) )?làm việc (?:trực tiếp |trực tuyến )?với (?=\S)")
_BARE = re.compile(r"(?<!tại )hội nghị(?! (?:này|trên))")
_MANY = re.compile(r"(?:các|những|mọi|nhiều|số|từng|mỗi|nội dung|hội nghị,|chế độ|tổ chức các|\d) $")
_HELD = re.compile(
    r"(?:tại|chủ trì|đồng chủ trì|dự|tham dự|kết luận|khai mạc|kết thúc|sau|qua|tham gia|điều hành|chủ tọa"
    r"|diễn ra|kết quả|tiến hành"
    r"|tổ chức|mở|triệu tập|có|họp|từ|trong|ra) (?:một )?$"
)
_TO_COME = re.compile(r"(?<!\w)(?:giao|cần|phải|sẽ|chuẩn bị|tham mưu|dự kiến)(?!\w)")
_CHAIRED = re.compile(r"(?:đồng )?(?:chủ trì|chủ tọa|điều hành)")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_KINDS = {"phiên họp": "họp", "cuộc họp": "họp", "buổi họp": "họp", "kỳ họp": "kỳ"}
_MOST = 190
_LOOKED_UP = 6  # titles stand first; the days of other meetings are not looked for below them


@dataclass(frozen=True, slots=True)
class _Event:
    """One mention of a meeting held; ``kind`` joins words that may stand for each other."""

    start: int
    end: int
    kind: str
    words: frozenset[str]
    date: str | None
    near: bool
    sure: float

    def same(self, other: _Event) -> bool:
        """Tell whether two mentions may be of one event: no contradicting day, and enough words in common."""
        if self.kind != other.kind or (self.date and other.date and self.date != other.date):
            return False
        shared = len(self.words & other.words)
        return shared * 2 >= min(len(self.words), len(other.words))


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield meetings, the fuller readings first; inside citations they are part of the name."""
    taken = Taken(len(sheet.text))
    count = 0
    sessions: set[str] = set()
    heads, congresses = sheet.places(_HEADS), sheet.places(_CONGRESSES)
    for pattern, sure in ((_NUMBERED, 0.9), (_CONGRESS, 0.8), (_NEXT, 0.8), (_SESSION, 0.8)):
        for m in opened(pattern, sheet.low, congresses if pattern is _CONGRESS else heads):
            end = m.start() + len(m[0].rstrip())
            if pattern is _SESSION:
                if m[0] in sessions:
                    continue
                sessions.add(m[0])
                end = _of_whom(sheet, notes, end)
            if notes.closed(m.start(), end) or notes.in_citation(m.start()) or not taken.take(m.start(), end):
                continue
            count += 1
            ordinal = _number(m[1]) if pattern not in (_NEXT, _SESSION) else None
            yield _meeting(sheet, notes, (m.start(), end), sure, ordinal, _day(sheet, notes, m.start(), end)[0])
    for event in _held(sheet, notes, taken):
        count += 1
        yield _meeting(sheet, notes, (event.start, event.end), event.sure, None, event.date)
    first = _BARE.search(sheet.low)
    if first and _planned(sheet, first.start()):
        return
    if first and not count and not notes.frame.official and not notes.closed(first.start(), first.end()):
        yield _meeting(sheet, notes, first.span(), 0.6, None, _day(sheet, notes, *first.span())[0])


def _of_whom(sheet: Sheet, notes: Notes, end: int) -> int:
    """Return the end of a meeting with the body whose it is ("phiên họp tháng 9/2019 của UBND tỉnh")."""
    body = notes.mention_at(end + 5) if sheet.low.startswith(" của ", end) else None
    return body.end if body and body.kind == "organisation" else end


def _held(sheet: Sheet, notes: Notes, taken: Taken) -> list[_Event]:
    """Return meetings that took place, each by its fullest mention."""
    planned = bytearray(notes.length + 1)
    for order in notes.of("directive"):
        planned[order.start : order.end] = b"\x01" * (order.end - order.start)
    mentioned = [
        event
        for event in (*_works(sheet, notes), *_described(sheet, notes))
        if not planned[event.start] and not notes.closed(event.start, event.end) and not notes.in_citation(event.start)
    ]
    events: list[_Event] = []
    for event in sorted(mentioned, key=lambda e: (not e.near, -(e.end - e.start))):
        known = next((place for place, one in enumerate(events[:40]) if one.same(event)), None)
        if known is not None:
            events[known] = replace(events[known], date=events[known].date or event.date)
        elif taken.take(event.start, event.end):
            events.append(event)
    ordered = sorted(events, key=lambda e: e.start)
    for place, event in enumerate(ordered[:_LOOKED_UP]):
        if event.date is None:
            ordered[place] = replace(event, date=_told_later(sheet, notes, event))
    return ordered


def _told_later(sheet: Sheet, notes: Notes, event: _Event) -> str | None:
    """Return the day of a meeting named in a title from the sentence below that only says "cuộc họp"."""
    head = _FULL.match(sheet.low, event.start)
    place = event.end
    for _ in range(4 if head else 0):
        assert head is not None
        place = sheet.low.find(head[0], place)
        if place < 0:
            return None
        day, near = _day(sheet, notes, place, place + len(head[0]))
        if near:
            return day
        place += len(head[0])
    return None


def _works(sheet: Sheet, notes: Notes) -> Iterator[_Event]:
    for m in opened(_WORKS, sheet.low, before(sheet.places(_AT_WORK), (0, 5))):
        body = notes.mention_at(m.end())
        if body and body.kind == "organisation" and not body.generic:
            day, near = _day(sheet, notes, m.start(), body.end)
            yield _Event(
                m.start(), body.end, "làm việc", frozenset(sheet.low[m.end() : body.end].split()), day, near, 0.8
            )


def _described(sheet: Sheet, notes: Notes) -> Iterator[_Event]:
    """Yield meetings with words that say which; one without a day needs somebody who sat in it."""
    low = sheet.low
    for m in opened(_FULL, low, sheet.places(_HEADS)):
        if _BARE_BEFORE.match(low, m.end()) or _MANY.search(low, max(0, m.start() - 14), m.start()):
            continue
        stop = _STOP.search(low, m.end(), min(len(low), m.end() + _MOST))
        end = stop.start() if stop else low.rfind(" ", m.end(), m.end() + _MOST)
        while end > m.end() and low[end - 1] in " ,-–":
            end -= 1
        if end - m.end() < 5 or (m[0].endswith("làm việc") and low.startswith(" với", m.end())):
            continue
        day, near = _day(sheet, notes, m.start(), end)
        held = _HELD.search(low, max(0, m.start() - 22), m.start()) is not None
        if (near or held) and not _planned(sheet, m.start()):
            kind = _KINDS.get(m[0], m[0].removeprefix("buổi ").removeprefix("cuộc "))
            yield _Event(m.start(), end, kind, frozenset(low[m.end() : end].split()), day, near, 0.85 if near else 0.65)


def _planned(sheet: Sheet, place: int) -> bool:
    """Tell whether words before a meeting say that it is still to be held."""
    begin, _ = sheet.sentence_at(place)
    return _TO_COME.search(sheet.low, max(begin, place - 80), place) is not None


def _day(sheet: Sheet, notes: Notes, start: int, end: int) -> tuple[str | None, bool]:
    """Return the day of a meeting and whether its own sentence says it: in its words, before them, else a sentence earlier."""
    starts, dates = dates_of(notes)
    begin, finish = sheet.sentence_at(start)
    before = sheet.paragraphs[sheet.paragraph_at(start)].start

    def days(floor: int, stop: int) -> list[str]:
        found = dates[following(starts, floor) : following(starts, stop)]
        values = [str(d.fields["value"]) for d in found if not notes.in_citation(d.start)]
        return [v for v in values if v.count("-") >= 2 and "/" not in v]

    for near, inside in (((start, end), 0), ((begin, start), -1), ((end, min(finish, end + 60)), 0)):
        if found := days(*near):
            return found[inside], True
    earlier = days(before, begin)
    return (earlier[-1], False) if earlier else (None, False)


def _meeting(
    sheet: Sheet, notes: Notes, span: tuple[int, int], sure: float, ordinal: int | None, day: str | None
) -> Annotation:
    start, end = span
    fields = {"name": sheet.said[start:end], "ordinal": ordinal, "date": day, "chair": _chair(sheet, notes, start)}
    return Annotation("meeting", start, end, RULE, sure, fields)


def _chair(sheet: Sheet, notes: Notes, place: int) -> str | None:
    """Return the person who chairs, when the words before the meeting say so."""
    begin, _ = sheet.sentence_at(place)
    chaired = _CHAIRED.search(sheet.low, max(begin, place - 40), place)
    if chaired is None:
        return None
    persons = [m.name for m in notes.mentions_in(max(begin, place - 300), chaired.start()) if m.kind == "person"]
    return persons[-1] if persons else None


def _number(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    if words in NUMBERS:
        return NUMBERS[words]
    values = [_ROMAN[c] for c in words]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
