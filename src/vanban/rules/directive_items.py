"""Orders in official texts: items under a heading that names the lead, "Giao Sở A ...", "UBND các xã có trách nhiệm ...".

Source: layout of Decree 30/2020/NĐ-CP and Guidance 36-HD/VPTW; gold guideline "directive". An item inherits the lead of the
item above it; what is decided without a doer ("Đồng ý chủ trương ...") is kept as a decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.afterwards import only_when, settled, told_later
from vanban.rules.clauses import Clause, clauses, trimmed
from vanban.rules.doers import doer_at, opened_in_time
from vanban.rules.grammar import MODAL, PAST, opened, phrase_at, skip_connectives, subject_at
from vanban.rules.handed import leads_party
from vanban.rules.heard import (
    announced_to,
    asked_up,
    full_name,
    goes_up,
    heard,
    is_preamble,
    passes_on,
    past_topic,
    titled,
)
from vanban.rules.impersonal import impersonal
from vanban.rules.item_words import (
    ABOVE,
    AFTER_COLON,
    AGREES,
    ANNOUNCES,
    ASKS_LAST,
    DECIDES,
    HOLDS_FORTH,
    ITSELF,
    KEYED,
    LAST,
    LEADS_TO,
    NARRATES,
    NO_WORK,
    TELLS,
    TOLD,
)
from vanban.rules.leads import head_lead, leads_in, speaker
from vanban.rules.official import is_official
from vanban.rules.openings import opens_only
from vanban.rules.orders import Lead, order
from vanban.rules.partings import WHOEVER
from vanban.rules.siblings import Passed, passed_over, taken_up
from vanban.rules.walk import Level, Walk, announces_list, broken_off, in_capitals, is_head, part_of
from vanban.segment import Paragraph
from vanban.segment.markers import RANKS
from vanban.sheet import Sheet

RULE = "directive.item"
HEAD_RULE = "directive.assigned"
DECISION_RULE = "directive.decision"

Find = Annotation | tuple[int, int]


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield the orders of an official text, paragraph by paragraph."""
    if not is_official(sheet, notes):
        return
    reader = _Reader(
        sheet, notes, Walk(), Lead(notes.frame.issuer and full_name(notes, notes.frame.issuer), None, None, True)
    )
    reader.walk.speaker = titled(sheet, notes)
    headed = {sheet.paragraph_at(f.start) for f in notes.of("directive")}
    place = 0
    found: list[Annotation] = []
    passed: list[Passed] = []
    for index, paragraph in enumerate(sheet.paragraphs):
        sentences = []
        while place < len(sheet.sentences) and sheet.sentences[place][0] < paragraph.end:
            sentences.append(sheet.sentences[place])
            place += 1
        if (
            not notes.frame.within(paragraph.start)
            or index in headed
            or notes.tabled(paragraph.start)
            or notes.closed(paragraph.start, paragraph.start + 1)
        ):
            continue
        below = sheet.paragraphs[index + 1] if index + 1 < len(sheet.paragraphs) else None
        ones = list(reader.paragraph(paragraph, sentences, _deeper(paragraph, below)))
        if not ones and paragraph.marker and not _deeper(paragraph, below):
            passed += passed_over(sheet, notes, reader.walk, reader.orders(), index, paragraph)
        for one in ones:
            if isinstance(one, tuple):
                told_later(sheet, notes, found, *one)
            else:
                found.append(one)
    yield from settled(sheet, notes, taken_up(sheet, notes, found, passed))


