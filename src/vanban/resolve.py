"""Who is meant: short names of bodies to full ones, offices to their holders, within one text and its context.

"Thành ủy" after "Thành ủy Hà Nội" is that one; "UBND tỉnh" in a paper of Quảng Ngãi is that province's; "BCĐ" is a Ban Chỉ
đạo. A register given in the context has the last word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from vanban.fold import fold
from vanban.mended import mended
from vanban.model import Context
from vanban.notes import Frame, Mention
from vanban.rules.person_titles import titles_of
from vanban.rules.places import province_at
from vanban.sheet import Sheet, one_tone

_SHORT = (
    ("Ủy ban nhân dân", "UBND"),
    ("Hội đồng nhân dân", "HĐND"),
    ("TP. ", "thành phố "),
    ("TP ", "thành phố "),
    ("thành phố (TP) ", "thành phố "),
    ("Thành phố", "thành phố"),
)
_GROWS = re.compile(
    r"(?:ban thường vụ |đảng ủy |thường trực |ban chấp hành |văn phòng |ban cán sự đảng |ủy ban kiểm tra "
    r"|ban [\w ]{4,30} |đảng đoàn )*"
    r"(?:thành ủy|tỉnh ủy|quận ủy|huyện ủy|đảng bộ(?: thành phố| tỉnh| quận| huyện)?"
    r"|(?:thường trực )?(?:ubnd|hđnd)(?: thành phố| tỉnh| quận| huyện| thị xã| xã| phường| thị trấn| đặc khu)?"
    r"|công an(?: thành phố| tỉnh)"
    r"|đoàn đại biểu quốc hội(?: thành phố| tỉnh)?|bộ chỉ huy quân sự tỉnh|sở [\w ,]{3,40} tỉnh)"
)
_COMMUNE = re.compile(r" (?:xã|phường|thị trấn|đặc khu)$")
_FIXED = {
    "Ban Chấp hành Trung ương": "Ban Chấp hành Trung ương Đảng",
    "Trung ương Đảng": "Ban Chấp hành Trung ương Đảng",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "VPCP": "Văn phòng Chính phủ",
    "VPQH": "Văn phòng Quốc hội",
    "BCĐ": "Ban Chỉ đạo",
    "Ban Chấp hành Đảng bộ": "Ban Chấp hành Đảng bộ",
}
# The authorities of a province are called after it; its other bodies ("Công an tỉnh") are, where the text does so.
_AUTHORITY = re.compile(r"(?:ubnd|hđnd|đảng bộ|đoàn đại biểu quốc hội|đoàn đbqh) (?:thành phố|tỉnh)$")
_COMMITTEE = re.compile(r"(?:(?:ban thường vụ|thường trực|ban chấp hành) )?(?:thành|tỉnh) ủy")
_OF_COMMITTEE = re.compile(r"(?:ban|văn phòng|ủy ban kiểm tra|đảng ủy) (?:[\w, ]{2,40} )?((?:thành|tỉnh) ủy)")
# "UBND tỉnh" in a paper of the centre is no one province's, though it is signed in Hà Nội.
_CENTRAL = re.compile(
    r"(?:Bộ (?!Chỉ huy|Tư lệnh)|Văn phòng (?:Chính phủ|Quốc hội|Trung ương)|Thủ tướng|Chính phủ|Quốc hội"
    r"|Ủy ban Thường vụ Quốc hội|Ban (?:Chấp hành|Bí thư)? ?(?:[^,]{0,40} )?Trung ương|Ban Bí thư"
    r"|Ngân hàng Nhà nước|Thanh tra Chính phủ|(?:Tòa án|Viện kiểm sát) nhân dân tối cao)",
    re.IGNORECASE,
)
_UNITS = ("thành phố", "tỉnh", "quận", "huyện", "thị xã", "phường", "xã")


def body_names(sheet: Sheet, mentions: list[Mention], frame: Frame, context: Context) -> dict[str, str]:
    """Return the full name of every body and office as said, for those whose full name is more than what is said."""
    said = Counter(m.name for m in mentions if m.kind == "organisation")
    plain = {name: _plain(name) for name in said}
    full = sorted((name.lower(), name) for name in set(plain.values()))
    home = context.home or _home(sheet, plain.values(), said, frame)
    register = {fold(alias): name for name, aliases in context.known_bodies.items() for alias in (name, *aliases)}
    names: dict[str, str] = {}
    central = frame.issuer is not None and _CENTRAL.match(frame.issuer) is not None
    for name, written in plain.items():
        there = _at_home(written, home, said)
        grown = _FIXED.get(written) or (there if there != written else None)
        if grown is None and not (central and _AUTHORITY.search(written.lower())):
            grown = _grown(written, full, said)
        grown = grown or written
        best = (register.get(fold(name)) or register.get(fold(grown)) or grown) if register else grown
        names[name] = best[0].upper() + best[1:]
    for mention in mentions:
        if mention.kind == "role":
            said_so = mention.name[0].upper() + mention.name[1:]
            names[mention.name] = said_so if mention.generic else _office(mention.name, names)
    for unit, head in (("quận", "Quận ủy "), ("huyện", "Huyện ủy ")):
        committees = Counter(names[m] for m in said if names[m].startswith(head))
        if committees:
            names[unit] = committees.most_common(1)[0][0]
    return names


def _office(name: str, names: dict[str, str]) -> str:
    """Return an office with the full name of its body ("Chủ tịch UBND tỉnh" -> "Chủ tịch UBND tỉnh X")."""
    parts = name.split(" ")
    for place in range(1, len(parts)):
        inner = " ".join(parts[place:])
        if (full := names.get(inner)) and full.lower() != inner.lower():
            name = " ".join([*parts[:place], full])
            break
    return name[0].upper() + name[1:]


def _plain(name: str) -> str:
    for long, short in _SHORT:
        name = name.replace(long, short)
    return one_tone(mended(name))


def _grown(written: str, full: list[tuple[str, str]], said: Counter[str]) -> str | None:
    """Return the one longer name in the text that begins with ``written`` and adds a place or a subject to it."""
    if not (written.startswith(("Ban Chỉ đạo", "ban Chỉ đạo")) or _GROWS.fullmatch(written.lower())):
        return None
    stem = written.lower()
    first, after = bisect_left(full, (stem + " ",)), bisect_left(full, (stem + "!",))  # "!" follows the blank
    longer = [name for low, name in full[first:after] if not low.startswith(stem + " các ")]
    if _COMMUNE.search(stem) and len(longer) != 1:
        return None  # one of many communes, and nothing says which
    places = [name for name in longer if len(name) - len(written) < 90]
    return min(places, key=lambda n: (-said.get(n, 0), len(n), n)) if places else None


def _home(sheet: Sheet, names: Iterable[str], said: Counter[str], frame: Frame) -> str | None:
    """Return the province the text is at home in: the letterhead's, else the one most bodies carry; none for the centre."""
    if frame.issuer and _CENTRAL.match(frame.issuer):
        return None
    if frame.place:
        return frame.place
    counted: Counter[str] = Counter()
    for name in names:
        low = name.lower()
        for unit in (
            "thành ủy ",
            "tỉnh ủy ",
            "ubnd thành phố ",
            "ubnd tỉnh ",
            "hđnd thành phố ",
            "hđnd tỉnh ",
            "đảng bộ thành phố ",
        ):
            if unit in low:
                counted[name[low.index(unit) + len(unit) :]] += 1
    return counted.most_common(1)[0][0] if counted else None


