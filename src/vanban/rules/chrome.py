"""Page furniture: bylines, captions, image names, source marks, counters, comment forms, page numbers.

Source: gold guideline "boilerplate" - one span per line; nothing but optional finds may lie inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex

from vanban.anchored import Opening, Sought
from vanban.lexicon import alternation
from vanban.model import Annotation
from vanban.notes import Notes
from vanban.parts.stamps import is_mark, is_stamp
from vanban.sheet import Sheet

RULE = "chrome"

_IMAGE = re.compile(r"[\w\-.()]{1,80}\.(?:jpe?g|png|gif|webp|bmp)", re.IGNORECASE)
_PHOTO = re.compile(
    r"[.,] Ảnh (?:minh họa|tư liệu|internet)\.?$|(?:^|[.\s(])(?:Ảnh|ẢNH|Nguồn ảnh|Clip|Video"
    r"|Đồ họa)(?: minh họa)?\s?:\s?[^:]{1,60}$|\(Ảnh[^)]{0,60}\)\.?$"
)
_SCENE = re.compile(r"(?:toàn cảnh|quang cảnh|ảnh minh họa)\b.{0,140}$")
_SPEAKS = re.compile(
    r".{8,130} (?:phát biểu|báo cáo|trình bày|trao|tặng|chủ trì|điều hành|kiểm tra|thăm|khảo sát|trả lời)"
    r"(?: [^,;:.]{1,60})? (?:hội nghị|cuộc họp|phiên họp|cuộc làm việc|buổi làm việc|buổi lễ|kỳ họp"
    r"|đại hội|buổi kiểm tra"
    r"|thảo luận|tham luận|kết luận hội nghị|ý kiến)\.?$"
)
_SOURCE_OPEN = re.compile(
    r"\((?:(?:Báo|Tạp chí|Cổng TTĐT|Cổng thông tin điện tử|Đài) [^()]{2,40}|[A-ZĐ][\w.\-]{1,24}(?:\.vn|\.org"
    r"|\.com|\.net)?|[A-ZĐ]{2,12}|[a-z]{2,20}(?:\.[a-z]{2,8}){1,3})\)(?= ?[-–—])"
)
_SOURCE_BARE = regex.compile(r"(?:[A-ZĐ]{2,7}|[A-ZĐ]\w{1,14}(?:online|\.vn|\.org))(?= ?[-–—] ?\p{Lu}\p{Ll})")
_SOURCE_LINE = re.compile(r"\(?(?:theo |nguồn:? ?)?(?:[a-z0-9]{2,30}\.){1,4}(?:vn|org|com|net|gov)\)?", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:\d{1,2}[:h]\d{2},? ?[-|]? ?)?(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)"
    r"|chủ nhật),? ?)?(?:ngày )?\d{1,2}[/-]\d{1,2}[/-]\d{4},?(?: ?[-|–] ?)?(?: ?\d{1,2}[:h]\d{2}(?::\d{2})?)?"
    r"(?: (?:sa|ch|am|pm))?(?: ?[(\[]?gmt ?\+?7?[)\]]?)?"
)
_WHEN_LAST = re.compile(r"[\s|,\-–]+(?:" + _WHEN.pattern + r")$")
_CREDIT = regex.compile(
    r"(?:(?:Tin|Bài|Ảnh)(?:(?:,| và| -) ?(?:bài|ảnh|clip|video))?|Tác giả|Thực hiện|Nguồn tin|Nguồn|Theo) ?: ?\p{Lu}[^:;]{1,50}"
)
_BYLINE = regex.compile(
    r"(?:\p{Lu}[\p{L}.]{0,7}(?: - | – | |$)){1,8}(?:\((?:VP|Văn phòng|TTXVN|Báo|Cổng|Sở|Phòng)[^()]{0,40}\))?"
)
_CRUMBS = Sought(
    r"(?:trang chủ|[^.›>»:;]{2,40})(?: ?[›>»]{1,2} ?[^.›>»:;]{2,40}){1,4}|trang chủ(?: ?/ ?[^.:;/]{2,40}){1,4}"
)
# The section an article stands in, above its headline: "Kinh tế / Biển đảo".
_SECTION = regex.compile(r"\p{Lu}[\p{L} -]{2,24} / \p{Lu}[\p{L} -]{2,24}")
_POSTED = re.compile(
    r"(?:ngày (?:đăng|cập nhật|xuất bản|tạo)|đăng (?:lúc|ngày)|cập nhật(?: lúc)?|xuất bản)"
    r" ?:? [^.;]{0,12}\d{1,2}[/-]\d{1,2}[/-]\d{4}.{0,60}"
    r"|chia sẻ ?:? (?:(?:facebook|zalo|twitter|email|linkedin)[ ,|]*)+|tải (?:tệp|file|văn bản|về)(?: đính kèm)? ?: .{3,120}"
)
_TOOLS = re.compile(r"cỡ chữ ?:?.{0,20}|(?:từ khóa|tags?) ?: .{2,160}|(?:đọc|nghe) bài(?: viết)?|(?:a[-+] ?){1,3}")
_MASTHEAD = regex.compile(
    r"(?:(?i:tạp chí|báo(?! cáo| động| chí)|cổng thông tin điện tử|đài phát thanh(?: và| - )truyền hình|trang thông tin điện tử))"
    r"(?: (?:\p{Lu}[\p{L}&-]*|và|-|tỉnh|thành phố)){1,9}"
)
_BYLINE_WHEN = regex.compile(r"((?:\p{Lu}[\p{L}.]{0,7} ){1,4})\d{1,2}[/-]\d{1,2}[/-]\d{4}")
_SIGNED_BY = Sought(
    r"\W*(?:đã )?(?:ký số|chữ ký số|ký điện tử) ?(?:bởi)?:.{2,110}|(?:người ký|ký bởi) ?: .{2,80}thời gian ký ?: .{8,40}"
    r"|công báo/số \d{1,4}(?: ?\+ ?\d{1,4})?(?:/| ?ngày ?| ?- ?)\d{1,2}[-/]\d{1,2}[-/]\d{4}"
    r"|\(?scan(?:ned)? (?:bởi|bời|by|từ) .{2,60}\)?"
)
_SEEN = re.compile(
    r"(?:cán bộ|lực lượng|người dân|đồng chí|lãnh đạo|đại biểu|các đại biểu|công nhân|nông dân|học sinh|đoàn viên|chiến sĩ"
    r"|bà con|một (?:góc|ngõ|đoạn|buổi|con|khu)) [^.!?:;]{15,120}"
)
_COUNTER = re.compile(
    r"(?:[•●] ?)?(?:lượt xem|lượt truy cập|đang online|đang truy cập|hôm nay|hôm qua|trong tuần"
    r"|trong tháng|trong năm|tổng lượt"
    r"|tổng số lượt)[^.:;]{0,20}:? ?[\d.,]{1,15}|[•●] ?[\d.,]{3,15}|\(\d{1,4}\) bình luận"
)
PAGE = re.compile(r"(?:trang )?[-–]? ?\d{1,3}(?:/\d{1,3})? ?[-–]?")
_NOT_COPY = Sought(r"\(?\*?\)?.{0,40}(?:không sao chép|giữ bản quyền|bản quyền thuộc|ghi rõ nguồn).{0,120}")
_EXACT = re.compile(rf"[•●]? ?(?:{alternation('chrome')})[.:…]*")
_RELATED = re.compile(
    r"(?:các )?(?:tin|bài)(?:,? bài)?(?: viết)? (?:liên quan|khác|cùng chuyên mục|mới|nổi bật|đọc nhiều"
    r"|mới nhất|mới hơn|cũ hơn)"
    r"|(?:có thể bạn|bạn có thể) quan tâm|(?:cùng )?(?:chuyên mục|chủ đề)|đọc nhiều|xem nhiều"
    r"|xem thêm|đọc thêm|đừng bỏ lỡ|nổi bật|mới nhất"
)
_WHOLE = (_EXACT, _COUNTER, _WHEN)
_ROW = 500  # characters; pages are longer
_MENU = 4  # short lines in a row above the headline
_ORDERS = re.compile(r"(?:giao|yêu cầu|đề nghị|phân công)(?!\w)")
_TAIL = Sought(r" (in trang|in bài viết|chia sẻ|gửi email|bản in)$")


@cache
def _opening() -> Opening:
    return Opening(*_WHOLE, PAGE)


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield page furniture, paragraph by paragraph."""
    seen: dict[str, int] = {}
    stamped = False
    last_text = _last_prose(sheet)
    around = set() if notes.frame.official else _around(sheet, last_text)
    for place, paragraph in enumerate(sheet.paragraphs):
        start, end = paragraph.start, paragraph.end
        if notes.tabled(start):
            continue
        text, low = sheet.text[start:end], sheet.low[start:end]
        stamped = is_stamp(text, within=stamped)
        if stamped:
            yield Annotation("boilerplate", start, end, RULE, 0.95, {"what": "stamp"})
        elif what := _whole(text, low, sheet, place, last_text, notes):
            yield Annotation("boilerplate", start, end, RULE, 0.95, {"what": what})
        elif place in around or (len(low) > 12 and seen.get(low) == 0 and place > last_text):
            yield Annotation("boilerplate", start, end, RULE, 0.85, {"what": "chrome"})
        else:
            yield from _parts(sheet, text, low, start, article=not notes.frame.official and place < 8)
        seen.setdefault(low, min(place, 3) // 3)
    for block in sheet.blocks:
        if block.kind in ("header", "footer", "chrome"):
            begin, finish = sheet.from_source(block.start, block.end)
            if begin < finish:
                yield Annotation("boilerplate", begin, finish, RULE, 0.95, {"what": "chrome"})


def _whole(text: str, low: str, sheet: Sheet, place: int, last_text: int, notes: Notes) -> str | None:
    """Say what kind of furniture a whole paragraph is, None for text."""
    if len(text) > 260:
        return None
    start, end = sheet.paragraphs[place].start, sheet.paragraphs[place].end
    if "." in text[-5:-3] and _IMAGE.fullmatch(text):
        return "image name"
    if (_opening()[low[:2]] and any(one.fullmatch(low) for one in _WHOLE)) or sheet.fullmatch(_NOT_COPY, start, end):
        return "chrome"
    if "." in low[:-1] and _SOURCE_LINE.fullmatch(low):
        return "source"
    if _opening()[low[:2]] and PAGE.fullmatch(low):
        return None if _counts_rows(sheet, place) else "page number"
    if not any(c.isalnum() for c in text):
        return None if notes.frame.official else "chrome"
    if sheet.fullmatch(_SIGNED_BY, start, end):
        return "stamp"
    if notes.frame.official:
        return "stamp" if is_mark(text) and not notes.frame.within(sheet.paragraphs[place].start) else None
    if (
        sheet.fullmatch(_CRUMBS, start, end)
        or _TOOLS.fullmatch(low)
        or _POSTED.fullmatch(low)
        or (place < 3 and len(low) < 60 and _SECTION.fullmatch(text))
        or (place < 2 and len(low) < 60 and text[0].isupper() and _MASTHEAD.fullmatch(text))
    ):
        return "chrome"
    if place >= last_text and _RELATED.fullmatch(low):
        return "chrome"
    tools = re.split(r" ?[|•·] ?", low)
    if len(tools) > 1 and all(_EXACT.fullmatch(tool) for tool in tools):
        return "chrome"
    if text[-1].isalpha() and _amid_prose(sheet, place, last_text) and _SEEN.fullmatch(low) and not _ORDERS.search(low):
        return "caption"
    if _CREDIT.fullmatch(text):
        return "byline"
    when = _WHEN_LAST.search(low) if len(text) < 110 else None
    if when and _PHOTO.search(text[: when.start()]):
        return "byline"
    if _PHOTO.search(text):
        return "byline" if _WHEN.search(low) and len(text) < 80 else "caption"
    if _SCENE.match(low) or _is_caption(sheet, place, low):
        return "caption"
    return "byline" if place >= last_text and len(text) < 40 and _BYLINE.fullmatch(text) else None


def _amid_prose(sheet: Sheet, place: int, last_text: int) -> bool:
    """Tell whether running text stands above a line and below it."""
    above = sheet.paragraphs[place - 1] if 0 < place < last_text else None
    return above is not None and above.end - above.start > 100


def _counts_rows(sheet: Sheet, place: int) -> bool:
    """Tell whether a number alone on its line counts the rows of a table rather than pages: others stand close by."""
    here = sheet.paragraphs[place]
    for other in (*sheet.paragraphs[max(0, place - 12) : place], *sheet.paragraphs[place + 1 : place + 12]):
        near = abs(other.start - here.start) < _ROW
        if near and other.end - other.start < 4 and PAGE.fullmatch(sheet.low, other.start, other.end):
            return True
    return False


def _is_caption(sheet: Sheet, place: int, low: str) -> bool:
    """Tell whether a short line alone says who speaks where, as captions do, or stands under an image name."""
    if place and len(low) < 200:
        above = sheet.paragraphs[place - 1]
        if _IMAGE.fullmatch(sheet.text[above.start : above.end]):
            return True
    told = low.endswith(".") and "," in low  # "Đồng chí A, Bí thư B chủ trì hội nghị." opens an article
    return not (told or _ORDERS.match(low)) and len(low) < 170 and low.count(".") <= 1 and bool(_SPEAKS.fullmatch(low))


def _around(sheet: Sheet, last_text: int) -> set[int]:
    """Return the lines of a menu above an article and of lists of other articles below it."""
    menu: list[int] = []
    for place, p in enumerate(sheet.paragraphs):
        words = sheet.text[p.start : p.end]
        if p.marker or len(words) > 32 or words.count(" ") > 5 or words[-1] in ".:;,…?!" or words[0].islower():
            break
        menu.append(place)
    below = sheet.paragraphs[len(menu)] if len(menu) < len(sheet.paragraphs) else None
    if menu and below is not None and below.end - below.start > 120:
        menu.pop()  # the headline of the text that follows
    headed = next((sheet.from_source(b.start, b.end)[0] for b in sheet.blocks if b.kind == "heading"), None)
    if headed is not None:
        menu = [place for place in menu if sheet.paragraphs[place].start < headed]
    around = set(menu) if len(menu) >= _MENU or headed is not None else set()
    listed = False
    for place in range(last_text + 1, len(sheet.paragraphs)):
        p = sheet.paragraphs[place]
        heads = p.end - p.start < 40 and _RELATED.fullmatch(sheet.low[p.start : p.end].rstrip(" :.…")) is not None
        if listed and not heads and sheet.text[p.end - 1] not in ";:/":
            around.add(place)
        listed = listed or heads
    return around


def _parts(sheet: Sheet, text: str, low: str, start: int, article: bool) -> Iterator[Annotation]:
    """Yield furniture inside a paragraph: the source mark it opens with, a print button behind the headline."""
    opening = _SOURCE_OPEN.match(text) or (_SOURCE_BARE.match(text) if article and len(text) > 90 else None)
    if opening:
        yield Annotation("boilerplate", start, start + opening.end(), RULE, 0.9, {"what": "source"})
    if named := _BYLINE_WHEN.fullmatch(text):
        yield Annotation("boilerplate", start, start + named.end(1) - 1, RULE, 0.85, {"what": "byline"})
    tail = sheet.search(_TAIL, start, start + len(low))
    if tail:
        yield Annotation("boilerplate", tail.start(1), tail.end(1), RULE, 0.9, {"what": "chrome"})


def _last_prose(sheet: Sheet) -> int:
    """Return the index of the last paragraph of running text; signatures and page feet stand below it."""
    for place in range(len(sheet.paragraphs) - 1, -1, -1):
        paragraph = sheet.paragraphs[place]
        if paragraph.end - paragraph.start > 120:
            return place
    return len(sheet.paragraphs)
