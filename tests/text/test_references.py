"""Cited documents: by symbol, by number, by designation, by name, several at once; what cites nothing."""

from __future__ import annotations

import pytest

from tests.text.finding import field, finds, words

WRAPPED = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành, địa phương tập trung chỉ\nđạo, bảo "
    "đảm tiến độ, chất lượng theo {} và các\n"
    "hướng dẫn của cấp trên; báo cáo kết quả về Văn phòng để tổng hợp, theo\ndõi, trình "
    "lãnh đạo tỉnh xem xét những việc vượt thẩm quyền."
)

BY_SYMBOL = [
    # text, spans, normal symbols, kinds
    (
        "thực hiện Kết luận số 21-KL/TƯ ngày 25-10-2021 của Trung ương",
        ["Kết luận số 21-KL/TƯ ngày 25-10-2021"],
        ["21-KL/TW"],
        ["Kết luận"],
    ),
    (
        "theo các Quy định 55/QĐ-TW, 37/QĐ-TW và 41-QĐ/TW",
        ["Quy định 55/QĐ-TW", "37/QĐ-TW", "41-QĐ/TW"],
        ["55-QĐ/TW", "37-QĐ/TW", "41-QĐ/TW"],
        ["Quy định"] * 3,
    ),
    (
        "tại Tờ trình số 83/TTr-SNV ngày 31 tháng 3 năm 2026, số 90/TTr-SNV",
        ["Tờ trình số 83/TTr-SNV ngày 31 tháng 3 năm 2026", "số 90/TTr-SNV"],
        ["83-TTR/SNV", "90-TTR/SNV"],
        ["Tờ trình"] * 2,
    ),
    ("Nghị định 06/2022/NĐ-CP của Chính phủ", ["Nghị định 06/2022/NĐ-CP"], ["6-2022-NĐ/CP"], ["Nghị định"]),
    ("tiếp tục thực hiện Chương trình 01 của tỉnh", ["Chương trình 01"], ["1"], ["Chương trình"]),
    ("theo văn bản số 1407/UBND-NNMT", ["văn bản số 1407/UBND-NNMT"], ["1407-UBND/NNMT"], ["Văn bản"]),
    (
        "xét Báo cáo thẩm tra số 36/BC-KTNS của Ban",
        ["Báo cáo thẩm tra số 36/BC-KTNS"],
        None,
        ["Báo cáo thẩm tra"],
    ),
    (
        "Căn cứ Quyết định số 147/QĐ-TTg\nngày 22/01/2020 của Thủ tướng",
        ["Quyết định số 147/QĐ-TTg\nngày 22/01/2020"],
        None,
        ["Quyết định"],
    ),
    (
        "các Thông báo số 09/TB-VPCP ngày 10/01/2024; số 328/TB-VPCP ngày 15/7/2024",
        ["Thông báo số 09/TB-VPCP ngày 10/01/2024", "số 328/TB-VPCP ngày 15/7/2024"],
        None,
        ["Thông báo"] * 2,
    ),
    (
        "theo Quy chế phối hợp số 05/QCPH-CAT-SNV ngày 3/2/2025",
        ["Quy chế phối hợp số 05/QCPH-CAT-SNV ngày 3/2/2025"],
        None,
        ["Quy chế phối hợp"],
    ),
    (
        "Công văn số 2221 /UBND-TH; Nghị quyết số 57- NQ/TU",
        ["Công văn số 2221 /UBND-TH", "Nghị quyết số 57- NQ/TU"],
        None,
        None,
    ),
    (
        "theo Công điện khẩn số 12/CĐ-UBND và Công văn hỏa tốc số 5/CV-BCH",
        ["Công điện khẩn số 12/CĐ-UBND", "Công văn hỏa tốc số 5/CV-BCH"],
        None,
        ["Công điện", "Công văn"],
    ),
    (
        "thực hiện các Chỉ thị số 15, 16 và 19 của tỉnh",
        ["Chỉ thị số 15", "16", "19"],
        ["15", "16", "19"],
        ["Chỉ thị"] * 3,
    ),
    (
        "Căn cứ các thông tư của Bộ Y tế: Số 7/2015/TT-BYT ngày 2/3/2015 thay thế Nghị định 9/2009/NĐ-CP; số 8/2016/TT-BYT;",
        ["Số 7/2015/TT-BYT ngày 2/3/2015", "Nghị định 9/2009/NĐ-CP", "số 8/2016/TT-BYT"],
        None,
        ["Thông tư", "Nghị định", "Thông tư"],
    ),
    (
        "tại Tờ trình số: 41/TTrVPUB ngày 2/8/2018.",
        ["Tờ trình số: 41/TTrVPUB ngày 2/8/2018"],
        ["41-TTR/VPUB"],
        ["Tờ trình"],
    ),
    ("Căn cứ Quyêt định số 7/QĐ-TTg;", ["Quyêt định số 7/QĐ-TTg"], None, ["Quyết định"]),
    ("tại tờ trình số 5 ngày 3/4/2020 và kế hoạch 5 năm", ["tờ trình số 5 ngày 3/4/2020"], ["5"], ["Tờ trình"]),
    ("Nghị quyết của Quốc hội số 42/2017/QH14", ["Nghị quyết của Quốc hội số 42/2017/QH14"], None, ["Nghị quyết"]),
    ("Giấy phép số 45/GP-UBND ngày 2/3/2020", ["Giấy phép số 45/GP-UBND ngày 2/3/2020"], ["45-GP/UBND"], ["Giấy phép"]),
    (
        "Nghị quyết liên tịch số 7/2017/NQLT-CP-ĐCTUBTWMTTQVN.",
        ["Nghị quyết liên tịch số 7/2017/NQLT-CP-ĐCTUBTWMTTQVN"],
        None,
        ["Nghị quyết liên tịch"],
    ),
    (
        "các Nghị định số 118, 125 và 136/2025/NĐ-CP",
        ["Nghị định số 118", "125", "136/2025/NĐ-CP"],
        None,
        ["Nghị định"] * 3,
    ),
    (
        "theo Quyết định số 84 QĐ/TWĐTN ngày 2/2/2013 và Nghị quyết 04 NQ/TU",
        ["Quyết định số 84 QĐ/TWĐTN ngày 2/2/2013", "Nghị quyết 04 NQ/TU"],
        ["84-QĐ-TW/ĐTN", "4-NQ/TU"],
        ["Quyết định", "Nghị quyết"],
    ),
    (
        "theo QĐ số 45/QĐ-UBND, CV số 3/UBND-TH và NĐ 30/2020/NĐ-CP",
        ["QĐ số 45/QĐ-UBND", "CV số 3/UBND-TH", "NĐ 30/2020/NĐ-CP"],
        None,
        ["Quyết định", "Công văn", "Nghị định"],
    ),
    (
        "theo Quyết định số 1O23/QĐ-ƯBND và Công vãn số 45/ƯBND-KT",
        ["Quyết định số 1O23/QĐ-ƯBND", "Công vãn số 45/ƯBND-KT"],
        ["1023-QĐ/UBND", "45-UBND/KT"],
        ["Quyết định", "Công văn"],
    ),
    (
        "ban hành Nghị quyết chuyên đề số 06-NQ/TU; Giấy phép môi trường số 12/GPMT-BTNMT",
        ["Nghị quyết chuyên đề số 06-NQ/TU", "Giấy phép môi trường số 12/GPMT-BTNMT"],
        None,
        ["Nghị quyết chuyên đề", "Giấy phép môi trường"],
    ),
    ("theo Công văn 3629 ngày 5/6/2024", ["Công văn 3629 ngày 5/6/2024"], ["3629"], ["Công văn"]),
    ("có công điện khẩn số 30 gửi các xã", ["công điện khẩn số 30"], ["30"], ["Công điện"]),
    ("triển khai Chương trình MTQG 1719 ở vùng cao", ["Chương trình MTQG 1719"], ["1719"], ["Chương trình MTQG"]),
    (
        "đạt QCVN 14:2008/BTNMT, Tiêu chuẩn TCVN 5687:2010 và quy chuẩn kỹ thuật quốc gia QCVN 01-1:2018/BYT",
        ["QCVN 14:2008/BTNMT", "Tiêu chuẩn TCVN 5687:2010", "quy chuẩn kỹ thuật quốc gia QCVN 01-1:2018/BYT"],
        ["QCVN14:2008/BTNMT", "TCVN5687:2010", "QCVN01-1:2018/BYT"],
        ["Quy chuẩn", "Tiêu chuẩn", "Quy chuẩn"],
    ),
    (
        "tại công văn ngày 12/3/2024 của Sở Tài chính, theo Tờ trình ngày 3/4/2023",
        ["công văn ngày 12/3/2024", "Tờ trình ngày 3/4/2023"],
        [None, None],
        ["Công văn", "Tờ trình"],
    ),
    ("Căn cứ Nghị định sô 9/2009/NĐ-CP;", ["Nghị định sô 9/2009/NĐ-CP"], None, ["Nghị định"]),
    (
        "theo Chỉ thị số 82/2019 của Bộ và Thông báo 347/2019 của tỉnh",
        ["Chỉ thị số 82/2019", "Thông báo 347/2019"],
        ["82-2019", "347-2019"],
        None,
    ),
    ("quán triệt Kết luận 14 năm 2021", ["Kết luận 14"], ["14"], ["Kết luận"]),
    ("Theo Thông báo số 05 ngày 12/3/2020", ["Thông báo số 05 ngày 12/3/2020"], ["5"], ["Thông báo"]),
    (
        "Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13 ngày 22/6/2015; Luật Giá số 16/2023/QH15",
        ["Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13 ngày 22/6/2015", "Luật Giá số 16/2023/QH15"],
        ["80-2015/QH13", "16-2023/QH15"],
        ["Luật"] * 2,
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Giá số 9/2024/QH15",
        ["Luật sửa đổi, bổ sung một số điều của Luật Giá số 9/2024/QH15"],
        None,
        ["Luật"],
    ),
    (
        WRAPPED.format("Quyết định số 5969/QĐ-\nUBND ngày 28/11/2025"),
        ["Quyết định số 5969/QĐ-\nUBND ngày 28/11/2025"],
        None,
        ["Quyết định"],
    ),
]

