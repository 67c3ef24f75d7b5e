"""Words of time before a verb: "Trước ngày 20/9, ...", "Trong học kỳ I, ...", "Cuối mỗi quý báo cáo ...", "Đến 30/6 phải ...".

Not a rule by itself. They say by when or how often, so they belong to the order; "trong thời gian tới" says neither.
"""

from __future__ import annotations

import re
from functools import cache

from vanban.anchored import Opening

_TIME = (
    r"(?:ngày|tháng|quý|năm|giờ|tuần|học kỳ|kỳ họp|hội nghị|mùa|vụ|tết|kỳ nghỉ|khi|đợt|phiên họp"
    r"|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)"
)
_FIRST = (
    r"(?:trước|trong|đến|từ|chậm nhất|muộn nhất|hết|vào|kể từ|ngay|sau|định kỳ|hằng|hàng|mỗi|cuối|đầu|giữa|thứ"
    r"|tháng|quý|tuần|năm)"
)
_VAGUE = re.compile(
    r"(?:trong|sau|từ|trước|ngay)(?: suốt| cả)? (?:đó|mắt|hết|quá trình|thời gian (?:qua|tới|vừa|này|tiếp)|những năm|các năm"
    r"|bối cảnh|tình hình|điều kiện|khi chờ|khi chưa|trường hợp|nhiều năm)|trong \d+ (?:năm|tháng) qua|(?:năm|tháng) \d+"
    r"[^,]{0,12}, (?:ngành|tỉnh|toàn|công tác)|từ (?:thực tế|kết quả|nay(?! (?:đến|tới) ))"
    r"|tháng (?:qua|trước)|trong (?:khi|năm) (?:đó|qua)"
)
_WITH_COMMA = re.compile(rf"{_FIRST}(?!\w)(?=[^,;.:]{{0,60}}(?<!\w)(?:{_TIME}(?!\w)|\d{{1,2}}/\d))[^,;.:]{{1,88}}, ")
_NUMBER = r"(?:\d[\d/.\-]*|[ivx]{1,4}(?:[/\-]\d{4})?)"
_DATE = (
    rf"(?:(?:ngày|tháng|quý|năm|cuối|giữa|đầu|hết|tuần|\d{{1,2}} giờ) ){{0,3}}{_NUMBER}"
    rf"(?: (?:tháng|năm|quý) {_NUMBER}){{0,2}}"
)
_OFTEN = (
    r"(?:(?:một|hai|ba|sáu|\d{1,2}) (?:giờ|tuần|tháng|năm|ngày) (?:một|1) lần"
    r"|(?:(?:cuối|đầu|giữa|trong) )?(?:mỗi|hằng|hàng) (?:ngày|tuần|tháng|quý|năm|học kỳ|6 tháng)"
    r"(?: (?:ít nhất )?(?:một|\d{1,2}) lần)?)"
)
_BARE = re.compile(
    rf"(?:(?:chậm nhất|muộn nhất|trước|đến|hết|trong|vào|từ nay (?:đến|tới)|từ)(?: là| đến| hết| vào| trong| trước)* {_DATE}"
    rf"|(?:định kỳ |vào )?{_OFTEN}|định kỳ (?:hoặc|và|hay) đột xuất"
    rf"|định kỳ {_DATE}(?: (?:hằng|hàng) \w+)?|định kỳ(?: \d{{1,2}})? (?:tháng|ngày|tuần|quý|năm)"
    r"(?: (?:một|1) lần)?|ngay (?:trong|từ) (?:đầu |cuối |tháng |quý )*[\divx/]+(?: năm)?(?: \d{4})?"
    r"|ngay sau khi [^,;.]{4,60}? (?=phải )|(?:năm|quý|tháng) (?:\d{4}|(?:\d{1,2}|[ivx]{1,3})(?:/\d{4})?)(?= tổng kết| sơ kết"
    r"| hoàn thành| tổ chức| xây dựng| trình| ban hành| kiểm tra| triển khai| thực hiện)"
    r"|(?:quý|tháng) (?:\d{1,2}|[ivx]{1,3})(?:[/-]\d{4}| năm \d{4})?(?=[,:] ))"
    r"[,:]? (?=\S)"
)


@cache
def _opening() -> Opening:
    return Opening(_BARE, _WITH_COMMA)


def timely(low: str, place: int, end: int) -> int:
    """Return where the words of time that open a sentence at ``place`` end, ``place`` when none do."""
    if not _opening()[low[place : place + 2]] or _VAGUE.match(low, place, end):
        return place
    for pattern in (_BARE, _WITH_COMMA):
        if m := pattern.match(low, place, end):
            return m.end()
    return place
