"""Small grammar of orders: where a verb phrase begins, who its subject is, what only connects.

Not a rule by itself: the directive rules share it. All patterns are anchored and bounded.
"""

from __future__ import annotations

import re
from functools import cache

from vanban.lexicon import either, words
from vanban.notes import Mention, Notes
from vanban.rules.timely import timely
from vanban.sheet import Sheet, one_tone

CONNECTIVE = re.compile(
    r"(?:(?:đồng thời|bên cạnh đó|ngoài ra|trong đó|theo đó|vì vậy|do vậy|do đó|vì thế|đặc biệt"
    r"|đáng chú ý|cùng với đó|từ đó|tuy nhiên|nhưng|mặt khác"
    r"|nhất là|song song với đó|cụ thể|và|rằng|nên|thì|còn|qua đó|tiếp đó|trọng tâm là)(?!\w)[,:]? ?|[-–+*•,:;] ?)+"
)
OPENER = re.compile(
    r"(?:riêng|căn cứ|trên cơ sở|(?:cũng )?theo(?! dõi| sát)|để|nhằm|trong|đối với|về|trường hợp|khi|nếu|qua|thông qua|tùy"
    r"|định kỳ|hằng|hàng|trước|sau|từ|cùng với|bên cạnh"
    r"|với|tại|kể từ|ngay|vào|cùng|ngoài|nhân|thực hiện|đến|chậm nhất|liên quan(?: đến| tới)?|nhận được|quá (?:thời hạn|hạn|ngày)"
    r"|(?:các |những )?(?:nội dung|vấn đề|khó khăn|vướng mắc))(?!\w)"
)
KEPT_OPENER = re.compile(
    r"trước mắt, |trước hết, |định kỳ(?: (?:hằng|hàng) \w+)?, |(?:hằng|hàng) \w+, |trước hết (?=cần"
    r"|phải|là)"
)
MODAL = re.compile(r"(?:cần phải|phải|cần|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm)(?!\w)")
_TITLE = re.compile(r"(?:các )?(?:đồng chí|đ/c|ông|bà) ")
_JOINT = re.compile(r"(?:, và |, cùng |; | và | cùng với | cùng |, | - )(?:các đồng chí |đồng chí )?")
_NOTE = re.compile(r" ?\([^()]{1,160}\)")
_WHICH = re.compile(r" nào(?: [^,;.]{1,40}?)?(?= (?:phải|cần|chịu))")
_ALONE = r"(?:quận|huyện|tỉnh|thành phố|xã|phường|địa phương|đơn vị|sở|ngành|cơ quan)"
ALONE = re.compile(rf"{_ALONE}(?:(?:, | và ){_ALONE}){{0,4}}(?= (?:phải|cần|có trách nhiệm) )")
# A rhythm before the verb belongs to the order ("Hằng quý tổng hợp, báo cáo ...").
RHYTHM = re.compile(
    r"(?:định kỳ,? )?(?:(?:(?:hằng|hàng|mỗi) |\d{1,2} )?(?:ngày|tuần|tháng|quý|năm)"
    r"(?: ?/ ?(?:một )?lần| (?:một|1) lần)?(?:, | và )?){0,4},? ?"
)
_LATER = re.compile(
    r"(?:trong )?(?:thời gian (?:tới|tiếp theo|còn lại)|tới đây|giai đoạn (?:tới|tiếp theo)|những tháng (?:cuối|còn lại)"
    r"(?: của)? năm(?: \d{4})?|năm (?:tới|\d{4}))(?!\w),? (?=\S)"
)
PAST = re.compile(
    r"(?:cũng |vừa |luôn |cơ bản )?(?:đã|đang|vừa|từng(?! (?:đồng chí|cán bộ|đảng viên|cơ quan|đơn vị|địa phương|ngành|sở"
    r"|xã|phường|cấp|hộ|người|tổ|thôn|khu|bộ phận|cá nhân|chi bộ|huyện|tháng|tuần|quý|năm|nhiệm vụ|việc|dự án"
    r"|trường|bước)))(?!\w)"
)
FUTURE = re.compile(r"(?:cũng )?sẽ(?!\w)")


