"""Documents cited by their day or by a standard's number: "công văn ngày 12/3/2024 của Sở Tài chính", "QCVN 14:2008/BTNMT".

Source: gold guideline "reference" - the kind word and what identifies the paper; one without issuer and day is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import regex

from vanban.anchored import Spots, opened
from vanban.model import Annotation
from vanban.notes import Notes, Taken
from vanban.rules.subjects import after_reference, dates_of
from vanban.sheet import Sheet

RULE = "reference.standard"
DAY_RULE = "reference.day"

_STANDARD = re.compile(
    r"(?:quy chuẩn(?: kỹ thuật(?: quốc gia| địa phương)?)?|tiêu chuẩn(?: quốc gia| việt nam| ngành| cơ sở)?)? ?(?:số )?"
    r"(?P<series>qcvn|tcvn|qcđp|tcxdvn|tcxd|tccs|tcn|qcxdvn) ?\d{1,5}(?:[-.]\d{1,2})?"
    r"(?: ?: ?(?:19|20)\d\d)(?:/[a-zđ]{2,10})?(?!\w)"
)
_SERIES = Spots("qcvn", "tcvn", "qcđp", "tcxd", "tccs", "tcn ", "qcxdvn")
_WORDS_BEFORE = 40
_DATED = regex.compile(
    r"(?<![\p{L}])(?:(?:(?P<kind>Nghị quyết|Quyết định|Chỉ thị|Kết luận|Kế hoạch|Thông báo|Công điện|Công văn|Văn bản|Tờ trình"
    r"|Báo cáo|Biên bản)|(?P<kind>công điện|công văn|văn bản|tờ trình|biên bản làm việc))(?: khẩn| hỏa tốc)?) (?=ngày \d)"
)
_KINDS = Spots(
    *(
        f"{kind} ngày "
        for kind in (
            *(
                "nghị quyết",
                "quyết định",
                "chỉ thị",
                "kết luận",
                "kế hoạch",
                "thông báo",
                "công điện",
                "công văn",
                "văn bản",
            ),
            *("tờ trình", "báo cáo", "biên bản", "làm việc", "khẩn", "hỏa tốc"),
        )
    )
)
_MOST = 40
_ITS_OWN = re.compile(r"(?:kèm theo|số|này|các|mọi) $")


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield standards by their number and papers by their day, where no other rule has cited them."""
    taken = Taken(len(sheet.text))
    for known in notes.of("reference"):
        taken.take(known.start, known.end)
    for cited in (*_standards(sheet, notes), *_dated(sheet, notes)):
        if taken.take(cited.start, cited.end):
            yield cited


def _standards(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    for place in sheet.places(_SERIES):
        floor = max(0, place - _WORDS_BEFORE)
        m = next((m for m in _STANDARD.finditer(sheet.low, floor, place + _MOST) if m.start("series") == place), None)
        if m is None or notes.closed(m.start(), m.end()):
            continue
        start = m.start() + len(m[0]) - len(m[0].lstrip())
        symbol = sheet.said[m.start("series") : m.end()]
        kind = "Quy chuẩn" if m["series"].startswith("q") else "Tiêu chuẩn"
        fields = {"kind": kind, "symbol": symbol, "symbol_norm": "".join(symbol.upper().split())}
        yield Annotation("reference", start, m.end(), RULE, 0.7, fields)


def _dated(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    starts, dates = dates_of(notes)
    begun = sorted({place - back for place in sheet.places(_KINDS) for back in (0, 8, 9, 10) if place >= back})
    for m in opened(_DATED, sheet.text, begun):
        index = bisect_left(starts, m.end())
        day = dates[index] if index < len(dates) and starts[index] == m.end() else None
        if day is None or len(str(day.fields["value"])) != 10 or notes.closed(m.start(), day.end):
            continue
        rest = after_reference(sheet, notes, m.end() - 1)
        small = m["kind"][0].islower()
        if _ITS_OWN.search(sheet.low, max(0, m.start() - 10), m.start()) or (small and "issuer" not in rest.fields):
            continue
        fields = {"kind": m["kind"][0].upper() + m["kind"][1:], **rest.fields, "date": day.fields["value"]}
        yield Annotation("reference", m.start(), day.end, DAY_RULE, 0.7, fields)
