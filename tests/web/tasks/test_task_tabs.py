"""The tabs of a task: the chain at its head, all progress with planned against reported, all history, each of its own cost."""

from datetime import timedelta

import pytest

from namro.orgs.scope import scope
from namro.tasks import actions
from tests.factories import answering, tasks
from tests.factories.reviewing import SIX
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db


def said(life, name: str, day, percent: int, sentence: str = "Đang làm") -> None:
    update = actions.Update(sentence, percent=percent)
    actions.report_progress(assignment=life.share(name), update=update, by=life.office, today=day)


def test_chain_when_shown_then_leads_from_the_document_to_the_one_that_answers(world, client_as, read):
    source = answering.notice(world)
    answer = answering.answered(world, source)
    task = answering.task_of(source, SIX[0])
    client = client_as(world.users["coordinator"])
    links = [link.attributes["href"] for link in read(client.get(f"/tasks/{task.pk}/")).css(".chain a")]
    documents = f"/documents/{source.document_id}/tasks/", f"/documents/{answer.pk}/"
    assert links == [documents[0], "#orders", "/organisation/STC/", "#reports", documents[1]]
    seen = read(client_as(world.users["reporter"]).get(f"/tasks/{task.pk}/")).css_first(".chain")
    assert "45/BC-STC" in seen.text(), "its own report names it"
    assert documents[1] not in [link.attributes["href"] for link in seen.css("a")], "but it was never sent to STC"


def test_progress_when_percentages_were_said_then_planned_against_reported_each_opening_its_reports(life, office, read):
    life.issue("long", "STC", content="Việc dài", due_on=tasks.ISSUED + timedelta(days=100))
    said(life, "long", tasks.ISSUED + timedelta(days=20), 10, "Mới bắt đầu")
    said(life, "long", tasks.ISSUED + timedelta(days=50), 40, "Được gần nửa")
    page = f"/tasks/{life.issued['long'].pk}/progress/"
    tree = read(office.get(page))
    rows = {
        row.css_first("th").text(): [cell.text() for cell in row.css("td")] for row in tree.css("#planned tbody tr")
    }
    days = [tasks.ISSUED + timedelta(days=number) for number in (0, 20, 50, 100)]
    assert [rows[f"{day:%d/%m/%Y}"] for day in days] == [["0%", "–"], ["20%", "10%"], ["50%", "40%"], ["100%", "–"]]
    for link in tree.css("#planned td a"):
        opened = read(office.get(link.attributes["href"].partition("#")[0])).css("#reports article")
        assert f"{link.text()}" in opened[0].text(), "the report that says it stands first"
    assert len(tree.css("#reports article")) == 2 and tree.css("#planned circle.dot")
    silent = read(office.get(f"/tasks/{life.issued['back'].pk}/progress/"))
    assert silent.css("#planned") == [], "nobody said a percentage"


def test_progress_when_many_units_then_counted_by_day_and_each_figure_opens_its_units(life, office, client_as, read):
    page = f"/tasks/{life.issued['each'].pk}/progress/"
    tree = read(office.get(page))
    last = [cell.text() for cell in tree.css("#planned tbody tr")[-1].css("td")]
    assert last == ["3", "1"], "three were due, one completion was confirmed"
    for link in tree.css("#planned td a"):
        rows = read(office.get(link.attributes["href"].partition("#")[0])).css("#shares tbody tr")
        assert len(rows) == int(link.text()), link.attributes["href"]
    other = client_as(life.world.users["reporter"])
    assert other.get(page).status_code == 404, "STC has no share in it"


def test_tabs_when_there_is_a_lot_then_the_overview_tells_the_newest_and_the_tabs_all(life, office, read):
    for number in range(40):
        said(life, "joint", tasks.ISSUED + timedelta(days=number), number, f"Bước {number}.")
    for number in range(12):
        due = TODAY + timedelta(days=number + 30)
        actions.set_due(
            assignments=[life.share("joint")], due_on=due, reason=f"Gia hạn lần {number}.", by=life.office, today=TODAY
        )
    page = f"/tasks/{life.issued['joint'].pk}/"
    tree = read(office.get(page))
    assert len(tree.css("#reports article")) == 5 and "Bước 39." in tree.css_first("#reports").text()
    assert len(tree.css("ol.moves > li")) == 8 and "Gia hạn lần 0." in words_of(office.get(page)), (
        "the deadline's own story"
    )
    links = [link.attributes["href"] for link in tree.css("#reports > p > a, section > p > a")]
    assert f"{page}progress/" in links and f"{page}history/" in links
    first, second = (read(office.get(f"{page}progress/?page={number}")).css("#reports article") for number in (1, 2))
    assert (len(first), len(second)) == (30, 10)
    told = read(office.get(f"{page}history/"))
    assert len(told.css("ol.moves > li")) == 14 and "Người dùng coordinator" in told.css_first("ol.moves").text()
    [current] = told.css(".page-tabs [aria-current=page]")
    assert current.attributes["href"] == f"{page}history/"


def test_tabs_when_a_share_or_a_day_is_asked_for_then_it_goes_along(life, office, read):
    share, page = life.share("each", "X001"), f"/tasks/{life.issued['each'].pk}/"
    links = [link.attributes["href"] for link in read(office.get(f"{page}?share={share.pk}")).css(".page-tabs a")]
    assert links == [
        f"{page}?share={share.pk}",
        f"{page}progress/?share={share.pk}",
        f"{page}history/?share={share.pk}",
    ]
    links = [link.attributes["href"] for link in read(office.get(f"{page}progress/?on=2026-04-01")).css(".page-tabs a")]
    assert links[0] == f"{page}?on=2026-04-01"
    one = read(office.get(links[1].replace("?on=2026-04-01", f"?share={share.pk}"))).css("#reports article")
    assert len(one) == 1, "of this unit only"


def test_history_when_a_unit_looks_then_only_its_own_share_is_told(life, client_as):
    elsewhere = scope(life.world.users["reporter_elsewhere"], TODAY)
    assert elsewhere.seen
    life.issue("two", "STC", "SNV", content="Mỗi nơi một việc")
    actions.suspend(assignments=[life.share("two", "STC")], reason="Chờ sắp xếp", by=life.office, today=TODAY)
    page = f"/tasks/{life.issued['two'].pk}/history/"
    assert "Chờ sắp xếp" in words_of(client_as(life.world.users["reporter"]).get(page))
    assert "Chờ sắp xếp" not in words_of(client_as(life.world.users["reporter_elsewhere"]).get(page))


def test_tabs_when_there_are_many_shares_then_the_same_queries(life, office, check_costs):
    def grow() -> None:
        for code in ("X001", "X002", "X003"):
            update = actions.Update("Thêm một dòng", percent=50)
            share = life.share("each", code)
            if tasks.row(share).state == "open":
                actions.report_progress(assignment=share, update=update, by=life.office, today=TODAY)

    page = f"/tasks/{life.issued['each'].pk}/"
    check_costs(office, f"{page}progress/", "tasks.task_progress", grow)
    check_costs(office, f"{page}history/", "tasks.task_history", grow)
    check_costs(office, f"/tasks/{life.issued['joint'].pk}/progress/", "tasks.task_progress_one")
