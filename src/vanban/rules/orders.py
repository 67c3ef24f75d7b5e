"""From a clause to a directive: who, with whom, what, by when, how clear.

Source: gold guideline "directive" and decision rules 3 to 7; the fields are those of DESIGN section 6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from vanban.anchored import Sought
from vanban.lexicon import alternation
from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.afterwards import due_of
from vanban.rules.clauses import Clause
from vanban.rules.clearness import checkable, result
from vanban.rules.grammar import subject_at
from vanban.rules.handed import handed_to
from vanban.rules.spread import one_by_one
from vanban.sheet import Sheet, one_tone

_WITH = Sought(
    r"(?:phối hợp|phối kết hợp)(?: chặt chẽ| kịp thời| hiệu quả)?(?: cùng)?(?: với)? (?=\S)"
    r"|cùng với (?=\S)|chủ trì,? cùng (?=\S)"
)
_HELP = Sought(r" (?:cùng )?phối hợp(?! (?:với|cùng|chặt chẽ với)(?!\w))")
_HELPS = re.compile(r"(?: thực hiện| tham gia| hỗ trợ)?(?=[,;.]|$)")
_CONDUCT = Sought(r"(?:gương mẫu|trách nhiệm|nêu gương|tự giác|vai trò)[^;.]{0,50}? của (?=\S)")
_ESPECIALLY = re.compile(r", nhất là (?=\S)")
_WATCHED = Sought(
    r"(?:dưới sự (?:chỉ đạo|giám sát|kiểm tra)(?: trực tiếp)? của|chịu sự (?:giám sát|kiểm tra) của"
    r"|có sự giám sát của) (?=\S)"
)
_WATCHES = re.compile(
    r"(?:có trách nhiệm |chủ trì,? )?(?:theo dõi|kiểm tra|giám sát)(?:, (?:kiểm tra|giám sát|đôn đốc"
    r"|hướng dẫn|tổng hợp)){1,3}(?!\w)"
)
_TO = Sought(r"(?:trình|báo cáo|gửi(?: về)?|tham mưu(?: cho)?) (?=\S)")
_BLAME = re.compile(
    r"chịu trách nhiệm|xem xét(?:, xử lý)? trách nhiệm|xử lý nghiêm trách nhiệm"
    r"|trách nhiệm (?:của )?người đứng đầu|quy trách nhiệm"
)
_MASS = re.compile(r"ủy ban (?:mttq|mặt trận)|mttq|(?:hội|đoàn|tỉnh đoàn|liên đoàn) ")
_CLOSING = Sought(
    r"(?:báo cáo|gửi)[^;.]{0,60}(?:kết quả|tình hình)|(?:nghiêm túc"
    r"|khẩn trương)?[^;.]{0,40}(?:triển khai thực hiện|thực hiện|thi hành)"
    r"(?: nghiêm túc| nghiêm| tốt| có hiệu quả| các nội dung| nội dung)? (?:chỉ thị|kế hoạch"
    r"|công điện|quyết định|nghị quyết|chương trình|thông báo|hướng dẫn|kết luận|văn bản"
    r"|công văn)(?: kết luận)? này|triển khai thực hiện$"
    r"|nghiêm túc (?:triển khai|thực hiện|tổ chức thực hiện)$|(?:quan tâm )?phối hợp (?:chỉ đạo|thực hiện|triển khai)$"
)
_IN_CHARGE = re.compile(
    r"(?:có trách nhiệm|chịu trách nhiệm|căn cứ)[^;.:]{0,20}(?:thi hành|thực hiện) \w+(?: \w+)?(?: kết luận)? này$"
)


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Lead:
    """Who orders and by which word; ``inferred`` when the sentence itself does not say it."""

    issuer: str | None = None
    role: str | None = None
    cue: str | None = None
    inferred: bool = False


def order(sheet: Sheet, notes: Notes, clause: Clause, lead: Lead, rule: str, sure: float) -> Annotation:
    """Return the directive of one clause."""
    start, end = clause.start, clause.end
    who = _assignees(sheet, notes, clause)
    due = due_of(sheet, notes, start, end, clause.verb)
    product = deliverable(sheet, clause.verb, end)
    fields: dict[str, Any] = {
        "issuer": lead.issuer,
        "issuer_role": lead.role,
        "issuer_inferred": lead.inferred,
        "cue": _cue(lead, clause, sheet),
        "action": _action(sheet, clause),
        "deliverable": product,
        "recipient": _recipient(sheet, notes, clause.verb, end),
        "supervisors": _supervisors(sheet, notes, clause, who["assignees"]),
        **who,
        **due.fields,
    }
    lowered = sheet.low[start:end]
    fields["clarity"] = {
        "person": bool(who["assignees"]),
        "task": False,
        "progress": due.stated,
        "responsibility": _BLAME.search(lowered) is not None,
        "result": result(lowered, fields),
    }
    fields["closing"] = _closes(sheet, notes, clause, fields)
    fields["clarity"]["task"] = not fields["closing"] and checkable(sheet.low, clause, product, notes)
    fields["kind"] = _kind(fields)
    return Annotation("directive", start, end, rule, sure, fields)


def _cue(lead: Lead, clause: Clause, sheet: Sheet) -> str | None:
    return clause.modal or lead.cue if lead.inferred else lead.cue or clause.modal


def _assignees(sheet: Sheet, notes: Notes, clause: Clause) -> dict[str, Any]:
    """Return leads, implementers ("A chỉ đạo B làm") and supporting bodies."""
    leads = list(clause.subjects)
    if not leads:
        leads = _conduct_of(sheet, notes, clause)
    roles: dict[str, list[str]] | None = None
    through = handed_to(sheet, notes, clause.verb, clause.end) if leads else []
    if through:
        roles = {"lead": _called(notes, leads)[0], "implement": _called(notes, through)[0]}
        leads += [m for m in through if m not in leads]
    leads, beside = _with_whom(sheet, leads)
    beside = beside if clause.own else []
    joined = sheet.search(_WITH, clause.start, clause.end)
    coordinators = subject_at(sheet, notes, joined.end(), clause.end)[0] if joined else []
    coordinators = coordinators or beside or _helpers(sheet, notes, clause)
    known = {id(m) for m in leads}
    who, said = _called(notes, leads)
    others, others_said = _called(notes, [m for m in coordinators if id(m) not in known])
    return {
        "assignees": who,
        "assignees_raw": said,
        "assignee_roles": roles,
        "coordinators": others,
        "coordinators_raw": others_said,
    }


def _with_whom(sheet: Sheet, leads: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Part who leads from who is beside him: "Sở A cùng Sở B thẩm định ..."."""
    aside = [one for one in leads if sheet.low.startswith(" (phối hợp", one.end)]
    if aside and len(aside) < len(leads):  # "Sở A (chủ trì), Sở B (phối hợp) ..."
        return [one for one in leads if one not in aside], aside
    for place, lead in enumerate(leads):
        if place and lead.generic and _MASS.match(leads[0].name.lower()):
            break  # "Hội Phụ nữ tỉnh cùng các đoàn thể": one row of equals
        if place and sheet.low.endswith((" cùng ", " cùng với "), 0, lead.start):
            return leads[:place], leads[place:]
    return leads, []


