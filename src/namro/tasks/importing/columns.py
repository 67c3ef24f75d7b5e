"""What the columns of a list mean: proposed from the words of its headings and from what stands in the cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from namro.core.days import parse_day
from vanban import symbols
from vanban.fold import fold

Line = tuple[int, list[str]]
HEADING_WITHIN = 10  # rows in which the headings are looked for
_SAMPLE = 200  # rows looked at where a heading says nothing


class Field(TextChoices):
    """What a column of a list may hold."""

    CONTENT = "content", _("Content of the task")
    SYMBOL = "symbol", _("Document: number and symbol")
    ISSUED_ON = "issued_on", _("Document: date")
    ISSUER = "issuer", _("Who gave it (issuing body)")
    ITEM = "item", _("Item in the document")
    LEADS = "leads", _("Lead unit(s)")
    SUPPORTS = "supports", _("Supporting units")
    PRODUCT = "product", _("Product")
    DUE = "due", _("Deadline")
    KIND = "kind", _("Kind of task")
    WEIGHT = "weight", _("Weight")
    STATE = "state", _("Status")
    DONE_ON = "done_on", _("Day of completion")
    NOTE = "note", _("Latest result, note")


NEEDED = (Field.CONTENT, Field.LEADS)
F = Field
# Folded words of headings; the longest phrase found in a heading decides.
_WORDS: Mapping[Field, tuple[str, ...]] = {
    F.CONTENT: (
        "noi dung nhiem vu", "noi dung cong viec", "noi dung chi dao", "noi dung giao", "nhiem vu duoc giao", "ten nhiem vu",
        "nhiem vu", "noi dung", "cong viec", "dau viec", "y kien chi dao", "viec duoc giao", "viec giao", "trich yeu nhiem vu",
        "noi dung thuc hien", "noi dung yeu cau",
    ),
    F.SYMBOL: (
        "so ky hieu", "so, ky hieu", "so/ky hieu", "so va ky hieu", "ky hieu", "so van ban", "so hieu", "so hieu van ban",
        "so ky hieu van ban", "van ban giao", "van ban chi dao", "van ban giao nhiem vu", "can cu", "can cu giao", "van ban",
        "nguon giao", "tai van ban",
    ),
    F.ISSUED_ON: (
        "ngay van ban", "ngay thang van ban", "ngay ban hanh", "ngay ky", "ngay giao", "ngay giao nhiem vu",
        "ngay giao viec", "thoi diem giao", "ngay thang", "ngay thang nam",
    ),
    F.ISSUER: (
        "nguoi giao", "co quan giao", "don vi giao", "lanh dao giao", "lanh dao chi dao", "nguoi chi dao", "co quan ban hanh",
        "don vi ban hanh", "noi ban hanh", "dong chi giao", "cap giao",
    ),
    F.ITEM: ("muc", "diem", "khoan", "muc trong van ban", "diem muc", "muc van ban", "so muc"),
    F.LEADS: (
        "don vi chu tri", "co quan chu tri", "co quan, don vi chu tri", "chu tri", "don vi thuc hien", "co quan thuc hien",
        "co quan, don vi thuc hien", "don vi duoc giao", "co quan duoc giao", "don vi", "noi thuc hien", "trach nhiem",
        "don vi chiu trach nhiem", "don vi chu tri thuc hien", "don vi tham muu", "co quan tham muu", "dvct",
        "co quan chu tri thuc hien",
    ),
    F.SUPPORTS: ("phoi hop", "don vi phoi hop", "co quan phoi hop", "co quan, don vi phoi hop"),
    F.PRODUCT: ("san pham", "san pham dau ra", "ket qua dau ra", "hinh thuc van ban", "san pham yeu cau", "dau ra"),
    F.DUE: (
        "thoi han", "thoi han hoan thanh", "thoi gian hoan thanh", "han hoan thanh", "han xu ly", "han thuc hien", "han",
        "thoi han thuc hien", "thoi gian thuc hien", "ngay het han", "han cuoi", "han bao cao", "thoi han xu ly", "deadline",
        "tien do yeu cau", "thoi han giao",
    ),
    F.KIND: ("loai nhiem vu", "loai cong viec", "loai", "tinh chat"),
    F.WEIGHT: ("muc do", "muc do uu tien", "do uu tien", "trong tam", "muc do quan trong"),
    F.STATE: (
        "tinh trang", "trang thai", "tinh trang thuc hien", "trang thai thuc hien", "tinh trang xu ly", "trang thai xu ly",
        "muc do hoan thanh", "danh gia",
    ),
    F.DONE_ON: (
        "ngay hoan thanh", "ngay hoan thanh thuc te", "thoi gian hoan thanh thuc te", "hoan thanh ngay", "ngay xong",
        "ngay ket thuc", "ngay thuc hien xong", "ngay bao cao ket qua",
    ),
    F.NOTE: (
        "ket qua thuc hien", "ket qua", "tinh hinh thuc hien", "tien do", "tien do thuc hien", "ghi chu", "bao cao ket qua",
        "ket qua xu ly", "noi dung bao cao", "kho khan", "ket qua den nay",
    ),
}  # fmt: skip
_PHRASES = {phrase: field for field, phrases in _WORDS.items() for phrase in phrases}
# Words that headings cut short, written out before they are looked for.
_SHORT = {
    "ht": "hoan thanh", "cq": "co quan", "dv": "don vi", "vb": "van ban", "nv": "nhiem vu", "nd": "noi dung", "th": "thuc hien",
    "kq": "ket qua", "bc": "bao cao", "ph": "phoi hop", "ct": "chu tri", "tg": "thoi gian", "xl": "xu ly",
}  # fmt: skip
_BRACKETS = re.compile(r"\([^)]*\)")
_ORDINAL = {"stt", "tt", "so tt", "so thu tu", "no"}
# A column for each state ("hoan thanh dung han"), ticked or dated in the rows it holds for.
_STATED = re.compile(
    r"(?:.{0,40} )?(?:(?:da |chua |dang |khong )?(?:hoan thanh|thuc hien)|(?:dung|trong|qua|tre|den) han|tam dung|thoi theo doi)"
)
_STATE_WORDS = re.compile(r"hoan thanh|dang thuc hien|chua thuc hien|qua han|chua den han|trong han|tam dung")


def letter(place: int) -> str:
    """The column as a spreadsheet calls it: 0 -> A, 27 -> AB."""
    name, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


def field_of(heading: str) -> Field | None:
    """What the words of a heading say, None where they say nothing."""
    words = " ".join(_BRACKETS.sub(" ", fold(heading)).replace("\n", " ").split()).strip(" .:*-")
    if not words or words in _ORDINAL:
        return None
    words = " ".join(_SHORT.get(word, word) for word in words.split())
    if words in _PHRASES:
        return _PHRASES[words]
    if is_state(heading):
        return F.STATE
    held = [phrase for phrase in _PHRASES if f" {phrase} " in f" {words} "]
    return _PHRASES[max(held, key=len)] if held and len(words) <= 80 else None


def is_state(heading: str) -> bool:
    """Whether the heading is itself a state, so that a mark or a day below it says so."""
    words = " ".join(_BRACKETS.sub(" ", fold(heading)).split()).strip(" .:*-")
    return words not in _PHRASES and _STATED.fullmatch(words) is not None


def recognised(rows: Sequence[Line]) -> int:
    """How many different fields the best row of headings names."""
    return max((_named(cells) for _number, cells in rows[:HEADING_WITHIN]), default=0)


def _named(cells: Sequence[str]) -> int:
    """Fields named by the row; a title over the whole table names one at most."""
    return len({field for cell in cells if (field := field_of(cell))})


def find_heading(rows: Sequence[Line]) -> int:
    """The number of the row with the headings: the one that names most fields, else the first row of several cells."""
    first = rows[:HEADING_WITHIN]
    best = max(first, key=lambda row: _named(row[1]))
    if _named(best[1]) >= 2:
        return best[0]
    return next((number for number, cells in first if sum(map(bool, cells)) > 2), first[0][0])


@dataclass(frozen=True)
class Heads:
    """The headings of a list, and the number of the first row below them."""

    words: list[str]
    first: int


def heads(rows: Sequence[Line], heading: int) -> Heads:
    """The words above each column. A second row of headings under merged ones belongs to them."""
    place = next((place for place, (number, _cells) in enumerate(rows) if number == heading), 0)
    words = list(rows[place][1])
    below = rows[place + 1] if place + 1 < len(rows) else None
    if below and _is_second(words, below[1]):
        group = ""
        for column, cell in enumerate(below[1]):
            group = words[column] or group
            words[column] = f"{group} {cell}".strip() if cell else words[column]
        return Heads(words, below[0] + 1)
    return Heads(words, heading + 1)


def _is_second(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the row fills gaps of the headings: cells where nothing stood above, and no data among them."""
    filled = [column for column, cell in enumerate(below) if cell]
    new = [column for column in filled if not above[column]]
    data = any(parse_day(below[column]) or below[column].isdigit() or len(below[column]) > 60 for column in filled)
    return bool(new) and not data and any(field_of(below[column]) for column in filled)


