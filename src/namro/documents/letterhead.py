"""What a document says about itself in its first lines: kind, symbol, issuer, day, title. A proposal an officer checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from namro.documents.letterhead_body import issuer_in, without_mottos
from namro.documents.models import System
from vanban import symbols
from vanban.clean import NfcView
from vanban.fold import fold

_LINES, _REACH = 45, 6000  # lines with words and characters looked at
_TITLE_LIMIT = 500
_NUMBER = re.compile(rf"(?:^|\s)Số\s*:?\s*({symbols.PATTERN})(?=\s|$|[,.;])", re.IGNORECASE)
_NUMBER_ALONE = re.compile(rf"({symbols.PATTERN})")
_HOUR = re.compile(r"(?:hồi|lúc) ?\d{1,2} ?(?:giờ|h|g)(?: ?\d{1,2}(?: ?phút)?)?,? ?$", re.IGNORECASE)  # a telegram's
_DAY = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*((?:19|20)\d\d)", re.IGNORECASE)
_STAMP = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b(?=,?\s*\d{1,2}[:hg]\d\d|$)")
_MARKDOWN = re.compile(r"^[#*_\s>|]+|[*_\s|]+$")
_BODY_BEGINS = re.compile(
    r"(?:căn cứ|thực hiện|tại|theo|kính gửi|xét|để|ngày|trên cơ sở|sau khi|qua|tiếp theo|trong|nhằm|nơi nhận"
    r"|điều\s+\d|phần|chương|mục\s+\w|[IVX]+\s*[.)/-]|\d+\s*[.)]|[-+*•]\s)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:V/v|Về việc)\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Letterhead:
    """What was found; empty where nothing was. ``symbol`` is as written, ``system`` a value of System or empty."""

    system: str = ""
    kind: str = ""
    symbol: str = ""
    issuer: str = ""
    issued_on: date | None = None
    title: str = ""


def read(text: str, kind_names: Sequence[str], filename: str = "") -> Letterhead:
    """Read the first lines of a text. An article, which has no letterhead, gets its first line as title."""
    lines = _first_lines(NfcView(text[:_REACH]).text)
    annex = bool(lines) and fold(lines[0]).startswith("phu luc")
    at, symbol = (None, "") if annex else _symbol(lines)
    day = _day(lines) or (_stamp(lines) if not symbol else None)
    place, kind = _kind(lines, {fold(name): name for name in kind_names})
    header = lines[: at if at is not None else (place if place is not None else 0)]
    parsed = symbols.parse(symbol) if symbol else None
    system = parsed.system if parsed else _system(lines)
    issuer = issuer_in(header) or (symbols.body_of(parsed.issuer) or "" if parsed else "")
    official = bool(symbol or (kind and header))
    title = _title(lines, place) if official else ""
    if official and parsed and not kind:
        kind = "Công văn" if parsed.kind is None else parsed.kind_names[0] if len(parsed.kind_names) == 1 else ""
    return Letterhead(system, kind, symbol, issuer, day, title or _fallback(lines, filename, official=official))


def _first_lines(text: str) -> list[str]:
    found = [_MARKDOWN.sub("", line).strip() for line in text.splitlines()]
    return [line for line in found if line][:_LINES]


def _symbol(lines: Sequence[str]) -> tuple[int | None, str]:
    """The line of the document's own number: it begins with "Số", or is the number alone; prose citing one is not it."""
    for place, line in enumerate(lines):
        if len(line) > 160 or _begins_body(line):
            continue
        match = _NUMBER.search(line) or (_NUMBER_ALONE.fullmatch(line) if place < 12 else None)
        if match and line[: match.start()].strip().isupper() + (not line[: match.start()].strip()):
            written = " ".join(match[1].split())
            if symbols.parse(written):
                return place, written
    return None, ""


def _begins_body(line: str) -> bool:
    return len(line) > 60 and _BODY_BEGINS.match(line) is not None


