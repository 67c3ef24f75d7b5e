"""Figures in tables padded with blanks: rows that end in two numbers or more, their units in the head above or in the row.

Not a rule by itself: the rule for indicators yields what is found here. The columns are counted from the right, since a long
label may touch the first number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from vanban.anchored import in_lines, places
from vanban.model import Annotation
from vanban.notes import Notes
from vanban.rules.figure_table import DONE_HEAD, PLAN_HEAD, VALUE_HEAD, known_unit, small_unit, unit_of
from vanban.rules.figure_words import DIGITS, value
from vanban.rules.grid import Span
from vanban.sheet import Sheet

RULE = "indicator"

# Two numbers at the end of a line, blanks between them: what no sentence has.
_TAIL = re.compile(rf"(?:[ \t]+(?:{DIGITS})%?){{2,12}}[ \t\r]*$")
_PADDED = re.compile(r"(?<=\S)(?: {2,}|[ \t]*\t[ \t]*)(?=\d)")
_NUMBER = re.compile(rf"(?P<number>{DIGITS})(?P<percent>%)?(?!\S)")
_PIECE = re.compile(r"\S+(?: \S+)*")
_ALL_IN = re.compile(r"(?i:đơn vị(?: tính)?|đvt) ?: ?(?P<unit>%|[^\W\d_][^()\n.;:]{0,24}?)\)?[ \t\r]*$", re.MULTILINE)
_HEADS_ABOVE = 4  # lines above a row in which its head is looked for
_WIDEST = 400
_HEADING = 120


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of numbers: its head in small letters and the unit that stands in it."""

    head: str
    unit: str | None


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield the bare numbers of padded rows whose unit the head or the row tells."""
    source = sheet.source  # as printed: the sheet keeps neither lines nor blanks
    columns: Sequence[_Column] = ()
    last = 0
    for m in in_lines(_PADDED, source, places(source, ("  ", "\t"))):
        if m.start() < last:
            continue
        start = source.rfind("\n", 0, m.start()) + 1
        gap = source[last:start].strip()
        last = end = _line_end(source, m.end())
        tail = _TAIL.search(source, start, end) if end - start <= _WIDEST else None
        if tail is None:
            columns = ()
            continue
        numbers = list(_NUMBER.finditer(source, tail.start(), end))
        if gap or len(columns) != len(numbers):  # words between: another table, or the heading of a part
            kept = columns if len(gap) < _HEADING and len(columns) == len(numbers) else ()
            columns = _columns(source, start, len(numbers)) or kept
        if columns:
            yield from _of(sheet, notes, (start, tail.start()), numbers, columns)


def _line_end(source: str, place: int) -> int:
    end = source.find("\n", place)
    return len(source) if end < 0 else end


def _pieces(source: str, start: int, end: int) -> list[str]:
    """Return the pieces of a printed line between wide blanks."""
    return [normalize("NFC", m[0]) for m in _PIECE.finditer(source, start, end)]


def _columns(source: str, start: int, count: int) -> Sequence[_Column]:
    """Return the columns that a line above a row names, none when no line names one for each number."""
    end = start - 1
    for _ in range(_HEADS_ABOVE):
        if end <= 0:
            break
        begin = source.rfind("\n", 0, end) + 1
        heads = _pieces(source, begin, end) if end - begin <= _WIDEST else []
        if len(heads) > count and any(VALUE_HEAD.match(head.lower()) for head in heads[-count:]):
            said = _ALL_IN.search(normalize("NFC", source[max(0, begin - _WIDEST) : begin]))
            common = said["unit"].strip() if said else None
            return [_Column(head.lower(), unit_of(head.lower()) or common) for head in heads[-count:]]
        end = begin - 1
    return ()


def _of(
    sheet: Sheet, notes: Notes, label: Span, numbers: Sequence[re.Match[str]], columns: Sequence[_Column]
) -> Iterator[Annotation]:
    """Yield the bare numbers of a row; one with "%" is read as in running text."""
    said = _pieces(sheet.source, *label)
    own = said[-1] if len(said) > 1 and known_unit(said[-1]) else None
    plan = next((m for m, column in zip(numbers, columns, strict=True) if PLAN_HEAD.match(column.head)), None)
    for m, column in zip(numbers, columns, strict=True):
        unit = unit_of(column.head) or own or column.unit
        start, end = sheet.from_source(*m.span("number"))
        if unit is None or m["percent"] or start >= end or notes.closed(start, end):
            continue
        done = plan is not None and plan is not m and DONE_HEAD.match(column.head) is not None
        fields = {
            "value": value(m["number"]),
            "unit": small_unit(unit),
            "comparator": None,
            "target": value(plan["number"]) if done and plan else None,
            "name": next((words for words in said if len(words) > 3), None),
        }
        yield Annotation("indicator", start, end, RULE, 0.85, fields)
