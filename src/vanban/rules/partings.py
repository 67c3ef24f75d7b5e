"""Where one order ends and the next begins inside a sentence.

Not a rule by itself: :mod:`vanban.rules.clauses` reads the pieces. Source: gold guideline, decision rule 1 - ";" between verbs
splits; a comma splits only where both sides stand by themselves: each its own day, a rhythm, a ban, an answer for delay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.lexicon import either, words
from vanban.notes import Notes
from vanban.rules.doers import doer_at, opened_in_time
from vanban.rules.due import due_in
from vanban.rules.grammar import (
    FUTURE,
    MODAL,
    acts,
    depths,
    phrase_at,
    ready,
    skip_connectives,
    start_of_phrase,
    subject_at,
)
from vanban.rules.subjects import dates_of
from vanban.rules.timely import timely
from vanban.sheet import Sheet, following, one_tone

_ANY = (
    r"(?:sở|ngành|bộ|cơ quan|đơn vị|địa phương|huyện|xã|phường|nơi|cá nhân|người|chủ đầu tư|cấp|dự án|công trình|hồ sơ"
    r"|nội dung|việc|nhiệm vụ|tàu|xe|mỏ|bến|hộ|thôn|trường|cơ sở|nhà thầu|cán bộ|đồng chí|tổ chức|doanh nghiệp|trường hợp"
    r"|chi bộ|đảng bộ|cấp ủy|phòng|ban|chi cục|tổ|lớp)"
)
_SEPARATOR = re.compile(
    r"; ?|,? đồng thời,? |, trọng tâm là |, trước hết (?=là (?!người|giao thông|các|những|việc|ở|tại|đối với)|cần |phải )|, nên "
    r"|,? cũng như (?=chỉ đạo|yêu cầu|tổ chức|thực hiện)|, (?=tiếp tục |thường xuyên"
    r" |phấn đấu (?:trình|ban hành|tổ chức|xây dựng|hoàn thành) |sớm (?:trình|khôi phục|hoàn thành) "
    r"|siết chặt |ứng dụng |xây dựng (?!đảng|mới|cơ bản"
    r"|nông thôn)|chống |giao (?!thông"
    r"|lưu|dịch|ban|nhận|tiếp)|yêu cầu |đề nghị |triển khai |thực hiện |ban hành )"
    r"|, (?=kịp thời (?:phản ánh|tham mưu|kiến nghị|đề xuất|cảnh báo) |tăng cường |(?:nếu|khi|trường hợp) [^,;.]{4,80} thì )"
    r"|, (?=[^;.]{3,60}? phải (?!được))| và "
    rf"|, (?={_ANY}(?:, \w+)? nào )"
    r"|, (?=(?:kiên quyết|tuyệt đối|nhất thiết) không |(?:mỗi|hằng|hàng|định kỳ|kiên quyết)(?! năm học| trường hợp) (?!không ))"
    r"|, (?=(?:một|hai|ba|sáu|\d{1,2}) (?:giờ|tuần|tháng|năm|ngày) (?:một|1) lần )"
)
_COMMA = re.compile(rf"{_SEPARATOR.pattern}|, ")  # where several days are named, a comma may part what each is for
_FURTHER = re.compile(
    r"kịp thời |tăng cường |(?:nếu|khi|trường hợp) "
    r"|phấn đấu hoàn thành (?!trước|trong|xong|đến|vào|chậm|các? |\w+ tiêu)"
)
_FOR_WHOM = re.compile(r" (?:để|nhằm|làm cơ sở|phục vụ) ")
_STRONG = re.compile(r", (?=siết|ứng dụng|xây dựng|chống)")
# A rhythm or a ban after a comma parts what it says from what stands before it.
_RHYTHM = re.compile(
    r"(?:kiên quyết|tuyệt đối|nhất thiết) |mỗi |hằng |hàng |định kỳ "
    r"|(?:một|hai|ba|sáu|\d{1,2}) (?:giờ|tuần|tháng|năm|ngày) (?:một|1) lần "
)
_NO_VERB = re.compile(r"(?:trong|từ|đến|giai đoạn) [^,]*$")
_EVERY = re.compile(r"(?:định kỳ )?(?:(?:một|hai|ba|sáu|\d{1,2}) )?(?:tuần|tháng|năm|ngày|quý)?(?: (?:một|1) lần)? ?")
# "...; phê duyệt xong trước ngày ...": when, not what.
_ONLY_DUE = re.compile(
    r"(?:(?:phấn đấu|cố gắng|bảo đảm|đảm bảo|thực hiện|triển khai|việc này|phải|cần) ){0,4}"
    r"(?:hoàn thành|hoàn tất|xong|kết thúc)(?: dứt điểm| việc này)? (?:xong )?"
    r"(?:trước|trong|chậm nhất|muộn nhất|vào|đến|hết|quý|tháng)"
    r" [^;,.]{2,60}$"
)
_BOTH_CITE = re.compile(r", (?=triển khai |thực hiện |ban hành )")
# What such work leads to ("rà soát ..., xây dựng phương án ...") is its product, not a second order.
_PREPARES = re.compile(r"rà soát|nghiên cứu|khảo sát|thống kê|kiểm kê")
_PRODUCED = re.compile(r"xây dựng (?:phương án|kế hoạch|đề án|báo cáo|danh mục|dự thảo|cơ chế)")
# "sở nào để quá hạn thì Giám đốc sở đó phải chịu trách nhiệm": answered for by those ordered before.
WHOEVER = re.compile(
    rf"(?:quá (?:thời hạn|hạn|ngày)[^,;.]{{0,40}}, )?{_ANY}(?:, [\w ,]{{2,30}})? nào"
    r" [^;.]{3,170}? (?:phải |thì |sẽ |bị )|(?:trường hợp|nếu) (?!cần thiết)[^;.]{3,90}?(?:,? thì |,? (?:phải|cần) )"
)
WHICH_ONE = re.compile(rf"(?:các )?{_ANY}(?:, \w+)? nào ")
# "...; quá trình giải quyết phải công khai": the work itself is the subject.
_WORK_MUST = re.compile(
    r"(?:việc|công tác|quá trình|nội dung|kinh phí|hồ sơ|kết quả|thời gian|tiến độ|báo cáo|số liệu|danh sách)(?!\w)"
    r"[^;.:,]{0,90}? (?:phải|cần) (?!thiết)"
)
_NOT_TO = re.compile(
    r"(?:tuyệt đối |kiên quyết )?(?:không (?!quá|ít|kể|chỉ|còn|có|phải|những)|nghiêm cấm |chỉ (?:được|giao|cấp) )"
)
_COMES_OF_IT = re.compile(r"(?:qua đó|từ đó|góp phần|nhằm)(?!\w)")  # a purpose belongs to what it is for
# After ";" whatever is no further thing of the same kind is a further order, its verb known or not.
_ODD = re.compile(r"(?:từng bước|từ nay|theo dõi|từ chối|(?:hàng|mỗi) (?:giờ|ngày|tuần|tháng|quý|năm|học kỳ))(?!\w)")


@cache
def _things() -> re.Pattern[str]:
    """What begins a thing or says more of it: "; các công trình ...", "; tổng kinh phí ...", "; trong đó ..."."""
    return re.compile(rf"(?:\d|(?:{either(tuple(one_tone(word) for word in words('things')))})(?!\w))")


# "; kết quả gửi về Sở X trước ngày ...", "; phần còn thiếu do huyện tự bảo đảm".
SENT = re.compile(
    r"(?:kết quả|báo cáo|văn bản|hồ sơ|ý kiến|danh sách|số liệu|đề xuất|kế hoạch|phương án|đề án)(?: [^\W\d]+){0,8}? "
    r"(?:báo cáo|gửi|trình|nộp)(?: về| lên| cho)? (?!kết quả|tình hình|số liệu)(?:[^;.]{3,110}? )?"
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|trong|xong|vào|đến)(?!\w)[^;.]{0,24}\d"
)
_REST = re.compile(r"(?:riêng )?(?:phần|số|nội dung|kinh phí|các \w+)(?: [^\s,;.]{1,10}){1,8}? do (?=\S)")
_AGAIN = re.compile(r"[A-ZĐÀ-Ỹ][^;.:]{2,120}: (?=\S)")
_FAR = 600
_ALONE = 10  # characters: one bare verb
_EACH = 15  # characters: what is shorter has no object of its own
_BY_DOCUMENT = (" tại ", " theo ", " của ", " trong ", " ở ", " bằng ", " căn cứ ", " là ")


def pieces(sheet: Sheet, notes: Notes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans between separators that really part two orders."""
    deep = depths(sheet.text, start, end)
    listing = _listing_from(sheet, notes, start, end, deep)
    starts, _ = dates_of(notes)
    several = following(starts, end) - following(starts, start) > 1
    begin, focus = start, False
    for m in (_COMMA if several else _SEPARATOR).finditer(sheet.low, start, end):
        if deep[m.start() - start] or m.start() < begin or m.start() >= listing:
            continue
        if m[0] == " và " and not focus:
            continue
        if not _parts(sheet, notes, m, start, begin, end):
            continue
        yield begin, m.start()
        begin = m.end()
        focus = "trọng tâm" in m[0]
    yield begin, end


