"""Results, shortcomings and proposals: clauses that state one, and clauses that only look like it."""

from __future__ import annotations

import pytest

from tests.text.finding import field, finds, words

KINDS = ("result", "shortcoming", "proposal")

# (text, the results, the shortcomings, the proposals)
STATED = [
    (
        "Ông Lê Văn Tám ghi nhận, Sở Nội vụ đã hoàn thành danh mục vị trí việc làm; xây dựng xong phần mềm quản lý biên chế.",
        ["Sở Nội vụ đã hoàn thành danh mục vị trí việc làm", "xây dựng xong phần mềm quản lý biên chế"],
        [],
        [],
    ),
    (
        "Thời gian qua, UBND tỉnh đã ban hành 12 kế hoạch về chuyển đổi số. Tuy nhiên, việc giải ngân vốn ở một số xã còn chậm.",
        ["UBND tỉnh đã ban hành 12 kế hoạch về chuyển đổi số"],
        ["việc giải ngân vốn ở một số xã còn chậm"],
        [],
    ),
    (
        "Tuy nhiên, số liệu giữa hai phòng chênh lệch lớn; việc vận hành lò đốt không đúng quy trình. "
        "Nguyên nhân được chỉ ra là lực lượng mỏng, xe cộ còn thiếu.",
        [],
        ["số liệu giữa hai phòng chênh lệch lớn", "việc vận hành lò đốt không đúng quy trình"],
        [],
    ),
    (
        "Thời gian qua, công tác trực hồ dần đi vào nền nếp. Những hạn chế trên có nguyên nhân khách quan, song chủ yếu do "
        "người đứng đầu chưa sát việc. Yêu cầu các xã tập trung thực hiện tốt các nhiệm vụ sau:\n1. Giao Sở Y tế lập kế hoạch.",
        ["công tác trực hồ dần đi vào nền nếp"],
        [],
        [],
    ),
    (
        "Qua kiểm tra, một số địa phương chưa kịp thời cập nhật hồ sơ đất đai; công tác phối hợp thiếu chặt chẽ.",
        [],
        ["một số địa phương chưa kịp thời cập nhật hồ sơ đất đai", "công tác phối hợp thiếu chặt chẽ"],
        [],
    ),
    (
        "Tuy nhiên, vẫn còn tồn tại một số việc chưa xong như: sửa bến đò Cây Gạo ở xã Hải Đám; lập bản đồ ngập của ba phường.",
        [],
        [
            "vẫn còn tồn tại một số việc chưa xong",
            "sửa bến đò Cây Gạo ở xã Hải Đám",
            "lập bản đồ ngập của ba phường",
        ],
        [],
    ),
    (
        "I. KẾT QUẢ\n1. Đưa vào dùng 14 trạm bơm trong vụ hè thu.\n"
        "II. TỒN TẠI, HẠN CHẾ\n1. Hai dự án kè sông thi công cầm chừng.\n"
        "III. KIẾN NGHỊ\n1. Cho phép kéo dài thời gian bố trí vốn sang năm sau.\nIV. NHIỆM VỤ\n1. Rà lại toàn bộ danh mục kè.",
        ["Đưa vào dùng 14 trạm bơm trong vụ hè thu"],
        ["Hai dự án kè sông thi công cầm chừng"],
        ["Cho phép kéo dài thời gian bố trí vốn sang năm sau"],
    ),
    (
        "Sở Tài chính kiến nghị Chính phủ sớm sửa đổi quy định về tài sản công; cho phép tỉnh tự quyết định mức thuê nhà.",
        [],
        [],
        ["Chính phủ sớm sửa đổi quy định về tài sản công", "cho phép tỉnh tự quyết định mức thuê nhà"],
    ),
    (
        "Tuy nhiên, một số cấp ủy còn khoán trắng cho bộ phận chuyên môn; bến phà Cây Gạo mới vận hành 40% công suất.",
        [],
        ["một số cấp ủy còn khoán trắng cho bộ phận chuyên môn", "bến phà Cây Gạo mới vận hành 40% công suất"],
        [],
    ),
    (
        "Bên cạnh đó vẫn còn tồn tại: hai xã giải ngân dưới 30%; việc báo cáo không được thực hiện nghiêm.",
        [],
        ["hai xã giải ngân dưới 30%", "việc báo cáo không được thực hiện nghiêm"],
        [],
    ),
    (
        "Theo báo cáo, huyện có 43/45 chi bộ lập sổ theo dõi; 97,8% đảng viên ký cam kết; kết nạp 112 đảng viên.",
        ["huyện có 43/45 chi bộ lập sổ theo dõi", "97,8% đảng viên ký cam kết", "kết nạp 112 đảng viên"],
        [],
        [],
    ),
    (
        "Về đề xuất của UBND huyện Tân Khê xin kéo dài thời gian làm cầu Cây Gạo: Đồng ý về chủ trương.",
        [],
        [],
        ["kéo dài thời gian làm cầu Cây Gạo"],
    ),
    (
        "Ông kiến nghị tỉnh hỗ trợ kinh phí làm kè sông và cho phép các hộ thuê đất trả tiền dần.",
        [],
        [],
        ["tỉnh hỗ trợ kinh phí làm kè sông", "cho phép các hộ thuê đất trả tiền dần"],
    ),
    (
        "III. KIẾN NGHỊ\n1. Với Bộ Nội vụ: sớm hướng dẫn cách chấm điểm mới.\n2. Đề nghị Bộ Công an mở rộng kết nối dữ liệu.",
        [],
        [],
        ["sớm hướng dẫn cách chấm điểm mới", "Bộ Công an mở rộng kết nối dữ liệu"],
    ),
    (
        "Báo cáo cho thấy, qua hơn 3 năm thực hiện Nghị quyết số 11-NQ/TU, ngày 4/5/2020, lượng khách đến tỉnh tăng 17%/năm.",
        ["lượng khách đến tỉnh tăng 17%/năm"],
        [],
        [],
    ),
    (
        "Bà Lò Thị Mây, Bí thư Huyện ủy báo cáo: Sau hơn một năm, 100% chi bộ đã xây dựng kế hoạch thực hiện; Hòa An kết nạp "
        "12 đảng viên, xóa được 2 bản trắng tổ chức đảng.",
        [
            "100% chi bộ đã xây dựng kế hoạch thực hiện",
            "Hòa An kết nạp 12 đảng viên",
            "xóa được 2 bản trắng tổ chức đảng",
        ],
        [],
        [],
    ),
    (
        "Qua kiểm tra, Đoàn chỉ rõ một số hạn chế: một số xã sao chép kế hoạch của cấp trên; sổ sách của xã thiếu 27 danh mục.",
        [],
        ["một số xã sao chép kế hoạch của cấp trên", "sổ sách của xã thiếu 27 danh mục"],
        [],
    ),
    (
        "Thời gian qua, việc thực hiện nhiệm vụ có chuyển biến: đã hoàn thành 48/61 việc đến hạn. Tuy nhiên, mới có 6/8 đơn vị "
        "gửi báo cáo; kết quả cấp giấy toàn tỉnh chỉ đạt 58,7%; các chủ rừng chậm xử lý thực bì; trụ sở cũ còn lại bỏ trống.",
        ["đã hoàn thành 48/61 việc đến hạn"],
        [
            "mới có 6/8 đơn vị gửi báo cáo",
            "kết quả cấp giấy toàn tỉnh chỉ đạt 58,7%",
            "các chủ rừng chậm xử lý thực bì",
            "trụ sở cũ còn lại bỏ trống",
        ],
        [],
    ),
    (
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025\n1. Đưa vào dùng 14 trạm bơm trong vụ hè thu.\n"
        "II. THỰC TRẠNG\n1. Toàn tỉnh hiện có 664 hồ chứa, trong đó 115 hồ bị hư hỏng nặng.\n2. Cán bộ trông coi chưa được học.",
        ["Đưa vào dùng 14 trạm bơm trong vụ hè thu"],
        ["115 hồ bị hư hỏng nặng", "Cán bộ trông coi chưa được học"],
        [],
    ),
    (
        "3. Về kiến nghị của UBND huyện Hòa An: Đồng ý về nguyên tắc việc nâng cấp cảng cá Cửa Biện; giao Sở Xây dựng tổng hợp.",
        [],
        [],
        ["nâng cấp cảng cá Cửa Biện"],
    ),
    (
        "4. Về đề nghị bố trí 65 tỷ đồng nâng cấp cầu Trà Bung: chưa đồng ý bố trí trong năm 2016.",
        [],
        [],
        ["bố trí 65 tỷ đồng nâng cấp cầu Trà Bung"],
    ),
    (
        "Đồng ý đề nghị của Sở Xây dựng về việc sửa 3 km mặt đường tuyến ĐT.615 từ Quỹ Bảo trì đường bộ tỉnh.",
        [],
        [],
        ["sửa 3 km mặt đường tuyến ĐT.615 từ Quỹ Bảo trì đường bộ tỉnh"],
    ),
    (
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\nSố: 12/BC-UBND\n\nBÁO CÁO\nVề công tác nội vụ\n\n5. Đề nghị Bộ Nội vụ "
        "sớm hướng dẫn mô hình ban công tác mặt trận ở khu dân cư.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nBế Văn Sáng\n",
        [],
        [],
        ["Bộ Nội vụ sớm hướng dẫn mô hình ban công tác mặt trận ở khu dân cư"],
    ),
    (
        "Kết luận buổi làm việc, đồng chí Lò Văn Pản ghi nhận tinh thần cầu thị của Huyện ủy Hòa An.",
        ["tinh thần cầu thị của Huyện ủy Hòa An"],
        [],
        [],
    ),
    (
        "Nửa đầu năm 2023, dù còn nhiều vướng mắc nhưng kinh tế Hòa An vẫn đạt kết quả khá. Sản lượng ngô đạt 104% kế hoạch.",
        [
            "Nửa đầu năm 2023, dù còn nhiều vướng mắc nhưng kinh tế Hòa An vẫn đạt kết quả khá",
            "Sản lượng ngô đạt 104% kế hoạch",
        ],
        [],
        [],
    ),
    (
        "Báo cáo cho thấy, còn 3/6 dự án vướng mặt bằng. Hạn chế: còn 3 chi bộ chưa họp đủ.",
        [],
        ["3/6 dự án vướng mặt bằng", "3 chi bộ chưa họp đủ"],
        [],
    ),
    (
        "UBND huyện Hòa An đề nghị tỉnh hỗ trợ 12 tỷ đồng sửa kè; sớm phân cấp việc cấp giấy phép xây dựng.",
        [],
        [],
        ["tỉnh hỗ trợ 12 tỷ đồng sửa kè", "sớm phân cấp việc cấp giấy phép xây dựng"],
    ),
    (
        "Chủ tịch UBND tỉnh Hòa An Bế Văn Sáng đề nghị Bộ Xây dựng bố trí vốn làm cầu Cây Gạo.",
        [],
        [],
        ["Bộ Xây dựng bố trí vốn làm cầu Cây Gạo"],
    ),
    (
        "Phó Thủ tướng đề nghị Bộ Xây dựng bố trí vốn làm cầu Cây Gạo. Bí thư Tỉnh ủy đề nghị huyện Hòa An rà lại quy hoạch.",
        [],
        [],
        [],
    ),
    (
        "Báo cáo tại buổi làm việc, Bí thư Đảng ủy xã Vi Thị Hòa cho biết: Xã đã tiếp nhận 3.215 hồ sơ, đúng hạn 98,2%.",
        ["Xã đã tiếp nhận 3.215 hồ sơ, đúng hạn 98,2%"],
        [],
        [],
    ),
    (
        "Tuy nhiên, xã còn gặp khó khăn: thiếu 7 công chức chuyên môn. Ông chỉ rõ, công tác tuyên truyền còn đơn điệu.",
        [],
        ["thiếu 7 công chức chuyên môn", "công tác tuyên truyền còn đơn điệu"],
        [],
    ),
    (
        "Theo kết quả công bố, chỉ số PCI của tỉnh đạt 68,2 điểm. Ông Lê Văn Tám cho biết, tỉnh đã cắt giảm 30% thời gian.",
        ["chỉ số PCI của tỉnh đạt 68,2 điểm", "tỉnh đã cắt giảm 30% thời gian"],
        [],
        [],
    ),
    (
        "1. Ưu điểm: Có chuyển biến trong quán triệt các văn bản về tiết kiệm. Trong kỳ, chưa phát hiện vụ việc lãng phí.\n"
        "2. Hạn chế: Sổ sách ghi chép qua loa; thu đảng phí muộn nhiều tháng.",
        ["Có chuyển biến trong quán triệt các văn bản về tiết kiệm", "Trong kỳ, chưa phát hiện vụ việc lãng phí"],
        ["Sổ sách ghi chép qua loa", "thu đảng phí muộn nhiều tháng"],
        [],
    ),
    (
        "Đến nay, 32/36 chi bộ có bí thư đồng thời là trưởng thôn. Dẫu vậy, 3 thôn nhiều năm không kết nạp được đảng viên nào.",
        ["32/36 chi bộ có bí thư đồng thời là trưởng thôn"],
        ["3 thôn nhiều năm không kết nạp được đảng viên nào"],
        [],
    ),
    (
        "Ông Lò Văn Pản cho rằng hồ sơ đề nghị của xã chưa có phương án sử dụng đất.",
        [],
        ["hồ sơ đề nghị của xã chưa có phương án sử dụng đất"],
        [],
    ),
    (
        "Đại hội đánh giá, năng lực điều hành của các cấp từ tỉnh xuống đến thôn bản vùng sâu, vùng xa, hải đảo ngày càng "
        "được nâng lên.",
        [
            "năng lực điều hành của các cấp từ tỉnh xuống đến thôn bản vùng sâu, vùng xa, hải đảo ngày càng được nâng lên"
        ],
        [],
        [],
    ),
]


