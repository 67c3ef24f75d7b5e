"""Tables laid out with blanks: columns padded with spaces, as a page printed to text has them, or parted by tabs.

Not a rule by itself. Where the columns part is seen on all lines at once: at the places that the fewest words cross. A row
may take several lines and go on behind a page number and a second head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vanban.rules.grid import Cell, Grid, Span, cell_of, joined
from vanban.rules.table_heads import assigns, columns_of, kind_of
from vanban.rules.table_lines import Count, Page, Printed, index_in
from vanban.rules.table_tabs import PAGE, tabbed
from vanban.rules.tables_flat import ENDS

_PIECE = re.compile(r"\S+(?: \S+)*")
_HEAD_LINES = 4
_WIDEST = 600
_LEADS = frozenset(("task", "lead", "support", "time"))

Raw = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Table:
    """A padded table: its lines, where its columns part, the first line below the head."""

    first: int
    after: int
    borders: tuple[int, ...]
    heads: Mapping[int, str]
    below: int


def padded_grids(page: Page) -> list[Grid]:
    """Return the tables padded with spaces or parted by tabs, in order."""
    grids: list[Grid] = []
    place = 0
    while place < len(page.lines):
        line = page.lines[place]
        if line.bars or ("\t" not in line.raw and "  " not in line.raw.strip()):
            place += 1
            continue
        grid, after = tabbed(page, place) if line.raw.strip().count("\t") > 1 else _spaced(page, place)
        if grid is not None:
            grids.append(grid)
        place = max(place + 1, after)
    return grids


def _pieces(line: Printed) -> list[Raw]:
    return [m.span() for m in _PIECE.finditer(line.raw.expandtabs() if "\t" in line.raw else line.raw)]


def _spaced(page: Page, place: int) -> tuple[Grid | None, int]:
    """Return the table whose head begins on a line with padded cells, and the line after it."""
    table = _table(page, place)
    if table is None:
        return None, place + 1
    rows: list[dict[int, Cell]] = []
    count = Count()
    numbered = kind_of(table.heads.get(0, "")) == "index"
    head_lines = page.folded[table.first : table.below]
    at = table.below
    while at < table.after:
        line = page.lines[at]
        if page.folded[at] == head_lines[0]:
            while at < table.after and page.folded[at] in head_lines:
                at += 1
            continue
        at += 1
        if line.ruler or (
            PAGE.fullmatch(line.raw.strip()) and _pieces(line)[0][0] > 0 and not _first_column(line, table)
        ):
            continue
        if PAGE.fullmatch(line.raw.strip()) and not count.follows(line.raw.strip(" .)")):
            continue
        cells = _cells(page, line, table, numbered)
        label = index_in(page.sheet.text[cells[0].start : cells[0].end]) if 0 in cells else None
        if label and (not label.isdigit() or count.follows(label)):
            count.take(label)
            rows.append(cells)
        elif rows and not (not numbered and _opens(page, line, cells, table)):
            rows[-1] = joined(page.sheet, rows[-1], cells)
        elif not numbered or not rows:
            rows.append(cells)
    columns = columns_of(table.heads)
    filled = [row for row in rows if row]
    end = max((cell.end for row in filled for cell in row.values()), default=0)
    if not filled:
        return None, table.after
    top: dict[int, Cell] = {}
    for line in page.lines[table.first : table.below]:
        top = joined(page.sheet, top, _cells(page, line, table, False))
    return Grid(page.lines[place].start, end, tuple(filled), columns, (top, *filled)), table.after


def _first_column(line: Printed, table: _Table) -> bool:
    return bool(table.borders) and _pieces(line)[0][0] < table.borders[0]


def _opens(page: Page, line: Printed, cells: Mapping[int, Cell], table: _Table) -> bool:
    """Tell whether a line of a table without numbers begins a row: its task with a capital, its lead beside it."""
    columns = columns_of(table.heads)
    task, lead = cells.get(columns["task"]), cells.get(columns["lead"])
    return task is not None and page.sheet.text[task.start].isupper() and (lead is not None or line.blank_above)


def _table(page: Page, place: int) -> _Table | None:
    """Return the table a line begins, None when it begins none."""
    top = [page.lines[i] for i in range(place, min(place + _HEAD_LINES, len(page.lines)))]
    if len(_pieces(top[0])) < 2 or not _kinds(top[0]) & _LEADS:
        return None
    widest = max(top[:3], key=lambda line: len(_pieces(line)))
    heads = _pieces(widest)
    if len(heads) < 3:
        return None
    after = _after(page, place, heads[1][0])
    borders = _borders(page, place, after, heads)
    below = place
    said: dict[int, list[str]] = {}
    while below < after and below - place < _HEAD_LINES + 2:
        line = page.lines[below]
        first = _pieces(line)[0]
        if below > place and index_in(line.raw.expandtabs()[first[0] : first[1]].split(" ")[0]):
            break
        if below > place and assigns(" ".join(words) for words in said.values()) and not _is_head(line, borders):
            break
        for start, end in _split(line, borders):
            said.setdefault(_column(borders, start), []).append(line.raw.expandtabs()[start:end].strip())
        below += 1
    names = {column: " ".join(words) for column, words in sorted(said.items())}
    if not assigns(names.values()) or max(map(len, names.values())) > 60:
        return None
    return _Table(place, after, borders, names, below)


def _kinds(line: Printed) -> set[str]:
    return {kind for start, end in _pieces(line) if (kind := kind_of(line.raw.expandtabs()[start:end]))}


def _is_head(line: Printed, borders: Sequence[int]) -> bool:
    """Tell whether a line still belongs to the head: small letters that go on, or heads of their own."""
    pieces = [line.raw.expandtabs()[start:end].strip() for start, end in _split(line, borders)]
    return all(len(piece) < 25 and (piece[0].islower() or kind_of(piece) is not None) for piece in pieces if piece)


def _after(page: Page, place: int, task: int) -> int:
    """Return the line after a padded table: where text runs at the margin again."""
    at = place + 1
    while at < len(page.lines):
        line = page.lines[at]
        pieces = _pieces(line)
        if ENDS.match(page.folded[at]) and len(pieces) < 3:
            break
        first = line.raw.expandtabs()[pieces[0][0] : pieces[0][1]]
        if len(pieces) == 1 and pieces[0][0] < task - 1 and not PAGE.fullmatch(first):
            label = first.split(" ", 1)[0]
            if not index_in(label) or len(first) > 120:
                break
        at += 1
    return at


def _borders(page: Page, place: int, after: int, heads: Sequence[Raw]) -> tuple[int, ...]:
    """Return between which characters the columns part: where the fewest lines have words."""
    crossed = [0] * (_WIDEST + 2)
    for at in range(place, after):
        for start, end in _pieces(page.lines[at]):
            crossed[min(start, _WIDEST)] += 1
            crossed[min(end, _WIDEST)] -= 1
    covered, total = [], 0
    for step in crossed:
        total += step
        covered.append(total)
    borders = []
    for left, right in pairwise(heads):
        choices = range(left[0] + 1, min(right[1], _WIDEST))
        borders.append(min(choices, key=lambda p: (covered[p], abs(p - right[0] + 1)), default=right[0]))
    return tuple(borders)


def _split(line: Printed, borders: Sequence[int]) -> list[Raw]:
    """Return the pieces of a line, those over a border cut at the blank next to it."""
    raw = line.raw.expandtabs()
    pieces: list[Raw] = []
    for start, end in _pieces(line):
        for border in borders:
            if start < border < end:
                near = [p for p in range(max(start, border - 2), min(end, border + 2)) if raw[p] == " "]
                if near:
                    cut = min(near, key=lambda p: abs(p - border))
                    pieces.append((start, cut))
                    start = cut + 1
        pieces.append((start, end))
    return [(start, end) for start, end in pieces if start < end]


def _column(borders: Sequence[int], start: int) -> int:
    return sum(border <= start for border in borders)


def _cells(page: Page, line: Printed, table: _Table, numbered: bool) -> dict[int, Cell]:
    """Return the cells of a line; a number with one long piece is the heading of a part."""
    pieces = _pieces(line)
    heading = numbered and len(pieces) == 2 and len(table.borders) > 1 and pieces[1][1] > table.borders[1] + 3
    found: dict[int, list[Span]] = {}
    for start, end in pieces if heading else _split(line, table.borders):
        span = _span(page, line, start, end)
        if span[0] < span[1]:
            found.setdefault(_column(table.borders, start), []).append(span)
    return {column: cell for column, spans in found.items() if (cell := cell_of(page.sheet, spans))}


def _span(page: Page, line: Printed, start: int, end: int) -> Span:
    """Return the place on the sheet of characters of a line whose tabs are blanks."""
    if "\t" not in line.raw:
        return page.span(line, start, end)
    words = line.raw.expandtabs()
    before = len(words[:start].split())
    count = len(words[start:end].split())
    found = [m.span() for m in re.finditer(r"\S+", line.raw)][before : before + count]
    return page.span(line, found[0][0], found[-1][1]) if found else (0, 0)
