"""Items that no other reading takes, taken as orders because their siblings are: unknown verbs, rare bodies, worn words.

Not a rule by itself: the rule for items notes what it passes over and asks at the end. Most items of the same list must be
orders, or the item names its own doer in a list that was announced as orders; what tells, names or dates is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.clauses import clauses
from vanban.rules.grammar import FUTURE, PAST, skip_connectives, subject_at
from vanban.rules.item_words import AGREES, DECIDES, KEYED, NARRATES, TELLS, TOLD
from vanban.rules.orders import Lead, order
from vanban.rules.walk import Walk, broken_off
from vanban.segment import Paragraph
from vanban.sheet import Sheet

RULE = "directive.item"
_NO_ORDER = re.compile(
    r"(?:đồng ý|nhất trí|cơ bản|đề nghị|kiến nghị|kính|trân trọng|qua|đến|tính đến|toàn|về|trường hợp|theo(?! dõi)"
    r"|như|tại|năm|đây|hiện|hiện nay|tổng (?:số|mức|kinh phí|vốn|diện tích)|số (?:lượng|vốn|tiền)|tỷ lệ"
    r"|điều \d|khoản|luật|nghị (?:định|quyết)|quyết định số|thông tư|văn bản|công văn|ý kiến|kiến nghị|đề nghị của|mẫu|biểu"
    r"|phụ lục|địa chỉ|điện thoại|họ và tên|ông|bà|đồng chí [A-ZĐ]|thành viên|trưởng ban|phó|ủy viên|tên|loại|mức|giá|đơn giá"
    r"|từ ngày|ngày|buổi|sáng|chiều|không |chưa |đối với [^,:;.]{2,60}$)(?!\w)"
)
# What a decision decides itself ("Điều 1. Ban hành kèm theo ...") is nobody's task.
_DECIDED = re.compile(
    r"(?:nay )?(?:ban hành|phê duyệt|thành lập|bãi bỏ|công nhận|quy định|thông qua|công bố|điều chỉnh|bổ sung|sửa đổi|thay thế"
    r"|(?:quyết định|nghị quyết|kế hoạch|quy chế|quy định|chỉ thị) này)(?!\w)"
)
_LABELLED = re.compile(r"[^:;.]{2,50}: ")
_SHORTEST = 14
_SURE, _NAMED = 0.7, 0.75


@dataclass(frozen=True, slots=True)
class Passed:
    """An item passed over: its paragraph, its words, who it inherits, who orders; ``invited`` under a list of orders."""

    index: int
    start: int
    end: int
    leads: tuple[Mention, ...]
    lead: Lead
    invited: bool


def passed_over(sheet: Sheet, notes: Notes, walk: Walk, lead: Lead, index: int, paragraph: Paragraph) -> list[Passed]:
    """Return an item that nothing was found in, for its siblings to say whether it orders; [] where none may."""
    mark = paragraph.marker
    if mark is None or walk.addressing or not walk.levels or walk.levels[-1].leads or not walk.active():
        return []
    if notes.frame.kind in NARRATES and not walk.ordering():
        return []
    if broken_off(sheet, paragraph):
        return []
    return [Passed(index, mark.body, paragraph.end, walk.leads(), lead, walk.invited())]


def taken_up(sheet: Sheet, notes: Notes, found: list[Annotation], passed: list[Passed]) -> list[Annotation]:
    """Return all orders in order of place: those found and the items passed over that are orders by their siblings."""
    more = list(_taken(sheet, notes, found, passed)) if passed else []
    return sorted((*found, *more), key=lambda f: (f.start, f.end)) if more else found


def _taken(sheet: Sheet, notes: Notes, found: list[Annotation], passed: list[Passed]) -> Iterator[Annotation]:
    items = {item.start: (item.parent, item.style) for item in sheet.outline}
    ordering = {sheet.paragraph_at(f.start) for f in found if not f.fields.get("decision")}
    orders = Counter(items.get(sheet.paragraphs[index].start) for index in ordering)
    candidates = [one for one in passed if _may_order(sheet, one)]
    others = Counter(items.get(sheet.paragraphs[one.index].start) for one in passed)
    for one in candidates:
        family = items.get(sheet.paragraphs[one.index].start)
        group, finish = subject_at(sheet, notes, one.start, one.end)
        if PAST.match(sheet.low, skip_connectives(sheet.low, finish, one.end)):
            continue
        if family and family[1] == "article" and _DECIDED.match(sheet.low, one.start):
            continue
        named = bool(group) and one.invited and finish < one.end - 8
        most = family is not None and orders[family] >= 2 and orders[family] > others[family]
        if named or most:
            sure = _NAMED if named else _SURE
            for part in clauses(sheet, notes, one.start, one.end, one.leads):
                yield order(sheet, notes, part, one.lead, RULE, sure)


def _may_order(sheet: Sheet, one: Passed) -> bool:
    """Tell whether the words of an item could order: no label, no telling, no reference, long enough, no list below."""
    low, start, end = sheet.low, one.start, one.end
    if end - start < _SHORTEST or sheet.text[end - 1] == ":" or sheet.text[start:end].isupper():
        return False
    if any(p.match(low, start, end) for p in (_NO_ORDER, AGREES, KEYED, TOLD, TELLS, DECIDES, _LABELLED)):
        return False
    return not (sheet.text[start].isdigit() or FUTURE.search(low, start, min(end, start + 90)))