@cache
def start_of_phrase() -> re.Pattern[str]:
    """The words that may begin a verb phrase: an adverb of orders or a verb of the lexicon."""
    choices = tuple(one_tone(w) for w in (*words("verbs"), *words("adverbs")))
    # "giao Sở ..." is an order, "giao thông" is not.
    return re.compile(rf"(?:{either(choices)}|giao(?! (?:thông|lưu|dịch|ban|nhận|tiếp|thừa)))(?!\w)")


# Verbs that are nouns before these words ("quy định về chức năng").
_NOUN_HERE = re.compile(
    r"quy định (?:về|của|tại|trên|này|hiện|pháp)|(?:báo cáo|hướng dẫn|thông báo|quyết định|kết luận"
    r"|quy hoạch) (?:của|số(?! liệu| lượng)|này|kết luận|phê duyệt|tại|nêu)"
    r"|(?:đề xuất|kiến nghị|yêu cầu|đề nghị|chỉ đạo) (?:của|tại|này)|tổ chức (?:đảng|cơ sở|chính trị)"
    r"|xây dựng đảng|chuyển đổi số quốc gia"
)


def phrase_at(low: str, place: int) -> bool:
    """Tell whether a verb phrase begins at ``place``."""
    return start_of_phrase().match(low, place) is not None and not _NOUN_HERE.match(low, place)


def skip_connectives(low: str, place: int, end: int) -> int:
    """Return the place after connectives, dashes and blanks."""
    while place < end and low[place] == " ":
        place += 1
    m = CONNECTIVE.match(low, place, end)
    return m.end() if m else place


def subject_at(sheet: Sheet, notes: Notes, place: int, end: int) -> tuple[list[Mention], int]:
    """Return the bodies and offices coordinated at ``place`` and where they end; ([], place) when there are none."""
    group: list[Mention] = []
    finish = place
    for _ in range(40):
        title = _TITLE.match(sheet.low, place, end)
        mention = notes.mention_at(place) or (notes.mention_at(title.end()) if title else None)
        if mention is None or mention.end > end:
            break
        if mention.kind == "organisation" and mention.name in ("Đảng", "Nhà nước"):
            break
        group.append(mention)
        finish = _after_titles(sheet, notes, mention)
        if mention.kind == "person" and sheet.text.startswith(" - ", finish):
            held = notes.mention_at(finish + 3)
            finish = held.end if held and held.kind == "role" and held.end <= end else finish
        named = notes.mention_at(mention.end + 1) if mention.kind == "role" else None
        if named is not None and named.kind == "person" and named.end <= finish:
            group[-1] = named
        if sheet.low.startswith(" của ", finish) and (owner := notes.mention_at(finish + 5)) and owner.end <= end:
            finish = owner.end
        note = _NOTE.match(sheet.low, finish, end)
        finish = note.end() if note else finish
        joint = _JOINT.match(sheet.low, finish, end)
        if joint is None:
            break
        place = joint.end()
    which = _WHICH.match(sheet.low, finish, end) if group else None
    return group, which.end() if which else finish


def _after_titles(sheet: Sheet, notes: Notes, mention: Mention) -> int:
    """Return the end of a person with the titles that follow, or of an office with the name that follows."""
    finish = mention.end
    for _ in range(8):
        gap = 2 if mention.kind == "person" and sheet.text.startswith(", ", finish) else 1
        more = notes.mention_at(finish + gap)
        if more is None or sheet.text[finish : finish + gap] not in (" ", ", "):
            break
        if (mention.kind == "role" and more.kind == "person") or (
            mention.kind == "person" and more.kind == "role" and gap == 2
        ):
            finish, mention = more.end, more
        else:
            break
    return finish


