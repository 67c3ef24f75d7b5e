"""Organisations in time, the people who head them, the accounts that act and the roles they hold (DESIGN 4.9, 4.11)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from namro.orgs.portfolio import Portfolio as Portfolio


class Deciding(models.Model):
    """The document that decided a fact, kept as words: documents links it when it is registered."""

    decided_symbol = models.TextField(blank=True)
    decided_by = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Unit(models.Model):
    """An organisation's identity; its names, kind and parent live in versions."""

    class Tree(models.TextChoices):
        PARTY = "party", _("Party")
        STATE = "state", _("State")
        FRONT = "front", _("Fatherland Front and mass organisations")

    code = models.TextField(unique=True)
    tree = models.CharField(max_length=5, choices=Tree)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gt=F("opened_on")), name="orgs_unit_closed_after_opened"
            )
        ]

    def __str__(self) -> str:
        return self.code


class UnitVersion(Deciding):
    """What a unit was called, what kind it was and whom it stood under, from day to day (half-open range)."""

    class Kind(models.TextChoices):
        PROVINCE = "province", _("province")
        COUNCIL = "council", _("people's council")
        COMMITTEE = "committee", _("people's committee")
        OFFICE = "office", _("office")
        DEPARTMENT = "department", _("department")
        PUBLIC_SERVICE = "public_service", _("public service unit")
        COMMUNE = "commune", _("commune")
        WARD = "ward", _("ward")
        PARTY_COMMITTEE = "party_committee", _("party committee")
        PARTY_BOARD = "party_board", _("party board")
        STEERING = "steering_committee", _("steering committee")
        FRONT = "front", _("Fatherland Front committee")
        MASS = "mass_organisation", _("mass organisation")
        OTHER = "other", _("other body")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    name = models.TextField()
    short_name = models.TextField(blank=True)
    name_fold = models.TextField()
    sort_key = models.TextField()
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="children", null=True, blank=True)
    functions = models.TextField(blank=True)
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="orgs_one_version_a_day",
                expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=~Q(parent=F("unit")), name="orgs_version_not_own_parent"),
        ]
        indexes = [models.Index(fields=["name_fold"], name="orgs_version_fold")]

    def __str__(self) -> str:
        return self.name


class UnitAlias(models.Model):
    """Another way a unit is written ("Sở TC"); several units under one alias = ask."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aliases")
    alias = models.TextField()
    fold = models.TextField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "fold"], name="orgs_alias_once")]

    def __str__(self) -> str:
        return self.alias


class UnitLink(Deciding):
    """A tie across the trees: counterpart bodies, a committee's standing agency, its members."""

    class Kind(models.TextChoices):
        COUNTERPART = "counterpart", _("counterpart")
        STANDING_AGENCY = "standing_agency", _("standing agency")
        MEMBER = "member", _("member")

    kind = models.CharField(max_length=16, choices=Kind)
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="links")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="linked_from")
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="orgs_link_once_a_day",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    ("from_unit", RangeOperators.EQUAL),
                    ("to_unit", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="orgs_link_two_units"),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit_id} {self.kind} {self.to_unit_id}"


class Reorganisation(Deciding):
    """One decision that merges, splits or renames units on a day."""

    title = models.TextField()
    effective_on = models.DateField()

    def __str__(self) -> str:
        return self.title


class Succession(models.Model):
    """Who carries on whose work: many-to-many, ``share`` of the old unit in (0, 1]."""

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="successions")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    share = models.DecimalField(max_digits=6, decimal_places=5, default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "from_unit", "to_unit"], name="orgs_succession_once"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="orgs_succession_share"),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit_id} -> {self.to_unit_id}"


class Person(models.Model):
    """Somebody who holds posts, with or without an account. Nothing else about a person is kept."""

    full_name = models.TextField()
    sort_key = models.TextField()

    def __str__(self) -> str:
        return self.full_name


class Post(models.Model):
    """A post of a unit; ``is_head`` marks the one whose holder answers for the unit's tasks."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.TextField()
    is_head = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(is_head=True), name="orgs_one_head_post"),
            models.UniqueConstraint(fields=["unit", "title"], name="orgs_post_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Tenure(models.Model):
    """Who held a post, and as what, from day to day."""

    class Kind(models.TextChoices):
        FULL = "full", _("head")
        ACTING = "acting", _("acting head")
        IN_CHARGE = "in_charge", _("deputy in charge")
        DELEGATED = "delegated", _("delegated")

    post = models.ForeignKey(Post, models.PROTECT, related_name="tenures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="tenures")
    kind = models.CharField(max_length=10, choices=Kind)
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="orgs_one_holder_a_day",
                expressions=[("post", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class Role(models.TextChoices):
    """What an account may do on a unit (DESIGN 4.11)."""

    ADMINISTRATOR = "administrator", _("administrator")
    COORDINATOR = "coordinator", _("coordinator")
    LEADER = "leader", _("leader")
    UNIT_HEAD = "unit_head", _("unit head")
    REPORTER = "reporter", _("reporter")
    INSPECTOR = "inspector", _("inspector")
    AUDITOR = "auditor", _("auditor")


class UserManager(BaseUserManager["User"]):
    """Only what Django's own sign-in needs; accounts are made by orgs.actions."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account. A person may have none; an account need not be a person of the register (a shared desk)."""

    last_login = None
    username = models.CharField(max_length=80, unique=True)
    full_name = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="users")
    language = models.CharField(max_length=2, default="vi")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        return self.full_name


class RoleGrant(models.Model):
    """A role held on a unit from day to day; ``unit`` empty = the whole installation (administrators and auditors only)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=13, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="grants")
    with_subtree = models.BooleanField(default=False)
    valid = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(role__in=["administrator", "auditor"]), name="orgs_grant_has_unit"
            ),
            ExclusionConstraint(
                name="orgs_grant_once_a_day",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Func(F("unit"), 0, function="COALESCE"), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
