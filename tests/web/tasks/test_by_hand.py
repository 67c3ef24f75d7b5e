"""A task in half a minute without a text: little is asked, everything may be said, what is wrong is said beside its box."""

from datetime import date

import pytest

from namro.tasks.models import AssignmentState, Directive, Task
from tests.web.access.tasks import new_task
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db
URL = "/tasks/new/"


def sent(life, **changed):
    return new_task(life.world) | changed


def test_form_when_opened_then_today_and_the_own_office_stand_there(office, read):
    tree = read(office.get(URL))
    assert tree.css_first("[name=ordered_on]").attributes["value"] == TODAY.strftime("%d/%m/%Y")
    assert tree.css_first("[name=owner]").attributes["value"] == "UBND — Ủy ban nhân dân tỉnh"
    assert tree.css_first("textarea[name=content]") is not None


def test_task_when_the_short_form_is_sent_then_issued_with_its_order(life, office):
    answer = office.post(URL, sent(life, content="Kiểm kê kho lương thực"))
    task = Task.objects.get(content="Kiểm kê kho lương thực")
    assert answer["Location"] == f"/tasks/{task.pk}/"
    order = task.orders.get()
    assert (order.form, order.issuer_name, order.ordered_on) == (
        "meeting",
        "Chủ tịch Ủy ban nhân dân tỉnh",
        date(2026, 3, 2),
    )
    assert (task.mode, task.kind, task.due_on, task.owner) == (
        "one",
        "dated",
        date(2099, 4, 30),
        life.world.unit("UBND"),
    )
    said = words_of(office.get(answer["Location"]))
    assert "Tại cuộc họp · Chủ tịch Ủy ban nhân dân tỉnh · 02/03/2026" in said


def test_task_when_everything_is_said_then_everything_is_kept(life, office):
    everything = sent(
        life,
        content="Việc đầy đủ",
        weight="breakthrough",
        product="Đề án",
        result="Trình Ủy ban nhân dân tỉnh",
        **{
            "support-TOTAL_FORMS": "2",
            "support-0-unit": "SNV",
            "support-0-part": "Số liệu biên chế",
            "support-0-due_on": "10/04/2099",
            "support-1-unit": "",
        },
    )
    assert office.post(URL, everything).status_code == 302
    task = Task.objects.get(content="Việc đầy đủ")
    assert (task.weight, task.product, task.result) == ("breakthrough", "Đề án", "Trình Ủy ban nhân dân tỉnh")
    support = AssignmentState.objects.current().select_related("assignment").get(task=task, role="support")
    assert (support.unit.code, support.assignment.part, support.due_on) == (
        "SNV",
        "Số liệu biên chế",
        date(2099, 4, 10),
    )


def test_task_when_several_units_lead_then_each_has_its_own_share(life, office):
    assert office.post(URL, sent(life, content="Nhiều chủ trì", lead="", leads="Sở Nội vụ\nSXD")).status_code == 302
    task = Task.objects.get(content="Nhiều chủ trì")
    assert task.mode == "each"
    assert set(task.assignments.values_list("unit__code", "role")) == {("SNV", "lead"), ("SXD", "lead")}


def test_task_when_every_commune_leads_then_one_share_for_each(life, office):
    assert office.post(URL, sent(life, content="Mọi xã", lead="", group="communes")).status_code == 302
    task = Task.objects.get(content="Mọi xã")
    assert task.mode == "each"
    assert set(task.assignments.values_list("unit__code", flat=True)) == {"X001", "X002", "X003"}


def test_task_when_there_is_no_date_yet_then_the_reason_is_kept(life, office):
    assert (
        office.post(URL, sent(life, content="Chưa hạn", due_on="", undated_reason="Chờ hướng dẫn")).status_code == 302
    )
    task = Task.objects.get(content="Chưa hạn")
    assert (task.kind, task.due_on, task.undated_reason) == ("undated", None, "Chờ hướng dẫn")


def test_task_when_a_leader_gives_it_then_issued(life, client_as):
    client = client_as(life.world.users["leader"])
    assert client.post(URL, sent(life, content="Lãnh đạo giao")).status_code == 302
    assert Task.objects.get(content="Lãnh đạo giao").issued_by == life.world.users["leader"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"content": " "}, "bắt buộc"),
        ({"issuer_name": ""}, "bắt buộc"),
        ({"lead": ""}, "bắt buộc"),
        ({"lead": "Sở không có"}, "Sở không có"),
        ({"due_on": ""}, "Thiếu thời hạn"),
        ({"due_on": "31/02/2026"}, "31/02/2026"),
        ({"ordered_on": "01/01/2199"}, "01/01/2199"),
        ({"due_on": "01/03/1990"}, "trước ngày giao"),
        ({"kind": "undated", "due_on": ""}, "lý do chưa có hạn"),
        ({"kind": "general"}, "Hãy chọn"),
        ({"form": "document"}, ""),
        ({"group": "communes"}, "không chọn cả hai"),
        ({"leads": "STC\nSở không có"}, "Sở không có"),
        ({"owner": "TU"}, "cán bộ điều phối hoặc lãnh đạo"),
        ({"support-TOTAL_FORMS": "1", "support-0-unit": "STC"}, "hai vai trò"),
        ({"support-TOTAL_FORMS": "1", "support-0-unit": "Sở lạ"}, "Sở lạ"),
        ({"content": "a\x00b"}, ""),
    ],
)
def test_task_when_something_is_wrong_then_said_and_neither_task_nor_order_stays(life, office, changed, said):
    before = Task.objects.count(), Directive.objects.count()
    answer = office.post(URL, sent(life, **changed))
    assert answer.status_code in {400, 422}
    assert said in words_of(answer)
    assert (Task.objects.count(), Directive.objects.count()) == before


def test_task_when_the_button_is_pressed_twice_then_issued_once_and_shown_again(life, office, read):
    once = read(office.get(URL)).css_first("[name=once]").attributes["value"]
    answers = [office.post(URL, sent(life, content="Bấm hai lần", once=once)) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Task.objects.filter(content="Bấm hai lần").count() == 1
    other = read(office.get(URL)).css_first("[name=once]").attributes["value"]
    office.post(URL, sent(life, content="Bấm hai lần", once=other))
    assert Task.objects.filter(content="Bấm hai lần").count() == 2, "another form is another order"


def test_form_when_it_was_wrong_then_its_key_stays(life, office, read):
    answer = office.post(URL, sent(life, content="", once="0f" * 16))
    assert read(answer).css_first("[name=once]").attributes["value"] == "0f" * 16
