"""Figures that measure or set a level: "98,65%", "trên 14 nghìn tỷ đồng/năm", "213/210" after "đạt", "giảm 1.950 biên chế".

Source: gold guideline "indicator" - number and unit with "trên"; comma is decimal, point groups thousands; counts of items in a
report, enumerations that name documents, slogans and page counters are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any

from vanban.model import Annotation
from vanban.notes import Notes
from vanban.rules import figure_padded, figure_table
from vanban.rules import figure_signs as signs
from vanban.rules.figure_aims import Aims
from vanban.rules.figure_words import DIGITS, Figure, Unit, compound, kinds, scaled, spelt_in, unit_at, value
from vanban.rules.subjects import dates_of
from vanban.sheet import Sheet, covering, following

RULE = "indicator"

_CLAUSE = re.compile(r"[;.,:(\n]\s?(?=[^;.,:(\n]*$)")
_SPAN_OF_TIME = re.compile(r" (ngày làm việc|ngày|giờ|phút|tháng|tuần)(?!\w)(?P<per> ?/ ?(?!lần)[^\W\d]\w*)?")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOUN = re.compile(r" ((?!và(?!\w)|năm(?!\w)|ngày(?!\w)|độ(?!\w)|giờ(?!\w))[^\W\d_]+)")
_OF_WHOLE = re.compile(rf"/(?P<number>{DIGITS})(?=\D)")
_AND = re.compile(r"[^.:\n\d]{0,40}?(?:[,;]| và) ")
_FEW = 4  # so few are sent or named, not measured
_SOME = 10  # so few places tell where, more of them how many
_LARGE = 100  # so many of anything are counted, not listed
_SURE = {"percent": 0.97, "measure": 0.95, "scale": 0.95, "counted": 0.93, "tallied": 0.88, "listed": 0.85}
_JOINTS = ("ratio", "range", "change")


@cache
def _head() -> re.Pattern[str]:
    joint = (
        r"(?P<ratio>/)|(?P<range> ?[-–—] ?| (?:đến|tới) (?:dưới |khoảng |gần )?)"
        r"|(?P<change> (?:xuống|lên)(?: còn| đến| thành)? )"
    )
    return re.compile(
        rf"(?=[\d\-−])(?<![\w.,])(?<![\d]/)(?<![\w%][-–—])(?<![\w%][-–—] )(?:(?P<sign>(?<![\w%)] )[-−])(?=\d))?"
        rf"(?P<first>{DIGITS})(?:(?:{joint})(?P<second>{DIGITS})(?!/\d))?"
    )


@cache
def _upper() -> re.Pattern[str]:
    return re.compile(rf"(?: ?[-–—] ?|(?P<to> (?:đến|tới) ))(?P<number>{DIGITS})")


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield figures with their value, unit, comparison and, where said, target and period."""
    reader = Reader(sheet, notes)
    taken: set[int] = set()
    for found in chain(
        figure_padded.find(sheet, notes), figure_table.find(sheet, notes), reader.in_digits(), reader.in_words()
    ):
        if found.start not in taken:
            taken.add(found.start)
            yield found


