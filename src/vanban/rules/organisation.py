"""Bodies by name and as collectives, and the offices beside them.

Source: gold guideline "organisation" - the longest span; "X của Y" gives two; collectives with their determiner; the Party
and the State as such only in a pinch (optional in the gold), never in compounds ("xây dựng Đảng").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import regex

from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.bodies import body_at, fields_after
from vanban.rules.generic import generic_at
from vanban.rules.offices import office_at
from vanban.sheet import Sheet, one_tone
from vanban.sweep import starts

RULE = "organisation"

_ITEM = re.compile(r"\d{1,2} ?[-–] ")  # "4- HĐND, UBND huyện"
_IN_SYMBOL = re.compile(r"(?:CT|KH|QĐ|TB|NQ|CTr|BC|TTr|HD|CV|CĐ|KL|PA|ĐA)[-–]$|^/$|\s/$|\d\.\Z")
_CONGRESS = re.compile(r"đại hội (?:đại biểu )?$")
_MANY = re.compile(r"(?:\d|các|thành lập|lập|nhiều|một|những) $")
_TEAM = re.compile(r"(?:đoàn|tổ) (?:kiểm tra|công tác|giám sát|thanh tra|liên ngành)(?: liên ngành)?")
# Where a thing is or comes from, not who: "xuống từng xã", "tài sản của ba xã cũ".
_AREAS = re.compile(
    r"(?:các|từng|mỗi|những|hai|ba|bốn|một số|\d{1,3}) (?:xã|thôn|bản|phường|thị trấn|tổ dân phố)"
    r"(?:, (?:xã|thôn|bản|phường|thị trấn|tổ dân phố))*(?: vùng cao| miền núi| ven biển| biên giới| ven sông)?"
)
_WHERE = re.compile(r"(?<!\w)(?:đến|xuống|theo|tại|từ|ở|hướng|trưởng)(?: tận)? $")
_FORMER = (" cũ", " trọng điểm", ", bản", ", xóm", ", từng")
# Bare words of the Party that only count with a verb of their own behind them.
_PARTY = re.compile(r"tổ chức (?:cơ sở )?đảng|đảng bộ|chi bộ")
_COUNTED = re.compile(
    r"(?:\d|[”\"]|phát triển|thành lập|thành lập mới|xếp loại|có|e ngại|thiếu|lập|giải thể|sắp xếp) $"
)
# "Đoàn" alone is the delegation told of before, where a verb of its work follows.
_DELEGATION = regex.compile(
    r"(?<=[\p{Ll}.;:,”\"] |\n|^)Đoàn(?= (?:sẽ|đã|đang|phải|có|làm việc|tiến hành|kiểm tra|ghi nhận|yêu cầu|đề nghị|cũng|giao"
    r"|nhận|về|xác minh|kết luận|cần|tới|lên|xuống|rút|đánh giá|thống nhất|chỉ|không|nêu|cho|thấy|trước|phát hiện|khảo sát"
    r"|báo cáo)(?!\p{L})|[.,;](?! Hội))"
)
_SHORT = re.compile(r"(?:UBND|HĐND|MTTQ|ĐBQH)(?:,? (?:UBND|HĐND|TP\.?|TX\.?|MTTQ))*(?: ?HCM)?")
_SENT = ("Đoàn công tác", "Đoàn kiểm tra", "Đoàn giám sát", "Đoàn thanh tra", "Đoàn khảo sát")
_BONDS = ("trái phiếu ", "cổng thông tin điện tử ", "cổng ttđt ")
_SEASON = re.compile(r"vụ (?:xuân|hè|thu|đông|mùa)(?!\w)")

_SPREAD = re.compile(r"(?:các|hai|ba|bốn) (sở|bộ|cục|vụ|ban|phòng):? (?=\S)")


# Several bodies of the same places: "Đảng ủy, HĐND, UBND các xã, phường" is one for each commune.
_OF_ONE_PLACE = (
    r"(?:(?:đảng ủy|huyện ủy|thị ủy|quận ủy|hđnd|hội đồng nhân dân|ubnd|ủy ban nhân dân"
    r"|(?:ủy ban )?mttq(?: việt nam)?|ubmttq(?: việt nam)?)"
)
_JOINED = re.compile(
    rf"{_OF_ONE_PLACE}(?:, và |, | và | - )){{1,4}}(?={_OF_ONE_PLACE}) (?:các|cấp|cùng cấp|xã|phường|đặc khu|huyện|thị xã)(?!\w))"
)


def collect(sheet: Sheet, register: Iterable[str] = ()) -> list[Mention]:
    """Return the bodies, collectives and offices of a text; bodies inside an office come along, marked by their place.

    A name of the ``register`` that stands at a place wins over what the grammar reads there, when it is longer.
    """
    known = _by_first_word(register)
    mentions: list[Mention] = []
    last_body = last_office = -1
    symbols = [span for span in sheet.symbols if not _ITEM.match(sheet.text, *span)]
    inside = 0
    for place in starts(sheet.low):
        while inside < len(symbols) and symbols[inside][1] <= place:
            inside += 1
        if inside < len(symbols) and symbols[inside][0] <= place:
            continue
        if place >= last_office and (office := office_at(sheet, place)):
            end, group = office
            mentions.append(Mention("role", place, end, sheet.said[place:end], group))
            last_office = end
        if place < last_body:
            continue
        spread = _spread(sheet, place)
        if len(spread) == 1 and ":" not in sheet.text[place : spread[0].end]:  # "các Phòng Y tế": one for each
            last_body = max(spread[0].end, generic_at(sheet, place) or 0)
            mentions.append(Mention("organisation", place, last_body, sheet.said[place:last_body], True))
            continue
        if spread:
            mentions.extend(spread)
            last_body = spread[-1].end
            continue
        if (joined := _JOINED.match(sheet.low, place)) and (shared := body_at(sheet, joined.end())):
            mentions.append(Mention("organisation", place, shared, sheet.said[place:shared]))
            last_body = shared
            continue
        named = _longest(sheet, place, body_at(sheet, place), known)
        if named is not None:
            mentions.append(Mention("organisation", place, named, sheet.said[place:named]))
            last_body = named
        elif (end_of := generic_at(sheet, place)) is not None:
            mentions.append(Mention("organisation", place, end_of, sheet.said[place:end_of], True))
            last_body = end_of
    return mentions


def _by_first_word(register: Iterable[str]) -> dict[str, list[str]]:
    """Return the register's names in lower case by their first word, the longest first."""
    grouped: dict[str, list[str]] = {}
    for name in sorted({one_tone(n.lower()) for n in register}, key=lambda n: (-len(n), n)):
        grouped.setdefault(name.split(" ", 1)[0], []).append(name)
    return grouped


