"""What a unit arranges inside: on the task's page, on its own list with a filter by person, first on the person's first page."""

from datetime import timedelta

import pytest

from namro.orgs import actions as orgs_actions
from namro.orgs.members import UNIT
from namro.orgs.models import Role
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import Handing
from tests.factories import orgs
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(life):
    """A second account of STC's own people."""
    return orgs.user("cv", Role.REPORTER, life.world.unit("STC"))


def hand(life, account, name="joint", **given):
    by = scope(life.world.users["unit_head"], TODAY)
    unit = life.world.unit("STC")
    person = orgs_actions.person_of(key=key(account), unit_id=unit.pk, roles=UNIT, by=by, today=TODAY)
    actions.hand_on(share=life.share(name), person=person, by=by, today=TODAY, **given)
    account.refresh_from_db()
    return person


def key(account) -> str:
    account.refresh_from_db()
    return f"p{account.person_id}" if account.person_id else f"u{account.pk}"


def cards(tree) -> list[str]:
    return [card.css_first("h2").text() for card in tree.css("article.card")]


def test_form_when_sent_then_kept_and_shown_on_the_task_s_page_with_what_was_before(life, officer, reporter, read):
    share = life.share("joint")
    url = f"/tasks/shares/{share.pk}/person/"
    day = (TODAY + timedelta(days=1)).strftime("%d/%m/%Y")
    sent = {"person": key(officer), "due_on": day, "note": "Làm phần nhà trước", "next": "/tasks/mine/"}
    assert reporter.post(url, sent)["Location"] == "/tasks/mine/"
    kept = Handing.objects.get()
    assert (kept.person.full_name, kept.due_on, kept.unit.code) == (officer.full_name, TODAY + timedelta(days=1), "STC")
    panel = read(reporter.get(f"/tasks/{share.task_id}/")).css_first(f"#inside-{share.pk}").text()
    assert (
        officer.full_name in panel
        and day in panel
        and "Làm phần nhà trước" in panel
        and "chỉ đơn vị mình thấy" in panel
    )
    form = read(reporter.get(url))
    assert form.css_first('select[name="person"] option[selected]').attributes["value"] == key(officer)
    reporter.post(url, {"person": "none", "due_on": "", "note": ""})
    assert "Chưa giao cho ai" in words_of(reporter.get(f"/tasks/{share.task_id}/"))


@pytest.mark.parametrize("actor", ["coordinator", "leader", "inspector", "auditor", "reporter_elsewhere"])
def test_task_when_others_open_it_then_neither_person_nor_day_nor_note(life, officer, client_as, actor):
    hand(life, officer, due_on=TODAY + timedelta(days=2), note="Ghi chú nội bộ")
    said = words_of(client_as(life.world.users[actor]).get(f"/tasks/{life.issued['joint'].pk}/"))
    assert "Rà soát nhà, đất dôi dư" in said
    assert officer.full_name not in said and "Ghi chú nội bộ" not in said
    assert ("Trong đơn vị" in said) is (actor == "reporter_elsewhere")  # of its own share, handed to nobody


def test_task_when_the_share_went_to_another_unit_then_what_was_arranged_before_is_not_told(life, officer, client_as):
    hand(life, officer, "undated", note="Ghi chú nội bộ")
    Handing.objects.update(unit=life.world.unit("SXD"))
    said = words_of(client_as(life.world.users["unit_head"]).get(f"/tasks/{life.issued['undated'].pk}/"))
    assert "Ghi chú nội bộ" not in said and "Chưa giao cho ai" in said