def propose(rows: Sequence[Line], heading: int, known_units: set[str]) -> dict[str, str]:
    """Column -> field: by heading first (the most telling column wins), the cells where no heading says it.

    ``known_units``: folded names of the register, for finding the column of units.
    """
    found = heads(rows, heading)
    chosen: dict[int, Field] = {}
    for place, words in enumerate(found.words):
        field = field_of(words)
        if field and (field not in chosen.values() or (field == F.STATE and is_state(words))):
            chosen[place] = field
    body = [cells for number, cells in rows if number >= found.first][:_SAMPLE]
    free = [place for place in range(len(found.words)) if place not in chosen]
    for field, share in (
        (F.LEADS, lambda cell: fold(cell) in known_units),
        (F.DUE, lambda cell: parse_day(cell) is not None),
        (F.SYMBOL, lambda cell: symbols.parse(cell) is not None),
        (F.STATE, lambda cell: bool(_STATE_WORDS.search(fold(cell)))),
        (F.CONTENT, lambda cell: len(cell) > 25),
    ):
        if field in chosen.values():
            continue
        scored = [(_share(body, place, share), place) for place in free]
        best = max(scored, default=(0.0, 0))
        if best[0] >= 0.5:
            chosen[best[1]] = field
            free.remove(best[1])
    return {str(place): str(field) for place, field in sorted(chosen.items())}


def _share(body: Sequence[Sequence[str]], place: int, fits: object) -> float:
    """The share of a column's filled cells that fit; thin columns say nothing."""
    cells = [row[place] for row in body if place < len(row) and row[place]]
    if len(cells) < max(1, len(body) // 10):
        return 0.0
    return sum(bool(fits(cell)) for cell in cells) / len(cells)  # type: ignore[operator]
