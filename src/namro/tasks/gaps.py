"""What an issued task lacks and is given later: who proposed a value, on what ground, and the office's word on it (F20)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.documents.models import Document
from namro.orgs.models import User


class Gap(models.TextChoices):
    """What an issued task may lack and be given later (DESIGN 4.7)."""

    PRODUCT = "product", _("the product")
    DUE = "due", _("the last allowed day")
    UNDATED = "undated", _("the reason why there is no date yet")
    RESPONSIBLE = "responsible", _("who answers for it")
    RESULT = "result", _("the result")


class GapProposal(models.Model):
    """A value proposed for a gap of a task, and on what ground; it counts once approved. Never edited.

    ``share`` is the share whose unit proposes; none when the office itself enters the value. ``happened_on`` is the day of
    the ground: of the document that followed, of the telephone call.
    """

    task = models.ForeignKey("tasks.Task", models.PROTECT, related_name="gap_proposals")
    gap = models.CharField(max_length=11, choices=Gap)
    share = models.ForeignKey("tasks.Assignment", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    ground = models.TextField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(gap="due", due_on__isnull=False, words="")
                | (~Q(gap="due") & Q(due_on=None) & ~Q(words="")),
                name="tasks_gap_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.gap}"


class GapDecision(models.Model):
    """The office's word on a proposal: approved, or refused with a reason. One for each proposal, never edited."""

    proposal = models.OneToOneField(GapProposal, models.PROTECT, related_name="decision")
    approved = models.BooleanField()
    reason = models.TextField(blank=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(approved=True) | ~Q(reason=""), name="tasks_gap_refused_why"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.approved}"
