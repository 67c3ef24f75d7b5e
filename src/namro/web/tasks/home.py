"""The rooms' part of the first page: what waits for this reader, the items themselves, each figure opening its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.core import clock
from namro.orgs.models import Role
from namro.orgs.queries import names_and_codes
from namro.orgs.scope import Scope
from namro.tasks import queries
from namro.tasks.queries import explained
from namro.tasks.queries.following import LEADER, OFFICER
from namro.web.tasks import drawn, followed, home_asked, inside, rows
from namro.web.tasks.figures import FOUR, IN_TERM, KINDS, LEAD, OVERDUE, Figure, address, figure
from namro.web.tasks.tiles import Tile

MOST, MOST_UNITS = 8, 8
_UNITS = ("assigned", "done_on_time", "done_late", "open_in_term", "open_overdue", "unreported")


@dataclass(frozen=True)
class Part:
    """What waits for the reader in one of the roles held: figures, then the items, told by ``template``."""

    name: str
    title: Promise
    tiles: tuple[Tile, ...]
    template: str
    shown: dict[str, Any] = field(default_factory=dict)


def parts(scope: Scope) -> list[Part]:
    """A part for each kind of role: a unit's own work, an office's, an overseer's."""
    found = []
    if scope.holds(Role.REPORTER) or scope.holds(Role.UNIT_HEAD):
        found.append(_own(scope))
    office = scope.holds(Role.COORDINATOR)
    overseer = any(scope.holds(role) for role in (Role.LEADER, Role.INSPECTOR, Role.AUDITOR))
    if office or overseer:
        whole = _Whole(scope)
        if overseer:
            found += _overseer(scope, whole)
        if office:
            found += _office(scope, whole, alone=not overseer)
    return found


def _followed(scope: Scope, kind: str, lines: list[rows.Shown], *, counted: bool) -> list[Part]:
    """What the reader leads or follows as a person of the office, before everything else of it; nothing where there is none."""
    if not lines:
        return []
    kept = {kind: followed.ME}
    tiles: tuple[Tile, ...] = ()
    if counted:
        counts = queries.in_charge_counts(scope, kind)
        tiles = (
            Tile(_("late"), counts["late"], address(kept, OVERDUE), "red"),
            Tile(_("due within 7 days"), counts["due_soon"], address(kept, LEAD | {"mark": "due_soon"}), "amber"),
            Tile(
                _("completions to confirm"), counts["to_confirm"], address(kept, LEAD | {"mark": "to_confirm"}), "amber"
            ),
            Tile(_("open, in term"), counts["every"] - counts["late"], address(kept, IN_TERM)),
        )
    title = _("In my charge") if kind == LEADER else _("What I follow")
    shown = {"lines": lines, "all": address(kept, LEAD)}
    return [Part("followed", title, tiles, "web/tasks/home_followed.html", shown)]


