"""Tables as rows of cells: those the file reader saw, those drawn with bars, padded with blanks, or with their lines lost.

Not a rule by itself: the rule for assignment tables reads its grids, the other rules keep out of their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from weakref import WeakKeyDictionary

from vanban.model import Block
from vanban.rules.grid import Cell, Grid, cell_of
from vanban.rules.table_bars import bar_grids
from vanban.rules.table_columns import column_grids
from vanban.rules.table_headless import columns_by_looks, goes_on
from vanban.rules.table_heads import head_of, kind_of, same_head
from vanban.rules.table_lines import BAR, Page, index_in
from vanban.rules.table_padded import padded_grids
from vanban.rules.table_parts import by_parts
from vanban.rules.table_stream import Word, laid_out
from vanban.rules.tables_flat import flat_grids
from vanban.sheet import Sheet

_MAY_HOLD = re.compile(r"(?<!\w)s?tt(?!\w)|chủ trì|thực hiện|chu tri|thuc hien|nhiệm vụ|nội dung")
_NUMBERED = re.compile(r"tt(?:[\s.|:]|$)")  # the head of the column of numbers, as tables without lines have it
_HEADED = re.compile(
    r"\n[ *|]*(?:Nội dung|Nhiệm vụ|Công việc|NỘI DUNG|NHIỆM VỤ|CÔNG VIỆC)[^\n.;:]{0,24}\n[^\n]{0,40}(?:chủ trì|thực hiện|CHỦ TRÌ)"
)  # heads one a line, without that column
_NESTED = 3  # tables one in another below a cell that make it the frame of a page
_READ: WeakKeyDictionary[Sheet, tuple[Grid, ...]] = WeakKeyDictionary()


def grids(sheet: Sheet) -> tuple[Grid, ...]:
    """Return the tables of a text in order; none overlaps another."""
    known = _READ.get(sheet)
    if known is None:
        known = _READ[sheet] = _read(sheet)
    return known


def _read(sheet: Sheet) -> tuple[Grid, ...]:
    found = _from_blocks(sheet)
    readers = _readers(sheet)
    if readers:
        page = Page(sheet)
        for reader in readers:
            assigned, shown = _places(sheet, found, True), _places(sheet, found, False)
            found += [g for g in reader(page) if g.body and not _covered(g, assigned if g.columns else shown)]
            assigned = _places(sheet, found, True)
            found = [grid for grid in found if grid.columns or not _covered(grid, assigned)]
    found = [grid if grid.columns else by_parts(sheet, grid) for grid in found]
    return tuple(sorted(found, key=lambda grid: grid.start))


def _readers(sheet: Sheet) -> list[Callable[[Page], list[Grid]]]:
    """Return the ways of drawing tables that a text has the signs of."""
    barred = BAR.search(sheet.text) is not None
    if not barred and not _MAY_HOLD.search(sheet.low):
        return []
    view, numbered = sheet.view.text, _NUMBERED.search(sheet.low) is not None
    readers: list[Callable[[Page], list[Grid]]] = [bar_grids] if barred else []
    readers += [padded_grids] if "\t" in view or "  " in view else []
    if numbered:
        return [*readers, column_grids, flat_grids]
    return [*readers, flat_grids] if _HEADED.search(view) else readers


def _places(sheet: Sheet, found: list[Grid], assigning: bool) -> bytearray:
    """Mark where tables stand: those that assign work, or all."""
    marked = bytearray(len(sheet.text))
    for grid in found:
        if grid.columns or not assigning:
            marked[grid.start : grid.end] = b"\x01" * (grid.end - grid.start)
    return marked


def _covered(grid: Grid, marked: bytearray) -> bool:
    """Tell whether another table stands at the same place."""
    return marked.find(1, grid.start, grid.end) >= 0


def _from_blocks(sheet: Sheet) -> list[Grid]:
    tables: dict[int, dict[int, dict[int, Cell | None]]] = {}
    frames = _frames(sheet.blocks)
    for number, block in enumerate(sheet.blocks):
        if block.kind != "cell" or block.table is None or block.row is None or block.column is None:
            continue
        cells = tables.setdefault(block.table, {}).setdefault(block.row, {})
        span = sheet.from_source(block.start, block.end) if block.start < block.end else (0, 0)
        filled = span[0] < span[1] and number not in frames
        cells[block.column] = Cell((span,), listed=block.page is None) if filled else None
    made: list[Grid] = []
    known: dict[int, tuple[dict[str, int], Mapping[int, str]]] = {}  # by how many columns a table has
    for by_row in tables.values():
        order = sorted(by_row)
        rows = [{c: cell for c, cell in by_row[row].items() if cell} for row in order]
        spans = [(cell.start, cell.end) for row in rows for cell in row.values()]
        if not spans:
            continue
        width = max(max(by_row[row]) for row in by_row) + 1
        columns, kept, head = _headed(sheet, rows, known.get(width))
        if columns:
            known[width] = (columns, head)
            known_rows = {id(row): by_row[number] for row, number in zip(rows, order, strict=True)}
            kept = [_straight(sheet, known_rows[id(row)], columns, width) for row in kept]
        made.append(Grid(min(s for s, _ in spans), max(e for _, e in spans), tuple(kept), columns, tuple(rows)))
    return made


def _frames(blocks: Sequence[Block]) -> set[int]:
    """Return the cells that hold tables in tables in tables: they frame a page, and their words are those cells' own."""
    frames: set[int] = set()
    around: list[list[int]] = []  # of each open cell: its number, its end, how many lie one in another below it
    for number, block in enumerate(blocks):
        if block.kind != "cell" or block.start >= block.end:
            continue
        while around and around[-1][1] <= block.start:
            around.pop()
        for depth, outer in enumerate(reversed(around), 1):
            if outer[2] >= depth:
                break
            outer[2] = depth
            if depth == _NESTED:
                frames.add(outer[0])
                break
        around.append([number, block.end, 0])
    return frames


