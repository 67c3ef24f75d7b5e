"""Every write to accounts and roles; reached through orgs.actions."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import Actor, about, record
from namro.core.text import clean_line
from namro.orgs import rules, wording
from namro.orgs.models import Person, Role, RoleGrant, Unit, User


def create_user(
    *,
    username: str,
    full_name: str,
    password: str,
    by: Actor | None,
    one_time: bool = True,
    person: Person | None = None,
) -> User:
    """Make an account; with ``one_time`` the password must be changed at the first sign-in."""
    username = clean_line(username, field="username")
    if User.objects.filter(username__iexact=username).exists():
        raise Refusal("orgs.user.taken", wording.USERNAME_TAKEN % {"username": username})
    with record("orgs.user.created", by=by) as event:
        user = User(
            username=username,
            full_name=clean_line(full_name, field="full_name"),
            person=person,
            must_change_password=one_time,
        )
        user.set_password(password)
        user.save()
        about(event, user)
    return user


def create_first_administrator(username: str, password: str) -> User:
    """The one account of an empty installation. Raises Refusal where an administrator exists."""
    if RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists():
        raise Refusal("orgs.administrator.exists", wording.ADMINISTRATOR_EXISTS)
    with transaction.atomic():
        user = create_user(username=username, full_name="Administrator", password=password, by=None)
        grant(user=user, role=Role.ADMINISTRATOR, unit=None, since=clock.today(), by=None)
    return user


def grant(
    *,
    user: User,
    role: Role,
    unit: Unit | None,
    since: date,
    by: Actor | None,
    with_subtree: bool = False,
    until: date | None = None,
) -> RoleGrant:
    """Give a role on a unit for a time. Raises Refusal where a unit is needed, the role is already held or for oneself."""
    rules.check_grant(user, by)
    if unit is None and role not in {Role.ADMINISTRATOR, Role.AUDITOR}:
        raise Refusal("orgs.role.needs_unit", wording.GRANT_NEEDS_UNIT)
    try:
        with record("orgs.role.granted", by=by, subject=user, role=role, unit_id=unit.pk if unit else None):
            return RoleGrant.objects.create(
                user=user, role=role, unit=unit, with_subtree=with_subtree, valid=DateRange(since, until)
            )
    except IntegrityError as error:
        raise Refusal("orgs.role.exists", wording.GRANT_EXISTS) from error


def end_role(*, held: RoleGrant, on: date, by: Actor) -> None:
    """The role ends: ``on`` is the first day it is no longer held."""
    with record("orgs.role.ended", by=by, subject=held.user, role=held.role, unit_id=held.unit_id):
        held.valid = DateRange(held.valid.lower, max(on, held.valid.lower))
        held.save(update_fields=["valid"])


def deactivate(*, user: User, by: Actor) -> None:
    """Close an account; what it did keeps its name."""
    with record("orgs.user.deactivated", by=by, subject=user):
        user.is_active = False
        user.save(update_fields=["is_active"])


def set_password(*, user: User, password: str, by: Actor, one_time: bool = False) -> None:
    """Set a password; ``one_time`` forces its change at the next sign-in."""
    with record("orgs.user.password_set", by=by, subject=user):
        user.set_password(password)
        user.must_change_password = one_time
        user.save(update_fields=["password", "must_change_password"])


def choose_language(*, user: User, language: str, by: Actor) -> None:
    """Keep the language an account reads in, "vi" or "en", for whatever machine it signs in on."""
    with record("orgs.user.language_chosen", by=by, subject=user, language=language):
        user.language = language
        user.save(update_fields=["language"])


def note_sign_in(*, by: User) -> None:
    """Remember who signed in and when."""
    with record("orgs.user.signed_in", by=by, subject=by):
        pass
