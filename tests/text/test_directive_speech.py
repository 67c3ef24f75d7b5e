"""Orders told in articles: who says, who does, where one order ends and the next begins; what is told is no order."""

from __future__ import annotations

import pytest

from tests.text.finding import finds, orders

WHO = "Bí thư Tỉnh ủy An Phú Lê Văn Khánh"

FOUND = [
    (
        f"{WHO} yêu cầu các sở, ngành khẩn trương rà soát thủ tục hành chính; báo cáo kết quả trước ngày 20/3.",
        [
            ("các sở, ngành khẩn trương rà soát thủ tục hành chính", ["Các sở, ngành"], None),
            ("báo cáo kết quả trước ngày 20/3", ["Các sở, ngành"], "2026-03-20"),
        ],
    ),
    (
        f"{WHO} giao Sở Y tế xây dựng phương án phòng dịch; Công an tỉnh tăng cường kiểm tra địa bàn.",
        [
            ("Sở Y tế xây dựng phương án phòng dịch", ["Sở Y tế"], None),
            ("Công an tỉnh tăng cường kiểm tra địa bàn", ["Công an tỉnh"], None),
        ],
    ),
    (
        f"{WHO} chỉ đạo đẩy mạnh cải cách hành chính, trọng tâm là rút ngắn thời gian giải "
        f"quyết hồ sơ và nâng cao chỉ số hài lòng.",
        [
            ("đẩy mạnh cải cách hành chính", [], None),
            ("rút ngắn thời gian giải quyết hồ sơ", [], None),
            ("nâng cao chỉ số hài lòng", [], None),
        ],
    ),
    (
        f"{WHO} nhấn mạnh, các cấp ủy phải nêu cao vai trò, trách nhiệm, vì đây là việc khó.",
        [("các cấp ủy phải nêu cao vai trò, trách nhiệm", ["Các cấp ủy"], None)],
    ),
    (
        f"{WHO} yêu cầu làm tốt công tác tuyên truyền trong nhân dân. Từng đơn vị phải xây "
        f"dựng kế hoạch cụ thể cho năm nay.",
        [
            ("làm tốt công tác tuyên truyền trong nhân dân", [], None),
            ("Từng đơn vị phải xây dựng kế hoạch cụ thể cho năm nay", ["Từng đơn vị"], None),
        ],
    ),
    (
        f"Đối với các xã, phường, {WHO} đề nghị sớm bàn giao mặt bằng cho nhà thầu thi công.",
        [("sớm bàn giao mặt bằng cho nhà thầu thi công", ["Các xã, phường"], None)],
    ),
    (
        f"Về phía các xã, phường, {WHO} đề nghị sớm bàn giao mặt bằng cho nhà thầu thi công.",
        [("sớm bàn giao mặt bằng cho nhà thầu thi công", ["Các xã, phường"], None)],
    ),
    (
        f"{WHO} ghi nhận sự nỗ lực của xã Bình An, đồng thời yêu cầu xã tập trung vận động các hộ bàn giao mặt bằng.",
        [("xã tập trung vận động các hộ bàn giao mặt bằng", ["Xã"], None)],
    ),
    (
        f"{WHO} nhấn mạnh, thời gian tới các cấp ủy phải đổi mới phương thức lãnh đạo.",
        [("các cấp ủy phải đổi mới phương thức lãnh đạo", ["Các cấp ủy"], None)],
    ),
    (
        f"{WHO} kiểm tra thực địa. Ông Khánh cũng giao Sở Tài chính bố trí kinh phí; đồng thời đề nghị Công an tỉnh "
        f"bảo đảm an ninh khu vực.",
        [
            ("Sở Tài chính bố trí kinh phí", ["Sở Tài chính"], None),
            ("Công an tỉnh bảo đảm an ninh khu vực", ["Công an tỉnh"], None),
        ],
    ),
    (
        f"{WHO} đề nghị sở rà soát các chính sách không còn phù hợp trong năm nay.",
        [("sở rà soát các chính sách không còn phù hợp trong năm nay", ["Sở"], "2026")],
    ),
    (
        f"“Phải ưu tiên nước sinh hoạt cho người dân vùng hạn”, {WHO} nói.",
        [("Phải ưu tiên nước sinh hoạt cho người dân vùng hạn", [], None)],
    ),
    (
        f"“Không để người dân phải ở tạm trong mùa mưa”, đồng chí {WHO} nhấn mạnh.",
        [("Không để người dân phải ở tạm trong mùa mưa", [], None)],
    ),
    (
        f"{WHO} đề nghị Sở Tài chính khảo sát toàn bộ trụ sở dôi dư trên địa bàn, xây dựng phương án xử lý cụ thể.",
        [
            (
                "Sở Tài chính khảo sát toàn bộ trụ sở dôi dư trên địa bàn, xây dựng phương án xử lý cụ thể",
                ["Sở Tài chính"],
                None,
            )
        ],
    ),
]