def _straight(
    sheet: Sheet, cells: Mapping[int, Cell | None], columns: Mapping[str, int], width: int
) -> dict[int, Cell]:
    """Return the cells of a row under their columns: a cell that spans rows above leaves those after it a column short."""
    filled = {c: cell for c, cell in cells.items() if cell}
    short = 1 < len(cells) < width and max(cells) == len(cells) - 1 and filled.get(columns.get("lead", -1))
    if not short or len(filled) < 2:
        return filled
    words: list[Word] = []
    for cell in filled.values():
        for number, m in enumerate(re.finditer(r"\S+", sheet.text[cell.start : cell.end])):
            words.append(Word(cell.start + m.start(), cell.start + m.end(), m[0], "word" if number else "bar"))
    kinds: list[str | None] = [next((k for k, at in columns.items() if at == c), None) for c in range(width)]
    numbered = 0 in filled and kinds[0] == "index" and index_in(words[0].text) is not None
    found = laid_out([words[numbered:]], kinds[numbered:], False)[0]
    made = {c + numbered: one for c, spans in found.items() if (one := cell_of(sheet, spans))}
    return {0: filled[0], **made} if numbered else made


def _headed(
    sheet: Sheet, rows: list[dict[int, Cell]], known: tuple[dict[str, int], Mapping[int, str]] | None
) -> tuple[dict[str, int], list[dict[int, Cell]], Mapping[int, str]]:
    """Return what the columns hold, the rows below the head, the head; a table that goes on has the head of the one before."""
    said = [{c: cell.line(sheet) for c, cell in row.items()} for row in rows]
    columns, first = head_of(said[:8])
    head: Mapping[int, str] = {c: words for row in said[:first] for c, words in row.items() if kind_of(words)}
    if not columns and known and goes_on(sheet, rows, known[0]):
        columns, head = known[0], known[1]
    elif not columns:
        columns = columns_by_looks(sheet, rows)
    if not columns:
        return {}, rows, {}
    return (
        columns,
        [row for row, words in zip(rows[first:], said[first:], strict=True) if not same_head(words, head)],
        head,
    )
