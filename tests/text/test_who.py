"""Who must do it: leads, those they direct, who helps; names taken apart and put together, headings and their lists."""

from __future__ import annotations

import pytest

from tests.text.finding import finds
from tests.text.test_directive_items import FOOT, HEAD

# Body of a directive of UBND tỉnh An Phú: the leads of each order.
LEADS = [
    # A directs B: both; what follows ";" is the director's own.
    (
        "1. Bộ Chỉ huy Quân sự tỉnh chỉ đạo Ban CHQS các xã, Cảnh sát biển tổ chức tuần tra; báo cáo UBND tỉnh.",
        [["Bộ Chỉ huy Quân sự tỉnh", "Ban CHQS các xã", "Cảnh sát biển"], ["Bộ Chỉ huy Quân sự tỉnh"]],
    ),
    (
        "1. Đảng ủy UBND tỉnh lãnh đạo UBND tỉnh chỉ đạo các sở, ngành rà soát quy hoạch cảng cá trong tháng 11/2025.",
        [["Đảng ủy UBND tỉnh An Phú", "UBND tỉnh An Phú", "Các sở, ngành"]],
    ),
    (
        "1. Sở Y tế hướng dẫn, chỉ đạo, đôn đốc Trung tâm Y tế các khu vực tiêm phòng cho học sinh.",
        [["Sở Y tế", "Trung tâm Y tế các khu vực"]],
    ),
    ("1. Ngân hàng Nhà nước chỉ đạo các quỹ tín dụng giãn nợ cho hộ nuôi cá.", [["Ngân hàng Nhà nước"]]),
    ("1. Sở Y tế hướng dẫn các xã tổ chức tiêm phòng cho học sinh.", [["Sở Y tế"]]),
    ("1. Sở Tài chính phân công nhiệm vụ cho từng phòng theo dõi công nợ.", [["Sở Tài chính"]]),
    # A list below "A lãnh đạo, chỉ đạo:": whoever an item names is directed.
    (
        "1. Đảng ủy UBND tỉnh tập trung lãnh đạo, chỉ đạo:\n- Sở Tài chính thẩm định giá thuê đất; công khai kết quả.\n"
        "- Rà soát quỹ nhà công vụ.\n2. Sở Nội vụ tổng hợp biên chế của các xã.",
        [
            ["Đảng ủy UBND tỉnh An Phú", "Sở Tài chính"],
            ["Đảng ủy UBND tỉnh An Phú", "Sở Tài chính"],
            ["Đảng ủy UBND tỉnh An Phú"],
            ["Sở Nội vụ"],
        ],
    ),
    # Whom an item concerns.
    (
        "1. Đối với UBND xã Đá Nhảy, UBND xã Cồn Lau: có văn bản giải trình trước ngày 20/10/2025.",
        [["UBND xã Đá Nhảy", "UBND xã Cồn Lau"]],
    ),
    # One list of doers over ";".
    (
        "1. Các phòng: Kinh tế, Văn hóa - Xã hội; Trung tâm Phục vụ hành chính công chủ động bố trí người trực.",
        [["Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công"]],
    ),
    # Several in one name, and one name for many.
    ("1. HĐND, UBND huyện bố trí kinh phí xây trạm y tế.", [["HĐND huyện", "UBND huyện"]]),
    (
        "1. Giám đốc các Sở: Tài chính, Văn hóa, Thể thao và Du lịch rà soát giá vé tham quan.",
        [["Giám đốc Sở Tài chính", "Giám đốc Sở Văn hóa, Thể thao và Du lịch"]],
    ),
    (
        "1. Các Ban Quản lý dự án chuyên ngành khẩn trương lập tiến độ giải ngân.",
        [["Các Ban Quản lý dự án chuyên ngành"]],
    ),
    ("1. Các huyện, thành, thị ủy rà soát quy hoạch cán bộ trẻ.", [["Các huyện, thành, thị ủy"]]),
    ("1. Ban Thường vụ các huyện ủy, thị ủy rà soát quy hoạch cán bộ trẻ.", [["Ban Thường vụ các huyện ủy, thị ủy"]]),
    ("1. UBND các huyện, thị, thành phố rà soát giá đất ở.", [["UBND các huyện, thị, thành phố"]]),
    ("1. Ban QLDA đầu tư xây dựng tỉnh rà soát giá đất ở.", [["Ban QLDA đầu tư xây dựng tỉnh"]]),
    ("1. Sở LĐ-TB&XH, Sở VH,TT&DL rà soát giá vé tham quan.", [["Sở LĐ-TB&XH", "Sở VH,TT&DL"]]),
    ("1. Trưởng phòng Kinh tế rà soát giá vé tham quan.", [["Trưởng phòng Kinh tế"]]),
    ("1. Phòng Văn hóa – Xã hội rà soát giá vé tham quan.", [["Phòng Văn hóa – Xã hội"]]),
    # Who is named inside "nào" does not do it; who only watches has no order of his own.
    (
        "1. Sở Nội vụ kiểm tra nền nếp tiếp dân; sở, ngành nào để đơn thư quá hạn phải làm rõ trách nhiệm của giám đốc.",
        [["Sở Nội vụ"], ["Sở Nội vụ"]],
    ),
    ("1. Sở Tài chính bố trí vốn đối ứng cho dự án; Sở Xây dựng giám sát, đôn đốc.", [["Sở Tài chính"]]),
    ("1. Sở Tài chính cùng Sở Y tế thẩm định phương án; trình UBND tỉnh.", [["Sở Tài chính"], ["Sở Tài chính"]]),
    ("1. Công an các địa phương tổng kiểm tra cơ sở cho thuê trọ.", [["Công an các địa phương"]]),
    # A long row of doers, some of them unknown.
    (
        "1. Các sở, ngành, cơ quan thành viên Tổ phản ứng nhanh; UBND các xã, phường; Công ty cổ phần Gió Lành và "
        "các đơn vị thi công chủ động che chắn cần trục.",
        [
            [
                "Các sở, ngành, cơ quan thành viên Tổ phản ứng nhanh",
                "UBND các xã, phường",
                "Công ty cổ phần Gió Lành",
                "Các đơn vị",
            ]
        ],
    ),
    (
        "1. Giám đốc các sở, Thủ trưởng các ban ngành, đơn vị cấp tỉnh; các cơ quan Trung ương đóng trên địa bàn tỉnh và "
        "Chủ tịch UBND các cấp tập trung giải quyết đơn thư tồn đọng.",
        [
            [
                "Giám đốc các sở",
                "Thủ trưởng các ban ngành, đơn vị cấp tỉnh",
                "Các cơ quan Trung ương đóng trên địa bàn tỉnh",
                "Chủ tịch UBND các cấp",
            ]
        ],
    ),
    (
        "1. Ban vì trẻ em các sở, ban, ngành, thị xã căn cứ Kế hoạch này, xây dựng lịch trực hè.",
        [["Ban vì trẻ em các sở, ban, ngành, thị xã"]],
    ),
    (
        "1. Người đứng đầu các cơ quan, đơn vị, doanh nghiệp và toàn thể Nhân dân thực hiện khai báo dịch.",
        [["Người đứng đầu các cơ quan, đơn vị, doanh nghiệp", "Toàn thể Nhân dân"]],
    ),
    (
        "1. Cấp ủy, chính quyền các cấp tập trung dọn bùn; các Tiểu ban giúp việc đại hội căn cứ chức năng, nhiệm vụ, "
        "rà soát kịch bản.",
        [["Cấp ủy, chính quyền các cấp"], ["Các Tiểu ban giúp việc đại hội"]],
    ),
    (
        "1. Sở Nội vụ yêu cầu cán bộ diện Tỉnh ủy quản lý viết lại bản cam kết.",
        [["Sở Nội vụ", "Cán bộ diện Tỉnh ủy quản lý"]],
    ),
    ("1. UBND các xã phân công cán bộ phụ trách từng thôn, bản.", [["UBND các xã"]]),
    (
        "1. Các Sở: Công Thương, Lao động - Thương binh và Xã hội; Công an tỉnh; Cục Quản lý thị trường tỉnh kiểm tra cân đo.",
        [
            [
                "Sở Công Thương",
                "Sở Lao động - Thương binh và Xã hội",
                "Công an tỉnh",
                "Cục Quản lý thị trường tỉnh",
            ]
        ],
    ),
    (
        "1. Ủy ban MTTQ Việt Nam tỉnh, Tỉnh đoàn tuyên truyền đến hội viên.",
        [["Ủy ban MTTQ Việt Nam tỉnh", "Tỉnh đoàn"]],
    ),
    (
        "1. Trung tâm Y tế các huyện, thị xã, thành phố bố trí thuốc.",
        [["Trung tâm Y tế các huyện, thị xã, thành phố"]],
    ),
    (
        "1. Đảng ủy các xã, phường chỉ đạo HĐND, UBND cùng cấp kiện toàn tổ hòa giải.",
        [["Đảng ủy các xã, phường", "HĐND, UBND cùng cấp"]],
    ),
    # Verbs inside names, names before verbs the grammar of names knows nothing of.
    (
        "1. Sở Y tế chỉ đạo Giám đốc các bệnh viện, Trung tâm Y tế khu vực bố trí bác sĩ về trạm y tế xã.",
        [["Sở Y tế", "Giám đốc các bệnh viện", "Trung tâm Y tế khu vực"]],
    ),
    (
        "1. Thuế tỉnh và Ngân hàng Nhà nước chi nhánh Khu vực 9 tạo điều kiện cho người dân.",
        [["Thuế tỉnh", "Ngân hàng Nhà nước chi nhánh Khu vực 9"]],
    ),
    (
        "1. Giám đốc, Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã quán triệt Kế hoạch này.",
        [["Giám đốc, Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các xã"]],
    ),
    ("1. Các doanh nghiệp viễn thông (Sao Mai, Gió Bấc) bảo đảm đường truyền.", [["Các doanh nghiệp viễn thông"]]),
    # A label before the doers.
    (
        "1. Chế độ báo cáo: Các sở, ngành báo cáo trước ngày 20 hằng tháng; Sở Nội vụ tổng hợp.",
        [["Các sở, ngành"], ["Sở Nội vụ"]],
    ),
    (
        "1. Sở Xây dựng chỉ đạo và định hướng Trung tâm Cây xanh tỉnh và các đơn vị nhà thầu tăng cường tưới cây.",
        [["Sở Xây dựng", "Trung tâm Cây xanh tỉnh", "Các đơn vị nhà thầu"]],
    ),
    (
        "1. Sở Du lịch chỉ đạo các doanh nghiệp lữ hành, các khu điểm du lịch và các đơn vị liên quan xây dựng tua mới.",
        [["Sở Du lịch", "Các doanh nghiệp lữ hành", "Các khu điểm du lịch", "Các đơn vị liên quan"]],
    ),
    (
        "1. Các công ty lâm nghiệp, ban quản lý rừng phòng hộ và chủ rừng khác tu sửa 12 km đường băng.",
        [["Các công ty lâm nghiệp", "Ban quản lý rừng phòng hộ", "Chủ rừng khác"]],
    ),
    ("1. Bộ Chỉ huy Quân sự tỉnh chuẩn bị lực lượng, phương tiện.", [["Bộ Chỉ huy Quân sự tỉnh"]]),
    ("1. Sở Giáo dục và Đào tao phối hợp với Tỉnh đoàn mở lớp bơi.", [["Sở Giáo dục và Đào tạo"]]),
    # Whoever an item opens with before a colon does all it says; a heading in small letters names its doers.
    (
        "Yêu cầu các sở thực hiện các nội dung sau:\n"
        "1. Sở Tài chính: Tham mưu phương án xử lý trụ sở dôi dư. Việc thanh lý bàn ghế cũ phải xong trước 31/12.",
        [["Sở Tài chính"], ["Sở Tài chính"]],
    ),
    (
        "1. Trách nhiệm của chủ đầu tư hạ tầng và các doanh nghiệp trong cụm\na) Báo cáo tình hình hoạt động hằng quý.",
        [["Chủ đầu tư hạ tầng", "Các doanh nghiệp trong cụm"]],
    ),
    # "Lãnh đạo" is what a party body does, and an office elsewhere.
    (
        "1. Đảng ủy UBND tỉnh:\n- Lãnh đạo UBND tỉnh xây dựng cơ chế thử nghiệm.\n- Lãnh đạo hoàn thành việc chậm tiến độ.",
        [["Đảng ủy UBND tỉnh An Phú", "UBND tỉnh An Phú"], ["Đảng ủy UBND tỉnh An Phú"]],
    ),
    ("1. Sở Y tế:\n- Lãnh đạo các bệnh viện thực hiện trực tết.", [["Lãnh đạo các bệnh viện"]]),
    (
        "1. Yêu cầu phát huy vai trò đi đầu của cán bộ, đảng viên, nhất là người đứng đầu các đơn vị.",
        [["Cán bộ, đảng viên", "Người đứng đầu các đơn vị"]],
    ),
    (
        "UBND tỉnh yêu cầu Trưởng phòng Giáo dục và Đào tạo các huyện, thành phố, các trường nội trú và các cơ sở liên kết "
        "thực hiện một số nội dung sau:\n1. Rà soát cây xanh trong khuôn viên.\n2. Phòng Giáo dục Trung học tổng hợp báo cáo.",
        [
            [
                "Trưởng phòng Giáo dục và Đào tạo các huyện, thành phố",
                "Các trường nội trú",
                "Các cơ sở liên kết",
            ],
            ["Phòng Giáo dục Trung học"],
        ],
    ),
    (
        "Yêu cầu các sở thực hiện các nội dung sau:\n1. Đề nghị các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy, Tỉnh ủy viên "
        "phụ trách địa bàn kiểm tra kho lương thực.",
        [["Các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy", "Tỉnh ủy viên"]],
    ),
    (
        "1. Sở Giao thông vận tải chỉ đạo Tổng cục Đường bộ Việt Nam, các nhà đầu tư BOT đẩy nhanh lắp đặt trạm.",
        [["Sở Giao thông vận tải", "Tổng cục Đường bộ Việt Nam", "Các nhà đầu tư BOT"]],
    ),
    (
        "1. Các Sở: Tài chính, Xây dựng và Công ty Đầu tư phát triển bến cảng Cửa Lau rà soát dự án chậm.",
        [["Sở Tài chính", "Sở Xây dựng", "Công ty Đầu tư phát triển bến cảng Cửa Lau"]],
    ),
    (
        "1. Ban quản lý các thôn, Trưởng ấp, Tổ trưởng Tổ dân phố: thông báo tới các hộ dân.",
        [["Ban quản lý các thôn", "Trưởng ấp", "Tổ trưởng Tổ dân phố"]],
    ),
    (
        "1. Các hộ gia đình, cơ sở sản xuất, kinh doanh tự giác dọn vệ sinh trước cửa nhà.",
        [["Các hộ gia đình, cơ sở sản xuất, kinh doanh"]],
    ),
    # Bent by a scan.
    ("1. Sớ Nông nghiệp và Môi trường\n- Kiểm tra đê kè xung yếu.", [["Sở Nông nghiệp và Môi trường"]]),
]


