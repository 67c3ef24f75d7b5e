"""Days as people write them: 31/12/2026."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


def parse_day(words: str) -> date | None:
    """31/12/2026 (also with - or .) and 2026-12-31; None for anything else: 31/02, the year 9999."""
    found = _DAY.fullmatch(words.strip())
    if not found:
        return None
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        parsed = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return parsed if EARLIEST <= parsed <= LATEST else None
