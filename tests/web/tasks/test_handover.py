"""One person hands over to another: the preview, one act and one event, what moved and what stayed, the minute, who may."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from namro.core import clock
from namro.core.models import Event
from namro.documents.models import Document
from namro.orgs import actions as orgs_actions
from namro.orgs.members import UNIT, charges
from namro.orgs.models import Portfolio, Role, Tenure
from namro.orgs.scope import scope
from namro.reading.models import Finding
from namro.tasks import actions, derive
from namro.tasks.models import (
    AssignmentState,
    Explanation,
    ExplanationDraft,
    Following,
    Handing,
    Handover,
    HandoverLine,
)
from namro.tasks.queries.following import followed
from namro.tasks.queries.in_hand import in_hand
from namro.tasks.queries.inside import handed_to
from tests.factories import orgs, reviewing
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db
URL = "/tasks/handover/"


@pytest.fixture
def people(life):
    """Two officers of UBND's office: posts without accounts."""
    made = {}
    for name in ("Lĩnh", "Trầm"):
        tenure = orgs_actions.fill_post(
            unit=life.world.unit("UBND"), title=f"Chuyên viên {name}", person=f"{name} Văn Mẫu", is_head=False,
            kind=Tenure.Kind.FULL, since=date(2026, 1, 1), by=None,
        )  # fmt: skip
        made[name] = tenure.person
    return made


@pytest.fixture
def busy(life, people):
    """Lĩnh follows STC and, by name, the task of three communes; one completion of STC waits."""
    owner, stc = life.world.unit("UBND"), life.world.unit("STC")
    orgs_actions.put_in_charge(
        owner=owner, kind="officer", person=people["Lĩnh"], units=[stc, None], since=date(2026, 1, 1),
        by=life.office, today=TODAY,
    )  # fmt: skip
    actions.follow(
        task=life.issued["each"], kind="leader", person=people["Lĩnh"], reason="", by=life.office, today=TODAY
    )
    life.send(life.share("joint"), TODAY)
    return people


def asked(life, people, **changed):
    given = {
        "unit": life.world.unit("UBND").pk,
        "from": people["Lĩnh"].pk,
        "to": f"p{people['Trầm'].pk}",
    }
    return given | changed


def form_of(read, answer) -> dict:
    """What the preview's form would send as it stands."""
    sent: dict = {}
    for box in read(answer).css("form#handover input"):
        attributes = box.attributes
        if attributes.get("type") != "checkbox" or ("checked" in attributes and attributes.get("name")):
            sent.setdefault(attributes["name"], []).append(attributes.get("value") or "")
    return sent


def test_preview_when_asked_for_then_every_kind_with_its_count_and_nothing_is_written(life, busy, office, read):
    answer = office.get(URL, asked(life, busy))
    groups = {re.sub(r"\s+", " ", one.text()) for one in read(answer).css("legend")}
    assert groups == {
        "Đơn vị phụ trách, theo dõi 2",
        "Nhiệm vụ được phân công riêng 1",
        "Việc chờ quyết định (đi theo đơn vị, nhiệm vụ được chọn) 2",
    }
    assert "Lĩnh Văn Mẫu bàn giao cho Trầm Văn Mẫu: 3 mục" in words_of(answer)
    assert not Handover.objects.exists() and Portfolio.objects.count() == 2


def test_handover_when_done_then_everything_is_the_other_s_from_today_in_one_event(life, busy, office, read):
    sent = form_of(read, office.get(URL, asked(life, busy)))
    before = Event.objects.count()
    answer = office.post(URL, sent | {"reason": "Chuyển công tác"})
    done = Handover.objects.get()
    assert answer["Location"] == f"/tasks/handover/{done.pk}/"
    assert Event.objects.count() == before + 1
    event = Event.objects.get(code="tasks.handover.done")
    assert (event.subject_id, event.data["count"], event.unit_id) == (done.pk, 5, life.world.unit("UBND").pk)
    assert {one.name for one in charges(TODAY)} == {"Trầm Văn Mẫu"}
    assert {one.name for one in charges(TODAY - timedelta(days=1))} == {"Lĩnh Văn Mẫu"}
    assert Following.objects.order_by("-id").first().person == busy["Trầm"]
    assert in_hand(done.unit_id, busy["Lĩnh"], life.office, TODAY).total == 0
    assert in_hand(done.unit_id, busy["Trầm"], life.office, TODAY).total == 3
    assert list(derive.differences()) == []


def test_handover_when_some_ticks_are_taken_away_then_those_stay_and_their_decisions_too(life, busy, office, read):
    sent = form_of(read, office.get(URL, asked(life, busy)))
    rest = Portfolio.objects.get(unit=None)
    office.post(URL, sent | {"portfolio": [rest.pk], "followed": []})
    assert {(one.name, one.unit_ids) for one in charges(TODAY)} == {
        ("Lĩnh Văn Mẫu", (life.world.unit("STC").pk,)),
        ("Trầm Văn Mẫu", (None,)),
    }
    decided = HandoverLine.objects.filter(what="decision").values_list("share_id", flat=True)
    assert list(decided) == [life.share("each", "X002").pk]
    stayed = AssignmentState.objects.current().filter(followed("officer", busy["Lĩnh"].pk, TODAY))
    assert life.share("joint").pk in set(stayed.values_list("assignment_id", flat=True))


