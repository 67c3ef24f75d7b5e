"""Sentences that only say by when what stands before them is to be done: "Thời gian hoàn thành: quý IV/2026.".

Not a rule by itself: the day belongs to the order before, which has none of its own; such a sentence is no order more.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.model import Annotation
from vanban.notes import Notes
from vanban.rules.due import due_in
from vanban.sheet import Sheet

_WHAT = (
    r"(?:(?:các |toàn bộ |những )?(?:việc|công việc|nội dung|nhiệm vụ|công tác|kết quả|báo cáo|hồ sơ|sản phẩm|yêu cầu)"
    r"(?: công việc| rà soát| báo cáo)?(?: này| trên| nêu trên| nói trên)+)"
)
_ONLY_WHEN = re.compile(
    rf"(?:{_WHAT}(?: phải| cần| được| yêu cầu){{0,2}} (?:được )?(?:hoàn thành|thực hiện xong|thực hiện|kết thúc|làm xong|xong"
    r"|báo cáo|gửi|trình|triển khai)(?!\w)"
    r"|(?:yêu cầu )?(?:thời gian|thời hạn|tiến độ|hạn)"
    r"(?: (?:hoàn thành|thực hiện|báo cáo|gửi báo cáo|trình|gửi|xong|chậm nhất)){0,2}"
    r"(?:: ?| là | )(?=\S)"
    r"|(?:yêu cầu |phải |phấn đấu |cần ){0,2}(?:hoàn thành|xong|kết thúc|hoàn tất)"
    r"(?: việc này| các nội dung (?:này|trên)| dứt điểm)?"
    r" (?:trước|trong|chậm nhất|muộn nhất|vào|đến|hết|quý|tháng)(?!\w))"
)
_LONGEST = 170


def only_when(sheet: Sheet, start: int, end: int) -> bool:
    """Tell whether a sentence only dates what stands before it."""
    return end - start <= _LONGEST and _ONLY_WHEN.match(sheet.low, start, end) is not None


def dated(sheet: Sheet, notes: Notes, before: Annotation, start: int, end: int) -> Annotation | None:
    """Return the order before with the time a sentence says, None when it has one of its own or the sentence has none."""
    if before.fields.get("deadline") or before.fields.get("deadline_event") or before.fields.get("recurring"):
        return None
    due = due_in(sheet, notes, start, end, start)
    if not due.stated:
        return None
    fields = {**before.fields, **due.fields, "clarity": {**before.fields["clarity"], "progress": True}}
    fields["kind"] = "dated" if not due.fields.get("recurring") else "standing"
    return replace(before, fields=fields)
