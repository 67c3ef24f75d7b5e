"""Orders written as a task with keyed words: "2.1. Hội thi ...", "- Đơn vị chủ trì: ...; phối hợp: ...", "- Thời gian: ...".

Source: plans in the layout of Decree 30/2020/NĐ-CP. The keys stand in items below the task, in lines below it or behind it
in its own line; tasks beside such an item are all its lead's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.clauses import Clause, trimmed
from vanban.rules.grammar import phrase_at, skip_connectives
from vanban.rules.item_words import KEYED
from vanban.rules.orders import Lead, order
from vanban.rules.table_cells import named_in, timed
from vanban.segment import Item
from vanban.sheet import Sheet, covering

RULE = "directive.keyed"

_BODY = r"(?:(?:các )?(?:cơ quan, đơn vị|cơ quan|đơn vị|bộ phận|tổ chức|sở, ngành) )?"
_ACTS = r"(?:(?:,| và|/)? ?(?:thực hiện|tham mưu|soạn thảo|xây dựng|triển khai|tổ chức|chính))*"
_WATCHES = r"(?:giám sát|theo dõi|đôn đốc|chỉ đạo|phụ trách|kiểm tra)"
# What stands before a colon, looked at backwards from it.
_KEY = re.compile(
    rf"(?:^|[\n;.(,\-+*•–)] ?)(?P<words>(?P<lead>{_BODY}(?:được giao )?chủ trì{_ACTS}"
    r"|(?:cơ quan, đơn vị|cơ quan|đơn vị|bộ phận) (?:thực hiện|chịu trách nhiệm|đầu mối|tham mưu|triển khai|được giao)"
    r"(?: chính| thực hiện)?|(?:phân công|trách nhiệm)(?: tổ chức)? thực hiện)"
    rf"|(?P<support>{_BODY}phối hợp{_ACTS}(?: tham gia)?)"
    rf"|(?P<watch>(?:(?:cơ quan|đơn vị|lãnh đạo) )?{_WATCHES}(?:(?:,| và) {_WATCHES}){{0,2}}(?: thực hiện)?)"
    r"|(?P<time>(?:thời gian|thời hạn|tiến độ|lộ trình|hoàn thành)"
    r"(?: (?:thực hiện|hoàn thành|triển khai|tổ chức|trình|dự kiến))*)"
    r"|(?P<product>(?:sản phẩm|kết quả)(?: [^:;.\n]{1,24})?))\s?$"
)
_LATE = re.compile(r"(?:hoàn thành|xong|thực hiện) (?:trong|trước|chậm nhất|quý|tháng|đến) [^,;:\n]{2,40}\.?$")
_LEADS = re.compile(r"(?:chủ trì|thực hiện|chịu trách nhiệm|đầu mối|tham mưu|triển khai|được giao)[^:\n]{0,20}:")
_TOGETHER = re.compile(
    r"(?:[,;] | là | )?(?:chủ trì|đầu mối)?(?:[,;] | và | )phối hợp (?:với|cùng) |[,;]? ?(?:chủ trì|đầu mối)$"
)
_FAR = 70  # characters a key may be long


@dataclass(slots=True)
class _Task:
    """What stands to be done, as paragraphs with their spans, and the keyed words that belong to it."""

    spans: list[tuple[int, int]]
    keys: list[tuple[str, int, int]] = field(default_factory=list)


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield one directive for every task whose keyed words name a lead."""
    if not _LEADS.search(sheet.low):
        return
    lead = Lead(notes.frame.issuer and notes.names.get(notes.frame.issuer, notes.frame.issuer), None, None, True)
    for task in _tasks(sheet, notes):
        leads = [key for key in task.keys if key[0] == "lead"]
        named = [m for _, start, end in leads for m in _split(sheet, notes, start, end)[0]]
        if not named:
            continue
        for start, end in task.spans:
            if end - start > 8 and not sheet.text[start:end].isupper():
                yield _directive(sheet, notes, (start, end), named, task.keys, lead)


def _tasks(sheet: Sheet, notes: Notes) -> list[_Task]:
    """Return the tasks with keyed words, in order of place."""
    found: dict[int, _Task] = {}
    items, keyed = sheet.outline, _keys(sheet, notes)
    starts = [item.start for item in items]
    begun = sorted(place for place, _, _, _ in keyed)
    first = set(begun)
    for begin, kind, start, end in keyed:
        paragraph = sheet.paragraphs[sheet.paragraph_at(begin)]
        body = paragraph.marker.body if paragraph.marker else paragraph.start
        if begin > body and not _opens(first, sheet, body):
            owner, spans = body, [(body, begun[bisect_right(begun, body)])]  # behind the task, in its own line
            if paragraph.marker is None and not phrase_at(sheet.low, body):
                continue
        elif (own := _owner(items, starts, first, sheet, paragraph.start, paragraph.marker is not None)) is None:
            continue
        else:
            owner, spans = items[own].start, _spans(sheet, items, own, first, paragraph.marker is not None)
        found.setdefault(owner, _Task(spans)).keys.append((kind, start, end))
    return [found[place] for place in sorted(found)]


