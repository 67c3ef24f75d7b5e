"""Handing over from the pages: from the register and a task's page, previewed, taken back, and what each unit sees of it."""

import pytest

from namro.core.models import Event
from namro.orgs.models import Role
from namro.tasks import actions
from namro.tasks.models import Move
from tests.factories import orgs, tasks
from tests.web.tasks.conftest import TODAY, words_of
from tests.web.tasks.test_bulk import codes, confirmed

pytestmark = pytest.mark.django_db
HAND = {"act": "transfer", "unit": "SNV", "reason": "Đúng chức năng", "symbol": ""}


@pytest.fixture
def elsewhere(life, client_as):
    """The client of SNV's reporter."""
    return client_as(life.world.users["reporter_elsewhere"])


def handed(life, name="undated", code="SNV"):
    said = {"to": life.world.unit(code), "reason": "Đúng chức năng", "by": life.office, "today": TODAY}
    return actions.transfer(assignments=[life.share(name)], **said)


def test_lines_when_handed_over_then_previewed_with_what_cannot_go_done_once_and_taken_back(life, office, read):
    shares = [life.share(name).pk for name in ("undated", "joint", "back")]
    form = read(office.post("/tasks/bulk/", {"act": "transfer", "share": shares, "next": "/tasks/?unit=STC"}))
    assert [box.attributes["name"] for box in form.css("form.panel .field [name]")] == ["unit", "symbol", "reason"]
    preview = read(office.post("/tasks/bulk/", HAND | {"share": shares, "next": "/tasks/?unit=STC"}))
    assert codes(preview) == [["GV-2026/3", "GV-2026/4"], ["GV-2026/2"]]
    assert "đã có phần trong nhiệm vụ này" in preview.text() and "Sở Nội vụ" in preview.text()
    assert not Move.objects.filter(kind="transfer").exists()
    sent = confirmed(preview)
    first, second = (office.post("/tasks/bulk/", sent) for _ in range(2))
    assert first["Location"] == second["Location"] and Move.objects.filter(kind="transfer").count() == 2
    done = read(office.get(first["Location"]))
    assert [row.text(separator="|").split("|")[-2:] for row in done.css("tbody tr")] == [
        ["Sở Tài chính", "Sở Nội vụ"]
    ] * 2
    where = first["Location"].partition("?")[0]
    assert "Đã rút lại việc chuyển, số lượt giao: 2." in words_of(office.post(where, follow=True))
    assert tasks.row(life.share("back")).unit.code == "STC"
    assert office.post(where).status_code == 422 and Event.objects.filter(code__endswith="transfer_back").count() == 1


def test_page_when_worked_on_since_then_the_line_says_so_and_the_rest_goes_back(life, office, read):
    said = {"to": life.world.unit("SXD"), "reason": "Đúng chức năng", "by": life.office, "today": TODAY}
    event = actions.transfer(assignments=[life.share("undated"), life.share("back")], **said)
    update = actions.Update(sentence="Đã nhận")
    actions.report_progress(assignment=life.share("back"), update=update, by=life.office, today=TODAY)
    page = read(office.get(f"/tasks/bulk/{event.pk}/"))
    assert "Rút lại việc chuyển: 1" in page.css_first("main form button").text()
    assert [bool(row.css(".badge")) for row in page.css("tbody tr")] == [False, True]


def test_task_when_opened_by_the_office_then_it_can_be_handed_over_and_that_be_seen(life, office, read):
    share = life.share("undated")
    tree = read(office.get(f"/tasks/{share.task_id}/"))
    form = next(form for form in tree.css("#acts form") if form.css('input[value="transfer"]'))
    given = {one.attributes["name"]: one.attributes["value"] for one in form.css("input[type=hidden]")}
    assert form.attributes["action"] == "/tasks/bulk/" and office.post("/tasks/bulk/", given).status_code == 200
    event = handed(life)
    tree = read(office.get(f"/tasks/{share.task_id}/"))
    assert "mới nhận chuyển" in tree.css_first(".task-head").text()
    assert "từ Sở Tài chính sang Sở Nội vụ" in " ".join(tree.css_first(".moves").text().split())
    where = next(one.attributes["href"] for one in tree.css("#acts a") if "transfer" in one.attributes["href"])
    assert office.get(where)["Location"].startswith(f"/tasks/bulk/{event.pk}/?next=")