def _helpers(sheet: Sheet, notes: Notes, clause: Clause) -> list[Mention]:
    """Return who helps where the text says it after the names ("A chủ trì, B, C phối hợp (làm ...)")."""
    m = sheet.search(_HELP, clause.start, clause.end)
    if m is None:
        return []
    led = sheet.low.find("chủ trì, ", clause.start, m.start())
    if led < 0 and not _HELPS.match(sheet.low, m.end(), clause.end):
        return []
    for mention in notes.mentions_in(max(clause.start, led), m.start())[:12]:
        if sheet.text[mention.start - 2 : mention.start] in (", ", "; "):
            group, finish = subject_at(sheet, notes, mention.start, clause.end)
            if finish == m.start():
                return group
    return []


def _called(notes: Notes, mentions: list[Mention]) -> tuple[list[str], list[str]]:
    """Return full names and words as said, body by body: "UBND các huyện: A, B" is two."""
    pairs = [(notes.names.get(one, one), m.name) for m in mentions for one in one_by_one(notes.canonical(m))]
    return [one for one, _ in pairs], [said for _, said in pairs]


def _conduct_of(sheet: Sheet, notes: Notes, clause: Clause) -> list[Mention]:
    """Return whose conduct is asked for ("gương mẫu của cán bộ, nhất là người đứng đầu"): guideline rule 3."""
    m = sheet.search(_CONDUCT, clause.start, clause.end)
    if m is None:
        return []
    group, finish = subject_at(sheet, notes, m.end(), clause.end)
    most = _ESPECIALLY.match(sheet.low, finish, clause.end) if group else None
    return group + (subject_at(sheet, notes, most.end(), clause.end)[0] if most else [])


