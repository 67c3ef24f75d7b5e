"""The tabs of a unit and of a post: each loads its own, counts for who looks, and every figure opens its rows."""

import re
from datetime import date, timedelta

import pytest

from namro.core import clock
from namro.orgs import actions, profile
from namro.orgs.models import Portfolio, Tenure
from namro.tasks import actions as work
from namro.tasks.models import AssignmentState, Handing, Task
from tests.factories import orgs, tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db

TABS = ("", "work/", "pictures/", "issued/", "posts/", "past/", "history/")
TURN = tasks.DUE + timedelta(days=4)  # the head of STC changes four days after the deadline


@pytest.fixture
def heads(life):
    """STC headed by one until the turn, by another, acting, from then on."""
    stc = life.world.unit("STC")
    first = actions.fill_post(
        unit=stc, title="Giám đốc Sở", person="Lò Thị Mẫu", kind=Tenure.Kind.FULL, since=orgs.FOUNDED, by=None
    )
    then = actions.fill_post(
        unit=stc, title="Giám đốc Sở", person="Hoàng Văn Mới", kind=Tenure.Kind.ACTING, since=TURN, by=None
    )
    return first.post, first.person, then.person


def figures(tree) -> dict[str, tuple[int, str]]:
    """Label -> value and address of the figures in a row."""
    found = {}
    for link in tree.css(".figures-row a.figure-link"):
        value, label = (part.text().strip() for part in link.css("span"))
        found[label] = (int(value), link.attributes["href"])
    return found


def rows_at(client, read, url) -> int:
    return len(read(client.get(url)).css("#content .tasks-table tbody tr"))


@pytest.mark.parametrize("actor", ["coordinator", "leader", "reporter", "inspector", "auditor"])
def test_unit_work_when_opened_by_each_role_then_every_figure_opens_exactly_its_rows(life, client_as, read, actor):
    client = client_as(life.world.users[actor])
    for address in ("/organisation/STC/work/", "/organisation/STC/", "/organisation/UBND/work/?below=1"):
        if actor == "reporter" and "UBND" in address:
            continue
        found = figures(read(client.get(address)))
        assert set(found) >= {"Đã giao", "Chưa hoàn thành quá hạn"}
        for label, (value, url) in found.items():
            assert rows_at(client, read, url) == value, f"{label} of {actor} at {address}"
    assert figures(read(client.get("/organisation/STC/work/")))["Đã giao"][0] == 3


def test_unit_work_when_something_is_late_then_its_days_are_told_by_who_headed_the_unit(life, heads, client_as, read):
    client = client_as(life.world.users["leader"])
    [row] = read(client.get("/organisation/STC/work/")).css("#late tbody tr")
    assert "Báo cáo giải ngân" in row.text() and "quá hạn 10 ngày" in row.text()
    split = [one.text().strip() for one in row.css(".heads-split li")]
    assert split == ["Lò Thị Mẫu: 3 ngày", "Hoàng Văn Mới (quyền): 7 ngày"]
    assert read(client.get("/organisation/SNV/work/")).css("#late tbody tr") == []


def test_unit_work_when_another_unit_looks_then_it_sees_nothing_of_it(life, client_as, read):
    client = client_as(life.world.users["reporter_elsewhere"])
    assert {value for value, _url in figures(read(client.get("/organisation/STC/work/"))).values()} == {0}
    assert "Báo cáo giải ngân" not in words_of(client.get("/organisation/STC/work/"))


def test_unit_work_when_a_task_is_restricted_then_the_inspector_neither_sees_nor_counts_it(life, client_as, read):
    task = life.issued["back"]
    Task.objects.filter(pk=task.pk).update(restricted=True)
    AssignmentState.objects.filter(task=task).update(restricted=True)
    for actor, count in (("leader", 3), ("inspector", 2)):
        client = client_as(life.world.users[actor])
        assert figures(read(client.get("/organisation/STC/work/")))["Đã giao"][0] == count, actor
        assert ("Báo cáo giải ngân" in words_of(client.get("/organisation/STC/work/"))) is (actor == "leader")
        year = read(client.get("/organisation/STC/pictures/")).css("#year tbody tr")[-1]
        assert int(year.css_first("td.number").text()) == count - 1, "one is undated"
        seen = words_of(client.get("/organisation/UBND/issued/"))
        assert ("Báo cáo giải ngân" in seen) is (actor == "leader")


