"""Shapes of orders met in letters, notices, instructions and news of many provinces: who, what, by when, line by line."""

from __future__ import annotations

from datetime import date

import pytest

from tests.text.finding import finds, orders

NOTICE = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 12/TB-UBND\nAn Phú, ngày 18 tháng 9 năm 2024\n\nTHÔNG BÁO\nKết luận cuộc họp\n\n"
    "{}\n\nNơi nhận:\n- Lưu: VT."
)

Row = tuple[str, list[str], str | None]

# The words of a notice, and for each order the words it begins with, its leads, its deadline.
OFFICIAL: list[tuple[str, list[Row]]] = [
    (
        "Thực hiện Công văn số 12/BXD-KHTC ngày 02/9/2024 của Bộ Xây dựng; để có cơ sở báo cáo, UBND tỉnh giao Sở Xây dựng "
        "chủ trì rà soát, dự thảo báo cáo trước ngày 25/9/2024.",
        [("Sở Xây dựng chủ trì rà soát", ["Sở Xây dựng"], "2024-09-25")],
    ),
    (
        "Thực hiện Kế hoạch của Bộ Y tế. UBND tỉnh yêu cầu Sở Y tế tiêm vắc xin cho trẻ, hoàn thành trước ngày 30/10/2024; "
        "gửi báo cáo về Sở Nội vụ./.",
        [("Sở Y tế tiêm", ["Sở Y tế"], "2024-10-30"), ("gửi báo cáo", ["Sở Y tế"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế rà soát các trạm. Phấn đấu đến hết quý IV/2024 hoàn thành 30 trạm. "
        "Chậm nhất quý I/2025 phải trình đề án.",
        [
            ("Sở Y tế rà soát", ["Sở Y tế"], None),
            ("Phấn đấu đến hết", ["Sở Y tế"], "2024-Q4"),
            ("Chậm nhất quý I/2025", ["Sở Y tế"], "2025-Q1"),
        ],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế rà soát các trạm. Hoàn thành trước ngày 30/10 việc cấp thuốc cho các trạm.",
        [("Sở Y tế rà soát", ["Sở Y tế"], None), ("Hoàn thành trước ngày 30/10 việc", ["Sở Y tế"], "2024-10-30")],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Giao Sở Tài chính xem xét đề nghị của các xã; tham mưu, đề xuất UBND tỉnh. "
        "Hoàn thành trước ngày 10/10/2024.",
        [("Sở Tài chính xem xét", ["Sở Tài chính"], "2024-10-10"), ("tham mưu", ["Sở Tài chính"], "2024-10-10")],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Giao UBND các xã rà soát các hộ vùng sạt lở. Địa phương nào để xảy ra thiệt hại do chủ "
        "quan thì người đứng đầu phải chịu trách nhiệm.",
        [("UBND các xã rà soát", ["UBND các xã"], None), ("Địa phương nào để", ["UBND các xã"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Giao UBND các xã gửi danh sách hộ nghèo. Quá thời hạn trên, xã nào chưa gửi thì Chủ "
        "tịch UBND xã đó phải giải trình.",
        [("UBND các xã gửi", ["UBND các xã"], None), ("Quá thời hạn trên", ["UBND các xã"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Chủ tịch UBND các huyện, thành phố: Lệ Hà, Phú Sơn, Cồn Dâu: tổ chức neo đậu xong trước "
        "10 giờ ngày 27/9; kiên quyết không để người ở lại trên tàu.",
        [
            ("Chủ tịch UBND các huyện", ["Chủ tịch UBND các huyện, thành phố: Lệ Hà, Phú Sơn, Cồn Dâu"], "2024-09-27"),
            ("kiên quyết không", ["Chủ tịch UBND các huyện, thành phố: Lệ Hà, Phú Sơn, Cồn Dâu"], None),
        ],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế chỉ đạo Trung tâm Y tế thị xã mở kho thuốc, kiên quyết không để dịch lan rộng.",
        [
            ("Sở Y tế chỉ đạo", ["Sở Y tế", "Trung tâm Y tế thị xã"], None),
            ("kiên quyết không", ["Sở Y tế", "Trung tâm Y tế thị xã"], None),
        ],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Công Thương theo chức năng quản lý nhà nước chỉ đạo các chủ hồ vận hành an toàn.",
        [("Sở Công Thương theo", ["Sở Công Thương", "Các chủ hồ"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Thanh tra tỉnh hằng năm kiểm tra việc thực hiện; Văn phòng UBND tỉnh theo dõi việc này, "
        "định kỳ 6 tháng tổng hợp, báo cáo; sơ kết vào quý II/2025.",
        [
            ("Thanh tra tỉnh hằng", ["Thanh tra tỉnh"], None),
            ("Văn phòng UBND tỉnh", ["Văn phòng UBND tỉnh An Phú"], None),
            ("định kỳ 6 tháng", ["Văn phòng UBND tỉnh An Phú"], None),
            ("sơ kết vào", ["Văn phòng UBND tỉnh An Phú"], "2025-Q2"),
        ],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n8. Đề nghị Hội Phụ nữ tỉnh cùng các đoàn thể vận động hội viên thu gom rác.\n"
        "9. Sở Y tế cùng Sở Tài chính thẩm định dự toán.",
        [("Hội Phụ nữ tỉnh", ["Hội Phụ nữ tỉnh", "Các đoàn thể"], None), ("Sở Y tế cùng", ["Sở Y tế"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\nc) Cấp nước: theo đề xuất của nhà đầu tư, giao Sở Xây dựng nghiên cứu phương án đấu nối.",
        [("Sở Xây dựng nghiên cứu", ["Sở Xây dựng"], None)],
    ),
    (
        "UBND tỉnh yêu cầu các sở, ngành, địa phương tập trung thực hiện ngay:\n1. Đối với hồ chứa\nSở Xây dựng kiểm tra an toàn "
        "hồ đập.",
        [("Sở Xây dựng kiểm tra", ["Sở Xây dựng"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu các chủ đầu tư hoàn thành trước ngày 30/11/2024 các nội dung sau:\n- Nghiệm thu khối lượng;\n"
        "- Quý IV/2024: tổ chức tập huấn cho trưởng thôn.",
        [("Nghiệm thu", ["Các chủ đầu tư"], "2024-11-30"), ("Quý IV/2024: tổ chức", ["Các chủ đầu tư"], "2024-Q4")],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Trong vòng 10 ngày kể từ ngày ban hành Thông báo này, Sở Y tế phải công bố "
        "danh mục thuốc.",
        [("Trong vòng 10 ngày", ["Sở Y tế"], "2024-09-28")],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Đến hết quý I/2025 cơ bản hoàn thành việc sắp xếp các trạm y tế.",
        [("Đến hết quý I/2025", [], "2025-Q1")],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Các cơ quan được lấy ý kiến có trách nhiệm trả lời trong tháng 10; quá thời hạn mà "
        "không trả lời thì coi như đồng ý.",
        [("Các cơ quan được", ["Các cơ quan"], "2024-10")],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n6. Báo An Phú có tin, bài phân tích rõ lợi ích của dự án.",
        [("Báo An Phú có tin", ["Báo An Phú"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh kết luận:\nI. Nhiệm vụ hoàn thành trước ngày 30/10/2024\n1. Sở Xây dựng rà soát quy hoạch phân khu.\n"
        "II. Nhiệm vụ thường xuyên\n1. UBND các xã kiểm tra trật tự xây dựng.",
        [("Sở Xây dựng rà soát", ["Sở Xây dựng"], "2024-10-30"), ("UBND các xã kiểm tra", ["UBND các xã"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Nội vụ (chủ trì), Sở Tài chính (phối hợp) hướng dẫn chế độ cho cán bộ dôi dư.",
        [("Sở Nội vụ (chủ trì)", ["Sở Nội vụ"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Các sở, ngành rút kinh nghiệm trong việc báo cáo; từ nay về sau phải gửi đúng hạn.",
        [("Các sở, ngành rút", ["Các sở, ngành"], None), ("từ nay về sau", ["Các sở, ngành"], None)],
    ),
    (
        "Sở Tài chính đề nghị các đơn vị dự toán:\n1. Thực hiện đối chiếu với Kho bạc.\n2. Hồ sơ gửi trước ngày 20/10/2024.",
        [
            ("Thực hiện đối chiếu", ["Các đơn vị dự toán"], None),
            ("Hồ sơ gửi", ["Các đơn vị dự toán"], "2024-10-20"),
        ],
    ),
    (
        "Chủ tịch UBND tỉnh chỉ đạo:\n- Các huyện: Tân Hòa, Phú Lộc, Sơn Bình chủ động bố trí vốn, chi trả trước ngày 15/10.",
        [("Các huyện: Tân Hòa", ["Các huyện: Tân Hòa, Phú Lộc, Sơn Bình"], "2024-10-15")],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Nội vụ là cơ quan đầu mối, có trách nhiệm:\na) Tham mưu tổ chức sơ kết "
        "(quý II/2025).\nb) Trước ngày 20 của tháng cuối quý, gửi báo cáo về UBND tỉnh.",
        [("Tham mưu tổ chức", ["Sở Nội vụ"], "2025-Q2"), ("Trước ngày 20", ["Sở Nội vụ"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Xây dựng trình dự án trước ngày 30/10/2024, lựa chọn nhà thầu xong "
        "trước ngày 30/11/2024, triển khai thi công trong tháng 12/2024.",
        [
            ("Sở Xây dựng trình", ["Sở Xây dựng"], "2024-10-30"),
            ("lựa chọn nhà thầu", ["Sở Xây dựng"], "2024-11-30"),
            ("triển khai thi công", ["Sở Xây dựng"], "2024-12"),
        ],
    ),
    (
        "UBND tỉnh chỉ đạo:\n1. Các sở, ngành: Báo cáo số liệu thu ngân sách, gửi Sở Tài chính trước ngày 20/9.\n2. Từ nay đến "
        "30/10/2024: tập trung thu nợ đọng của các doanh nghiệp.\n5. Tháng 11/2024: Tổ chức kiểm tra các trạm.",
        [
            ("Các sở, ngành: Báo cáo", ["Các sở, ngành"], "2024-09-20"),
            ("Từ nay đến", [], "2024-10-30"),
            ("Tháng 11/2024", [], "2024-11"),
        ],
    ),
    (
        "Chủ tịch UBND tỉnh kết luận:\n1. Thống nhất chủ trương tổ chức Lễ hội Hoa từ ngày 20/12/2024 đến ngày 05/01/2025.\n"
        "2. Giao Sở Y tế rà soát các trạm, phấn đấu năm 2025 mở thêm 5 trạm.",
        [("Thống nhất chủ trương", [], None), ("Sở Y tế rà soát", ["Sở Y tế"], "2025")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OFFICIAL)
def test_orders_of_official_papers(text: str, expected: list[Row]) -> None:
    found = orders(NOTICE.format(text), None)
    got = [(said[: len(row[0])], who, day) for (said, who, day), row in zip(found, expected, strict=False)]
    assert (got, len(found)) == (expected, len(expected))


NEWS: list[tuple[str, list[Row]]] = [
    (
        "UBND tỉnh An Phú vừa ban hành chỉ thị yêu cầu Giám đốc các sở phòng, chống dịch bệnh gia súc.\n\nChủ tịch UBND các "
        "huyện chỉ đạo cơ quan chức năng tuyên truyền; kiểm tra các chợ, báo cáo kết quả về Sở Y tế trước ngày 15/4.",
        [
            ("Giám đốc các sở", ["Giám đốc các sở"], None),
            ("Chủ tịch UBND các huyện", ["Chủ tịch UBND các huyện", "Cơ quan chức năng"], None),
            ("kiểm tra các chợ", ["Chủ tịch UBND các huyện"], "2023-04-15"),
        ],
    ),
    (
        "Đối với tuyến đường tránh, tỉnh An Phú đề nghị các đơn vị phải hoàn thành giải phóng mặt bằng trong quý I/2024.",
        [("các đơn vị phải", ["Các đơn vị"], "2024-Q1")],
    ),
    (
        "Tại công điện, Chủ tịch UBND tỉnh yêu cầu Chủ tịch UBND các xã kêu gọi tàu thuyền vào bờ trước 15 giờ ngày 20/9/2023.",
        [("Chủ tịch UBND các xã kêu gọi", ["Chủ tịch UBND các xã"], "2023-09-20")],
    ),
    (
        "Chủ tịch UBND tỉnh giao Sở Xây dựng rà soát hồ sơ. Liên quan đến nguồn vốn, Sở Tài chính được giao cân đối, bố trí 5 tỷ "
        "đồng trong tháng 8. Về phía các chủ đầu tư, cần chủ động tháo gỡ vướng mắc.",
        [
            ("Sở Xây dựng rà soát", ["Sở Xây dựng"], None),
            ("Sở Tài chính được giao", ["Sở Tài chính"], "2023-08"),
            ("cần chủ động", ["Các chủ đầu tư"], None),
        ],
    ),
    (
        '"Trong tháng 9, huyện phải bàn giao mặt bằng sạch cho nhà thầu. Ngành điện di dời xong đường dây trước ngày 30/9", ông '
        "Nguyễn Văn Nam, Phó Chủ tịch UBND tỉnh chỉ đạo.",
        [("Trong tháng 9, huyện", ["Huyện"], "2023-09"), ("Ngành điện di dời", ["Ngành điện"], "2023-09-30")],
    ),
    (
        "UBND tỉnh giao Sở Y tế:\n- Chủ trì rà soát các trạm, hoàn thành trước ngày 15/9;\n- Tham mưu phương án nhân lực cho các "
        "trạm.\nGiao UBND các huyện:\n- Tổ chức cắm biển cảnh báo tại các điểm nguy hiểm.",
        [
            ("Chủ trì rà soát", ["Sở Y tế"], "2023-09-15"),
            ("Tham mưu", ["Sở Y tế"], None),
            ("Tổ chức cắm biển", ["UBND các huyện"], None),
        ],
    ),
    (
        "Ông Lê Văn Tám yêu cầu Sở Y tế kiểm tra các trạm. Đồng chí cũng nêu rõ: Nhiệm vụ của tháng 10 rất nặng nề. Do vậy, các "
        "tiểu ban phải bám sát kế hoạch, hoàn thành phần việc trước ngày 05/10.",
        [("Sở Y tế kiểm tra", ["Sở Y tế"], None), ("các tiểu ban phải", ["Các tiểu ban"], "2023-10-05")],
    ),
    (
        "Ông Lê Văn Tám yêu cầu Sở Y tế kiểm tra các trạm. Tại hội nghị, Tỉnh ủy cũng kiến nghị Ban Bí thư sớm sơ kết Chỉ thị.",
        [("Sở Y tế kiểm tra", ["Sở Y tế"], None)],
    ),
    (
        "Chủ tịch UBND tỉnh vừa ký ban hành Chỉ thị số 05/CT-UBND về quản lý đất đai. Theo đó:\nSở Xây dựng chủ trì kiểm tra các "
        "dự án chậm tiến độ; báo cáo trước ngày 30/6/2023.\nThanh tra tỉnh bổ sung nội dung này vào kế hoạch.",
        [
            ("Sở Xây dựng chủ trì", ["Sở Xây dựng"], None),
            ("báo cáo trước ngày", ["Sở Xây dựng"], "2023-06-30"),
            ("Thanh tra tỉnh bổ sung", ["Thanh tra tỉnh"], None),
        ],
    ),
    (
        "Ông Lê Văn Tám yêu cầu Sở Y tế kiểm tra các trạm. Cũng theo ông, các trường học phải báo cáo ngay khi có ca bệnh. Đối "
        "với các dự án chuyển tiếp: đẩy nhanh thi công, nghiệm thu. Chủ đầu tư, đơn vị tư vấn giám sát thường xuyên có mặt.",
        [
            ("Sở Y tế kiểm tra", ["Sở Y tế"], None),
            ("các trường học phải", ["Các trường học"], None),
            ("đẩy nhanh thi công", [], None),
            ("Chủ đầu tư, đơn vị", ["Chủ đầu tư", "Đơn vị tư vấn giám sát"], None),
        ],
    ),
    (
        "Đối với các địa phương, ông Lê Văn Tám đề nghị chủ tịch UBND các huyện Ninh Sa, Bãi Dài và TP. Hải Vân trực tiếp xuống "
        "từng xã.",
        [
            (
                "chủ tịch UBND các huyện",
                ["Chủ tịch UBND huyện Ninh Sa", "Chủ tịch UBND huyện Bãi Dài", "Chủ tịch UBND TP. Hải Vân"],
                None,
            )
        ],
    ),
    ("Trong tháng 9, tỉnh sẽ khởi công hai bệnh viện. Sở đang tham mưu ban hành quy chế phối hợp trong quý IV.", []),
]


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_orders_of_news(text: str, expected: list[Row]) -> None:
    found = orders(text, date(2023, 4, 3))
    got = [(said[: len(row[0])], who, day) for (said, who, day), row in zip(found, expected, strict=False)]
    assert (got, len(found)) == (expected, len(expected))


DUE = [
    # what follows "Sở Y tế gửi báo cáo" in a notice of Wednesday, 18 September 2024; deadline, last day
    ("trước 16h ngày thứ Sáu (27/9/2024)", "2024-09-27", "2024-09-27"),
    ("trước 8 giờ sáng mai", "2024-09-19", "2024-09-19"),
    ("trước 17 giờ chiều nay", "2024-09-18", "2024-09-18"),
    ("trong tháng 10 và tháng 11 năm 2024", "2024-11", "2024-11-30"),
    ("trước năm học 2024 - 2025", None, None),
]


@pytest.mark.parametrize(("words", "deadline", "last"), DUE)
def test_days_as_people_say_them(words: str, deadline: str | None, last: str | None) -> None:
    (found,) = finds(NOTICE.format(f"Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế gửi báo cáo {words}."), "directive", None)
    assert (found.fields.get("deadline"), found.fields.get("deadline_end")) == (deadline, last)


def test_what_happens_on_whatever_day_has_none() -> None:
    text = "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế theo dõi mực nước các sông chính, khi nước lên thì báo ngay trong ngày."
    assert [day for _, _, day in orders(NOTICE.format(text), None)] == [None, None]


PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 31/KH-UBND\nAn Phú, ngày 03 tháng 4 năm 2024\n\nKẾ HOẠCH\nPhát triển du lịch\n\n"
    "III. NHIỆM VỤ\n{}\n"
)
BARE = PLAN.format(
    "Nội dung công việc\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian thực hiện\nRà soát các điểm du lịch\nSở Xây dựng\n"
    "UBND các huyện\nTháng 5/2024\nLập quy hoạch bến thuyền\nSở Giao thông vận tải\nSở Tài chính\nQuý III/2024\n"
    "IV. TỔ CHỨC THỰC HIỆN"
)


def test_a_table_without_lines_and_numbers_is_read_by_its_heads() -> None:
    assert orders(BARE, None) == [
        ("Rà soát các điểm du lịch", ["Sở Xây dựng"], "2024-05"),
        ("Lập quy hoạch bến thuyền", ["Sở Giao thông vận tải"], "2024-Q3"),
    ]


def test_such_heads_over_other_lines_are_no_table() -> None:
    assert all(not who for _, who, _ in orders(BARE.replace("Tháng 5/2024", "Chưa rõ bao giờ"), None))


CELLS = PLAN.format(
    "| TT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n"
    "| 1 | Đôn đốc nhà thầu thi công; nghiệm thu khối lượng | Sở Xây dựng | {} |\n"
    "| 2 | Mua sắm bàn; ghế; tủ | Sở Tài chính | Tháng 6/2024 |"
)


@pytest.mark.parametrize(("cell", "day"), [("Từ 10-15/8/2024", "2024-08-15"), ("Tháng 4, tháng 9/2024", "2024-09")])
def test_a_cell_of_two_works_is_two_orders_with_one_day(cell: str, day: str) -> None:
    assert orders(CELLS.format(cell), None) == [
        ("Đôn đốc nhà thầu thi công", ["Sở Xây dựng"], day),
        ("nghiệm thu khối lượng", ["Sở Xây dựng"], day),
        ("Mua sắm bàn; ghế; tủ", ["Sở Tài chính"], "2024-06"),
    ]
