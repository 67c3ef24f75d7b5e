"""Orders in official texts: items under a heading that names the lead, "Giao Sở A ...", "UBND các xã có trách nhiệm ...".

Source: layout of Decree 30/2020/NĐ-CP and Guidance 36-HD/VPTW; gold guideline "directive". An item inherits the lead of the
item above it; aims, requirements of style, causes and recipients are no orders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.clauses import Clause, clauses, trimmed
from vanban.rules.grammar import MODAL, PAST, opened, phrase_at, ready, skip_connectives, subject_at
from vanban.rules.leads import head_lead, leads_in
from vanban.rules.orders import Lead, order
from vanban.segment import Paragraph
from vanban.segment.markers import RANKS
from vanban.sheet import Sheet

RULE = "directive.item"
HEAD_RULE = "directive.assigned"
DECISION_RULE = "directive.decision"

_PREFIX = re.compile(
    r"(?:giao|đề nghị|yêu cầu|đối với|trách nhiệm của|nhiệm vụ của|mời|phân công|các nhiệm vụ của"
    r"|về phía|kính đề nghị)(?: cho)?:? (?=\S)"
)
_PASSIVE_PART = re.compile(
    r"mục đích|mục tiêu|yêu cầu(?! (?:các|thủ trưởng|ubnd|sở|chủ tịch))|quan điểm|căn cứ|tình hình"
    r"|kết quả|đánh giá|nguyên nhân|hạn chế|tồn tại|ưu điểm|khái quát|bối cảnh"
    r"|phạm vi|đối tượng|danh nghĩa|chủ đề|thời gian|địa điểm|thành phần|kinh phí|nguồn vốn"
    r"|sự cần thiết|cơ sở pháp lý|bài học|giải thích từ ngữ|nguyên tắc"
)
_ACTIVE_PART = re.compile(
    r"nhiệm vụ|giải pháp|tổ chức thực hiện|phân công|trách nhiệm|nội dung thực hiện|phương hướng"
    r"|kế hoạch thực hiện|thực hiện"
)
_OPENS_LIST = re.compile(
    r"(?:nội dung|nhiệm vụ|công việc|biện pháp|giải pháp|việc|ý kiến|yêu cầu"
    r"|vấn đề)(?: [^.;:]{0,60})?(?:sau|sau đây|dưới đây|trọng tâm|cụ thể)(?: đây)?:?$|như sau:?$"
    r"|sau:$"
)
_KEYED = re.compile(
    r"(?:[-+*•] ?)?(?:\W{0,2})(?:thời gian|địa điểm|kinh phí|đơn vị|cơ quan|thành phần|hình thức"
    r"|nội dung|số lượng|sản phẩm|quy mô|đối tượng|phương thức|tiến độ|kết quả)"
    r"(?: [^:;.]{1,40})?: ?"
)
_PREAMBLE = re.compile(r"(?:căn cứ|xét|theo đề nghị|trên cơ sở kết quả|thực hiện|triển khai)(?!\w)")
_DECIDES = re.compile(
    r"(?:đồng ý|thống nhất|nhất trí)(?: về)?(?: chủ trương| với| nội dung)(?!\w)|(?:đồng ý"
    r"|nhất trí) (?=về|cho|như)"
)
_LAST = re.compile(r"(?:trên đây là|quyết định này có hiệu lực|nghị quyết này có hiệu lực|kế hoạch này)")
_ARTICLE_WORDS = re.compile(r"điều \d{1,3}\. ?")
_NARRATES = frozenset(("Báo cáo", "Tờ trình", "Biên bản", "Giấy mời"))


@dataclass(slots=True)
class _Open:
    """An item still open above the present one: its rank, the leads it hands down, whether its part is active."""

    rank: int
    label: str
    leads: tuple[Mention, ...] = ()
    active: bool | None = None
    listing: bool = False


@dataclass(slots=True)
class _Walk:
    """Where the walk down the document stands."""

    above: list[_Open] = field(default_factory=list)
    listed: tuple[Mention, ...] = ()
    listing: bool = False
    started: bool = False

    def leads(self) -> tuple[Mention, ...]:
        """Return the nearest leads handed down."""
        return next((level.leads for level in reversed(self.above) if level.leads), self.listed if self.listing else ())

    def active(self) -> bool:
        """Tell whether the nearest part that says so holds orders."""
        said = next((level.active for level in reversed(self.above) if level.active is not None), None)
        return said is not False

    def invited(self) -> bool:
        """Tell whether an item here is an order even without a lead."""
        return self.listing or any(level.active or level.listing for level in self.above)


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield the orders of an official text, paragraph by paragraph."""
    if not is_official(sheet, notes):
        return
    walk = _Walk()
    found = {f.start - (f.start - sheet.paragraphs[sheet.paragraph_at(f.start)].start) for f in notes.of("directive")}
    lead = Lead(notes.frame.issuer and _full(notes, notes.frame.issuer), None, None, True)
    starts = sheet.sentences
    place = 0
    body_start, body_end = notes.frame.body
    for index, paragraph in enumerate(sheet.paragraphs):
        sentences = []
        while place < len(starts) and starts[place][0] < paragraph.end:
            sentences.append(starts[place])
            place += 1
        if (
            paragraph.start < body_start
            or paragraph.start >= body_end
            or notes.closed(paragraph.start, paragraph.start + 1)
        ):
            continue
        if notes.tabled(paragraph.start) or paragraph.start in found:
            continue
        below = sheet.paragraphs[index + 1] if index + 1 < len(sheet.paragraphs) else None
        yield from _paragraph(sheet, notes, paragraph, sentences, walk, lead, _deeper(paragraph, below))


