"""Collective bodies: "các sở, ban, ngành", "mỗi địa phương, đơn vị", "từng cấp, từng ngành", "các cấp ủy đảng".

Source: gold guideline "organisation" - generic collectives are one span with their determiner, in any position.
"""

from __future__ import annotations

import re
from functools import cache

from vanban.anchored import Opening
from vanban.rules.bodies import fields_after
from vanban.rules.places import province_at
from vanban.sheet import Sheet

_NOUN = (
    r"(?:tổ chức đoàn thể|(?:(?:quận|huyện|thị|thành)(?:, | và )){1,3}(?:quận|huyện|thị|thành|tỉnh) ủy"
    r"|cấp ủy,? tổ chức đảng|cấp ủy đảng|cấp ủy(?! viên)|cấp chính quyền|cấp|tổ chức chính trị ?- ?xã hội"
    r"|tổ chức cơ sở đảng|tổ chức đảng"
    r"|tổ chức, cá nhân|tổ đại biểu(?: hội đồng nhân dân| hđnd)?|đại biểu (?:hội đồng nhân dân|hđnd)"
    r"|ban (?:của )?(?:hội đồng nhân dân|hđnd)|chính quyền|tổ chức quốc tế|tổ chức(?! (?:tín dụng|thực hiện|triển khai"
    r"|hội nghị|quán triệt|học tập|kiểm tra|lấy"
    r"|rà soát|lại|bộ máy|sắp))|cơ sở đảng"
    r"|ban ngành|cơ quan thông tấn, báo chí|cơ quan báo chí|cơ quan chuyên môn|cơ quan chức năng"
    r"|cơ quan ngang bộ|cơ quan thuộc chính phủ|cơ quan"
    r"|đơn vị sự nghiệp(?: công lập)?|đơn vị(?! hành chính)|địa phương|ngành|sở|bộ(?! (?:phận|máy|chỉ|đội))|ban đảng"
    r"|ban cán sự đảng|ban quản lý dự án|ban(?! (?:hành|đầu|chỉ đạo|thường vụ|chấp hành))|đoàn thể(?: chính trị ?- ?xã hội)?"
    r"|ủy ban(?! nhân dân)|hội đồng|đảng bộ|đảng ủy|chi bộ"
    r"|tỉnh ủy|thành ủy|thị ủy|quận ủy|huyện ủy|quận|huyện|thị xã|thành phố|xã|phường"
    r"|thị trấn|đặc khu|tỉnh|thôn|tổ dân phố"
    r"|lực lượng chức năng|lực lượng vũ trang|lực lượng|hội(?! (?:nghị|viên|thảo|họp))|phòng, ban"
    r"|phòng chuyên môn|phòng(?! (?:chống|ngừa|, chống|khám))|hệ thống|mặt trận tổ quốc"
    r"|cơ sở giáo dục|cơ sở y tế|cơ sở khám(?: bệnh)?, chữa bệnh|chủ rừng|chủ hồ(?: đập)?|chủ đầu tư"
    r"|đại sứ quán|doanh nghiệp nhà nước|tập đoàn|tổng công ty|đoàn đại biểu quốc hội"
    r"|hội quần chúng|khối|vụ(?! (?:cháy|việc|án|vi phạm|cố ý|tai nạn|mùa|hè|đông|xuân|tranh|khiếu|ngộ|bạo|xâm"
    r"|mua|buôn|lừa))|cục|viện|trường học|trường (?:(?:mầm non|tiểu học|trung học cơ sở|trung học phổ thông|trung học"
    r"|thcs|thpt|phổ thông|đại học|cao đẳng|chuyên nghiệp)(?:, và |, | và )?){1,5}(?<! )|trường(?! hợp)"
    r"|xã, phường|quận, huyện|thị ủy|quận ủy|huyện ủy|tỉnh ủy|thành ủy|đảng đoàn|liên minh|chi cục"
    r"|trung tâm phục vụ hành chính công|trung tâm|bệnh viện|đại biểu quốc hội)(?!\w)"
)
_MOD = (
    r"(?: (?:trực thuộc trung ương|trực thuộc (?:tỉnh ủy|thành ủy|đảng ủy|huyện ủy)|trực thuộc"
    r"|có liên quan|liên quan|hữu quan|chức năng|chuyên môn"
    r"|trung ương|thành phố|tỉnh|địa phương|đảng"
    r"|cấp (?:tỉnh|huyện|xã|thành phố|trên|dưới|cơ sở)|thuộc (?:tỉnh|thành phố|ubtvqh|(?:ubnd|ủy ban nhân dân) (?:tỉnh"
    r"|thành phố|huyện|xã|phường|cấp (?:tỉnh|huyện|xã))|tỉnh ủy|thành ủy|bộ|chính phủ)"
    r"|của (?:tỉnh|thành phố|quốc hội|đảng|chính phủ)|ở trung ương(?:, địa phương| và địa phương)?"
    r"|trên địa bàn(?: tỉnh| thành phố| toàn tỉnh)?|khác"
    r"|nhà nước|đa khoa|sử dụng ngân sách(?: nhà nước)?|dự toán|chủ quản|chuyên ngành|huyện|thị xã"
    r"|xã(?! hội| viên)|cơ sở|đứng chân trên địa bàn|đóng trên địa bàn|vùng đặc biệt khó khăn|có tên|thành viên"
    r"|thuộc,? (?:và )?trực thuộc(?: bộ| sở| tỉnh| thành phố)?|thuộc sở"
    r"|xã, phường(?:, thị trấn|, đặc khu)?"
    r"|ven biển|miền núi|vùng cao|biên giới|ven sông"
    r"|quận|chính trị ?- ?xã hội(?: quận| tỉnh| thành phố| huyện)?|xây dựng đảng"
    r"|từ quận tới cơ sở|từ tỉnh (?:đến|tới) cơ sở))"
)
_DET = r"(?:tất cả các|toàn thể các|một số|các|những|mỗi|từng|toàn bộ các|\d{1,3}|hai|ba)"
_LISTED = rf"(?:(?:, | và |, và | và các )(?:{_DET} )?{_NOUN}{_MOD}{{0,2}}){{0,9}}"
COLLECTIVE = re.compile(rf"(?!(?:\d{{1,3}}|hai|ba) cấp(?!\w)){_DET} {_NOUN}{_MOD}{{0,3}}{_LISTED}")
# Without a determiner two or more nouns are needed, or one that names Party bodies only.
_PAIR_NOUN = r"(?:cơ quan|đơn vị|địa phương|sở|ban|bộ|ngành|cấp|đoàn thể|tổ chức|phòng)"
PAIRED = re.compile(
    rf"{_PAIR_NOUN}, {_PAIR_NOUN}(?!\w)(?! (?:hành chính"
    rf"|thực hiện))(?:, {_PAIR_NOUN}(?!\w)){{0,4}}{_MOD}{{0,2}}"
)
SINGLE = re.compile(
    r"cấp ủy(?: đảng)?(?:,| và) chính quyền(?:, mặt trận(?: tổ quốc)?)?(?:(?:,| và) (?:các )?(?:tổ chức )?đoàn thể)?"
    r"(?: (?:các cấp|các địa phương|địa phương|cơ sở|cấp \w+))?"
    r"|(?:tổ đại biểu|đại biểu (?:hội đồng nhân dân|hđnd)(?: tỉnh| thành phố)?|cấp ủy(?! viên)(?:, tổ chức đảng"
    r"| đảng)?|tổ chức cơ sở đảng|tổ chức đảng"
    r"|cơ sở đảng)(?!\w)(?: (?:cấp trên|cấp dưới|trực thuộc))?"
)
WHOLE = re.compile(r"cả hệ thống chính trị(?: thành phố| tỉnh)?|khối đảng, đoàn thể(?: thành phố| tỉnh)?")
# Words after a bare "cấp", "quận" that make it something else.
_NOT_AFTER = re.compile(r" (?:hành chính|ủy viên|độ|phép|bách|thiết|nước|điện|(?<=cấp )phát|tốc|cơ sở vật chất)")


