"""Meetings: "hội nghị lần thứ 11", "phiên họp thường kỳ tháng 9", "Đại hội Đảng bộ tỉnh lần thứ XXI", "làm việc với ...".

Source: gold guideline "meeting" - one required mention an event, the fullest; a bare "hội nghị" counts only where the text has
nothing fuller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.model import Annotation
from vanban.notes import Notes, Taken
from vanban.rules.reference_collective import NUMBERS
from vanban.rules.subjects import dates_of
from vanban.sheet import Sheet, following

RULE = "meeting"

_WORD = r"(?:hội nghị|phiên họp|cuộc họp|kỳ họp|hội thảo|buổi giao ban)"
_ORDINAL = r"(?:lần thứ )?([ivx]{1,6}|\d{1,3}|" + "|".join(NUMBERS) + r")(?!\w)"
_NUMBERED = re.compile(
    rf"{_WORD} lần thứ ([ivx]{{1,6}}|\d{{1,3}}"
    rf"|{'|'.join(NUMBERS)})(?!\w)(?:, nhiệm kỳ \d{{4}} ?[-–] ?\d{{4}})?"
)
_CONGRESS = re.compile(
    rf"đại hội (?:đại biểu )?(?:(?:toàn quốc |đảng bộ [\w. ]{{2,30}}? )?{_ORDINAL})(?: (?:của đảng"
    rf"|đảng bộ (?:thành phố|tỉnh|tp\.?|quận|huyện|xã|phường)(?: [\w]+ [\w]+)?))?"
)
_FULL = re.compile(
    rf"{_WORD} (?:thường kỳ|trực tuyến|sơ kết|tổng kết|triển khai|học tập|chuyên đề|toàn thể|giao ban"
    rf"|toàn quốc|ban chấp hành|ban thường vụ)[^,;.:()\n]{{0,120}}"
)
_NEXT = re.compile(rf"{_WORD} (?:lần tới|tới|kế tiếp|tiếp theo|gần nhất)(?!\w)")
_WORKS = re.compile(r"làm việc với (?=\S)")
_BARE = re.compile(r"(?<!tại )hội nghị(?! (?:này|trên))")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_STOP = re.compile(r" (?:để|nhằm|đã|được|với sự|do|và) ")


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield meetings, the fuller readings first; inside citations they are part of the name."""
    taken = Taken(len(sheet.text))
    count = 0
    for pattern, sure in ((_NUMBERED, 0.85), (_CONGRESS, 0.7), (_FULL, 0.6), (_NEXT, 0.7)):
        for m in pattern.finditer(sheet.low):
            cut = _STOP.search(m[0]) if pattern is _FULL else None
            end = m.start() + (cut.start() if cut else len(m[0].rstrip()))
            if notes.closed(m.start(), end) or notes.in_citation(m.start()) or not taken.take(m.start(), end):
                continue
            count += 1
            ordinal = _number(m[1]) if pattern in (_NUMBERED, _CONGRESS) else None
            yield _meeting(sheet, notes, m.start(), end, sure, ordinal)
    for m in _WORKS.finditer(sheet.low):
        body = notes.mention_at(m.end())
        if body and body.kind == "organisation" and not body.generic and not notes.closed(m.start(), body.end):
            count += 1
            yield _meeting(sheet, notes, m.start(), body.end, 0.6, None)
    first = _BARE.search(sheet.low)
    if first and not count and not notes.frame.official and not notes.closed(first.start(), first.end()):
        yield _meeting(sheet, notes, first.start(), first.end(), 0.4, None)


def _meeting(sheet: Sheet, notes: Notes, start: int, end: int, sure: float, ordinal: int | None) -> Annotation:
    return Annotation("meeting", start, end, RULE, sure, _fields(sheet, notes, start, end, ordinal))


def _fields(sheet: Sheet, notes: Notes, start: int, end: int, ordinal: int | None) -> dict[str, object]:
    """Return the name, the number, and the day said before it in its sentence."""
    starts, dates = dates_of(notes)
    begin, _ = sheet.sentence_at(start)
    days = [
        d.fields["value"]
        for d in dates[following(starts, begin) : following(starts, start)]
        if not notes.in_citation(d.start)
    ]
    return {
        "name": sheet.said[start:end],
        "ordinal": ordinal,
        "date": next((d for d in reversed(days) if len(d) == 10), None),
    }


def _number(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    if words in NUMBERS:
        return NUMBERS[words]
    values = [_ROMAN[c] for c in words]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
