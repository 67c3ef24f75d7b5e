"""Who of an office looks after which units, from day to day; who a unit's people are; every refusal."""

from datetime import date, timedelta

import pytest

from namro.core.errors import Refusal
from namro.core.models import Event
from namro.orgs import actions
from namro.orgs.members import OFFICE, UNIT, charges, members, portfolios_of
from namro.orgs.models import Person, Portfolio, Role, Tenure
from namro.orgs.scope import scope
from tests.factories import orgs

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NEXT = DAY + timedelta(days=30)


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return scope(orgs.user("vp", Role.COORDINATOR, province["UBND"]), DAY)


@pytest.fixture
def people():
    return [Person.objects.create(full_name=name, sort_key=name) for name in ("Cấn Văn Mẫu", "Doãn Thị Mẫu")]


def give(province, office, person, *codes, since=DAY, kind="officer", **given):
    units = [province[code] if code else None for code in codes]
    fields = {"owner": province["UBND"], "kind": kind, "person": person, "units": units, "since": since, "by": office}
    return actions.put_in_charge(**fields | given)


def told(day=DAY):
    return {(one.kind, one.name): set(one.unit_ids) for one in charges(day)}


def test_charge_when_given_then_it_holds_from_its_day_and_the_rest_may_be_one_of_the_units(province, office, people):
    give(province, office, people[0], "STC", "SNV")
    give(province, office, people[1], "", kind="leader")
    assert told(DAY - timedelta(days=1)) == {}
    assert told() == {
        ("officer", "Cấn Văn Mẫu"): {province["STC"].pk, province["SNV"].pk},
        ("leader", "Doãn Thị Mẫu"): {None},
    }
    event = Event.objects.filter(code="orgs.portfolio.given").first()
    assert event.data == {"name": "Cấn Văn Mẫu", "as": "chuyên viên theo dõi", "count": 2}
    assert event.unit_id == province["UBND"].pk


def test_charge_when_another_takes_a_unit_over_then_the_first_keeps_it_until_that_day(province, office, people):
    give(province, office, people[0], "STC", "SNV")
    give(province, office, people[1], "STC", since=NEXT)
    assert told() == {("officer", "Cấn Văn Mẫu"): {province["STC"].pk, province["SNV"].pk}}
    assert told(NEXT) == {
        ("officer", "Cấn Văn Mẫu"): {province["SNV"].pk},
        ("officer", "Doãn Thị Mẫu"): {province["STC"].pk},
    }


def test_charge_when_ended_then_nobody_has_the_unit_from_that_day(province, office, people):
    rows = give(province, office, people[0], "STC")
    assert actions.end_charge(owner=province["UBND"], rows=rows, by=office, on=NEXT) == 1
    assert told(NEXT) == {} and told() != {}
    assert [row.unit_id for row in portfolios_of(province["UBND"].pk, DAY)] == [province["STC"].pk]
    assert not portfolios_of(province["UBND"].pk, NEXT)
    with pytest.raises(Refusal, match="ít nhất một đơn vị"):
        actions.end_charge(owner=province["UBND"], rows=rows, by=office, on=NEXT)


def test_charge_when_a_row_of_another_office_is_to_end_then_it_stays(province, office, people):
    rows = give(province, office, people[0], "STC")
    elsewhere = scope(orgs.user("tu", Role.COORDINATOR, province["TU"]), DAY)
    with pytest.raises(Refusal):
        actions.end_charge(owner=province["TU"], rows=rows, by=elsewhere, on=NEXT)
    assert told(NEXT) != {}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"units": []}, "orgs.portfolio.no_unit"),
        ({"kind": "watcher"}, "orgs.portfolio.kind"),
        ({}, "orgs.portfolio.same"),
        ({"person": 1, "since": DAY - timedelta(days=9)}, "orgs.portfolio.later"),
    ],
)
def test_charge_when_it_cannot_be_then_refused_and_nothing_changes(province, office, people, change, code):
    give(province, office, people[0], "STC")
    before = told()
    if "person" in change:
        change = change | {"person": people[change["person"]]}
    with pytest.raises(Refusal) as refusal:
        give(province, office, change.pop("person", people[0]), "STC", **change)
    assert refusal.value.code == code
    assert told() == before


@pytest.mark.parametrize(
    ("role", "code", "allowed"),
    [
        (Role.COORDINATOR, "UBND", True),
        (Role.LEADER, "UBND", True),
        (Role.ADMINISTRATOR, "", True),
        (Role.COORDINATOR, "TU", False),
        (Role.UNIT_HEAD, "UBND", False),
        (Role.REPORTER, "STC", False),
        (Role.INSPECTOR, "UBND", False),
        (Role.AUDITOR, "", False),
    ],
)
def test_charge_when_somebody_divides_then_only_the_office_s_own_and_administrators(
    province, people, role, code, allowed
):
    by = scope(orgs.user("somebody", role, province[code] if code else None), DAY)
    if allowed:
        assert give(province, by, people[0], "STC")
        return
    with pytest.raises(Refusal) as refusal:
        give(province, by, people[0], "STC")
    assert refusal.value.code == "orgs.portfolio.not_yours"
    assert not Portfolio.objects.exists()


def test_members_when_told_then_posts_and_accounts_of_this_unit_only_one_line_a_person(province):
    def post(unit, title, name, *, head=False):
        kind = Tenure.Kind.FULL
        made = actions.fill_post(
            unit=province[unit], title=title, person=name, kind=kind, since=DAY, by=None, is_head=head
        )
        return made.person

    head = post("STC", "Giám đốc Sở", "Người dùng truong", head=True)
    deputy = post("STC", "Phó Giám đốc Sở", "Lều Thị Mẫu")
    post("SNV", "Giám đốc Sở Nội vụ", "Tạ Văn Mẫu", head=True)
    account = orgs.user("truong", Role.UNIT_HEAD, province["STC"])
    other = orgs.user("cv", Role.REPORTER, province["STC"])
    orgs.user("khac", Role.INSPECTOR, province["STC"])
    found = members(province["STC"].pk, UNIT, DAY)
    assert [(one.name, one.note, one.key) for one in found] == [
        ("Lều Thị Mẫu", "Phó Giám đốc Sở", f"p{deputy.pk}"),
        ("Người dùng cv", "cv", f"u{other.pk}"),
        ("Người dùng truong", "Giám đốc Sở", f"u{account.pk}"),
    ]
    assert [one.person_id for one in found] == [deputy.pk, None, head.pk]
    assert [one.name for one in members(province["STC"].pk, OFFICE, DAY - timedelta(days=1))] == []


def test_person_when_an_account_is_chosen_then_it_becomes_one_once_or_the_post_s_holder_of_that_name(province, office):
    account = orgs.user("cv", Role.REPORTER, province["STC"])
    chosen = {"unit_id": province["STC"].pk, "roles": UNIT, "by": office, "today": DAY}
    made = actions.person_of(key=f"u{account.pk}", **chosen)
    account.refresh_from_db()
    assert (made.full_name, account.person_id) == ("Người dùng cv", made.pk)
    assert actions.person_of(key=f"p{made.pk}", **chosen) == made
    assert Person.objects.count() == 1
    assert Event.objects.get(code="orgs.user.linked").subject_id == account.pk
    for stranger in ("p999999", "u999999", "", "x"):
        with pytest.raises(Refusal) as refusal:
            actions.person_of(key=stranger, **chosen)
        assert refusal.value.code == "orgs.member.unknown"
