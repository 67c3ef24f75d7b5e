"""What was done, what fell short and what is asked of a higher level: results, shortcomings, proposals, clause by clause.

Source: gold guideline "shortcoming / proposal / result" - one per separately stated item; cause and lead-in stay outside.
A part under "Kết quả", "Tồn tại, hạn chế" or "Kiến nghị" says what its items are; elsewhere the words of the clause do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.model import Annotation, AnnotationType
from vanban.notes import Mention, Notes
from vanban.rules.clauses import trimmed
from vanban.rules.grammar import depths, phrase_at, skip_connectives, subject_at
from vanban.rules.outcome_words import (
    AIMED,
    BESIDE,
    CALLED,
    CAUSE,
    CONCEDES,
    CONTENT,
    DONE,
    EVENT,
    FELL_SHORT,
    FIGURE,
    GOOD,
    HAS_DONE,
    LED_IN,
    LISTS,
    NEITHER,
    NOT_DONE,
    PRAISED_FOR,
    REASON,
    STATES,
    TO_COME,
    TURN,
    TURNED,
    WEIGHED,
    topic_of,
)
from vanban.segment import Paragraph
from vanban.segment.markers import RANKS
from vanban.sheet import Sheet

_SPLIT = re.compile(
    r"; ?|,? đồng thời,? (?!là )|\.\.\. ?|…|(?: như(?: sau)?|, gồm|, cụ thể): ?"
    r"|, (?=đã (?:[^\W\d]\w* ){1,5}\d|[^\W\d]\w* được \d)(?!đạt )"
)
RULE = "result.clause"
SHORTCOMING_RULE = "shortcoming.clause"
PROPOSAL_RULE = "proposal.clause"

_ASKED = re.compile(r"(?:kính |trân trọng )?(?:đề nghị|kiến nghị|đề xuất)(?: với)? ")
_TAIL = re.compile(r" \d[\d.,]*%? \d[\d.,]*%?(?: [^\W\d]|$)")  # figures side by side, as no sentence has them
# A heading with its words behind it in one paragraph: "1. Ưu điểm: Chi bộ đã ..."
_RUN_IN = re.compile(
    r"((?:về )?(?:những |một số |các )?(?:kết quả|ưu điểm|mặt được|tồn tại|hạn chế|khuyết điểm)[^:.;]{0,40}): \S"
)
_LEADS_IN = ("nhiệm vụ sau", "nội dung sau", "giải pháp sau", "công việc sau", "như sau", "sau đây")
_SHORTEST = 20  # characters: less says nothing by itself
_HEADING = 160
_LEFT_OVER = (
    9  # characters of a paragraph outside its orders: a statement needs more, since an order may cover a third of it
)

_RULES = {"result": RULE, "shortcoming": SHORTCOMING_RULE, "proposal": PROPOSAL_RULE}

Piece = tuple[int, int]


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield results, shortcomings and proposals; never where an order stands."""
    taken = bytearray(notes.length + 1)
    for one in notes.of("directive"):
        taken[one.start : one.end] = b"\x01" * (one.end - one.start)
    first = taken.find(1)
    parts, weighing = _Parts(), False
    place, spans = 0, sheet.sentences
    for paragraph in sheet.paragraphs:
        sentences: list[Piece] = []
        while place < len(spans) and spans[place][0] < paragraph.end:
            sentences.append(spans[place])
            place += 1
        topic = parts.enter(sheet, paragraph)
        if topic == "heading" or _apart(sheet, notes, paragraph):
            continue
        orders = 1 in taken[paragraph.start : paragraph.end]
        opening = notes.frame.official and paragraph.end <= (first if first >= 0 else notes.frame.body[1])
        weighing = (weighing and not orders and not parts.ahead) or _weighs(sheet, sentences)
        if parts.ahead and not weighing:
            continue
        if orders and taken.count(0, paragraph.start, paragraph.end) <= _LEFT_OVER:
            continue
        for found in _paragraph(sheet, notes, sentences, topic, weighing or opening or parts.weighs):
            held = taken.count(1, found.start, found.end) * 3 >= found.end - found.start
            if not held or topic == "proposal":
                yield found


