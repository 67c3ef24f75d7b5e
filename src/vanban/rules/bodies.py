"""The grammar of body names: a head word and what it governs - a place, another body, a field, a title in words.

Not a rule by itself: :mod:`vanban.rules.organisation` walks over its heads. Every reader looks a bounded way ahead.
"""

from __future__ import annotations

import re
from functools import cache

import regex

from vanban.lexicon import either, table, words
from vanban.rules.grammar import phrase_at
from vanban.rules.places import PLURAL, name_at, place_at, province_at
from vanban.sheet import Sheet, one_tone

_ALONE = frozenset(table("heads")["words"]["alone"])
_SMALL = frozenset(table("heads")["words"]["small"])
_STOP = frozenset(words("stops"))
_FIELD = r"(?:{})(?!\w)"
_NUMBERED = re.compile(r" số (?:\d{1,3}|[ivx]{1,4})(?!\w)")
_WORD = regex.compile(r"(, | và | - |-| – |/| )([\p{L}\d&]+)")
_TO_PLACE = re.compile(
    r"[^.;:()\n]{0,90}? ((?:thành phố|tỉnh|tp\.?|quận|huyện|thị xã|xã|phường) (?=[A-ZĐÀ-Ỹ])"
    r"|(?:thành phố|tỉnh|quốc gia|trung ương|huyện|thị xã|phường|xã)(?![\w])(?! hội| viên))"
)
_VERBS = regex.compile(
    r" (?:đã|đang|sẽ|yêu cầu|đề nghị|chỉ đạo|chủ trì|phối hợp|phải|cần|có trách nhiệm"
    r"|tổ chức hội nghị|họp|khẳng định|báo cáo|là|về việc"
    r"|tại|trong|theo|để|do|làm việc|thống nhất|kết luận|giao(?! thông)|tiếp tục|thường xuyên"
    r"|(?<!công )(?<!chương )(?<!quy )trình|xem xét"
    r"|tham mưu|triển khai|thực hiện|có|ban hành)(?!\w)"
)
_OTHERS = re.compile(
    r" (?:của|thành ủy|tỉnh ủy|ubnd|hđnd|ủy ban|sở|quận ủy|huyện ủy|(?:và )?các(?! (?:công trình|dự án|khu|chương trình))) "
)
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
_HEAD_WORD = re.compile(
    r"(?:Sở|Bộ|Cục|Vụ|Ban|Viện|Ủy ban|UBND|HĐND|Văn phòng|Công an|Công ty|Tổng công ty|Trung tâm"
    r"|Tập đoàn|Hội|Đoàn|Thành ủy|Tỉnh ủy|Đảng ủy) "
)
_MAX_DEPTH = 4
# What a management board is for may begin with words that are verbs elsewhere.
_PROJECTS = re.compile(
    r" (?:các )?dự án(?: (?:đầu tư xây dựng|đầu tư và xây dựng|đầu tư|xây dựng|phát triển))?"
    r"(?: (?:các )?(?:công trình|hạ tầng))?(?!\w)"
)


