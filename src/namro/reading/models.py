"""What the library found in a text (the machine's, replaceable) and what the officer decided about it (the person's)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.documents.models import Quoted, SourceText
from namro.orgs.models import User


class ItemKind(models.TextChoices):
    """What kind of item a directive is (F89): chosen at review, kept on the task."""

    DATED = "dated", _("with a deadline")
    STANDING = "standing", _("standing")
    UNDATED = "undated", _("no date yet")
    GENERAL = "general", _("general direction")
    DECIDED = "decided", _("decision taken")


class Finding(Quoted):
    """One find of one run over one text; a new run replaces them whole.

    Where a person said where an item begins and ends (``marked_by``), the row outlives new runs; ``replaces`` holds what the
    machine had found there.
    """

    source = models.ForeignKey(SourceText, models.PROTECT, related_name="findings")
    type = models.TextField()
    fields = models.JSONField(default=dict)
    rule = models.TextField()
    confidence = models.FloatField()
    marked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["source", "type", "start"], name="reading_finding_place")]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=models.F("end")), name="reading_finding_forward"),
            models.CheckConstraint(
                condition=Q(marked_by=None, replaces=[]) | (Q(marked_by__isnull=False) & ~Q(replaces=[])),
                name="reading_finding_marked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.start}-{self.end}"

    @property
    def said(self) -> dict[str, Any]:
        """What the machine said, how sure it was included."""
        said: dict[str, Any] = {**self.fields, "confidence": self.confidence}
        return said


class Verdict(Quoted):
    """A person's decision about words of a text; it outlives every run of the machine."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        CORRECTED = "corrected", _("corrected")
        ADDED = "added", _("added by hand")
        REJECTED = "rejected", _("rejected")

    source = models.ForeignKey(SourceText, models.PROTECT, related_name="verdicts")
    type = models.TextField()
    decision = models.CharField(max_length=9, choices=Decision)
    kind = models.CharField(max_length=8, choices=ItemKind, blank=True)
    fields = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "type", "start", "end"], name="reading_verdict_once"),
            models.CheckConstraint(condition=Q(start__lt=models.F("end")), name="reading_verdict_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.type} {self.start}-{self.end}"


class Presence(models.Model):
    """Who has a text's review open, and at which item; a row a person, overwritten every few seconds, no business record."""

    source = models.ForeignKey(SourceText, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    item = models.TextField(blank=True)
    seen_at = models.DateTimeField()

    no_record = True  # nothing follows from it, and it would fill the change record with heartbeats

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "user"], name="reading_presence_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.item}"
