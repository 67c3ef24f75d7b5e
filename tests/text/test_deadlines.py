"""By when: what an order, the words after it, a sentence below it or the lead-in of its list say, and what is no deadline."""

from __future__ import annotations

import pytest

from tests.text.finding import finds

NOTICE = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 12/TB-UBND\nAn Phú, ngày 18 tháng 9 năm 2024\n\nTHÔNG BÁO\nKết luận cuộc họp\n\n"
    "{}\n\nNơi nhận:\n- Lưu: VT."
)
ORDERS = "Chủ tịch UBND tỉnh yêu cầu:\n1. {}"


def dues(text: str) -> list[tuple[str | None, str | None]]:
    """Return deadline and last day of every order of a notice of 18 September 2024, a Wednesday."""
    return [
        (f.fields.get("deadline"), f.fields.get("deadline_end")) for f in finds(NOTICE.format(text), "directive", None)
    ]


WITHIN = [
    # what follows "Sở Y tế hoàn thành phương án", deadline, last day
    ("trong tuần tới", "2024-09-29", "2024-09-29"),
    ("trong tuần này", "2024-09-22", "2024-09-22"),
    ("ngay trong ngày", "2024-09-18", "2024-09-18"),
    ("trước 17h00 hôm nay", "2024-09-18", "2024-09-18"),
    ("trước 17 giờ 00 phút, ngày 15/10", "2024-10-15", "2024-10-15"),
    ("trong tháng này", "2024-09", "2024-09-30"),
    ("trước khi kết thúc năm", "2024", "2024-12-31"),
    ("chậm nhất ngày 05 tháng sau", "2024-10-05", "2024-10-05"),
    ("sau 10 ngày kể từ ngày ký Thông báo này", "2024-09-28", "2024-09-28"),
    ("trong 10 ngày tới", None, "2024-09-28"),
    ("trong vòng 02 tháng kể từ ngày ban hành Thông báo này", "2024-11-18", "2024-11-18"),
    (", hạn cuối 30/9", "2024-09-30", "2024-09-30"),
    (", thời hạn: 30/11/2024", "2024-11-30", "2024-11-30"),
    ("trước thời điểm 30/11", "2024-11-30", "2024-11-29"),
    ("trước ngày 10/10 để Sở Tài chính tổng hợp, báo cáo Chính phủ trước ngày 15/10", "2024-10-10", "2024-10-09"),
    ("từ ngày 01/10/2024 đến hết ngày 30/11/2024", "2024-11-30", "2024-11-30"),
    ("(thời gian: tháng 11/2024)", "2024-11", "2024-11-30"),
    ("từ tháng 10 đến tháng 12/2024", "2024-12", "2024-12-31"),
    ("trong tháng 10, tháng 11 năm nay", "2024-11", "2024-11-30"),
    ("chậm nhất 16 giờ 00, thứ Tư, ngày 09/10/2024", "2024-10-09", "2024-10-09"),
    ("không muộn hơn ngày 30/10", "2024-10-30", "2024-10-30"),
    ("chậm nhất là cuối giờ chiều ngày 20/9", "2024-09-20", "2024-09-20"),
    ("trước 16h30 thứ Sáu (20/9)", "2024-09-20", "2024-09-20"),
    ("vào thứ Hai tuần tới", "2024-09-23", "2024-09-23"),
    ("giữa tháng 10", "2024-10", "2024-10-15"),
    ("với số liệu tính đến ngày 30/9 trước ngày 05/10", "2024-10-05", "2024-10-04"),
    ("; thời gian thực hiện: từ tháng 10 đến hết tháng 12/2024", "2024-12", "2024-12-31"),
    (". Thời gian hoàn thành: Quý II/2025", "2025-Q2", "2025-06-30"),
    (". Việc này phải kết thúc trước ngày 20/11", "2024-11-20", "2024-11-19"),
]


@pytest.mark.parametrize(("words", "deadline", "last_day"), WITHIN)
def test_an_order_is_due_by_what_it_or_the_words_after_it_say(words: str, deadline: str, last_day: str) -> None:
    joint = "" if words[0] in ",.;" else " "
    assert dues(ORDERS.format(f"Sở Y tế hoàn thành phương án{joint}{words}.")) == [(deadline, last_day)]


NONE = [
    "trong thời gian tới",
    "trong quá trình thực hiện nhiệm vụ năm 2024",
    "theo Kế hoạch số 5/KH-UBND ngày 03/4/2024",
    "trong 10 ngày kể từ khi nhận đủ hồ sơ",
    "trước kỳ họp thứ tám",
    "trước Tết Nguyên đán Ất Tỵ",
    "trước Tết Nguyên đán năm 2025",
    "trước mùa mưa",
    "trước ngày 20 tháng Chạp",
    "với số liệu chốt đến hết ngày 30/9/2024",
    "không quá 05 ngày làm việc",
]


