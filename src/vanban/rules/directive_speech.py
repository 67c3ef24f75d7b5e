"""Orders in reported speech, as articles tell them: "Bí thư ... yêu cầu A làm B; C", "Các cấp ủy cần ...".

Source: gold guideline "directive", decision rules 1-3, 8-10. After a paragraph that orders, sentences with a modal or with
a body and a verb go on ordering; after one that reports or praises they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.afterwards import dated, only_when
from vanban.rules.announced import headline, issues, said_behind
from vanban.rules.clauses import clauses
from vanban.rules.grammar import opened, phrase_at, skip_connectives, subject_at
from vanban.rules.leads import Said, head_lead, leads_in, speaker
from vanban.rules.official import is_official
from vanban.rules.openings import opens_only
from vanban.rules.orders import Lead, order
from vanban.rules.unled import MODAL_RULE as MODAL_RULE
from vanban.rules.unled import MUST, RULE, State, commands, free, item, modal_subject
from vanban.segment import Paragraph
from vanban.sheet import Sheet

_REPORTS = re.compile(
    r"(?<!\w)(?:đánh giá|ghi nhận|biểu dương|khẳng định|cho biết|báo cáo|thừa nhận|nhắc lại|trình bày"
    r"|thảo luận|cho rằng|nêu bật"
    r"|đạt được|thông tin|chia sẻ|khai mạc|phát biểu khai mạc|tham gia|tham dự|chủ trì)(?!\w)"
)
_TELLS_ONLY = frozenset(
    ("khẳng định", "cho biết", "thừa nhận", "nhắc lại", "trình bày", "cho rằng", "nêu bật", "đạt được", "thông tin")
)
_NAMES = re.compile(r"(?:như|gồm|gồm có|bao gồm|là) ?:\s*$")
_ACCORDINGLY = re.compile(r"(?:theo đó|cụ thể|nội dung (?:cụ thể|như sau|chỉ đạo)|trong đó)(?!\w)")
_OFFICIALS = re.compile(
    r"(?:thủ trưởng|giám đốc|(?:phó )?chủ tịch (?:ubnd|ủy ban nhân dân)|bí thư|người đứng đầu|lãnh đạo|trưởng)"
    r" (?:các|cấp|từng|mỗi)(?!\w)"
)
_TEXT = 60  # characters: a paragraph shorter than this and without a stop is no running text


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield the orders of an article; official texts have their own rules."""
    if is_official(sheet, notes):
        return
    state = State()
    first = next((p for p in sheet.paragraphs if p.end - p.start > 20), None)
    if first and (whose := headline(sheet, notes, first.start, first.end)):
        state.lead, state.ordering = replace(speaker(notes, whose), inferred=True), True
    place = 0
    spans = sheet.sentences
    found: list[Annotation] = []
    for paragraph in sheet.paragraphs:
        sentences = []
        while place < len(spans) and spans[place][0] < paragraph.end:
            sentences.append(spans[place])
            place += 1
        stops = sheet.text[paragraph.end - 1] in ".:" or state.listing
        short = paragraph.end - paragraph.start < _TEXT and not stops
        if short or notes.closed(paragraph.start + 20, max(paragraph.end - 20, paragraph.start + 21)):
            continue
        for one in _paragraph(sheet, notes, paragraph, sentences, state):
            if isinstance(one, Annotation):
                found.append(one)
            elif found and one[0] - found[-1].end < 300:
                found[-1] = dated(sheet, notes, found[-1], *one) or found[-1]
    yield from found


def _paragraph(
    sheet: Sheet, notes: Notes, paragraph: Paragraph, sentences: list[tuple[int, int]], state: State
) -> Iterator[Annotation | tuple[int, int]]:
    """Yield the orders of a paragraph, and the spans that only date the order before."""
    mark = paragraph.marker
    state.listing = state.listing and (mark is not None or _goes_on(sheet, notes, paragraph.start, paragraph.end))
    led, fresh = state.ordered, False
    quoted = paragraph.start
    if spoken := said_behind(sheet, notes, paragraph.start, paragraph.end):
        quoted = spoken[0]
        state.lead, state.ordering = replace(speaker(notes, spoken[1]), inferred=True), True
        notes.speaker = state.lead.issuer or notes.speaker
    for index, (start, end) in enumerate(sentences):
        start = max(start, mark.body) if mark and index == 0 else start
        if start < quoted:
            yield from free(sheet, notes, start, min(end, quoted), state, True, False)
            continue
        if only_when(sheet, skip_connectives(sheet.low, start, end), end) and (led or state.ordering):
            yield start, end
            continue
        orders = list(_sentence(sheet, notes, start, end, state, (index == 0, led, fresh)))
        if not orders and state.listing and mark and index == 0:
            orders = list(item(sheet, notes, start, end, state))
        fresh = state.ordered = bool(orders)
        led = led or (state.ordering and fresh)
        yield from orders