BY_NAME = [
    ("Thông báo kết luận của cuộc họp để các đơn vị biết.", ["Thông báo kết luận của cuộc họp"]),
    (
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở ngày 22 tháng 11 năm 2019;",
        ["Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở ngày 22 tháng 11 năm 2019"],
    ),
    ("triển khai Nghị quyết Đại hội XIII của Đảng", ["Nghị quyết Đại hội XIII của Đảng"]),
    ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XXI đề ra", ["Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XXI"]),
    ("tổng kết Nghị quyết Trung ương 5, khóa X về đổi mới", ["Nghị quyết Trung ương 5, khóa X"]),
    ("Nghị quyết Trung ương 4 (khóa XII)", ["Nghị quyết Trung ương 4 (khóa XII)"]),
    ("Nghị quyết Trung ương 4 (khóa XI, XII)", ["Nghị quyết Trung ương 4 (khóa XI, XII)"]),
    ("Nghị quyết Trung ương 4 khóa XI, XII đã rõ", ["Nghị quyết Trung ương 4 khóa XI, XII"]),
    ("học tập Văn kiện Đại hội XIV", ["Văn kiện Đại hội XIV"]),
    (
        "Căn cứ Luật Sửa đổi, bổ sung một số điều của\nLuật Nhà ở và Luật Giá ngày 22 tháng 11\nnăm 2019;",
        ["Luật Sửa đổi, bổ sung một số điều của\nLuật Nhà ở và Luật Giá ngày 22 tháng 11\nnăm 2019"],
    ),
    ("trình Luật Giá (sửa đổi) năm 2025", ["Luật Giá (sửa đổi) năm 2025"]),
    (
        "trình Phương án chung bến bãi, cơ chế, chính sách thuê đất, trong tuần",
        ["Phương án chung bến bãi, cơ chế, chính sách thuê đất"],
    ),
    ("chưa đạt kế hoạch công tác năm 2025 đã giao", ["kế hoạch công tác năm 2025"]),
    ("theo Luật Đất đai là đúng", ["Luật Đất đai"]),
    ("Căn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003;", ["Luật Tổ chức HĐND và UBND ngày 26/11/2003"]),
    (
        "Căn cứ Luật sửa đổi bổ sung một số điều của Luật Nhà ở và Luật Giá ngày 2/11/2019;",
        ["Luật sửa đổi bổ sung một số điều của Luật Nhà ở và Luật Giá ngày 2/11/2019"],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều và Phụ lục về biểu mẫu của Luật Thống kê năm 2021",
        ["Luật sửa đổi, bổ sung một số điều và Phụ lục về biểu mẫu của Luật Thống kê năm 2021"],
    ),
    ("theo Luật Các tổ chức tín dụng năm 2024", ["Luật Các tổ chức tín dụng năm 2024"]),
    ("trình Luật Thủ đô (sửa đổi) vào kỳ họp", ["Luật Thủ đô (sửa đổi)"]),
    ("Luật Cán bộ, công chức, Luật Viên chức", ["Luật Cán bộ, công chức", "Luật Viên chức"]),
    ("thi hành Luật Bảo vệ và Phát triển rừng năm 2004.", ["Luật Bảo vệ và Phát triển rừng năm 2004"]),
    ("tuyên truyền Luật Phổ biến, giáo dục pháp luật năm 2012", ["Luật Phổ biến, giáo dục pháp luật năm 2012"]),
    ("Theo Luật Hộ tịch ngày 20 tháng 11 năm 2014;", ["Luật Hộ tịch ngày 20 tháng 11 năm 2014"]),
    (
        "trình Kế hoạch phát triển Khu công nghiệp Bình An trong tháng",
        ["Kế hoạch phát triển Khu công nghiệp Bình An trong tháng"],
    ),
    ("ban hành 10 chương trình công tác toàn khóa", ["10 chương trình công tác toàn khóa"]),
    (
        "ban hành hai chỉ thị về quản lý đất đai và trật tự xây dựng; sau đó",
        ["hai chỉ thị về quản lý đất đai và trật tự xây dựng"],
    ),
]

