"""Scans taken in: kept at once, read by the worker, found in; a marked one leaves nothing behind."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import TestCase
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from namro.core import audit
from namro.core.errors import Refusal
from namro.core.models import Change, Event
from namro.documents import actions as documents
from namro.documents import intake, queries
from namro.documents.models import Citation, Document, DocumentFile, SourceText, TextPlaces
from namro.reading import actions, scans
from namro.reading import queries as reading
from namro.reading.models import Finding
from namro.tasks.models import Directive
from tests.factories.documents import article, document, paper, taken_in
from tests.factories.scans import LETTER, needs_tesseract, page, saved
from vanban import scanning
from vanban.bounded import read_bounded
from vanban.errors import KeptUnread

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data"), needs_tesseract]


def scan(*pages, name="chợ nổi.png", form="PNG", **more):
    return actions.take_in(data=saved(*(pages or (page(),)), form=form), name=name, by=None, **more)


def held():
    """The documents that were registered; others are known from citations or by reference."""
    return Document.objects.filter(status=Document.Status.HELD)


def work() -> None:
    """What the worker does with the scans that wait."""
    for job in ProcrastinateJob.objects.filter(task_name=scans.READ_SCAN, status="todo"):
        app.tasks[job.task_name](**job.args)


@pytest.fixture
def unseen(monkeypatch):
    """A look before keeping that sees no mark, as a turned or faint page lets it."""
    monkeypatch.setattr(intake, "refuse_stamped", lambda data: True)
    monkeypatch.setattr(scans, "refuse_stamped", lambda data: True)


def test_scan_when_taken_in_then_kept_at_once_and_read_by_the_worker():
    done = scan()
    assert (done.source, done.file.unread_code, done.document.symbol) == (None, intake.WAITING, "")
    assert reading.scan_progress([done.file]) == reading.ScanProgress()
    work()
    read = held().get()
    source = queries.text_of(read)
    assert (read.symbol, read.issued_on) == ("214/QĐ-UBND", date(2026, 3, 5))
    assert source.reader.startswith("ocr/1 tesseract") and "ocr" in source.warnings
    assert Finding.objects.filter(source=source, type="directive").count() == 2
    assert DocumentFile.objects.get().unread_code == ""
    assert reading.scan_progress(queries.files_of(read)) is None


def test_scan_when_read_twice_then_one_text():
    file = scan().file
    work()
    assert not actions.read_scan(file=DocumentFile.objects.get(pk=file.pk), by=None)
    stale = file  # still says that it waits
    assert actions.read_scan(file=stale, by=None)
    assert SourceText.objects.count() == 1


def test_scan_when_read_at_once_then_nothing_is_left_to_the_worker():
    done = scan(read_scans=True)
    assert done.document.symbol == "214/QĐ-UBND" and done.source.findings.filter(type="directive").count() == 2
    assert not ProcrastinateJob.objects.exists()


def test_scan_when_kept_unread_before_then_the_same_file_brought_again_is_read():
    waiting = scan().file
    done = scan(read_scans=True)
    assert (done.outcome, done.file.pk) == (documents.Outcome.SAME_FILE, waiting.pk)
    assert SourceText.objects.get().findings.exists()
    work()
    assert SourceText.objects.count() == 1


def test_places_when_read_then_every_word_stands_where_it_is_drawn(django_assert_num_queries):
    source = SourceText.objects.get(pk=scan(read_scans=True).source.pk)
    with django_assert_num_queries(1):
        places = queries.places_of(source)
    assert len(places) > 50 and {one.page for one in places} == {0}
    words = [source.text[one.start : one.end] for one in places]
    assert words == source.text.split()
    first = places[words.index("214/QĐ-UBND")]
    assert 900 < first.box[0] < 2500 and 2000 < first.box[1] < 2500
    assert queries.places_of(taken_in(paper("3/QĐ-UBND", date(2026, 1, 2))).source) == ()
    assert next(audit._breaks(), None) is None


def test_scan_when_pages_are_many_then_progress_is_told():
    file = scan(page(), page(("Trang hai nói về nước uống ở chợ nổi.",)), form="TIFF", name="a.tiff").file
    told: list[tuple[int, int]] = []
    assert actions.read_scan(file=file, by=None, progress=lambda done, pages: told.append((done, pages)))
    assert told == [(1, 2), (2, 2)]
    assert DocumentFile.objects.get().pages == 2


def test_progress_when_told_then_the_page_sees_it():
    file = scan().file
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = %s", [scans.READ_SCAN])
    from namro.jobs.schedule import _tell

    _tell(file.pk, 3, 7)
    assert reading.scan_progress([file]) == reading.ScanProgress(3, 7)


def test_scan_when_without_words_then_kept_and_said_so():
    file = scan(page((), dust=200)).file
    work()
    file.refresh_from_db()
    assert file.unread_code == intake.WORDLESS and not SourceText.objects.exists()
    assert Event.objects.filter(code="documents.scan.unread").exists()


def test_scan_when_the_picture_is_damaged_then_kept_unread_without_waiting():
    done = actions.take_in(data=saved(page())[:2000], name="a.png", by=None)
    assert done.file.unread_code == "no_text_layer" and not ProcrastinateJob.objects.exists()


def test_scan_when_another_record_has_its_identity_then_apart_until_a_person_decides():
    before = document("214/QĐ-UBND", date(2026, 3, 5))
    scan()
    work()
    read = held().exclude(pk=before.pk).get()
    assert (read.symbol, read.number) == ("214/QĐ-UBND", "")
    assert queries.same_as(read) == before


def test_scan_when_named_by_a_person_before_then_the_name_stays():
    done = scan(details=documents.Details(None, "9/KH-UBND", "", date(2026, 1, 9), "Kế hoạch của người nhập"))
    work()
    done.document.refresh_from_db()
    assert done.document.title == "Kế hoạch của người nhập" and SourceText.objects.exists()


@pytest.mark.parametrize("colour", ["red", "black", (190, 30, 60)])
@pytest.mark.parametrize("form", ["PNG", "JPEG", "PDF"])
def test_scan_when_stamped_then_refused_before_anything_is_kept(colour, form, media):
    marked = page(stamp="TỐI MẬT" if form == "PDF" else "MẬT", colour=colour)
    with pytest.raises(Refusal) as refused:
        scan(marked, form=form, name=f"a.{form.lower()}")
    assert refused.value.code == "documents.file.secret"
    assert not held().exists() and not [path for path in media.rglob("*") if path.is_file()]


def test_scan_when_stamped_and_the_net_is_its_own_then_kept(settings):
    settings.NAMRO_ISOLATED_LAN = True
    assert scan(page(stamp="MẬT")).file


@pytest.mark.parametrize("words", ["KHẨN", "SAO LỤC", "HỎA TỐC"])
def test_scan_when_stamped_otherwise_then_kept(words):
    assert scan(page(stamp=words)).file


def test_scan_when_the_mark_is_seen_only_later_then_everything_of_it_goes(unseen, media):
    citing = article("Thực hiện Quyết định số 214/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh Lam Giang.")
    done = scan(page(("MẬT", *LETTER)), name="phương án chợ.png")
    stored = done.file.stored_as
    typed = actions.add_typed_text(document=done.document, text="Giao Sở Y tế kiểm tra nước.", by=None, file=done.file)
    assert Finding.objects.filter(source=typed).exists() and default_storage.exists(stored)
    with TestCase.captureOnCommitCallbacks(execute=True):
        work()
    assert not default_storage.exists(stored) and not DocumentFile.objects.exclude(document=citing).exists()
    assert list(held()) == [citing]
    assert not SourceText.objects.exclude(document=citing).exists()
    event = Event.objects.get(code="documents.file.forgotten")
    assert (event.data, event.subject_id) == ({}, None)
    for told in Change.objects.filter(event_id=event.pk).values_list("before", flat=True):
        assert told is None
    gone = Change.objects.filter(operation="D", table_name__in=["documents_document", "documents_documentfile"])
    assert gone.count() == 2 and set(gone.values_list("before", flat=True)) == {None}
    assert next(audit._breaks(), None) is None


def test_scan_when_refused_later_and_work_stands_on_typed_words_then_only_the_file_goes(unseen):
    done = scan(page(("MẬT", *LETTER)))
    typed = actions.add_typed_text(document=done.document, text="Giao Sở Y tế kiểm tra nước.", by=None, file=done.file)
    Directive.objects.create(document=done.document, source=typed, start=0, end=5)
    work()
    assert not DocumentFile.objects.exists()
    typed.refresh_from_db()
    assert typed.file is None and done.document.texts.count() == 1


def test_scan_when_refused_later_then_its_other_files_and_citations_stay(unseen):
    record = taken_in(paper("214/QĐ-UBND", date(2026, 3, 5))).document
    article("Thực hiện Quyết định số 214/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh Lam Giang.")
    judged = documents.judge(saved(page(("TUYỆT MẬT", *LETTER))), "a.png")
    done = documents.add_file(document=record, file=judged, by=None, role=DocumentFile.Role.ANNEX)
    actions.look_through(done=done, by=None)
    work()
    assert record.files.count() == 1 and record.texts.count() == 1
    assert Citation.objects.filter(target=record).exists()


def test_scan_when_read_at_once_and_marked_then_refused_whole(unseen):
    with pytest.raises(Refusal) as refused:
        scan(page(("MẬT", *LETTER)), read_scans=True)
    assert refused.value.code == "documents.file.secret" and not held().exists()


def test_take_up_when_tesseract_came_later_then_what_lies_unread_is_read(monkeypatch):
    with monkeypatch.context() as absent:
        absent.setenv("PATH", "/nowhere")
        file = scan().file
        assert (file.unread_code, scans.take_up()) == ("no_text_layer", 0)
        assert not ProcrastinateJob.objects.exists()
    assert (scans.take_up(), scans.take_up()) == (1, 0)
    work()
    file.refresh_from_db()
    assert file.unread_code == "" and SourceText.objects.filter(file=file).exists()


def test_scan_when_tesseract_went_away_then_kept_unread(monkeypatch):
    file = scan().file
    with monkeypatch.context() as absent:
        absent.setenv("PATH", "/nowhere")
        assert not scanning.can_read_scans()
        with pytest.raises(KeptUnread):
            read_bounded(saved(page()), "a.png")
        work()
    file.refresh_from_db()
    assert file.unread_code == "no_text_layer"


def test_places_when_a_text_is_taken_in_then_in_a_table_of_their_own():
    source = scan(read_scans=True).source
    assert TextPlaces.objects.get().source == source
    assert Change.objects.filter(table_name="documents_textplaces", operation="I").count() == 1
