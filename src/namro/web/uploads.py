"""Uploads stay in memory until judged: nothing of a secret document may touch the disk (F93)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

_FORM = 1024 * 1024  # what the other fields of a form may add to the file


def is_too_large(request: HttpRequest) -> bool:
    """Whether the request says it is larger than any file may be; asked before anything of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > settings.NAMRO_UPLOAD_LIMIT + _FORM


class InMemoryUploadHandler(MemoryFileUploadHandler):
    """Keeps every file in memory; how much may come is decided before (``is_too_large``)."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Always in memory."""
        self.activated = True
