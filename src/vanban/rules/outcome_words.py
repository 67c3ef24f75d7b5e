"""The words by which results, shortcomings and proposals are told apart. Not a rule by itself."""

from __future__ import annotations

import re
from typing import Literal

from vanban.anchored import Parted, Sought

Topic = Literal["result", "shortcoming", "proposal", "state", "other"]

CALLED = ("kết quả", "ưu điểm", "tồn tại", "hạn chế", "khó khăn", "nguyên nhân", "kiến nghị", "đề xuất", "bài học")

_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    (
        "result",
        re.compile(r"(?:về )?(?:những |một số |các )?(?:kết quả|ưu điểm|mặt được|việc đã làm|thành tích)(?! chỉ đạo)"),
    ),
    ("other", re.compile(r"(?:về )?(?:nguyên nhân|bài học)")),
    ("state", re.compile(r"(?:về )?(?:đánh giá (?:chung|tình hình|kết quả|việc)|thực trạng|tình hình|khái quát)")),
    (
        "other",
        re.compile(
            r".{0,40}(?:nhiệm vụ|giải pháp|phương hướng|tổ chức thực hiện"
            r"|mục tiêu|chỉ tiêu|mục đích|quan điểm|yêu cầu|kinh phí)"
        ),
    ),
    ("proposal", re.compile(r"(?:những |các |một số )?(?:kiến nghị|đề xuất)")),
    (
        "shortcoming",
        re.compile(
            r"(?:về )?(?:những |một số |các )?(?:tồn tại|hạn chế|khó khăn|khuyết điểm|yếu kém|bất cập|vướng mắc)"
        ),
    ),
)

