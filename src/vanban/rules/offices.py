"""Offices: "Bí thư Thành ủy X", "Chủ tịch UBND các huyện", "Thủ trưởng các sở, ngành", "các thành viên Ban Chỉ đạo".

Not a rule by itself: offices order and are ordered, and lend persons their titles.
"""

from __future__ import annotations

import re
from functools import cache

from vanban.anchored import Opening
from vanban.lexicon import alternation
from vanban.rules.bodies import body_at, field_at, fields_after
from vanban.rules.generic import bare_at, generic_at
from vanban.rules.places import place_at
from vanban.sheet import Sheet, one_tone

_GROUP = re.compile(r"(?:các đồng chí |các |một số |tập thể |toàn thể |từng |mỗi |đồng chí )")
_WHOM = re.compile(r"(?:cán bộ, (?:đảng viên|công chức, viên chức|công chức)(?:, công chức, viên chức)?)(?!\w)")
# These are verbs or plain nouns unless a body follows.
_NEEDS_BODY = frozenset(
    (
        "thành viên",
        "ủy viên",
        "lãnh đạo",
        "trưởng",
        "thường trực",
        "tập thể lãnh đạo",
        "chủ đầu tư",
        "phó trưởng",
        "thư ký",
    )
)
_ALONE = frozenset(("người đứng đầu", "tổng bí thư", "chủ tịch nước", "thủ tướng chính phủ", "thủ tướng", "bộ trưởng"))
_BEFORE_LEADERS = re.compile(r"(?:^|[\n.;:,“()\-+*•]|yêu cầu|đề nghị|giao|có|và|các đồng chí|dự) ?$")
_SPREAD = re.compile(r"các (?:sở|bộ|cục|vụ|ban|phòng|đơn vị):? (?=\S)")
_BARE_HEAD = re.compile(r" (?:Bộ|Sở|Cục|Ban|Viện)(?=[,;.]| và | chịu| có | chủ )")
_TOGETHER = re.compile(r", | và |/")
_MANY = re.compile(r" (?:các|từng|mỗi) ")
_QUARTER = re.compile(
    r" (?:các )?(?:tổ dân phố|khu dân cư|khu phố|khóm|thôn|bản|ấp|buôn)"
    r"(?:(?:, | và )(?:tổ dân phố|khu phố|thôn|bản|ấp|buôn))*(?!\w)"
)
_NAMES_ITS_BAN = re.compile(r"[A-ZĐÀ-Ỹ]|công tác [Mm]ặt trận")
_JOINT = re.compile(r", | và | - ")


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_tone(alternation('roles'))})(?!\w)(?: thường trực(?!\w))?")


@cache
def _opening() -> Opening:
    return Opening(_GROUP, _roles(), _WHOM)


def office_at(sheet: Sheet, place: int) -> tuple[int, bool] | None:
    """Return the end of an office at ``place`` and whether it is a group of holders; None when there is none."""
    if not _opening()[sheet.low[place : place + 2]]:
        return None
    group = _GROUP.match(sheet.low, place)
    begin = group.end() if group else place
    m = _roles().match(sheet.low, begin)
    if m is None:
        crowd = _WHOM.match(sheet.low, begin)
        return (crowd.end(), True) if crowd and not group else None
    role = m[0]
    if (second := _TOGETHER.match(sheet.low, m.end())) and (other := _roles().match(sheet.low, second.end())):
        shared = _with_body(sheet, other.end(), other[0])
        if _MANY.match(sheet.low, other.end()) and shared > other.end():
            return shared, group is not None  # "Giám đốc, Thủ trưởng các sở, ngành"
    if role.startswith("lãnh đạo") and not _BEFORE_LEADERS.search(sheet.low, max(0, place - 14), place):
        return None
    end = _with_body(sheet, m.end(), role)
    if end == m.end() and (
        role in _NEEDS_BODY or (group is None and not sheet.text[begin].isupper() and role not in _ALONE)
    ):
        return None
    return end, group is not None and not group[0].startswith("đồng chí")


def _with_body(sheet: Sheet, end: int, role: str) -> int:
    """Return the end after the body an office belongs to: "Trưởng ban Chỉ đạo" shares its "ban"."""
    if role.endswith("phòng") and (named := field_at(sheet, end + 1)):
        return named
    if role.endswith("ban") and sheet.text[end : end + 1] == " " and _NAMES_ITS_BAN.match(sheet.text, end + 1):
        shared = body_at(sheet, end - 3)
        if shared is not None and shared > end:
            return shared
    if sheet.text[end : end + 1] != " ":
        return end
    if role.endswith("trưởng") and (quarter := _QUARTER.match(sheet.low, end)):
        return quarter.end()
    if bare := _BARE_HEAD.match(sheet.text, end):
        return bare.end()
    spread = _SPREAD.match(sheet.low, end + 1)
    if spread and (fields := fields_after(sheet, spread.end())):
        return fields[-1][1]
    inner = body_at(sheet, end + 1)
    if inner is None:
        inner = max(generic_at(sheet, end + 1) or 0, bare_at(sheet, end + 1) or 0) or None
    if (
        inner is None
        and sheet.text[end + 1 : end + 2].isupper()
        and (role.startswith(("chủ tịch", "phó chủ tịch", "bí thư")) or role.endswith("quốc hội"))
    ):
        inner = place_at(sheet, end + 1)
    return inner if inner is not None else end
