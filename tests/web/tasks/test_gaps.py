"""What a task lacks, on its page: who is offered which form, what counts and what only waits, how both names are shown."""

from datetime import timedelta

import pytest

from namro.orgs.models import Role
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import Gap, GapDecision, GapProposal
from tests.factories import orgs, tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db
GROUND = "Trao đổi qua điện thoại với Sở Tài chính"


@pytest.fixture
def task(life):
    """Of STC, without day, reason, product, result or head; the document was silent about the day and the result."""
    silent = {"person": True, "task": True, "progress": False, "responsibility": True, "result": False}
    return life.issue("gaps", "STC", content="Rà soát kho bãi", due_on=None, kind="undated", clarity_in_document=silent)


def page(task):
    return f"/tasks/{task.pk}/"


def forms(tree):
    return {form.attributes["action"].rstrip("/").split("/")[-1] for form in tree.css("#clarities form")}


def fill(client, task, gap, **sent):
    given = {"due_on": "30/06/2026"} if gap == "due" else {"words": "Báo cáo chuyên đề"}
    return client.post(f"/tasks/{task.pk}/gaps/{gap}/", given | {"ground": GROUND, "next": page(task)} | sent)


def propose(life, task, gap=Gap.PRODUCT, today=TODAY, **fields):
    given = {"due_on": TODAY} if gap == Gap.DUE else {"words": "Báo cáo chuyên đề"}
    value = actions.NewValue(gap=gap, ground=GROUND, **given | fields)
    return actions.propose_value(share=life.share("gaps"), value=value, by=life.reporter, today=today)


def test_forms_when_the_page_is_opened_then_one_beside_each_gap_for_those_who_may(life, client_as, read, task):
    every = {"product", "due", "undated", "responsible", "result"}
    seen = {}
    for actor in ("coordinator", "leader", "reporter", "unit_head", "inspector", "auditor"):
        seen[actor] = forms(read(client_as(life.world.users[actor]).get(page(task))))
    assert seen == {
        "coordinator": every,
        "leader": every,
        "reporter": every,
        "unit_head": every,
        "inspector": set(),
        "auditor": set(),
    }


def test_forms_when_an_earlier_day_is_read_or_nothing_lacks_then_none(life, office, read, task):
    assert forms(read(office.get(f"{page(task)}?on={tasks.ISSUED.isoformat()}"))) == set()
    full = life.issue("full", "STC", product="Kế hoạch", result="Trình tỉnh ủy")
    assert forms(read(office.get(page(full)))) == {"responsible"}


@pytest.mark.parametrize("gap", list(Gap))
def test_office_when_it_fills_a_gap_then_value_both_names_day_and_ground_stand_there(life, office, read, task, gap):
    assert fill(office, task, gap)["Location"] == page(task)
    answer = office.get(page(task))
    said = " ".join(read(answer).css_first("#clarities").text().split())
    name = life.world.users["coordinator"].full_name
    for words in ("30/06/2026" if gap == "due" else "Báo cáo chuyên đề", "bổ sung sau khi giao", GROUND):
        assert words in said
    assert f"đề xuất: {name}, 10/05/2026; duyệt: {name}, 10/05/2026" in said
    assert "Đã bổ sung; nhiệm vụ ghi rõ" in words_of(answer)
    assert gap not in forms(read(answer))


def test_day_when_filled_then_deadline_kind_and_register_follow_and_the_document_s_silence_stays(office, read, task):
    fill(office, task, "due")
    answer = office.get(page(task))
    said = words_of(answer)
    assert "30/06/2026" in said and "chưa có hạn" not in said and "văn bản không nêu thời hạn" in said
    assert "có thời hạn" in [badge.text() for badge in read(answer).css(".task-head .badge")]
    newest = " ".join(read(answer).css_first(".moves li").text().split())
    assert "Bổ sung thời hạn: 30/06/2026" in newest and GROUND in newest
    line = next(
        row for row in read(office.get("/tasks/")).css(".tasks-table tbody tr") if "Rà soát kho bãi" in row.text()
    )
    assert "30/06/2026" in line.text() and "bổ sung sau khi giao: thời hạn" in line.text()
    by_task = read(office.get("/tasks/?by=task"))
    assert "30/06/2026" in next(row for row in by_task.css("tbody tr") if "Rà soát kho bãi" in row.text()).text()