class _Parts:
    """Which part of a report a paragraph stands in, by the headings passed."""

    def __init__(self) -> None:
        self._topic: AnnotationType | None = None
        self._rank = 99
        self.ahead = False  # in a part on aims, causes or what is to be done
        self.weighs = False  # in a part that tells how things stand

    def enter(self, sheet: Sheet, paragraph: Paragraph) -> AnnotationType | str | None:
        """Step to a paragraph; return what its sentences are, "heading" when it is one, None when no part says."""
        mark = paragraph.marker
        body = mark.body if mark else paragraph.start
        low = sheet.low[body : paragraph.end].rstrip(" .:;")
        upper = sheet.text[body : paragraph.end].isupper()
        rank = RANKS[mark.style] if mark else -1 if upper else 20
        heading = len(low) < _HEADING and (upper or mark is not None or low.startswith(CALLED)) and low != ""
        if upper or (heading and sheet.text[paragraph.end - 1] not in ".;"):
            named = topic_of(low)
            if named is not None or rank <= self._rank:
                self._topic = None if named == "other" or named == "state" else named
                self._rank = rank
                self.ahead, self.weighs = named == "other", named == "state"
            if named is not None:
                return "heading"
        run_in = _RUN_IN.match(sheet.low, body, paragraph.end)
        told = topic_of(run_in[1]) if run_in else None
        return self._topic if told is None or told == "other" or told == "state" else told


