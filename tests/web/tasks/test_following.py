"""Leader in charge and officer who follows: on the task, in the register's filter, columns, chips and files; changed by whom."""

import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from namro.core.models import Event
from namro.orgs import actions as orgs_actions
from namro.orgs.models import Person
from namro.orgs.scope import scope
from namro.tasks import actions, queries
from namro.tasks.models import AssignmentState, Following
from namro.tasks.queries.following import KINDS, followed, followers, followings_of
from tests.factories import tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db
START = date(2026, 1, 1)


def person(name: str) -> Person:
    return Person.objects.create(full_name=name, sort_key=name)


@pytest.fixture
def divided(life):
    """STC is led by Khuê and followed by Lĩnh; all others are followed by Trầm."""
    people = {name: person(f"{name} Văn Mẫu") for name in ("Khuê", "Lĩnh", "Trầm")}
    owner, stc = life.world.unit("UBND"), life.world.unit("STC")

    def give(name, kind, units):
        orgs_actions.put_in_charge(
            owner=owner, kind=kind, person=people[name], units=units, since=START, by=life.office, today=TODAY
        )

    give("Khuê", "leader", [stc])
    give("Lĩnh", "officer", [stc])
    give("Trầm", "officer", [None])
    return people


def contents(read, answer) -> set[str]:
    return {cell.css_first("a").text() for cell in read(answer).css("table.tasks-table td.main")}


def test_task_when_opened_then_the_portfolios_of_the_day_name_leader_and_officer(life, divided, office, read):
    panel = read(office.get(f"/tasks/{life.issued['joint'].pk}/")).css_first("#following").text()
    assert "Khuê Văn Mẫu" in panel and "Lĩnh Văn Mẫu" in panel and "Trầm" not in panel
    many = read(office.get(f"/tasks/{life.issued['each'].pk}/")).css_first("#following").text()
    assert "Trầm Văn Mẫu" in many and "3 đơn vị" in many and "chưa phân công" in many


def test_task_when_somebody_is_named_for_it_then_shown_kept_with_its_day_and_left_again(life, divided, office, read):
    task, url = life.issued["joint"], f"/tasks/{life.issued['joint'].pk}/following/"
    account = life.world.users["coordinator"]
    sent = {"kind": "officer", "person": f"u{account.pk}", "reason": "Theo dõi chuyên đề"}
    assert office.post(url, sent)["Location"] == f"/tasks/{task.pk}/"
    account.refresh_from_db()
    kept = Following.objects.get()
    assert (kept.person, kept.kind, kept.happened_on) == (account.person, "officer", TODAY)
    panel = read(office.get(f"/tasks/{task.pk}/")).css_first("#following").text()
    assert account.full_name in panel and "riêng nhiệm vụ này" in panel and "Theo dõi chuyên đề" in panel
    before = read(office.get(f"/tasks/{task.pk}/?on={TODAY - timedelta(days=1):%Y-%m-%d}")).css_first("#following")
    assert "Lĩnh Văn Mẫu" in before.text() and account.full_name not in before.text()
    office.post(url, {"kind": "officer", "person": "portfolio", "reason": ""})
    panel = read(office.get(f"/tasks/{task.pk}/")).css_first("#following").text()
    assert "Lĩnh Văn Mẫu" in panel and "theo phân công chung của cơ quan" in panel
    codes = Event.objects.filter(code__in=["tasks.task.followed", "tasks.task.unfollowed"]).order_by("id")
    assert [event.code for event in codes] == ["tasks.task.followed", "tasks.task.unfollowed"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "officer", "person": "portfolio"}, "Không có gì thay đổi"),
        ({"kind": "officer", "person": "p999999"}, "lựa chọn"),
        ({"kind": "watcher", "person": "portfolio"}, "lựa chọn"),
        ({"kind": "officer", "person": ""}, ""),
        ({"kind": "officer", "person": "COORDINATOR", "reason": "Độ mật: TỐI MẬT"}, "bí mật nhà nước"),
    ],
)
def test_naming_when_it_cannot_be_then_said_and_nothing_kept(life, divided, office, sent, said):
    key = f"u{life.world.users['coordinator'].pk}"
    sent = {name: key if value == "COORDINATOR" else value for name, value in sent.items()}
    answer = office.post(f"/tasks/{life.issued['joint'].pk}/following/", sent)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert not Following.objects.exists()


