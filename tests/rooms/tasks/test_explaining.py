"""Questions to explain: asked of whom and by when, drafted, answered, withdrawn; every refusal; who knows of them."""

from datetime import date, timedelta

import pytest

from namro.core import actions as core
from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.models import Event
from namro.orgs import actions as orgs_actions
from namro.orgs.models import Role
from namro.tasks import actions, queries, rules
from namro.tasks.models import Explanation, ExplanationDraft, ExplanationEnd
from namro.tasks.queries import explained, planned
from tests.factories import documents as papers
from tests.factories import orgs, tasks

pytestmark = pytest.mark.django_db
ASKED = date(2026, 5, 11)  # a Monday
LATER = ASKED + timedelta(days=3)


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def task(province, office):
    supports = [actions.Share(province["SNV"], due_on=tasks.DUE)]
    return tasks.issue(office, province["UBND"], province["STC"], supports=supports, supervising=[province["VP"]])


@pytest.fixture
def head(province):
    return tasks.acting(province, "gd", Role.UNIT_HEAD, "STC")


@pytest.fixture
def reporter(province):
    return tasks.acting(province, "cb", Role.REPORTER, "STC")


def ask(by, *shares, **given):
    said = {"question": "Vì sao quá hạn mà chưa có dự thảo?", "by": by, "today": ASKED} | given
    return actions.ask_explanation(assignments=list(shares), **said)


def answer(one, by, words="Chờ số liệu của các xã", **given):
    said = actions.Answer(words, given.pop("document", None))
    actions.answer_explanation(explanation=one, answer=said, by=by, today=given.pop("today", LATER))


def codes(rows) -> list[str]:
    return [row.unit.code for row in rows]


def test_question_when_asked_then_one_row_a_line_with_the_head_of_the_day_and_a_common_batch(province, office, task):
    post = orgs_actions.fill_post(
        unit=province["STC"],
        title="Giám đốc",
        person="Lê Văn Mẫu",
        kind="acting",
        since=orgs.FOUNDED,
        by=None,
    )
    shares = [one for one in task.assignments.order_by("pk") if one.role in {"lead", "support"}]
    event = ask(office, *shares)
    first, second = Explanation.objects.order_by("pk")
    assert (first.unit, second.unit, first.batch, second.batch) == (
        province["STC"],
        province["SNV"],
        event.pk,
        event.pk,
    )
    assert (first.tenure, second.tenure, first.asked_as) == (post, None, "coordinator")
    assert (first.asked_on, first.due_on) == (ASKED, date(2026, 5, 18))
    assert (event.subject_id, event.data["count"]) == (task.pk, 2)


def test_default_day_when_there_are_days_off_then_they_are_not_counted(settings, province):
    core.set_calendar_day(day=date(2026, 5, 13), kind="off", note="Nghỉ bù", by=orgs.user("vp"))
    assert actions.default_due(ASKED) == date(2026, 5, 19)
    settings.NAMRO_EXPLANATION_DAYS = 1
    assert actions.default_due(date(2026, 5, 15)) == date(2026, 5, 18)


def refused(by, *shares, **given) -> str:
    with pytest.raises(Refusal) as refusal:
        ask(by, *shares, **given)
    return refusal.value.code


def test_question_when_it_may_not_be_asked_then_refused_with_its_reason(province, office, task):
    share = tasks.share(task)
    assert refused(office, share, question="  ") == "tasks.explanation.no_question"
    assert refused(office, share, question="TỐI MẬT\nVì sao chậm?") == "core.text.secret"
    assert refused(office, share, due_on=ASKED - timedelta(days=1)) == "tasks.explanation.due"
    assert refused(office) == "tasks.move.nothing"
    assert refused(office, task.assignments.get(role="supervising")) == "tasks.explanation.role"
    ask(office, share)
    assert refused(office, task.assignments.get(role="support"), share) == "tasks.explanation.asked"
    actions.exit_register(
        assignments=[task.assignments.get(role="support")],
        exit_reason="withdrawn",
        reason="Rút",
        by=office,
        today=ASKED,
    )
    assert refused(office, task.assignments.get(role="support")) == "tasks.move.wrong_state"
    assert Explanation.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "code", "error"),
    [
        (Role.LEADER, "UBND", None),
        (Role.UNIT_HEAD, "STC", Refusal),
        (Role.REPORTER, "STC", Refusal),
        (Role.INSPECTOR, "UBND", Refusal),
        (Role.COORDINATOR, "STC", Refusal),
        (Role.COORDINATOR, "SXD", NotFound),
        (Role.ADMINISTRATOR, "UBND", NotFound),
    ],
)
def test_question_when_asked_by_each_role_then_only_the_issuing_office_may(province, task, role, code, error):
    by = tasks.acting(province, "other", role, code)
    if error is None:
        ask(by, tasks.share(task))
        assert Explanation.objects.get().asked_as == role
        return
    with pytest.raises(error):
        ask(by, tasks.share(task))
    assert not Explanation.objects.exists()


