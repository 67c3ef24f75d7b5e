"""Documents cited by their symbol: "Kết luận số 21-KL/TƯ ngày 25-10-2021 của ... về “...”", "Quy định 55/QĐ-TW, 37/QĐ-TW".

Source: gold guideline "reference" - span from the kind word through symbol and date; issuer, title, subject stay outside.
Symbols: Decree 30/2020/NĐ-CP and Regulation 399-QĐ/TW; a kind word governs the symbols listed after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import regex

from vanban.anchored import Spots, opened
from vanban.lexicon import either, table
from vanban.model import Annotation
from vanban.notes import Notes
from vanban.rules.subjects import after_reference, dates_of
from vanban.sheet import Sheet
from vanban.symbols import Symbol, bare_key, names_of, parse

RULE = "reference.symbol"
BARE_RULE = "reference.number"

_KINDS = tuple(n.lower() for k in table("kinds")["kind"] for n in k["names"])
KIND_WORD = either(
    (
        *_KINDS,
        "văn bản",
        "bộ luật",
        "thông báo ý kiến kết luận",
        "báo cáo thẩm tra",
        "báo cáo giám sát",
        "báo cáo kết quả giám sát",
        "báo cáo thẩm định",
        "kết luận thanh tra",
        "kết luận giám sát",
        "thông báo kết luận thanh tra",
        "chương trình hành động",
        "điều lệ",
        "quy chế phối hợp",
        "quy chế làm việc",
        "chương trình phối hợp",
        "kế hoạch phối hợp",
        "kế hoạch hành động",
        "kế hoạch liên tịch",
        "kế hoạch liên ngành",
        "hướng dẫn liên ngành",
        "nghị quyết chuyên đề",
        "giấy phép môi trường",
        "giấy phép xây dựng",
        "giấy phép khai thác khoáng sản",
        "hợp đồng bot",
        "điện",
    )
)
_OF = r"(?:thủ tướng )?chính phủ|quốc hội|bộ chính trị|ban bí thư|tỉnh ủy|(?:ubnd|hđnd|chủ tịch ubnd) tỉnh"
_BEFORE = re.compile(
    rf"(?<!\w)(?<!pháp )({KIND_WORD})(?: \(khóa [xvi]{{1,5}}\))?(?: liên tịch| thượng khẩn| khẩn| hỏa tốc)?"
    rf"(?: (?:của (?:{_OF}) )?số ?:?| số hiệu| s[ôổồỗo]? ?:?)? ?$"
)
_LAW = re.compile(r"(?<!\w)(?:bộ luật|luật|pháp lệnh)(?= )")
_AMENDING = re.compile(r"luật sửa đổi(?:,? bổ sung)?(?: một số điều)?(?: của)?(?: các)? $")
_ITEM_MARK = re.compile(r"\d{1,2} ?[-–] \D")
_SHORT_KIND = re.compile(r"(?<![\w/.-])(?:QĐ|CV|NQ|CT|KH|TB|NĐ|TT|BC|TTr|CTr|VB)(?: số ?:?)? ?$")
_OWN_MARK = re.compile(r"(?<!\w)số (?:ký )?hiệu(?: văn bản)? ?[:|]? ?\|? ?$")
_NUMBER_WORD = re.compile(r"số ?:? ?$")
_OWN_DAY = regex.compile(r" {0,3}\p{Lu}[\p{L} .\-]{2,40}, ngày \d")
_MORE = regex.compile(r"(?:, (?:và )?|,? và )(?:số )?(\d{1,4})(?=,? |[.;,)]|$)(?! ?%)")
_LISTED = re.compile(r"(?: ?(?:,|;|và|, và) ?(?:số ?:? ?)?)$")
_NUMBERED = (
    r"Nghị quyết|Chỉ thị|Kết luận|Quyết định|Quy định|Nghị định|Thông tư|Chương trình|Kế hoạch|Đề án|Thông báo|Công điện"
    r"|Công văn|Hướng dẫn|Quy chế|Thông báo kết luận|Tờ trình|Chương trình hành động"
)
_BARE = regex.compile(  # in small letters only with "số": "kế hoạch 5 năm" cites nothing
    rf"(?<![\p{{L}}])(?:(?P<kind>{_NUMBERED}|Chương trình MTQG|Chương trình mục tiêu quốc gia)"
    r"(?: số ?:?)? (?P<number>\d{1,4}|\d{3,4}/(?:19|20)\d\d)"
    rf"|(?P<kind>{_NUMBERED}|{_NUMBERED.lower()})(?: khẩn| hỏa tốc| thượng khẩn)? số (?P<number>\d{{1,4}}(?:/(?:19|20)\d\d)?))"
    r"(?![\d\p{L}/%]|[-.,–]\d|[-–/]\p{L})"
)
_KINDS_NUMBERED = Spots(*(f"{kind} " for kind in _NUMBERED.lower().split("|")))
_NOT_COUNTED = re.compile(
    r" (?:năm(?! (?:19|20)\d\d)|ngày|tháng|tuần|quý|giờ|tỷ|triệu|đồng|nhiệm vụ|nội dung|giải pháp|người|đơn vị|điểm|lần"
    r"|bước|giai đoạn)(?!\w)"
)
# Who issues a paper on the day that opens the sentence.
_ISSUES = re.compile(r"(?<!\w)(?:ban hành|ký|ký ban hành|ký thay [^,;.]{3,30}|có|ra|phát đi|gửi)(?: các)? $")
_DAY = re.compile(r" \d{1,2}[/.-]\d{1,2}")
_STANDARD = re.compile(r":\d{4}/[A-ZĐ]{2,10}$")  # "QCVN 14:2008/BTNMT" is no letter of 2008


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield every citation with a symbol or a kind word and a number."""
    for cited in _cites(sheet, notes):
        day = None if "date" in cited.fields else _issued(sheet, notes, cited)
        yield replace(cited, fields={**cited.fields, "date": day}) if day else cited


