"""What a document says about itself in its first lines: kind, symbol, issuer, day, title. A proposal an officer checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from namro.documents.models import System
from vanban import symbols
from vanban.clean import NfcView
from vanban.fold import fold

_LINES, _REACH = 45, 6000  # lines with words and characters looked at
_TITLE_LIMIT = 500
_NUMBER = re.compile(rf"(?:^|\s)Số\s*:?\s*({symbols.PATTERN})(?=\s|$|[,.;])", re.IGNORECASE)
_NUMBER_ALONE = re.compile(rf"({symbols.PATTERN})")
_DAY = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*((?:19|20)\d\d)", re.IGNORECASE)
_STAMP = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b(?=,?\s*\d{1,2}[:hg]\d\d|$)")
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam|doc lap\W+tu do\W+hanh phuc|^[\W_]*$")
_MOTTO_PART = re.compile(
    r"(CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–—]\s*Tự\s+do\s*[-–—]\s*Hạnh\s+phúc)\s*",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"^[#*_\s>|]+|[*_\s|]+$")
# A line of the header that begins with none of these goes on with the body named above it.
_BODY_LINE = re.compile(
    r"(?:uy ban|ubnd|hdnd|hoi|so|ban|bo|van phong|tinh uy|thanh uy|dang|dai hoi|chinh phu|thu tuong|chu tich|quoc hoi|doan"
    r"|cong|toa an|vien|cuc|chi cuc|tong|thanh tra|mat tran|lien|truong|trung tam|bao|quan uy|huyen uy|kho bac|ngan hang|thue"
    r"|to|phong|tieu ban|hiep hoi|lien hiep|nha)\b"
)
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
    issuer = _issuer(header) or (symbols.body_of(parsed.issuer) or "" if parsed else "")
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
    placed = match and len(line) < 160 and (match.start() < 3 or line[: match.start()].rstrip().endswith(","))
    return match if placed else None


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


def _issuer(header: Sequence[str]) -> str:
    """The last body named in capitals above the number; its place may stand on a line of its own."""
    bodies: list[str] = []
    for line in header:
        left = _MOTTO_PART.sub("", line).strip()
        if not left or _MOTTO.search(fold(left)) or left != left.upper() or not any(c.isalpha() for c in left):
            continue
        if bodies and not _BODY_LINE.match(fold(left)):
            bodies[-1] = f"{bodies[-1]} {left}"
        else:
            bodies.append(left)
    return recase(bodies[-1]) if bodies else ""


_BODIES = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc", "Ban Chấp hành Đảng bộ", "Ban Chấp hành Trung ương",
    "Ban Thường vụ", "Ban Chỉ đạo", "Ban Tổ chức", "Ban Tuyên giáo và Dân vận", "Ban Quản lý", "Văn phòng", "Tỉnh ủy",
    "Thành ủy", "Đảng ủy", "Đảng đoàn", "Đảng bộ", "Đại hội", "Đại hội đại biểu", "Bộ Chính trị", "Ban Bí thư", "Chính phủ",
    "Thủ tướng Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Ủy ban Kiểm tra", "Sở Nội vụ", "Sở Tài chính",
    "Sở Xây dựng", "Sở Tư pháp", "Sở Y tế", "Sở Công Thương", "Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "Chuyển đổi số",
)  # fmt: skip
_SMALL = re.compile(
    r"tinh|thanh|pho|xa|phuong|quan|huyen|thi|tran|dac|khu|va|cua|ve|lan|thu|khoa|thuc|hien|cac|chuong|trinh|cong|tac|toan"
)


def recase(capitals: str) -> str:
    """A body's name out of capitals: known bodies as usual, small words small, what is left as names of places."""
    words = capitals.split()
    known = sorted((body.split() for body in _BODIES), key=len, reverse=True)
    out: list[str] = []
    place = 0
    while place < len(words):
        rest = [fold(word) for word in words[place:]]
        hit = next((body for body in known if rest[: len(body)] == [fold(word) for word in body]), None)
        if hit:
            out.extend(hit)
            place += len(hit)
        else:
            word = words[place]
            small = place > 0 and _SMALL.fullmatch(fold(word)) is not None
            roman = re.fullmatch(r"[IVXLC]+", word) is not None
            out.append(word.lower() if small else word if roman or not word.isupper() else word.capitalize())
            place += 1
    return " ".join(out)


def _title(lines: Sequence[str], kind_at: int | None) -> str:
    """The lines below the kind, or, in an official letter, those that begin "V/v"; up to where the body begins."""
    if kind_at is None:
        start = next((n for n, line in enumerate(lines) if _ABOUT.match(line)), None)
        if start is None:
            return ""
        return _joined([_ABOUT.sub("", lines[start], count=1), *_until_body(lines[start + 1 :], letter=True)])
    beside = " ".join(_after_capitals(lines[kind_at]))
    rest = list(_until_body(lines[kind_at + 1 :]))
    return _joined([beside, *rest]) if beside else _joined(rest)


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
