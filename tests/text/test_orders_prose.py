"""Orders as official prose writes them: whom they bind, who helps, by which day; and prose that orders nothing."""

from __future__ import annotations

import pytest

from tests.text.finding import finds

LETTER = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 45/UBND-TH\nAn Phú, ngày 12 tháng 3 năm 2026\n\n{}\n\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT."
)
ASKED = "UBND tỉnh yêu cầu các sở, ngành, địa phương thực hiện các nội dung sau:\n"

# The items of a letter; for each order its leads, its helpers, the deadline as said and its last day.
FOUND: list[tuple[str, list[tuple[list[str], list[str], str | None, str | None]]]] = [
    (
        "1. Các Sở: Tài chính, Nội vụ, Y tế rà soát danh mục dự án, gửi kết quả trước ngày 20/4/2026.",
        [(["Sở Tài chính", "Sở Nội vụ", "Sở Y tế"], [], "2026-04-20", "2026-04-19")],
    ),
    (
        "1. Các sở Tài chính, Nội vụ, KH&ĐT cập nhật số liệu vào phần mềm.",
        [(["Sở Tài chính", "Sở Nội vụ", "Sở KH&ĐT"], [], None, None)],
    ),
    (
        "1. Đảng ủy, HĐND, UBND các xã, phường rà soát quy chế làm việc.",
        [(["Đảng ủy, HĐND, UBND các xã, phường"], [], None, None)],
    ),
    (
        "1. UBND các huyện: Phước Long, Tân Hòa kiểm kê đất công trước 30/4/2026.",
        [(["UBND huyện Phước Long", "UBND huyện Tân Hòa"], [], "2026-04-30", "2026-04-29")],
    ),
    (
        "1. UBND các xã Bình Sơn, Mỹ Lợi và phường Đông Hòa bàn giao hồ sơ trong tháng 5/2026.",
        [(["UBND xã Bình Sơn", "UBND xã Mỹ Lợi", "UBND phường Đông Hòa"], [], "2026-05", "2026-05-31")],
    ),
    (
        "1. Giám đốc Sở Y tế kiểm tra việc trực cấp cứu dịp lễ.",
        [(["Giám đốc Sở Y tế"], [], None, None)],
    ),
    (
        "1. Thủ trưởng các sở, ban, ngành quán triệt nội dung công văn này đến toàn thể công chức.",
        [(["Thủ trưởng các sở, ban, ngành"], [], None, None)],
    ),
    (
        "1. Chủ tịch UBND các xã, phường chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả giải ngân.",
        [(["Chủ tịch UBND các xã, phường"], [], None, None)],
    ),
    (
        (
            "1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, Công an tỉnh thẩm định hồ sơ, trình UBND tỉnh trong "
            "quý II/2026."
        ),
        [(["Sở Xây dựng"], ["Sở Tài chính", "Công an tỉnh"], "2026-Q2", "2026-06-30")],
    ),
    (
        "1. Sở Y tế phối hợp Sở Giáo dục và Đào tạo tổ chức khám sức khỏe học sinh.",
        [(["Sở Y tế"], ["Sở Giáo dục và Đào tạo"], None, None)],
    ),
    (
        "1. Giao Sở Nội vụ là cơ quan đầu mối tổng hợp báo cáo của các đơn vị.",
        [(["Sở Nội vụ"], [], None, None)],
    ),
    (
        "1. Việc lập danh mục do Sở Tài chính chủ trì, hoàn thành trước ngày 15/4/2026.",
        [(["Sở Tài chính"], [], "2026-04-15", "2026-04-14")],
    ),
    (
        "1. Sở Tư pháp được giao tổng hợp, đề xuất danh mục nghị quyết năm 2027.",
        [(["Sở Tư pháp"], [], None, None)],
    ),
    (
        (
            "1. Sở Nông nghiệp và Môi trường:\na) Rà soát diện tích rừng;\nb) Việc giao đất, giao rừng phải hoàn thành "
            "trước ngày 30/6/2026."
        ),
        [
            (["Sở Nông nghiệp và Môi trường"], [], None, None),
            (["Sở Nông nghiệp và Môi trường"], [], "2026-06-30", "2026-06-29"),
        ],
    ),
    (
        (
            "1. Sở Tài chính:\n- Phân công một Phó Giám đốc trực tiếp phụ trách.\n- Định kỳ ngày 25 hằng tháng báo cáo "
            "UBND tỉnh."
        ),
        [(["Sở Tài chính"], [], None, None), (["Sở Tài chính"], [], None, None)],
    ),
    (
        "1. Các sở, ngành báo cáo tiến độ; sở nào chậm báo cáo thì Giám đốc sở đó phải chịu trách nhiệm.",
        [(["Các sở, ngành"], [], None, None), (["Các sở, ngành"], [], None, None)],
    ),
    (
        "1. Văn phòng UBND tỉnh theo dõi, đôn đốc, kiểm tra việc thực hiện Công văn này.",
        [(["Văn phòng UBND tỉnh An Phú"], [], None, None)],
    ),
    (
        "1. Sở Tài chính tham mưu phân bổ kinh phí. Thời gian hoàn thành: trước ngày 10/4/2026.",
        [(["Sở Tài chính"], [], "2026-04-10", "2026-04-09")],
    ),
    (
        "1. Sở Y tế rà soát nhu cầu thuốc, báo cáo kết quả. Hoàn thành trong tháng 4/2026.",
        [(["Sở Y tế"], [], "2026-04", "2026-04-30")],
    ),
    (
        "1. Sở Nội vụ trình đề án vị trí việc làm chậm nhất ngày 31/5/2026.",
        [(["Sở Nội vụ"], [], "2026-05-31", "2026-05-31")],
    ),
    (
        "1. Sở Tài chính thẩm định quyết toán trong 10 ngày kể từ ngày ban hành Công văn này.",
        [(["Sở Tài chính"], [], "2026-03-22", "2026-03-22")],
    ),
    (
        "1. Các xã, phường tổng hợp báo cáo trước 16 giờ thứ Năm hằng tuần.",
        [(["Các xã, phường"], [], None, None)],
    ),
    (
        "1. Sở Công Thương phấn đấu hoàn thành quy hoạch chợ trong quý III/2026.",
        [(["Sở Công Thương"], [], "2026-Q3", "2026-09-30")],
    ),
    (
        "1. Công an tỉnh tăng cường tuần tra ban đêm; phối hợp với Sở Y tế xử lý cơ sở vi phạm.",
        [(["Công an tỉnh"], [], None, None), (["Công an tỉnh"], ["Sở Y tế"], None, None)],
    ),
    (
        "1. Sở Tài chính lập phương án, trình UBND tỉnh xem xét, quyết định.",
        [(["Sở Tài chính"], [], None, None)],
    ),
    (
        "1. Ban Quản lý dự án đẩy nhanh tiến độ thi công, hoàn thành trước ngày 02/9/2026.",
        [(["Ban Quản lý dự án"], [], "2026-09-02", "2026-09-01")],
    ),
    (
        (
            "1. Đề nghị Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội vận động hội viên hiến đất làm "
            "đường."
        ),
        [(["Ủy ban MTTQ Việt Nam tỉnh", "Các tổ chức chính trị - xã hội"], [], None, None)],
    ),
    (
        "1. Kho bạc Nhà nước khu vực III đối chiếu số liệu tạm ứng xong trong tháng 3 năm 2026.",
        [(["Kho bạc Nhà nước khu vực III"], [], "2026-03", "2026-03-31")],
    ),
    (
        "1. Trường Chính trị tỉnh mở hai lớp bồi dưỡng cho cán bộ xã trong năm 2026.",
        [(["Trường Chính trị tỉnh"], [], "2026", "2026-12-31")],
    ),
    (
        "1. Báo và Phát thanh, Truyền hình An Phú mở chuyên mục về chuyển đổi số.",
        [(["Báo và Phát thanh, Truyền hình An Phú"], [], None, None)],
    ),
    (
        "1. Công ty Điện lực An Phú bảo đảm nguồn điện cho các trạm bơm.",
        [(["Công ty Điện lực An Phú"], [], None, None)],
    ),
    (
        "1. Bộ Chỉ huy Quân sự tỉnh sẵn sàng lực lượng cứu hộ khi có yêu cầu.",
        [(["Bộ Chỉ huy Quân sự tỉnh"], [], None, None)],
    ),
    (
        "1. Các chủ đầu tư hoàn trả vốn tạm ứng quá hạn trước ngày 30 tháng 6 năm 2026.",
        [(["Các chủ đầu tư"], [], "2026-06-30", "2026-06-29")],
    ),
    (
        "1. Trước ngày 05 hằng tháng, Sở Tài chính công khai tiến độ giải ngân.",
        [(["Sở Tài chính"], [], None, None)],
    ),
    (
        "1. Trong tháng 4/2026, Sở Nội vụ tham mưu thành lập Tổ công tác.",
        [(["Sở Nội vụ"], [], "2026-04", "2026-04-30")],
    ),
    (
        "1. Đến hết quý II/2026 phải chấm dứt tình trạng nợ hồ sơ.",
        [(["Các sở, ngành, địa phương"], [], "2026-Q2", "2026-06-30")],
    ),
    (
        "1. Sở Y tế chỉ đạo các bệnh viện tuyến tỉnh dự trữ thuốc.",
        [(["Sở Y tế", "Các bệnh viện tuyến tỉnh"], [], None, None)],
    ),
    (
        "1. UBND các xã chỉ đạo Trạm Y tế phun hóa chất diệt muỗi.",
        [(["UBND các xã", "Trạm Y tế"], [], None, None)],
    ),
    (
        "1. Sở Tài chính, Sở Xây dựng theo chức năng, nhiệm vụ được giao hướng dẫn các xã lập dự toán.",
        [(["Sở Tài chính", "Sở Xây dựng"], [], None, None)],
    ),
    (
        "1. Thanh tra tỉnh tiến hành thanh tra đột xuất, báo cáo kết quả trước ngày 30/5/2026.",
        [(["Thanh tra tỉnh"], [], "2026-05-30", "2026-05-29")],
    ),
    (
        "1. Giao Giám đốc Sở Xây dựng chủ trì xử lý dứt điểm kiến nghị của cử tri xã Mỹ Lợi.",
        [(["Giám đốc Sở Xây dựng"], [], None, None)],
    ),
    (
        "1. Yêu cầu Chủ tịch UBND phường Đông Hòa kiểm điểm trách nhiệm cá nhân để xảy ra vi phạm.",
        [(["Chủ tịch UBND phường Đông Hòa"], [], None, None)],
    ),
    (
        "1. Về đề nghị của UBND xã Mỹ Lợi: giao Sở Tài chính xem xét, đề xuất UBND tỉnh trước ngày 20/3/2026.",
        [(["Sở Tài chính"], [], "2026-03-20", "2026-03-19")],
    ),
    (
        "1. Đối với dự án cầu Sông Lam: Sở Xây dựng khẩn trương phê duyệt thiết kế.",
        [(["Sở Xây dựng"], [], None, None)],
    ),
    (
        (
            "1. Sở Nội vụ tổng hợp hồ sơ khen thưởng, gửi về Ban Thi đua trước ngày 1/4; không nhận hồ sơ gửi sau "
            "thời hạn."
        ),
        [(["Sở Nội vụ"], [], "2026-04-01", "2026-03-31"), (["Sở Nội vụ"], [], None, None)],
    ),
    (
        (
            "1. Sở Khoa học và Công nghệ:\n1.1. Chủ trì triển khai nền tảng số dùng chung.\n1.2. Đánh giá an toàn "
            "thông tin mỗi quý một lần."
        ),
        [(["Sở Khoa học và Công nghệ"], [], None, None), (["Sở Khoa học và Công nghệ"], [], None, None)],
    ),
    (
        "1. Sở Tài chính, các đơn vị liên quan khẩn trương giải ngân kinh phí.",
        [(["Sở Tài chính", "Các đơn vị liên quan"], [], None, None)],
    ),
    (
        "1. Sở Dân tộc và Tôn giáo cùng Công an tỉnh nắm tình hình cơ sở.",
        [(["Sở Dân tộc và Tôn giáo"], ["Công an tỉnh"], None, None)],
    ),
    (
        "1. UBND cấp xã bố trí công chức trực tại Trung tâm Phục vụ hành chính công.",
        [(["UBND cấp xã"], [], None, None)],
    ),
    (
        "1. Các cơ quan, đơn vị, địa phương nghiêm túc thực hiện chế độ báo cáo.",
        [(["Các cơ quan, đơn vị, địa phương"], [], None, None)],
    ),
    (
        (
            "1. Sở Văn hóa, Thể thao và Du lịch\na) Xây dựng kế hoạch tổ chức lễ hội, trình UBND tỉnh trước ngày "
            "25/3/2026;\nb) Hướng dẫn các xã chỉnh trang đường phố."
        ),
        [
            (["Sở Văn hóa, Thể thao và Du lịch"], [], "2026-03-25", "2026-03-24"),
            (["Sở Văn hóa, Thể thao và Du lịch"], [], None, None),
        ],
    ),
    (
        "1. Hạt Kiểm lâm khu vực Tân Hòa tuần tra, truy quét các điểm nóng phá rừng.",
        [(["Hạt Kiểm lâm khu vực Tân Hòa"], [], None, None)],
    ),
    (
        "1. Ban Dân tộc HĐND tỉnh giám sát việc phân bổ vốn chương trình mục tiêu quốc gia.",
        [(["Ban Dân tộc HĐND tỉnh An Phú"], [], None, None)],
    ),
    (
        "1. Thường trực Tổ công tác 06 tỉnh đôn đốc các sở hoàn thành số hóa hồ sơ.",
        [(["Thường trực Tổ công tác 06 tỉnh"], [], None, None)],
    ),
    (
        "1. Sở Tài chính bố trí đủ kinh phí, bảo đảm chi trả xong trước Tết Nguyên đán.",
        [(["Sở Tài chính"], [], None, None)],
    ),
    (
        "1. Sở Y tế báo cáo kết quả trong vòng 24 giờ kể từ khi phát hiện ca bệnh.",
        [(["Sở Y tế"], [], None, None)],
    ),
    (
        "1. Sở Nội vụ hoàn thành việc sắp xếp xong cuối năm 2026.",
        [(["Sở Nội vụ"], [], "2026", "2026-12-31")],
    ),
    (
        "1. Sở Xây dựng rà soát quy hoạch chung trong 6 tháng đầu năm 2026.",
        [(["Sở Xây dựng"], [], "2026-01/2026-06", "2026-06-30")],
    ),
    (
        "1. Sở Tài chính báo cáo hằng quý, trước ngày 20 của tháng cuối quý.",
        [(["Sở Tài chính"], [], None, None)],
    ),
    (
        "1. Yêu cầu các đơn vị:\n- Rà soát hồ sơ tồn đọng;\n- Báo cáo trước ngày 20/3/2026.",
        [(["Các đơn vị"], [], None, None), (["Các đơn vị"], [], "2026-03-20", "2026-03-19")],
    ),
    (
        (
            "1. Đối với các sở, ngành\na) Ban hành kế hoạch cải cách hành chính trước ngày 30/3/2026.\nb) Công khai "
            "kết quả trên Cổng thông tin điện tử."
        ),
        [(["Các sở, ngành"], [], "2026-03-30", "2026-03-29"), (["Các sở, ngành"], [], None, None)],
    ),
    (
        "1. Trách nhiệm của UBND cấp xã:\na) Tiếp nhận hồ sơ tại bộ phận một cửa;\nb) Niêm yết công khai thủ tục.",
        [(["UBND cấp xã"], [], None, None), (["UBND cấp xã"], [], None, None)],
    ),
    (
        ("1. Sở Nội vụ chủ trì, phối hợp Văn phòng UBND tỉnh và các đơn vị liên quan tổ chức tập huấn trong tháng 4."),
        [(["Sở Nội vụ"], ["Văn phòng UBND tỉnh An Phú", "Các đơn vị liên quan"], "2026-04", "2026-04-30")],
    ),
    (
        "1. Giao Sở Tài chính chủ trì, cùng Sở Tư pháp thẩm tra dự thảo.",
        [(["Sở Tài chính"], ["Sở Tư pháp"], None, None)],
    ),
    (
        "1. Đồng chí Trần Văn Hùng, Phó Chủ tịch UBND tỉnh, trực tiếp chỉ đạo xử lý điểm nghẽn.",
        [(["Trần Văn Hùng"], [], None, None)],
    ),
    (
        "1. Sở Tài chính (Phòng Ngân sách) tổng hợp nhu cầu kinh phí của các xã.",
        [(["Sở Tài chính"], [], None, None)],
    ),
    (
        "1. Ủy ban nhân dân các xã, phường tổ chức tiếp công dân định kỳ vào ngày 15 hằng tháng.",
        [(["UBND các xã, phường"], [], None, None)],
    ),
    (
        (
            "1. Sở Giáo dục và Đào tạo khẩn trương tuyển dụng giáo viên, hoàn thành trước khai giảng năm học 2026 - "
            "2027."
        ),
        [(["Sở Giáo dục và Đào tạo"], [], None, None)],
    ),
    (
        "1. Sở Y tế tham mưu UBND tỉnh ban hành quyết định kiện toàn Ban Chỉ đạo trong quý II năm 2026.",
        [(["Sở Y tế"], [], "2026-Q2", "2026-06-30")],
    ),
    (
        "1. Công an tỉnh mở đợt cao điểm từ ngày 15/3/2026 đến ngày 15/5/2026.",
        [(["Công an tỉnh"], [], "2026-05-15", "2026-05-15")],
    ),
    (
        "1. Sở Xây dựng hoàn thành đồ án quy hoạch vào cuối tháng 6/2026.",
        [(["Sở Xây dựng"], [], "2026-06", "2026-06-30")],
    ),
    (
        "1. Sở Công Thương gửi báo cáo trước 17 giờ ngày 25/3/2026.",
        [(["Sở Công Thương"], [], "2026-03-25", "2026-03-25")],
    ),
    (
        "1. Sở Tài chính hoàn thành quyết toán chậm nhất là ngày 30 tháng 9 hằng năm.",
        [(["Sở Tài chính"], [], None, None)],
    ),
    (
        (
            "1. Các xã, phường báo cáo kết quả về Sở Y tế (qua Trung tâm Kiểm soát bệnh tật) trước ngày 05/4/2026 để "
            "tổng hợp."
        ),
        [(["Các xã, phường"], [], "2026-04-05", "2026-04-04")],
    ),
    (
        "1. Sở Tài chính, Kho bạc Nhà nước tỉnh: đôn đốc chủ đầu tư hoàn ứng.",
        [(["Sở Tài chính", "Kho bạc Nhà nước tỉnh"], [], None, None)],
    ),
    (
        "1. Giao Văn phòng UBND tỉnh:\n- Theo dõi tiến độ;\n- Tham mưu phê bình đơn vị chậm trễ.",
        [(["Văn phòng UBND tỉnh An Phú"], [], None, None), (["Văn phòng UBND tỉnh An Phú"], [], None, None)],
    ),
    (
        "1. Đề nghị Tòa án nhân dân tỉnh, Viện kiểm sát nhân dân tỉnh đẩy nhanh xét xử các vụ án trọng điểm.",
        [(["Tòa án nhân dân tỉnh", "Viện kiểm sát nhân dân tỉnh"], [], None, None)],
    ),
    (
        "1. Sở Y tế không để thiếu thuốc thiết yếu; kịp thời cung ứng vắc xin.",
        [(["Sở Y tế"], [], None, None), (["Sở Y tế"], [], None, None)],
    ),
    (
        "1. Các chủ rừng ký cam kết bảo vệ rừng với UBND xã trước mùa khô.",
        [(["Các chủ rừng"], [], None, None)],
    ),
    (
        "1. Sở Tài chính ban hành hướng dẫn trước 31/3; các xã lập dự toán trước 15/4.",
        [(["Sở Tài chính"], [], "2026-03-31", "2026-03-30"), (["Các xã"], [], "2026-04-15", "2026-04-14")],
    ),
    (
        "1. Trưởng Ban Quản lý Khu kinh tế chịu trách nhiệm về tiến độ dự án hạ tầng.",
        [(["Trưởng Ban Quản lý Khu kinh tế"], [], None, None)],
    ),
    (
        "1. Sở Nội vụ xây dựng kế hoạch kiểm tra năm 2026; trong đó tập trung kiểm tra kỷ luật công vụ.",
        [(["Sở Nội vụ"], [], None, None), (["Sở Nội vụ"], [], None, None)],
    ),
    (
        "1. Liên đoàn Lao động tỉnh nắm bắt tâm tư người lao động dịp cuối năm.",
        [(["Liên đoàn Lao động tỉnh"], [], None, None)],
    ),
    (
        (
            "1. UBND phường Đông Hòa cưỡng chế các công trình vi phạm xong trong quý I/2026; xử lý trách nhiệm cán "
            "bộ buông lỏng quản lý."
        ),
        [(["UBND phường Đông Hòa"], [], "2026-Q1", "2026-03-31"), (["UBND phường Đông Hòa"], [], None, None)],
    ),
]

