"""The first page as each role sees it, wide and on a phone; a saved act three taps away; lists without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from namro.tasks.models import ProgressReport
from tests.browser.conftest import NARROW, WIDE
from tests.browser.furnished import BACK, furnish

PHONE = 390


@pytest.fixture
def life(world):
    return furnish(world)


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
    fill = "getComputedStyle(document.querySelector('#states-overdue .ground')).fill"
    assert page.evaluate(fill) == "rgb(0, 0, 0)"
    assert page.locator(".focal > li").count() > 5 and page.locator(".focal > li").last.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
