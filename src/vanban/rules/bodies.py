"""The grammar of body names: a head word and what it governs - a place, another body, a field, a title in words.

Not a rule by itself: :mod:`vanban.rules.organisation` walks over its heads. Every reader looks a bounded way ahead.
"""

from __future__ import annotations

import re

from vanban.lexicon import table
from vanban.rules.body_names import field, heads, triggers, whole_names
from vanban.rules.body_words import FIRST, HEAD_WORD, one_more, small_words, up_to_place, words_to
from vanban.rules.places import PLURAL, name_at, place_at, province_at
from vanban.sheet import Sheet

_ALONE = frozenset(table("heads")["words"]["alone"])
_SMALL = frozenset(table("heads")["words"]["small"])
_NUMBERED = re.compile(r" (?:số|vùng) (?:\d{1,3}|[ivx]{1,4})(?!\w)")
_BY_NUMBER = re.compile(r" \d{2,4}(?= \w)")
_LONG_NAMES = frozenset(
    (
        "trung tâm",
        "tổng công ty",
        "công ty",
        "bảo tàng",
        "liên hiệp",
        "bệnh viện",
        "trường",
        "hợp tác xã",
        "hội",
        "hiệp hội",
        "quỹ",
    )
)
_MAX_DEPTH = 4


def body_at(sheet: Sheet, place: int, depth: int = 0) -> int | None:
    """Return the end of the longest body name that begins at ``place``, None when none does."""
    first = FIRST.match(sheet.text, place)
    if first is None:
        return None
    ends = [end for end in (_own_name(sheet, place, first), *_governed(sheet, place, first, depth)) if end is not None]
    return max(ends, default=None)


def _own_name(sheet: Sheet, place: int, first: re.Match[str]) -> int | None:
    known = whole_names().get(first[0])
    m = known.match(sheet.text, place) if known else None
    if m is None:
        return None
    name, end = m[0], m.end()
    if name == "Trung ương" and sheet.text[end + 1 : end + 2].isdigit():
        return None
    return end if name in ("Đảng", "Nhà nước", "Trung ương", "Quốc hội", "Chính phủ") else _with_place(sheet, end)


# "Ban đại diện cha mẹ học sinh các trường", "Hội Nông dân các cấp": one for each.
_EVERY = re.compile(
    r" các (?:cấp|trường(?: học)?|cơ sở giáo dục|cơ quan|đơn vị)(?! \w+ (?:và|liên quan)|\w)(?![, ]+ngành)"
)


def _with_place(sheet: Sheet, end: int) -> int:
    """Return the end after a place that follows in the same breath ("Hội Nông dân tỉnh Hà Nam")."""
    if sheet.text[end : end + 1] != " ":
        return end
    if every := _EVERY.match(sheet.low, end):
        return every.end()
    if PLURAL.match(sheet.low, end + 1):
        return place_at(sheet, end + 1) or end
    place = place_at(sheet, end + 1)
    return place if place is not None else end


def _governed(sheet: Sheet, place: int, first: re.Match[str], depth: int) -> list[int | None]:
    """Read every head that begins at ``place`` with what it governs."""
    found: list[int | None] = []
    for head, kind in heads().get(sheet.low[place : first.end()], ()):
        end = place + len(head)
        if not sheet.low.startswith(head, place) or sheet.low[end : end + 1].isalnum():
            continue
        if sheet.text[place].isupper() or head in _SMALL:
            found.append(_READERS[kind](sheet, place, end, head, depth))
    return found


# What the bare name of a place may follow.
_NAMED_AFTER = (" ủy", "đảng bộ", "công an", "đoàn", "điện lực", "bưu điện", "viễn thông", "kho bạc nhà nước", "xã hội")

_LOCAL_TAX = re.compile(r" cơ sở \d{1,2}(?!\w)")


def _of_place(sheet: Sheet, place: int, end: int, head: str, depth: int) -> int | None:
    if sheet.low.startswith(" viên", end) and head.endswith(" ủy"):
        return None  # "Tỉnh ủy viên"
    if head == "thuế" and (local := _LOCAL_TAX.match(sheet.low, end)):
        return _with_place(sheet, local.end())
    if sheet.text[end : end + 1] == " ":
        named = place_at(sheet, end + 1)
        if named is None and head.endswith(_NAMED_AFTER) and head != "đảng ủy":
            named = name_at(sheet, end + 1, 3)
        if named is not None:
            return named
        if sheet.text.startswith("Trung ương", end + 1):
            return end + 11
    return end if head in _ALONE else None