class Reader:
    """Reads the figures of one text in order; a tally joined to a figure just read is one too."""

    def __init__(self, sheet: Sheet, notes: Notes) -> None:
        self._sheet, self._notes, self._low = sheet, notes, sheet.low
        self._aims = Aims(sheet, notes)
        self._last = -1
        self._foot = notes.frame.body[1] if notes.frame.official else len(sheet.low) + 1

    def in_digits(self) -> Iterator[Annotation]:
        """Yield the figures written in digits."""
        place = 0
        head = _head()
        for number in self._sheet.numbers:
            if number < place or (m := self._head_at(head, number, place)) is None:
                continue
            joint = next((kind for kind in _JOINTS if m[kind]), None)
            figure = Figure(m.start("first"), m.end(), m["first"], m["second"], joint, bool(m["sign"]))
            found = None
            if figure.second is None or not self._dated(figure.start) or self._dated(m.start("second")):
                found = self._read(figure)
            if found is None and figure.second is not None:
                place = m.end("first")
                found = self._read(replace(figure, end=place, second=None, joint=None))
            else:
                place = figure.end
            if found is not None:
                place = self._last = max(place, found.end)
                yield found

    def _head_at(self, head: re.Pattern[str], number: int, floor: int) -> re.Match[str] | None:
        """Return the number that begins with the digits at a place, a sign before them taken up."""
        signed = number > floor and self._low[number - 1] in "-−"
        return (head.match(self._low, number - 1) if signed else None) or head.match(self._low, number)

    def in_words(self) -> Iterator[Annotation]:
        """Yield the figures written in words, from ten up or with a scale."""
        self._last = -1
        for m in spelt_in(self._sheet):
            if (found := self._read(Figure(m.start(), m.end(), m[0]))) is not None:
                yield found

    def _dated(self, place: int, opening: bool = False) -> bool:
        """Tell whether a place lies in a date; ``opening``: not counting a date that begins there ("11/12 xã")."""
        starts, dates = dates_of(self._notes)
        index = covering(starts, place)
        return index >= 0 and place < dates[index].end and not (opening and starts[index] == place)

    def _read(self, figure: Figure) -> Annotation | None:
        """Return the indicator that a number is, None when it is none."""
        if figure.start >= self._foot and not self._notes.frame.within(figure.start):
            return None  # who is sent a copy
        if self._notes.closed(figure.start, figure.end) or self._notes.in_citation(figure.start):
            return None
        if figure.joint != "ratio" and self._dated(figure.start):
            return None
        if figure.second is None and (more := compound(self._low, figure.end, figure.amount)):
            figure = replace(figure, total=more[0], end=more[1])
        unit = unit_at(self._low, self._sheet.text, figure.end)
        dated = self._dated(figure.start, opening=figure.joint == "ratio" and unit is not None)
        rank = None if dated or (unit and unit.kind not in ("tallied", "listed")) else self._rank(figure)
        if rank is not None:
            return self._made(*rank)
        if unit is not None and not dated:
            unit, figure = self._to_the_upper(unit, figure)
            return self._made(figure, unit) if self._counts(figure, unit) else None
        found = self._without_unit(figure) if unit is None and not dated else None
        return self._made(*found) if found is not None else None

    def _to_the_upper(self, unit: Unit, figure: Figure) -> tuple[Unit, Figure]:
        """Return the figure drawn to its upper bound where both bounds say the unit: "từ 0,5m đến 2,1m"."""
        if figure.joint:
            return unit, figure
        part = _OF_WHOLE.match(self._low, unit.end)  # "76,4%/55%", "512,4 ha/500 ha"
        m = part or _upper().match(self._low, unit.end)
        if m is None or (not part and m["to"] and not self._low.endswith("từ ", 0, figure.start)):
            return unit, figure
        upper = unit_at(self._low, self._sheet.text, m.end())
        if upper is None or upper.name.split("/")[0] != unit.name.split("/")[0] or upper.factor != unit.factor:
            return unit, figure
        return upper, replace(figure, second=m["number"], joint="ratio" if part else "range", end=m.end())

    def _counts(self, figure: Figure, unit: Unit) -> bool:
        """Tell whether a number before a known unit measures something, by the kind of unit and the words around."""
        low, start = self._low, figure.start
        if signs.per_unit(low, start, figure.first):
            return False
        if unit.kind in ("percent", "measure"):
            return unit.kind == "percent" or not signs.sized(low, start, unit.end)
        if self._heads_a_row(figure, unit) or (signs.labelled(low, start) and not figure.grouped):
            return False
        if figure.joint == "ratio" or unit.kind == "scale":
            return True
        if unit.kind == "counted":
            somewhere = figure.amount < _SOME and signs.stood_at(low, start)
            return not somewhere and not (figure.amount < _FEW and signs.sent(low, start))
        if unit.kind == "listed":
            return signs.settled(low, start) or signs.left_over(low, start, unit.end)
        named_before = signs.again(low, unit.end) or signs.bound_of_group(low, start, unit.end)
        return not named_before and not signs.rhythm(unit.name) and self._tally_counts(figure, unit)

    def _tally_counts(self, figure: Figure, unit: Unit) -> bool:
        low, start = self._low, figure.start
        before, comparator = signs.compared(low, start)
        year = _YEAR.fullmatch(figure.first) is not None
        if "," in figure.first or (figure.amount >= _LARGE and not year):
            return True
        if signs.addressed(low, before) or signs.numbered_place(low, start, unit.name):
            return False
        many = figure.amount >= _SOME and not year and not signs.named(unit.name)
        if signs.bound(comparator) or many or signs.fills_a_cell(low, start, unit.end):
            return True
        if signs.scope(low, before) or low.startswith("trên ", before, start):
            return False
        compared = before < start or (low.endswith(": ", 0, start) and not signs.named(unit.name))
        if not compared and signs.means(unit.name) and self._aims.ordered(start):
            return False
        joined = 0 <= self._last < start and _AND.fullmatch(low, self._last, start) is not None
        return compared or joined or signs.measured(low, start) or signs.subject(low, start, unit.end)

    def _heads_a_row(self, figure: Figure, unit: Unit) -> bool:
        """Tell whether a capital follows a number at the head of its line: a row's or an item's number."""
        opens = figure.start == 0 or self._low[figure.start - 1] == "\n"
        return opens and self._sheet.said[figure.end : unit.end].lstrip()[:1].isupper()

    def _without_unit(self, figure: Figure) -> tuple[Figure, Unit] | None:
        """Return a number and what stands for its unit: times, a span cut short, a part, a thing by its name."""
        low, start, end = self._low, figure.start, figure.end
        if low.startswith(" lần", end) and signs.multiplied(low, start):
            return figure, Unit(end + 4, 1, "lần", "counted")
        if signs.wind(low, start):
            return replace(figure, start=start - 4), Unit(end, 1, "cấp", "listed")
        if low.startswith(" tuổi", end) and signs.by_age(low, start):
            return figure, Unit(end + 5, 1, "tuổi", "counted")
        if low.startswith(" độ", end) and signs.warmth(low, start):
            return figure, Unit(end + 3, 1, "độ", "counted")
        span = _SPAN_OF_TIME.match(low, end)
        if span:
            cut = span["per"] or (figure.joint != "ratio" and (signs.shortened(low, start) or signs.late(low, start)))
            name = span[0].strip().replace(" /", "/").replace("/ ", "/")
            return (figure, Unit(span.end(), 1, name, "tallied")) if cut else None
        if figure.joint == "ratio":
            noun = _NOUN.match(low, end)
            name = self._unit_before(start) or (noun[1] if noun else "")
            good = value(figure.second or "0") and signs.measured(low, start)
            return (figure, Unit(end, 1, name, "listed")) if good else None
        return self._named(figure)

    def _rank(self, figure: Figure) -> tuple[Figure, Unit] | None:
        """Return a place among others: "thứ 12/63"."""
        if figure.joint not in (None, "ratio") or figure.grouped or not figure.first[0].isdigit():
            return None
        start = signs.ranked(self._low, figure.start)
        if start is None and figure.joint == "ratio" and self._low.endswith("thứ ", 0, figure.start):
            start = figure.start - 4
        return (replace(figure, start=start, joint="rank"), Unit(figure.end, 1, "hạng", "listed")) if start else None

    def _named(self, figure: Figure) -> tuple[Figure, Unit] | None:
        """Return a large or broken number with the word behind it, or an index that is reached."""
        noun, start = _NOUN.match(self._sheet.text, figure.end), figure.start
        if noun is not None and noun[1].lower() in kinds():  # a unit that stands for something else here
            return None
        named = noun is not None and (noun[1].islower() or (noun[1].isupper() and len(noun[1]) > 1))
        if not _GROUPED.fullmatch(figure.first):
            large = figure.first.isdigit() and figure.amount >= _LARGE and not _YEAR.fullmatch(figure.first)
            named = named and large and figure.second is None and not signs.labelled(self._low, start)
            if not named or not signs.measured(self._low, start):
                return None
        if noun is not None and named:
            return figure, Unit(noun.end(), 1, noun[1], "listed")
        said = (
            signs.measured(self._low, start)
            or signs.total(self._low, start)
            or ("." in figure.first and self._low.endswith(" là ", 0, start))
        )
        return (figure, Unit(figure.end, 1, "", "listed")) if said else None

    def _made(self, figure: Figure, unit: Unit) -> Annotation | None:
        if self._notes.closed(figure.start, unit.end):
            return None
        low = self._low
        start, comparator = signs.compared(low, figure.start)
        more = signs.or_more(low, unit.end)
        comparator = None if figure.joint in ("range", "change") else more or comparator
        number = value(figure.second or "0") if figure.joint == "change" else figure.amount
        number = scaled(-number if figure.negative else number, unit.factor)
        fields: dict[str, Any] = {"value": number, "unit": unit.name or None, "comparator": comparator}
        if figure.joint == "ratio" and unit.name != "điểm":
            fields["target"] = scaled(value(figure.second or "0"), unit.factor)
        elif self._aims.planned(start, comparator, unit.kind == "percent" or signs.measured(low, start)):
            fields["target"] = number
        else:
            fields["target"] = self._aims.behind(unit)
        fields["direction"] = signs.direction(low, start) or ("decrease" if figure.negative else None)
        fields["name"] = self._name(start)
        fields["period"] = self._period(start)
        return Annotation("indicator", start - figure.negative, unit.end, RULE, _SURE[unit.kind], fields)

    def _name(self, start: int) -> str | None:
        """Return the words of the clause before a figure: what it measures."""
        sheet = self._sheet
        begin = max(sheet.paragraphs[sheet.paragraph_at(start)].start, start - 160)
        edge = _CLAUSE.search(sheet.low, begin, start)
        return sheet.said[edge.end() if edge else begin : start].strip(" ,;:.-") or None

    def _unit_before(self, place: int) -> str | None:
        """Return what a ratio counts when the words before it say so ("số đảng viên mới ... đạt 213/210")."""
        m = re.compile(r"số (\w+ \w+)").search(self._low, max(0, place - 90), place)
        return self._sheet.said[m.start(1) : m.end(1)] if m else None

    def _period(self, place: int) -> str | None:
        """Return the last year, quarter or month said before a figure in its sentence."""
        starts, dates = dates_of(self._notes)
        begin, _ = self._sheet.sentence_at(place)
        said = [d.fields["value"] for d in dates[following(starts, begin) : following(starts, place)]]
        return next((v for v in reversed(said) if len(v) in (4, 7, 9)), None)