# How the papers hand on what a document or a leader orders.
TOLD = [
    (
        "UBND tỉnh An Phú vừa ban hành Công văn số 812/UBND-NN ngày 4/3/2026, yêu cầu các xã, phường kiểm tra bờ bao.",
        ["các xã, phường kiểm tra bờ bao"],
    ),
    (
        "Chủ tịch UBND tỉnh đã có công điện khẩn. Công điện yêu cầu UBND xã Hòa Lợi di dời các hộ ven sông.",
        ["UBND xã Hòa Lợi di dời các hộ ven sông"],
    ),
    (
        "Phó Chủ tịch UBND tỉnh mới có ý kiến chỉ đạo giao cho Sở Xây dựng thẩm tra hồ sơ thiết kế cầu Bến Đá.",
        ["Sở Xây dựng thẩm tra hồ sơ thiết kế cầu Bến Đá"],
    ),
    (
        "UBND tỉnh An Phú vừa ra Chỉ thị số 05/CT-UBND về mùa khô. Theo đó, yêu cầu các sở, ngành tạm hoãn hội họp.",
        ["các sở, ngành tạm hoãn hội họp"],
    ),
    (
        "UBND tỉnh có ý kiến như sau:\n\nGiao Sở Công Thương rà soát các cụm công nghiệp. Hoàn thành trước ngày 20/4/2026.",
        ["Sở Công Thương rà soát các cụm công nghiệp"],
    ),
    (
        "UBND tỉnh ban hành văn bản yêu cầu các sở, ngành chủ động chống hạn:\n\n1. Theo dõi chặt chẽ mực nước các hồ.\n\n"
        "2. Khuấy động phong trào tiết kiệm nước trong các trường học, bản làng.",
        [
            "các sở, ngành chủ động chống hạn",
            "Theo dõi chặt chẽ mực nước các hồ",
            "Khuấy động phong trào tiết kiệm nước trong các trường học, bản làng",
        ],
    ),
    (
        "Ban Chỉ huy Phòng thủ dân sự và Ứng phó sự cố tỉnh yêu cầu UBND các xã tuần tra đê theo cấp báo động.",
        ["UBND các xã tuần tra đê theo cấp báo động"],
    ),
    (
        "Ban Chỉ đạo tỉnh về phòng, chống thiên tai có Công văn số 35/VPTT đề nghị UBND các xã gia cố bờ bao.",
        ["UBND các xã gia cố bờ bao"],
    ),
    (
        "Tối 4/3, UBND tỉnh phát đi công điện. Công điện nêu rõ: Neo đậu lồng bè trên sông. Tìm mọi biện pháp đưa "
        "bà con vào bờ; duy trì trực ban.",
        ["Neo đậu lồng bè trên sông", "Tìm mọi biện pháp đưa bà con vào bờ", "duy trì trực ban"],
    ),
    (
        f"{WHO} đã nghe tiểu thương kể lại và chỉ đạo các ban, ngành, cơ quan thú y sớm kiểm tra chợ.",
        ["các ban, ngành, cơ quan thú y sớm kiểm tra chợ"],
    ),
    (
        f'{WHO} đã chỉ đạo: "Các xã ven sông phải trực đê cả đêm".',
        ["Các xã ven sông phải trực đê cả đêm"],
    ),
    (
        "Công điện của Chủ tịch UBND tỉnh về chống rét\n\nUBND các xã, phường che chắn chuồng trại, dự trữ rơm khô cho trâu bò.",
        ["UBND các xã, phường che chắn chuồng trại, dự trữ rơm khô cho trâu bò"],
    ),
    (
        f"{WHO} yêu cầu UBND xã mở lại hồ sơ; quá trình chi trả phải có người dân chứng kiến.",
        ["UBND xã mở lại hồ sơ", "quá trình chi trả phải có người dân chứng kiến"],
    ),
    (
        f"{WHO} yêu cầu tuyên truyền các ngày lễ lớn, trong đó có các ngày như:\n\n- Hội xuống đồng của bà con vùng cao mùng "
        "tám.\n\n- Lễ rước nước của làng Bến Đá mười sáu tháng hai âm lịch.",
        ["tuyên truyền các ngày lễ lớn, trong đó có các ngày như"],
    ),
    (
        f"{WHO} yêu cầu Sở Y tế kiểm tra đột xuất. Đồng thời theo dõi, nhắc nhở các khoa, giữ chỗ cho người bệnh nặng.",
        ["Sở Y tế kiểm tra đột xuất", "theo dõi, nhắc nhở các khoa, giữ chỗ cho người bệnh nặng"],
    ),
    (
        f"{WHO} yêu cầu chống rét cho gia súc. Đồng thời, giao trách nhiệm cho trưởng thôn kiểm đếm đàn trâu, bò.",
        ["chống rét cho gia súc", "trưởng thôn kiểm đếm đàn trâu, bò"],
    ),
    (
        "Giao Giám đốc Sở Tài chính; thành viên Ban Chỉ huy tìm kiếm cứu nạn tỉnh; Chủ tịch UBND các xã thi hành Quyết định này.",
        [
            "Giám đốc Sở Tài chính; thành viên Ban Chỉ huy tìm kiếm cứu nạn tỉnh; Chủ tịch UBND các xã thi hành Quyết "
            "định này"
        ],
    ),
    (
        f"{WHO} yêu cầu UBND các xã kiểm tra sạt lở.\n\nTheo chức năng được giao, chủ động triển khai phương án di dời dân cư.",
        ["UBND các xã kiểm tra sạt lở", "chủ động triển khai phương án di dời dân cư"],
    ),
    (
        f"{WHO} yêu cầu các xã trồng rừng theo chỉ đạo của tỉnh tại Chỉ thị số 17/CT-UBND; chỉ đạo của Trung ương năm nay.",
        ["các xã trồng rừng theo chỉ đạo của tỉnh tại Chỉ thị số 17/CT-UBND; chỉ đạo của Trung ương năm nay"],
    ),
    (
        f"{WHO} chỉ đạo tại hội nghị chiều 6/3.\n\nYêu cầu UBND tỉnh chỉ đạo các ngành tập trung thực hiện tốt một số vấn đề "
        "sau:\n\n- Đẩy mạnh giải ngân vốn đầu tư công.",
        ["Đẩy mạnh giải ngân vốn đầu tư công"],
    ),
    (
        f"{WHO} yêu cầu siết chặt kỷ luật. Các cơ quan thường trực hằng ngày báo cáo kết quả về tỉnh.",
        ["siết chặt kỷ luật", "Các cơ quan thường trực hằng ngày báo cáo kết quả về tỉnh"],
    ),
    (
        f"{WHO} yêu cầu các xã chỉnh trang trung tâm cụm, trước hết là giao thông, chợ quê.",
        ["các xã chỉnh trang trung tâm cụm, trước hết là giao thông, chợ quê"],
    ),
    ("Lãnh đạo thành phố yêu cầu Sở Y tế mở thêm điểm tiêm.", ["Sở Y tế mở thêm điểm tiêm"]),
    ("Hưng Yên yêu cầu sớm mở lại chợ gạo đầu mối.", ["sớm mở lại chợ gạo đầu mối"]),
    (
        "Yêu cầu các phòng, ban đối chiếu công nợ trong tuần này. Đồng thời, nhà thầu bổ sung máy móc, nhân lực.",
        ["các phòng, ban đối chiếu công nợ trong tuần này", "nhà thầu bổ sung máy móc, nhân lực"],
    ),
    (
        "Văn phòng UBND huyện có trách nhiệm đôn đốc các xã nộp báo cáo.",
        ["Văn phòng UBND huyện có trách nhiệm đôn đốc các xã nộp báo cáo"],
    ),
    (
        f"{WHO} yêu cầu Sở Y tế tăng cường kiểm dịch. Chuẩn bị đủ thuốc, hóa chất cho tuyến xã.",
        ["Sở Y tế tăng cường kiểm dịch", "Chuẩn bị đủ thuốc, hóa chất cho tuyến xã"],
    ),
    (
        f"{WHO} yêu cầu làm tốt việc này. Bởi đây là việc của dân, do đó, từng đồng chí trong cấp ủy phải gương mẫu đi đầu.",
        ["làm tốt việc này", "từng đồng chí trong cấp ủy phải gương mẫu đi đầu"],
    ),
    (
        "“Các xã phải trực đủ quân số trong mùa lũ năm nay. Công an tỉnh bố trí thêm xuồng máy cho các chốt”. "
        f"Đó là chỉ đạo của {WHO} sáng 4/3.",
        [
            "Các xã phải trực đủ quân số trong mùa lũ năm nay",
            "Công an tỉnh bố trí thêm xuồng máy cho các chốt",
        ],
    ),
    (
        "Thường trực Tỉnh ủy đã họp. Các chủ đầu tư cần thuê thêm tư vấn giám sát, công điện lưu ý.",
        ["Các chủ đầu tư cần thuê thêm tư vấn giám sát"],
    ),
    (
        f"{WHO} chỉ đạo, nhà thầu thi công chậm cần bổ sung ngay nhân lực, máy móc.",
        ["nhà thầu thi công chậm cần bổ sung ngay nhân lực, máy móc"],
    ),
    (
        f"{WHO} yêu cầu Thủ trưởng các phòng, ban trên địa bàn; Chủ tịch UBND các xã, phường trực đủ quân số.",
        ["Thủ trưởng các phòng, ban trên địa bàn; Chủ tịch UBND các xã, phường trực đủ quân số"],
    ),
    (
        f"{WHO} đề nghị triển khai các việc đã nêu tại Công văn số 12/UBND-NN ngày 3/2/2026; Chỉ thị số 02/CT-UBND.",
        ["triển khai các việc đã nêu tại Công văn số 12/UBND-NN ngày 3/2/2026; Chỉ thị số 02/CT-UBND"],
    ),
    (
        (
            f"{WHO} yêu cầu dọn sạch bãi rác. Xã nào dọn chậm, không che chắn, để nước rác chảy ra đồng, người đứng đầu phải "
            f"chịu trách nhiệm."
        ),
        [
            "dọn sạch bãi rác",
            "Xã nào dọn chậm, không che chắn, để nước rác chảy ra đồng, người đứng đầu phải chịu trách nhiệm",
        ],
    ),
    (
        f"{WHO} yêu cầu làm đúng thiết kế. Khi có thay đổi bản vẽ, bổ sung hạng mục, Sở Xây dựng báo cáo UBND tỉnh.",
        ["làm đúng thiết kế", "Sở Xây dựng báo cáo UBND tỉnh"],
    ),
]

