"""Who follows one task, who has it inside a unit, and what was handed over from one person to another (F90)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.documents.models import Document
from namro.orgs.models import Person, Portfolio, Unit, User


class Following(models.Model):
    """Who leads or follows one task whatever the portfolios say; without a person they hold again. Append-only."""

    task = models.ForeignKey("tasks.Task", models.PROTECT, related_name="followings")
    kind = models.CharField(max_length=7, choices=Portfolio.Kind)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["task", "kind", "-id"], name="tasks_following_last"),
            models.Index(fields=["person"], name="tasks_following_person"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind}: {self.person_id}"


class Handing(models.Model):
    """A unit hands its share to one of its people, with a day of its own; without a person it takes it back. Append-only.

    Inside the unit only: neither the official day nor a counter looks at it. ``unit`` held the share then; once it is
    transferred to another unit, the row says nothing any more.
    """

    share = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="handings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["share", "-id"], name="tasks_handing_last"),
            models.Index(fields=["person"], name="tasks_handing_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=False) | Q(due_on=None), name="tasks_handing_day_of_whom")
        ]

    def __str__(self) -> str:
        return f"{self.share_id}: {self.person_id}"


class Handover(models.Model):
    """Everything a person of a unit had in hand, given to another in one act; its minute is printed. Never edited."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="handovers")
    from_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    to_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_person=models.F("to_person")), name="tasks_handover_to_another_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_person_id} -> {self.to_person_id}"


class HandoverLine(models.Model):
    """One thing handed over: part of a portfolio, a task followed, a share inside the unit, a decision, a review."""

    class What(models.TextChoices):
        PORTFOLIO = "portfolio", _("portfolio")
        FOLLOWED = "followed", _("task followed")
        INSIDE = "inside", _("task handed on inside the unit")
        DECISION = "decision", _("pending decision")
        REVIEW = "review", _("document under review")

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="lines")
    what = models.CharField(max_length=9, choices=What)
    kind = models.CharField(max_length=7, choices=Portfolio.Kind, blank=True)
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, null=True, blank=True, related_name="+")
    task = models.ForeignKey("tasks.Task", models.PROTECT, null=True, blank=True, related_name="+")
    share = models.ForeignKey("tasks.Assignment", models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.handover_id} {self.what}"
