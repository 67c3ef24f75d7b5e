"""Lines that are whole by themselves however long they are: a letterhead, an address, a ground, a heading in capitals."""

from __future__ import annotations

import re

Span = tuple[int, int]

# Lines of a letterhead or an address: whole by themselves however long they are.
_STANDS = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|[Đđ]ộc lập ?[-–—]+ ?[Tt]ự do|ĐẢNG CỘNG SẢN VIỆT NAM$|^Số ?[:.…]|^Số \d{1,5}[-/]"
    r"|^(?:Số.{4,30})?[A-ZĐÀ-Ỹ][^,;.]{1,30}, ngày[\s\d.…]{0,14}tháng[\s\d.…]{0,14}năm[\s\d.…]{0,10}$"
)
_ADDRESS = re.compile(r"\W{0,4}(?:[Kk]ính gửi|KÍNH GỬI|[Nn]ơi nhận|NƠI NHẬN)(?:\s*:|\W{0,4}$)")
# With a capital these open grounds or an introduction: a title above them is over.
_OPENS = re.compile(
    r"(?:Căn cứ|Theo đề nghị|Xét (?:đề nghị|Tờ trình|tờ trình)|Trên cơ sở"
    r"|Thực hiện (?:Nghị quyết|Kế hoạch|Chương trình|Quyết định|Chỉ thị|Kết luận|Luật|Thông báo"
    r"|Công văn|Công điện|ý kiến|chỉ đạo))(?!\w)"
)
WIDEST = 130  # no printed A4 line holds more; longer lines are whole paragraphs


def alone(text: str, before: Span, line: Span) -> bool:
    """Tell whether one of two lines is whole by itself."""
    return _stands(text, before, False) or _stands(text, line, True) or _begins_capitals(text, before, line)


def _stands(text: str, line: Span, opens: bool) -> bool:
    """Tell whether a line is one of a letterhead, or when it ``opens`` a paragraph, an address, a ground, an introduction."""
    if line[1] - line[0] > WIDEST:
        return False
    if opens and (_OPENS.match(text, line[0], line[1]) or _ADDRESS.match(text, line[0], line[1])):
        return True
    return _STANDS.search(text[line[0] : line[1]]) is not None


def _begins_capitals(text: str, before: Span, line: Span) -> bool:
    """Tell whether a heading of several words in capitals follows a line in small letters."""
    words = text[line[0] : line[1]]
    return " " in words and words.isupper() and not text[before[0] : before[1]].isupper()
