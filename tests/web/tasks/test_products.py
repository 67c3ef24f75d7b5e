"""Products: their stages on the task's page, completion offered when they have come far enough, a document that closes."""

import pytest

from namro.documents import actions as documents_actions
from namro.documents.actions import install_reference_data
from namro.documents.models import Issuer
from namro.tasks import actions
from namro.tasks.models import ProgressReport, Task
from tests.factories import documents, tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db
TITLE = "Kế hoạch sắp xếp, xử lý nhà, đất dôi dư trên địa bàn tỉnh"


@pytest.fixture
def product(life):
    """A task of STC that ends when its plan is issued."""
    life.issue("plan", "STC", content=f"Tham mưu, ban hành {TITLE}")
    return life.share("plan")


@pytest.fixture
def registered(life):
    """The plan, registered by the office and sent to STC."""
    install_reference_data()
    paper = documents.paper("45/KH-STC", TODAY, kind="Kế hoạch", title=TITLE, issuer="Sở Tài chính")
    done = documents.taken_in(paper, held_by=life.world.unit("UBND"), by=life.world.users["coordinator"])
    documents_actions.distribute(
        document=done.document, units=[life.world.unit("STC")], by=life.world.users["coordinator"]
    )
    return done.document


def steps(tree) -> list[str]:
    return [" ".join(step.text().split()) for step in tree.css(".steps li")]


def test_stages_when_reported_then_the_task_s_page_shows_how_far_and_which_one_closes(life, reporter, read, product):
    assert steps(read(reporter.get(f"/tasks/{product.task_id}/")))[-1] == "Ban hành kết thúc nhiệm vụ"
    reporter.post(f"/tasks/shares/{product.pk}/report/", {"sentence": "Đang lấy ý kiến", "stage": "consulting"})
    tree = read(reporter.get(f"/tasks/{product.task_id}/"))
    assert steps(tree)[:2] == ["Soạn thảo (đã qua)", "Lấy ý kiến (hiện nay)"]
    assert tree.css_first("#stages [aria-current=step]").text().startswith("Lấy ý kiến")
    assert tree.css_first("#stages .message") is None and tree.css_first("#closing-stage") is None


def test_closing_stage_when_the_office_changes_it_then_the_page_follows(life, office, read, product):
    answer = office.post(f"/tasks/{product.task_id}/stage/", {"stage": "submitted"})
    assert answer.status_code == 302 and Task.objects.get(pk=product.task_id).closing_stage == "submitted"
    page = office.get(f"/tasks/{product.task_id}/")
    assert "Đã đặt giai đoạn kết thúc nhiệm vụ" in words_of(page)
    assert steps(read(page))[-1] == "Trình kết thúc nhiệm vụ"


def test_closing_stage_when_nonsense_or_not_theirs_then_nothing_changes(life, office, reporter, product):
    assert office.post(f"/tasks/{product.task_id}/stage/", {"stage": "nonsense"}).status_code == 422
    assert reporter.post(f"/tasks/{product.task_id}/stage/", {"stage": "submitted"}).status_code == 422
    assert Task.objects.get(pk=product.task_id).closing_stage == "issued"


@pytest.mark.parametrize(("stage", "offered"), [("submitted", False), ("issued", True)])
def test_report_when_the_product_has_come_to_the_closing_stage_then_completion_is_offered_with_what_was_said(
    life, reporter, read, product, stage, offered
):
    day = TODAY.strftime("%d/%m/%Y")
    sent = {"sentence": "Đã ký", "stage": stage, "product_symbol": "45/KH-STC", "product_on": day}
    reporter.post(f"/tasks/shares/{product.pk}/report/", sent)
    page = reporter.get(f"/tasks/{product.task_id}/")
    assert ("hãy báo hoàn thành" in words_of(page)) is offered
    link = read(page).css_first("#stages .message a")
    assert (link is not None) is offered
    assert tasks.row(product).state == "open"
    assert (f"{product.pk}/report/?complete=1" in reporter.get("/tasks/mine/grid/").content.decode()) is offered
    if offered:
        form = read(reporter.get(link.attributes["href"]))
        assert form.css_first("[name=product_symbol]").attributes["value"] == "45/KH-STC"
        assert form.css_first("[name=product_on]").attributes["value"] == day
        assert "button-main" in form.css_first("button[value=completion]").attributes["class"]


