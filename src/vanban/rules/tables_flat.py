"""Tables that lost their lines: one cell a line, or the lines of the cells one below the other, as a PDF or a scan gives them.

Not a rule by itself. The heads stand behind "TT"; a row begins with its number, alone or before its first words. Empty
cells leave no trace, so the words of a row are laid under the heads in order, by what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vanban.fold import fold
from vanban.rules.grid import Cell, Grid, Span, cell_of
from vanban.rules.table_heads import assigns, columns_of, kind_of
from vanban.rules.table_lines import BAR, Count, Page, Printed, index_before, index_in
from vanban.rules.table_stream import Word, laid_out
from vanban.rules.tables_unnumbered import unnumbered

_FIRST_HEAD = re.compile(r"\W*(?:so )?s?tt(?:[\s.|:]|$)")
_TASK_HEAD = re.compile(
    r"(?:noi dung|nhiem vu|cong viec)(?: (?:cong viec|nhiem vu|cu the|chu yeu|thuc hien|trong tam))?$"
)
_MARK = re.compile(r"[|¦│┃║]|[^\s|¦│┃║]+")
_ROW_LINES = 45
_ALONE_LINES = 16  # with one cell a line a row has no more
_HEAD_LINES = 24
_LONGEST_HEAD = 60
_MOST_HEADS = 12
ENDS = re.compile(
    r"(?:noi nhan|phu luc|tm\.|t/m|kt\.|k/t|tl\.|q\. ?chu tich|chu tich$|giam doc$|ngay \d{1,2} thang|[^ ]{2,20}, ngay"
    r"|can cu |dieu \d|to chuc thuc hien$|cong hoa xa hoi|\*{3})"
)
_HALVES = frozenset(  # of a head
    ("nhiem", "vu", "thanh", "hoan", "hien", "thuc", "viec", "cong", "hop", "tri", "phu", "trach", "pham", "kien")
)
_FEW_WORDS = 4
_NOISE = re.compile(r"[\W_]{1,4}|(?:trang )?\d{1,3}(?:/\d{1,3})?")
_COUNTED = re.compile(r"(?:[(\[]?\d{1,2}+[)\]]?\s*+(?:=\s*\S++\s*+)?+){3,}")


@dataclass(frozen=True, slots=True)
class _Head:
    """The heads of a table: their words and places, the line after them, their lines to know them by when they come again."""

    names: tuple[str, ...]
    spans: tuple[Span, ...]
    after: int
    lines: tuple[str, ...]


def flat_grids(page: Page) -> list[Grid]:
    """Return the tables written so, in order; rows above heads that assign nothing are none."""
    grids: list[Grid] = []
    place = 0
    while place < len(page.lines):
        head = _head(page, place) if _FIRST_HEAD.match(page.folded[place]) else _bare_head(page, place)
        if head is None:
            bare = unnumbered(page, place) if _TASK_HEAD.match(page.folded[place]) else None
            grids += [bare[0]] if bare else []
            place = bare[1] if bare else place + 1
            continue
        rows, place = _rows(page, head)
        if made := _laid(page, head, rows):
            grids.append(made)
        place = max(place, head.after)
    return grids


def _head(page: Page, place: int) -> _Head | None:
    """Return the heads that begin at a line, None when rows do not follow or nothing is assigned."""
    taken = _Names()
    at = place
    while at < len(page.lines) and at - place < _HEAD_LINES and len(taken.names) < _MOST_HEADS:
        line = page.lines[at]
        words = page.sheet.text[line.start : line.end]
        if at > place and _opens(words, Count()) and not _counts_columns(page, at):
            break
        if not line.ruler and not _counts_columns(page, at):
            for number, m in enumerate(_MARK.finditer(words)):
                taken.add(m[0], line.start + m.start(), number == 0)
            if len(taken.name) > _LONGEST_HEAD:
                return None
        at += 1
    taken.close()
    names = taken.names
    if len(names) < 3 or at >= len(page.lines) or not assigns(names) or kind_of(names[0]) != "index":
        return None
    if sum(kind_of(name) is None for name in names) > 2:
        return None
    return _Head(tuple(names), tuple(taken.spans), at, tuple(page.folded[place:at]))


def _bare_head(page: Page, place: int) -> _Head | None:
    """Return heads without "TT", one a line from the task on, above rows that are numbered all the same."""
    if not _TASK_HEAD.match(page.folded[place]):
        return None
    at = place
    while (
        at < len(page.lines)
        and at - place < _MOST_HEADS
        and kind_of(page.folded[at])
        and not _FIRST_HEAD.match(page.folded[at])
    ):
        at += 1
    if at - place < 3 or at >= len(page.lines) or page.folded[at] != "1":
        return None
    lines = page.lines[place:at]
    names = tuple(page.sheet.text[line.start : line.end] for line in lines)
    kinds = [kind_of(name) for name in names]
    if len(set(kinds)) < len(kinds) or not assigns(["TT", *names]):
        return None
    spans = ((lines[0].start, lines[0].start), *((line.start, line.end) for line in lines))
    return _Head(("TT", *names), spans, at, tuple(page.folded[place:at]))


class _Names:
    """Takes the words of heads one by one and tells where one head ends and the next begins."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.spans: list[Span] = []
        self.name = ""
        self._span = (0, 0)
        self._barred = False

    def add(self, word: str, start: int, first: bool) -> None:
        """Take a word or a bar; ``first`` when it opens a line."""
        if BAR.match(word):
            self._barred = True
            return
        new = not word[0].islower() and _whole(self.name) and (first or not _goes_on(self.name, word))
        if self._barred or new:
            self.close()
        self._span = (self._span[0] if self.name else start, start + len(word))
        self.name = f"{self.name} {word}".strip()
        self._barred = False

    def close(self) -> None:
        """End the head that is open."""
        if self.name:
            self.names.append(self.name)
            self.spans.append(self._span)
        self.name = ""


