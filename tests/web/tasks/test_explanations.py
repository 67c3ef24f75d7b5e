"""Explanations on the pages: asked from the register and a task, answered, withdrawn, seen at home by who has to know."""

from datetime import timedelta

import pytest

from namro.orgs.models import Role
from namro.tasks import actions
from namro.tasks.models import Explanation, ExplanationDraft, ExplanationEnd
from tests.factories import orgs
from tests.web.tasks.conftest import TODAY, words_of
from tests.web.tasks.test_bulk import codes, confirmed

pytestmark = pytest.mark.django_db
ASK = {"act": "explain", "question": "Vì sao chậm?", "answer_by": "20/05/2026"}


@pytest.fixture
def head(life, client_as):
    """The client of STC's head."""
    return client_as(life.world.users["unit_head"])


def asked(life, *names, due_on=None, today=TODAY):
    said = {"question": "Vì sao chậm?", "by": life.office, "today": today, "due_on": due_on}
    return actions.ask_explanation(assignments=[life.share(name) for name in names], **said)


def address(number=0):
    return f"/tasks/explanations/{Explanation.objects.order_by('pk')[number].pk}/"


def test_lines_when_asked_then_previewed_with_the_day_done_once_and_withdrawn(life, office, read):
    shares = [life.share(name).pk for name in ("joint", "undated", "gone")]
    form = read(office.post("/tasks/bulk/", {"act": "explain", "share": shares}))
    assert form.css_first("[name=answer_by]").attributes["value"] == f"{actions.default_due(TODAY):%d/%m/%Y}"
    preview = read(office.post("/tasks/bulk/", ASK | {"share": shares}))
    assert [len(found) for found in codes(preview)] == [2, 1] and "20/05/2026" in preview.text()
    sent = confirmed(preview)
    first, second = (office.post("/tasks/bulk/", sent) for _ in range(2))
    assert first["Location"] == second["Location"] and Explanation.objects.count() == 2
    done = read(office.get(first["Location"]))
    assert [row.text(separator="|").split("|")[-2:] for row in done.css("tbody tr")] == [
        ["20/05/2026", "chưa trả lời"]
    ] * 2
    where = first["Location"].partition("?")[0]
    assert office.post(where, {"reason": ""}).status_code in {302, 422} and not ExplanationEnd.objects.exists()
    said = words_of(office.post(where, {"reason": "Hỏi nhầm"}, follow=True))
    assert "Đã rút yêu cầu giải trình, số lượng: 2." in said and ExplanationEnd.objects.count() == 2


def test_task_when_opened_then_the_office_asks_from_it_and_reads_what_was_said(life, office, head, read):
    share = life.share("undated")
    tree = read(office.get(f"/tasks/{share.task_id}/"))
    given = {one.attributes["name"]: one.attributes["value"] for one in tree.css("#explanations input")}
    assert given["act"] == "explain" and office.post("/tasks/bulk/", given).status_code == 200
    asked(life, "undated")
    box = read(office.get(f"/tasks/{share.task_id}/")).css_first("#explanations")
    assert "chưa trả lời" in box.text() and not box.css("form")
    head.post(address(), {"act": "send", "words": "Chờ hướng dẫn của Bộ"})
    tree = read(office.get(f"/tasks/{share.task_id}/"))
    assert "Chờ hướng dẫn của Bộ" in tree.css_first("#explanations").text()
    history = " ".join(tree.css_first(".moves").text().split())
    assert "Yêu cầu giải trình" in history and "Vì sao chậm?" in history and "Đã giải trình" in history


def test_reporter_when_writing_then_a_draft_waits_for_the_head_who_sends_it(life, reporter, head, read):
    asked(life, "undated")
    page = read(reporter.get(address()))
    assert [one.attributes["value"] for one in page.css("button[name=act]")] == ["draft"]
    assert reporter.post(address(), {"act": "send", "words": "Chờ số liệu"}).status_code in {302, 422}
    assert not ExplanationEnd.objects.exists()
    reporter.post(address(), {"act": "draft", "words": "Chờ số liệu của các xã"})
    assert ExplanationDraft.objects.get().words == "Chờ số liệu của các xã"
    page = read(head.get(address()))
    assert page.css_first("textarea[name=words]").text().strip() == "Chờ số liệu của các xã"
    said = words_of(head.post(address(), {"act": "send", "words": "Chờ số liệu của các xã"}, follow=True))
    assert "Đã gửi giải trình." in said and ExplanationEnd.objects.get().kind == "answered"
    assert not read(head.get(address())).css("form.panel")


