"""What is done to a task as a whole, by hand: a unit proposes a missing day, the office approves it, closes and reopens."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from namro.core import clock
from namro.orgs.models import Role
from namro.orgs.scope import scope
from namro.tasks import actions
from tests.browser.conftest import NARROW, WIDE
from tests.factories import orgs, tasks

CLEAR = {"person": True, "task": True, "progress": False, "responsibility": False, "result": False}


@pytest.fixture
def life(world):
    """A task of STC without a day; one of eight communes of which five have completed."""
    today = clock.today()
    start = today - timedelta(days=30)
    by = scope(world.users["coordinator"], today)
    owner = world.unit("UBND")
    undated = tasks.issue(
        by,
        owner,
        world.unit("STC"),
        today=start,
        content="Rà soát kho bãi, trụ sở cũ chưa sử dụng",
        kind="undated",
        due_on=None,
        clarity_in_document=CLEAR,
    )
    communes = [world.unit(f"X00{number}") for number in range(1, 9)]
    each = tasks.issue(by, owner, *communes, today=start, content="Công khai thủ tục tại bộ phận một cửa", due_on=today)
    shares = list(each.assignments.order_by("pk"))
    for share in shares[:5]:
        actions.submit_completion(
            assignment=share, update=actions.Update("Đã niêm yết"), by=by, today=start + timedelta(days=5)
        )
    actions.accept(assignments=shares[:5], by=by, today=start + timedelta(days=6))
    return {"undated": undated, "each": each}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_gap_when_a_unit_proposes_and_the_office_approves_then_both_names_stand_there(world, life, visit, look, width):
    path = f"/tasks/{life['undated'].pk}/"
    day = f"{clock.today() + timedelta(days=40):%d/%m/%Y}"
    unit = visit(world.users["reporter"], path, width)
    unit.get_by_text("Đề xuất thời hạn").click()
    look(unit, "tasks-gap-form")
    unit.locator("#gap-due").fill(day)
    unit.locator("#ground-due").fill("Công văn 45/STC-QLCS đề nghị thời hạn")
    unit.locator("#gap-due").press("Enter")
    expect(unit.locator(".message-success")).to_contain_text("Đã gửi đề xuất")
    expect(unit.locator("#clarities")).to_contain_text("đề xuất, chưa có hiệu lực")
    office = visit(world.users["leader"], path, width)
    expect(office.locator("#clarities")).to_contain_text(day)
    look(office, "tasks-gap-waiting")
    office.get_by_role("button", name="Duyệt").click()
    expect(office.locator(".message-success")).to_contain_text("Đã bổ sung")
    said = office.locator("#clarities")
    expect(said).to_contain_text(f"đề xuất: {world.users['reporter'].full_name}")
    expect(said).to_contain_text(f"duyệt: {world.users['leader'].full_name}")
    office.get_by_text("Bổ sung kết quả").click()
    look(office, "tasks-gap-approved")
    assert f"{tasks.row(tasks.share(life['undated'])).due_on:%d/%m/%Y}" == day


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_task_when_closed_with_exceptions_and_reopened_then_each_step_is_seen(world, life, visit, look, width):
    path = f"/tasks/{life['each'].pk}/"
    page = visit(world.users["leader"], path, width)
    page.get_by_role("link", name="Đóng nhiệm vụ").click()
    rows = page.locator(".close-table tbody tr")
    expect(rows).to_have_count(3)
    page.get_by_label("Lý do chung của các ngoại lệ").fill("Trụ sở đang sửa chữa, chưa có nơi niêm yết")
    rows.nth(0).get_by_role("checkbox").check()
    page.get_by_role("button", name="Đóng với các ngoại lệ đã chọn").click()
    expect(page.locator("main")).to_contain_text("Còn 2 đơn vị chưa hoàn thành và chưa được nêu ngoại lệ")
    look(page, "tasks-close-refused")
    page.get_by_label("Chọn tất cả").check()
    rows.nth(2).get_by_role("textbox").fill("Đã sáp nhập vào phường khác")
    page.get_by_role("button", name="Đóng với các ngoại lệ đã chọn").click()
    expect(page.locator(".message-success")).to_contain_text("3 ngoại lệ")
    expect(page.locator(".task-head .badge-green")).to_have_text("hoàn thành đúng hạn")
    expect(page.locator("#closing")).to_contain_text("Đã sáp nhập vào phường khác")
    look(page, "tasks-closed")
    commune = visit(orgs.user("xa8", Role.REPORTER, world.unit("X008")), path, width)
    expect(commune.locator("#closing")).to_be_visible()
    look(commune, "tasks-closed-commune")
    page.locator("#closing summary", has_text="Mở lại nhiệm vụ").click()
    page.locator("#reopen-task-reason").fill("Trụ sở đã sửa xong")
    look(page, "tasks-reopen")
    page.get_by_role("button", name="Mở lại nhiệm vụ").click()
    expect(page.locator(".message-success")).to_contain_text("Đã mở lại nhiệm vụ")
    expect(page.locator("#closing")).to_have_count(0)
    expect(page.locator(".task-head")).to_contain_text("Hoàn thành 5/8")
