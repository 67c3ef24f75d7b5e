"""Who does what an order says: the subject that a verb follows, known to the grammar of bodies or not.

Not a rule by itself: the directive rules share it. Words the grammar cannot read are somebody's name only right before a
verb and only behind a word that opens names ("các bệnh viện ...", "Trung tâm ...").
"""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.notes import Mention, Notes
from vanban.rules.crowd import crowd_at
from vanban.rules.grammar import MODAL, opened, phrase_at, ready, subject_at
from vanban.rules.places import place_at
from vanban.rules.timely import timely
from vanban.sheet import Sheet

_UNIT_WORD = re.compile(r"(?:quận|huyện|thị xã|thành phố|tỉnh|xã|phường|địa phương)(?= )")
_BARE_UNIT = re.compile(
    r"(?:sở|ngành|bộ|đơn vị|chủ đầu tư(?: (?:các|những) (?:dự án|công trình)(?:, (?:dự án|công trình))?)?"
    r"|nhà thầu|xã|phường|huyện|thôn|địa phương|nhà trường|doanh nghiệp)(?= )"
)
_ACRONYM = re.compile(r"[A-ZĐ]{2,10}(?=[ ,])")
_JOINT = re.compile(r",? và |, | cùng ")
_SOMEBODY = re.compile(
    r"(?:[Cc]ác|[Nn]hững|[Tt]oàn thể(?: các)?|[Mm]ỗi|[Tt]ừng) (?:bệnh viện|trường|cơ sở|doanh nghiệp|hợp tác xã|chủ"
    r"|hộ|nhà thầu"
    r"|tổ|đội|phòng|trung tâm|trạm|đồn|hạt|ban quản lý|công ty|tập đoàn|ngân hàng|đơn vị|cơ quan|lực lượng|hội"
    r"|hiệp hội|trưởng"
    r"|chi nhánh|thôn|khu|thành viên|đồng chí|cán bộ|công chức|đảng viên|viên chức|tổ chức)(?! (?:hoạt động|có trách nhiệm) )"
    r"|(?:Ban|Trung tâm|Phòng|Hội(?! nghị| thảo)|Công ty|Tập đoàn|Tổng công ty|Hiệp hội|Liên minh|Liên đoàn|Bệnh viện"
    r"|Trường(?! hợp)|Đài|Báo|Kho bạc"
    r"|Chi cục|Cục|Ngân hàng|Điện lực|Viễn thông|Bưu điện|Hạt|Đồn|Trạm|Chủ đầu tư|Trưởng|Hiệu trưởng|Văn phòng|Đội|Quỹ"
    r"|Thường trực|Công an|Cấp ủy viên|Cấp ủy|Đảng ủy|Đảng bộ|Tổ|Chủ|Nhà thầu|Đơn vị|Sở|Chi nhánh|Ban đại diện) "
    r"|công an (?=cấp|xã|phường|các)"
)
_PARTS = re.compile(
    r"(?:, | và )(?=các |Trung tâm |Ban |Phòng |Hội |Sở |UBND |Công an |Đoàn |Chi cục "
    r"|đơn vị (?:tư vấn|thi công) |nhà thầu |tư vấn )"
)
_POLICE = re.compile(
    r"công an (?:cấp \w+|các (?:địa phương|đơn vị|\w+)|xã|phường)(?:(?:, | và )(?:cấp )?(?:huyện|xã|tỉnh|phường|cơ sở))*(?= )"
)
_SAYS_WHICH = re.compile(
    r" (?:các|đứng chân|có|được|thuộc|trực thuộc|còn|chưa|đóng|nằm|trên|không|ở|tại|nơi|do|của|nêu|nói"
    r"|quản lý|tuyến|cấp|chuyên khoa|đa khoa) "
)
_NAME = r"[A-ZĐÀ-Ỹ]\w*(?: [A-ZĐÀ-Ỹ]\w*){0,4}"
_LISTED = re.compile(rf":? {_NAME}(?:(?:, | và ){_NAME}){{1,12}}(?= [a-zà-ỹđ])")
# Verbs that are part of a name: "chủ đầu tư", "đơn vị tư vấn giám sát".
_COMPOUND = re.compile(
    r"(?:các )?(?:chủ đầu tư|chủ quản|đơn vị (?:tư vấn|thi công|vận hành|quản lý|thiết kế)(?: (?:giám sát|thiết kế|thi công))?"
    r"|nhà thầu(?: thi công)?|ban quản lý(?: dự án)?|tư vấn (?:giám sát|thiết kế))(?!\w)"
)
_TELLS = re.compile(r" (?:đã|đang|chưa|vẫn|còn|mới|sẽ)$")
_UNIT_OF = re.compile(r"(?:TP\.?|Tp\.?|thành phố|thị xã|huyện|quận|xã|phường|đặc khu) ?(?=[A-ZĐÀ-Ỹ])")
_CHARGED = " được"  # "cấp ủy viên được phân công ..."
_STRAY = re.compile(r"(?:,| và)? [^\s,;.:]{1,8} [^\s,;.:]{1,8} ")  # one more unit, unknown or misread by OCR


