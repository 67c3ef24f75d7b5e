"""Places after a body's head word: "thành phố Hà Nội", "TP. X", "quận Y", "các huyện, thị xã", "cấp xã", a bare name.

Not a rule by itself: the grammar of names that the rules for bodies, offices and persons share.
"""

from __future__ import annotations

import re
from functools import cache

import regex

from vanban.lexicon import words
from vanban.rules.grammar import phrase_at
from vanban.sheet import Sheet, one_tone

_UNIT = r"(?:thành phố|tỉnh|tp|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu|thủ đô|thành thị)"
# Only "TP." owns its full stop; that of "tỉnh." ends the sentence.
_UNIT_AT = re.compile(rf"(?:(?:cấp )?(?:tp\.|{_UNIT}(?!\w))(?: \(tp\))?|cấp cơ sở|cùng cấp|trung ương|địa phương)")
_MORE = r"(?: trực thuộc trung ương| trên địa bàn(?: tỉnh| thành phố| toàn tỉnh)?| có liên quan| liên quan"
_MORE += r"| ven biển| miền núi| vùng cao| biên giới| vùng đồng bằng| ven sông| trọng điểm"
_MORE += r"| mới thành lập| mới sắp xếp| nơi có (?:rừng|dự án))?"
PLURAL = re.compile(
    rf"(?:(?:(?:tất cả )?các|những|mỗi|từng|một số|\d{{1,3}}) (?:cấp )?(?:{_UNIT}|địa phương|khu vực)(?!\w)"
    rf"|cấp {_UNIT}(?!\w)(?=, | và )|{_UNIT}(?:, | - )(?={_UNIT}(?! đoàn| ủy)))"
    rf"(?:(?:, | và |, và | - )?(?:các |cấp )?(?:{_UNIT}(?!\w| đoàn| ủy)|thành, thị(?! xã)|thị, thành(?! phố)"
    rf"|thị(?=, ))){{0,6}}{_MORE}"
)
_RUN = regex.compile(r"\p{Lu}\p{Ll}*(?!\p{L})(?:(?: - |-| – | )\p{Lu}\p{Ll}*(?!\p{L})){0,7}")
_SYLLABLE = regex.compile(r"\p{Lu}\p{Ll}*")
_CITY = re.compile(r" Vinh(?![\w]| [A-ZĐÀ-Ỹ])| ?HCM(?!\w)")  # what a town of one syllable or letter is called
_AREA = re.compile(r"khu vực (?:([IVX]{1,5}|\d{1,2})(?!\w)|(?=[A-ZĐÀ-Ỹ]))")  # "Kho bạc Nhà nước khu vực III"
_AND = re.compile(r", và |, | và ")
_COLON_NAME = re.compile(
    r": | (?=[A-ZĐÀ-Ỹ])(?!(?:Sở|Ban|Ủy ban|UBND|HĐND|Công an|Đảng|Hội|Giám|Chủ tịch|Thủ trưởng|Bộ|Cục|Chi cục)(?!\w))"
)
_LISTS = re.compile(r"[,:;.)\n]| và |$")
_OWN_UNIT = re.compile(rf"(?:các )?{_UNIT} (?=[A-ZĐÀ-Ỹ])")


@cache
def _provinces() -> dict[str, tuple[str, ...]]:
    """Province names by their first syllable, longest first."""
    grouped: dict[str, list[str]] = {}
    for name in words("provinces"):
        plain = one_tone(name)
        grouped.setdefault(plain.split(" ")[0], []).append(plain)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in grouped.items()}


@cache
def surnames() -> frozenset[str]:
    """Family names, with their tone marks in one place."""
    return frozenset(one_tone(name) for name in words("surnames"))


def province_at(sheet: Sheet, place: int) -> int | None:
    """Return the end of a province's name that begins at ``place``."""
    m = _SYLLABLE.match(sheet.text, place)
    for name in _provinces().get(m[0], ()) if m else ():
        if sheet.text.startswith(name, place) and not sheet.text[place + len(name) : place + len(name) + 1].isalnum():
            return place + len(name)
    return None


def name_at(sheet: Sheet, place: int, most: int = 4) -> int | None:
    """Return the end of a place's own name at ``place``, leaving off a person's name that follows it."""
    known = province_at(sheet, place)
    if known is not None:
        return known
    m = _RUN.match(sheet.text, place)
    if m is None:
        return None
    syllables = [(s.start(), s.end(), s[0]) for s in _SYLLABLE.finditer(sheet.text, place, m.end())]
    count = len(syllables)
    for first in range(count):
        # Two syllables are a name of a person only behind a place of two or more.
        if syllables[first][2] in surnames() and count - first in (3, 4, 2)[: 3 if first > 1 else 2]:
            before: int | None = syllables[first - 1][1] if first else None
            return before
    if count == 1:
        return None
    last: int = syllables[min(count, most) - 1][1]
    return last


def place_at(sheet: Sheet, place: int) -> int | None:
    """Return the end of a place at ``place``: several units, a unit with or without a name, or a province's name."""
    plural = PLURAL.match(sheet.low, place)
    if plural:
        return _listed_end(sheet, plural.end())
    unit = _UNIT_AT.match(sheet.low, place)
    if unit:
        if sheet.text[unit.end() : unit.end() + 1] == " ":
            own = name_at(sheet, unit.end() + 1)
            if own is not None:
                return own
        alone = _CITY.match(sheet.text, unit.end())
        return alone.end() if alone else unit.end()
    if area := _AREA.match(sheet.text, place):
        return area.end() if area[1] else name_at(sheet, area.end())
    return province_at(sheet, place)


def _ends_so(sheet: Sheet, opens: re.Match[str]) -> bool:
    """Tell whether a name stands right behind the last unit ("các huyện, thị xã, thành phố Vinh"), not a verb."""
    return (
        opens[0] == " " and sheet.low.endswith("thành phố", 0, opens.start()) and not phrase_at(sheet.low, opens.end())
    )


def _listed_end(sheet: Sheet, place: int) -> int:
    """Return the end of names listed after "các phường: A, B và C", else ``place``."""
    opens = _COLON_NAME.match(sheet.text, place)
    if opens is None:
        return place
    end, position = place, opens.end()
    for _ in range(40):
        unit = _OWN_UNIT.match(sheet.text, position)
        m = _RUN.match(sheet.text, unit.end() if unit else position)
        if m is None or (end == place and not _LISTS.match(sheet.text, m.end()) and not _ends_so(sheet, opens)):
            break  # "UBND các xã: Xây dựng ..." lists no places
        end = m.end()
        joint = _AND.match(sheet.text, end)
        if joint is None:
            break
        position = joint.end()
    return end
