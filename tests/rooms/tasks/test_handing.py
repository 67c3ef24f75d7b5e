"""A unit hands its share to one of its people: what is kept, what never changes, every refusal, who may and who sees it."""

from datetime import timedelta

import pytest

from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.orgs import actions as orgs_actions
from namro.orgs.members import UNIT
from namro.orgs.models import Role
from namro.orgs.scope import scope
from namro.tasks import actions, derive, queries
from namro.tasks.models import AssignmentState, Handing
from namro.tasks.queries.answered_for import in_hand
from namro.tasks.queries.inside import handed_to, handed_to_nobody, people_inside, with_handings
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db
DAY = tasks.ISSUED + timedelta(days=1)


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def head(province):
    return tasks.acting(province, "gd", Role.UNIT_HEAD, "STC")


@pytest.fixture
def share(province, office):
    return tasks.share(tasks.issue(office, province["UBND"], province["STC"]))


def person(province, name, code="STC"):
    account = orgs.user(name, Role.REPORTER, province[code])
    by = scope(account, DAY)
    key = f"u{account.pk}"
    return orgs_actions.person_of(key=key, unit_id=province[code].pk, roles=UNIT, by=by, today=DAY)


def told(share, by):
    row = with_handings(AssignmentState.objects.current().filter(assignment=share), by).get()
    return [(one["name"], one["due_on"], one["note"]) for one in row.handings]


def test_share_when_handed_on_twice_and_taken_back_then_every_fact_stays_and_the_last_one_holds(province, head, share):
    first, second = person(province, "an"), person(province, "binh")
    inside_day = tasks.DUE - timedelta(days=5)
    actions.hand_on(share=share, person=first, due_on=inside_day, note="Làm trước phần số liệu", by=head, today=DAY)
    assert AssignmentState.objects.current().filter(handed_to(first.pk)).get().assignment_id == share.pk
    actions.hand_on(share=share, person=second, by=head, today=DAY)
    assert not AssignmentState.objects.current().filter(handed_to(first.pk)).exists()
    actions.hand_on(share=share, person=None, by=head, today=DAY)
    assert told(share, head) == [
        (None, None, ""),
        ("Người dùng binh", None, ""),
        ("Người dùng an", inside_day.isoformat(), "Làm trước phần số liệu"),
    ]
    assert AssignmentState.objects.current().filter(handed_to_nobody()).get().assignment_id == share.pk
    codes = list(Event.objects.filter(code__startswith="tasks.share.").order_by("id").values_list("code", flat=True))
    assert codes == ["tasks.share.handed_on", "tasks.share.handed_on", "tasks.share.taken_inside"]
    assert not Event.objects.filter(code__startswith="tasks.share.", data__icontains="An").exists()


def test_share_when_handed_on_then_neither_the_official_day_nor_a_counter_changes(province, office, head, share):
    late = tasks.DUE + timedelta(days=1)
    before = (tasks.row(share), queries.counters(office, on=late))
    actions.hand_on(share=share, person=person(province, "an"), due_on=DAY, by=head, today=DAY)
    after = (tasks.row(share), queries.counters(office, on=late))
    assert (before[0].pk, before[0].clock_on, before[1]) == (after[0].pk, after[0].clock_on, after[1])
    assert list(derive.differences()) == []


def test_share_when_the_same_is_sent_twice_then_kept_once(province, head, share):
    given = {"share": share, "person": person(province, "an"), "due_on": DAY, "note": "Gấp", "by": head, "today": DAY}
    assert actions.hand_on(**given) == actions.hand_on(**given)
    assert Handing.objects.count() == 1
    assert Event.objects.filter(code="tasks.share.handed_on").count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"person": None}, "tasks.handing.nobody"),
        ({"person": "SNV"}, "tasks.handing.stranger"),
        ({"due_on": DAY - timedelta(days=1)}, "tasks.handing.past"),
        ({"due_on": tasks.DUE + timedelta(days=1)}, "tasks.handing.later"),
        ({"note": "Mức độ: TUYỆT MẬT"}, "core.text.secret"),
    ],
)
def test_share_when_it_cannot_be_handed_on_then_refused_and_nothing_kept(province, head, share, change, code):
    if change.get("person") == "SNV":
        change = {"person": person(province, "xa", "SNV")}
    given = {"share": share, "person": person(province, "an"), "by": head, "today": DAY} | change
    with pytest.raises(Refusal) as refusal:
        actions.hand_on(**given)
    assert refusal.value.code == code
    assert not Handing.objects.exists()


