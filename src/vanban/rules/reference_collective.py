"""Several documents cited at once: "10 chương trình công tác của Thành ủy", "hai chỉ thị về quản lý đất đai".

Source: gold guideline "reference", collective - required with a count and an identifying phrase; a short repeat is taken up
only after the full one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.anchored import Spots, before, opened
from vanban.model import Annotation
from vanban.notes import Notes
from vanban.rules.subjects import title_or_about
from vanban.sheet import Sheet

RULE = "reference.collective"

NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_KINDS = (
    *(" chương trình", " nghị quyết", " chỉ thị", " đề án", " kế hoạch", " quy chế", " quy định", " kết luận"),
    *(" hướng dẫn", " quyết định", " nghị định", " thông tư", " chuyên đề"),
)
_KIND = (
    rf"({'|'.join(kind.strip() for kind in _KINDS)})"
    r"((?: (?:công tác|chuyên đề|làm việc|mẫu|trọng tâm|lớn|hành động|toàn khóa))*)"
)
_COUNTED = re.compile(rf"(?<![\w/.,\-])(\d{{1,3}}|{'|'.join(NUMBERS)}|các) {_KIND}(?!\w)")
_SPOTS = Spots(*_KINDS)
_SIZES = {1, 2, 3, *map(len, NUMBERS)}  # of what counts them
_TERM = re.compile(r",? (?:khóa (?:[ivx]{1,6}|\d{1,2})(?!\w)|[ivx]{2,6}(?!\w)|nhiệm kỳ \d{4} ?[-–] ?\d{4})")
_SUBJECT = re.compile(r" của ([^;.:()\n]{3,90}?)(?=[;.:()\n,]|, xác| được| đã| về| và(?! các đoàn))")


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield counted documents with what identifies them; "các ..." needs an issuer or a term."""
    seen: set[str] = set()
    for m in opened(_COUNTED, sheet.low, before(sheet.places(_SPOTS), _SIZES)):
        if notes.closed(m.start(), m.end()):
            continue
        end, identified, fields = _tail(sheet, notes, m.end(), m[3])
        if m[1] == "các" and not (identified and m[3]):
            continue
        if not identified and m[0] not in seen:
            continue
        if identified:
            seen.add(m[0])
        count = None if m[1] == "các" else NUMBERS.get(m[1]) or int(m[1])
        kind = m[2][0].upper() + m[2][1:]
        sure = 0.7 if identified else 0.5
        yield Annotation(
            "reference", m.start(), end, RULE, sure, {"kind": kind, "collective": True, "count": count, **fields}
        )


def _tail(sheet: Sheet, notes: Notes, end: int, qualifier: str) -> tuple[int, bool, dict[str, object]]:
    """Return the end, whether something identifies the documents, and the fields: issuer, term, subject."""
    fields: dict[str, object] = {}
    identified = "toàn khóa" in qualifier
    if sheet.low.startswith(" của ", end):
        mention = notes.mention_at(end + 5)
        if mention and "mẫu" not in qualifier:
            fields["issuer"], end, identified = mention.name, mention.end, True
        elif "mẫu" in qualifier and (m := re.compile(r" của [^;.:()\n]{3,120}?(?=[;.:()\n])").match(sheet.low, end)):
            return m.end(), True, {"about": sheet.said[end + 5 : m.end()], "about_start": end + 5, "about_end": m.end()}
    while term := _TERM.match(sheet.low, end):
        end, identified = term.end(), True
    subject = title_or_about(sheet, end)
    if sheet.low.startswith(" về ", end) and isinstance(subject.get("about_end"), int):
        return int(str(subject["about_end"])), True, {**fields, **subject}
    return end, identified, fields
