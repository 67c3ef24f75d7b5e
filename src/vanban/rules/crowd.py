"""A long row of doers before one verb: "các sở, ngành, cơ quan thành viên ...; UBND các xã; Công ty A và các đơn vị quản lý".

Not a rule by itself: where the grammar of bodies knows only some of the names, the joints between them and the verb behind
them show the others. Every step looks a bounded way ahead.
"""

from __future__ import annotations

import re

from vanban.notes import Mention, Notes
from vanban.rules.grammar import MODAL, phrase_at, ready, subject_at
from vanban.sheet import Sheet

_JOINT = re.compile(r",? (?:và|cùng với|cùng|với) |[,;] (?:và |cùng |cùng với )?")
_NOTE = re.compile(r" ?\([^()]{1,160}\)")
# What a name may begin with that the grammar does not know.
_DETERMINED = re.compile(r"(?:các|những|mỗi|từng|toàn thể|toàn bộ|một số|hệ thống|mọi) ")
_PIECE = re.compile(
    r"(?:(?:các|những|mỗi|từng|toàn thể|toàn bộ|một số|hệ thống|mọi) )?(?:cơ quan"
    r"|(?:đơn vị )?tư vấn(?: (?:giám sát|thiết kế))?|đơn vị (?:thi công|vận hành|quản lý|thiết kế)|đơn vị"
    r"|địa phương|tổ chức|ban,? ngành"
    r"|ban (?:quản lý|chỉ huy|chỉ đạo|giám đốc|giám hiệu)(?: dự án| rừng| chợ| khu)?|ban|ngành"
    r"|sở|bộ(?! phận)|hội(?! nghị)|đoàn thể|đoàn viên|hội viên|phòng(?! chống|, chống)|trường(?! hợp)|nhà trường"
    r"|cơ sở(?: sản xuất(?:,? kinh doanh)?(?:, dịch vụ)?| kinh doanh(?:, dịch vụ)?| thu gom| giết mổ)?"
    r"|doanh nghiệp|cá nhân"
    r"|hợp tác xã|tổ hợp tác|công ty|tổng công ty|lực lượng|cấp ủy|tổ chức đảng|chính quyền|người đứng đầu|thành viên|thủ trưởng"
    r"|cán bộ|công chức|viên chức|đảng viên|người lao động|nhân dân|người dân|nhà thầu|nhà đầu tư"
    r"|chủ (?:đầu tư|rừng|hồ|cơ sở|tàu|phương tiện|doanh nghiệp|hộ|dự án|đập)|xã(?! hội)|phường|thị trấn|thị xã|thành phố|đặc khu"
    r"|huyện|quận|thôn|bản"
    r"|khu(?: (?:phố|du lịch|điểm|công nghiệp))?|điểm (?:du lịch|bán)|tổ dân phố|trưởng (?:thôn|bản|ban|phòng|khu)|tổ trưởng"
    r"|trung tâm|bệnh viện|trạm|tập đoàn|ngân hàng|hiệp hội"
    r"|liên đoàn|liên minh|mặt trận|tiểu ban|tổ công tác|đoàn công tác|đội|đồng chí|hộ gia đình|hiệu trưởng|giám đốc|ủy viên"
    r"|công an|quân đội|dân quân|chi nhánh|văn phòng|kho bạc|báo(?! cáo)|đài|cục|chi cục|đảng bộ|chi bộ|đảng ủy|hạt"
    r"|tòa án|viện kiểm sát)(?!\w)"
)
_SAME = re.compile(
    r"(?:cơ quan|đơn vị(?! (?:tư vấn|thi công|vận hành|thiết kế))"
    r"|địa phương|tổ chức|doanh nghiệp|đoàn thể|ban,? ngành|ban(?! quản lý| chỉ)|ngành"
    r"|hội(?: quần chúng)?|lực lượng|cá nhân"
    r"|huyện|thị xã|thành phố|xã|phường|đặc khu|cơ sở)(?!\w)"
)
_MANY = re.compile(r" các (?:sở|ban|ngành|cơ quan|đơn vị|tổ chức|phòng)(?!\w)")
_GROUNDS = re.compile(r"(?:căn cứ|trên cơ sở|tùy theo|theo (?:chức năng|nhiệm vụ|thẩm quyền|phân công|phạm vi))(?!\w)")
_TOLD = re.compile(r" (?:đã|đang|sẽ|vừa|là|gồm|bị|rất|mới|nói chung|như|cho biết|cho rằng)(?!\w)")
# "cán bộ diện Tỉnh ủy quản lý": whose they are, no verb of theirs.
_OF_WHOM = re.compile(r" (?:diện|do|thuộc diện) [^,;.:()]{2,60}? (?:quản lý|phụ trách|chủ trì|làm chủ đầu tư)(?!\w)")
_BREAK = re.compile(r"[ ,;:.(]")
_MOST = 30  # names
_WORDS = 16  # words a name may go on behind what is known of it
_LONGEST = 900  # characters


