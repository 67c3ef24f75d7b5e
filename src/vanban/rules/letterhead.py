"""The layout of an official document: its kind, issuer, place, day and symbol, and where its text proper runs.

Source: Decree 30/2020/NĐ-CP annex I (state), Guidance 36-HD/VPTW (Party): national or Party title, body, "Số:", place and
day, kind in capitals, "Nơi nhận", signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from vanban.lexicon import either, table
from vanban.model import Context
from vanban.notes import Frame
from vanban.periods import period, scan
from vanban.segment import Paragraph
from vanban.sheet import Sheet
from vanban.symbols import PATTERN, parse

_MOTTO = re.compile(r"độc lập ?- ?tự do ?- ?hạnh phúc|cộng hòa xã hội chủ nghĩa việt nam|đảng cộng sản việt nam$")
_OWN_SYMBOL = re.compile(rf"Số ?:? ?({PATTERN})")
_PLACE_DAY = re.compile(r"(?:^|\s)((?:[A-ZĐÀ-Ỹ][\wà-ỹ.]{0,8} ?){1,5}), ngày (?=[\d\s.…_]{0,8}\W{0,3}tháng)")
_RECIPIENTS = re.compile(r"\W{0,4}nơi nhận(?: ?:|\W{0,4}$)")
_SIGNED = re.compile(r"(?:t/m|tm\.|k/t|kt\.|t/l|tl\.|tuq\.|q\.) ?[\w]")
_OFFICE = re.compile(
    r"^(?:TM\.|T/M|KT\.|K/T|TL\.|TUQ\.)?\s?(?:CHỦ TỊCH|BÍ THƯ|PHÓ CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC)\b"
)
_BODY_LINE = re.compile(r"(ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|THÀNH ỦY|TỈNH ỦY|QUẬN ỦY|HUYỆN ỦY|ĐẢNG ỦY|CHÍNH PHỦ"
        r"|THỦ TƯỚNG CHÍNH PHỦ"
    r"|VĂN PHÒNG [\wÀ-Ỹ ]{3,40}|BAN [\wÀ-Ỹ ]{3,60}|BỘ [\wÀ-Ỹ ,]{3,50}|SỞ [\wÀ-Ỹ ,]{3,50}|QUỐC HỘI"
        r"|ĐẢNG ĐOÀN [\wÀ-Ỹ ]{3,30})")  # fmt: skip
_PLACE_LINE = re.compile(r"(TỈNH|THÀNH PHỐ|QUẬN|HUYỆN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU) (?!ỦY)([A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ \-]{1,30})")
_COMMITTEE_LINE = re.compile(r"((?:TỈNH|THÀNH|QUẬN|HUYỆN|THỊ|ĐẢNG) ỦY) ([A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ \-]{1,30})")
_OFFICE_LINE = re.compile(r"(VĂN PHÒNG|BAN [\wÀ-Ỹ ]{3,40}|ỦY BAN KIỂM TRA)\W*$")
_EARLY = 40  # paragraphs: the letterhead stands among these


def read(sheet: Sheet, context: Context) -> Frame:
    """Return the frame of an official document, an empty one for other texts."""
    whole = (0, len(sheet.text))
    early = sheet.paragraphs[:_EARLY]
    top = next((i for i, p in enumerate(early) if _MOTTO.search(sheet.low, p.start, p.end)), None)
    symbol = next((m for p in early if (m := _OWN_SYMBOL.match(sheet.text, p.start, p.end))), None)
    kind_at = _kind_line(sheet, early)
    recipients = _recipients(sheet)
    if top is None and symbol is None and kind_at is None and recipients is None:
        return Frame(body=whole, issued_on=_published(sheet))
    end = _signature(sheet) if recipients is None else recipients
    head_end = max(
        (early[i].end for i in (top, kind_at[0] if kind_at else None) if i is not None),
        default=symbol.end() if symbol else 0,
    )
    place, day = _place_and_day(sheet, early)
    parsed = parse(symbol[1]) if symbol else None
    kind = kind_at[1] if kind_at else (parsed.kind_names[0] if parsed and parsed.kind_names else None)
    issuer, home = _issuer(sheet, head_end)
    return Frame(
        official=True,
        kind=kind,
        issuer=issuer,
        place=home or place,
        issued_on=day,
        symbol=symbol.span(1) if symbol else None,
        body=(min(head_end, end), end),
    )


def _kind_line(sheet: Sheet, early: Sequence[Paragraph]) -> tuple[int, str] | None:
    for index, p in enumerate(early):
        line = sheet.text[p.start : p.end].strip(" .:*#")
        if len(line) < 40 and line.isupper() and (name := kinds_in_capitals().get(line)):
            return index, name
    return None


def kinds_in_capitals() -> dict[str, str]:
    """Return the kind names as they stand in capitals above a title."""
    names = [name for k in table("kinds")["kind"] for name in k["names"]] + ["Phụ lục", "Thông báo kết luận"]
    return {name.upper(): name for name in names}


def _recipients(sheet: Sheet) -> int | None:
    """Return where "Nơi nhận" begins, looked for in the lower two thirds."""
    count = len(sheet.paragraphs)
    for index in range(count - 1, max(-1, count // 3 - 1), -1):
        p = sheet.paragraphs[index]
        if _RECIPIENTS.match(sheet.low, p.start, p.end):
            return p.start
    return None


def _signature(sheet: Sheet) -> int:
    """Return where the signature of an official paper begins, else the end of the text."""
    count = len(sheet.paragraphs)
    for p in sheet.paragraphs[max(count // 2, count - 12) :]:
        short = p.end - p.start < 90
        if short and (_SIGNED.match(sheet.low, p.start, p.end) or _OFFICE.match(sheet.text[p.start : p.end])):
            return p.start
    return len(sheet.text)


def _place_and_day(sheet: Sheet, early: Sequence[Paragraph]) -> tuple[str | None, date | None]:
    for p in early:
        m = _PLACE_DAY.search(sheet.text, max(0, p.start - 1), min(p.end, p.start + 300))
        if m is None:
            continue
        times = scan(sheet.low, m.end() - 5, p.end)
        days = period(times[0].value() or "") if times else None
        return m[1].strip(), days.first if days and times[0].kind == "day" else None
    return None, None


def _issuer(sheet: Sheet, head_end: int) -> tuple[str | None, str | None]:
    """Return the issuing body and its place from the capitals of the letterhead."""
    body = place = None
    for p in sheet.paragraphs:
        if p.start >= head_end:
            break
        line = _MOTTO.sub("", sheet.low[p.start : p.end])
        text = sheet.text[p.start : p.start + len(line)]
        if (m := _COMMITTEE_LINE.match(text)) and place is None:
            place = m[2].strip().title()
            body = f"{m[1].capitalize()} {place}"
        elif body and " ủy " in body and (m := _OFFICE_LINE.match(text)):
            body = f"{m[1].capitalize()} {body}"
        elif (m := _PLACE_LINE.match(text)) and place is None:
            unit, name = m[1].capitalize(), m[2].split(" ĐỘC LẬP")[0].strip().title()
            place = name if unit in ("Tỉnh", "Thành phố") else f"{unit.lower()} {name}"
            body = f"{body} {unit.lower()} {name}" if body in ("UBND", "HĐND") else body
        elif (m := _BODY_LINE.match(text)) and (body is None or text.startswith("ĐẢNG ĐOÀN")):
            body = _in_small(m[1])
    return body, place


def _in_small(capitals: str) -> str:
    known = {"ỦY BAN NHÂN DÂN": "UBND", "HỘI ĐỒNG NHÂN DÂN": "HĐND", "THỦ TƯỚNG CHÍNH PHỦ": "Thủ tướng Chính phủ"}
    return known.get(capitals, capitals.strip().capitalize())


_PUBLISHED = re.compile(r"(?<![\d/])\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"[,\s|\-–]{0,4}\d{1,2}[:h]\d{2}|$")


def _published(sheet: Sheet) -> date | None:
    """Return an article's publication day: a day with an hour, or one that ends a short line, near the top or the foot."""
    edges = [*sheet.paragraphs[:8], *sheet.paragraphs[-4:]]
    for p in edges:
        for m in _PUBLISHED.finditer(sheet.low, p.start, min(p.end, p.start + 200)):
            short = p.end - p.start < 120
            if short and _CLOCK.match(sheet.low, m.end(), p.end) and (times := scan(sheet.low, m.start(), m.end())):
                days = period(times[0].value() or "")
                return days.first if days else None
    return None


KIND_WORDS = either(tuple(n.lower() for k in table("kinds")["kind"] for n in k["names"]))