def _deeper(paragraph: Paragraph, below: Paragraph | None) -> bool:
    """Tell whether the next paragraph is an item under this one."""
    mark, under = paragraph.marker, below.marker if below else None
    return mark is not None and under is not None and RANKS[under.style] > RANKS[mark.style]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the paragraphs of one text in order; the walk remembers what stands open."""

    sheet: Sheet
    notes: Notes
    walk: Walk
    lead: Lead

    def paragraph(self, paragraph: Paragraph, sentences: list[tuple[int, int]], deeper: bool) -> Iterator[Find]:
        """Yield the orders of a paragraph and the spans that date the order before, or note what it opens for those below."""
        sheet, walk, mark = self.sheet, self.walk, paragraph.marker
        body = mark.body if mark else paragraph.start
        if mark is None and in_capitals(sheet, paragraph):
            walk.begin_part(part_of(sheet, body, paragraph.end))
            walk.addressed(sheet, paragraph)
            return
        if mark is None and walk.just_begun and sheet.text[paragraph.end - 1] not in ".;:…,":
            return  # the title below "KẾ HOẠCH"
        walk.just_begun, walk.told = False, ()
        here = walk.enter(sheet, paragraph)
        keyed = KEYED.match(sheet.low, body, paragraph.end) is not None
        if walk.addressed(sheet, paragraph) or (keyed and len(sentences) < 2):
            return
        if broken_off(sheet, paragraph):
            return
        if here and not keyed and is_head(sheet, self.notes, paragraph, here, walk, deeper):
            return
        if mark is None and not (walk.started or walk.levels) and is_preamble(sheet, self.notes, paragraph):
            if sheet.text[paragraph.end - 1] == ":":
                walk.open_list(None, announced_to(sheet, self.notes, sentences[-1]))
                self._listen(*sentences[-1])
            return
        if mark is None and sheet.text[paragraph.end - 1] == ":":
            self._listen(*sentences[-1])
        walk.started = True
        if here and len(sentences) > 1:
            walk.name_for_all(sheet, self.notes, here, body, sentences[0][1])
        if walk.active():
            for index, (start, end) in enumerate(sentences[keyed:], int(keyed)):
                if LAST.match(sheet.low, start):
                    asked = ASKS_LAST.search(sheet.low, start, end)
                    start = asked.end() if asked else end
                if only_when(sheet, start, end):
                    yield start, end
                elif start < end:
                    yield from self._sentence(max(start, body) if index == 0 else start, end, here, index)

    def _sentence(self, start: int, end: int, here: Level | None, index: int) -> Iterator[Annotation]:
        """Yield the orders of one sentence under the leads handed down."""
        sheet, notes = self.sheet, self.notes
        start = past_topic(sheet, notes, start, end)
        if TOLD.match(sheet.low, skip_connectives(sheet.low, start, end)) or LEADS_TO.match(sheet.low, start):
            return
        if AGREES.match(sheet.low, start, end):
            stop = sheet.low.find("; ", start, end)
            if stop > 0:
                yield from self._sentence(stop + 2, end, here, index + 1)
            return
        if decides := DECIDES.match(sheet.low, start, end):
            stop = sheet.low.find("; ", start, end)
            yield self._decision(start, stop if stop > 0 else end, decides.end())
            if stop > 0:
                yield from self._sentence(stop + 2, end, here, index + 1)
            return
        colon = AFTER_COLON.search(sheet.text, start, end)
        late = colon.end() if colon else opened(sheet, notes, start, end)
        asks = sheet.text[start].isupper() or sheet.text[start - 1 : start] == " "
        head = head_lead(sheet, start, end) if asks else None
        head = head or (head_lead(sheet, late, end) if late > start else None)
        if head and goes_up(sheet, notes, head):
            return
        if head and not self._hands_on(head.end(), end):
            said = replace(self.orders(), cue=sheet.said[head.start() : head.end()], inferred=False)
            yield from self._given(clauses(sheet, notes, head.end(), end), said, HEAD_RULE, 0.92, (start, end), here)
            return
        told = [
            s
            for s in leads_in(sheet, notes, start, end)
            if not (s.past or s.told or s.paper or passes_on(sheet, notes, s, start, here is not None))
        ]
        if told and told[0].start - start < 260:
            for number, one in enumerate(told):
                stop = told[number + 1].start if number + 1 < len(told) else end
                yield from self._given(
                    clauses(sheet, notes, one.order, stop), one.lead, HEAD_RULE, 0.9, (start, end), here
                )
            return
        yield from self._plain(start, end, here, index)

    def _plain(self, start: int, end: int, here: Level | None, index: int) -> Iterator[Annotation]:
        """Yield the orders of a sentence without a word of ordering: by its own doer, else by the one handed down."""
        sheet, notes, walk = self.sheet, self.notes, self.walk
        whole, begin = opened_in_time(sheet, notes, skip_connectives(sheet.low, start, end), end)
        told, finish = subject_at(sheet, notes, begin, end)
        if told and HOLDS_FORTH.match(sheet.low, finish):
            self._heard(told)
            if sheet.text[end - 1] == ":":
                walk.open_list(here, ())
            return
        inherited = walk.leads() or walk.told
        whoever = WHOEVER.match(sheet.low, begin, end) is not None
        nobody = whoever or leads_party(sheet, begin, inherited)
        group, finish = ([], begin) if nobody else doer_at(sheet, notes, begin, end)
        narrates = notes.frame.kind in NARRATES and not walk.ordering()
        if group:
            after = skip_connectives(sheet.low, finish, end)
            if (
                PAST.match(sheet.low, after)
                or TELLS.match(sheet.low, after)
                or (narrates and not MODAL.match(sheet.low, after))
                or (notes.canonical(group[0]) == self.lead.issuer and ITSELF.match(sheet.low, after))
            ):
                return
            itself = sheet.text[end - 1] == ":" and notes.canonical(group[0]) == self.lead.issuer
            if itself or ANNOUNCES.match(sheet.low, after, end):
                own = sheet.low.startswith(("xác định", "đề ra"), after)
                walk.open_list(here, tuple(group) if own else ())
                self._heard(group)
                return
            yield from self._given(clauses(sheet, notes, whole, end), self.orders(), RULE, 0.92, (start, end), here)
        elif (whoever or phrase_at(sheet.low, begin)) and (inherited or walk.invited()) and not narrates:
            sure = 0.92 if inherited else 0.85
            yield from self._given(
                clauses(sheet, notes, whole, end, inherited), self.orders(), RULE, sure, (start, end), here
            )
        elif work := impersonal(sheet, notes, start, end, inherited) if walk.invited() and not narrates else None:
            stop = sheet.low.find("; ", start, end)
            first = impersonal(sheet, notes, start, stop, inherited) if stop > 0 else None
            yield from self._given([first or work], self.orders(), RULE, 0.85, (start, end), here)
            if first:
                yield from self._sentence(stop + 2, end, here, index + 1)
        elif inherited and here and index == 0 and end - start > 40 and not sheet.low.startswith(NO_WORK, start):
            # A body that opens the item does what the lexicon has no verb for; nobody else does.
            parts = clauses(sheet, notes, whole, end, tuple(told) or inherited)
            yield from self._given(parts, self.orders(), RULE, 0.75, (start, end), here)
        elif announces_list(sheet, start, end):
            walk.open_list(here, ())

    def _hands_on(self, place: int, end: int) -> bool:
        """Tell whether "Phân công một Phó Chủ tịch ..." is what those ordered above have to do: it names no body."""
        return bool(self.walk.leads()) and not subject_at(self.sheet, self.notes, place + 1, end)[0]

    def _listen(self, start: int, end: int) -> None:
        """Note who is said to conclude in an introduction; the body of the letterhead itself changes nothing."""
        said = heard(self.sheet, self.notes, start, end)
        if said and said.issuer != self.lead.issuer:
            self.walk.speaker = said

    def _heard(self, group: list[Mention]) -> None:
        """Note who speaks from here on ("... kết luận như sau:")."""
        if group and group[-1].kind != "organisation":
            self.walk.speaker = speaker(self.notes, group[-1])

    def orders(self) -> Lead:
        """Return who orders: whoever was announced, else the issuing body."""
        heard = self.walk.speaker
        return Lead(heard.issuer, heard.role, None, True) if heard else self.lead

    def _given(
        self, parts: list[Clause], lead: Lead, rule: str, sure: float, span: tuple[int, int], here: Level | None
    ) -> Iterator[Annotation]:
        """Yield the orders of clauses; a last one that only opens a list hands its leads down instead."""
        sheet = self.sheet
        if not parts and sheet.text[span[1] - 1] == ":":
            self.walk.open_list(here, announced_to(sheet, self.notes, span))
        for clause in parts:
            part = self._meant(clause)
            if clause is parts[-1] and sheet.text[part.end : span[1]].startswith(":"):
                self.walk.open_below(sheet, self.notes, here, part)
                if opens_only(sheet, self.notes, part):
                    continue
            if not asked_up(sheet, self.notes, part.start):
                yield order(sheet, self.notes, part, lead, rule, sure)

    def _meant(self, part: Clause) -> Clause:
        """Return a clause with whom its "các Sở nêu trên" means: those of the order before."""
        if part.own and ABOVE.fullmatch(" ".join(m.name for m in part.subjects).lower()) and self.walk.latest:
            return replace(part, subjects=self.walk.latest)
        self.walk.latest = part.subjects or self.walk.latest
        self.walk.told = part.subjects if part.own else self.walk.told
        return self.walk.directed(part)

    def _decision(self, start: int, end: int, verb: int) -> Annotation:
        """Return what is decided as it stands: no task, but words of the document that later ones point to."""
        finish = max(verb, trimmed(self.sheet, start, end))
        lead = replace(self.orders(), cue=self.sheet.said[start:verb], inferred=False)
        found = order(self.sheet, self.notes, Clause(start, finish, (), False, verb, None), lead, DECISION_RULE, 0.4)
        no_task = {"decision": True, "kind": "decision", "deadline": None, "deadline_end": None}
        return replace(found, fields={**found.fields, **no_task})