NOT_FOUND = [
    (
        "Thực hiện Chỉ thị số 05/CT-TTg ngày 10/02/2026 của Thủ tướng Chính phủ yêu cầu các địa phương tăng cường "
        "phòng, chống cháy rừng, UBND tỉnh đã ban hành Kế hoạch số 12/KH-UBND."
    ),
    "Trong quý I/2026, Sở Tài chính đã tham mưu phân bổ 1.250 tỷ đồng.",
    "Nhằm nâng cao chất lượng phục vụ người dân và doanh nghiệp.",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV ngày 02/3/2026.",
    "UBND tỉnh ghi nhận, biểu dương Sở Y tế đã hoàn thành tốt nhiệm vụ.",
    "UBND tỉnh sẽ tiếp tục rà soát, sửa đổi quy chế làm việc.",
    "V/v đẩy mạnh cải cách hành chính năm 2026",
    "Theo đề nghị của Sở Tài chính tại Công văn số 812/STC-NS ngày 05/3/2026 về việc bố trí kinh phí.",
    "Qua kiểm tra cho thấy một số chủ đầu tư chưa thực hiện nghiêm việc thanh toán tạm ứng.",
    "Tuy nhiên, việc giải ngân còn chậm do vướng mắc trong giải phóng mặt bằng.",
    "UBND tỉnh nhận được Công văn số 77/SNV-TCBC của Sở Nội vụ đề nghị bổ sung biên chế.",
    "Các đại biểu dự họp đã thảo luận, cho ý kiến vào dự thảo đề án.",
    "Công văn này thay thế Công văn số 120/UBND-TH ngày 15/01/2026.",
    "Đến nay, 85% số xã đã hoàn thành kiểm kê.",
    "Nguyên nhân chủ yếu là do người đứng đầu chưa quyết liệt chỉ đạo.",
    "Sở Xây dựng báo cáo: tiến độ dự án đạt 60% khối lượng.",
    "Tỉnh An Phú có 102 xã, phường sau sắp xếp.",
    "Thời gian qua, các địa phương đã quan tâm chăm lo đời sống nhân dân.",
    "Quyết định này có hiệu lực kể từ ngày ký.",
    "UBND tỉnh trân trọng cảm ơn sự quan tâm của quý cơ quan.",
    "Mọi vướng mắc xin liên hệ ông Trần Văn Minh, điện thoại 0912.345.678.",
    "1. Tình hình chung\nCác sở, ngành đã tích cực triển khai, nhiều chỉ tiêu vượt kế hoạch.",
    (
        "Sau khi xem xét Tờ trình số 11/TTr-SXD của Sở Xây dựng về việc phê duyệt quy hoạch, UBND tỉnh có ý kiến như "
        "sau."
    ),
    "Mục tiêu đến năm 2030, tỷ lệ lao động qua đào tạo đạt 75%.",
    "Kinh phí thực hiện do ngân sách tỉnh bảo đảm theo phân cấp.",
    "Các đồng chí dự họp: lãnh đạo Sở Tài chính, Sở Xây dựng.",
    "Chỉ thị số 08/CT-UBND yêu cầu các xã rà soát nhưng kết quả còn hạn chế.",
    "Sở Y tế là cơ quan chuyên môn thuộc UBND tỉnh, thực hiện chức năng quản lý nhà nước về y tế.",
]

