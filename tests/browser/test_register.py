"""The register by hand: filters as chips, order by a head, columns, a saved view, pictures at two widths."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_tasks import life  # noqa: F401 - the fixture

QUERY = "/tasks/?q=cong khai&unit=UBND&below=1&holder=unit&sort=-due"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_register_when_looked_at_then_no_fault_at_this_width(world, life, visit, look, width):  # noqa: F811
    page = visit(world.users["coordinator"], "/tasks/", width)
    expect(page.locator(".register-table tbody tr")).not_to_have_count(0)
    look(page, f"register-{width}")
    page.goto(QUERY)
    more = page.locator("details.more-filters")
    if more.get_attribute("open") is None:
        more.locator("> summary").click()
    expect(page.locator(".chips-chosen a")).to_have_count(3)
    look(page, f"register-filtered-{width}")
    page.locator(".menu > summary").nth(1).click()
    look(page, f"register-columns-{width}")
    page.goto(QUERY)
    page.locator(".menu > summary").first.click()
    look(page, f"register-menu-{width}")
    page.get_by_role("link", name="Lưu chế độ xem này").click()
    page.get_by_label("Tên chế độ xem").fill("Việc của các xã")
    look(page, f"register-view-{width}")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.locator(".menu > summary").first.click()
    expect(page.locator(".menu[open]").get_by_role("link", name="Việc của các xã")).to_be_visible()
    look(page, f"register-views-{width}")
    page.goto("/tasks/views/")
    expect(page.locator("#content")).to_contain_text("Việc của các xã")
    look(page, f"register-views-page-{width}")


def test_list_when_worked_without_a_mouse_then_filtered_ordered_and_cleared(world, life, visit):  # noqa: F811
    page = visit(world.users["coordinator"], "/tasks/")
    lines = page.locator(".register-table tbody tr")
    every = lines.count()
    page.get_by_label("Từ ngữ, số ký hiệu, mã").focus()
    page.keyboard.type("kho")
    page.keyboard.press("Enter")
    expect(page.locator(".chips-chosen a")).to_have_count(1)
    expect(lines).to_have_count(1)
    expect(page.locator(".register-table mark").first).to_have_text("kho")
    page.locator(".chips-chosen a").focus()
    page.keyboard.press("Enter")
    expect(lines).to_have_count(every)
    page.locator("th.col-due a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("th.col-due")).to_have_attribute("aria-sort", "ascending")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_weight_when_changed_for_ticked_lines_then_previewed_done_and_taken_back(world, life, visit, look, width):  # noqa: F811
    page = visit(world.users["coordinator"], "/tasks/?q=cong khai", width)
    page.get_by_label("Chọn tất cả").check()
    page.get_by_label("GV-2026/2: Ủy ban nhân dân xã Mẫu 001").uncheck()
    page.get_by_role("button", name="Đổi hạn…").click()
    page.get_by_label("Ngày cuối của thời hạn").fill("31/12/2099")
    page.get_by_label("Lý do").fill("Lùi theo kế hoạch chung")
    look(page, f"register-bulk-form-{width}")
    page.get_by_role("button", name="Xem trước").click()
    look(page, f"register-bulk-preview-{width}")
    page.get_by_role("button", name="Đổi hạn: 4").click()
    expect(page.locator("#messages")).to_contain_text("số dòng: 4")
    page.get_by_label("Chọn tất cả").check()
    page.get_by_role("button", name="Đổi mức…").click()
    page.get_by_label("Mức mới").select_option("focal")
    page.get_by_label("Lý do").fill("Việc trọng tâm")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Đổi mức: 1").click()
    look(page, f"register-bulk-done-{width}")
    page.get_by_role("button", name="Hoàn tác thay đổi này").click()
    expect(page.locator("#messages")).to_contain_text("số nhiệm vụ: 1")