def test_draft_when_unsent_then_the_office_does_not_read_it(life, reporter, office):
    asked(life, "undated")
    reporter.post(address(), {"act": "draft", "words": "Chờ số liệu của các xã"})
    for path in (address(), f"/tasks/{life.share('undated').task_id}/"):
        assert "Chờ số liệu của các xã" not in words_of(office.get(path))


def test_office_when_an_answer_came_another_way_then_it_is_noted_as_such(life, office):
    asked(life, "undated")
    assert "Ghi nhận giải trình" in words_of(office.get(address()))
    said = words_of(office.post(address(), {"act": "send", "words": "Trả lời qua điện thoại"}, follow=True))
    assert "văn phòng ghi nhận" in said and ExplanationEnd.objects.get().on_behalf


def test_question_when_withdrawn_from_its_page_then_the_unit_reads_why(life, office, reporter):
    asked(life, "undated")
    office.post(address(), {"act": "withdraw", "reason": "Đã có báo cáo"})
    said = words_of(reporter.get(address()))
    assert "Đã rút yêu cầu giải trình" in said and "Đã có báo cáo" in said


@pytest.mark.parametrize("words", ["", "MẬT\nnội dung"])
def test_answer_when_it_cannot_be_kept_then_refused_and_nothing_is_sent(life, head, words):
    asked(life, "undated")
    assert head.post(address(), {"act": "send", "words": words}).status_code == 422
    assert head.post(address(), {"act": "send", "words": "Có", "symbol": "9/QĐ-XYZ"}).status_code == 422
    assert not ExplanationEnd.objects.exists()


def test_home_when_asked_then_the_unit_sees_its_day_and_the_office_whom_it_waits_for(life, client_as, reporter, read):
    asked(life, "undated", due_on=TODAY - timedelta(days=1), today=TODAY - timedelta(days=8))
    asked(life, "joint", due_on=TODAY + timedelta(days=4))
    box = read(reporter.get("/")).css_first("#asked-to-explain")
    items = [" ".join(one.text().split()) for one in box.css("li")]
    assert [bool(one.css(".badge-red")) for one in box.css("li")] == [True, False]
    assert f"Hạn giải trình {TODAY - timedelta(days=1):%d/%m/%Y}" in items[0] and "Sắp xếp kho lưu trữ" in items[0]
    leader = read(client_as(life.world.users["leader"]).get("/"))
    rows = [" ".join(row.text(separator=" ").split()) for row in leader.css(".asked-table tbody tr")]
    assert "chưa giải trình Sắp xếp kho lưu trữ Sở Tài chính" in rows[0] and "Rà soát nhà" in " ".join(rows)
    link = next(one for one in leader.css(".chips a") if "chưa giải trình" in one.text())
    assert link.css_first("strong").text() == "2"
    listed = client_as(life.world.users["leader"]).get("/tasks/" + link.attributes["href"].partition("/tasks/")[2])
    assert len(listed.context["page"].object_list) == 2
    coordinator = read(client_as(life.world.users["coordinator"]).get("/"))
    assert "Chưa giải trình" in coordinator.css_first("#part-office").text()
    head = read(client_as(life.world.users["unit_head"]).get("/"))
    assert len(head.css("#asked-to-explain li")) == 2


@pytest.mark.parametrize("kind", ["asked", "unanswered", "overdue", "answered"])
def test_register_when_filtered_by_explanations_then_just_those(life, office, kind):
    asked(life, "undated", due_on=TODAY - timedelta(days=1), today=TODAY - timedelta(days=8))
    asked(life, "joint")
    actions.answer_explanation(
        explanation=Explanation.objects.order_by("pk")[1], answer=actions.Answer("Có"), by=life.office, today=TODAY
    )
    names = {"asked": {"undated", "joint"}, "unanswered": {"undated"}, "overdue": {"undated"}, "answered": {"joint"}}
    page = office.get(f"/tasks/?explanation={kind}").context["page"]
    assert {row.task_id for row in page.object_list} == {life.issued[name].pk for name in names[kind]}


def test_unit_when_the_share_went_elsewhere_then_its_question_is_still_its_own(life, reporter, client_as):
    asked(life, "undated")
    said = {"to": life.world.unit("SNV"), "reason": "Đúng chức năng", "by": life.office, "today": TODAY}
    actions.transfer(assignments=[life.share("undated")], **said)
    assert "Vì sao chậm?" in words_of(reporter.get("/")) and reporter.get(address()).status_code == 200
    other = client_as(orgs.user("snv", Role.UNIT_HEAD, life.world.unit("SNV")))
    assert other.get(address()).status_code == 404
    assert "Vì sao chậm?" not in words_of(other.get(f"/tasks/{life.share('undated').task_id}/"))


def test_page_when_opened_then_few_queries(life, head, check_costs):
    asked(life, "undated")
    check_costs(head, address(), "tasks.explanation")
