"""The five journeys by keyboard alone: register a document, review it, issue a task, report on one, oversee them all.

With NAMRO_JOURNEY_PICTURES=1 they take the pictures of docs/images on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from namro.core import actions as core_actions
from namro.core import clock
from namro.documents.actions import install_reference_data
from namro.documents.models import Document
from namro.orgs.models import User
from namro.reading.models import Verdict
from namro.tasks.models import AssignmentState, ProgressReport, Task
from tests.browser.furnished import BACK, furnish
from tests.browser.journeys import Walker
from tests.factories import documents, reviewing
from tests.factories.orgs import PASSWORD

DONE = ".message-success"
BODY = "\n".join(
    (
        "Điều 1. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ xây dựng phương án sắp xếp bến đò, trình trước ngày 15/4/2026.",
        "Điều 2. Sở Xây dựng rà soát biển báo tại các bến, báo cáo kết quả trước ngày 30/6/2026.",
    )
)


@pytest.fixture
def walk(visit) -> Callable[[User | None, str], Walker]:
    core_actions.seed_calendar(years=[2026, clock.today().year])
    return lambda user, path: Walker(visit(user, path))


def test_register_when_a_file_is_brought_in_by_keyboard_then_read_and_open_with_its_marks(world, walk, tmp_path: Path):
    install_reference_data()
    paper = tmp_path / "21-QD-UBND.txt"
    paper.write_text(documents.paper("21/QĐ-UBND", clock.today(), BODY), encoding="utf-8")
    journey = walk(None, "/sign-in/")
    journey.to("[name=username]").type("coordinator").to("[name=password]").type(PASSWORD).press("Enter")
    expect(journey.page.locator(".nav")).to_be_visible()
    journey.open('.nav a[href="/documents/"]').skip().open('a[href="/documents/upload/"]').skip()
    journey.to("input[type=file]").choose(paper)
    journey.open("form.panel .button-main").skip()
    expect(journey.page.locator("[name=symbol]")).to_have_value("21/QĐ-UBND")
    journey.picture("register-details")
    journey.open("form.panel .button-main")
    expect(journey.page.locator("h1")).to_contain_text("21/QĐ-UBND")
    assert journey.page.locator(".m-in-directive").count() >= 2
    journey.picture("register-document")
    assert Document.objects.filter(symbol="21/QĐ-UBND", held_by=world.unit("UBND")).exists()


def test_review_when_done_by_keyboard_then_an_item_issued_one_refused_one_taken_back(world, walk):
    source = reviewing.notice(world.unit("UBND"))
    journey = walk(world.users["coordinator"], f"/documents/{source.document_id}/")
    page, done = journey.page, journey.page.locator(".desk-progress .figure")
    journey.skip().open(f'a[href="/documents/{source.document_id}/review/"]')
    expect(page.locator("#item")).to_contain_text("1/6")
    journey.picture("review-desk")
    journey.press("Control+Enter")
    expect(done).to_have_text("1/6")
    expect(page.locator("#item")).to_contain_text("2/6")
    journey.press("Alt+Delete").type("Giao nhầm địa chỉ")
    journey.picture("review-refuse")
    journey.press("Enter")
    expect(done).to_have_text("2/6")
    journey.press("Alt+ArrowUp")
    expect(page.locator("#item")).to_contain_text("2/6")
    journey.press("Alt+Backspace")
    expect(done).to_have_text("1/6")
    journey.press("Alt+ArrowUp")
    expect(page.locator("#item")).to_contain_text("1/6")
    assert list(Verdict.objects.values_list("quotation", flat=True)) == [reviewing.SIX[0]]
    assert Task.objects.get().assignments.get(role="lead").unit == world.unit("STC")


def test_issue_when_a_task_without_paper_is_typed_then_the_unit_has_it_on_its_first_page(world, walk):
    content = "Kiểm kê kho lương thực dự trữ"
    journey = walk(world.users["coordinator"], "/")
    journey.open('.nav a[href="/tasks/"]').skip().open('.tabs a[href="/tasks/new/"]').skip()
    journey.to("[name=content]").type(content)
    journey.to("[name=issuer_name]").type("Chủ tịch Ủy ban nhân dân tỉnh")
    journey.to("[name=lead]").type("so tai")
    expect(journey.page.locator(".unit-list [role=option]").first).to_contain_text("Sở Tài chính")
    journey.press("ArrowDown").press("Enter")
    expect(journey.page.locator("[name=lead]")).to_have_value(re.compile("Sở Tài chính"))
    journey.to("[name=due_on]").type("31/12/2099")
    journey.picture("issue-form")
    journey.press("Enter")
    expect(journey.page.locator(DONE)).to_be_visible()
    expect(journey.page.locator("h1")).to_have_text(content)
    assert Task.objects.get().content == content
    unit = walk(world.users["reporter"], "/")
    unit.open('.nav a[href="/tasks/mine/"]')
    expect(unit.page.locator("article.card")).to_contain_text(content)
    unit.picture("issue-received")


def test_report_when_a_returned_task_is_worked_on_then_a_line_sent_and_completion_asked(world, walk, tmp_path: Path):
    share = furnish(world)["back"]
    evidence = tmp_path / "Phu-luc.txt"
    evidence.write_text("Phụ lục số liệu", encoding="utf-8")
    journey = walk(world.users["reporter"], "/")
    report = f"/tasks/shares/{share.pk}/report/"
    journey.skip().open(f'a[href^="{report}"]').skip()
    journey.to("[name=sentence]").type("Đã bổ sung phụ lục số liệu, đang trình ký")
    journey.picture("report-line")
    journey.open("button[value=progress]")
    expect(journey.page.locator(DONE)).to_be_visible()
    journey.skip().open(f'a[href^="{report}"]').skip()
    journey.to("[name=sentence]").type("Đã báo cáo đủ 14/14 cơ sở")
    journey.to("[name=product_symbol]").type("57/BC-STC")
    journey.to("[name=product_on]").type(f"{clock.today():%d/%m/%Y}")
    journey.to("input[type=file]").choose(evidence)
    journey.picture("report-completion")
    journey.open("button[value=completion]")
    expect(journey.page.locator(DONE)).to_be_visible()
    last = ProgressReport.objects.filter(assignment=share).latest("pk")
    assert (last.kind, last.sentence) == ("completion", "Đã báo cáo đủ 14/14 cơ sở")


def test_oversee_when_a_leader_looks_then_from_a_figure_to_its_rows_to_the_task_and_back_to_who_is_late(world, walk):
    furnish(world)
    journey = walk(world.users["leader"], "/")
    page = journey.page
    journey.picture("home-leader")
    late = page.locator('.tile[href*="open_overdue"] .figure').inner_text()
    journey.skip().open('.tile[href*="open_overdue"]')
    assert page.locator(".register-table tbody tr").count() == int(late) == _late()
    journey.picture("oversee-register")
    journey.skip().open(".register-table tbody td a")
    expect(page.locator("h1")).to_contain_text(BACK[:20])
    journey.open('.nav a[href="/tasks/"]').skip().open('.tabs a[href^="/tasks/unmet/"]')
    assert page.locator(".unmet-table tbody tr").count() >= 1
    journey.picture("oversee-unmet")
    journey.skip().open('.tabs a[href^="/tasks/units/"]')
    expect(page.locator(".units-table tfoot")).to_be_visible()


def _late() -> int:
    late = AssignmentState.objects.current().filter(assignment__role="lead", clock_on__lt=clock.today())
    return late.exclude(state__in=["done", "exited"]).count()
