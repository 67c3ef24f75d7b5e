"""The original's pages in the review desk and on the document page: a proposal lights its box, a box chooses its proposal."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from namro.core import actions as core_actions
from namro.documents.actions import install_reference_data
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.queries.reviewing import review
from tests.browser.conftest import WIDE
from tests.factories.originals import sample
from tests.factories.scans import needs_tesseract

PHONE = 390


@pytest.fixture
def programme(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    core_actions.seed_calendar(years=[2026])
    install_reference_data()
    return sample("155-tb-ubnd.pdf", by=world.users["coordinator"], held_by=world.unit("UBND"))


def drawn(page) -> None:
    """Waits until the image of the first page has come."""
    page.wait_for_load_state("networkidle")
    assert page.locator(".sheet img").first.evaluate("one => one.complete && one.naturalWidth > 0")


def test_desk_when_a_proposal_is_chosen_then_its_box_is_lit_in_view_and_a_box_chooses_its_proposal(
    world, visit, programme
):
    items = review(programme.source).items
    page = visit(world.users["coordinator"], f"/documents/{programme.document.pk}/review/")
    page.get_by_role("link", name="Bản gốc").click()
    expect(page.locator(".views a[aria-current]")).to_have_text("Bản gốc")
    drawn(page)
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/pages/" in one.url else None)

    last = items[-1]
    page.locator(f'#items a[data-item="{last.key}"]').click()
    expect(page.locator("#item")).to_contain_text(f"Mục {last.number}/{len(items)}")
    box = page.locator(f'a.spot.said-now[data-item="{last.key}"]')
    expect(box).to_have_count(1)
    expect(box).to_be_in_viewport()
    expect(page.locator(".sheet").nth(1).locator("a.said-now")).to_be_in_viewport()
    assert page.url.endswith(f"item={last.key}&view=original")

    first = items[0]
    page.locator(f'a.spot[data-item="{first.key}"]').first.scroll_into_view_if_needed()
    page.locator(f'a.spot[data-item="{first.key}"] rect').first.click()
    expect(page.locator("#item")).to_contain_text(f"Mục 1/{len(items)}")
    expect(page.locator(f'a.spot.said-now[data-item="{first.key}"]').first).to_be_in_viewport()
    assert asked == []  # the images stay, only what is drawn over them is new

    page.locator(f'a.spot[data-item="{items[1].key}"]').first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#item")).to_contain_text(f"Mục 2/{len(items)}")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#item")).to_contain_text(f"Mục 3/{len(items)}")
    page.keyboard.press("Alt+Delete")
    page.keyboard.press("Enter")
    expect(page.locator(f'a.spot-rejected[data-item="{items[2].key}"]').first).to_be_attached()
    expect(page.locator(".views a[aria-current]")).to_have_text("Bản gốc")
    page.reload()
    expect(page.locator(".views a[aria-current]")).to_have_text("Bản gốc")
    page.get_by_role("link", name="Văn bản", exact=True).last.click()
    expect(page.locator("#text mark.said-now").first).to_be_in_viewport()


def test_document_when_a_box_is_chosen_then_its_words_in_the_text_and_back(world, visit, programme):
    page = visit(world.users["coordinator"], f"/documents/{programme.document.pk}/?view=original")
    drawn(page)
    height = page.evaluate("document.documentElement.scrollHeight")
    box = page.locator("a.o-directive").last
    place = box.get_attribute("data-item")
    box.scroll_into_view_if_needed()
    box.locator("rect").first.click()
    expect(page.locator(f"[id='c{place}']")).to_be_in_viewport()
    assert "view=" not in page.url
    page.locator(".views a").nth(1).click()
    expect(page.locator("a.o-place")).to_be_in_viewport()
    drawn(page)
    assert page.evaluate("document.documentElement.scrollHeight") == height
    page.locator("#show-directive").uncheck()
    expect(page.locator("a.o-directive").first).to_be_hidden()


def test_desk_when_there_is_no_script_then_a_box_is_a_link(world, browser, live_server, visit, programme):
    url = f"/documents/{programme.document.pk}/review/?view=original"
    page = visit(world.users["coordinator"], url)
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(url)
    second = review(programme.source).items[1]
    plain.locator(f'a.spot[data-item="{second.key}"] rect').first.click()
    expect(plain.locator("#item")).to_contain_text("Mục 2/")
    expect(plain.locator(".views a[aria-current]")).to_have_text("Bản gốc")
    context.close()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_original_when_looked_at_then_no_fault_at_this_width(world, visit, look, programme, width):
    by, items = scope(world.users["coordinator"], timezone.localdate()), review(programme.source).items
    actions.reject(source=programme.source, start=items[1].start, end=items[1].end, reason="Nêu chung", by=by)
    page = visit(world.users["coordinator"], f"/documents/{programme.document.pk}/review/?view=original", width)
    drawn(page)
    look(page, "original-desk")
    page.reload()  # axe leaves style attributes behind, which a swap would copy
    page.locator("#id_lead").fill("VP")
    page.keyboard.press("Control+Enter")
    expect(page.locator("a.spot-issued").first).to_be_attached()
    look(page, "original-desk-issued")
    page.goto(f"/documents/{programme.document.pk}/?view=original")
    drawn(page)
    look(page, "original-document")


@needs_tesseract
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_scan_when_read_then_its_boxes_lie_over_its_words(world, visit, look, programme, width):
    done = sample("96-tb-vpubnd.pdf", by=world.users["coordinator"], held_by=world.unit("UBND"), read_scans=True)
    page = visit(world.users["coordinator"], f"/documents/{done.document.pk}/review/?view=original", width)
    drawn(page)
    expect(page.locator("a.spot.said-now").first).to_be_in_viewport()
    look(page, "original-scan")