def test_unit_pictures_when_shown_then_each_figure_beside_them_opens_its_rows(life, client_as, read):
    client = client_as(life.world.users["coordinator"])
    tree = read(client.get("/organisation/UBND/pictures/?below=1"))
    drawn = {one.attributes["id"]: one for one in tree.css("figure.picture")}
    assert set(drawn) == {"load", "year", "states"}
    for name, figure in drawn.items():
        assert figure.css_first("svg[role=img] title").text() and figure.css_first("svg desc").text()
        links = figure.css("td a")
        assert links, name
        for link in links:
            assert rows_at(client, read, link.attributes["href"]) == int(link.text()), (
                f"{name}: {link.attributes['href']}"
            )
    assert len(drawn["load"].css("svg.drawing rect.edge")) == sum(
        1 for row in drawn["load"].css("tbody tr") for cell in row.css("td")[:-1] if cell.css("a")
    )
    states = [row.css_first("th").text() for row in drawn["states"].css("tbody tr")]
    assert states[0] in {"Sở Tài chính", "Ủy ban nhân dân xã Mẫu 003"} and "Sở Xây dựng" in states


def test_year_when_completed_later_then_the_months_before_stay_as_they_were_known(life, client_as, read):
    client = client_as(life.world.users["coordinator"])

    def told() -> dict[str, tuple[str, str]]:
        lines = read(client.get("/organisation/X002/pictures/")).css("#year tbody tr")
        return {line.css_first("th").text(): tuple(cell.text() for cell in line.css("td")) for line in lines}

    before = told()
    assert before["30/04/2026"] == ("1", "0") and before["31/03/2026"] == ("0", "0")
    assert before["31/12/2026"] == ("1", "–"), "nobody knows yet"
    work.accept(assignments=[life.share("each", "X002")], by=life.office, today=TODAY)
    after = told()
    assert after["30/04/2026"] == ("1", "0") and after[f"{TODAY:%d/%m/%Y}"] == ("1", "1")


def test_unit_tabs_when_shown_then_only_those_the_reader_may_open_and_one_is_current(life, client_as, read):
    for actor, offered in (("nobody", {"", "posts/", "past/", "history/"}), ("reporter", set(TABS))):
        client = client_as(life.world.users[actor])
        for tab in TABS:
            answer = client.get(f"/organisation/STC/{tab}")
            assert (answer.status_code == 200) is (tab in offered), tab
            if tab in offered:
                links = read(answer).css(".page-tabs a")
                assert {link.attributes["href"] for link in links} == {f"/organisation/STC/{one}" for one in offered}
                current = [link for link in links if link.attributes.get("aria-current") == "page"]
                assert [link.attributes["href"] for link in current] == [f"/organisation/STC/{tab}"]
    day = read(client.get("/organisation/STC/work/?on=01/05/2026")).css(".page-tabs a")
    assert {link.attributes["href"].partition("?")[2] for link in day} == {"on=2026-05-01"}, "the day goes along"


def test_unit_history_when_long_then_told_page_by_page(world, client_as, read):
    unit = world.unit("SXD")
    for number in range(60):
        actions.fill_post(
            unit=unit, title=f"Phó Giám đốc {number}", person="Lò Thị Mẫu", kind="full",
            since=date(2026, 1, 1), is_head=False, by=world.users["administrator"],
        )  # fmt: skip
    client = client_as(world.users["nobody"])
    first, second = (client.get(f"/organisation/SXD/history/?page={number}") for number in (1, 2))
    assert "“Phó Giám đốc 59”" in words_of(first) and "“Phó Giám đốc 9”" not in words_of(first)
    assert "“Phó Giám đốc 9”" in words_of(second) and "Người dùng administrator" in words_of(second)


