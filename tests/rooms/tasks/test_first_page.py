"""What the first page reads: short lists in their order, figures that add up, nothing outside one's scope."""

from datetime import date, timedelta

import pytest

from namro.orgs.models import Role
from namro.tasks import actions, queries
from namro.tasks.models import AssignmentState, Gap
from namro.tasks.queries.focal import focal
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 13)  # a Wednesday
NAMES = ("assigned", "done_on_time", "done_late", "open_in_term", "open_overdue", "exited", "excepted", "to_confirm")
OTHERS = ("undated", "waiting", "suspended", "unreported", "supports")


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def issue(province, office, monkeypatch):
    """Issue to units, so many days before or after today."""
    monkeypatch.setattr("namro.core.clock.today", lambda: TODAY)

    def make(content, *codes, days, **fields):
        due = TODAY + timedelta(days=days)
        units = [province[code] for code in codes]
        return tasks.issue(office, province["UBND"], *units, content=content, due_on=due, **fields)

    return make


def send(share, office, day):
    actions.submit_completion(assignment=share, update=actions.Update("Xong"), by=office, today=day)


def give_back(share, office, day):
    actions.return_for_changes(assignments=[share], reason="Thiếu phụ lục", by=office, today=day)


def contents(rows):
    return [row.task.content for row in rows]


@pytest.fixture
def reporter(province):
    return tasks.acting(province, "tc", Role.REPORTER, "STC")


def test_own_lists_when_read_then_late_before_returned_before_due_soon_and_sent_apart(issue, office, reporter):
    issue("đến hạn", "STC", days=1)
    late = issue("quá hạn", "STC", days=-1)
    later = issue("quá hạn lâu hơn", "STC", days=-9)
    back = tasks.share(issue("bị trả lại", "STC", days=40))
    sent = tasks.share(issue("đã gửi muộn", "STC", days=-3))
    issue("còn xa", "STC", days=8)
    send(back, office, TODAY)
    give_back(back, office, TODAY)
    send(sent, office, TODAY)
    found = queries.own_lists(reporter, most=8)
    assert contents(found.urgent) == [later.content, late.content, "bị trả lại", "đến hạn"]
    assert [row.returned_because for row in found.urgent if row.returned] == ["Thiếu phụ lục"]
    assert contents(found.sent) == ["đã gửi muộn"]
    assert contents(queries.own_lists(reporter, most=2).urgent) == [later.content, late.content]


def test_own_lists_when_another_unit_leads_then_nothing(issue, province):
    issue("quá hạn", "STC", days=-1)
    elsewhere = tasks.acting(province, "nv", Role.REPORTER, "SNV")
    assert queries.own_lists(elsewhere, most=8) == queries.OwnLists([], [], [])


def test_office_lists_when_read_then_the_longest_waiting_and_the_first_due(issue, office):
    second, first = (tasks.share(issue(f"gửi {n}", "STC", days=30)) for n in ("sau", "trước"))
    send(second, office, TODAY - timedelta(days=1))
    send(first, office, TODAY - timedelta(days=2))
    for days in (7, 0, 8, -1):
        issue(f"hạn {days}", "SNV", days=days)
    found = queries.office_lists(office, most=8)
    assert contents(found.to_confirm) == ["gửi trước", "gửi sau"]
    assert contents(found.due_soon) == ["hạn 0", "hạn 7"]
    assert contents(queries.office_lists(office, most=1).to_confirm) == ["gửi trước"]


def test_focal_when_read_then_focal_ones_keep_their_place_and_late_ones_come_first(issue, office):
    calm = issue("trọng tâm còn hạn", "STC", days=30, weight="focal")
    for number in range(3):
        issue(f"thường {number}", "SNV", days=-5 - number)
    each = issue("đột phá của nhiều đơn vị", "X001", "X002", "X003", days=-1, weight="breakthrough")
    send(tasks.share(each, each.assignments.first().unit), office, TODAY - timedelta(days=2))
    issue("thường còn hạn", "SNV", days=3)
    found = focal(office, most=4)
    assert (found[0].task_id, found[-1].task_id) == (each.pk, calm.pk)
    assert [(one.open, one.late) for one in found] == [(3, 2), (1, 1), (1, 1), (1, 0)]
    lists = queries.leader_lists(office, most=8)
    assert [row.task.content for _one, row in lists.focal][:3] == [each.content, "thường 2", "thường 1"]
    assert lists.focal[0][1].state == "open", "the row that speaks is one that is late"


def test_leader_lists_when_returned_and_sent_again_then_no_longer_unsent_but_unconfirmed(issue, office):
    share = tasks.share(issue("báo cáo", "STC", days=20))
    send(share, office, TODAY - timedelta(days=3))
    give_back(share, office, TODAY - timedelta(days=2))
    found = queries.leader_lists(office, most=8)
    assert [(row.returned_on, row.unit_id) for row in found.unsent] == [(TODAY - timedelta(days=2), share.unit_id)]
    assert found.unconfirmed == []
    send(share, office, TODAY)
    found = queries.leader_lists(office, most=8)
    assert (found.unsent, contents(found.unconfirmed)) == ([], ["báo cáo"])


