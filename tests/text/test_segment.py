"""Lines, paragraphs, sentences and item marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.growth import grows_linearly
from vanban.segment import is_hard_wrapped, lines, marker_at, outline, paragraphs, path_at, sentences

SHARED = Path(__file__).parents[3] / "shared"

# "|" stands where a sentence ends and the next one begins.
SPLIT = [
    "Sở Nội vụ chủ trì.| Sở Tài chính phối hợp.",
    "Đã hoàn thành 12/15 nhiệm vụ!| Còn ba nhiệm vụ?| Đúng.",
    "Yêu cầu các đơn vị thực hiện./.| Nơi nhận:",
    "Đồng chí nói: “Phải làm ngay.”| Hội nghị nhất trí.",
    "Trong quý I. |Các sở báo cáo.",
    "Nhiệm kỳ khóa X. |Ban Chấp hành họp.",
    "Gồm điện, nước, v.v. |Các xã tự rà soát.",
    "Theo Kết luận của T.Ư. |Tỉnh ủy triển khai.",
    "Giao Sở Nội vụ.Các sở khác phối hợp.".replace("vụ.", "vụ.|"),
    "Kinh phí 1.950 tỷ đồng… |Giao Sở Tài chính.",
    "Kết thúc năm 2025. |3 sở chưa báo cáo.",
    "1. Mục đích. |Nâng cao nhận thức.",
]
WHOLE = [
    "Đảng bộ TP. Hà Giang họp phiên thường kỳ.",
    "Sở Y tế Tp. Sông Vân và UBND TX. Bến Tre báo cáo.",
    "Trung tâm ở P. Hàng Bạc và X. Vĩnh Tân.",
    "PGS.TS. Lê Văn Mẫu và ThS. Trần Thị Thử tham dự.",
    "Ông Nguyễn V. An phụ trách.",
    "Ban Tổ chức T.Ư Đảng hướng dẫn.",
    "Họp ngày 25.10.2021 và ngày 25. 10. 2021 tại tỉnh.",
    "Ước đạt 1.950 tỷ đồng, tăng 7.5% so với cùng kỳ.",
    "Ảnh t23.jpg và trang songvan.gov.vn đã đăng.",
    "Số. 12 ngày 5/5",
    "1. Sở Nội vụ chủ trì.",
    "đ) Rà soát thủ tục hành chính.",
    "Điều 2. Giao Sở Tài chính cấp kinh phí.",
    "I. Mục đích, yêu cầu",
    "Gồm điện, nước, v.v. và các khoản khác.",
    "Nhiệm vụ... còn lại giao Sở Nội vụ; báo cáo trước 15/6: đúng hạn.",
    "Đồng chí nói “làm ngay.” và kết thúc.",
]


@pytest.mark.parametrize("marked", SPLIT)
def test_sentences_when_stop_ends_one_then_split(marked: str) -> None:
    text = marked.replace("|", "")
    wanted = [part.strip() for part in marked.split("|")]
    assert [text[a:b] for a, b in sentences(text)] == wanted


@pytest.mark.parametrize("text", WHOLE)
def test_sentences_when_stop_is_part_of_a_word_then_whole(text: str) -> None:
    assert [text[a:b] for a, b in sentences(text)] == [text]


MARKS = [
    ("Phần thứ hai\n", "part", 2, "Phần thứ hai"),
    ("Chương II", "chapter", 2, "Chương II"),
    ("Chương II CHẾ ĐỘ HỌP", "chapter", 2, "Chương II"),
    ("ii) tự báo cáo", "small", 2, "ii)"),
    ("➢ Rà soát", "bullet", None, "➢"),
    ("Điều 12. Giao", "article", 12, "Điều 12."),
    ("PHỤ LỤC I", "annex", 1, "PHỤ LỤC I"),
    ("IV. TỔ CHỨC", "roman", 4, "IV."),
    ("I- MỤC TIÊU", "roman", 1, "I-"),
    ("II.NHIỆM VỤ", "roman", 2, "II."),
    ("A. TÌNH HÌNH", "upper", 1, "A."),
    ("3. Sở Nội vụ", "number", 3, "3."),
    ("3/ Sở Nội vụ", "number", 3, "3/"),
    ("3.Ủy ban", "number", 3, "3."),
    ("2.1. Sở Nội vụ", "number2", 1, "2.1."),
    ("2.1 Sở Nội vụ", "number2", 1, "2.1"),
    ("đ) rà soát", "letter", 5, "đ)"),
    ("(2) rà soát", "paren", 2, "(2)"),
    ("- rà soát", "bullet", None, "-"),
    ("+ rà soát", "bullet", None, "+"),
    ("**2. Yêu cầu**", "number", 2, "2."),
    ("*   Quán triệt", "bullet", None, "*"),
]
NO_MARKS = [
    "Điều 5 của Quy chế quy định",
    "Mục tiêu chung",
    "MỤC 3 CHƯƠNG II của Luật",
    "15. 7. 2026 là ngày họp",
    "o nhỏ",
    "12 sở đã báo cáo",
    "2.5 triệu đồng",
    "1.950 tỷ đồng",
    "25.10.2021 là ngày họp",
    "15/6 là hạn",
    "- ",
    "---",
    "-5 độ",
    "IIX. Sai",
    "UBND tỉnh",
    "2024. Các sở",
    "ab) rà soát",
]


@pytest.mark.parametrize(("text", "style", "value", "label"), MARKS)
def test_marker_when_item_opens_then_read(text: str, style: str, value: int | None, label: str) -> None:
    mark = marker_at(text, 0, len(text))
    assert mark is not None
    assert (mark.style, mark.value, mark.label, text[mark.start : mark.end]) == (style, value, label, label)


@pytest.mark.parametrize("text", NO_MARKS)
def test_marker_when_prose_then_none(text: str) -> None:
    assert marker_at(text, 0, len(text)) is None


WRAPPED = """ỦY BAN NHÂN DÂN TỈNH SÔNG VÂN
Số: 12/KH-UBND