def test_unit_posts_when_somebody_looks_after_it_then_named_for_who_oversees_the_office_only(life, client_as):
    leader = actions.fill_post(
        unit=life.world.unit("UBND"), title="Phó Chủ tịch", person="Trần Thị Lãnh", kind="full",
        since=orgs.FOUNDED, is_head=False, by=None,
    )  # fmt: skip
    actions.put_in_charge(
        owner=life.world.unit("UBND"), kind=Portfolio.Kind.LEADER, person=leader.person,
        units=[life.world.unit("STC")], since=orgs.FOUNDED, by=life.office,
    )  # fmt: skip
    for actor, seen in (
        ("leader", True),
        ("administrator", True),
        ("reporter", False),
        ("coordinator_elsewhere", False),
    ):
        page = words_of(client_as(life.world.users[actor]).get("/organisation/STC/posts/"))
        assert ("Trần Thị Lãnh" in page) is seen, actor


def test_post_when_it_heads_a_unit_then_days_late_are_split_between_its_holders(life, heads, client_as, read):
    post = heads[0]
    life.issue("sent late", "STC", content="Nộp muộn")
    life.send(life.share("sent late"), tasks.DUE + timedelta(days=5))
    client = client_as(life.world.users["leader"])
    tree = read(client.get(f"/organisation/STC/posts/{post.pk}/"))
    told = [[cell.text().strip() for cell in row.css("td")] for row in tree.css("table")[0].css("tbody tr")]
    assert [row[-2:] for row in told] == [["9", "2"], ["6", "2"]], (
        "10 + 5 days: 7 + 2 under the new, 3 + 3 under the old"
    )
    assert ["Hoàng Văn Mới" in row[0] for row in told] == [True, False]
    before = read(client.get(f"/organisation/STC/posts/{post.pk}/?on=01/03/2026"))
    assert "Lò Thị Mẫu" in before.css_first(".page-head").text()
    stranger = read(client_as(life.world.users["reporter_elsewhere"]).get(f"/organisation/STC/posts/{post.pk}/"))
    assert [row.css("td")[-1].text() for row in stranger.css("table")[0].css("tbody tr")] == ["0", "0"]
    nobody = read(client_as(life.world.users["nobody"]).get(f"/organisation/STC/posts/{post.pk}/"))
    assert "Ngày quá hạn" not in nobody.css_first("#content").text()


def test_post_work_when_opened_then_what_its_holder_leads_and_each_figure_opens_its_rows(life, heads, client_as, read):
    ubnd = life.world.unit("UBND")
    held = actions.fill_post(
        unit=ubnd, title="Phó Chủ tịch", person="Trần Thị Lãnh", kind="full", since=orgs.FOUNDED, is_head=False, by=None
    )
    actions.put_in_charge(
        owner=ubnd,
        kind="leader",
        person=held.person,
        units=[life.world.unit("STC")],
        since=orgs.FOUNDED,
        by=life.office,
    )
    client = client_as(life.world.users["leader"])
    tree = read(client.get(f"/organisation/UBND/posts/{held.post_id}/work/"))
    links = tree.css(".chips a")
    assert "Sở Tài chính" in tree.css_first("#content").text()
    assert [int(link.css_first("strong").text()) for link in links][:3] == [3, 2, 1]
    for link in links:
        assert rows_at(client, read, link.attributes["href"]) == int(link.css_first("strong").text())
    outside = read(client_as(life.world.users["reporter"]).get(f"/organisation/UBND/posts/{held.post_id}/work/"))
    assert outside.css(".chips a") == [] and "không chịu trách nhiệm" in outside.css_first("#content").text()


