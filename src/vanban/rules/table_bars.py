"""Tables drawn with bars: Markdown clean and broken, and what OCR leaves of ruled lines.

Not a rule by itself. A row whose bars are all there is read by them; bars may be missing, stand inside cells, a row may
wrap; then its words are laid under the heads by what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from vanban.rules.grid import Cell, Grid, Span, cell_of, joined
from vanban.rules.table_cells import ditto
from vanban.rules.table_heads import assigns, head_of, kind_of, same_head
from vanban.rules.table_lines import BAR, Count, Page, Printed, index_in
from vanban.rules.table_stream import Word, laid_out

_MARK = re.compile(r"[|¦│┃║]|[^\s|¦│┃║]+")
_STRAY = re.compile(r"[\W_]*")
_MARKS = " \t_¬—~^·•«»‹›'`"
_TOP = 9  # filled lines that a head and the row below it may take
_FAR = 6  # lines without a bar that a cell may wrap over


@dataclass(slots=True)
class _Row:
    """A row as printed: for each line its cells, empty ones as None."""

    lines: list[list[Span | None]]
    words: list[Word]


def bar_grids(page: Page) -> list[Grid]:
    """Return the tables drawn with bars, in order; those that assign nothing come with their rows and without columns."""
    grids: list[Grid] = []
    parted: dict[int, list[Span | None]] = {}  # the cells of the lines of one run
    place = run = 0
    while place < len(page.lines):
        if not page.lines[place].bars:
            place += 1
            continue
        if place >= run:
            run = _run(page, place)
            parted = {at: [] if page.lines[at].ruler else cells_of(page, page.lines[at]) for at in range(place, run)}
        grid, after = _grid(page, place, run, parted)
        grids.extend([grid] if grid else _plain(page, place, run))
        place = after if grid else run
    return grids


def _plain(page: Page, place: int, after: int) -> list[Grid]:
    """Return the tables of lines that all begin with a bar, whatever they hold."""
    grids: list[Grid] = []
    rows: list[dict[int, Cell]] = []
    span = (0, 0)
    for at in range(place, after + 1):
        line = page.lines[at] if at < after else None
        if line is not None and BAR.match(line.raw.lstrip()):
            span = (span[0] if rows else line.start, line.end)
            rows.extend([] if line.ruler else [_row_of(page, cells_of(page, line))])
        elif rows:
            filled = tuple(row for row in rows if row)
            grids.extend([Grid(*span, filled)] if filled else [])
            rows = []
    return grids


def _run(page: Page, place: int) -> int:
    """Return the line after a run of lines with bars; a few without may stand between while a cell goes on."""
    last = at = place
    while at < len(page.lines) and at - last <= _FAR:
        if page.lines[at].bars:
            last = at
        at += 1
    return last + 1


def cells_of(page: Page, line: Printed) -> list[Span | None]:
    """Return the cells of a line, empty ones as None; the bars at both ends are the frame's."""
    raw = line.raw.rstrip()
    bars = [m.start() for m in BAR.finditer(raw)]
    first = len(raw) - len(raw.lstrip())
    borders = [b for b in bars if b != first and b != len(raw) - 1]
    edges = [
        bars[0] if bars and bars[0] == first else first - 1,
        *borders,
        len(raw) - 1 if bars and bars[-1] == len(raw) - 1 else len(raw),
    ]
    cells: list[Span | None] = []
    for left, right in pairwise(edges):
        words = raw[left + 1 : right].rstrip(_MARKS)
        bare = words.lstrip(_MARKS)
        if not bare or (_STRAY.fullmatch(bare) and not ditto(bare)):
            cells.append(None)
            continue
        start = left + 1 + len(words) - len(bare)
        span = page.span(line, start, start + len(bare))
        cells.append(span if span[0] < span[1] else None)
    return cells


def _grid(page: Page, place: int, after: int, parted: Mapping[int, Sequence[Span | None]]) -> tuple[Grid | None, int]:
    """Return the table that assigns work in a run of lines and the line after it, None when there is none."""
    filled = list(islice((at for at in range(place, after) if any(parted[at])), _TOP))
    head_at, columns, first, heads = _head(page, parted, filled)
    if not columns:
        return None, after
    rows, last = _rows(page, parted, range(first, after), heads)
    made = _laid(page, rows, heads, columns)
    kept = [row for row in made if row and not same_head({c: cell.line(page.sheet) for c, cell in row.items()}, heads)]
    top = _row_of(page, parted[head_at])
    return Grid(page.lines[head_at].start, page.lines[last].end, tuple(kept), columns, (top, *kept)), last + 1


def _row_of(page: Page, cells: Sequence[Span | None]) -> dict[int, Cell]:
    return {column: Cell((span,)) for column, span in enumerate(cells) if span}


def _head(
    page: Page, parted: Mapping[int, Sequence[Span | None]], filled: Sequence[int]
) -> tuple[int, dict[str, int], int, dict[int, str]]:
    """Return the line of the head, what its columns hold, the first line below it, its words."""
    top = filled[:5]
    said = [{c: page.sheet.text[s[0] : s[1]] for c, s in enumerate(parted[i]) if s} for i in filled[:8]]
    for place, line in enumerate(top):
        columns, first = head_of(said[place : place + 3], within=1)
        if columns:
            heads = dict(said[place])
            if first > 1:
                heads.update({c: w for c, w in said[place + 1].items() if kind_of(w) or c not in heads})
            below = filled[place + first] if place + first < len(filled) else filled[-1] + 1
            width = max(len(parted[line]), len(heads))
            return line, columns, below, {c: heads.get(c, "") for c in range(width)}
    return 0, {}, 0, {}


