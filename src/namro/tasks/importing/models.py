"""Lists of tasks that offices kept before: a batch is one file, its rows stay as they stood in the sheet (F91)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.orgs.models import Role, Unit, User
from namro.orgs.scope import Scope

if TYPE_CHECKING:
    from namro.tasks.models import Task


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    """Batches a person may know of."""

    def visible_to(self, scope: Scope) -> ImportBatchQuerySet:
        """Of the offices whose coordinator one is: only they bring lists in."""
        units = scope.units([Role.COORDINATOR])
        return self if units is None else self.filter(owner_id__in=units)


class ImportBatch(models.Model):
    """One sheet on its way into the register: the file's name and print, what its columns mean, what was answered.

    ``columns`` says the field of each column, ``options`` how blanks are read, ``answers`` which units a written name
    stands for, ``doubles`` which rows go in although a task like them exists.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("not brought in yet")
        IMPORTED = "imported", _("brought in")
        UNDONE = "undone", _("taken back")

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.TextField()
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    heading = models.PositiveIntegerField()  # the number of the row with the headings
    columns = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    doubles = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(null=True, blank=True)
    imported_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "sha256"], condition=~Q(status="undone"), name="tasks_batch_bytes_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """A row as it stood in the sheet, and the task it became."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as the spreadsheet shows it
    cells = models.JSONField()
    task: models.ForeignKey[Task | None, Task | None] = models.ForeignKey(
        "tasks.Task", models.PROTECT, null=True, blank=True, related_name="import_rows"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="tasks_import_row_once")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.number}"
