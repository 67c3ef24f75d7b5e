"""Figures, meetings and rhythms: what is one, with its value, and what only looks like one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.text.finding import field, finds, words
from tests.text.growth import grows_linearly
from vanban.evaluate import match, prf
from vanban.extract import extract, sheet_of, to_json
from vanban.model import Context, SourceText
from vanban.notes import Notes
from vanban.rules import indicator

GOLD = Path(__file__).parent / "gold/figures"

FIGURES = [
    ("năm 2025 đạt 98,65% số xã", ["98,65%"], [98.65], ["%"]),
    ("thu ngân sách đạt trên 14 nghìn tỷ đồng/năm", ["trên 14 nghìn tỷ đồng/năm"], [14000], ["tỷ đồng/năm"]),
    ("giảm 1.950 biên chế sự nghiệp", ["1.950 biên chế"], [1950], ["biên chế"]),
    ("số đảng viên mới/chỉ tiêu đề ra đạt 213/210; tiếp theo", ["213/210"], [213], ["đảng viên"]),
    ("giải ngân 4.215 tỷ đồng, đạt 58,7% kế hoạch", ["4.215 tỷ đồng", "58,7%"], [4215, 58.7], ["tỷ đồng", "%"]),
    ("dự án có chiều dài 18,6 km, đi qua 5 xã", ["18,6 km"], [18.6], ["km"]),
    ("giải quyết việc làm cho 2.350 lao động", ["2.350 lao động"], [2350], ["lao động"]),
    ("thiếu nước, trong đó 820 ha cần bơm", ["820 ha"], [820], ["ha"]),
    ("đón 450.000 lượt khách", ["450.000 lượt khách"], [450000], ["lượt khách"]),
    ("tạo thêm 12.000 việc làm mới", ["12.000 việc làm"], [12000], ["việc làm"]),
    ("tăng trưởng từ 8 đến 8,5%", ["8 đến 8,5%"], [8], ["%"]),
    ("năng suất tăng 10-12%/năm", ["10-12%/năm"], [10], ["%/năm"]),
    ("nước ngập từ 0,5m đến 2,1m", ["0,5m đến 2,1m"], [0.5], ["m"]),
    ("tỷ lệ từ 61% lên 68,5%", ["61%", "68,5%"], [61, 68.5], ["%", "%"]),
    ("giải ngân 4.215/7.180 tỷ đồng", ["4.215/7.180 tỷ đồng"], [4215], ["tỷ đồng"]),
    ("Đến nay 12/15 xã đạt chuẩn", ["12/15 xã"], [12], ["xã"]),
    ("Đã có 11/12 xã hoàn thành", ["11/12 xã"], [11], ["xã"]),
    ("thu nhập 95 triệu đồng/người/năm", ["95 triệu đồng/người/năm"], [95], ["triệu đồng/người/năm"]),
    ("giá trị 1.985 tỷ, trong đó", ["1.985 tỷ"], [1985], ["tỷ đồng"]),
    ("vốn 1.200 tỉ đồng", ["1.200 tỉ đồng"], [1200], ["tỷ đồng"]),
    ("đàn lợn hơn 412 nghìn con", ["hơn 412 nghìn con"], [412000], ["con"]),
    ("quy mô hơn 71,4 nghìn tỷ đồng", ["hơn 71,4 nghìn tỷ đồng"], [71400], ["tỷ đồng"]),
    ("sản lượng 15,7 vạn tấn", ["15,7 vạn tấn"], [157000], ["tấn"]),
    ("giảm 3,1 điểm phần trăm", ["3,1 điểm phần trăm"], [3.1], ["điểm phần trăm"]),
    ("tăng trưởng kinh tế (-7,6%)", ["-7,6%"], [-7.6], ["%"]),
    ("tỷ suất 7,2‰ dân số", ["7,2‰"], [7.2], ["‰"]),
    ("rút ngắn từ 15 xuống còn 10 ngày", ["15 xuống còn 10 ngày"], [10], ["ngày"]),
    ("chỉ số PCI xếp thứ 12/63 cả nước", ["thứ 12/63"], [12], ["hạng"]),
    ("vốn đăng ký gấp 1,7 lần cùng kỳ", ["1,7 lần"], [1.7], ["lần"]),
    ("chỉ số DTI đạt 0,75; xếp", ["0,75"], [0.75], [None]),
    ("máy đo 98.5% số mẫu", ["98.5%"], [98.5], ["%"]),
    ("thu hút bốn mươi dự án", ["bốn mươi dự án"], [40], ["dự án"]),
    ("vốn hai nghìn tỷ đồng", ["hai nghìn tỷ đồng"], [2000], ["tỷ đồng"]),
    ("mức 150.000đ/tháng", ["150.000đ/tháng"], [150000], ["đồng/tháng"]),
    ("chuẩn hóa 1.560 TTHC", ["1.560 TTHC"], [1560], ["TTHC"]),
    ("Tổng số cử tri 845.210; đi bầu", ["845.210"], [845210], [None]),
    ("khiển trách 11 đồng chí, cảnh cáo 5 đồng chí", ["11 đồng chí", "5 đồng chí"], [11, 5], ["đồng chí"] * 2),
    ("kết quả kém; 19 xã chưa bố trí kinh phí", ["19 xã"], [19], ["xã"]),
    ("thiếu điện; 07 nhiệm vụ giao ngành y tế chậm", ["07 nhiệm vụ"], [7], ["nhiệm vụ"]),
    ("đã giải quyết 28/35 kiến nghị", ["28/35 kiến nghị"], [28], ["kiến nghị"]),
    ("khai thác 38,7 km đường và 03 cầu", ["38,7 km", "03 cầu"], [38.7, 3], ["km", "cầu"]),
    ("giải ngân đứng thứ 5/63 và thứ 3/114 cả nước", ["thứ 5/63", "thứ 3/114"], [5, 3], ["hạng"] * 2),
    ("đảng viên chính thức là 1.497, dự bị", ["1.497"], [1497], [None]),
    ("kết nạp từ 25 đảng viên trở lên", ["25 đảng viên"], [25], ["đảng viên"]),
    ("Sở Nội vụ đã thành lập 5 đoàn kiểm tra", ["5 đoàn"], [5], ["đoàn"]),
    ("khởi tố 35 vụ/52 bị can", ["35 vụ", "52 bị can"], [35, 52], ["vụ", "bị can"]),
    ("báo tin cho 620 tàu/gần 4.100 người", ["620 tàu", "gần 4.100 người"], [620, 4100], ["tàu", "người"]),
    ("thu phạt 3 tỷ 415 triệu đồng", ["3 tỷ 415 triệu đồng"], [3415], ["triệu đồng"]),
    ("đón 1 triệu 200 nghìn lượt khách", ["1 triệu 200 nghìn lượt khách"], [1200000], ["lượt khách"]),
    ("gió mạnh cấp 8, giật cấp 10 - 11", ["cấp 8", "cấp 10 - 11"], [8, 10], ["cấp", "cấp"]),
    ("kiểm tra 36 lượt tổ chức đảng", ["36 lượt tổ chức đảng"], [36], ["lượt tổ chức đảng"]),
    ("kinh phí 18,4 tỷ đổng từ Quỹ Bảo tri đường bộ tinh", ["18,4 tỷ đổng"], [18.4], ["tỷ đồng"]),
    ("tỷ lệ xã đạt chuẩn 76,4%/55% tổng số xã", ["76,4%/55%"], [76.4], ["%"]),
    (
        "gieo cấy 512,4 ha/500 ha, chi 623 triệu đồng/910 triệu đồng",
        ["512,4 ha/500 ha", "623 triệu đồng/910 triệu đồng"],
        [512.4, 623],
        ["ha", "triệu đồng"],
    ),
    ("học phí 45.000 đồng/học sinh/tháng", ["45.000 đồng/học sinh/tháng"], [45000], ["đồng/học sinh/tháng"]),
    ("tỷ số 110 bé trai/100 bé gái", ["110 bé trai/100 bé gái"], [110], ["bé trai/100 bé gái"]),
    ("di dời 12 ngôi mộ, huy động 40 công nhân", ["12 ngôi mộ", "40 công nhân"], [12, 40], ["ngôi mộ", "công nhân"]),
    ("phí tối đa 5.000.000 đồng/hồ sơ", ["tối đa 5.000.000 đồng/hồ sơ"], [5000000], ["đồng/hồ sơ"]),
    ("cấp 1.665 triệu đồng (Một tỷ sáu trăm sáu mươi lăm triệu đồng)", ["1.665 triệu đồng"], [1665], ["triệu đồng"]),
    ("| 1 | Tập huấn | 04 lớp, 120 học viên | Quý I |", ["04 lớp", "120 học viên"], [4, 120], ["lớp", "học viên"]),
    ("tỷ suất chết 12,4 phần nghìn", ["12,4 phần nghìn"], [12.4], ["‰"]),
    ("tỉnh có 21 dân tộc", ["21 dân tộc"], [21], ["dân tộc"]),
    ("nhiệt độ dưới 8 độ, ở độ cao trên 1.500m", ["dưới 8 độ", "trên 1.500m"], [8, 1500], ["độ", "m"]),
    ("phát 32 phóng sự", ["32 phóng sự"], [32], ["phóng sự"]),
    ("xử lý dứt điểm 14 vụ việc", ["14 vụ việc"], [14], ["vụ việc"]),
    ("chỉ số PCI đạt từ 68 điểm trở lên", ["68 điểm"], [68], ["điểm"]),
    ("huy động 120 ngày công", ["120 ngày công"], [120], ["ngày công"]),
    ("quốc lộ: 4 tuyến, dài 312 km", ["4 tuyến", "312 km"], [4, 312], ["tuyến", "km"]),
    ("quy mô đạt 1,2 triệu tỷ đồng", ["1,2 triệu tỷ đồng"], [1200000], ["tỷ đồng"]),
    ("tuổi thọ trung bình đạt 74,5 tuổi", ["74,5 tuổi"], [74.5], ["tuổi"]),
    ("đạt 14,3 bác sỹ/1 vạn dân", ["14,3 bác sỹ/1 vạn dân"], [14.3], ["bác sỹ/1 vạn dân"]),
    ("xóa điểm lõm sóng tại 27 thôn, bản", ["27 thôn, bản"], [27], ["thôn, bản"]),
    ("kiểm tra đấu thầu tại ít nhất 05 dự án", ["ít nhất 05 dự án"], [5], ["dự án"]),
    ("tổng hợp 13 nhiệm vụ quá hạn gửi về", ["13 nhiệm vụ"], [13], ["nhiệm vụ"]),
    ("| 4 | Tập huấn | Tháng 10/2025 | 04 lớp |", ["04 lớp"], [4], ["lớp"]),
    ("dự án đã chậm 14 tháng so với tiến độ", ["14 tháng"], [14], ["tháng"]),
    (
        "có 36 chủ doanh nghiệp, 15 ngư dân",
        ["36 chủ doanh nghiệp", "15 ngư dân"],
        [36, 15],
        ["chủ doanh nghiệp", "ngư dân"],
    ),
    (
        "mở 15 điểm bán hàng ở 7/11 huyện, thành phố",
        ["15 điểm bán hàng", "7/11 huyện, thành phố"],
        [15, 7],
        ["điểm bán hàng", "huyện, thành phố"],
    ),
    (
        "xử lý 45 tấn rác/ngày, cấp 15 kg gạo/khẩu/tháng",
        ["45 tấn rác/ngày", "15 kg gạo/khẩu/tháng"],
        [45, 15],
        ["tấn rác/ngày", "kg gạo/khẩu/tháng"],
    ),
    ("có 28 xã nâng cao (25% số xã chuẩn); 4 xã kiểu mẫu", ["28 xã", "25%", "4 xã"], [28, 25, 4], ["xã", "%", "xã"]),
    ("công suất 1.200 kWp, 90 mã lực", ["1.200 kWp", "90 mã lực"], [1200, 90], ["kWp", "mã lực"]),
]
NO_FIGURES = [
    "Chủ trương một, biện pháp mười",
    "10 chương trình công tác, 5 phương thức, 7 vấn đề",
    "ngày 22/4, Nghị định 30/2020/NĐ-CP",
    "Trang 2/11, lượt xem",
    "Đề án Trung ương 6, Đoàn công tác số 1",
    "Báo cáo nêu 5 hạn chế, 4 bài học kinh nghiệm, 8 nhiệm vụ và 6 kiến nghị",
    "Bí thư làm việc với 6 đơn vị, kiểm tra thực địa tại 3 xã và nghe UBND 08 xã báo cáo",
    "yêu cầu Chủ tịch UBND 08 xã nêu trên kiểm điểm",
    "trong 05 ngày làm việc kể từ ngày nhận, có hiệu lực 24 tháng, áp dụng 02 năm",
    "trực 24/24 giờ, họp 2 tuần/lần, sinh hoạt ít nhất 1 lần/quý, tổ chức ít nhất 01 cuộc họp/tháng",
    "phương châm “4 tại chỗ”, tinh thần 7 dám, tăng trưởng 2 con số",
    "điện thoại 0256.3829.114, 0905.118.226; phòng 305, tầng 4; trang 12/48",
    "Khoản 2 Điều 9, Chương III, Phụ lục 2, bản đồ tỷ lệ 1/500, khổ 13x19 cm",
    "cử 02 công chức tham gia, bố trí 01 cán bộ đầu mối, tổ công tác gồm 12 thành viên",
    "Chiều 11/12 xã Tân Lập tổ chức lễ",
    "tâm bão ở 13,4 độ vĩ Bắc; bão số 9, nhà cấp 4, rủi ro thiên tai cấp 3, 52 tuổi, 25 năm tuổi đảng",
    "Lượt xem: 1.204; 12.636 lượt xem",
    "hội nghị trực tuyến đến 35 điểm cầu",
    "1 Trường mầm non Hoa Ban",
    "Bí thư Tỉnh ủy yêu cầu Sở Nội vụ thành lập 5 đoàn kiểm tra trước ngày 30/6/2026.",
    "sáp nhập từ 3 xã Phú Sơn, Tân Hương và Hòa Hải",
    "giá trị thu trên 1 ha canh tác",
    "cơ sở cho thuê có từ 10 phòng trở lên",
    "kiểm tra tàu cá có chiều dài lớn nhất từ 15 m trở lên",
    "chậm nhất 15 ngày; 3 huyện ủy không đạt",
    "Tổ công tác 751 tỉnh họp",
    "ông Nông Văn Sáu ở thôn 15 xã Trà Linh",
    "giao 12 xã, phường; làm việc với 12 sở; UBND 12 xã",
    "tai nạn giao thông giảm trên 3 tiêu chí",
    "có 09 lượt ý kiến phát biểu, xã đứng trong tốp 10 xã dẫn đầu",
    "3 Tỷ lệ hộ nghèo",
    "công trình hạng 3; đường loại 2",
    "Tỷ lệ giường bệnh/10.000 dân, cứ 10.000 dân",
    "tiến độ thực hiện 19 tiêu chí nông thôn mới, rà soát 15 văn bản",
    "đường Vành đai 12 huyện Hòa An",
]
COMPARED = [
    ("trên 500 tỷ đồng", ">"),
    ("hơn 500 tỷ đồng", ">"),
    ("ít nhất 90%", ">="),
    ("tối thiểu 90%", ">="),
    ("không dưới 90%", ">="),
    ("đạt từ 90% trở lên", ">="),
    ("dưới 3%", "<"),
    ("không quá 15%", "<="),
    ("không để quá 2%", "<="),
    ("tối đa 15%", "<="),
    ("khoảng 15%", "~"),
    ("gần 15%", "~"),
    ("xấp xỉ 15%", "~"),
    ("cao hơn 15%", None),
    ("8 - 8,5%", None),
    ("15%", None),
]
DIRECTED = [
    ("nâng cấp 156 km đường", None),
    ("giảm tỷ lệ hộ nghèo 1%", "decrease"),
    ("chi thường xuyên tăng 9,3%", "increase"),
    ("nâng tỷ lệ nữ cấp ủy viên lên 25%", "increase"),
    ("tốc độ tăng trưởng đạt 9,3%", None),
    ("tỷ lệ giảm nghèo đạt 9,3%", None),
]
AIMED = [
    ("Phấn đấu đến năm 2030 đạt 85% dân số.", [85]),
    ("I. MỤC TIÊU\n1. Tỷ lệ bao phủ bảo hiểm y tế đạt 95%.\n2. Tỷ lệ che phủ rừng 52%.", [95, 52]),
    ("II. CHỈ TIÊU\n1. Thu 500 tỷ đồng.\nIII. TÌNH HÌNH\n1. Chi 300 tỷ đồng.", [500, None]),
    ("Kết quả, tỷ lệ đã đạt 98,65%.", [None]),
    ("### I. MỤC TIÊU\n- Tỷ lệ nộp trực tuyến 65% (năm 2025: 41,3%); xử lý đúng hạn đạt 98,5%.", [65, None, 98.5]),
    ("Đến ngày 30/6/2026 phải đạt trên 95% số thửa.", [95]),
    ("Yêu cầu Sở Tài chính bố trí đủ vốn (39,8%) cho các xã.", [None]),
    ("Mục tiêu là 90%; đến nay đã đạt 80%.", [90, None]),
    ("Thu ngân sách đạt ít nhất 12 tỷ đồng.", [12]),
    ("Các chỉ tiêu chủ yếu đề ra là: tỷ lệ đô thị hóa 40%; trồng 200 ha rừng.", [40, 200]),
    ("Số hóa mới đạt 38%, thấp hơn nhiều so với mục tiêu 55%.", [55, 55]),
    ("Khối tỉnh đạt 18,5% (kế hoạch là 30%), tăng 2,4% so với cùng kỳ.", [30, None, None]),
    ("Đã vượt 2,4% số xã so với mục tiêu, đến nay có 64,6% số xã đạt chuẩn.", [None, None]),
    ("Yêu cầu Sở Xây dựng đẩy nhanh tiến độ các dự án, trong đó 50,1% diện tích đã được bàn giao.", [None]),
    ("Dự án đạt 18,5%, cao hơn so với kế hoạch 30 tỷ đồng.", [None, None]),
]
TABLES = {
    "the unit in a column": (
        "| STT | Chỉ tiêu | Đơn vị tính | Kế hoạch | Thực hiện | Tỷ lệ (%) |\n"
        "| 1 | Trồng rừng | Ha | 4.500 | 4.612 | 102,5 |\n| 2 | Tăng trưởng | % | 8,0 | 8,21 | Vượt |\n",
        [(4500, "ha", None), (4612, "ha", 4500), (102.5, "%", None), (8, "%", None), (8.21, "%", 8)],
    ),
    "the unit in the heads": (
        "| TT | Chủ đầu tư | Kế hoạch (triệu đồng) | Giải ngân (triệu đồng) |\n"
        "| 1 | Xã Trà Linh | 18.640 | 5.033 |\n| 2 | Phường Vân An | 45.200 | 0 |\n",
        [
            (18640, "triệu đồng", None),
            (5033, "triệu đồng", 18640),
            (45200, "triệu đồng", None),
            (0, "triệu đồng", 45200),
        ],
    ),
    "cells one a line": (
        "Chỉ tiêu\nĐơn vị\nKế hoạch\nThực hiện\nTỷ lệ\nSản lượng thủy sản\nnghìn tấn\n86,5\n88,4\n102,2%\n"
        "Khách du lịch\nlượt\n3.200.000\n3.415.600\n106,7%\n",
        [
            *[(86.5, "nghìn tấn", None), (88.4, "nghìn tấn", 86.5), (102.2, "%", None)],
            *[(3200000, "lượt", None), (3415600, "lượt", 3200000), (106.7, "%", None)],
        ],
    ),
    "a unit no lexicon has, in the heads": (
        "| TT | Địa phương | Kế hoạch (giấy) | Đã cấp (giấy) |\n| 1 | Xã Trà Linh | 640 | 85 |\n| 2 | Xã An Hòa | 90 | 12 |\n",
        [(640, "giấy", None), (85, "giấy", 640), (90, "giấy", None), (12, "giấy", 90)],
    ),
    "the unit in what a head counts": (
        "| TT | Địa phương | Tổng số hộ | Số hộ nghèo | Số văn bản |\n| 1 | Xã Trà Linh | 1.640 | 85 | 312 |\n",
        [(1640, "hộ", None), (85, "hộ nghèo", None)],
    ),
    "one unit for all, drawn": (
        "Đơn vị tính: triệu đồng\n\n| TT | Chủ đầu tư | Kế hoạch | Giải ngân | Tỷ lệ |\n| 1 | Xã Trà Linh | 1.640 | 85 | 5,2 |\n",
        [(1640, "triệu đồng", None), (85, "triệu đồng", 1640)],
    ),
    "padded with blanks": (
        "Địa phương         Kế hoạch (hộ)   Đã cấp (hộ)    Tỷ lệ\n"
        "Xã Trà Linh          1.640           512          31,2%\n"
        "Xã Thượng An Hòa Tây 1.000           250          25%\n",
        [
            *[(1640, "hộ", None), (512, "hộ", 1640), (31.2, "%", None)],
            *[(1000, "hộ", None), (250, "hộ", 1000), (25, "%", None)],
        ],
    ),
    "parted by tabs, the unit in the row": (
        "Nội dung\tĐơn vị\tKế hoạch\tThực hiện\nTrồng rừng\tha\t450\t461\nBê tông hóa\tkm\t82\t79,5\n",
        [(450, "ha", None), (461, "ha", 450), (82, "km", None), (79.5, "km", 82)],
    ),
    "one unit for all, padded": (
        "Đơn vị tính: triệu đồng\n\nNguồn vốn            Kế hoạch      Giải ngân\nNgân sách xã           1.200          850\n",
        [(1200, "triệu đồng", None), (850, "triệu đồng", 1200)],
    ),
    "two padded tables, each with its unit": (
        "Nội dung\tĐVT\tKế hoạch\tThực hiện\nTrồng rừng\tha\t450\t461\n\nBiểu 2 (đơn vị: triệu đồng)\n\n"
        "Đơn vị               Kế hoạch      Giải ngân\nXã Trà Linh           1.200          850\n",
        [(450, "ha", None), (461, "ha", 450), (1200, "triệu đồng", None), (850, "triệu đồng", 1200)],
    ),
    "padded, with the heading of a part between": (
        "Nội dung             Kế hoạch (ha)   Thực hiện (ha)\nLúa xuân            1.200          850\n"
        "II. CÂY MÀU VÀ CÂY CÔNG NGHIỆP\nA. Cây màu vụ đông\nB. Cây màu vụ xuân\nC. Cây khác\n"
        "Ngô                 90             12\n",
        [(1200, "ha", None), (850, "ha", 1200), (90, "ha", None), (12, "ha", 90)],
    ),
    "padded, without a head": (
        "Xã Trà Linh          1.640           512\nXã An Hòa          1.000           250\n",
        [],
    ),
    "the unit behind what a row measures, years as heads": (
        "| Chỉ tiêu | 2025 | 2030 |\n| Tỷ lệ hộ nghèo (%) | 3 | 1 |\n| Thu nhập bình quân (triệu đồng) | 75 | 120 |\n",
        [(3, "%", None), (1, "%", None), (75, "triệu đồng", None), (120, "triệu đồng", None)],
    ),
    "what the whole year may bring": (
        "| Chỉ tiêu | ĐVT | Kế hoạch | Ước cả năm |\n| Trồng rừng | Ha | 4.500 | 4.612 |\n| Trồng cỏ | Ha | 50 | 61 |\n",
        [(4500, "ha", None), (4612, "ha", 4500), (50, "ha", None), (61, "ha", 50)],
    ),
    "no unit": ("| TT | Đơn vị | Thời gian |\n| 1 | Sở Y tế | 2025 |\n| 2 | Sở Nội vụ | 2026 |\n", []),
}
MEETINGS = [
    (
        "Ban Chỉ đạo tổ chức hội nghị lần thứ 11, nhiệm kỳ 2025-2030 để đánh giá",
        ["hội nghị lần thứ 11, nhiệm kỳ 2025-2030"],
        [11],
    ),
    (
        "dự Đại hội đại biểu lần thứ XVII Đảng bộ tỉnh An Phú và",
        ["Đại hội đại biểu lần thứ XVII Đảng bộ tỉnh An Phú"],
        [17],
    ),
    ("chủ trì phiên họp thường kỳ tháng 9 để nghe báo cáo", ["phiên họp thường kỳ tháng 9"], [None]),
    ("đoàn đã làm việc với Sở Y tế về dịch bệnh", ["làm việc với Sở Y tế"], [None]),
    ("báo cáo trong hội nghị lần tới", ["hội nghị lần tới"], [None]),
    ("Tại phiên họp ngày 12/01/2026, tỉnh bàn việc đất đai.", ["phiên họp ngày 12/01/2026"], [None]),
    (
        "Sáng 5/3, UBND tỉnh tổ chức hội nghị xúc tiến đầu tư vùng ven biển.",
        ["hội nghị xúc tiến đầu tư vùng ven biển"],
        [None],
    ),
    ("Sau buổi làm việc với Huyện ủy Hòa An về nước sạch,", ["buổi làm việc với Huyện ủy Hòa An"], [None]),
    (
        "Kết luận tại cuộc họp về cấp nước\nNgày 5/3/2026, ông Bế Văn Sáng chủ trì cuộc họp về cấp nước cho vùng cao.",
        ["cuộc họp về cấp nước cho vùng cao"],
        [None],
    ),
    ("HĐND tỉnh họp kỳ họp thứ 2.", ["kỳ họp thứ 2"], [2]),
    ("Giao UBND xã trình HĐND xã tại kỳ họp cuối năm 2026.", ["kỳ họp cuối năm 2026"], [None]),
    (
        "Nghe báo cáo vào phiên họp thường kỳ tháng 9/2025 của UBND tỉnh.",
        ["phiên họp thường kỳ tháng 9/2025 của UBND tỉnh"],
        [None],
    ),
    (
        "Ngày 2/3/2026, tỉnh họp phiên họp về dân số. Ngày 9/3/2026, tỉnh họp phiên họp về dân số.",
        ["phiên họp về dân số", "phiên họp về dân số"],
        [None, None],
    ),
]
NO_MEETINGS = [
    "làm việc với các đơn vị",
    "họp tổ dân phố",
    "Nghị quyết Đại hội XIII của Đảng",
    "tổ chức thực hiện",
    "Giao Sở Y tế tổ chức hội nghị triển khai luật mới trong tháng 5/2026.",
    "giảm các cuộc họp không cần thiết",
    "Cuộc họp đã thống nhất ba việc.",
]
RHYTHMS = [
    ("xây dựng kế hoạch công tác năm, quý, tháng bảo đảm", [["P1Y", "P3M", "P1M"]]),
    ("chương trình công tác toàn khóa và hằng năm", [["term", "P1Y"]]),
    ("định kỳ 6 tháng báo cáo kết quả", [["P6M"]]),
    ("hằng tháng báo cáo Ủy ban", [["P1M"]]),
    ("thường xuyên kiểm tra, đôn đốc", [["regular"]]),
]
NO_RHYTHMS = ["năm 2025 và quý II", "hằng năm lũ về", "kế hoạch công tác năm 2025", "thường xuyên"]


@pytest.mark.parametrize(("text", "spans", "values", "units"), FIGURES)
def test_figures_are_read_with_value_and_unit(
    text: str, spans: list[str], values: list[float], units: list[str]
) -> None:
    assert words(text, "indicator") == spans
    assert field(text, "indicator", "value") == values
    assert field(text, "indicator", "unit") == units


@pytest.mark.parametrize("text", NO_FIGURES)
def test_counts_dates_and_slogans_are_no_figures(text: str) -> None:
    assert words(text, "indicator") == []


def test_a_figure_knows_comparison_direction_target_and_period() -> None:
    assert field("thu trên 500 tỷ đồng", "indicator", "comparator") == [">"]
    assert field("giảm được 15 phòng chuyên môn", "indicator", "direction") == ["decrease"]
    assert field("chỉ tiêu kết nạp đạt 213/210.", "indicator", "target") == [210]
    assert field("tỷ lệ xã đạt chuẩn 76,4%/55% tổng số xã", "indicator", "target") == [55]
    assert field("Năm 2025, thu đạt 12 tỷ đồng.", "indicator", "period") == ["2025"]


@pytest.mark.parametrize(("words_said", "sign"), COMPARED)
def test_the_words_before_a_figure_say_how_it_compares(words_said: str, sign: str | None) -> None:
    assert field(f"Tỷ lệ năm qua {words_said}.", "indicator", "comparator") == [sign]


@pytest.mark.parametrize(("text", "direction"), DIRECTED)
def test_a_figure_says_whether_something_grows_or_falls(text: str, direction: str | None) -> None:
    assert field(text, "indicator", "direction") == [direction]


@pytest.mark.parametrize(("text", "targets"), AIMED)
def test_an_aim_is_its_own_target_and_a_result_is_none(text: str, targets: list[float | None]) -> None:
    assert field(text, "indicator", "target") == targets


@pytest.mark.parametrize("name", TABLES)
def test_bare_numbers_of_a_table_have_its_units(name: str) -> None:
    text, rows = TABLES[name]
    found = [f.fields for f in finds(text, "indicator")]
    assert [(f["value"], f["unit"], f.get("target")) for f in found] == rows


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_padded_tables_are_read_whatever_ends_their_lines(end: str) -> None:
    text = "Đơn vị               Kế hoạch (hộ)      Đã cấp (hộ)\nXã Trà Linh           1.200          850\n"
    assert field(text.replace("\n", end), "indicator", "value") == [1200, 850]


def test_figures_of_eight_documents_do_not_fall_below_their_least() -> None:
    asked = found = right = same = 0
    for path in sorted(GOLD.glob("*.json")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        gold = [a for a in json.loads(path.read_text(encoding="utf-8"))["annotations"] if a["type"] == "indicator"]
        said = [to_json(f, text) for f in extract(text) if f.type == "indicator"]
        pairs, aside = match(gold, said)
        asked += sum(not a.get("optional") for a in gold)
        found, right = found + len(said) - len(aside), right + len(pairs)
        same += sum(g["value"] == f["value"] for g, f in pairs)
    assert asked > 300
    assert prf(right, found, asked)[2] >= 0.97
    assert same >= 0.97 * right


@pytest.mark.parametrize(
    "piece", ["giảm 5% ", "5 xã ", "1 - ", "từ 5 m đến ", "hai mươi ", "số a b c là 5 x ", "1/", "A   1.0   25\n"]
)
def test_reading_figures_grows_with_length_only(piece: str) -> None:
    def work(text: str) -> None:
        sheet = sheet_of(SourceText(text, "txt", "given"))
        list(indicator.find(sheet, Notes(Context(), len(sheet.text))))

    assert grows_linearly(work, piece, 20_000)


@pytest.mark.parametrize(("text", "spans", "ordinals"), MEETINGS)
def test_meetings_are_named_in_full(text: str, spans: list[str], ordinals: list[int | None]) -> None:
    assert words(text, "meeting") == spans
    assert field(text, "meeting", "ordinal") == ordinals


@pytest.mark.parametrize("text", NO_MEETINGS)
def test_work_and_citations_are_no_meetings(text: str) -> None:
    assert words(text, "meeting") == []


def test_a_meeting_named_in_a_title_takes_its_day_and_chair_from_below() -> None:
    text = "Kết luận tại cuộc họp về cấp nước\nNgày 5/3/2026, ông Bế Văn Sáng chủ trì cuộc họp. Sở Xây dựng báo cáo."
    assert field(text, "meeting", "date") == ["2026-03-05"]
    assert field("Ngày 5/3/2026, ông Bế Văn Sáng chủ trì cuộc họp về cấp nước.", "meeting", "chair") == ["Bế Văn Sáng"]


def test_a_meeting_takes_the_day_of_its_sentence() -> None:
    assert field("Sáng 10/3, tỉnh mở hội nghị tổng kết công tác.", "meeting", "date", date(2026, 3, 12)) == [
        "2026-03-10"
    ]


@pytest.mark.parametrize(("text", "often"), RHYTHMS)
def test_rhythms_are_read(text: str, often: list[list[str]]) -> None:
    assert field(text, "cadence", "frequency") == often


@pytest.mark.parametrize("text", NO_RHYTHMS)
def test_single_periods_are_no_rhythm(text: str) -> None:
    assert finds(text, "cadence") == []
