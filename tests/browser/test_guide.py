"""The guide as people read it: from Help on a page to the part about it, every chapter on a screen and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from namro.web.guide import chapters
from tests.browser.conftest import NARROW, WIDE


def test_help_when_pressed_on_a_page_then_the_part_about_that_page_stands_in_sight(world, visit):
    page = visit(world.users["reporter"], "/tasks/mine/")
    page.get_by_role("link", name="Trợ giúp").press("Enter")
    expect(page).to_have_url(re.compile(r"/huong-dan/update/#line$"))
    heading = page.locator("#line")
    expect(heading).to_be_in_viewport()
    picture = page.locator("img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("one => one.naturalWidth") > 300
    page.get_by_role("link", name="Hướng dẫn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hướng dẫn")


def test_guide_when_the_reader_changes_the_language_then_the_same_chapter_in_english(world, visit):
    page = visit(None, "/huong-dan/review/")
    expect(page.get_by_role("heading", level=1)).to_have_text(chapters.chapter("review", "vi").title)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(chapters.chapter("review", "en").title)
    assert "/guide/en/review" in (page.locator(".guide-text img").first.get_attribute("src") or "")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_chapters_when_looked_at_then_no_fault_at_this_width(world, visit, look, width):
    page = visit(None, "/huong-dan/", width)
    for name in chapters.NAMES:
        page.goto(f"/huong-dan/{name}/")
        expect(page.get_by_role("heading", level=1)).to_have_text(chapters.chapter(name, "vi").title)
        look(page, f"guide-{name}")
