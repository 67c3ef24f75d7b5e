"""Which open items a new mark closes: the same sign again is a neighbour, a lesser sign goes inside."""

from __future__ import annotations

from collections.abc import Sequence

from vanban.segment.markers import RANKS, Marker

_ONE_DASH = str.maketrans("–—⁃", "---")
_CLOSED = frozenset(("number", "letter"))  # styles whose closing sign makes another row: "1." holds "1)"


def row_of(mark: Marker) -> tuple[str, str]:
    """Return what the marks of one row have in common: the style and, where it tells, the sign."""
    if mark.style == "bullet":
        return mark.style, mark.label.translate(_ONE_DASH)
    return mark.style, ")" if mark.style in _CLOSED and mark.label.endswith(")") else ""


def depth_for(mark: Marker, open_marks: Sequence[Marker]) -> int:
    """Return how many of the open marks (from the outside in) stay open above ``mark``."""
    row = row_of(mark)
    for depth, above in enumerate(open_marks):
        if row_of(above) == row:
            return depth
        if above.style == mark.style:
            if mark.style == "bullet" or _begins_inside(mark, row, open_marks[depth + 1 :]):
                continue
            return depth
        if above.style == "roman" and mark.style == "upper" and _begins_inside(mark, row, open_marks[depth + 1 :]):
            continue
        if RANKS[above.style] >= RANKS[mark.style]:
            return depth
    return len(open_marks)


def _begins_inside(mark: Marker, row: tuple[str, str], inner: Sequence[Marker]) -> bool:
    """Tell whether a row that could stand outside stands inside: it begins at one there, or is open there already."""
    return mark.value == 1 or any(row_of(one) == row for one in inner)
