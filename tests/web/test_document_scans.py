"""A scan on its page: shown at once, told how far its reading has come, its items there when it is read."""

from __future__ import annotations

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from namro.documents.actions import install_reference_data
from namro.documents.models import Document, DocumentFile
from namro.jobs.schedule import _tell
from namro.reading import scans
from tests.factories.scans import needs_tesseract, page, saved
from tests.web.test_documents import coordinator, sent, words

__all__ = ["coordinator"]
pytestmark = [pytest.mark.django_db, needs_tesseract]


@pytest.fixture(autouse=True)
def register(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    install_reference_data()


def test_scan_when_uploaded_then_progress_is_shown_and_the_items_follow(coordinator):
    assert "đang chờ nhận dạng chữ" in words(sent(coordinator, ("cho-noi.png", saved(page()))))
    file = DocumentFile.objects.get()
    place = f"/documents/{file.document_id}/"
    shown = coordinator.get(place).content.decode()
    assert f'hx-get="{place}scan/"' in shown and f"/documents/files/{file.pk}/pages/1/" in shown
    part = coordinator.get(f"{place}scan/")
    assert "đang chờ nhận dạng chữ" in words(part) and "HX-Refresh" not in part
    job = ProcrastinateJob.objects.get(task_name=scans.READ_SCAN)
    app.tasks[job.task_name](**job.args)
    assert coordinator.get(f"{place}scan/")["HX-Refresh"] == "true"
    read = coordinator.get(place)
    assert "scan/" not in read.content.decode() and "Sở Công Thương" in words(read)
    assert Document.objects.get(pk=file.document_id).symbol == "214/QĐ-UBND"


def test_scan_when_pages_are_read_then_their_number_is_told(coordinator):
    sent(coordinator, ("cho-noi.png", saved(page())))
    file = DocumentFile.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = %s", [scans.READ_SCAN])
    _tell(file.pk, 4, 9)
    part = coordinator.get(f"/documents/{file.document_id}/scan/")
    assert "xong 4/9 trang" in words(part) and 'value="4" max="9"' in part.content.decode()


def test_scan_when_marked_then_refused_without_its_name(coordinator):
    said = words(sent(coordinator, ("phuong-an-cho.png", saved(page(stamp="MẬT")))))
    assert "phuong-an-cho" not in said and "dấu chỉ độ mật" in said
    assert not DocumentFile.objects.exists()
