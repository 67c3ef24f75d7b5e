"""Many lines changed from the register: chosen, previewed with what is refused and why, done in one act, taken back."""

import pytest

from namro.core.models import Event
from namro.tasks.models import AssignmentState, Move, Task
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db
WEIGHT = {"act": "weight", "weight": "focal", "reason": "Chỉ đạo mới"}


def codes(tree) -> list[list[str]]:
    """The codes of each table of a preview."""
    return [[cell.text() for cell in table.css("tbody .code")] for table in tree.css("table")]


def confirmed(tree) -> dict[str, str]:
    """What the button of a preview sends."""
    return {
        one.attributes["name"]: one.attributes["value"]
        for one in tree.css('form:has([name="step"]) input[type="hidden"]')
    }


def test_weight_when_changed_for_ticked_lines_then_previewed_done_once_and_taken_back(life, office, read):
    page = read(office.get("/tasks/"))
    assert len(page.css('td.tick input[name="share"][form="bulk"]')) == 8
    shares = [life.share(name).pk for name in ("joint", "undated")] + [
        life.share("each", "X001").pk,
        life.share("each", "X002").pk,
    ]
    Task.objects.filter(pk=life.issued["joint"].pk).update(weight="focal")
    preview = read(office.post("/tasks/bulk/", WEIGHT | {"share": shares, "next": "/tasks/?unit=STC"}))
    assert codes(preview) == [["GV-2026/3", "GV-2026/1"], ["GV-2026/2"]]
    assert "Nhiệm vụ đã ở mức này." in preview.text()
    assert (
        Task.objects.filter(weight="focal").count() == 1
        and not Event.objects.filter(code="tasks.weight.changed").exists()
    )
    answer = office.post("/tasks/bulk/", confirmed(preview))
    assert Task.objects.filter(weight="focal").count() == 3
    done = read(office.get(answer["Location"]))
    assert done.css_first(".crumbs a").attributes["href"] == "/tasks/?unit=STC" and len(done.css("tbody tr")) == 2
    where = answer["Location"].partition("?")[0]
    undone = office.post(where, follow=True)
    assert "Đã hoàn tác thay đổi, số nhiệm vụ: 2." in words_of(undone) and "Hoàn tác thay đổi này" not in words_of(
        undone
    )
    assert Task.objects.filter(weight="focal").count() == 1


def test_deadline_when_changed_for_every_line_of_the_filters_then_one_act_and_the_ended_are_refused(life, office, read):
    sent = {"act": "due", "whole": "1", "due_on": "31/12/2026", "reason": "Lùi theo kế hoạch"}
    preview = read(office.post("/tasks/bulk/?role=lead", sent))
    assert [len(found) for found in codes(preview)] == [5, 2]
    assert "31/12/2026" in preview.text() and "hoàn thành" in preview.css("table")[1].text()
    answer = office.post("/tasks/bulk/", confirmed(preview), follow=True)
    assert "số dòng: 5" in words_of(answer)
    assert Event.objects.filter(code="tasks.assignment.due_set").count() == 1
    assert AssignmentState.objects.current().filter(due_on="2026-12-31").count() == 5


def test_exit_when_done_for_ticked_lines_then_off_the_register_with_its_reason(life, office, read):
    shares = f"{life.share('joint').pk},{life.share('gone').pk}"
    sent = {"act": "exit", "share": shares, "exit_reason": "withdrawn", "reason": "Thu hồi", "symbol": ""}
    preview = read(office.post("/tasks/bulk/", sent))
    assert [len(found) for found in codes(preview)] == [1, 1]
    office.post("/tasks/bulk/", confirmed(preview))
    assert Move.objects.get(kind="exit", exit_reason="withdrawn").assignment_id == life.share("joint").pk


def test_change_when_a_line_was_changed_meanwhile_then_nothing_at_all(life, office, read):
    shares = [life.share(name).pk for name in ("joint", "undated")]
    preview = read(office.post("/tasks/bulk/", WEIGHT | {"share": shares}))
    Task.objects.filter(pk=life.issued["undated"].pk).update(weight="focal")
    answer = office.post("/tasks/bulk/", confirmed(preview), HTTP_REFERER="http://testserver/tasks/bulk/", follow=True)
    assert "Chưa thay đổi gì: nhiệm vụ GV-2026/3" in words_of(answer)
    assert Task.objects.filter(weight="focal").count() == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"act": "weight"}, 422),
        ({"act": "nonsense", "share": "own"}, 422),
        ({"act": "weight", "share": "999999999", "weight": "focal", "reason": "x"}, 404),
        ({"act": "weight", "share": "own", "weight": "", "reason": "x"}, 422),
        ({"act": "due", "share": "own", "due_on": "31/02/2026", "reason": "x"}, 422),
        ({"act": "exit", "share": "own", "exit_reason": "excepted", "reason": "x"}, 422),
        ({"act": "due", "share": "own", "due_on": "31/12/2026", "reason": ""}, 422),
    ],
)
def test_change_when_it_makes_no_sense_then_refused(life, office, sent, status):
    sent = {name: life.share("joint").pk if value == "own" else value for name, value in sent.items()}
    assert office.post("/tasks/bulk/", sent).status_code == status


def test_lines_when_too_many_for_one_act_then_refused(office, monkeypatch):
    monkeypatch.setattr("namro.web.tasks.bulk.MOST", 3)
    answer = office.post("/tasks/bulk/", {"act": "weight", "whole": "1"})
    assert answer.status_code == 422 and "nhiều nhất 3 dòng" in words_of(answer)


@pytest.mark.parametrize(("actor", "ticks"), [("leader", 8), ("reporter", 0), ("inspector", 0), ("auditor", 0)])
def test_ticks_when_the_reader_decides_nothing_then_none(life, client_as, read, actor, ticks):
    tree = read(client_as(life.world.users[actor]).get("/tasks/"))
    assert len(tree.css("td.tick")) == ticks and bool(tree.css("#bulk")) == bool(ticks)


def test_ticks_when_the_day_is_past_then_none(office, read):
    assert not read(office.get(f"/tasks/?on={TODAY.replace(day=1).isoformat()}")).css(".tick")
