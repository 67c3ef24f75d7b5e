"""Every write to portfolios, and making a person of the register out of an account; reached through orgs.actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.orgs import rules, wording
from namro.orgs.members import members
from namro.orgs.models import Person, Portfolio, Role, Unit, User
from namro.orgs.scope import Scope
from vanban.fold import sort_key


def put_in_charge(
    *,
    owner: Unit,
    kind: Portfolio.Kind | str,
    person: Person,
    units: Sequence[Unit | None],
    since: date,
    by: Scope,
    today: date | None = None,
) -> list[Portfolio]:
    """Let the person look after the units from a day on; whoever did until then leaves them that day. None = all others.

    Raises Refusal: not one's office, no unit, a unit that somebody is to take over on a later day, nothing that changes.
    """
    rules.check_portfolio(by, owner.pk)
    if kind not in Portfolio.Kind.values:
        raise Refusal("orgs.portfolio.kind", wording.PORTFOLIO_KIND)
    wanted = {unit.pk if unit else None for unit in units}
    if not wanted:
        raise Refusal("orgs.portfolio.no_unit", wording.PORTFOLIO_NO_UNIT)
    with record("orgs.portfolio.given", by=by.user, subject=owner, unit_id=owner.pk, at=clock.moment(today)) as event:
        held = _locked(owner, kind, wanted)
        _check_later(held, since)
        already = {row.unit_id for row in held if row.person_id == person.pk and row.valid.upper is None}
        new = sorted(wanted - already, key=lambda pk: pk or 0)
        if not new:
            raise Refusal("orgs.portfolio.same", wording.PORTFOLIO_SAME % {"name": person.full_name})
        _end([row for row in held if row.unit_id in new], since)
        valid = DateRange(since, None)
        made = [Portfolio(owner=owner, kind=kind, person=person, unit_id=pk, valid=valid) for pk in new]
        event.data = {"name": person.full_name, "as": str(Portfolio.Kind(kind).label), "count": len(made)}
        return Portfolio.objects.bulk_create(made)


def end_charge(*, owner: Unit, rows: Iterable[Portfolio], by: Scope, on: date, today: date | None = None) -> int:
    """The office's rows end: ``on`` is the first day they no longer hold. Raises Refusal: not one's office, none left."""
    rules.check_portfolio(by, owner.pk)
    with record("orgs.portfolio.ended", by=by.user, subject=owner, unit_id=owner.pk, at=clock.moment(today)) as event:
        Unit.objects.select_for_update(no_key=True).get(pk=owner.pk)
        open_ = Q(valid__endswith__isnull=True) | Q(valid__endswith__gt=on)
        ids = [row.pk for row in rows]
        found = list(Portfolio.objects.filter(open_, valid__isempty=False, owner=owner, pk__in=ids))
        if not found:
            raise Refusal("orgs.portfolio.no_unit", wording.PORTFOLIO_NO_UNIT)
        _end(found, on)
        event.data["count"] = len(found)
    return len(found)


def hand_portfolio(*, rows: Sequence[Portfolio], to: Person, on: date) -> list[Portfolio]:
    """Give rows to somebody else from a day on, their end kept; inside an act that is being recorded and was allowed."""
    made = [
        Portfolio(
            owner_id=row.owner_id,
            kind=row.kind,
            person=to,
            unit_id=row.unit_id,
            valid=DateRange(max(on, row.valid.lower), row.valid.upper),
        )
        for row in rows
    ]
    _end(rows, on)
    return Portfolio.objects.bulk_create(made)


def _locked(owner: Unit, kind: str, wanted: set[int | None]) -> list[Portfolio]:
    """The rows of these units that have not ended, held against a second act by the office's own row."""
    Unit.objects.select_for_update(no_key=True).get(pk=owner.pk)
    named = Q(unit_id__in=[pk for pk in wanted if pk])
    rows = Portfolio.objects.filter(named | Q(unit=None) if None in wanted else named, owner=owner, kind=kind)
    return list(rows.filter(valid__isempty=False).order_by("id"))


def _check_later(held: Iterable[Portfolio], since: date) -> None:
    later = next((row for row in held if row.valid.lower > since), None)
    if later is not None:
        day = later.valid.lower.strftime("%d/%m/%Y")
        raise Refusal("orgs.portfolio.later", wording.PORTFOLIO_LATER % {"day": day})


def _end(rows: Iterable[Portfolio], on: date) -> None:
    ended = [row for row in rows if row.valid.upper is None or row.valid.upper > on]
    for row in ended:
        row.valid = DateRange(row.valid.lower, max(on, row.valid.lower))
    Portfolio.objects.bulk_update(ended, ["valid"])


def person_of(*, key: str, unit_id: int, roles: Iterable[Role], by: Scope, today: date | None = None) -> Person:
    """The person a list of ``members`` means by the key; an account chosen for the first time becomes one.

    Raises Refusal where the key names nobody of the unit.
    """
    on = today or clock.today()
    found = next((one for one in members(unit_id, roles, on) if one.key == key), None)
    if found is None:
        raise Refusal("orgs.member.unknown", wording.NO_MEMBER)
    if not key.startswith("u"):
        return Person.objects.get(pk=int(key[1:]))
    with record("orgs.user.linked", by=by.user, at=clock.moment(today)) as event:
        account = User.objects.select_for_update(of=("self",)).get(pk=int(key[1:]))
        about(event, account)
        if account.person_id is None:
            person = Person.objects.filter(pk=found.person_id).first() if found.person_id else None
            account.person = person or _made(account.full_name)
            account.save(update_fields=["person"])
    assert account.person is not None, "linked just now or before"
    return account.person


def _made(full_name: str) -> Person:
    return Person.objects.create(full_name=full_name, sort_key=sort_key(full_name))
