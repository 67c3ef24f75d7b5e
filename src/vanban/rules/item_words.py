"""Words that tell an order in an item from what stands around it: keys, grounds, decisions, praise, introductions, farewells.

Not a rule by itself: the rule for items uses them.
"""

from __future__ import annotations

import re

KEYED = re.compile(
    r"(?:thời gian|địa điểm|kinh phí|đơn vị|cơ quan|thành phần|hình thức|nội dung|số lượng|sản phẩm"
    r"|quy mô|đối tượng|phương thức"
    r"|tiến độ|kết quả)(?: [^:;.]{1,40})?: ?"
    r"|(?:đơn vị |cơ quan )?(?:được giao )?(?:chủ trì|phối hợp|thực hiện|giám sát|hoàn thành)(?: thực hiện)?: ?"
)
PREAMBLE = re.compile(r"(?:căn cứ|xét|theo đề nghị|trên cơ sở kết quả|thực hiện|triển khai)(?!\w)")
DECIDES = re.compile(
    r"(?:đồng ý|thống nhất|nhất trí)(?: về)?(?: mặt)?(?: chủ trương| nội dung(?! (?:báo cáo|tờ trình|đề xuất)))(?!\w)"
    r"|(?:đồng ý|nhất trí) (?=cho |như )"
)
LAST = re.compile(
    r"[^.;:]{0,60}thông báo (?:để|đến|tới) [^.;]{0,140}(?:biết|thực hiện)|(?:trên đây là"
    r"|quyết định này có hiệu lực|nghị quyết này có hiệu lực|kế hoạch này)"
)
ASKS_LAST = re.compile(
    r"[,;] (?:(?:ubnd|ủy ban nhân dân|ban chỉ đạo|ban thường vụ|sở|chủ tịch)(?: \w+){0,5} )?"
    r"(?=(?:yêu cầu|đề nghị) (?:các|thủ trưởng|ubnd|ủy ban|sở|chủ tịch|giám đốc))"
)
ANNOUNCES = re.compile(
    r"(?:ban hành|xây dựng|xác định|thông báo|kết luận|có ý kiến|đề ra|chỉ đạo)[^.;]{0,200}(?:như sau"
    r"|sau|sau đây|cụ thể như sau)[:.]?$"
)
# Praise, presence and what a meeting heard are told, not ordered.
TOLD = re.compile(
    r"(?:(?:cơ bản|trân trọng|nhiệt liệt) )?(?:đánh giá cao|ghi nhận|biểu dương|hoan nghênh|cảm ơn|chia sẻ với|chúc mừng)"
    r"|(?:cùng |tham |dự và )*(?:dự|tham dự|dự họp|tham gia|chủ trì)(?: họp| cuộc họp| hội nghị| buổi làm việc)?"
    r"(?: cùng)?(?:,? về phía [^,;.]{3,60})? (?:còn |gồm |cũng )?có"
    r"|thừa (?:lệnh|ủy quyền)"
    r"|(?:thực hiện|triển khai|qua|nhờ|được)(?!\w)[^;.:]{5,200}?, [^,;.:]{4,90} (?:đã|đang) (?!nêu|được|giao|ban hành|chỉ đạo"
    r"|duyệt|phê duyệt|ký|quy định|đề ra|có|hết|thống nhất|cam kết|đăng ký)\w"
)
# What the issuing body says of itself.
ITSELF = re.compile(
    r"(?:gửi|ban hành|báo cáo|thông báo|trình|có (?:văn bản|công văn|ý kiến|báo cáo)|thống nhất|đồng ý|nhận thấy"
    r"|tổ chức (?:cuộc )?họp|chuyển|trả lời|phúc đáp)(?!\w)"
)
# Agreeing with what somebody reports or asks for leaves nobody anything to do.
AGREES = re.compile(
    r"(?:cơ bản |hoàn toàn )?(?:đồng ý|thống nhất|nhất trí)(?: về)? (?:với|nội dung|đề nghị|kiến nghị|đề xuất|ý kiến|báo cáo"
    r"|về nguyên tắc|nguyên tắc)(?!\w)"
)
HOLDS_FORTH = re.compile(
    r"(?: đã)?,? (?:kết luận|phát biểu|thống nhất (?:kết luận|chỉ đạo|một số|các nội dung|như sau)"
    r"|thông báo (?:kết luận|ý kiến)|ghi nhận|biểu dương|đánh giá cao|hoan nghênh|cảm ơn"
    r"|(?:cơ bản |hoàn toàn )?(?:thống nhất|nhất trí|đồng ý) (?:đánh giá|nhận định|cho rằng|với|về))(?!\w)"
)
# What comes of it all is no order of its own.
LEADS_TO = re.compile(r"(?:qua đó|từ đó|trên cơ sở đó,? góp phần|nhờ đó)(?!\w)")
AFTER_COLON = re.compile(
    r": (?=(?:Giao|Yêu cầu|Đề nghị) )"
    r"|: (?:[Tt]heo|[Tt]rên cơ sở|[Cc]ăn cứ|[Đđ]ể|[Ss]au khi) [^;:.]{3,200}?, (?=(?:giao|yêu cầu|đề nghị) )"
)
# "Về đề nghị của X ...: giao Sở A ...": the matter is named before what is ordered.
TOPIC = re.compile(r"(?:riêng )?(?:về|đối với|liên quan(?: đến)?) [^:;]{5,300}: (?=\S)")
# "Các Sở nêu trên": whoever the order before named.
ABOVE = re.compile(
    r"(?:các |những )?(?:sở|ngành|sở, ngành|cơ quan|đơn vị|địa phương|huyện|xã|ban|bộ)(?:, \w+){0,3}(?: nêu trên"
    r"| nói trên| trên| này)"
)
# What the issuing body says it did or thinks.
TELLS = re.compile(
    r"(?:nghiêm khắc |cơ bản )?(?:phê bình|nhận được|biểu dương|ghi nhận|đánh giá cao|hoan nghênh|xin |trân trọng|kính "
    r"|thông báo để|(?:báo cáo|kiến nghị|đề xuất|giải trình):|cho biết|trình bày|cho rằng|phát biểu|nêu ý kiến"
    r"|(?:tham )?dự(?: họp| hội nghị| và)|vắng mặt|là (?:cơ quan|đơn vị) (?:chuyên môn|sự nghiệp|thuộc|ngang|hành chính))"
)
# Kinds of documents that tell, and kinds whose introduction orders nothing.
NARRATES = frozenset(("Báo cáo", "Tờ trình", "Biên bản", "Giấy mời"))
PLANS = frozenset(
    (
        "Kế hoạch",
        "Chương trình",
        "Chương trình hành động",
        "Nghị quyết",
        "Quyết định",
        "Đề án",
        "Quy chế",
        "Quy định",
        "Phụ lục",
    )
) | frozenset(("Phương án", "Nghị định", "Thông tư", "Hướng dẫn"))
NO_WORK = ("về ", "trường hợp")
