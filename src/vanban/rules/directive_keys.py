"""Orders written as a heading with keyed lines: "2.1. Hội thi ...", "- Đơn vị chủ trì: ...", "- Thời gian: ...".

Source: plans in the layout of Decree 30/2020/NĐ-CP. The heading is the task, the keyed lines below it its fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from vanban.model import Annotation
from vanban.notes import Notes
from vanban.rules.clauses import Clause, trimmed
from vanban.rules.directive_table import named_in, timed
from vanban.rules.orders import Lead, order
from vanban.segment import Item
from vanban.sheet import Sheet

RULE = "directive.keyed"

_LEAD = re.compile(
    r"(?:đơn vị|cơ quan|bộ phận|các đơn vị)?\s?(?:được giao )?chủ trì(?: thực hiện"
    r"| tham mưu)?\s?: ?(?=\S)|(?:đơn vị|cơ quan) (?:thực hiện|chịu trách nhiệm)\s?: ?(?=\S)"
)
_SUPPORT = re.compile(r"(?:đơn vị |cơ quan |các đơn vị )?phối hợp(?: thực hiện)?\s?: ?(?=\S)")
_TIME = re.compile(
    r"(?:thời gian|thời hạn|tiến độ|hoàn thành)(?: [^:]{1,30})?: ?(?=\S)"
    r"|(?:hoàn thành|xong|thực hiện) (?=trong |trước |chậm nhất|quý |tháng |đến )"
)
_PRODUCT = re.compile(r"(?:sản phẩm|kết quả)(?: [^:]{1,30})?: ?(?=\S)")


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield one directive for every item whose sub-items name a lead by key."""
    items = sheet.outline
    below: dict[int, list[Item]] = {}
    for item in items:
        if item.parent is not None:
            below.setdefault(item.parent, []).append(item)
    lead = Lead(notes.frame.issuer and notes.names.get(notes.frame.issuer, notes.frame.issuer), None, None, True)
    for index, children in below.items():
        head = items[index]
        who = next((c for c in children if _LEAD.match(sheet.low, c.body, c.end)), None)
        if (
            who
            and not sheet.text[head.body : head.end].isupper()
            and head.end - head.body > 8
            and not _LEAD.match(sheet.low, head.body)
            and notes.frame.body[0] <= head.start
        ):
            yield _directive(sheet, notes, head, who, children, lead)


def _directive(sheet: Sheet, notes: Notes, head: Item, who: Item, children: list[Item], lead: Lead) -> Annotation:
    start, end = head.body, max(head.body + 1, trimmed(sheet, head.body, head.end))
    clause = Clause(start, end, tuple(_named(sheet, notes, _LEAD, who)), True, start, None)
    base = order(sheet, notes, clause, lead, RULE, 0.85)
    fields: dict[str, Any] = {**base.fields, "clarity": dict(base.fields["clarity"]), "closing": False}
    fields["clarity"]["task"] = True
    for child in children:
        low, place = sheet.low, child.body
        if _SUPPORT.match(low, place, child.end):
            named = _named(sheet, notes, _SUPPORT, child)
            fields["coordinators"] = [notes.canonical(m) for m in named]
            fields["coordinators_raw"] = [m.name for m in named]
        elif m := _TIME.match(low, place, child.end):
            fields.update(timed(sheet.said[m.end() : child.end].strip(" ."), notes))
            fields["clarity"]["progress"] = bool(fields.get("deadline"))
        elif m := _PRODUCT.match(low, place, child.end):
            fields["deliverable"] = sheet.said[m.end() : child.end].strip(" .")
            fields["clarity"]["result"] = True
    fields["kind"] = "dated" if fields.get("deadline") else "standing" if fields.get("recurring") else "undated"
    return Annotation("directive", start, end, RULE, 0.85, fields)


def _named(sheet: Sheet, notes: Notes, pattern: re.Pattern[str], item: Item) -> list[Any]:
    m = pattern.match(sheet.low, item.body, item.end)
    return named_in(sheet, notes, m.end(), item.end) if m else []
