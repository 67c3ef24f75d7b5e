"""Who orders in an official text: the body of the letterhead, or whoever its title or its introduction says concludes.

Not a rule by itself: "Kết luận của đồng chí X tại ...", "... đồng chí X kết luận như sau:", "Chủ tịch UBND tỉnh yêu cầu:".
"""

from __future__ import annotations

import re

from vanban.notes import Mention, Notes
from vanban.rules.doers import doer_at
from vanban.rules.grammar import skip_connectives, subject_at
from vanban.rules.item_words import PLANS, PREAMBLE, TOPIC
from vanban.rules.leads import Said, leads_in, speaker
from vanban.rules.orders import Lead
from vanban.segment import Paragraph
from vanban.sheet import Sheet

_SAYS = re.compile(
    r",? (?:đã |cũng |trực tiếp |phát biểu )?(?:(?:có ý kiến|kết luận|chỉ đạo|yêu cầu|chỉ thị|giao nhiệm vụ|giao|thống nhất|điện)"
    r"(?:,| và)? ?){1,4}(?=[^.]{0,140}:|(?:như sau|với (?:các|những) nội dung)|$)"
)
_TITLE = re.compile(
    r"(?:kết luận|ý kiến|chỉ đạo)(?: chỉ đạo| kết luận)? của (?:tập thể )?(?:(?:các )?(?:đồng chí|ông|bà|đ/c) )?(?=\S)"
)
_BELOW = re.compile(
    r"(?:các |đồng chí )*(?:giám đốc|thủ trưởng|bộ trưởng|cục trưởng|vụ trưởng|trưởng|chánh|hiệu trưởng|chỉ huy trưởng"
    r"|tư lệnh|người đứng đầu|chủ tịch (?:ubnd|ủy ban nhân dân) (?:các|cấp|huyện|quận|thị xã|xã|phường|đặc khu)"
    r"|bí thư (?:các|huyện|quận|thị|đảng ủy|chi bộ))(?!\w)"
)
_LOWER = re.compile(
    r"(?:các )?(?:sở|ban quản lý|phòng|công an|bộ chỉ huy|chi cục|trung tâm|hội|báo|đài|kho bạc|thanh tra"
    r"|ubnd (?:các|cấp|huyện|xã|phường)|ủy ban nhân dân (?:các|cấp|huyện|xã|phường)|đảng ủy|huyện ủy)(?!\w)"
)
_SPOKEN = frozenset(("Thông báo", "Kết luận", "Thông báo kết luận"))
_NEAR = 1500  # characters below the letterhead in which a title stands


def titled(sheet: Sheet, notes: Notes) -> Lead | None:
    """Return who concludes by the title of a notice of conclusions, None when it names nobody."""
    start, end = notes.frame.body
    if notes.frame.kind not in _SPOKEN:
        return None
    m = _TITLE.search(sheet.low, start, min(end, start + _NEAR))
    mention = notes.mention_at(m.end()) if m else None
    return _who(notes, mention) if mention else None


def heard(sheet: Sheet, notes: Notes, start: int, end: int) -> Lead | None:
    """Return who is said to conclude or to order in an introduction, None when nobody is."""
    for mention in sorted(notes.mentions_in(start, end), key=lambda m: (-m.end, m.start)):
        if mention.end < end and _SAYS.match(sheet.low, mention.end, end) and not _mere(sheet, mention):
            return _who(notes, mention)
    return None


def _mere(sheet: Sheet, mention: Mention) -> bool:
    """Tell whether somebody only proposed: "theo đề nghị của X", or is a crowd."""
    return mention.generic or sheet.low.endswith((" của ", " theo ", " do "), 0, mention.start)


def _who(notes: Notes, mention: Mention) -> Lead:
    """Return who a mention is; an office whose holder follows is that person."""
    if mention.kind == "role" and (named := notes.mention_at(mention.end + 1)) and named.kind == "person":
        return Lead(named.name, mention.name)
    return speaker(notes, mention)


def passes_on(sheet: Sheet, notes: Notes, said: Said, start: int, item: bool) -> bool:
    """Tell whether an item's own doer directs others ("2. Giám đốc Sở X chỉ đạo ..."): he is ordered, he does not order."""
    if not item or said.lead.cue not in ("chỉ đạo", "giao", "phân công", "đôn đốc", "quán triệt", "yêu cầu"):
        return False
    begin = skip_connectives(sheet.low, start, said.order)
    group, finish = subject_at(sheet, notes, begin, said.order)
    if not group or said.start > finish:
        return False
    urges = said.lead.cue in ("chỉ đạo", "đôn đốc", "quán triệt") and group[0].name not in (
        notes.speaker,
        notes.frame.issuer,
    )
    lower = group[0].kind == "organisation" and _LOWER.match(sheet.low, begin) and not _issues(notes, group[0])
    return urges or bool(lower) or _BELOW.match(sheet.low, begin) is not None


def _issues(notes: Notes, body: Mention) -> bool:
    """Tell whether a body is the one whose paper this is."""
    return notes.frame.issuer is not None and notes.canonical(body).lower() in (
        notes.frame.issuer.lower(),
        full_name(notes, notes.frame.issuer).lower(),
    )