def test_new_holder_when_at_home_then_it_stands_among_what_is_to_be_done_as_new(life, elsewhere, read):
    handed(life)
    first = read(elsewhere.get("/")).css_first("#part-own .todo")
    assert "Sắp xếp kho lưu trữ" in first.text() and "mới nhận chuyển" in first.text()
    update = actions.Update(sentence="Đã nhận")
    actions.report_progress(assignment=life.share("undated"), update=update, by=life.office, today=TODAY)
    assert "Sắp xếp kho lưu trữ" not in read(elsewhere.get("/")).css_first("#part-own").text()


def test_former_holder_when_looking_then_told_to_whom_and_shown_what_was_known(life, reporter, office, read):
    share = life.share("undated")
    update = actions.Update(sentence="Đã thống kê xong kho số 1")
    actions.report_progress(assignment=share, update=update, by=life.reporter, today=TODAY)
    handed(life)
    later = actions.Update(sentence="Bên nhận đang làm")
    actions.report_progress(assignment=share, update=later, by=life.office, today=TODAY)
    listed = read(reporter.get("/tasks/mine/")).css_first("#handed-on")
    assert "đã chuyển cho Sở Nội vụ ngày" in " ".join(listed.text().split())
    answer = reporter.get(listed.css_first("a").attributes["href"])
    said = words_of(answer)
    assert "Đã chuyển cho Sở Nội vụ ngày" in said and "Đúng chức năng" in said and "kho số 1" in said
    assert "Bên nhận đang làm" not in said and not read(answer).css("#acts")
    assert reporter.get(f"/tasks/shares/{share.pk}/report/").status_code == 404


def test_past_day_when_looked_at_then_the_holder_of_that_day_stands_there(life, office):
    handed(life)
    share = life.share("undated")
    day = f"{tasks.DUE:%d/%m/%Y}"
    then, now = (words_of(office.get(f"/tasks/{share.task_id}/?on={on}")) for on in (day, ""))
    assert "Sở Tài chính" in then and "Sở Nội vụ" not in then and "Sở Nội vụ" in now
    assert len(office.get(f"/tasks/?on={day}&unit=SNV").context["page"].object_list) == 1
    assert len(office.get("/tasks/?unit=SNV").context["page"].object_list) == 2


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"unit": ""}, 422),
        ({"unit": "Sở không có"}, 422),
        ({"reason": ""}, 422),
        ({"reason": "TUYỆT MẬT\nchuyển"}, 422),
        ({"symbol": "999/QĐ-XYZ", "step": "do"}, 422),
        ({"share": "999999999"}, 404),
    ],
)
def test_transfer_when_it_makes_no_sense_then_refused(life, office, sent, status):
    answer = office.post("/tasks/bulk/", HAND | {"share": life.share("undated").pk} | sent)
    assert answer.status_code == status and not Move.objects.filter(kind="transfer").exists()


def test_leader_when_handing_over_then_the_preview_says_it_is_the_coordinator_s(life, client_as, read):
    leader = client_as(life.world.users["leader"])
    preview = read(leader.post("/tasks/bulk/", HAND | {"share": life.share("undated").pk}))
    assert codes(preview) == [["GV-2026/3"]] and "Chỉ cán bộ điều phối" in preview.css_first("td.wrap").text()
    assert not preview.css("form .button-main")


def test_coordinator_of_another_office_when_handing_over_then_the_line_does_not_exist(life, client_as):
    other = client_as(orgs.user("khac", Role.COORDINATOR, life.world.unit("TU"), with_subtree=True))
    assert other.post("/tasks/bulk/", HAND | {"share": life.share("undated").pk}).status_code == 404


def test_key_of_another_person_when_sent_then_it_finds_nothing(life, office, client_as, read):
    preview = read(office.post("/tasks/bulk/", HAND | {"share": life.share("undated").pk}))
    sent = confirmed(preview)
    office.post("/tasks/bulk/", sent)
    other = client_as(orgs.user("khac", Role.COORDINATOR, life.world.unit("UBND"), with_subtree=True))
    answer = other.post("/tasks/bulk/", sent)
    assert answer.status_code in {302, 422} and Move.objects.filter(kind="transfer").count() == 1
