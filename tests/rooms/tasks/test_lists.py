"""Lists and the figures that open them: every figure counts exactly the rows its filter leaves."""

from datetime import timedelta

import pytest

from namro.orgs.models import Role
from namro.tasks import actions, queries
from namro.tasks.models import NEVER, AssignmentState
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db
TODAY = tasks.DUE + timedelta(days=10)


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def life(province, office, monkeypatch):
    """Today is DUE + 10: a task of three communes in three states, one soon due, one undated, one late and silent."""
    monkeypatch.setattr("namro.core.clock.today", lambda: TODAY)
    ub = province["UBND"]
    each = tasks.issue(office, ub, *(province[f"X00{n}"] for n in (1, 2, 3)))
    shares = {one.unit.code: one for one in each.assignments.select_related("unit")}
    sent = [shares["X001"], shares["X002"]]
    for share in sent:
        actions.submit_completion(assignment=share, update=actions.Update("Xong"), by=office, today=tasks.DUE)
    actions.accept(assignments=sent[:1], by=office, today=tasks.DUE)
    soon = tasks.issue(office, ub, province["STC"], due_on=TODAY + timedelta(days=7), supports=_support(province))
    later = tasks.issue(office, ub, province["STC"], due_on=TODAY + timedelta(days=8))
    undated = tasks.issue(office, ub, province["STC"], due_on=None, kind="undated", undated_reason="Chờ trung ương")
    back = tasks.share(tasks.issue(office, ub, province["STC"], due_on=TODAY))
    actions.submit_completion(assignment=back, update=actions.Update("Xong"), by=office, today=TODAY)
    actions.return_for_changes(assignments=[back], reason="Thiếu phụ lục", by=office, today=TODAY)
    gone = tasks.share(tasks.issue(office, ub, province["SXD"], due_on=tasks.ISSUED))
    actions.exit_register(assignments=[gone], exit_reason="withdrawn", reason="Thu hồi", by=office, today=tasks.ISSUED)
    return {"each": each, "soon": soon, "later": later, "undated": undated, "back": back}


def _support(province):
    return [actions.Share(province["SNV"], part="Số liệu")]


# figure -> the filters its link sets; the tasks' figure opens the list told task by task.
FIGURES = {
    "assigned": {"category": "assigned", "role": "lead"},
    "done": {"category": "done", "role": "lead"},
    "done_on_time": {"category": "done_on_time", "role": "lead"},
    "done_late": {"category": "done_late", "role": "lead"},
    "open_in_term": {"category": "open_in_term", "role": "lead"},
    "open_overdue": {"category": "open_overdue", "role": "lead"},
    "exited": {"category": "exited", "role": "lead"},
    "to_confirm": {"category": "open_in_term", "mark": "to_confirm", "role": "lead"},
    "undated": {"category": "open_in_term", "mark": "undated", "role": "lead"},
    "waiting": {"category": "open_in_term", "mark": "waiting", "role": "lead"},
    "suspended": {"category": "open_in_term", "mark": "suspended", "role": "lead"},
    "unreported": {"category": "open_overdue", "mark": "unreported", "role": "lead"},
    "supports": {"category": "assigned", "role": "support"},
}


@pytest.mark.parametrize("name", FIGURES)
def test_figure_when_its_filters_are_set_then_as_many_rows(life, office, name):
    rows, _day = queries.chosen(office, queries.Filters(**FIGURES[name]))
    assert rows.count() == getattr(queries.counters(office), name)


def test_figures_when_counted_in_this_life_then_none_is_empty_but_the_three(life, office):
    found = queries.counters(office)
    empty = {name for name in FIGURES if getattr(found, name) == 0}
    assert empty == {"done_late", "waiting", "suspended"}


def test_tasks_when_listed_then_each_once_most_urgent_first_and_as_many_as_the_figure(life, office):
    ids = list(queries.task_ids(office, queries.Filters(category="assigned", role="lead")))
    assert len(ids) == queries.counters(office).tasks == 5
    assert ids[:2] == [life["each"].pk, life["back"].task_id]
    (whole,) = [one for one in queries.pieces(ids, office, None) if one.task == life["each"]]
    assert (whole.counters.done, whole.counters.assigned, whole.counters.open_overdue) == (1, 3, 1)


