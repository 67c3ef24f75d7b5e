"""What stands in the margins of PDF pages: page numbers, running heads and feet, footnotes. Kept, but out of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import regex

from vanban.files.pdf_page import Page, Row

_NUMBER = regex.compile(r"(?i)\W*(?:(?:trang|page)\s*)?(?:\d{1,4}|[ivxlc]{1,6})\W*(?:(?:/|trên|of)\s*\d{1,4}\W*)?")
_DIGITS = regex.compile(r"\d+")
_NOTE = regex.compile(r"(?:\(?\d{1,3}\)?|[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+|\*{1,3}|\[\d{1,3}\])[.)]?\s*\S")
_EDGE = 0.13  # of the page's height: heads and feet stand so near to its edge
_EDGE_POINTS = 56.0  # and on small pages
_ROWS = 3  # rows at an edge that may be running heads
_SAME = 6.0  # points a running head may move from page to page
_SMALLER = 0.93  # of the usual letters: footnotes are set smaller
_SHARE = 0.4  # of the pages that a running head stands on


def mark_margins(pages: Sequence[Page]) -> None:
    """Set the kind of every row that is a page number, a running head or foot ("header", "footer") or a footnote."""
    repeated = _repeated(pages)
    for page in pages:
        for row in _edge_rows(page):
            if _NUMBER.fullmatch(row.text) or (page.number, id(row)) in repeated:
                row.kind = "header" if row.y1 < page.height / 2 else "footer"
    for page in pages:
        for row in _footnotes(page):
            row.kind = "footer"


def _edge_rows(page: Page) -> Iterator[Row]:
    """Yield the outermost rows of a page near its upper and lower edge."""
    rows = [row for row in page.body if isinstance(row, Row)]
    edge = max(_EDGE * page.height, _EDGE_POINTS)
    top = sorted((row for row in rows if row.y1 < edge), key=lambda row: row.y1)
    foot = sorted((row for row in rows if row.y0 > page.height - edge), key=lambda row: -row.y0)
    yield from top[:_ROWS]
    yield from foot[:_ROWS]


def _repeated(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Return the rows that stand on several pages at one height with the same words, figures left aside."""
    seen: dict[str, list[tuple[Page, Row]]] = defaultdict(list)
    for page in pages:
        for row in _edge_rows(page):
            words = " ".join(sorted(_DIGITS.sub("", row.text).lower().split()))
            if any(c.isalpha() for c in words):
                seen[words].append((page, row))
    found: set[tuple[int, int]] = set()
    for held in seen.values():
        heights = sorted(row.y1 for _, row in held)
        middle = heights[len(heights) // 2]
        level = [(page.number, id(row)) for page, row in held if abs(row.y1 - middle) < _SAME]
        if len({number for number, _ in level}) >= max(2, _SHARE * (len(pages) - 1) / 2):
            found.update(level)
    return found


def _footnotes(page: Page) -> list[Row]:
    """Return the rows of the notes at the foot: below a short rule or set smaller, from a mark to the end of the page."""
    rows = [row for row in page.body if isinstance(row, Row) and row.kind == "paragraph"]
    if len(rows) < 2 or not isinstance(page.body[-1], Row):
        return []
    usual = sorted(row.size for row in rows)[len(rows) // 2]
    if page.foot_rule is not None:
        notes = [row for row in rows if row.y0 > page.foot_rule - 3]
        if notes and len(notes) < len(rows) and _NOTE.match(notes[0].text) and notes[0].size < 0.98 * usual:
            return notes
    begin = len(rows)
    while begin and rows[begin - 1].size < _SMALLER * usual and rows[begin - 1].y0 > page.height / 2:
        begin -= 1
    while begin < len(rows) and not (_NOTE.match(rows[begin].text) and rows[begin].text[0] not in "-+"):
        begin += 1
    notes = rows[begin:]
    low = notes and notes[0].y0 > max(row.y1 for row in rows[:begin]) - 2 if begin else False
    return notes if low and notes[-1].y1 > 0.8 * page.height else []
