"""Tables whose cells are parted by tabs, as they are pasted from a sheet: exact while the tabs are all there.

Not a rule by itself: part of the reading of tables laid out with blanks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vanban.rules.grid import Cell, Grid, Span, cell_of, joined
from vanban.rules.table_heads import assigns, columns_of, kind_of, same_head
from vanban.rules.table_lines import Page, Printed, index_in
from vanban.rules.table_stream import Word, laid_out
from vanban.rules.tables_flat import ENDS

PAGE = re.compile(r"\W*(?:[Tt]rang )?\d{1,3}(?:/\d{1,3})?\W*")


def tabbed(page: Page, place: int) -> tuple[Grid | None, int]:
    """Return the table whose head has its cells parted by tabs, and the line after it."""
    head = page.lines[place]
    parts = _tab_cells(page, head)
    heads = {c: page.sheet.text[s[0] : s[1]] for c, s in enumerate(parts) if s}
    if len(heads) < 3 or not assigns(heads.values()):
        return None, place + 1
    exact = len(heads) == len(parts)
    names = list(heads.values())
    kinds = [kind_of(name) for name in names]
    at = place + 1
    rows: list[tuple[dict[int, Cell] | None, list[Word]]] = []
    while at < len(page.lines):
        line = page.lines[at]
        cells = _tab_cells(page, line)
        if len(cells) == 1 and (
            line.blank_above or ENDS.match(page.folded[at]) or not page.sheet.text[line.start].islower()
        ):
            if not (PAGE.fullmatch(page.folded[at]) and at + 1 < len(page.lines) and "\t" in page.lines[at + 1].raw):
                break
            at += 1
            continue
        said = {c: page.sheet.text[s[0] : s[1]] for c, s in enumerate(cells) if s}
        if not same_head(said, heads) and said:
            whole = exact and len(cells) <= len(names)
            made = {c: Cell((s,)) for c, s in enumerate(cells) if s} if whole else None
            if rows and (
                len(cells) == 1 or (made is not None and 0 not in made and kinds[0] == "index" and _small(page, made))
            ):
                _append(page, rows, made, len(cells) == 1)
            else:
                rows.append((made, _words(page, cells)))
        at += 1
    top = {column: Cell((span,)) for column, span in enumerate(parts) if span}
    return _made(page, top, rows, kinds, columns_of(dict(enumerate(names)))), at


def _small(page: Page, cells: Mapping[int, Cell]) -> bool:
    return all(not page.sheet.text[cell.start].isupper() for cell in list(cells.values())[:1])


def _append(
    page: Page, rows: list[tuple[dict[int, Cell] | None, list[Word]]], cells: dict[int, Cell] | None, alone: bool
) -> None:
    """Put a line that goes on behind the row above: under its columns, a line of one cell behind the last words."""
    above, words = rows[-1]
    if above and cells:
        below = {max(above): next(iter(cells.values()))} if alone else cells
        rows[-1] = (joined(page.sheet, above, below), words)


def _tab_cells(page: Page, line: Printed) -> list[Span | None]:
    cells: list[Span | None] = []
    place = 0
    for part in line.raw.split("\t"):
        bare = part.strip()
        start = place + len(part) - len(part.lstrip())
        span = page.span(line, start, start + len(bare)) if bare else (0, 0)
        cells.append(span if span[0] < span[1] else None)
        place += len(part) + 1
    return cells


def _words(page: Page, cells: Sequence[Span | None]) -> list[Word]:
    words: list[Word] = []
    for span in cells:
        border = "bar"
        for m in re.finditer(r"\S+", page.sheet.text[span[0] : span[1]]) if span else ():
            words.append(Word(span[0] + m.start(), span[0] + m.end(), m[0], border) if span else words[-1])
            border = "word"
    return words


def _made(
    page: Page,
    top: dict[int, Cell],
    rows: Sequence[tuple[dict[int, Cell] | None, list[Word]]],
    kinds: Sequence[str | None],
    columns: dict[str, int],
) -> Grid | None:
    numbered = kinds[0] == "index"
    torn = [
        words[1:] if numbered and len(words) > 1 and index_in(words[0].text) else words
        for made, words in rows
        if made is None
    ]
    pieces = iter(laid_out(torn, kinds[1:] if numbered else kinds, False) if torn else [])
    done: list[dict[int, Cell]] = []
    for made, words in rows:
        if made is None:
            made = {c + numbered: cell for c, spans in next(pieces).items() if (cell := cell_of(page.sheet, spans))}
            if numbered and words and index_in(words[0].text):
                made[0] = Cell(((words[0].start, words[0].end),))
        done.append(made)
    if not done:
        return None
    end = max(cell.end for row in done for cell in row.values())
    return Grid(min(cell.start for cell in top.values()), end, tuple(done), columns, (top, *done))
