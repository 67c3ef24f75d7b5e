"""The pictures of the guide: who looks at which page of the sample province, and what is filled in before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page

from namro.core import clock
from namro.documents.models import Document
from namro.orgs.models import Unit, User
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import STILL_KNOWN, Assignment, AssignmentState, Explanation, ProgressReport, Task
from tests.factories import lists

PHONE = 390


@dataclass(frozen=True)
class Picture:
    """One picture: the account, the address, the screen, and what is done before it is taken."""

    account: str
    address: Callable[[], str]
    prepare: Callable[[Page], None] = lambda page: None
    width: int = 1120
    height: int = 720


def at(name: str, **kwargs: object) -> Callable[[], str]:
    return lambda: reverse(f"web:{name}", kwargs=kwargs)


def _on_the_desk() -> Document:
    """A document of the state's office that waits for its review."""
    return Document.objects.get(symbol="4127/UBND-TH")


def _share(unit: str) -> Assignment:
    """An open share of the unit, with most updates."""
    held = AssignmentState.objects.filter(
        unit=Unit.objects.get(code=unit),
        state="open",
        role="lead",
        due_on__isnull=False,
        owner__tree="state",
        known_to=STILL_KNOWN,
    )
    shares = [row.assignment for row in held.select_related("assignment").order_by("pk")]
    return max(shares, key=lambda share: (ProgressReport.objects.filter(assignment=share).count(), -share.pk))


def _task(unit: str) -> str:
    share = _share(unit)
    return f"{reverse('web:task', args=[share.task_id])}?share={share.pk}"


def _new_task(page: Page) -> None:
    page.fill("[name=content]", "Rà soát, báo cáo tiến độ giải phóng mặt bằng tuyến đường vành đai phía Tây")
    page.fill("[name=issuer_name]", "Phó Chủ tịch Ủy ban nhân dân tỉnh")
    page.fill("[name=lead]", "Sở Xây dựng")
    page.keyboard.press("Escape")
    page.fill("[name=due_on]", "15/12/2026")
    page.locator("h1").click()


def _grid(page: Page) -> None:
    boxes = page.locator("#grid textarea")
    boxes.nth(0).fill("Đang lấy ý kiến các sở.")
    boxes.nth(1).fill("Đã tập huấn cho 12 xã.")


def _tick(page: Page) -> None:
    boxes = page.locator("tbody input[type=checkbox]")
    for number in range(2):
        boxes.nth(number).check()


def _bulk(page: Page) -> None:
    boxes = page.locator("tbody input[type=checkbox]")
    for number in range(min(8, boxes.count())):
        boxes.nth(number).check()
    page.locator("#bulk button[value=set_due], #bulk button[value=due]").click()
    page.locator("[name=due_on]").fill("31/12/2026")
    page.locator("[name=reason]").fill("Theo kết luận giao ban tháng 11")
    page.locator("main form .button-main").click()
    page.wait_for_selector("main .table")


def _portfolio(page: Page) -> None:
    """Divided once; the second language finds it so."""
    if page.locator(".holder").count():
        return
    for kind, person, units in (("leader", 1, "Sở Tài chính\nSở Xây dựng"), ("officer", 2, "Sở Nội vụ\nSở Y tế")):
        form = page.locator("form.panel")
        form.locator("select").nth(0).select_option(kind)
        form.locator("select").nth(1).select_option(index=person)
        form.locator("textarea").fill(units)
        form.locator(".button-main").click()
        page.wait_for_selector(".message-success")


def _handover(page: Page) -> None:
    page.locator("#ho-unit").select_option(label="Ủy ban nhân dân tỉnh Lam Giang")
    page.locator("form.handover-who button").click()
    page.wait_for_selector("#ho-from")
    page.locator("#ho-from").select_option(index=1)
    page.locator("#ho-to").select_option(index=page.locator("#ho-to option").count() - 1)
    page.locator("form.handover-who button").click()
    page.wait_for_selector("#handover")


