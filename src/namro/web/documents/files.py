"""Files leave the register only here: as downloads that no browser opens in the page, and pages drawn as images."""

from __future__ import annotations

import io
import logging
from typing import TypeVar

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from namro.core.errors import NotFound
from namro.documents import queries, storage
from namro.documents.models import DocumentFile
from namro.web import errors
from namro.web.documents.original import drawable
from namro.web.requests import Request
from vanban.bounded import page_images_bounded
from vanban.errors import VanbanError

Answer = TypeVar("Answer", bound=HttpResponseBase)
_log = logging.getLogger("namro.web")
_ALTERED = gettext_lazy(
    "This file was altered or lost on the server's disk and is not given out. Tell the administrator: it must come from a backup."
)
_SANDBOX = "default-src 'none'; sandbox"
_NEVER_CACHED = "private, no-store"  # whoever may no longer see a document shall not find it in a browser


@require_safe
def download(request: Request, file_id: int) -> HttpResponseBase:
    """The stored bytes, always as a download, under the name the file came with; never bytes that were altered."""
    file = queries.find_file(file_id, request.scope)
    try:
        data = storage.content(file)
    except storage.Altered:
        return altered(request, file.stored_as)
    answer = FileResponse(io.BytesIO(data), as_attachment=True, filename=file.name)
    answer["Content-Type"] = "application/octet-stream"
    return _safe(answer)


@require_safe
def page_image(request: Request, file_id: int, number: int) -> HttpResponseBase:
    """One page of a file as an image, drawn once in a bounded process and kept beside the file."""
    file = queries.find_file(file_id, request.scope)
    if not drawable(file) or not 1 <= number <= (file.pages or 1):
        raise NotFound("documents.not_found", "")
    if file.media_type == "application/pdf":
        return _safe(_not_cached(HttpResponse(_drawn(file, number), content_type="image/png")))
    return _safe(_not_cached(FileResponse(storage.opened(file), content_type=file.media_type)))


def altered(request: Request, stored_as: str) -> HttpResponse:
    """500 with the reason, and a line in the log: bytes that nobody took in are given to nobody."""
    _log.error("stored file %s is missing or altered", stored_as)
    return errors.page(request, 500, str(_ALTERED))


def _drawn(file: DocumentFile, number: int) -> bytes:
    name = f"pages/{file.sha256}/{number}.png"
    if default_storage.exists(name):
        with default_storage.open(name, "rb") as stream:
            return bytes(stream.read())
    try:
        [image] = page_images_bounded(storage.content(file), number - 1, 1)
    except (VanbanError, ValueError, storage.Altered):
        raise NotFound("documents.not_found", "") from None
    default_storage.save(name, ContentFile(image))
    return image


def _not_cached(answer: Answer) -> Answer:
    answer["Cache-Control"] = _NEVER_CACHED
    return answer


def _safe(answer: Answer) -> Answer:
    answer["Content-Security-Policy"] = _SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
