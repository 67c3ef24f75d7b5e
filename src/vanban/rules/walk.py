"""The walk down an official text: which item stands open, whom its heading names, whether its part holds orders.

Not a rule by itself: the rule for items asks it. An item inherits the leads of the item above; aims, grounds, results and
addresses are parts without orders.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from vanban.anchored import Sought
from vanban.notes import Mention, Notes
from vanban.rules.clauses import Clause
from vanban.rules.crowd import opens_name
from vanban.rules.doers import unread_names
from vanban.rules.grammar import acts, opened, phrase_at, ready, subject_at
from vanban.rules.handed import handed_to, stands_over
from vanban.rules.leads import head_lead
from vanban.rules.orders import Lead
from vanban.segment import Paragraph
from vanban.segment.markers import RANKS
from vanban.sheet import Sheet

_PREFIX = re.compile(
    r"(?:giao|đề nghị|yêu cầu|đối với|trách nhiệm của|nhiệm vụ của|mời|phân công|các nhiệm vụ của|về phía"
    r"|kính đề nghị)(?: cho)?:? (?=\S)"
)
_PASSIVE = re.compile(
    r"(?:một số |các )?(?:chỉ tiêu|kiến nghị|đề xuất)(?! (?:ubnd|sở|các|bộ|chính phủ))|mục đích|mục tiêu"
    r"|yêu cầu(?! (?:các|thủ trưởng|ubnd|sở|chủ tịch))|quan điểm|căn cứ|tình hình"
    r"|kết quả|đánh giá|nguyên nhân"
    r"|hạn chế|tồn tại|ưu điểm|khái quát|bối cảnh|phạm vi|đối tượng|danh nghĩa|chủ đề|thời gian"
    r"|địa điểm|thành phần|kinh phí"
    r"|nguồn vốn|sự cần thiết|cơ sở pháp lý|bài học|giải thích từ ngữ|nguyên tắc"
)
_ACTIVE = Sought(
    r"nhiệm vụ|giải pháp|tổ chức thực hiện|phân công|trách nhiệm|nội dung thực hiện|phương hướng"
    r"|kế hoạch thực hiện|thực hiện|ý kiến chỉ đạo"
)
# "Kết quả thực hiện nhiệm vụ năm 2025": what was done, not what is to be done.
_TOLD = re.compile(
    r"(?:về )?(?:những |một số |các )?(?:kết quả|đánh giá|tình hình|tồn tại|hạn chế|ưu điểm|khuyết điểm)(?! chỉ đạo)"
    r"(?!.*(?:và|,|;) (?:nhiệm vụ|phương hướng|giải pháp|tổ chức))"
)
_CONCLUSION = re.compile(r"(?:ý kiến |nội dung |phần )?kết luận(?: của [^.;]{3,80}| chung| cuộc họp| hội nghị)?\W*")
_OPENS_LIST = re.compile(
    r"(?:nội dung|nhiệm vụ|công việc|biện pháp|giải pháp|việc|ý kiến|yêu cầu|vấn đề)(?: [^.;:]{0,60})?"
    r"(?:sau|sau đây|dưới đây|trọng tâm|cụ thể)(?: đây)?:?$|như sau:?$|sau:$"
)
_HANDS_DOWN = re.compile(
    r"(?: chủ động,?| khẩn trương,?| tập trung| căn cứ chức năng, nhiệm vụ(?: được giao)?,?){0,4}"
    r" (?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|thực hiện|triển khai(?: thực hiện)?)(?: tốt)?"
    r"(?: (?:các|một số) (?:nhiệm vụ|nội dung|công việc|việc"
    r"|giải pháp)(?: [^,;.:]{0,30})?)?(?: (?:sau|sau đây|như sau))?"
)
_BODY_LIKE = re.compile(
    r"(?:Các (?:bệnh viện|trường|cơ sở|trung tâm|phòng|ban quản lý|chủ đầu tư|doanh nghiệp|chi nhánh|hội"
    r"|đơn vị)|Trưởng các|Sở|Bộ|Ban|Cục|Vụ|Viện|UBND|HĐND|Ủy ban|Công an|Văn phòng|Đảng ủy|Hội|Trung tâm|Đài|Công ty"
    r"|Tổng|Chủ tịch|Giám đốc"
    r"|Thủ trưởng) \S"
)
_NAMES_BELOW = re.compile(
    r": [A-ZĐÀ-Ỹ][^\s,;.]*(?:(?: |, | và )[A-ZĐÀ-Ỹ][^\s,;.]*| [a-zà-ỹ]{2,6}(?= [A-ZĐÀ-Ỹ])){0,24}$"
)
_TO_WHOM = re.compile(r"kính gửi|gửi:|điện:?$")


@dataclass(slots=True)
class Level:
    """An open item: its rank, the leads it hands down, whether its part holds orders (None: not said), lists below.

    ``over`` are those who direct whoever is named below ("Đảng ủy X lãnh đạo, chỉ đạo:").
    """

    rank: int
    leads: tuple[Mention, ...] = ()
    over: tuple[Mention, ...] = ()
    active: bool | None = None
    listing: bool = False


@dataclass(slots=True)
class Walk:
    """Where the walk stands: the open items from the outside in, and what an unnumbered sentence has opened."""

    levels: list[Level] = field(default_factory=list)
    listed: tuple[Mention, ...] = ()
    over: tuple[Mention, ...] = ()
    listing: bool = False
    started: bool = False
    addressing: bool = False
    speaker: Lead | None = None
    latest: tuple[Mention, ...] = ()
    told: tuple[Mention, ...] = ()  # who was told by name last in this paragraph
    just_begun: bool = False

    def leads(self) -> tuple[Mention, ...]:
        """Return the nearest leads handed down."""
        return next(
            (level.leads for level in reversed(self.levels) if level.leads), self.listed if self.listing else ()
        )

    def active(self) -> bool:
        """Tell whether the nearest part that says so holds orders."""
        return next((level.active for level in reversed(self.levels) if level.active is not None), None) is not False

    def ordering(self) -> bool:
        """Tell whether the nearest part that says so is one of tasks: there a report too orders."""
        return next((level.active for level in reversed(self.levels) if level.active is not None), None) is True

    def invited(self) -> bool:
        """Tell whether an item here is an order even without a lead."""
        return self.listing or any(level.active or level.listing for level in self.levels)

    def directed(self, part: Clause) -> Clause:
        """Return a clause of a doer of its own with those who direct him by the nearest heading that names leads."""
        near = next((level for level in reversed(self.levels) if level.leads), None)
        over, leads = (near.over, near.leads) if near else (self.over, self.listed) if self.listing else ((), ())
        own = [m for m in part.subjects if m not in leads]
        return replace(part, subjects=(*over, *own)) if over and own else part

    def open_below(self, sheet: Sheet, notes: Notes, here: Level | None, part: Clause) -> None:
        """Open a list below a clause: its doers do what the items say, and direct those whom the items name."""
        handed = handed_to(sheet, notes, part.verb, part.end)
        directs = bool(handed) or stands_over(sheet, part.verb, part.end)
        self.open_list(here, (*part.subjects, *handed), part.subjects if directs else ())

    def open_list(self, here: Level | None, leads: tuple[Mention, ...], over: tuple[Mention, ...] = ()) -> None:
        """Note that the items below belong to a list with these leads."""
        if here is not None:
            here.listing, here.leads, here.over = True, leads or here.leads, over
        else:
            self.listing, self.listed, self.over = True, leads, over

    def enter(self, sheet: Sheet, paragraph: Paragraph) -> Level | None:
        """Step to a paragraph: close the items it ends; return its level when it is an item."""
        mark = paragraph.marker
        if mark is None:
            while self.levels and self.levels[-1].rank >= RANKS["bullet"]:
                self.levels.pop()
            return None
        rank = RANKS[mark.style] + (1 if mark.style == "bullet" and mark.label in "+*" else 0)
        while self.levels and self.levels[-1].rank >= rank:
            self.levels.pop()
        if not self.levels and mark.style in ("roman", "part", "chapter", "upper"):
            self.listing = False
        self.levels.append(Level(rank))
        return self.levels[-1]

    def name_for_all(self, sheet: Sheet, notes: Notes, here: Level, body: int, end: int) -> None:
        """Let whoever an item opens with before a colon do all it says: "d) Sở A: Tham mưu ... . Việc ... phải xong"."""
        asked = head_lead(sheet, body, end)
        group, finish = subject_at(sheet, notes, asked.end() + 1 if asked else body, end)
        if group and not here.leads and sheet.text[finish : finish + 1] == ":":
            here.leads = tuple(group)

    def begin_part(self, active: bool | None) -> None:
        """Step to a heading in capitals: all items end."""
        self.levels = [Level(-1, active=active)]
        self.just_begun = active is None or active

    def addressed(self, sheet: Sheet, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph is the address ("Kính gửi: ...") or an item of it."""
        if paragraph.marker is None:
            short = paragraph.end - paragraph.start < 300
            self.addressing = short and _TO_WHOM.search(sheet.low, paragraph.start, paragraph.end) is not None
        elif paragraph.marker.style != "bullet":
            self.addressing = False
        return self.addressing


