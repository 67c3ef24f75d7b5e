"""The words by which results, shortcomings and proposals are told apart. Not a rule by itself."""

from __future__ import annotations

import re
from typing import Literal

Topic = Literal["result", "shortcoming", "proposal", "other"]

CALLED = ("kết quả", "ưu điểm", "tồn tại", "hạn chế", "khó khăn", "nguyên nhân", "kiến nghị", "đề xuất", "bài học")

_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    (
        "other",
        re.compile(r"(?:về )?(?:nguyên nhân|bài học)|.{0,40}(?:nhiệm vụ|giải pháp|phương hướng|tổ chức thực hiện)"),
    ),
    ("proposal", re.compile(r"(?:những |các |một số )?(?:kiến nghị|đề xuất)")),
    (
        "shortcoming",
        re.compile(
            r"(?:về )?(?:những |một số |các )?(?:tồn tại|hạn chế|khó khăn|khuyết điểm|yếu kém|bất cập|vướng mắc)"
        ),
    ),
    (
        "result",
        re.compile(r"(?:về )?(?:những |một số |các )?(?:kết quả|ưu điểm|mặt được|việc đã làm|thành tích)(?! chỉ đạo)"),
    ),
)

TURN = re.compile(
    r"(?:tuy nhiên|tuy vậy|song|mặc dù vậy|dù vậy|bên cạnh (?:đó|(?:các |những )?(?:kết quả|mặt|ưu điểm)[^,;.]{0,50}))(?!\w)"
    r"[,:]? ?"
)
CAUSE = re.compile(
    r"(?:do|vì|nhờ)(?: có)? [^,;.]{5,140}?(?:, (?:nên )?| nên )|(?:trong bối cảnh|trong điều kiện) [^,;.]{5,120}, "
)
LED_IN = re.compile(
    r"(?:theo [^,;.:]{3,90}, (?=\w))"
    r"|(?:qua|tại) (?:kiểm tra|giám sát|theo dõi|hội nghị|buổi làm việc|cuộc họp|báo cáo)[^,;.:]{0,90}, "
    r"|[^;.“”]{0,200}?(?:đánh giá|ghi nhận|biểu dương|khẳng định|cho biết|thừa nhận|nhắc lại|cho thấy|nêu rõ|nhận định|nêu bật"
    r"|chỉ ra|kết quả nổi bật)(?: cao)?(?: và biểu dương)?(?: những kết quả[^:;.]{0,60})?(?: rằng| là|,|:|:? [“\"])+ ?"
    r"(?:kết quả nổi bật là )?"
    r"|(?:trong đó|đáng chú ý|kết quả|kết quả là|đến nay|thời gian qua|những năm qua|vừa qua)[,:] "
)
WEIGHED = re.compile(
    r"(?<!\w)(?:đánh giá(?! (?:tác|hiệu quả kinh))|ghi nhận|biểu dương|thừa nhận|nhắc lại|nêu bật|cho thấy|nhận định"
    r"|kết quả nổi bật|kết quả (?:đã )?đạt được|thời gian qua|những năm qua|nhiệm kỳ qua|đến nay|nhìn chung"
    r"|theo (?:bí thư|chủ tịch|đồng chí|báo cáo|ban thường vụ)[^,;.]{0,80}, )"
)
STATES = re.compile(
    r"(?:các |những )?(?:công tác|tổ chức|việc|phương thức|quá trình|hoạt động|chất lượng|tình hình|kinh tế|quận"
    r"|huyện|tỉnh|thành phố|xã|phường|địa phương|đơn vị|chuyển biến|kết quả|nhiều|tỷ lệ|nội dung|cả|từ)(?!\w)"
)
LISTS = re.compile(r"(?:các|những|một|hai|ba|bốn|\d{1,3}) ")  # things, not a statement that goes on
FELL_SHORT = re.compile(
    r"(?<!\w)(?:(?:vẫn |đang )?còn (?:chậm|thấp|hạn chế|yếu|nhiều (?:hạn chế|khó khăn|vướng mắc|bất cập|tồn tại)|tồn tại"
    r"|lúng túng|bất cập|khó khăn|thiếu|để (?:xảy ra|tình trạng)|tình trạng|xảy ra|biểu hiện|có (?:mặt|nơi|tình trạng|biểu hiện)"
    r"|không ít|vướng|hình thức|bị động|chung chung|\d+[^;.]{0,60}(?:chưa|chậm))"
    r"|chưa (?!có tiền lệ|bao giờ|kể|từng|đến)\w+"
    r"|(?:triển khai|thực hiện|giải ngân|ban hành|tiến độ|xử lý|giải quyết|tham mưu)(?: \w+){0,8} (?:chậm|thấp)(?!\w)"
    r"|chậm (?:tiến độ|so với|được|trễ|ban hành|triển khai)|trễ hạn|quá hạn"
    r"|(?<!phải )không (?:đạt|hoàn thành|đúng (?:tiến độ|hạn)|bảo đảm|đảm bảo|kịp)"
    r"|thiếu (?:chủ động|quyết liệt|kiên quyết|sự|đồng bộ|chặt chẽ)|buông lỏng|đùn đẩy|né tránh|thiếu trách nhiệm|bất cập)"
    r"(?!\w)"
)
HAS_DONE = re.compile(
    r"(?<!việc )(?<!kế hoạch )(?<!nhiệm vụ )(?<!mục tiêu )(?<!chỉ tiêu )(?<!nội dung )(?<!dự án )(?<!văn bản )"
    r"(?<!\w)(?:đã|cơ bản hoàn thành|hoàn thành|đạt|vượt|thực hiện tốt|được (?:quan tâm|chú trọng|đẩy mạnh|nâng"
    r"|triển khai|duy trì|thực hiện|bảo đảm|đảm bảo|tăng cường|củng cố|đổi mới|cải thiện|kiểm soát|giữ vững|kiện toàn|sắp xếp))"
    r"(?! (?:đề ra|đặt ra|nêu|được giao|giao|phê duyệt|ban hành tại|có chủ trương|dự|đến))(?!\w)"
)
DONE = re.compile(
    r"(?:tăng|giảm)(?: được)? (?:\d|trên|gần|hơn)|có (?:bước|nhiều|những) (?:phát triển|chuyển biến|tiến bộ|đổi mới)"
)
GOOD = re.compile(
    r"(?<!\w)(?:chuyển biến|tiến bộ|tích cực|vượt bậc|khởi sắc|nổi bật|tạo hiệu ứng|góp phần|nâng cao|thông suốt|bài bản|đồng bộ"
    r"|đổi mới|linh hoạt|chú trọng|nghiêm túc|thể hiện rõ|(?:thực hiện|được) tốt)(?!\w)"
)
NOT_DONE = re.compile(
    r"(?<!\w)(?:cần|phải|sẽ|(?<!theo )yêu cầu|đề nghị|hãy|nếu|để có thể|phấn đấu|đặt mục tiêu|dự kiến"
    r"|tiếp tục (?!được|quan tâm))(?!\w)"
)
EVENT = re.compile(
    r"(?<!\w)(?:đã |vừa )?(?:chủ trì (?:hội|cuộc|buổi|phiên)|tham dự|dự (?:hội|buổi|và)|đến dự|trình bày"
    r"|phát biểu|thảo luận|nghe|ký ban|có buổi|tổ chức (?:hội nghị|lễ|phiên họp|cuộc họp|buổi)|khai mạc|bế mạc"
    r"|kết luận như sau|diễn ra|làm việc với|trao (?:quyết|tặng)|có ý kiến|giao nhiệm vụ|công bố)(?!\w)"
)
CONTENT = re.compile(r"\w{2,} \w{2,} \w{2,}")
ASKS = re.compile(
    r"(?<!\w)(?:kiến nghị|đề xuất)(?: với)? (?=(?:trung ương|bộ chính trị|ban bí thư|quốc hội|chính phủ|thủ tướng|các bộ|bộ "
    r"|ban thường vụ|thành ủy|tỉnh ủy|ubnd (?:tỉnh|thành phố)|hđnd (?:tỉnh|thành phố)|cấp trên|cấp có thẩm quyền))"
)
PRAISED = re.compile(
    r"(?:đồng ý|thống nhất|nhất trí|đồng tình) (?:về chủ trương )?(?:với |theo )?((?:đề xuất|kiến nghị|đề nghị) của) "
)


def topic_of(heading: str) -> Topic | None:
    """Return what a heading (lower case, without its mark) says of its part; "other" ends a part, None says nothing."""
    return next((topic for topic, pattern in _TOPICS if pattern.match(heading)), None)
