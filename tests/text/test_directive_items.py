"""Orders in official texts: headings that name the lead, inline leads, lists, closing formula; parts without orders."""

from __future__ import annotations

import pytest

from tests.text.finding import finds, orders

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\n\nSố: 07/CT-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT "
    "NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "An Phú, ngày 02 tháng 10 năm 2025\n\nCHỈ THỊ\nVề việc phòng, chống thiên tai\n\n"
)
FOOT = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nHoàng Minh Sơn\n"

FOUND = [
    (
        "1. Chủ tịch UBND các xã, phường:\n- Tổ chức trực ban 24/24 giờ.\n- Rà soát, di dời "
        "dân cư trước 17 giờ ngày 03/10.",
        [
            ("Tổ chức trực ban 24/24 giờ", ["Chủ tịch UBND các xã, phường"], None),
            ("Rà soát, di dời dân cư trước 17 giờ ngày 03/10", ["Chủ tịch UBND các xã, phường"], "2025-10-03"),
        ],
    ),
    (
        "2. Sở Y tế chủ trì, phối hợp với Công an tỉnh lập danh sách các điểm cấp cứu.",
        [("Sở Y tế chủ trì, phối hợp với Công an tỉnh lập danh sách các điểm cấp cứu", ["Sở Y tế"], None)],
    ),
    (
        "3. Giao Sở Tài chính xây dựng phương án bố trí kinh phí, trình UBND tỉnh chậm nhất ngày 15/10/2025.",
        [
            (
                "Sở Tài chính xây dựng phương án bố trí kinh phí, trình UBND tỉnh chậm nhất ngày 15/10/2025",
                ["Sở Tài chính"],
                "2025-10-15",
            )
        ],
    ),
    (
        "4. UBND các xã, phường có trách nhiệm:\na) Ban hành kế hoạch ứng phó trong quý "
        "IV/2025;\nb) Bố trí lực lượng ứng trực.",
        [
            ("Ban hành kế hoạch ứng phó trong quý IV/2025", ["UBND các xã, phường"], "2025-Q4"),
            ("Bố trí lực lượng ứng trực", ["UBND các xã, phường"], None),
        ],
    ),
    (
        "5. Sở Xây dựng (cơ quan thường trực): Trên cơ sở đề xuất của các xã, tổng hợp danh mục công trình xung yếu.",
        [
            (
                "Sở Xây dựng (cơ quan thường trực): Trên cơ sở đề xuất của các xã, tổng hợp danh mục "
                "công trình xung yếu",
                ["Sở Xây dựng"],
                None,
            )
        ],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành thực hiện các nội dung sau:\n1. Rà "
        "soát phương án bảo đảm an toàn hồ chứa.",
        [("Rà soát phương án bảo đảm an toàn hồ chứa", ["Các sở, ban, ngành"], None)],
    ),
    (
        "6. Đề nghị Hội Thiện nguyện Vành Khuyên\n- Vận động hỗ trợ lương thực cho các hộ bị ngập.",
        [("Vận động hỗ trợ lương thực cho các hộ bị ngập", ["Hội Thiện nguyện Vành Khuyên"], None)],
    ),
    (
        "7. Giám đốc Sở Công Thương chỉ đạo vận hành an toàn các hồ thủy điện.",
        [
            (
                "Giám đốc Sở Công Thương chỉ đạo vận hành an toàn các hồ thủy điện",
                ["Giám đốc Sở Công Thương"],
                None,
            )
        ],
    ),
    (
        "8. Chủ tịch UBND các xã, phường chỉ đạo các lực lượng chức năng kiểm tra đê bao.",
        [
            (
                "Chủ tịch UBND các xã, phường chỉ đạo các lực lượng chức năng kiểm tra đê bao",
                ["Chủ tịch UBND các xã, phường", "Các lực lượng chức năng"],
                None,
            )
        ],
    ),
    (
        "9. Sở Nông nghiệp và Môi trường:\na) Hằng quý tổng hợp tình hình, báo cáo Ủy ban nhân dân tỉnh.\n"
        "b) Thực hiện quyết liệt các biện pháp phòng, chống hạn mặn.",
        [
            (
                "Hằng quý tổng hợp tình hình, báo cáo Ủy ban nhân dân tỉnh",
                ["Sở Nông nghiệp và Môi trường"],
                None,
            ),
            (
                "Thực hiện quyết liệt các biện pháp phòng, chống hạn mặn",
                ["Sở Nông nghiệp và Môi trường"],
                None,
            ),
        ],
    ),
    (
        "10. Sở Tài chính hoàn thành việc giao đất, giao rừng trong năm 2025.",
        [("Sở Tài chính hoàn thành việc giao đất, giao rừng trong năm 2025", ["Sở Tài chính"], "2025")],
    ),
    (
        "Yêu cầu các sở, ngành thực hiện các nội dung sau:\n10. Thuế tỉnh thu dứt điểm các khoản nợ đọng đã đến hạn.",
        [("Thuế tỉnh thu dứt điểm các khoản nợ đọng đã đến hạn", ["Thuế tỉnh"], None)],
    ),
    (
        "Ủy ban nhân dân tỉnh đề nghị các Đại sứ quán, các tổ chức quốc tế, yêu cầu các sở, ngành cử đầu mối phối hợp.",
        [("các sở, ngành cử đầu mối phối hợp", ["Các sở, ngành"], None)],
    ),
    (
        "11. Sở Xây dựng tham mưu văn bản chấn chỉnh; thời gian hoàn thành: 20/10/2025.",
        [("Sở Xây dựng tham mưu văn bản chấn chỉnh; thời gian hoàn thành: 20/10/2025", ["Sở Xây dựng"], "2025-10-20")],
    ),
    (
        "12. Sở Tư pháp:\n- Báo cáo kết quả thực hiện 6 tháng trước ngày 05/6, năm trước ngày 15/11.",
        [("Báo cáo kết quả thực hiện 6 tháng trước ngày 05/6, năm trước ngày 15/11", ["Sở Tư pháp"], None)],
    ),
    (
        "13. Giao đồng chí Trần Thị Hạnh - Phó Chủ tịch UBND tỉnh trực tiếp chỉ đạo việc khắc phục.",
        [("đồng chí Trần Thị Hạnh - Phó Chủ tịch UBND tỉnh trực tiếp chỉ đạo việc khắc phục", ["Trần Thị Hạnh"], None)],
    ),
    (
        "14. Các nội dung vượt thẩm quyền, các cơ quan kịp thời báo cáo UBND tỉnh.",
        [("các cơ quan kịp thời báo cáo UBND tỉnh", ["Các cơ quan"], None)],
    ),
    (
        "Trên đây là Kế hoạch năm 2025, yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện.",
        [("các cơ quan, đơn vị nghiêm túc thực hiện", ["Các cơ quan, đơn vị"], None)],
    ),
    (
        "15. Thủ trưởng các sở, Chủ tịch UBND các xã, phường phân công lực lượng trực, gửi danh sách về Văn phòng UBND tỉnh.",
        [
            (
                "Thủ trưởng các sở, Chủ tịch UBND các xã, phường phân công lực lượng trực, gửi danh sách về "
                "Văn phòng UBND tỉnh",
                ["Thủ trưởng các sở", "Chủ tịch UBND các xã, phường"],
                None,
            )
        ],
    ),
    (
        "Yêu cầu các địa phương thực hiện nghiêm túc Chỉ thị này; giao Văn phòng UBND tỉnh tổng hợp tình hình.",
        [
            ("các địa phương thực hiện nghiêm túc Chỉ thị này", ["Các địa phương"], None),
            ("Văn phòng UBND tỉnh tổng hợp tình hình", ["Văn phòng UBND tỉnh An Phú"], None),
        ],
    ),
]