def _supervisors(sheet: Sheet, notes: Notes, clause: Clause, assignees: list[str]) -> list[str]:
    """Return who watches over the work: named so, or told to follow and urge what others do."""
    if clause.watch:
        return [notes.canonical(m) for m in clause.watch]
    m = sheet.search(_WATCHED, clause.start, clause.end)
    if m:
        return [notes.canonical(x) for x in subject_at(sheet, notes, m.end(), clause.end)[0]]
    return list(assignees) if _WATCHES.match(sheet.low, clause.verb, clause.end) else []


def _recipient(sheet: Sheet, notes: Notes, start: int, end: int) -> str | None:
    """Return the body that gets the product: "trình Ban Thường vụ Thành ủy"."""
    for m in sheet.finditer(_TO, start, end):
        group, _ = subject_at(sheet, notes, m.end(), end)
        if group:
            return notes.canonical(group[0])
    return None


@cache
def _products() -> Sought:
    makes = (
        r"(?:xây dựng|hoàn thiện|hoàn thành|ban hành|lập|soạn thảo|biên soạn|trình|tham mưu|có|dự thảo"
        r"|hoàn chỉnh|báo cáo|bổ sung|cập nhật|công bố|đề xuất"
        r"|sửa đổi|phê duyệt|thiết kế|công khai|ký kết|gửi|chuẩn bị)"
    )
    return Sought(
        rf"(?<!\w){makes}(?: (?!và |để "
        rf"|cho )[^\s,;.:()]+){{0,9}}? "
        rf"(?<!theo )(?<!đúng )(?<!của )(?<!trong )(?<!tại )(?<!phục vụ )(?<!tổ chức )(?<!thực hiện )(?<!với )"
        rf"((?:các "
        rf"|dự thảo "
        rf"|hồ sơ )?(?:{one_tone(alternation('products'))})(?!\w)(?! này)(?P<more>[^;.:(\n]{{0,160}}))"
    )


_PRODUCT_END = re.compile(
    r",? (?:để|trước|trong|bảo đảm|đảm bảo|trên cơ sở|nhằm|theo|trình|báo cáo|gửi|nhất là|đồng thời"
    r"|chậm nhất|xong|và trình|phục vụ) |(?<!phòng)(?<!sửa đổi), "
)


def deliverable(sheet: Sheet, start: int, end: int) -> str | None:
    """Return the named product an order asks for, up to the end of its phrase; None when there is none."""
    m = sheet.search(_products(), start, end)
    if m is None:
        return None
    stop = _PRODUCT_END.search(sheet.low, m.start("more"), m.end(1))
    words = sheet.said[m.start(1) : stop.start() if stop else m.end(1)].strip(" ,;")
    return words if len(words) > 5 else None


def _action(sheet: Sheet, clause: Clause) -> str:
    place = clause.verb
    for lead in ("cần phải ", "phải ", "cần ", "có trách nhiệm ", "có nhiệm vụ "):
        if sheet.low.startswith(lead, place):
            place += len(lead)
            break
    return sheet.said[place : clause.end].strip(" ,:;") or sheet.said[clause.start : clause.end]


def _closes(sheet: Sheet, notes: Notes, clause: Clause, fields: dict[str, Any]) -> bool:
    """Tell whether this is the formula that closes a document: everybody reports or carries out "this" document."""
    body_start, body_end = notes.frame.body
    last = sheet.paragraph_at(body_end - 1)
    late = clause.start > body_start + 0.6 * (body_end - body_start) or sheet.paragraph_at(clause.start) >= last - 1
    if notes.frame.official and late and _IN_CHARGE.match(sheet.low, clause.verb, clause.end):
        return True
    general = all(m.generic or " các " in m.name for m in clause.subjects)
    if not (notes.frame.official and late and general and sheet.search(_CLOSING, clause.start, clause.end)):
        return False
    if fields.get("recurring") and "đột xuất" not in sheet.low[clause.start : clause.verb]:
        return False
    return fields.get("deliverable") is None or "báo cáo" in sheet.low[clause.start : clause.end]


def _kind(fields: dict[str, Any]) -> str:
    """Return the kind of task this would be: dated, standing, undated, general (not tracked), decision (no task)."""
    if fields.get("decision"):
        return "decision"
    if fields.get("deadline") or fields.get("deadline_event"):
        return "dated"
    if fields.get("recurring"):
        return "standing"
    return "undated" if fields["clarity"]["task"] else "general"