def _whole(head: str) -> bool:
    """Tell whether a head is complete: it says what the column holds."""
    return bool(head) and kind_of(head) is not None


def _goes_on(head: str, word: str) -> bool:
    """Tell whether a capital word on the same line still belongs to a head: "NỘI DUNG NHIỆM VỤ" is one."""
    return word.isupper() and len(head) > 3 and kind_of(f"{head} {word}") == kind_of(head) and _half(word)


def _half(word: str) -> bool:
    return fold(word) in _HALVES


def _counts_columns(page: Page, at: int) -> bool:
    """Tell whether a line only counts the columns: "(1) (2) (3)", or one such number a line."""
    words = page.sheet.text[page.lines[at].start : page.lines[at].end]
    if _COUNTED.fullmatch(words.replace("|", " ")):
        return True
    if not re.fullmatch(r"[(\[]\d{1,2}[)\]]", words):
        return False
    near = [page.folded[i] for i in range(max(0, at - 1), min(len(page.folded), at + 2)) if i != at]
    return any(re.fullmatch(r"[(\[]\d{1,2}[)\]]", low) for low in near)


def _opens(words: str, count: Count) -> str | None:
    """Return the number of the row a line opens, None when it opens none."""
    bare = words.strip("|¦ \t")
    if label := index_in(bare):
        return label if not label.isdigit() or count.follows(label) else None
    before = index_before(bare)
    return before[0] if before and count.follows(before[0]) else None


@dataclass(slots=True)
class _RowText:
    label: str
    words: list[Word]
    lines: int = 0


def _rows(page: Page, head: _Head) -> tuple[list[_RowText], int]:
    """Return the rows below the heads and the line after the last one."""
    rows: list[_RowText] = []
    count = Count()
    at = head.after
    alone: bool | None = None
    while at < len(page.lines):
        if again := _repeats(page, head, at):
            at += again
            continue
        line = page.lines[at]
        words = page.sheet.text[line.start : line.end]
        if _FIRST_HEAD.match(page.folded[at]) or (rows and ENDS.match(page.folded[at])):
            break
        label = None if line.ruler else _opens(words, count)
        single = label is not None and index_in(words.strip("|¦ \t")) is not None
        if label is not None and (alone is None or single == alone or (single and not label.isdigit())):
            alone = single if alone is None else alone
            count.take(label)
            rows.append(_RowText(label, []))
            at_word = 0 if single else _after_label(words)
            _take(page, line, rows[-1], at_word if not single else len(words))
        elif not rows or rows[-1].lines >= (_ALONE_LINES if alone else _ROW_LINES):
            break
        elif BAR.search(words) or not (line.ruler or _NOISE.fullmatch(page.folded[at])):
            _take(page, line, rows[-1], 0)
        at += 1
    return rows, at


