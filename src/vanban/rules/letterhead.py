"""The layout of an official document: its kind, issuer, place, day and symbol, and where its text proper runs.

Source: Decree 30/2020/NĐ-CP annex I (state), Guidance 36-HD/VPTW (Party): national or Party title, body, "Số:", place and
day, kind in capitals, "Nơi nhận", signature.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import regex

from vanban.lexicon import either, table
from vanban.model import Context
from vanban.notes import Frame
from vanban.parts.annex import annex_starts
from vanban.parts.foot import is_foot
from vanban.parts.head import Head, read_head
from vanban.parts.head_lines import PLACE_DATE
from vanban.parts.piece import bare
from vanban.periods import period, scan
from vanban.sheet import Sheet, one_tone
from vanban.symbols import PATTERN, parse

_SYMBOL = regex.compile(PATTERN)
_RECIPIENTS = re.compile(r"\W{0,4}nơi nhận(?: ?:|\W{0,4}$)")
_PLACE = re.compile(r"(tỉnh|thành phố|quận|huyện|thị xã|xã|phường|đặc khu|thị trấn) (?!ủy)([^,;–]{2,40})")
_COMMITTEE = re.compile(
    r"((?:tỉnh|thành|quận|huyện|thị|đảng) ủy) (?!ban |công an|quân sự|các |cơ quan|bộ )([^,;–]{2,40})"
)
_OFFICE = re.compile(r"(?:văn phòng|ban [\w ]{3,40}|ủy ban kiểm tra)$")
_WORN_I = regex.compile(r"(?<=\p{Lu}|\s)l(?=\p{Lu})|(?<=\p{Lu})l(?=\p{Lu}|\b)")  # "GlANG": a scan reads I as l
_SHORT = {"thủ tướng chính phủ": "Thủ tướng Chính phủ"}
_FIELDED = frozenset(("bộ", "sở", "ban", "cục", "vụ", "phòng", "viện", "trường", "đài", "hội"))
_COUNCILS = {"u": "UBND", "h": "HĐND"}
_COUNCIL = re.compile(r"(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd)(?!\w)")


def read(sheet: Sheet, context: Context) -> Frame:
    """Return the frame of an official document, an empty one for other texts."""
    whole = (0, len(sheet.text))
    head = read_head(sheet)
    recipients = _recipients(sheet)
    if not head.end and recipients is None:
        published = _published(sheet)
        return Frame(body=whole, issued_on=published, issued_about=published or _told(sheet))
    end = _signature(sheet) if recipients is None else recipients
    named = [at for at in (head.motto_end, head.kind_end) if at is not None]
    head_end = max(named) if named else (head.number.end if head.number else 0)
    place, day, about = _place_and_day(sheet, head)
    symbol = _SYMBOL.search(sheet.text, head.number.start, head.number.end) if head.number else None
    parsed = parse(symbol[0]) if symbol else None
    issuer, home = _issuer(sheet, head)
    return Frame(
        official=True,
        kind=head.kind or (parsed.kind_names[0] if parsed and parsed.kind_names else None),
        issuer=issuer,
        place=home or place,
        issued_on=day,
        issued_about=day or _told(sheet, about) or about,
        symbol=symbol.span() if symbol else None,
        body=(min(head_end, end), end),
        annexes=_annexes(sheet, end),
    )


def _annexes(sheet: Sheet, end: int) -> tuple[tuple[int, int], ...]:
    """Return where the annexes below the signature run; without a signature they are part of the body."""
    if end == len(sheet.text):
        return ()
    starts = [sheet.paragraphs[place].start for place in annex_starts(sheet, sheet.paragraph_at(end))]
    return tuple(pairwise([*starts, len(sheet.text)]))


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
        if p.end - p.start < 90 and is_foot(sheet.text[p.start : p.end]):
            return p.start
    return len(sheet.text)


def _place_and_day(sheet: Sheet, head: Head) -> tuple[str | None, date | None, date | None]:
    """Return the place and the day of the letterhead and, where only the day is blank or smudged, its month's first."""
    if head.place_date is None:
        return None, None, None
    found = PLACE_DATE.search(sheet.text[head.place_date.start : head.place_date.end])
    if found is None:
        return None, None, None
    times = scan(sheet.low, head.place_date.start + found.start("day"), head.place_date.end)
    days = period(times[0].value() or "") if times else None
    first = days.first if days and times[0].kind in ("day", "month") else None
    return (found["place"], first, None) if times and times[0].kind == "day" else (found["place"], None, first)


