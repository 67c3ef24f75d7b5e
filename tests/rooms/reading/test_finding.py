"""The machine's finds: replaced whole, never over a person's word; long texts in a process that can be stopped."""

from datetime import date

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from namro.core.models import Event
from namro.documents.models import Citation
from namro.reading import actions, finding, queries
from namro.reading.models import Finding
from tests.factories.documents import paper, taken_in
from vanban.fields import FIELDS
from vanban.model import Context, SourceText

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
BODY = "1. Sở Xây dựng hoàn thành việc sửa bến đò trước ngày 15/7/2026.\n2. Sở Nội vụ rà soát Kế hoạch số 7/KH-UBND.\n"


@pytest.fixture
def source():
    return taken_in(paper("12/QĐ-UBND", date(2026, 3, 2), BODY)).source


def test_finds_when_kept_then_their_words_stand_at_their_place(source):
    rows = queries.marks(source)
    assert {"directive", "date", "reference"} <= {row.type for row in rows}
    for row in rows:
        assert source.text[row.start : row.end] == row.quotation
        assert (source.text[: row.start].endswith(row.before), source.text[row.end :].startswith(row.after)) == (
            True,
            True,
        )
        assert FIELDS[row.type].keys() <= row.fields.keys()


def test_finds_when_run_again_then_replaced_whole_and_the_same(source):
    before = [(row.type, row.start, row.end, row.fields) for row in queries.marks(source)]
    Finding.objects.create(source=source, type="directive", start=0, end=4, quotation="x", rule="old", confidence=1)
    assert actions.read_and_find(source=source, by=None)
    assert [(row.type, row.start, row.end, row.fields) for row in queries.marks(source)] == before
    assert Citation.objects.filter(source=source).count() == 1
    assert Event.objects.filter(code="reading.text.searched").count() == 2


def test_finds_when_many_then_constant_queries(source, django_assert_max_num_queries):
    long = taken_in(paper("13/QĐ-UBND", date(2026, 3, 2), BODY * 60)).source
    with django_assert_max_num_queries(60):
        actions.read_and_find(source=long, by=None)
    assert Finding.objects.filter(source=long).count() > 100


def test_find_when_long_then_in_a_child_with_the_same_result(monkeypatch):
    text = SourceText(paper("12/QĐ-UBND", date(2026, 3, 2), BODY), "txt", "plain/1")
    context = Context(issued_on=date(2026, 3, 2), known_bodies={"Sở Xây dựng": ("SXD",)}, home="Lam Giang")
    here = finding.find(text, context)
    monkeypatch.setattr(finding, "HERE", 10)
    there = finding.find(text, context)
    assert [(a.type, a.start, a.end, a.rule) for a in there] == [(a.type, a.start, a.end, a.rule) for a in here]


def test_find_when_it_takes_too_long_then_the_text_is_kept_without_finds(monkeypatch):
    monkeypatch.setattr(finding, "HERE", 10)
    monkeypatch.setattr(finding, "SECONDS", 0.001)
    done = taken_in(paper("12/QĐ-UBND", date(2026, 3, 2), BODY))
    assert done.source.text and not done.source.findings.exists()
    with pytest.raises(finding.TooLong):
        finding.find(SourceText("a" * 20, "txt", "plain/1"), Context())


def test_find_when_it_takes_too_long_then_the_worker_finds_it_later(monkeypatch):
    monkeypatch.setattr(finding, "HERE", 10)
    monkeypatch.setattr(finding, "SECONDS", 0.001)
    source = taken_in(paper("12/QĐ-UBND", date(2026, 3, 2), BODY)).source
    assert queries.waits_for_the_worker(source)
    job = ProcrastinateJob.objects.get(task_name=finding.FIND_LATER)
    app.tasks[job.task_name](**job.args)
    assert source.findings.filter(type="directive").exists()
    assert not actions.read_and_find(source=source, by=None, seconds=0.001)
    assert ProcrastinateJob.objects.filter(task_name=finding.FIND_LATER).count() == 1, (
        "the worker leaves nothing to itself"
    )


def test_take_in_when_reading_was_slow_then_finding_gets_what_is_left(monkeypatch):
    monkeypatch.setattr(finding, "HERE", 10)
    clock = iter([0.0, 19.999])
    monkeypatch.setattr(actions, "monotonic", lambda: next(clock))
    source = taken_in(paper("12/QĐ-UBND", date(2026, 3, 2), BODY)).source
    assert source.text and queries.waits_for_the_worker(source)


def test_find_when_quick_then_nothing_waits(source):
    assert not queries.waits_for_the_worker(source)
