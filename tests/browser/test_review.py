"""The review by hand: confirm with the keyboard, correct a lead, reject, add by selecting, without losing the place."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from namro.core import actions as core_actions
from namro.reading.models import Verdict
from namro.tasks.models import AssignmentState, Task
from tests.browser.conftest import NARROW, OUT, WIDE
from tests.factories import reviewing
from tests.factories.reviewing import MISSED, SIX, span


@pytest.fixture
def source(world):
    core_actions.seed_calendar(years=[2026])
    return reviewing.notice(world.unit("UBND"))


@pytest.fixture
def desk(world, source, visit):
    def opened(width=WIDE, at=""):
        query = f"?item={span(source, at)['start']}-{span(source, at)['end']}" if at else ""
        return visit(world.users["coordinator"], f"/documents/{source.document_id}/review/{query}", width)

    return opened


def decisions() -> dict[str, str]:
    return dict(Verdict.objects.order_by("start").values_list("quotation", "decision"))


SELECT = """words => {
    const line = [...document.querySelectorAll('#text p')].find(one => one.textContent.includes(words));
    const node = line.firstChild, at = node.textContent.indexOf(words), range = document.createRange();
    range.setStart(node, at); range.setEnd(node, at + words.length);
    getSelection().removeAllRanges(); getSelection().addRange(range);
}"""


def test_review_when_done_by_keyboard_then_six_items_are_decided_and_one_added(world, desk, source):
    page = desk()
    heading, done = page.locator("#item"), page.locator(".desk-progress .figure")
    expect(heading).to_contain_text("Mục 1/6")

    page.keyboard.press("Control+Enter")
    expect(heading).to_contain_text("Mục 2/6")
    expect(done).to_have_text("1/6")
    assert page.url.endswith(f"item={span(source, SIX[1])['start']}-{span(source, SIX[1])['end']}")

    # Correct the lead: untick the proposed one, type another without marks, take what is suggested.
    page.get_by_role("checkbox", name="Sở Nội vụ").uncheck()
    box = page.locator("#id_lead")
    box.press_sequentially("so xay")
    expect(page.get_by_role("option", name="Sở Xây dựng")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("SXD — Sở Xây dựng")
    box.press("Enter")
    expect(page.get_by_role("checkbox", name="Sở Xây dựng")).to_be_checked()
    expect(heading).to_contain_text("Mục 2/6")
    assert Task.objects.count() == 1
    page.keyboard.press("Control+Enter")
    expect(heading).to_contain_text("Mục 3/6")

    page.keyboard.press("Control+Enter")
    expect(heading).to_contain_text("Mục 4/6")
    page.keyboard.press("Alt+Delete")
    page.keyboard.type("Giao nhầm địa chỉ")
    page.keyboard.press("Enter")
    expect(heading).to_contain_text("Mục 5/6")
    expect(done).to_have_text("4/6")

    page.keyboard.press("5")
    expect(page.locator(".kinds input:checked")).to_have_value("decided")
    expect(page.locator(".only-task")).to_be_hidden()
    page.keyboard.press("4")
    page.keyboard.press("Control+Enter")
    expect(heading).to_contain_text("Mục 6/6")
    page.keyboard.press("Control+Enter")
    expect(done).to_have_text("6/6")

    page.evaluate(SELECT, MISSED)
    expect(page.locator("#add")).to_be_visible()
    page.keyboard.press("Alt+Insert")
    expect(heading).to_contain_text("Mục mới")
    expect(page.locator("#id_content")).to_have_value(MISSED)
    page.locator("#id_lead").fill("VP")
    page.locator(".kinds input[value=standing]").check()
    page.keyboard.press("Control+Enter")
    expect(done).to_have_text("7/7")

    assert list(decisions().values()) == [
        "accepted",
        "corrected",
        "accepted",
        "rejected",
        "accepted",
        "accepted",
        "added",
    ]
    assert decisions()[MISSED] == "added"
    leads = AssignmentState.objects.current().filter(role="lead")
    assert sorted(row.unit.code for row in leads) == ["STC", "SXD", "VP", *(f"X00{n}" for n in range(1, 9))]


def test_review_when_a_notice_has_60_items_then_one_key_each_and_the_words_stay_in_view(world, visit):
    leads = ("Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng")
    said = tuple(
        f"{leads[n % 3]} hoàn thành phần việc số {n} của kế hoạch trước ngày 15/4/2026" for n in range(101, 161)
    )
    fields = tuple({**reviewing.FIELDS[0], "assignees": [leads[n % 3]], "assignees_raw": [leads[n % 3]], "coordinators": []}
                   for n in range(101, 161))  # fmt: skip
    text = reviewing.notice(world.unit("UBND"), sentences=said, fields=fields)
    page = visit(world.users["coordinator"], f"/documents/{text.document_id}/review/")
    taken = []
    for number in range(2, 42):
        page.keyboard.press("Control+Enter")
        expect(page.locator("#item")).to_contain_text(f"Mục {number}/60")
        taken.append(page.evaluate("performance.getEntriesByType('resource').at(-1).duration"))
        expect(page.locator("mark.said-now").first).to_be_in_viewport()
        expect(page.locator("#items [aria-current]")).to_be_in_viewport()
    assert Task.objects.count() == 40
    taken.sort()
    print(f"one item confirmed of 60: median {taken[20]:.0f} ms, slowest {taken[-1]:.0f} ms from key to next item")
    page.screenshot(path=OUT / "review-60.png")


def test_review_when_moved_by_arrows_then_the_words_stay_in_view_and_nothing_is_lost_on_reload(desk):
    page = desk()
    page.locator("#id_content").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#item")).to_contain_text("Mục 2/6")
    expect(page.locator("mark.said-now").first).to_be_in_viewport()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#item")).to_contain_text("Mục 1/6")
    page.locator(f"mark:has-text('{SIX[2]}')").click()
    expect(page.locator("#item")).to_contain_text("Mục 3/6")
    page.reload()
    expect(page.locator("#item")).to_contain_text("Mục 3/6")
    page.go_back()
    expect(page.locator("#item")).to_contain_text("Mục 1/6")


def test_review_when_an_input_method_composes_then_its_keys_are_its_own(desk):
    page = desk()
    page.locator("#id_content").focus()
    page.evaluate("""() => {
        const box = document.activeElement;
        const key = (name, more) => box.dispatchEvent(new KeyboardEvent('keydown', {key: name, bubbles: true, ...more}));
        box.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
        key('Enter', {ctrlKey: true, isComposing: true});
        key('ArrowDown', {altKey: true, keyCode: 229});
        key('3', {});
    }""")
    page.wait_for_timeout(300)
    expect(page.locator("#item")).to_contain_text("Mục 1/6")
    expect(page.locator(".kinds input:checked")).to_have_value("dated")
    assert Verdict.objects.count() == 0


def test_review_when_there_is_no_script_then_links_and_buttons_do_the_same(world, source, browser, live_server, visit):
    page = visit(world.users["coordinator"], f"/documents/{source.document_id}/review/")
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(f"/documents/{source.document_id}/review/")
    plain.locator("#items a").nth(3).click()
    plain.locator("#id_lead").fill("so xay dung")
    plain.locator("#id_lead").press("Enter")
    expect(plain.get_by_role("checkbox", name="Sở Xây dựng")).to_be_checked()
    plain.get_by_role("button", name="Xác nhận").click()
    expect(plain.locator("#item")).to_contain_text("Mục 5/6")
    assert Task.objects.get().assignments.get().unit.code == "SXD"
    context.close()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_review_when_looked_at_then_no_fault_at_this_width(world, source, desk, look, width):
    from namro.orgs.scope import scope
    from namro.tasks import actions

    by = scope(world.users["coordinator"], timezone.localdate())
    actions.reject(**span(source, SIX[4]), reason="Nêu chung", by=by)
    page = desk(width)
    look(page, "review")
    page = desk(width, SIX[2])
    look(page, "review-collective")
    page = desk(width, SIX[3])
    page.keyboard.press("Alt+Delete")
    page.locator(".item-form details.more summary").click()
    look(page, "review-doubt")
    page = desk(width, SIX[4])
    look(page, "review-rejected")
    page = desk(width, SIX[5])
    look(page, "review-closing")
    page = desk(width, SIX[0])
    page.keyboard.press("Control+Enter")
    expect(page.locator(".desk-progress .figure")).to_have_text("2/6")
    page = desk(width, SIX[0])
    look(page, "review-issued")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 800), (1920, 1080)])
def test_desk_when_the_title_is_long_then_buttons_and_legend_stand_on_the_screen(desk, source, width, height):
    source.document.title = "Kết luận phiên họp thường kỳ về phát triển kinh tế, xã hội và vốn đầu tư công; " * 4
    source.document.save()
    page = desk(width)
    page.set_viewport_size({"width": width, "height": height})
    for part in (".item-buttons .button-main", ".item-buttons .button-danger", ".legend", ".item-head", ".said-now"):
        expect(page.locator(part).first).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