def test_form_when_sent_twice_then_asked_once(office, task):
    first, second = (ask(office, tasks.share(task), once="form-1") for _ in range(2))
    assert first.pk == second.pk and Explanation.objects.count() == 1


def test_many_when_asked_then_a_constant_number_of_statements(province, office, django_assert_max_num_queries):
    few, many = (
        [tasks.share(tasks.issue(office, province["UBND"], province["STC"])) for _ in range(count)] for count in (3, 30)
    )
    for shares in (few, many):
        with django_assert_max_num_queries(14):
            ask(office, *shares)


def test_reporter_when_writing_then_a_draft_is_kept_and_the_head_sends(office, task, head, reporter):
    ask(office, tasks.share(task))
    one = Explanation.objects.get()
    actions.draft_explanation(explanation=one, words="Bản đầu", by=reporter, today=ASKED)
    actions.draft_explanation(explanation=one, words="Bản sau", by=reporter, today=ASKED)
    assert [draft.words for draft in ExplanationDraft.objects.order_by("pk")] == ["Bản đầu", "Bản sau"]
    with pytest.raises(Refusal) as refusal:
        answer(one, reporter)
    assert refusal.value.code == "tasks.explanation.head_sends" and not ExplanationEnd.objects.exists()
    (waiting,) = explained.to_answer(head)
    assert waiting.drafted
    letter = papers.document("45/STC-NS", LATER)
    answer(one, head, document=letter)
    end = ExplanationEnd.objects.get()
    assert (end.kind, end.words, end.document, end.on_behalf, end.happened_on) == (
        "answered",
        "Chờ số liệu của các xã",
        letter,
        False,
        LATER,
    )
    assert not explained.to_answer(head).exists()


def test_answer_when_it_came_another_way_then_the_office_notes_it_on_behalf(office, task):
    ask(office, tasks.share(task))
    answer(Explanation.objects.get(), office)
    assert ExplanationEnd.objects.get().on_behalf