@pytest.mark.parametrize(
    ("actor", "status"),
    [
        ("coordinator", 200),
        ("leader", 422),
        ("unit_head", 422),
        ("reporter", 422),
        ("auditor", 422),
        ("inspector", 422),
        ("coordinator_elsewhere", 404),
        ("reporter_elsewhere", 404),
        ("administrator", 404),
    ],
)
def test_naming_when_somebody_tries_then_the_issuing_office_s_coordinator_only(life, client_as, actor, status):
    url = f"/tasks/{life.issued['undated'].pk}/following/"
    client = client_as(life.world.users[actor])
    assert client.get(url).status_code == status
    sent = {"kind": "officer", "person": "portfolio", "reason": ""}
    assert client.post(url, sent).status_code == (422 if status == 200 else status)
    assert not Following.objects.exists()


def test_restricted_task_when_an_inspector_asks_then_it_does_not_exist(life, client_as):
    task = life.issue("hidden", "STC", restricted=True)
    assert client_as(life.world.users["inspector"]).get(f"/tasks/{task.pk}/following/").status_code == 404


@pytest.mark.parametrize(
    ("query", "expected", "chip"),
    [
        ("officer=Lĩnh", {"Rà soát nhà, đất dôi dư", "Sắp xếp kho lưu trữ", "Báo cáo giải ngân"}, "Lĩnh Văn Mẫu"),
        (
            "officer=Trầm",
            {"Công khai thủ tục tại bộ phận một cửa", "Rà soát nhà, đất dôi dư", "Nhập nhầm"},
            "Trầm Văn Mẫu",
        ),
        ("leader=Khuê", {"Rà soát nhà, đất dôi dư", "Sắp xếp kho lưu trữ", "Báo cáo giải ngân"}, "Khuê Văn Mẫu"),
        ("leader=Khuê&officer=Trầm", set(), "Khuê Văn Mẫu"),
    ],
)
def test_register_when_cut_down_to_a_person_then_that_person_s_lines_and_a_chip_says_so(
    life, divided, office, read, query, expected, chip
):
    for name, one in divided.items():
        query = query.replace(name, str(one.pk))
    answer = office.get(f"/tasks/?{query}")
    assert contents(read, answer) == expected
    assert [chip.css_first("strong").text() for chip in read(answer).css(".chips-chosen a")][:1] == [chip]


def test_register_when_a_task_has_its_own_officer_then_it_is_found_with_that_one_and_not_with_the_portfolio_s(
    life, divided, office, read
):
    actions.follow(
        task=life.issued["back"], kind="officer", person=divided["Trầm"], reason="", by=life.office, today=TODAY
    )
    lines = contents(read, office.get(f"/tasks/?officer={divided['Lĩnh'].pk}"))
    assert "Báo cáo giải ngân" not in lines and "Sắp xếp kho lưu trữ" in lines
    assert "Báo cáo giải ngân" in contents(read, office.get(f"/tasks/?officer={divided['Trầm'].pk}"))
    yesterday = f"&on={TODAY - timedelta(days=1):%Y-%m-%d}"
    assert "Báo cáo giải ngân" in contents(read, office.get(f"/tasks/?officer={divided['Lĩnh'].pk}{yesterday}"))


def test_filter_and_names_when_compared_line_by_line_then_they_agree(life, divided):
    actions.follow(
        task=life.issued["back"], kind="officer", person=divided["Trầm"], reason="", by=life.office, today=TODAY
    )
    actions.follow(
        task=life.issued["each"], kind="leader", person=divided["Lĩnh"], reason="", by=life.office, today=TODAY
    )
    who = followers(TODAY)
    known = queries.chosen(life.office, queries.Filters())[0].annotate(
        said=followings_of("task_id", tasks.row(life.share("joint")).known_to)
    )
    named = {(row.pk, kind): who.find(kind, row.owner_id, row.unit_id, row.said) for row in known for kind in KINDS}
    for kind in KINDS:
        for one in divided.values():
            found = set(
                AssignmentState.objects.current().filter(followed(kind, one.pk, TODAY)).values_list("pk", flat=True)
            )
            assert found == {
                pk for (pk, said), who in named.items() if said == kind and who and who.person_id == one.pk
            }