@pytest.mark.parametrize("words", NONE)
def test_words_without_a_day_give_none(words: str) -> None:
    assert dues(ORDERS.format(f"Sở Y tế hoàn thành phương án {words}.")) == [(None, None)]


EVENTS = [
    ("Sở Y tế trình đề án tại phiên họp thứ sáu của Ban Chỉ đạo.", "tại phiên họp thứ sáu của Ban Chỉ đạo"),
    ("Sở Y tế trình đề án xong trước kỳ họp ít nhất 10 ngày.", "trước kỳ họp ít nhất 10 ngày"),
    ("Sở Y tế trình đề án trước kỳ họp thứ 8.", "trước kỳ họp thứ 8"),
    ("Sở Y tế mở lớp tập huấn ngay từ học kỳ I.", "ngay từ học kỳ I"),
]


@pytest.mark.parametrize(("text", "event"), EVENTS)
def test_an_event_is_kept_as_said(text: str, event: str) -> None:
    (order,) = finds(NOTICE.format(ORDERS.format(text)), "directive", None)
    assert order.fields["deadline_event"] == event


def test_what_is_sent_is_due_by_its_day() -> None:
    text = ORDERS.format(
        "Giao Sở Y tế rà soát các trạm. Kết quả thực hiện báo cáo Ủy ban nhân dân tỉnh trước ngày 30/10/2024.\n"
        "2. Giao Sở Tài chính lập dự toán. Văn bản tham mưu đã gửi về Bộ trước ngày 01/9/2024."
    )
    assert dues(text) == [(None, None), ("2024-10-30", "2024-10-29"), (None, None)]


OPENED = [
    ("năm 2025 tổng kết việc thực hiện phương án", ("2025", "2025-12-31")),
    ("quý II/2025 trình đề án sắp xếp các trạm", ("2025-Q2", "2025-06-30")),
    ("Quý IV/2024, các trạm phát động phong trào rèn luyện sức khỏe", ("2024-Q4", "2024-12-31")),
    ("tháng 11, các trạm tổ chức hội thi", ("2024-11", "2024-11-30")),
    ("Từ nay đến 30/11, các trạm hoàn thành việc tiêm chủng", ("2024-11-30", "2024-11-30")),
    ("năm học tới mở lớp cho các trạm", (None, None)),
]


@pytest.mark.parametrize(("clause", "due"), OPENED)
def test_a_time_before_the_verb_is_when_it_is_due(clause: str, due: tuple[str | None, str | None]) -> None:
    assert dues(ORDERS.format(f"Sở Y tế rà soát các trạm y tế; {clause}."))[-1] == due


RETURNS = [
    ("Sở Y tế báo cáo trước ngày 25/10/2024 và định kỳ hằng tháng.", "2024-10-25", True),
    ("Sở Y tế báo cáo trước ngày 25 hằng tháng.", None, True),
    ("Hằng năm Sở Y tế kiểm tra và báo cáo Ủy ban nhân dân tỉnh kết quả tại các trạm trước ngày 15/12.", None, True),
    ("Các trạm gửi báo cáo năm trước ngày 10/12, báo cáo 6 tháng gửi trước ngày 10/6.", None, True),
    ("Định kỳ hoặc đột xuất, các trạm báo cáo Sở Y tế.", None, True),
    ("Sở Y tế hoàn thành trong tháng 10/2024, sau đó duy trì thường xuyên.", "2024-10", False),
]


@pytest.mark.parametrize(("text", "deadline", "recurring"), RETURNS)
def test_what_returns_and_what_has_a_day(text: str, deadline: str | None, recurring: bool) -> None:
    (order,) = finds(NOTICE.format(ORDERS.format(text)), "directive", None)
    assert (order.fields.get("deadline"), bool(order.fields.get("recurring"))) == (deadline, recurring)


def test_an_order_by_the_hour_stands_by_itself() -> None:
    text = ORDERS.format("Các trạm tổ chức trực ban nghiêm túc, 06 giờ một lần báo cáo mực nước về Sở Y tế.")
    found = finds(NOTICE.format(text), "directive", None)
    assert [bool(f.fields.get("recurring")) for f in found] == [False, True]


def test_a_rhythm_in_the_next_clause_leaves_the_day_of_the_one_before() -> None:
    text = ORDERS.format("Sở Y tế hoàn thành đề án trong quý IV; các trạm mỗi tháng chọn một việc cần làm.")
    assert dues(text)[0] == ("2024-Q4", "2024-12-31")