def test_answer_when_it_may_not_be_given_then_refused(province, office, task, head, reporter):
    ask(office, tasks.share(task))
    one = Explanation.objects.get()
    for words, code in (("  ", "tasks.explanation.no_answer"), ("MẬT\nTheo văn bản", "core.text.secret")):
        with pytest.raises(Refusal) as refusal:
            answer(one, head, words)
        assert refusal.value.code == code
    with pytest.raises(Refusal) as refusal:
        actions.draft_explanation(explanation=one, words="…", by=office, today=ASKED)
    assert refusal.value.code == "tasks.explanation.not_your_unit"
    with pytest.raises(NotFound):
        answer(one, tasks.acting(province, "gd-sxd", Role.UNIT_HEAD, "SXD"))
    answer(one, head)
    for act in (
        lambda: answer(one, head),
        lambda: actions.draft_explanation(explanation=one, words="…", by=reporter, today=LATER),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "tasks.explanation.ended"


def test_batch_when_withdrawn_then_the_answered_stays_and_the_rest_ends_with_the_reason(province, office):
    made = [tasks.issue(office, province["UBND"], province[code]) for code in ("STC", "SNV", "SXD")]
    event = ask(office, *(tasks.share(one) for one in made))
    first, second, _third = Explanation.objects.order_by("pk")
    answer(first, office)
    said = {"batch": event.pk, "reason": "Đã có văn bản", "by": office, "today": LATER}
    assert actions.withdraw_explanations(**said, only=second.pk) == 1
    assert actions.withdraw_explanations(**said) == 1
    kinds = list(ExplanationEnd.objects.order_by("explanation_id").values_list("kind", "words"))
    assert [kind for kind, _words in kinds] == ["answered", "withdrawn", "withdrawn"] and kinds[1][1] == "Đã có văn bản"
    with pytest.raises(Refusal) as refusal:
        actions.withdraw_explanations(**said)
    assert refusal.value.code == "tasks.explanation.nothing"
    with pytest.raises(Refusal) as refusal:
        actions.withdraw_explanations(**said | {"reason": " "})
    assert refusal.value.code == "tasks.move.no_reason"


@pytest.mark.parametrize(("role", "code", "error"), [(Role.UNIT_HEAD, "STC", Refusal), (Role.LEADER, "SXD", NotFound)])
def test_question_when_withdrawn_by_others_then_refused(province, office, task, role, code, error):
    event = ask(office, tasks.share(task))
    by = tasks.acting(province, "other", role, code)
    with pytest.raises(error):
        actions.withdraw_explanations(batch=event.pk, reason="Thôi", by=by, today=LATER)
    assert not ExplanationEnd.objects.exists()


def test_question_when_withdrawn_then_the_unit_may_be_asked_again(office, task):
    event = ask(office, tasks.share(task))
    actions.withdraw_explanations(batch=event.pk, reason="Hỏi nhầm", by=office, today=ASKED)
    ask(office, tasks.share(task))
    assert Explanation.objects.count() == 2


def test_question_when_the_share_moved_then_it_stays_with_the_unit_asked(province, office, task, head):
    share = tasks.share(task)
    ask(office, share)
    actions.transfer(assignments=[share], to=province["SXD"], reason="Đúng chức năng", by=office, today=LATER)
    assert codes(explained.to_answer(head)) == ["STC"]
    new = tasks.acting(province, "gd-sxd", Role.UNIT_HEAD, "SXD")
    assert not explained.seen(new).exists()
    ask(office, share, today=LATER)
    answer(Explanation.objects.get(unit=province["STC"]), head)
    assert codes(explained.to_answer(new)) == ["SXD"] and codes(explained.unanswered(office)) == ["SXD"]


@pytest.mark.parametrize("restricted", [False, True])
def test_questions_when_looked_at_then_each_sees_its_own(province, office, restricted):
    task = tasks.issue(office, province["UBND"], province["STC"], restricted=restricted)
    ask(office, tasks.share(task))
    sees = {
        (Role.UNIT_HEAD, "STC"): True,
        (Role.REPORTER, "STC"): True,
        (Role.INSPECTOR, "STC"): not restricted,
        (Role.INSPECTOR, "UBND"): not restricted,
        (Role.LEADER, "UBND"): True,
        (Role.AUDITOR, "UBND"): True,
        (Role.REPORTER, "SNV"): False,
        (Role.ADMINISTRATOR, "UBND"): False,
    }
    found = {
        (role, code): explained.seen(tasks.acting(province, f"{role}-{code}", role, code)).exists()
        for role, code in sees
    }
    assert found == sees


def test_register_when_cut_down_by_questions_then_each_kind_finds_its_rows_as_of_the_day(province, office):
    made = [tasks.issue(office, province["UBND"], province[code]) for code in ("STC", "SNV", "SXD", "VP")]
    event = ask(office, *(tasks.share(one) for one in made[:3]))
    first, second, _third = Explanation.objects.order_by("pk")
    answer(first, office)
    actions.withdraw_explanations(batch=event.pk, only=second.pk, reason="Hỏi nhầm", by=office, today=LATER)

    def found(kind, on):
        with clock.on(ASKED + timedelta(days=30)):
            return sorted(codes(queries.register(office, queries.Filters(explanation=kind, on=on))[0]))

    late = ASKED + timedelta(days=20)
    assert [found(kind, None) for kind in explained.CHOICES] == [["STC", "SXD"], ["SXD"], ["SXD"], ["STC"]]
    assert [found(kind, late) for kind in ("unanswered", "overdue")] == [["SXD"], ["SXD"]]
    assert [found(kind, ASKED) for kind in explained.CHOICES] == [["SNV", "STC", "SXD"]] * 2 + [[], []]
    assert found("asked", ASKED - timedelta(days=1)) == [] and len(found("no such kind", None)) == 4


def test_page_when_questions_were_asked_then_it_tells_them_as_known_that_day(province, office, task, head):
    ask(office, tasks.share(task))
    answer(Explanation.objects.get(), head)
    with clock.on(LATER + timedelta(days=1)):
        (now,) = queries.task_page(task.pk, office).explanations
        (then,) = queries.task_page(task.pk, office, on=ASKED).explanations
        other = queries.task_page(task.pk, tasks.acting(province, "cb-snv", Role.REPORTER, "SNV"))
    assert (now.answered, now.words, then.kind, then.words) == (True, "Chờ số liệu của các xã", "", "")
    assert other.explanations == []


def test_preview_when_asking_many_then_it_says_who_cannot_be_asked(office, task):
    shares = list(task.assignments.order_by("pk"))
    ask(office, shares[0])
    plan = planned.asking(office, LATER, [one.pk for one in shares])
    lines = planned.planned([one.pk for one in shares], office, plan)
    assert [line.refused for line in lines] == [
        rules.wording.ASKED_ALREADY,
        "",
        rules.wording.ASK_WORKING_ONLY,
    ]
    assert lines[1].after == "14/05/2026"


def test_events_when_written_then_the_task_has_them_in_its_history(office, task, head):
    event = ask(office, tasks.share(task))
    answer(Explanation.objects.get(), head)
    found = Event.objects.filter(subject_type="tasks.task", subject_id=task.pk, code__startswith="tasks.explanation")
    assert [one.code.rpartition(".")[2] for one in found.order_by("id")] == ["asked", "answered"]
    assert event.unit_id == Explanation.objects.get().unit_id
