"""The first page as each role sees it, wide and on a phone; a saved act three taps away; lists without scripts."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from namro.core import clock
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import Gap, ProgressReport
from tests.browser.conftest import NARROW, WIDE
from tests.factories import tasks

BACK = "Báo cáo kết quả rà soát nhà, đất dôi dư sau sắp xếp đơn vị hành chính"
PHONE = 390


@pytest.fixture
def life(world):
    """STC: one returned, one late and silent, one due soon with a proposal, one sent; communes late; focal ones far off."""
    today = clock.today()
    start = today - timedelta(days=40)
    by, reporter = (scope(world.users[actor], today) for actor in ("coordinator", "reporter"))
    owner, stc = world.unit("UBND"), world.unit("STC")

    def issue(content, *units, days, **fields):
        due = today + timedelta(days=days)
        return tasks.issue(by, owner, *units, today=start, content=content, due_on=due, **fields)

    back = tasks.share(issue(BACK, stc, days=-8, weight="focal"))
    send = {"by": by, "today": today - timedelta(days=9)}
    actions.submit_completion(assignment=back, update=actions.Update("Đã báo cáo 12/14 cơ sở"), **send)
    actions.return_for_changes(assignments=[back], reason="Thiếu phụ lục số liệu", by=by, today=today)
    issue("Xây dựng phương án sử dụng trụ sở cũ của các xã đã sắp xếp", stc, days=-3)
    soon = issue("Tham mưu đề án chuyển đổi số trong quản lý tài sản công", stc, days=4, weight="breakthrough")
    ground = "Trao đổi qua điện thoại với Văn phòng"
    value = actions.NewValue(Gap.PRODUCT, ground, words="Tờ trình kèm dự thảo đề án")
    actions.propose_value(share=tasks.share(soon), value=value, by=reporter, today=today)
    sent = issue("Công khai quyết toán ngân sách năm trước", stc, days=10)
    update = actions.Update("Đã niêm yết công khai", product_symbol="45/QĐ-STC")
    actions.submit_completion(assignment=tasks.share(sent), update=update, by=by, today=today)
    communes = [world.unit(f"X00{number}") for number in range(1, 9)]
    issue("Công khai thủ tục tại bộ phận một cửa", *communes, days=-5)
    for number, weight in enumerate(("normal", "focal", "normal", "breakthrough", "normal")):
        content = f"Báo cáo chuyên đề quý số {number + 1} về tiến độ giải ngân đầu tư công"
        issue(content, world.unit("SXD"), world.unit("SNV"), days=6 + 9 * number, weight=weight)
    return {"back": back, "soon": soon}


ROLES = ("reporter", "coordinator", "leader", "inspector", "administrator", "nobody")


@pytest.mark.parametrize("width", [WIDE, PHONE, NARROW])
def test_home_when_looked_at_by_each_role_then_no_fault_at_this_width(world, life, visit, look, width):
    faults = []

    def see(page: Page, name: str) -> None:
        try:
            look(page, name)
        except AssertionError as fault:
            faults.append(str(fault))

    for actor in ROLES:
        page = visit(world.users[actor], "/", width)
        see(page, f"home-{actor}")
        if actor == "coordinator":
            page.goto("/tasks/unmet/")
            see(page, "home-unmet")
    assert faults == []


def test_update_when_started_from_home_on_a_phone_then_three_taps_and_one_sentence(world, life, visit):
    phone = visit(world.users["reporter"], "/", PHONE)
    taps = 0

    def tap(box) -> None:
        nonlocal taps
        box.click()
        taps += 1

    tap(phone.get_by_role("link", name=re.compile(f"^Cập nhật: {BACK[:20]}")))
    tap(phone.get_by_label("Tiến độ đến đâu?"))
    phone.keyboard.type("Đã bổ sung phụ lục số liệu")
    tap(phone.get_by_role("button", name="Gửi cập nhật"))
    expect(phone.locator(".message-success")).to_contain_text("Đã gửi cập nhật tiến độ.")
    expect(phone).to_have_url(re.compile(r"://[^/]+/$"))
    assert taps == 3
    assert ProgressReport.objects.filter(assignment=life["back"], sentence="Đã bổ sung phụ lục số liệu").exists()


def test_figures_when_wanted_on_a_phone_then_late_due_soon_and_waiting_stand_on_the_first_screen(world, life, visit):
    """F70: late, due in seven days, waiting for me: no tap to see them, one to open them."""
    phone = visit(world.users["unit_head"], "/", PHONE)
    for label in ("quá hạn", "đến hạn trong 7 ngày", "bị trả lại", "đã gửi, chờ xác nhận"):
        tile = phone.locator("#part-own .tile", has_text=label).first
        box = tile.bounding_box()
        assert box and box["y"] + box["height"] <= 800, label
    phone.locator("#part-own .tile", has_text="quá hạn").first.click()
    expect(phone.locator("article.card")).to_have_count(2)


def test_completion_when_confirmed_from_home_on_a_phone_then_two_taps(world, life, visit):
    phone = visit(world.users["coordinator"], "/", PHONE)
    phone.get_by_role("link", name="Công khai quyết toán ngân sách năm trước").click()
    phone.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(phone.locator(".message-success")).to_contain_text("Đã xác nhận hoàn thành")
    phone.goto("/")
    expect(phone.get_by_role("link", name="Công khai quyết toán ngân sách năm trước")).to_have_count(0)


def test_home_when_printed_then_black_bars_and_every_item(world, life, visit):
    page = visit(world.users["leader"], "/")
    page.emulate_media(media="print")
    fill = "getComputedStyle(document.querySelector('.load-bar .load-focal')).fill"
    assert page.evaluate(fill) == "rgb(0, 0, 0)"
    assert page.locator(".focal > li").count() > 5 and page.locator(".focal > li").last.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
