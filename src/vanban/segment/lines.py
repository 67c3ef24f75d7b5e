"""Lines and paragraphs: official texts and OCR wrap their lines, articles keep a paragraph on one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from vanban.segment.context import in_context
from vanban.segment.furniture import past_furniture
from vanban.segment.markers import Marker, marker_at
from vanban.segment.standing import WIDEST, alone

_FILLED = re.compile(r"\S(?:[^\r\n\f\v\u0085\u2028\u2029]*\S)?")
_LINE = re.compile(r"([^\r\n\f\v\u0085\u2028\u2029]*)(\r\n|[\r\n\f\v\u0085\u2028\u2029]|$)")
_STOPS = ".;:!?…"
_CLOSERS = '"”’»)]*_ '
_ENDED = re.compile(rf"[{_STOPS}][{re.escape(_CLOSERS)}]*$")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|TT|TX|P|Q|H|X|KP|PGS|GS|TS|ThS|BS|KS|LS|Nxb)\.\n|(?<!\w)[Ss]ố\.\n(?!\d{1,2}[-.)/] )\d"
)
_BREAK = re.compile(r"\r\n|[\r\n\v\u0085\u2028\u2029]")

# A line that ends so is never a whole: a symbol before its date, a word that wants another.
_HANGS = re.compile(r"(?:\d/[\w&/-]*[A-ZĐ][\w&/-]*|(?<!\w)(?:của|và|các|số|về|tại|theo|với|cho|ngày|tháng|năm))$")
_WANTS_NUMBER = re.compile(r".{15}(?<!\w)(?:ngày|tháng|khoản|[Đđ]iều|điểm)$")
_WANTS_NAME = re.compile(r"(?<!\w)(?:của|và|các|tại|theo|với|cho|do|bởi)$")
# A date or a symbol broken in the middle, whatever the lines look like.
_CUT = re.compile(
    r"[Nn]gày\n\d{1,2}(?: tháng|/\d)|ngày \d{1,2}\ntháng \d|tháng \d{1,2}\nnăm \d{4}|\w năm\n(?:19|20)\d\d(?!\d)"
    r"|(?:^|(?<=\W))[Ss]ố ?:?\n\d{1,5}[a-zđ]?(?:/\d{4})?[/-][A-ZĐ]"
)
_NUMBER_HEAD = re.compile(r"[|\s]*(?:số )?s?tt\.?(?:\s*\|.*)?", re.IGNORECASE)
_MAY_HEAD = "|sStT"
_ROW_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}|[a-zđ])[.)]?")
_ROW_LINES = 14  # a row of a table written one cell a line takes fewer
_LONG = 45  # characters: a line as long as this may be running text
_WANTING = 25  # and a shorter one that ends with a word that wants another
_OFTEN_BROKEN = 4  # lines that go on below in small letters: a web page broke its lines anywhere, at the short ones too
_SHORTEST = 10
_CUT_SHORT = 15  # a line that a page break cut off may be short
_NEARLY_FULL = 0.8  # of the usual width; letters differ in width, so the edge is ragged in characters


class Line(NamedTuple):
    """One physical line without its line ending: ``text[start:end]``, white space at both ends left out."""

    start: int
    end: int

    @property
    def blank(self) -> bool:
        """True when nothing but white space stands on the line."""
        return self.start == self.end


class Paragraph(NamedTuple):
    """One or more lines that belong together: ``text[start:end]``, and the item mark it opens with, if any."""

    start: int
    end: int
    lines: tuple[Line, ...]
    marker: Marker | None = None


def lines(text: str) -> list[Line]:
    """Return every physical line in order, blank ones as empty spans. ``\\r\\n``, ``\\f`` and U+2028 end lines too."""
    found: list[Line] = []
    for match in _LINE.finditer(text):
        if match.start() == len(text) and found:
            break
        start, end = match.span(1)
        content = match[1]
        stripped = content.strip()
        if stripped:
            start += len(content) - len(content.lstrip())
            end = start + len(stripped)
        else:
            end = start
        found.append(Line(start, end))
    return found


def is_hard_wrapped(text: str) -> bool:
    """Tell whether running text is broken at a page's width, so that a paragraph takes several lines."""
    return _width(text, _filled(text)) is not None


