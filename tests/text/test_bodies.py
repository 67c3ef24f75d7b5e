"""Bodies, collectives and persons: the longest name, the full name, and what is neither."""

from __future__ import annotations

import pytest

from tests.text.finding import field, finds, words
from vanban.extract import extract
from vanban.model import Context

FOUND = [
    ("Ban Thường vụ Tỉnh ủy An Phú họp", ["Ban Thường vụ Tỉnh ủy An Phú"]),
    ("giao Sở Nông nghiệp và Môi trường chủ trì", ["Sở Nông nghiệp và Môi trường"]),
    ("Văn phòng UBND tỉnh, Công an tỉnh", ["Văn phòng UBND tỉnh", "Công an tỉnh"]),
    ("gửi các Sở: Tài chính, Xây dựng và Y tế", ["các Sở: Tài chính", "Xây dựng", "Y tế"]),
    ("UBND các xã, phường trên địa bàn tỉnh phải", ["UBND các xã, phường trên địa bàn tỉnh"]),
    ("các sở, ban, ngành, UBND các huyện", ["các sở, ban, ngành", "UBND các huyện"]),
    ("mỗi địa phương, đơn vị xây dựng", ["mỗi địa phương, đơn vị"]),
    ("các cấp ủy đảng và từng đơn vị", ["các cấp ủy đảng và từng đơn vị"]),
    ("Ban Chỉ đạo Chuyển đổi số tỉnh Bình Hải họp", ["Ban Chỉ đạo Chuyển đổi số tỉnh Bình Hải"]),
    ("Đoàn kiểm tra của Ban Thường vụ Tỉnh ủy", ["Đoàn kiểm tra", "Ban Thường vụ Tỉnh ủy"]),
    ("Trung tâm Bảo tồn di sản An Phú đề xuất", ["Trung tâm Bảo tồn di sản An Phú"]),
    (
        "Ban Quản lý dự án đầu tư xây dựng công trình dân dụng và công nghiệp tỉnh khởi công",
        ["Ban Quản lý dự án đầu tư xây dựng công trình dân dụng và công nghiệp tỉnh"],
    ),
    (
        "giao Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh đôn đốc",
        ["Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh"],
    ),
    ("Ban Quản lý dự án khẩn trương hoàn thiện hồ sơ", ["Ban Quản lý dự án"]),
    ("Ban Chỉ huy các vấn đề cấp bách về đê điều họp", ["Ban Chỉ huy các vấn đề cấp bách"]),
    (
        "Trung tâm Văn hóa, Thông tin và Truyền thanh huyện đưa tin",
        ["Trung tâm Văn hóa, Thông tin và Truyền thanh huyện"],
    ),
    ("báo cáo UBND tỉnh. Sở Y tế", ["UBND tỉnh", "Sở Y tế"]),
    ("UBND TP. Bình Hải họp", ["UBND TP. Bình Hải"]),
    ("các huyện ủy, thành ủy, đảng ủy trực thuộc xây dựng", ["các huyện ủy, thành ủy, đảng ủy trực thuộc"]),
    ("các đảng ủy xã, phường, đặc khu báo cáo", ["các đảng ủy xã, phường, đặc khu"]),
    ("Mặt trận và các tổ chức thành viên vận động", ["các tổ chức thành viên"]),
    (
        "Phòng Nông nghiệp và PTNT, Trạm Thú y, Đội Quản lý thị trường số 2 kiểm tra",
        ["Phòng Nông nghiệp và PTNT", "Trạm Thú y", "Đội Quản lý thị trường số 2"],
    ),
    ("gửi Văn phòng HĐND và UBND huyện trước", ["Văn phòng HĐND và UBND huyện"]),
    (
        "Công ty TNHH MTV Khai thác công trình thủy lợi An Phú đã vận hành",
        ["Công ty TNHH MTV Khai thác công trình thủy lợi An Phú"],
    ),
    ("Vụ Kiểm định chất lượng tổng hợp", ["Vụ Kiểm định chất lượng"]),
    ("các cấp ủy đảng, chính quyền đã quan tâm", ["các cấp ủy đảng, chính quyền"]),
    ("các trường học lồng ghép", ["các trường học"]),
    ("Huyện đoàn, Thuế tỉnh phối hợp", ["Huyện đoàn", "Thuế tỉnh"]),
    (
        "Công ty TNHH MTV Khai thác công trình thủy lợi tỉnh kiểm tra",
        ["Công ty TNHH MTV Khai thác công trình thủy lợi tỉnh"],
    ),
    ("Công ty TNHH Xây dựng Thành Phát trúng thầu", ["Công ty TNHH Xây dựng Thành Phát"]),
    ("giao ủy ban nhân dân các huyện, hội đồng nhân dân xã", ["ủy ban nhân dân các huyện", "hội đồng nhân dân xã"]),
    ("tham mưu ƯBND tỉnh gia hạn; Ủy han nhân dân xã báo cáo", ["ƯBND tỉnh", "Ủy han nhân dân xã"]),
    ("TT HĐND tỉnh, Ban KT-NS HĐND tỉnh giám sát", ["TT HĐND tỉnh", "Ban KT-NS HĐND tỉnh"]),
    ("BQL Khu kinh tế, CA tỉnh, Đội QLTT số 3 kiểm tra", ["BQL Khu kinh tế", "CA tỉnh", "Đội QLTT số 3"]),
    ("UBND TP. Vinh, Thành ủy TP.HCM báo cáo", ["UBND TP. Vinh", "Thành ủy TP.HCM"]),
    (
        "Trường Chính trị Hà Văn Mao, Báo và Đài PTTH tỉnh đưa tin",
        ["Trường Chính trị Hà Văn Mao", "Báo và Đài PTTH tỉnh"],
    ),
    (
        "Chi cục Kiểm lâm vùng II; các đơn vị sự nghiệp công lập",
        ["Chi cục Kiểm lâm vùng II", "các đơn vị sự nghiệp công lập"],
    ),
    ("Ban Chấp hành (BCH) Đảng bộ tỉnh họp", ["Ban Chấp hành (BCH) Đảng bộ tỉnh"]),
    ("BCH PCTT và TKCN tỉnh trực ban", ["BCH PCTT và TKCN tỉnh"]),
    ("Sở NN và PTNT, Thuế cơ sở 5 tỉnh báo cáo", ["Sở NN và PTNT", "Thuế cơ sở 5 tỉnh"]),
    ("Ban Chỉ đạo 35 Tỉnh ủy họp", ["Ban Chỉ đạo 35 Tỉnh ủy"]),
    (
        "Ban Chỉ đạo các chương trình mục tiêu quốc gia tỉnh họp",
        ["Ban Chỉ đạo các chương trình mục tiêu quốc gia tỉnh"],
    ),
    ("Ban Quản lý Vườn quốc gia Núi Mây đề xuất", ["Ban Quản lý Vườn quốc gia Núi Mây"]),
    ("Tiểu ban Văn kiện Đại hội họp", ["Tiểu ban Văn kiện Đại hội"]),
    ("Tổ giúp việc Ban Chỉ đạo soạn thảo", ["Tổ giúp việc Ban Chỉ đạo"]),
    ("Điện lực Khe Mật cắt điện", ["Điện lực Khe Mật"]),
    ("Công an tỉnh (phòng Cảnh sát môi trường) kiểm tra", ["Công an tỉnh", "phòng Cảnh sát môi trường"]),
    (
        "Ban Chỉ đạo chống khai thác hải sản bất hợp pháp, không báo cáo và không theo quy định (IUU) tỉnh họp",
        ["Ban Chỉ đạo chống khai thác hải sản bất hợp pháp, không báo cáo và không theo quy định (IUU) tỉnh"],
    ),
    ("các Trung tâm Phục vụ hành chính công xã, phường báo cáo", ["các Trung tâm Phục vụ hành chính công xã, phường"]),
    ("các địa phương ven biển kiểm đếm tàu", ["các địa phương ven biển"]),
    ("vận động các tổ chức đoàn thể tham gia", ["các tổ chức đoàn thể"]),
    ("cùng các tổ chức chính trị - xã hội phát động thi đua", ["các tổ chức chính trị - xã hội"]),
    ("mỗi xã, phường lập một tổ; vai trò của tổ chức đảng", ["mỗi xã, phường", "tổ chức đảng"]),
    ("Đoàn công tác đã về. Qua xem sổ sách, Đoàn thấy rõ việc.", ["Đoàn công tác", "Đoàn"]),
]

