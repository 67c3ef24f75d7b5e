"""A unit chosen by typing: keys, the mouse, input methods, several a line, and no script at all."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE


@pytest.fixture
def page(world, visit):
    return visit(world.users["administrator"], "/administration/units/new/")


def _options(page):
    return page.locator(".unit-list").get_by_role("option")


def _chosen(page):
    return page.locator(".unit-list [aria-selected=true]")


def _box(page):
    return page.get_by_role("combobox").and_(page.locator("[data-units]"))


def test_box_when_typed_without_marks_then_keys_choose_and_escape_closes(page):
    box, options = _box(page), _options(page)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("so")
    expect(options).to_have_count(3)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("so")
    box.press("ArrowDown")
    expect(_chosen(page)).to_have_text("Sở Nội vụ SNV")
    assert box.get_attribute("aria-activedescendant") == _chosen(page).get_attribute("id")
    box.press("ArrowUp")
    expect(_chosen(page)).to_have_text("Sở Tài chính STC")
    box.press("Enter")
    expect(box).to_have_value("STC — Sở Tài chính")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert page.url.endswith("/new/"), "choosing does not send the form"


def test_box_when_an_input_method_composes_then_arrows_are_its_own(page):
    box = _box(page)
    box.press_sequentially("tai")
    expect(_options(page).filter(has_text="Sở Tài chính")).to_be_visible()
    box.evaluate("""box => ['ArrowDown', 'Enter'].forEach(key =>
        box.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, isComposing: true})))""")
    expect(_chosen(page)).to_have_count(0)
    expect(box).to_have_value("tai")


def test_box_when_clicked_then_chosen_and_when_nothing_fits_then_it_says_so(page):
    box = _box(page)
    box.press_sequentially("zzz")
    expect(_options(page)).to_have_text("Không có đơn vị nào như vậy.")
    box.fill("")
    box.press_sequentially("noi vu")
    _options(page).filter(has_text="Sở Nội vụ").click()
    expect(box).to_have_value("SNV — Sở Nội vụ")
    expect(_options(page)).to_have_count(0)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_box_when_open_then_no_fault_at_this_width(world, visit, look, width):
    page = visit(world.users["administrator"], "/administration/units/new/", width)
    box = _box(page)
    box.press_sequentially("so")
    expect(_options(page).filter(has_text="Sở Nội vụ")).to_be_visible()
    box.press("ArrowDown")
    look(page, "unit-box")


def test_lines_when_several_units_are_typed_then_the_line_with_the_cursor_is_completed(world, visit):
    page = visit(world.users["coordinator"], "/tasks/new/")
    page.locator("details.more summary").first.click()
    box = page.locator("textarea[data-units]").first
    box.press_sequentially("STC")
    box.press("Escape")
    box.press("Enter")
    box.press_sequentially("xay dung")
    expect(_options(page).filter(has_text="Sở Xây dựng")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("STC\nSXD — Sở Xây dựng")