@pytest.mark.parametrize(("text", *KINDS), STATED)
def test_clauses_that_state_something(
    text: str, result: list[str], shortcoming: list[str], proposal: list[str]
) -> None:
    assert [words(text, kind) for kind in KINDS] == [result, shortcoming, proposal]


NOTHING = [
    "Giao Sở Nội vụ hoàn thành danh mục vị trí việc làm trước ngày 15/7/2026.",
    "Sở Nội vụ cần hoàn thành danh mục vị trí việc làm; không để chậm tiến độ.",
    "Sáng 3/4, Phó Chủ tịch UBND tỉnh Lê Văn Tám đã chủ trì hội nghị về chuyển đổi số của tỉnh.",
    "Căn cứ Kế hoạch số 12/KH-UBND đã được phê duyệt, các sở tiếp tục thực hiện các nhiệm vụ đã đề ra.",
    "Phấn đấu đến năm 2030, tỉnh có thêm 200 km đường và giảm 15% số hộ nghèo.",
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 22/3/2023 đã được phê duyệt, tỉnh lập đoàn kiểm tra.",
    "II. CHỈ TIÊU\n- Năm 2027: đón 1,2 triệu lượt khách, thu từ du lịch đạt 950 tỷ đồng.",
    "Nguyên nhân chủ yếu là do người đứng đầu chưa làm hết trách nhiệm.",
    "Theo báo cáo, từ đầu năm có 86 ca mắc sốt xuất huyết, tăng 2,3 lần.",
    "II. TỒN TẠI, HẠN CHẾ\n1. Những yếu kém nêu trên chủ yếu do nhận thức chưa đầy đủ.\n2. Nguyên nhân là cán bộ còn lơ là.",
    "KẾT QUẢ THỰC HIỆN NĂM 2025\n(Kèm theo Báo cáo số 605/BC-UBND đã được UBND tỉnh Hòa An gửi các sở)",
    "Thời gian qua, kết quả rõ. Đối với dự án nhóm C có vốn từ 15 tỷ đồng, ngân sách tỉnh hỗ trợ 70%, ngân sách xã 30%.",
    "Nhìn chung, mức thu học phí đạt 45.000 đồng/tháng; được HĐND tỉnh thông qua với 52/54 đại biểu.",
    "Thời gian qua, kết quả rõ. Mục tiêu năm 2026, tỉnh phấn đấu vào tốp 10; 100% thủ tục được số hóa; sự hài lòng đạt trên 95%.",
    "Nhìn chung, Sở Y tế đã có Văn bản số 2140/SYT đôn đốc lần 1.",
    "Đánh giá tình hình, trên địa bàn tỉnh xảy ra 37 vụ cháy rừng, tăng 8 vụ so với cùng kỳ.",
    "Nhìn chung, trên cơ sở tổng kết ba năm làm điểm ở các xã vùng cao và phát huy kết quả đạt được, Hòa An sẽ tiếp tục đổi mới.",
    "Đánh giá chung, kết quả như sau:\nXã Trà Linh 1.640 512 đạt 31,2% Xã An Hòa 1.000 250 đạt 25% Xã Tân Khê 90 12 đạt 13%",
    "Mục tiêu của chương trình là nâng cao đời sống của người dân vùng cao.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_state_neither(text: str) -> None:
    assert [words(text, kind) for kind in KINDS] == [[], [], []]


def test_what_is_asked_of_those_above_is_no_order() -> None:
    assert words("UBND huyện Hòa An đề nghị tỉnh hỗ trợ 12 tỷ đồng sửa kè.", "directive") == []
    assert words("Bí thư Tỉnh ủy đề nghị huyện Hòa An sửa ngay bến đò.", "directive") == [
        "huyện Hòa An sửa ngay bến đò"
    ]


def test_what_a_commune_asks_of_its_province_in_its_own_paper_is_a_proposal() -> None:
    head = "ỦY BAN NHÂN DÂN\nXÃ TRÀ LINH\nSố: 45/TTr-UBND\n\nTỜ TRÌNH\nVề việc làm kè sông\n\nKính gửi: UBND tỉnh Hòa An.\n\n"
    text = head + "Đề nghị UBND tỉnh bố trí trước 5 tỷ đồng làm kè.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNông Văn Sáu\n"
    assert (words(text, "proposal"), words(text, "directive")) == (["UBND tỉnh bố trí trước 5 tỷ đồng làm kè"], [])


def test_result_names_whose_it_is_and_carries_him_on() -> None:
    text = (
        "Báo cáo cho thấy, Sở Xây dựng đã cấp 300 giấy phép; thu hồi 12 dự án treo nhiều năm. "
        "UBND xã Hải Đám chưa nộp báo cáo."
    )
    assert field(text, "result", "subject") == [["Sở Xây dựng"], ["Sở Xây dựng"]]
    assert field(text, "shortcoming", "subject") == [["UBND xã Hải Đám"]]


def test_proposal_agreed_names_its_author() -> None:
    found = finds("Đồng ý với đề xuất của Sở Y tế.", "proposal")
    assert [(one.fields["by"], one.rule) for one in found] == [(["Sở Y tế"], "proposal.agreed")]
    found = finds("Thống nhất với đề xuất của Sở Y tế về việc lập trạm cấp cứu mới.", "proposal")
    assert [(one.fields["by"], one.rule) for one in found] == [(["Sở Y tế"], "proposal.for")]
