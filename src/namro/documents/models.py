"""Documents in time: identity, files, texts as read, aliases, citations, relations, who may see them (DESIGN 4.1, 4.2)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.orgs.models import Role, Unit, User
from namro.orgs.scope import Scope


class System(models.TextChoices):
    """The two systems of document symbols: party (Regulation 399-QĐ/TW) and state (Decree 30/2020/NĐ-CP)."""

    PARTY = "party", _("Party documents")
    STATE = "state", _("State documents")


class DocumentKind(models.Model):
    """A kind of document with its symbol and own fields, as data: rules change by decision, not by release.

    Party QĐ is two kinds, quyết định and quy định: the words before the number decide. ``also`` holds the folds of the
    kind's further names; a kind without symbol (chuyên đề, đề tài) has an empty one.
    """

    code = models.TextField(unique=True)
    symbol = models.TextField(blank=True)
    name = models.TextField()
    name_fold = models.TextField()
    also = models.JSONField(default=list)
    system = models.CharField(max_length=5, choices=System)
    own_fields = models.JSONField(default=list)
    source = models.TextField(blank=True)
    valid = DateRangeField()

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A committee's term: party documents are numbered afresh in each (scope "TW-13")."""

    body = models.TextField()
    ordinal = models.PositiveSmallIntegerField()
    valid = DateRangeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "ordinal"], name="documents_term_once"),
            ExclusionConstraint(
                name="documents_one_term_a_day",
                expressions=[("body", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}-{self.ordinal}"


class Issuer(models.Model):
    """Who numbers a series: the code of the symbol plus, where several bodies share a code, the body itself."""

    key = models.TextField(unique=True)
    code = models.TextField()
    name = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="issues")

    def __str__(self) -> str:
        return self.name


class DocumentQuerySet(models.QuerySet["Document"]):
    """Rows a person may know of."""

    def visible_to(self, scope: Scope) -> DocumentQuerySet:
        """Held by a unit one oversees, or sent to a unit one works for; restricted ones not by oversight of inspectors."""
        keepers = scope.units([Role.COORDINATOR, Role.LEADER, Role.AUDITOR])
        held = _held_by(keepers) | (_held_by(scope.overseen) & Q(restricted=False))
        workers = [Role.COORDINATOR, Role.LEADER, Role.UNIT_HEAD, Role.REPORTER, Role.AUDITOR]
        received = _sent_to(scope.units(workers)) | (_sent_to(scope.seen) & Q(restricted=False))
        return self.filter(held | received)


def _sent_to(unit_ids: list[int] | None) -> Q:
    received = Recipient.objects.all() if unit_ids is None else Recipient.objects.filter(unit_id__in=unit_ids)
    return Q(pk__in=received.values("document_id"))


def _held_by(unit_ids: list[int] | None) -> Q:
    if unit_ids is None:
        return Q(pk__isnull=False)
    if not unit_ids:
        return Q(pk__in=[])
    return Q(held_by_id__in=unit_ids) | Q(held_by=None)


class Document(models.Model):
    """A directing document's identity. Without a file it is one that others cite and we do not hold."""

    class Status(models.TextChoices):
        HELD = "held", _("registered")
        DRAFT = "draft", _("draft")
        CITED = "cited", _("known from citations only")

    kind = models.ForeignKey(DocumentKind, models.PROTECT, null=True, blank=True)
    number = models.TextField(blank=True)
    symbol = models.TextField(blank=True)
    symbol_key = models.TextField(blank=True, db_index=True)
    issuer = models.ForeignKey(Issuer, models.PROTECT, null=True, blank=True)
    scope = models.TextField(blank=True)
    issued_on = models.DateField(null=True, blank=True)
    title = models.TextField(blank=True)
    search_fold = models.TextField(blank=True)
    status = models.CharField(max_length=5, choices=Status)
    held_by = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="documents")
    restricted = models.BooleanField(default=False)
    own_fields = models.JSONField(default=dict, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "kind", "number", "scope"],
                condition=~Q(number=""),
                nulls_distinct=False,
                name="documents_identity",
            ),
        ]
        indexes = [
            # The register's own order: its first page is read without sorting all of it.
            models.Index(models.F("issued_on").desc(nulls_last=True), models.F("id").desc(), name="documents_newest"),
            GinIndex(OpClass("search_fold", name="gin_trgm_ops"), name="documents_words"),
        ]

    def __str__(self) -> str:
        return self.symbol or self.title