@cache
def _heads() -> dict[str, tuple[tuple[str, str], ...]]:
    """Heads with the kind of what they govern, by their first word."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for kind, names in table("heads")["governing"].items():
        for head in names:
            grouped.setdefault(head.split(" ")[0], []).append((head, kind))
    return {first: tuple(pairs) for first, pairs in grouped.items()}


@cache
def _field() -> re.Pattern[str]:
    return re.compile(_FIELD.format(either(tuple(one_tone(w.lower()) for w in words("fields")))))


@cache
def _named() -> dict[str, re.Pattern[str]]:
    """What matches the longest name of its own, by the first word."""
    grouped: dict[str, list[str]] = {}
    for name in words("bodies"):
        plain = one_tone(name)
        grouped.setdefault(plain.split(" ")[0], []).append(plain)
    return {first: re.compile(rf"(?:{either(tuple(names))})(?![^\W_])") for first, names in grouped.items()}


# Stop words that are half of a compound noun: by what follows, by what stands before.
_COMPOUND = re.compile(
    r"(?:giao (?:thông|dịch)|thực (?:phẩm|vật)|phát (?:triển|thanh)|xây dựng|kiểm (?:lâm|dịch)|đối ngoại|hội nhập|quan hệ"
    r"|tổng hợp|đồng bộ)(?!\w)"
)
_FIRST_HALVES = {
    "trình": ("chương", "công", "quy", "lộ"),
    "định": ("kiểm", "giám", "thẩm", "quy"),
    "đề": ("vấn", "chuyên"),
    "hội": ("xã", "cơ"),
}
_PAIR = regex.compile(r" (\p{Ll}+) (\p{Ll}+)(?!\p{L})")
_FIRST = regex.compile(r"[\p{L}\d]+")


@cache
def triggers() -> tuple[str, ...]:
    """Words (lower case) at which a body may begin."""
    heads = {head for names in table("heads")["governing"].values() for head in names}
    return tuple(sorted(heads | {one_tone(name).lower() for name in words("bodies")}))


def body_at(sheet: Sheet, place: int, depth: int = 0) -> int | None:
    """Return the end of the longest body name that begins at ``place``, None when none does."""
    ends = [end for end in (_own_name(sheet, place), *_governed(sheet, place, depth)) if end is not None]
    return max(ends, default=None)


def _own_name(sheet: Sheet, place: int) -> int | None:
    first = _FIRST.match(sheet.text, place)
    known = _named().get(first[0]) if first else None
    named = known.match(sheet.text, place) if known else None
    if named is None:
        return None
    name, end = named[0], named.end()
    if name == "Trung ương" and sheet.text[end + 1 : end + 2].isdigit():
        return None
    return end if name in ("Đảng", "Nhà nước", "Trung ương", "Quốc hội", "Chính phủ") else _with_place(sheet, end)


def _with_place(sheet: Sheet, end: int) -> int:
    """Return the end after a place that follows in the same breath ("Hội Nông dân tỉnh Hà Nam")."""
    if sheet.text[end : end + 1] != " ":
        return end
    if PLURAL.match(sheet.low, end + 1):
        return place_at(sheet, end + 1) or end
    place = place_at(sheet, end + 1)
    return place if place is not None else end


def _governed(sheet: Sheet, place: int, depth: int) -> list[int | None]:
    """Read every head that begins at ``place`` with what it governs."""
    found: list[int | None] = []
    first = _FIRST.match(sheet.low, place)
    for head, kind in _heads().get(first[0], ()) if first else ():
        end = place + len(head)
        if not sheet.low.startswith(head, place) or sheet.low[end : end + 1].isalnum():
            continue
        if sheet.text[place].isupper() or head in _SMALL:
            found.append(_READERS[kind](sheet, place, end, head, depth))
    return found


def _of_place(sheet: Sheet, place: int, end: int, head: str, depth: int) -> int | None:
    if sheet.text[end : end + 1] == " ":
        named = place_at(sheet, end + 1)
        if named is None and head.endswith((" ủy", "đảng bộ", "công an", "đoàn")) and head != "đảng ủy":
            named = name_at(sheet, end + 1, 3)
        if named is not None:
            return named
        if sheet.text.startswith("Trung ương", end + 1):
            return end + 11
    return end if head in _ALONE else None


def _of_body(sheet: Sheet, place: int, end: int, head: str, depth: int) -> int | None:
    """Read a body of a body: "Ban Thường vụ Thành ủy X", "Văn phòng UBND tỉnh"."""
    if sheet.text[end : end + 1] == " " and depth < _MAX_DEPTH:
        inner = body_at(sheet, end + 1, depth + 1)
        if inner is None and sheet.low.startswith("các ", end + 1):
            inner = (
                _words_to(sheet, end + 5, 4)
                if sheet.low.startswith(("các chương trình", "các đề án"), end + 1)
                else None
            )
        if inner is None and head != "đảng ủy":
            inner = place_at(sheet, end + 1)
        if inner is not None:
            return inner
    return end if head in _ALONE and sheet.text[place].isupper() else None


def _of_field(sheet: Sheet, place: int, end: int, head: str, depth: int) -> int | None:
    """Read "Sở Y tế tỉnh X": a known field, else capitalised words; small heads need a known field in capitals."""
    if sheet.text[end : end + 1] != " ":
        return None
    if head in _LONG_NAMES and sheet.text[place].isupper() and (far := _up_to_place(sheet, end)):
        return far
    if not sheet.text[end + 1 : end + 2].isupper():
        return None
    known = _field().match(sheet.low, end + 1)
    if known and head not in _LONG_NAMES:
        placed = _with_place(sheet, known.end())
        if head == "ban" and (council := _OF_COUNCIL.match(sheet.low, known.end())):
            return body_at(sheet, council.end(), depth + 1) or placed
        numbered = _NUMBERED.match(sheet.low, known.end())
        return placed if placed > known.end() else numbered.end() if numbered else _named_after(sheet, known.end())
    if not sheet.text[place].isupper() or head in ("ban", "đoàn", "cơ quan", "phòng"):
        return None
    finish = _words_to(sheet, end + 1, 12, 6 if head in _LONG_NAMES else 3)
    return _with_place(sheet, _one_more(sheet, finish)) if finish else None


_OF_COUNCIL = re.compile(r" (?=hđnd|hội đồng nhân dân)")  # "Ban Dân tộc HĐND tỉnh"


def _one_more(sheet: Sheet, end: int) -> int:
    """Return the end after one more word of two syllables that closes a name ("Vụ Kiểm định | chất lượng rà soát")."""
    m = _PAIR.match(sheet.text, end)
    if m is None or phrase_at(sheet.low, end + 1) or m[1] in _STOP or m[2] in _STOP:
        return end
    rest = _FIRST.match(sheet.low, m.end() + 1) if sheet.text[m.end() : m.end() + 1] == " " else None
    return m.end() if rest is None or rest[0] in _STOP or phrase_at(sheet.low, m.end() + 1) else end


def _named_after(sheet: Sheet, end: int) -> int:
    """Return the end after a place's bare name of two or more syllables ("Sở Y tế An Phú"), else ``end``."""
    if sheet.text[end : end + 1] != " " or _HEAD_WORD.match(sheet.text, end + 1):
        return end
    named = name_at(sheet, end + 1, 3)
    return named if named is not None and " " in sheet.text[end + 1 : named] else end