def test_reporter_when_proposing_then_it_waits_and_counts_only_once_approved(life, office, reporter, read, task):
    share = life.share("gaps").pk
    assert fill(reporter, task, "due", share=share, agreed_on="08/05/2026")["Location"] == page(task)
    assert "Đã gửi đề xuất" in words_of(reporter.get(page(task)))
    mine = read(reporter.get(page(task))).css_first("#clarities")
    assert "đề xuất, chưa có hiệu lực" in mine.text() and mine.css("form[action*='/tasks/gaps/']") == []
    waiting = words_of(office.get("/tasks/?mark=gap_proposed"))
    assert "Rà soát kho bãi" in waiting and "chưa có hạn" in waiting
    made = GapProposal.objects.get()
    office.post(f"/tasks/gaps/{made.pk}/", {"verdict": "approve", "next": page(task)})
    said = " ".join(read(office.get(page(task))).css_first("#clarities").text().split())
    proposer, approver = (life.world.users[actor].full_name for actor in ("reporter", "coordinator"))
    assert f"đề xuất: {proposer} (Sở Tài chính), 10/05/2026; duyệt: {approver}, 10/05/2026" in said
    assert "08/05/2026" in said and tasks.row(life.share("gaps")).due_on.isoformat() == "2026-06-30"
    assert read(office.get("/tasks/?mark=gap_proposed")).css(".tasks-table tbody tr") == []


def test_proposal_when_refused_then_the_unit_reads_why_and_may_propose_again(life, office, reporter, read, task):
    made = propose(life, task)
    sent = {"verdict": "refuse", "reason": "Chưa đúng sản phẩm được giao", "next": page(task)}
    assert office.post(f"/tasks/gaps/{made.pk}/", sent).status_code == 302
    said = read(reporter.get(page(task))).css_first("#clarities").text()
    assert "bị từ chối" in said and "Chưa đúng sản phẩm được giao" in said
    assert "product" in forms(read(reporter.get(page(task))))
    history = read(office.get(page(task))).css_first(".moves").text()
    assert "Từ chối đề xuất bổ sung" in history and "Đề xuất bổ sung" in history


@pytest.mark.parametrize("verdict", ["refuse", "", "both"])
def test_refusal_when_it_has_no_reason_then_a_sentence_and_nothing_is_decided(life, office, task, verdict):
    made = propose(life, task)
    answer = office.post(f"/tasks/gaps/{made.pk}/", {"verdict": verdict})
    assert answer.status_code == 422 and "Hãy nêu lý do" in words_of(answer)
    assert not GapDecision.objects.exists()


@pytest.mark.parametrize("verdict", ["approve", "refuse"])
@pytest.mark.parametrize(
    ("actor", "status"),
    [
        ("reporter", 422),
        ("unit_head", 422),
        ("inspector", 422),
        ("auditor", 422),
        ("administrator", 404),
        ("coordinator_elsewhere", 404),
        ("leader_elsewhere", 404),
        ("reporter_elsewhere", 404),
        ("nobody", 404),
    ],
)
def test_proposal_when_somebody_else_decides_then_refused(life, client_as, task, verdict, actor, status):
    made = propose(life, task)
    sent = {"verdict": verdict, "reason": "Đồng ý"}
    assert client_as(life.world.users[actor]).post(f"/tasks/gaps/{made.pk}/", sent).status_code == status
    assert not GapDecision.objects.exists()


@pytest.mark.parametrize(
    ("gap", "sent", "status", "said"),
    [
        ("product", {"words": " "}, 422, "Hãy nhập nội dung bổ sung"),
        ("product", {"ground": ""}, 422, "Hãy nêu căn cứ"),
        ("due", {"due_on": ""}, 422, "Hãy nhập ngày"),
        ("due", {"due_on": "31/02/2026"}, 422, "31/02/2026"),
        ("due", {"due_on": "01/05/2026"}, 422, "trước ngày của căn cứ"),
        ("product", {"agreed_on": "01/01/2026"}, 422, "từ ngày giao"),
        ("product", {"words": "a\x00b"}, 422, ""),
        ("product", {"share": "abc"}, 422, ""),
        ("person", {}, 404, ""),
        ("unknown", {}, 404, ""),
    ],
)
def test_value_when_wrong_then_a_sentence_and_nothing_stays(office, task, gap, sent, status, said):
    answer = fill(office, task, gap, **sent)
    assert answer.status_code == status and said in words_of(answer)
    assert not GapProposal.objects.exists()


