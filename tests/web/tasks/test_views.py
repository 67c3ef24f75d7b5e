"""Saved views of the register: kept as seen, own and shared within the office, the one it opens with, refusals."""

import pytest

from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.tasks import actions
from namro.tasks.models import SavedView
from namro.tasks.queries import views
from tests.web.tasks.conftest import words_of
from tests.web.tasks.test_register import lines
from tests.web.tasks.test_register_list import chips

pytestmark = pytest.mark.django_db


def menu(tree) -> list[str]:
    return [link.text() for link in tree.css(".menu li.view a")]


def save(client, read, query: str, name: str, office: str = ""):
    """Save what the page of the query shows."""
    link = read(client.get(f"/tasks/{query}")).css_first(".menu a.button-main").attributes["href"]
    form = read(client.get(link)).css_first("#save-view")
    sent = form.css_first("[name=query]").attributes["value"]
    return client.post("/tasks/views/", {"name": name, "query": sent, "office": office})


def test_view_when_saved_then_opened_as_it_was_without_its_day(office, read):
    asked = "?q=kho&sort=-due&cols=due&per=25&category=open_in_term&on=01/05/2026"
    answer = save(office, read, asked, "Kho  còn hạn")
    assert "on=" not in answer["Location"]
    opened = office.get(answer["Location"])
    assert "Đã lưu chế độ xem “Kho còn hạn”" in words_of(opened)
    tree = read(opened)
    assert menu(tree) == ["Kho còn hạn"] and "Chế độ xem: Kho còn hạn" in " ".join(
        one.text(strip=True) for one in tree.css(".menu summary")
    )
    assert set(chips(tree)) == {"Từ ngữ, số ký hiệu, mã: kho", "Kết quả theo hạn: chưa hoàn thành trong hạn"}
    assert tree.css_first("th.col-due").attributes["aria-sort"] == "descending"
    assert len(tree.css(".register-table th:not(.tick)")) == 2
    assert Event.objects.filter(code="tasks.view.saved").count() == 1


def test_view_when_saved_again_under_its_name_then_written_over(office, read):
    save(office, read, "?q=kho", "Của tôi")
    save(office, read, "?q=kho&unit=STC", "Của tôi")
    (view,) = SavedView.objects.all()
    assert "unit=STC" in view.query


@pytest.mark.parametrize(("actor", "seen"), [("leader", True), ("reporter", False), ("coordinator_elsewhere", False)])
def test_view_when_shared_within_the_office_then_its_people_see_it_and_cannot_change_it(
    life, office, client_as, read, actor, seen
):
    save(office, read, "?q=kho", "Kho của văn phòng", office=str(life.world.unit("UBND").pk))
    view = SavedView.objects.get()
    other = client_as(life.world.users[actor])
    tree = read(other.get("/tasks/?q=x"))
    assert menu(tree) == (["Kho của văn phòng"] if seen else [])
    assert not read(other.get("/tasks/views/")).css(f'form[action="/tasks/views/{view.pk}/"]')
    for act in ("delete", "default"):
        assert other.post(f"/tasks/views/{view.pk}/", {"act": act}).status_code == 404
    assert SavedView.objects.filter(pk=view.pk, is_default=False).exists()


def test_view_when_it_opens_first_then_the_bare_register_leads_there_and_clear_to_everything(office, read):
    save(office, read, "?q=kho", "Kho")
    view = SavedView.objects.get()
    office.post(f"/tasks/views/{view.pk}/", {"act": "default"})
    answer = office.get("/tasks/")
    assert (answer.status_code, answer["Location"]) == (302, f"/tasks/?{view.query}&view={view.pk}")
    tree = read(office.get(answer["Location"]))
    assert lines(tree) == 1
    everything = tree.css_first(".filters .row a").attributes["href"]
    assert lines(read(office.get(everything))) == 8
    save(office, read, "?q=một", "Khác")
    office.post(f"/tasks/views/{SavedView.objects.get(name='Khác').pk}/", {"act": "default"})
    assert SavedView.objects.get(is_default=True).name == "Khác"
    office.post(f"/tasks/views/{SavedView.objects.get(name='Khác').pk}/", {"act": "no_default"})
    assert office.get("/tasks/").status_code == 200
    office.post(f"/tasks/views/{view.pk}/", {"act": "delete"})
    assert list(SavedView.objects.values_list("name", flat=True)) == ["Khác"]


def test_view_when_the_query_sent_is_not_the_register_s_then_only_what_is_its_own_stays(office):
    office.post("/tasks/views/", {"name": "Lạ", "query": "q=kho&next=//x.example&<script>=1&page=7&on=2026-01-01"})
    assert SavedView.objects.get().query == "q=kho"


def test_view_when_it_may_not_be_saved_then_refused(life, office):
    by, elsewhere = life.office, life.world.unit("STC")
    for name in ("", "  ", "x" * 81):
        with pytest.raises(Refusal) as refused:
            actions.save_view(name=name, query="", by=by)
        assert refused.value.code == "tasks.view.name"
    with pytest.raises(Refusal) as refused:
        actions.save_view(name="Chung", query="", by=by, office=elsewhere)
    assert refused.value.code == "tasks.view.office"
    for number in range(50):
        actions.save_view(name=f"{number}", query="", by=by)
    with pytest.raises(Refusal) as refused:
        actions.save_view(name="51", query="", by=by)
    assert refused.value.code == "tasks.view.many"
    with pytest.raises(NotFound):
        actions.delete_view(view_id=10**9, by=by)
    assert views.views_of(by).count() == 50
    answers = [
        office.post("/tasks/views/", {"name": "x", "office": one}).status_code for one in ("999999", str(elsewhere.pk))
    ]
    assert answers == [404, 404]
    assert office.post(f"/tasks/views/{SavedView.objects.first().pk}/", {"act": "nonsense"}).status_code == 404
