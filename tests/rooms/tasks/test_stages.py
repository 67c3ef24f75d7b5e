"""Stages of a product: which one the order's verb names, how far is far enough, who may change it."""

import pytest

from namro.core.errors import Refusal
from namro.core.models import Event
from namro.orgs.models import Role
from namro.tasks import actions, stages
from namro.tasks.models import Task
from tests.factories import orgs, tasks


@pytest.fixture
def province():
    return orgs.province()


FOUND = [
    ("Sở Tài chính hoàn thành và trình Ban Thường vụ Tỉnh ủy trong quý II", "submitted"),
    ("Xây dựng Đề án, trình Hội đồng nhân dân tỉnh ban hành nghị quyết", "submitted"),
    ("TRÌNH UBND TỈNH PHÊ DUYỆT QUY HOẠCH", "submitted"),
    ("Tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch thực hiện", "issued"),
    ("Ban hành quy chế phối hợp trước ngày 15/7", "issued"),
    ("Ban\nhành  hướng dẫn", "issued"),
]
NOT_FOUND = [
    "Rà soát quy trình, công trình chậm tiến độ theo lộ trình",
    "Báo cáo giải trình với Thường trực Tỉnh ủy",
    "Thực hiện Quyết định đã ban hành",
    "Áp dụng biểu mẫu ban hành kèm theo Thông tư",
    "Đẩy nhanh quá trình chuyển đổi số, nâng cao trình độ cán bộ",
    "Sắp xếp kho lưu trữ",
]


@pytest.mark.parametrize(("words", "stage"), FOUND)
def test_stage_when_the_verb_names_a_product_then_proposed(words, stage):
    assert stages.proposed(words) == stage


@pytest.mark.parametrize("words", NOT_FOUND)
def test_stage_when_no_verb_names_one_then_nothing_is_invented(words):
    assert stages.proposed(words) is None


@pytest.mark.parametrize(
    ("stage", "closing", "expected"),
    [
        ("drafting", "submitted", False),
        ("submitted", "submitted", True),
        ("issued", "submitted", True),
        ("submitted", "issued", False),
        ("issued", "", False),
        ("", "issued", False),
        ("đang dự thảo", "issued", False),
    ],
)
def test_reached_when_compared_then_the_order_of_the_way_decides(stage, closing, expected):
    assert stages.reached(stage, closing) is expected


@pytest.mark.django_db
def test_task_when_issued_then_its_verb_proposes_the_closing_stage_and_a_chosen_one_stands(province):
    by = tasks.office(province)
    proposed = tasks.issue(by, province["UBND"], province["STC"], content="Trình đề án trước 15/7")
    chosen = tasks.issue(
        by, province["UBND"], province["STC"], content="Trình đề án", closing_stage=stages.Stage.ISSUED
    )
    assert (proposed.closing_stage, chosen.closing_stage) == ("submitted", "issued")


@pytest.mark.django_db
def test_closing_stage_when_the_office_changes_it_then_kept_with_an_event(province):
    by = tasks.office(province)
    task = tasks.issue(by, province["UBND"], province["STC"], content="Trình đề án")
    actions.choose_closing_stage(task=task, stage="issued", by=by, today=tasks.ISSUED)
    assert Task.objects.get(pk=task.pk).closing_stage == "issued"
    event = Event.objects.filter(code="tasks.task.stage_chosen").get()
    assert event.subject_id == task.pk and event.data["stage"]
    actions.choose_closing_stage(task=task, stage="", by=by, today=tasks.ISSUED)
    assert Task.objects.get(pk=task.pk).closing_stage == ""


@pytest.mark.django_db
def test_closing_stage_when_wrong_or_not_theirs_then_refused(province):
    by = tasks.office(province)
    task = tasks.issue(by, province["UBND"], province["STC"], content="Trình đề án")
    with pytest.raises(Refusal) as refused:
        actions.choose_closing_stage(task=task, stage="nonsense", by=by)
    assert refused.value.code == "tasks.stage.unknown"
    unit = tasks.acting(province, "stc", Role.REPORTER, "STC")
    with pytest.raises(Refusal) as refused:
        actions.choose_closing_stage(task=task, stage="issued", by=unit)
    assert refused.value.code == "tasks.decide.not_yours"
