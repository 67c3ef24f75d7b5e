"""Figures in tables: a cell that holds a bare number, its unit in the row or in the head of the column ("(triệu đồng)").

Not a rule by itself: the rule for indicators yields what is found here with what stands in running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vanban.model import Annotation
from vanban.notes import Notes
from vanban.rules.figure_words import DIGITS, kinds, value
from vanban.rules.grid import Cell, Row
from vanban.rules.tables import grids
from vanban.sheet import Sheet

_BARE = re.compile(rf"(?P<sign>[<>≤≥]=? ?)?(?P<number>{DIGITS})")
_UNIT_HEAD = re.compile(r"đvt|đơn vị(?: tính)?")
PLAN_HEAD = re.compile(r"kế hoạch|chỉ tiêu giao|mục tiêu|dự toán|kh(?!\w)")
DONE_HEAD = re.compile(
    r"(?:ước )?(?:thực hiện|kết quả|giải ngân|đã |đạt được|lũy kế|th(?!\w))|ước(?: cả năm| đạt| năm)?(?!\w)"
)
VALUE_HEAD = re.compile(
    rf"{PLAN_HEAD.pattern}|{DONE_HEAD.pattern}|(?:đến )?(?:năm )?(?:19|20)\d\d(?!\w)|tỷ lệ"
    r"|so với|tổng|diện tích|kinh phí|vốn|số |giá trị"
)
_IN_BRACKETS = re.compile(r"\((?:đvt: ?|đơn vị(?: tính)?: ?)?([^()]{1,24})\)")
_WORD = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")
_COUNT = re.compile(r"(?:tổng )?số (?:lượng )?")
_UNIT_WORDS = 4
_PAPERS = ("văn bản", "hợp đồng", "giấy phép", "bản án", "nhà", "bộ", "tổ", "lô", "thửa", "thửa đất", "phòng", "điểm")
# The unit of all columns, above a table; a share has its own.
_COMMON = re.compile(r"(?:đơn vị(?: tính)?|đvt) ?: ?(?P<unit>[^\W\d_][^()\n.;:|]{0,24}?)\)?\s*$")
_ABOVE = 80
_SHARE = re.compile(r"tỷ lệ|so |%|stt|tt(?!\w)")
_NO_UNITS = ("nếu có", "dự kiến", "ghi rõ", "năm")
_CELL = 120  # a longer line is no cell
_SIGNS = {"<": "<", ">": ">", "≤": "<=", "≥": ">=", "<=": "<=", ">=": ">="}
RULE = "indicator"


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield the bare numbers of tables whose unit the row or the column tells."""
    for grid in grids(sheet):
        rows = grid.shown or grid.body
        above = _COMMON.search(sheet.low, max(0, grid.start - _ABOVE), grid.start)
        common = above["unit"] if above and known_unit(above["unit"]) else None
        at = next((at for at, row in enumerate(rows[:4]) if _tells(sheet, row, common, rows[at + 1 :])), None)
        if at is not None:
            yield from _of(sheet, notes, rows[at], rows[at + 1 :], common)
    yield from _in_lines(sheet, notes)