def _deeper(paragraph: Paragraph, below: Paragraph | None) -> bool:
    """Tell whether the next paragraph is an item under this one."""
    mark, under = paragraph.marker, below.marker if below else None
    return mark is not None and under is not None and RANKS[under.style] > RANKS[mark.style]


def is_official(sheet: Sheet, notes: Notes) -> bool:
    """Tell an official text, or a part of one: a letterhead, or numbered items that open with a body."""
    if notes.frame.official:
        return True
    items = [p for p in sheet.paragraphs if p.marker and p.marker.style not in ("bullet",)]
    named = sum(bool(subject_at(sheet, notes, p.marker.body, p.end)[0]) for p in items[:30] if p.marker)
    return named >= 1 and sheet.paragraphs[0].marker is not None


def _full(notes: Notes, body: str) -> str:
    low = body.lower()
    return next((notes.canonical(m) for m in notes.mentions if m.name.lower() == low), notes.names.get(body, body))


def _paragraph(
    sheet: Sheet,
    notes: Notes,
    paragraph: Paragraph,
    sentences: list[tuple[int, int]],
    walk: _Walk,
    lead: Lead,
    deeper: bool,
) -> Iterator[Annotation]:
    mark = paragraph.marker
    body = mark.body if mark else paragraph.start
    if mark:
        rank = RANKS[mark.style] + (1 if mark.style == "bullet" and mark.label in "+*" else 0)
        while walk.above and (walk.above[-1].rank >= rank):
            walk.above.pop()
        if not walk.above and mark.style in ("roman", "part", "chapter", "upper"):
            walk.listing = False
        walk.above.append(_Open(rank, mark.label))
    elif _heading(sheet, paragraph):
        walk.above = [_Open(-1, "", active=_part(sheet, body, paragraph.end))]
        return
    here = walk.above[-1] if mark else None
    if mark and here and _is_head(sheet, notes, body, paragraph.end, here, deeper):
        return
    if _KEYED.match(sheet.low, body, paragraph.end) or _LAST.match(sheet.low, body):
        sentences = sentences[1:] if _LAST.match(sheet.low, body) else []
    if mark is None and not walk.started and (_is_preamble(sheet, notes, paragraph)):
        if sheet.text[paragraph.end - 1] == ":":
            _open_list(sheet, walk, here, tuple(_announcer(sheet, notes, sentences)), paragraph.start, paragraph.end)
        return
    walk.started = True
    if not walk.active():
        return
    for index, (start, end) in enumerate(sentences):
        begin = max(start, body) if index == 0 else start
        yield from _sentence(sheet, notes, begin, end, walk, lead, here, index)


_PLANS = frozenset(
    (
        "Kế hoạch",
        "Chương trình",
        "Chương trình hành động",
        "Nghị quyết",
        "Quyết định",
        "Đề án",
        "Quy chế",
        "Quy định",
        "Phụ lục",
        "Phương án",
        "Nghị định",
        "Thông tư",
        "Hướng dẫn",
    )
)


def _is_preamble(sheet: Sheet, notes: Notes, paragraph: Paragraph) -> bool:
    """Tell whether an unnumbered paragraph before all items is title, grounds or introduction."""
    if sheet.text[paragraph.end - 1] not in '.:;…”"':
        return True
    return notes.frame.kind in _PLANS or _PREAMBLE.match(sheet.low, paragraph.start) is not None


def _announcer(sheet: Sheet, notes: Notes, sentences: list[tuple[int, int]]) -> list[Mention]:
    """Return whom an introduction that opens a list orders ("... yêu cầu các sở thực hiện các nội dung sau:")."""
    start, end = sentences[-1]
    told = [said for said in leads_in(sheet, notes, start, end) if not said.told]
    return subject_at(sheet, notes, told[-1].order, end)[0] if told else []