NOT_FOUND = [
    "đơn vị hành chính cấp xã",
    "ban hành kế hoạch, tổ chức thực hiện",
    "bộ phận, bộ máy, cục diện, sở thích",
    "công tác xây dựng Đảng, sinh hoạt chi bộ",
    "người dân và doanh nghiệp",
    "phân cấp ủy quyền mạnh mẽ",
    "theo Quyết định số 12/QĐ-UBND",
    "mô hình chính quyền hai cấp, 3 cấp học",
    "Thuế thu nhập, thống kê số liệu",
    "các tổ chức tín dụng cho vay, đội ngũ cán bộ",
    "khu trung tâm, các công trình giao thông",
    "cử người xuống từng xã, phường; kiểm tra đến từng thôn; tài sản của ba xã cũ; hạ tầng ở các xã vùng cao",
    "thành lập mới 47 tổ chức đảng; phát triển tổ chức đảng, đảng viên; trong đảng bộ và nhân dân",
    "phát hành trái phiếu Chính phủ; tải về 2157.UBND-NN2.pdf; sông Trường Giang",
    "Qua xem sổ sách, Đoàn thấy rõ việc.",
]

NAMED = [
    ("Bí thư Tỉnh ủy An Phú Lê Văn Khánh phát biểu", "Lê Văn Khánh", ["Bí thư Tỉnh ủy An Phú"]),
    (
        "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Hoàng Minh Sơn",
        "Hoàng Minh Sơn",
        ["Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh"],
    ),
    ("đồng chí Trần Thị Hạnh nêu rõ", "Trần Thị Hạnh", []),
    ("đồng chí Đỗ Hải Yến, Giám đốc Sở Y tế cho biết", "Đỗ Hải Yến", ["Giám đốc Sở Y tế"]),
]

