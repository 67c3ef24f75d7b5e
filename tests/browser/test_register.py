"""The register by hand: filters as chips, order by a head, columns, a saved view, pictures at two widths."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_tasks import life  # noqa: F401 - the fixture

QUERY = "/tasks/?q=cong khai&unit=UBND&below=1&holder=unit&sort=-due"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_register_when_looked_at_then_no_fault_at_this_width(world, life, visit, look, width):  # noqa: F811
    page = visit(world.users["coordinator"], "/tasks/", width)
    look(page, f"register-{width}")
    page.goto(QUERY)
    page.locator("details.more-filters > summary").click() if not page.locator("details.more-filters[open]").count() else None
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
    look(page, f"register-views-{width}")
    page.goto("/tasks/views/")
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
