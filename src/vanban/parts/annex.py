"""Where annexes begin, and what opens each: its number, its own title, the document it comes with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.parts.foot import is_foot
from vanban.parts.head import ATTACHED
from vanban.parts.head_lines import kind_of_line
from vanban.parts.piece import Piece, adjoin, bare
from vanban.segment import Paragraph
from vanban.sheet import Sheet

_ANNEX = re.compile(r"\W{0,3}(?:phu luc|bieu mau|mau)(?: so)?(?: [\divxlc]{1,5}[a-z]?)?\W{0,3}")
_NAMED = re.compile(r"\W{0,3}phu luc(?: so)? [\divxlc]{1,5}[a-z]?[.:\-–/ ]{1,3}\S")
_MOTTO = re.compile(r"c.ng h.a xa h.. ch. ngh.a vi.t na")
_UP = 5  # lines of a title above "(Kèm theo ...)"
_DOWN = 7


def annex_starts(sheet: Sheet, first: int) -> list[int]:
    """Return the indices of the paragraphs that open annexes, from paragraph ``first`` on."""
    starts: set[int] = set()
    for place in range(first, len(sheet.paragraphs)):
        p = sheet.paragraphs[place]
        if opens_annex(sheet, p):
            starts.add(place)
        elif _heads(sheet.text[p.start : p.end]) and not _noted(sheet, starts, place):
            starts.add(_issuer_above(sheet, place, first))
        elif ATTACHED.match(sheet.low, p.start, p.end) and not _noted(sheet, starts, place):
            top = _kind_above(sheet, place, first)
            while top > first and place - top < _UP and _is_title(sheet, sheet.paragraphs[top - 1]):
                top -= 1
            if top < place:
                starts.add(top)
    return sorted(starts)


def _heads(line: str) -> bool:
    """Tell whether a line carries the national title in capitals: a letterhead begins again."""
    found = _MOTTO.search(bare(line)) if len(line) < 120 else None
    return found is not None and line[found.start() : found.end()].isupper()


def _issuer_above(sheet: Sheet, place: int, first: int) -> int:
    """Return where a letterhead of an annex begins: its issuer may stand a line or two above the motto."""
    top = place
    while top > first and place - top < 2 and _is_title(sheet, sheet.paragraphs[top - 1]):
        if is_foot(sheet.text[sheet.paragraphs[top - 1].start : sheet.paragraphs[top - 1].end]):
            break
        top -= 1
    return top


def _kind_above(sheet: Sheet, place: int, first: int) -> int:
    """Return the line above "(Kèm theo ...)" that names a kind in capitals, else the place itself."""
    for above in range(place - 1, max(first, place - _UP) - 1, -1):
        p = sheet.paragraphs[above]
        if p.marker is not None or p.end - p.start > 250:
            break
        if kind_of_line(sheet.text[p.start : p.end]):
            return above
    return place


def opens_annex(sheet: Sheet, paragraph: Paragraph) -> bool:
    """Tell whether a line is "Phụ lục", with a number or none, or opens with one in capitals."""
    line = sheet.text[paragraph.start : paragraph.end].strip("*# ")
    low = bare(line[:60])
    if len(line) <= 40 and _ANNEX.fullmatch(low):
        return line.isupper() or not low.startswith("mau") or any(c.isdigit() for c in low)
    return len(line) < 250 and line.startswith("PHỤ LỤC") and _NAMED.match(low) is not None


def _noted(sheet: Sheet, starts: set[int], place: int) -> bool:
    """Tell whether a "(Kèm theo ...)" belongs to an annex already opened just above."""
    return any(place - _DOWN <= start < place for start in starts)


def _is_title(sheet: Sheet, paragraph: Paragraph) -> bool:
    words = sheet.text[paragraph.start : paragraph.end]
    return (
        len(words) < 250
        and words.isupper()
        and paragraph.marker is None
        and not words.startswith(("TM.", "KT.", "T/M"))
    )


def read_annex(sheet: Sheet, grouped: Sequence[Paragraph]) -> tuple[list[Piece], int]:
    """Return the pieces that open an annex and how many paragraphs they take."""
    named = opens_annex(sheet, grouped[0])
    pieces = [Piece("annex", grouped[0].start, grouped[0].end)]
    noted = next((i for i, p in enumerate(grouped[1:_DOWN], 1) if ATTACHED.match(sheet.low, p.start, p.end)), None)
    place = 1
    while place < len(grouped) and place < _DOWN:
        p = grouped[place]
        words = sheet.text[p.start : p.end]
        if place == noted:
            pieces.append(Piece("attached_to", p.start, p.end))
            return pieces, place + 1
        titled = (named or place > 1) and (
            words.isupper() or (noted is not None and place < noted) or (place == 1 and named)
        )
        if not adjoin(sheet.text, grouped[place - 1].end, p.start):
            break
        if p.marker or len(words) > 300 or words[-1] in ":;." or words[0] == "|" or not (titled or noted):
            break
        last = pieces[-1]
        if last.kind == "title" or not named:
            pieces[-1] = Piece(last.kind, last.start, p.end)
        else:
            pieces.append(Piece("title", p.start, p.end))
        place += 1
    return pieces, place
