"""A list from the coordinator's disk to the register and back, as it looks wide and narrow."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from namro.tasks.models import Task
from tests.browser.conftest import NARROW, WIDE
from tests.factories import lists

URL = "/tasks/lists/"
ROWS = [
    ["A", "Lĩnh vực tài chính"],
    lists.line(1, state="Đã hoàn thành 15/3/2026", note="Báo cáo số 12/BC-STC"),
    lists.line(2, leads="Sở Tài Chánh", supports="Sở Nội vụ, Sở Xây dựng"),
    lists.line(3, leads="UBND các xã", due="Quý IV/2026"),
    lists.line(4, due="31/02/2026"),
    lists.line(5, leads="Hợp tác xã Bình Minh", state="quá hạn"),
    lists.line(6, due="Thường xuyên", document="Họp giao ban tuần 3"),
    lists.line(1, state="Đã hoàn thành 15/3/2026"),
]


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    path = tmp_path / "Danh sách nhiệm vụ 2026.xlsx"
    path.write_bytes(lists.workbook(ROWS))
    return str(path)


def to_the_doubts(page: Page, sheet: str) -> None:
    page.locator("input[type=file]").set_input_files(sheet)
    page.get_by_role("button", name="Gửi và xem các cột").click()
    expect(page.locator("h1")).to_have_text("Các cột của danh sách")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator("h1")).to_have_text("Chỗ chưa rõ trong danh sách")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_list_when_walked_through_then_no_page_has_a_fault_at_this_width(world, visit, look, sheet, width):
    page = visit(world.users["coordinator"], URL, width)
    look(page, f"lists_{width}")
    page.locator("input[type=file]").set_input_files(sheet)
    page.get_by_role("button", name="Gửi và xem các cột").click()
    expect(page.locator("h1")).to_have_text("Các cột của danh sách")
    page.locator("details.more summary").click()
    look(page, f"lists_columns_{width}")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator(".doubt")).to_have_count(3)
    look(page, f"lists_doubts_{width}")
    page.get_by_role("button", name="Nhập các dòng đã rõ").click()
    expect(page.get_by_text("Đã nhập số nhiệm vụ: 2.")).to_be_visible()
    look(page, f"lists_done_{width}")
    page.get_by_role("link", name="Hoàn tác cả danh sách").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    look(page, f"lists_undo_{width}")


def test_list_when_every_doubt_is_answered_by_keyboard_then_all_rows_but_the_wrong_one_go_in(world, visit, sheet):
    page = visit(world.users["coordinator"], URL)
    to_the_doubts(page, sheet)
    for words, means in (("Sở Tài Chánh", "Sở Tài chính"), ("UBND các xã", "tất cả xã, phường")):
        box = page.locator(".doubt", has_text=words).locator("select")
        box.focus()
        page.keyboard.type(means)
    unit = page.locator(".doubt", has_text="Hợp tác xã Bình Minh").locator("input[type=text]")
    unit.focus()
    page.keyboard.type("SNV")
    page.get_by_role("button", name="Nhập các dòng đã rõ").press("Enter")
    expect(page.get_by_text("Đã nhập số nhiệm vụ: 5.")).to_be_visible()
    assert Task.objects.get(mode="each").assignments.count() == 8
    assert Task.objects.filter(assignments__unit=world.unit("SNV"), assignments__role="lead").count() == 1