def _sentence(
    sheet: Sheet, notes: Notes, start: int, end: int, state: State, stands: tuple[bool, bool, bool]
) -> Iterator[Annotation]:
    """Yield the orders of a sentence and note who speaks and whether a list opens; ``stands``: is first, led, fresh."""
    first, led, fresh = stands
    opens = sheet.text[start:end].rstrip().endswith(":")
    state.given = () if opens else state.given
    if opens:
        state.things = _NAMES.search(sheet.low, start, end) is not None
    leads = [
        said
        for said in leads_in(sheet, notes, start, end)
        if not said.past and not (state.ordering and _hands_on(sheet, said, start))
    ]
    if len(leads) == 1 and end - leads[0].order <= 3 and not _quoted(sheet, notes, leads[0], start, end):
        last = leads.pop()  # "..., công điện lưu ý."
        state.lead, state.ordering = replace(last.lead, inferred=True), True
        notes.speaker = last.lead.issuer or notes.speaker
        end = last.start
    if leads:
        orders = list(_led(sheet, notes, leads, start, end, state))
        state.lead = Lead(leads[0].lead.issuer, leads[0].lead.role, leads[0].lead.cue, True)
        notes.speaker = leads[0].lead.issuer or notes.speaker
        state.ordering = bool(orders) or opens or leads[0].paper
        state.listing = opens
        yield from orders
        return
    if first and not state.listing and _reports(sheet, notes, start, end, state.ordering):
        state.ordering = False
        state.lead = _reporter(sheet, notes, start, end) or state.lead
        notes.speaker = state.lead.issuer or notes.speaker
        return
    told = _reporter(sheet, notes, start, end) if first else None
    notes.speaker = (told and told.issuer) or notes.speaker
    if state.announced and state.known() and _ACCORDINGLY.match(sheet.low, start, end):
        state.ordering, state.listing = True, opens or state.listing
    orders = list(free(sheet, notes, start, end, state, led, fresh))
    state.ordering = state.ordering or bool(orders)
    if orders and not state.known():
        state.lead = Lead(None, None, orders[0].fields["cue"], True)
    if not orders and (who := issues(sheet, notes, start, end)):
        state.lead = replace(speaker(notes, who), inferred=True)
        notes.speaker = state.lead.issuer or notes.speaker
        state.listing = state.ordering = opens
        state.given, state.announced = (), True
    elif opens and (orders or state.given):
        state.listing = state.ordering = True
        state.lead = state.lead if state.known() else Lead(None, None, "yêu cầu", True)
    yield from orders


def _hands_on(sheet: Sheet, said: Said, start: int) -> bool:
    """Tell whether officials named together direct others: they are ordered, they do not order."""
    directs = said.lead.cue in ("chỉ đạo", "giao", "phân công", "đôn đốc", "yêu cầu")
    return directs and _OFFICIALS.match(sheet.low, skip_connectives(sheet.low, start, said.order)) is not None


def _goes_on(sheet: Sheet, notes: Notes, start: int, end: int) -> bool:
    """Tell whether a paragraph without a mark may be the next of a list: it begins with a verb, a doer, a word of order."""
    place = skip_connectives(sheet.low, start, end)
    return (
        phrase_at(sheet.low, place)
        or head_lead(sheet, place, end) is not None
        or commands(sheet, notes, place, end)
        or MUST.match(sheet.low, place) is not None
    )


def _led(sheet: Sheet, notes: Notes, leads: list[Said], start: int, end: int, state: State) -> Iterator[Annotation]:
    """Yield what each lead orders, up to the next lead; a told view orders only by its modal."""
    state.given = ()
    if quoted := _quoted(sheet, notes, leads[-1], start, end):
        mine = _MINE.match(sheet.low, quoted[0])
        parts = clauses(sheet, notes, mine.end() if mine else quoted[0], quoted[1])
        yield from (order(sheet, notes, part, leads[-1].lead, RULE, 0.85) for part in parts)
        return
    for index, said in enumerate(leads):
        stop = leads[index + 1].start if index + 1 < len(leads) else end
        if said.told:
            yield from _told(sheet, notes, said, stop)
            continue
        again = head_lead(sheet, said.order, stop)
        begin = again.end() if again else said.order
        parts = clauses(sheet, notes, begin, stop, _concerned(sheet, notes, start, said.start))
        for part in parts:
            if part is parts[-1] and sheet.text[part.end : end].startswith(":"):
                state.given = part.subjects
                if opens_only(sheet, notes, part):
                    continue
            yield order(sheet, notes, part, said.lead, RULE, 0.94)
        if not parts and sheet.text[end - 1] == ":":  # "UBND tỉnh giao Sở A:" and below it what to do
            state.given = tuple(subject_at(sheet, notes, skip_connectives(sheet.low, begin, end), end)[0])