@cache
def _opening() -> Opening:
    return Opening(COLLECTIVE, PAIRED, SINGLE, WHOLE)


def generic_at(sheet: Sheet, place: int) -> int | None:
    """Return the end of a collective body at ``place``."""
    if not _opening()[sheet.low[place : place + 2]]:
        return None
    for pattern in (COLLECTIVE, PAIRED, SINGLE, WHOLE):
        m = pattern.match(sheet.low, place)
        if (
            m
            and not _NOT_AFTER.match(sheet.low, m.end())
            and not _NOT_BEFORE.search(sheet.low, max(0, place - 8), place)
        ):
            return _whole(sheet, place, m.end())
    return None


@cache
def _undetermined() -> re.Pattern[str]:
    return re.compile(rf"{_NOUN}{_MOD}{{0,3}}{_LISTED}")


def bare_at(sheet: Sheet, place: int) -> int | None:
    """Return the end of a collective without determiner, as it stands after an office ("Thủ trưởng cơ quan ngang bộ")."""
    if sheet.text[place : place + 1].isupper():
        return None
    m = _undetermined().match(sheet.low, place)
    return _whole(sheet, place, m.end()) if m else None


def _whole(sheet: Sheet, place: int, end: int) -> int | None:
    """Return the end after cutting off a body of its own ("các đơn vị, Sở Y tế") and taking in fields and a place."""
    cut = _OWN.search(sheet.text, place, min(len(sheet.text), end + 2))
    if cut:
        return cut.start() or None
    if sheet.low.startswith("các ngành ", place) and (fields := fields_after(sheet, place + 10)):
        return fields[-1][1]
    return _with_name(sheet, end)


_OWN = re.compile(
    r"(?:, | và |, và |; )(?:các )?(?:Sở|Bộ|Ban|Cục|Vụ|Viện|Ủy ban|Hội|Đoàn|Trung tâm|Đảng ủy"
    r"|Hội đồng) (?=[A-ZĐÀ-Ỹ])"
)
_NOT_BEFORE = re.compile(r"(?:cán bộ|phân|nhân lực) $")


def _with_name(sheet: Sheet, end: int) -> int:
    """Take in the place that follows: "các cấp ủy đảng TP. Hà Nội"."""
    for lead in (" ", " TP. ", " TP ", " thành phố ", " Thành phố ", " tỉnh "):
        if sheet.text.startswith(lead, end) and (own := province_at(sheet, end + len(lead))):
            return own
    return end
