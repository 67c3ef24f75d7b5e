"""Persons by their full name, with the titles said beside it.

Source: gold guideline "person" - full name only, titles verbatim in ``roles``; no pronouns, bare offices, bylines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from vanban.anchored import Spots, opened
from vanban.lexicon import alternation, either
from vanban.model import Annotation
from vanban.notes import Frame, Mention, Notes
from vanban.rules.person_signers import SYLLABLE, signers
from vanban.rules.person_titles import RANK, titles_of
from vanban.rules.places import province_at, surnames
from vanban.sheet import Sheet

RULE = "person"

_NOT_AFTER = re.compile(
    r"(?:thành phố|tỉnh|tp\.?|quận|huyện|thị xã|xã|phường|đường|phố|trường|khu|cầu|sông|núi|đảo"
    r"|giải thưởng|công viên|bệnh viện|thpt|thcs|tiểu học|trung học|phổ thông|mầm non|hồ|đèo|quảng trường|lăng|khu di tích"
    r"|nhà máy|khách sạn|cảng|chợ|chùa|đền|tên|tư tưởng|cộng sản|minh|học viện|vườn|thôn|ấp|làng|bản|tổ dân phố|thị trấn) $"
)
_TITLE_BEFORE = regex.compile(
    r"(?:đồng chí|đ/c|ông|bà|ngài|ông \(bà\)|ông/bà|tướng|tá|úy|ths\.?|ts\.?|pgs\.? ?ts\.?|gs\.? ?ts\.?|luật sư|bác sĩ|anh"
    r"|chị|họ và tên|liệt sĩ|nhà giáo|nhà báo|kỹ sư|linh mục|hòa thượng|bs(?:\.? ?ck ?i{1,2})?|bác sĩ ck ?i{1,2}|công dân|cử tri"
    r"|đại biểu|nghệ nhân|em|cháu|cụ|thầy|cô|thầy giáo|cô giáo|nạn nhân|đối tượng|bị can|bị cáo|học sinh|giáo viên|tác giả"
    r"|phóng viên|chuyên viên|anh hùng|mẹ việt nam anh hùng)[ :.]{1,2}$"
)
_ADDRESSED = regex.compile(r"(?<!\p{L})(?:đồng chí|đ/c|ông|bà|ngài)(?: \(bà\))?:? (?=\p{L})")
_TITLES = Spots("đồng chí", "đ/c", *(title + sign for title in ("ông", "bà", "ngài") for sign in (" ", ":")))
_ANY_NAME = regex.compile(rf"{SYLLABLE}(?: {SYLLABLE}){{1,4}}(?![\p{{L}}])")
_CAPITALS = regex.compile(
    r"\p{Lu}+(?: (?!(?:TẠI|VỀ|TRONG|CHỦ|LÀM|DỰ|THĂM|TIẾP|KIỂM|PHÁT|TRAO|CỦA|VÀ|ĐI|GẶP|KẾT|NÓI|NHÂN|ĐẾN|TRƯỞNG|PHÓ|BÍ)(?!\p{L}))"
    r"\p{Lu}+){1,3}(?![\p{L}])"
)
_RANKED = regex.compile(rf"{RANK.pattern} $")
_IN_LIST = re.compile(r"(?:^|[,;:] |(?<= )và )$")
_LIST_HEAD = re.compile(r"(?:các đồng chí|các ông|các bà|đồng chí|có ông|thành phần|(?:các|gồm)[^.;:]{0,60}:)")
_NEVER = frozenset(("Hồ Chí Minh", "HỒ CHÍ MINH", "Hà Nội", "Nhân Dân", "Việt Nam"))
_REACH = 700  # characters a list of names may run on behind its head


@cache
def _name() -> regex.Pattern[str]:
    families = either(tuple(surnames()))
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{families})(?: {SYLLABLE}){{1,4}}(?![\p{{L}}])")


@cache
def _family_words() -> AhoCorasick:
    return AhoCorasick([f"{name} " for name in sorted(surnames())], matchkind=MatchKind.Standard)


def _families(text: str) -> list[int]:
    """Return in order where a family name stands with another word behind it."""
    found = _family_words().find_matches_as_indexes(text, overlapping=True)
    return sorted({start for _, start, _ in found if not (start and text[start - 1].isalnum())})


@cache
def _office_words() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('roles')})(?!\w)")


@cache
def _family_capitals() -> frozenset[str]:
    return frozenset(name.upper() for name in surnames())


def collect(sheet: Sheet, mentions: list[Mention], frame: Frame | None = None) -> list[Mention]:
    """Return persons with full names; ``mentions`` are the bodies and offices found before."""
    foot = frame.body[1] if frame and frame.official and frame.body[1] < len(sheet.text) else None
    stop = frame.annexes[0][0] if frame and frame.annexes else len(sheet.text)
    spans = {start: end for start, end, _ in signers(sheet, foot, stop)}
    spans.update(_addressed(sheet, mentions))
    for start, end in _by_family(sheet, mentions):
        spans.setdefault(start, end)
    persons: list[Mention] = []
    for start, end in sorted(spans.items()):
        if not persons or persons[-1].end <= start:
            persons.append(_person(sheet, start, end))
    return persons


def _by_family(sheet: Sheet, mentions: list[Mention]) -> list[tuple[int, int]]:
    """Return names that open with a family name and that a title, an office or a list beside them makes a person's."""
    offices = {m.end for m in mentions if m.kind == "role"}
    begins = {m.start for m in mentions if m.kind == "role"}
    inside = sorted((m.start, m.end) for m in mentions if m.kind == "organisation")
    heads = sorted(begins | {m.start for m in mentions if m.kind == "organisation"})
    candidates: list[tuple[int, int, bool]] = []
    place = 0
    for begun in _families(sheet.text):
        if begun < place or not (m := _name().match(sheet.text, begun)):
            continue
        place, start = m.end(), m.start()
        end = _cut(heads, start, m.end())
        known = province_at(sheet, start)
        before = sheet.low[max(0, start - 26) : start]
        titled = (
            _TITLE_BEFORE.search(before) is not None or _of_office(sheet, start, offices) or _alone(sheet, start, end)
        )
        if known is not None and (not titled or known >= end):
            place = max(known, start + 1)
            continue
        if (
            end - start < 5
            or " " not in sheet.text[start:end]
            or sheet.text[start:end] in _NEVER
            or _overlaps(inside, start, end)
        ):
            continue
        if _NOT_AFTER.search(before) and not titled:
            continue
        titled = titled or any(
            sheet.text.startswith(gap, end) and end + len(gap) in begins for gap in (", ", " - ", " – ", " (")
        )
        candidates.append((start, end, titled or _listed(sheet, start, end)))
    known_names = {sheet.text[s:e] for s, e, titled in candidates if titled}
    return [(s, e) for s, e, _ in candidates if sheet.text[s:e] in known_names]