def _listing_from(sheet: Sheet, notes: Notes, start: int, end: int, deep: bytearray) -> int:
    """Return where an enumeration of things begins (after a colon that no verb follows); orders stop being parted there."""
    colon = start
    while (colon := sheet.low.find(": ", colon, end)) >= 0:
        if not deep[colon - start] and colon > start + 30:
            after = colon + 2
            if sheet.low.endswith("theo hướng", start, colon):
                return colon
            group, finish = subject_at(sheet, notes, after, end)
            again = _AGAIN.match(sheet.text, after, end)  # "Chủ tịch UBND các huyện: A, B: tổ chức ..."
            if (
                not phrase_at(sheet.low, after)
                and not (group and ready(sheet.low, finish, end))
                and not (again and phrase_at(sheet.low, again.end()))
            ):
                return colon
        colon += 1
    return end


def _parts(sheet: Sheet, notes: Notes, m: re.Match[str], start: int, begin: int, end: int) -> bool:
    """Tell whether a separator stands between two orders."""
    low, after = sheet.low, skip_connectives(sheet.low, m.end(), end)
    if m[0].startswith(";"):
        return _semicolon(sheet, notes, (begin, m.start()), m.end(), end, begin > start)
    if m[0] == ", ":
        return _comma(sheet, notes, (begin, m.start()), m.end(), end)
    if "cũng như" in m[0]:
        return low[begin : m.start()].find(low[m.end() : m.end() + 7]) >= 0
    return (
        phrase_at(low, after)
        or _own_work(low, timely(low, after, end), end)
        or MODAL.match(low, after) is not None
        or bool(subject_at(sheet, notes, after, end)[0])
        or "trước hết" in m[0]
    )


