"""Where items begin and end: split, merged, brought back; a person's cut outlives a new run of the machine."""

from datetime import date

import pytest

from namro.core.errors import NotFound, Refusal
from namro.orgs.models import Role
from namro.reading.actions import read_and_find
from namro.reading.models import Finding
from namro.reading.waiting import open_counts
from namro.tasks import actions
from namro.tasks.queries import reviewing as queries
from tests.factories import orgs, reviewing, tasks
from tests.factories.reviewing import CLARITY, SIX, chosen, span

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)
TWO = (
    "Sở Tài chính rà soát nhà đất dôi dư, trình trước ngày 15/4/2026; giao Sở Nội vụ lập danh sách trụ sở cần sửa",
    "Sở Xây dựng kiểm tra",
    "các khu tập thể cũ, báo cáo trong tháng 5/2026",
)
FIELDS = (
    {
        "assignees": ["Sở Tài chính"], "assignees_raw": ["Sở Tài chính"], "deadline_raw": "trước ngày 15/4/2026",
        "deadline": "2026-04-15", "deadline_end": "2026-04-14", "clarity": CLARITY, "item": "2.a",
    },
    {"assignees": ["Sở Xây dựng"], "assignees_raw": ["Sở Xây dựng"], "clarity": {**CLARITY, "progress": False}},
    {
        "assignees": [], "deadline_raw": "trong tháng 5/2026", "deadline": "2026-05", "deadline_end": "2026-05-31",
        "clarity": {**CLARITY, "person": False},
    },
)  # fmt: skip


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def office(province):
    return tasks.office(province)


@pytest.fixture
def source(province):
    return reviewing.notice(province["UBND"], sentences=TWO, fields=FIELDS)


def found(source):
    return list(Finding.objects.filter(source=source, type="directive").order_by("start"))


def split(source, by, words="giao Sở Nội vụ", of=TWO[0]):
    return actions.split(**span(source, of), cuts=[source.text.index(words)], by=by, today=TODAY)


def merge(source, by, *said):
    places = [(span(source, one)["start"], span(source, one)["end"]) for one in said]
    return actions.merge(source=source, places=places, by=by, today=TODAY)


def test_split_when_cut_then_each_part_says_its_own_and_keeps_what_it_leaves_out(office, source):
    first, second = split(source, office)
    assert first.quotation == "Sở Tài chính rà soát nhà đất dôi dư, trình trước ngày 15/4/2026"
    assert second.quotation == "giao Sở Nội vụ lập danh sách trụ sở cần sửa"
    assert (first.fields["assignees"], second.fields["assignees"]) == (["Sở Tài chính"], ["Sở Nội vụ"])
    assert (first.fields["deadline_end"], second.fields["item"]) == ("2026-04-14", "2.a")
    assert [item.quotation for item in queries.review(source).items][:2] == [first.quotation, second.quotation]
    assert open_counts([source.document], office) == {source.document_id: 4}


def test_split_when_a_part_is_confirmed_then_the_other_still_waits(province, office, source):
    _first, second = split(source, office)
    made = actions.confirm(
        source=source, start=second.start, end=second.end, chosen=chosen(province["SNV"]), by=office, today=TODAY
    )
    assert made.directive.quotation == second.quotation
    assert [item.state for item in queries.review(source).items][:2] == ["proposed", "issued"]


def test_merge_when_neighbours_then_one_item_with_who_and_when_of_both(office, source):
    made = merge(source, office, TWO[1], TWO[2])
    assert made.quotation.startswith(TWO[1])
    assert made.quotation.endswith(TWO[2])
    assert (made.fields["assignees"], made.fields["deadline_end"]) == (["Sở Xây dựng"], "2026-05-31")
    assert made.fields["clarity"]["progress"]
    assert len(queries.review(source).items) == 2


def test_restore_when_split_or_merged_then_the_finds_are_as_before(office, source):
    before = [(one.start, one.end, one.fields, one.rule, one.confidence) for one in found(source)]
    parts = split(source, office)
    actions.restore(source=source, start=parts[1].start, end=parts[1].end, by=office, today=TODAY)
    made = merge(source, office, TWO[1], TWO[2])
    actions.restore(source=source, start=made.start, end=made.end, by=office, today=TODAY)
    assert [(one.start, one.end, one.fields, one.rule, one.confidence) for one in found(source)] == before


def test_split_when_the_machine_reads_again_then_the_persons_items_stay(office, source):
    parts = split(source, office)
    read_and_find(source=source, by=None)
    now = [(one.start, one.end) for one in found(source)]
    assert [(one.start, one.end) for one in parts] == [place for place in now if place[1] <= parts[-1].end]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda source, by: actions.split(**span(source, TWO[0]), cuts=[0], by=by), "tasks.review.cuts"),
        (lambda source, by: split(source, by, ", trình", TWO[0][:20]), "tasks.review.nothing_found"),
        (lambda source, by: merge(source, by, TWO[1]), "tasks.review.neighbours"),
        (lambda source, by: merge(source, by, TWO[0], TWO[2]), "tasks.review.neighbours"),
        (lambda source, by: actions.restore(**span(source, TWO[1]), by=by), "tasks.review.as_found"),
    ],
)
def test_regrouping_when_not_possible_then_refused_and_nothing_changes(office, source, act, code):
    before = [one.pk for one in found(source)]
    with pytest.raises(Refusal) as refused:
        act(source, office)
    assert refused.value.code == code
    assert [one.pk for one in found(source)] == before


def test_merge_when_one_is_the_closing_formula_then_refused(province, office):
    source = reviewing.notice(province["UBND"], number="8")
    with pytest.raises(Refusal) as refused:
        merge(source, office, SIX[4], SIX[5])
    assert refused.value.code == "tasks.review.closing_alone"


def test_split_when_already_decided_then_refused(province, office, source):
    actions.confirm(**span(source, TWO[0]), chosen=chosen(province["STC"]), by=office, today=TODAY)
    with pytest.raises(actions.AlreadyReviewed):
        split(source, office)


@pytest.mark.parametrize("act", ["split", "merge", "restore"])
def test_regrouping_when_not_ones_document_then_it_does_not_exist(province, source, act):
    stranger = tasks.acting(province, "khac", Role.COORDINATOR, "STC")
    with pytest.raises(NotFound):
        if act == "split":
            split(source, stranger)
        elif act == "merge":
            merge(source, stranger, TWO[1], TWO[2])
        else:
            actions.restore(**span(source, TWO[0]), by=stranger, today=TODAY)
