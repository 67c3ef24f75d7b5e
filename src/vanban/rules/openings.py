"""Clauses before a colon that only open the list below them: "... thực hiện các nội dung sau:", "Sở X chủ trì, phối hợp với Y:".

Not a rule by itself: the rules for items and for reported speech leave such clauses out; their doers go to the items.
"""

from __future__ import annotations

import re

from vanban.notes import Notes
from vanban.rules.clauses import Clause, acts
from vanban.rules.grammar import phrase_at
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
        or (beside and not acts(low, beside.end(), end))
    )
    return end - verb < _LONGEST and bool(only)
