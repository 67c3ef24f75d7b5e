"""Forty items in one sitting: typed, pasted from a spreadsheet and marked by keyboard, kept over a reload, sent once."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from namro.core import clock
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import ProgressReport
from tests.browser.conftest import NARROW, WIDE
from tests.factories import tasks

URL = "/tasks/mine/grid/"
MOST = 80
_KINDS = ("Rà soát quy hoạch phân khu", "Trình phương án sắp xếp nhà, đất dôi dư", "Báo cáo giải ngân vốn đầu tư công")


@pytest.fixture
def forty(world) -> list:
    """Forty open tasks of STC, each updated once."""
    today = clock.today()
    by = scope(world.users["coordinator"], today)
    shares = []
    for number in range(1, 41):
        content = f"{_KINDS[number % 3]} số {number}"
        due = today + timedelta(days=number - 5)
        one = tasks.issue(
            by, world.unit("UBND"), world.unit("STC"), today=today - timedelta(days=40), content=content, due_on=due
        )
        shares.append(tasks.share(one))
        said = actions.Update(f"Đã phân công chuyên viên theo dõi việc {number}", percent=10)
        actions.report_progress(assignment=shares[-1], update=said, by=by, today=today - timedelta(days=20))
    return shares


def paste(page: Page, words: str) -> None:
    """What a clipboard with these words does to the box that has the focus."""
    page.evaluate(
        """words => {
            const clip = new DataTransfer();
            clip.setData("text/plain", words);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: clip, bubbles: true, cancelable: true }));
        }""",
        words,
    )


def values(page: Page, name: str) -> list[str]:
    return page.locator(f".grid-table [name$='-{name}']").evaluate_all("boxes => boxes.map(box => box.value)")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_grid_when_looked_at_then_no_fault_at_this_width(world, forty, visit, look, width):
    page = visit(world.users["reporter"], URL, width)
    page.locator("textarea").first.fill("Đã họp thống nhất phương án với các sở")
    page.locator("select[name$='-mark']").nth(1).select_option("same")
    page.locator("textarea").nth(2).fill("Hai việc cùng lúc")
    page.locator("select[name$='-mark']").nth(2).select_option("nothing")
    page.click("#grid-send")
    expect(page.locator("[role=alert]")).to_contain_text("Dòng 3")
    look(page, "grid-faulty")


def test_forty_items_when_done_in_one_sitting_then_few_interactions_and_one_send(world, forty, visit):
    page = visit(world.users["reporter"], URL)
    count = 0

    def press(key: str, times: int = 1) -> None:
        nonlocal count
        for _time in range(times):
            page.keyboard.press(key)
            count += 1

    page.locator("textarea").first.click()
    count += 1
    for number in range(1, 16):  # fifteen sentences typed one below the other
        page.keyboard.insert_text(f"Đã họp lần {number}, thống nhất phương án")
        count += 1
        press("Enter")
    column = "\r\n".join(f"Chép từ bảng tính, việc {number}\tnhư cũ\t{number + 20}%" for number in range(16, 31))
    paste(page, column)  # fifteen from a spreadsheet, with a column of percentages
    count += 1
    press("Enter", 14)
    press("Enter")
    for _number in range(31, 36):  # five marked by keyboard
        press("ArrowRight")
        press("ArrowDown")
        press("Enter")
        press("ArrowLeft")
    page.get_by_role("button", name="Dòng còn trống: không phát sinh").click()  # the last five at once
    count += 1
    expect(page.locator("#grid-note")).to_contain_text("Số dòng đã nhập: 40")
    with page.expect_navigation():
        press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("Đã gửi, số dòng: 40.")
    sent = list(ProgressReport.objects.filter(assignment__in=forty).order_by("-id")[:40])
    assert len({one.assignment_id for one in sent}) == 40
    assert [sum(one.mark == mark for one in sent) for mark in ("", "same", "nothing")] == [30, 5, 5]
    assert {one.percent for one in sent if one.sentence.startswith("Chép")} == set(range(36, 51))
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert set(values(page, "sentence")) == {""}
    print(f"\nforty items updated in {count} interactions (a sentence typed = 1, a key = 1, a paste = 1, a click = 1)")
    assert count <= MOST


def test_lines_when_the_page_is_loaded_again_then_everything_typed_is_there_and_only_for_this_account(
    world, forty, visit
):
    page = visit(world.users["reporter"], URL)
    page.locator("textarea").nth(3).fill("Đang lấy ý kiến các sở")
    page.locator("select[name$='-mark']").nth(4).select_option("same")
    page.reload()
    assert values(page, "sentence")[3] == "Đang lấy ý kiến các sở" and values(page, "mark")[4] == "same"
    expect(page.locator("#grid-note")).to_contain_text("lấy lại từ trình duyệt này: 2")
    kept = page.evaluate("Object.keys(localStorage)")
    assert kept and all(name.startswith(f"namro.grid:{world.users['reporter'].pk}:") for name in kept)
    page.locator("textarea").nth(3).fill("")
    page.reload()
    assert set(values(page, "sentence")) == {""}


def test_restricted_line_when_typed_then_its_words_do_not_outlive_the_window(world, forty, visit):
    task = forty[0].task
    task.restricted = True
    task.save()
    forty[0].states.update(restricted=True)
    page = visit(world.users["reporter"], URL)
    page.locator("tr[data-restricted] textarea").fill("Nội dung hạn chế")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert page.evaluate("Object.keys(sessionStorage).filter(name => name.startsWith('namro.grid')).length") == 1


def test_lines_when_a_send_fails_then_nothing_is_lost_and_the_file_is_still_chosen(world, forty, visit, tmp_path):
    page = visit(world.users["reporter"], URL)
    file = tmp_path / "Báo cáo chung.txt"
    file.write_text("Báo cáo chung", encoding="utf-8")
    page.locator(".grid-together summary").click()
    page.locator("#id_evidence").set_input_files(file)
    page.locator("textarea").first.fill("Theo báo cáo chung")
    page.locator("input[name$='-percent']").nth(1).fill("30")
    page.click("#grid-send")
    expect(page.locator("[role=alert]")).to_contain_text("Dòng 2")
    assert values(page, "sentence")[0] == "Theo báo cáo chung" and values(page, "percent")[1] == "30"
    assert page.locator("#id_evidence").evaluate("box => box.files.length") == 1
    page.locator("textarea").nth(1).fill("Đạt 30%")
    with page.expect_navigation():
        page.click("#grid-send")
    assert ProgressReport.objects.filter(assignment__in=forty, evidence__isnull=False).count() == 2


def test_column_when_pasted_over_typed_lines_then_it_can_be_undone_and_says_what_had_no_place(world, forty, visit):
    page = visit(world.users["reporter"], URL)
    boxes = page.locator("textarea")
    boxes.nth(39).fill("Gõ tay")
    boxes.nth(38).focus()
    paste(page, 'Một\n"Hai\nhai dòng"\nBa\n')
    assert values(page, "sentence")[38:] == ["Một", "Hai\nhai dòng"]
    expect(page.locator("#grid-note")).to_contain_text("đã dán: 2 · thừa, không có dòng: 1")
    page.get_by_role("button", name="Hoàn tác").click()
    assert values(page, "sentence")[38:] == ["", "Gõ tay"]
    boxes.nth(0).focus()
    paste(page, "chỉ một câu")
    assert values(page, "sentence")[0] == ""  # one plain line is the browser's own paste


def test_keys_while_an_input_method_composes_then_they_belong_to_it(world, forty, visit):
    page = visit(world.users["reporter"], URL)
    first = page.locator("textarea").first
    first.focus()
    first.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "bubbles": True})
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("textarea").nth(1)).to_be_focused()
    page.keyboard.press("Shift+Enter")
    assert values(page, "sentence")[1] == "\n"


@pytest.mark.parametrize("from_page", ["list", "task"])
def test_line_when_sent_from_a_phone_then_two_taps_and_one_sentence(world, forty, visit, look, from_page):
    share = forty[0]
    path = "/tasks/mine/" if from_page == "list" else f"/tasks/{share.task_id}/"
    phone = visit(world.users["reporter"], path, NARROW)
    form = phone.locator(f"#share-{share.pk} form" if from_page == "list" else "form#line")
    form.locator("textarea").click()
    phone.keyboard.insert_text("Đã họp thống nhất phương án với các sở")
    form.get_by_role("button", name="Gửi", exact=True).click()
    expect(phone.locator("body")).to_contain_text("Đã gửi cập nhật tiến độ.")
    assert ProgressReport.objects.filter(assignment=share).last().sentence == "Đã họp thống nhất phương án với các sở"
    look(phone, f"line-{from_page}")
