"""Where one order ends and the next begins: behind ";", behind commas that part two works, over a page break."""

from __future__ import annotations

import pytest

from tests.text.finding import orders

NOTICE = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 12/TB-UBND\nAn Phú, ngày 18 tháng 9 năm 2024\n\nTHÔNG BÁO\nKết luận cuộc họp\n\n"
    "Chủ tịch UBND tỉnh yêu cầu:\n1. {}\n\nNơi nhận:\n- Lưu: VT."
)

CUT = [
    # a sentence whose orders are parted by "|", each with its joint
    "Sở Y tế tổ chức trực cấp cứu;| dập dịch tại ổ bệnh;| gọi thầy thuốc về trực",
    "Sở Y tế rà soát các trạm còn thiếu thuốc;| dự thảo văn bản của UBND tỉnh gửi Bộ Y tế trước ngày 20/10",
    "Sở Y tế kiểm điểm trách nhiệm của các trạm;| kết quả gửi về Sở Nội vụ trong tháng 10",
    "Sở Y tế hướng dẫn người dân phòng bệnh;| biểu dương kịp thời các trạm làm tốt",
    "Sở Y tế số hóa toàn bộ bệnh án;| từng bước hình thành kho dữ liệu dùng chung",
    "Sở Y tế vận hành trạm lưu động, tổ chức sơ kết trước ngày 30/10,| tổng kết trước ngày 31/12/2024",
    "Sở Y tế thanh tra các cơ sở hành nghề,| nếu có vi phạm thì xử lý nghiêm theo thẩm quyền",
    "Sở Xây dựng theo dõi độ mặn trên các sông chính,| khi độ mặn vượt ngưỡng thì báo ngay cho các xã",
    "Sở Xây dựng mỗi quý kiểm tra ít nhất 05 công trình,| công trình nào hỏng thì lập biên bản",
    "Sở Xây dựng rà soát hồ sơ xin phép;| dự án nào chậm thì báo cáo rõ nguyên nhân",
    "Hội Nông dân tỉnh tham gia giám sát việc bình xét ở cơ sở,| kịp thời phản ánh những trường hợp sai về Sở Nội vụ",
    "Sở Xây dựng vận hành trạm bơm đúng quy trình,| phấn đấu hoàn thành nạo vét 12 km kênh trục trước ngày 31/12/2024",
    "Văn phòng UBND tỉnh tham mưu ban hành quy chế họp của tỉnh,| tăng cường giám sát quá trình thực hiện quy chế",
    'Công an tỉnh tuần tra các bến bãi;| "xe nào chở quá tải thì chủ bến phải chịu trách nhiệm trước UBND tỉnh"',
]


@pytest.mark.parametrize("sentence", CUT)
def test_orders_of_one_sentence_are_parted(sentence: str) -> None:
    expected = [part.strip(' ;,."') for part in sentence.split("|")]
    assert [said for said, _, _ in orders(NOTICE.format(sentence.replace("|", "") + "."), None)] == expected


WHOLE = [
    "Sở Y tế kiểm tra hồ sơ của các trạm; phương án trực; danh sách người trực",
    "Sở Y tế rà soát danh sách trước ngày 30/9 để Sở Tài chính tổng hợp, báo cáo UBND tỉnh trước ngày 05/10",
    "Sở Xây dựng lập bản đồ các vùng trọng điểm, phấn đấu hoàn thành trong quý IV/2024",
    "Sở Tài chính cân đối, bố trí kinh phí theo phân cấp hiện hành; tổng kinh phí dự kiến 23 tỷ đồng",
    "Sở Xây dựng hạ mực nước hồ Bến Tắt xuống dưới 38 m; lưu lượng xả không vượt quá 1.500 m3/s",
    "UBND các xã thành lập tổ công tác đi từng ngõ; mỗi tổ có đủ công an, trưởng thôn",
    "Sở Y tế tuyên truyền cách phòng bệnh; chỉ đạo của Bộ Y tế về tiêm chủng năm nay",
    "Sở Y tế hướng dẫn các trạm phòng bệnh; góp phần nâng cao sức khỏe người dân",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_what_is_one_order_stays_whole(sentence: str) -> None:
    assert [said for said, _, _ in orders(NOTICE.format(sentence + "."), None)] == [sentence]


def test_what_the_issuer_means_to_do_afterwards_is_no_order() -> None:
    sentence = (
        "Sở Tài chính thu hồi hết vốn dư trước ngày 30/9; sau thời điểm này UBND tỉnh sẽ điều chuyển cho huyện khác."
    )
    assert [said for said, _, _ in orders(NOTICE.format(sentence), None)] == [sentence.split(";")[0]]


def test_days_on_both_sides_of_a_comma_are_each_of_their_own_order() -> None:
    sentence = "Sở Y tế tổ chức sơ kết toàn ngành trước ngày 30/10, tổng kết trước ngày 31/12/2024."
    assert [day for _, _, day in orders(NOTICE.format(sentence), None)] == ["2024-10-30", "2024-12-31"]


PAGE = (
    "ỦY BAN NHÂN DÂN TỈNH AN PHÚ\nSố: 12/TB-UBND\nAn Phú, ngày 18 tháng 9 năm 2024\n\nTHÔNG BÁO\nKết luận cuộc họp\n\n"
    "Sau khi nghe Sở Xây dựng báo cáo tình hình mưa lũ tại các xã ven sông và ý kiến của\n"
    "các thành viên dự họp về việc sơ tán dân, Chủ tịch UBND tỉnh kết luận và yêu cầu các\n"
    "đơn vị có liên quan khẩn trương thực hiện một số nội dung trọng tâm như sau đây:\n"
    "1. UBND các xã hoàn thành việc sơ tán toàn bộ các hộ dân ở nhà không kiên cố,\n"
    "vùng trũng thấp, vùng có nguy cơ\n{}\nsạt lở đến nơi an toàn trước 12 giờ ngày 27/9/2024.\n\nNơi nhận:\n- Lưu: VT."
)


@pytest.mark.parametrize("furniture", ["2", "\n2\n", "Trang 2", "2\n\nCÔNG BÁO/Số 27 + 28/Ngày 06-11-2024\n"])
def test_an_order_goes_on_behind_a_page_break(furniture: str) -> None:
    ((said, _, day),) = orders(PAGE.format(furniture), None)
    assert said.endswith("sạt lở đến nơi an toàn trước 12 giờ ngày 27/9/2024")
    assert day == "2024-09-27"