def _rows(
    page: Page, parted: Mapping[int, Sequence[Span | None]], below: range, heads: Mapping[int, str]
) -> tuple[list[_Row], int]:
    """Return the rows below the head and the last line of them.

    A new row is where a line begins with the next number, or is whole where none are numbered.
    """
    rows: list[_Row] = []
    last = below.start - 1
    count = Count()
    numbered = kind_of(heads.get(0, "")) == "index"
    for at in below:
        line, cells = page.lines[at], parted[at]
        if line.ruler or not any(cells):
            last = at
            continue
        if rows and _leaves(page, line, cells, rows[-1], heads):
            break
        last = at
        label = index_in(page.sheet.text[cells[0][0] : cells[0][1]].strip(" .")) if cells[0] and line.bars else None
        known = label is not None and (not label.isdigit() or count.follows(label) or len(cells) == len(heads))
        whole = len(cells) >= len(heads) - (0 if rows and len(rows[-1].lines[-1]) < len(heads) else 1)
        if label is not None and known:
            count.take(label)
        opens = known if numbered else whole and line.bars > 0
        if numbered and not opens and len(cells) == len(heads):
            opens = not _goes_on(page, cells, heads)
        if opens or not rows:
            rows.append(_Row([], []))
        rows[-1].lines.append(list(cells))
        rows[-1].words.extend(_words(page, line))
    return rows, last


def _leaves(page: Page, line: Printed, cells: Sequence[Span | None], row: _Row, heads: Mapping[int, str]) -> bool:
    """Tell whether a line stands below a table: other heads, or prose behind a row whose bars are all there."""
    said = {column: page.sheet.text[span[0] : span[1]] for column, span in enumerate(cells) if span}
    if line.bars:
        return assigns(said.values()) and not same_head(said, heads)
    if page.sheet.text[line.start].islower():
        return False
    return line.blank_above or _by_bars(page, row, len(heads)) is not None


def _goes_on(page: Page, cells: Sequence[Span | None], heads: Mapping[int, str]) -> bool:
    """Tell whether a line with all its bars but no number goes on the cells above it."""
    said = [page.sheet.text[span[0]] for span in cells[1:] if span]
    task = next((c for c, words in heads.items() if kind_of(words) == "task"), 1)
    own = cells[task] if task < len(cells) else None
    return (
        own is None
        or page.sheet.text[own[0]].islower()
        or sum(c.islower() or c.isdigit() for c in said) * 2 > len(said)
    )


def _words(page: Page, line: Printed) -> list[Word]:
    text = page.sheet.text[line.start : line.end]
    border, words = "line", []
    for m in _MARK.finditer(text):
        if BAR.match(m[0]):
            border = "bar"
        elif not (_STRAY.fullmatch(m[0]) and m[0] not in "-+"):
            words.append(Word(line.start + m.start(), line.start + m.end(), m[0], border))
            border = "word"
    return words


def _laid(
    page: Page, rows: Sequence[_Row], heads: Mapping[int, str], columns: Mapping[str, int]
) -> list[dict[int, Cell]]:
    """Return the cells of the rows: by their bars, else by their looks."""
    made: list[dict[int, Cell] | None] = [_by_bars(page, row, len(heads)) for row in rows]
    torn = [row for row, cells in zip(rows, made, strict=True) if cells is None and row.words]
    kinds = [kind_of(heads[c]) for c in range(len(heads))]
    numbered = kinds[0] == "index"
    trimmed = []
    for row in torn:
        words = row.words
        if numbered and index_in(words[0].text):
            words = words[1:]
        trimmed.append(words or row.words)
    pieces = iter(laid_out(trimmed, kinds[1:] if numbered else kinds, False))
    result: list[dict[int, Cell]] = []
    for row, cells in zip(rows, made, strict=True):
        if cells is None and row.words:
            found = next(pieces)
            cells = {c + numbered: cell for c, spans in found.items() if (cell := cell_of(page.sheet, spans))}
            if len(cells) == 1 and "task" in columns:
                cells = {columns["task"]: next(iter(cells.values()))}
            if numbered and index_in(row.words[0].text):
                cells[0] = Cell(((row.words[0].start, row.words[0].end),))
        result.append(cells or {})
    return result


def _by_bars(page: Page, row: _Row, width: int) -> dict[int, Cell] | None:
    """Return the cells of a row whose bars are all there, on one line or columnwise on several; None for others."""
    if all(len(cells) == width for cells in row.lines):
        made: dict[int, Cell] = {}
        for cells in row.lines:
            made = joined(page.sheet, made, _row_of(page, cells))
        return made
    wrapped: list[list[Span]] = [[]]
    for number, cells in enumerate(row.lines):
        for place, span in enumerate(cells):
            if place or (number and _closed(page, row, number)):
                wrapped.append([])
            if span:
                wrapped[-1].append(span)
    if len(wrapped) != width:
        return None
    return {c: cell for c, spans in enumerate(wrapped) if (cell := cell_of(page.sheet, spans))}


def _closed(page: Page, row: _Row, number: int) -> bool:
    """Tell whether a bar stands between a line of a row and the one before."""
    first = next((span for span in row.lines[number] if span), None)
    above = next((span for span in reversed(row.lines[number - 1]) if span), None)
    return bool(first and above and BAR.search(page.sheet.text, above[1], first[0]))
