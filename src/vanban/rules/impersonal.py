"""Orders whose sentence begins with the work: "Việc thanh lý ... phải xong trước 31/12", "Việc thống kê do Phòng X làm đầu mối".

Not a rule by itself: the directive rules share it. Who does it stands behind "do", "giao"; else whoever was ordered before.
"""

from __future__ import annotations

import re

from vanban.notes import Mention, Notes
from vanban.rules.clauses import Clause, trimmed
from vanban.rules.doers import unread_at
from vanban.rules.grammar import skip_connectives, subject_at
from vanban.rules.partings import SENT
from vanban.rules.timely import timely
from vanban.sheet import Sheet

_WORK = re.compile(
    r"(?:riêng )?(?:đối với )?(?:việc|nhiệm vụ|nội dung|công tác|công việc|kinh phí|hồ sơ|số liệu|danh sách|báo cáo"
    r"|kết quả|quá trình"
    r"|mọi|toàn bộ|tất cả|các (?:nội dung|nhiệm vụ|hồ sơ|công trình|dự án|vướng mắc|khoản|trường hợp|báo cáo|tài liệu"
    r"|đơn thư|kiến nghị)"
    r"|số (?:hồ sơ|tiền|vốn|diện tích|lượng)|tỷ lệ|thời gian|tiến độ|phương án|kế hoạch|dự án|công trình|văn bản"
    r"|đề án|trường hợp)(?!\w)"
)
_MUST = re.compile(
    r"(?<!\w)(?<!không )(?<!mới )(?<!chưa )(?<!khi )(?<!nếu )(?<!hỏi )(?<!nên )(?<!mà )(?:cần phải|phải|cần)"
    r" (?!thiết|chờ|là |kể đến|nói|trả vốn)(?=\w)"
)
_BY = re.compile(r"(?<!\w)(?:do|giao(?: cho)?) (?=[A-ZĐÀ-Ỹa-zà-ỹđ])")
_LEADS = re.compile(
    r",? (?:làm đầu mối|là đầu mối|là cơ quan|chủ trì|chịu trách nhiệm|thực hiện|đảm nhiệm|phụ trách|tham mưu|tổ chức"
    r"|triển khai|đề xuất|xây dựng)"
)
_TOLD = re.compile(r"(?<!\w)(?:vẫn còn|đã|đang|mới) ")
_FAR = 180


def impersonal(sheet: Sheet, notes: Notes, start: int, end: int, given: tuple[Mention, ...]) -> Clause | None:
    """Return the order of a sentence that begins with the work itself, None when it orders nothing."""
    begin = skip_connectives(sheet.low, start, end)
    place = timely(sheet.low, begin, end)
    if sheet.low.startswith(("phải ", "cần "), place) and place > begin:
        return _clause(sheet, begin, end, given, place)
    if _WORK.match(sheet.low, place, end) is None:
        return None
    for by in _BY.finditer(sheet.low, place, min(end, place + _FAR)):
        group, finish = subject_at(sheet, notes, by.end(), end)
        if not group and (unread := unread_at(sheet, by.end(), end)):
            group, finish = [Mention("organisation", by.end(), unread, sheet.said[by.end() : unread])], unread
        if group and _LEADS.match(sheet.low, finish, end):
            return _clause(sheet, begin, end, tuple(group), place, own=True)
    if (sent := SENT.match(sheet.low, place, end)) and _TOLD.search(sheet.low, place, sent.end()) is None:
        return _clause(sheet, begin, end, given, place)
    must = _MUST.search(sheet.low, place, min(end, place + _FAR))
    if must is None or ";" in sheet.low[place : must.start()] or _TOLD.search(sheet.low, place, must.start()):
        return None
    return _clause(sheet, begin, end, given, place)


def _clause(
    sheet: Sheet, begin: int, end: int, subjects: tuple[Mention, ...], verb: int, own: bool = False
) -> Clause | None:
    finish = trimmed(sheet, begin, end)
    return Clause(begin, finish, subjects, own, verb, None) if finish - begin > 20 else None
