"""What became of a document, both ways: words, tasks, units, reports, documents that answer; figures that open their rows."""

import pytest

from namro.core import clock
from namro.documents import actions as documents
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import Assignment, AssignmentState, ProgressReport, Task
from tests.factories import answering
from tests.factories.answering import task_of
from tests.factories.reviewing import SIX, chosen, span
from tests.web.tasks.conftest import read, words_of

__all__ = ["read"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def source(world):
    return answering.notice(world)


@pytest.fixture
def answer(world, source):
    return answering.answered(world, source)


def place(document) -> str:
    return f"/documents/{document.pk}/tasks/"


def test_document_when_tasks_came_of_it_then_the_chain_can_be_walked_both_ways(world, source, answer, client_as, read):
    client = client_as(world.users["coordinator"])
    task = task_of(source, SIX[0])
    first = read(client.get(place(source.document))).css(".born > li")[0]
    links = [link.attributes["href"] for link in first.css(".chain a")]
    assert links == [
        f"/tasks/{task.pk}/",
        "/organisation/STC/",
        f"/tasks/{task.pk}/#reports",
        f"/documents/{answer.pk}/",
    ]
    assert SIX[0][:60] in first.css_first("q").text() and "60%: Đã rà soát 12/14 trụ sở" in first.text()
    at = span(source, SIX[0])
    lit = f"{at['start']}-{at['end']}"
    assert first.css_first("p a").attributes["href"].endswith(f"/?at={lit}#c{lit}")
    back = read(client.get(place(answer)))
    links = [link.attributes["href"] for link in back.css("#answers .chain a")]
    assert links == ["/organisation/STC/", f"/tasks/{task.pk}/"] and "Đã rà soát" in back.css_first("#answers").text()
    assert source.document.symbol in read(client.get(f"/tasks/{task.pk}/")).css_first("#content").text()
    for url in {*links, f"/documents/{answer.pk}/", first.css_first("p a").attributes["href"].partition("#")[0]}:
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize(("actor", "seen"), [("coordinator", 2), ("leader", 2), ("reporter", 1), ("auditor", 2)])
def test_document_figures_when_shown_then_for_the_reader_and_each_opens_its_rows(
    world, source, client_as, read, actor, seen
):
    client = client_as(world.users[actor])
    figures = {}
    for link in read(client.get(place(source.document))).css(".figures-row a.figure-link"):
        value, label = (part.text().strip() for part in link.css("span"))
        figures[label] = int(value)
        rows = read(client.get(link.attributes["href"])).css("#content .tasks-table tbody tr")
        assert len(rows) == int(value), label
    assert figures["Đã giao"] == seen


def test_document_when_another_unit_reads_it_then_neither_words_nor_reports_of_others(world, source, answer, client_as):
    page = words_of(client_as(world.users["reporter_elsewhere"]).get(place(source.document)))
    assert SIX[1][:40] in page and SIX[0][:40] not in page and "12/14" not in page and "45/BC-STC" not in page
    assert client_as(world.users["reporter_elsewhere"]).get(place(answer)).status_code == 404
    documents.distribute(document=answer, units=[world.unit("SNV")], by=None)
    page = words_of(client_as(world.users["reporter_elsewhere"]).get(place(answer)))
    assert "12/14" not in page, "SNV may read the document; what STC said in its share is not SNV's"


def test_document_when_the_answer_may_not_be_read_then_its_symbol_is_not_told(world, source, answer, client_as):
    documents.restrict(document=answer, restricted=True, by=None)
    assert "45/BC-STC" in words_of(client_as(world.users["leader"]).get(place(source.document)))
    page = words_of(client_as(world.users["inspector"]).get(place(source.document)))
    assert "12/14" in page and "45/BC-STC" not in page


def test_document_when_its_task_is_restricted_then_the_inspector_neither_reads_nor_counts_it(
    world, source, answer, client_as
):
    task = task_of(source, SIX[0])
    Task.objects.filter(pk=task.pk).update(restricted=True)
    AssignmentState.objects.filter(task=task).update(restricted=True)
    page = words_of(client_as(world.users["inspector"]).get(place(source.document)))
    assert "12/14" not in page and SIX[1][:40] in page


def test_document_when_reviewed_then_who_decided_is_told_to_who_reviews_only(world, source, client_as):
    said = "Người rà soát: Người dùng coordinator (2,"
    assert said in words_of(client_as(world.users["coordinator"]).get(place(source.document)))
    assert said not in words_of(client_as(world.users["reporter"]).get(place(source.document)))


def test_document_tabs_when_opened_then_each_is_current_at_its_own_address(world, source, client_as, read):
    client = client_as(world.users["reporter"])
    tabs = [link.attributes["href"] for link in read(client.get(place(source.document))).css(".page-tabs a")]
    assert len(tabs) == 4
    for url in tabs:
        [current] = read(client.get(url)).css(".page-tabs [aria-current=page]")
        assert current.attributes["href"] == url


def test_document_history_when_long_then_page_by_page(world, source, client_as):
    for number in range(55):
        documents.add_alias(document=source.document, alias=f"Thông báo số {number}", by=world.users["coordinator"])
    client = client_as(world.users["coordinator"])
    first, second = (words_of(client.get(f"/documents/{source.document_id}/history/?page={n}")) for n in (1, 2))
    assert first.count("tên gọi khác") == 50 and second.count("tên gọi khác") == 5


def test_document_tasks_when_many_then_the_same_queries(world, source, answer, client_as, check_costs):
    by = scope(world.users["coordinator"], clock.today())

    def grow() -> None:
        communes = [unit for code, unit in world.province.units.items() if code.startswith("X0")]
        actions.confirm(**span(source, SIX[2]), chosen=chosen(*communes, content=SIX[2]), by=by)
        for share in Assignment.objects.filter(task=task_of(source, SIX[2])):
            actions.report_progress(assignment=share, update=actions.Update("Đã công khai", document=answer), by=by)
        assert ProgressReport.objects.count() > len(communes)

    client = client_as(world.users["coordinator"])
    check_costs(client, place(source.document), "document_tasks", grow)
    assert words_of(client.get(place(source.document))).count("Đã công khai") == 1, (
        "the newest of them speaks for the task"
    )