def _day(lines: Sequence[str]) -> date | None:
    """The day of issue: on a short line, after the place ("Hà Nội, ngày 05 tháng 02 năm 2024")."""
    return next((_date(match) for line in lines if (match := _dated(line))), None)


def _dated(line: str) -> re.Match[str] | None:
    match = _DAY.search(line)
    if match is None or len(line) >= 160:
        return None
    before = _HOUR.sub("", line[: match.start()]).rstrip()
    return match if len(before) < 3 or before.endswith(",") else None


def _stamp(lines: Sequence[str]) -> date | None:
    """The day an article was published: a numeric date with the time beside it or at the end of a short line."""
    return next((_date(m) for line in lines[:5] if len(line) < 60 and (m := _STAMP.search(line))), None)


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def _kind(lines: Sequence[str], names: dict[str, str]) -> tuple[int | None, str]:
    """The line that is a kind's name in capitals, alone or followed by the title ("KẾ HOẠCH triển khai ...")."""
    for place, line in enumerate(lines):
        capitals = " ".join(takewhile(lambda word: word.isupper(), line.split()))
        if capitals and (name := names.get(fold(capitals.rstrip(" :.")))):
            return place, name
    return None, ""


def _system(lines: Sequence[str]) -> str:
    words = fold(" ".join(lines[:12]))
    if "dang cong san viet nam" in words:
        return System.PARTY
    return System.STATE if "chu nghia viet nam" in words else ""


def _title(lines: Sequence[str], kind_at: int | None) -> str:
    """The lines below the kind, or, in an official letter, those that begin "V/v"; up to where the body begins."""
    if kind_at is None:
        start = next((n for n, line in enumerate(lines) if _ABOUT.match(line)), None)
        if start is None:
            return ""
        return _joined([_ABOUT.sub("", lines[start], count=1), *_until_body(lines[start + 1 :], letter=True)])
    beside = " ".join(_after_capitals(lines[kind_at]))
    rest = list(_until_body(_below_head(lines[kind_at + 1 :])))
    return _joined([beside, *rest]) if beside else _joined(rest)


def _below_head(lines: Sequence[str]) -> Sequence[str]:
    """The lines from the title on: where columns came one after the other, motto and day stand below the kind."""
    while lines:
        motto = next((size for size in (2, 1) if not any(without_mottos(lines[:size]))), 0)
        if fold(lines[0]).startswith("dang") or not (motto or _dated(lines[0])):  # the Party's statutes are named so
            return lines
        lines = lines[motto or 1 :]
    return lines


def _after_capitals(line: str) -> list[str]:
    words = line.split()
    return words[len(list(takewhile(lambda word: word.isupper(), words))) :]


def _until_body(lines: Sequence[str], *, letter: bool = False) -> Iterator[str]:
    for count, line in enumerate(lines[:8]):
        ended = (line.isupper() and len(line) > 3 and count > 0) or len(line) > (160 if count else 320)
        if (
            ended
            or len(line) > (320 if count == 0 else 160)
            or line.endswith((":", ".", "./."))
            or _NUMBER.match(line)
            or _dated(line)
        ):
            return
        if _BODY_BEGINS.match(line) and not (count == 0 and not letter):
            return
        if letter and (count > 1 or line.isupper()):
            return
        yield line


def _joined(parts: Sequence[str]) -> str:
    whole = " ".join(part for part in parts if part)
    whole = re.sub(r"\s+", " ", whole).strip(" -–—*_")
    about = _ABOUT.match(whole)
    return (whole[about.end() :] if about else whole)[:_TITLE_LIMIT]


def _fallback(lines: Sequence[str], filename: str, *, official: bool) -> str:
    """The first line that reads like a heading (a section's label of one or two words is none), else the file's name."""
    if official or not lines:
        return filename.rsplit(".", 1)[0]
    first = next((line for line in lines[:5] if len(line.split()) > 3 and not _STAMP.search(line)), lines[0])
    return first if len(first) <= 200 else first[:160].rsplit(" ", 1)[0] + "…"
