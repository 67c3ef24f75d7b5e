"""What the review of one document shows: the machine's finds and the officers' verdicts as one list of items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, TextChoices, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext_lazy as _

from namro.documents.models import Document, DocumentFile, SourceText
from namro.documents.queries import with_places
from namro.orgs.scope import Scope
from namro.reading.models import Finding, Verdict
from namro.reading.queries import Proposal, proposals
from namro.tasks import drafting
from namro.tasks.models import AssignmentState, Directive, Task

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
    task_ids: Sequence[int] = ()
    lost: bool = False

    @property
    def key(self) -> str:
        """The item's name in addresses: its place, which no new run changes."""
        return f"{self.start}-{self.end}"

    @property
    def fields(self) -> dict[str, object]:
        """What the machine said, now or at the time of the verdict."""
        return self.finding.said if self.finding else (self.verdict.fields.get("machine") or {}) if self.verdict else {}

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
    source: SourceText
    items: list[Item] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many items have been looked at."""
        return sum(item.state != ItemState.PROPOSED for item in self.items)

    @property
    def total(self) -> int:
        """How many items there are."""
        return len(self.items)

    @property
    def closing(self) -> drafting.Due | None:
        """The report-by date that was taken from the closing formula."""
        taken = [item for item in self.items if item.state == ItemState.CLOSING]
        return drafting.due_of(taken[-1].fields, self.document.issued_on) if taken else None

    @property
    def stamp(self) -> str:
        """Changes whenever an item is decided, taken back, split or merged."""
        last = max((item.verdict.pk for item in self.items if item.verdict), default=0)
        return f"{self.total}.{self.done}.{last}"

    def at(self, key: str) -> Item | None:
        """The item of an address."""
        return next((item for item in self.items if item.key == key), None)


def decided(verdicts: Iterable[Verdict], start: int, end: int) -> list[Verdict]:
    """The verdicts that together cover at least half of a place: then it is decided (DESIGN 4.1)."""
    over = [one for one in verdicts if one.start < end and one.end > start]
    shared = sum(min(one.end, end) - max(one.start, start) for one in over)
    return over if over and 2 * shared >= end - start else []


def text_of(document_id: int, scope: Scope, source_id: int | None = None, *, placed: bool = False) -> SourceText | None:
    """The text to review, with its document: the one asked for, else one begun with, the main file's before an annex's,
    the latest reading. ``texts`` lists what else of the document can be reviewed: (id, file name).
    ``placed`` loads the places of its words with it."""
    begun = Verdict.objects.filter(source=OuterRef("pk"), type=DIRECTIVE)
    others = SourceText.objects.filter(document=OuterRef("document")).order_by("id")
    listed = ArraySubquery(others.values(json=JSONObject(id="pk", name=Coalesce("file__name", Value("")))))
    texts = SourceText.objects.filter(document__in=Document.objects.visible_to(scope).filter(pk=document_id))
    if source_id is not None:
        texts = texts.filter(pk=source_id)
    annex = Case(When(file__role=DocumentFile.Role.ANNEX, then=1), default=0)
    rows = with_places(texts.select_related("document", "file"), load=placed).annotate(texts=listed)
    return rows.order_by(Exists(begun).desc(), annex, "-id").first()


def review(source: SourceText) -> Review:
    """The items of a text, for those who may review it. Three queries, however many items."""
    directives = Directive.objects.filter(source=source, verdict__isnull=False)
    tasks = ArrayAgg("order_rows__task_id", filter=Q(order_rows__isnull=False), default=Value([]))
    issued = {
        verdict: sorted(found) for verdict, found in directives.annotate(of=tasks).values_list("verdict_id", "of")
    }
    rows = proposals(source, DIRECTIVE)
    return Review(source.document, source, [_item(n, row, issued) for n, row in enumerate(rows, 1)])


def _item(number: int, row: Proposal, issued: Mapping[int, list[int]]) -> Item:
    place: Finding | Verdict | None = row.verdict or row.finding
    assert place is not None, "a proposal is a find or a verdict"
    tasks = issued.get(row.verdict.pk, []) if row.verdict else []
    return Item(
        number, row.start, row.end, place.quotation, _state(row, issued), row.finding, row.verdict, tasks, row.lost
    )


def _state(row: Proposal, issued: Mapping[int, list[int]]) -> ItemState:
    if row.verdict is None:
        return ItemState.PROPOSED
    if row.verdict.decision == Verdict.Decision.REJECTED:
        return ItemState.REJECTED
    if row.verdict.pk not in issued:
        return ItemState.CLOSING
    return ItemState.ISSUED if issued[row.verdict.pk] else ItemState.KEPT


def tasks_of(item: Item) -> list[Task]:
    """The tasks issued from an item, with their shares as ``states``: who holds them now."""
    rows = Task.objects.filter(pk__in=item.task_ids).order_by("id")
    held = AssignmentState.objects.current().order_by("role", "assignment_id")
    return list(rows.prefetch_related(Prefetch("states", held)))


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
