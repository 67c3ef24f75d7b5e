"""The two records (events and changes), their seals, the working-day calendar, the installation itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One row per act, written in the act's transaction: who, what, about which thing. History and outbox; no foreign keys."""

    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.TextField()
    code = models.TextField()
    subject_type = models.TextField(blank=True)
    subject_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="core_event_subject"),
            models.Index(fields=["-at"], name="core_event_at"),
        ]

    def __str__(self) -> str:
        return f"{self.code} #{self.pk}"


class Shape(models.Model):
    """The column list a change was hashed over, so that an old hash can be recomputed after a migration."""

    table_name = models.TextField()
    columns = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table_name", "columns"], name="core_shape_once")]

    def __str__(self) -> str:
        return f"{self.table_name} ({len(self.columns)})"


class Change(models.Model):
    """What happened to one row of a business table, written by a statement-level trigger, never by Python."""

    at = models.DateTimeField()
    xid = models.BigIntegerField()
    table_name = models.TextField()
    key = models.BigIntegerField()
    operation = models.CharField(max_length=1)
    before = models.JSONField(null=True)
    sha256 = models.BinaryField(null=True)
    shape_id = models.BigIntegerField()
    event_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["table_name", "key", "-id"], name="core_change_row"),
            models.Index(fields=["xid", "id"], name="core_change_xid"),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.table_name} {self.key}"


class Seal(models.Model):
    """A hash over all changes of the settled transactions ``from_xid <= xid < to_xid``, chained to the seal before."""

    epoch = models.PositiveIntegerField(default=1)
    from_xid = models.BigIntegerField()
    to_xid = models.BigIntegerField()
    count = models.PositiveIntegerField()
    previous_hash = models.BinaryField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["epoch", "from_xid"], name="core_seal_one_after_another"),
            models.CheckConstraint(condition=models.Q(from_xid__lt=models.F("to_xid")), name="core_seal_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.epoch}: {self.from_xid}-{self.to_xid}"


class CalendarDay(models.Model):
    """A day that differs from its weekday: off (holiday, swap) or a make-up working day, with the deciding document."""

    class Kind(models.TextChoices):
        OFF = "off", _("day off")
        WORK = "work", _("make-up working day")

    day = models.DateField(unique=True)
    kind = models.CharField(max_length=4, choices=Kind)
    note = models.TextField(blank=True)
    decided_symbol = models.TextField(blank=True)
    decided_by = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class Installation(models.Model):
    """The one row that says whose Namro this is: its name, the place meant by "Tỉnh ủy", and what it may hold."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.TextField()
    place = models.TextField(blank=True)
    demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="core_installation_one")]

    def __str__(self) -> str:
        return self.name
