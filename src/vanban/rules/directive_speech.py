"""Orders in reported speech, as articles tell them: "Bí thư ... yêu cầu A làm B; C", "Các cấp ủy cần ...".

Source: gold guideline "directive", decision rules 1-3, 8-10. After a paragraph that orders, sentences with a modal or with
a body and a verb go on ordering; after one that reports or praises they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.clauses import clauses
from vanban.rules.directive_items import is_official
from vanban.rules.grammar import ALONE, FUTURE, PAST, opened, phrase_at, skip_connectives, subject_at
from vanban.rules.leads import Said, head_lead, leads_in, speaker
from vanban.rules.orders import Lead, order
from vanban.sheet import Sheet

RULE = "directive.speech"
MODAL_RULE = "directive.modal"

_REPORTS = re.compile(
    r"(?<!\w)(?:đánh giá|ghi nhận|biểu dương|khẳng định|cho biết|báo cáo|thừa nhận|nhắc lại|trình bày"
    r"|thảo luận|cho rằng|nêu bật"
    r"|đạt được|thông tin|chia sẻ|khai mạc|phát biểu khai mạc|tham gia|tham dự|chủ trì)(?!\w)"
)
_TELLS_ONLY = frozenset(
    ("khẳng định", "cho biết", "thừa nhận", "nhắc lại", "trình bày", "cho rằng", "nêu bật", "đạt được", "thông tin")
)
_MUST = re.compile(
    r"(?<!\w)(?<!không )(?<!mới )(?<!chưa )(?<!không phải )(?<!điều )(?<!nào )(phải|cần|cần phải"
    r"|có trách nhiệm)(?= (?!thiết|hướng dẫn|nghị định|chờ|là |chăng|kể đến)\w)"
)
_NOUN = re.compile(
    r"(?:việc|công tác|quá trình|khâu|nhiệm vụ|hoạt động|mọi|từ trong|người đứng đầu|cán bộ|bí thư"
    r"|đội ngũ|mỗi|tất cả|toàn đảng bộ)(?!\w)"
)
_LOOSE = re.compile(
    r"(?:đồng thời |bên cạnh đó, |cùng với đó, )?(?:tiếp tục|luôn|tập trung|thường xuyên"
    r"|trước mắt,? (?:cần|phải|tập trung)|tăng cường|đẩy mạnh|chú trọng)(?!\w)"
)
_EXPLAINS = re.compile(
    r"(?:vì|bởi|do|nhờ|mục tiêu|kết quả|hiện nay|thời gian qua|theo đó, đến nay)(?! vậy| đó"
    r"| thế)(?!\w)"
)
_TEXT = 60  # characters: a paragraph shorter than this is no running text


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield the orders of an article; official texts have their own rules."""
    if is_official(sheet, notes):
        return
    state = _State()
    place = 0
    spans = sheet.sentences
    for paragraph in sheet.paragraphs:
        sentences = []
        while place < len(spans) and spans[place][0] < paragraph.end:
            sentences.append(spans[place])
            place += 1
        if notes.closed(paragraph.start + 20, max(paragraph.end - 20, paragraph.start + 21)) or (
            paragraph.end - paragraph.start < _TEXT and sheet.text[paragraph.end - 1] != ":"
        ):
            continue
        yield from _paragraph(sheet, notes, sentences, state)


class _State:
    """What the paragraphs before have set: whether somebody is ordering, and who."""

    def __init__(self) -> None:
        self.ordering = False
        self.lead = Lead()


def _paragraph(sheet: Sheet, notes: Notes, sentences: list[tuple[int, int]], state: _State) -> Iterator[Annotation]:
    led = False
    for index, (start, end) in enumerate(sentences):
        leads = [said for said in leads_in(sheet, notes, start, end) if not said.past]
        if leads:
            orders = list(_led(sheet, notes, leads, start, end))
            state.lead = Lead(leads[0].lead.issuer, leads[0].lead.role, leads[0].lead.cue, True)
            notes.speaker = leads[0].lead.issuer or notes.speaker
            state.ordering = led = bool(orders) or sheet.text[start:end].rstrip().endswith(":")
            yield from orders
        elif index == 0 and _reports(sheet, notes, start, end):
            state.ordering = False
            state.lead = _reporter(sheet, notes, start, end) or state.lead
            notes.speaker = state.lead.issuer or notes.speaker
        else:
            told = _reporter(sheet, notes, start, end) if index == 0 else None
            notes.speaker = (told and told.issuer) or notes.speaker
            orders = list(_free(sheet, notes, start, end, state, led))
            state.ordering = state.ordering or bool(orders)
            yield from orders


def _led(sheet: Sheet, notes: Notes, leads: list[Said], start: int, end: int) -> Iterator[Annotation]:
    """Yield what each lead orders, up to the next lead; a told view orders only by its modal."""
    if quoted := _quoted(sheet, notes, leads[-1], start, end):
        parts = clauses(sheet, notes, *quoted)
        yield from (order(sheet, notes, part, leads[-1].lead, RULE, 0.85) for part in parts)
        return
    for index, said in enumerate(leads):
        stop = leads[index + 1].start if index + 1 < len(leads) else end
        if said.told:
            yield from _told(sheet, notes, said, stop)
        else:
            parts = clauses(sheet, notes, said.order, stop, _concerned(sheet, notes, start, said.start))
            yield from (order(sheet, notes, part, said.lead, RULE, 0.94) for part in parts)