def _issued(sheet: Sheet, notes: Notes, cited: Annotation) -> str | None:
    """Return the day that opens the sentence in which a paper is issued: "Ngày 5/3, UBND tỉnh ban hành Công văn số 12/..."."""
    if not _ISSUES.search(sheet.low, max(0, cited.start - 60), cited.start):
        return None
    begin, _ = sheet.sentence_at(cited.start)
    starts, dates = dates_of(notes)
    first = bisect_left(starts, begin)
    day = dates[first] if first < len(dates) and starts[first] < min(cited.start, begin + 30) else None
    return str(day.fields["value"]) if day and len(str(day.fields["value"])) == 10 and day.end < cited.start else None


def _cites(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield the citations in the order of symbols, then of bare numbers."""
    last: tuple[int, str] | None = None
    kinds: dict[str, str] = {}
    numbers: set[int] = set()
    for begin, end in sheet.symbols:
        numbers.add(begin)
        symbol = parse(sheet.text[begin:end])
        if symbol is None or _own(begin, end, sheet, notes) or notes.closed(begin, end):
            continue
        start, kind, sure = _kind_before(sheet, begin, last)
        carried = kind is not None and not sure and symbol.kind is not None and kind not in symbol.kind_names
        kind = (None if carried else kind) or kinds.get(symbol.key) or _kind_of(symbol)
        if sure:
            kinds[symbol.key] = kind
        find = _cited(sheet, notes, start, (begin, end), kind, symbol)
        last = (find.end, kind)
        yield find
    for m in opened(_BARE, sheet.text, sheet.places(_KINDS_NUMBERED)):
        if m.start("number") not in numbers and not notes.closed(m.start(), m.end()):
            yield from _numbered(sheet, notes, m)


def _numbered(sheet: Sheet, notes: Notes, m: regex.Match[str]) -> Iterator[Annotation]:
    """Yield a kind word with a number alone, and the numbers listed after it: "Chỉ thị 15, 16 và 19"."""
    spans = [m.span("number")]
    kind = m["kind"][0].upper() + m["kind"][1:]
    while more := _MORE.match(sheet.text, spans[-1][1]):
        spans.append(more.span(1))
    counted = _NOT_COUNTED.match(sheet.low, spans[-1][1])
    if counted and not (counted[0] == " ngày" and (" số" in m[0] or _DAY.match(sheet.low, counted.end()))):
        return
    for place, (start, end) in enumerate(spans):
        number = sheet.text[start:end]
        fields = {"kind": kind, "number": number.split("/")[0], "symbol": number, "symbol_norm": bare_key(number)}
        yield _with_rest(sheet, notes, start if place else m.start(), end, fields, BARE_RULE, 0.7 if place else 0.85)


def _own(start: int, end: int, sheet: Sheet, notes: Notes) -> bool:
    """Tell whether a symbol is the document's own, in its letterhead, or part of a longer web of characters."""
    if notes.frame.symbol == (start, end):
        return True
    if sheet.text[start - 1 : start] == ":" and _STANDARD.match(sheet.text, start - 1, end):
        return True
    if _OWN_MARK.search(sheet.low, max(0, start - 24), start):
        return True  # what a library says of the paper itself
    line = sheet.paragraphs[sheet.paragraph_at(start)]
    if start == line.start and _ITEM_MARK.match(sheet.text, start):
        return True  # "4- HĐND, UBND huyện: ..." is the fourth item
    if start < 400 and sheet.text.endswith(("Số: ", "Số ", "Số:"), 0, start) and _OWN_DAY.match(sheet.text, end):
        return True  # a letterhead run into one line
    return start - line.start <= 6 and sheet.low.startswith("số", line.start) and line.end - end < 60 and start < 4000


def _kind_before(sheet: Sheet, place: int, last: tuple[int, str] | None) -> tuple[int, str | None, bool]:
    """Return where the citation begins, its kind word, and whether the word stands right before the number."""
    window = max(0, place - 48)
    m = _BEFORE.search(sheet.low, window, place)
    if m:
        word = sheet.text[m.start(1) : m.end(1)]
        return m.start(1), word[0].upper() + (word[1:].lower() if word.isupper() else word[1:]), True
    if sheet.low.endswith((" số ", " số"), 0, place) and (law := _law_before(sheet, place)):
        return law.start(), sheet.said[law.start() : law.end()], True
    number = _SHORT_KIND.search(sheet.text, window, place) or _NUMBER_WORD.search(sheet.low, window, place)
    start = number.start() if number else place
    if last and 0 <= place - last[0] <= 14 and _LISTED.fullmatch(sheet.low, last[0], place):
        return start, last[1], False
    return start, None, False


def _law_before(sheet: Sheet, place: int) -> re.Match[str] | None:
    """Return the "Luật" whose name runs up to a number: the last with a capital, or the one that amends it."""
    floor = max(0, place - 120)
    floor = max(floor, *(sheet.low.rfind(stop, floor, place) for stop in (";", ".", ":", "\n")))
    found = [m for m in _LAW.finditer(sheet.low, floor, place) if sheet.text[m.start()].isupper()]
    if not found or place - found[-1].end() < 6:
        return None
    amends = _AMENDING.search(sheet.low, max(floor, found[-1].start() - 70), found[-1].start())
    return _LAW.match(sheet.low, amends.start()) if amends else found[-1]


def _kind_of(symbol: Symbol) -> str:
    """Return the usual kind name of a symbol that stands without a kind word."""
    if symbol.kind is None:
        return "Luật" if symbol.issuer.startswith("QH") else "Công văn"
    names = names_of(symbol.kind)
    return names[-1] if symbol.kind == "QĐ" and symbol.system == "party" else names[0]


def _cited(sheet: Sheet, notes: Notes, start: int, place: tuple[int, int], kind: str, symbol: Symbol) -> Annotation:
    begin, end = place
    written = symbol.written if sheet.said[begin:end] == sheet.text[begin:end] else sheet.said[begin:end]
    fields: dict[str, Any] = {
        "kind": kind,
        "number": symbol.number,
        "symbol": written,
        "symbol_norm": symbol.key,
        "system": symbol.system,
    }
    return _with_rest(sheet, notes, start, end, fields, RULE, 0.97)


def _with_rest(
    sheet: Sheet, notes: Notes, start: int, end: int, fields: dict[str, Any], rule: str, sure: float
) -> Annotation:
    rest = after_reference(sheet, notes, end)
    fields.update(rest.fields)
    draft = sheet.low.endswith(("dự thảo ", "dự thảo"), max(0, start - 9), start)
    if draft:
        fields["draft"] = True
    return Annotation("reference", start, rest.end, rule, sure, fields)
