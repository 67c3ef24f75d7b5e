"""Uploads stay in memory until judged: nothing of a secret document may touch the disk (F93)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload


class BoundedMemoryUploadHandler(MemoryFileUploadHandler):
    """Keeps the file in memory up to the installation's limit; beyond it the connection is cut."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Always in memory; a declared length over the limit is not read at all."""
        if content_length > settings.NAMRO_UPLOAD_LIMIT + 1024 * 1024:
            raise StopUpload(connection_reset=True)
        self.activated = True