def test_post_work_when_the_unit_handed_a_share_on_then_its_own_people_see_it_in_hand_and_nobody_else(
    life, heads, client_as
):
    post, _first, now = heads
    Handing.objects.create(
        share=life.share("joint"),
        unit=life.world.unit("STC"),
        person=now,
        happened_on=TODAY,
        recorded_at=clock.moment(),
    )
    for actor, seen in (("reporter", True), ("unit_head", True), ("coordinator", False), ("leader", False)):
        page = words_of(client_as(life.world.users[actor]).get(f"/organisation/STC/posts/{post.pk}/work/"))
        assert ("Đang được giao trong đơn vị" in page) is seen, actor
    Handing.objects.create(
        share=life.share("joint"), unit=life.world.unit("STC"), happened_on=TODAY, recorded_at=clock.moment()
    )
    page = words_of(client_as(life.world.users["reporter"]).get(f"/organisation/STC/posts/{post.pk}/work/"))
    assert "Đang được giao trong đơn vị" not in page, "taken back"


@pytest.mark.parametrize(
    "address", ["/organisation/SNV/posts/{}/", "/organisation/STC/posts/99999999/", "/organisation/X/posts/{}/work/"]
)
def test_post_when_asked_for_at_another_unit_then_404(life, heads, client_as, address):
    assert client_as(life.world.users["leader"]).get(address.format(heads[0].pk)).status_code == 404


def test_days_when_no_head_was_entered_then_said_between_the_others():
    class Row:
        def __init__(self, lower: date, upper: date | None) -> None:
            self.valid = type("Days", (), {"lower": lower, "upper": upper, "isempty": False})

    heads = [Row(date(2026, 1, 3), date(2026, 1, 5)), Row(date(2026, 1, 8), None)]
    told = profile.by_head(date(2026, 1, 1), date(2026, 1, 10), heads)
    assert [(one.tenure in heads, one.days) for one in told] == [(False, 2), (True, 2), (False, 3), (True, 3)]
    assert sum(one.days for one in told) == 10
    assert [one.days for one in profile.by_head(date(2026, 1, 1), date(2026, 1, 2), heads)] == [2]


def test_tabs_when_there_is_much_more_then_the_same_queries(life, heads, client_as, check_costs):
    client = client_as(life.world.users["coordinator"])
    number = iter(range(1000))

    def grow() -> None:
        for _ in range(3):
            life.issue(f"more{next(number)}", "STC", "X001", "SNV", content="Thêm việc")
        unit, title = life.world.unit("STC"), f"Phó Giám đốc {next(number)}"
        actions.fill_post(unit=unit, title=title, person="Người khác", kind="full", since=TODAY, is_head=False, by=None)

    for tab in TABS:
        check_costs(client, f"/organisation/STC/{tab}", f"unit.{tab.strip('/') or 'overview'}", grow)
    check_costs(client, "/organisation/UBND/work/?below=1", "unit.work below", grow)
    check_costs(client, "/organisation/UBND/pictures/?below=1", "unit.pictures below", grow)
    check_costs(client, f"/organisation/STC/posts/{heads[0].pk}/", "post", grow)
    check_costs(client, f"/organisation/STC/posts/{heads[0].pk}/work/", "post.work", grow)


def test_numbers_when_the_year_is_odd_then_this_year(life, client_as):
    client = client_as(life.world.users["coordinator"])
    for year in ("abcd", "9999", "0000", "²⁰²⁶", ""):
        assert re.search(rf"năm {TODAY.year}\b", words_of(client.get("/organisation/STC/pictures/", {"year": year})))


def test_unit_history_when_units_were_given_into_charge_then_told_to_who_oversees_the_office_only(life, client_as):
    leader = actions.fill_post(
        unit=life.world.unit("UBND"), title="Phó Chủ tịch", person="Trần Thị Lãnh", kind="full",
        since=orgs.FOUNDED, is_head=False, by=None,
    )  # fmt: skip
    actions.put_in_charge(
        owner=life.world.unit("UBND"), kind=Portfolio.Kind.LEADER, person=leader.person,
        units=[life.world.unit("STC")], since=orgs.FOUNDED, by=life.office,
    )  # fmt: skip
    for actor, told in (("coordinator", True), ("administrator", True), ("reporter", False), ("nobody", False)):
        answer = client_as(life.world.users[actor]).get("/organisation/UBND/history/")
        assert ("Trần Thị Lãnh làm lãnh đạo phụ trách" in words_of(answer)) is told, actor