NOT_CITED = [
    "Trên đây là Chương trình công tác trọng tâm quý III năm 2026, yêu cầu các đơn vị thực hiện.",
    "đi vào nề nếp nhờ Đề án dưới sự chủ trì của Ban Tổ chức",
    "ban hành nghị quyết này và các chương trình",
    "xây dựng đề án về đào tạo cán bộ",
    "trên 500 văn bản, 5 phương thức lãnh đạo",
    "Chương trình 5 năm; Kế hoạch 10 nhiệm vụ",
    "Chương trình 5 ngày; Kế hoạch 10, 12 nhiệm vụ",
    "gửi văn bản ngày 20/3; thông báo ngày 5/6 sẽ họp; báo cáo trước ngày 15/3",
    "Số hiệu: 344/KH-UBND",
    "dùng máy 15 KV/TBA và 20 CT scan",
    "các luật, pháp lệnh của Nhà nước",
    "chỉ số đạt 12,5% năm 2024",
    "Hướng dẫn các địa phương rà soát",
    "trong quá trình thực hiện Chương trình.",
    "Số điện thoại 123/456",
    "nhiệm vụ số 1, công văn số 12,5 trang",
    "Hoàn thành Kế hoạch 12/2019 và 3/4 chỉ tiêu",
    "luật sửa đổi, bổ sung một số điều",
    "báo cáo thẩm tra của các Ban",
    "4- HĐND, UBND huyện: bố trí kinh phí",
    "phối hợp Vụ Kế hoạch cân đối kinh phí cho năm sau",
    "Trên đây là Kế hoạch phát triển vùng chè tập trung, đề nghị các xã thực hiện.",
    "Xây dựng Đề án phát triển du lịch cộng đồng vùng hồ",
    "lồng ghép nội dung Kế hoạch vào nhiệm vụ chuyên môn",
    "tổ chức thực hiện Chương trình hành động này",
    "kiểm tra tiến độ Dự án Khu dân cư ven sông Bình An",
    "sớm trình Ban Thường vụ Tỉnh ủy ban hành Quy chế khai thác kho dữ liệu chung",
    "Ban hành kèm theo Quyết định này Quy chế phối hợp quản lý chợ trên địa bàn",
    "Số: 12/KH-UBND Bình An, ngày 5 tháng 6 năm 2020 KẾ HOẠCH",
]