def _quoted(sheet: Sheet, notes: Notes, said: Said, start: int, end: int) -> tuple[int, int] | None:
    """Return the words of an order quoted before who says them ("“Không để ...”, ông X nhấn mạnh")."""
    begin = start + (sheet.text[start] in '“"')
    close = _CLOSED.search(sheet.text, begin, said.start)
    if close is None or end - said.order > 3 or said.start - close.end() > 60:
        return None
    if "“" in sheet.text[begin : close.start()]:
        return None  # a word in quotes, not the speech
    place = opened(sheet, notes, skip_connectives(sheet.low, begin, close.start()), close.start())
    must = _COMMANDED.match(sheet.low, place) or _modal_subject(sheet, notes, place, close.start()) is not None
    return (begin, close.start()) if must else None


_CLOSED = re.compile(r"[”\"],? ?$|[”\"],? (?=[^”\"]{0,60}$)")
_COMMANDED = re.compile(r"(?:tuyệt đối |kiên quyết |nhất định )?(?:không (?:để|được)|phải|cần)(?!\w)")
_FOR = re.compile(r"(?:đối )?với (?=\S)")


def _concerned(sheet: Sheet, notes: Notes, start: int, stop: int) -> tuple[Mention, ...]:
    """Return whom a sentence concerns by its opening words ("Đối với các xã, phường, đồng chí ... đề nghị")."""
    m = _FOR.match(sheet.low, start, stop)
    group = subject_at(sheet, notes, m.end(), stop)[0] if m else []
    return tuple(mention for mention in group if mention.kind == "organisation")


def _told(sheet: Sheet, notes: Notes, said: Said, stop: int) -> Iterator[Annotation]:
    place = opened(sheet, notes, said.order, stop)
    if _modal_subject(sheet, notes, place, stop) is None:
        return
    for part in clauses(sheet, notes, place, stop):
        yield order(sheet, notes, part, said.lead, RULE, 0.85)


def _reports(sheet: Sheet, notes: Notes, start: int, end: int) -> bool:
    """Tell whether a sentence reports: somebody says, praises or presents, or things were done."""
    report = _REPORTS.search(sheet.low, start, min(end, start + 260))
    if report is None or _MUST.search(sheet.low, start, end):
        return False
    before = [m for m in notes.mentions_in(start, end) if m.end <= report.start()]
    if any(m.kind != "organisation" for m in before) or not before:
        return bool(before) or report.start() - start < 30
    return report[0] in _TELLS_ONLY or " đã " in sheet.low[start : start + 160]


def _reporter(sheet: Sheet, notes: Notes, start: int, end: int) -> Lead | None:
    """Return who reports in a sentence: what he asks for in the next one is his order."""
    report = _REPORTS.search(sheet.low, start, end)
    before = [m for m in notes.mentions_in(start, report.start()) if m.kind != "organisation"] if report else []
    if not before:
        return None
    who = speaker(notes, before[-1])
    return Lead(who.issuer, who.role, None, True)


def _free(sheet: Sheet, notes: Notes, start: int, end: int, state: _State, led: bool) -> Iterator[Annotation]:
    """Yield the orders of a sentence without a lead."""
    if _EXPLAINS.match(sheet.low, start) or (state.lead.issuer is None and state.lead.cue is None):
        return
    head = head_lead(sheet, skip_connectives(sheet.low, start, end), end)
    if head and sheet.text[start].isupper():
        lead = Lead(state.lead.issuer, state.lead.role, head[0], True)
        yield from (order(sheet, notes, part, lead, RULE, 0.88) for part in clauses(sheet, notes, head.end(), end))
        return
    place = opened(sheet, notes, skip_connectives(sheet.low, start, end), end)
    begin = start if sheet.low.startswith(("trước mắt", "trước hết"), start) else place
    group = _modal_subject(sheet, notes, place, end)
    if group is None and not (state.ordering and _commands(sheet, notes, place, end, led)):
        return
    if PAST.match(sheet.low, skip_connectives(sheet.low, subject_at(sheet, notes, place, end)[1], end)):
        return
    parts = clauses(sheet, notes, begin, end)
    yield from (order(sheet, notes, part, state.lead, MODAL_RULE, 0.9) for part in parts)


def _modal_subject(sheet: Sheet, notes: Notes, place: int, end: int) -> list[Mention] | None:
    """Return the subject of a modal in the main clause ([] for a plain noun), None when there is no such modal."""
    must = _MUST.search(sheet.low, place, min(end, place + 180))
    if must is None or ";" in sheet.low[place : must.start()]:
        return None
    if ALONE.match(sheet.low, place, end):
        return []
    group, finish = subject_at(sheet, notes, place, end)
    if group:
        return group if must.start() - finish <= 40 else None
    return [] if _NOUN.match(sheet.low, place) else None


def _commands(sheet: Sheet, notes: Notes, place: int, end: int, led: bool) -> bool:
    """Tell whether a sentence commands without a modal: a body with a verb, or a bare verb inside an ordering paragraph."""
    if sheet.low.startswith("trước mắt, ", place):
        place += 11
    group, finish = subject_at(sheet, notes, place, end)
    if group:
        after = skip_connectives(sheet.low, finish, end)
        return phrase_at(sheet.low, after) and not PAST.match(sheet.low, after) and not FUTURE.match(sheet.low, after)
    return led and _LOOSE.match(sheet.low, place) is not None
