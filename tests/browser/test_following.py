"""Who follows, who has it inside, handing over: done by keyboard alone and looked at wide and on a phone; without scripts too."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from namro.core import clock
from namro.orgs import actions as orgs_actions
from namro.orgs.members import OFFICE, UNIT
from namro.orgs.models import Role
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import Handing, Handover
from tests.browser.conftest import NARROW, WIDE
from tests.browser.furnished import furnish
from tests.factories import orgs


@pytest.fixture
def life(world):
    """The furnished province; the coordinator follows STC, the leader the rest; a share is handed to STC's reporter."""
    made, today = furnish(world), clock.today()
    office, owner = scope(world.users["coordinator"], today), world.unit("UBND")

    def person(actor, unit, roles, by):
        account = world.users[actor]
        return orgs_actions.person_of(key=f"u{account.pk}", unit_id=unit.pk, roles=roles, by=by)

    officer, leader = (person(actor, owner, OFFICE, office) for actor in ("coordinator", "leader"))
    since = today - timedelta(days=30)
    stc = world.unit("STC")
    orgs_actions.put_in_charge(owner=owner, kind="officer", person=officer, units=[stc], since=since, by=office)
    orgs_actions.put_in_charge(owner=owner, kind="leader", person=leader, units=[None], since=since, by=office)
    made["other"] = orgs.user("chuyen.vien", Role.COORDINATOR, owner)
    head = scope(world.users["unit_head"], today)
    reporter = person("reporter", stc, UNIT, head)
    actions.hand_on(
        share=made["back"], person=reporter, due_on=today + timedelta(days=1), note="Bổ sung phụ lục trước", by=head
    )
    for account in world.users.values():
        account.refresh_from_db()
    return made


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_when_looked_at_then_no_fault_at_this_width(world, life, visit, look, width):
    back, owner = life["back"], world.unit("UBND")
    coordinator, reporter, faults = world.users["coordinator"], world.users["reporter"], []
    preview = f"/tasks/handover/?unit={owner.pk}&from={coordinator.person_id}&to=u{life['other'].pk}"
    pages = [
        (coordinator, "/", "following-home", "Việc tôi theo dõi"),
        (world.users["leader"], "/", "following-home-leader", "Việc tôi phụ trách"),
        (reporter, "/", "inside-home", "Giao cho tôi"),
        (coordinator, f"/tasks/{back.task_id}/", "following-task", "Phụ trách, theo dõi"),
        (reporter, f"/tasks/{back.task_id}/", "inside-task", "Trong đơn vị"),
        (coordinator, f"/tasks/{back.task_id}/following/", "following-form", "Phân công phụ trách, theo dõi nhiệm vụ"),
        (reporter, f"/tasks/shares/{back.pk}/person/", "inside-form", "Giao việc trong đơn vị"),
        (reporter, "/tasks/mine/?person=me", "inside-list", "Đã giao cho"),
        (coordinator, "/organisation/UBND/portfolio/", "portfolio", "Phân công phụ trách, theo dõi đơn vị"),
        (
            coordinator,
            "/tasks/?officer=me&cols=code,task,unit,leader,officer",
            "following-register",
            "Chuyên viên theo dõi",
        ),
        (coordinator, preview, "handover", "Bàn giao các mục đã chọn"),
    ]
    for user, path, name, words in pages:
        page = visit(user, path, width)
        expect(page.locator("#content")).to_contain_text(words)
        try:
            look(page, name)
        except AssertionError as fault:
            faults.append(str(fault))
    assert faults == []


def test_handover_when_done_by_keyboard_then_the_minute_prints_on_white(world, life, visit, look):
    owner, coordinator = world.unit("UBND"), world.users["coordinator"]
    page = visit(coordinator, f"/tasks/handover/?unit={owner.pk}")
    page.get_by_label("Người bàn giao").focus()
    page.get_by_label("Người bàn giao").select_option(label=coordinator.full_name)
    page.keyboard.press("Tab")
    page.get_by_label("Người nhận").select_option(value=f"u{life['other'].pk}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("form#handover")).to_contain_text("Đơn vị phụ trách, theo dõi")
    page.get_by_label("Lý do").focus()
    page.keyboard.type("Chuyển công tác")
    page.keyboard.press("Enter")
    expect(page.locator(".minute h1")).to_have_text(re.compile("biên bản bàn giao", re.IGNORECASE))
    assert Handover.objects.get().reason == "Chuyển công tác"
    look(page, "handover-minute")
    page.emulate_media(media="print")
    colours = page.evaluate(
        """() => [...new Set([...document.querySelectorAll('.minute *')].flatMap(
            one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]))]"""
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}, colours
    page.screenshot(path="tests/browser/out/handover-minute-print.png", full_page=True)


def test_minute_when_read_on_a_phone_then_nothing_is_wider_than_the_screen(world, life, visit, look):
    owner, coordinator = world.unit("UBND"), world.users["coordinator"]
    by = scope(coordinator, clock.today())
    to = orgs_actions.person_of(key=f"u{life['other'].pk}", unit_id=owner.pk, roles=OFFICE, by=by)
    rows = [row.pk for row in coordinator.person.portfolios.all()]
    done = actions.hand_over(
        unit=owner,
        from_person=coordinator.person,
        to_person=to,
        ticked=actions.Ticked(portfolio=rows),
        reason="",
        by=by,
    )
    page = visit(coordinator, f"/tasks/handover/{done.pk}/", NARROW)
    expect(page.locator(".minute")).to_contain_text("Sở Tài chính")
    look(page, "handover-minute-narrow")


def test_share_when_handed_on_from_the_list_without_scripts_then_kept(world, life, visit):
    page: Page = visit(world.users["reporter"], "/tasks/mine/")
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.reload()
    page.locator(".card", has_text="Xây dựng phương án sử dụng trụ sở cũ").get_by_role(
        "link", name="Giao việc trong đơn vị"
    ).click()
    page.get_by_label("Giao cho").select_option(label="Người dùng unit_head (unit_head)")
    page.get_by_label("Hạn trong đơn vị").fill((clock.today() + timedelta(days=2)).strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".card", has_text="Xây dựng phương án")).to_contain_text("Người dùng unit_head")
    assert Handing.objects.order_by("-id").first().due_on == clock.today() + timedelta(days=2)