def in_capitals(sheet: Sheet, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a heading in capitals."""
    text = sheet.text[paragraph.start : paragraph.end]
    return len(text) < 150 and text.isupper()


def part_of(sheet: Sheet, start: int, end: int) -> bool | None:
    """Say whether a heading opens a part with orders, one without, or does not tell."""
    if _TOLD.match(sheet.low, start, end):
        return False
    if sheet.search(_ACTIVE, start, end) or _CONCLUSION.fullmatch(sheet.low, start, end):
        return True
    return False if _PASSIVE.match(sheet.low, start, end) else None


def broken_off(sheet: Sheet, paragraph: Paragraph) -> bool:
    """Tell whether a dashed paragraph is the rest of the line above ("... Thăng Long | - Hà Nội lần II"): no verb, no stop."""
    mark, before = paragraph.marker, paragraph.start - 2
    if mark is None or mark.style != "bullet" or before < 0 or not sheet.text[before].isalnum():
        return False
    first = sheet.low.find(";", mark.body, paragraph.end)
    return not acts(sheet.low, mark.body, first if first > 0 else paragraph.end)


def announces_list(sheet: Sheet, start: int, end: int) -> bool:
    """Tell whether a sentence says that a list follows it."""
    while end > start and sheet.text[end - 1] in " .":
        end -= 1
    return sheet.text[end - 1 : end] == ":" or _OPENS_LIST.search(sheet.low, max(start, end - 120), end) is not None


def is_head(sheet: Sheet, notes: Notes, paragraph: Paragraph, here: Level, walk: Walk, deeper: bool) -> bool:
    """Tell whether an item is a heading, and note what it hands down: its leads, or whether its part is active."""
    assert paragraph.marker is not None
    body, end = paragraph.marker.body, paragraph.end
    stop = end
    while stop > body and sheet.text[stop - 1] in " .:;":
        stop -= 1
    prefix = _PREFIX.match(sheet.low, body, stop)
    start = prefix.end() if prefix else body
    group, finish = subject_at(sheet, notes, start, stop)
    unread = (
        _unread_lead(sheet, start, stop, prefix is not None)
        if deeper and not _names(sheet, group, finish, start, stop)
        else None
    )
    if unread or _names(sheet, group, finish, start, stop):
        told_apart = next((level.active for level in reversed(walk.levels[:-1]) if level.active is not None), None)
        here.leads = tuple(unread_names(sheet, unread.start, unread.end)) if unread else tuple(group)
        here.active = None if told_apart is False else True
        return True
    if sheet.text[stop : stop + 1] == ":" and sheet.low.startswith(("về ", "đối với "), body):
        return True
    return _is_title(sheet, notes, (body, stop, end), here, walk, deeper, bool(group))


def _names(sheet: Sheet, group: list[Mention], finish: int, start: int, stop: int) -> bool:
    """Tell whether a heading is its leads' names and nothing more than "có trách nhiệm"."""
    if not group:
        return False
    mostly = stop - start < 160 and finish - start >= 0.6 * (stop - start) and not ready(sheet.low, finish, stop)
    return finish >= stop - 2 or mostly or _HANDS_DOWN.fullmatch(sheet.low, finish, stop) is not None


def _is_title(
    sheet: Sheet, notes: Notes, span: tuple[int, int, int], here: Level, walk: Walk, deeper: bool, named: bool
) -> bool:
    """Tell whether an item without leads is a title, and note whether its part holds orders."""
    body, stop, end = span
    bare = not named and head_lead(sheet, body, stop) is None
    numbered = here.rank < RANKS["bullet"]
    if bare and numbered and (_untold(sheet, body, end) or (deeper and _heads(sheet, notes, body, stop))):
        here.active = part_of(sheet, body, stop) if stop - body < 130 else True
        if here.active is None:
            here.listing = any(level.active or level.listing for level in walk.levels[:-1]) or deeper
        return True
    told = sheet.text[end - 1] in ".;/" and (stop - body > 60 or part_of(sheet, body, stop) is None)
    if stop - body < 200 and not told and not _is_order(sheet, notes, body, stop):
        here.active = part_of(sheet, body, stop)
        here.listing = sheet.text[stop : stop + 1] == ":"
        return True
    return False


def _heads(sheet: Sheet, notes: Notes, body: int, stop: int) -> bool:
    """Tell whether an item over others is their heading: one sentence, not long, without an opening phrase."""
    short = stop - body < 220 or sheet.text[stop : stop + 1] not in (".", ";")
    one = short and sheet.text.find(". ", body, stop) < 0
    return one and opened(sheet, notes, body, stop) == body


def _untold(sheet: Sheet, body: int, end: int) -> bool:
    """Tell whether an item is short and lacks the stop that ends an order."""
    return end - body < 130 and sheet.text[end - 1] not in ".;:/…,"


def _unread_lead(sheet: Sheet, start: int, stop: int, asked: bool) -> Mention | None:
    """Return a lead the grammar cannot read (a rare body, an OCR slip) where the layout leaves no doubt: "14. Đề nghị X"."""
    text = sheet.text[start:stop]
    if (
        asked
        and len(text) < 140
        and text[:1].islower()
        and sheet.low.endswith(" của ", 0, start)
        and opens_name(sheet, start)
    ):
        return Mention("organisation", start, stop, sheet.said[start:stop])  # "Trách nhiệm của chủ đầu tư hạ tầng"
    named = _BODY_LIKE.match(text) is not None
    parted = ":" in text and not (asked and _NAMES_BELOW.search(text))
    if len(text) > 140 or not text[:1].isupper() or parted or (text.isupper() and not named):
        return None
    first = text.find(" ") + 1
    busy = any(phrase_at(sheet.low, start + i + 1) for i, c in enumerate(text) if c == " " and i >= first)
    fits = not busy if asked else named and not busy
    return Mention("organisation", start, stop, sheet.said[start:stop]) if fits else None


def _is_order(sheet: Sheet, notes: Notes, start: int, end: int) -> bool:
    """Tell whether a line reads as an order: a verb, or a body with a verb, and more than a title's few words."""
    if sheet.text[start:end].isupper() or end - start < 25:
        return False
    if head_lead(sheet, start, end) or phrase_at(sheet.low, start):
        return not _PASSIVE.fullmatch(sheet.low, start, end)
    group, finish = subject_at(sheet, notes, start, end)
    return (bool(group) and ready(sheet.low, finish, end)) or opened(sheet, notes, start, end) > start