@pytest.mark.parametrize(("text", "spans", "keys", "kinds"), BY_SYMBOL)
def test_symbols_are_cited_from_kind_to_date(
    text: str, spans: list[str], keys: list[str] | None, kinds: list[str] | None
) -> None:
    assert words(text, "reference") == spans
    if kinds:
        assert field(text, "reference", "kind") == kinds
    if keys:
        assert field(text, "reference", "symbol_norm") == keys


@pytest.mark.parametrize(("text", "spans"), BY_NAME)
def test_documents_without_symbol_are_cited_by_what_identifies_them(text: str, spans: list[str]) -> None:
    assert words(text, "reference") == spans
    assert field(text, "reference", "symbol") == [None] * len(spans)


@pytest.mark.parametrize("text", NOT_CITED)
def test_bare_kind_words_and_figures_cite_nothing(text: str) -> None:
    assert words(text, "reference") == []


def test_a_citation_knows_issuer_date_and_title() -> None:
    text = "Kết luận số 21-KL/TƯ ngày 25-10-2021 của Bộ Chính trị về “Xây dựng “thế trận” mới; giữ vững”, yêu cầu"
    cited = finds(text, "reference")[0].fields
    assert (cited["issuer"], cited["date"], cited["title"]) == (
        "Bộ Chính trị",
        "2021-10-25",
        "Xây dựng “thế trận” mới; giữ vững",
    )
    assert text[cited["title_start"] : cited["title_end"]] == cited["title"]