def _of_office(sheet: Sheet, start: int, offices: set[int]) -> bool:
    return any(
        start - len(gap) in offices and sheet.text.startswith(gap, start - len(gap)) for gap in (" ", ": ", " là ")
    )


def _listed(sheet: Sheet, start: int, end: int) -> bool:
    """Tell whether a name of three syllables and more goes on with a list of persons in its sentence."""
    if sheet.text.count(" ", start, end) < 2 or not _IN_LIST.search(sheet.low, max(0, start - 4), start):
        return False
    begin, _ = sheet.sentence_at(start)
    return _LIST_HEAD.search(sheet.low, max(begin, start - _REACH), start) is not None


def _addressed(sheet: Sheet, mentions: list[Mention]) -> Iterator[tuple[int, int]]:
    """Yield names after "đồng chí", "ông", "bà" or a rank, whatever their family name, in capitals too."""
    heads = sorted(m.start for m in mentions)
    for m in opened(_ADDRESSED, sheet.low, sheet.places(_TITLES)):
        start = m.end()
        if province_at(sheet, m.start()) is not None or _office_words().match(sheet.low, start):  # "Bà Rịa"
            continue
        if rank := RANK.match(sheet.text, start):
            start = rank.end() + 1
        name = _ANY_NAME.match(sheet.text, start)
        end = _cut(heads, start, name.end()) if name else start
        if name and " " in sheet.text[start:end]:
            if sheet.text[start:end] not in _NEVER and province_at(sheet, start) != end:
                yield start, end
        elif (capitals := _CAPITALS.match(sheet.text, start)) and sheet.text[start:].split(" ", 1)[
            0
        ] in _family_capitals():
            yield start, _cut(heads, start, capitals.end())


def _cut(heads: list[int], start: int, end: int) -> int:
    """Return the end of a name before an office or a body that its last words begin."""
    index = bisect_left(heads, start)
    return heads[index] - 1 if index < len(heads) and start <= heads[index] < end else end


def _person(sheet: Sheet, start: int, end: int) -> Mention:
    name = sheet.said[start:end]
    name = name.title() if name.isupper() else name
    return Mention("person", start, end, name, person=name)


def _alone(sheet: Sheet, start: int, end: int) -> bool:
    """Tell whether a name stands on a line of its own, as under a signature."""
    return (
        (start == 0 or sheet.text[start - 1] == "\n")
        and sheet.text[end : end + 1] == "\n"
        and sheet.text.count(" ", start, end) > 1
    )


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_left(spans, (end, 0))
    return any(s < end and start < e for s, e in spans[max(0, index - 3) : index])


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield persons named outside page furniture, each with the titles said before and after the name."""
    titles = titles_of(sheet, notes.mentions)
    frame = notes.frame
    foot = frame.body[1] if frame.official and frame.body[1] < len(sheet.text) else None
    stop = frame.annexes[0][0] if frame.annexes else len(sheet.text)
    signed = {start: offices for start, _, offices in signers(sheet, foot, stop)}
    for mention in notes.mentions:
        if mention.kind != "person" or notes.closed(mention.start, mention.end):
            continue
        roles = titles.get(mention.start) or signed.get(mention.start, [])
        yield Annotation("person", mention.start, mention.end, RULE, 0.96, {"canonical": mention.name, "roles": roles})