SHAPED = [
    ("Trung tâm Phục vụ hành chính công tỉnh An Phú báo cáo.", ["Trung tâm Phục vụ hành chính công tỉnh An Phú"]),
    ("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh giám sát.", ["Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh"]),
    ("cử công an cấp xã tham gia", ["công an cấp xã"]),
    ("kiện toàn Ban Thanh tra nhân dân", ["Ban Thanh tra nhân dân"]),
    ("các chủ rừng, các cơ sở giáo dục", ["các chủ rừng, các cơ sở giáo dục"]),
    ("xử lý nghiêm các vụ cháy có nguyên nhân chủ quan", []),
    ("thành lập 5 đoàn kiểm tra hồ chứa", []),
    ("Vụ Xuân 2026 được mùa", []),
    ("Số: O9/CT-UBND", []),
]


@pytest.mark.parametrize(("text", "spans"), SHAPED)
def test_names_of_both_eras_and_what_only_looks_like_one(text: str, spans: list[str]) -> None:
    assert words(text, "organisation") == spans


NOBODY = [
    "đường Lê Duẩn, quận Hoàng Mai, xã Lý Sơn",
    "tư tưởng Hồ Chí Minh, Thành phố Hồ Chí Minh",
    "tỉnh Cao Bằng và Thái Nguyên",
    "Bí thư Tỉnh ủy yêu cầu các sở",
]


@pytest.mark.parametrize(("text", "spans"), FOUND)
def test_bodies_are_found_with_their_longest_name(text: str, spans: list[str]) -> None:
    assert words(text, "organisation") == spans


@pytest.mark.parametrize("text", NOT_FOUND)
def test_common_words_are_no_bodies(text: str) -> None:
    assert words(text, "organisation") == []


@pytest.mark.parametrize(("text", "name", "roles"), NAMED)
def test_persons_are_found_with_the_titles_beside_them(text: str, name: str, roles: list[str]) -> None:
    assert words(text, "person") == [name]
    assert field(text, "person", "roles") == [roles]


@pytest.mark.parametrize("text", NOBODY)
def test_places_and_bare_offices_are_no_persons(text: str) -> None:
    assert words(text, "person") == []


def test_a_short_name_stands_for_the_full_one_said_before() -> None:
    text = "Tỉnh ủy Bình Hải họp. Ban Thường vụ Tỉnh ủy giao Văn phòng Tỉnh ủy; UBND tỉnh báo cáo."
    assert field(text, "organisation", "canonical") == [
        "Tỉnh ủy Bình Hải",
        "Ban Thường vụ Tỉnh ủy Bình Hải",
        "Văn phòng Tỉnh ủy Bình Hải",
        "UBND tỉnh Bình Hải",
    ]


def test_the_register_has_the_last_word() -> None:
    context = Context(known_bodies={"Sở Khoa học và Công nghệ tỉnh An Phú": ("Sở KH&CN", "Sở Khoa học và Công nghệ")})
    named = [
        f.fields["canonical"] for f in extract("Sở Khoa học và Công nghệ báo cáo.", context) if f.type == "organisation"
    ]
    assert named == ["Sở Khoa học và Công nghệ tỉnh An Phú"]


LONG_NAME = "Ban Quản lý khai thác và bảo vệ các hồ chứa nước Lam Sơn"


@pytest.mark.parametrize(
    ("register", "whole"), [((LONG_NAME,), True), ((), False), (("Ban Quản lý khai thác mỏ",), False)]
)
def test_a_name_of_the_register_is_read_to_its_end(register: tuple[str, ...], whole: bool) -> None:
    text = f"Giao {LONG_NAME} báo cáo."
    context = Context(known_bodies=dict.fromkeys(register, ()))
    named = [text[f.start : f.end] for f in extract(text, context) if f.type == "organisation"]
    assert (LONG_NAME in named) is whole


def test_collectives_are_marked_generic() -> None:
    assert [f.fields["generic"] for f in finds("các sở, ngành và Sở Y tế", "organisation")] == [True, False]
