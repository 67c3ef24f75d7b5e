"""Who asks somebody above him: "xã đề nghị tỉnh ...", "Chủ tịch UBND tỉnh đề nghị Bộ ...": a proposal, no order.

Not a rule by itself: the words that lead an order ask it, and the rule for proposals.
"""

from __future__ import annotations

import re

_BACK = 90

_STATE = r"trung ương|chính phủ|quốc hội|thủ tướng|các bộ|bộ (?!phận|chỉ huy|tư lệnh|đội)"
_PROVINCE = r"tỉnh(?! \w+ (?:tiếp tục|cần))|ubnd tỉnh|hđnd tỉnh|tỉnh ủy|sở |các sở|cấp trên|(?:các )?cấp có thẩm quyền"
_TO_STATE = re.compile(rf"(?:các )?(?:{_STATE})")
_TO_PROVINCE = re.compile(rf"(?:{_PROVINCE}|{_STATE})")
_ABOVE_ALL = (
    rf"(?:{_STATE}|bộ chính trị|ban bí thư|ban chấp hành trung ương"
    r"|ban [^\s,;.]{2,12}(?: [^\s,;.]{2,8})? trung ương)"
)
_BEGS = re.compile(
    rf"(?:(?:cũng|tiếp tục|mạnh dạn|trân trọng|kính) )?(?:kiến nghị|đề xuất|đề nghị)(?: với)? {_ABOVE_ALL}"
)
_LOWER = re.compile(
    r"(?<!\w)(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|cử tri|(?<!các )đại biểu|người dân|bà con|doanh nghiệp|nhà đầu tư)"
    r"(?: [^,;.:]{1,40})? (?:cũng |đã |tiếp tục |kiến nghị, )*$"
)
_OF_A_PROVINCE = re.compile(r"(?<!\w)(?:tỉnh|sở|tỉnh ủy)(?: [^,;.:]{1,50})? (?:cũng |đã |tiếp tục |kiến nghị, )*$")
_OF_THE_STATE = re.compile(
    r"(?<!\w)(?:thủ tướng|bộ trưởng|thứ trưởng|chính phủ|trung ương|quốc hội|bộ chính trị|ban bí thư)(?!\w)"
)


def begs(low: str, verb: int) -> bool:
    """Tell whether what somebody does is to ask the state's bodies: "Tỉnh ủy cũng kiến nghị Ban Bí thư ..."."""
    return _BEGS.match(low, verb) is not None


def asks_up(low: str, start: int, cue: int, order: int) -> bool:
    """Tell whether who stands before "đề nghị" at ``cue`` is below whom it asks at ``order``."""
    back = max(start, cue - _BACK)
    if _TO_PROVINCE.match(low, order) and _LOWER.search(low, back, cue):
        return True
    below = _TO_STATE.match(low, order) and _OF_A_PROVINCE.search(low, back, cue)
    return bool(below) and _OF_THE_STATE.search(low, back, cue) is None
