"""What is asked of a higher level in so many words: "kiến nghị Chính phủ ...", "về đề xuất của X xin ...".

Source: gold guideline "proposal" - from a lower to a higher level, the lead-in outside the span; one a request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.anchored import Sought
from vanban.model import Annotation
from vanban.notes import Notes, Taken
from vanban.rules.clauses import trimmed
from vanban.rules.grammar import skip_connectives, subject_at
from vanban.rules.heard import goes_up
from vanban.rules.outcome_words import ABOVE, ALSO, ANSWERED, ASKED_ABOUT, ASKED_FOR, ASKS, ASKS_ABOVE, PRAISED
from vanban.rules.upward import asks_up
from vanban.sheet import Sheet

RULE = "proposal.asked"
AGREED_RULE = "proposal.agreed"
FOR_RULE = "proposal.for"

_REQUEST = re.compile(r"(?<!\w)đề nghị ")
_SHORTEST = 20
_CUT = re.compile(r"; ?|,? đồng thời,? ")
_ASKING = Sought("đề xuất|kiến nghị|đề nghị|kính mong")


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield requests to those above, and those that an answer names."""
    taken = Taken(len(sheet.text))
    for known in notes.of("proposal"):
        taken.take(known.start, known.end)
    for start, end in sheet.sentences:
        if not sheet.search(_ASKING, start, end) or notes.closed(start, end):
            continue
        answered = list(_answered(sheet, notes, start, end))
        agreed = [] if answered else list(_agreed(sheet, notes, start, end))
        for found in (
            *answered,
            *agreed,
            *_asked(sheet, notes, start, end),
        ):
            if not notes.in_citation(found.start) and taken.take(found.start, found.end):
                yield found


def _answered(sheet: Sheet, notes: Notes, start: int, end: int) -> Iterator[Annotation]:
    """Read "Về đề xuất của UBND huyện X xin kéo dài ...: đồng ý"."""
    begin = skip_connectives(sheet.low, _body(sheet, start), end)
    if m := ASKED_ABOUT.match(sheet.low, begin, end):
        yield Annotation("proposal", *m.span("what"), FOR_RULE, 0.75, {"by": []})
    answer = ANSWERED.match(sheet.low, begin, end)
    for m in (*sheet.finditer(ASKED_FOR, start, end), *((answer,) if answer else ())):
        group, _ = subject_at(sheet, notes, m.start("who"), end)
        if group:
            who = [notes.canonical(one) for one in group]
            stop = _before_body(sheet, notes, *m.span("what"))
            yield Annotation(
                "proposal", m.start("what"), trimmed(sheet, m.start("what"), stop), FOR_RULE, 0.75, {"by": who}
            )


def _body(sheet: Sheet, start: int) -> int:
    """Return where a sentence begins behind the mark of its item."""
    mark = sheet.paragraphs[sheet.paragraph_at(start)].marker
    return mark.body if mark and start < mark.body else start


def _before_body(sheet: Sheet, notes: Notes, start: int, end: int) -> int:
    """Return where a request ends: before the body that is told to see to it."""
    comma = start
    while (comma := sheet.low.find(", ", comma + 1, end)) >= 0:
        if (body := notes.mention_at(comma + 2)) and body.kind != "person":
            return comma
    return end


def _agreed(sheet: Sheet, notes: Notes, start: int, end: int) -> Iterator[Annotation]:
    for m in sheet.finditer(PRAISED, start, end):
        group, finish = subject_at(sheet, notes, m.end(), end)
        if group:
            who = [notes.canonical(one) for one in group]
            yield Annotation("proposal", m.start(1), finish, AGREED_RULE, 0.7, {"by": who})


def _asked(sheet: Sheet, notes: Notes, start: int, end: int) -> Iterator[Annotation]:
    asked = next((m for m in sheet.finditer(ASKS, start, end) if _above(sheet, notes, m.end(), end)), None)
    if asked is None:
        head = ASKS_ABOVE.match(sheet.low, skip_connectives(sheet.low, _body(sheet, start), end), end)
        asked = head if head and goes_up(sheet, notes, head) else _up(sheet, start, end)
    if asked is None:
        return
    by = [one for one in notes.mentions_in(start, asked.start()) if not one.generic]
    for begin, stop in _pieces(sheet.low, asked.end(), end):
        begin = skip_connectives(sheet.low, begin, stop)
        stop = trimmed(sheet, begin, stop)
        if stop - begin >= _SHORTEST:
            to, _ = subject_at(sheet, notes, begin, stop)
            fields = {"by": [notes.canonical(one) for one in by[-1:]], "to": [notes.canonical(one) for one in to]}
            yield Annotation("proposal", begin, stop, RULE, 0.85, fields)


def _up(sheet: Sheet, start: int, end: int) -> re.Match[str] | None:
    """Return the "đề nghị" of a sentence by which somebody asks those above him."""
    cues = _REQUEST.finditer(sheet.low, start, end)
    return next((m for m in cues if asks_up(sheet.low, start, m.start(), m.end())), None)


def _above(sheet: Sheet, notes: Notes, place: int, end: int) -> bool:
    """Tell whether somebody who can grant it is asked."""
    return notes.mention_at(place) is not None or ABOVE.match(sheet.low, place, end) is not None


def _pieces(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the requests of one sentence: between ";", and at "và" before a verb of asking."""
    begin = start
    for pattern in (_CUT, ALSO):
        for cut in pattern.finditer(low, begin, end):
            if pattern is ALSO and low.find(";", begin, end) >= 0:
                break
            yield begin, cut.start()
            begin = cut.end()
    if begin < end:
        yield begin, end
