"""Changes of a task's weight as dated facts; the task itself holds the weight of now."""

from __future__ import annotations

from django.db import models

from namro.orgs.models import User


class WeightChange(models.Model):
    """A task got another weight on a day: from what to what, why and by whom. Never edited."""

    task = models.ForeignKey("tasks.Task", models.PROTECT, related_name="weight_changes")
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.task_id} {self.before} -> {self.after}"