# Whole papers and news; for each order its leads, its deadline and, where it matters, who orders.
WHOLE: list[tuple[str, list[tuple[list[str], str | None, str | None]]]] = [
    (
        (
            "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nVĂN PHÒNG\nSố: 88/TB-VP\nAn Phú, ngày 12 tháng 3 năm 2026\n\nTHÔNG BÁO\nKết luận "
            "của Phó Chủ tịch UBND tỉnh Trần Văn Hùng tại cuộc họp về đầu tư công\n\nNgày 10/3/2026, Phó Chủ tịch UBND "
            "tỉnh Trần Văn Hùng chủ trì cuộc họp. Sau khi nghe các đơn vị báo cáo, Phó Chủ tịch UBND tỉnh kết luận "
            "như sau:\n1. Đánh giá chung\nThời gian qua, các đơn vị đã nỗ lực, tiến độ một số dự án có chuyển biến.\n2. "
            "Nhiệm vụ thời gian tới\n2.1. Sở Tài chính rà soát các dự án chậm giải ngân, báo cáo trước ngày "
            "20/3/2026.\n2.2. Ban Quản lý dự án tỉnh:\n- Tập trung nhân lực thi công;\n- Hoàn thành thủ tục thanh toán "
            "trong tháng 3/2026.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT."
        ),
        [
            (["Sở Tài chính"], "2026-03-20", "Trần Văn Hùng"),
            (["Ban Quản lý dự án tỉnh"], None, "Trần Văn Hùng"),
            (["Ban Quản lý dự án tỉnh"], "2026-03", "Trần Văn Hùng"),
        ],
    ),
    (
        (
            "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nVĂN PHÒNG\nSố: 88/TB-VP\nAn Phú, ngày 12 tháng 3 năm 2026\n\nTHÔNG BÁO\nKết luận "
            "của Phó Chủ tịch UBND tỉnh Trần Văn Hùng tại cuộc họp về đầu tư công\n\nNgày 10/3/2026, Phó Chủ tịch UBND "
            "tỉnh Trần Văn Hùng chủ trì cuộc họp. Sau khi nghe các đơn vị báo cáo, Phó Chủ tịch UBND tỉnh kết luận "
            "như sau:\n1. Thống nhất chủ trương đầu tư dự án đường ven sông.\n2. Giao Sở Xây dựng hoàn thiện hồ sơ, "
            "trình UBND tỉnh trong tháng 4/2026.\nVăn phòng UBND tỉnh thông báo để các đơn vị biết, thực hiện.\n\nNơi "
            "nhận:\n- Như trên;\n- Lưu: VT."
        ),
        [([], None, "Trần Văn Hùng"), (["Sở Xây dựng"], "2026-04", "Trần Văn Hùng")],
    ),
    (
        (
            "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 05/CT-UBND\nAn Phú, ngày 12 tháng 3 năm 2026\n\nCHỈ THỊ\nVề việc tăng cường "
            "quản lý khoáng sản\n\nTrong những năm qua, công tác quản lý khoáng sản đã có chuyển biến. Để chấn chỉnh, "
            "Chủ tịch UBND tỉnh chỉ thị:\n1. Sở Nông nghiệp và Môi trường thanh tra các mỏ cát, báo cáo trước ngày "
            "30/4/2026.\n2. Công an tỉnh\na) Điều tra, xử lý các đường dây khai thác trái phép;\nb) Bố trí lực lượng "
            "chốt chặn tại các bến bãi.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn Bình"
        ),
        [
            (["Sở Nông nghiệp và Môi trường"], "2026-04-30", "Chủ tịch UBND tỉnh An Phú"),
            (["Công an tỉnh"], None, "Chủ tịch UBND tỉnh An Phú"),
            (["Công an tỉnh"], None, "Chủ tịch UBND tỉnh An Phú"),
        ],
    ),
    (
        (
            "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 210/KH-UBND\nAn Phú, ngày 12 tháng 3 năm 2026\n\nKẾ HOẠCH\nTriển khai Tháng "
            "hành động vì trẻ em năm 2026\n\nI. MỤC ĐÍCH, YÊU CẦU\n- Nâng cao nhận thức của cộng đồng về bảo vệ trẻ "
            "em.\n- Các hoạt động phải thiết thực, tiết kiệm.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chủ trì tổ chức lễ "
            "phát động trước ngày 01/6/2026.\n- Tổng hợp, báo cáo UBND tỉnh trước ngày 15/7/2026.\n2. UBND các xã, "
            "phường: Xây dựng kế hoạch của địa phương; bố trí kinh phí thực hiện.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT."
        ),
        [
            (["Sở Y tế"], "2026-06-01", "UBND tỉnh An Phú"),
            (["Sở Y tế"], "2026-07-15", "UBND tỉnh An Phú"),
            (["UBND các xã, phường"], None, "UBND tỉnh An Phú"),
            (["UBND các xã, phường"], None, "UBND tỉnh An Phú"),
        ],
    ),
    (
        (
            "TỈNH ỦY AN PHÚ\n*\nSố 45-KL/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Phú, ngày 12 tháng 3 năm 2026\n\nKẾT LUẬN\ncủa Ban "
            "Thường vụ Tỉnh ủy về công tác cán bộ\n\nTại phiên họp ngày 10/3/2026, Ban Thường vụ Tỉnh ủy kết luận như "
            "sau:\n1- Ban Tổ chức Tỉnh ủy tham mưu đề án luân chuyển cán bộ trong quý II/2026.\n2- Giao Ủy ban Kiểm "
            "tra Tỉnh ủy kiểm tra việc thực hiện, định kỳ 6 tháng báo cáo Ban Thường vụ Tỉnh ủy.\n\nNơi nhận:\n- Các "
            "ban Đảng,\n- Lưu Văn phòng Tỉnh ủy."
        ),
        [
            (["Ban Tổ chức Tỉnh ủy"], "2026-Q2", None),
            (["Ủy ban Kiểm tra Tỉnh ủy"], None, None),
            (["Ủy ban Kiểm tra Tỉnh ủy"], None, None),
        ],
    ),
    (
        (
            "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 19/BC-UBND\nAn Phú, ngày 12 tháng 3 năm 2026\n\nBÁO CÁO\nKết quả công tác "
            "tháng 02\n\nI. KẾT QUẢ\n1. Sở Tài chính tham mưu phân bổ vốn kịp thời.\n2. UBND các xã tổ chức tốt lễ hội "
            "đầu xuân.\nII. NHIỆM VỤ TRỌNG TÂM THÁNG 3\n1. Sở Nội vụ hoàn thiện đề án vị trí việc làm trước ngày "
            "25/3/2026.\nIII. KIẾN NGHỊ\n1. Đề nghị Bộ Nội vụ sớm hướng dẫn biên chế cấp xã.\n\nNơi nhận:\n- Bộ Nội vụ;\n- "
            "Lưu: VT."
        ),
        [(["Sở Nội vụ"], "2026-03-25", "UBND tỉnh An Phú")],
    ),
    (
        (
            "Phát biểu tại hội nghị, Chủ tịch UBND tỉnh An Phú Nguyễn Văn Bình yêu cầu Sở Xây dựng rà soát quy "
            "hoạch, báo cáo trước ngày 30/4/2026; UBND các xã kiểm tra thực địa.\nĐồng chí nhấn mạnh, các địa phương "
            "phải công khai quy hoạch để người dân biết.\nNăm 2025, tỉnh đã thu hút 32 dự án với tổng vốn 4.500 tỷ "
            "đồng."
        ),
        [
            (["Sở Xây dựng"], "2026-04-30", "Nguyễn Văn Bình"),
            (["UBND các xã"], None, "Nguyễn Văn Bình"),
            (["Các địa phương"], None, "Nguyễn Văn Bình"),
        ],
    ),
    (
        (
            "Kết luận buổi làm việc, Bí thư Tỉnh ủy An Phú Lê Thị Hoa ghi nhận nỗ lực của xã Mỹ Lợi. Đồng chí đề "
            "nghị Đảng ủy xã tập trung giải phóng mặt bằng, hoàn thành trong quý II/2026.\nBà Hoa cũng giao Ban Tổ "
            "chức Tỉnh ủy tham mưu bổ sung cán bộ cho xã."
        ),
        [(["Đảng ủy xã"], "2026-Q2", "Lê Thị Hoa"), (["Ban Tổ chức Tỉnh ủy An Phú"], None, "Lê Thị Hoa")],
    ),
    (
        (
            "Giám đốc Sở Y tế An Phú Trần Văn Nam cho biết, ngành đã tiêm phòng cho 25.000 trẻ.\nTheo kế hoạch, sở sẽ "
            "mở thêm hai điểm tiêm."
        ),
        [],
    ),
]


