"""Documents cited without a symbol: by congress, session, year or subject.

"Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Trung ương 5, khóa X", "kế hoạch công tác năm 2024", "Kế hoạch phát triển ...",
"Thông báo kết luận của hội nghị". Source: gold guideline "reference" - a designation or a capitalised name is required; a
bare kind word ("nghị quyết này") and an unnamed product still to be written are not cited documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from vanban.anchored import Spots, before, in_lines, opened
from vanban.model import Annotation
from vanban.notes import Notes, Taken
from vanban.rules.grammar import phrase_at
from vanban.rules.subjects import after_reference, title_or_about
from vanban.sheet import Sheet

RULE = "reference.designation"
NAMED_RULE = "reference.named"

_ORDINAL = (
    r"(?:[ivx]{1,6}|\d{1,3}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín"
    r"|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)(?!\w)"
)
_UNIT = r"(?:thành phố|tỉnh|quận|huyện|xã|phường|tp\.?|thủ đô|công an trung ương|quân đội)(?!\w)"
_CONGRESS = re.compile(
    rf"(?:nghị quyết|văn kiện) (?:của )?đại hội(?: (?:đại biểu|toàn quốc|lần thứ {_ORDINAL}|{_ORDINAL}|của đảng"
    rf"|đảng bộ(?: {_UNIT})?|đảng|khóa {_ORDINAL}"
    rf"|các cấp|nhiệm kỳ \d{{4}} ?[-–] ?\d{{4}})){{0,6}}"
)
_PLENUM = re.compile(
    rf"(?:các )?(?:nghị quyết|kết luận|đề án) (?:hội nghị )?(?:lần thứ {_ORDINAL} (?:của )?)?"
    rf"(?:ban chấp hành )?trung ương(?: đảng)?(?: lần thứ)?(?: {_ORDINAL})?"
    rf"(?:,? \(khóa {_ORDINAL}(?:(?:, | và |, và )(?:khóa )?{_ORDINAL}){{0,3}}\)"
    rf"|,? khóa {_ORDINAL}(?:(?:, | và )[ivx]{{1,5}}(?!\w)){{0,3}})?"
)
_SESSION = re.compile(rf"trung ương(?: đảng)?(?: lần thứ)? {_ORDINAL}|khóa {_ORDINAL}|lần thứ")
_LOCAL = re.compile(rf" ?(?:lần thứ {_ORDINAL}|khóa {_ORDINAL})(?:, nhiệm kỳ \d{{4}} ?[-–] ?\d{{4}})?")
# An office ("Vụ Kế hoạch"), the paper itself, one still to be written.
_NO_PAPER = re.compile(r"(?<!\w)(?:vụ|sở|phòng|ban|bộ|trên đây là|xây dựng|lập|soạn thảo) $")
# The paper itself, by its title, or one that an order still asks for.
_ITS_OWN = re.compile(
    r"kèm theo (?:quyết định|nghị quyết|kế hoạch|công văn|thông tư|văn bản) này (?:là )?(?:bản )?$"
    r"|(?:trình|tham mưu|đề xuất)(?: (?!đã )[^\W\d]+){0,9} (?:ban hành|phê duyệt|thông qua) $"
)
_TITLES_ITSELF = re.compile(r"(?:ban hành|xây dựng|phê duyệt) $")
_TITLE = re.compile(r"(?:v/v |về việc )?(?:ban hành|phê duyệt) ")
_AS_FOLLOWS = re.compile(r"(?:như sau|với các nội dung|với những nội dung|gồm các nội dung|sau đây|cụ thể)")
_IN_DRAFT = re.compile(r"dự thảo $|(?:xây dựng|hoàn thiện|trình|soạn thảo|tham mưu)(?: \w+){0,6} $")
_PLAN = re.compile(
    r"(?:kế hoạch|chương trình)(?: (?:công tác|hành động|giám sát|kiểm tra"
    r"|phát triển kinh tế ?- ?xã hội|kiểm tra, giám sát|chuyển đổi số"
    r"|cải cách hành chính|xây dựng luật, pháp lệnh)){1,3}(?: toàn khóa| trọng tâm)?(?: năm \d{4}"
    r"| quý [ivx\d]{1,3}(?:/\d{4})?| tháng \d{1,2}(?:/\d{4})?)(?!\d)"
)
_WHOLE_TERM = re.compile(
    rf"(?<!các )(?<!\d )chương trình công tác toàn khóa"
    rf"(?: của (?:ban chấp hành )?[^,;.\n]{{3,60}}?khóa {_ORDINAL}"
    rf"| (?:khóa )?{_ORDINAL})"
)
_PLANNED = ((_PLAN, Spots("kế hoạch ", "chương trình ")), (_WHOLE_TERM, Spots("chương trình công tác toàn khóa ")))
_RESOLVED = Spots("nghị quyết đại hội", "nghị quyết của đại hội", "văn kiện đại hội", "văn kiện của đại hội")
_NOTICED = Spots("thông báo kết luận ")
_CENTRAL, _PROJECT = Spots("trung ương"), Spots(" đề án ")
_PLACE_AFTER = regex.compile(r" (?:\p{Lu}\p{Ll}*(?: |\b)){1,3}")
_NAMED = regex.compile(
    r"(?<=[\p{L}\d,;:)”\"] )(?:dự thảo )?(Nghị quyết|Chỉ thị|Kế hoạch|Chương trình|Đề án|Phương án"
    r"|Quy chế|Quy hoạch|Chiến lược|Nghị định|Thông tư"
    r"|Hướng dẫn|Quy định|Kết luận|Quyết định|Thông báo kết luận|Cương lĩnh|Bộ tiêu chí|Tờ trình) (?=[\p{L}“\"])"
)
_NAMES = Spots.of(_NAMED)
_VERBS_TOO = frozenset(("Hướng dẫn", "Quy định", "Kết luận", "Quyết định"))
_NOT_NAME = re.compile(
    r"(?:(?:hành động|phối hợp|công tác|kết luận|giám sát) )?(?:này|trên đây|nêu trên)(?!\w)"
    r"|(?:vào|nêu|thuộc|cân đối|mới|giữa|trên|nêu|của|số|và|được|đã|có|theo|để|là|do|tại|trong|kèm|với|gồm|phải|sẽ|cần"
    r"|cho|dưới|đến|khi|nếu|phù hợp|đảm bảo|bảo đảm|đạt|chưa|từ|ban hành"
    r"|trình|đúng|nghiêm|sau|trước|bằng|chi tiết này|hằng năm|hàng năm|cụ thể|khác)(?!\w)"
)
_NAME_END = re.compile(
    r"[;.:()\n“\"]|, |(?: (?:được|đã|để|bảo đảm|đảm bảo|trình|do|nhằm|theo|đúng|kèm|trước|sau khi|cho|là"
    r"|có|phù hợp|gửi|báo cáo|tại|của|với)(?!\w))| và (?=các |chương trình|kế hoạch|đề án|nghị)"
)
_COMMAS = 3
_GOES_ON = re.compile(
    r"(?:tổ|cơ chế|chính sách|đối tượng|một|quy chế|giao thông|đô thị|công nghiệp|nông nghiệp|thương mại|dịch vụ|môi trường"
    r"|xã hội|văn hóa|giáo dục|y tế|khoa học|công nghệ|đổi mới|chuyển đổi|chống|phòng|cứu nạn|tìm kiếm|tiêu cực|lãng phí|quản lý"
    r"|bố trí|sắp xếp|bảo vệ|phát triển|thủy sản|thủy lợi|lâm nghiệp|du lịch|công chức|viên chức|bản|buôn|phường|thị trấn)(?!\w)"
)
_NOTICE = re.compile(
    r"thông báo kết luận (?:của|tại) (?:hội nghị|cuộc họp|phiên họp"
    r"|buổi làm việc)(?:(?! để| nhằm) [^,;.\n]{1,60}?(?= để| nhằm|,|;|\.|\n))?"
)
_EXISTING = re.compile(
    r"(?:triển khai|thực hiện)(?: có)?(?: hiệu quả| tốt| nghiêm túc| nghiêm)? (đề án) (?!này|của|và"
    r"|được|trên|số|về việc này)"
)


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield documents named by designation first, then by capitalised name; a span with a symbol is left to that rule."""
    taken = Taken(len(sheet.text))
    for known in notes.of("reference"):
        taken.take(known.start, known.end)
    for cited in (*_designated(sheet, notes), *_capitalised(sheet, notes)):
        if taken.take(cited.start, cited.end):
            yield cited