def test_share_when_it_is_overdue_then_the_unit_still_gives_a_day(province, head, share):
    late = tasks.DUE + timedelta(days=3)
    made = actions.hand_on(
        share=share, person=person(province, "an"), due_on=late + timedelta(days=2), by=head, today=late
    )
    assert made.due_on == late + timedelta(days=2)


def test_share_when_it_has_ended_then_refused(province, office, head, share):
    actions.exit_register(assignments=[share], exit_reason="wrong", reason="Nhập sai", by=office, today=DAY)
    with pytest.raises(Refusal) as refusal:
        actions.hand_on(share=share, person=person(province, "an"), by=head, today=DAY)
    assert refusal.value.code == "tasks.move.wrong_state"


@pytest.mark.parametrize(
    ("role", "code", "outcome"),
    [
        (Role.UNIT_HEAD, "STC", "done"),
        (Role.REPORTER, "STC", "done"),
        (Role.COORDINATOR, "UBND", "tasks.handing.not_yours"),
        (Role.LEADER, "UBND", "tasks.handing.not_yours"),
        (Role.INSPECTOR, "STC", "tasks.handing.not_yours"),
        (Role.UNIT_HEAD, "SNV", "hidden"),
        (Role.REPORTER, "SNV", "hidden"),
        (Role.ADMINISTRATOR, "", "hidden"),
    ],
)
def test_share_when_somebody_hands_on_then_the_unit_s_own_people_only_and_only_they_are_told(
    province, head, share, role, code, outcome
):
    account = orgs.user("somebody", role, province[code] if code else None, with_subtree=True)
    by, other = scope(account, DAY), person(province, "an")
    if outcome == "done":
        actions.hand_on(share=share, person=other, by=by, today=DAY)
        assert told(share, by) == [("Người dùng an", None, "")]
        return
    with pytest.raises(Refusal) as refusal:
        actions.hand_on(share=share, person=other, by=by, today=DAY)
    assert refusal.value.code == outcome if outcome != "hidden" else isinstance(refusal.value, NotFound)
    actions.hand_on(share=share, person=other, by=head, today=DAY)
    assert told(share, by) == [] and people_inside(by) == []


def test_restricted_share_when_an_inspector_of_the_unit_asks_then_it_does_not_exist(province, office):
    hidden = tasks.share(tasks.issue(office, province["UBND"], province["STC"], restricted=True))
    by = tasks.acting(province, "tt", Role.INSPECTOR, "STC")
    with pytest.raises(NotFound):
        actions.hand_on(share=hidden, person=person(province, "an"), by=by, today=DAY)


def test_people_when_counted_then_everybody_with_what_each_has_and_what_nobody_has(province, office, head, share):
    one = person(province, "an")
    for _number in range(2):
        tasks.issue(office, province["UBND"], province["STC"])
    actions.hand_on(share=share, person=one, by=head, today=DAY)
    assert people_inside(head) == [(one.pk, "Người dùng an", 1), (0, "", 2)]


def test_share_when_it_went_away_and_came_back_then_the_unit_s_own_last_word_holds_everywhere(
    province, office, head, share
):
    own, other = person(province, "an"), person(province, "xa", "SNV")
    actions.hand_on(share=share, person=own, by=head, today=DAY)
    given = {"assignments": [share], "reason": "Đúng chức năng", "by": office, "today": DAY}
    event = actions.transfer(to=province["SNV"], **given)
    elsewhere = tasks.acting(province, "gd-snv", Role.UNIT_HEAD, "SNV")
    actions.hand_on(share=share, person=other, by=elsewhere, today=DAY)
    actions.undo_transfer(event_id=event.pk, by=office, today=DAY)
    assert told(share, head) == [("Người dùng an", None, "")]
    assert people_inside(head) == [(own.pk, "Người dùng an", 1)]
    assert in_hand(head, province["STC"].pk, own.pk).get().assignment_id == share.pk
    assert not AssignmentState.objects.current().filter(handed_to_nobody(), assignment=share).exists()
