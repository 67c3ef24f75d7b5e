"""Who signs: the name at the foot of a document and the office above it.

Not a rule by itself. Source: Decree 30/2020/NĐ-CP annex I and Guidance 36-HD/VPTW: authority (TM. KT. TL.), office, name; lists
of recipients may stand on the same lines, to their left.
"""

from __future__ import annotations

from functools import cache

import regex

from vanban.lexicon import either, words
from vanban.parts.piece import bare
from vanban.rules.places import province_at, surnames
from vanban.sheet import Sheet, one_tone

SYLLABLE = r"\p{Lu}\p{Ll}*(?:['’]\p{L}+)?"
_RANKED = r"(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy) |(?:PGS|GS|TS|ThS|BS|CN|KS)[. ]{1,2})*"
_NAME_LINE = regex.compile(rf"{_RANKED}({SYLLABLE}(?: {SYLLABLE}){{1,5}}|\p{{Lu}}+(?: \p{{Lu}}+){{1,4}})")
_NO_OFFICE = ("thường trực", "lãnh đạo", "thành viên", "trưởng", "phó trưởng", "tập thể lãnh đạo", "chủ đầu tư")
_CAPITALS = regex.compile(r"(?: \p{Lu}[\p{Lu}/]*(?!\p{L}))*")
_FOR = regex.compile(r"(?:tm|t/m|kt|k/t|tl|t/l|tuq)[./: ]")
_TWO_CAPITALS = regex.compile(r"\p{Lu}[\p{Lu}l]|l\p{Lu}")
# A page number may follow.
_ONLY_NAMES = regex.compile(
    rf"(?!.*(?:Ban|Sở|Phòng|Nơi|Số) ){SYLLABLE}(?: {SYLLABLE}){{3,14}}(?: \d{{1,3}})?"
)  # a page number may follow
_PIECE = regex.compile(r"\S+(?: \S+)*")
_WORD = regex.compile(r"\S+")
_LINES = 40  # of a foot
_BESIDE = 14  # lines a signature may stand above the list of recipients
_ABOVE = 4  # lines an office may stand above its name: notes of signing and seals between


@cache
def _roles() -> dict[str, str]:
    """Offices as the lexicon writes them, by their plain letters."""
    return {bare(role): one_tone(role) for role in words("roles") if role not in _NO_OFFICE}


@cache
def _written() -> frozenset[str]:
    return frozenset(one_tone(role) for role in words("roles"))


@cache
def _offices() -> regex.Pattern[str]:
    """Offices in plain letters that no sign of authority precedes, with the words in capitals behind them."""
    return regex.compile(
        r"(?<![a-z./])(?<!(?:tm|t/m|kt|k/t|tl|t/l|tuq|q)[./: ] ?|doan )"
        rf"(?P<acting>q\. ?|quyen )?(?P<role>{either(tuple(_roles()))})(?![a-z])"
    )


@cache
def _at_end() -> regex.Pattern[str]:
    families = either(tuple(surnames()))
    return regex.compile(
        rf"(?:[.;:)/\]] |(?<=\p{{Lu}}{{2}}) )(?:{_RANKED})((?:{families})(?: {SYLLABLE}){{1,4}})(?= \(|$)"
    )


def signers(sheet: Sheet, foot: int | None, stop: int) -> list[tuple[int, int, list[str]]]:
    """Return the names signed between ``foot`` and ``stop`` with their offices; without a foot, names right under an office."""
    found: list[tuple[int, int, list[str]]] = []
    begun = 0 if foot is None else sheet.paragraph_at(foot)
    first, last = (0, len(sheet.paragraphs)) if foot is None else (max(0, begun - _BESIDE), begun + _LINES)
    offices: list[str] = []
    seen = -9
    for place in range(first, min(last, len(sheet.paragraphs))):
        p = sheet.paragraphs[place]
        if p.start >= stop:
            break
        if p.end - p.start > 240:
            continue
        line = sheet.text[p.start : p.end]
        if foot is not None and place >= begun and (several := _beside(sheet, p.start, line)):
            found += [(start, end, []) for start, end in several]
            offices, seen = [], -9
        elif named := _name(
            sheet,
            p.start,
            line,
            bool(offices) and place - seen <= (_BESIDE if place >= begun else _ABOVE),
            foot is not None and place >= begun,
        ):
            if under_two := _two(sheet, *named):
                first_end, second_start = under_two
                found.append((named[0], first_end, [_small(o) for o in offices[:1]]))
                named = (second_start, named[1])
                offices = offices[-1:]
            same = [_small(o) for o in _held(line[: named[0] - p.start])]
            found.append((*named, same or [_small(o) for o in offices]))
            offices, seen = [], -9
        elif (held := _held(line)) and ((foot is not None and place >= begun) or line.replace("l", "I").isupper()):
            offices = [*(offices if place - seen <= 2 else []), *held][-2:]
            seen = place
    return found


