"""Reviewing: one act keeps verdict, directive, task and recipients; once only; for the holding office only."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from namro.core.errors import NotFound, Refusal
from namro.core.models import Change, Event
from namro.documents.models import Recipient
from namro.orgs import actions as orgs_actions
from namro.orgs.models import Role
from namro.reading.models import Finding, Verdict
from namro.tasks import actions
from namro.tasks import queries as queries_of_tasks
from namro.tasks.models import AssignmentState, Directive, Task
from namro.tasks.queries import reviewing as queries
from namro.tasks.stages import Stage, proposed
from tests.factories import orgs, reviewing, tasks
from tests.factories.reviewing import MISSED, SIX, chosen, span

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def source(province):
    return reviewing.notice(province["UBND"])


def confirm(source, by, words=SIX[0], **fields):
    leads = fields.pop("leads", None) or [orgs_actions.Unit.objects.get(code="STC")]
    return actions.confirm(**span(source, words), chosen=chosen(*leads, **fields), by=by, today=TODAY)


def as_drafted(province):
    return actions.Chosen(
        kind="dated",
        content=SIX[0],
        leads=[province["STC"]],
        supports=[actions.Share(province["SNV"])],
        due_on=date(2026, 4, 14),
        product="phương án sắp xếp trụ sở dôi dư",
    )


def states(source, by) -> list[str]:
    return [item.state for item in queries.review(source).items]


@pytest.mark.parametrize(("stage", "closes"), [(None, ""), (Stage.APPRAISING, "appraising")])
def test_confirm_when_a_stage_is_chosen_then_that_one_closes_the_task_else_the_verb_says(office, source, stage, closes):
    (task,) = confirm(source, office, closing_stage=stage, kind="dated", due_on=date(2026, 4, 14)).tasks
    assert task.closing_stage == (closes or proposed(task.content) or "")


def test_confirm_when_as_drafted_then_accepted_with_directive_task_and_recipients(province, office, source):
    made = actions.confirm(**span(source, SIX[0]), chosen=as_drafted(province), by=office, today=TODAY)
    (task,) = made.tasks
    assert (made.verdict.decision, "changed" in made.verdict.fields) == ("accepted", False)
    assert made.verdict.fields["machine"]["deadline_raw"] == "trước ngày 15/4/2026"
    assert (made.directive.quotation, made.directive.ordered_on) == (SIX[0], source.document.issued_on)
    assert (made.directive.issuer_name, made.directive.item) == ("Chủ tịch Ủy ban nhân dân tỉnh", "1")
    (row, _support) = queries_of_tasks.rows_for_export(office, queries_of_tasks.Filters())
    assert (row.symbol, row.item) == (source.document.symbol, "1")
    assert source.text[made.directive.start : made.directive.end] == SIX[0]
    assert list(task.orders.all()) == [made.directive]
    assert (task.due_on, task.due_said, task.due_rule) == (date(2026, 4, 14), "trước ngày 15/4/2026", "before_day")
    assert task.clarity_in_document["person"]
    assert not task.clarity_in_document["result"]
    assert {row.unit.code: row.role for row in AssignmentState.objects.current()} == {"STC": "lead", "SNV": "support"}
    assert set(Recipient.objects.values_list("unit__code", flat=True)) == {"STC", "SNV"}


def test_confirm_when_done_then_one_event_about_the_document_and_every_row_names_an_act(province, office, source):
    confirm(source, office)
    event = Event.objects.get(code="tasks.item.confirmed")
    assert (event.subject_type, event.subject_id) == ("documents.document", source.document_id)
    assert event.data["tasks"] == [Task.objects.get().pk]
    tables = {"reading_verdict", "tasks_directive", "tasks_task", "tasks_assignmentstate", "documents_recipient"}
    acts = dict(Change.objects.filter(table_name__in=tables, operation="I").values_list("table_name", "event_id"))
    assert set(acts) == tables
    assert None not in acts.values()


def test_confirm_when_corrected_then_what_the_machine_said_stays_beside_it(province, office, source):
    made = confirm(source, office, leads=[province["SXD"]], content="Lập phương án", due_on=date(2026, 5, 4))
    assert made.verdict.decision == "corrected"
    assert made.verdict.fields["machine"]["assignees"] == ["Sở Tài chính"]
    assert made.verdict.fields["changed"]["lead"] == [["STC"], ["SXD"]]
    assert made.verdict.fields["changed"]["due_on"] == ["2026-04-14", "2026-05-04"]
    assert (made.tasks[0].due_rule, made.tasks[0].due_said) == ("by_hand", "trước ngày 15/4/2026")


def test_confirm_when_only_lead_and_content_then_it_is_issued_with_its_gaps(province, office, source):
    made = confirm(source, office, SIX[3], kind="undated", due_on=None)
    assert (made.tasks[0].due_on, made.tasks[0].product, made.tasks[0].result) == (None, "", "")


@pytest.mark.parametrize("kind", ["general", "decided"])
def test_confirm_when_the_kind_gives_no_task_then_verdict_and_directive_are_kept(province, office, source, kind):
    made = actions.confirm(
        **span(source, SIX[4]), chosen=actions.Chosen(kind=kind, content=SIX[4]), by=office, today=TODAY
    )
    assert (made.tasks, made.verdict.kind, Directive.objects.count()) == ([], kind, 1)
    assert states(source, office)[4] == "kept"


def test_confirm_when_split_then_each_lead_has_a_task_of_its_own(province, office, source):
    made = confirm(source, office, leads=[province["STC"], province["SXD"]], split=True)
    assert [task.mode for task in made.tasks] == ["one", "one"]
    together = confirm(source, office, SIX[1], leads=[province["STC"], province["SXD"]])
    assert [task.mode for task in together.tasks] == ["each"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"content": " "}, "tasks.issue.no_content"),
        ({"due_on": None}, "tasks.issue.no_date"),
        ({"content": "có \x00"}, "core.text.unusable"),
        ({"supervising": ["STC"]}, "tasks.issue.two_roles"),
        ({"split": True, "leads": "many"}, "tasks.review.split"),
    ],
)
def test_confirm_when_refused_then_nothing_at_all_is_written(province, office, source, fields, code):
    if fields.get("leads") == "many":
        fresh = [orgs.unit(f"N{number}", "commune", "UBND") for number in range(31)]
        fields = {**fields, "leads": orgs_actions.open_units(units=fresh, by=None)}
    if "supervising" in fields:
        fields = {"supervising": [province["STC"]]}
    before = reviewing.counts()
    with pytest.raises(Refusal) as refused:
        confirm(source, office, **fields)
    assert refused.value.code == code
    assert reviewing.counts() == before


def test_confirm_when_no_lead_then_refused(office, source):
    with pytest.raises(Refusal) as refused:
        actions.confirm(**span(source, SIX[0]), chosen=chosen(), by=office, today=TODAY)
    assert refused.value.code == "tasks.issue.no_lead"


def test_confirm_when_the_words_were_confirmed_before_then_refused_and_the_task_named(province, office, source):
    made = confirm(source, office)
    before = reviewing.counts()
    with pytest.raises(actions.AlreadyReviewed) as refused:
        confirm(source, office)
    assert refused.value.task_ids == [made.tasks[0].pk]
    assert office.user.full_name in str(refused.value)
    with pytest.raises(actions.AlreadyReviewed):
        actions.add(**span(source, SIX[0][4:]), chosen=chosen(province["STC"]), by=office, today=TODAY)
    assert reviewing.counts() == before


def test_confirm_when_nothing_is_found_there_any_more_then_refused(province, office, source):
    Finding.objects.all().delete()
    with pytest.raises(Refusal) as refused:
        confirm(source, office)
    assert refused.value.code == "tasks.review.nothing_found"


@pytest.mark.parametrize(
    ("role", "code", "subtree"),
    [
        (Role.REPORTER, "STC", False),
        (Role.UNIT_HEAD, "UBND", False),
        (Role.INSPECTOR, "UBND", True),
        (Role.AUDITOR, "UBND", True),
        (Role.COORDINATOR, "TU", True),
        (Role.COORDINATOR, "STC", True),
        (Role.LEADER, "TU", True),
    ],
)
@pytest.mark.parametrize("act", ["confirm", "add", "reject", "undo", "use_closing"])
def test_review_when_not_of_the_holding_office_then_it_does_not_exist(
    province, office, source, role, code, subtree, act
):
    verdict = actions.reject(**span(source, SIX[1]), reason="Trùng", by=office, today=TODAY)
    Recipient.objects.create(document=source.document, unit=province["STC"])
    other = tasks.acting(province, "khac", role, code, subtree=subtree)
    place, before = span(source, SIX[5] if act == "use_closing" else SIX[0]), reviewing.counts()
    calls = {
        "confirm": lambda: actions.confirm(**place, chosen=chosen(province["STC"]), by=other, today=TODAY),
        "add": lambda: actions.add(**place, chosen=chosen(province["STC"]), by=other, today=TODAY),
        "reject": lambda: actions.reject(**place, reason="Trùng", by=other, today=TODAY),
        "undo": lambda: actions.undo(verdict=verdict, by=other, today=TODAY),
        "use_closing": lambda: actions.use_closing(**place, by=other, today=TODAY),
    }
    with pytest.raises(NotFound):
        calls[act]()
    assert reviewing.counts() == before


def test_confirm_when_the_leader_of_the_office_then_issued(province, source):
    leader = tasks.acting(province, "lanh-dao", Role.LEADER, "UBND")
    assert confirm(source, leader).tasks


def test_add_when_the_machine_missed_it_then_the_words_are_an_item(province, office, source):
    made = actions.add(**span(source, MISSED), chosen=chosen(province["VP"]), by=office, today=TODAY)
    assert (made.verdict.decision, made.directive.quotation, made.verdict.fields) == ("added", MISSED, {})
    assert states(source, office)[-1] == "issued"


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, 10**6), (9, 10)])
def test_add_when_no_words_of_the_text_then_refused(province, office, source, start, end):
    if (start, end) == (9, 10):
        assert source.text[9] == "\n"
    with pytest.raises(Refusal) as refused:
        actions.add(source=source, start=start, end=end, chosen=chosen(province["STC"]), by=office, today=TODAY)
    assert refused.value.code == "tasks.review.no_words"


def test_reject_when_undone_then_proposed_again_and_the_record_remembers(office, source):
    verdict = actions.reject(**span(source, SIX[4]), reason="Không giao việc", by=office, today=TODAY)
    assert (states(source, office)[4], verdict.reason) == ("rejected", "Không giao việc")
    actions.undo(verdict=verdict, by=office, today=TODAY)
    assert states(source, office) == ["proposed"] * 6
    assert Change.objects.filter(table_name="reading_verdict", operation="D").count() == 1
    assert confirm(source, office, SIX[4]).tasks


@pytest.mark.parametrize("reason", ["", "  "])
def test_reject_when_no_reason_then_refused(office, source, reason):
    with pytest.raises(Refusal) as refused:
        actions.reject(**span(source, SIX[4]), reason=reason, by=office, today=TODAY)
    assert refused.value.code == "tasks.review.no_reason"


def test_confirm_when_rejected_before_then_refused_until_taken_back(office, source):
    actions.reject(**span(source, SIX[0]), reason="Trùng", by=office, today=TODAY)
    with pytest.raises(actions.AlreadyReviewed):
        confirm(source, office)


def test_undo_when_kept_without_task_then_gone(province, office, source):
    kept = actions.confirm(
        **span(source, SIX[4]), chosen=actions.Chosen(kind="general", content=SIX[4]), by=office, today=TODAY
    )
    actions.undo(verdict=kept.verdict, by=office, today=TODAY)
    assert Directive.objects.count() == 0


def test_closing_when_taken_then_no_task_and_a_date_for_those_without(province, office, source):
    actions.use_closing(**span(source, SIX[5]), by=office, today=TODAY)
    assert (states(source, office)[5], Task.objects.count(), Directive.objects.count()) == ("closing", 0, 0)
    assert queries.closing_of(source).last_day == date(2026, 6, 24)
    made = confirm(source, office, SIX[3], due_on=date(2026, 6, 24))
    assert (made.tasks[0].due_rule, made.tasks[0].due_said) == ("closing", "trước ngày 25/6/2026")


def test_closing_when_the_words_are_no_closing_formula_then_refused(office, source):
    with pytest.raises(Refusal) as refused:
        actions.use_closing(**span(source, SIX[0]), by=office, today=TODAY)
    assert refused.value.code == "tasks.review.no_closing"


def test_items_when_the_machine_runs_again_then_reviewed_ones_do_not_come_back(province, office, source):
    confirm(source, office)
    actions.reject(**span(source, SIX[4]), reason="Không giao việc", by=office, today=TODAY)
    # The new run cuts the first item shorter and the rejected one longer, and loses the second.
    again = (SIX[0][: len(SIX[0]) * 2 // 3], SIX[2], SIX[3], f"5. {SIX[4]}", SIX[5])
    reviewing.find(source, again, tuple({} for _ in again))
    found = [(item.state, item.quotation) for item in queries.review(source).items]
    assert found == [
        ("issued", SIX[0]),
        ("proposed", SIX[2]),
        ("proposed", SIX[3]),
        ("rejected", SIX[4]),
        ("proposed", SIX[5]),
    ]


@pytest.mark.parametrize(
    ("places", "words", "found"),
    [
        ([(0, 10)], (5, 15), True),
        ([(0, 10)], (6, 16), False),
        ([(0, 10)], (10, 20), False),
        ([(0, 100)], (40, 50), True),
        ([(40, 50)], (0, 100), False),
        ([(0, 30), (60, 90)], (0, 100), True),
        ([], (0, 10), False),
    ],
)
def test_decided_when_verdicts_cover_half_of_the_words_then_one_item(places, words, found):
    verdicts = [Verdict(start=start, end=end) for start, end in places]
    assert queries.decided(verdicts, *words) == (verdicts if found else [])


def test_confirm_when_600_units_then_the_same_number_of_statements_as_for_3(province, office):
    def statements(count: int) -> int:
        fresh = [orgs.unit(f"N{count}-{number}", "commune", "UBND") for number in range(count)]
        units = orgs_actions.open_units(units=fresh, by=None)
        text = reviewing.notice(province["UBND"], number=str(count))
        with CaptureQueriesContext(connection) as taken:
            made = confirm(text, office, SIX[2], leads=units)
        assert AssignmentState.objects.current().filter(task=made.tasks[0]).count() == count
        assert Recipient.objects.filter(document=text.document).count() == count
        return len(taken)

    assert statements(600) == statements(3)


def test_review_when_30_items_then_the_same_number_of_queries_as_for_3(province, office):
    sentences = tuple(f"Sở Tài chính lập kế hoạch số {number} về trụ sở" for number in range(100, 130))
    text = reviewing.notice(province["UBND"], sentences=sentences, fields=tuple({} for _ in sentences))

    def cost() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert len(queries.review(text).items) == 30
        return len(taken)

    confirm(text, office, sentences[0])
    few = cost()
    for words in sentences[1:20]:
        confirm(text, office, words)
    assert cost() == few


def test_provenance_when_a_unit_received_it_then_it_sees_the_words_of_its_own_tasks_only(province, office, source):
    confirm(source, office)
    confirm(source, office, SIX[1], leads=[province["SNV"]])
    unit = tasks.acting(province, "stc", Role.REPORTER, "STC")
    seen = queries.provenance(source.document, unit, keeper=False)
    assert [born.directive.quotation for born in seen] == [SIX[0]]
    everything = queries.provenance(source.document, office, keeper=True)
    assert [len(born.tasks) for born in everything] == [1, 1]
    assert Verdict.objects.count() == 2
