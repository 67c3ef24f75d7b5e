"""Orders of an article in sentences without a word of ordering: "Các cấp ủy cần ...", "Sở Y tế rà soát ...", items of a list.

Not a rule by itself: the rule for reported speech asks it. What stands before decides: after an order a body with a verb,
and right after one a bare verb, goes on ordering; where nobody has ordered yet only "Yêu cầu ..." and a body that must do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.clauses import clauses
from vanban.rules.doers import doer_at, opened_in_time
from vanban.rules.grammar import ALONE, CHARGED, FUTURE, MODAL, PAST, phrase_at, skip_connectives, subject_at
from vanban.rules.heard import past_topic
from vanban.rules.impersonal import impersonal
from vanban.rules.item_words import TOLD
from vanban.rules.leads import head_lead
from vanban.rules.openings import opens_only
from vanban.rules.orders import Lead, order
from vanban.rules.partings import WHOEVER
from vanban.rules.timely import timely
from vanban.rules.upward import begs
from vanban.sheet import Sheet

RULE = "directive.speech"
MODAL_RULE = "directive.modal"

MUST = re.compile(
    r"(?<!\w)(?<!không )(?<!mới )(?<!chưa )(?<!không phải )(?<!điều )(?<!nào )(phải|cần|cần phải"
    r"|có trách nhiệm)(?= (?!thiết|hướng dẫn|nghị định|chờ|là |chăng|kể đến)\w)"
)
_NOUN = re.compile(
    r"(?:việc|công tác|quá trình|khâu|nhiệm vụ|hoạt động|mọi|từ trong|người đứng đầu|cán bộ|bí thư"
    r"|đội ngũ|mỗi|từng|tất cả|toàn đảng bộ)(?!\w)"
)
_LOOSE = re.compile(
    r"(?:đồng thời |bên cạnh đó, |cùng với đó, )?(?:tiếp tục|luôn|tập trung|thường xuyên"
    r"|trước mắt,? (?:cần|phải|tập trung)|tăng cường|đẩy mạnh|chú trọng|chủ động|khẩn trương)(?!\w)"
    r"(?! (?:chương trình làm việc|chương trình hội nghị|phiên|kỳ họp|buổi))"
)
_EXPLAINS = re.compile(
    r"(?:vì|bởi|do|nhờ|mục tiêu|kết quả|hiện nay|thời gian qua|theo đó, đến nay)(?! vậy| đó"
    r"| thế)(?!\w)"
)
_THEREFORE = re.compile(r"(?:, |\. )(?:do đó|do vậy|vì vậy|vì thế),? (?=\w)")
# A bare verb that tells what somebody did, not what is to be done.
_TELLS_OF = re.compile(
    r"(?:báo cáo|phát biểu|kết luận|thông báo|tham gia|tham dự|chủ trì|thảo luận|đánh giá|quán triệt|kiểm tra|làm việc"
    r"|trao đổi|ghi nhận|chia sẻ|giải đáp|trả lời)(?: \w+){0,3} (?:tại|về|với|của|trước)(?!\w)"
    r"|(?:thực hiện|triển khai|theo(?! dõi)) [^,.;]{3,160}, "
)
# What somebody means to reach himself, or only presides over.
_HIS_OWN = re.compile(
    r"phấn đấu|(?:đồng )?chủ trì(?: (?:hội nghị|phiên họp|cuộc họp|buổi|kỳ họp|họp|lễ|và)|\W*$)|(?:tham )?dự(?!\w)"
)
_SAID = re.compile(r" (?:sẽ|đã|đang|cho biết|cho hay)(?!\w)")
_QUOTED_HEAD = re.compile(r": [“\"]?(?=(?:Giao|Yêu cầu|Đề nghị|Phân công) )")
_NO_ITEM = re.compile(r"(?:về|trường hợp|theo(?! dõi)|ảnh|nguồn|tại|kết quả|năm|trong|có|đây|hiện|tổng|số)(?!\w)")
# "Về phía các chủ đầu tư, cần chủ động tháo gỡ ...".
_ON_PART_OF = re.compile(r"(?:(?:riêng )?đối với|về phía|với|riêng|còn) (?=\S)")
_THEN_MUST = re.compile(r",? (?=(?:cần|phải|cần phải) (?!thiết))")
_OFFICES = ("Văn phòng ", "Trung tâm ", "Phòng ", "Ban ", "Chi cục ", "Công an ")
_LAW_SAYS = re.compile(r"theo (?:quy định|luật|nghị định|thông tư|điều)")


@dataclass(slots=True)
class State:
    """What the paragraphs before have set: who orders, whether somebody does, whether a list of orders stands open."""

    ordering: bool = False
    lead: Lead = field(default_factory=Lead)
    listing: bool = False
    ordered: bool = False  # the sentence right before, in this paragraph or the one above, ordered
    things: bool = False  # the list may name things, not orders
    given: tuple[Mention, ...] = ()
    announced: bool = False  # a paper of his was told of; "theo đó" goes on with what it says

    def known(self) -> bool:
        """Tell whether anybody is known to order."""
        return self.lead.issuer is not None or self.lead.cue is not None


def free(
    sheet: Sheet, notes: Notes, start: int, end: int, state: State, led: bool, fresh: bool
) -> Iterator[Annotation]:
    """Yield the orders of a sentence without a lead; ``fresh`` when the sentence right before it ordered."""
    low = sheet.low
    if _EXPLAINS.match(low, start):
        therefore = _THEREFORE.search(low, start, end)
        if therefore is None:
            return
        start = therefore.end()
    begin = skip_connectives(low, start, end)
    begin += sheet.text[begin : begin + 1] in ("“", '"')
    if (colon := _QUOTED_HEAD.search(sheet.text, begin, end)) is not None:
        begin = start = colon.end()
    head = head_lead(sheet, begin, end)
    if head and sheet.text[start].isupper() and (state.known() or subject_at(sheet, notes, head.end() + 1, end)[0]):
        lead = Lead(state.lead.issuer, state.lead.role, head[0], True)
        parts = clauses(sheet, notes, head.end(), end)
        if not parts and sheet.text[end - 1] == ":":
            state.given = tuple(subject_at(sheet, notes, head.end() + 1, end)[0])
        for part in parts:
            if sheet.low.startswith(":", part.end):
                state.given = part.subjects
                if opens_only(sheet, notes, part):
                    continue
            yield order(sheet, notes, part, lead, RULE, 0.88)
        return
    begin = past_topic(sheet, notes, begin, end) if state.known() else begin
    whole, place = opened_in_time(sheet, notes, begin, end)
    if state.known() and (aside := _ON_PART_OF.match(low, begin, end)):
        who, finish = subject_at(sheet, notes, aside.end(), end)
        if who and (must := _THEN_MUST.match(low, finish, end)):
            parts = clauses(sheet, notes, must.end(), end, tuple(who))
            yield from (order(sheet, notes, part, state.lead, MODAL_RULE, 0.85) for part in parts)
            return
    if not state.known():
        if not _LAW_SAYS.match(low, begin):
            yield from _unasked(sheet, notes, place, end)
        return
    first = start if low.startswith(("trước mắt", "trước hết"), start) else whole
    bare = state.listing or fresh
    group = modal_subject(sheet, notes, place, end)
    if group is None and state.ordering and (work := impersonal(sheet, notes, start, end, ())):
        yield order(sheet, notes, work, state.lead, MODAL_RULE, 0.85)
        return
    if group is None and not (state.ordering and _commands(sheet, notes, (begin, place, end), led, bare)):
        return
    verb = skip_connectives(low, subject_at(sheet, notes, place, end)[1], end)
    if PAST.match(low, verb) or begs(low, verb):
        return
    parts = clauses(sheet, notes, first, end, state.given if state.listing else ())
    sure = 0.92 if group is not None else 0.88 if parts and parts[0].own else 0.8
    yield from (order(sheet, notes, part, state.lead, MODAL_RULE, sure) for part in parts)


def _unasked(sheet: Sheet, notes: Notes, place: int, end: int) -> Iterator[Annotation]:
    """Yield what a body must do though nobody is said to order it ("Văn phòng UBND huyện có trách nhiệm đôn đốc ...")."""
    group, finish = subject_at(sheet, notes, place, end)
    if not group and sheet.text.startswith(_OFFICES, place):
        group, finish = doer_at(sheet, notes, place, end)
    if not group or group[0].kind != "organisation":
        return
    if MODAL.match(sheet.low, skip_connectives(sheet.low, finish, end), end):
        yield from (order(sheet, notes, part, Lead(), MODAL_RULE, 0.75) for part in clauses(sheet, notes, place, end))


def item(sheet: Sheet, notes: Notes, start: int, end: int, state: State) -> Iterator[Annotation]:
    """Yield the orders of an item of an open list that no other reading takes: its siblings are orders, so it is one."""
    if state.things or end - start < 40 or _NO_ITEM.match(sheet.low, start) or sheet.text[end - 1] not in ".;…,/":
        return
    if PAST.search(sheet.low, start, min(end, start + 90)) or FUTURE.search(sheet.low, start, min(end, start + 90)):
        return
    parts = clauses(sheet, notes, start, end, state.given)
    yield from (order(sheet, notes, part, state.lead, MODAL_RULE, 0.7) for part in parts)


def modal_subject(sheet: Sheet, notes: Notes, place: int, end: int) -> list[Mention] | None:
    """Return the subject of a modal in the main clause ([] for a plain noun), None when there is no such modal."""
    must = MUST.search(sheet.low, place, min(end, place + 180))
    if must is None or ";" in sheet.low[place : must.start()]:
        return None
    if ALONE.match(sheet.low, place, end) or WHOEVER.match(sheet.low, place, end):
        return []
    group, finish = subject_at(sheet, notes, place, end)
    if group:
        return group if must.start() - finish <= 40 else None
    group, finish = doer_at(sheet, notes, place, end)
    if group and must.start() - finish <= 2:
        return group
    return [] if _NOUN.match(sheet.low, place) else None


def commands(sheet: Sheet, notes: Notes, place: int, end: int) -> bool:
    """Tell whether a body with a verb stands at ``place``: who orders goes on to say who does what."""
    group, finish = doer_at(sheet, notes, place, end)
    after = timely(sheet.low, skip_connectives(sheet.low, finish, end), end)
    charged = CHARGED.match(sheet.low, after, end)
    return (
        bool(group)
        and (phrase_at(sheet.low, after) or (charged is not None and phrase_at(sheet.low, charged.end())))
        and not PAST.match(sheet.low, after)
        and not FUTURE.match(sheet.low, after)
        and not _HIS_OWN.match(sheet.low, after, end)
        and not _SAID.search(sheet.low, place, finish)
    )


def _commands(sheet: Sheet, notes: Notes, span: tuple[int, int, int], led: bool, bare: bool) -> bool:
    """Tell whether a sentence commands without a modal: a body with a verb, or a bare verb inside an ordering paragraph."""
    begin, place, end = span
    if sheet.low.startswith("trước mắt, ", place):
        place += 11
    if led and _LOOSE.match(sheet.low, place) is not None:
        return True
    if subject_at(sheet, notes, place, end)[0] or not phrase_at(sheet.low, place):
        return commands(sheet, notes, place, end)
    return (
        bare
        and not (_TELLS_OF.match(sheet.low, place) or TOLD.match(sheet.low, place))
        and " đã " not in sheet.low[begin : min(end, place + 70)]
    )