NOT_FOUND = [
    "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao nhận thức của người dân về thiên tai.",
    "Kính gửi:\n- Các sở, ban, ngành tỉnh;\n- UBND các xã, phường.",
    "Căn cứ Luật Phòng thủ dân sự ngày 20 tháng 6 năm 2023;",
    "I. TÌNH HÌNH\n- Một số địa phương chưa chủ động ứng phó với mưa lũ.",
    "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ\n1. Về y tế\n- Tiêm phòng hai đợt được 1.125 liều vắc xin.\n- Phát hiện 12 ca sốt xuất huyết.",
    "Trên đây là Kế hoạch phòng, chống thiên tai năm 2025.",
    "1. Đánh giá cao Sở Y tế đã phối hợp với các địa phương triển khai tốt công tác phòng dịch.",
    "Sau khi nghe báo cáo và thảo luận, đồng chí Chủ tịch kết luận như sau:",
    "Cùng dự họp có lãnh đạo các sở: Tài chính, Xây dựng; Ban Quản lý dự án; đại diện các chủ đầu tư.",
    "2. Ban Thường vụ Tỉnh ủy ghi nhận nỗ lực của lực lượng vũ trang trong những ngày mưa lũ.",
    "Ủy ban nhân dân tỉnh thống nhất đánh giá: Sản xuất tiếp tục ổn định, giá cả được kiềm chế.",
    "Thừa lệnh Chủ tịch UBND tỉnh, Văn phòng thông báo để các cơ quan, đơn vị biết, thực hiện.",
]