Thực hiện chủ trương về sắp xếp các đơn vị sự nghiệp công lập trên địa
bàn, Ủy ban nhân dân tỉnh ban hành kế hoạch với những nội dung sau đây:
1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, các sở, ngành và TP.
Sông Vân rà soát, tổng hợp danh sách các đơn vị cần sắp xếp lại, báo cáo
Thường trực Tỉnh ủy theo quy định tại khoản 3 của Quy chế, nhất là khoản
4. thuộc nhóm việc phải làm xong trong quý này
- Trước ngày 15/6 phải có báo cáo lần thứ nhất gửi về cơ quan thường

2

trực để tổng hợp chung toàn tỉnh.
2. Các xã, phường tự rà soát.
"""


def test_paragraphs_when_hard_wrapped_then_joined_and_page_number_bridged() -> None:
    assert is_hard_wrapped(WRAPPED)
    got = [" ".join(WRAPPED[p.start : p.end].split()) for p in paragraphs(WRAPPED)]
    assert [words[:9] for words in got] == [
        "ỦY BAN NH",
        "Số: 12/KH",
        "Thực hiện",
        "1. Sở Nội",
        "- Trước n",
        "2. Các xã",
    ]
    assert got[3].endswith("khoản 4. thuộc nhóm việc phải làm xong trong quý này")
    assert got[4].endswith("cơ quan thường 2 trực để tổng hợp chung toàn tỉnh.")


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nội vụ\nSở Tài chính\nSở Y tế\nSở Tư pháp",
        "Một dòng.\nHai dòng.\nBa dòng.",
        "- 90% người dân dùng dịch vụ số.\nII. NHIỆM VỤ",
        "xây dựng đội ngũ kỹ năng số.\n2- Đảng ủy xã kiểm tra",
        "I. MỤC ĐÍCH\n1. Nâng cao\n2. Tăng cường",
        "Tên\n1\nTuyên truyền\na)\nTổ chức hội nghị",
    ],
)
def test_paragraphs_when_lines_stand_alone_then_kept_apart(text: str) -> None:
    assert not is_hard_wrapped(text)
    assert [text[p.start : p.end] for p in paragraphs(text)] == text.split("\n")


LISTED = """Trong mười tháng đầu năm 2015, trên địa bàn tỉnh xảy ra 37 vụ cháy rừng, thiệt
hại 112,4 ha do người dân đốt nương làm rẫy; bên cạnh đó, một số xã còn lơ là;
các chủ rừng chậm phát dọn đường băng cản lửa; lực lượng chữa cháy tại chỗ còn
vừa thiếu vừa yếu, dụng cụ cũ, chưa được tập huấn nên khi có lửa lớn thì không
ứng phó được, phải chờ lực lượng của tỉnh đến ứng cứu như các năm trước.
a) Rà soát phương án phòng cháy, chữa cháy rừng của từng chủ rừng, từng xã, bản;
b) củng cố các tổ, đội bảo vệ rừng;
bổ sung dụng cụ cho các tổ, đội ở thôn.
"""


def test_paragraphs_when_a_full_line_ends_a_clause_then_a_small_letter_goes_on_and_an_item_does_not() -> None:
    assert is_hard_wrapped(LISTED)
    openings = [LISTED[p.start : p.end][:8] for p in paragraphs(LISTED)]
    assert openings == ["Trong mư", "a) Rà so", "b) củng ", "bổ sung "]


STANDING = [
    "bàn giao mốc cho các xã trước ngày\n31 tháng 5 năm 2026.",
    "thực hiện theo quy định tại Điều\n12 của Quy chế này.",
    "Số:\n31/KH-UBND",
    "bàn giao mặt bằng tại TP.\nSông Vân",
    "theo văn bản số.\n15 của xã",
    "Bình Tân, ngày\n7 tháng 2 năm 2016",
    "Luật Giá ngày 20 tháng 6\nnăm 2012",
    "rà soát kế hoạch năm\n2017 của các xã",
    "Quyết định này sửa đổi, bổ sung một số điều của\nQuy chế số 05/QC-UBND.",
]
# A web page that broke its lines anywhere, with some lines wider than any sheet.
WIDE = "Sở Nông nghiệp và Phát triển nông thôn tham mưu việc thực hiện kế hoạch trồng rừng, bảo vệ rừng và phòng cháy "
LOOSE = f"""{WIDE} rừng của tỉnh năm nay, báo
cáo kết quả theo quy định. Theo đề nghị của Sở Tài chính tại Tờ
trình nêu trên, các huyện, thị xã và thành phố rà soát
lại diện tích rừng hiện có trên địa bàn và lập danh mục
gửi về Sở để tổng hợp, báo
cáo
"""


@pytest.mark.parametrize("text", STANDING)
def test_paragraphs_when_a_line_wants_a_number_then_joined(text: str) -> None:
    assert len(paragraphs(text)) == 1


def test_paragraphs_when_a_page_breaks_its_lines_anywhere_then_short_lines_go_on_in_small_letters() -> None:
    assert len(paragraphs(LOOSE)) == 1
    assert len(paragraphs("Sở Nội vụ\ntheo dõi")) == 2


LETTERHEAD = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH SÔNG VÂN Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND Sông Vân, ngày 3 tháng 4 năm 2026
KẾ HOẠCH
Rà soát việc sắp xếp các đơn vị sự nghiệp công lập toàn tỉnh
Thực hiện Nghị quyết số 5-NQ/TU của Tỉnh ủy về sắp xếp lại các đơn vị sự
nghiệp công lập, Ủy ban nhân dân tỉnh ban hành kế hoạch rà soát toàn bộ các
đơn vị trên địa bàn và xây dựng phương án sắp xếp cho từng ngành của tỉnh.
"""