def test_list_when_cut_down_to_a_person_then_that_one_s_and_the_chips_count(life, officer, reporter, read):
    person = hand(life, officer, "back", due_on=TODAY + timedelta(days=1))
    every = read(reporter.get("/tasks/mine/"))
    chips = {
        link.attributes["href"]: link.css_first("strong").text()
        for link in every.css(".chips a")
        if "person" in link.attributes["href"]
    }
    assert chips[f"/tasks/mine/?person={person.pk}"] == "1" and chips["/tasks/mine/?person=none"] == "2"
    tree = read(reporter.get(f"/tasks/mine/?person={person.pk}"))
    assert cards(tree) == ["Báo cáo giải ngân"]
    assert officer.full_name in tree.css_first("article.card .inside").text()
    assert cards(read(reporter.get("/tasks/mine/?person=none"))) == ["Rà soát nhà, đất dôi dư", "Sắp xếp kho lưu trữ"]
    assert len(cards(read(reporter.get("/tasks/mine/?person=x'")))) == 3


def test_list_when_a_line_is_sent_then_the_renewed_line_still_says_who_has_it(life, officer, reporter, read):
    hand(life, officer)
    url = f"/tasks/shares/{life.share('joint').pk}/report/"
    answer = reporter.post(url, {"sentence": "Đã rà soát 3/7 cơ sở"}, HTTP_HX_REQUEST="true")
    assert officer.full_name in read(answer).css_first(".inside").text()


def test_home_when_something_was_handed_to_me_then_it_stands_first_and_once(life, officer, client_as, read):
    hand(life, officer, "undated", due_on=TODAY + timedelta(days=1), note="Xong trước thứ Sáu")
    hand(life, officer, "back")
    tree = read(client_as(officer).get("/"))
    mine = tree.css_first("#handed-to-me")
    assert [line.text(strip=True) for line in mine.css(".todo-title")] == ["Báo cáo giải ngân", "Sắp xếp kho lưu trữ"]
    assert "Xong trước thứ Sáu" in mine.text()
    part = tree.css_first("#part-own")
    assert part.text().index("Giao cho tôi") < part.text().index("Việc cần làm trước")
    assert part.text().count("Báo cáo giải ngân") == 1
    assert cards(read(client_as(officer).get("/tasks/mine/?person=me"))) == ["Báo cáo giải ngân", "Sắp xếp kho lưu trữ"]
    assert not read(client_as(life.world.users["reporter"]).get("/")).css("#handed-to-me")


def test_home_when_much_was_handed_to_me_then_the_cost_stays(life, officer, client_as, check_costs):
    hand(life, officer)

    def grow() -> None:
        for number in range(20):
            life.issue(f"n{number}", "STC", content=f"Việc thứ {number}")
            hand(life, officer, f"n{number}")

    check_costs(client_as(officer), "/", "home.officer_of_a_unit", grow=grow)
    check_costs(client_as(officer), "/tasks/mine/?person=me", "tasks.own_work_of_one")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"due_on": "01/01/2026"}, "Hạn trong đơn vị đã qua"),
        ({"due_on": "31/12/2027"}, "không được sau hạn chính thức"),
        ({"person": "u999999"}, "lựa chọn"),
        ({"note": "Mức độ: TUYỆT MẬT"}, "bí mật nhà nước"),
    ],
)
def test_form_when_wrong_then_said_and_nothing_kept(life, officer, reporter, sent, said):
    answer = reporter.post(f"/tasks/shares/{life.share('joint').pk}/person/", {"person": key(officer)} | sent)
    assert answer.status_code == 422 and said in words_of(answer)
    assert not Handing.objects.exists()


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("/tasks/mine/", True),
        ("https://example.org/", False),
        ("//example.org/", False),
        ("javascript:alert(1)", False),
    ],
)
def test_form_when_told_where_back_leads_then_to_pages_of_ours_only(life, reporter, read, target, kept):
    tree = read(reporter.get(f"/tasks/shares/{life.share('joint').pk}/person/", {"next": target}))
    links = {link.attributes["href"] for link in tree.css("form.panel a")}
    assert (target in links) is kept
    assert tree.css_first('input[name="next"]').attributes["value"] == (target if kept else "")
