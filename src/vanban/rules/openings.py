"""Clauses before a colon that only open the list below them: "... thực hiện các nội dung sau:", "Sở X chủ trì, phối hợp với Y:".

Not a rule by itself: the rules for items and for reported speech leave such clauses out; their doers go to the items.
"""

from __future__ import annotations

import re

from vanban.notes import Notes
from vanban.rules.clauses import Clause
from vanban.rules.grammar import acts, phrase_at
from vanban.rules.handed import only_opens
from vanban.sheet import Sheet

_LIST_ONLY = re.compile(
    r"(?:(?:yêu cầu|đề nghị) [^;.:]{2,70}? (?=thực hiện|triển khai|tập trung))?"
    r"(?:(?:tham mưu(?:,| và)? )?giúp [^,;.]{2,50}|(?:[^,;.]{0,40}?(?:thực hiện|triển khai|tập trung|chú ý|quan tâm"
    r"|làm tốt|tiến hành)[^,;.]{0,60}|[^;.]{0,30})"
    r"(?:một số |các )?(?:nội dung|nhiệm vụ|công việc|việc|biện pháp|giải pháp|vấn đề))"
)
# "Sở X chủ trì, phối hợp với Sở Y:" and "Trong đó, lưu ý các dữ liệu về:" name no work before their list.
_ONLY_WITH = re.compile(r"(?:có trách nhiệm )?chủ trì(?:,| và) phối hợp(?: chặt chẽ)?(?: cùng)?(?: với)?(?= |$)")
_ONLY_ABOUT = re.compile(r"(?:lưu ý|chú ý|quan tâm|tập trung)[^;:.]{0,60}(?:về|gồm|là|như|đến)$")
# "... tập trung thực hiện tốt một số vấn đề sau": whatever stands before, the work stands below.
_ENDS_SO = re.compile(
    r"(?:thực hiện|triển khai|tập trung|quan tâm|hoàn thành)(?: (?:trước|trong|xong|đến)[^,;]{2,30}?)?"
    r"(?: tốt| nghiêm| ngay| có hiệu quả| hiệu quả| đồng bộ)*(?: vào)?"
    r"(?: một số| các| những)? (?:vấn đề|nội dung|nhiệm vụ|việc|công việc|giải pháp|biện pháp)"
    r"(?: trọng tâm| cụ thể| sau đây| sau| chủ yếu| cấp bách| như){0,3}$"
)
_IN_CHARGE = re.compile(r"(?:có|chịu) (?:trách nhiệm|nhiệm vụ)$")
# "... khẩn trương triển khai thực hiện ngay:", "các cấp, các ngành tập trung:".
_BARE = re.compile(
    r"(?:(?:cần|phải|tập trung|khẩn trương|chủ động|nghiêm túc|quyết liệt|tiếp tục|triển khai|thực hiện"
    r"|tổ chức|ngay|tốt|nghiêm|đồng bộ|có hiệu quả|hiệu quả|cụ thể|như sau|chỉ đạo),? ?)+$"
)
_LONGEST = 160


def opens_only(sheet: Sheet, notes: Notes, part: Clause) -> bool:
    """Tell whether a clause says no more than that something follows."""
    low, verb, end = sheet.low, part.verb, part.end
    if not phrase_at(low, verb):
        return True
    beside = _ONLY_WITH.match(low, verb, end)
    only = (
        _LIST_ONLY.match(low, verb, end)
        or only_opens(sheet, notes, verb, end)
        or _ONLY_ABOUT.match(low, verb, end)
        or _BARE.match(low, verb, end)
        or (beside and not acts(low, beside.end(), end))
    )
    if end - verb < _LONGEST and only:
        return True
    if end - verb < _LONGEST and _IN_CHARGE.search(low, max(verb, end - 20), end):
        return True  # "Sở X là cơ quan đầu mối, có trách nhiệm:"
    return end - verb < _LONGEST + 40 and _ENDS_SO.search(low, max(verb, end - 90), end) is not None