def _filled(text: str) -> list[Line]:
    """Return the lines that are not blank, in order."""
    return [tuple.__new__(Line, found.span()) for found in _FILLED.finditer(text)]


def paragraphs(text: str, wrapped: bool | None = None) -> list[Paragraph]:
    """Return the paragraphs of ``text`` in order, each with the mark it opens with; see :func:`grouped`."""
    if wrapped is False:
        alone = [Paragraph(*line, (line,), marker_at(text, *line)) for line in _filled(text)]
        return _settled(text, alone)
    return _settled(text, [_paragraph(text, group) for group in grouped(text, wrapped)])


def grouped(text: str, wrapped: bool | None = None) -> list[list[Line]]:
    """Group the lines of ``text`` into paragraphs, in order.

    ``wrapped`` None decides by looking; False keeps one line, one paragraph (docx and html know their own). A line goes
    on the one before it when that one does not end a sentence and the new one starts small, or when the text is wrapped
    and the line before was full. A paragraph cut by a page break (blank lines, a page number) is mended: the number
    then stands inside its span but is none of its ``lines``.
    """
    filled = _filled(text)
    if wrapped is False:
        return [[line] for line in filled]
    width, loose = _width(text, filled), _broken(text, filled) >= _OFTEN_BROKEN
    celled = _one_cell_lines(text, filled)
    groups: list[list[Line]] = []
    counts: dict[str, int] = {}
    beyond = 0
    for place, line in enumerate(filled):
        if place < beyond:
            continue
        if groups and not celled[place] and (beyond := _beyond_page(text, filled, place, groups[-1][-1], width)):
            groups[-1].append(filled[beyond])
            beyond += 1
            continue
        short = _SHORTEST if loose and not celled[place] else _LONG
        if groups and _goes_on(text, groups[-1][-1], line, None if celled[place] else width, short, counts):
            groups[-1].append(line)
            continue
        groups.append([line])
        mark = marker_at(text, line.start, line.end)
        if mark and mark.value is not None:
            counts[mark.style] = mark.value
    return groups


def _one_cell_lines(text: str, filled: Sequence[Line]) -> bytearray:
    """Mark the lines of tables written one cell a line: from a head "TT" on, as long as rows go on being numbered."""
    celled = bytearray(len(filled))
    left = 0
    for place, line in enumerate(filled):
        if (text[line.start] in _MAY_HEAD and _NUMBER_HEAD.fullmatch(text, *line)) or (
            left and _ROW_NUMBER.fullmatch(text, *line)
        ):
            left = _ROW_LINES
        if left:
            celled[place] = True
            left -= 1
    return celled


def _settled(text: str, grouped: list[Paragraph]) -> list[Paragraph]:
    """Give each paragraph the mark that the marks around it make believable."""
    marks = in_context(text, [(p.start, p.end, p.marker) for p in grouped])
    return [p if p.marker is mark else p._replace(marker=mark) for p, mark in zip(grouped, marks, strict=True)]


def _paragraph(text: str, group: list[Line]) -> Paragraph:
    first, last = group[0], group[-1]
    return Paragraph(first.start, last.end, tuple(group), marker_at(text, first.start, last.end))


def _width(text: str, filled: Sequence[Line]) -> int | None:
    """Return the usual length in characters of a full line of hard-wrapped text, None when it is not wrapped."""
    lengths = sorted(line.end - line.start for line in filled if line.end - line.start >= _LONG)
    if len(lengths) < 3 or lengths[int(len(lengths) * 0.95)] > WIDEST:
        return None
    broken = sum(
        before.end - before.start >= _LONG
        and not _ended(text, before)
        and marker_at(text, line.start, line.end) is None
        for before, line in pairwise(filled)
    )
    return lengths[int(len(lengths) * 0.9)] if broken >= max(2, 0.3 * len(lengths)) else None