def crowd_at(sheet: Sheet, notes: Notes, place: int, end: int) -> tuple[list[Mention], int]:
    """Return the doers in a row at ``place`` that a verb follows, and where they end; ([], place) when there are none."""
    found: list[Mention] = []
    limit, begin = min(end, place + _LONGEST), place
    for _ in range(_MOST):
        group, finish = subject_at(sheet, notes, begin, end)
        if group and ready(sheet.low, finish, end):
            return [*found, *group], finish
        if not group:
            if not opens_name(sheet, begin, bool(found)):
                break
            head = _PIECE.match(sheet.low, begin)
            finish = head.end() if head else begin
        named = bool(group) and not _of_many(group[-1])
        stop, following = _runs_to(sheet, notes, finish, limit, finish > begin, named)
        if stop is None:
            break
        if not group:
            if following is None and not (found or _DETERMINED.match(sheet.low, begin)) and begin < finish >= stop:
                break  # "Cơ quan chủ trì" is the head of a column
            note = sheet.text.find(" (", begin, stop)
            name = sheet.said[begin : note if note > 0 else stop]
            group = [Mention("organisation", begin, stop, name, True)]
            if found and one_of_many(found[-1], sheet.low, begin):
                first = found.pop().start
                group = [Mention("organisation", first, stop, sheet.said[first:stop], True)]
        elif stop > finish and (group[-1].generic or group[-1].kind == "role"):
            last = group[-1]
            group[-1] = Mention("organisation", last.start, stop, sheet.said[last.start : stop], True)
        found += group
        if following is None:
            return found, stop
        begin = following
    return [], place


def one_of_many(before: Mention, low: str, place: int) -> bool:
    """Tell whether a bare noun at ``place`` is one more part of the collective named before it."""
    many = _of_many(before) or _DETERMINED.match(before.name.lower()) is not None
    return many and _SAME.match(low, place) is not None


def _of_many(mention: Mention) -> bool:
    """Tell whether a name is a collective's: a bare noun behind it is one more part of it ("các sở, ..., doanh nghiệp")."""
    return mention.generic or (mention.kind == "role" and _MANY.search(mention.name.lower()) is not None)


def opens_name(sheet: Sheet, place: int, further: bool = False) -> bool:
    """Tell whether words at ``place`` may begin a name; a capital will do for one that is not the first."""
    if phrase_at(sheet.low, place):
        return False
    if _PIECE.match(sheet.low, place):
        return True
    listed = further and sheet.text[place - 2 : place - 1] in (",", ";")
    return listed and sheet.text[place : place + 1].isupper()


def _runs_to(
    sheet: Sheet, notes: Notes, place: int, limit: int, known: bool, named: bool
) -> tuple[int | None, int | None]:
    """Return where a name ends and where the next one begins (None before a verb); (None, None) when neither comes.

    A body ``named`` in full has nothing between its name and its verb ("UBND tỉnh trân trọng cảm ơn sự quan tâm ...").
    """
    at = place
    for step in range(_WORDS):
        if aside := _NOTE.match(sheet.low, at, limit) or _OF_WHOM.match(sheet.low, at, limit):
            at = aside.end()
        if known or step:
            joint = _JOINT.match(sheet.low, at, limit)
            if joint and (notes.mention_at(joint.end()) or opens_name(sheet, joint.end(), True)):
                return at, joint.end()
            if _verb_follows(sheet, at, limit):
                if sheet.low.endswith(" được", place, at):  # "cơ quan được lấy ý kiến có trách nhiệm ..."
                    must = MODAL.search(sheet.low, at, min(limit, at + 70))
                    at = must.start() - 1 if must else at - len(" được")
                return (None, None) if named and step else (at, None)
        if at >= limit or sheet.text[at] in '.;:,”“"' or _TOLD.match(sheet.low, at):
            break
        following = _BREAK.search(sheet.text, at + 1, limit)
        if following is None:
            break
        at = following.start()
    return None, None


def _verb_follows(sheet: Sheet, place: int, limit: int) -> bool:
    """Tell whether a verb in small letters, a modal or a colon with one stands at ``place``."""
    if sheet.text[place : place + 1] in (":", ","):
        return ready(sheet.low, place, limit)
    begin = place + 1
    if not sheet.text[begin : begin + 1].islower():
        return False
    if _GROUNDS.match(sheet.low, begin, limit):
        return True
    return phrase_at(sheet.low, begin) or MODAL.match(sheet.low, begin, limit) is not None
