"""What may be asked about a text: its finds, what persons decided about them, what is still proposed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from namro.core.clock import today
from namro.documents.intake import WAITING
from namro.documents.models import DocumentFile, SourceText
from namro.orgs.models import UnitAlias
from namro.orgs.queries import versions_on
from namro.reading import finding
from namro.reading.models import Finding, Verdict
from vanban.model import Block
from vanban.model import SourceText as Read


@dataclass(frozen=True)
class Proposal:
    """One item beside the text: the machine's find, a person's verdict, or a verdict with the find it is about.

    ``lost`` marks a verdict whose words the machine no longer finds ("added by hand" ones never are).
    """

    type: str
    start: int
    end: int
    finding: Finding | None = None
    verdict: Verdict | None = None
    lost: bool = False

    @property
    def open(self) -> bool:
        """Whether nobody has decided about it yet."""
        return self.verdict is None


def proposals(source: SourceText, type: str = "directive") -> list[Proposal]:
    """Finds of the type that verdicts do not overlap by half, and the verdicts, in document order. Two queries.

    A find split by the officer into several is covered by them together.
    """
    finds = list(Finding.objects.filter(source=source, type=type).order_by("start", "end"))
    verdicts = list(
        Verdict.objects.filter(source=source, type=type).select_related("decided_by").order_by("start", "end")
    )
    about = _pairs(finds, verdicts)
    shared: dict[int, int] = defaultdict(int)
    for verdict in verdicts:
        for find in about[verdict.pk]:
            shared[find.pk] += overlap(find, verdict)
    rows = [Proposal(type, f.start, f.end, finding=f) for f in finds if shared[f.pk] * 2 < f.end - f.start]
    for verdict in verdicts:
        found = about[verdict.pk]
        best = max(found, key=lambda f: overlap(f, verdict), default=None)
        lost = best is None and verdict.decision != Verdict.Decision.ADDED
        rows.append(Proposal(type, verdict.start, verdict.end, best, verdict, lost))
    return sorted(rows, key=lambda row: (row.start, row.end))


def overlap(one: Finding | Verdict, other: Finding | Verdict) -> int:
    """Number of shared characters."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _pairs(finds: Sequence[Finding], verdicts: Sequence[Verdict]) -> dict[int, list[Finding]]:
    """Verdict -> the finds that share at least half of the shorter of the two spans with it."""
    starts = [find.start for find in finds]
    longest = max((find.end - find.start for find in finds), default=0)
    found: dict[int, list[Finding]] = defaultdict(list)
    for verdict in verdicts:
        first, last = bisect_left(starts, verdict.start - longest), bisect_right(starts, verdict.end)
        for find in finds[first:last]:
            shorter = min(find.end - find.start, verdict.end - verdict.start)
            if overlap(find, verdict) * 2 >= shorter:
                found[verdict.pk].append(find)
    return found


def marks(source: SourceText, start: int = 0, end: int | None = None) -> list[Finding]:
    """The finds of a text, or of a part of it, in order of place. One query."""
    rows = Finding.objects.filter(source=source, end__gt=start)
    return list((rows if end is None else rows.filter(start__lt=end)).order_by("start", "-end", "id"))


def as_read(source: SourceText) -> Read:
    """A stored text as the library's value."""
    form = source.reader.partition("/")[0]
    blocks = tuple(Block(**block) for block in source.blocks)
    return Read(source.text, {"plain": "txt", "typed": "txt"}.get(form, form), source.reader, blocks=blocks)


def known_bodies(on: date | None) -> dict[str, tuple[str, ...]]:
    """Names and other names of the units alive on the day, for the library's register of bodies. Two queries."""
    also: dict[int, list[str]] = defaultdict(list)
    for unit, alias in UnitAlias.objects.values_list("unit_id", "alias"):
        also[unit].append(alias)
    rows = versions_on(on or today())
    return {v.name: tuple(filter(None, [v.short_name, *also[v.unit_id]])) for v in rows}


def open_items(source: SourceText) -> int:
    """Number of directives of a text that nobody has decided about."""
    return sum(one.open for one in proposals(source))


def waits_for_the_worker(source: SourceText) -> bool:
    """Whether the worker still has to look through the text, which took too long at the page."""
    unfinished = ProcrastinateJob.objects.filter(status__in=["todo", "doing"])
    return unfinished.filter(task_name=finding.FIND_LATER, args__source_id=source.pk).exists()


@dataclass(frozen=True)
class ScanProgress:
    """How far the reading of scanned pages has come; ``pages`` is None until it has begun."""

    done: int = 0
    pages: int | None = None


def scan_progress(files: Iterable[DocumentFile]) -> ScanProgress | None:
    """How far the reading of the first waiting file has come; None where nothing waits."""
    file = next((one for one in files if one.unread_code == WAITING), None)
    if file is None:
        return None
    told = _reading_jobs().filter(args__file_id=file.pk, args__has_key="pages").order_by("-id")
    args = told.values_list("args", flat=True).first()
    return ScanProgress(int(args["done"]), int(args["pages"])) if args else ScanProgress()


def files_being_read() -> set[int]:
    """The files that a job of the worker is about; jobs of a worker that died are not counted."""
    return set(_reading_jobs().exclude(status="doing", worker=None).values_list("args__file_id", flat=True))


def _reading_jobs() -> QuerySet[ProcrastinateJob]:
    unfinished = ProcrastinateJob.objects.filter(status__in=["todo", "doing"])
    return unfinished.filter(task_name="namro.jobs.schedule.read_scan")