def _broken(text: str, filled: Sequence[Line]) -> int:
    """Count the long lines that do not end a sentence and go on below in small letters."""
    return sum(
        before.end - before.start >= _LONG
        and _starts_small(text, line)
        and not _ended(text, before)
        and marker_at(text, line.start, line.end) is None
        for before, line in pairwise(filled)
    )


def _goes_on(text: str, before: Line, line: Line, width: int | None, short: int, counts: dict[str, int]) -> bool:
    """Tell whether ``line`` continues the paragraph that ``before`` is the last line of; ``short`` lines may in small letters."""
    gap = _blank_between(text, before, line)
    if not gap and text[line.start] in "0123456789tn":
        around = f"{text[max(before.start, before.end - 12) : before.end]}\n{text[line.start : line.end][:14]}"
        if _CUT.search(around):
            return True
    if (
        not gap
        and text[before.end - 1] == "."
        and _ABBREVIATED.search(
            text[max(before.start, before.end - 8) : before.end] + "\n" + text[line.start : line.start + 4]
        )
    ):
        return True
    length, small, digit = before.end - before.start, _starts_small(text, line), text[line.start].isdigit()
    full = width is not None and length + 1 + _first_word(text, line) >= _NEARLY_FULL * width
    if _ended(text, before) and not (full and not gap and text[before.end - 1] == ";" and small):
        return False
    wants = length >= _WANTING and _WANTS_NAME.search(text, before.end - 8, before.end) is not None
    if not small and (gap or not (full or digit or wants) or alone(text, before, line)):
        return False
    if gap:
        return width is not None and length >= _LONG
    if digit and _WANTS_NUMBER.search(text, before.start, before.end):
        return True
    mark = marker_at(text, line.start, line.end)
    if mark:
        return full and not _expected(text, mark, counts)
    if small:
        if _HANGS.search(text, max(before.start, before.end - 40), before.end):
            return True
        return width is not None or length >= short
    return wants or (full and not _is_heading_before(text, before, line))


def _beyond_page(text: str, filled: Sequence[Line], place: int, before: Line, width: int | None) -> int:
    """Return the line that goes on behind a page number or a running head inside a paragraph, 0 where none does."""
    after = past_furniture(text, filled, place)
    if after in (place, len(filled)) or _ended(text, before):
        return 0
    following, sure = filled[after], after - place > 1 or width is not None
    goes_on = sure and before.end - before.start >= _CUT_SHORT and _starts_small(text, following)
    return after if goes_on and marker_at(text, following.start, following.end) is None else 0


def _ended(text: str, line: Line) -> bool:
    last = text[line.end - 1]
    if last in _STOPS or last not in _CLOSERS:
        return last in _STOPS
    return _ENDED.search(text, max(line.start, line.end - 12), line.end) is not None


def _blank_between(text: str, before: Line, line: Line) -> bool:
    """Tell whether a blank line or a page break stands between two lines."""
    between = text[before.end : line.start]
    if between == "\n" or between == "\r\n":
        return False
    return "\f" in between or len(_BREAK.findall(between)) > 1


def _starts_small(text: str, line: Line) -> bool:
    """Tell whether the first word of the line starts with a small letter (after opening quotes and brackets)."""
    first = text[line.start]
    if first.isalnum():
        return first.islower()
    first = next((text[i] for i in range(line.start, min(line.end, line.start + 4)) if text[i] not in "“\"'‘«([*_"), "")
    return first.islower()


def _first_word(text: str, line: Line) -> int:
    space = text.find(" ", line.start, line.end)
    return (line.end if space < 0 else space) - line.start


def _expected(text: str, mark: Marker, counts: dict[str, int]) -> bool:
    """Tell whether a mark is believable as a new item: next in its row, or a bullet before a capital."""
    if mark.value is None:
        return not text[mark.body].islower()
    return mark.value in (1, counts.get(mark.style, 0) + 1)


def _is_heading_before(text: str, before: Line, line: Line) -> bool:
    """Tell whether ``before`` is a heading in capitals and ``line`` is not."""
    return text[before.start : before.end].isupper() and not text[line.start : line.end].isupper()
