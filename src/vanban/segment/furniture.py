"""Lines that belong to the page and not to the text: its number, the running head of the official gazette."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"\W*(?:[Tt]rang\s+)?\d{1,3}\W*")
_HEAD = re.compile(r"(?:\d{1,3}\s+)?CÔNG BÁO\W{1,3}(?:[A-ZĐÀ-Ỹ ]{2,30}/)?\s?Số [^\n]{1,60}")
_MOST = 3  # lines of furniture between two pages


def past_furniture(text: str, lines: Sequence[tuple[int, int]], place: int) -> int:
    """Return the first line at or after ``place`` that is none of the page's own."""
    after = place
    while after < min(len(lines), place + _MOST) and (
        _NUMBER.fullmatch(text, *lines[after]) or _HEAD.fullmatch(text, *lines[after])
    ):
        after += 1
    return after