def test_paragraphs_when_a_letterhead_is_as_wide_as_the_text_then_its_lines_stand_alone() -> None:
    assert is_hard_wrapped(LETTERHEAD)
    got = [LETTERHEAD[p.start : p.end].split("\n")[0][:12] for p in paragraphs(LETTERHEAD)]
    assert got == ["ỦY BAN NHÂN ", "TỈNH SÔNG VÂ", "Số: 12/KH-UB", "KẾ HOẠCH", "Rà soát việc", "Thực hiện Ng"]


def test_paragraphs_when_wrapping_is_ruled_out_then_one_line_each() -> None:
    assert len(paragraphs(WRAPPED, wrapped=False)) == len([line for line in WRAPPED.split("\n") if line])


def test_outline_when_items_nest_then_parents_levels_and_reach() -> None:
    text = """I. NHIỆM VỤ
1. Sở Nội vụ:
a) Rà soát.
- Cấp tỉnh.
+ Sở, ngành.
- Cấp xã.
đ) Báo cáo.
Kèm biểu mẫu.
2. Sở Tài chính
2.1. Cấp kinh phí.
II. TỔ CHỨC
1. Các xã."""
    items = outline(text)
    assert [(i.label, i.parent, i.level) for i in items] == [
        ("I.", None, 0),
        ("1.", 0, 1),
        ("a)", 1, 2),
        ("-", 2, 3),
        ("+", 3, 4),
        ("-", 2, 3),
        ("đ)", 1, 2),
        ("2.", 0, 1),
        ("2.1.", 7, 2),
        ("II.", None, 0),
        ("1.", 9, 1),
    ]
    assert text[items[6].start : items[6].until] == "đ) Báo cáo.\nKèm biểu mẫu."
    assert text[items[0].body : items[0].end] == "NHIỆM VỤ"
    assert text[: items[0].until].endswith("Cấp kinh phí.")
    assert items[-1].until == len(text)


