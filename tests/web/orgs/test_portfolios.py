"""The page of an office's portfolios: who sees it, who gives units to whom, who ends that."""

from datetime import date

import pytest

from namro.core import clock
from namro.orgs import actions
from namro.orgs.members import charges
from namro.orgs.models import Person, Portfolio
from namro.orgs.scope import scope
from tests.web.tasks.conftest import words_of

pytestmark = pytest.mark.django_db
URL = "/organisation/UBND/portfolio/"


@pytest.fixture
def office(world, client_as):
    return client_as(world.users["coordinator"])


def sent(world, **changed):
    key = f"u{world.users['leader'].pk}"
    today = clock.today().strftime("%d/%m/%Y")
    return {"kind": "leader", "person": key, "units": "Sở Tài chính\nSNV", "under": "", "since": today} | changed


def held() -> dict[str, set]:
    return {one.name: set(one.unit_ids) for one in charges(clock.today())}


def test_units_when_given_then_listed_under_the_person_and_the_account_is_a_person_now(world, office):
    assert office.post(URL, sent(world))["Location"] == URL
    leader = world.users["leader"]
    leader.refresh_from_db()
    assert leader.person_id is not None
    assert held() == {leader.full_name: {world.unit("STC").pk, world.unit("SNV").pk}}
    said = words_of(office.get(URL))
    assert f"{leader.full_name} 2 đơn vị" in said and "Sở Tài chính" in said and "Chưa phân công ai." in said


def test_units_when_all_under_one_and_the_rest_are_given_then_each_stands(world, office):
    office.post(URL, sent(world, units="", under="UBND", rest="on"))
    below = {world.unit(code).pk for code in ("VP", "STC", "SNV", "SXD", "X001", "X002", "X003")}
    assert held() == {world.users["leader"].full_name: below | {None}}
    assert "các đơn vị còn lại" in words_of(office.get(URL))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"units": ""}, "Chọn ít nhất một đơn vị"),
        ({"person": "p999"}, "lựa chọn"),
        ({"since": "31/02/2026"}, "không phải là ngày"),
        ({"units": "Sở Không Có"}, "Sở Không Có"),
    ],
)
def test_units_when_the_form_is_wrong_then_said_and_nothing_kept(world, office, changed, said):
    answer = office.post(URL, sent(world, **changed))
    assert answer.status_code == 422 and said in words_of(answer)
    assert not Portfolio.objects.exists()


def test_charge_when_ended_then_gone_from_today_and_only_rows_of_this_office(world, office, client_as):
    person = Person.objects.create(full_name="Lều Văn Mẫu", sort_key="mau")
    by = scope(world.users["coordinator"], clock.today())
    units = [world.unit("STC"), world.unit("SNV")]
    rows = actions.put_in_charge(
        owner=world.unit("UBND"), kind="officer", person=person, units=units, since=date(2026, 1, 1), by=by
    )
    elsewhere = client_as(world.users["coordinator_elsewhere"])
    assert elsewhere.post(URL, {"act": "end", "row": [rows[0].pk]}).status_code == 404
    other = "/organisation/TU/portfolio/"
    assert elsewhere.post(other, {"act": "end", "row": [rows[0].pk]}).status_code == 422
    assert len(held()["Lều Văn Mẫu"]) == 2
    office.post(URL, {"act": "end", "row": [rows[0].pk, "x", "9" * 30]})
    assert held() == {"Lều Văn Mẫu": {world.unit("SNV").pk}}


@pytest.mark.parametrize(
    ("actor", "sees", "changes"),
    [
        ("coordinator", True, True),
        ("leader", True, True),
        ("administrator", True, True),
        ("inspector", True, False),
        ("auditor", True, False),
        ("reporter", False, False),
        ("unit_head", False, False),
        ("coordinator_elsewhere", False, False),
        ("nobody", False, False),
    ],
)
def test_page_when_somebody_opens_it_then_the_office_and_administrators_change_and_overseers_read(
    world, client_as, actor, sees, changes
):
    client = client_as(world.users[actor])
    answer = client.get(URL)
    assert answer.status_code == (200 if sees else 404)
    link = f'href="{URL}"' in client.get("/organisation/UBND/").content.decode()
    assert link is sees
    if sees:
        assert (b'name="person"' in answer.content) is changes
    assert client.post(URL, sent(world)).status_code == (302 if changes else 422 if sees else 404)
    assert Portfolio.objects.exists() is changes


def test_page_when_there_are_many_units_then_the_cost_stays(world, office, check_costs):
    def grow() -> None:
        office.post(URL, sent(world, units="", under="UBND"))

    check_costs(office, URL, "portfolio", grow=grow)
