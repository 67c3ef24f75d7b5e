"""The desk in a browser: split and merge by keyboard, unsent changes kept, a colleague's verdict, input methods, 40 items."""

from urllib.parse import urljoin

import pytest
from django.conf import settings
from playwright.sync_api import expect

from namro.core import actions as core_actions
from namro.reading.models import Verdict
from namro.tasks.models import Task
from tests.browser.conftest import NARROW, WIDE
from tests.browser.conftest import _session as session_of
from tests.factories import reviewing, tasks
from tests.factories.reviewing import SIX, span


@pytest.fixture
def source(world):
    core_actions.seed_calendar(years=[2026])
    return reviewing.notice(world.unit("UBND"))


@pytest.fixture
def desk(world, source, visit):
    def opened(width=WIDE, at="", user="coordinator"):
        query = f"?item={span(source, at)['start']}-{span(source, at)['end']}" if at else ""
        return visit(world.users[user], f"/documents/{source.document_id}/review/{query}", width)

    return opened


@pytest.fixture
def alike(world):
    from namro.orgs.scope import scope

    by = scope(world.users["coordinator"], tasks.ISSUED)
    return tasks.issue(by, world.unit("UBND"), world.unit("STC"), content="Lập phương án sắp xếp trụ sở dôi dư")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_desk_when_an_open_task_looks_alike_then_it_stands_beside_and_the_split_opens(desk, look, alike, width):
    page = desk(width)
    expect(page.locator(".beside a")).to_have_text(alike.content)
    page.locator("#regroup summary").click()
    look(page, "review-beside")
    page = desk(width)  # taking the picture leaves marks on the boxes of a page
    page.get_by_label("ghép: thêm căn cứ").check()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#item")).to_contain_text("Mục 2/6")
    assert (Task.objects.count(), alike.orders.count()) == (1, 2)


def test_desk_when_split_and_merged_by_keyboard_then_items_follow_and_come_back(desk):
    page = desk()
    page.keyboard.press("Alt+Shift+Enter")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#items li")).to_have_count(7)
    expect(page.locator("#item")).to_contain_text("Mục 1/7")
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(page.locator("#items li")).to_have_count(6)
    page.locator("#regroup summary").click()
    page.get_by_role("button", name="Trả lại các mục như máy đọc").click()
    expect(page.locator("#items li")).to_have_count(6)
    expect(page.locator("#id_content")).to_contain_text("phương án sắp xếp trụ sở")


def test_desk_when_reloaded_then_unsent_changes_are_back_and_can_be_dropped(desk):
    page = desk()
    page.locator("#id_content").fill("Nội dung đang sửa dở")
    box = page.locator("#id_lead")
    box.fill("Sở Xây dựng")
    box.press("Enter")
    expect(page.get_by_role("checkbox", name="Sở Xây dựng")).to_be_checked()
    page.locator("#id_content").press("End")
    page.locator("#id_content").type(" thêm")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#item")).to_contain_text("Mục 2/6")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#restored")).to_be_visible()
    page.reload()
    expect(page.locator("#restored")).to_be_visible()
    expect(page.locator("#id_content")).to_have_value("Nội dung đang sửa dở thêm")
    expect(page.get_by_role("checkbox", name="Sở Xây dựng")).to_be_checked()
    page.get_by_role("link", name="Bỏ, lấy lại như đề xuất").click()
    expect(page.locator("#id_content")).to_have_value(SIX[0])
    page.reload()
    expect(page.locator("#id_content")).to_have_value(SIX[0])


def test_desk_when_a_colleague_decides_then_the_page_says_so_and_nothing_is_overwritten(desk, world):
    mine, theirs = desk(), desk(user="leader")
    expect(mine.locator("#others")).to_contain_text(world.users["leader"].get_full_name(), timeout=15_000)
    mine.locator("#id_content").fill("Nội dung của tôi")
    theirs.keyboard.press("Control+Enter")
    expect(theirs.locator("#item")).to_contain_text("Mục 2/6")
    expect(mine.locator("#others .message")).to_contain_text("đã xử lý mục 1", timeout=15_000)
    expect(mine.locator("#items li").first).to_contain_text("đã giao")
    expect(mine.locator("#id_content")).to_have_value("Nội dung của tôi")
    mine.keyboard.press("Control+Enter")
    expect(mine.locator(".message").first).to_be_visible()
    assert (Task.objects.count(), Verdict.objects.get().decided_by) == (1, world.users["leader"])


