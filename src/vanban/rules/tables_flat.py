"""Tables that lost their lines: one cell a line, as text copied from a page or read by OCR gives them.

Not a rule by itself. The heads stand one below the other after "TT"; a row begins with its number. Empty cells leave no
trace, so the cells of a row are laid under the heads in order, by what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.rules.bodies import body_at
from vanban.rules.generic import generic_at
from vanban.rules.grid import Grid, Span, kind_of
from vanban.rules.offices import office_at
from vanban.sheet import Sheet

_FIRST_HEAD = re.compile(r"(?:số )?(?:tt|stt)\.?")
_OTHER_HEAD = re.compile(r"(?:ghi chú|kinh phí|nguồn kinh phí|căn cứ|địa điểm|đơn vị tính)(?: [^.;:]{1,30})?")
_HALF_HEAD = re.compile(r"(?:cơ quan|đơn vị|lãnh đạo|dự kiến|cấp)")
_INDEX = re.compile(r"(?:(\d{1,3})|\d{1,2}(?:\.\d{1,2}){1,3}|[ivxlc]{1,6}|[a-zđ])[.)]?")
_TIME = re.compile(
    r"(?:trước|trong|đến|hết|từ|chậm nhất|ngày|tháng|quý|năm|cuối|đầu|giai đoạn|hoàn thành)(?!\w)[^.]{0,60}\d"
    r"|(?:thường xuyên|hằng|hàng|định kỳ|theo (?:kế hoạch|tiến độ|yêu cầu|quy định)|sau khi|liên tục)(?!\w)"
    r"|\d{1,2}/\d{4}|\d{1,2}/\d{1,2}/\d{4}|20\d\d(?:\W{1,3}20\d\d)?$"
)
_UNFINISHED = re.compile(r"(?:[,;]|(?<!\w)(?:và|của|với|cho|theo))$")
_NO_CELL = -0.4  # a head without a cell
_NO_HEAD = -0.6  # a cell under no head
_MOST_HEADS = 9
_MOST_CELLS = 14


def flat_grids(sheet: Sheet) -> list[Grid]:
    """Return the tables written one cell a line, in order; rows above a head of three known columns are none."""
    cells = _cells(sheet)
    grids: list[Grid] = []
    place = 0
    while place < len(cells):
        heads, after = _heads(sheet, cells, place)
        if not heads:
            place += 1
            continue
        rows, place = _rows(sheet, cells, after, heads)
        if rows:
            first = {column: span for column, (span, _) in enumerate(heads)}
            ends = [span[1] for row in rows for span in row.values()]
            grids.append(Grid(heads[0][0][0], max(ends), (first, *rows)))
    return grids


def _cells(sheet: Sheet) -> list[Span]:
    """Return every line as a cell; a line of bars as the cells between them, its ruler as none."""
    cells: list[Span] = []
    for p in sheet.paragraphs:
        if sheet.text[p.start] != "|":
            cells.append((p.start, p.end))
            continue
        place = p.start
        for words in sheet.text[p.start : p.end].split("|"):
            bare = words.strip()
            if bare.strip(":- "):
                start = place + words.index(bare)
                cells.append((start, start + len(bare)))
            place += len(words) + 1
    return cells


def _heads(sheet: Sheet, cells: Sequence[Span], place: int) -> tuple[list[tuple[Span, str | None]], int]:
    """Return the heads that begin at a cell with "TT", and the cell after them; none when task and lead are missing."""
    if not _FIRST_HEAD.fullmatch(sheet.low, *cells[place]):
        return [], place
    heads: list[tuple[Span, str | None]] = [(cells[place], None)]
    at = place + 1
    while at < len(cells) and len(heads) < _MOST_HEADS:
        start, end = cells[at]
        if (
            _HALF_HEAD.fullmatch(sheet.low, start, end)
            and at + 1 < len(cells)
            and sheet.text[cells[at + 1][0]].islower()
        ):
            at += 1
            end = cells[at][1]
        kind = kind_of(sheet.low[start:end]) if end - start < 60 and sheet.text[end - 1] not in ".;" else None
        if kind is None and not _OTHER_HEAD.fullmatch(sheet.low, start, end):
            break
        heads.append(((start, end), kind))
        at += 1
    kinds = {kind for _, kind in heads}
    return (heads, at) if {"task", "lead"} <= kinds and len(heads) >= 4 else ([], place)


def _rows(
    sheet: Sheet, cells: Sequence[Span], at: int, heads: Sequence[tuple[Span, str | None]]
) -> tuple[list[dict[int, Span]], int]:
    """Return the rows below the heads and the cell after the last one."""
    rows: list[dict[int, Span]] = []
    kinds = [kind for _, kind in heads[1:]]
    count = 0
    while at < len(cells) and (index := _INDEX.fullmatch(sheet.low, *cells[at])):
        count = int(index[1]) if index[1] else count
        stop = at + 1
        while stop < len(cells) and stop - at <= _MOST_CELLS and not _opens_row(sheet, cells[stop], count):
            stop += 1
        own = _joined(sheet, [c for c in cells[at + 1 : stop] if not _INDEX.fullmatch(sheet.low, *c)])
        if stop >= len(cells) or stop - at > _MOST_CELLS:
            own = own[: len(kinds)]
        rows.append({column + 1: span for column, span in _laid_out(sheet, own, kinds).items()})
        at = stop
    return [row for row in rows if row], at


def _opens_row(sheet: Sheet, cell: Span, count: int) -> bool:
    """Tell whether a cell is the number of a row; a number out of turn is a page's."""
    index = _INDEX.fullmatch(sheet.low, *cell)
    return index is not None and (index[1] is None or int(index[1]) in (1, count + 1))