@pytest.mark.parametrize(("body", "expected"), FOUND)
def test_items_are_read_with_their_lead(body: str, expected: list[tuple[str, list[str], str | None]]) -> None:
    assert orders(HEAD + body + FOOT, None) == expected


@pytest.mark.parametrize("body", NOT_FOUND)
def test_aims_addresses_and_grounds_are_no_orders(body: str) -> None:
    assert orders(HEAD + body + FOOT, None) == []


def test_fields_of_an_assigned_item() -> None:
    order = "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp hoàn thiện Đề án nhân sự"
    text = f"{HEAD}1. {order}, trình UBND tỉnh trước ngày 25/10/2025.{FOOT}"
    fields = finds(text, "directive", None)[0].fields
    assert fields["coordinators"] == ["Sở Tư pháp"]
    assert (fields["deliverable"], fields["recipient"]) == ("Đề án nhân sự", "UBND tỉnh An Phú")
    assert fields["deadline_raw"] == "trước ngày 25/10/2025"
    assert (fields["deadline"], fields["deadline_end"]) == ("2025-10-25", "2025-10-24")
    met = [name for name, clear in fields["clarity"].items() if clear]
    assert met == ["person", "task", "progress", "result"]
    assert fields["issuer"] == "UBND tỉnh An Phú"


def test_the_closing_formula_is_marked() -> None:
    closing = "Yêu cầu các đơn vị báo cáo kết quả về UBND tỉnh trước ngày 25/10/2025./."
    text = f"{HEAD}1. Sở Y tế chuẩn bị thuốc.\n\n{closing}{FOOT}"
    assert [f.fields["closing"] for f in finds(text, "directive", None)] == [False, True]


def test_those_in_charge_of_a_decision_are_its_closing_formula() -> None:
    formula = (
        "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Nội vụ, Tài chính và Chủ tịch UBND các xã, phường "
        "chịu trách nhiệm thi hành Quyết định này./."
    )
    text = HEAD.replace("CHỈ THỊ", "QUYẾT ĐỊNH") + "Điều 1. Giao Sở Y tế mua thuốc dự phòng.\n" + formula + FOOT
    found = finds(text, "directive", None)
    assert [f.fields["closing"] for f in found] == [False, True]
    assert found[1].fields["assignees"] == [
        "Chánh Văn phòng UBND tỉnh An Phú",
        "Giám đốc Sở Nội vụ",
        "Giám đốc Sở Tài chính",
        "Chủ tịch UBND các xã, phường",
    ]


def test_who_follows_and_urges_is_the_supervisor() -> None:
    text = HEAD + "1. Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Chỉ thị này." + FOOT
    assert finds(text, "directive", None)[0].fields["supervisors"] == ["Văn phòng UBND tỉnh An Phú"]


def test_what_is_decided_without_a_doer_is_a_decision() -> None:
    found = finds(HEAD + "1. Đồng ý chủ trương đầu tư tuyến đê bao xã Bình An." + FOOT, "directive", None)
    assert [(f.fields["kind"], f.fields["decision"], f.rule) for f in found] == [
        ("decision", True, "directive.decision")
    ]


def test_a_report_narrates() -> None:
    body = "1. Sở Y tế tiếp tục triển khai tiêm chủng mở rộng.\n2. Các xã cần báo cáo hằng tuần."
    text = HEAD.replace("CHỈ THỊ", "BÁO CÁO") + body + FOOT
    assert [words for words, _, _ in orders(text)] == ["Các xã cần báo cáo hằng tuần"]