def test_columns_when_chosen_then_the_names_stand_in_the_list_and_in_the_file(life, divided, office, read):
    page = read(office.get("/tasks/?cols=task,leader,officer&q=giải ngân"))
    assert [cell.text() for cell in page.css("table.tasks-table tbody td")][-2:] == ["Khuê Văn Mẫu", "Lĩnh Văn Mẫu"]
    answer = office.get("/tasks/export/xlsx/?cols=task,leader,officer&q=giải ngân")
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].iter_rows(values_only=True))
    head = next(index for index, row in enumerate(rows) if "Lãnh đạo phụ trách" in row)
    assert rows[head + 1][rows[head].index("Lãnh đạo phụ trách")] == "Khuê Văn Mẫu"
    assert rows[head + 1][rows[head].index("Chuyên viên theo dõi")] == "Lĩnh Văn Mẫu"


def test_filter_when_a_unit_s_own_people_look_then_it_is_not_offered(life, divided, reporter, office, read):
    assert read(office.get("/tasks/")).css_first('select[name="officer"]')
    answer = reporter.get(f"/tasks/?officer={divided['Trầm'].pk}")
    assert not read(answer).css('select[name="officer"]')
    assert "Sắp xếp kho lưu trữ" in contents(read, answer)


def test_register_when_people_are_named_then_the_cost_stays(life, divided, office, check_costs):
    def grow() -> None:
        for number in range(20):
            life.issue(f"n{number}", "STC", content=f"Việc thứ {number}")

    url = f"/tasks/?officer={divided['Lĩnh'].pk}"
    check_costs(office, url, "tasks.register_of_an_officer", grow=grow)


def test_myself_when_chosen_then_what_is_in_my_charge(life, divided, client_as, read):
    user = life.world.users["coordinator"]
    user.person = divided["Lĩnh"]
    user.save()
    lines = contents(read, client_as(user).get("/tasks/?officer=me"))
    assert "Báo cáo giải ngân" in lines and "Nhập nhầm" not in lines
    assert scope(user, TODAY).user.person_id == divided["Lĩnh"].pk


def home_of(life, client_as, read, actor, person):
    user = life.world.users[actor]
    user.person = person
    user.save()
    return read(client_as(user).get("/"))


def test_home_when_an_officer_opens_it_then_what_the_officer_follows_comes_first_and_each_figure_opens_its_rows(
    life, divided, client_as, read, office
):
    tree = home_of(life, client_as, read, "coordinator", divided["Lĩnh"])
    assert [part.attributes["id"] for part in tree.css("[id^=part-]")] == ["part-followed", "part-office"]
    part = tree.css_first("#part-followed")
    assert part.css_first("h2").text() == "Việc tôi theo dõi"
    listed = [line.text(strip=True) for line in part.css(".todo-title")]
    assert listed == ["Báo cáo giải ngân", "Rà soát nhà, đất dôi dư", "Sắp xếp kho lưu trữ"]
    for tile in part.css("a.tile"):
        client = client_as(life.world.users["coordinator"])
        rows = read(client.get(tile.attributes["href"])).css("table.tasks-table tbody tr")
        assert len(rows) == int(tile.css_first(".figure").text())


def test_home_when_a_leader_opens_it_then_what_is_in_the_leader_s_charge_comes_first(life, divided, client_as, read):
    tree = home_of(life, client_as, read, "leader", divided["Khuê"])
    assert [part.attributes["id"] for part in tree.css("[id^=part-]")] == ["part-followed", "part-overseen"]
    assert "leader=me" in tree.css_first("#part-followed p > a[href*=leader]").attributes["href"]


def test_home_when_nothing_is_in_one_s_charge_then_it_is_as_before(life, divided, client_as, read):
    tree = home_of(life, client_as, read, "coordinator", divided["Khuê"])
    assert [part.attributes["id"] for part in tree.css("[id^=part-]")] == ["part-office"]


@pytest.mark.parametrize(("actor", "name"), [("coordinator", "Lĩnh"), ("leader", "Khuê")])
def test_home_when_much_is_in_one_s_charge_then_the_cost_stays(
    life, divided, client_as, read, check_costs, actor, name
):
    home_of(life, client_as, read, actor, divided[name])

    def grow() -> None:
        for number in range(12):
            life.issue(f"n{number}", "STC", content=f"Việc thứ {number}", weight="focal")

    check_costs(client_as(life.world.users[actor]), "/", f"home.{actor}_in_charge", grow=grow)
