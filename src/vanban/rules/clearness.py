"""How clear an order is about what to do and what must come out: guideline rule 7, "task" and "result".

Not a rule by itself. A task is clear when one can say of it "done" or "not done"; a field to be advanced, guided or watched
over has no such day.
"""

from __future__ import annotations

import re
from typing import Any

from vanban.notes import Notes
from vanban.rules.clauses import Clause

_BEFORE_VERB = re.compile(
    r"(?:cần phải|phải|cần|có trách nhiệm|có nhiệm vụ|là|tiếp tục|luôn|luôn luôn|tập trung|chủ động|thường xuyên"
    r"|tích cực|kịp thời"
    r"|nghiêm túc|khẩn trương|trực tiếp|quyết liệt|đặc biệt|cũng|cùng|sớm|chủ trì|lãnh đạo"
    r"|theo chức năng,? nhiệm vụ(?: được giao)?|tham mưu(?= (?:xử lý|đẩy)))(?!\w),? "
)
_BROAD = re.compile(
    r"(?:đẩy mạnh|nâng cao|tăng cường(?! nhân lực| thời lượng)|phát huy|đổi mới|quan tâm|chú trọng|coi trọng"
    r"|siết chặt|làm tốt|đề cao"
    r"|nêu cao|giữ vững|giữ gìn|củng cố niềm tin|đoàn kết|chống(?! sạt)|phòng chống|thể hiện|kiên định|nỗ lực"
    r"|đẩy nhanh|thúc đẩy"
    r"|tuyên truyền(?![^;.]{2,60} cam kết)|truyền thông|định hướng|quán triệt(?! nghị quyết)"
    r"|vận động(?! [^;.]{2,30}(?:ký|cam kết|hiến|tháo))"
    r"|chỉ đạo(?:,| và|$)|chỉ đạo (?:công tác|điều hành|thực hiện tốt)|công tác"
    r"|(?:theo dõi|đôn đốc|kiểm tra|giám sát|hướng dẫn|phối hợp)(?:, (?:theo dõi|đôn đốc|kiểm tra|giám sát|hướng dẫn"
    r"|phản biện))+"
    r"(?: các đơn vị| các cấp|\W*$)"
    r"|(?:đôn đốc|theo dõi|giám sát|phối hợp|thường xuyên|nghiêm túc|khẩn trương)(?: thực hiện| việc thực hiện"
    r"| chỉ đạo| triển khai)*\W*$"
    r"|(?:triển khai )?(?:thực hiện|thi hành)(?: nghiêm túc| nghiêm| tốt| có hiệu quả| hiệu quả)?(?: các nội dung| nội dung)?"
    r"(?: [^;.]{2,30} này|\W*$)"
    r"|triển khai\W*$|cơ quan (?:thường trực|đầu mối)|gương mẫu|nói đi đôi|rõ người|hành động|làm cho|ứng dụng mạnh"
    r"|xử lý nghiêm(?! (?:các|những) (?:vụ|hành vi|trường hợp))|kiểm điểm trách nhiệm|tạo (?:sự |môi trường"
    r"|đồng thuận|chuyển biến)"
    r"|công tác|nhận thức|học tập, |phấn đấu xây dựng|phản ánh|khắc phục (?:khó khăn|hạn chế)|bám sát|sâu sát"
    r"|sẵn sàng(?! lực lượng))"
    r"(?!\w)"
)
_ONLY_BLAME = re.compile(
    r"(?:[^;.]{0,60} và |(?:trực tiếp )?(?:phải )?)chịu trách nhiệm về|[^;.]{0,80}? (?:nào"
    r"|người đứng đầu) [^;.]{3,90} chịu trách nhiệm"
)
_FIGURE = re.compile(r"(?<![\d/])\d[\d.,]*\s?(?:%|tỷ|triệu|nghìn|ha|km|km2)(?!\w)|chỉ tiêu|chỉ số|tỷ lệ")


def checkable(low: str, clause: Clause, product: str | None, notes: Notes) -> bool:
    """Tell whether an order names a product, a document or an act of which one can say that it is done."""
    if product is not None:
        return True
    place = clause.verb
    while m := _BEFORE_VERB.match(low, place, clause.end):
        place = m.end()
    return not (_BROAD.match(low, place, clause.end) or _ONLY_BLAME.match(low, clause.start, clause.end))


def result(lowered: str, fields: dict[str, Any]) -> bool:
    """Tell whether an order says what must come out: a figure, or a product handed to somebody."""
    handed = fields.get("recipient") is not None
    return (
        handed
        or _FIGURE.search(lowered) is not None
        or (fields.get("soft") is True and fields.get("deliverable") is not None)
    )