def _held(line: str) -> list[str]:
    """Return the last office a line names in capitals; a scan's "l" and lost marks do not hide it."""
    if not _TWO_CAPITALS.search(line):
        return []
    plain = bare(line.replace("l", "I"))
    for m in reversed(list(_offices().finditer(plain))):
        if plain.endswith(", ", 0, m.start()) and _FOR.match(plain):
            continue  # "KT. BỘ TRƯỞNG, CHỦ NHIỆM": still the office signed for
        if line[m.start() : m.end()].replace("l", "I").isupper():
            rest = _CAPITALS.match(line, m.end())
            said = line[m.start("role") : m.end("role")].lower()
            role = said if said in _written() else _roles()[m["role"]]
            return [f"{'quyền ' if m['acting'] else ''}{role}{rest[0] if rest else ''}"]
    return []


def _name(sheet: Sheet, start: int, line: str, under: bool, foot: bool) -> tuple[int, int] | None:
    """Return the span of the name a line consists of, or ends with in a foot."""
    if under and len(line) < 60 and (m := _NAME_LINE.fullmatch(line)) and not _held(line):
        known = province_at(sheet, start + m.start(1))
        return None if known == start + m.end(1) else (start + m.start(1), start + m.end(1))
    m = _at_end().search(line, max(0, len(line) - 60)) if foot else None
    return (start + m.start(1), start + m.end(1)) if m else None


def _beside(sheet: Sheet, start: int, line: str) -> list[tuple[int, int]]:
    """Return the names that stand side by side on a line, wide blanks between them as printed."""
    if not _ONLY_NAMES.fullmatch(line):
        return []
    begin, end = sheet.to_source(start, start + len(line))
    pieces = [m.span() for m in _PIECE.finditer(sheet.source, begin, end) if not m[0].isdigit()]
    spans = [sheet.from_source(*piece) for piece in pieces]
    if len(spans) < 2 or not all(1 <= sheet.text.count(" ", *span) <= 4 for span in spans):
        return []
    return spans if any(sheet.text[s:e].split(" ")[0] in surnames() for s, e in spans) else []


def _two(sheet: Sheet, start: int, end: int) -> tuple[int, int] | None:
    """Return where the first of two names on one line ends and the second begins."""
    syllables = [(m.start(), m.end()) for m in _WORD.finditer(sheet.text, start, end)]
    for place in range(2, len(syllables) - 1):
        if len(syllables) > 4 and sheet.text[slice(*syllables[place])] in surnames():
            return syllables[place - 1][1], syllables[place][0]
    return None


def _small(office: str) -> str:
    """Return an office as running text writes it: "Phó Chánh Văn phòng", "Phó Chủ tịch UBND tỉnh"."""
    words_ = office.split(" ")
    small = [w if w in ("UBND", "HĐND", "MTTQ") else w.lower() for w in words_]
    text = " ".join(small)
    for plain, written in (
        ("văn phòng", "Văn phòng"),
        ("tỉnh ủy", "Tỉnh ủy"),
        ("thành ủy", "Thành ủy"),
        ("phó ", "Phó "),
    ):
        text = text.replace(plain, written)
    head, sep, rest = text.partition("Phó ")
    text = f"{head}{sep}{rest[:1].upper()}{rest[1:]}" if sep else text
    return text[0].upper() + text[1:]
