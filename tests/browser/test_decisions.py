"""What waits for the office, decided by keyboard alone: look at the evidence, choose lines, confirm, return with a reason."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from namro.core import clock
from namro.orgs.scope import scope
from namro.tasks import actions, filing
from namro.tasks.models import Gap, GapDecision
from tests.browser.conftest import NARROW, WIDE
from tests.factories import tasks

URL = "/tasks/to-confirm/"


@pytest.fixture
def waiting(world):
    """Six completions, one with a file, and a proposed value."""
    today = clock.today()
    by = scope(world.users["coordinator"], today)
    reporter = scope(world.users["reporter"], today)
    shares = []
    for number in range(6):
        one = tasks.issue(
            by,
            world.unit("UBND"),
            world.unit("STC"),
            today=today - timedelta(days=40),
            content=f"Trình phương án sắp xếp nhà, đất dôi dư số {number}",
            due_on=today - timedelta(days=2),
        )
        shares.append(tasks.share(one))
        files = filing.store([filing.judge("Biên bản bàn giao.txt", b"abc")]) if number == 1 else []
        said = actions.Update(
            f"Đã trình phương án số {number}",
            stage="submitted",
            product_symbol=f"{number + 40}/TTr-STC" if number else "",
            evidence=files,
        )
        day = today - timedelta(days=6 - number)
        actions.submit_completion(assignment=shares[-1], update=said, by=reporter, today=day)
    joint = tasks.issue(by, world.unit("UBND"), world.unit("STC"), today=today - timedelta(days=40), due_on=today)
    value = actions.NewValue(Gap.PRODUCT, "Trao đổi qua điện thoại", words="Phương án xử lý nhà, đất")
    proposal = actions.propose_value(share=tasks.share(joint), value=value, by=reporter, today=today)
    return shares, proposal


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_list_when_looked_at_then_no_fault_at_this_width(world, waiting, visit, look, width):
    page = visit(world.users["coordinator"], URL, width)
    page.locator("tbody input[type=checkbox]").nth(1).check()
    look(page, "decisions")


def test_list_when_worked_by_keyboard_then_confirmed_and_returned_without_a_mouse(world, waiting, visit):
    shares, proposal = waiting
    page = visit(world.users["coordinator"], URL)
    for key in ("ArrowDown", "Space", "ArrowDown", "Space", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    boxes = page.locator("tbody input[type=checkbox]")
    expect(boxes.nth(3)).to_be_focused()
    page.keyboard.press("Enter")  # on a line it decides nothing
    assert [tasks.row(share).state for share in shares] == ["submitted"] * 6
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert [tasks.row(share).state for share in shares] == ["done"] * 2 + ["submitted"] * 4
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Alt+Delete")
    page.keyboard.insert_text("Thiếu tờ trình đã ký")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert tasks.row(shares[2]).returned and tasks.row(shares[3]).state == "submitted"
    page.locator("thead input[type=checkbox]").check()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert {tasks.row(share).state for share in shares[3:]} == {"done"}
    assert GapDecision.objects.get(proposal=proposal).approved
    expect(page.locator(".empty")).to_be_visible()


def test_keys_while_an_input_method_composes_then_they_belong_to_it(world, waiting, visit):
    shares, _proposal = waiting
    page = visit(world.users["coordinator"], URL)
    page.locator("tbody input[type=checkbox]").first.check()
    page.locator("#reason").focus()
    page.locator("#reason").dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "bubbles": True})
    page.locator("#reason").dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    expect(page.locator("[role=alert]")).to_have_count(0)
    assert tasks.row(shares[0]).state == "submitted"