def _keys(sheet: Sheet, notes: Notes) -> list[tuple[int, str, int, int]]:
    """Return the keyed words of a text: where the key begins, what it says, where its words begin and end."""
    found: list[tuple[int, str, int, int]] = []
    colon = sheet.low.find(":", notes.frame.body[0])
    while colon >= 0:
        floor = max(0, colon - _FAR)
        if (m := _KEY.search(sheet.low, floor, colon)) and m.lastgroup:
            kind = next(name for name in ("lead", "support", "watch", "time", "product") if m[name])
            stop = sheet.paragraphs[sheet.paragraph_at(colon)].end
            begin = m.start("words")
            if found and found[-1][3] > begin:
                found[-1] = (*found[-1][:3], begin)
            found.append((begin, kind, min(colon + 1, stop), stop))
        colon = sheet.low.find(":", colon + 1)
    late = (
        item for item in sheet.outline if item.end - item.body < _FAR and _LATE.match(sheet.low, item.body, item.end)
    )
    found += [(item.body, "time", item.body, item.end) for item in late]
    return [(begin, kind, *_bare(sheet, start, end)) for begin, kind, start, end in found if not notes.tabled(begin)]


def _bare(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    """Return a span without the blanks and stops around it."""
    while start < end and sheet.text[start] == " ":
        start += 1
    while end > start and sheet.text[end - 1] in " .;,)/(":
        end -= 1
    return start, end


def _opens(first: set[int], sheet: Sheet, body: int) -> bool:
    """Tell whether a paragraph begins with a key: it is no task itself."""
    return body in first or skip_connectives(sheet.low, body, body + 4) in first


def _owner(items: list[Item], starts: list[int], first: set[int], sheet: Sheet, place: int, marked: bool) -> int | None:
    """Return the item whose task a keyed line speaks of: the one it stands under, or the last one before it."""
    index = covering(starts, place)
    if index < 0:
        return None
    if marked:
        return items[index].parent
    while index >= 0 and _opens(first, sheet, items[index].body):
        index -= 1
    return index if index >= 0 and items[index].until >= place else None


def _spans(sheet: Sheet, items: list[Item], own: int, first: set[int], marked: bool) -> list[tuple[int, int]]:
    """Return the tasks of an item with keyed lines: its other sub-items where they are tasks, else itself."""
    head = items[own]
    beside = []
    for item in items[own + 1 :] if marked else ():
        if item.start > head.until:
            break
        work = item.parent == own and not _opens(first, sheet, item.body) and not KEYED.match(sheet.low, item.body)
        if work and phrase_at(sheet.low, item.body) and item.end - item.body > 25:
            beside.append((item.body, item.end))
    return beside or [(head.body, head.end)]


def _directive(
    sheet: Sheet,
    notes: Notes,
    span: tuple[int, int],
    named: list[Mention],
    keys: list[tuple[str, int, int]],
    lead: Lead,
) -> Annotation:
    """Return the directive of a task with what its keys say."""
    start, end = span[0], max(span[0] + 1, trimmed(sheet, *_bare(sheet, *span)))
    base = order(sheet, notes, Clause(start, end, tuple(named), True, start, None), lead, RULE, 0.85)
    fields: dict[str, Any] = {**base.fields, "clarity": dict(base.fields["clarity"]), "closing": False}
    fields["clarity"]["task"] = True
    others: dict[str, list[Mention]] = {"support": [], "watch": []}
    for kind, begin, finish in keys:
        if kind == "lead":
            others["support"] += _split(sheet, notes, begin, finish)[1]
        elif kind in others:
            others[kind] += named_in(sheet, notes, begin, finish)
        elif kind == "time":
            fields.update(timed(sheet.said[begin:finish], notes))
            fields["clarity"]["progress"] = bool(fields.get("deadline"))
        else:
            fields["deliverable"] = sheet.said[begin:finish]
            fields["clarity"]["result"] = True
    if others["support"]:
        fields["coordinators"] = [notes.canonical(m) for m in others["support"]]
        fields["coordinators_raw"] = [m.name for m in others["support"]]
    if others["watch"]:
        fields["supervisors"] = [notes.canonical(m) for m in others["watch"]]
    fields["kind"] = "dated" if fields.get("deadline") else "standing" if fields.get("recurring") else "undated"
    return Annotation("directive", start, end, RULE, 0.85, fields)


def _split(sheet: Sheet, notes: Notes, start: int, end: int) -> tuple[list[Mention], list[Mention]]:
    """Return who leads and who helps by the words of a lead's key: "Sở A chủ trì, phối hợp với Sở B" tells them apart."""
    both = _TOGETHER.search(sheet.low, start, end)
    if both is None:
        return named_in(sheet, notes, start, end), []
    return named_in(sheet, notes, start, both.start()), named_in(sheet, notes, both.end(), end)