def test_proposal_when_the_share_is_of_another_task_then_it_does_not_exist(life, reporter, task):
    assert fill(reporter, task, "product", share=life.share("joint").pk).status_code == 404
    assert not GapProposal.objects.exists()


def test_what_stands_when_filled_again_then_refused(office, task):
    fill(office, task, "due")
    answer = fill(office, task, "due", due_on="31/07/2026")
    assert answer.status_code == 422 and "gia hạn" in words_of(answer)


def test_restricted_when_it_may_not_be_known_then_404_for_page_and_forms(life, client_as):
    task = life.issue("secret", "STC", due_on=None, kind="undated", restricted=True)
    inspector = client_as(life.world.users["inspector"])
    assert inspector.get(page(task)).status_code == 404
    assert fill(inspector, task, "product").status_code == 404


def test_task_for_each_when_a_commune_looks_then_another_s_proposal_is_not_there(life, client_as, read):
    task = life.issue("gaps", "X001", "X002", due_on=None, kind="undated")
    users = [orgs.user(f"cb{code}", Role.REPORTER, life.world.unit(code)) for code in ("X001", "X002")]
    share = life.share("gaps", "X001").pk
    fill(client_as(users[0]), task, "product", share=share, words="Sổ tay hướng dẫn")
    assert "Sổ tay hướng dẫn" in words_of(client_as(users[0]).get(page(task)))
    assert "Sổ tay hướng dẫn" not in words_of(client_as(users[1]).get(page(task)))


def test_hostile_words_when_shown_then_they_are_only_words(office, task):
    fill(office, task, "product", words="<script>alert(1)</script>", ground='"><img src=x>')
    office.check = False
    body = office.get(page(task)).content.decode()
    assert "<script>alert" not in body and "<img src=x>" not in body


def test_page_when_much_was_proposed_then_the_cost_stays(life, office, task, check_costs):
    def grow():
        for gap in Gap:
            for _time in range(3):
                propose(life, task, gap)

    check_costs(office, page(task), "tasks.task", grow=grow)


@pytest.mark.parametrize("gone", ["filled", "closed"])
def test_proposal_when_it_fills_nothing_more_then_it_can_still_be_refused_and_waits_no_longer(life, office, read, gone):
    task = life.issue("gaps", "X001", "X002", content="Rà soát kho bãi")
    shares = [life.share("gaps", code) for code in ("X001", "X002")]
    value = actions.NewValue(gap=Gap.PRODUCT, ground=GROUND, words="Báo cáo chuyên đề")
    commune = scope(orgs.user("x001", Role.REPORTER, life.world.unit("X001")), TODAY)
    made = actions.propose_value(share=shares[0], value=value, by=commune, today=TODAY)
    if gone == "filled":
        actions.add_value(task=task, value=value, by=life.office, today=TODAY)
    else:
        life.send(shares[0], TODAY)
        actions.accept(assignments=shares[:1], by=life.office, today=TODAY)
        named = actions.Exceptions([shares[1].pk], reason="Chưa có trụ sở")
        actions.close(task=task, exceptions=named, by=life.office, today=TODAY)
    assert "Rà soát kho bãi" in words_of(office.get("/tasks/?mark=gap_proposed"))
    verdicts = read(office.get(page(task))).css(f"form[action='/tasks/gaps/{made.pk}/'] button")
    assert [button.attributes["value"] for button in verdicts] == ["refuse"]
    office.post(f"/tasks/gaps/{made.pk}/", {"verdict": "refuse", "reason": "Đã có giá trị khác"})
    assert "Rà soát kho bãi" not in words_of(office.get("/tasks/?mark=gap_proposed"))


def test_waiting_when_an_earlier_day_is_read_then_by_what_was_known_that_day(life, office, read, task):
    def waiting(day):
        return len(read(office.get(f"/tasks/?mark=gap_proposed&on={day.isoformat()}")).css(".tasks-table tbody tr"))

    proposed, approved = TODAY - timedelta(days=4), TODAY - timedelta(days=2)
    made = propose(life, task, today=proposed)
    actions.approve_value(proposal=made, by=life.office, today=approved)
    days = [proposed - timedelta(days=1), proposed, approved - timedelta(days=1), approved, TODAY]
    assert [waiting(day) for day in days] == [0, 1, 1, 0, 0]
