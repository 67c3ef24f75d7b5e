"""The short code of a task (TB11-2026/3.2), and the running numbers of those that no item of a document gives."""

from __future__ import annotations

import re
from datetime import date

from django.db import models

from namro.documents.models import Document

WITHOUT_DOCUMENT = "GV"  # giao việc: an order by word of mouth, in a meeting, by telephone
WITHOUT_KIND = "VB"  # văn bản
OFFICIAL_LETTER = "CV"  # công văn: the only kind of the state's whose symbol is empty and that is numbered
_NOT_IN_A_CODE = re.compile(r"[^\w.]+")


class CodeSeries(models.Model):
    """How far the running numbers of a series have come; its row is also what two officers wait for."""

    prefix = models.TextField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}: {self.last}"


def series_of(document: Document | None, day: date) -> str:
    """What the codes of a document's tasks begin with: "TB11-2026", "KH-2026" without a number, "GV-2026" without text.

    ``day`` gives the year where the document has no day of its own.
    """
    if document is None:
        return f"{WITHOUT_DOCUMENT}-{day.year}"
    kind = document.kind
    letters = (kind.symbol or (OFFICIAL_LETTER if kind.code.endswith("cv") else "")) if kind else ""
    number = _NOT_IN_A_CODE.sub(".", document.number).strip(".")
    return f"{letters or WITHOUT_KIND}{number}-{(document.issued_on or day).year}"


def place_of(document: Document | None, item: str) -> str:
    """The item as a code writes it; nothing where the document has no number to tell its items from others'."""
    return _NOT_IN_A_CODE.sub(".", item).strip(".") if document and document.number else ""
