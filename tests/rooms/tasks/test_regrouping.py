"""Where items begin and end: split, merged, brought back; a person's cut outlives a new run of the machine."""

import random
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


@pytest.mark.parametrize("field", ["assignees", "deadline_end"])
def test_split_when_a_part_names_neither_who_nor_when_then_it_keeps_those_of_the_whole(province, office, field):
    words = "Yêu cầu khẩn trương rà soát nhà đất dôi dư; tổ chức lập danh sách trụ sở cần sửa"
    said = {
        "assignees": ["Sở Tài chính"],
        "deadline_raw": "trong quý II",
        "deadline_end": "2026-06-30",
        "clarity": CLARITY,
    }
    source = reviewing.notice(province["UBND"], number="9", sentences=(words,), fields=(said,))
    parts = split(source, office, "tổ chức lập", words)
    assert [part.fields[field] for part in parts] == [said[field]] * 2
    assert all(part.fields["clarity"]["person"] and part.fields["clarity"]["progress"] for part in parts)


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


def places(source):
    return [(one.start, one.end, one.rule) for one in found(source)]


def test_restore_when_split_and_merged_again_then_the_find_comes_back_once(office, source):
    before = places(source)
    first, second = split(source, office)
    made = merge(source, office, first.quotation, second.quotation)
    actions.restore(source=source, start=made.start, end=made.end, by=office, today=TODAY)
    assert places(source) == before


@pytest.mark.parametrize("which", [0, 1])
def test_restore_when_a_part_was_merged_with_the_next_item_then_both_come_back_whole(office, source, which):
    before = places(source)
    first, second = split(source, office)
    made = merge(source, office, second.quotation, TWO[1])
    chosen_one = (first, made)[which]
    actions.restore(source=source, start=chosen_one.start, end=chosen_one.end, by=office, today=TODAY)
    assert places(source) == before


@pytest.mark.parametrize("blank", ["\xa0", "\u3000", ".", "\xa0; "])
def test_split_when_a_part_would_have_no_words_then_refused(province, office, blank):
    said = f"Sở Tài chính rà soát nhà đất dôi dư;{blank}giao Sở Nội vụ lập danh sách"
    source = reviewing.notice(province["UBND"], number="7", sentences=(said,), fields=FIELDS[:1])
    at = source.text.index(said) + said.index(";") + 1
    with pytest.raises(Refusal) as refused:
        actions.split(**span(source, said), cuts=[at, at + len(blank)], by=office, today=TODAY)
    assert refused.value.code == "tasks.review.empty_part"


def test_split_when_it_is_the_closing_formula_then_refused(province, office):
    source = reviewing.notice(province["UBND"], number="8")
    at = source.text.index(SIX[5])
    with pytest.raises(Refusal) as refused:
        actions.split(**span(source, SIX[5]), cuts=[at + 20], by=office, today=TODAY)
    assert refused.value.code == "tasks.review.closing_alone"


def test_open_counts_when_parts_are_cut_merged_and_decided_then_as_many_as_the_desk_shows(province, office, source):
    sure = random.Random(7)
    for _round in range(25):
        waiting = [item for item in queries.review(source).items if item.state == "proposed"]
        if not waiting:
            break
        item = sure.choice(waiting)
        cuts = [sure.randrange(item.start + 1, item.end)]
        act = sure.randrange(4)
        try:
            if act == 0:
                actions.reject(source=source, start=item.start, end=item.end, reason="Không", by=office, today=TODAY)
            elif act == 1:
                actions.restore(source=source, start=item.start, end=item.end, by=office, today=TODAY)
            else:
                actions.split(source=source, start=item.start, end=item.end, cuts=cuts, by=office, today=TODAY)
        except Refusal:
            pass
        left = sum(one.state == "proposed" for one in queries.review(source).items)
        assert open_counts([source.document], office).get(source.document_id, 0) == left
