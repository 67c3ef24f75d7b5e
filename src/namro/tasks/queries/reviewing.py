"""What the review of one document shows: the machine's finds and the officers' verdicts as one list of items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, TextChoices
from django.utils.translation import gettext_lazy as _

from namro.documents.models import Document, SourceText
from namro.orgs.scope import Scope
from namro.reading.models import Finding, Verdict
from namro.tasks import drafting
from namro.tasks.models import Directive, Task

DIRECTIVE = "directive"


class ItemState(TextChoices):
    """How far the review of an item is."""

    PROPOSED = "proposed", _("proposed")
    ISSUED = "issued", _("issued")
    KEPT = "kept", _("kept without a task")
    CLOSING = "closing", _("taken as the report-by date")
    REJECTED = "rejected", _("rejected")


@dataclass(frozen=True)
class Item:
    """One place of the text: proposed by the machine, or decided by an officer, with what came of it."""

    number: int
    start: int
    end: int
    quotation: str
    state: ItemState
    finding: Finding | None = None
    verdict: Verdict | None = None
    directive: Directive | None = None
    tasks: Sequence[Task] = ()

    @property
    def key(self) -> str:
        """The item's name in addresses: its place, which no new run changes."""
        return f"{self.start}-{self.end}"

    @property
    def fields(self) -> dict[str, object]:
        """What the machine said, now or at the time of the verdict."""
        return (
            self.finding.fields if self.finding else (self.verdict.fields.get("machine") or {}) if self.verdict else {}
        )

    @property
    def closing(self) -> bool:
        """Whether it is the closing formula: a report-by date for all, never a task."""
        return bool(self.fields.get("closing"))

    @property
    def corrected(self) -> bool:
        """Whether the officer changed what was proposed."""
        return self.verdict is not None and self.verdict.decision == Verdict.Decision.CORRECTED

    @property
    def added(self) -> bool:
        """Whether the machine had missed it."""
        return self.verdict is not None and self.verdict.decision == Verdict.Decision.ADDED


@dataclass(frozen=True)
class Review:
    """A document's text with its items in the order of the text."""

    document: Document
    source: SourceText | None
    items: list[Item] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many items have been looked at."""
        return sum(item.state != ItemState.PROPOSED for item in self.items)

    @property
    def total(self) -> int:
        """How many items there are."""
        return len(self.items)

    def at(self, key: str) -> Item | None:
        """The item of an address."""
        return next((item for item in self.items if item.key == key), None)


def overlaps(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two spans share at least half of the shorter one: then they are one item (DESIGN 4.1)."""
    shared = min(end, other_end) - max(start, other_start)
    return shared > 0 and 2 * shared >= min(end - start, other_end - other_start)


def text_of(document: Document) -> SourceText | None:
    """The text that is reviewed: the latest one an officer has begun with, else the latest reading."""
    texts = SourceText.objects.filter(document=document)
    begun = texts.filter(verdicts__type=DIRECTIVE).order_by("-id").first()
    return begun or texts.order_by("-id").first()


def review(document: Document, scope: Scope) -> Review:
    """The items of the document for one audience. Four queries, however many items."""
    source = text_of(document)
    if source is None:
        return Review(document, None)
    verdicts = list(
        Verdict.objects.filter(source=source, type=DIRECTIVE).select_related("decided_by").order_by("start")
    )
    findings = _undecided(Finding.objects.filter(source=source, type=DIRECTIVE).order_by("start", "end"), verdicts)
    directives = {one.verdict_id: one for one in _directives(document, scope)}
    places: list[Finding | Verdict] = sorted([*findings, *verdicts], key=lambda one: (one.start, one.end))
    return Review(document, source, [_item(n, place, directives) for n, place in enumerate(places, 1)])


def _undecided(findings: Iterable[Finding], verdicts: Sequence[Verdict]) -> list[Finding]:
    """Findings that no verdict overlaps by half, rejections included."""
    left = []
    for finding in findings:
        if not any(overlaps(finding.start, finding.end, one.start, one.end) for one in verdicts):
            left.append(finding)
    return left


def _item(number: int, place: Finding | Verdict, directives: dict[int | None, Directive]) -> Item:
    if isinstance(place, Finding):
        return Item(number, place.start, place.end, place.quotation, ItemState.PROPOSED, finding=place)
    directive = directives.get(place.pk)
    tasks = list(directive.tasks.all()) if directive else []
    state = ItemState.ISSUED if tasks else ItemState.KEPT if directive else ItemState.CLOSING
    if place.decision == Verdict.Decision.REJECTED:
        state = ItemState.REJECTED
    return Item(number, place.start, place.end, place.quotation, state, None, place, directive, tasks)


def _directives(document: Document, scope: Scope) -> Iterable[Directive]:
    tasks = Task.objects.visible_to(scope).order_by("id")
    rows = Directive.objects.filter(document=document).order_by("start", "id")
    return rows.prefetch_related(Prefetch("tasks", tasks))


@dataclass(frozen=True)
class Born:
    """A directive of a document with the tasks the reader may see."""

    directive: Directive
    tasks: list[Task]


def provenance(document: Document, scope: Scope, *, keeper: bool) -> list[Born]:
    """What became of a document's words. Who keeps the document sees every directive, others those with a task of theirs."""
    found = [Born(one, list(one.tasks.all())) for one in _directives(document, scope)]
    return found if keeper else [one for one in found if one.tasks]


def closing_of(source: SourceText) -> drafting.Due | None:
    """The report-by date that was taken from the closing formula of the text."""
    taken = Verdict.objects.filter(source=source, type=DIRECTIVE, fields__machine__closing=True)
    verdict = taken.filter(decision=Verdict.Decision.ACCEPTED, directive=None).order_by("-id").first()
    return drafting.due_of(verdict.fields["machine"], source.document.issued_on) if verdict else None
