"""The words that report an order: "Bí thư ... yêu cầu", "UBND tỉnh giao", "Đề nghị Sở ...", and who says them.

Not a rule by itself: articles and official texts share it. A lead needs somebody right before its verb, or the head of a
sentence; "theo yêu cầu", "sự chỉ đạo" and "đã chỉ đạo" lead nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from vanban.anchored import Sought
from vanban.notes import Mention, Notes
from vanban.rules.announced import issued_before, object_of, paper_before, unread_speaker
from vanban.rules.grammar import phrase_at, subject_at
from vanban.rules.orders import Lead
from vanban.rules.upward import asks_up
from vanban.sheet import Sheet

_CUE = Sought(
    r"(?<!\w)(yêu cầu|đề nghị|chỉ đạo|lưu ý|giao nhiệm vụ(?: cho)?|giao trách nhiệm(?: cho)?|giao cho"
    r"|giao(?! (?:thông|lưu|dịch|thừa|nhận|tiếp|thương|mùa|thoa|hữu|khoán|nộp|hàng))"
    r"|phân công|nhấn mạnh|quán triệt|kêu gọi|mong muốn|đôn đốc"
    r"|nhắc nhở|chỉ rõ|nêu rõ|đồng ý giao|thống nhất giao|ủy quyền(?: cho)?|cho rằng|khẳng định|phát biểu"
    r"|nói(?: rõ| thêm)?(?=[,.:]| rằng|$))(?!\w)"
)
_BETWEEN = re.compile(
    r",? ?(?:(?:cũng|đã|còn|lại|tiếp tục|đồng thời|kết luận|ghi nhận|biểu dương|thống nhất|phát biểu"
    r"|và|đánh giá cao|trực tiếp|có ý kiến|cơ bản|nhấn mạnh|một lần nữa|,"
    r"|đặc biệt|gợi ý|lưu ý|yêu cầu|đề nghị|khẳng định|chỉ đạo|(?:tại|trong) (?:hội nghị|cuộc họp"
    r"|phiên họp|buổi làm việc)(?: này)?) ?){0,6}"
)
_PRONOUN = re.compile(
    r"(?:^|[\s,.:“])(đồng chí|ông|bà|người đứng đầu (?:chính phủ|thành ủy|tỉnh ủy)|thủ tướng"
    r"|phó thủ tướng)(?P<given> \w{1,7})??(?: (?:cũng|đã|còn|tiếp tục|đồng thời|nhấn mạnh,?|và))* $"
)
_ALSO = re.compile(r"(?:trong đó(?: có)?,? |[,;] |đồng thời,? |và |cũng )(?:đồng thời,? |cũng |và )*$")
# "Tham mưu UBND tỉnh giao ...", "Tờ trình ... của Sở X đề nghị ...": whoever is served or only asks does not order here.
_NOT_SPEAKING = re.compile(
    r"(?:(?:tham mưu|giúp|trình|báo cáo|đề xuất|kiến nghị|đề nghị|xin ý kiến|phối hợp với|gửi|cho)"
    r"|(?:tờ trình|công văn|văn bản|đề nghị|kiến nghị|đề xuất|ý kiến|báo cáo|theo)[^;.\n]{0,90} của|do) $"
)
_GIVEN = re.compile(
    r"(?:kế hoạch|dự toán|chỉ tiêu|nhiệm vụ|mục tiêu|biên chế)(?: (?:vốn|năm(?: \d{4})?|cả năm|được|do|đã))*"
    r" (?:thủ tướng|chính phủ|trung ương|hđnd|hội đồng|ubnd|ủy ban|tỉnh|bộ|thành phố|huyện)[^,;.:]{0,40} ?$"
)
_PRAISES = re.compile(
    r",? (?:đã |vừa |mới |cũng |cơ bản |trân trọng |nhiệt liệt ){0,2}(?:ký|ban hành|có (?:công điện|công văn|văn bản)"
    r"|ghi nhận|biểu dương|đánh giá|hoan nghênh|chúc mừng|khẳng định"
    r"|nhấn mạnh|chia sẻ|cảm ơn|thống nhất|đồng tình|nhất trí|phân tích|chỉ ra|chỉ rõ|cho rằng|cho biết)(?!\w)"
)
_HEAD = re.compile(
    r"(?:yêu cầu|đề nghị|giao(?: trách nhiệm| nhiệm vụ)?|phân công|thống nhất giao|đồng ý giao|ủy quyền|kính đề nghị"
    r"|trân trọng đề nghị|mời)(?: cho)?(?!\w)"
)
_AFTER = re.compile(
    r"(?: (?:rằng|cần phải(?= )|thêm|cụ thể|như sau|cụ thể như sau|đối với các nội dung sau))?[,:]? ?[“\"]?"
)
_STRONG = (
    "yêu cầu",
    "đề nghị",
    "giao",
    "phân công",
    "lưu ý",
    "kêu gọi",
    "đôn đốc",
    "đồng ý giao",
    "thống nhất giao",
    "ủy quyền",
    "nhắc nhở",
    "quán triệt",
)
_TELLS = (
    "nhấn mạnh",
    "chỉ rõ",
    "nêu rõ",
    "mong muốn",
    "cho rằng",
    "khẳng định",
    "phát biểu",
    "nói",
    "nói rõ",
    "nói thêm",
)
_OBJECT = re.compile(
    r" (?:của|tại|kế hoạch|này|đặt ra|đề ra|nhiệm vụ|công tác|công việc|cấp thiết|khách quan"
    r"|thực tiễn)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A lead in a sentence: who, by which word, where the issuer and the order begin, how it is meant, if a paper says it."""

    lead: Lead
    start: int
    order: int
    past: bool
    told: bool
    paper: bool = False