def _longest(sheet: Sheet, place: int, read: int | None, known: dict[str, list[str]]) -> int | None:
    """Return the end of the longest name at a place: the register's or the one read."""
    if not known or not sheet.text[place].isupper():
        return read
    first = sheet.low[place : place + 40].split(" ", 1)[0]
    for name in known.get(first, ()):
        end = place + len(name)
        if sheet.low.startswith(name, place) and not sheet.low[end : end + 1].isalnum():
            return max(end, read or 0)
    return read


def _spread(sheet: Sheet, place: int) -> list[Mention]:
    """Read "các Sở: Tài chính, Xây dựng": one mention for each, the first from "các" on."""
    m = _SPREAD.match(sheet.low, place)
    spans = fields_after(sheet, m.end()) if m else []
    if m is None or not spans:
        return []
    head = m[1].capitalize()
    first = [Mention("organisation", place, spans[0][1], f"{head} {sheet.said[spans[0][0] : spans[0][1]]}")]
    return first + [Mention("organisation", s, e, f"{head} {sheet.said[s:e]}") for s, e in spans[1:]]


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield every body mentioned outside page furniture."""
    yield from _delegation(sheet, notes)
    for mention in notes.mentions:
        if mention.kind != "organisation" or notes.closed(mention.start, mention.end):
            continue
        if mention.name in ("Đảng", "Nhà nước") or _heads_only(sheet, notes, mention) or _no_body(sheet, mention):
            continue
        fields = {"canonical": notes.canonical(mention), "generic": mention.generic}
        yield Annotation("organisation", mention.start, mention.end, RULE, 0.85 if mention.generic else 0.96, fields)


def _delegation(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield "Đoàn" alone where a delegation was named before."""
    full = next((m for m in notes.mentions if m.name.startswith(_SENT)), None)
    if full is None:
        return
    known = {m.start for m in notes.mentions}
    for m in _DELEGATION.finditer(sheet.text, full.end):
        if m.start() not in known and not notes.closed(m.start(), m.end()):
            fields = {"canonical": notes.canonical(full), "generic": False}
            yield Annotation("organisation", m.start(), m.end(), RULE, 0.8, fields)


def _heads_only(sheet: Sheet, notes: Notes, mention: Mention) -> bool:
    """Tell whether a name in capitals belongs to a letterhead or a headline; as an item's heading it is told its tasks."""
    if not (mention.name.isupper() and " " in mention.name) or _SHORT.fullmatch(mention.name):
        return False
    paragraph = sheet.paragraphs[sheet.paragraph_at(mention.start)]
    if not (notes.frame.official and notes.frame.within(mention.start) and paragraph.marker):
        return True
    return mention.start != paragraph.marker.body and not sheet.text.startswith(", ", mention.start - 2)


def _no_body(sheet: Sheet, mention: Mention) -> bool:
    """Tell whether the words beside a name make it none: part of a symbol, of a congress, a season, teams to be formed."""
    low, start = sheet.low, mention.start
    if _IN_SYMBOL.search(sheet.text, max(0, start - 4), start) or _SEASON.match(low, start):
        return True
    name = low[start : mention.end]
    if _AREAS.fullmatch(name):
        return _WHERE.search(low, max(0, start - 14), start) is not None or low.startswith(_FORMER, mention.end)
    if _PARTY.fullmatch(name):
        alone = name.endswith(" bộ") and sheet.text[start].islower()
        return alone or _COUNTED.search(low, max(0, start - 16), start) is not None
    if name == "chính phủ":
        return low.endswith(_BONDS, 0, start)
    if name.startswith("đảng bộ ") and _CONGRESS.search(low, max(0, start - 18), start):
        return True
    return _TEAM.fullmatch(name) is not None and _MANY.search(low, max(0, start - 10), start) is not None