def _issuer(sheet: Sheet, head: Head) -> tuple[str | None, str | None]:
    """Return the issuing body, the innermost of those named, and its place."""
    body = place = None
    for lines in head.bodies:
        words = one_tone(" ".join(" ".join(sheet.text[start:end].split()) for start, end in lines))
        words = _WORN_I.sub("I", words)
        low = words.lower()
        if m := _COMMITTEE.match(low):
            unit = _PLACE.match(m[2])
            place = place or (_named_place(unit) if unit else m[2].strip().title())
            body = f"{m[1].capitalize()} {f'{unit[1]} {unit[2].strip().title()}' if unit else m[2].strip().title()}"
        elif body and (" ủy " in f"{body.lower()} " and _OFFICE.match(low)):
            body = f"{low.capitalize()} {body}"
        elif body and body.startswith(("UBND ", "HĐND ")) and low == "văn phòng":
            body = f"Văn phòng {body}"
        elif head_word := _COUNCIL.match(bare(low)):
            body = _COUNCILS[head_word[0][0]]
            unit = _PLACE.search(low, head_word.end())
            if unit:
                place = _named_place(unit)
                body = f"{body} {unit[1]} {unit[2].strip().title()}"
        else:
            unit = _PLACE.search(low)
            place = place or (_named_place(unit) if unit else None)
            body = _SHORT.get(low) or " - ".join(_in_small(name) for name in low.split(" - "))
    return body, place


def _in_small(low: str) -> str:
    """Return a body's name as running text writes it: "Sở Xây dựng", "Văn phòng", "Quốc hội"."""
    head, _, field = low.strip().partition(" ")
    return (
        f"{head.capitalize()} {field[:1].upper()}{field[1:]}"
        if head in _FIELDED and field
        else low.strip().capitalize()
    )


def _named_place(unit: re.Match[str]) -> str:
    name = unit[2].strip().title()
    return name if unit[1] in ("tỉnh", "thành phố") else f"{unit[1]} {name}"


_PUBLISHED = re.compile(r"(?<![\d/])\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"[,\s|\-–]{0,4}\d{1,2} ?[:h] ?\d{2}|[\s|.,\-–]{0,3}$|,? ?\(?gmt")
_POSTED = re.compile(r"(?:ngày đăng|đăng ngày|đăng lúc|cập nhật|xuất bản|ngày xuất bản|ngày cập nhật)(?!\w)")
_WHOLE_DAY = re.compile(
    r"(?=\d)(?<![\d/.,\-])\d{1,2}(?:([/.-])\d{1,2}\1(?:19|20)\d\d(?!\d)| tháng \d{1,2},? năm (?:19|20)\d\d(?!\d))"
)
_OF_SYMBOL = regex.compile(r"[/\-][\p{Lu}&\-]{2,}\w{0,3},? (?:[Nn]gày )?$")


def _published(sheet: Sheet) -> date | None:
    """Return an article's publication day: a day with an hour, or one that ends a short line, near the top or the foot."""
    edges = [p for p in (*sheet.paragraphs[:8], *sheet.paragraphs[-4:]) if p.end - p.start < 120]
    posted = [p for p in edges if _POSTED.search(sheet.low, p.start, p.end)]
    for p in (*posted, *edges):
        for m in _PUBLISHED.finditer(sheet.low, p.start, p.end):
            if _CLOCK.match(sheet.low, m.end(), p.end) and (day := _day(sheet, m)):
                return day
    return None


def _told(sheet: Sheet, month: date | None = None) -> date | None:
    """Return the first whole day of the year a text speaks of (of one month, if given): other days are near it.

    Days of cited documents count only where there are no others.
    """
    found = [(m, day) for m in _WHOLE_DAY.finditer(sheet.low) if (day := _day(sheet, m))]
    if month:
        found = [(m, day) for m, day in found if (day.year, day.month) == (month.year, month.month)]
    own = [day for m, day in found if not _OF_SYMBOL.search(sheet.text, max(0, m.start() - 20), m.start())]
    days = own or [day for _, day in found]
    years = Counter(day.year for day in days)
    usual = max(years, key=lambda year: (years[year], year), default=0)
    return next((day for day in days if day.year == usual), None) or (None if month else _numbered(sheet))


def _numbered(sheet: Sheet) -> date | None:
    """Return the month of a magazine's number, said in a short line near the top or the foot ("số tháng 9/2021")."""
    for p in (*sheet.paragraphs[:8], *sheet.paragraphs[-4:]):
        if p.end - p.start < 90 and sheet.low.find("tháng", p.start, p.end) >= 0:
            month = next((w for w in scan(sheet.low, p.start, p.end) if w.kind == "month" and w.year), None)
            if month:
                return date(month.year or 1, month.month or 1, 1)
    return None


def _day(sheet: Sheet, m: re.Match[str]) -> date | None:
    times = scan(sheet.low, m.start(), m.end())
    days = period(times[0].value() or "") if times else None
    return days.first if days else None


KIND_WORDS = either(tuple(n.lower() for k in table("kinds")["kind"] for n in k["names"]))
