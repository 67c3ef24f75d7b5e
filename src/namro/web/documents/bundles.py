"""Uploads that hold other files: a zip or a mail is taken apart, so that each file in it is judged and registered by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from namro.core.errors import Refusal
from namro.documents.intake import printable, refuse_secret, refuse_too_large, sentence
from vanban.bounded import members_bounded
from vanban.errors import Refused
from vanban.files.bundle import Contents

MOST = 100  # files of one zip or mail: somebody waits for the page


@dataclass(frozen=True)
class Piece:
    """One file to register. ``place`` tells it where its name may not be said; ``refused`` says why it is not taken in."""

    name: str
    place: str
    data: bytes = b""
    refused: Refusal | None = None

    @property
    def last(self) -> str:
        """Its own name, without the folders and bundles it lay in."""
        return self.name.rsplit("/", 1)[-1]


def pieces(number: int, file: Any) -> Iterator[Piece]:
    """The uploaded file itself, or every file in it."""
    place = _("File %(number)d") % {"number": number}
    try:
        refuse_too_large(file.size, file.name)
        data = file.read()
        found = _opened(data, file.name)
    except Refusal as refused:
        yield Piece(file.name, place, refused=refused)
        return
    if found.alone:
        yield Piece(file.name, place, data)
        return
    names = [one.name for one in found.members] + [one.name for one in found.left]
    contents = [one.data for one in found.members] + [b""] * len(found.left)
    codes = [""] * len(found.members) + [one.code for one in found.left]
    for count, (name, content, code) in enumerate(zip(names, contents, codes, strict=True), 1):
        within = _("File %(number)d, part %(count)d") % {"number": number, "count": count}
        yield Piece(f"{file.name}/{name}", within, content, _why_not(name, code))


def _opened(data: bytes, name: str) -> Contents:
    """Take a bundle apart. Raises Refusal where it is secret by its name, cannot be opened or holds too many files."""
    try:
        found = members_bounded(data, name, limit=settings.NAMRO_UPLOAD_LIMIT)
    except Refused as refused:
        raise Refusal(f"documents.file.{refused.code}", sentence(refused, printable(name))) from None
    if not found.alone:
        refuse_secret(filename=name)
    held = len(found.members) + len(found.left)
    if held > MOST:
        shown = {"name": printable(name), "count": held, "most": MOST}
        raise Refusal(
            "documents.file.too_many",
            _(
                "“%(name)s” holds %(count)d files; at most %(most)d are taken in at once. Bring them in a part at a time."
            )
            % shown,
        )
    return found


def _why_not(name: str, code: str) -> Refusal | None:
    """Why one file of a bundle is not even read: a folder around it says that it is secret, or it could not be taken out."""
    try:
        for folder in name.split("/")[:-1]:
            refuse_secret(filename=folder)
    except Refusal as refused:
        return refused
    shown = {"name": printable(name)}
    sentences = {
        "encrypted": _("“%(name)s” is protected by a password. Ask for a copy without one.") % shown,
        "nested": _("“%(name)s” lies too deep in archives within archives. Unpack it and bring it in by itself.")
        % shown,
    }
    if not code:
        return None
    return Refusal(f"documents.file.{code}", sentences.get(code) or sentence(Refused(code), printable(name)))