def _in_lines(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield the figures of tables whose cells stand one a line: below a head with a unit column, numbers after a unit."""
    lines = [(p.start, p.start + len(sheet.said[p.start : p.end].rstrip())) for p in sheet.paragraphs]
    heads: list[str] = []
    unit: str | None = None
    label, column = "", 0
    target: float = 0
    for before, (start, end) in zip([(0, 0), *lines], lines, strict=False):
        words = sheet.low[start:end] if end - start <= _CELL else ""
        if _UNIT_HEAD.fullmatch(words):
            heads, unit = [], None
            column = -1
        elif column == -1 and VALUE_HEAD.match(words):
            heads.append(words)
        elif heads and known_unit(words):
            unit, column, target = sheet.said[start:end], 0, 0
            label = sheet.said[before[0] : before[1]]
        elif unit and column < len(heads) and (m := _BARE.fullmatch(words)):
            number = value(m["number"])
            aim = target if target and DONE_HEAD.match(heads[column]) else None
            target = number if PLAN_HEAD.match(heads[column]) else target
            column += 1
            fields = {"value": number, "unit": small_unit(unit), "comparator": None, "target": aim, "name": label}
            if not notes.closed(start, end):  # a lone number may pass for a page's
                yield Annotation("indicator", start, end, RULE, 0.7, fields)
        else:
            unit = None
            column = max(column, 0)


def _tells(sheet: Sheet, row: Row, common: str | None, below: Sequence[Row]) -> bool:
    """Tell whether a row is a head over figures: a unit column, a unit in a head, above the table for all, or in the rows."""
    heads = {column: cell.line(sheet).lower() for column, cell in row.items()}
    plain = [words for words in heads.values() if VALUE_HEAD.match(words)]
    if common and any(PLAN_HEAD.match(words) or DONE_HEAD.match(words) for words in plain):
        return True
    if not plain:
        return False
    told = any(_UNIT_HEAD.fullmatch(words) or unit_of(words) for words in heads.values())
    return told or sum(_own_unit(sheet, one, None) is not None for one in below) > 1


def _own_unit(sheet: Sheet, row: Row, unit_column: int | None) -> str | None:
    """Return the unit in brackets behind what a row measures ("Thu nhập (triệu đồng)")."""
    m = _IN_BRACKETS.search((_label(sheet, row, unit_column) or "").lower())
    return m[1] if m and known_unit(m[1]) else None


def unit_of(head: str) -> str | None:
    """Return the unit a head tells: in brackets, known or any word where figures follow, or what it counts ("Số hộ nghèo")."""
    m = _IN_BRACKETS.search(head)
    if m is None:
        return _counted(head)
    any_word = VALUE_HEAD.match(head) and _WORD.fullmatch(m[1]) and m[1] not in _NO_UNITS
    return m[1] if any_word or known_unit(m[1]) else _counted(head)


def _counted(head: str) -> str | None:
    """Return the longest known unit after "số" at the beginning of a head."""
    m = _COUNT.match(head)
    words = head[m.end() :].split()[:_UNIT_WORDS] if m else []
    longest_first = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((unit for unit in longest_first if unit in kinds() and unit not in _PAPERS), None)


def known_unit(words: str) -> bool:
    """Tell whether words are a unit: of the lexicon, with or without a scale before or a part behind a stroke."""
    plain = words.lower().split("/")[0].strip()
    for scale in ("nghìn ", "triệu ", "tỷ ", "1.000 "):
        plain = plain.removeprefix(scale)
    return plain == "%" or plain in kinds()


def _of(sheet: Sheet, notes: Notes, head: Row, rows: Sequence[Row], common: str | None) -> Iterator[Annotation]:
    heads = {column: cell.line(sheet).lower() for column, cell in head.items()}
    units = {column: unit for column, words in heads.items() if (unit := unit_of(words))}
    said = next((column for column, words in heads.items() if _UNIT_HEAD.fullmatch(words)), None)
    columns = [column for column, words in heads.items() if VALUE_HEAD.match(words) and column != said]
    plan = next((column for column in columns if PLAN_HEAD.match(heads[column])), None)
    for row in rows:
        unit = _row_unit(sheet, row, said)
        own = _own_unit(sheet, row, said) if said is None else None
        target = _bare(sheet, row.get(plan)) if plan is not None else None
        for column in columns:
            shared = unit if said is not None else None if _SHARE.match(heads[column]) else own or common
            named = units.get(column) or shared
            number = _bare(sheet, row.get(column))
            if named is None or number is None or notes.closed(row[column].start, row[column].end):
                continue
            done = target and column != plan and DONE_HEAD.match(heads[column])
            yield Annotation(
                "indicator",
                row[column].start,
                row[column].end,
                RULE,
                0.85,
                {
                    "value": value(number["number"]),
                    "unit": named if named.isupper() and len(named) < 4 else small_unit(named),
                    "comparator": _SIGNS.get((number["sign"] or "").strip()),
                    "target": value(target["number"]) if done and target else None,
                    "name": _label(sheet, row, said),
                },
            )


def _bare(sheet: Sheet, cell: Cell | None) -> re.Match[str] | None:
    """Return the number a cell consists of."""
    return _BARE.fullmatch(cell.line(sheet)) if cell is not None else None


def _row_unit(sheet: Sheet, row: Row, column: int | None) -> str | None:
    """Return the unit a row names; a cell of a lone sign is not kept by every reader, its place still shows it."""
    if column is None:
        return None
    if column in row:
        words = row[column].line(sheet)
        return words if known_unit(words) else None
    before = max((cell.end for at, cell in row.items() if at < column), default=0)
    after = min((cell.start for at, cell in row.items() if at > column), default=0)
    return "%" if 0 < before < after and sheet.said[before:after].strip(" |\t\n") == "%" else None


def small_unit(unit: str) -> str:
    """Return a unit in small letters, money's own capitals kept."""
    return " ".join(word if word in ("USD", "EUR", "VND") else word.lower() for word in unit.split())


def _label(sheet: Sheet, row: Row, unit: int | None) -> str | None:
    """Return the words of a row's first cell that is not a number: what it measures."""
    for column, cell in sorted(row.items()):
        words = cell.line(sheet)
        if column != unit and re.search(r"[^\W\d_]{2}", words):
            return words
    return None