def test_document_when_its_title_says_the_task_then_offered_and_one_form_closes_it(
    life, reporter, read, product, registered
):
    part = reporter.get(f"/tasks/product/{registered.pk}/", HTTP_HX_REQUEST="true")
    link = read(part).css_first("#closes a.button")
    assert "trích yếu giống nội dung nhiệm vụ" in words_of(part) and tasks.row(product).state == "open"
    assert "Rà soát nhà, đất dôi dư" not in words_of(part)
    tree = read(reporter.get(link.attributes["href"]))
    sent = {name: tree.css_first(f"[name={name}]").attributes["value"] for name in ("product_symbol", "product_on")} | {
        "sentence": tree.css_first("[name=sentence]").text().strip(),
        "stage": tree.css_first("[name=stage] option[selected]").attributes["value"],
        "kind": "completion",
    }
    assert sent["product_symbol"] == registered.symbol and TITLE in sent["sentence"] and sent["stage"] == "issued"
    reporter.post(link.attributes["href"], sent)
    assert tasks.row(product).state == "submitted"
    assert ProgressReport.objects.get(assignment=product).document == registered
    page = reporter.get(f"/tasks/product/{registered.pk}/")
    assert read(page).css_first("#closes") is None
    assert f"/tasks/{product.task_id}/" in read(page).css_first("#told-here a").attributes["href"]
    shown = read(reporter.get(f"/tasks/{product.task_id}/"))
    assert shown.css_first(f'#reports a[href="/documents/{registered.pk}/"]') is not None


def test_document_when_the_unit_named_its_symbol_then_offered_whatever_the_title(life, reporter, registered):
    share = life.share("undated")
    update = actions.Update("Đang trình ký", product_symbol=registered.symbol.lower())
    actions.report_progress(assignment=share, update=update, by=life.office, today=TODAY)
    said = words_of(reporter.get(f"/tasks/product/{registered.pk}/"))
    assert "đơn vị đã nêu số, ký hiệu này" in said and "Sắp xếp kho lưu trữ" in said


def test_document_when_its_issuer_is_the_unit_then_the_office_is_offered_too(life, office, product, registered):
    Issuer.objects.filter(pk=registered.issuer_id).update(unit=None)
    assert "Không có nhiệm vụ đang mở nào giống" in words_of(office.get(f"/tasks/product/{registered.pk}/"))
    Issuer.objects.filter(pk=registered.issuer_id).update(unit=life.world.unit("STC"))
    assert "Là sản phẩm của nhiệm vụ?" in words_of(office.get(f"/tasks/product/{registered.pk}/"))


def test_document_when_the_reader_may_not_send_or_the_task_has_ended_then_nothing_is_offered(
    life, client_as, reporter, product, registered
):
    Issuer.objects.filter(pk=registered.issuer_id).update(unit=life.world.unit("STC"))
    url = f"/tasks/product/{registered.pk}/"
    assert "Là sản phẩm" not in words_of(client_as(life.world.users["leader"]).get(url))
    assert client_as(life.world.users["reporter_elsewhere"]).get(url).status_code == 404
    life.send(product, TODAY)
    assert "Là sản phẩm" not in words_of(reporter.get(url))


def test_document_page_when_opened_then_it_asks_for_the_part_and_links_to_it_without_script(
    life, reporter, read, registered
):
    box = read(reporter.get(f"/documents/{registered.pk}/")).css_first("[hx-trigger=load][hx-get]")
    url = f"/tasks/product/{registered.pk}/"
    assert box.attributes["hx-get"] == url and box.css_first("a").attributes["href"] == url


def test_register_when_a_stage_was_named_then_the_line_shows_the_last_one(life, office, product):
    for stage in ("drafting", "consulting", ""):
        update = actions.Update("Đang làm", stage=stage)
        actions.report_progress(assignment=product, update=update, by=life.office, today=TODAY)
    said = words_of(office.get("/tasks/"))
    assert "lấy ý kiến" in said and "soạn thảo" not in said
