"""Who of an office looks after which units: the leader in charge and the officer who follows, from day to day (F90)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _


class Portfolio(models.Model):
    """One unit in a person's charge; ``unit`` empty = every unit that no other row of the office names that day."""

    class Kind(models.TextChoices):
        LEADER = "leader", _("leader in charge")
        OFFICER = "officer", _("officer who follows")

    owner = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="portfolios")
    kind = models.CharField(max_length=7, choices=Kind)
    person = models.ForeignKey("orgs.Person", models.PROTECT, related_name="portfolios")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="orgs_portfolio_one_a_day",
                expressions=[
                    ("owner", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (Func(F("unit"), 0, function="COALESCE"), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner_id}/{self.unit_id or '*'} {self.kind}: {self.person_id}"
