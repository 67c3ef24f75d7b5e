"""Laws, codes, ordinances and the Constitution by name: "Luật Đất đai", "Luật Thủ đô (sửa đổi)", "Bộ luật Hình sự".

Source: gold guideline "reference" - the kind word and the words that identify it; drafts included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex

from vanban.lexicon import either, words
from vanban.model import Annotation
from vanban.notes import Notes, Taken
from vanban.rules.subjects import after_reference
from vanban.sheet import Sheet, one_tone

RULE = "reference.law"

_KIND = regex.compile(r"(?<![\p{L}])(Bộ luật|Luật|Pháp lệnh|Hiến pháp|Điều lệ Đảng)(?![\p{L}])")
_LOOSE = regex.compile(
    r" \p{Lu}\p{Ll}*(?: (?!của|được|là|để|theo|ngày|năm|số|về|đã|có|phải|và|trong|thì|do|tại|này|cần"
    r"|với|từ|quy|khi|như)\p{Ll}+){0,4}"
)
_AMENDS = re.compile(
    r" (?:sửa đổi|sửa đổi,? bổ sung|bổ sung)(?: một số điều| một số nội dung| các điều)?(?: của)?"
    r"(?: và [^;.:\n]{3,80}? của)?(?: các)? (?=(?:bộ )?luật)"
)
_AND_LAW = re.compile(r"(?:, và | và |, |; )(?=(?:bộ )?luật )")
_TAIL = re.compile(
    r"(?: của người nước ngoài tại việt nam)?(?: (?:năm )?(?:19|20)\d\d(?!\d))?"
    r"(?: \((?:sửa đổi|sửa đổi,? bổ sung(?:(?: năm)? \d{4})?|thay thế)\)(?: năm (?:19|20)\d\d(?!\d))?)?"
)
_DRAFT = re.compile(r"(?:dự thảo|dự án|xây dựng) $")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf" (?:{either(tuple(one_tone(w.lower()) for w in words('laws')))})(?!\w)")


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield every law cited by name; one with a symbol belongs to the symbol rule."""
    by_symbol = Taken(len(sheet.text))
    for known in notes.of("reference"):
        by_symbol.take(known.start, known.end)
    last = -1
    for m in _KIND.finditer(sheet.text):
        if m.start() < last:
            continue
        end = _amending(sheet, m) or _name_end(sheet, m)
        if end is None or notes.closed(m.start(), end) or not by_symbol.free(m.start(), m.end()):
            continue
        tail = _TAIL.match(sheet.low, end)
        end = tail.end() if tail else end
        last = end
        rest = after_reference(sheet, notes, end)
        fields = {"kind": m[1], "designation": sheet.said[m.start() : end], **rest.fields}
        if "sửa đổi" in sheet.low[end - 10 : end] or _DRAFT.search(sheet.low, max(0, m.start() - 10), m.start()):
            fields["draft"] = True
        yield Annotation("reference", m.start(), rest.end, RULE, 0.95, fields)


def _amending(sheet: Sheet, m: regex.Match[str]) -> int | None:
    """Return the end of "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B": one law that changes others."""
    found = _AMENDS.match(sheet.low, m.end())
    end = None
    place = found.end() if found else None
    for _ in range(12):
        inner = _KIND.match(sheet.text, place) if place is not None else None
        named = _name_end(sheet, inner) if inner else None
        if named is None:
            break
        end = named
        more = _AND_LAW.match(sheet.low, named)
        place = more.end() if more else None
    return end


def _name_end(sheet: Sheet, m: regex.Match[str]) -> int | None:
    """Return the end of the name after the kind word: a known one, else a capital and a few small words."""
    end: int = m.end()
    if m[1] in ("Hiến pháp", "Điều lệ Đảng"):
        return end
    known = _named().match(sheet.low, end)
    if known:
        return known.end()
    loose = _LOOSE.match(sheet.text, end)
    return int(loose.end()) if loose else None