def test_unit_box_when_typed_with_telex_then_found_and_no_shortcut_fires(desk):
    """Telex as an input method on Linux and macOS sends it: composition, then the finished letters."""
    page = desk()
    page.locator("#id_lead").focus()
    session = page.context.new_cdp_session(page)
    for step in ("S", "So", "Sở"):
        session.send("Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)})
        session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process"})
    session.send("Input.insertText", {"text": "Sở "})
    for step in ("x", "xa", "xâ", "xây"):
        session.send("Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)})
    session.send("Input.insertText", {"text": "xây"})
    expect(page.locator("#id_lead")).to_have_value("Sở xây")
    expect(page.get_by_role("option", name="Sở Xây dựng")).to_be_visible()
    # UniKey on Windows rewrites what stands there: Backspace and the finished letter, as bare keys.
    content = page.locator("#id_content")
    content.fill("")
    for key in ("d", "d", "Backspace", "Backspace"):
        content.press(key)
    session.send("Input.insertText", {"text": "đ"})
    for key in ("1", "5"):
        content.press(key)
    expect(content).to_have_value("đ15")
    expect(page.locator(".kinds input:checked")).to_have_value("dated")
    expect(page.locator("#item")).to_contain_text("Mục 1/6")


COUNT = """() => {
    window.pressed = 0; window.slow = [];
    const own = ['Control', 'Alt', 'Shift'];
    addEventListener('keydown', event => { if (event.key.length > 1 && !own.includes(event.key)) pressed++; });
    addEventListener('pointerdown', () => pressed++);
    new PerformanceObserver(list => list.getEntries().forEach(one => {
        if (one.name === 'keydown') slow.push(one.duration);
    })).observe({type: 'event', durationThreshold: 16});
}"""


def test_notice_when_it_has_40_items_then_at_most_60_interactions(world, visit):
    leads = ("Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng")
    said = tuple(
        f"{leads[n % 3]} hoàn thành phần việc số {n} của kế hoạch trước ngày 15/4/2026" for n in range(101, 141)
    )
    fields = tuple(
        {**reviewing.FIELDS[0], "assignees": [leads[n % 3]], "assignees_raw": [leads[n % 3]], "coordinators": []}
        for n in range(101, 141)
    )
    text = reviewing.notice(world.unit("UBND"), sentences=said, fields=fields)
    page = visit(world.users["coordinator"], f"/documents/{text.document_id}/review/")
    page.evaluate(COUNT)
    heading = page.locator("#item")
    for number in range(1, 41):
        expect(heading).to_contain_text(f"Mục {number}/40")
        if number % 10 == 3:  # one in ten is corrected: another lead, by typing and taking what is offered
            box = page.locator("#id_lead")
            box.press_sequentially("vp")
            expect(page.get_by_role("option").first).to_be_visible()
            box.press("ArrowDown")
            box.press("Enter")
        if number % 20 == 7:
            page.keyboard.press("Alt+Delete")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("Control+Enter")
    expect(page.locator(".desk-progress .figure")).to_have_text("40/40")
    pressed, slow = page.evaluate("[window.pressed, window.slow.sort((a, b) => a - b)]")
    print(
        f"40 items, 4 corrected, 2 rejected: {pressed} interactions; keys answered in at most {slow[-1] if slow else 16:.0f} ms"
    )
    assert pressed <= 60
    assert Verdict.objects.count() == 40


def test_desk_when_another_account_signs_in_at_the_same_window_then_it_sees_no_drafts_of_the_first(desk, world, source):
    page = desk()
    page.locator("#id_content").fill("Ý riêng của người trước")
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.locator("#review")).to_have_count(0)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(world.users["leader"])}
    page.context.add_cookies([cookie | {"url": urljoin(page.url, "/")}])
    page.goto(f"/documents/{source.document_id}/review/")
    expect(page.locator("#id_content")).to_have_value(SIX[0])
    expect(page.locator("#restored")).to_be_hidden()
    assert "Ý riêng" not in page.evaluate("JSON.stringify(sessionStorage)")
