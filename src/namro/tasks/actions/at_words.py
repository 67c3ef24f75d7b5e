"""What every act about words of a text asks first: whose the document is, and whether the words were decided before."""

from __future__ import annotations

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.core.text import plain_line
from namro.documents.models import Document, SourceText
from namro.orgs.scope import Scope
from namro.reading.models import Verdict
from namro.tasks import rules, wording
from namro.tasks.models import Task
from namro.tasks.queries.reviewing import DIRECTIVE, decided


class AlreadyReviewed(Refusal):
    """The words were decided before; ``verdict`` says by whom, ``task_ids`` what was issued from them."""

    def __init__(self, verdict: Verdict, task_ids: list[int]) -> None:
        said = {
            "name": verdict.decided_by.get_full_name(),
            "day": clock.day_of(verdict.decided_at).strftime("%d/%m/%Y"),
        }
        rejected = verdict.decision == Verdict.Decision.REJECTED
        super().__init__(
            "tasks.review.again", (wording.REJECTED_BEFORE if rejected else wording.CONFIRMED_BEFORE) % said
        )
        self.verdict = verdict
        self.task_ids = task_ids


def opened(source: SourceText, by: Scope) -> Document:
    """The document, locked so that two officers take turns. Outside one's office it does not exist."""
    document = Document.objects.visible_to(by).filter(pk=source.document_id).select_for_update(of=("self",)).first()
    if document is None or not rules.can_review(by, document):
        raise NotFound("tasks.review.not_yours", wording.NOT_YOUR_REVIEW)
    return document


def check_new(source: SourceText, start: int, end: int) -> None:
    """Refuse words outside the text and words a verdict overlaps by half or more."""
    if not (0 <= start < end <= len(source.text)) or not source.text[start:end].strip():
        raise Refusal("tasks.review.no_words", wording.NO_WORDS)
    near = Verdict.objects.filter(source=source, type=DIRECTIVE, start__lt=end, end__gt=start)
    over = decided(near.select_related("decided_by").order_by("id"), start, end)
    if over:
        tasks = Task.objects.filter(orders__verdict__in=over).order_by("id")
        raise AlreadyReviewed(over[0], list(tasks.values_list("pk", flat=True)))


def short(quotation: str) -> str:
    """The words as an event tells them."""
    words = plain_line(quotation)
    return words if len(words) <= 80 else words[:79] + "…"
