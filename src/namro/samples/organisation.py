"""The fictional province's organisation, entered through the actions: units in time, links, posts, accounts."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from namro.orgs import actions
from namro.orgs.members import OFFICE
from namro.orgs.models import Person, Role, Tenure, Unit, UnitLink, User
from namro.orgs.scope import installation

DATA = Path(__file__).parent / "data"
PASSWORD = "lam-giang-2026"  # noqa: S105 - the demo's accounts are printed on every start
Row = dict[str, str]


def table(name: str) -> list[Row]:
    """The rows of one csv file of sample data."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def load() -> dict[str, Unit]:
    """Enter everything; returns the units by code."""
    units = _units()
    _links(units)
    _successions(units)
    _accounts(units, _posts(units))
    _portfolios(units)
    return units


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _since(value: str) -> date:
    day = _day(value)
    assert day is not None, "the data tests hold every first day"
    return day


def _decision(row: Row) -> actions.Decision:
    return actions.Decision(row["decided_symbol"], row["decided_by"], _day(row["decided_on"]))


def _units() -> dict[str, Unit]:
    versions: dict[str, list[Row]] = defaultdict(list)
    for row in table("unit_versions"):
        versions[row["code"]].append(row)
    rows = table("units")
    new = [_new_unit(row, row | versions[row["code"]][0] if row["code"] in versions else row) for row in rows]
    units = {unit.code: unit for unit in actions.open_units(units=new, by=None)}
    for code, known in versions.items():
        for row in known[1:]:
            actions.add_version(
                unit=units[code],
                valid_from=_since(row["valid_from"]),
                name=row["name"],
                short_name=row["short_name"],
                kind=row["kind"],
                parent=units.get(row["parent"]),
                decision=_decision(row),
                by=None,
            )
    for row in rows:
        if row["closed_on"]:
            actions.close(unit=units[row["code"]], on=_since(row["closed_on"]), by=None)
    return units


def _new_unit(row: Row, first: Row) -> actions.NewUnit:
    return actions.NewUnit(
        code=row["code"],
        tree=row["tree"],
        kind=first["kind"],
        name=first["name"],
        short_name=first["short_name"],
        opened_on=_since(row["opened_on"]),
        parent=first["parent"],
        aliases=tuple(alias for alias in row["aliases"].split(";") if alias),
        decision=_decision(first),
    )


def _links(units: dict[str, Unit]) -> None:
    for row in table("links"):
        actions.link(
            kind=UnitLink.Kind(row["kind"]),
            from_unit=units[row["from_code"]],
            to_unit=units[row["to_code"]],
            since=_since(row["valid_from"]),
            by=None,
        )


def _successions(units: dict[str, Unit]) -> None:
    for title, rows in groupby(table("successions"), key=lambda row: row["reorganisation"]):
        moves = list(rows)
        actions.reorganise(
            title=title,
            effective_on=_since(moves[0]["effective_on"]),
            moves=[(units[row["from_code"]], units[row["to_code"]], Decimal(row["share"])) for row in moves],
            decision=_decision(moves[0]),
            by=None,
        )


def _posts(units: dict[str, Unit]) -> dict[str, Person]:
    """Who holds posts, by name."""
    posts = {row["code"]: row for row in table("posts")}
    known: dict[str, Person] = {}
    for row in table("tenures"):
        post = posts[row["post"]]
        made = actions.fill_post(
            unit=units[post["unit"]],
            title=post["title"],
            person=known.get(row["person"], row["person"]),
            kind=Tenure.Kind(row["kind"]),
            since=_since(row["valid_from"]),
            until=_day(row["valid_to"]),
            is_head=post["is_head"] == "1",
            by=None,
        )
        known[row["person"]] = made.person
    return known


def _accounts(units: dict[str, Unit], holders: dict[str, Person]) -> None:
    for row in table("accounts"):
        user = actions.create_user(
            username=row["username"],
            full_name=row["full_name"],
            password=PASSWORD,
            by=None,
            one_time=False,
            person=holders.get(row["full_name"]),
        )
        actions.grant(
            user=user,
            role=Role(row["role"]),
            unit=units[row["unit"]] if row["unit"] else None,
            since=date(2025, 7, 1),
            with_subtree=row["with_subtree"] == "1",
            by=None,
        )


def _portfolios(units: dict[str, Unit]) -> None:
    """Who of the two offices looks after which units; no unit named = all that nobody else has."""
    for row in table("portfolios"):
        since, owner = _since(row["valid_from"]), units[row["owner"]]
        by = installation(since)
        account = User.objects.get(username=row["account"])
        key = f"p{account.person_id}" if account.person_id else f"u{account.pk}"
        actions.put_in_charge(
            owner=owner,
            kind=row["kind"],
            person=actions.person_of(key=key, unit_id=owner.pk, roles=OFFICE, by=by, today=since),
            units=[units[code] for code in row["units"].split(";") if code] or [None],
            since=since,
            by=by,
        )
