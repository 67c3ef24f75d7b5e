"""Closing a task of many units with named exceptions on its page, what it shows afterwards, and taking that back."""

from datetime import timedelta

import pytest

from namro.orgs import actions as orgs_actions
from namro.orgs.models import Role
from namro.tasks import actions
from namro.tasks.models import AssignmentState, Closure
from tests.factories import orgs, tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(life):
    """X001 completed in time, X002 sent late and waits, X003 is silent (tests/web/tasks/conftest.py)."""
    return life.issued["each"]


def send(client, life, task, *codes, **fields):
    sent = {"share": [life.share("each", code).pk for code in codes], "reason": "Chưa có trụ sở"}
    return client.post(f"/tasks/{task.pk}/close/", sent | fields)


def states(task):
    rows = AssignmentState.objects.current().filter(task=task).select_related("unit")
    return {row.unit.code: row.state for row in rows}


def test_page_when_opened_then_those_not_done_each_with_a_box_and_a_reason(life, office, read, task):
    assert read(office.get(f"/tasks/{task.pk}/")).css_first(f'a[href="/tasks/{task.pk}/close/"]') is not None
    tree = read(office.get(f"/tasks/{task.pk}/close/"))
    rows = [" ".join(row.text().split()) for row in tree.css(".close-table tbody tr")]
    assert len(rows) == 2 and "xã Mẫu 002 chờ xác nhận" in rows[0] and "xã Mẫu 003 đang thực hiện" in rows[1]
    assert "Đã hoàn thành: 1 đơn vị" in words_of(office.get(f"/tasks/{task.pk}/close/"))


def test_close_when_all_are_named_then_done_with_its_exceptions_reasons_person_and_day(life, office, read, task):
    own = {f"reason-{life.share('each', 'X003').pk}": "Đã sáp nhập vào phường khác"}
    assert send(office, life, task, "X002", "X003", **own)["Location"] == f"/tasks/{task.pk}/"
    answer = office.get(f"/tasks/{task.pk}/")
    assert "Đã đóng nhiệm vụ với 2 ngoại lệ." in words_of(answer)
    tree = read(answer)
    shown = " ".join(tree.css_first("#closing").text().split())
    assert f"{life.world.users['coordinator'].full_name} đóng ngày {TODAY:%d/%m/%Y}" in shown
    assert "xã Mẫu 002 : Chưa có trụ sở" in shown.replace("002:", "002 :")
    assert "xã Mẫu 003 : Đã sáp nhập vào phường khác" in shown.replace("003:", "003 :")
    badges = [badge.text() for badge in tree.css(".task-head .badge")]
    assert "hoàn thành đúng hạn" in badges and "đã đóng" in badges and "Hoàn thành 1/1" in " ".join(badges)
    assert "Đóng nhiệm vụ" in tree.css_first(".moves").text()
    assert states(task) == {"X001": "done", "X002": "exited", "X003": "exited"}


def test_register_when_a_task_was_closed_then_exceptions_stand_apart_and_the_task_reads_done(life, office, read, task):
    send(office, life, task, "X002", "X003")
    board = read(office.get("/tasks/")).css_first(".board").text()
    assert "ngoại lệ khi đóng nhiệm vụ: 2" in board
    link = next(a for a in read(office.get("/tasks/")).css(".board a") if "ngoại lệ" in a.text())
    assert len(read(office.get(link.attributes["href"])).css(".tasks-table tbody tr")) == 2
    row = next(one for one in read(office.get("/tasks/?by=task")).css("tbody tr") if "Công khai thủ tục" in one.text())
    assert "hoàn thành" in row.text() and "trong đó ngoại lệ: 2" in row.text()


def test_close_when_one_is_not_named_then_said_by_name_and_what_was_typed_stays(life, office, read, task):
    own = {f"reason-{life.share('each', 'X002').pk}": "Đang sắp xếp lại"}
    answer = send(office, life, task, "X002", **own)
    assert answer.status_code == 422
    said = words_of(answer)
    assert "Còn 1 đơn vị chưa hoàn thành và chưa được nêu ngoại lệ: Ủy ban nhân dân xã Mẫu 003." in said
    tree = read(answer)
    assert [box.attributes["value"] for box in tree.css("input[name=share][checked]")] == [
        str(life.share("each", "X002").pk)
    ]
    assert tree.css_first('input[value="Đang sắp xếp lại"]') is not None
    assert "Chưa có trụ sở" in tree.css_first("textarea").text()
    assert not Closure.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": " "}, "Hãy nêu lý do ngoại lệ của"),
        ({"symbol": "99/QĐ-UBND"}, "99/QĐ-UBND"),
        ({"reason": "a\x00b"}, ""),
        ({"share": ["abc", "9" * 30]}, "Còn 2 đơn vị"),
        ({"share": []}, "Còn 2 đơn vị"),
    ],
)
def test_close_when_something_is_wrong_then_a_sentence_and_nothing_moves(life, office, task, fields, said):
    answer = send(office, life, task, "X002", "X003", **fields)
    assert answer.status_code in {400, 422} and said in words_of(answer)
    assert not Closure.objects.exists()