# "Ban Thường vụ | các huyện, thị, thành ủy", "Thường trực | cấp ủy các cấp".
_COMMITTEES = re.compile(
    r"(?:(?:các|từng|mỗi) (?:(?:quận|huyện|thị|thành|tỉnh|đảng)(?: ủy)?(?:, và |, | và )){0,4}|(?=cấp ))"
    r"(?:quận|huyện|thị|thành|tỉnh|đảng|cấp) ủy(?: (?:trực thuộc(?: tỉnh ủy| thành ủy)?|các cấp|cơ sở|cấp \w+"
    r"|xã, phường(?:, đặc khu)?|xã|phường))?(?!\w)"
)


_SHORTLY = re.compile(r" \([A-ZĐ]{2,6}\) ")


def _of_body(sheet: Sheet, place: int, end: int, head: str, depth: int) -> int | None:
    """Read a body of a body: "Ban Thường vụ Thành ủy X", "Văn phòng UBND tỉnh", "Ban Chấp hành (BCH) Đảng bộ tỉnh"."""
    short = _SHORTLY.match(sheet.text, end)
    if short and (inner := body_at(sheet, short.end(), depth + 1)):
        return inner
    if sheet.text[end : end + 1] == " " and depth < _MAX_DEPTH:
        inner = body_at(sheet, end + 1, depth + 1)
        if inner is None and sheet.low.startswith("các ", end + 1):
            inner = (
                words_to(sheet, end + 5, 4)
                if sheet.low.startswith(("các chương trình", "các đề án"), end + 1)
                else None
            )
        if inner is None and (committees := _COMMITTEES.match(sheet.low, end + 1)):
            inner = committees.end()
        if inner is None and head != "đảng ủy":
            inner = place_at(sheet, end + 1)
        if inner is not None:
            return inner
    return end if head in _ALONE and sheet.text[place].isupper() else None


# "Trường Giang" is a river.
_SCHOOL = re.compile(
    r" (?:thpt|thcs|th|mn|pt\w{0,5}|đh\w{0,5}|cđ\w{0,4}|đại học|cao đẳng|trung cấp|chính trị|tiểu học|mầm non|mẫu giáo|trung học"
    r"|phổ thông|quân sự|sĩ quan|bồi dưỡng|đào tạo|liên cấp|năng khiếu|dạy nghề|nghề|chuyên|dân tộc|dự bị|cán bộ|nội trú|bán trú"
    r"|nghiệp vụ|chuyên biệt|quốc tế)(?!\w)"
)


def _of_field(sheet: Sheet, place: int, end: int, head: str, depth: int) -> int | None:
    """Read "Sở Y tế tỉnh X": a known field, else capitalised words; small heads need a known field in capitals."""
    if sheet.text[end : end + 1] != " " or (head == "trường" and not _SCHOOL.match(sheet.low, end)):
        return None
    if head in _LONG_NAMES and sheet.text[place].isupper() and (far := up_to_place(sheet, end, False)):
        return far
    if not sheet.text[end + 1 : end + 2].isupper():
        return None
    known = field().match(sheet.low, end + 1)
    short = _SHORT_FIELD.match(sheet.text, end + 1) if head not in _LONG_NAMES else None
    if short and (known is None or known.end() < short.end()):
        told = _NUMBERED.match(sheet.low, short.end())
        return told.end() if told else _with_place(sheet, short.end())
    if known and head not in _LONG_NAMES:
        placed = _with_place(sheet, known.end())
        if head == "ban" and (council := _OF_COUNCIL.match(sheet.low, known.end())):
            return body_at(sheet, council.end(), depth + 1) or placed
        numbered = _NUMBERED.match(sheet.low, known.end())
        return placed if placed > known.end() else numbered.end() if numbered else _named_after(sheet, known.end())
    if (
        not sheet.text[place].isupper()
        or head in ("ban", "đoàn", "cơ quan", "phòng")
        or _NO_FIELD.match(sheet.text, end)
    ):
        return None
    finish = words_to(sheet, end + 1, 12, 6 if head in _LONG_NAMES else 3)
    return _with_place(sheet, one_more(sheet, finish)) if finish else None


_OF_COUNCIL = re.compile(r" (?=hđnd|hội đồng nhân dân)")  # "Ban Dân tộc HĐND tỉnh"


