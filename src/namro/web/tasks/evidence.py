"""Evidence files on their way in and out: judged before stored, handed out only to who may see the share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from namro.core.errors import NotFound
from namro.documents import storage
from namro.tasks import filing, queries
from namro.web.documents.files import altered
from namro.web.requests import Request


def received(uploads: Iterable[Any]) -> list[filing.Judged]:
    """The uploads of a form, all judged, none stored yet. Raises Refusal."""
    return filing.judge_all((one.name, one.read()) for one in uploads)


@require_safe
def download(request: Request, evidence_id: int) -> HttpResponseBase:
    """The file as sent, never shown inside our pages."""
    found = queries.evidence(evidence_id, request.scope)
    if found is None or not default_storage.exists(found.stored_as):
        raise NotFound("tasks.evidence.not_found", "")
    if storage.first_altered([(found.stored_as, found.sha256)]):
        return altered(request, found.stored_as)
    stream = default_storage.open(found.stored_as)
    response = FileResponse(stream, as_attachment=True, filename=found.name, content_type=found.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