def _after_label(words: str) -> int:
    lead = len(words) - len(words.lstrip("|¦ \t"))
    found = index_before(words[lead:])
    return lead + found[1] if found else 0


def _take(page: Page, line: Printed, row: _RowText, first: int) -> None:
    """Add the words of a line to a row."""
    text = page.sheet.text[line.start : line.end]
    border = "bar" if row.words and row.words[-1].border == "open" else "line"
    if row.words and row.words[-1].border == "open":
        row.words.pop()
    row.lines += 1
    for m in _MARK.finditer(text[first:]):
        if BAR.match(m[0]):
            border = "bar"
            continue
        start = line.start + first + m.start()
        row.words.append(Word(start, start + len(m[0]), m[0], border))
        border = "word"
    if border == "bar":
        row.words.append(Word(line.end, line.end, "", "open"))


def _repeats(page: Page, head: _Head, at: int) -> int:
    """Return how many lines the heads take when they come again at a line, 0 when they do not."""
    if page.folded[at] != head.lines[0]:
        return 0
    size = 0
    while size < len(head.lines) and at + size < len(page.folded) and page.folded[at + size] == head.lines[size]:
        size += 1
    return size if size >= min(2, len(head.lines)) else 0


def _laid(page: Page, head: _Head, rows: Sequence[_RowText]) -> Grid | None:
    """Return the table with its words laid under its heads."""
    kept = [row for row in rows if row.words]
    for row in kept:
        if row.words[-1].border == "open":
            row.words.pop()
    kept = [row for row in kept if row.words]
    if not kept:
        return None
    kinds = [kind_of(name) for name in head.names[1:]]
    pieces = laid_out([row.words for row in kept], kinds, True)
    mixed = [_is_mixed(row, columns) for row, columns in zip(kept, pieces, strict=True)]
    if sum(mixed) * 2 > sum(row.lines > 1 for row in kept):
        # Each printed line has pieces of several cells and no blanks to part them: such rows cannot be told, so none is read.
        pieces = [{} if torn else columns for torn, columns in zip(mixed, pieces, strict=True)]
    made: list[dict[int, Cell]] = []
    for row, columns in zip(kept, pieces, strict=True):
        cells = {column + 1: cell for column, spans in columns.items() if (cell := cell_of(page.sheet, spans))}
        label = _label(page, row)
        made.append(_heading(cells, kinds) | ({0: label} if label else {}))
    end = max(cell.end for row in made for cell in row.values())
    top = {column: Cell((span,)) for column, span in enumerate(head.spans) if span[0] < span[1]}
    return Grid(head.spans[0][0], end, tuple(made), columns_of(dict(enumerate(head.names))), (top, *made))


def _is_mixed(row: _RowText, columns: Mapping[int, Sequence[Span]]) -> bool:
    """Tell whether the first of several lines holds the beginnings of three cells and much is said below it."""
    below = [i for i, word in enumerate(row.words) if i and word.border == "line"]
    if not below:
        return False
    begun = sum(spans[0][0] < row.words[below[0]].start for spans in columns.values())
    return begun >= 3 and len(row.words) - below[0] > _FEW_WORDS


def _heading(cells: dict[int, Cell], kinds: Sequence[str | None]) -> dict[int, Cell]:
    """Put the words of a row of one cell under the tasks: it is the heading of a part."""
    if len(cells) == 1 and "task" in kinds:
        return {kinds.index("task") + 1: next(iter(cells.values()))}
    return cells


def _label(page: Page, row: _RowText) -> Cell | None:
    """Return the cell of a row's number, which stands right before its words."""
    place = page.sheet.text.rfind(row.label, max(0, row.words[0].start - len(row.label) - 12), row.words[0].start)
    return Cell(((place, place + len(row.label)),)) if place >= 0 else None


__all__ = ["ENDS", "flat_grids"]
