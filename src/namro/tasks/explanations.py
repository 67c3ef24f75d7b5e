"""Questions put to the units that hold shares, to be answered on record by a day (yeu cau giai trinh); append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.documents.models import Document
from namro.orgs.models import Role, Tenure, Unit, User


class Explanation(models.Model):
    """One question to one unit about one share. It stays with the unit asked, whoever holds the share later.

    ``tenure`` is the unit's head of that day, ``batch`` the event of the act: one question on many lines has one.
    """

    task = models.ForeignKey("tasks.Task", models.PROTECT, related_name="explanations")
    assignment = models.ForeignKey("tasks.Assignment", models.PROTECT, related_name="explanations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    tenure = models.ForeignKey(Tenure, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    question = models.TextField()
    asked_on = models.DateField()
    due_on = models.DateField()
    batch = models.BigIntegerField(db_index=True)
    asked_as = models.CharField(max_length=13, choices=Role)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="tasks_explanation_due"),
            models.CheckConstraint(condition=~Q(question=""), name="tasks_explanation_asks"),
        ]

    def __str__(self) -> str:
        return self.question[:80]


class ExplanationDraft(models.Model):
    """An answer written down and not yet sent; the newest one stands before the head of the unit."""

    explanation = models.ForeignKey(Explanation, models.PROTECT, related_name="drafts")
    words = models.TextField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return self.words[:80]


class ExplanationEnd(models.Model):
    """How a question ended: answered by the unit, or withdrawn by the office with a reason. One for each, never edited.

    ``on_behalf``: the office wrote down an answer that came to it another way.
    """

    class Kind(models.TextChoices):
        ANSWERED = "answered", _("explanation given")
        WITHDRAWN = "withdrawn", _("question withdrawn")

    explanation = models.OneToOneField(Explanation, models.PROTECT, related_name="end")
    kind = models.CharField(max_length=9, choices=Kind)
    words = models.TextField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    on_behalf = models.BooleanField(default=False)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="tasks_explanation_end_words"),
            models.CheckConstraint(condition=Q(kind="answered") | Q(on_behalf=False), name="tasks_explanation_behalf"),
        ]

    def __str__(self) -> str:
        return f"{self.explanation_id} {self.kind}"