def _semicolon(sheet: Sheet, notes: Notes, left: tuple[int, int], place: int, end: int, later: bool) -> bool:
    """Tell whether an order begins behind ";" at ``place``; ``later``: another was parted off before."""
    low, after = sheet.low, skip_connectives(sheet.low, place, end)
    after += sheet.text[after : after + 1] in ("“", '"')
    if _only_due(sheet, notes, after, *left, end) or _COMES_OF_IT.match(low, place, end):
        return False
    if WHOEVER.match(low, after, end) or _NOT_TO.match(low, after, end) or SENT.match(low, after, end):
        return True
    group, finish = subject_at(sheet, notes, after, end)
    if group:
        if subject_at(sheet, notes, skip_connectives(low, left[0], end), end)[1] >= finish:
            return False  # "Các phòng: A, B; Trung tâm C chủ động ...": one list of doers
        if not ready(low, finish, end):
            return FUTURE.match(low, finish + 1) is not None
        return acts(low, *left)
    if phrase_at(low, after) or _is_document(sheet, notes, after, left[0]):
        return True
    rest = _REST.match(low, after, end)
    if rest or _WORK_MUST.match(low, after, end) or doer_at(sheet, notes, after, end)[0]:
        return acts(low, *left)
    if opened_in_time(sheet, notes, after, end)[1] > after:
        return True
    if _stop(low, after, end) - after < _EACH:
        return False
    thing = _things().match(low, after) or start_of_phrase().match(low, after)  # such verbs are nouns here
    further = _ODD.match(low, after) or thing is None
    return bool(further) and sheet.text[after : after + 1].islower() and (later or acts(low, *left))