def leads_in(sheet: Sheet, notes: Notes, start: int, end: int) -> list[Said]:
    """Return the leads of a sentence in order; ``told`` when the word only reports a view ("nhấn mạnh")."""
    found: list[Said] = []
    cues = list(sheet.finditer(_CUE, start, end))
    if not cues:
        return found
    mentions = [m for m in notes.mentions_in(start, end) if m.kind != "organisation" or not m.generic]
    last_first = sorted(mentions, key=lambda m: (-m.end, m.start))
    for m in cues:
        if found and (m.start() < found[-1].order or m[1] == "chỉ đạo") and not found[-1].told:
            continue
        if m[1] == "giao" and sheet.text.startswith(" ban", m.end()):
            continue  # "giao ban", a meeting
        given = m[1] == "giao" and _GIVEN.search(sheet.low, max(start, m.start() - 70), m.start())
        if given and notes.mention_at(m.end() + 1) is None:
            continue  # "đạt 58% dự toán HĐND tỉnh giao, ...": tells of what was given
        if (
            m[1] in ("chỉ đạo", "đôn đốc")
            and sheet.text[m.end() : m.end() + 1] == ","
            and not _says(sheet, mentions, m)
        ):
            continue
        said = (
            _by_mention(sheet, notes, m, last_first)
            or _by_pronoun(sheet, notes, m, start)
            or _by_coordination(sheet, notes, m, mentions)
            or _goes_on(sheet, notes, m, found)
            or _by_document(sheet, notes, m, start, bool(found))
        )
        if said and found and not found[-1].told and _told_to(sheet, notes, found[-1].order, m.start(), end):
            continue  # "... yêu cầu Chủ tịch UBND các xã kêu gọi tàu thuyền ..."
        if said and m[1] == "đề nghị" and asks_up(sheet.low, start, m.start(), said.order):
            continue
        if said and not (m[1] in ("yêu cầu", "chỉ đạo") and _OBJECT.match(sheet.low, m.end())):
            found.append(said)
    return found


def _told_to(sheet: Sheet, notes: Notes, order: int, cue: int, end: int) -> bool:
    """Tell whether whoever stands before a word of order is the one whom the order before is given to."""
    group, finish = subject_at(sheet, notes, order + (sheet.text[order : order + 1] == " "), end)
    return bool(group) and sheet.low[finish:cue] == " "


def head_lead(sheet: Sheet, place: int, end: int) -> re.Match[str] | None:
    """Return the order word a sentence opens with ("Giao Sở Y tế ...")."""
    return _HEAD.match(sheet.low, place, end)


def _by_mention(sheet: Sheet, notes: Notes, m: re.Match[str], last_first: list[Mention]) -> Said | None:
    """Find somebody who ends right before the word, with only such words between as custom puts there."""
    nearest = bisect_left(last_first, -m.start(), key=lambda x: -x.end)
    for index in range(nearest, len(last_first)):
        mention = last_first[index]
        if m.start() - mention.end > 90:
            break
        between = sheet.low[mention.end : m.start()]
        if not between.strip() or (_BETWEEN.fullmatch(between) and between.strip() != "và"):
            served = _NOT_SPEAKING.search(sheet.low, max(0, mention.start - 110), mention.start)
            if served and mention.kind == "organisation":
                return None
            if mention.kind == "organisation" and m[1] in (
                "chỉ đạo",
                "phát biểu",
                "khẳng định",
                "cho rằng",
                "quán triệt",
                "nhấn mạnh",
                "đôn đốc",
            ):
                return None
            return _said(sheet, m, speaker(notes, mention), mention.start, "đã" in between.split())
    return None


