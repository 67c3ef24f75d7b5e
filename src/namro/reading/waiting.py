"""What still waits for an officer, counted in the database: open items per document, and the documents that have any."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from namro.documents.models import Document, DocumentFile, SourceText
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.reading.models import Finding, Verdict

DIRECTIVE = "directive"


def to_review(scope: Scope) -> QuerySet[Document]:
    """The documents with items nobody has looked at, in the offices whose documents the person may review."""
    return Document.objects.filter(_reviewed_by(scope), Exists(_open_finds()))


def open_counts(documents: Iterable[Document], scope: Scope) -> dict[int, int]:
    """Open items of each of the documents that the person may review. One query, however many."""
    asked = Document.objects.filter(_reviewed_by(scope), pk__in=[one.pk for one in documents])
    counted = _open_finds().order_by().values("source").annotate(n=Count("pk")).values("n")
    rows = asked.annotate(open=Coalesce(Subquery(counted), 0)).filter(open__gt=0)
    return dict(rows.values_list("pk", "open"))


def _reviewed_by(scope: Scope) -> Q:
    """Documents of the offices where the person is coordinator or leader: the rule of the review."""
    offices = scope.units([Role.COORDINATOR, Role.LEADER])
    return Q(held_by__isnull=False) if offices is None else Q(held_by_id__in=offices)


def _open_finds() -> QuerySet[Finding]:
    """The directives of an outer document's text that verdicts do not cover by half, as in ``queries.proposals``."""
    finds = Finding.objects.filter(source=Subquery(_text().values("pk")[:1]), type=DIRECTIVE)
    number = IntegerField()
    ends, starts = (
        Least(F("end"), OuterRef("end"), output_field=number),
        Greatest(F("start"), OuterRef("start"), output_field=number),
    )
    lengths = (ExpressionWrapper(place("end") - place("start"), output_field=number) for place in (F, OuterRef))
    shorter = Least(*lengths, output_field=number)
    twice = ExpressionWrapper((ends - starts) * 2, output_field=number)
    about = Verdict.objects.filter(
        source=OuterRef("source"), type=DIRECTIVE, start__lt=OuterRef("end"), end__gt=OuterRef("start")
    )
    about = about.annotate(twice=twice, shorter=shorter).filter(twice__gte=F("shorter"))
    covered = about.order_by().values("source").annotate(sum=Sum("twice")).values("sum")
    return finds.annotate(covered=Coalesce(Subquery(covered), 0)).filter(covered__lt=F("end") - F("start"))


def _text() -> QuerySet[SourceText]:
    """The text the review opens: one begun with, the main file's before an annex's, the latest reading."""
    begun = Verdict.objects.filter(source=OuterRef("pk"), type=DIRECTIVE)
    annex = Case(When(file__role=DocumentFile.Role.ANNEX, then=1), default=0)
    texts = SourceText.objects.filter(document=OuterRef(OuterRef("pk")))
    return texts.order_by(Exists(begun).desc(), annex, "-id")