def test_handover_when_the_form_is_sent_twice_then_done_once(life, busy, office, read):
    sent = form_of(read, office.get(URL, asked(life, busy)))
    first, second = office.post(URL, sent), office.post(URL, sent)
    assert first["Location"] == second["Location"]
    assert Handover.objects.count() == 1 and Event.objects.filter(code="tasks.handover.done").count() == 1


def test_handover_when_a_row_changed_hands_meanwhile_then_refused_and_nothing_moves(life, busy, office, read):
    sent = form_of(read, office.get(URL, asked(life, busy)))
    orgs_actions.put_in_charge(
        owner=life.world.unit("UBND"), kind="officer", person=busy["Trầm"], units=[life.world.unit("STC")],
        since=TODAY, by=life.office, today=TODAY,
    )  # fmt: skip
    answer = office.post(URL, sent)
    assert answer.status_code == 422 and "vừa chuyển cho người khác" in words_of(answer)
    assert not Handover.objects.exists() and Following.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"portfolio": [], "followed": []}, "Chưa chọn mục nào"),
        ({"to": "p999999"}, "Bàn giao"),
        ({"to": "SELF"}, "Bàn giao"),
        ({"portfolio": ["999999"]}, "vừa chuyển cho người khác"),
        ({"reason": "Mức độ: TUYỆT MẬT"}, "bí mật nhà nước"),
    ],
)
def test_handover_when_it_cannot_be_then_said_and_nothing_kept(life, busy, office, read, changed, said):
    sent = form_of(read, office.get(URL, asked(life, busy)))
    changed = {key: f"p{busy['Lĩnh'].pk}" if value == "SELF" else value for key, value in changed.items()}
    answer = office.post(URL, sent | changed)
    assert answer.status_code == 422 and said in words_of(answer)
    assert not Handover.objects.exists() and {one.name for one in charges(TODAY)} == {"Lĩnh Văn Mẫu"}


def inside_of(life):
    """Two accounts of STC; the first has a share with a day of its own."""
    head = scope(life.world.users["unit_head"], TODAY)
    accounts = [orgs.user(name, Role.REPORTER, life.world.unit("STC")) for name in ("cu", "moi")]
    found = [
        orgs_actions.person_of(key=f"u{one.pk}", unit_id=life.world.unit("STC").pk, roles=UNIT, by=head, today=TODAY)
        for one in accounts
    ]
    day = TODAY + timedelta(days=1)
    actions.hand_on(share=life.share("joint"), person=found[0], due_on=day, note="Gấp", by=head, today=TODAY)
    return found


def test_handover_when_a_unit_s_head_does_it_then_shares_inside_go_with_day_and_note(life, client_as, read):
    giver, taker = inside_of(life)
    head = client_as(life.world.users["unit_head"])
    unit = life.world.unit("STC")
    sent = form_of(read, head.get(URL, {"unit": unit.pk, "from": giver.pk, "to": f"p{taker.pk}"}))
    head.post(URL, sent)
    assert AssignmentState.objects.current().filter(handed_to(taker.pk)).get().assignment_id == life.share("joint").pk
    last = Handing.objects.order_by("-id").first()
    assert (last.due_on, last.note) == (TODAY + timedelta(days=1), "Gấp")
    minute = words_of(head.get(f"/tasks/handover/{Handover.objects.get().pk}/"))
    assert "Rà soát nhà, đất dôi dư" in minute and f"hạn trong đơn vị {TODAY + timedelta(days=1):%d/%m/%Y}" in minute
    office = client_as(life.world.users["coordinator"])
    seen = words_of(office.get(f"/tasks/handover/{Handover.objects.get().pk}/"))
    assert "Rà soát nhà" not in seen and "1 mục khác không thuộc phạm vi" in seen


def test_handover_when_the_person_has_left_the_unit_then_it_is_still_offered(life, client_as, read):
    giver, _taker = inside_of(life)
    giver.users.update(is_active=False)
    page = read(client_as(life.world.users["unit_head"]).get(URL, {"unit": life.world.unit("STC").pk}))
    offered = {one.attributes["value"] for one in page.css("#ho-from option")}
    assert str(giver.pk) in offered
    assert f"p{giver.pk}" not in {one.attributes["value"] for one in page.css("#ho-to option")}


