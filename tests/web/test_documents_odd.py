"""Odd requests to the register's pages: answered with the form or a sentence, never with a failure."""

import pytest

from namro.documents import storage
from namro.documents.actions import Details, install_reference_data
from namro.documents.models import DocumentFile
from tests.factories.documents import taken_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["9" * 5000, "²", "-1"])
def test_new_when_the_kind_is_no_number_that_can_be_then_the_form_again(world, client_as, kind):
    install_reference_data()
    coordinator = client_as(world.users["coordinator"])
    assert coordinator.post("/documents/new/", {"title": "Kế hoạch", "kind": kind}).status_code == 422


def test_page_image_when_shown_then_no_browser_keeps_it(world, client_as, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    install_reference_data()
    coordinator = world.users["coordinator"]
    png = b"\x89PNG\r\n\x1a\n" + bytes(300)
    done = taken_in(
        png, by=coordinator, held_by=world.unit("UBND"), name="anh.png", details=Details(title="Ảnh hiện trường")
    )
    answer = client_as(coordinator).get(f"/documents/files/{done.file.pk}/pages/1/")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize("harm", ["altered", "lost"])
def test_download_when_the_file_was_harmed_on_disk_then_a_sentence_instead(world, client_as, settings, tmp_path, harm):
    settings.MEDIA_ROOT = tmp_path / "files"
    install_reference_data()
    coordinator = world.users["coordinator"]
    done = taken_in("Kế hoạch", by=coordinator, held_by=world.unit("UBND"), details=Details(title="Kế hoạch"))
    whole = [(file.stored_as, file.sha256) for file in DocumentFile.objects.all()]
    assert storage.first_altered(whole) == ""
    path = settings.MEDIA_ROOT / done.file.stored_as
    path.write_text("Kế hoạch khác") if harm == "altered" else path.unlink()
    answer = client_as(coordinator).get(f"/documents/files/{done.file.pk}/")
    assert answer.status_code == 500
    assert "bản sao lưu" in answer.content.decode() and "khác" not in answer.content.decode()
    assert storage.first_altered(whole) == done.file.stored_as
