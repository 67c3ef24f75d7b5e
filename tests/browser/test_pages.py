"""Pages of unit, post, document and task: tabs by keyboard and without script, pictures that say the same in black and white."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from namro.core import clock
from namro.orgs import actions
from namro.orgs.models import Tenure
from namro.orgs.scope import scope
from namro.tasks import actions as work
from tests.browser.conftest import NARROW, WIDE
from tests.browser.furnished import furnish
from tests.factories import answering, tasks
from tests.factories.orgs import FOUNDED
from tests.factories.reviewing import SIX


@pytest.fixture
def furnished(world):
    """Work in every state, and somebody who heads STC."""
    head = {"unit": world.unit("STC"), "title": "Giám đốc Sở", "kind": Tenure.Kind.ACTING}
    post = actions.fill_post(**head, person="Lò Thị Mẫu", since=FOUNDED, by=None).post
    return furnish(world) | {"post": post}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_unit_and_post_pages_when_looked_at_then_no_fault(world, visit, look, furnished, width):
    page = visit(world.users["leader"], "/organisation/STC/", width)
    tabs = {
        "unit-overview": "/organisation/STC/",
        "unit-work": "/organisation/UBND/work/?below=1",
        "unit-pictures": "/organisation/UBND/pictures/?below=1",
        "unit-issued": "/organisation/UBND/issued/",
        "unit-posts": "/organisation/STC/posts/",
        "unit-past": "/organisation/STC/past/",
        "unit-history": "/organisation/STC/history/",
        "post": f"/organisation/STC/posts/{furnished['post'].pk}/",
        "post-work": f"/organisation/STC/posts/{furnished['post'].pk}/work/",
    }
    for name, path in tabs.items():
        page.goto(path)
        look(page, name)
        expect(page.locator(".page-tabs [aria-current=page]")).to_have_count(1)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_document_tabs_when_looked_at_then_no_fault_and_the_chain_leads_on(world, visit, look, furnished, width):
    source = answering.notice(world)
    answer = answering.answered(world, source)
    page = visit(world.users["coordinator"], f"/documents/{source.document_id}/tasks/", width)
    look(page, "document-tasks")
    page.goto(f"/documents/{answer.pk}/tasks/")
    look(page, "document-answers")
    page.locator("#answers .chain a").last.click()
    expect(page.locator("h1")).to_contain_text("xây dựng phương án sắp xếp trụ sở dôi dư")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_task_tabs_when_looked_at_then_no_fault(world, visit, look, furnished, width):
    source = answering.notice(world)
    answering.answered(world, source)
    share, each = furnished["soon"].pk, furnished["each"].pk
    by = scope(world.users["coordinator"], clock.today())
    for days, percent in ((30, 10), (12, 35), (1, 60)):
        update, day = work.Update("Đã xong một phần", percent=percent), clock.today() - timedelta(days=days)
        work.report_progress(assignment=tasks.share(furnished["soon"]), update=update, by=by, today=day)
    page = visit(world.users["coordinator"], f"/tasks/{share}/", width)
    answered = answering.task_of(source, SIX[0]).pk
    tabs = {
        "task-chain": f"/tasks/{answered}/",
        "task-progress": f"/tasks/{share}/progress/",
        "task-progress-each": f"/tasks/{each}/progress/",
        "task-history": f"/tasks/{each}/history/",
        "tasks-by-unit": "/tasks/units/",
    }
    for name, path in tabs.items():
        page.goto(path)
        look(page, name)
    page.goto(f"/tasks/{share}/progress/")
    expect(page.locator("#planned polyline")).to_have_count(2)


def test_tabs_when_walked_with_the_keyboard_then_each_is_a_link_of_its_own(world, visit, furnished):
    page = visit(world.users["leader"], "/organisation/STC/")
    page.locator(".page-tabs a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organisation/STC/work/")
    expect(page.locator(".page-tabs [aria-current=page]")).to_have_text("Nhiệm vụ được giao")


def test_pictures_when_printed_then_black_and_white_with_their_table(world, visit, furnished):
    page = visit(world.users["leader"], "/organisation/UBND/pictures/?below=1")
    late = page.locator("#states-overdue .ground")
    assert late.evaluate("one => getComputedStyle(one).fill") == "rgb(152, 25, 29)"
    page.emulate_media(media="print")
    inks = page.locator("#states pattern :is(.ground, .sign, .sign-dot)").evaluate_all(
        "all => all.map(one => getComputedStyle(one)).flatMap(one => [one.fill, one.stroke])"
    )
    coloured = {ink for ink in inks if ink != "none" and len(set(ink.removeprefix("rgb(").rstrip(")").split(", "))) > 1}
    assert inks and not coloured, coloured
    expect(page.locator("#states table")).to_be_visible()


def test_pictures_when_the_theme_is_dark_then_drawn_in_its_colours(world, visit, furnished):
    seen = {}
    for theme in ("light", "dark"):
        page = visit(world.users["leader"], "/organisation/UBND/pictures/?below=1", theme=theme)
        line = page.locator("#year polyline.line-reached")
        seen[theme] = line.evaluate("one => getComputedStyle(one).stroke")
        ground = page.locator("#year").evaluate("one => getComputedStyle(one).backgroundColor")
        assert ground != seen[theme]
    assert seen["light"] != seen["dark"]
