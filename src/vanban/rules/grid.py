"""What a table is: rows of cells, and which column holds what by the words at its head.

Not a rule by itself: readers of tables make grids, the rule for assignment tables reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Span = tuple[int, int]

_HEADS = {
    "task": re.compile(
        r"nội dung|nhiệm vụ|công việc|hoạt động|đề mục|tên (?:đề án|văn bản|chương trình)|giải pháp"
        r"|danh mục"
    ),
    "lead": re.compile(
        r"chủ trì|(?:đơn vị|cơ quan|bộ phận)(?: được giao)?(?: thực hiện| chịu trách nhiệm| đầu mối)"
        r"|trách nhiệm|phân công"
    ),
    "support": re.compile(r"phối hợp|tham gia"),
    "time": re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|kỳ hạn|hạn"),
    "product": re.compile(r"sản phẩm|kết quả|đầu ra|hình thức văn bản"),
    "watch": re.compile(r"theo dõi|chỉ đạo|giám sát|đôn đốc|lãnh đạo phụ trách"),
}
_ORDER = ("support", "watch", "lead", "time", "product", "task")
_LONGEST = 80  # characters: a head is short


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: rows from top to bottom, each a mapping of column to the span of its cell (empty cells are left out)."""

    start: int
    end: int
    rows: tuple[dict[int, Span], ...]


def kind_of(words: str) -> str | None:
    """Return what a column holds by its head (lower case): task, lead, support, time, product, watch; None when untold."""
    return next((k for k in _ORDER if len(words) < _LONGEST and _HEADS[k].search(words)), None)