@pytest.mark.parametrize(("body", "expected"), LEADS)
def test_who_leads(body: str, expected: list[list[str]]) -> None:
    found = finds(HEAD + body + FOOT, "directive", None)
    assert [f.fields["assignees"] for f in found] == expected


HELPERS = [
    (
        "1. Thanh tra tỉnh chủ trì, Công an tỉnh phối hợp tổ chức kiểm tra bến bãi cát sỏi.",
        ["Thanh tra tỉnh"],
        ["Công an tỉnh"],
    ),
    ("1. Sở Xây dựng phối hợp tổ chức kiểm tra bến bãi cát sỏi.", ["Sở Xây dựng"], []),
]


NOBODY = [
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:\n- Công ty TNHH Gió Lành; chủ đầu tư các công trình thi công ven biển.",
    "1. Trường hợp có vướng mắc ngoài khả năng giải quyết thì sẽ tính sau khi có đủ số liệu.",
    "1. UBND tỉnh trân trọng cảm ơn sự quan tâm của quý cơ quan.",
    "1. Các xã, phường đã tiếp nhận 61 hồ sơ xin hỗ trợ giống.",
]


@pytest.mark.parametrize("body", NOBODY)
def test_names_without_an_order_are_none(body: str) -> None:
    assert finds(HEAD + body + FOOT, "directive", None) == []