def _up_to_place(sheet: Sheet, end: int) -> int | None:
    """Return the end of words that run to a place before any verb."""
    far = _TO_PLACE.match(sheet.text, end)
    if far and not _VERBS.search(sheet.low, end, far.start(1)) and not _OTHERS.search(sheet.low, end, far.start(1)):
        return place_at(sheet, far.start(1)) or far.end()
    return None


def _stops(sheet: Sheet, m: regex.Match[str]) -> bool:
    """Tell whether a small word ends a name; half of a compound ("công trình", "vấn đề", "giao thông") does not."""
    if m[2] not in _STOP or _COMPOUND.match(sheet.low, m.start(2)):
        return False
    return not sheet.low.endswith(_FIRST_HALVES.get(m[2], ("\0",)), 0, m.start())


def _words_to(sheet: Sheet, begin: int, most: int, wide: int = 3) -> int | None:
    """Return the end of capitalised words: one small word may follow a capital, up to ``wide`` where a capital comes again."""
    first = _FIRST.match(sheet.text, begin)
    if first is None:
        return None
    end: int = first.end()
    sure, small, capitals = end, 0, 1
    for _ in range(most):
        m = _WORD.match(sheet.text, end)
        if m is None:
            break
        joint, word = m[1], m[2]
        if word[0].isupper() or word.isdigit():
            if joint == ", " or (joint == " và " and _HEAD_WORD.match(sheet.text, m.start(2))):
                break
            capitals = 0 if word.isupper() else capitals + 1 if joint == " " and not small else 1
            small = 0
            sure = m.end()
        elif joint != " " or small == wide or _stops(sheet, m) or (not small and capitals > 1):
            break
        else:
            small += 1
            sure = m.end() if small == 1 else sure
        end = m.end()
    return sure


def _of_title(sheet: Sheet, place: int, end: int, head: str, depth: int) -> int | None:
    """Read "Ban Chỉ đạo chuyển đổi số tỉnh X": words up to a place before any verb, else capitals, else the head alone."""
    numbered = _NUMBERED.match(sheet.low, end)
    if numbered:
        return numbered.end()
    if sheet.text[end : end + 1] == " ":
        if far := _up_to_place(sheet, end):
            return far
        if (
            depth < _MAX_DEPTH
            and (inner := body_at(sheet, end + 1, depth + 1))
            and head.startswith(("thường trực", "văn phòng"))
        ):
            return inner
        if head in ("ban chỉ đạo", "bcđ", "hội đồng", "ban quản lý", "tiểu ban") and (
            sheet.text[end + 1 : end + 2].isupper() or sheet.text[end + 1 : end + 3].isdigit()
        ):
            return _of_subject(sheet, end)
        if head in ("ban quản lý", "hội đồng", "ban chỉ huy") and (small := _small_words(sheet, end)):
            return small
    return end if head in _ALONE else None


def _of_subject(sheet: Sheet, end: int) -> int:
    """Read what a committee is for: "Ban Chỉ đạo Đề án Trung ương 6", "Ban Chỉ đạo 35 tỉnh"."""
    finish = _words_to(sheet, end + 1, 8) or end
    return _with_place(sheet, finish)


def _small_words(sheet: Sheet, end: int) -> int | None:
    """Read a few small words up to a stop: "Ban Quản lý các công trình nhà ở"."""
    projects = _PROJECTS.match(sheet.low, end)
    finish = projects.end() if projects else None
    position = finish or end
    for _ in range(10):
        m = _WORD.match(sheet.text, position)
        if m is None or (m[1] != " và " and _stops(sheet, m)) or m[1] == ", " or m[2] == "thành":
            break
        if finish is not None and phrase_at(sheet.low, m.start(2)):
            break
        position = m.end()
        finish = position
    return finish


_READERS = {"place": _of_place, "body": _of_body, "field": _of_field, "title": _of_title}


_SHORT_FIELD = re.compile(r"[A-ZĐ]{2,5}(?: ?& ?[A-ZĐ]{2,5})?(?:[A-ZĐ]{0,3})(?!\w)")  # "KH&ĐT", "LĐTBXH"


def fields_after(sheet: Sheet, place: int) -> list[tuple[int, int]]:
    """Return the known fields of a list at ``place``: "Tài chính, Xây dựng và Y tế" after "các Sở"."""
    spans: list[tuple[int, int]] = []
    for _ in range(12):
        m = _field().match(sheet.low, place) or (_SHORT_FIELD.match(sheet.text, place) if spans else None)
        if m is None or not sheet.text[place].isupper():
            break
        spans.append(m.span())
        joint = re.compile(r", và |, | và ").match(sheet.text, m.end())
        if joint is None:
            break
        place = joint.end()
    return spans


__all__ = ["body_at", "fields_after", "province_at", "triggers"]