def test_close_when_one_s_own_reason_cannot_be_stored_then_a_whole_sentence(life, office, task):
    own = f"reason-{life.share('each', 'X002').pk}"
    answer = send(office, life, task, "X002", "X003", **{own: "Chưa có\x00"})
    assert answer.status_code == 422 and "Nội dung vừa nhập có ký tự không lưu được." in words_of(answer)
    assert "“”" not in words_of(answer) and not Closure.objects.exists()


def test_close_when_a_share_of_another_task_is_named_then_refused(life, office, task):
    ids = [life.share("each", code).pk for code in ("X002", "X003")]
    answer = send(office, life, task, share=[*ids, life.share("joint").pk])
    assert answer.status_code == 422 and "Chỉ đơn vị của nhiệm vụ này" in words_of(answer)


def test_close_when_the_task_has_one_lead_then_no_button_and_no_page(life, office, read):
    task = life.issued["joint"]
    assert read(office.get(f"/tasks/{task.pk}/")).css_first(f'a[href="/tasks/{task.pk}/close/"]') is None
    answer = office.get(f"/tasks/{task.pk}/close/")
    assert answer.status_code == 422 and "Nhiệm vụ này có một đơn vị chủ trì" in words_of(answer)


@pytest.mark.parametrize(
    ("actor", "status"),
    [
        ("leader", 302),
        ("inspector", 422),
        ("auditor", 422),
        ("administrator", 404),
        ("coordinator_elsewhere", 404),
        ("reporter_elsewhere", 404),
        ("reporter", 404),
    ],
)
def test_close_and_reopen_when_another_tries_then_only_the_office_s_leader(
    life, office, client_as, task, actor, status
):
    client = client_as(life.world.users[actor])
    assert send(client, life, task, "X002", "X003").status_code == status
    if status != 302:
        assert not Closure.objects.exists()
        send(office, life, task, "X002", "X003")
    assert client.post(f"/tasks/{task.pk}/reopen/", {"reason": "Nhầm"}).status_code == status
    assert Closure.objects.count() == (2 if status == 302 else 1)


def test_closed_when_a_unit_comes_back_then_it_reads_why_and_cannot_report(life, office, client_as, read, task):
    send(office, life, task, "X002", "X003")
    commune = client_as(orgs.user("xa3", Role.REPORTER, life.world.unit("X003")))
    answer = commune.get(f"/tasks/{task.pk}/")
    said = words_of(answer)
    assert "Chưa có trụ sở" in said and "xã Mẫu 002" not in said
    assert read(answer).css_first("#closing form") is None
    share = life.share("each", "X003")
    refused = commune.post(f"/tasks/shares/{share.pk}/report/", {"sentence": "Xong", "kind": "progress"})
    assert refused.status_code == 422 and "Nhiệm vụ đã đóng" in words_of(refused)
    assert str(share.pk) not in commune.get("/tasks/mine/").content.decode()


def test_reopened_when_the_office_takes_it_back_then_open_again_and_both_acts_in_the_history(life, office, read, task):
    send(office, life, task, "X002", "X003")
    assert office.post(f"/tasks/{task.pk}/reopen/", {"reason": " "}).status_code == 422
    assert office.post(f"/tasks/{task.pk}/reopen/", {"reason": "Đã có trụ sở"}).status_code == 302
    tree = read(office.get(f"/tasks/{task.pk}/"))
    assert tree.css_first("#closing") is None and states(task) == {"X001": "done", "X002": "submitted", "X003": "open"}
    history = tree.css_first(".moves").text()
    assert "Mở lại nhiệm vụ" in history and "Đóng nhiệm vụ" in history and "Đã có trụ sở" in history
    assert office.post(f"/tasks/{task.pk}/reopen/", {"reason": "Nhầm"}).status_code == 422


def test_as_of_when_the_day_before_is_read_then_not_closed_and_no_button(life, office, read, task):
    send(office, life, task, "X002", "X003")
    tree = read(office.get(f"/tasks/{task.pk}/?on={(TODAY - timedelta(days=1)).isoformat()}"))
    assert tree.css_first("#closing") is None
    assert tree.css_first(f'a[href="/tasks/{task.pk}/close/"]') is None


def test_pages_when_there_are_many_units_then_the_cost_stays(life, office, read, check_costs):
    def issue(name: str, count: int):
        made = orgs_actions.open_units(
            units=[orgs.unit(f"{name}{n:03}", "commune", "UBND") for n in range(count)], by=None
        )
        task = tasks.issue(life.office, life.world.unit("UBND"), *made)
        first = task.assignments.order_by("pk")[0]
        life.send(first, tasks.DUE)
        actions.accept(assignments=[first], by=life.office, today=tasks.DUE)
        return task

    few, many = issue("F", 3), issue("M", 80)
    cost = check_costs(office, f"/tasks/{few.pk}/close/", "tasks.close_task")
    assert check_costs(office, f"/tasks/{many.pk}/close/", "tasks.close_task") == cost
    for task in (few, many):
        ids = list(task.assignments.order_by("pk").values_list("pk", flat=True))[1:]
        sent = {"share": ids, "reason": "Chưa có trụ sở"}
        assert office.post(f"/tasks/{task.pk}/close/", sent).status_code == 302
        check_costs(office, f"/tasks/{task.pk}/", "tasks.task_closed")
    assert len(read(office.get(f"/tasks/{many.pk}/")).css(".exceptions li")) == 79