TURN = re.compile(
    r"(?:tuy nhiên|tuy vậy|tuy thế|song(?! song| hành)|nhưng|mặc dù vậy|dù vậy|dẫu vậy|dẫu thế|thế nhưng"
    r"|bên cạnh (?:đó(?=,? (?:vẫn|còn))|(?:các |những )?(?:kết quả|mặt|ưu điểm)[^,;.]{0,50}))(?!\w)[,:]? ?"
)
# Behind these words every clause of the sentence falls short.
TURNED = re.compile(
    r"(?<!\w)(?:tồn tại|hạn chế|khuyết điểm|bất cập|yếu kém|vướng mắc|khó khăn)(?: chủ yếu| là| như sau| sau)?: ?$"
)
# Why it fell short, and which paper goes with it, is neither, under whatever heading.
REASON = re.compile(
    r"(?:\(?(?:ban hành )?kèm theo(?!\w)|(?:về )?nguyên nhân(?!\w)|(?:đây|trên đây|đó) (?:chính )?là nguyên nhân"
    r"|(?:những |các )?(?:tồn tại|hạn chế|yếu kém|khuyết điểm)[^.;]{0,24} (?:trên|này|nêu trên|nói trên)"
    r"[^.;]{0,24} (?:do|có nguyên nhân) )"
)
CAUSE = re.compile(
    r"(?:do|vì|nhờ)(?: có)? [^,;.]{5,140}?(?:, (?:nên )?| nên )|(?:trong bối cảnh|trong điều kiện) [^,;.]{5,120}, "
)
LED_IN = Parted(
    r"(?:theo [^,;.:]{3,90}, (?=\w))|(?:ngày|sáng|chiều|tối|đến ngày|tính đến|đến hết) [^,;.:]{3,40}, (?=\w)"
    r"|(?:trong |qua )?(?:năm học|năm|quý|tháng|\d{1,2} tháng|giai đoạn)[^,;.:a-zđ]{0,4}[^,;.:]{3,30}, (?=\w)"
    r"|(?:qua|sau)(?: hơn| gần)? (?:\d+|một|hai|ba|bốn|năm|sáu|mười) (?:năm"
    r"|tháng)(?: thực hiện[^;.:“”]{5,200}?)?, (?!ngày|năm|tháng)|(?:thực hiện|triển khai|sau khi|qua|được sự"
    r"|dưới sự) [^;.:“”]{5,260}?, (?=(?:công tác|việc|tình hình|các|ubnd|tỉnh|toàn|ngành|huyện|nhiều|đã|hầu hết"
    r"|đa số|cả|thành phố|đảng bộ) )",
    r"(?:[\w ]{2,30} )?(?:nhận )?thấy(?:,| rằng)? (?=\w)",
    r"(?:vẫn )?còn (?:có |một số )?(?:những )?(?:tồn tại|hạn chế|khó khăn)(?:, hạn chế)?(?: chủ yếu| sau| là"
    r"| như)*: ",
    r"[^:;.“”]{0,160}(?:một số|những|các) (?:tồn tại|hạn chế|khó khăn|yếu kém|khuyết điểm|bất cập)[^:;.]{0,24}: ",
    r"[^:;.,“”]{0,60} (?:gặp|có) (?:nhiều |một số |không ít )?(?:khó khăn|vướng mắc|hạn chế)[^:;.]{0,24}: ",
    r"[^:;.“”]{0,120}? có (?:nhiều |những )?(?:chuyển biến|tiến bộ|kết quả)[^:;.,]{0,24}: ",
    r"(?:cả nước|toàn tỉnh|toàn huyện|tỉnh|huyện|xã) hiện có [^;:]{5,60}?, trong đó |(?:những |một số )?(?:hạn chế"
    r"|tồn tại|khó khăn|kết quả|ưu điểm)(?: là| chính| chủ yếu| nổi bật)?: (?=\w)|riêng (?=\d)|với (?:bộ|ban|ubnd"
    r"|chính phủ|trung ương|tỉnh)[^:;.]{0,60}: |(?:qua|tại) (?:kiểm tra|xem|khảo sát|giám sát|theo dõi|hội nghị"
    r"|buổi làm việc|cuộc họp|báo cáo)[^,;.:]{0,90}, ",
    r"[^;.:“”]{0,140}?(?:(?:báo cáo|phản ánh|chỉ rõ)(?: rằng |: )|chỉ rõ, )",
    r"[^;.,:“”]{0,90} cho rằng,? ",
    r"[^;.“”]{0,200}?(?:đánh giá|ghi nhận|biểu dương|khẳng định|cho biết|thừa nhận|nhắc lại|cho thấy|nêu rõ"
    r"|nhận định|nêu bật|chỉ ra"
    r"|kết quả nổi bật)(?: cao)?(?: và biểu dương)?(?: những kết quả[^:;.]{0,60})?(?: rằng| là|,|:"
    r"|:? [“\"])+ ?(?:kết quả nổi bật là )?",
    r"trong (?:những|nhiều) năm (?:qua|gần đây), |(?:trong đó|đáng chú ý|nhìn chung|kết quả|kết quả là|đến nay|thời gian qua"
    r"|những năm qua|vừa qua)[,:] ",
)
WEIGHED = Sought(
    r"(?<!\w)(?:đánh giá(?! (?:tác|hiệu quả kinh))|ghi nhận|biểu dương|thừa nhận|nhắc lại|nêu bật|cho thấy|nhận định"
    r"|kết quả nổi bật|kết quả (?:đã )?đạt được|thời gian qua|những năm qua|nhiệm kỳ qua|đến nay|nhìn chung"
    r"|qua (?:kiểm tra|theo dõi|giám sát|xem|khảo sát)|nhận thấy|báo cáo nêu|theo báo cáo|báo cáo (?:tại|với)|cho biết[,:]"
    r"|báo cáo:|theo kết quả"
    r"|cho rằng|theo số liệu"
    r"|tháng (?:đầu năm|qua)|nửa đầu năm|từ đầu năm đến nay"
    r"|theo (?:bí thư|chủ tịch|đồng chí|báo cáo|ban thường vụ)[^,;.]{0,80}, )"
)
STATES = re.compile(
    r"(?:các |những )?(?:công tác|tổ chức|việc|phương thức|quá trình|hoạt động|chất lượng|tình hình|kinh tế|quận"
    r"|huyện|tỉnh|thành phố|xã|phường|địa phương|đơn vị|chuyển biến|kết quả|nhiều|tỷ lệ|nội dung|cả|từ)(?!\w)"
)
LISTS = re.compile(r"(?:các|những|một|hai|ba|bốn|\d{1,3}) ")  # things, not a statement that goes on
FELL_SHORT = Sought(
    r"(?<!\w)(?:(?:vẫn |đang )?(?<!mà )còn (?:rất |quá |khá |hết sức )?"
    r"(?:sơ hở|nể nang|khoán trắng|lớn(?!\w)|cao|dồn|bỏ trống|tâm lý|chủ quan|lơ là"
    r"|đơn điệu|nghèo nàn|manh mún"
    r"|nhỏ lẻ|phân tán|lãng phí|tồn đọng|chồng chéo|trông chờ|ỷ lại|dàn trải|mỏng|kém|ít|đối phó|nặng|trì trệ"
    r"|phức tạp|bị|rườm rà"
    r"|\d+ \w+ chưa|chậm|thấp|hạn chế|yếu|nhiều (?:hạn chế|khó khăn|vướng mắc|bất cập|tồn tại)|tồn tại"
    r"|lúng túng|bất cập|khó khăn|thiếu|để (?:xảy ra|tình trạng)|tình trạng|xảy ra|biểu hiện|có (?:mặt|nơi"
    r"|tình trạng|biểu hiện)"
    r"|không ít|vướng|hình thức|bị động|chung chung|\d+[^;.]{0,60}(?:chưa|chậm))"
    r"|chưa (?!phát hiện|để xảy ra|xảy ra|ghi nhận|xem xét|có tiền lệ|bao giờ|kể|từng|đến)\w+"
    r"|(?:triển khai|thực hiện|giải ngân|ban hành|tiến độ|xử lý|giải quyết|tham mưu)(?: \w+){0,8} (?:chậm|thấp)(?!\w)"
    r"|chậm (?:tiến độ|so với|được|trễ|ban hành|triển khai|xử lý|khắc phục|giải quyết|bàn giao|phê duyệt|thẩm định|đổi mới"
    r"|báo cáo|nộp|thực hiện)|vừa thiếu vừa yếu|thiếu và yếu|trễ hạn|quá hạn"
    r"|(?<!phải )không (?:đạt|hoàn thành|đúng (?:tiến độ|hạn|quy trình|quy định)|bảo đảm|đảm bảo|kịp)"
    r"|vướng (?:mặt bằng|mắc|giải phóng)|vẫn ở mức (?:cao|thấp)|(?:vẫn |còn )+diễn biến phức tạp|(?:bị |còn |lại )bỏ trống"
    r"|chỉ đạt \d[\d.,]*%?|đạt (?:rất )?thấp"
    r"|chênh lệch lớn|(?<!không )đơn điệu|phải làm đi làm lại|đã chậm \d+"
    r"|bị hư hỏng|xuống cấp|tồn đọng|(?<!không )(?<!không được )để (?:xảy ra|hồ sơ|tình trạng|kéo dài)"
    r"|dưới \d[\d,]*%|không được (?:thực hiện|xử lý"
    r"|cập nhật|kiểm tra)|không (?:tổ chức|có người|phân công|thực hiện|báo cáo|ban hành)|chép lại"
    r"|không (?:kết nạp|làm|thực hiện|triển khai|giải ngân|thu hút|xử lý) được|ngày càng khó(?: khăn)?|rất hạn chế"
    r"|sơ sài|đối phó|nể nang"
    r"|mới (?:chỉ|đạt|dừng|chiếm|ở mức|vận hành|giải ngân|có)|để [^,;.]{3,40} (?:quá hạn|kéo dài)"
    r"|thiếu (?:\d+|chủ động|quyết liệt|kiên quyết|sự|đồng bộ|chặt chẽ)|buông lỏng|đùn đẩy|né tránh|thiếu trách nhiệm|bất cập)"
    r"(?!\w)"
)
FIGURE = Sought(
    r"\d[\d.,]* ?%|(?<![\d/\-–])\d{1,4}/\d{1,4} (?=[^\W\d])|(?<!hiện )(?:được|đạt|kết nạp|xóa|cắt giảm|xử phạt"
    r"|tiếp nhận|giải quyết"
    r"|thành lập|hỗ trợ|thu hút|giải ngân)(?: được)? (?:trên |hơn |gần |thêm )?\d"
)
# Grounds, aims and what nobody did: neither result nor shortcoming.
NEITHER = re.compile(
    r"\(?(?:kèm theo|căn cứ|xét|để|nhằm|mục tiêu|nguyên nhân|khách quan|chủ quan|chỉ tiêu|kiến nghị|thống nhất|cho phép|đồng ý"
    r"|hội nghị|rời|đối với (?:dự án|trường hợp|hộ|đối tượng)|mức (?:thu|chi|hỗ trợ|đóng|phạt)|trường hợp|được (?:hđnd|hội đồng)"
    r"|(?:nghị quyết|quyết định|quy định|quy chế) này|về chủ trương|phấn đấu|từ đêm|dự báo|đến năm 20[3-9])(?!\w)"
    r"|(?:thực hiện|theo) [^;.]{0,20}(?:số \d|nghị quyết|chỉ thị|công văn|công điện|kế hoạch|quyết định)"
)
# Told beside the work: weather, sickness, what there is, papers made.
BESIDE = Sought(
    r"(?<!\w)(?:ca mắc|tử vong|xảy ra|mưa|bão|áp thấp|hiện có|xây dựng kế hoạch|ban hành kế hoạch|ban hành chỉ thị)(?!\w)"
)
HAS_DONE = Sought(
    r"(?<!\w)(?<!việc )(?<!kế hoạch )(?<!nhiệm vụ )(?<!mục tiêu )(?<!chỉ tiêu )(?<!nội dung )(?<!dự án )(?<!văn bản )"
    r"(?:đã|cơ bản hoàn thành|hoàn thành|đạt|vượt|thực hiện tốt|được (?:quan tâm|chú trọng|đẩy mạnh|nâng"
    r"|triển khai|duy trì|thực hiện|bảo đảm|đảm bảo|tăng cường|củng cố|đổi mới|cải thiện|kiểm soát|giữ vững|kiện toàn|sắp xếp))"
    r"(?! (?:đề ra|đặt ra|nêu|được giao|giao|phê duyệt|ban hành tại|có chủ trương|dự|đến))(?!\w)"
)
DONE = Sought(
    r"đạt (?:nhiều |được |một số )*(?:kết quả|thành tích)|(?:ngày càng|từng bước|đều|luôn|cơ bản)(?: \w+)? được \w+"
    r"|được (?:nâng lên|giữ vững|bảo đảm|đảm bảo|cải thiện|kiểm soát)|(?:tăng|giảm)(?: được)? (?:\d|trên|gần|hơn)"
    r"|có (?:bước|nhiều"
    r"|những) (?:phát triển|chuyển biến|tiến bộ|đổi mới)"
)
GOOD = Sought(
    r"(?<!\w)(?:chuyển biến|tiến bộ|kết quả tốt|giảm dần|vào cuộc|thẳng thắn|cầu thị|tích cực|vượt bậc|khởi sắc|nền nếp|nề nếp"
    r"|nổi bật|tạo hiệu ứng|góp phần|nâng cao|thông suốt|bài bản|đồng bộ"
    r"|đổi mới|linh hoạt|chú trọng|nghiêm túc|thể hiện rõ|(?:thực hiện|được) tốt)(?!\w)"
)
# What somebody praises by its name ("ghi nhận tinh thần cầu thị của ...") is a result.
PRAISED_FOR = re.compile(
    r"[^;:.“”]{0,140}?(?:đánh giá cao|biểu dương|ghi nhận)(?: và (?:đánh giá cao|biểu dương))? "
    r"(?=(?:những |các |sự )?(?:tinh thần|nỗ lực|cố gắng)(?!\w))"
)
# What is granted before "nhưng" does not count: "dù còn vướng mắc nhưng vẫn đạt kết quả khá".
CONCEDES = re.compile(r"[^;.“”]{0,60}?(?<!\w)(?:mặc dù|dù|tuy(?! nhiên))(?!\w)[^;.]{3,120}? (?:nhưng|song) ")
AIMED = re.compile(r"(?<!\w)(?:phấn đấu|đặt mục tiêu|mục tiêu (?:đến|năm|là|của))(?!\w)")
TO_COME = re.compile(r"(?<!\w)(?:thì sẽ|sẽ tiếp tục)(?!\w)")
NOT_DONE = Sought(
    r"(?<!\w)(?:cần|phải|sẽ|(?<!theo )yêu cầu|(?<!hồ sơ )(?<!văn bản )(?<!đơn )đề nghị|hãy"
    r"|nếu|để có thể|phấn đấu|đặt mục tiêu|dự kiến"
    r"|tiếp tục (?!được|quan tâm))(?!\w)"
)
EVENT = Sought(
    r"(?<!\w)(?:đã |vừa )?(?:chủ trì (?:hội|cuộc|buổi|phiên)|tham dự|dự (?:hội|buổi|và)|đến dự|trình bày"
    r"|phát biểu|thảo luận|nghe|ký ban|đã ký|có buổi|tổ chức (?:hội nghị|lễ|phiên họp|cuộc họp|buổi)|khai mạc|bế mạc"
    r"|kết luận như sau|diễn ra|làm việc với|trao (?:quyết|tặng)|có ý kiến|giao nhiệm vụ|công bố|trên đây là"
    r"|kính trình|họp (?:phiên|giao ban|bàn)"
    r"|(?:có|ban hành|gửi|ký) (?:các )?(?:văn bản|công văn|công điện|chỉ thị|kế hoạch|thông báo|tờ trình|báo cáo) số)(?!\w)"
)
CONTENT = re.compile(r"\w{2,} \w{2,} \w{2,}")
ASKS = Sought(
    r"(?<!\w)(?:kiến nghị(?: với)?|đề xuất với|đề xuất(?= (?:trung ương|chính phủ|bộ|quốc hội) )|kính đề nghị|kính mong"
    r"|trân trọng đề nghị) (?=\w)"
)
ABOVE = re.compile(
    r"(?:trung ương|cấp trên|cấp có thẩm quyền|tỉnh|thành phố|huyện|nhà nước|bộ|chính phủ|quốc hội|các bộ)(?!\w)"
)
ASKED_FOR = Sought(
    r"(?<!\w)(?:đề xuất|kiến nghị|đề nghị|ý kiến) của (?P<who>[^;.:\n]{3,80}?)(?:,? (?:xin|về việc|đề nghị"
    r"|kiến nghị|đề xuất|xin được) )"
    r"(?P<what>(?:[^;:.\n]|\.(?=\w)){12,200}?)(?=[;:\n]|\.(?!\w)|, (?:giao|yêu cầu|đồng ý|thống nhất|ubnd|sở|ban)|$)"
)
# "Về đề nghị bố trí 65 tỷ đồng ...: chưa đồng ý", "Về kiến nghị của X: Đồng ý về nguyên tắc việc ...": what is answered.
ASKED_ABOUT = re.compile(
    r"(?:về|đối với)(?: việc| các| những)? (?:đề xuất|kiến nghị|đề nghị) (?!của|nêu|trên|này)(?P<what>[^;:.\n]{12,200}?): ?(?=\w)"
)
ANSWERED = re.compile(
    r"(?:về|đối với)(?: việc| các| những)? (?:đề xuất|kiến nghị|đề nghị) của (?P<who>[^;.:\n]{3,80}?): "
    r"(?:(?:cơ bản )?(?:đồng ý|thống nhất|nhất trí|chấp thuận)(?: về)?(?: chủ trương| nguyên tắc)?)"
    r" (?:với |cho )?việc (?P<what>[^;:.\n]{12,200}?)(?=[;:.\n]|, (?:giao|yêu cầu)|$)"
)
ASKS_ABOVE = re.compile(r"(?:kính |trân trọng )?đề nghị(?= \w)")
ALSO = re.compile(r" và (?=(?:cho phép|sớm|hỗ trợ|bổ sung|xem xét|có cơ chế|bố trí) )")
PRAISED = Sought(
    r"(?:đồng ý|thống nhất|nhất trí|đồng tình) (?:về chủ trương )?(?:với |theo )?((?:đề xuất|kiến nghị|đề nghị) của) "
)


def topic_of(heading: str) -> Topic | None:
    """Return what a heading (lower case, without its mark) says of its part; "other" ends a part, None says nothing."""
    return next((topic for topic, pattern in _TOPICS if pattern.match(heading)), None)
