"""Counters that reconcile, the register and its filters, one task's page: each for its audience, at constant cost."""

from datetime import timedelta

import pytest

from namro.orgs.models import Role
from namro.tasks import actions, queries
from namro.tasks.models import AssignmentState
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db
DUE = tasks.DUE


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def life(province, office):
    """Eight lead shares in every category as of DUE + 10, one support, one task of the party's office."""
    ub, act = province["UBND"], actions

    def task(*leads, **fields):
        return tasks.issue(office, ub, *(province[one] for one in leads), **fields)

    def send(share, day):
        return act.submit_completion(assignment=share, update=act.Update("Đã xong"), by=office, today=day)

    each = task("X001", "X002", "X003", content="Rà soát thủ tục một cửa")
    shares = {one.unit.code: one for one in each.assignments.select_related("unit")}
    one = tasks.share(
        task("STC", supports=[act.Share(province["SNV"], part="Số liệu")], content="Xây dựng đề án biên chế")
    )
    undated = tasks.share(task("SXD", due_on=None, kind="undated", content="Tinh gọn bộ máy"))
    early, late = DUE - timedelta(days=1), DUE + timedelta(days=5)
    send(shares["X001"], early)
    send(shares["X002"], late)
    act.accept(assignments=[shares["X001"], shares["X002"]], by=office, today=DUE + timedelta(days=6))
    gone = tasks.share(task("SNV", content="Nhập nhầm"))
    act.exit_register(
        assignments=[gone], exit_reason="wrong", reason="Nhập sai", by=office, today=DUE + timedelta(days=6)
    )
    party = tasks.acting(province, "vptu", Role.COORDINATOR, "TU", subtree=True)
    tasks.issue(party, province["TU"], province["VPTU"], content="Việc của Đảng")
    return {"each": each, "shares": shares, "one": one, "undated": undated, "party": party}


ON = DUE + timedelta(days=10)


def test_counters_when_added_up_then_the_four_give_assigned_and_exits_stand_beside(life, office):
    found = queries.counters(office, on=ON)
    assert (found.done_on_time, found.done_late, found.open_in_term, found.open_overdue) == (1, 1, 1, 2)
    assert (found.assigned, found.exited, found.tasks, found.supports) == (5, 1, 3, 1)
    assert (found.undated, found.unreported) == (1, 2)
    by_unit = queries.counters_by_unit(office, on=ON)
    for name in ("assigned", "done_on_time", "done_late", "open_in_term", "open_overdue", "exited", "supports"):
        assert sum(getattr(one, name) for one in by_unit.values()) == getattr(found, name)


def test_counters_when_read_by_another_audience_then_only_its_own_are_counted(life, province):
    reporter = tasks.acting(province, "x2", Role.REPORTER, "X002")
    found = queries.counters(reporter, on=ON)
    assert (found.assigned, found.done_late) == (1, 1)
    administrator = tasks.acting(province, "qt", Role.ADMINISTRATOR, "UBND", subtree=True)
    assert queries.counters(administrator, on=ON).assigned == 0
    assert queries.counters(life["party"], on=ON).assigned == 1


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, 7),
        ({"category": "done_late"}, 1),
        ({"category": "open_overdue"}, 3),
        ({"category": "exited"}, 1),
        ({"mark": "undated"}, 1),
        ({"role": "support"}, 1),
        ({"words": "mot cua"}, 3),
        ({"words": "TINH GỌN bộ"}, 1),
        ({"words": "một cửa biên chế"}, 0),
        ({"words": "không có"}, 0),
        ({"category": "unknown"}, 7),
    ],
)
def test_register_when_filtered_then_the_right_lines(life, office, filters, expected):
    rows, _day = queries.register(office, queries.Filters(on=ON, **filters))
    assert rows.count() == expected


def test_register_when_read_as_of_an_earlier_day_then_what_was_known_then(life, office):
    rows, _day = queries.register(office, queries.Filters(on=DUE, category="done_on_time"))
    assert rows.count() == 0
    rows, _day = queries.register(office, queries.Filters(on=DUE + timedelta(days=6), category="done_on_time"))
    assert rows.count() == 1


