"""A list becomes tasks in one act: past states as facts of then known now, documents cited once, undone as one."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from namro.core import actions as core_actions
from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.documents.actions import Details, install_reference_data, register
from namro.documents.models import Document
from namro.orgs import actions as orgs_actions
from namro.orgs.models import Role
from namro.orgs.scope import scope
from namro.tasks import actions, derive, queries
from namro.tasks.importing import table
from namro.tasks.importing.models import ImportBatch, ImportRow
from namro.tasks.importing.plan import plan
from namro.tasks.models import Assignment, AssignmentState, Directive, Move, Task
from namro.tasks.queries.lists import remaining
from tests.factories import lists, orgs, tasks
from tests.rooms.tasks.test_at_once import at_once

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture
def province():
    core_actions.set_up(name="Tỉnh Mẫu", place="Mẫu")
    install_reference_data()
    return orgs.province()


@pytest.fixture
def by(province):
    with clock.on(TODAY):
        yield scope(orgs.user("vp", Role.COORDINATOR, province["UBND"], with_subtree=True), TODAY)


def kept(province, by, *rows, name="danh sách.xlsx") -> ImportBatch:
    return actions.keep_list(table=table.read(lists.workbook(rows), name), owner=province["UBND"], by=by)


def brought_in(province, by, *rows) -> list[Task]:
    batch = actions.bring_in(batch=kept(province, by, *rows), by=by)
    return [row.task for row in batch.rows.filter(task__isnull=False).order_by("number").select_related("task")]


def facts(task: Task) -> list[tuple]:
    moves = Move.objects.filter(assignment__task=task).order_by("recorded_at")
    return [(str(move.kind), move.happened_on) for move in moves]


def state(task: Task) -> AssignmentState:
    return AssignmentState.objects.current().get(task=task, role="lead")


ISSUED, DONE = date(2026, 2, 1), date(2026, 3, 15)


@pytest.mark.parametrize(
    ("changed", "moves", "known"),
    [
        (
            {"state": "đã hoàn thành 15/3/2026", "due": "31/3/2026"},
            [("issue", ISSUED), ("submit", DONE), ("accept", DONE)],
            ("done", DONE),
        ),
        ({"state": "Đang thực hiện"}, [("issue", ISSUED), ("report", TODAY)], ("open", None)),
        ({"state": ""}, [("issue", ISSUED)], ("open", None)),
        ({"state": "tạm dừng"}, [("issue", ISSUED), ("report", TODAY), ("suspend", TODAY)], ("suspended", None)),
        ({"state": "Chờ xác nhận 15/3/2026"}, [("issue", ISSUED), ("submit", DONE)], ("submitted", None)),
        ({"state": "Thôi theo dõi 15/3/2026"}, [("issue", ISSUED), ("exit", DONE)], ("exited", None)),
        ({"state": "", "note": "Đã hoàn thành 15/3/2026"}, [("issue", ISSUED), ("report", TODAY)], ("open", None)),
    ],
)
def test_row_when_brought_in_then_its_past_stands_as_facts_of_then_recorded_now(province, by, changed, moves, known):
    (task,) = brought_in(province, by, lists.line(1, **changed))
    assert facts(task) == moves
    assert (state(task).state, state(task).done_on) == known
    recorded = Move.objects.values_list("recorded_at", "reason")
    assert all(clock.day_of(at) == TODAY and reason.endswith("“danh sách.xlsx”, dòng 4") for at, reason in recorded)
    assert list(derive.differences()) == []


def test_counters_when_a_list_came_in_then_true_today_and_nothing_before(province, by):
    rows = [
        lists.line(1, state="đã hoàn thành 15/3/2026", due="31/3/2026"),
        lists.line(2, state="đã hoàn thành 15/4/2026", due="31/3/2026"),
        lists.line(3, state="quá hạn", due="31/3/2026"),
        lists.line(4, due="31/12/2026", leads="Sở Nội vụ; Sở Xây dựng"),
    ]
    brought_in(province, by, *rows)
    now = queries.counters(by)
    assert (now.done_on_time, now.done_late, now.open_overdue, now.open_in_term, now.tasks) == (1, 1, 1, 2, 4)
    before = queries.counters(by, on=TODAY - timedelta(days=1))
    assert (before.assigned, before.exited, before.tasks) == (0, 0, 0)


def test_documents_when_many_rows_name_one_then_one_cited_record_and_permanent_codes(province, by):
    rows = [lists.line(n, document="kế hoạch 45/kh-ubnd ngày 01/02/2026", on="") for n in range(1, 4)]
    made = brought_in(province, by, *rows, lists.line(4, document="Họp giao ban tuần 3"))
    document = Document.objects.get(symbol_key="45-KH/UBND")
    assert (document.status, document.issued_on, document.number) == ("cited", ISSUED, "45")
    assert [task.code for task in made] == ["KH45-2026/1", "KH45-2026/2", "KH45-2026/3", "GV-2026/1"]
    assert {task.orders.get().document_id for task in made[:3]} == {document.pk}
    spoken = made[3].orders.get()
    assert (spoken.document, spoken.form) == (None, "meeting") and "Họp giao ban tuần 3" in spoken.issuer_name


def test_document_when_held_and_restricted_then_the_tasks_are_and_no_second_record(province, by):
    details = Details(None, "45/KH-UBND", "Ủy ban nhân dân tỉnh", ISSUED, "Kế hoạch", restricted=True)
    register(by=by.user, held_by=province["UBND"], details=details)
    (task,) = brought_in(province, by, lists.line(1))
    assert task.restricted and Document.objects.filter(symbol_key="45-KH/UBND").count() == 1


def test_document_when_kept_by_others_and_not_to_be_seen_then_only_its_words_stand(province, by):
    other = orgs.user("khac", Role.COORDINATOR, province["TU"], with_subtree=True)
    details = Details(None, "45/KH-UBND", "Ủy ban nhân dân tỉnh", ISSUED, "Kế hoạch kín")
    register(by=other, held_by=province["TU"], details=details)
    (task,) = brought_in(province, by, lists.line(1))
    order = task.orders.get()
    assert order.document is None and "45/KH-UBND" in order.issuer_name and "kín" not in order.issuer_name


def test_units_when_one_is_gone_then_the_past_is_its_own_and_open_work_asks_for_the_successor(province, by):
    orgs_actions.reorganise(
        title="Sáp nhập", effective_on=date(2026, 5, 1), moves=[(province["SXD"], province["STC"], 1)], by=None
    )
    orgs_actions.close(unit=province["SXD"], on=date(2026, 5, 1), by=None)
    rows = [lists.line(1, leads="Sở Xây dựng", state="đã hoàn thành 15/3/2026"), lists.line(2, leads="Sở Xây dựng")]
    batch = kept(province, by, *rows)
    (doubt,) = plan(batch).doubts
    assert doubt.rows == [5] and doubt.offered == [("unit:STC", "Sở Tài chính")]
    actions.answer_doubts(batch=batch, answers={doubt.key: "unit:STC"}, by=by)
    actions.bring_in(batch=batch, by=by)
    leads = Assignment.objects.order_by("task__import_rows__number").values_list("unit__code", flat=True)
    assert list(leads) == ["SXD", "STC"]


@pytest.mark.parametrize(
    ("answer", "went_in", "units"),
    [
        ("unit:SNV", [4, 5], {"STC", "SNV"}),
        ("group:communes", [4, 5], {"STC", "X001", "X002", "X003"}),
        ("skip", [5], {"STC"}),
        ("none", [4, 5], {"STC"}),
        ("unit:KHONG", [5], {"STC"}),
        ("", [5], {"STC"}),
    ],
)
def test_doubt_when_answered_then_the_rows_that_name_it_follow(province, by, answer, went_in, units):
    batch = kept(province, by, lists.line(1, supports="UBND các xã"), lists.line(2))
    (doubt,) = plan(batch).doubts
    actions.answer_doubts(batch=batch, answers={doubt.key: answer}, by=by)
    actions.bring_in(batch=batch, by=by)
    assert list(batch.rows.filter(task__isnull=False).values_list("number", flat=True)) == went_in
    assert set(Assignment.objects.values_list("unit__code", flat=True)) == units


@pytest.mark.parametrize(
    ("changed", "cell"),
    [
        ({"content": ""}, "B4"),
        ({"leads": ""}, "E4"),
        ({"due": "31/02/2026"}, "G4"),
        ({"due": "31/1/2026"}, "G4"),
        ({"on": "hôm qua"}, "D4"),
        ({"on": "01/02/2027"}, "D4"),
        ({"state": "lung tung"}, "H4"),
        ({"state": "Hoàn thành"}, "H4"),
        ({"state": "Hoàn thành 15/1/2026"}, "H4"),
        ({"state": "Hoàn thành 15/12/2026"}, "H4"),
    ],
)
def test_row_when_a_cell_is_wrong_then_named_and_the_good_rows_go_in_without_it(province, by, changed, cell):
    batch = kept(province, by, lists.line(1, **changed), lists.line(2))
    (faulty,) = plan(batch).faulty
    assert [fault.cell for fault in faulty.faults] == [cell] and faulty.faults[0].sentence
    actions.bring_in(batch=batch, by=by)
    assert ImportRow.objects.get(task__isnull=False).number == 5


def test_rows_when_completed_without_a_day_then_the_deadline_counts_only_where_that_was_chosen(province, by):
    batch = kept(province, by, lists.line(1, state="Hoàn thành", due="31/3/2026"))
    chosen = {int(place): name for place, name in batch.columns.items()}
    actions.choose_columns(batch=batch, heading=3, chosen=chosen, options={"undated_done": "due"}, by=by)
    actions.bring_in(batch=batch, by=by)
    assert state(Task.objects.get()).done_on == date(2026, 3, 31)


def test_rows_when_the_document_cells_are_merged_then_those_below_belong_to_it(province, by):
    made = brought_in(province, by, lists.line(1), lists.line(2, document="", on=""))
    assert [task.orders.get().document.symbol for task in made] == ["45/KH-UBND", "45/KH-UBND"]


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        (["15/3/2026", "", ""], ("done", DONE)),
        (["", date(2026, 3, 15), ""], ("done", DONE)),
        (["", "", "x"], ("open", None)),
        (["", "", ""], ("open", None)),
    ],
)
def test_rows_when_each_state_has_its_column_then_a_mark_or_a_day_says_it(province, by, cells, known):
    heads = [*lists.HEADS[:7], "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Đang thực hiện"]
    sheet = lists.workbook([[*lists.line(1)[:7], *cells]], heads)
    batch = actions.keep_list(table=table.read(sheet, "a.xlsx"), owner=province["UBND"], by=by)
    actions.bring_in(batch=batch, by=by)
    found = state(Task.objects.get())
    assert (found.state, found.done_on) == known


def test_rows_when_a_heading_between_them_names_the_document_then_they_stand_on_it(province, by):
    blank = {"document": "", "on": ""}
    headed = [["I", "Thông báo số 12/TB-UBND ngày 05/02/2026"], lists.line(1, **blank), lists.line(2, **blank)]
    made = brought_in(province, by, *headed)
    assert [task.code for task in made] == ["TB12-2026/1", "TB12-2026/2"]
    assert made[0].issued_on == date(2026, 2, 5)


def test_list_when_larger_then_brought_in_and_undone_with_as_many_statements(province, by):
    def cost(number: int, first: int) -> tuple[int, int]:
        rows = [lists.line(first + n, document=f"{first + n}/KH-UBND") for n in range(number)]
        rows += [lists.line(first + n + number, state="đã hoàn thành 15/3/2026") for n in range(number)]
        batch = kept(province, by, *rows)
        with CaptureQueriesContext(connection) as one:
            actions.bring_in(batch=batch, by=by)
        with CaptureQueriesContext(connection) as other:
            actions.undo_list(batch=batch, reason="Nhầm", by=by)
        return len(one), len(other)

    cost(1, 500)  # the first list of an office also enters who issues its documents
    few, many = cost(3, 1000), cost(60, 2000)
    assert few == many and max(many) < 60
    assert list(derive.differences()) == []


def test_list_when_brought_in_twice_then_once(province, by):
    batch = kept(province, by, lists.line(1))
    actions.bring_in(batch=batch, by=by)
    actions.bring_in(batch=batch, by=by)
    assert Task.objects.count() == 1 and Event.objects.filter(code="tasks.list.imported").count() == 1


def test_list_when_undone_then_all_leave_as_entered_wrongly_and_no_double_stays(province, by):
    rows = [lists.line(1, state="đã hoàn thành 15/3/2026"), lists.line(2), lists.line(3, state="Thôi theo dõi")]
    data = lists.workbook(rows)
    found = table.read(data, "a.xlsx")
    batch = actions.bring_in(batch=actions.keep_list(table=found, owner=province["UBND"], by=by), by=by)
    assert actions.undo_list(batch=batch, reason="Nhập nhầm năm", by=by) == 3
    left = AssignmentState.objects.current().values_list("state", "exit_reason")
    assert set(left) == {("exited", "wrong")} and queries.counters(by).assigned == 0
    assert list(derive.differences()) == []
    again = actions.keep_list(table=table.read(data, "a.xlsx"), owner=province["UBND"], by=by)
    assert len(plan(again).good) == 3 and not plan(again).doubles
    with pytest.raises(Refusal) as refused:
        actions.undo_list(batch=batch, reason="Nhầm", by=by)
    assert refused.value.code == "tasks.list.not_imported"


def test_list_when_undone_then_what_people_worked_on_stays_unless_named(province, by):
    made = brought_in(province, by, lists.line(1), lists.line(2))
    batch = ImportBatch.objects.get()
    actions.report_progress(assignment=tasks.share(made[0]), update=actions.Update("Đã họp"), by=by)
    assert [(one.row, one.worked) for one in remaining(batch)] == [(4, True), (5, False)]
    assert actions.undo_list(batch=batch, reason="Nhầm", by=by) == 1
    assert (state(made[0]).state, state(made[1]).state) == ("open", "exited")
    with pytest.raises(Refusal) as refused:
        actions.undo_list(batch=batch, reason="Nhầm", by=by)
    assert refused.value.code == "tasks.list.nothing_left"
    assert actions.undo_list(batch=batch, reason="Nhầm", also=[made[0].pk], by=by) == 1
    batch.refresh_from_db()
    assert (state(made[0]).state, batch.status) == ("exited", "undone")


_ACTS = {
    "columns": lambda batch, by: actions.choose_columns(
        batch=batch, heading=3, chosen={1: "content"}, options={}, by=by
    ),
    "answers": lambda batch, by: actions.answer_doubts(batch=batch, answers={}, by=by),
    "bring_in": lambda batch, by: actions.bring_in(batch=batch, by=by),
    "discard": lambda batch, by: actions.discard_list(batch=batch, by=by),
    "undo": lambda batch, by: actions.undo_list(batch=batch, reason="Nhầm", by=by),
}


@pytest.mark.parametrize("act", _ACTS)
@pytest.mark.parametrize(
    ("role", "unit"), [(Role.LEADER, "UBND"), (Role.UNIT_HEAD, "STC"), (Role.COORDINATOR, "TU"), (Role.AUDITOR, None)]
)
def test_list_when_it_is_not_ones_office_then_it_does_not_exist(province, by, act, role, unit):
    batch = kept(province, by, lists.line(1))
    other = scope(orgs.user("khac", role, province[unit] if unit else None, with_subtree=True), TODAY)
    with pytest.raises(NotFound):
        _ACTS[act](batch, other)
    with pytest.raises(Refusal) as refused:
        kept(province, other, lists.line(2))
    assert refused.value.code == "tasks.issue.not_yours"
    assert ImportBatch.objects.get().status == "draft" and not Task.objects.exists()


@pytest.mark.parametrize(
    "rows",
    [
        [lists.line(1, note="TỐI MẬT")],
        [lists.line(1, content="MẬT\nKiểm tra kho")],
        [lists.line(1), lists.line(2, leads="Mật")],
    ],
)
def test_list_when_any_cell_wears_a_mark_then_nothing_of_it_is_read_in(rows):
    with pytest.raises(Refusal) as refused:
        table.read(lists.workbook(rows), "a.xlsx")
    assert refused.value.code in {"core.text.secret", "documents.file.secret"}


def test_list_when_a_column_gives_the_degree_of_secrecy_then_a_marked_row_is_refused():
    heads = [*lists.HEADS, "Độ mật"]
    with pytest.raises(Refusal) as refused:
        table.read(lists.workbook([[*lists.line(1), "Thường"], [*lists.line(2), "mật"]], heads), "a.xlsx")
    assert refused.value.code == "documents.file.secret"
    assert len(table.read(lists.workbook([[*lists.line(1), "Thường"]], heads), "a.xlsx").rows) == 4


def test_options_when_who_gave_it_wears_a_mark_then_refused(province, by):
    batch = kept(province, by, lists.line(1))
    with pytest.raises(Refusal) as refused:
        actions.choose_columns(batch=batch, heading=3, chosen={1: "content"}, options={"giver": "TỐI MẬT"}, by=by)
    assert refused.value.code == "core.text.secret"


def test_list_when_columns_are_missing_or_nothing_can_go_in_then_refused(province, by):
    batch = kept(province, by, lists.line(1))
    actions.choose_columns(batch=batch, heading=3, chosen={1: "content"}, options={}, by=by)
    with pytest.raises(Refusal) as refused:
        actions.bring_in(batch=batch, by=by)
    assert refused.value.code == "tasks.list.field_missing"
    empty = kept(province, by, lists.line(1, leads=""))
    with pytest.raises(Refusal) as refused:
        actions.bring_in(batch=empty, by=by)
    assert refused.value.code == "tasks.list.nothing"


def test_too_many_rows_when_sent_then_refused_with_the_limit(monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 3)
    with pytest.raises(Refusal) as refused:
        table.read(lists.workbook([lists.line(n) for n in range(30)]), "a.xlsx")
    assert refused.value.code == "tasks.list.too_long" and "3" in str(refused.value)


@pytest.mark.django_db(transaction=True)
def test_list_when_two_bring_it_in_at_the_same_moment_then_its_tasks_exist_once():
    province = orgs.province()
    by = tasks.office(province)
    batch = kept(province, by, lists.line(1), lists.line(2))
    other = kept(province, by, lists.line(3), lists.line(4), name="khác.xlsx")
    acts = [lambda one=one: actions.bring_in(batch=one, by=by) for one in (batch, batch, other)]
    assert at_once(*acts) == ["done"] * 3
    assert Task.objects.count() == Directive.objects.count() == 4
    assert len(set(Task.objects.values_list("code", flat=True))) == 4 and list(derive.differences()) == []


@pytest.mark.django_db(transaction=True)
def test_list_when_the_same_bytes_come_twice_at_the_same_moment_then_kept_once():
    province = orgs.province()
    by = tasks.office(province)
    found = table.read(lists.workbook([lists.line(1)]), "a.xlsx")

    def keep():
        actions.keep_list(table=found, owner=province["UBND"], by=by)

    assert at_once(keep, keep) == ["done", "tasks.list.known"]
    assert ImportBatch.objects.count() == 1 and ImportRow.objects.count() == 4


def test_columns_when_one_is_named_that_the_list_has_not_then_its_rows_are_read_all_the_same(province, by):
    batch = kept(province, by, lists.line(1))
    chosen = {1: "content", 4: "leads", 99: "state"}
    batch = actions.choose_columns(batch=batch, heading=batch.heading, chosen=chosen, options={}, by=by)
    assert [one.number for one in plan(batch).good] == [4]


@pytest.mark.django_db(transaction=True)
def test_list_when_its_document_is_restricted_at_the_same_moment_then_its_tasks_are_too():
    core_actions.set_up(name="Tỉnh Mẫu", place="Mẫu")
    install_reference_data()
    province = orgs.province()
    by = tasks.office(province)
    actions.bring_in(batch=kept(province, by, lists.line(1)), by=by)
    batch, document = kept(province, by, lists.line(2), name="b.xlsx"), Document.objects.get(symbol="45/KH-UBND")

    def bring():
        actions.bring_in(batch=batch, by=by)
        connection.close()

    beside = Thread(target=bring)
    with transaction.atomic():
        actions.restrict(document=document, restricted=True, by=by)
        beside.start()
        beside.join(timeout=2)  # it waits here, or is through with what it knew
    beside.join(timeout=20)
    assert set(Task.objects.values_list("restricted", flat=True)) == {True} and Task.objects.count() == 2
    assert set(AssignmentState.objects.current().values_list("restricted", flat=True)) == {True}