def _heading(sheet: Sheet, paragraph: Paragraph) -> bool:
    text = sheet.text[paragraph.start : paragraph.end]
    return len(text) < 150 and text.isupper()


def _part(sheet: Sheet, start: int, end: int) -> bool | None:
    """Say whether a heading opens a part with orders, one without, or does not tell."""
    if _ACTIVE_PART.search(sheet.low, start, end):
        return True
    return False if _PASSIVE_PART.match(sheet.low, start, end) else None


def _is_head(sheet: Sheet, notes: Notes, body: int, end: int, here: _Open, deeper: bool) -> bool:
    """Tell whether an item is a heading, and note what it hands down: its leads, or whether its part is active."""
    stop = end
    while stop > body and sheet.text[stop - 1] in " .:;":
        stop -= 1
    prefix = _PREFIX.match(sheet.low, body, stop)
    start = prefix.end() if prefix else body
    group, finish = subject_at(sheet, notes, start, stop)
    if group and (
        finish >= stop - 2
        or (stop - start < 160 and finish - start >= 0.6 * (stop - start) and not ready(sheet.low, finish, stop))
    ):
        here.leads = tuple(group)
        here.active = True
        return True
    if sheet.text[stop : stop + 1] == ":" and sheet.low.startswith(("về ", "đối với "), body):
        return True
    if unread := _unread_lead(sheet, start, stop, prefix is not None, deeper):
        here.leads, here.active = (unread,), True
        return True
    if (
        deeper
        and here.rank < RANKS["bullet"]
        and not group
        and not head_lead(sheet, body, stop)
        and opened(sheet, notes, body, stop) == body
    ):
        here.active = _part(sheet, body, stop) if stop - body < 80 else True
        here.listing = here.active is not False
        return True
    if stop - body < 200 and sheet.text[stop - 1 : stop] != "." and not _is_order(sheet, notes, body, stop):
        here.active = _part(sheet, body, stop)
        here.listing = sheet.text[stop : stop + 1] == ":"
        return True
    return False


_LOOKS_LIKE_BODY = re.compile(
    r"(?:Sở|Bộ|Ban|Cục|Vụ|Viện|UBND|HĐND|Ủy ban|Công an|Văn phòng|Đảng ủy|Hội|Trung tâm|Đài|Công ty"
    r"|Tổng|Chủ tịch|Giám đốc|Thủ trưởng) \S"
)


def _unread_lead(sheet: Sheet, start: int, stop: int, asked: bool, deeper: bool) -> Mention | None:
    """Return a lead the grammar cannot read (a rare body, an OCR slip) where the layout leaves no doubt: "14. Đề nghị X"."""
    text = sheet.text[start:stop]
    if not deeper or len(text) > 140 or not text[:1].isupper() or ":" in text:
        return None
    first = text.find(" ") + 1
    busy = any(phrase_at(sheet.low, start + i + 1) for i, c in enumerate(text) if c == " " and i >= first)
    if not (_LOOKS_LIKE_BODY.match(text) if not asked else not busy):
        return None
    return Mention("organisation", start, stop, sheet.said[start:stop])


def _is_order(sheet: Sheet, notes: Notes, start: int, end: int) -> bool:
    """Tell whether a line reads as an order: a verb, or a body with a verb, and more than a title's few words."""
    if sheet.text[start:end].isupper() or end - start < 25:
        return False
    if head_lead(sheet, start, end) or phrase_at(sheet.low, start):
        return not _PASSIVE_PART.fullmatch(sheet.low, start, end)
    group, finish = subject_at(sheet, notes, start, end)
    return (bool(group) and ready(sheet.low, finish, end)) or opened(sheet, notes, start, end) > start


