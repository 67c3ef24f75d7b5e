"""Gaps of an issued task filled later: who proposes, who approves, what counts and since when; nothing else moves."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from namro.core.errors import NotFound, Refusal
from namro.core.models import Change, Event
from namro.orgs import actions as orgs_actions
from namro.orgs.models import Role
from namro.tasks import actions, derive, queries, rules
from namro.tasks.models import AssignmentState, Gap, GapDecision, GapProposal, Move
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db
NEXT = tasks.ISSUED + timedelta(days=1)
LATER = tasks.ISSUED + timedelta(days=8)
GROUND = "Công văn 45/UBND-TH"


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def leader(province):
    return tasks.acting(province, "lanhdao", Role.LEADER, "UBND")


@pytest.fixture
def reporter(province):
    return tasks.acting(province, "tc", Role.REPORTER, "STC")


@pytest.fixture
def task(province, office):
    """Led by STC, with nothing but its content: no day, no reason, no product, no result, no head."""
    return tasks.issue(office, province["UBND"], province["STC"], due_on=None, kind="undated")


def value(gap, said="Báo cáo chuyên đề", **fields):
    words = {"due_on": said} if gap == Gap.DUE else {"words": said}
    return actions.NewValue(**{"gap": gap, "ground": GROUND, **words, **fields})


VALUES = {
    Gap.PRODUCT: "Báo cáo chuyên đề",
    Gap.RESULT: "Trình Ủy ban nhân dân tỉnh",
    Gap.DUE: tasks.DUE,
    Gap.UNDATED: "Chờ hướng dẫn của bộ",
    Gap.RESPONSIBLE: "Phó Giám đốc Vi Văn Mẫu",
}


def names(*scopes):
    return tuple(scope.user.full_name for scope in scopes)


def page(task, scope, on=None):
    return queries.task_page(task.pk, scope, on=on)


def clear(task, scope, gap, on=None):
    found = page(task, scope, on)
    return gap not in found.gaps


def event(code):
    return Event.objects.get(code=code)


@pytest.mark.parametrize("gap", list(Gap))
def test_proposal_when_approved_then_counts_with_both_names_and_days(task, office, leader, reporter, gap):
    made = actions.propose_value(
        share=tasks.share(task), value=value(gap, VALUES[gap], agreed_on=tasks.ISSUED), by=reporter, today=NEXT
    )
    assert not clear(task, office, gap), "a value that is not approved never counts"
    assert tasks.row(tasks.share(task)).due_on is None
    actions.approve_value(proposal=made, by=leader, today=LATER)
    assert clear(task, office, gap)
    (found,) = page(task, office).fillings
    assert (found.by_name, found.decided_by, found.approved) == (*names(reporter, leader), True)
    assert (found.happened_on, found.decided_on) == (tasks.ISSUED, LATER)
    assert (found.words or found.due_on) == VALUES[gap]
    done = event("tasks.gap.filled")
    assert (done.subject_type, done.subject_id, done.by_name) == ("tasks.task", task.pk, leader.user.full_name)
    assert done.data["proposed_by"] == reporter.user.full_name and done.data["value"]
    assert event("tasks.gap.proposed").unit_id == tasks.share(task).unit_id
    assert "tasks_gapdecision" in set(Change.objects.filter(event_id=done.pk).values_list("table_name", flat=True))
    assert list(derive.differences()) == []


@pytest.mark.parametrize("gap", list(Gap))
def test_as_of_when_an_earlier_day_is_read_then_the_value_was_not_there(task, office, reporter, gap):
    made = actions.propose_value(share=tasks.share(task), value=value(gap, VALUES[gap]), by=reporter, today=NEXT)
    actions.approve_value(proposal=made, by=office, today=LATER)
    assert page(task, office, tasks.ISSUED).fillings == []
    (waiting,) = page(task, office, NEXT).fillings
    assert waiting.waiting and waiting.decided_by != "" and not clear(task, office, gap, NEXT)
    assert clear(task, office, gap, LATER) and page(task, office, LATER).fillings[0].approved


def test_office_when_it_enters_the_value_itself_then_it_proposed_and_approved(task, office):
    actions.add_value(task=task, value=value(Gap.PRODUCT), by=office, today=NEXT)
    (found,) = page(task, office).fillings
    assert (found.by_name, found.decided_by, found.share_id, found.ground) == (*names(office, office), None, GROUND)
    assert Event.objects.filter(code__startswith="tasks.gap").count() == 1


def test_words_when_they_turn_their_direction_then_kept_without_what_turns_it(task, reporter):
    turned = value(Gap.PRODUCT, "Kế \u202ehoạch\u2066", ground="Công \u202dvăn\u202c 45")
    made = actions.propose_value(share=tasks.share(task), value=turned, by=reporter, today=NEXT)
    assert (made.words, made.ground) == ("Kế hoạch", "Công văn 45")
    with pytest.raises(Refusal) as refused:
        empty = value(Gap.PRODUCT, "\u202e \u202c")
        actions.propose_value(share=tasks.share(task), value=empty, by=reporter, today=NEXT)
    assert refused.value.code == "tasks.gap.no_value"


def test_propose_when_the_unit_has_left_the_task_then_refused_and_no_form(task, office, reporter):
    gone = tasks.share(task)
    actions.exit_register(assignments=[gone], exit_reason="withdrawn", reason="Giao nhầm", by=office, today=NEXT)
    with pytest.raises(Refusal) as refused:
        actions.propose_value(share=gone, value=value(Gap.PRODUCT), by=reporter, today=LATER)
    assert refused.value.code == "tasks.move.wrong_state" and not GapProposal.objects.exists()
    assert not rules.can_propose(reporter, tasks.row(gone))


def test_refusal_when_given_then_the_gap_stays_and_the_reason_is_kept(task, office, reporter):
    made = actions.propose_value(share=tasks.share(task), value=value(Gap.DUE, tasks.DUE), by=reporter, today=NEXT)
    actions.refuse_value(proposal=made, reason="Quá muộn so với yêu cầu", by=office, today=LATER)
    found = page(task, office)
    assert (Gap.DUE in found.gaps, found.fillings[0].approved) == (True, False)
    assert found.fillings[0].reason == event("tasks.gap.refused").data["reason"] == "Quá muộn so với yêu cầu"
    assert tasks.row(tasks.share(task)).due_on is None and Move.objects.filter(kind="add_due").count() == 0


def test_day_when_approved_then_every_unfinished_share_without_one_gets_it_and_no_other(province, office):
    own_day = date(2026, 4, 10)
    units = [province["X001"], province["X002"], province["X003"]]
    supports = [actions.Share(province["STC"], due_on=own_day)]
    task = tasks.issue(office, province["UBND"], *units, due_on=None, kind="undated", supports=supports)
    done, sent = tasks.share(task, units[0]), tasks.share(task, units[1])
    for share in (done, sent):
        actions.submit_completion(assignment=share, update=actions.Update("Xong"), by=office, today=NEXT)
    actions.accept(assignments=[done], by=office, today=NEXT)
    actions.add_value(task=task, value=value(Gap.DUE, tasks.DUE), by=office, today=LATER)
    rows = {row.unit.code: (row.due_on, row.extended) for row in AssignmentState.objects.current().filter(task=task)}
    assert rows == {
        "X001": (None, False),
        "X002": (tasks.DUE, False),
        "X003": (tasks.DUE, False),
        "STC": (own_day, False),
    }
    found = page(task, office)
    assert found.clarity["progress"] and Gap.DUE not in found.gaps
    assert queries.counters(office, on=tasks.DUE + timedelta(days=1)).open_overdue == 1, (
        "what was sent in time is in term"
    )
    assert queries.counters(office, on=NEXT).undated == 1
    assert list(derive.differences()) == []


def test_day_when_it_takes_effect_then_the_kind_reads_dated_in_filters_and_export(task, office):
    def of_kind(kind):
        return queries.chosen(office, queries.Filters(kind=kind))[0].count()

    assert (of_kind("undated"), of_kind("dated")) == (1, 0)
    actions.add_value(task=task, value=value(Gap.DUE, tasks.DUE), by=office, today=NEXT)
    assert (of_kind("undated"), of_kind("dated")) == (0, 1)
    (row,) = queries.rows_for_export(office, queries.Filters())
    assert (row.kind, row.due_on) == ("dated", tasks.DUE)


def test_export_when_a_gap_was_filled_then_it_lacks_less_and_names_both(task, office, reporter):
    (before,) = queries.rows_for_export(office, queries.Filters())
    assert (before.lacking, before.added_later) == ("task progress responsibility result", "")
    made = actions.propose_value(share=tasks.share(task), value=value(Gap.PRODUCT), by=reporter, today=NEXT)
    (waiting,) = queries.rows_for_export(office, queries.Filters(mark="gap_proposed"))
    assert (waiting.lacking, waiting.added_later) == (before.lacking, "")
    actions.approve_value(proposal=made, by=office, today=LATER)
    (after,) = queries.rows_for_export(office, queries.Filters())
    assert after.lacking == "progress responsibility result"
    for said in (*names(reporter, office), f"{LATER:%d/%m/%Y}"):
        assert said in after.added_later
    (then,) = queries.rows_for_export(office, queries.Filters(on=NEXT))
    assert (then.lacking, then.added_later) == (before.lacking, "")
    assert list(queries.rows_for_export(office, queries.Filters(mark="gap_proposed"))) == []


def test_product_when_added_then_found_by_its_words(task, office):
    actions.add_value(task=task, value=value(Gap.PRODUCT, "Đề án sắp xếp kho bạc"), by=office, today=NEXT)
    assert queries.chosen(office, queries.Filters(words="kho bac"))[0].count() == 1


def test_many_when_a_day_is_added_then_the_same_statements_for_600_as_for_3(office, province):
    def statements(count):
        units = orgs_actions.open_units(
            units=[orgs.unit(f"N{count}-{number}", "commune", "UBND") for number in range(count)], by=None
        )
        task = tasks.issue(office, province["UBND"], *units, due_on=None, kind="undated")
        with CaptureQueriesContext(connection) as taken:
            actions.add_value(task=task, value=value(Gap.DUE, tasks.DUE), by=office, today=NEXT)
        assert AssignmentState.objects.current().filter(task=task, due_on=tasks.DUE).count() == count
        return len(taken)

    few, many = statements(3), statements(600)
    assert many == few <= 20


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        (Role.REPORTER, "STC", True),
        (Role.UNIT_HEAD, "STC", True),
        (Role.REPORTER, "SNV", "support"),
        (Role.REPORTER, "SXD", "stranger"),
        (Role.COORDINATOR, "UBND", "tasks.gap.not_your_share"),
        (Role.INSPECTOR, "STC", "tasks.gap.not_your_share"),
        (Role.AUDITOR, "UBND", "tasks.gap.not_your_share"),
        (Role.ADMINISTRATOR, "UBND", "stranger"),
    ],
)
def test_propose_when_the_person_is_another_then_only_a_lead_unit(province, office, role, unit, may):
    supports = [actions.Share(province["SNV"])]
    task = tasks.issue(office, province["UBND"], province["STC"], due_on=None, kind="undated", supports=supports)
    by = tasks.acting(province, "ai", role, unit)
    share = task.assignments.get(role="support") if may == "support" else tasks.share(task)
    assert rules.can_propose(by, tasks.row(share)) == (may is True)
    if may is True:
        assert actions.propose_value(share=share, value=value(Gap.PRODUCT), by=by, today=NEXT).share == share
        return
    with pytest.raises(NotFound if may == "stranger" else Refusal):
        actions.propose_value(share=share, value=value(Gap.PRODUCT), by=by, today=NEXT)
    assert not GapProposal.objects.exists()


@pytest.mark.parametrize("act", ["add", "approve", "refuse"])
@pytest.mark.parametrize(
    ("role", "unit", "answer"),
    [
        (Role.COORDINATOR, "UBND", "done"),
        (Role.LEADER, "UBND", "done"),
        (Role.COORDINATOR, "TU", NotFound),
        (Role.LEADER, "TU", NotFound),
        (Role.REPORTER, "STC", Refusal),
        (Role.UNIT_HEAD, "STC", Refusal),
        (Role.REPORTER, "SNV", NotFound),
        (Role.INSPECTOR, "UBND", Refusal),
        (Role.AUDITOR, "UBND", Refusal),
        (Role.ADMINISTRATOR, "UBND", NotFound),
    ],
)
def test_decide_when_the_person_is_another_then_only_the_issuing_office(
    province, task, reporter, act, role, unit, answer
):
    made = actions.propose_value(share=tasks.share(task), value=value(Gap.PRODUCT), by=reporter, today=NEXT)
    by = tasks.acting(province, "ai", role, unit)

    def run():
        if act == "add":
            return actions.add_value(task=task, value=value(Gap.RESULT), by=by, today=LATER)
        if act == "approve":
            return actions.approve_value(proposal=made, by=by, today=LATER)
        return actions.refuse_value(proposal=made, reason="Chưa đúng", by=by, today=LATER)

    assert rules.can_decide(by, task.owner_id) == (answer == "done")
    if answer == "done":
        assert run().approved == (act != "refuse")
        return
    with pytest.raises(answer) as refused:
        run()
    assert isinstance(refused.value, NotFound) == (answer is NotFound)
    assert not GapDecision.objects.exists()


@pytest.mark.parametrize(
    ("gap", "fields", "code"),
    [
        (Gap.PRODUCT, {"words": "  "}, "tasks.gap.no_value"),
        (Gap.DUE, {"due_on": None}, "tasks.due.no_date"),
        (Gap.PRODUCT, {"ground": " "}, "tasks.gap.no_ground"),
        (Gap.DUE, {"due_on": tasks.ISSUED}, "tasks.gap.due_before"),
        (Gap.PRODUCT, {"agreed_on": tasks.ISSUED - timedelta(days=1)}, "tasks.gap.ground_day"),
        (Gap.PRODUCT, {"agreed_on": LATER}, "tasks.gap.ground_day"),
        (Gap.PRODUCT, {"words": "Có \x00"}, "core.text.unusable"),
    ],
)
def test_value_when_it_is_wrong_then_refused_for_everybody_and_nothing_stays(task, office, reporter, gap, fields, code):
    made = value(gap, VALUES[gap])
    made = actions.NewValue(**vars(made) | fields)
    for act in (
        lambda: actions.add_value(task=task, value=made, by=office, today=NEXT),
        lambda: actions.propose_value(share=tasks.share(task), value=made, by=reporter, today=NEXT),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == code
    assert not GapProposal.objects.exists() and not Event.objects.filter(code__startswith="tasks.gap").exists()


def test_what_stands_when_somebody_fills_it_then_refused(province, office):
    head = {"title": "Giám đốc", "person": "Vi Văn Mẫu", "kind": "full", "since": tasks.ISSUED, "by": None}
    orgs_actions.fill_post(unit=province["STC"], **head)
    full = tasks.issue(office, province["UBND"], province["STC"], product="Kế hoạch", result="Trình tỉnh ủy")
    assert page(full, office).gaps == []
    for gap in Gap:
        with pytest.raises(Refusal) as refused:
            actions.add_value(task=full, value=value(gap, VALUES[gap]), by=office, today=NEXT)
        assert refused.value.code == "tasks.gap.not_missing", gap


def test_reason_when_known_then_the_day_may_still_be_added(province, office):
    task = tasks.issue(
        office, province["UBND"], province["STC"], due_on=None, kind="undated", undated_reason="Chờ hướng dẫn"
    )
    assert page(task, office).clarity["progress"] and Gap.DUE in page(task, office).gaps
    assert Gap.UNDATED not in page(task, office).gaps
    actions.add_value(task=task, value=value(Gap.DUE, tasks.DUE), by=office, today=NEXT)
    assert tasks.row(tasks.share(task)).due_on == tasks.DUE


def test_proposal_when_decided_then_a_second_decision_is_refused_by_the_action_and_the_table(task, office, reporter):
    made = actions.propose_value(share=tasks.share(task), value=value(Gap.PRODUCT), by=reporter, today=NEXT)
    actions.approve_value(proposal=made, by=office, today=NEXT)
    for act in (
        lambda: actions.approve_value(proposal=made, by=office, today=LATER),
        lambda: actions.refuse_value(proposal=made, reason="Nhầm", by=office, today=LATER),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "tasks.gap.decided"
    with pytest.raises(IntegrityError), transaction.atomic():
        GapDecision.objects.create(
            proposal=made, approved=True, happened_on=LATER, recorded_at=made.recorded_at, by=office.user
        )


def test_refusal_when_it_has_no_reason_then_refused_itself(task, office, reporter):
    made = actions.propose_value(share=tasks.share(task), value=value(Gap.PRODUCT), by=reporter, today=NEXT)
    with pytest.raises(Refusal) as refused:
        actions.refuse_value(proposal=made, reason="  ", by=office, today=LATER)
    assert refused.value.code == "tasks.gap.no_reason"
    assert not GapDecision.objects.exists()


def test_two_proposals_when_one_is_approved_then_the_other_fills_nothing_more(task, office, reporter):
    first, second = (
        actions.propose_value(share=tasks.share(task), value=value(Gap.DUE, day), by=reporter, today=NEXT)
        for day in (tasks.DUE, tasks.DUE + timedelta(days=30))
    )
    actions.approve_value(proposal=first, by=office, today=LATER)
    with pytest.raises(Refusal) as refused:
        actions.approve_value(proposal=second, by=office, today=LATER)
    assert refused.value.code == "tasks.gap.not_missing"
    assert tasks.row(tasks.share(task)).due_on == tasks.DUE
    actions.refuse_value(proposal=second, reason="Đã có thời hạn khác", by=office, today=LATER)


def test_restricted_when_the_reader_only_inspects_then_it_does_not_exist(province, office, reporter):
    task = tasks.issue(office, province["UBND"], province["STC"], due_on=None, kind="undated", restricted=True)
    made = actions.propose_value(share=tasks.share(task), value=value(Gap.PRODUCT), by=reporter, today=NEXT)
    inspector = tasks.acting(province, "ttra", Role.INSPECTOR, "UBND", subtree=True)
    with pytest.raises(NotFound):
        actions.approve_value(proposal=made, by=inspector, today=LATER)
    actions.approve_value(proposal=made, by=office, today=LATER)
    (row,) = queries.rows_for_export(office, queries.Filters())
    assert (row.content, row.added_later) == ("", "")


def test_task_for_each_when_a_unit_looks_then_it_sees_its_own_proposals_and_what_counts(province, office):
    units = [province["X001"], province["X002"]]
    task = tasks.issue(office, province["UBND"], *units, due_on=None, kind="undated")
    first, second = (tasks.acting(province, f"x{unit.code}", Role.REPORTER, unit.code) for unit in units)
    for by, unit, gap in ((first, units[0], Gap.PRODUCT), (second, units[1], Gap.RESULT)):
        made = actions.propose_value(share=tasks.share(task, unit), value=value(gap), by=by, today=NEXT)
    assert [one.gap for one in page(task, first).fillings] == ["product"]
    assert [one.gap for one in page(task, office).fillings] == ["product", "result"]
    actions.approve_value(proposal=made, by=office, today=LATER)
    assert [one.gap for one in page(task, first).fillings] == ["product", "result"]
    assert page(task, first).clarity == page(task, office).clarity
