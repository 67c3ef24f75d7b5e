"""The cells of assignment tables in fair copy, one cell a paragraph: who is named in them, by when, and "as above".

Not a rule by itself. A name may be broken over lines or pieces of a cell, so names are read from the copy, not in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vanban.fold import fold
from vanban.notes import Mention, Notes
from vanban.periods import deadline
from vanban.rules import organisation, person, times
from vanban.rules.crowd import one_of_many
from vanban.rules.due import read_deadline
from vanban.rules.grammar import subject_at
from vanban.rules.grid import Cell, Span
from vanban.rules.table_parts import words_of_part
from vanban.sheet import Sheet

_NAMES = re.compile(r"[^;,\n(]+")
_AS_CHARGED = re.compile(
    r",? (?:căn cứ|theo) (?:đúng )?(?:chức năng|nhiệm vụ|lĩnh vực|phân công|thẩm quyền|phạm vi)[^;\n]*$"
)
_GAP = re.compile(r"[\s;,.\-+*•]*(?:\([^()]*\)[\s;,.]*)?(?:(?:và|cùng|cùng với) )?(?:đề nghị )?")
_ASIDE = re.compile(r"\s*\([^()]*\)?")
_CLOSED = re.compile(r"\s*(?:[;,.\n()]|và |$)")
_GOES_ON = re.compile(
    r"(?:[,;–-]|(?<!\w)(?:và|của|với|cho|theo|về|các|tại|dân|hội đồng|ủy ban|văn phòng))$", re.IGNORECASE
)
_DITTO = re.compile(r"[-\s]*(?:n\.?t\.?|nhu tren|nhu muc tren|nhu nhiem vu tren|tuong tu|\"|''|″|”|“|〃|//)[-\s.]*")
_SAME = re.compile(r"[\s\-]*[\"″”“〃]+[\s\-]*")
_ROLES = re.compile(
    r"(?:(?:các )?(?:cơ quan|đơn vị)[^:;\n]{0,14} )?(chủ trì|phối hợp|tham mưu|chỉ đạo|theo dõi)(?: thực hiện| với| chính)?: ?"
)
_TOGETHER = re.compile(
    r",?;? (?:chủ trì|đầu mối)(?:,|;| và)? (?:phối hợp|cùng)(?: chặt chẽ)?(?: với| cùng)? (?=\S)"
    r"|[;,]? phối hợp (?:với|cùng) (?=\S)"
)
_ROLE_NOTE = re.compile(r"\(? ?(chủ trì|phối hợp|đầu mối|chỉ đạo) ?\)?(?=[;,.\n]|$)")
_FIGURE = re.compile(r"[\W\d_]+|[ivxlc]{1,5}\.?|x|có|không|đạt")
_KIND = {
    "chủ trì": "lead",
    "tham mưu": "lead",
    "đầu mối": "lead",
    "phối hợp": "support",
    "chỉ đạo": "watch",
    "theo dõi": "watch",
}
_ALL = re.compile(r"^.+$")
_SHORT_TIMES = (
    (re.compile(r"^(\d{1,2}/\d{4})"), r"tháng \1"),
    (re.compile(r"^(20\d\d) ?(?:[-–]|đến) ?(20\d\d)"), r"giai đoạn \1-\2"),
    (re.compile(r"^(20\d\d(?:, ?20\d\d)*)$"), r"năm \1"),
    (re.compile(r"^(\d{1,2}/\d{1,2})$"), r"ngày \1"),
    (re.compile(r"(?:^|(?<= ))q(?:uí|úy|\.)? ?([ivx\d]+)(?!\w)", re.IGNORECASE), r"quý \1"),
    (re.compile(r"(?:^|(?<= ))t\.?(\d{1,2})(?=[/.\-]\d)", re.IGNORECASE), r"tháng \1"),
    (re.compile(r"^(từ )?(?:ngày )?(\d{1,2} ?[-–] ?\d{1,2}/\d{1,2}(?:/\d{4})?)", re.IGNORECASE), r"ngày \2"),
    (re.compile(r"^từ (20\d\d)", re.IGNORECASE), r"từ năm \1"),
)


# Words of time written without marks.
_MARKS = {
    "quy": "quý", "thang": "tháng", "nam": "năm", "truoc": "trước", "ngay": "ngày", "hang": "hằng", "thuong": "thường",
    "xuyen": "xuyên", "giai": "giai", "doan": "đoạn", "den": "đến", "het": "hết", "cuoi": "cuối", "dau": "đầu", "dinh": "định",
    "ky": "kỳ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """Who stands in a cell, by role."""

    lead: tuple[Mention, ...] = ()
    support: tuple[Mention, ...] = ()
    watch: tuple[Mention, ...] = ()


class FairCopy:
    """The words of cells, each cell once, on a sheet of their own."""

    def __init__(self, sheet: Sheet, notes: Notes, cells: Iterable[Cell], headings: Iterable[Cell] = ()) -> None:
        self._from, self._parts = sheet, dict.fromkeys(headings)
        self._words: dict[str, Span] = {}
        parts: list[str] = []
        length = 0
        for cell in (*cells, *self._parts):
            words = self._key(cell)
            if words not in self._words:
                self._words[words] = (length, length + len(words))
                parts.append(words + "\n\n")
                length += len(words) + 2
        self.sheet = Sheet("".join(parts), wrapped=False)
        register = (name for known, aliases in notes.context.known_bodies.items() for name in (known, *aliases))
        mentions = organisation.collect(self.sheet, register)
        self.notes = Notes(
            notes.context, len(self.sheet.text), frame=notes.frame, names=notes.names, people=notes.people
        )
        self.notes.set_mentions([*mentions, *person.collect(self.sheet, mentions)])
        self.notes.add(list(times.find(self.sheet, self.notes)))

    def _key(self, cell: Cell) -> str:
        words = fair(cell.said(self._from))
        return words_of_part(words) if cell in self._parts else words

    def span(self, cell: Cell) -> Span:
        """Return where the words of a cell stand in the copy."""
        return self.sheet.from_source(*self._words[self._key(cell)])

    def named(self, cell: Cell) -> Named:
        """Return who stands in a cell: all as of the cell's own role, unless its words tell leads and others apart."""
        start, end = self.span(cell)
        keys = list(_ROLES.finditer(self.sheet.low, start, end))
        if keys:
            return self._keyed(keys, start, end)
        if both := _TOGETHER.search(self.sheet.low, start, end):
            return Named(self._names(start, both.start()), self._names(both.end(), end))
        notes = list(_ROLE_NOTE.finditer(self.sheet.low, start, end))
        if notes:
            return self._noted(notes, start, end)
        return Named(self._names(start, end))

    def _keyed(self, keys: list[re.Match[str]], start: int, end: int) -> Named:
        """Read "Chủ trì: Sở A; Phối hợp: Sở B"."""
        found: dict[str, tuple[Mention, ...]] = {"lead": self._names(start, keys[0].start())}
        for key, after in zip(keys, [*[k.start() for k in keys[1:]], end], strict=True):
            kind = _KIND[key[1]]
            found[kind] = (*found.get(kind, ()), *self._names(key.end(), after))
        return Named(found["lead"], found.get("support", ()), found.get("watch", ()))

    def _noted(self, notes: list[re.Match[str]], start: int, end: int) -> Named:
        """Read "Sở A (chủ trì), Sở B (phối hợp)"."""
        found: dict[str, tuple[Mention, ...]] = {}
        place = start
        for note in notes:
            kind = _KIND[note[1]]
            found[kind] = (*found.get(kind, ()), *self._names(place, note.start()))
            place = note.end()
        found["lead"] = (*found.get("lead", ()), *self._names(place, end))
        return Named(found["lead"], found.get("support", ()), found.get("watch", ()))

    def _names(self, start: int, end: int) -> tuple[Mention, ...]:
        return tuple(named_in(self.sheet, self.notes, start, end))