def test_a_day_told_before_a_citation_is_none_of_its_words() -> None:
    text = "Ngày 8/3, Chủ tịch UBND tỉnh đã ký Công điện số 15 về chống hạn."
    assert words(text, "reference") == ["Công điện số 15"]
    assert field(text, "reference", "date") == ["2026-03-08"]


def test_a_citation_knows_what_an_unquoted_one_is_about() -> None:
    text = "Quy định số 55-QĐ/TU của Tỉnh ủy về một số việc cần làm ngay; Chỉ thị"
    cited = finds(text, "reference")[0].fields
    assert text[cited["about_start"] : cited["about_end"]] == cited["about"] == "một số việc cần làm ngay"


def test_what_a_cited_document_is_about_names_no_other() -> None:
    text = "Thực hiện Quyết định số 5/QĐ-UBND ngày 2/3/2020 của UBND tỉnh phê duyệt Đề án phát triển vùng chè tập trung của tỉnh"
    assert words(text, "reference") == ["Quyết định số 5/QĐ-UBND ngày 2/3/2020"]


def test_a_paper_that_names_itself_cites_nothing() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 12/KH-UBND\nAn Phú, ngày 2 tháng 3 năm 2020\nKẾ HOẠCH\n"
        "Ban hành Quy chế phối hợp trồng rừng\n"
        "UBND tỉnh ban hành Kế hoạch trồng rừng phòng hộ ven biển trên địa bàn tỉnh, cụ thể như sau:"
    )
    assert words(text, "reference") == []


def test_the_documents_own_number_is_no_citation() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 812/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT "
        "NAM\nQUYẾT ĐỊNH\nCăn cứ Nghị quyết số 76/NQ-CP;"
    )
    assert words(text, "reference") == ["Nghị quyết số 76/NQ-CP"]


ISSUED_ON = [
    ("Ngày 10/5/2017, UBND tỉnh đã ban hành Công văn số 2157/UBND-NN2 về bình ổn giá.", ["2017-05-10"]),
    ("Ngày 10/5/2017, tỉnh họp theo Công văn số 2157/UBND-NN2 về bình ổn giá.", [None]),
    ("Tỉnh ban hành Công văn số 2157/UBND-NN2, trước đó ngày 10/5/2017 đã họp.", [None]),
    ("Ngày 10/5/2017, tỉnh ban hành Công văn số 2157/UBND-NN2 ngày 09/5/2017.", ["2017-05-09"]),
]


@pytest.mark.parametrize(("text", "days"), ISSUED_ON)
def test_a_paper_has_the_day_on_which_its_sentence_says_it_was_issued(text: str, days: list[str | None]) -> None:
    assert field(text, "reference", "date") == days