def _named_after(sheet: Sheet, end: int) -> int:
    """Return the end after a place's bare name of two or more syllables ("Sở Y tế An Phú"), else ``end``."""
    if sheet.text[end : end + 1] != " " or HEAD_WORD.match(sheet.text, end + 1):
        return end
    named = name_at(sheet, end + 1, 3)
    return named if named is not None and " " in sheet.text[end + 1 : named] else end


def _of_title(sheet: Sheet, place: int, end: int, head: str, depth: int) -> int | None:
    """Read "Ban Chỉ đạo chuyển đổi số tỉnh X": words up to a place before any verb, else capitals, else the head alone."""
    numbered = _NUMBERED.match(sheet.low, end)
    if numbered:
        return numbered.end()
    if sheet.text[end : end + 1] == " ":
        if far := up_to_place(sheet, end, True):
            return far
        if (
            depth < _MAX_DEPTH
            and (inner := body_at(sheet, end + 1, depth + 1))
            and head.startswith(("thường trực", "văn phòng", "tổ giúp việc", "tổ biên tập"))
        ):
            return inner
        if head in ("ban chỉ đạo", "bcđ", "hội đồng", "ban quản lý", "tiểu ban", "tổ công tác") and (
            sheet.text[end + 1 : end + 2].isupper() or sheet.text[end + 1 : end + 3].isdigit()
        ):
            return _of_subject(sheet, end)
        if head in ("ban quản lý", "ban qlda", "bqlda", "bql", "hội đồng", "ban chỉ huy") and (
            small := small_words(sheet, end)
        ):
            return small
    return end if head in _ALONE else None


def _of_subject(sheet: Sheet, end: int) -> int:
    """Read what a committee is for: "Ban Chỉ đạo Đề án Trung ương 6", "Ban Chỉ đạo 35 tỉnh"."""
    if (numbered := _BY_NUMBER.match(sheet.low, end)) and (owner := body_at(sheet, numbered.end() + 1, 1)):
        return owner  # "Ban Chỉ đạo 35 Tỉnh ủy"
    finish = words_to(sheet, end + 1, 8) or end
    return _with_place(sheet, finish)


_READERS = {"place": _of_place, "body": _of_body, "field": _of_field, "title": _of_title}


_AND = re.compile(r", và |, | và ")
_PLACED = (
    " tỉnh",
    " thành phố",
    " huyện",
    " quận",
    " thị xã",
    " xã",
    " phường",
    " cấp ",
    " các ",
)  # "Công an tỉnh" is no Sở
# "KH&ĐT", "LĐ-TB&XH", "VH,TT&DL"
_OWN_SHORT = "(?:UBND|HĐND|MTTQ|UBMTTQ|ĐBQH|CHQS|QLDA|CHBĐBP|BĐBP)"
_NO_FIELD = re.compile(rf" {_OWN_SHORT}(?!\w)")
_SHORT_FIELD = re.compile(
    rf"(?!{_OWN_SHORT}(?!\w))[A-ZĐ]{{2,10}}"
    r"(?:(?:[,&–-]| & | và (?=(?:MT|PTNT|ĐT|CN|TT)(?!\w)))[A-ZĐ]{2,6}){0,3}"
    r"(?!\w|[./-]| [A-ZĐÀ-Ỹ]{2})"
)


def field_at(sheet: Sheet, place: int) -> int | None:
    """Return the end of a field's name at ``place`` with the place behind it ("Y tế các huyện" after "Trưởng phòng")."""
    m = field().match(sheet.low, place) if sheet.text[place : place + 1].isupper() else None
    return _with_place(sheet, m.end()) if m else None


def fields_after(sheet: Sheet, place: int) -> list[tuple[int, int]]:
    """Return the known fields of a list at ``place``: "Tài chính, Xây dựng và Y tế" after "các Sở"."""
    return fields_in(sheet.text, sheet.low, place)


def fields_in(text: str, low: str, place: int) -> list[tuple[int, int]]:
    """Return the known fields of a list at a place of any text."""
    spans: list[tuple[int, int]] = []
    for _ in range(24):
        m = field().match(low, place) or (_SHORT_FIELD.match(text, place) if spans else None)
        if m is None or not text[place].isupper() or low.startswith(_PLACED, m.end()):
            break
        spans.append(m.span())
        joint = _AND.match(text, m.end())
        if joint is None:
            break
        place = joint.end()
    return spans


__all__ = ["body_at", "fields_after", "province_at", "triggers"]