def opened(sheet: Sheet, notes: Notes, place: int, end: int) -> int:
    """Return where the main clause begins after an opening phrase ("Để ..., ", "Trên cơ sở ..., "); ``place`` if at once."""
    if later := _LATER.match(sheet.low, place, end):
        place = later.end()
    opener = OPENER.match(sheet.low, place, end)
    if opener and opener[0] == "riêng" and subject_at(sheet, notes, opener.end() + 1, end)[0]:
        return opener.end() + 1
    if opener is None or KEPT_OPENER.match(sheet.low, place, end) or _begins_here(sheet, notes, opener, end):
        return place
    modal = MODAL.search(sheet.low, place, end)
    limit = min(end, place + 400, modal.start() if modal else end)
    bare = None
    comma = place
    for _ in range(12):
        comma = sheet.low.find(", ", comma + 1, limit)
        if comma < 0:
            break
        after = comma + 2
        if sheet.low.endswith("phòng", place, comma):
            continue
        group, finish = subject_at(sheet, notes, after, end)
        alone = ALONE.match(sheet.low, after, end) and not _IN_ROW.search(sheet.low, max(place, comma - 12), comma)
        if (group and ready(sheet.low, finish, end)) or alone:
            strict = opener[0] in ("nếu", "khi", "trường hợp") or sheet.low.find(" nếu ", place, comma) >= 0
            return after if bare is None or strict or MODAL.match(sheet.low, finish + 1) else bare
        if not group and phrase_at(sheet.low, after) and comma - place > 12:
            bare = bare or after
    return bare or place


_WELL = re.compile(
    r" (?:nghiêm|tốt|đúng|có hiệu quả|hiệu quả|đầy đủ|quyết liệt|đồng bộ|kịp thời|thường xuyên|ngay|triệt để|dứt điểm"
    r"|chặt chẽ)(?!\w)"
)
_IN_ROW = re.compile(rf"{_ALONE}$")


def _begins_here(sheet: Sheet, notes: Notes, opener: re.Match[str], end: int) -> bool:
    """Tell whether an opening word already opens the order: a rhythm with its verb, "thực hiện" without a citation."""
    if opener[0] == "thực hiện":
        if _WELL.match(sheet.low, opener.end(), end):
            return True
        comma = sheet.low.find(", ", opener.end(), end)
        return comma >= 0 and not notes.cited_between(opener.end(), comma)
    often = RHYTHM.match(sheet.low, opener.start(), end) if opener[0] in ("định kỳ", "hằng", "hàng") else None
    return often is not None and phrase_at(sheet.low, often.end())


CHARGED = re.compile(r"được (?:giao|phân công|yêu cầu)(?: nhiệm vụ| chủ trì| làm đầu mối)? (?=\w)")


def ready(low: str, finish: int, end: int) -> bool:
    """Tell whether a verb phrase, a modal or a colon follows a subject."""
    while finish < end and low[finish] in " ,:":
        finish += 1
    finish = timely(low, finish, end)
    return finish < end and (
        CHARGED.match(low, finish) is not None
        or MODAL.match(low, finish) is not None
        or phrase_at(low, finish)
        or OPENER.match(low, finish) is not None
    )


_BRACKET = re.compile(r"[()“”\[\]\"]")


def depths(text: str, start: int, end: int) -> bytearray:
    """Return for each character of a span how deep it lies in brackets and quotes (0 outside)."""
    deep = bytearray(end - start)
    level, straight, done = 0, False, start

    def fill(until: int) -> None:
        if level + straight:
            deep[done - start : until - start] = bytes((level + straight,)) * (until - done)

    for mark in _BRACKET.finditer(text, start, end):
        place, c = mark.start(), mark[0]
        fill(place)
        if c in "(“[":
            level = min(level + 1, 200)
        deep[place - start] = level + (straight or c == '"')
        if c == '"':
            straight = not straight
        elif c in ")”]" and level:
            level -= 1
        done = place + 1
    fill(end)
    return deep if level == 0 and not straight else bytearray(end - start) if level > 1 else deep


# Verbs that stand in names of bodies ("tìm kiếm cứu nạn"), and what only looks like one.
_NO_ACT = re.compile(
    r"(?:phòng,? chống|chống thiên tai|tìm kiếm|cứu nạn|cứu hộ|ứng phó|quản lý|đầu tư|nhất là|tất cả|cùng|cũng|luôn|đồng thời"
    r"|kịp thời|đặc biệt|sớm|ngay)(?!\w)"
)
_NAMES = 160  # characters: what is longer holds more than names


def acts(low: str, begin: int, end: int) -> bool:
    """Tell whether a piece holds a verb or a modal: names alone ("Thủ trưởng các sở; ...") are part of the next one's doers."""
    if end - begin > _NAMES:
        return True
    place = begin
    while 0 <= place < end:
        if (phrase_at(low, place) and not _NO_ACT.match(low, place)) or MODAL.match(low, place, end):
            return True
        place = low.find(" ", place, end) + 1 or end
    return False
