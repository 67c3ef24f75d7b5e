"""What follows a cited document: its day, its issuer, its quoted title or what it is about.

Not a rule by itself: all reference rules read the same tail - "ngày 25-10-2021 của X về “...”".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from vanban.model import Annotation
from vanban.notes import Notes
from vanban.sheet import Sheet

_GAP = re.compile(r",? ?(?:\(|ban hành )?")
_TERM = re.compile(r",? ?\(?(?:khóa|nhiệm kỳ) (?:[ivx]{1,6}|\d{1,2})\)?")
_OF = re.compile(r",? (?:của|do) ")
_ABOUT = re.compile(r",? (?:về việc|về|quy định|ban hành|phê duyệt|hướng dẫn|triển khai thực hiện|thực hiện) ")
_QUOTED = re.compile(r"(?:,? (?:về việc|về|ban hành))?:? (?=[“\"])")
_END = re.compile(
    r"[;.)\n]|, (?=trong đó|theo đó|các|nghị|quyết|chỉ|kế hoạch|thông|kết luận|ủy|ubnd|để|nhằm|cụ thể"
    r"|gắn với|bảo đảm)| và (?=nghị quyết|quyết định|quy định|chỉ thị|kế hoạch)|(?: được| đã| là| để"
    r"| nhằm)(?= )"
)
_MOST = 400


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the citation ends (its date included) and the fields its tail gives."""

    end: int
    fields: dict[str, Any]


def after_reference(sheet: Sheet, notes: Notes, end: int) -> Tail:
    """Read the tail after a symbol or a designation that ends at ``end``."""
    fields: dict[str, Any] = {}
    dated = _date_at(notes, end, sheet)
    place = end
    if dated is not None:
        fields["date"] = dated.fields["value"]
        end = place = dated.end
        if sheet.text[place : place + 1] == ")":
            place += 1
    place = _issuer(sheet, notes, place, fields)
    if "date" not in fields and (late := _date_at(notes, place, sheet)) is not None and place > end:
        fields["date"] = late.fields["value"]
        place = late.end
    fields.update(title_or_about(sheet, place))
    return Tail(end, fields)


def _date_at(notes: Notes, place: int, sheet: Sheet) -> Annotation | None:
    """Return a whole day that follows ``place`` at once."""
    gap = _GAP.match(sheet.low, place)
    dates = dates_of(notes)
    index = bisect_left(dates[0], place)
    found = dates[1][index] if index < len(dates[1]) else None
    if found is None or gap is None or not place < found.start <= gap.end() or len(str(found.fields["value"])) != 10:
        return None
    return found


def dates_of(notes: Notes) -> tuple[list[int], list[Annotation]]:
    """Return the dates found so far with their starts; kept on the notes, since every citation asks."""
    if notes.dates is None:
        found = notes.of("date")
        notes.dates = ([d.start for d in found], found)
    return notes.dates


def _issuer(sheet: Sheet, notes: Notes, place: int, fields: dict[str, Any]) -> int:
    """Read "của Bộ Chính trị (khóa XI)" and return where it ends."""
    m = _OF.match(sheet.low, place)
    mention = notes.mention_at(m.end()) if m else None
    if mention is None:
        term = _TERM.match(sheet.low, place)
        return term.end() if term else place
    fields["issuer"] = mention.name
    term = _TERM.match(sheet.low, mention.end)
    return term.end() if term else mention.end


def title_or_about(sheet: Sheet, place: int) -> dict[str, Any]:
    """Return the quoted title after ``place``, else the words after "về" up to the end of the phrase."""
    quoted = _QUOTED.match(sheet.low, place)
    if quoted and quoted.end() > place:
        span = quotation(sheet.text, quoted.end())
        if span:
            return _field("title", sheet, *span)
    m = _ABOUT.match(sheet.low, place)
    if m is None:
        return {}
    stop = _END.search(sheet.low, m.end(), min(len(sheet.low), m.end() + _MOST))
    finish = stop.start() if stop else min(len(sheet.low), m.end() + _MOST)
    begin = m.end() if m[0].strip(", ").startswith("về") else m.start() + len(m[0]) - len(m[0].lstrip(", "))
    return _field("about", sheet, begin, finish) if finish - begin > 3 else {}


def quotation(text: str, place: int) -> tuple[int, int] | None:
    """Return the span inside the quotes that open at ``place``; inner quotes count; an unclosed one ends with its last inner."""
    limit = text.find("\n", place)
    limit = min(limit if limit >= 0 else len(text), place + 1200)
    if text[place] == '"':
        close = text.find('"', place + 1, limit)
        return (place + 1, close) if close > 0 else None
    depth, last = 0, None
    for index in range(place, limit):
        if text[index] == "“":
            depth += 1
        elif text[index] == "”":
            depth -= 1
            last = index
            if depth <= 0:
                return place + 1, index
    return (place + 1, last + 1) if last else None


def _field(name: str, sheet: Sheet, start: int, end: int) -> dict[str, Any]:
    return {name: sheet.said[start:end], f"{name}_start": start, f"{name}_end": end}
