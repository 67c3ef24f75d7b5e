"""The titles said beside a person's name: before it, after it, and those that head a list of names.

Not a rule by itself. Source: gold guideline "person" - titles verbatim; a title heading a list goes to the names it covers.
"""

from __future__ import annotations

import re

import regex

from vanban.notes import Mention
from vanban.sheet import Sheet

RANK = regex.compile(
    r"(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)|Chuẩn (?:tướng|úy)|(?:Phó |Chuẩn )?Đô đốc|Hòa thượng|Thượng tọa|Linh mục"
    r"|[Bb]ác sĩ|[Ll]uật sư|[Kk]ỹ sư|[Nn]hà báo|[Nn]hạc sĩ|[Nn]ghệ nhân|[Gg]iáo sư|[Tt]iến sĩ|[Pp]hó giáo sư)"
)
_RANK_BEFORE = regex.compile(rf"({RANK.pattern})(?: - | – |, | )$")
_RANK_AFTER = regex.compile(rf", ({RANK.pattern})(?![\p{{L}}])")
_ADDRESS = re.compile(r"(?:đồng chí|đ/c|ông|bà|ngài|các ông|anh|chị):? $")
_PREFIX = regex.compile(r"(?<![\p{L}])(?:[Nn]guyên|[Qq]uyền|Q\.) ?(?:là )?$")
_FORMER = regex.compile(r"(?:[Nn]guyên|[Qq]uyền|Q\.) ")
_GAPS = (" ", ", ", " - ", " – ", ": ", " là ", " (")
_GROUP = re.compile(r"(?:các đồng chí |các |đồng chí |một số |toàn thể )", re.IGNORECASE)
_JOINT = re.compile(r"(?P<joint>, và |; và | và |, |; )(?:đồng chí |đ/c |ông |bà )?")
_HEADS = re.compile(r"(?: gồm| gồm có| là)?:? ?(?:đồng chí |ông |bà )?")
_CLOSED = re.compile(r"[,;.)\n\]:]| -| –|$| và ")


def titles_of(sheet: Sheet, mentions: list[Mention]) -> dict[int, list[str]]:
    """Return the titles of every person named in a text, by where the name begins."""
    by_end = {m.end: m for m in mentions if m.kind == "role"}
    by_start = {m.start: m for m in mentions if m.kind == "role"}
    titles: dict[int, list[str]] = {}
    names = {m.start for m in mentions if m.kind == "person"}
    used = 0  # titles up to here belong to the person before
    shared: str | None = None
    joint = ""
    for person in sorted((m for m in mentions if m.kind == "person"), key=lambda m: m.start):
        if person.start < used:
            continue
        before, begin = _before(sheet, person.start, by_end, used)
        after, finish = _after(
            sheet, person.end, by_start, names, titled=any(not RANK.fullmatch(title) for title in before)
        )
        between = _JOINT.fullmatch(sheet.low, used, begin) if shared else None
        if head := _group_before(sheet, begin, by_end, used):
            shared, joint = _GROUP.sub("", head, count=1), ""
        elif between is None or (joint in (", ", " và ") and between["joint"].startswith(";")):
            shared = None
        else:
            joint = between["joint"]
        titles[person.start] = ([shared] if shared else []) + before + after
        used = finish
    return titles


def _group_before(sheet: Sheet, place: int, by_end: dict[int, Mention], floor: int) -> str | None:
    """Return the title of a group that a list at ``place`` opens with ("các Ủy viên Trung ương Đảng: ")."""
    for back in range(1, 22):
        role = by_end.get(place - back)
        if role and role.start >= floor and role.generic and _HEADS.fullmatch(sheet.low, role.end, place):
            return sheet.said[role.start : role.end]
    return None


def _before(sheet: Sheet, place: int, by_end: dict[int, Mention], floor: int) -> tuple[list[str], int]:
    """Return the titles that end right before ``place`` and where they begin: "Phó Bí thư X, Chủ tịch Y" + name."""
    titles: list[str] = []
    while place > floor:
        address = _ADDRESS.search(sheet.low, max(floor, place - 12), place)
        at = address.start() if address else place
        role = next((r for gap in _GAPS if (r := _ended(sheet, by_end, at, gap)) and r.start >= floor), None)
        if role is not None and not role.generic:
            start = role.start
            if prefix := _PREFIX.search(sheet.text, max(floor, start - 10), start):
                start = prefix.start()
            titles.insert(0, _GROUP.sub("", sheet.said[start : role.end], count=1))
            place = start
            continue
        if rank := _RANK_BEFORE.search(sheet.text, max(floor, place - 20), place):
            titles.insert(0, rank[1])
            place = rank.start()
            continue
        if not titles and at < place:
            place = at
        break
    return titles, place


def _ended(sheet: Sheet, by_end: dict[int, Mention], place: int, gap: str) -> Mention | None:
    return by_end.get(place - len(gap)) if sheet.low.endswith(gap, 0, place) else None


def _after(
    sheet: Sheet, place: int, by_start: dict[int, Mention], names: set[int], titled: bool
) -> tuple[list[str], int]:
    """Return the titles that follow a name and where they end; of a name titled already they must be closed off."""
    titles: list[str] = []
    begun = end = place
    while gap := next((g for g in (", ", " - ", " – ", " (", "; nguyên ") if sheet.text.startswith(g, place)), None):
        begin = place + len(gap)
        former = _FORMER.match(sheet.text, begin)
        role = by_start.get(former.end() if former else begin)
        if role is None and (rank := _RANK_AFTER.match(sheet.text, place)):
            titles.append(rank[1])
            place = end = rank.end()
            continue
        if role is None or role.generic or (titled and not _CLOSED.match(sheet.text, role.end)):
            place = role.end if role else place
            break
        titles.append(sheet.said[begin : role.end])
        place = end = role.end
    if place + 1 in names:  # "A, Chủ tịch X B": the office is that of B
        return [], begun
    return titles, end