NOT_FOUND = [
    "Huyện ủy lâu nay chú ý khâu ban hành nghị quyết; các chi bộ nghe phổ biến, quán triệt và bàn việc của mình rất kỹ.",
    "Cử tri xã Bình An đã nhiều lần yêu cầu UBND xã trả lời về tiến độ làm đường liên thôn.",
    "Theo quy định, UBND cấp xã phải niêm yết danh sách tại trụ sở, nhưng nhiều nơi chưa làm.",
    "Đơn của bà Hòa liên quan đến yêu cầu Nhà nước mở lại con đò xưa.",
    f"{WHO} tiếp thu ý kiến của các đồng chí Ủy viên Ban Thường vụ và giao cho báo chí đưa tin là không có.",
    "Các thành viên Ban Chỉ đạo rà soát xong danh sách hộ nghèo từ tuần trước, UBND tỉnh ban hành quyết định công nhận.",
    f"{WHO} ghi nhận, đánh giá cao kết quả các sở, ngành đã đạt được trong thời gian vừa qua.",
    f"{WHO} cho biết sẽ xem xét cụ thể các nội dung mà địa phương đã nêu tại buổi làm việc.",
    "Tỉnh ủy đã chỉ đạo các địa phương hoàn thành việc sắp xếp bộ máy, được nhân dân đồng tình ủng hộ.",
    "Theo yêu cầu của đoàn giám sát, xã đã nộp đủ hồ sơ và được các thành viên trong đoàn ghi nhận tại chỗ.",
    "Các chi bộ thường xuyên nghiên cứu, cải tiến cách ra nghị quyết, sát với việc của từng nơi hơn trước.",
    "Chủ trương chung là nội dung nào không cần hướng dẫn thì làm ngay, nội dung nào cần nghị định mới phải chờ.",
    f"“Cán bộ và nhân dân trong tỉnh rất phấn khởi trước kết quả này”, {WHO} chia sẻ với phóng viên báo tỉnh.",
    f"{WHO} ghi nhận sự nỗ lực của xã Bình An, đồng thời cảm ơn các hộ dân đã sớm bàn giao mặt bằng.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_reported_orders_are_found_clause_by_clause(
    text: str, expected: list[tuple[str, list[str], str | None]]
) -> None:
    assert orders(text) == expected


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_orders_handed_on_by_documents_and_leaders_are_found(text: str, expected: list[str]) -> None:
    assert [said for said, _, _ in orders(text)] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_reports_praise_and_plans_are_no_orders(text: str) -> None:
    assert orders(text) == []


def test_issuer_cue_and_inference() -> None:
    first, second = finds(f"{WHO} yêu cầu rà soát danh mục dự án. Các địa phương cần báo cáo hằng tháng.", "directive")
    assert (first.fields["issuer"], first.fields["cue"], first.fields["issuer_inferred"]) == (
        "Lê Văn Khánh",
        "yêu cầu",
        False,
    )
    assert (second.fields["issuer"], second.fields["cue"], second.fields["issuer_inferred"]) == (
        "Lê Văn Khánh",
        "cần",
        True,
    )
    assert second.fields["recurring"] and second.fields["kind"] == "standing"


def test_one_directs_another_does() -> None:
    fields = finds(f"{WHO} yêu cầu Đảng ủy UBND tỉnh chỉ đạo các sở, ngành đẩy nhanh giải ngân.", "directive")[0].fields
    assert fields["assignee_roles"] == {"lead": ["Đảng ủy UBND tỉnh An Phú"], "implement": ["Các sở, ngành"]}
    assert fields["assignees_raw"] == ["Đảng ủy UBND tỉnh", "các sở, ngành"]
