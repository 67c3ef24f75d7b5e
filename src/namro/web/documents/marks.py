"""A text as a page shows it: paragraphs and tables, every find marked, citations linked, places a task can point at."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.documents.models import Citation, SourceText
from namro.documents.queries import Mentioned
from namro.reading.models import Finding
from vanban.annotate import Segment, marked_segments
from vanban.model import Annotation
from vanban.segment import is_hard_wrapped, paragraphs

PART = 200_000  # characters of a long text shown on one page
TYPES: dict[str, Promise] = {
    "directive": gettext_lazy("instruction"),
    "reference": gettext_lazy("cited document"),
    "date": gettext_lazy("time"),
    "organisation": gettext_lazy("body"),
    "person": gettext_lazy("person"),
    "indicator": gettext_lazy("indicator"),
    "result": gettext_lazy("result"),
    "shortcoming": gettext_lazy("shortcoming"),
    "proposal": gettext_lazy("proposal"),
    "meeting": gettext_lazy("meeting"),
    "cadence": gettext_lazy("recurring duty"),
    "boilerplate": gettext_lazy("page furniture"),
    "place": gettext_lazy("the place asked for"),
}
LONG = frozenset({"directive", "result", "shortcoming", "proposal", "place"})
# What a tip says about a find beyond its type, in this order.
_TOLD: tuple[tuple[str, Promise], ...] = (
    ("canonical", gettext_lazy("full name")),
    ("value", gettext_lazy("value")),
    ("assignees", gettext_lazy("lead")),
    ("coordinators", gettext_lazy("support")),
    ("deliverable", gettext_lazy("product")),
    ("deadline", gettext_lazy("deadline")),
    ("deadline_end", gettext_lazy("last day")),
    ("unit", gettext_lazy("unit of measure")),
    ("issuer", gettext_lazy("issued by")),
)


@dataclass(frozen=True)
class Piece:
    """Some words with the same finds over them. ``anchors`` are the places that begin here (c12-40)."""

    text: str
    classes: str = ""
    tip: str = ""
    href: str = ""
    anchors: tuple[str, ...] = ()


@dataclass
class Line:
    """One line of the text."""

    pieces: list[Piece]
    heading: bool = False


@dataclass
class Cell:
    """One cell of a table."""

    lines: list[Line] = field(default_factory=list)


@dataclass
class Part:
    """A paragraph (``line``) or a table (``rows``)."""

    line: Line | None = None
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """The marked text and its legend: (type, label, count)."""

    parts: list[Part]
    legend: list[tuple[str, str, int]]


def cut(text: str) -> list[tuple[int, int]]:
    """A long text in parts that end with a line."""
    parts, start = [], 0
    while start < len(text):
        end = len(text) if len(text) - start <= PART else text.rfind("\n", start, start + PART) + 1 or start + PART
        parts.append((start, end))
        start = end
    return parts or [(0, 0)]


def shown(
    source: SourceText,
    finds: Sequence[Finding],
    mentioned: Iterable[Mentioned],
    span: tuple[int, int],
    place: tuple[int, int] | None = None,
) -> Shown:
    """The part ``span`` of the text with its finds; ``place`` lights one more place."""
    begin, end = span
    links = {(one.citation.start, one.citation.end): one for one in mentioned}
    marks = within(finds, span, place)
    segments = (
        marked_segments(source.text, marks) if (begin, end) == (0, len(source.text)) else _within(source, marks, span)
    )
    return Shown(_parts(source, span, _Writer(segments, marks, links)), legend(marks))


def legend(marks: Sequence[Annotation]) -> list[tuple[str, str, int]]:
    """The types of finds with their labels and numbers."""
    counts = Counter(str(one.type) for one in marks)
    return [(kind, str(label), counts[kind]) for kind, label in TYPES.items() if counts[kind] and kind != "place"]


def within(finds: Sequence[Finding], span: tuple[int, int], place: tuple[int, int] | None) -> list[Annotation]:
    """The finds of a part as the library's values, and the place that was asked for."""
    begin, end = span
    marks = [Annotation(f.type, f.start, f.end, f.rule, f.confidence, f.fields) for f in finds]  # type: ignore[arg-type]
    if place and begin <= place[0] < place[1] <= end:
        marks.append(Annotation("place", *place, "", 1.0))  # type: ignore[arg-type]
    return [one for one in marks if one.start < end and one.end > begin]


def _within(source: SourceText, marks: Sequence[Annotation], span: tuple[int, int]) -> list[Segment]:
    """Segments of one part of a long text, in offsets of the whole."""
    begin, end = span
    moved = [Annotation(m.type, m.start - begin, m.end - begin, m.rule, m.confidence, m.fields) for m in marks]
    found = marked_segments(source.text[begin:end], moved)
    return [Segment(one.start + begin, one.end + begin, one.text, one.ids) for one in found]