def _comma(sheet: Sheet, notes: Notes, left: tuple[int, int], place: int, end: int) -> bool:
    """Tell whether an order begins behind a comma at ``place``."""
    low, begin, comma = sheet.low, *left
    if _each_dated(sheet, notes, left, place, end):
        return True
    if _SEPARATOR.match(low, comma) is None:
        return False
    stop = _stop(low, place, end)
    if timely(low, begin, end) >= place:
        return False  # "Trong vòng 10 ngày kể từ ngày ban hành ..., Sở X phải ..."
    if _BOTH_CITE.match(low, comma):
        return bool(notes.cited_between(begin, comma) and notes.cited_between(place, stop))
    if comma - begin >= 20 and WHOEVER.match(low, place, end):
        return True
    if _FURTHER.match(low, place, end):
        return comma - begin >= 30 and stop - place >= 25 and acts(low, *left)
    if _RHYTHM.match(low, place, end):
        alone = timely(low, begin, end) >= comma or _NO_VERB.match(low, begin, comma)
        if comma - doer_at(sheet, notes, skip_connectives(low, begin, end), end)[1] < _ALONE:
            return False  # "Văn phòng theo dõi, định kỳ báo cáo"
        return not alone and comma - begin >= 20 and _own_work(low, timely(low, place, end), end)
    if _STRONG.match(low, comma):
        if notes.frame.official or low.endswith("phòng", begin, comma):
            return False
        if _PREPARES.search(low, begin, comma) and _PRODUCED.match(low, place):
            return False
        return comma - begin >= 40 and stop - place >= 40
    follows = low[place : place + 14]
    if follows.startswith(("tiếp tục", "thường xuyên", "phấn đấu", "sớm ")):
        return comma - begin >= 20 and not follows.startswith("phấn đấu hoàn")
    group, finish = subject_at(sheet, notes, place, end)
    if subject_at(sheet, notes, skip_connectives(low, begin, end), end)[1] >= comma:
        return False
    if follows.startswith("giao "):
        return bool(subject_at(sheet, notes, place + len("giao "), end)[0])
    must = bool(group) and MODAL.match(low, finish + 1) is not None and not WHOEVER.match(low, begin, end)
    return (must and acts(low, *left)) or (not group and follows.startswith(("yêu cầu ", "đề nghị ")))


def _stop(low: str, place: int, end: int) -> int:
    """Return where a piece ends at the latest; one longer than any order is is not looked through."""
    end = min(end, place + _FAR)
    stop = low.find(";", place, end)
    return stop if stop >= 0 else end


def _each_dated(sheet: Sheet, notes: Notes, left: tuple[int, int], place: int, end: int) -> bool:
    """Tell whether a verb follows a comma and what stands on each side of it has a day of its own."""
    low = sheet.low
    if (
        not phrase_at(low, place)
        or left[1] - left[0] < _EACH
        or _FOR_WHOM.search(low, max(left[0], left[1] - 90), left[1])
    ):
        return False
    stop = _stop(low, place, end)
    if stop - place < _EACH or _ONLY_DUE.match(low, place, stop):
        return False
    return all(
        due_in(sheet, notes, *span, span[0]).fields.get("deadline")
        for span in ((max(left[0], left[1] - _FAR), left[1]), (place, stop))
    )


def _own_work(low: str, place: int, end: int) -> bool:
    """Tell whether a verb follows a rhythm or a ban ("định kỳ báo cáo", "kiên quyết không để")."""
    often = _EVERY.match(low, place, end)
    return phrase_at(low, place) or (often is not None and phrase_at(low, often.end()))


def _only_due(sheet: Sheet, notes: Notes, place: int, begin: int, before: int, end: int) -> bool:
    """Tell whether a piece says no more than by when the one before it, still without a day, is to be done."""
    stop = sheet.low.find(";", place, end)
    stop = stop if stop >= 0 else end
    while stop > place and sheet.low[stop - 1] in " ./;":
        stop -= 1
    return _ONLY_DUE.match(sheet.low, place, stop) is not None and not due_in(sheet, notes, begin, before, begin).stated


def _is_document(sheet: Sheet, notes: Notes, place: int, begin: int) -> bool:
    """Tell whether a document is named at ``place`` that is the object of the verb before, not where or by what it is said."""
    if not sheet.text[place : place + 1].isupper() or not notes.near_reference(place):
        return False
    first = next(iter(notes.cited_between(begin, place)), None)
    return first is None or not sheet.low.endswith(_BY_DOCUMENT, 0, first.start)