def test_minute_when_opened_then_two_names_every_line_and_a_restricted_task_by_code_only(life, busy, office, read):
    hidden = life.issue("hidden", "STC", restricted=True, content="Nội dung hạn chế")
    actions.follow(task=hidden, kind="officer", person=busy["Lĩnh"], reason="", by=life.office, today=TODAY)
    office.post(URL, form_of(read, office.get(URL, asked(life, busy))) | {"reason": "Chuyển công tác"})
    done = Handover.objects.get()
    said = words_of(office.get(f"/tasks/handover/{done.pk}/"))
    for words in ("Lĩnh Văn Mẫu (bên giao)", "Trầm Văn Mẫu (bên nhận)", "Chuyển công tác", "Sở Tài chính",
                  "các đơn vị còn lại", "Công khai thủ tục", hidden.code, "Bên nhận", "Độc lập"):  # fmt: skip
        assert words in said
    assert "Nội dung hạn chế" not in said


@pytest.mark.parametrize(
    ("actor", "opens", "reads"),
    [
        ("coordinator", True, True),
        ("leader", True, True),
        ("unit_head", True, False),
        ("auditor", False, True),
        ("inspector", False, False),
        ("reporter", False, False),
        ("administrator", False, False),
        ("coordinator_elsewhere", True, False),
    ],
)
def test_handover_when_somebody_tries_then_only_who_divides_the_unit_s_work(
    life, busy, office, client_as, read, actor, opens, reads
):
    client = client_as(life.world.users[actor])
    assert client.get(URL).status_code == (200 if opens else 404)
    if actor not in {"coordinator", "leader"}:
        assert client.get(URL, asked(life, busy)).status_code == 404
        assert client.post(URL, asked(life, busy, portfolio=[Portfolio.objects.first().pk])).status_code == 404
    assert not Handover.objects.exists()
    office.post(URL, form_of(read, office.get(URL, asked(life, busy))))
    assert client.get(f"/tasks/handover/{Handover.objects.get().pk}/").status_code == (200 if reads else 404)


def test_minute_when_one_of_the_two_reads_it_then_open_and_lines_beyond_the_scope_are_only_counted(
    life, busy, office, client_as, read
):
    office.post(URL, form_of(read, office.get(URL, asked(life, busy))))
    taker = orgs.user("tram", Role.REPORTER, life.world.unit("SNV"))
    taker.person = busy["Trầm"]
    taker.save()
    said = words_of(client_as(taker).get(f"/tasks/handover/{Handover.objects.get().pk}/"))
    assert "Công khai thủ tục" not in said and "mục khác không thuộc phạm vi" in said


def test_preview_when_there_is_much_then_the_cost_stays(life, busy, office):
    def grow() -> None:
        for number in range(12):
            task = life.issue(f"n{number}", "SNV", content=f"Việc thứ {number}")
            actions.follow(task=task, kind="officer", person=busy["Lĩnh"], reason="", by=life.office, today=TODAY)
            life.send(life.share(f"n{number}"), TODAY)

    url = URL + "?" + "&".join(f"{name}={value}" for name, value in asked(life, busy).items())
    few = queries_of(office, url)
    grow()
    assert queries_of(office, url) == few <= 18


def queries_of(client, url) -> int:
    with CaptureQueriesContext(connection) as taken:
        assert client.get(url).status_code == 200
    return len(taken)


def test_preview_when_a_review_was_begun_and_one_has_an_unsent_draft_then_both_are_listed(life, people, office, read):
    document = reviewing.notice(life.world.unit("UBND")).document
    clerk = orgs.user("cu", Role.COORDINATOR, life.world.unit("UBND"))
    clerk.person = people["Lĩnh"]
    clerk.save()
    Document.objects.filter(pk=document.pk).update(registered_by=clerk)
    sent = form_of(read, office.get(URL, asked(life, people)))
    assert sent["review"] == [str(document.pk)]
    office.post(URL, sent)
    said = words_of(office.get(f"/tasks/handover/{Handover.objects.get().pk}/"))
    assert "Văn bản đang rà soát" in said and document.title in said
    Finding.objects.filter(source__document=document).delete()
    assert in_hand(life.world.unit("UBND").pk, people["Lĩnh"], life.office, TODAY).reviews == []


def test_preview_when_somebody_of_the_unit_has_drafted_an_explanation_then_its_share_is_among_what_is_handed_over(
    life, client_as, read
):
    giver, taker = inside_of(life)
    account, share = giver.users.get(), life.share("undated")
    asked_of = Explanation.objects.create(
        task=share.task, assignment=share, unit=life.world.unit("STC"), question="Vì sao chậm?", asked_on=TODAY,
        due_on=TODAY, batch=1, asked_as=Role.COORDINATOR, recorded_at=clock.moment(TODAY), by=life.office.user,
    )  # fmt: skip
    ExplanationDraft.objects.create(
        explanation=asked_of, words="Do chờ hướng dẫn", recorded_at=clock.moment(TODAY), by=account
    )
    unit = life.world.unit("STC")
    head = client_as(life.world.users["unit_head"])
    answer = head.get(URL, {"unit": unit.pk, "from": giver.pk, "to": f"p{taker.pk}"})
    assert "có dự thảo giải trình chưa gửi" in words_of(answer)
    assert set(form_of(read, answer)["inside"]) == {str(share.pk), str(life.share("joint").pk)}
