"""Times in words, the periods they name, and the last day a deadline allows: every rule of the reading by example."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.periods import deadline, period, scan
from vanban.periods.deadlines import fill_year

ISSUED = date(2024, 6, 1)

SAID = [
    ("sáng 22/4, đoàn họp", ["sáng 22/4"], ["--04-22"]),
    ("chiều 12-4 và ngày 05 tháng 02 năm 2024", ["chiều 12-4", "ngày 05 tháng 02 năm 2024"], ["--04-12", "2024-02-05"]),
    ("ngày 4} tháng 9 năm 2024", ["ngày 4} tháng 9 năm 2024"], ["2024-09"]),
    ("kết quả quý i, nhiệm vụ quý ii - 2024", ["quý i", "quý ii - 2024"], ["Q1", "2024-Q2"]),
    ("quý iii, iv/2026", ["quý iii, iv/2026"], ["2026-Q3/2026-Q4"]),
    ("nhiệm kỳ 2020 - 2025", ["nhiệm kỳ 2020 - 2025"], ["2020/2025"]),
    ("15 năm thực hiện, tầm nhìn 5-10 năm", ["15 năm", "5-10 năm"], ["P15Y", "P5Y/P10Y"]),
    ("từ năm 2007 đến nay", ["từ năm 2007 đến nay"], ["2007/.."]),
    ("6 tháng đầu năm 2024", ["6 tháng đầu năm 2024"], ["2024-01/2024-06"]),
    ("tháng 6 đến tháng 8/2026", ["tháng 6 đến tháng 8/2026"], ["2026-06/2026-08"]),
    ("quý i, ii và iii/2025", ["quý i, ii và iii/2025"], ["2025-Q1/2025-Q3"]),
    ("tháng 9, 10 và 11/2024", ["tháng 9, 10 và 11/2024"], ["2024-09/2024-11"]),
    ("trong tháng 9, 10 xã họp", ["tháng 9"], ["--09"]),
    (
        "ngày 1, 2 và 3/9/2024 (14-15/8/2024)",
        ["ngày 1, 2 và 3/9/2024", "14-15/8/2024"],
        ["2024-09-01/2024-09-03", "2024-08-14/2024-08-15"],
    ),
    ("tháng 12, tháng 9/2024", ["tháng 12", "tháng 9/2024"], ["--12", "2024-09"]),
    ("thứ hai, 09/05/2022 15:03", ["09/05/2022"], ["2022-05-09"]),
]

NOT_SAID = [
    "đạt 213/210 đảng viên",
    "nghị định số 30/2020/nđ-cp",
    "ngày 31/02/2024",
    "thời gian tới, giai đoạn mới, hiện nay",
    "trang 12-4",
    "1.163.232 lượt",
    "quý vị đại biểu",
    "hằng năm",
]

ALLOWED = [
    # words, value as said, last allowed day, rule
    ("trước ngày 15/7", "2024-07-15", "2024-07-14", "before_day"),
    ("đến hết ngày 15/7", "2024-07-15", "2024-07-15", "that_day"),
    ("chậm nhất ngày 20/6/2024", "2024-06-20", "2024-06-20", "that_day"),
    ("chậm nhất trước ngày 20/6", "2024-06-20", "2024-06-19", "before_day"),
    ("trước 17 giờ ngày 15/7/2024", "2024-07-15", "2024-07-15", "before_hour"),
    ("trong quý II-2024", "2024-Q2", "2024-06-30", "last_day_of_quarter"),
    ("trong năm 2022", "2022", "2022-12-31", "last_day_of_year"),
    ("trong tháng 2/2024", "2024-02", "2024-02-29", "last_day_of_month"),
    ("trước tháng 8", "2024-08", "2024-07-31", "before_month"),
    ("giữa tháng 7", "2024-07", "2024-07-15", "middle_of_month"),
    ("cuối năm", "2024", "2024-12-31", "end_of_year"),
    ("cuối tháng này", "2024-06", "2024-06-30", "end_of_month"),
    ("6 tháng đầu năm", "2024-01/2024-06", "2024-06-30", "last_day_of_months"),
    ("Quý III-IV/2026", "2026-Q4", "2026-12-31", "last_day_of_quarter"),
    ("Quý III, IV/2026", "2026-Q4", "2026-12-31", "last_day_of_quarter"),
    ("Quý IV/2026, 2027", "2027", "2027-12-31", "last_day_of_year"),
    ("từ ngày 11/9 đến ngày 20/9/2026", "2026-09-20", "2026-09-20", "that_day"),
    ("từ tháng 02 đến hết tháng 9/2026", "2026-09", "2026-09-30", "last_day_of_month"),
    ("Tháng 10/2025; tháng 4/2026", "2026-04", "2026-04-30", "last_day_of_month"),
    ("ngày 14 đến 18/10", "2024-10-18", "2024-10-18", "that_day"),
    ("trong tuần tới", "2024-06-09", "2024-06-09", "end_of_week"),
    ("trong tuần này", "2024-06-02", "2024-06-02", "end_of_week"),
    ("trong tháng tới", "2024-07", "2024-07-31", "last_day_of_month"),
    ("trong quý này", "2024-Q2", "2024-06-30", "last_day_of_quarter"),
    ("trước khi kết thúc năm", "2024", "2024-12-31", "last_day_of_year"),
    ("trước 17 giờ 00 phút ngày hôm nay", "2024-06-01", "2024-06-01", "that_day"),
    ("trước 20h00 cùng ngày", "2024-06-01", "2024-06-01", "that_day"),
    ("trong ngày mai", "2024-06-02", "2024-06-02", "that_day"),
    ("trước ngày 05 tháng sau", "2024-07-05", "2024-07-04", "before_day"),
    ("hạn cuối là 30/6", "2024-06-30", "2024-06-30", "that_day"),
    ("trong 10 ngày tới", None, "2024-06-11", "days_from_issue"),
    ("sau 2 tuần kể từ ngày ký", "2024-06-15", "2024-06-15", "days_from_issue"),
    ("trong vòng 01 tháng kể từ ngày ban hành Chỉ thị này", "2024-07-01", "2024-07-01", "days_from_issue"),
    ("trong 20 ngày kể từ ngày ban hành Nghị quyết", "2024-06-21", "2024-06-21", "days_from_issue"),
    ("trong 12 ngày kể từ khi nhận hồ sơ", None, None, "days_from_event"),
    ("trước ngày 10/01", "2025-01-10", "2025-01-09", "before_day"),
    ("trong vòng 10 ngày kể từ ngày ký", "2024-06-11", "2024-06-11", "days_from_issue"),
    ("trong 05 ngày làm việc", None, None, "working_days"),
    ("trước Tết Nguyên đán", None, None, "before_tet"),
    ("Từ tháng 7 đến tháng 9/2024", "2024-09", "2024-09-30", "last_day_of_months"),
    ("trước Tết Nguyên đán năm 2025", None, None, "before_tet"),
    ("trước ngày 20/1/2025 (trước Tết)", "2025-01-20", "2025-01-19", "before_day"),
    ("từ quý II/2026", "2026-Q2/..", None, "open_end"),
    ("sớm", None, None, "no_date"),
    ("trước ngày 25 hằng tháng", None, None, "recurring"),
]

NO_DEADLINE = [
    "",
    "thực hiện nghiêm túc",
    "trước ngày 31/02",
    "trước pháp luật",
    "trong thời gian tới",
    "15 năm thực hiện",
]


@pytest.mark.parametrize(("text", "words", "values"), SAID)
def test_scan_finds_times_and_their_values(text: str, words: list[str], values: list[str]) -> None:
    found = scan(text)
    assert [text[w.start : w.end] for w in found] == words
    assert [w.value() for w in found] == values


@pytest.mark.parametrize("text", NOT_SAID)
def test_scan_passes_over_what_is_no_time(text: str) -> None:
    assert scan(text) == []


@pytest.mark.parametrize(("words", "value", "last_day", "rule"), ALLOWED)
def test_deadline_gives_the_last_allowed_day_and_why(words: str, value: str, last_day: str, rule: str) -> None:
    found = deadline(words, ISSUED)
    assert found is not None
    assert (found.value, found.last_day and found.last_day.isoformat(), found.rule) == (value, last_day, rule)
    assert found.as_said == words


@pytest.mark.parametrize("words", NO_DEADLINE)
def test_deadline_is_never_invented(words: str) -> None:
    assert deadline(words, ISSUED) is None


def test_deadline_without_a_year_and_without_a_document_date_has_no_day() -> None:
    found = deadline("trước ngày 15/7")
    assert found is not None
    assert (found.value, found.last_day, found.rule) == ("--07-15", None, "year_unknown")


def test_soft_and_recurring_words_are_marked() -> None:
    soft, often = deadline("phấn đấu xong trong quý III", ISSUED), deadline("Thường xuyên", ISSUED)
    assert soft is not None and soft.soft and soft.last_day == date(2024, 9, 30)
    assert often is not None and often.recurring and often.last_day is None


@pytest.mark.parametrize(
    ("words", "ahead", "value"),
    [
        ("ngày 20/12", False, "2023-12-20"),
        ("ngày 20/12", True, "2024-12-20"),
        ("ngày 05/01", True, "2024-01-05"),
        ("ngày 20/8", False, "2024-08-20"),
        ("ngày 10/9", False, "2024-09-10"),
        ("ngày 29/2", False, "2024-02-29"),
    ],
)
def test_a_missing_year_is_the_nearest_or_the_next(words: str, ahead: bool, value: str) -> None:
    assert fill_year(scan(words)[0], date(2024, 1, 15), ahead).value() == value


PERIODS = [
    ("2024-04-10", "2024-04-10", "2024-04-10"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024-Q2", "2024-04-01", "2024-06-30"),
    ("2022", "2022-01-01", "2022-12-31"),
    ("2020/2025", "2020-01-01", "2025-12-31"),
    ("2007/..", "2007-01-01", None),
    ("P15Y", None, None),
    ("--04-22", None, None),
]


@pytest.mark.parametrize(("value", "first", "last"), PERIODS)
def test_period_covers_its_calendar_days(value: str, first: str | None, last: str | None) -> None:
    found = period(value)
    assert found is not None
    assert (found.first and found.first.isoformat(), found.last and found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("value", ["", "2024-02-30", "2024-13", "2024-Q5", "2025/2020", "../..", "năm 2024", "24"])
def test_period_refuses_what_is_none(value: str) -> None:
    assert period(value) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2098, 12, 31)))
def test_every_day_is_read_back_and_before_it_is_the_day_before(day: date) -> None:
    for words in (f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}", f"{day.day}/{day.month}/{day.year}"):
        found = deadline("trước " + words)
        assert found is not None and found.value == day.isoformat()
        assert found.last_day is not None and (day - found.last_day).days == 1


@given(st.text(alphabet="ngày tháng năm quý trước đến 0123456789/-.iv,hằng", max_size=80))
def test_scan_gives_ordered_spans_inside_the_text(text: str) -> None:
    found = scan(text)
    assert all(0 <= w.start < w.end <= len(text) for w in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    deadline(text, ISSUED)
