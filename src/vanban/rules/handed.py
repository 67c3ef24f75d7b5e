"""Who carries out what another directs: "A chỉ đạo B làm", "A lãnh đạo B chỉ đạo C thực hiện", "A lãnh đạo, chỉ đạo:".

Not a rule by itself. Source: gold guideline, decision rule 4 - both are assignees; what follows after ";" is again the
director's own, what stands in a list below his "chỉ đạo:" is for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.notes import Mention, Notes
from vanban.rules.doers import doer_at
from vanban.rules.grammar import MODAL, subject_at
from vanban.sheet import Sheet

_HOW = (
    r"(?:(?:theo|căn cứ) (?:chức năng|nhiệm vụ|thẩm quyền|phân công)[^;.:]{0,60}?,? )?"
    r"(?:(?:tập trung|trực tiếp|tiếp tục|chủ động|khẩn trương|kịp thời|thường xuyên|quyết liệt|nghiêm túc|tăng cường"
    r"|thống nhất|đồng thời),? ){0,3}"
)
_BESIDE = (
    r"(?:xem xét|nghiên cứu|rà soát|chủ trì|hướng dẫn|định hướng|đôn đốc|kiểm tra|giám sát|quán triệt|phối hợp|tổ chức"
    r"|điều hành|ban hành văn bản)"
)
_DIRECTS = r"(?:lãnh đạo|chỉ đạo|yêu cầu|phân công|giao|cử)"
_THROUGH = re.compile(
    rf"{_HOW}(?:{_BESIDE}(?:, | và )){{0,3}}{_DIRECTS}(?:(?:, | và )(?:{_DIRECTS}|{_BESIDE})){{0,3}}(?: cho)? (?=\S)"
)
# A verb, known or not.
_DOES = re.compile(r" (?!của |và |về |là |tại |cho |theo |trong |với |do |từ |để |đã |trên |được |ở |thuộc )[^\W\d]")
_OVER = re.compile(
    rf"{_HOW}(?:lãnh đạo|chỉ đạo)(?:(?:, | và )(?:lãnh đạo|chỉ đạo|{_BESIDE})){{0,3}}(?!\w)[^.;:]{{0,120}}$"
)
_BARE = re.compile(rf"{_HOW}(?:lãnh đạo|chỉ đạo)(?:(?:, | và )(?:lãnh đạo|chỉ đạo|{_BESIDE})){{0,3}}$")
# "cử cán bộ xuống thôn", "phân công cấp ủy viên phụ trách": his own people, no other body.
_SENT = re.compile(rf"{_HOW}(?:cử|phân công|giao)")
_MEN = re.compile(
    r"(?:các |những |một số |từng |\d+ )?(?:cán bộ|công chức|viên chức|đảng viên|cấp ủy viên|ủy viên|lực lượng|thành viên|người)"
)
_PARTY = re.compile(
    r"(?:các )?(?:đảng ủy|đảng đoàn|đảng bộ|chi bộ|cấp ủy|ban cán sự|ban thường vụ|(?:tỉnh|thành|huyện|quận|thị) ủy)"
)
_LONGEST = 3  # hands an order may pass through


def leads_party(sheet: Sheet, place: int, given: Sequence[Mention]) -> bool:
    """Tell whether "Lãnh đạo X" is what a party body has to do to X, no office: an item under "Đảng ủy ...:"."""
    return bool(given) and sheet.low.startswith("lãnh đạo ", place) and _PARTY.match(given[0].name.lower()) is not None


def handed_to(sheet: Sheet, notes: Notes, verb: int, end: int) -> list[Mention]:
    """Return those whom a doer's own order goes to: B and C of "lãnh đạo B chỉ đạo C làm"; [] when nobody has to do anything."""
    return _chain(sheet, notes, verb, end)[0]


def _chain(sheet: Sheet, notes: Notes, verb: int, end: int) -> tuple[list[Mention], bool]:
    """Return whom the order goes to, and whether nothing is left for them to do but the list below ("chỉ đạo các sở:")."""
    found: list[Mention] = []
    place = verb
    for _ in range(_LONGEST):
        modal = MODAL.match(sheet.low, place, end)
        place = modal.end() + 1 if modal else place
        through = _THROUGH.match(sheet.low, place, end)
        if through is None or (_SENT.match(sheet.low, through.start()) and _MEN.match(sheet.low, through.end())):
            break
        group, finish = doer_at(sheet, notes, through.end(), end)
        if not group:
            group, finish = subject_at(sheet, notes, through.end(), end)
        group = [one for one in group if " " in one.name]  # a bare "các" names nobody
        if group and finish >= end and sheet.text.startswith(":", end):
            return [*found, *group], True
        finish -= sheet.text[finish - 1] == " "
        if not group or _DOES.match(sheet.low, finish, end) is None:
            break
        found += group
        place = finish + 1
    return found, False


def stands_over(sheet: Sheet, verb: int, end: int) -> bool:
    """Tell whether words that open a list say no more than that those below are directed: "lãnh đạo, chỉ đạo:"."""
    modal = MODAL.match(sheet.low, verb, end)
    return _OVER.match(sheet.low, modal.end() + 1 if modal else verb, end) is not None


def nothing_but_over(sheet: Sheet, verb: int, end: int) -> bool:
    """Tell whether such words name no work at all."""
    modal = MODAL.match(sheet.low, verb, end)
    return _BARE.match(sheet.low, modal.end() + 1 if modal else verb, end) is not None


def only_opens(sheet: Sheet, notes: Notes, verb: int, end: int) -> bool:
    """Tell whether words before a colon only say who directs and whom: the work stands in the list below."""
    return nothing_but_over(sheet, verb, end) or _chain(sheet, notes, verb, end)[1]