def test_register_when_there_are_many_rows_then_one_query(life, office, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows, _day = queries.register(office, queries.Filters(on=ON))
        assert [(row.task.content, row.unit.code, row.official, row.last_sentence) for row in rows]


def test_export_when_added_up_again_then_gives_the_counters(life, office):
    rows = list(queries.rows_for_export(office, queries.Filters(on=ON)))
    found = queries.counters(office, on=ON)
    for name in ("done_on_time", "done_late", "open_in_term", "open_overdue"):
        assert sum(row.counted and row.official == name for row in rows) == getattr(found, name)
    assert sum(row.counted for row in rows) == found.assigned
    assert sum(row.role == "lead" and row.official == "exited" for row in rows) == found.exited
    assert {row.late_days for row in rows if row.official == "done_late"} == {5}
    assert {row.late_days for row in rows if row.official == "open_overdue" and row.counted} == {10}


def test_export_when_a_task_is_restricted_then_only_symbol_and_dates_leave(province, office):
    tasks.issue(office, province["UBND"], province["STC"], content="Nội dung hạn chế", restricted=True)
    (row,) = queries.rows_for_export(office, queries.Filters())
    assert (row.content, row.last_update, row.due_on) == ("", "", DUE)


def test_restricted_when_an_inspector_oversees_then_it_does_not_exist(province, office):
    hidden = tasks.issue(office, province["UBND"], province["STC"], restricted=True)
    shown = tasks.issue(office, province["UBND"], province["STC"])
    inspector = tasks.acting(province, "tt", Role.INSPECTOR, "UBND", subtree=True)
    assert queries.task_page(shown.pk, inspector) is not None
    assert queries.task_page(hidden.pk, inspector) is None
    assert AssignmentState.objects.current().visible_to(inspector).count() == 1


def test_task_for_each_when_one_unit_looks_then_it_sees_its_own_share_only(life, province, office):
    commune = tasks.acting(province, "x1", Role.UNIT_HEAD, "X001")
    page = queries.task_page(life["each"].pk, commune)
    assert [line.row.unit.code for line in page.lines] == ["X001"]
    assert len(queries.task_page(life["each"].pk, office).lines) == 3
    stranger = tasks.acting(province, "nv2", Role.REPORTER, "SNV")
    assert queries.task_page(life["each"].pk, stranger) is None


def test_joint_task_when_a_support_looks_then_it_sees_the_lead_too(life, province):
    support = tasks.acting(province, "nv", Role.REPORTER, "SNV")
    page = queries.task_page(life["one"].task_id, support)
    assert {(line.row.role, line.row.unit.code) for line in page.lines} == {("lead", "STC"), ("support", "SNV")}


def test_task_page_when_there_are_many_shares_then_the_queries_stay_the_same(
    life, province, office, django_assert_max_num_queries
):
    with django_assert_max_num_queries(11):
        queries.task_page(life["each"].pk, office)


def test_work_lists_when_asked_then_own_open_shares_and_completions_to_confirm(life, province, office):
    reporter = tasks.acting(province, "tc", Role.REPORTER, "STC")
    assert [row.unit.code for row in queries.own_open(reporter)] == ["STC"]
    assert list(queries.to_confirm(office)) == []
    actions.submit_completion(assignment=life["one"], update=actions.Update("Xong"), by=reporter, today=ON)
    assert [row.assignment_id for row in queries.to_confirm(office)] == [life["one"].pk]
    assert list(queries.to_confirm(reporter)) == []


def test_clarity_when_a_head_is_in_post_then_responsibility_is_met(life, province, office):
    from namro.orgs import actions as orgs_actions

    before = queries.task_page(life["one"].task_id, office).clarity
    orgs_actions.fill_post(
        unit=province["STC"], title="Giám đốc", person="Vi Văn Mẫu", kind="full", since=tasks.ISSUED, by=None
    )
    after = queries.task_page(life["one"].task_id, office).clarity
    assert (before["responsibility"], after["responsibility"]) == (False, True)
    assert (after["person"], after["progress"], after["task"], after["result"]) == (True, True, False, False)
