"""Reading scanned pages after the file was kept: by the worker, so that nobody waits; one file at a time."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from procrastinate.contrib.django import app

from namro.core.errors import Refusal
from namro.documents import actions as documents
from namro.documents import letterhead, storage
from namro.documents.intake import WAITING, WORDLESS, refuse_recognised, refuse_stamped
from namro.documents.models import DocumentFile, SourceText
from namro.documents.reference import kind_names
from namro.orgs.models import User
from namro.reading import queries
from namro.reading.models import Finding, Verdict
from vanban import scanning
from vanban.bounded import read_bounded
from vanban.errors import KeptUnread, Refused
from vanban.model import SourceText as Read

READ_SCAN = "namro.jobs.schedule.read_scan"  # by name: the worker's room stands above this one

Progress = Callable[[int, int], None]
Found = Callable[[SourceText], object]


def read_later(file: DocumentFile) -> None:
    """Give the file's scanned pages to the worker."""
    app.configure_task(READ_SCAN).defer(file_id=file.pk)


def read_scan(*, file: DocumentFile, by: User | None, then: Found, progress: Progress | None = None) -> bool:
    """Recognise the scanned pages of a waiting file, keep the text and hand it to ``then``; False where there is none.

    Read already: nothing happens, so it may be asked twice. A file whose words wear a mark of secrecy is removed with
    everything of it in one act.
    """
    if file.unread_code != WAITING:
        return False
    try:
        data = storage.content(file)
        refuse_stamped(data)
        read = read_bounded(data, file.name, limit=settings.NAMRO_UPLOAD_LIMIT, progress=progress)
        refuse_recognised(read.text)
    except Refusal:
        forget(file=file, by=by)
        return False
    except (KeptUnread, Refused, storage.Altered) as error:
        documents.leave_unread(file=file, code=_code(error), by=by)
        return False
    if not any(one == "ocr" for one in read.warnings):  # whoever reads scans went away meanwhile
        documents.leave_unread(file=file, code="no_text_layer", by=by)
        return False
    _keep(file, read, by, then)
    return True


def _code(error: Exception) -> str:
    """Why there are no words: nothing was recognised, nobody recognises any more, or the reading broke off."""
    if isinstance(error, KeptUnread):
        return WORDLESS if scanning.can_read_scans() else error.code
    return error.code if isinstance(error, Refused) else "altered"


def _keep(file: DocumentFile, read: Read, by: User | None, then: Found) -> None:
    details = documents.details_from(letterhead.read(read.text, kind_names(), file.name))
    with transaction.atomic():
        source = documents.add_reading(file=file, read=read, details=details, by=by)
        then(source)


def forget(*, file: DocumentFile, by: User | None) -> None:
    """Remove a marked file and what the machine and persons found in its texts.

    Tasks that were issued meanwhile from words a person typed keep those words; the file itself goes all the same.
    """
    try:
        with documents.forgetting(file=file, by=by):
            texts = file.texts.all()
            Verdict.objects.filter(source__in=texts).delete()
            Finding.objects.filter(source__in=texts).delete()
    except ProtectedError:
        with documents.forgetting(file=file, by=by):
            file.texts.update(file=None)


def take_up() -> int:
    """Give the worker what waits for reading without a job: after a crash, or since a reader of scans was installed."""
    if not scanning.can_read_scans():
        return 0
    kept = DocumentFile.objects.filter(unread_code="no_text_layer", texts=None).select_related("document")
    for file in kept[:50]:
        documents.wait_for_reading(file=file, by=None)
    asked = queries.files_being_read()
    left = DocumentFile.objects.filter(unread_code=WAITING).exclude(pk__in=asked).order_by("id")[:50]
    for file in left:
        read_later(file)
    return len(left)