def _quoted(sheet: Sheet, notes: Notes, said: Said, start: int, end: int) -> tuple[int, int] | None:
    """Return the words of an order quoted before who says them ("“Không để ...”, ông X nhấn mạnh")."""
    begin = start + (sheet.text[start] in '“"')
    close = _CLOSED.search(sheet.text, begin, said.start)
    if close is None or end - said.order > 3 or said.start - close.end() > 60:
        return None
    if "“" in sheet.text[begin : close.start()]:
        return None  # a word in quotes, not the speech
    place = opened(sheet, notes, skip_connectives(sheet.low, begin, close.start()), close.start())
    must = _COMMANDED.match(sheet.low, place) or modal_subject(sheet, notes, place, close.start()) is not None
    return (begin, close.start()) if must else None


_CLOSED = re.compile(r"[”\"],? ?$|[”\"],? (?=[^”\"]{0,60}$)")
_COMMANDED = re.compile(
    r"(?:tôi |chúng tôi )?(?:đề nghị|yêu cầu) |(?:tuyệt đối |kiên quyết |nhất định )?(?:không (?:để|được)|phải|cần)(?!\w)"
)
_MINE = re.compile(r"(?:(?:chúng )?tôi )?(?:đề nghị|yêu cầu) (?=\S)")
_FOR = re.compile(r"(?:(?:riêng )?đối với|với|về phía|riêng|còn) (?=\S)")


def _concerned(sheet: Sheet, notes: Notes, start: int, stop: int) -> tuple[Mention, ...]:
    """Return whom a sentence concerns by its opening words ("Đối với các xã, phường, đồng chí ... đề nghị")."""
    m = _FOR.match(sheet.low, start, stop)
    group = subject_at(sheet, notes, m.end(), stop)[0] if m else []
    return tuple(mention for mention in group if mention.kind == "organisation")


def _told(sheet: Sheet, notes: Notes, said: Said, stop: int) -> Iterator[Annotation]:
    """Yield what a told view orders: by its modal, or, when a document says so, by a body and its verb."""
    place = opened(sheet, notes, said.order, stop)
    if _COMMANDED.match(sheet.low, place) is None and modal_subject(sheet, notes, place, stop) is None:
        place = skip_connectives(sheet.low, said.order, stop)
        if not (said.paper and (phrase_at(sheet.low, place) or commands(sheet, notes, place, stop))):
            return
    for part in clauses(sheet, notes, place, stop):
        yield order(sheet, notes, part, said.lead, RULE, 0.85)


def _reports(sheet: Sheet, notes: Notes, start: int, end: int, ordering: bool) -> bool:
    """Tell whether a sentence reports: somebody says, praises or presents, or things were done."""
    report = _REPORTS.search(sheet.low, start, min(end, start + 260))
    if report is None or MUST.search(sheet.low, start, end) or (ordering and _works(sheet, notes, start, end)):
        return False
    before = [m for m in notes.mentions_in(start, end) if m.end <= report.start()]
    if any(m.kind != "organisation" for m in before) or not before:
        return bool(before) or report.start() - start < 30
    return report[0] in _TELLS_ONLY or " đã " in sheet.low[start : start + 160]


def _works(sheet: Sheet, notes: Notes, start: int, end: int) -> bool:
    """Tell whether a body begins a sentence and does work of its own: it may report on it later in the sentence."""
    begin = skip_connectives(sheet.low, start, end)
    group, finish = subject_at(sheet, notes, begin, end)
    verb = skip_connectives(sheet.low, finish, end)
    body = bool(group) and (group[0].kind == "organisation" or _OFFICIALS.match(sheet.low, begin) is not None)
    return body and commands(sheet, notes, begin, end) and _REPORTS.match(sheet.low, verb) is None


def _reporter(sheet: Sheet, notes: Notes, start: int, end: int) -> Lead | None:
    """Return who reports in a sentence: what he asks for in the next one is his order."""
    report = _REPORTS.search(sheet.low, start, end)
    before = [m for m in notes.mentions_in(start, report.start()) if m.kind != "organisation"] if report else []
    if not before:
        return None
    who = speaker(notes, before[-1])
    return Lead(who.issuer, who.role, None, True)