_LABEL = re.compile(
    r"(?:chế độ|công tác|kinh phí|nguồn|việc|nội dung|lĩnh vực|nhiệm vụ|phương án|thông tin|tuyên truyền) ?"
)
_CONCERNS = re.compile(r"(?:riêng )?đối với (?=\S)")
_ABOVE = re.compile(
    r"(?:bộ (?!chỉ huy|tư lệnh|phận)|chính phủ|thủ tướng|quốc hội|ủy ban thường vụ quốc hội|(?:ủy ban |ban chấp hành )?trung ương"
    r"|ban bí thư|bộ chính trị"
    r"|văn phòng chính phủ|ngân hàng nhà nước việt nam|hội đồng nhân dân tỉnh"
    r"|(?:ban thường vụ |thường trực )?tỉnh ủy)"
)
_OF_A_PLACE = re.compile(
    r"(?:ubnd|hđnd|sở|ban chỉ đạo|văn phòng ubnd|ủy ban mttq|ủy ban mặt trận|huyện ủy|đảng ủy|công an) "
)

_OF_A_COMMUNE = re.compile(
    r"(?:ubnd|hđnd|đảng ủy|ủy ban mttq[\w ]{0,10}) (?:xã|phường|đặc khu|huyện|thị xã|thị trấn)(?!\w)"
)
_PROVINCE = re.compile(r"(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân) tỉnh(?!\w)")


def goes_up(sheet: Sheet, notes: Notes, head: re.Match[str]) -> bool:
    """Tell whether a province's or a lower body asks one above it ("Đề nghị Bộ Nội vụ ..."): that is a proposal, no order."""
    asked = head[0].startswith(("đề nghị", "kính đề nghị", "trân trọng đề nghị", "kiến nghị"))
    issuer = (notes.frame.issuer or "").lower() + " "
    below = issuer == "ban chỉ đạo " or _OF_A_PLACE.match(issuer) is not None
    above = _ABOVE.match(sheet.low, head.end() + 1) or (
        _OF_A_COMMUNE.match(issuer) and _PROVINCE.match(sheet.low, head.end() + 1)
    )
    return asked and below and above is not None


_ASKS = re.compile(r"(?:(?P<kindly>kính|trân trọng|rất mong) )?(?:đề nghị|kiến nghị)")


def asked_up(sheet: Sheet, notes: Notes, start: int) -> bool:
    """Tell whether a clause turns to somebody above ("...; kính đề nghị Sở ...", "...; kiến nghị Trung ương ...")."""
    asks = _ASKS.match(sheet.low, start)
    return asks is not None and (asks["kindly"] is not None or goes_up(sheet, notes, asks))


def past_topic(sheet: Sheet, notes: Notes, start: int, end: int) -> int:
    """Return where a sentence begins after its topic ("Về đề nghị của X: ...") or after a label over several doers."""
    if topic := TOPIC.match(sheet.low, start, end):
        return _addressed(sheet, notes, start, topic.end() - 2) or topic.end()
    colon = sheet.low.find(": ", start, min(end, start + 90))
    if colon < 0 or "," in sheet.low[start:colon]:
        return start
    label = _LABEL.match(sheet.low, start) is not None and sheet.text[colon + 2 : colon + 3].isupper()
    if not (label or sheet.low.startswith(("các ", "những "), start)):
        return start
    return colon + 2 if doer_at(sheet, notes, colon + 2, end)[0] else start


def _addressed(sheet: Sheet, notes: Notes, start: int, colon: int) -> int | None:
    """Return where the names begin when a topic is no more than whom it concerns: "Đối với UBND huyện A, UBND huyện B: ..."."""
    concerned = _CONCERNS.match(sheet.low, start, colon)
    if concerned is None:
        return None
    group, finish = subject_at(sheet, notes, concerned.end(), colon)
    return concerned.end() if group and finish == colon else None


def full_name(notes: Notes, body: str) -> str:
    """Return the letterhead's body as the text writes it in small letters."""
    low = body.lower()
    known = (notes.canonical(m) for m in notes.mentions if m.name.lower() == low and not m.name.isupper())
    return next(known, notes.names.get(body, body))


_CLAIMS = re.compile(r", [^,;.]{3,60} (?:đã|vừa) ")  # "để các địa phương tăng cường ..., UBND tỉnh đã ban hành ..."


def is_preamble(sheet: Sheet, notes: Notes, paragraph: Paragraph) -> bool:
    """Tell whether an unnumbered paragraph before all items is title, grounds or introduction and orders nothing itself."""
    start, end = paragraph.start, paragraph.end
    if sheet.text[end - 1] not in '.:;…”"/' or notes.frame.kind in PLANS:
        return True
    if PREAMBLE.match(sheet.low, start) is None:
        return False
    return sheet.text[end - 1] in ":;" or not announced_to(sheet, notes, (start, end))


def announced_to(sheet: Sheet, notes: Notes, span: tuple[int, int]) -> tuple[Mention, ...]:
    """Return whom an introduction orders ("... yêu cầu các sở thực hiện các nội dung sau:")."""
    told = [said for said in leads_in(sheet, notes, *span) if not (said.told or said.paper)]
    if not told or _CLAIMS.search(sheet.low, told[-1].order, span[1]):
        return ()
    here = (sheet, notes, told[-1].order, span[1])
    return tuple(doer_at(*here)[0] or subject_at(*here)[0])
