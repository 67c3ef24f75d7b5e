"""Cutting an order into its clauses, one directive each.

Source: gold guideline, decision rules 1 and 2 - ";" between verbs splits; "trọng tâm là A và B" and "trước hết là" split
off; objects under one verb stay together; named documents after ";" split; a subject carries over inside the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.anchored import Sought
from vanban.notes import Mention, Notes
from vanban.rules.doers import doer_at, opened_in_time
from vanban.rules.due import due_in
from vanban.rules.grammar import (
    ALONE,
    FUTURE,
    KEPT_OPENER,
    MODAL,
    acts,
    depths,
    phrase_at,
    ready,
    skip_connectives,
    subject_at,
)
from vanban.rules.handed import leads_party
from vanban.rules.timely import timely
from vanban.sheet import Sheet

_SEPARATOR = re.compile(
    r"; ?|,? đồng thời,? |, trọng tâm là |, trước hết (?=là (?!giao thông|các|những|việc|ở|tại|đối với)|cần |phải )|, nên "
    r"|,? cũng như (?=chỉ đạo|yêu cầu|tổ chức|thực hiện)|, (?=tiếp tục |thường xuyên"
    r" |phấn đấu (?:trình|ban hành|tổ chức|xây dựng) |sớm (?:trình|khôi phục|hoàn thành) "
    r"|siết chặt |ứng dụng |xây dựng (?!đảng|mới|cơ bản"
    r"|nông thôn)|chống |giao (?!thông"
    r"|lưu|dịch|ban|nhận|tiếp)|yêu cầu |đề nghị |triển khai |thực hiện |ban hành )"
    r"|, (?=[^;.]{3,60}? phải (?!được))| và "
    r"|, (?=(?:nơi|đơn vị|xã|phường|địa phương|sở|cơ quan|cá nhân)(?:, \w+)? nào )"
    r"|, (?=(?:kiên quyết|tuyệt đối|nhất thiết) không |(?:mỗi|hằng|hàng|định kỳ|kiên quyết)(?! năm học| trường hợp) (?!không ))"
    r"|, (?=(?:một|hai|ba|sáu|\d{1,2}) (?:giờ|tuần|tháng|năm|ngày) (?:một|1) lần )"
)
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
_BECAUSE = Sought(r", (?:vì|bởi vì|bởi|do) (?!vậy|đó)|,? (?:theo hướng|như sau|gồm|sau đây|sau)(?::|$)")
_SAID_BY = re.compile(r"[”\"],? [^”\"“;]{3,90}(?:nói|nhấn mạnh|khẳng định|cho biết|chỉ rõ|lưu ý|yêu cầu)\W*$")
_TRAILING = re.compile(r"[\s;,.:…/\-]+$|\.\.\.$")
_GIVES = re.compile(r"giao(?: cho)? (?=\S)")  # the issuer goes on: "...; giao Văn phòng ..."
# What such work leads to ("rà soát ..., xây dựng phương án ...") is its product, not a second order.
_PREPARES = re.compile(r"rà soát|nghiên cứu|khảo sát|thống kê|kiểm kê")
_PRODUCED = re.compile(r"xây dựng (?:phương án|kế hoạch|đề án|báo cáo|danh mục|dự thảo|cơ chế)")
# "sở nào để quá hạn thì Giám đốc sở đó phải chịu trách nhiệm": answered for by those ordered before.
WHOEVER = re.compile(
    r"(?:sở|ngành|bộ|cơ quan|đơn vị|địa phương|huyện|xã|phường|nơi|cá nhân|người|chủ đầu tư|cấp)(?:, [\w ,]{2,30})? nào"
    r" [^;.]{3,170}? (?:phải |thì |sẽ |bị )|(?:trường hợp|nếu) (?!cần thiết)[^;.]{3,90}?(?:,? thì |,? (?:phải|cần) )"
)
# "...; quá trình giải quyết phải công khai": the work itself is the subject.
_WORK_MUST = re.compile(
    r"(?:việc|công tác|quá trình|nội dung|kinh phí|hồ sơ|kết quả|thời gian|tiến độ|báo cáo|số liệu|danh sách)(?!\w)"
    r"[^;.:,]{0,90}? (?:phải|cần) (?!thiết)"
)
_NOT_TO = re.compile(
    r"(?:tuyệt đối |kiên quyết )?(?:không (?!quá|ít|kể|chỉ|còn|có|phải|những)|nghiêm cấm |chỉ (?:được|giao|cấp) )"
)
_COMES_OF_IT = re.compile(r"(?:qua đó|từ đó|góp phần|nhằm)(?!\w)")  # a purpose belongs to what it is for
_BY_DOCUMENT = (" tại ", " theo ", " của ", " trong ", " ở ", " bằng ", " căn cứ ", " là ")
# "...; Sở X giám sát, đôn đốc": who watches over what stands before, no work of its own.
_ONLY_WATCHES = re.compile(
    r"(?:giám sát|theo dõi|đôn đốc)(?:(?:, | và )(?:giám sát|đôn đốc|kiểm tra|theo dõi)){0,3}"
    r"(?: việc)?(?: (?:tổ chức )?thực hiện)?$"
)
_WHICH_ONE = re.compile(r"(?:(?:các )?(?:sở|ngành|cơ quan|đơn vị|địa phương|xã|phường|huyện|nơi)(?:, \w+)?) nào ")
_SHORTEST = 12  # characters: less is no order


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Clause:
    """One order at ``[start, end)``: its subjects (``own`` False when carried over), where its verb begins, its modal."""

    start: int
    end: int
    subjects: tuple[Mention, ...]
    own: bool
    verb: int
    modal: str | None
    watch: tuple[Mention, ...] = ()  # who the sentence says watches over it


def clauses(sheet: Sheet, notes: Notes, start: int, end: int, given: tuple[Mention, ...] = ()) -> list[Clause]:
    """Return the clauses of an order in ``[start, end)``; ``given`` are the subjects said before it."""
    found: list[Clause] = []
    if end - start < _SHORTEST:
        return found
    subjects = given
    for begin, finish in _pieces(sheet, notes, start, end):
        clause = _clause(sheet, notes, begin, finish, subjects)
        if clause is None:
            continue
        if found and clause.own and _ONLY_WATCHES.match(sheet.low, clause.verb, clause.end):
            found = [replace(one, watch=clause.subjects) for one in found]
            continue
        subjects = clause.subjects
        found.append(clause)
    return found


def _pieces(sheet: Sheet, notes: Notes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans between separators that really part two orders."""
    deep = depths(sheet.text, start, end)
    listing = _listing_from(sheet, notes, start, end, deep)
    begin, focus = start, False
    for m in _SEPARATOR.finditer(sheet.low, start, end):
        if deep[m.start() - start] or m.start() < begin or m.start() >= listing:
            continue
        if m[0] == " và " and not focus:
            continue
        if not _parts(sheet, notes, m, begin, end):
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
            if not phrase_at(sheet.low, after) and not (group and ready(sheet.low, finish, end)):
                return colon
        colon += 1
    return end