class Recipient(models.Model):
    """A unit the document was sent to: it may read it (nơi nhận)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="recipients")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="received")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "document"], name="documents_recipient_once")]

    def __str__(self) -> str:
        return f"{self.document_id} -> {self.unit_id}"


class DocumentFile(models.Model):
    """One file of a document, named by its content. A file is never refused for being unreadable, only its reading."""

    class Role(models.TextChoices):
        ORIGINAL = "original", _("original")
        SIGNED = "signed", _("signed copy")
        COPY = "copy", _("copy")
        ANNEX = "annex", _("annex")

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    role = models.CharField(max_length=8, choices=Role, default=Role.ORIGINAL)
    sha256 = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    media_type = models.TextField()
    size = models.PositiveBigIntegerField()
    stored_as = models.TextField()
    pages = models.PositiveIntegerField(null=True, blank=True)
    unread_code = models.TextField(blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class SourceText(models.Model):
    """A text as one reader version read it; immutable: a better reader makes a new row. Offsets refer to ``text``."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="texts")
    file = models.ForeignKey(DocumentFile, models.PROTECT, null=True, blank=True, related_name="texts")
    reader = models.TextField()
    text = models.TextField()
    blocks = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "reader"], name="documents_text_once_per_reader")]

    def __str__(self) -> str:
        return f"{self.reader} of {self.file_id}"


class TextPlaces(models.Model):
    """Where the words of a text stand on the pages of its file: page, line and box of each, for lighting them there.

    ``places`` is one flat list of numbers, eight a word (see ``queries.places_of``); loaded only when asked for.
    """

    source = models.OneToOneField(SourceText, models.PROTECT, related_name="places")
    places = models.JSONField()

    def __str__(self) -> str:
        return f"places of {self.source_id}"


class Alias(models.Model):
    """Another name of a document ("Chương trình 01"); several documents under one alias = ask."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="aliases")
    alias = models.TextField()
    fold = models.TextField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "fold"], name="documents_alias_once")]

    def __str__(self) -> str:
        return self.alias


class Quoted(models.Model):
    """A place in a text: half-open offsets and the words themselves with 32 characters on each side."""

    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quotation = models.TextField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        abstract = True


class Citation(Quoted):
    """One mention of a document in another. Unresolved is a row that is tried again when the target arrives."""

    class Status(models.TextChoices):
        RESOLVED = "resolved", _("linked")
        AMBIGUOUS = "ambiguous", _("several possible")
        UNRESOLVED = "unresolved", _("not registered yet")

    source = models.ForeignKey(SourceText, models.PROTECT, related_name="citations")
    symbol = models.TextField(blank=True)
    symbol_key = models.TextField(blank=True, db_index=True)
    kind_name = models.TextField(blank=True)
    issuer_name = models.TextField(blank=True)
    issuer_key = models.TextField(blank=True)
    cited_on = models.DateField(null=True, blank=True)
    fold = models.TextField(db_index=True)
    status = models.CharField(max_length=10, choices=Status)
    target = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="cited_in")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="resolved", target__isnull=False) | (~Q(status="resolved") & Q(target=None)),
                name="documents_citation_target",
            ),
            models.UniqueConstraint(fields=["source", "start", "end"], name="documents_citation_once"),
        ]

    def __str__(self) -> str:
        return self.quotation


class Relation(models.Model):
    """What one document does to another."""

    class Kind(models.TextChoices):
        REPLACES = "replaces", _("replaces")
        AMENDS = "amends", _("amends")
        CORRECTS = "corrects", _("corrects")
        IMPLEMENTS = "implements", _("implements")

    kind = models.CharField(max_length=10, choices=Kind)
    from_document = models.ForeignKey(Document, models.PROTECT, related_name="relations")
    to_document = models.ForeignKey(Document, models.PROTECT, related_name="related_from")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_document", "kind", "to_document"], name="documents_relation_once"),
            models.CheckConstraint(condition=~Q(from_document=models.F("to_document")), name="documents_relation_two"),
        ]

    def __str__(self) -> str:
        return f"{self.from_document_id} {self.kind} {self.to_document_id}"