def _apart(sheet: Sheet, notes: Notes, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is no running text: furniture, a table, the letterhead, a short line."""
    if paragraph.end - paragraph.start < _SHORTEST or notes.tabled(paragraph.start):
        return True
    if notes.frame.official and not notes.frame.within(paragraph.start):
        return True
    mark = paragraph.marker
    if (
        mark
        and RANKS[mark.style] < RANKS["bullet"]
        and paragraph.end - mark.body < 90
        and sheet.text[paragraph.end - 1].isalpha()
    ):
        return True  # the heading of a part
    if len(_TAIL.findall(sheet.low, paragraph.start, paragraph.end)) > 1:
        return True  # the rows of a table that is padded with blanks
    inner = (paragraph.start + 20, max(paragraph.end - 20, paragraph.start + 21))
    return notes.closed(*inner)


def _weighs(sheet: Sheet, sentences: list[Piece]) -> bool:
    """Tell whether somebody weighs here what was done; what follows goes on with it until somebody orders."""
    return any(sheet.search(WEIGHED, start, min(end, start + 260)) for start, end in sentences)


def _paragraph(
    sheet: Sheet, notes: Notes, sentences: list[Piece], topic: AnnotationType | str | None, weighed: bool
) -> Iterator[Annotation]:
    subject: tuple[Mention, ...] = ()
    for start, end in sentences:
        weighed = weighed or TURN.match(sheet.low, start, end) is not None
        turned = TURN.match(sheet.low, start, end) is not None
        kind: AnnotationType | None = None
        listed = False  # the pieces are examples of what was said before a colon
        aim = None if topic else AIMED.search(sheet.low, start, end)
        for begin, stop in _pieces(sheet, start, end):
            if aim is not None and begin > aim.start():
                break  # what follows an aim is one too
            weighed = weighed or kind is not None
            before = kind if listed or kind == "result" else None
            listed = listed or sheet.text.find(":", stop, stop + 12) >= 0
            turned = turned or TURN.match(sheet.low, begin, stop) is not None
            turned = turned or TURNED.search(sheet.low, max(start, begin - 40), begin) is not None
            if REASON.match(sheet.low, skip_connectives(sheet.low, begin, stop), stop):
                continue
            praised = PRAISED_FOR.match(sheet.low, begin, stop)
            begin = praised.end() if praised else _inside(sheet, notes, begin, stop)
            turned = turned or TURNED.search(sheet.low, max(start, begin - 40), begin) is not None
            if topic == "proposal" and (asked := _ASKED.match(sheet.low, begin, stop)):
                begin = asked.end()
            stop = trimmed(sheet, begin, stop)
            if stop - begin < _SHORTEST or notes.closed(begin, stop):
                continue
            group, finish = subject_at(sheet, notes, begin, stop)
            subject = tuple(group) or subject
            kind = "result" if praised else _kind(sheet, notes, (begin, stop, finish), topic, weighed, before, turned)
            if kind is not None:
                who = list(dict.fromkeys(notes.canonical(one) for one in subject))
                fields = {"by": who} if kind == "proposal" else {"subject": who}
                sure = 0.5 if praised else _sure(kind, topic == kind, weighed)
                yield Annotation(kind, begin, stop, _RULES[kind], sure, fields)


def _sure(kind: AnnotationType, headed: bool, weighed: bool) -> float:
    """Return how often such a find was right: a result that only the words show is the least sure."""
    if headed:
        return 0.9
    return (0.75 if kind == "result" else 0.85) if weighed else 0.6


def _pieces(sheet: Sheet, start: int, end: int) -> Iterator[Piece]:
    """Yield the parts of a sentence between ";", each to be judged by itself."""
    deep = depths(sheet.text, start, end)
    begin = start
    for cut in _SPLIT.finditer(sheet.low, start, end):
        if not deep[cut.start() - start]:
            yield begin, cut.start()
            begin = cut.end()
    if begin < end:
        yield begin, end


def _inside(sheet: Sheet, notes: Notes, begin: int, stop: int) -> int:
    """Return where the statement begins: behind its item mark, who says it, a turn, a cause and a dash."""
    for _ in range(6):
        before = begin
        while begin < stop and notes.closed(begin, begin + 1):
            begin += 1  # the source mark an article opens with
        begin = skip_connectives(sheet.low, begin, stop)
        paragraph = sheet.paragraphs[sheet.paragraph_at(begin)]
        if paragraph.marker and paragraph.start <= begin < paragraph.marker.body:
            begin = paragraph.marker.body
        for opening in (TURN, CAUSE):
            if m := opening.match(sheet.low, begin, min(stop, begin + 320)):
                begin = m.end()
        if m := sheet.opens(LED_IN, begin, min(stop, begin + 320)):
            begin = m.end()
        if begin < stop and sheet.text[begin] in '“"' and sheet.text.count("”", begin, stop) <= 1:
            begin += 1
        if begin == before:
            break
    return begin


def _states_nothing(sheet: Sheet, begin: int, stop: int, headed: bool) -> bool:
    """Tell whether a clause gives a reason, grounds or aims, or what will come."""
    if REASON.match(sheet.low, begin, stop) or TO_COME.search(sheet.low, begin, stop):
        return True
    if sheet.low.endswith(_LEADS_IN, begin, stop):
        return True
    return not headed and NEITHER.match(sheet.low, begin, stop) is not None


def _kind(
    sheet: Sheet,
    notes: Notes,
    place: tuple[int, int, int],
    topic: AnnotationType | str | None,
    weighed: bool,
    before: AnnotationType | None,
    turned: bool,
) -> AnnotationType | None:
    """Say what a clause is, None when it states neither; ``before`` is what the clause before it in the sentence was."""
    begin, stop, finish = place
    low = sheet.low
    named = finish > begin or STATES.match(low, begin) is not None
    if not (topic or weighed or before or named):
        return None
    if _states_nothing(sheet, begin, stop, topic is not None):
        return None
    granted = CONCEDES.match(low, begin, stop)
    short = sheet.search(FELL_SHORT, granted.end() if granted else begin, stop)
    unmet = sheet.search(NOT_DONE, begin, min(stop, finish + 60))
    figure = sheet.search(FIGURE, begin, stop)
    figure = None if figure and notes.in_citation(figure.start()) else figure
    share = figure is not None and figure.start() <= begin + 6 and figure[0][0].isdigit()  # "100% chi bộ đã lập ..."
    fell_short = short is not None and (unmet is None or short.start() < unmet.start())
    if figure and short and figure.end() < short.start() and not (turned or share) and topic != "shortcoming":
        fell_short = False
    if (unmet and not fell_short) or (
        not topic and sheet.search(EVENT, begin, min(stop, max(finish, begin + 160) + 90))
    ):
        return None
    if topic == "proposal":
        return "proposal" if CONTENT.search(low, begin, stop) and not sheet.search(EVENT, begin, stop) else None
    done = (
        sheet.search(HAS_DONE, begin, min(stop, finish + 90)) is not None or sheet.search(DONE, begin, stop) is not None
    )
    if finish > begin and phrase_at(low, finish + 1) and not (done or weighed or topic):
        return None  # told to do something
    if not (fell_short or topic or before or share) and sheet.search(BESIDE, begin, min(stop, begin + 160)):
        return None
    if fell_short and (topic in ("result", "shortcoming") or weighed or before or named):
        return "shortcoming"
    if turned and named and not done:
        return "shortcoming"
    if topic in ("result", "shortcoming"):
        return "result" if topic == "result" else "shortcoming"
    if before in ("result", "shortcoming"):
        things = LISTS.match(low, begin) is not None and finish == begin
        return None if (things and before == "result") or finish >= stop - 5 > begin else before
    if done and (finish > begin or weighed):
        return "result"
    if weighed and figure:
        return "result"
    return "result" if weighed and named and sheet.search(GOOD, begin, stop) else None