def _parts(sheet: Sheet, notes: Notes, m: re.Match[str], begin: int, end: int) -> bool:
    """Tell whether a separator stands between two orders."""
    low, after = sheet.low, skip_connectives(sheet.low, m.end(), end)
    if m[0].startswith(";") and _only_due(sheet, notes, after, begin, m.start(), end):
        return False
    if m[0].startswith(";"):
        if _COMES_OF_IT.match(low, m.end(), end):
            return False
        if WHOEVER.match(low, after, end) or _NOT_TO.match(low, after, end):
            return True
        group, finish = subject_at(sheet, notes, after, end)
        if group:
            if subject_at(sheet, notes, skip_connectives(low, begin, end), end)[1] >= finish:
                return False  # "Các phòng: A, B; Trung tâm C chủ động ...": one list of doers
            if not ready(low, finish, end):
                return FUTURE.match(low, finish + 1) is not None
            return acts(low, begin, m.start())
        if phrase_at(low, after) or _is_document(sheet, notes, after, begin):
            return True
        if _WORK_MUST.match(low, after, end) or doer_at(sheet, notes, after, end)[0]:
            return acts(low, begin, m.start())
        return opened_in_time(sheet, notes, after, end)[1] > after
    if m[0] == ", " and _BOTH_CITE.match(low, m.start()):
        stop = min(x for x in (low.find(";", m.end(), end), end) if x >= 0)
        return bool(notes.cited_between(begin, m.start()) and notes.cited_between(m.end(), stop))
    if m[0] == ", " and m.start() - begin >= 20 and WHOEVER.match(low, m.end(), end):
        return True
    if m[0] == ", " and _RHYTHM.match(low, m.end(), end):
        alone = timely(low, begin, end) >= m.start() or _NO_VERB.match(low, begin, m.start())
        return not alone and m.start() - begin >= 20 and _own_work(low, timely(low, m.end(), end), end)
    if m[0] == ", " and not _STRONG.match(low, m.start()):
        follows = low[m.end() : m.end() + 14]
        if follows.startswith(("tiếp tục", "thường xuyên", "phấn đấu", "sớm ")):
            return m.start() - begin >= 20
        group, finish = subject_at(sheet, notes, m.end(), end)
        if subject_at(sheet, notes, skip_connectives(low, begin, end), end)[1] >= m.start():
            return False
        if follows.startswith("giao "):
            return bool(subject_at(sheet, notes, m.end() + len("giao "), end)[0])
        must = bool(group) and MODAL.match(low, finish + 1) is not None and not WHOEVER.match(low, begin, end)
        return (must and acts(low, begin, m.start())) or (not group and follows.startswith(("yêu cầu ", "đề nghị ")))
    if m[0] == ", ":
        if notes.frame.official or low.endswith("phòng", begin, m.start()):
            return False
        stop = min(x for x in (low.find(";", m.end(), end), end) if x >= 0)
        if _PREPARES.search(low, begin, m.start()) and m[0] == ", " and _PRODUCED.match(low, m.end()):
            return False
        return m.start() - begin >= 40 and stop - m.end() >= 40
    if "cũng như" in m[0]:
        return low[begin : m.start()].find(low[m.end() : m.end() + 7]) >= 0
    return (
        phrase_at(low, after)
        or _own_work(low, timely(low, after, end), end)
        or MODAL.match(low, after) is not None
        or bool(subject_at(sheet, notes, after, end)[0])
        or "trước hết" in m[0]
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


def _clause(sheet: Sheet, notes: Notes, begin: int, finish: int, given: tuple[Mention, ...]) -> Clause | None:
    """Read one piece: skip what only connects, find its subject, its modal and its verb, cut reasons and loose ends."""
    start = skip_connectives(sheet.low, begin, finish)
    if sheet.low.startswith("trước hết ", max(begin - 10, 0)) and sheet.low[begin - 10 : begin] == "trước hết ":
        start = begin - 10
    else:
        start = opened_in_time(sheet, notes, start, finish)[0]
    if begin > 0 and (asks := _GIVES.match(sheet.low, start)) and subject_at(sheet, notes, asks.end(), finish)[0]:
        start = asks.end()
    end = trimmed(sheet, start, finish)
    if end - start < _SHORTEST:
        return None
    named, last = subject_at(sheet, notes, start, end)
    if named and (last >= end - 1 or (begin > 0 and FUTURE.match(sheet.low, last + 1))):
        return None  # somebody, but nothing to do, or what he himself means to do
    kept = KEPT_OPENER.match(sheet.low, start, end)
    place = kept.end() if kept else opened_in_time(sheet, notes, start, end)[1]
    group, after = ([], place) if leads_party(sheet, place, given) else doer_at(sheet, notes, place, end)
    if not group and (alone := ALONE.match(sheet.low, place, end)):
        group = [Mention("organisation", place, alone.end(), sheet.said[place : alone.end()])]
        after = alone.end()
    if group and given and _WHICH_ONE.match(sheet.low, place):
        group = []  # "sở nào làm chậm phải ...": those ordered before see to it
    verb = skip_connectives(sheet.low, after, end)
    modal = MODAL.match(sheet.low, verb, end)
    return Clause(start, end, tuple(group) or given, bool(group), verb, modal[0] if modal else None)


def trimmed(sheet: Sheet, start: int, end: int) -> int:
    """Return the end without final punctuation, without a reason ("vì ...") and without an unopened closing quote."""
    for m in sheet.finditer(_BECAUSE, start, end):
        late = m.start() - start > 30 and m[0].lstrip(", ").startswith(("vì", "bởi", "do"))
        if late and not depths(sheet.text, start, end)[m.start() - start]:
            end = m.start()
            break
    quoted = max(sheet.text.rfind("”", start, end), sheet.text.rfind('"', start, end))
    said = _SAID_BY.search(sheet.text, start, end) if quoted >= 0 else None
    if said:
        end = said.start()
    unopened = sheet.text.count("”", start, end) - sheet.text.count("“", start, end)
    if sheet.text.count('"', start, end) == 1 and sheet.text.endswith(('"', '".'), start, end):
        end = sheet.text.rindex('"', start, end)
    while end > start and not sheet.low[end - 1].isalnum():
        tail = _TRAILING.search(sheet.low, max(start, end - 8), end)
        if tail:
            end = tail.start()
        elif sheet.text[end - 1] == "”" and unopened > 0:
            end, unopened = end - 1, unopened - 1
        else:
            break
    return end