def _at_home(written: str, home: str | None, said: Counter[str]) -> str:
    """Return a name that ends with a bare unit with the home's name added ("UBND tỉnh" -> "UBND tỉnh X")."""
    low = written.lower()
    if home is None:
        return written
    if _COMMITTEE.fullmatch(low):
        return f"{written} {home}"
    office = _OF_COMMITTEE.fullmatch(low)
    if office and f"{written[office.start(1) :]} {home}" in said:  # the text itself calls its committee by the place
        return f"{written} {home}"
    many = low.startswith(("các", "cấp", "một số", "mỗi", "từng")) or " các " in low
    if low.endswith((" thành phố", " tỉnh")) and not many and _AUTHORITY.search(low):
        return f"{written} {home}"
    return written


def people(sheet: Sheet, mentions: list[Mention]) -> dict[str, str]:
    """Return the holder of each office named in the text: "bí thư thành ủy" -> a full name, where only one holds it."""
    titles = titles_of(sheet, mentions)
    holders: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind != "person":
            continue
        for title in titles.get(mention.start, []):
            low = one_tone(title).lower()
            holders.setdefault(low, set()).add(mention.name)
            holders.setdefault(_without_place(low), set()).add(mention.name)
    return {title: next(iter(names)) for title, names in holders.items() if len(names) == 1}


def _without_place(title: str) -> str:
    m = re.match(r"(.*(?:thành ủy|tỉnh ủy|quận ủy|huyện ủy|thành phố|tỉnh)) \S+(?: \S+){0,3}$", title)
    return m[1] if m else title


__all__ = ["body_names", "people", "province_at"]