def fair(words: str) -> str:
    """Return the words of a cell with the lines that wrap joined; a line that begins something new stays a line."""
    lines: list[str] = []
    for line in words.split("\n"):
        bare = line.strip()
        if not bare:
            continue
        if lines and (bare[0].islower() or _GOES_ON.search(lines[-1])):
            lines[-1] += " " + bare
        else:
            lines.append(bare)
    return "\n".join(lines)


def ditto(words: str) -> bool:
    """Tell whether a cell says "as above": "nt", "-nt-", "như trên", a ditto mark."""
    return _SAME.fullmatch(words) is not None or _DITTO.fullmatch(fold(words)) is not None


def named_in(sheet: Sheet, notes: Notes, start: int, end: int) -> list[Mention]:
    """Return the bodies of a cell: as the grammar reads them, else piece by piece as written."""
    if tail := _AS_CHARGED.search(sheet.low, start, end):
        end = tail.start()
    group, finish = subject_at(sheet, notes, start, end)
    if group and finish >= end - 1:
        return group
    pieces: list[Mention] = []
    place = start
    while place < end:
        gap = _GAP.match(sheet.low, place, end)
        place = gap.end() if gap else place
        known = notes.mention_at(place)
        if (
            known is not None
            and known.end <= end
            and (_CLOSED.match(sheet.low, known.end, end) or _next(sheet, notes, known.end))
        ):
            pieces.append(known)
            aside = _ASIDE.match(sheet.text, known.end, end)
            place = aside.end() if aside else known.end
        elif m := _NAMES.match(sheet.text, place, end):
            finish = place + len(m[0].rstrip(" ."))
            if pieces and one_of_many(pieces[-1], sheet.low, place):
                place = pieces.pop().start  # "các doanh nghiệp, tổ chức, cá nhân"
            if finish - place > 1 and not _FIGURE.fullmatch(sheet.low, place, finish):
                pieces.append(Mention("organisation", place, finish, sheet.said[place:finish]))
            aside = _ASIDE.match(sheet.text, m.end(), end)
            place = aside.end() if aside else m.end()
        elif aside := _ASIDE.match(sheet.text, place, end):
            place = aside.end()
        else:
            break
    return pieces


def _next(sheet: Sheet, notes: Notes, place: int) -> bool:
    """Tell whether another body follows with nothing between ("Sở Tài chính Sở Nội vụ")."""
    return sheet.text[place : place + 1] == " " and notes.mention_at(place + 1) is not None


def timed(words: str, notes: Notes) -> dict[str, Any]:
    """Return the deadline fields of a cell; words that are no time stay as said."""
    said = words.strip().replace("\u2044", "/")
    if said.isascii():
        said = " ".join(_MARKS.get(word.lower(), word) for word in said.split(" "))
    for pattern, full in (*_SHORT_TIMES, (_ALL, r"\g<0>")):
        longer = pattern.sub(full, said)
        if longer != words.strip() and deadline(longer, notes.issued_on):
            return {**read_deadline(longer, notes), "deadline_raw": words}
    return read_deadline(words, notes)
