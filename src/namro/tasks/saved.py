"""Saved views of the register: a name for filters, order and columns; one's own, or shared within an office."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from namro.orgs.models import Unit, User


class SavedView(models.Model):
    """What a register page asks for, under a name. ``office`` is the office it is shared within; none = one's own."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="saved_views")
    office = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.TextField()
    query = models.TextField(blank=True)  # as it stands in the address, the day left out
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="tasks_view_name_once"),
            models.UniqueConstraint(fields=["owner"], condition=Q(is_default=True), name="tasks_view_one_default"),
        ]
        indexes = [models.Index(fields=["office"], condition=Q(office__isnull=False), name="tasks_view_shared")]

    def __str__(self) -> str:
        return self.name