def _sentence(
    sheet: Sheet, notes: Notes, start: int, end: int, walk: _Walk, lead: Lead, here: _Open | None, index: int
) -> Iterator[Annotation]:
    """Yield the orders of one sentence under the leads handed down."""
    if decides := _DECIDES.match(sheet.low, start, end):
        finish = trimmed(sheet, start, end)
        clause = Clause(start, finish, (), False, decides.end(), None)
        found = order(
            sheet, notes, clause, Lead(lead.issuer, None, sheet.said[start : decides.end()], False), DECISION_RULE, 0.5
        )
        fields = {**found.fields, "decision": True, "kind": "decision"}
        yield Annotation("directive", start, finish, DECISION_RULE, 0.5, fields)
        return
    head = head_lead(sheet, start, end)
    if head and sheet.text[start].isupper():
        said = Lead(lead.issuer, lead.role, sheet.said[start : head.end()], False)
        parts = clauses(sheet, notes, head.end(), end)
        yield from _given(sheet, notes, parts, said, HEAD_RULE, 0.85, walk, start, end, here)
        return
    told = [said for said in leads_in(sheet, notes, start, end) if not said.past and not said.told]
    if told and (
        told[0].start == start or opened(sheet, notes, start, end) == told[0].start or told[0].start - start < 260
    ):
        for number, one in enumerate(told):
            stop = told[number + 1].start if number + 1 < len(told) else end
            parts = clauses(sheet, notes, one.order, stop)
            yield from _given(sheet, notes, parts, one.lead, HEAD_RULE, 0.8, walk, start, end, here)
        return
    begin = opened(sheet, notes, skip_connectives(sheet.low, start, end), end)
    group, finish = subject_at(sheet, notes, begin, end)
    inherited = walk.leads()
    if group and ready(sheet.low, finish, end):
        after = skip_connectives(sheet.low, finish, end)
        if PAST.match(sheet.low, after):
            return
        if notes.frame.kind in _NARRATES and not MODAL.match(sheet.low, after):
            return
        if _only_announces(sheet, after, end):
            _open_list(sheet, walk, here, tuple(group), start, end)
            return
        yield from _given(sheet, notes, clauses(sheet, notes, begin, end), lead, RULE, 0.75, walk, start, end, here)
    elif phrase_at(sheet.low, begin) and (inherited or walk.invited()) and notes.frame.kind not in _NARRATES:
        parts = clauses(sheet, notes, begin, end, inherited)
        yield from _given(sheet, notes, parts, lead, RULE, 0.8 if inherited else 0.6, walk, start, end, here)
    elif (
        inherited
        and here is not None
        and index == 0
        and end - start > 40
        and not sheet.low.startswith(("về ", "trường hợp"), start)
    ):
        parts = clauses(sheet, notes, begin, end, inherited)
        yield from _given(sheet, notes, parts, lead, RULE, 0.45, walk, start, end, here)
    else:
        _open_list(sheet, walk, here, (), start, end)


_ANNOUNCES = re.compile(
    r"(?:ban hành|xây dựng|xác định|thông báo|kết luận|có ý kiến|đề ra)[^.;]{0,200}(?:như sau|sau"
    r"|sau đây|cụ thể như sau):?$"
)


def _only_announces(sheet: Sheet, place: int, end: int) -> bool:
    """Tell whether a sentence only announces what stands below it ("UBND tỉnh ban hành Kế hoạch ... như sau:")."""
    return _ANNOUNCES.match(sheet.low, place, end) is not None


def _open_list(sheet: Sheet, walk: _Walk, here: _Open | None, group: tuple[Mention, ...], start: int, end: int) -> None:
    """Note that items below belong to a list this sentence opens."""
    stop = end
    while stop > start and sheet.text[stop - 1] in " .":
        stop -= 1
    if sheet.text[stop - 1 : stop] != ":" and not _OPENS_LIST.search(sheet.low, max(start, stop - 120), stop):
        return
    if here is not None:
        here.listing, here.leads = True, group or here.leads
    else:
        walk.listing, walk.listed = True, group


def _given(
    sheet: Sheet,
    notes: Notes,
    parts: list[Clause],
    lead: Lead,
    rule: str,
    sure: float,
    walk: _Walk,
    start: int,
    end: int,
    here: _Open | None,
) -> Iterator[Annotation]:
    """Yield the orders of clauses; one that only opens a list hands its leads down instead."""
    last = parts[-1] if parts else None
    for part in parts:
        if (
            part is last
            and sheet.text[start:end].rstrip(" .").endswith(":")
            and _OPENS_LIST.search(sheet.low, max(start, end - 120), end)
        ):
            _open_list(sheet, walk, here, part.subjects, start, end)
            if _list_only(sheet, part):
                continue
        yield order(sheet, notes, part, lead, rule, sure)


_LIST_ONLY = re.compile(
    r"(?:[^,;.]{0,40}?(?:thực hiện|triển khai|tập trung|chú ý|quan tâm|làm tốt|tiến hành)[^,;.]{0,60}"
    r"|[^;.]{0,30})(?:một số |các )?(?:nội dung|nhiệm vụ|công việc|việc|biện pháp|giải pháp|vấn đề)"
)


def _list_only(sheet: Sheet, part: Clause) -> bool:
    """Tell whether a clause says no more than that something follows."""
    return part.end - part.verb < 110 and _LIST_ONLY.match(sheet.low, part.verb, part.end) is not None
