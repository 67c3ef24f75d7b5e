"""Who orders by a document that a sentence tells of: "UBND tỉnh ban hành Công văn ... yêu cầu ...", "Công điện nêu rõ ...".

Not a rule by itself: articles hand on orders so. What is only announced ("X vừa ban hành Chỉ thị ...") says who speaks from
there on; a quotation may be given to its speaker behind it ("... - đó là chỉ đạo của X").
"""

from __future__ import annotations

import re

from vanban.notes import Mention, Notes
from vanban.rules.grammar import ready, subject_at
from vanban.rules.places import place_at
from vanban.sheet import Sheet

_PAPER = (
    r"(?:công văn|công điện|chỉ thị|văn bản|thông báo|thông tri|kế hoạch|quyết định|nghị quyết|kết luận|hướng dẫn"
    r"|ý kiến(?: chỉ đạo| kết luận)?)"
)
_ISSUES = re.compile(
    rf",? (?:(?:đã|vừa|mới|tiếp tục|cũng|có|ký|khẩn trương|kịp thời) ){{0,4}}(?:ban hành|phát đi|gửi|ra|có|thông báo)"
    rf"(?: ngay)?(?: (?:các|một số|\d{{1,2}}))? {_PAPER}(?!\w)"
)
# "Công điện yêu cầu", "Văn bản số 12/UBND-NC ngày 3/4/2020 nêu rõ".
_BY_PAPER = re.compile(
    rf"(?:nội dung )?(?:(?:các|những) )?{_PAPER}(?: hỏa tốc| khẩn| chỉ đạo)?(?: này| trên| nêu trên)?(?: số [^\s,;]{{1,24}})?"
    r"(?:,? ngày [\d/.\-]{3,10})?(?: của (?P<of>[^,;.:]{3,60}?))?(?:,| còn| cũng| đã| đồng thời| trên)* $"
)
_TITLE = re.compile(rf"{_PAPER}(?: hỏa tốc| khẩn| số [^\s,;]{{1,24}}| ngày [\d/.\-]{{3,10}})* của (?=\S)")
_TITLE_WORD = re.compile(r"(?:về việc|v/v|về|theo|tại|trong|căn cứ|thực hiện|của|những|các|và) $")
_SPEAKER = re.compile(
    r"(?:(?:thường trực|tập thể) )?(?:(?:lãnh đạo|chính quyền) (?:[^\s,;:]{1,12} ?){1,7}"
    r"|(?:tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường|đặc khu)(?=$| ))"
)
_OF_PLACE = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|xã|phường) [A-ZĐÀ-Ỹ]")
_WHILE = re.compile(r"(?:,? (?:đã|cũng|còn|tiếp tục|đồng thời|vừa|mới))+$")
_BREAKS = re.compile(r"[,;:”\"] |\. |^")
_THAT_IS = re.compile(
    r"(?P<close>[”\"])[.,…]? ?[-–]? ?(?:(?:đó|đây) )?là (?:một trong những )?[^”\"“;]{0,60}?(?:chỉ đạo|yêu cầu|lưu ý|nhấn mạnh"
    r"|phát biểu|khẳng định|đề nghị|quán triệt|kết luận)[^”\"“;]{0,40}? của (?:đồng chí |ông |bà )?(?=\S)"
)
# "... phải xong trước 30/9", ông X, Phó Chủ tịch UBND tỉnh, chỉ đạo.
_SAYS_SO = re.compile(
    r"(?P<close>[”\"])[,.]? (?:- )?(?:đồng chí |ông |bà )?(?=[^”\"“;.]{3,120} (?:nói|nói thêm|chỉ đạo|yêu cầu|lưu ý|nhấn mạnh"
    r"|đề nghị|quán triệt|kết luận|khẳng định)[.…]?$)"
)
# What a word of order follows where it is a noun or belongs to something told: "theo yêu cầu", "được giao".
_OF_SOMETHING = (
    "về việc ",
    "v/v ",
    "về ",
    "để ",
    "được ",
    "theo ",
    "đến ",
    "của ",
    "các ",
    "những ",
    "sự ",
    "nội dung ",
    "có ",
)
_NOT_ABOVE = re.compile(
    r"(?:dân|cử tri|các hộ|hộ dân|doanh nghiệp|công ty|tổ chức|cá nhân|đã)(?: (?!và )[^\s,;.]{1,8}){0,3} $"
)
_GAP = re.compile(r"(?:(?: -| –| và|,)? (?:về|ứng phó|phòng|tỉnh|thành phố|quốc gia|tìm kiếm)(?!\w)[^;.”]*)?")
_NEAR = 130
_FAR = 420