def _joined(sheet: Sheet, cells: Sequence[Span]) -> list[Span]:
    """Return the cells with wrapped lines joined: one that begins small, or follows one that wants more."""
    joined: list[Span] = []
    for start, end in cells:
        timed = joined and joined[-1][1] - joined[-1][0] < 40 and _TIME.match(sheet.low, *joined[-1])
        if timed and sheet.text[start].islower():
            continue  # the rest of another cell, read out of its place
        if joined and (sheet.text[start].islower() or _UNFINISHED.search(sheet.low, *joined[-1])):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _laid_out(sheet: Sheet, cells: Sequence[Span], kinds: Sequence[str | None]) -> dict[int, Span]:
    """Return which column each cell belongs to: in order, as well as their looks allow."""
    if len(cells) == len(kinds):
        return dict(enumerate(cells))
    if len(cells) == 1:
        return {kinds.index("task"): cells[0]}
    best: list[list[tuple[float, tuple[tuple[int, Span], ...]]]] = [
        [(_NO_CELL * column, ()) for column in range(len(kinds) + 1)]
    ]
    for cell in cells:
        above = best[-1]
        row = [(above[0][0] + _NO_HEAD, above[0][1])]
        for column, kind in enumerate(kinds):
            score, taken = above[column]
            choices = (
                (score + _fits(sheet, cell, kind), (*taken, (column, cell))),
                (above[column + 1][0] + _NO_HEAD, above[column + 1][1]),
                (row[column][0] + _NO_CELL, row[column][1]),
            )
            row.append(max(choices, key=lambda choice: choice[0]))
        best.append(row)
    return dict(best[-1][-1][1])


def _fits(sheet: Sheet, cell: Span, kind: str | None) -> float:
    """Return how well a cell looks like what a column holds."""
    start, end = cell
    body = body_at(sheet, start) or generic_at(sheet, start) or office_at(sheet, start)
    time = _TIME.match(sheet.low, start, end)
    if kind in ("lead", "support", "watch"):
        return (2.3 if kind == "lead" else 2.0) if body else -1.0
    if kind == "time":
        return 2.0 if time else -1.0
    if body or time:
        return -0.5
    return 1.0 if kind == "task" else 0.8