@pytest.fixture
def life(issue, office):
    """Some of everything the counters know."""
    done = issue("xong", "X001", "X002", "X003", days=-2)
    for code, day in (("X001", -3), ("X002", -1)):
        share = done.assignments.get(unit__code=code)
        send(share, office, TODAY + timedelta(days=day))
        actions.accept(assignments=[share], by=office, today=TODAY)
    send(tasks.share(issue("chờ", "STC", days=5)), office, TODAY)
    stopped = tasks.share(issue("dừng", "STC", days=5))
    actions.suspend(assignments=[stopped], reason="Thiên tai", by=office, today=TODAY)
    gone = tasks.share(issue("nhầm", "SNV", days=5))
    actions.exit_register(assignments=[gone], exit_reason="wrong", reason="Nhập sai", by=office, today=TODAY)
    issue("sắp đến", "SNV", days=4)


def test_units_when_summed_then_the_counters_and_each_unit_its_own(life, office, province):
    whole, units = queries.units_now(office)
    known = queries.counters(office)
    assert {name: getattr(whole.counters, name) for name in NAMES + OTHERS} == {
        name: getattr(known, name) for name in NAMES + OTHERS
    }
    for one in units:
        own = queries.counters(office, unit_id=one.unit_id)
        assert [getattr(one.now.counters, name) for name in NAMES] == [getattr(own, name) for name in NAMES]
    for name, mark in (("due_soon", "due_soon"), ("returned", "returned"), ("sent", "to_confirm")):
        rows, _day = queries.chosen(office, queries.Filters(mark=mark, role="lead"))
        assert getattr(whole, name) == rows.count(), name
    assert [one.unit_id for one in queries.most_late(units, most=8)] == [province["X003"].pk]


@pytest.mark.parametrize(("days", "week"), [(0, 0), (4, 0), (5, 1), (53, 7)])
def test_load_when_due_on_a_day_then_in_its_week_monday_to_sunday(issue, office, days, week):
    issue("việc", "STC", days=days, weight="focal")
    found = queries.due_load(office)
    assert [(one.count, one.focal) for one in found] == [(int(n == week), int(n == week)) for n in range(8)]
    assert (found[0].first, found[0].last, found[1].first) == (TODAY, date(2026, 5, 17), date(2026, 5, 18))


@pytest.mark.parametrize("days", [-1, 54])
def test_load_when_past_or_far_then_in_no_week(issue, office, days):
    issue("việc", "STC", days=days)
    assert sum(one.count for one in queries.due_load(office)) == 0


def test_load_when_the_clock_is_stopped_then_it_loads_no_week(issue, office):
    send(tasks.share(issue("việc", "STC", days=3)), office, TODAY)
    assert sum(one.count for one in queries.due_load(office)) == 0


def test_first_page_when_restricted_then_an_inspector_s_counts_nowhere(issue, office, province):
    made = issue("việc mật", "STC", days=-1, weight="focal")
    AssignmentState.objects.filter(task=made).update(restricted=True)
    inspector = tasks.acting(province, "tt", Role.INSPECTOR, "UBND", subtree=True)
    assert queries.leader_lists(inspector, most=8) == queries.LeaderLists([], [], [], [])
    assert queries.units_now(inspector)[1] == [] and queries.unmet_counts(inspector, queries.Filters())[""] == 0
    assert len(queries.leader_lists(office, most=8).focal) == 1


def test_proposals_when_made_then_only_their_office_decides_and_only_the_unit_hears(issue, office, province, reporter):
    share = tasks.share(issue("việc", "STC", days=9))
    value = actions.NewValue(Gap.PRODUCT, "Điện thoại", words="Tờ trình")
    made = actions.propose_value(share=share, value=value, by=reporter, today=TODAY)
    party = tasks.acting(province, "vptu", Role.COORDINATOR, "TU", subtree=True)
    neighbour = tasks.acting(province, "nv", Role.REPORTER, "SNV")
    assert list(queries.to_decide(office)) == [made] and list(queries.to_decide(party)) == []
    assert queries.to_decide(office, counted=True)[0].of_all == 1
    actions.approve_value(proposal=made, by=office, today=TODAY)
    assert list(queries.to_decide(office)) == []
    assert [one.proposal for one in queries.answered(reporter)] == [made] and not queries.answered(neighbour).exists()


def test_answers_when_a_month_old_then_no_longer_news(issue, office, reporter, monkeypatch):
    share = tasks.share(issue("việc", "STC", days=9))
    value = actions.NewValue(Gap.PRODUCT, "Điện thoại", words="Tờ trình")
    made = actions.propose_value(share=share, value=value, by=reporter, today=TODAY)
    actions.approve_value(proposal=made, by=office, today=TODAY)
    monkeypatch.setattr("namro.core.clock.today", lambda: TODAY + timedelta(days=31))
    assert not queries.answered(reporter).exists()