class _Writer:
    """Turns any stretch of the text into pieces."""

    def __init__(
        self, segments: Sequence[Segment], marks: Sequence[Annotation], links: Mapping[tuple[int, int], Mentioned]
    ) -> None:
        self.segments, self.marks, self.links = segments, marks, links
        self.starts = [segment.start for segment in segments]

    def pieces(self, start: int, end: int) -> list[Piece]:
        """The pieces of ``[start, end)``."""
        found = []
        place = max(0, bisect_left(self.starts, start + 1) - 1)
        while place < len(self.segments) and self.segments[place].start < end:
            segment = self.segments[place]
            first, last = max(start, segment.start), min(end, segment.end)
            if first < last:
                words = segment.text[first - segment.start : last - segment.start]
                found.append(self._piece(words, segment, begins=first == segment.start))
            place += 1
        return found

    def _piece(self, words: str, segment: Segment, *, begins: bool) -> Piece:
        if not segment.ids:
            return Piece(words)
        over = [self.marks[index] for index in segment.ids]
        inner = over[-1]
        classes = " ".join(dict.fromkeys(f"m-{'in-' if one.type in LONG else ''}{one.type}" for one in over))
        link = next(
            (self.links[one.start, one.end] for one in reversed(over) if (one.start, one.end) in self.links), None
        )
        href = address(link) if link and inner.type == "reference" else ""
        if link and inner.type == "reference":
            classes += f" m-{link.citation.status}"
        opening = [one for one in over if one.start == segment.start] if begins else []
        anchors = tuple(dict.fromkeys(f"c{one.start}-{one.end}" for one in opening))
        return Piece(words, classes, tip(inner, link), href, anchors)


def address(one: Mentioned) -> str:
    """Where a citation leads: the document, the question which one, or nowhere."""
    if one.target:
        return reverse("web:document", args=[one.target.pk])
    if one.citation.status == Citation.Status.RESOLVED:
        return ""
    return reverse("web:citation", args=[one.citation.pk])


def tip(find: Annotation, link: Mentioned | None) -> str:
    """What a find is and why it was made: type, telling fields, rule."""
    said = [str(TYPES.get(find.type, find.type))]
    if link and find.type == "reference":
        said.append(called(link))
    for name, label in _TOLD:
        if value := _words(find.fields.get(name)):
            said.append(f"{label}: {value}")
    if find.rule:
        said.append(_("rule: %(rule)s") % {"rule": find.rule})
    return " · ".join(said)[:400]


def called(one: Mentioned) -> str:
    """What became of a citation."""
    if one.target:
        day = one.target.issued_on.strftime("%d/%m/%Y") if one.target.issued_on else ""
        return " ".join(filter(None, [one.target.symbol, day, one.target.title]))[:160]
    if one.citation.status == Citation.Status.AMBIGUOUS:
        return _("several documents are possible: choose one")
    return _("not in the register yet") if one.citation.status == Citation.Status.UNRESOLVED else ""


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _parts(source: SourceText, span: tuple[int, int], writer: _Writer) -> list[Part]:
    """The blocks of the part in order; what lies between them is paragraphs, one a line."""
    begin, end = span
    cells = [
        b for b in source.blocks if b["kind"] == "cell" and b["start"] < end and b["end"] >= begin and "table" in b
    ]
    headings = {b["start"] for b in source.blocks if b["kind"] == "heading"}
    parts: list[Part] = []
    at = begin
    for table in _tables(cells):
        first, last = min(b["start"] for b in table), max(b["end"] for b in table)
        parts += _paragraphs(source.text, at, first, writer, headings)
        parts.append(Part(rows=_rows(source.text, table, writer)))
        at = max(at, last)
    return parts + _paragraphs(source.text, at, end, writer, headings)


def _tables(cells: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The cells grouped by table, tables in order of place; a table inside a cell of another is shown with its outer one."""
    groups: dict[int, list[dict[str, Any]]] = {}
    for cell in cells:
        groups.setdefault(cell["table"], []).append(cell)
    found, reached = [], -1
    for table in sorted(groups.values(), key=lambda group: (group[0]["start"], -max(b["end"] for b in group))):
        if table[0]["start"] >= reached:
            found.append(table)
            reached = max(b["end"] for b in table)
    return found


def _rows(text: str, table: Sequence[dict[str, Any]], writer: _Writer) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for block in sorted(table, key=lambda b: (b["row"], b["column"])):
        rows.setdefault(block["row"], []).append(Cell(_lines(text, block["start"], block["end"], writer)))
    return [rows[number] for number in sorted(rows)]


def _paragraphs(text: str, start: int, end: int, writer: _Writer, headings: set[int]) -> list[Part]:
    """The paragraphs: one a line, or, where a page broke its lines, the lines that belong together."""
    words = text[start:end]
    if not is_hard_wrapped(words):
        return [Part(line) for line in _lines(text, start, end, writer, headings)]
    found, at = [], start
    for one in paragraphs(words, True):
        stop = start + one.end
        if text[at:stop].strip():
            found.append(Part(Line(writer.pieces(at, stop), heading=words[one.start : one.end].isupper())))
        at = stop
    return found + [Part(line) for line in _lines(text, at, end, writer, headings)]


def _lines(
    text: str, start: int, end: int, writer: _Writer, headings: set[int] | frozenset[int] = frozenset()
) -> list[Line]:
    """The lines that hold words."""
    found, at = [], start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            found.append(Line(writer.pieces(at, stop), heading=at in headings or text[at:stop].isupper()))
        at = stop + 1
    return found