def doer_at(sheet: Sheet, notes: Notes, place: int, end: int) -> tuple[list[Mention], int]:
    """Return the subject at ``place`` that a verb follows, and where it ends; ([], place) when there is none."""
    group, finish = subject_at(sheet, notes, place, end)
    if group and ready(sheet.low, finish, end):
        return group, finish
    if not group and (unit := _unit_at(sheet, place, end)):
        return [Mention("organisation", place, unit, sheet.said[place:unit])], unit
    if not group:
        short = _ACRONYM.match(sheet.text, place, end)
        if short is None and (unread := unread_at(sheet, place, end)):
            return unread_names(sheet, place, unread), unread
        if short is None or not ready(sheet.low, short.end(), end):
            return crowd_at(sheet, notes, place, end)
        return [Mention("organisation", place, short.end(), sheet.said[place : short.end()])], short.end()
    if group[-1].generic and (named := _LISTED.match(sheet.text, finish, end)) and ready(sheet.low, named.end(), end):
        first = group[-1].start  # "Các huyện: Tân Hòa, Phú Lộc chủ động ..."
        return [
            *group[:-1],
            Mention("organisation", first, named.end(), sheet.said[first : named.end()], True),
        ], named.end()
    joint = _JOINT.match(sheet.low, finish, end)
    begin = joint.end() if joint else finish
    spot = place_at(sheet, begin) if joint and group[-1].kind != "person" else None
    if spot and _UNIT_OF.match(sheet.text, begin) and ready(sheet.low, spot, end):
        first = group[-1].start  # "... các huyện Ninh Sa, Bãi Dài | và TP. Hải Vân trực tiếp ..."
        return [*group[:-1], replace(group[-1], end=spot, name=sheet.said[first:spot])], spot
    if joint and (more := unread_at(sheet, begin, end)):
        return [*group, *unread_names(sheet, begin, more)], more
    if (group[-1].generic or (group[-1].kind == "role" and not joint)) and (more := _which(sheet, finish, end)):
        begin = group[-1].start
        return [*group[:-1], Mention("organisation", begin, more, sheet.said[begin:more], True)], more
    if (row := crowd_at(sheet, notes, place, end))[0]:
        return row
    stray = _STRAY.match(sheet.low, finish, end)
    if stray and phrase_at(sheet.low, stray.end()) and sheet.text[stray.end()].islower():
        return group, stray.end()
    return [], place


def unread_at(sheet: Sheet, place: int, end: int) -> int | None:
    """Return the end of words before a verb that can only name somebody, though the grammar knows no such body."""
    if not _SOMEBODY.match(sheet.text, place, end) or phrase_at(sheet.low, place):
        return None
    if police := _POLICE.match(sheet.low, place, end):
        return police.end()
    whole = _COMPOUND.match(sheet.low, place, end)
    return _up_to_verb(sheet, whole.end() - 1 if whole else place, end, 18)


def unread_names(sheet: Sheet, start: int, end: int) -> list[Mention]:
    """Return unread names one by one: parted where another collective or another capital head begins."""
    note = sheet.text.find(" (", start, end)
    if note > 0 and sheet.text[end - 1] == ")":
        end = note  # "các doanh nghiệp viễn thông (A, B)"
    names: list[Mention] = []
    for m in _PARTS.finditer(sheet.text, start, end):
        names.append(Mention("organisation", start, m.start(), sheet.said[start : m.start()]))
        start = m.end()
    return [*names, Mention("organisation", start, end, sheet.said[start:end])]


def _which(sheet: Sheet, place: int, end: int) -> int | None:
    """Return the end of what says which of a collective are meant ("các đơn vị | đứng chân trên địa bàn")."""
    return _up_to_verb(sheet, place, end, 7) if _SAYS_WHICH.match(sheet.low, place, end) else None


def _up_to_verb(sheet: Sheet, place: int, end: int, most: int) -> int | None:
    """Return where the words at ``place`` meet a verb or a modal in small letters; None when a stop or nothing comes first."""
    at = place
    for _ in range(most):
        at = sheet.text.find(" ", at + 1, min(end, place + 130))
        if at < 0 or sheet.text[at - 1] in ".;:,":
            return None
        small = sheet.text[at + 1 : at + 2].islower()
        if small and (
            phrase_at(sheet.low, at + 1)
            or MODAL.match(sheet.low, at + 1, end)
            or phrase_at(sheet.low, timely(sheet.low, at + 1, end))
        ):
            if _TELLS.search(sheet.low, place, at):
                return None
            return at - len(_CHARGED) if sheet.low.endswith(_CHARGED, place, at) else at
    return None


def _unit_at(sheet: Sheet, place: int, end: int) -> int | None:
    """Return the end of a unit that stands for its authorities and does something ("huyện Hòa An tập trung ...")."""
    m = _UNIT_WORD.match(sheet.low, place, end)
    bare = _BARE_UNIT.match(sheet.low, place, end)
    finish = place_at(sheet, place) if m else bare.end() if bare else None
    if finish is None or finish >= end or sheet.text[finish] != " ":
        return None
    return finish if phrase_at(sheet.low, finish + 1) or MODAL.match(sheet.low, finish + 1) else None


def opened_in_time(sheet: Sheet, notes: Notes, place: int, end: int) -> tuple[int, int]:
    """Return where an order begins after what only opens it, words of time kept, and where its subject or verb stands."""
    begin = opened(sheet, notes, place, end)
    later = timely(sheet.low, place, end)
    if place < later <= begin or (later > begin == place and _goes_on(sheet, notes, later, end)):
        return place, max(begin, later)
    inner = timely(sheet.low, begin, end)
    if inner > begin and _goes_on(sheet, notes, inner, end):
        return begin, inner
    return begin, begin


def _goes_on(sheet: Sheet, notes: Notes, place: int, end: int) -> bool:
    """Tell whether a doer with a verb, a modal or a verb stands at ``place``."""
    return (
        MODAL.match(sheet.low, place, end) is not None
        or phrase_at(sheet.low, place)
        or bool(doer_at(sheet, notes, place, end)[0])
    )