def test_outline_when_nothing_is_numbered_then_empty() -> None:
    assert outline("Sở Nội vụ báo cáo.\nHết.") == []
    assert outline("") == []


PIECES = st.sampled_from(
    ["Sở", "nội vụ", ".", ". ", "\n", "\r\n", "\n\n", "1. ", "a) ", "- ", "TP", "”", "…", "./.", "2\n"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map(" ".join)))
def test_every_span_is_inside_trimmed_ordered_and_nothing_is_lost(text: str) -> None:
    for spans in (sentences(text), [(p.start, p.end) for p in paragraphs(text)]):
        end = 0
        for start, stop in spans:
            assert end <= start < stop <= len(text)
            assert text[start:stop] == text[start:stop].strip() or text[start:stop].strip() == ""
            end = stop
    filled = [(line.start, line.end) for line in lines(text) if not line.blank]
    covered = sentences(text)
    for start, stop in filled:
        assert any(a < stop and start < b for a, b in covered)
    assert sentences(text) == covered


@pytest.mark.parametrize("piece", ["a. ", "(", ". ", "- ", "1.", "\n", "TP. ", "….", "Sở Nội vụ, \n", "1.1.1.1.1", "“"])
def test_long_monotone_input_takes_linear_time(piece: str) -> None:
    assert grows_linearly(lambda text: (sentences(text), outline(text)), piece, 40_000)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here")
def test_real_wrapped_document_reads_as_paragraphs() -> None:
    text = (SHARED / "documents" / "ct11_ubnd_quangngai_cau.txt").read_text("utf-8")
    numbered = [i for i in outline(text) if i.style == "number"]
    assert [i.value for i in numbered] == [1, 2, 3, 4, 5, 6]
    assert sum(i.style == "bullet" and i.parent is not None for i in outline(text)) >= 9
    joined = [text[a:b] for a, b in sentences(text)]
    assert any(s.startswith("Cơn bão số 3") and s.endswith("mắt tích.") for s in joined)


NUMBERED = (
    "II. NHIỆM VỤ\n2. Giao thông\n2.1. Sửa cầu Đám trước mùa mưa;\n- đấu thầu trong quý III;\na) lập dự toán cho tuyến bờ nam.\n"
    "III. THỰC HIỆN\n1. Các sở báo cáo hằng tháng.\n"
)


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("NHIỆM VỤ", "II"),
        ("Sửa cầu", "II.2.1"),
        ("đấu thầu", "II.2.1"),
        ("lập dự toán", "II.2.1.a"),
        ("Các sở", "III.1"),
    ],
)
def test_path_when_asked_then_the_numbers_people_would_name(words: str, path: str) -> None:
    assert path_at(outline(NUMBERED), NUMBERED.index(words)) == path


def test_path_when_no_number_stands_above_then_none() -> None:
    assert path_at(outline("Giao Sở Y tế:\n- mua thuốc;\n"), 15) is None
    assert path_at([], 0) is None
