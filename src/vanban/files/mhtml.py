"""Web pages saved as one file: the page is the first HTML part, its pictures are passed over."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

from vanban.errors import Refused
from vanban.files.html import read_html
from vanban.model import SourceText

READER = "mhtml/1"


def read_mhtml(data: bytes) -> SourceText:
    """Return the words of a saved page as :func:`vanban.files.html.read_html` does. Raises ``Refused("broken")``."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content = page.get_payload(decode=True) if page is not None else None
        charset = page.get_content_charset() if page is not None else None
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise Refused("broken", reason="mhtml") from error
    if not isinstance(content, bytes):
        raise Refused("broken", reason="mhtml")
    return replace(read_html(content, charset), reader=READER)
