"""A task's life by hand: a reporter on a phone updates and completes, the office returns, he completes again, it is confirmed."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from namro.core import clock
from namro.orgs.scope import scope
from namro.tasks import actions
from tests.browser.conftest import NARROW, WIDE
from tests.factories import tasks

WORK = "Rà soát nhà, đất dôi dư sau sắp xếp, trình phương án xử lý"


@pytest.fixture
def life(world):
    """An urgent joint task of STC, one of every commune with a late one, one undated, one returned."""
    today = clock.today()
    start = today - timedelta(days=40)
    by = scope(world.users["coordinator"], today)
    owner = world.unit("UBND")
    supports = [actions.Share(world.unit("SNV"), part="Cung cấp số liệu biên chế")]
    soon = today + timedelta(days=2)
    joint = tasks.issue(
        by, owner, world.unit("STC"), today=start, content=WORK, due_on=soon, supports=supports, weight="focal"
    )
    communes = [world.unit(f"X00{number}") for number in range(1, 9)]
    each = tasks.issue(
        by,
        owner,
        *communes,
        today=start,
        content="Công khai thủ tục tại bộ phận một cửa",
        due_on=today - timedelta(days=5),
    )
    shares = list(each.assignments.all())
    for share in shares[:4]:
        actions.submit_completion(
            assignment=share, update=actions.Update("Đã niêm yết"), by=by, today=today - timedelta(days=6)
        )
    actions.accept(assignments=shares[:3], by=by, today=today - timedelta(days=3))
    actions.exit_register(assignments=shares[7:], exit_reason="merged", reason="Đã sáp nhập", by=by, today=today)
    tasks.issue(
        by,
        owner,
        world.unit("STC"),
        today=start,
        content="Sắp xếp kho lưu trữ",
        kind="undated",
        due_on=None,
        undated_reason="Chờ hướng dẫn",
    )
    return {"joint": joint, "each": each}


_TOO_WIDE = """() => [...document.querySelectorAll('details')].map(one => {
    const open = one.open;
    one.open = true;
    const wide = document.documentElement.scrollWidth - innerWidth;
    one.open = open;
    return wide > 0 ? `${one.className} ${one.querySelector('summary').textContent}: ${wide} px` : '';
}).filter(Boolean)"""


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_when_looked_at_then_no_fault_at_this_width(world, life, visit, look, width):
    share = tasks.share(life["joint"])
    pages = {
        "coordinator": {
            "tasks-register": "/tasks/",
            "tasks-by-task": "/tasks/?by=task",
            "tasks-units": "/tasks/units/",
            "tasks-to-confirm": "/tasks/to-confirm/",
            "tasks-new": "/tasks/new/",
            "tasks-task": f"/tasks/{share.task_id}/",
            "tasks-each": f"/tasks/{life['each'].pk}/",
            "tasks-home-office": "/",
        },
        "reporter": {
            "tasks-mine": "/tasks/mine/",
            "tasks-report": f"/tasks/shares/{share.pk}/report/",
            "tasks-home-reporter": "/",
        },
        "leader": {"tasks-home-leader": "/"},
    }
    faults = []
    for actor, paths in pages.items():
        page = visit(world.users[actor], "/", width)
        for name, path in paths.items():
            page.goto(path)
            # Menus and what a figure counts are opened one at a time; each has to stay inside the screen.
            faults += [f"{name}, too wide: {said}" for said in page.evaluate(_TOO_WIDE)]
            folded = "document.querySelectorAll('details:not(.definition, .menu)')"
            page.evaluate(f"{folded}.forEach((one) => {{ one.open = true; }})")
            try:
                look(page, name)
            except AssertionError as fault:
                faults.append(str(fault))
    assert faults == []


def test_task_when_it_lives_its_life_by_hand_then_each_sees_what_the_other_did(world, life, visit, look, tmp_path):
    share = tasks.share(life["joint"])
    evidence = tmp_path / "Biên bản rà soát.txt"
    evidence.write_text("Biên bản rà soát cơ sở nhà, đất", encoding="utf-8")
    phone = visit(world.users["reporter"], "/tasks/mine/", NARROW)
    _update(phone, share.pk, "Đã rà soát 14/20 cơ sở")
    look(phone, "tasks-journey-updated")
    _complete(phone, share.pk, "Đã trình phương án", evidence)
    office = visit(world.users["coordinator"], "/tasks/to-confirm/")
    office.get_by_label(re.compile(f"^{WORK}")).check()
    office.get_by_label("Lý do trả lại").fill("Thiếu phụ lục số liệu")
    look(office, "tasks-journey-return")
    office.get_by_role("button", name="Trả lại các dòng đã chọn").click()
    expect(office.locator(".message-success")).to_contain_text("1 lượt giao")
    phone.goto("/tasks/mine/?show=returned")
    expect(phone.locator(f"#share-{share.pk}")).to_contain_text("Thiếu phụ lục số liệu")
    look(phone, "tasks-journey-returned")
    _complete(phone, share.pk, "Đã bổ sung phụ lục và trình lại", evidence)
    office.goto(f"/tasks/{share.task_id}/")
    office.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(office.locator(".page-head .badge-green")).to_have_text("hoàn thành")
    expect(office.get_by_role("link", name="Biên bản rà soát.txt").first).to_be_visible()
    look(office, "tasks-journey-done")
    row = tasks.row(share)
    assert (row.state, row.done_on, row.percent) == ("done", clock.today(), 100)
    phone.goto("/tasks/mine/")
    expect(phone.locator(f"#share-{share.pk}")).to_have_count(0)


def _update(phone: Page, number: int, sentence: str) -> None:
    """Two taps and one sentence."""
    card = phone.locator(f"#share-{number}")
    card.get_by_label("Tiến độ đến đâu?").click()
    phone.keyboard.type(sentence)
    card.get_by_role("button", name="Gửi").click()
    expect(card.get_by_role("status")).to_have_text("Đã gửi cập nhật tiến độ.")
    expect(card.get_by_role("status")).to_be_in_viewport()
    expect(card).to_contain_text(sentence)
    expect(card.get_by_label("Tiến độ đến đâu?")).to_have_value("")


def _complete(phone: Page, number: int, sentence: str, evidence) -> None:
    card = phone.locator(f"#share-{number}")
    card.get_by_label("Tiến độ đến đâu?").fill(sentence)
    card.get_by_role("button", name="Báo hoàn thành").click()
    expect(phone).to_have_url(re.compile("/report/$"))
    expect(phone.get_by_label("Tiến độ đến đâu?")).to_have_value(sentence)
    phone.get_by_label("Số, ký hiệu văn bản sản phẩm").fill("45/TTr-STC")
    phone.get_by_label("Ngày văn bản sản phẩm").fill(clock.today().strftime("%d/%m/%Y"))
    phone.get_by_label("Tệp minh chứng").set_input_files(evidence)
    phone.get_by_role("button", name="Báo hoàn thành").click()
    expect(phone.locator(".message-success")).to_contain_text("chờ cơ quan giao xác nhận")
    expect(card).to_contain_text(sentence)


def test_line_when_sent_without_scripts_then_kept_all_the_same(world, life, visit, browser, live_server):
    share = tasks.share(life["joint"])
    signed_in = visit(world.users["reporter"], "/tasks/mine/", NARROW)
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    context.add_cookies(signed_in.context.cookies())
    page = context.new_page()
    page.goto("/tasks/mine/")
    card = page.locator(f"#share-{share.pk}")
    card.get_by_label("Tiến độ đến đâu?").fill("Gửi không cần mã chạy trong trình duyệt")
    card.get_by_role("button", name="Gửi").click()
    expect(page.locator(".message-success")).to_contain_text("Đã gửi cập nhật tiến độ.")
    expect(page.locator(f"#share-{share.pk}")).to_contain_text("Gửi không cần mã chạy")
    context.close()


def test_new_task_when_typed_with_the_keyboard_alone_then_issued(world, visit):
    page = visit(world.users["coordinator"], "/tasks/new/")
    page.get_by_label("Việc phải làm").focus()
    page.keyboard.type("Kiểm kê kho lương thực dự trữ")
    for words in ("Chủ tịch Ủy ban nhân dân tỉnh", None, None, "Sở Tài chính", "31/12/2099"):
        page.keyboard.press("Tab")
        if words:
            page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator(".message-success")).to_have_text("Đã giao nhiệm vụ.")
    expect(page.locator("h1")).to_have_text("Kiểm kê kho lương thực dự trữ")
    expect(page.locator("#shares")).to_contain_text("Sở Tài chính")


def test_choose_all_when_ticked_then_every_unit_of_the_page_is_decided_at_once(world, life, visit):
    page = visit(world.users["coordinator"], f"/tasks/{life['each'].pk}/?category=open_overdue")
    late = page.locator("#shares tbody tr").count()
    page.get_by_label("Chọn tất cả").check()
    page.get_by_text("Xử lý các đơn vị đã chọn").click()
    page.get_by_label("Việc cần làm").select_option("set_due")
    page.locator("#bulk-reason").fill("Gia hạn chung")
    page.locator("#bulk-due").fill("31/12/2099")
    page.get_by_role("button", name="Thực hiện với các đơn vị đã chọn").click()
    expect(page.locator(".message-success")).to_contain_text(f"{late} lượt giao")
    expect(page.locator("#shares tbody tr")).to_have_count(0)
    assert late == 3


def test_unit_when_typed_in_the_filter_then_offered_and_the_register_is_cut_down(world, life, visit):
    page = visit(world.users["coordinator"], "/tasks/")
    box = page.get_by_role("combobox", name="Đơn vị")
    box.press_sequentially("tai ch")
    expect(page.locator(".unit-list [role=option]")).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.locator(".tasks-table tbody tr")).to_have_count(2)