def test_the_same_day_is_the_last_one_named() -> None:
    text = ORDERS.format(
        "Các xã kêu gọi tàu thuyền vào bờ trước 16 giờ ngày 20/9.\n2. Các xã sơ tán dân vùng bãi. "
        "Việc này phải kết thúc trước 20 giờ cùng ngày."
    )
    assert dues(text) == [("2024-09-20", "2024-09-20")] * 2


LIST = "a) Rà soát các hộ dân vùng bãi.\nb) Lập phương án di dời trước ngày 05/10.\nc) Tổ chức diễn tập tại các xã."
OPENERS = [
    # lead-in, then the days of the three items
    ("Sở Xây dựng hoàn thành các nội dung sau trước ngày 30/11:", ["2024-11-30", "2024-10-05", "2024-11-30"]),
    ("Sở Xây dựng chủ trì thực hiện các nội dung sau:", [None, "2024-10-05", None]),
    (
        "Để báo cáo Bộ trước ngày 15/12/2024, Chủ tịch UBND tỉnh yêu cầu Sở Xây dựng thực hiện các nội dung sau:",
        [None, "2024-10-05", None],
    ),
    ("Trong năm 2024, tình hình phức tạp, Sở Xây dựng thực hiện:", [None, "2024-10-05", None]),
]


@pytest.mark.parametrize(("opener", "days"), OPENERS)
def test_the_day_of_a_lead_in_holds_for_the_items_without_one(opener: str, days: list[str | None]) -> None:
    got = [day for day, _ in dues(ORDERS.format(f"{opener}\n{LIST}\n2. Sở Y tế kiểm tra các trạm y tế."))]
    assert got == [*days, None]


def test_items_under_a_heading_that_is_a_period_are_due_in_it() -> None:
    text = (
        "II. NHIỆM VỤ\n1. Quý IV/2024\n- Sở Y tế rà soát các trạm.\n- Sở Xây dựng lập phương án trước ngày 05/10.\n"
        "2. Năm 2025:\n- Sở Y tế sắp xếp các trạm.\n3. Nhiệm vụ năm 2026\n- Sở Y tế kiểm tra các trạm."
    )
    assert [day for day, _ in dues(text)] == ["2024-Q4", "2024-10-05", "2025", None]


BELOW = [
    (
        "Thời hạn hoàn thành nội dung tại điểm a, c nêu trên: trước ngày 15/12/2024.",
        ["2024-12-15", "2024-10-05", "2024-12-15"],
    ),
    ("Các nội dung trên phải hoàn thành trong quý IV/2024.", ["2024-Q4", "2024-10-05", "2024-Q4"]),
]


@pytest.mark.parametrize(("sentence", "days"), BELOW)
def test_a_sentence_below_a_list_dates_the_items_it_names(sentence: str, days: list[str]) -> None:
    got = dues(ORDERS.format(f"Sở Xây dựng thực hiện các nội dung sau:\n{LIST}\n{sentence}"))
    assert [day for day, _ in got] == days


def test_an_order_that_takes_up_items_gives_them_its_day_and_its_doer() -> None:
    text = (
        "II. NHIỆM VỤ\n1. Đối với tuyến đường tránh:\na) Phê duyệt điều chỉnh thiết kế.\nb) Kiểm tra nền đường.\n"
        "Giao Ban Quản lý dự án tỉnh thực hiện các nội dung tại điểm a nêu trên, xong trước ngày 30/11/2024."
    )
    first, second, _ = finds(NOTICE.format(text), "directive", None)
    assert (first.fields["deadline"], second.fields.get("deadline")) == ("2024-11-30", None)
    assert first.fields["assignees"] == ["Ban Quản lý dự án tỉnh"]


CELLS = [
    ("Vụ Xuân 2025", None, "Vụ Xuân 2025"),
    ("Kỳ họp giữa năm 2025", None, "Kỳ họp giữa năm 2025"),
    ("Ngay sau khi có hướng dẫn của Bộ", None, "Ngay sau khi có hướng dẫn của Bộ"),
    ("Xong trong T11/2024", "2024-11", None),
    ("Trong Q4/2024", "2024-Q4", None),
    ("Tháng 10/2024; tháng 4/2025", "2025-04", None),
]


@pytest.mark.parametrize(("words", "deadline", "event"), CELLS)
def test_the_time_of_a_keyed_line(words: str, deadline: str | None, event: str | None) -> None:
    text = f"II. NHIỆM VỤ\n1. Xây dựng vườn ươm giống cây bản địa\n- Chủ trì: Sở Y tế.\n- Thời gian: {words}."
    (order,) = finds(NOTICE.format(text), "directive", None)
    assert (order.fields.get("deadline"), order.fields.get("deadline_event")) == (deadline, event)