def _designated(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    for m in opened(_CONGRESS, sheet.low, sheet.places(_RESOLVED)):
        if len(m[0]) > 20 or m[0][-1] in "ivx":
            kind = "Văn kiện" if m[0][0] == "v" else "Nghị quyết"
            yield from _made(sheet, notes, m.start(), _with_place(sheet, m.end(), m[0]), kind)
    for m in in_lines(_PLENUM, sheet.low, sheet.places(_CENTRAL)):
        if _SESSION.search(m[0]) and sheet.text[m.end() : m.end() + 1] != "/":
            begin = m.start() + (4 if m[0].startswith("các ") else 0)
            yield from _made(sheet, notes, begin, m.end(), " ".join(sheet.said[begin : begin + 12].split(" ")[:2]))
    for pattern, begun in _PLANNED:
        for m in opened(pattern, sheet.low, sheet.places(begun)):
            if _NO_PAPER.search(sheet.low, max(0, m.start() - 14), m.start()) or _itself(sheet, notes, m.start()):
                continue
            kind = "Kế hoạch" if m[0].startswith("kế") else "Chương trình"
            yield from _made(sheet, notes, m.start(), m.end(), kind)
    for m in opened(_NOTICE, sheet.low, sheet.places(_NOTICED)):
        if sheet.text[m.start()].isupper() and not notes.closed(m.start(), m.end()):
            yield Annotation("reference", m.start(), m.end(), NAMED_RULE, 0.6, {"kind": "Thông báo", "draft": True})


def _made(sheet: Sheet, notes: Notes, start: int, end: int, kind: str) -> Iterator[Annotation]:
    if notes.closed(start, end):
        return
    while sheet.text[end - 1] in " ,":
        end -= 1
    rest = after_reference(sheet, notes, end)
    fields = {
        "kind": kind[0].upper() + kind[1:].lower(),
        "designation": sheet.said[start:end].split(" ", 2)[-1],
        **rest.fields,
    }
    yield Annotation("reference", start, rest.end, RULE, 0.9, fields)


def _with_place(sheet: Sheet, end: int, words: str) -> int:
    """Take in the place of a local congress ("Đảng bộ tỉnh Quảng Nam lần thứ XXII")."""
    if not words.rstrip().endswith(("tỉnh", "thành phố", "quận", "huyện", "xã", "phường")):
        return end
    m = _PLACE_AFTER.match(sheet.text, end)
    if m is None:
        return end
    more = _LOCAL.match(sheet.low, m.end())
    return more.end() if more else m.end()


def _subjects(notes: Notes) -> bytearray:
    """Mark what cited documents are about: a name there is theirs."""
    marked = bytearray(notes.length + 1)
    for cited in notes.of("reference"):
        for name in ("title", "about"):
            start, end = cited.fields.get(name + "_start"), cited.fields.get(name + "_end")
            if isinstance(start, int) and isinstance(end, int):
                marked[start:end] = b"\x01" * (end - start)
    return marked


def _itself(sheet: Sheet, notes: Notes, begin: int) -> bool:
    """Tell whether the paper names itself ("ban hành Kế hoạch ... như sau"), or a product that is still to be written."""
    if _ITS_OWN.search(sheet.low, max(0, begin - 90), begin):
        return True
    start = sheet.paragraphs[sheet.paragraph_at(begin)].start
    if notes.frame.official and begin < 2500 and (title := _TITLE.match(sheet.low, start)) and title.end() == begin:
        return True
    _, end = sheet.sentence_at(begin)
    follows = _AS_FOLLOWS.search(sheet.low, max(begin, end - 60), end) is not None
    return notes.frame.official and follows and _TITLES_ITSELF.search(sheet.low, max(0, begin - 12), begin) is not None


def _capitalised(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    subjects = _subjects(notes)
    for m in opened(_NAMED, sheet.text, before(sheet.places(_NAMES), (0, len("dự thảo ")))):
        begin, name = m.start(1), m.end()
        if _NOT_NAME.match(sheet.low, name) or (m[1] in _VERBS_TOO and not sheet.low.startswith("về ", name)):
            continue
        if _NO_PAPER.search(sheet.low, max(0, begin - 14), begin) and sheet.text[name] not in '“"':
            continue
        if subjects.find(1, begin, begin + 1) >= 0 or _itself(sheet, notes, begin):
            continue
        yield from _name(sheet, notes, begin, name, m[1], 0.7)
    for e in in_lines(_EXISTING, sheet.low, sheet.places(_PROJECT)):
        if sheet.low[e.start(1)] == sheet.text[e.start(1)]:
            yield from _name(sheet, notes, e.start(1), e.end(), "Đề án", 0.5)


def _runs_on(sheet: Sheet, notes: Notes, name: int) -> int:
    """Return the end of a name's words; a comma inside does not end it where a plain noun goes on behind it."""
    limit = min(len(sheet.low), name + 240)
    stop = _NAME_END.search(sheet.low, name, limit)
    for _ in range(_COMMAS):
        if stop is None or stop[0] != ", ":
            break
        more = stop.end()
        if not _GOES_ON.match(sheet.low, more) or phrase_at(sheet.low, more) or notes.mention_at(more):
            break
        stop = _NAME_END.search(sheet.low, more, limit)
    return stop.start() if stop else limit


def _name(sheet: Sheet, notes: Notes, begin: int, name: int, kind: str, sure: float) -> Iterator[Annotation]:
    """Read the words that name a document, up to the end of their phrase; they must not hold another citation."""
    if sheet.text[name] in '“"':
        end = begin + len(kind)
        fields = {"kind": kind, **title_or_about(sheet, end)}
        finish = fields.get("title_end")
        if isinstance(finish, int):
            yield Annotation("reference", begin, finish + 1, NAMED_RULE, sure, fields)
        return
    end = _runs_on(sheet, notes, name)
    if sheet.low.startswith("(sửa đổi)", end + 1):
        end += 10
    words = sheet.said[name:end]
    if words.count(" ") < 2 or any(c.isdigit() and "/" in words for c in words) or notes.closed(begin, end):
        return
    about = name + 3 if sheet.low.startswith("về ", name) else name
    fields = {"kind": kind, "about": sheet.said[about:end], "about_start": about, "about_end": end}
    if _IN_DRAFT.search(sheet.low, max(0, begin - 50), begin):
        fields["draft"] = True
    yield Annotation("reference", begin, end, NAMED_RULE, sure, fields)