def test_pieces_when_one_lead_then_it_is_named_and_the_cost_stays(life, office, django_assert_max_num_queries):
    ids = list(queries.task_ids(office, queries.Filters()))
    with django_assert_max_num_queries(5):
        found = {one.task.pk: one for one in queries.pieces(ids, office, None)}
    assert found[life["soon"].pk].lead == "Sở Tài chính"
    assert found[life["soon"].pk].counters.supports == 1


@pytest.mark.parametrize(
    ("mark", "expected"), [("due_soon", {"soon", "back"}), ("returned", {"back"}), ("undated", {"undated"})]
)
def test_mark_when_filtered_then_its_rows(life, office, mark, expected):
    rows, _day = queries.chosen(office, queries.Filters(mark=mark, role="lead"))
    wanted = {getattr(life[name], "task_id", life[name].pk) for name in expected}
    assert set(rows.values_list("task_id", flat=True)) == wanted


def test_counters_of_when_cut_down_then_of_those_rows_only(life, office, province):
    rows, day = queries.chosen(office, queries.Filters(unit_id=province["STC"].pk))
    assert queries.counters_of(rows, day).assigned == queries.counters(office, unit_id=province["STC"].pk).assigned == 4


def test_own_work_when_counted_then_each_figure_has_its_rows_and_a_return_says_why(life, province):
    reporter = tasks.acting(province, "tc", Role.REPORTER, "STC")
    waiting = queries.own_waiting(reporter)
    assert waiting == {"": 4, "overdue": 0, "due_soon": 2, "returned": 1, "to_confirm": 0}
    for show, count in waiting.items():
        assert queries.own_open(reporter, show).count() == count
    assert queries.own_open(reporter, "returned").get().returned_because == "Thiếu phụ lục"
    assert queries.own_waiting(tasks.acting(province, "tt", Role.INSPECTOR, "UBND", subtree=True))[""] == 0


def test_office_work_when_counted_then_only_of_the_offices_one_coordinates(life, province, office):
    waiting, _units = queries.units_now(office)
    assert (waiting.mine, waiting.counters.open_overdue, waiting.counters.unreported) == (1, 1, 1)
    assert queries.to_confirm(office).count() == waiting.mine
    elsewhere = tasks.acting(province, "vptu", Role.COORDINATOR, "TU", subtree=True)
    nothing, units = queries.units_now(elsewhere)
    assert (nothing.mine, nothing.counters.assigned, units) == (0, 0, [])


def test_task_page_when_read_as_of_a_day_then_reports_and_moves_known_then(life, office):
    page = queries.task_page(life["each"].pk, office, on=tasks.ISSUED)
    assert (page.reports, [(act.kind, act.count) for act in page.acts]) == ([], [("issue", 3)])
    before = queries.task_page(life["each"].pk, office, on=tasks.ISSUED - timedelta(days=1))
    assert (before.lines, before.acts) == ([], [])


def test_task_page_when_one_share_is_asked_for_then_its_reports_only_beside_all_lines(life, office):
    share = life["each"].assignments.get(unit__code="X002")
    page = queries.task_page(life["each"].pk, office, share_id=share.pk)
    assert len(page.lines) == 3
    assert {report.assignment_id for report in page.reports} == {share.pk}


def test_issuing_units_when_asked_then_the_root_first_and_none_without_the_role(province, office):
    assert queries.issuing_units(office)[0] == province["UBND"].pk
    assert queries.issuing_units(tasks.acting(province, "tc", Role.REPORTER, "STC")) == []


def test_late_days_when_sent_late_and_not_yet_confirmed_then_the_office_s_delay_is_not_counted(life, office, province):
    share = tasks.share(tasks.issue(office, province["UBND"], province["SNV"]))
    sent = tasks.DUE + timedelta(days=2)
    actions.submit_completion(assignment=share, update=actions.Update("Xong"), by=office, today=sent)
    (row,) = [one for one in queries.rows_for_export(office, queries.Filters()) if one.assignment == share.pk]
    assert (row.official, row.late_days) == ("open_overdue", 2)


@pytest.mark.parametrize("state", ["submitted", "waiting", "suspended"])
def test_counters_when_a_share_stopped_in_time_then_in_term_and_said_within_it(state):
    province = orgs.province()
    office = tasks.office(province)
    share = tasks.share(tasks.issue(office, province["UBND"], province["STC"]))
    AssignmentState.objects.filter(assignment=share).update(state=state, clock_on=NEVER)
    counted = queries.counters(office)
    name = {"submitted": "to_confirm"}.get(state, state)
    assert (counted.assigned, counted.open_in_term, getattr(counted, name)) == (1, 1, 1)
