"""How far the words of a body's name run: capitals with small words between, up to a place, up to a stop.

Not a rule by itself: the grammar of names asks it. Every reader looks a bounded way ahead.
"""

from __future__ import annotations

import re

import regex

from vanban.lexicon import words
from vanban.rules.grammar import phrase_at
from vanban.rules.places import name_at, place_at
from vanban.sheet import Sheet

_STOP = frozenset(words("stops"))
_WORD = re.compile(r"(, | và | - |-| – |/| )((?:[^\W_]|&)+)")
_TO_PLACE = re.compile(
    r"[^.;:()\n]{0,90}? ((?:thành phố|tỉnh|tp\.?|quận|huyện|thị xã|xã|phường) (?=[A-ZĐÀ-Ỹ])"
    r"|(?:thành phố|tỉnh|quốc gia|trung ương|huyện|thị xã|phường|xã|các cấp|cấp (?:tỉnh|xã|huyện))(?![\w])(?! hội| viên))"
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
HEAD_WORD = re.compile(
    r"(?:Sở|Bộ|Cục|Vụ|Ban|Viện|Ủy ban|UBND|HĐND|Văn phòng|Công an|Công ty|Tổng công ty|Trung tâm"
    r"|Tập đoàn|Hội|Đoàn|Thành ủy|Tỉnh ủy|Đảng ủy) "
)
# What a management board is for may begin with words that are verbs elsewhere.
_PROJECTS = re.compile(
    r"(?: (?:các )?dự án)?(?: (?:đầu tư xây dựng|đầu tư và xây dựng|đtxd|đầu tư|xây dựng|phát triển))?"
    r"(?: (?:các )?(?:công trình|hạ tầng))?(?!\w)"
)
# Stop words that are half of a compound noun: by what follows, by what stands before.
_COMPOUND = re.compile(
    r"(?:giao (?:thông|dịch)|thực (?:phẩm|vật)|phát (?:triển|thanh)|xây dựng|kiểm (?:lâm|dịch)|đối ngoại|hội nhập|quan hệ"
    r"|tổng hợp|đồng bộ)(?!\w)"
)
_FIRST_HALVES = {
    "trình": ("chương", "công", "quy", "lộ"),
    "định": ("kiểm", "giám", "thẩm", "quy"),
    "đề": ("vấn", "chuyên"),
    "hội": ("xã", "cơ", "đại"),
    "triển": ("phát",),
}
# Verbs that names are made of.
_IN_NAMES = re.compile(
    r"(?:đầu tư|xây dựng|phát triển|bồi dưỡng|đào tạo|bảo vệ|bảo tồn|bảo trợ|bảo trì|kiểm soát|kiểm định|kiểm nghiệm|giám định"
    r"|giám sát|quản lý|xúc tiến|nghiên cứu|tư vấn|thiết kế|khai thác|sản xuất|chế biến|truyền thông|phục hồi|chăm sóc|giới thiệu"
    r"|cung ứng|cung cấp|hỗ trợ|ứng dụng|quan trắc|điều trị|đo đạc|biểu diễn|phát hành|đấu giá|thông tin|phòng, chống|chuyển đổi"
    r"|tiếp nhận|tiêu thụ|dịch|khuyến|thi đấu|điều hành|điều phối|giải phóng|phục vụ|chuyển giao|thử nghiệm|đăng ký|giữ)(?!\w)"
)
_WORKS = ("công ", "chương ", "quy ", "lộ ")  # "công | trình"
_PLACES = ("các", "mỗi", "từng", "tỉnh", "huyện", "xã", "phường", "quận", "thành")
_UNITS = ("tỉnh", "huyện", "phường", "quận")  # a place begins
_PAIR = regex.compile(r" (\p{Ll}+) (\p{Ll}+)(?!\p{L})")
FIRST = re.compile(r"[^\W_]+")


def _works(low: str, place: int, word: str = "") -> bool:
    """Tell whether a verb stands at ``place`` that is no part of names ("Trung tâm ... đào tạo nghề" has one)."""
    if word in _FIRST_HALVES or not phrase_at(low, place) or _IN_NAMES.match(low, place):
        return False
    if low.endswith(_WORKS, 0, place):
        return False
    begun = _IN_NAMES.match(low, low.rfind(" ", 0, place - 1) + 1)  # "Xây | dựng"
    return begun is None or begun.end() <= place


# Behind a comma another body begins.
_NEXT_BODY = re.compile(
    r", (?:UBND|HĐND|MTTQ|CA|BCH|LĐLĐ|BHXH|Sở|Ban(?! hành)|Báo|Đài|Trường|Chi cục|Cục|Bệnh viện|Công an|Hội|Đoàn|Trung tâm"
    r"|Văn phòng|Bộ|Ủy ban|Viện|Công ty|Thanh tra|Kho bạc|Bộ Chỉ huy) "
)


def up_to_place(sheet: Sheet, end: int, own_verbs: bool) -> int | None:
    """Return the end of words that run to a place before any verb; a committee's title may hold verbs of its own."""
    far = _TO_PLACE.match(sheet.text, end)
    blank = end if far and not own_verbs else -1
    while far and 0 <= blank < far.start(1):
        if sheet.text[blank + 1 : blank + 2].islower() and _works(sheet.low, blank + 1):
            return None
        blank = sheet.text.find(" ", blank + 1, far.start(1))
    if far and _NEXT_BODY.search(sheet.text, end, far.start(1)):
        return None
    if far and not _VERBS.search(sheet.low, end, far.start(1)) and not _OTHERS.search(sheet.low, end, far.start(1)):
        finish = place_at(sheet, far.start(1)) or far.end()
        more = far[1] == "quốc gia" and sheet.text[finish : finish + 1] == " "  # "Vườn quốc gia A", "... quốc gia tỉnh"
        return (more and (place_at(sheet, finish + 1) or name_at(sheet, finish + 1))) or finish
    return None


def _stops(sheet: Sheet, m: re.Match[str]) -> bool:
    """Tell whether a small word ends a name; half of a compound ("công trình", "vấn đề", "giao thông") does not."""
    if m[2] not in _STOP or _COMPOUND.match(sheet.low, m.start(2)):
        return False
    return not sheet.low.endswith(_FIRST_HALVES.get(m[2], ("\0",)), 0, m.start())


def words_to(sheet: Sheet, begin: int, most: int, wide: int = 3) -> int | None:
    """Return the end of capitalised words: one small word may follow a capital, up to ``wide`` where a capital comes again."""
    first = FIRST.match(sheet.text, begin)
    if first is None:
        return None
    end: int = first.end()
    sure, small, capitals = end, 0, 0 if first[0].isupper() and len(first[0]) > 1 else 1  # an abbreviation is no name
    for _ in range(most):
        m = _WORD.match(sheet.text, end)
        if m is None:
            break
        joint, word = m[1], m[2]
        if word[0].isupper() or word.isdigit():
            if joint == ", " or (joint == " và " and HEAD_WORD.match(sheet.text, m.start(2))):
                break
            capitals = 0 if word.isupper() else capitals + 1 if joint == " " and not small else 1
            small = 0
            sure = m.end()
        elif (
            joint != " "
            or small == wide
            or word in _UNITS
            or _stops(sheet, m)
            or (not small and capitals > 1)
            or _works(sheet.low, m.start(2), m[2])
        ):
            break
        else:
            small += 1
            sure = m.end() if small == 1 else sure
        end = m.end()
    return sure


def one_more(sheet: Sheet, end: int) -> int:
    """Return the end after one more word of two syllables that closes a name ("Vụ Kiểm định | chất lượng rà soát")."""
    m = _PAIR.match(sheet.text, end)
    if m is None or phrase_at(sheet.low, end + 1) or phrase_at(sheet.low, m.start(2)):
        return end
    if m[1] in _STOP or m[2] in _STOP or m[1] in _PLACES:
        return end
    rest = FIRST.match(sheet.low, m.end() + 1) if sheet.text[m.end() : m.end() + 1] == " " else None
    return m.end() if rest is None or rest[0] in _STOP or phrase_at(sheet.low, m.end() + 1) else end


def small_words(sheet: Sheet, end: int) -> int | None:
    """Read a few small words up to a stop: "Ban Quản lý các công trình nhà ở"."""
    projects = _PROJECTS.match(sheet.low, end)
    finish = projects.end() if projects and projects.end() > end else None
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
