"""The person's verdicts: about words, stronger than any run, shown with the machine's finds in document order."""

import pytest

from namro.core.errors import Refusal
from namro.orgs.models import Role
from namro.reading import actions
from namro.reading.models import Finding, Verdict
from namro.reading.queries import open_items, proposals
from tests.factories import orgs
from tests.factories.documents import taken_in
from tests.factories.reading import decide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
TEXT = "".join(f"{n:02}xxxxxxxx" for n in range(20))  # twenty pieces of ten characters
Decision = Verdict.Decision


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def officer(province):
    return orgs.user("vp", Role.COORDINATOR, province["VP"])


@pytest.fixture
def source(province, officer):
    """A text in which the machine found ten characters at 20, 40 and 60."""
    made = taken_in(TEXT, by=officer, held_by=province["VP"]).source
    found(made, 20, 40, 60)
    return made


def found(source, *starts, length=10):
    Finding.objects.filter(source=source).delete()
    for start in starts:
        Finding.objects.create(
            source=source, type="directive", start=start, end=start + length, quotation="x", rule="test", confidence=1
        )


def shown(source):
    return [(p.start, p.end, p.verdict.decision if p.verdict else "", p.lost) for p in proposals(source)]


def test_proposals_when_nobody_decided_then_the_finds_in_order(source):
    assert shown(source) == [(20, 30, "", False), (40, 50, "", False), (60, 70, "", False)]
    assert open_items(source) == 3


@pytest.mark.parametrize(
    ("start", "end", "hidden"),
    [
        (20, 30, True),
        (20, 25, True),
        (25, 35, True),
        (15, 25, True),
        (10, 90, True),
        (20, 24, False),
        (26, 34, False),
        (30, 40, False),
    ],
)
@pytest.mark.parametrize("decision", list(Decision))
def test_find_when_a_verdict_overlaps_it_by_half_then_not_proposed_again(source, officer, start, end, hidden, decision):
    decide(source, officer, start, end, decision)
    open_ones = {(p.start, p.end) for p in proposals(source) if p.open}
    assert ((20, 30) not in open_ones) is hidden


def test_find_when_split_in_three_then_covered_by_them_together(source, officer):
    found(source, 20, length=30)
    for start in (20, 30, 40):
        decide(source, officer, start, start + 10, Decision.CORRECTED)
    assert [row[:3] for row in shown(source)] == [(20, 30, "corrected"), (30, 40, "corrected"), (40, 50, "corrected")]


def test_verdict_when_another_type_then_it_hides_nothing(source, officer):
    decide(source, officer, 20, 30, Decision.REJECTED, type="indicator")
    assert open_items(source) == 3


def test_verdict_when_its_find_vanished_then_no_longer_found(source, officer):
    decide(source, officer, 20, 30, Decision.REJECTED)
    decide(source, officer, 80, 90, Decision.ADDED)
    found(source, 40)
    assert shown(source) == [(20, 30, "rejected", True), (40, 50, "", False), (80, 90, "added", False)]


def test_verdict_when_the_machine_runs_again_then_it_stays(source, officer):
    decide(source, officer, 20, 30, Decision.CORRECTED, kind="dated", fields={"lead": ["STC"]}, reason="gộp")
    actions.read_and_find(source=source, by=None)
    row = Verdict.objects.get()
    assert (row.quotation, row.before, row.after) == (TEXT[20:30], TEXT[:20], TEXT[30:62])
    assert (row.kind, row.fields, row.reason, row.decided_by) == ("dated", {"lead": ["STC"]}, "gộp", officer)


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, 201), (500, 600)])
def test_decide_when_the_place_is_not_in_the_text_then_refused(source, officer, start, end):
    with pytest.raises(Refusal) as refused:
        decide(source, officer, start, end)
    assert refused.value.code == "reading.outside"
    assert not Verdict.objects.exists()


def test_proposals_when_many_then_two_queries(source, officer, django_assert_num_queries):
    found(source, *range(0, 200, 10))
    for start in range(0, 100, 10):
        decide(source, officer, start, start + 10)
    with django_assert_num_queries(2):
        assert len(proposals(source)) == 20
