"""What still waits for an officer: the database's count is the review's count, for those who may review."""

import random

import pytest

from namro.core.clock import today
from namro.orgs.models import Role
from namro.orgs.scope import scope
from namro.reading.models import Finding, Verdict
from namro.reading.queries import open_items
from namro.reading.waiting import open_counts, to_review
from tests.factories import orgs
from tests.factories.documents import taken_in
from tests.factories.reading import decide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


@pytest.fixture
def province():
    return orgs.province()


@pytest.fixture
def officer(province):
    return orgs.user("vp", Role.COORDINATOR, province["VP"])


@pytest.fixture
def keep(province, officer):
    """``keep(n, (start, end), ...)``: the n-th document, with those finds."""

    def make(n, *places):
        source = taken_in(f"{n} " + "xxxxxxxx " * 40, by=officer, held_by=province["VP"]).source
        Finding.objects.filter(source=source).delete()
        for start, end in places:
            Finding.objects.create(
                source=source, type="directive", start=start, end=end, quotation="x", rule="t", confidence=1
            )
        return source

    return make


def test_counts_when_finds_and_verdicts_are_anything_then_as_the_review_counts(keep, officer):
    chance = random.Random(7)
    sources = []
    for n in range(12):
        places = sorted({(start, start + chance.randint(2, 25)) for start in chance.sample(range(1, 250), 6)})
        source = keep(n, *places)
        for start in chance.sample(range(1, 250), n % 5):
            decide(
                source, officer, start, start + chance.randint(1, 30), chance.choice(["accepted", "rejected", "added"])
            )
        sources.append(source)
    counted = open_counts([s.document for s in sources], scope(officer, today()))
    assert counted == {s.document_id: open_items(s) for s in sources if open_items(s)}
    assert set(to_review(scope(officer, today())).values_list("pk", flat=True)) == set(counted)


def test_waiting_when_every_item_is_decided_then_gone(keep, officer):
    source = keep(1, (10, 20), (30, 40))
    decide(source, officer, 10, 20)
    assert open_counts([source.document], scope(officer, today())) == {source.document_id: 1}
    decide(source, officer, 30, 40, Verdict.Decision.REJECTED)
    assert open_counts([source.document], scope(officer, today())) == {}
    assert not to_review(scope(officer, today())).exists()


@pytest.mark.parametrize(
    ("role", "unit", "waits"),
    [
        (Role.COORDINATOR, "VP", 1),
        (Role.LEADER, "VP", 1),
        (Role.AUDITOR, None, 0),
        (Role.REPORTER, "VP", 0),
        (Role.COORDINATOR, "SXD", 0),
    ],
)
def test_waiting_when_another_person_asks_then_only_who_may_review(keep, province, role, unit, waits):
    source = keep(1, (10, 20))
    person = scope(orgs.user("x", role, province[unit] if unit else None), today())
    assert to_review(person).count() == waits == len(open_counts([source.document], person))


def test_waiting_when_read_again_then_the_text_the_review_opens_counts(keep, officer):
    source = keep(1, (10, 20))
    again = type(source).objects.create(
        document=source.document, file=source.file, reader="plain/99", text=source.text, read_at=source.read_at
    )
    assert open_counts([source.document], scope(officer, today())) == {}
    decide(source, officer, 50, 60, Verdict.Decision.ADDED)
    assert open_counts([source.document], scope(officer, today())) == {source.document_id: 1}
    assert again.pk > source.pk
