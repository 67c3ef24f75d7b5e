"""A row of a list read as a task: what it says, and every cell that keeps it out with the remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise

from namro.core.text import clean_line
from namro.documents import resolving
from namro.reading.models import ItemKind
from namro.tasks import wording
from namro.tasks.importing import cells
from namro.tasks.importing.columns import Field, is_state, letter
from namro.tasks.importing.names import parted
from namro.tasks.models import State, Task
from vanban import symbols
from vanban.fold import fold

F = Field
LEAVE, ON_DUE = "leave", "due"
_SECTION = re.compile(r"(?:[ivxlc]+|[a-z])[.)/]?|\d+(?:\.\d+)*[.)]?")
_MARKS = {"x", "v", "*", "+", "\u2713", "\u2714", "\u221a"}
_DONE_FIRST = re.compile(r"^\W*(?:da )?(?:hoan thanh|thuc hien xong|xong)\b")
_NO_ITEM = re.compile(r"[^\w.()\- /]")


@dataclass(frozen=True)
class Fault:
    """Why a row stays out: the cell, as the spreadsheet calls it, and what to do."""

    cell: str
    sentence: str


@dataclass(frozen=True)
class Source:
    """The document a row names, or the words it says instead; equal for rows of one document."""

    said: str = ""
    symbol: str = ""
    kind: str = ""
    issued_on: date | None = None
    issuer: str = ""


@dataclass
class Read:
    """A row as it would become a task. ``faults`` keep it out; ``section`` = a heading between rows, no task."""

    number: int
    content: str = ""
    source: Source = field(default_factory=Source)
    item: str = ""
    leads: str = ""
    supports: str = ""
    product: str = ""
    due: cells.Due = field(default_factory=lambda: cells.Due(""))
    kind: ItemKind = ItemKind.UNDATED
    weight: Task.Weight = Task.Weight.NORMAL
    stand: cells.Stand = field(default_factory=cells.Stand)
    note: str = ""
    faults: list[Fault] = field(default_factory=list)
    section: bool = False
    lead_ids: list[int] = field(default_factory=list)
    support_ids: list[int] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    double: str = ""
    wanted: bool = False  # goes in although it looks like another

    @property
    def ended(self) -> bool:
        """Whether there is no more work in it."""
        return self.stand.state in {State.DONE, State.EXITED}


class Reader:
    """Reads the rows of one batch, the later ones knowing the earlier (merged cells)."""

    def __init__(
        self, columns: Mapping[str, str], options: Mapping[str, object], today: date, heads: Sequence[str] = ()
    ) -> None:
        self.places = {field_name: int(place) for place, field_name in reversed(list(columns.items()))}
        states = [int(place) for place, name in columns.items() if name == F.STATE]
        self.states = [(place, heads[place]) for place in states if place < len(heads)]
        self.fill = bool(options.get("fill"))
        self.undated_done = options.get("undated_done", LEAVE)
        self.today = today
        self.last: dict[str, str] = {}

    def read(self, number: int, row: Sequence[str]) -> Read:
        """The row, with its faults."""
        said = {name: self._cell(row, name) for name in F.values} | {F.STATE.value: self._state(row)}
        found = Read(number)
        if self._is_section(row, said):
            found.section, found.content = True, max(row, key=len)
            if symbol_in(found.content):  # the document of the rows below
                self.last = {F.SYMBOL: found.content}
            return found
        self._filled(said)
        found.content, found.product = said[F.CONTENT], clean_line(said[F.PRODUCT])
        found.item = _NO_ITEM.sub("", clean_line(said[F.ITEM]))[:40]
        found.weight, found.note = cells.weight(said[F.WEIGHT]), said[F.NOTE]
        found.leads, more = parted(said[F.LEADS])
        found.supports = "\n".join(filter(None, [parted(said[F.SUPPORTS])[0] or parted(said[F.SUPPORTS])[1], more]))
        self._source(found, said)
        self._due(found, said)
        self._stand(found, said)
        if not found.content:
            self._fault(found, F.CONTENT, wording.ROW_NO_CONTENT)
        if not found.leads:
            self._fault(found, F.LEADS, wording.ROW_NO_LEAD)
        return found

    def _cell(self, row: Sequence[str], name: str) -> str:
        place = self.places.get(name)
        return row[place] if place is not None and place < len(row) else ""

    def _state(self, row: Sequence[str]) -> str:
        """What the columns of state say; a mark or a day says what stands above it."""
        told = [(head, row[place]) for place, head in self.states if place < len(row) and row[place]]
        return "; ".join(
            cell
            if fold(cell) not in _MARKS and not (is_state(head) and cells.day(cell))
            else f"{head} {cells.shown(cell)}"
            for head, cell in told
        )

    def _fault(self, found: Read, name: str, sentence: Promise, **said: object) -> None:
        place = self.places.get(name)
        found.faults.append(Fault(f"{letter(place)}{found.number}" if place is not None else "", str(sentence) % said))

    def _is_section(self, row: Sequence[str], said: Mapping[str, str]) -> bool:
        """A heading between rows: nothing but words in one cell, perhaps with a number before them; or a row of column
        numbers under the headings."""
        told = [cell for cell in row if cell]
        if len(told) > 2 and all(re.fullmatch(r"\(?\d{1,2}\)?", cell) for cell in told):
            return True
        words = [cell for cell in told if not _SECTION.fullmatch(fold(cell))]
        if len(words) > 1:
            return False
        named = sum(bool(said[name]) for name in F.values)
        return named <= 1 and (not said[F.CONTENT] or len(told) == 1 or not told[0].isdigit())

    def _filled(self, said: dict[str, str]) -> None:
        """Blank cells of the document under a filled one belong to it, as merged cells are read."""
        names = (F.SYMBOL, F.ISSUED_ON, F.ISSUER)
        if self.fill and not any(said[name] for name in names):
            said.update({name: self.last.get(name, "") for name in names})
        self.last = {name: said[name] for name in names}

    def _source(self, found: Read, said: Mapping[str, str]) -> None:
        words = clean_line(said[F.SYMBOL])
        mention = resolving.parse(words) if words else resolving.Mention()
        issued_on = cells.day(said[F.ISSUED_ON]) if said[F.ISSUED_ON] else mention.on
        if said[F.ISSUED_ON] and issued_on is None:
            self._fault(found, F.ISSUED_ON, wording.ROW_BAD_DAY, value=said[F.ISSUED_ON][:60])
        if issued_on and issued_on > self.today:
            self._fault(found, F.ISSUED_ON, wording.ROW_LATER_DAY, value=f"{issued_on:%d/%m/%Y}")
            issued_on = None
        symbol = symbol_in(words)
        found.source = Source(words, symbol, mention.kind if symbol else "", issued_on, clean_line(said[F.ISSUER]))

    def _due(self, found: Read, said: Mapping[str, str]) -> None:
        due = cells.due(clean_line(said[F.DUE]), found.source.issued_on)
        kind = cells.kind(said[F.KIND])
        if due.unclear and any(letter.isdigit() for letter in due.said):
            self._fault(found, F.DUE, wording.ROW_BAD_DUE, value=due.said[:60])
        if due.last_day and found.source.issued_on and due.last_day < found.source.issued_on:
            days = {"value": f"{due.last_day:%d/%m/%Y}", "day": f"{found.source.issued_on:%d/%m/%Y}"}
            self._fault(found, F.DUE, wording.ROW_DUE_BEFORE, **days)
        found.due = due
        if kind == ItemKind.STANDING or due.recurring:
            found.kind = ItemKind.STANDING
        else:
            found.kind = ItemKind.DATED if due.last_day else ItemKind.UNDATED

    def _stand(self, found: Read, said: Mapping[str, str]) -> None:
        told, done = said[F.STATE], said[F.DONE_ON]
        stand = cells.stand(told)
        if not stand.known:
            self._fault(found, F.STATE, wording.ROW_BAD_STATE, value=told[:60])
        if not told and done and cells.day(done):
            stand = cells.Stand(State.DONE)
        elif not told and F.STATE not in self.places and _DONE_FIRST.match(fold(found.note)):
            stand = cells.stand(found.note)
        if stand.state in {State.DONE, State.SUBMITTED, State.EXITED}:
            stand = self._dated(found, stand, done)
        found.stand = stand
        if not found.note and told:
            found.note = told

    def _dated(self, found: Read, stand: cells.Stand, done: str) -> cells.Stand:
        """The day of a completion: its own column, the state's words, the only day of a note that tells of it."""
        on = cells.day(done, found.due.last_day or found.source.issued_on) if done else stand.done_on
        if done and on is None:
            on = cells.day_within(done)
        if on is None and stand.state != State.EXITED and cells.says_done(found.note):
            on = cells.day_within(found.note)
        if on is None and stand.state == State.DONE and self.undated_done == ON_DUE and found.due.last_day:
            on = min(found.due.last_day, self.today)
        name = F.DONE_ON if F.DONE_ON in self.places else F.STATE if F.STATE in self.places else F.NOTE
        if stand.state != State.EXITED:
            if on is None:
                self._fault(found, name, wording.ROW_NO_DONE_DAY)
            elif on > self.today:
                self._fault(found, name, wording.ROW_LATER_DAY, value=f"{on:%d/%m/%Y}")
            elif found.source.issued_on and on < found.source.issued_on:
                days = {"value": f"{on:%d/%m/%Y}", "day": f"{found.source.issued_on:%d/%m/%Y}"}
                self._fault(found, name, wording.ROW_DONE_BEFORE, **days)
        return cells.Stand(stand.state, on, stand.exit_reason, stand.on_time)


_LETTERS_TOGETHER = re.compile(symbols.PATTERN)


def symbol_in(words: str) -> str:
    """The symbol in a cell ("TB so 12-TB/TU ngay 05/02/2026" -> "12-TB/TU"), however typed; empty where there is none."""
    if not words:
        return ""
    if whole := symbols.parse(words):
        return whole.written
    found = _LETTERS_TOGETHER.search(words) or _LETTERS_TOGETHER.search(words.upper())
    symbol = symbols.parse(found[0]) if found else None
    return symbol.written if symbol else ""
