"""What the words of a row look like from each place on: names of bodies, times, products, a verb of order, money.

Not a rule by itself: the rows that lost their borders are laid out by it. All rows of a table are read at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol

from vanban.fold import fold
from vanban.lexicon import table
from vanban.lexicon import words as lexicon
from vanban.notes import Mention
from vanban.rules import organisation
from vanban.rules.grammar import phrase_at
from vanban.sheet import Sheet

_STARTS_TIME = re.compile(
    r"(?:truoc|trong|den|het|tu|cham|muon|ngay|thang|quy|nam|cuoi|dau|giua|giai|thuong|hang|dinh|theo|lien|sau|khi|xong|moi|dot"
    r"|suot|sang|chieu|thu|tuan)[,;.]?"
    r"|q\.?[ivx]+/.*|t\d+/\d+|\d{1,2}/(?:\d{1,2}/)?\d{4}.*|\d{1,2}/\d{1,2}[,;.]?|20\d\d(?:\W{1,3}20\d\d)?[,;.]?"
)
_IN_TIME = re.compile(
    r"[(]?(?:truoc|trong|den|het|tu|cham|nhat|la|ngay|thang|quy|nam|cuoi|dau|giua|giai|doan|thuong|xuyen|hang|dinh|ky|theo"
    r"|tien|do|ke|hoach|yeu|cau|quy|lien|tuc|va|lam|viec|gio|moi|lan|hoan|thanh|xong|qui|hai|ba|mot|muon|dot|suot|mua|lu|kho|mua|bao|sang|chieu|thu|tuan|sau|bay|nhat"
    r"|\d[\d/.,\-–]*|[ivx]+(?:[/.,\-–][\divx/,\-–]*)?|q\.?[ivx]+[\d/]*|t\d+[\d/]*|[-–,;])[,;.):]*"
)
_SURE_TIME = re.compile(r"\d|thuong xuyen|\bhang |dinh ky|theo (?:tien|ke|yeu|quy)|lien tuc|suot (?:nam|mua)")
_MONEY = re.compile(r"(?:\d[\d.,]*|ngan|kinh|nguon|theo|von|xa)")
_JOINT = frozenset(("và", "-", "–", "cùng", "+", "&"))
_MOST_NAMES = 16
_LONGEST_TIME = 16
_BREAKS = re.compile(r"(?:[,;:–-]|(?<!\w)(?:và|của|với|cho|theo|về|các|tại))$")


class Worded(Protocol):
    """A word and what stands before it."""

    @property
    def text(self) -> str:
        """The word."""

    @property
    def border(self) -> str:
        """ "line", "bar" or "word"."""


@dataclass(slots=True)
class Looks:
    """By the index of the first word: where names and times may end, and which words open a body, an order, a product."""

    named: dict[int, set[int]] = field(default_factory=dict)
    timed: dict[int, set[int]] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    offices: set[int] = field(default_factory=set)
    bodylike: set[int] = field(default_factory=set)
    timelike: set[int] = field(default_factory=set)
    ordered: set[int] = field(default_factory=set)
    products: set[int] = field(default_factory=set)
    money: set[int] = field(default_factory=set)


def looks_of(rows: Sequence[Sequence[Worded]]) -> list[Looks]:
    """Return what each row looks like."""
    text, starts = _written(rows)
    whole = Sheet(text, wrapped=False)
    sheets: list[Sheet] = []
    if len(whole.text.rstrip("\n")) == len(text.rstrip("\n")):
        sheets = [whole, *(whole.parted(_ends(rows, starts, breaks)) for breaks in (_at_lines, _at_heads))]
    mentions: dict[int, list[Mention]] = {}
    for sheet in sheets:
        for mention in organisation.collect(sheet):
            mentions.setdefault(mention.start, []).append(mention)
    return [
        _row(row, places, mentions, sheets[0] if sheets else None) for row, places in zip(rows, starts, strict=True)
    ]


def _at_lines(above: Worded, word: Worded) -> bool:
    return word.border != "word" and not word.text[0].islower() and not _BREAKS.search(above.text)


def _at_heads(above: Worded, word: Worded) -> bool:
    return (
        not word.text[0].islower()
        and not _BREAKS.search(above.text)
        and _plain(word.text).strip(".,;") in _first_words("opens")
    )


# The words of a row are read three times: run together, with their lines, and parted where something new may begin.
def _ends(
    rows: Sequence[Sequence[Worded]], starts: Sequence[Sequence[int]], breaks: Callable[[Worded, Worded], bool]
) -> Iterator[int]:
    """Yield the blanks at which a line ends."""
    for row, places in zip(rows, starts, strict=True):
        for (above, word), place in zip(pairwise(row), places[1:], strict=True):
            if breaks(above, word):
                yield place - 1


def _written(rows: Sequence[Sequence[Worded]]) -> tuple[str, list[list[int]]]:
    """Return the rows as text, a line each, and where each word begins."""
    parts: list[str] = []
    starts: list[list[int]] = []
    length = 0
    for row in rows:
        places = []
        for index, word in enumerate(row):
            if index:
                parts.append(" ")
                length += 1
            places.append(length)
            parts.append(word.text)
            length += len(word.text)
        parts.append("\n")
        length += 1
        starts.append(places)
    return "".join(parts), starts


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return fold(word)


@cache
def _first_words(kind: str) -> frozenset[str]:
    return frozenset(table("table_heads")["first"][kind])


@cache
def _products() -> re.Pattern[str]:
    return re.compile(
        "|".join(
            sorted(
                (fold(w) for w in (*lexicon("products"), "to trinh", "van ban", "hoi nghi", "lop", "quyet dinh")),
                key=len,
                reverse=True,
            )
        )
    )


def _row(
    row: Sequence[Worded], places: Sequence[int], mentions: dict[int, list[Mention]], sheet: Sheet | None
) -> Looks:
    looks = Looks()
    folded = [_plain(word.text) for word in row]
    begins = {place: index for index, place in enumerate(places)}
    ends = {place + len(word.text): index + 1 for index, (place, word) in enumerate(zip(places, row, strict=True))}
    ends.update(
        {
            place + len(word.text.rstrip(",;.:)")): index + 1
            for index, (place, word) in enumerate(zip(places, row, strict=True))
        }
    )
    for index, word in enumerate(row):
        low = folded[index]
        longest = max((ends.get(m.end, 0) for m in mentions.get(places[index], ())), default=0)
        looks.inside.update(range(index + 1, longest))
        if stops := _names(row, places, begins, ends, mentions, index):
            looks.named[index] = stops
            if any(m.kind == "role" for m in mentions.get(places[index], ())):
                looks.offices.add(index)
        if not word.text[0].islower():
            ahead = f"{low} {folded[index + 1]}" if index + 1 < len(row) else low
            if low.strip("-+.,;:") in _first_words("body") or ahead in _first_words("body"):
                looks.bodylike.add(index)
            if _products().match(" ".join(folded[index : index + 4])):
                looks.products.add(index)
            if _MONEY.match(low):
                looks.money.add(index)
        if _STARTS_TIME.fullmatch(low):
            looks.timelike.add(index)
            if stops := _times(folded, index):
                looks.timed[index] = stops
        if sheet is not None and phrase_at(sheet.low, places[index]):
            looks.ordered.add(index)
    return looks


def _times(folded: Sequence[str], first: int) -> set[int]:
    """Return where a time that begins with a word may end."""
    stops: set[int] = set()
    said = ""
    for index in range(first, min(len(folded), first + _LONGEST_TIME)):
        if not _IN_TIME.fullmatch(folded[index]):
            break
        said += folded[index] + " "
        if _SURE_TIME.search(said):
            stops.add(index + 1)
    return stops


def _names(
    row: Sequence[Worded],
    places: Sequence[int],
    begins: dict[int, int],
    ends: dict[int, int],
    mentions: dict[int, list[Mention]],
    first: int,
) -> set[int]:
    """Return where bodies named one after the other from a word on may end."""
    stops: set[int] = set()
    ahead = [first + 1 if row[first].text in "-+•*" and first + 1 < len(row) else first]
    seen: set[int] = set()
    while ahead and len(stops) < _MOST_NAMES:
        index = ahead.pop()
        if index in seen or index >= len(row):
            continue
        seen.add(index)
        for mention in mentions.get(places[index], ()):
            stop = ends.get(mention.end)
            if stop is None:
                continue
            stops.add(stop)
            after = stop + 1 if stop < len(row) and row[stop].text in _JOINT else stop
            ahead.append(after)
    return stops
