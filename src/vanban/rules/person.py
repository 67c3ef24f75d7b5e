"""Persons by their full name, with the titles said beside it.

Source: gold guideline "person" - full name only, titles verbatim in ``roles``; no pronouns, bare offices, bylines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex

from vanban.lexicon import either
from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.places import province_at, surnames
from vanban.sheet import Sheet

RULE = "person"

_NOT_AFTER = re.compile(
    r"(?:thành phố|tỉnh|tp\.?|quận|huyện|thị xã|xã|phường|đường|phố|trường|khu|cầu|sông|núi|đảo"
    r"|giải thưởng|công viên|bệnh viện"
    r"|nhà máy|khách sạn|cảng|chợ|chùa|đền|tên|tư tưởng|cộng sản|minh|học viện|vườn) $"
)
_TITLE_BEFORE = re.compile(
    r"(?:đồng chí|đ/c|ông|bà|tướng|tá|úy|ths\.?|ts\.?|pgs\.? ?ts\.?|gs\.? ?ts\.?|luật sư|bác sĩ|anh"
    r"|chị)[ :]{1,2}$"
)
_RANK = re.compile(
    r"((?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá))(?: - "
    r"|, | )"
)
_LIST_HEAD = re.compile(r"(?:các đồng chí|có các) ?$")
_NEVER = frozenset(("Hồ Chí Minh",))


@cache
def _name() -> regex.Pattern[str]:
    families = either(tuple(surnames()))
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{families})(?: \p{{Lu}}\p{{Ll}}+){{1,4}}(?![\p{{L}}])")


def collect(sheet: Sheet, mentions: list[Mention]) -> list[Mention]:
    """Return persons with full names; ``mentions`` are the bodies and offices found before."""
    offices = {m.end: m for m in mentions if m.kind == "role"}
    begins = {m.start for m in mentions if m.kind == "role"}
    inside = sorted((m.start, m.end) for m in mentions if m.kind == "organisation")
    candidates: list[tuple[int, int, bool]] = []
    place = 0
    while m := _name().search(sheet.text, place):
        place, start, end = m.end(), m.start(), m.end()
        if (known := province_at(sheet, start)) is not None:
            place = known
            continue
        before = sheet.low[max(0, start - 24) : start]
        titled = _TITLE_BEFORE.search(before) is not None or start - 1 in offices or _alone(sheet, start, end)
        if m[0] in _NEVER or _overlaps(inside, start, end) or (_NOT_AFTER.search(before) and not titled):
            continue
        candidates.append((start, end, titled or (sheet.text.startswith(", ", end) and end + 2 in begins)))
    known_names = {sheet.text[s:e] for s, e, titled in candidates if titled}
    return [_person(sheet, s, e) for s, e, _ in candidates if sheet.text[s:e] in known_names]


def _person(sheet: Sheet, start: int, end: int) -> Mention:
    name = sheet.said[start:end]
    return Mention("person", start, end, name, person=name)


def _alone(sheet: Sheet, start: int, end: int) -> bool:
    """Tell whether a name stands on a line of its own, as under a signature."""
    return (
        (start == 0 or sheet.text[start - 1] == "\n")
        and sheet.text[end : end + 1] == "\n"
        and sheet.text.count(" ", start, end) > 1
    )


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    from bisect import bisect_left

    index = bisect_left(spans, (end, 0))
    return any(s < end and start < e for s, e in spans[max(0, index - 3) : index])


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield persons named outside page furniture, each with the titles said before and after the name."""
    by_end = {m.end: m for m in notes.mentions if m.kind == "role"}
    by_start = {m.start: m for m in notes.mentions if m.kind == "role"}
    for mention in notes.mentions:
        if mention.kind != "person" or notes.closed(mention.start, mention.end):
            continue
        roles = titles_before(sheet, mention.start, by_end) + titles_after(sheet, mention.end, by_start)
        yield Annotation("person", mention.start, mention.end, RULE, 0.85, {"canonical": mention.name, "roles": roles})


def titles_before(sheet: Sheet, place: int, by_end: dict[int, Mention]) -> list[str]:
    """Return the titles that end right before ``place``: "Phó Bí thư Thành ủy, Chủ tịch HĐND thành phố" + name."""
    titles: list[str] = []
    while place > 0:
        for gap in (1, 2, 3):
            if (role := by_end.get(place - gap)) and sheet.text[place - gap : place] in (" ", ", ", " - ", " – "):
                titles.insert(0, sheet.said[role.start : role.end])
                place = role.start
                break
        else:
            rank = _RANK.search(sheet.text, max(0, place - 14), place)
            if rank and rank.end() == place:
                titles.insert(0, rank[1])
            break
    return titles


def titles_after(sheet: Sheet, place: int, by_start: dict[int, Mention]) -> list[str]:
    """Return the titles that follow a name after commas."""
    titles: list[str] = []
    while sheet.text[place : place + 2] == ", " and (role := by_start.get(place + 2)):
        titles.append(sheet.said[role.start : role.end])
        place = role.end
    return titles
