"""Orders told by what stands around them: siblings of a list, lead-ins that only announce, words that only agree or tell."""

from __future__ import annotations

import pytest

from tests.text.finding import finds, orders

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 45/UBND-TH\nAn Phú, ngày 12 tháng 3 năm 2026\n\n"
    "Chủ tịch UBND tỉnh yêu cầu:\n{}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT."
)
NOTICE = (
    "VĂN PHÒNG UBND TỈNH AN PHÚ\nSố: 12/TB-VP\nAn Phú, ngày 12 tháng 3 năm 2026\n\nTHÔNG BÁO\nKết luận của đồng chí Chủ tịch "
    "UBND tỉnh tại cuộc họp ngày 10/3/2026\n\n{}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT."
)

# A letter's items and the orders that stand in them.
ITEMS = [
    (
        "1. Công an tỉnh rà soát hồ sơ xe quá hạn.\n2. Sở Y tế ngụy trang kho hóa chất cạnh khu dân cư.",
        ["Công an tỉnh rà soát hồ sơ xe quá hạn", "Sở Y tế ngụy trang kho hóa chất cạnh khu dân cư"],
    ),
    (
        "a) Rà soát các cống dưới đê.\nb) Kiểm tra vật tư dự phòng.\nc) Đắp nối bờ vùng ở những chỗ trũng thấp.",
        ["Rà soát các cống dưới đê", "Kiểm tra vật tư dự phòng", "Đắp nối bờ vùng ở những chỗ trũng thấp"],
    ),
    (
        "1. Theo dõi mực nước các hồ chứa, chủ động điều tiết nước.\n2. Sở Tài chính bố trí kinh phí.",
        ["Theo dõi mực nước các hồ chứa, chủ động điều tiết nước", "Sở Tài chính bố trí kinh phí"],
    ),
    (
        "1. Việc thống kê hộ nghèo do Phòng Văn hóa làm đầu mối; chậm nhất ngày 20/3, số liệu phải được cập nhật lên mạng.",
        [
            "Việc thống kê hộ nghèo do Phòng Văn hóa làm đầu mối",
            "chậm nhất ngày 20/3, số liệu phải được cập nhật lên mạng",
        ],
    ),
    (
        "1. Sở Tài chính rà soát dự toán; kính đề nghị Bộ Tài chính sớm cấp vốn.\n2. Sở Y tế mua thuốc.",
        ["Sở Tài chính rà soát dự toán", "Sở Y tế mua thuốc"],
    ),
    (
        "1. Đồng ý với kiến nghị của Sở Công Thương về cụm công nghiệp Bến Đá; giao Sở Công Thương hoàn thiện hồ sơ.",
        ["Sở Công Thương hoàn thiện hồ sơ"],
    ),
    (
        "1. Sở Nội vụ lập đề án giảm biên chế, sớm trình Ban Thường vụ Tỉnh ủy.",
        ["Sở Nội vụ lập đề án giảm biên chế", "sớm trình Ban Thường vụ Tỉnh ủy"],
    ),
    (
        "1. Kinh phí: từ ngân sách tỉnh. Yêu cầu các đơn vị thanh toán đúng chế độ.\n2. Sở Y tế mua thuốc.",
        ["các đơn vị thanh toán đúng chế độ", "Sở Y tế mua thuốc"],
    ),
    (
        "1. Sở Xây dựng nghiên cứu phương án; từng đơn vị báo cáo kết quả trước 30/3/2026.",
        ["Sở Xây dựng nghiên cứu phương án", "từng đơn vị báo cáo kết quả trước 30/3/2026"],
    ),
]

ITEMS += [
    (
        "1. Thực hiện nghiêm túc Nghị quyết số 88/NQ-CP về kinh tế ban đêm, nâng cao sức mua của các chợ.",
        ["Thực hiện nghiêm túc Nghị quyết số 88/NQ-CP về kinh tế ban đêm, nâng cao sức mua của các chợ"],
    ),
    (
        "1. Sở Y tế chủ trì, phối hợp với các sở, ngành và địa phương:\n- Thẩm tra hồ sơ đấu thầu thuốc.",
        ["Thẩm tra hồ sơ đấu thầu thuốc"],
    ),
    (
        "1. Nắm chắc dữ liệu hộ nghèo. Trong đó, lưu ý các dữ liệu về:\n+ Nhà ở;\n+ Việc làm.",
        ["Nắm chắc dữ liệu hộ nghèo"],
    ),
    (
        "1. Trường hợp các sở, ngành, địa phương phải hỏi lại Bộ thì phải gửi kèm phương án của mình.",
        ["Trường hợp các sở, ngành, địa phương phải hỏi lại Bộ thì phải gửi kèm phương án của mình"],
    ),
]