def _own(scope: Scope) -> Part:
    counted, page = queries.own_waiting(scope), reverse("web:own_work")
    lists = queries.own_lists(scope, most=MOST)
    lines = _lines([*lists.mine, *lists.urgent, *lists.sent])
    mine, rest = lines[: len(lists.mine)], lines[len(lists.mine) :]
    urgent, sent = rest[: len(lists.urgent)], rest[len(lists.urgent) :]
    tiles: tuple[Tile, ...] = (
        Tile(_("late"), counted["overdue"], f"{page}?show=overdue", "red"),
        Tile(_("due within 7 days"), counted["due_soon"], f"{page}?show=due_soon", "amber"),
        Tile(_("returned"), counted["returned"], f"{page}?show=returned", "amber"),
        Tile(_("sent, waiting for confirmation"), counted["to_confirm"], f"{page}?show=to_confirm"),
        Tile(_("all open"), counted[""], page),
    )
    several = len(scope.units([Role.REPORTER, Role.UNIT_HEAD]) or []) > 1
    questions = list(explained.to_answer(scope)[:MOST])
    if questions:
        tone = "red" if questions[0].due_on < clock.today() else "amber"
        tiles = (Tile(_("asked to explain"), questions[0].of_all, "#asked-to-explain", tone), *tiles)  # type: ignore[attr-defined]
    shown = {
        "questions": [(one, (one.due_on - clock.today()).days) for one in questions],
        "mine": [(line, inside.now(line.row)) for line in mine],
        "urgent": urgent,
        "sent": sent,
        "answers": list(queries.answered(scope)[: MOST // 2]),
        "several": several,
        "open": counted[""],
        "more": counted[""] - counted["to_confirm"] - len(urgent) - len(mine),
    }
    return Part("own", _("My unit's work"), tiles, "web/tasks/home_own.html", shown)


def _lines(found: Iterable[Any]) -> list[rows.Shown]:
    return rows.shown(found, clock.today())


class _Whole:
    """The figures of everything the reader sees; shared by the parts of one who coordinates and oversees."""

    def __init__(self, scope: Scope) -> None:
        self.now, self.units = queries.units_now(scope)
        self.load = drawn.load(queries.due_load(scope), {})
        self.late = queries.most_late(self.units, most=MOST_UNITS)
        self.known: dict[int, tuple[str, str]] = {}

    def named(self, ids: set[int]) -> dict[int, str]:
        """Names of these units and of those in the table. One query."""
        self.known = names_and_codes(ids | {one.unit_id for one in self.late}, clock.today())
        return {unit_id: name for unit_id, (name, _code) in self.known.items()}

    def table(self) -> dict[str, Any]:
        """The units most overdue, each figure opening its rows, with the sum over all units below."""
        known = [(self.known[one.unit_id], one.now) for one in self.late]
        told = [(name, self._figures(now, {"unit": code})) for (name, code), now in known]
        return {
            "heads": [KINDS[name] for name in _UNITS],
            "units": told,
            "total": self._figures(self.now, {}),
            "late_units": sum(1 for one in self.units if one.now.counters.open_overdue),
            "load": self.load,
            "states": drawn.late_states((name, now.counters, {"unit": code}) for (name, code), now in known),
        }

    @staticmethod
    def _figures(now: queries.Now, kept: dict[str, str]) -> list[Figure]:
        return [figure(name, now.counters, kept) for name in _UNITS]


def _office(scope: Scope, whole: _Whole, *, alone: bool) -> list[Part]:
    lists = queries.office_lists(scope, most=MOST)
    asked = home_asked.asked(scope, MOST)
    waiting = [*lists.to_confirm, *lists.due_soon, *lists.followed]
    called = whole.named({row.unit_id for row in waiting} | {one.unit_id for one in asked.all})
    told = rows.shown(waiting, clock.today(), called)
    mine = told[len(lists.to_confirm) + len(lists.due_soon) :]
    counters = whole.now.counters
    soon = LEAD | {"mark": "due_soon"}
    tiles = (
        Tile(_("completions to confirm"), whole.now.mine, f"{reverse('web:to_confirm')}?kind=completion", "amber"),
        Tile(_("proposals to decide"), asked.proposed, home_asked.proposals_page(), "amber"),
        *home_asked.question_tiles(asked),
        Tile(_("overdue assignments"), counters.open_overdue, address({}, OVERDUE), "red"),
        Tile(_("overdue and never updated"), counters.unreported, address({}, OVERDUE | {"mark": "unreported"}), "red"),
        Tile(_("due within 7 days"), whole.now.due_soon, address({}, soon), "amber"),
    )
    shown = {
        "to_confirm": told[: len(lists.to_confirm)],
        "due_soon": told[len(lists.to_confirm) : len(told) - len(mine)],
        "proposals": [(one, called[one.unit_id]) for one in asked.proposals],
        "questions": [(one, called[one.unit_id], one.until and one.until < clock.today()) for one in asked.questions]
        if alone
        else [],
        "all_soon": address({}, soon),
        "alone": alone,
        "fresh": not (counters.assigned or counters.exited),
        **(whole.table() if alone else {}),
    }
    part = Part("office", _("Waiting for the office"), tiles, "web/tasks/home_office.html", shown)
    return [*_followed(scope, OFFICER, mine, counted=alone), part]


def _overseer(scope: Scope, whole: _Whole) -> list[Part]:
    lists = queries.leader_lists(scope, most=MOST)
    asked = home_asked.asked(scope, MOST)
    speaking = [row for _one, row in lists.focal]
    listed = [*speaking, *lists.followed]
    called = whole.named(home_asked.unit_ids(lists, asked) | {row.unit_id for row in listed})
    told = rows.shown(listed, clock.today(), called)
    told, mine = told[: len(speaking)], told[len(speaking) :]
    tiles = tuple(_tile(figure(name, whole.now.counters, {})) for name in ("assigned", *FOUR, "exited"))
    shown = {
        "focal": [(one, line) for (one, _row), line in zip(lists.focal, told, strict=True)],
        "asked": home_asked.told(lists, asked, called)[: 2 * MOST],
        "asked_tiles": home_asked.tiles(whole.now, asked),
        **whole.table(),
    }
    part = Part("overseen", _("Tasks assigned"), tiles, "web/tasks/home_overseen.html", shown)
    return [*_followed(scope, LEADER, mine, counted=False), part]


def _tile(one: Figure) -> Tile:
    return Tile(one.kind.label, one.value, one.url, one.kind.tone)
