"""Mails as an office saves them (eml): the words of the mail itself, and the files that came with it."""

from __future__ import annotations

from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import parsedate_to_datetime

import regex

from vanban.errors import Refused
from vanban.files.compose import Composer, tidy
from vanban.files.html import read_html
from vanban.files.plain import decode
from vanban.model import SourceText

READER = "mail/1"
_MOST_PARTS = 2_000
_DAMAGED = (MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError, OSError)
_ENDINGS = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/zip": ".zip",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "message/rfc822": ".eml",
    "image/png": ".png",
    "image/jpeg": ".jpg",
}
_CARRIAGE = frozenset((
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "message/delivery-status", "text/calendar", "text/rfc822-headers",
))  # fmt: skip
_ENCODED = regex.compile(r"=\?[\w-]{1,40}\?[bqBQ]\?[^?]*\?=")


class _AsSent(Compat32):
    """Hands header lines back as they came: bytes that are no ASCII are decoded here, not given up."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


def read_mail(data: bytes) -> SourceText:
    """Return the words of a mail: its subject, sender and day, then its body; plain words are preferred to marked-up ones.

    Raises ``Refused("broken")``. Warning: ``attachments:N`` for files that came with it and stand apart.
    """
    message = _parsed(data)
    out = Composer()
    try:
        body, warnings = _body(message)
        attached = sum(1 for _ in _attached(message))
        out.add(_header(message, "subject"), "heading")
        out.add(_header(message, "from"))
        out.add(_sent(message))
        for line in body.split("\n"):
            out.add(line)
    except _DAMAGED as error:
        raise Refused("broken", reason="mail") from error
    text, blocks = out.finish()
    more = (f"attachments:{attached}",) if attached else ()
    return SourceText(text, "eml", READER, None, blocks, (*warnings, *more))


def attachments(data: bytes) -> list[tuple[str, bytes]]:
    """Return name and bytes of every file that came with a mail; pictures within the words and signatures are none.

    Raises ``Refused("broken")``.
    """
    try:
        return list(_attached(_parsed(data)))
    except _DAMAGED as error:
        raise Refused("broken", reason="mail") from error


def has_words(data: bytes) -> bool:
    """Tell whether a mail says something beyond its subject. Raises as :func:`read_mail` does."""
    try:
        return bool(_body(_parsed(data))[0].strip())
    except _DAMAGED as error:
        raise Refused("broken", reason="mail") from error


def _parsed(data: bytes) -> Message:
    try:
        message = BytesParser(policy=_AsSent()).parsebytes(data)
    except _DAMAGED as error:
        raise Refused("broken", reason="mail") from error
    if not any(message[name] for name in ("from", "to", "subject", "date", "received", "message-id", "mime-version")):
        raise Refused("broken", reason="mail")
    return message


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something, in order; a mail within the mail is one part."""
    stack, seen = [message], 0
    while stack:
        part = stack.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise Refused("zip_bomb", members=seen)
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            stack.extend(reversed([one for one in part.get_payload() if isinstance(one, Message)]))
        else:
            yield part


def _is_body(part: Message) -> bool:
    words = part.get_content_type() in ("text/plain", "text/html")
    return words and part.get_content_disposition() != "attachment" and not _filename(part)


def _body(message: Message) -> tuple[str, tuple[str, ...]]:
    """Return the words of the body and the warnings of their decoding."""
    parts = [part for part in _parts(message) if _is_body(part)]
    plain = [_decoded(part) for part in parts if part.get_content_type() == "text/plain"]
    if any(text.strip() for text, _ in plain):
        return "\n".join(text for text, _ in plain), tuple(dict.fromkeys(w for _, more in plain for w in more))
    pages = [read_html(data) for part in parts if (data := _payload(part)) and data.strip()]
    return "\n".join(page.text for page in pages), tuple(dict.fromkeys(w for page in pages for w in page.warnings))


def _decoded(part: Message) -> tuple[str, tuple[str, ...]]:
    data = _payload(part)
    said = part.get_content_charset("").replace("windows-1258", "cp1258")
    if said and said not in ("us-ascii", "utf-8", "iso-8859-1", "windows-1252"):
        try:
            return tidy(data.decode(said)), ()
        except (LookupError, UnicodeDecodeError):
            pass
    text, _, warnings = decode(data)
    return tidy(text), warnings


def _payload(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _attached(message: Message) -> Iterator[tuple[str, bytes]]:
    for part in _parts(message):
        if _is_body(part):
            continue
        inline = part.get_content_maintype() == "image" and (
            part.get_content_disposition() == "inline" or part["content-id"] is not None
        )
        if part.get_content_maintype() == "multipart" or inline or part.get_content_type() in _CARRIAGE:
            continue
        name = _filename(part) or "dinh-kem" + _ENDINGS.get(part.get_content_type(), "")
        yield name, _payload(part)


def _filename(part: Message) -> str:
    return _unfolded(part.get_filename("") or "")


def _header(message: Message, name: str) -> str:
    return _unfolded(str(message[name] or ""))


def _unfolded(said: str) -> str:
    """Return a header's words: encoded words decoded, raw bytes taken for what they are, on one line."""
    if _ENCODED.search(said):
        try:
            said = str(make_header(decode_header(said)))
        except (LookupError, UnicodeDecodeError, ValueError, MessageError):
            pass
    if not said.isascii():
        raw = said.encode("utf-8", "surrogateescape")
        said = raw.decode("utf-8") if _is_utf8(raw) else decode(raw)[0]
    return " ".join(tidy(said).split())


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sent(message: Message) -> str:
    """Return the day and hour of sending as an office writes them, or as they stand when they cannot be read."""
    said = _header(message, "date")
    try:
        when = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return said
    return f"{when.day}/{when.month}/{when.year} {when:%H:%M}"
