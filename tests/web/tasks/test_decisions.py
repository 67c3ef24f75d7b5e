"""What waits for the office in one list: completions and proposed values, evidence beside, many decided at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import Gap, GapDecision
from tests.factories import tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db
URL = "/tasks/to-confirm/"


@pytest.fixture
def proposal(life):
    """STC would add the product of the joint task."""
    value = actions.NewValue(Gap.PRODUCT, "Trao đổi qua điện thoại", words="Phương án xử lý nhà, đất")
    return actions.propose_value(share=life.share("joint"), value=value, by=life.reporter, today=tasks.DUE)


@pytest.fixture
def completion(life, reporter):
    """STC sent the completion of the joint task, with a file."""
    share = life.share("joint")
    sent = {
        "sentence": "Đã trình phương án",
        "kind": "completion",
        "product_symbol": "45/TTr-STC",
        "product_on": TODAY.strftime("%d/%m/%Y"),
        "evidence": SimpleUploadedFile("Biên bản.txt", b"abc"),
    }
    assert reporter.post(f"/tasks/shares/{share.pk}/report/", sent).status_code == 302
    return share


def ticks(tree, name: str) -> list[int]:
    return [int(box.attributes["value"]) for box in tree.css(f"tbody input[name={name}]")]


def test_list_when_opened_then_both_kinds_by_how_long_they_wait_with_the_evidence_beside(
    life, office, read, proposal, completion
):
    answer = office.get(URL)
    tree = read(answer)
    names = [(box.attributes["name"], int(box.attributes["value"])) for box in tree.css("tbody input[type=checkbox]")]
    late = life.share("each", "X002")
    assert names == [("proposal", proposal.pk), ("share", late.pk), ("share", completion.pk)]
    said = words_of(answer)
    assert "45/TTr-STC" in said and "Biên bản.txt" in said and "không có tài liệu" in said
    assert "Phương án xử lý nhà, đất" in said and "Trao đổi qua điện thoại" in said
    assert ticks(read(office.get(f"{URL}?kind=completion")), "proposal") == []
    assert ticks(read(office.get(f"{URL}?kind=proposal")), "share") == []


def test_many_when_confirmed_then_completions_and_values_in_one_act_each(life, office, proposal, completion):
    chosen = {"share": [completion.pk, life.share("each", "X002").pk], "proposal": [proposal.pk], "move": "accept"}
    answer = office.post(URL, chosen)
    assert (answer.status_code, answer["Location"]) == (302, URL)
    assert tasks.row(completion).state == "done" and GapDecision.objects.get(proposal=proposal).approved
    said = words_of(office.get(URL))
    assert "2 lượt giao" in said or "lượt giao: 2" in said
    assert "Đã chấp thuận đề xuất: 1." in said


def test_many_when_returned_then_the_reason_goes_to_each(life, office, proposal, completion):
    chosen = {"share": completion.pk, "proposal": proposal.pk, "move": "return", "reason": "Thiếu phụ lục"}
    assert office.post(URL, chosen).status_code == 302
    decided = GapDecision.objects.get(proposal=proposal)
    assert (decided.approved, decided.reason) == (False, "Thiếu phụ lục")
    assert tasks.row(completion).returned


@pytest.mark.parametrize(
    ("given", "said"),
    [({"move": "return"}, "Hãy nêu lý do"), ({"move": "return", "reason": " "}, "Hãy nêu lý do")],
)
def test_many_when_no_reason_is_given_then_nothing_is_decided_and_the_ticks_stay(
    office, read, proposal, completion, given, said
):
    answer = office.post(URL, {"share": completion.pk, "proposal": proposal.pk} | given)
    tree = read(answer)
    assert answer.status_code == 422 and said in tree.css_first("[role=alert]").text()
    assert [box.attributes["name"] for box in tree.css("tbody input[checked]")] == ["proposal", "share"]
    assert tasks.row(completion).state == "submitted" and not GapDecision.objects.exists()


def test_nothing_when_ticked_then_told_so(office, completion):
    answer = office.post(URL, {"move": "accept"})
    assert answer.status_code == 422 and "Hãy chọn ít nhất một dòng" in words_of(answer)


def test_many_when_one_was_decided_meanwhile_then_it_is_named_and_none_is_decided(
    life, office, read, proposal, completion
):
    late = life.share("each", "X002")
    actions.accept(assignments=[late], by=life.office, today=TODAY)
    answer = office.post(URL, {"share": [late.pk, completion.pk], "proposal": proposal.pk, "move": "accept"})
    assert answer.status_code == 422
    assert "Công khai thủ tục tại bộ phận một cửa" in read(answer).css_first("[role=alert]").text()
    assert tasks.row(completion).state == "submitted" and not GapDecision.objects.exists()
    actions.approve_value(proposal=proposal, by=life.office, today=TODAY)
    answer = office.post(URL, {"share": completion.pk, "proposal": proposal.pk, "move": "accept"})
    told = read(answer).css_first("[role=alert]").text()
    assert answer.status_code == 422 and "Rà soát nhà, đất dôi dư" in told
    assert tasks.row(completion).state == "submitted"


def test_list_when_a_leader_opens_it_then_only_what_a_leader_decides(life, client_as, read, proposal, completion):
    leader = client_as(life.world.users["leader"])
    tree = read(leader.get(URL))
    assert ticks(tree, "proposal") == [proposal.pk] and ticks(tree, "share") == []
    answer = leader.post(URL, {"share": completion.pk, "move": "accept"})
    assert answer.status_code == 422 and tasks.row(completion).state == "submitted"
    assert leader.post(URL, {"proposal": proposal.pk, "move": "accept"}).status_code == 302


def test_values_when_the_office_is_another_then_not_found(life, client_as, proposal):
    other = client_as(life.world.users["coordinator_elsewhere"])
    assert other.post(URL, {"proposal": proposal.pk, "move": "accept"}).status_code == 404
    assert other.post(URL, {"proposal": 999999, "move": "accept"}).status_code == 404
    assert not GapDecision.objects.exists()


def test_list_when_there_are_many_of_both_then_the_cost_stays(life, office, check_costs, proposal, completion):
    def grow() -> None:
        for number in range(6):
            life.issue(f"n{number}", "STC", content=f"Việc {number}")
            life.send(life.share(f"n{number}"), TODAY)
            life.issue(f"m{number}", "STC", content=f"Việc khác {number}")
            value = actions.NewValue(Gap.PRODUCT, "Điện thoại", words="Báo cáo")
            by = scope(life.world.users["reporter"], TODAY)
            actions.propose_value(share=life.share(f"m{number}"), value=value, by=by, today=TODAY)

    check_costs(office, URL, "tasks.to_confirm_both", grow=grow)