def issued_before(sheet: Sheet, notes: Notes, start: int, cue: int) -> Mention | None:
    """Return who is told to issue a document between the head of a sentence and a word of order that belongs to it."""
    if sheet.low.endswith(_OF_SOMETHING, 0, cue) or (notes.in_citation(cue) and not sheet.low.endswith(", ", 0, cue)):
        return None
    return issues(sheet, notes, max(start, cue - _FAR, sheet.low.rfind(";", start, cue)), cue)


def issues(sheet: Sheet, notes: Notes, start: int, end: int) -> Mention | None:
    """Return who is told to issue a document or to have an opinion in a span."""
    for m in _ISSUES.finditer(sheet.low, start, end):
        before = [x for x in notes.mentions_in(max(start, m.start() - _NEAR), m.start()) if not x.generic]
        if before and _GAP.fullmatch(sheet.low, before[-1].end, m.start()):
            ends = before[-1].end
            return next(x for x in before if x.end == ends)
    return None


def object_of(sheet: Sheet, notes: Notes, cue: re.Match[str]) -> bool:
    """Tell whether a word of order is followed by a body and what it is to do, whoever may stand before it."""
    if sheet.low.endswith(_OF_SOMETHING, 0, cue.start()) or _NOT_ABOVE.search(
        sheet.low, max(0, cue.start() - 60), cue.start()
    ):
        return False
    group, finish = subject_at(sheet, notes, cue.end() + 1, min(len(sheet.low), cue.end() + 600))
    for _ in range(4 if group else 0):  # "các phòng, ban, cơ quan chuyên môn khẩn trương ..."
        if ready(sheet.low, finish, finish + 60):
            return True
        finish = sheet.low.find(" ", finish + 1, finish + 12)
        if finish < 0 or not sheet.low[finish - 1].isalpha():
            return False
    return False


def headline(sheet: Sheet, notes: Notes, start: int, end: int) -> Mention | None:
    """Return whose document a headline announces: "Công điện khẩn của Chủ tịch UBND tỉnh về ...", "Thông báo của UBND tỉnh"."""
    m = _TITLE.match(sheet.low, start, min(end, start + 120))
    return notes.mention_at(m.end()) if m else None


def paper_before(sheet: Sheet, notes: Notes, start: int, cue: int) -> tuple[int, Mention | None] | None:
    """Return where a document that orders itself is named right before a word of order, and whose it is said to be."""
    begin = max([m.end() for m in _BREAKS.finditer(sheet.low, max(start, cue - 150), cue - 1)], default=start)
    for place in dict.fromkeys((start, begin)):
        if (m := _BY_PAPER.match(sheet.low, place, cue)) and not _TITLE_WORD.search(
            sheet.low, max(0, place - 12), place
        ):
            return place, notes.mention_at(m.start("of")) if m["of"] else None
    return None


def unread_speaker(sheet: Sheet, start: int, cue: int) -> tuple[int, str] | None:
    """Return a speaker the grammar of bodies does not know right before a word of order: "Lãnh đạo thành phố", "Quảng An"."""
    begin = max([m.end() for m in _BREAKS.finditer(sheet.low, max(start, cue - 90), cue - 1)], default=start)
    end = cue - 1
    if end - begin > 90:
        return None
    named = sheet.text[begin : begin + 1].isupper() or _OF_PLACE.match(sheet.text, begin, end) is not None
    if sheet.low[end : end + 1] != " " or not named:
        return None
    if also := _WHILE.search(sheet.low, begin, end):
        end = also.start()
    named = _SPEAKER.fullmatch(sheet.low, begin, end) is not None or place_at(sheet, begin) == end
    return (begin, sheet.said[begin:end]) if named else None


def said_behind(sheet: Sheet, notes: Notes, start: int, end: int) -> tuple[int, Mention] | None:
    """Return where a quotation closes in a span and who is said behind it to have ordered so."""
    m = _THAT_IS.search(sheet.low, start, end)
    if m is None and sheet.text[start : start + 1] in ("“", '"'):
        m = _SAYS_SO.search(sheet.low, max(start, end - 200), end)
        m = (
            m if m and sheet.text.find(". ", start, m.start()) > 0 else None
        )  # one sentence alone is read where it is said
    mention = notes.mention_at(m.end()) if m else None
    return (m.start(), mention) if m and mention else None