def _by_coordination(sheet: Sheet, notes: Notes, m: re.Match[str], mentions: list[Mention]) -> Said | None:
    """Find who speaks at the head of the sentence ("Ông X ghi nhận ..., đồng thời yêu cầu ...")."""
    if not _ALSO.search(sheet.low, max(0, m.start() - 24), m.start()):
        return None
    told = m[1] in ("chỉ đạo", "giao", "yêu cầu") and object_of(sheet, notes, m)
    if m[1] not in _STRONG and not told:
        return None
    for mention in mentions[:12]:  # who speaks stands at the head
        if mention.end >= m.start():
            return None
        if mention.kind != "organisation" and (_PRAISES.match(sheet.low, mention.end) or told):
            return _said(sheet, m, speaker(notes, mention), m.start(), False)
    return None


def _goes_on(sheet: Sheet, notes: Notes, m: re.Match[str], found: list[Said]) -> Said | None:
    """Let the one who ordered before go on in the same sentence ("...; đồng thời đề nghị Công ty X ...")."""
    if not found or m[1] not in _STRONG or not _ALSO.search(sheet.low, max(0, m.start() - 24), m.start()):
        return None
    said = _said(sheet, m, found[-1].lead, m.start(), found[-1].past)
    return said if notes.mention_at(said.order + (sheet.text[said.order : said.order + 1] == " ")) else None


def _says(sheet: Sheet, mentions: list[Mention], m: re.Match[str]) -> bool:
    """Tell whether somebody says what follows "chỉ đạo,": "Chủ tịch X chỉ đạo, nhà thầu ...", not "chỉ đạo, điều hành"."""
    named = any(mention.end == m.start() - 1 and mention.kind != "organisation" for mention in mentions)
    return named and not phrase_at(sheet.low, m.end() + 2)


def _by_document(sheet: Sheet, notes: Notes, m: re.Match[str], start: int, later: bool) -> Said | None:
    """Find whose document orders ("X ban hành Công văn ... yêu cầu", "Công điện yêu cầu"), or a speaker by his place."""
    if sheet.text[m.start() - 1 : m.start()] != " " or (
        later and not _ALSO.search(sheet.low, max(start, m.start() - 24), m.start())
    ):
        return None
    if any(mention.start < m.start() < mention.end for mention in notes.mentions_in(m.start() - 20, m.end() + 60)):
        return None  # "Ban Chỉ đạo"
    if paper := paper_before(sheet, notes, start, m.start()):
        lead = speaker(notes, paper[1]) if paper[1] else Lead(notes.speaker, None)
        return replace(_said(sheet, m, lead, paper[0], False), paper=True)
    if (m[1] not in _STRONG and m[1] not in ("chỉ đạo", "giao cho", "giao nhiệm vụ")) or m[1] == "quán triệt":
        return None
    if m[1] in ("yêu cầu", "giao", "giao cho", "giao nhiệm vụ") and not later and object_of(sheet, notes, m):
        before = [x for x in notes.mentions_in(max(start, m.start() - 400), m.start()) if not x.generic]
        lead = speaker(notes, before[-1]) if before else Lead(notes.speaker, None)
        named = issued_before(sheet, notes, start, m.start())
        return replace(_said(sheet, m, speaker(notes, named) if named else lead, m.start(), False), paper=True)
    if who := issued_before(sheet, notes, start, m.start()):
        return replace(_said(sheet, m, speaker(notes, who), who.start, False), paper=True)
    unread = unread_speaker(sheet, start, m.start()) if m[1] in _STRONG else None
    return _said(sheet, m, Lead(unread[1]), unread[0], False) if unread else None


def _by_pronoun(sheet: Sheet, notes: Notes, m: re.Match[str], start: int) -> Said | None:
    found = _PRONOUN.search(sheet.low, max(start - 1, m.start() - 60, 0), m.start())
    if found is None or not (
        found.start(1) == start or sheet.low[found.start(1) - 2 : found.start(1)] in (", ", ". ", ": ", "“ ")
    ):
        return None
    lead = Lead(notes.speaker, None)
    if found["given"]:
        given = sheet.said[found.start("given") : found.end("given")]
        called = notes.called(given)
        if called is None or not given[1].isupper():
            return None
        lead = speaker(notes, called)
    return _said(sheet, m, lead, found.start(1), " đã " in found[0])


def _said(sheet: Sheet, m: re.Match[str], lead: Lead, start: int, past: bool) -> Said:
    cue = m[1].removesuffix(" cho")
    after = _AFTER.match(sheet.low, m.end())
    weak = (
        past
        and not sheet.low.startswith(":", m.end())
        and cue in ("chỉ đạo", "giao", "phân công", "quán triệt", "đôn đốc")
    )
    return Said(Lead(lead.issuer, lead.role, cue), start, after.end() if after else m.end(), weak, cue in _TELLS)


def speaker(notes: Notes, mention: Mention) -> Lead:
    """Return who a mention is: a person by name, an office by its holder if the text names one, a body by its name."""
    if mention.kind == "person":
        return Lead(mention.name, notes.role_of(mention.name))
    if mention.kind == "role":
        holder = notes.holder(mention.name)
        return Lead(holder or notes.canonical(mention), mention.name)
    return Lead(notes.canonical(mention))