def test_who_only_watches_is_the_supervisor() -> None:
    body = "1. Sở Tài chính bố trí vốn đối ứng cho dự án; Sở Xây dựng giám sát, đôn đốc."
    [found] = finds(HEAD + body + FOOT, "directive", None)
    assert found.fields["supervisors"] == ["Sở Xây dựng"]


def test_a_commune_is_named_in_full_where_it_is_the_only_one() -> None:
    body = "1. UBND xã Đá Nhảy kiểm kê tài sản; Chủ tịch UBND xã chịu trách nhiệm nếu để mất mát tài sản."
    found = finds(HEAD + body + FOOT, "directive", None)
    assert [f.fields["assignees"] for f in found] == [["UBND xã Đá Nhảy"], ["Chủ tịch UBND xã Đá Nhảy"]]
    both = finds(HEAD + body + "\n2. UBND xã Cồn Lau báo cáo tiến độ hằng tháng." + FOOT, "directive", None)
    assert both[1].fields["assignees"] == ["Chủ tịch UBND xã"]


def test_a_member_of_the_committee_holds_a_title_and_is_no_body() -> None:
    text = "Dự họp có đồng chí Lê Văn Tám, Tỉnh ủy viên, Giám đốc Sở Nội vụ."
    assert [f.fields["roles"] for f in finds(text, "person")] == [["Tỉnh ủy viên", "Giám đốc Sở Nội vụ"]]
    assert [text[f.start : f.end] for f in finds(text, "organisation")] == ["Sở Nội vụ"]


def test_a_central_paper_makes_no_province_the_only_one() -> None:
    text = (
        "BỘ Y TẾ\n\nSố: 12/CT-BYT\n\nHà Nội, ngày 02 tháng 10 năm 2025\n\nCHỈ THỊ\nVề việc phòng bệnh mùa mưa\n\n"
        "1. UBND tỉnh An Phú báo cáo ổ dịch Cồn Lau.\n2. Chủ tịch UBND tỉnh chịu trách nhiệm nếu để dịch lan rộng."
    )
    assert [f.fields["assignees"] for f in finds(text + FOOT, "directive", None)] == [
        ["UBND tỉnh An Phú"],
        ["Chủ tịch UBND tỉnh"],
    ]


@pytest.mark.parametrize(("body", "leads", "helpers"), HELPERS)
def test_who_helps(body: str, leads: list[str], helpers: list[str]) -> None:
    [found] = finds(HEAD + body + FOOT, "directive", None)
    assert (found.fields["assignees"], found.fields["coordinators"]) == (leads, helpers)