@pytest.mark.parametrize(("body", "expected"), FOUND)
def test_items_bind_whom_they_name_by_when_they_say(
    body: str, expected: list[tuple[list[str], list[str], str | None, str | None]]
) -> None:
    orders = [one.fields for one in finds(LETTER.format(ASKED + body), "directive")]
    got = [(o["assignees"], o["coordinators"], o.get("deadline"), o.get("deadline_end")) for o in orders]
    assert got == expected


@pytest.mark.parametrize("body", NOT_FOUND)
@pytest.mark.parametrize("below", ["", f"\n{ASKED}1. Sở Y tế rà soát danh mục thuốc."], ids=["alone", "above orders"])
def test_prose_that_orders_nothing_yields_no_order(body: str, below: str) -> None:
    text = LETTER.format(body + below)
    end = text.index(body) + len(body)
    assert [text[one.start : one.end] for one in finds(text, "directive") if one.start < end] == []


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_whole_papers_are_read_with_who_orders(
    text: str, expected: list[tuple[list[str], str | None, str | None]]
) -> None:
    orders = [one.fields for one in finds(text, "directive")]
    named = [*(issuer for _, _, issuer in expected), *[None] * len(orders)]
    got = [
        (o["assignees"], o.get("deadline"), o["issuer"] if issuer else None)
        for o, issuer in zip(orders, named, strict=False)
    ]
    assert got == expected