def _doubts(page: Page) -> None:
    """The same file in the second language leads to the list it became."""
    rows = [
        lists.line(1, state="Đã hoàn thành 15/3/2026"),
        lists.line(2, leads="Sở Tài Chánh", supports="Sở Nội vụ, Sở Xây dựng"),
        lists.line(3, leads="UBND các xã", due="Quý IV/2026"),
        lists.line(4, leads="Hợp tác xã Bình Minh"),
        lists.line(5, due="31/02/2026"),
    ]
    sheet = {"name": "Danh sách nhiệm vụ 2026.xlsx", "mimeType": "application/zip", "buffer": lists.workbook(rows)}
    page.locator("input[type=file]").set_input_files(sheet)
    page.locator("form.panel .button-main").first.click()
    page.wait_for_selector(".steps")
    if page.locator("[name=step][value=next]").count():
        page.locator("[name=step][value=next]").click()
    page.wait_for_selector(".doubt")


def _asked() -> str:
    """A question of the leader to a unit; asked once."""
    asked = Explanation.objects.first()
    if asked is None:
        by = scope(User.objects.get(username="lanhdao"), clock.today())
        question = "Đề nghị làm rõ nguyên nhân chậm, trách nhiệm của từng bộ phận và thời gian hoàn thành."
        actions.ask_explanation(assignments=[_share("SNV")], question=question, by=by, today=clock.today())
        asked = Explanation.objects.get()
    return reverse("web:explanation", args=[asked.pk])


def _for_many() -> str:
    task = Task.objects.filter(mode="each", states__owner__tree="state", states__state="open").order_by("pk").first()
    assert task is not None
    return reverse("web:close_task", args=[task.pk])


PICTURES: dict[str, Picture] = {
    "home-office": Picture("dieuphoi", at("home"), height=860),
    "unit": Picture("dieuphoi", at("unit", code="SNV"), height=860),
    "document-upload": Picture("dieuphoi", at("document_upload"), width=900, height=600),
    "document": Picture("dieuphoi", lambda: reverse("web:document", args=[_on_the_desk().pk])),
    "review": Picture("dieuphoi", lambda: reverse("web:review", args=[_on_the_desk().pk]), width=1280, height=800),
    "new-task": Picture("dieuphoi", at("new_task"), _new_task, width=900, height=820),
    "task": Picture("dieuphoi", lambda: _task("STC"), height=900),
    "close": Picture("dieuphoi", _for_many),
    "decisions": Picture("dieuphoi", at("to_confirm"), _tick),
    "register": Picture("dieuphoi", at("tasks"), height=900),
    "bulk": Picture("dieuphoi", lambda: reverse("web:tasks") + "?q=đề án", _bulk, height=640),
    "lists": Picture("dieuphoi", at("lists"), height=600),
    "lists-doubts": Picture("dieuphoi", at("lists"), _doubts, height=860),
    "portfolio": Picture("dieuphoi", at("portfolio", code="UBND"), _portfolio),
    "handover": Picture("dieuphoi", at("handover"), _handover),
    "home-unit": Picture("canbo.snv", at("home"), width=PHONE, height=760),
    "own-work": Picture("canbo.snv", at("own_work"), height=800),
    "grid": Picture("canbo.snv", at("grid"), _grid),
    "share": Picture("canbo.snv", lambda: _task("SNV"), height=860),
    "explanation": Picture("truong.snv", _asked, width=900),
    "home-head": Picture("truong.snv", at("home")),
    "hand-on": Picture("truong.snv", lambda: reverse("web:hand_on", args=[_share("SNV").pk]), width=900, height=640),
    "home-leader": Picture("lanhdao", at("home"), height=860),
    "units": Picture("lanhdao", at("tasks_by_unit")),
    "units-import": Picture("quantri", at("import_units"), height=640),
    "account": Picture("quantri", lambda: reverse("web:account", args=[User.objects.get(username="canbo.snv").pk])),
    "calendar": Picture("quantri", at("calendar")),
}