ITEMS += [
    (
        (
            "1. Sở Văn hóa phối hợp với các địa phương và các hội nghề nghiệp chuẩn bị sân khấu, mời các đoàn nghệ thuật quần "
            "chúng trong và ngoài tỉnh dự lễ hội Bến Đá\n– Hòa Lợi lần thứ hai; qua đó góp phần quảng bá hình ảnh vùng đất."
        ),
        [
            "Sở Văn hóa phối hợp với các địa phương và các hội nghề nghiệp chuẩn bị sân khấu, mời các đoàn nghệ thuật quần "
            "chúng trong và ngoài tỉnh dự lễ hội Bến Đá"
        ],
    ),
    (
        "1. Sở Y tế kiểm tra bếp ăn; từ đó nâng cao ý thức của chủ quán. Qua đó, tạo niềm tin cho người dân.",
        ["Sở Y tế kiểm tra bếp ăn; từ đó nâng cao ý thức của chủ quán"],
    ),
    (
        "1. Mời Đại sứ quán các nước: Lào, Thái Lan\n- Cử đoàn nghệ thuật tham gia lễ hội.",
        ["Cử đoàn nghệ thuật tham gia lễ hội"],
    ),
]

# Items beside orders that order nothing.
NO_ORDER = [
    "3. Thực hiện Công điện số 12/CĐ-TTg ngày 2/3/2026, các xã ven sông đã vào cuộc; số vụ sạt lở giảm so với cùng kỳ.",
    "3. Đồng ý về nguyên tắc việc nâng cấp cảng cá Bến Đá.",
    "3. Thống nhất với báo cáo của Sở Tài chính.",
    "3. Kiến nghị Trung ương sớm ban hành khung giá rừng.",
    "3. Toàn tỉnh mới đối soát được 1.200 thửa đất của 8 xã.",
    "3. Tổng kinh phí thực hiện khoảng hai trăm triệu đồng.",
    "3. Đối với đê sông và cống lấy nước",
]


@pytest.mark.parametrize(("body", "expected"), ITEMS)
def test_an_item_among_orders_is_an_order(body: str, expected: list[str]) -> None:
    assert [said for said, _, _ in orders(HEAD.format(body))] == expected


@pytest.mark.parametrize("item", NO_ORDER)
def test_what_agrees_tells_or_goes_up_is_no_order_among_orders(item: str) -> None:
    body = f"1. Sở Y tế rà soát danh mục thuốc.\n2. Công an tỉnh kiểm tra kho tàng.\n{item}"
    assert [said for said, _, _ in orders(HEAD.format(body))] == [
        "Sở Y tế rà soát danh mục thuốc",
        "Công an tỉnh kiểm tra kho tàng",
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "Văn phòng UBND tỉnh thông báo kết luận của Chủ tịch UBND tỉnh như sau:",
        "Sau khi nghe các sở báo cáo, đồng chí Chủ tịch UBND tỉnh thống nhất kết luận:",
        "Chủ tịch UBND tỉnh thống nhất một số nội dung sau:",
        "Yêu cầu các cấp, các ngành thực hiện tốt một số nhiệm vụ sau:",
    ],
)
def test_a_lead_in_is_no_order_and_its_items_are(lead: str) -> None:
    text = NOTICE.format(f"{lead}\n1. Sở Y tế rà soát danh mục thuốc.\n2. Tổ chức trực ban nghiêm túc.")
    assert [said for said, _, _ in orders(text)] == ["Sở Y tế rà soát danh mục thuốc", "Tổ chức trực ban nghiêm túc"]


def test_the_body_of_the_letterhead_tells_what_it_does_itself() -> None:
    text = HEAD.format("1. Sở Y tế mua thuốc.").replace("Chủ tịch", "UBND tỉnh gửi kèm dự thảo Đề án. Chủ tịch")
    assert [said for said, _, _ in orders(text)] == ["Sở Y tế mua thuốc"]


def test_what_a_decision_decides_itself_is_nobodys_task() -> None:
    articles = (
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp.\nĐiều 2. Giao Sở Nội vụ tổ chức thực hiện.\n"
        "Điều 3. Các sở, ngành báo cáo định kỳ hằng quý.\nĐiều 4. UBND các xã niêm yết Quy chế."
    )
    text = HEAD.replace("Chủ tịch UBND tỉnh yêu cầu:", "QUYẾT ĐỊNH:").format(articles)
    assert len(orders(text)) == 3


def test_an_item_taken_for_its_siblings_is_less_sure_than_they_are() -> None:
    text = HEAD.format(ITEMS[1][0])
    sure = [find.confidence for find in finds(text, "directive")]
    assert sure[-1] < min(sure[:-1])
