"""A share handed over and a unit asked to explain: from the register by keyboard, on a phone, and what each side then sees."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from namro.core import clock
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import Explanation, ExplanationEnd
from tests.browser.conftest import NARROW, WIDE
from tests.factories import tasks

CONTENTS = (
    "Trình phương án sắp xếp, xử lý nhà, đất dôi dư sau khi sắp xếp đơn vị hành chính cấp xã",
    "Rà soát quỹ đất công ích tại các xã ven sông và đề xuất phương án sử dụng",
    "Báo cáo tiến độ giải ngân vốn đầu tư công của các dự án chuyển tiếp",
)


@pytest.fixture
def life(world):
    """Three late tasks of STC, the last one joint with SNV."""
    today = clock.today()
    by = scope(world.users["coordinator"], today)
    made = []
    for number, content in enumerate(CONTENTS):
        supports = [actions.Share(world.unit("SNV"), due_on=today)] if number == 2 else []
        fields = {"content": content, "due_on": today - timedelta(days=9 - number), "supports": supports}
        day = today - timedelta(days=40)
        made.append(tasks.issue(by, world.unit("UBND"), world.unit("STC"), today=day, **fields))
    return by, made


def ask(by, *some, due_on=None, today=None):
    said = {"question": "Nêu rõ nguyên nhân chậm, trách nhiệm của người đứng đầu và thời điểm hoàn thành."}
    shares = [tasks.share(one) for one in some]
    actions.ask_explanation(assignments=shares, by=by, due_on=due_on, today=today, **said)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_lines_when_handed_over_from_the_register_then_previewed_done_and_taken_back(world, life, visit, look, width):
    _by, made = life
    page = visit(world.users["coordinator"], "/tasks/?role=lead", width)
    for box in page.locator('td.tick input[name="share"]').all():
        box.check()
    page.locator('#bulk button[value="transfer"]').press("Enter")
    page.get_by_label("Đơn vị nhận").press_sequentially("SNV")
    page.get_by_label("Lý do").fill("Đúng chức năng, nhiệm vụ của Sở Nội vụ sau khi sắp xếp bộ máy")
    look(page, f"transfer-form-{width}")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("table").nth(1)).to_contain_text("đã có phần trong nhiệm vụ này")
    look(page, f"transfer-preview-{width}")
    page.get_by_role("button", name="Chuyển cho đơn vị khác: 2").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    look(page, f"transfer-done-{width}")
    page.get_by_role("button", name="Rút lại việc chuyển").click()
    expect(page.locator(".message-success")).to_contain_text("số lượt giao: 2")
    assert {tasks.row(tasks.share(one)).unit.code for one in made} == {"STC"}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_when_a_share_was_handed_over_then_each_side_reads_it(world, life, visit, look, width):
    by, made = life
    share = tasks.share(made[0])
    actions.transfer(assignments=[share], to=world.unit("SNV"), reason="Đúng chức năng của Sở Nội vụ", by=by)
    page = visit(world.users["reporter_elsewhere"], "/", width)
    expect(page.locator("#part-own .todo li").first).to_contain_text("mới nhận chuyển")
    look(page, f"transfer-home-{width}")
    page = visit(world.users["reporter"], "/tasks/mine/", width)
    expect(page.locator("#handed-on")).to_contain_text("đã chuyển cho Sở Nội vụ")
    look(page, f"transfer-own-{width}")
    page.locator("#handed-on a").click()
    expect(page.locator(".message-warning")).to_contain_text("khi đơn vị anh/chị còn giữ việc")
    look(page, f"transfer-former-{width}")
    page = visit(world.users["coordinator"], f"/tasks/{made[0].pk}/", width)
    expect(page.locator(".moves")).to_contain_text("từ Sở Tài chính sang Sở Nội vụ")
    look(page, f"transfer-task-{width}")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_question_when_asked_then_drafted_sent_and_read_by_keyboard(world, life, visit, look, width):
    by, made = life
    today = clock.today()
    ask(by, made[0], today=today - timedelta(days=10), due_on=today - timedelta(days=3))
    ask(by, made[1], made[2])
    one = Explanation.objects.order_by("pk").first()
    page = visit(world.users["reporter"], "/", width)
    expect(page.locator("#asked-to-explain li")).to_have_count(3)
    look(page, f"explain-home-{width}")
    page.locator("#asked-to-explain a.button").first.click()
    page.get_by_label("Giải trình", exact=True).fill(
        "Số liệu kiểm kê của hai xã gửi chậm; đã đôn đốc, xong trước ngày 30."
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".message-success")).to_contain_text("Đã lưu dự thảo")
    look(page, f"explain-draft-{width}")
    page = visit(world.users["unit_head"], f"/tasks/explanations/{one.pk}/", width)
    page.get_by_role("button", name="Gửi giải trình").press("Enter")
    expect(page.locator(".message-success")).to_contain_text("Đã gửi giải trình")
    assert ExplanationEnd.objects.get().explanation_id == one.pk
    look(page, f"explain-sent-{width}")
    page = visit(world.users["leader"], "/", width)
    expect(page.locator(".asked-table")).to_contain_text("chưa giải trình")
    look(page, f"explain-leader-{width}")
    page = visit(world.users["coordinator"], f"/tasks/{made[0].pk}/", width)
    expect(page.locator("#explanations")).to_contain_text("hai xã gửi chậm")
    look(page, f"explain-task-{width}")
