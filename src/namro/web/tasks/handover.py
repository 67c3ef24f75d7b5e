"""One person hands over to another: who to whom, the list with its boxes, the act, and the minute to print."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from namro.core import clock
from namro.core.errors import NotFound
from namro.orgs import actions as orgs
from namro.orgs.members import OFFICE, UNIT, Member, members
from namro.orgs.models import Person, Portfolio, Unit
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.tasks import actions, rules
from namro.tasks.models import HandoverLine
from namro.tasks.queries import handovers
from namro.tasks.queries.in_hand import InHand, holders, in_hand
from namro.tasks.queries.views import office_names
from namro.web.requests import Request
from namro.web.tasks import inside

_ROLES = (*OFFICE, *UNIT)
_MOST = 10
What = HandoverLine.What
_TICKS = (What.PORTFOLIO, What.FOLLOWED, What.INSIDE, What.REVIEW)


@dataclass(frozen=True)
class Item:
    """One line of the preview with its box."""

    key: int
    words: str
    code: str = ""
    note: str | Promise = ""
    url: str = ""


@dataclass(frozen=True)
class Group:
    """Lines of one kind; ``what`` names its boxes, none where nothing is chosen."""

    what: str
    label: Promise
    items: list[Item]
    ticks: bool = True


@require_http_methods(["GET", "POST"])
def handover(request: Request) -> HttpResponse:
    """Who hands over to whom; once both are known what there is, with everything ticked; then the act itself."""
    scope = request.scope
    if not rules.can_hand_over(scope):
        raise NotFound("tasks.handover.not_yours", "")
    asked = request.POST if request.method == "POST" else request.GET
    unit = _unit(asked.get("unit", ""), scope)
    people = holders(unit.pk, scope, clock.today()) if unit else []
    to_whom = members(unit.pk, _ROLES, clock.today()) if unit else []
    giver = next((one for one in people if str(one[0]) == asked.get("from", "")), None)
    taker = _taker(to_whom, asked.get("to", ""), giver)
    if unit and giver and taker and request.method == "POST":
        return _hand_over(request, unit, giver[0], taker)
    shown = {"unit": unit, "people": people, "to_whom": to_whom, "giver": giver, "taker": taker} | _around(scope)
    if unit and giver and taker:
        shown |= _preview(in_hand(unit.pk, Person(pk=giver[0], full_name=giver[1]), scope, clock.today()))
    return render(request, "web/tasks/handover.html", shown, status=422 if request.method == "POST" else 200)


def _taker(to_whom: list[Member], key: str, giver: tuple[int, str] | None) -> Member | None:
    """Who takes over: one of the unit's people, and not the giver."""
    return next((one for one in to_whom if one.key == key and (not giver or one.person_id != giver[0])), None)


def _around(scope: Scope) -> dict[str, Any]:
    """The units to choose from, and what was handed over before."""
    units = [one for one in office_names(scope) if rules.can_hand_over(scope, one[0])]
    return {"units": units, "done": handovers.latest(scope, most=_MOST)}


def _unit(asked: str, scope: Scope) -> Unit | None:
    """The unit asked for by number, of those the reader may act for; without one the only one there is."""
    offered = [pk for pk, _name in office_names(scope) if rules.can_hand_over(scope, pk)] if not asked else []
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else None
    pk = number if asked else offered[0] if len(offered) == 1 else None
    if pk is None:
        return None
    if not rules.can_hand_over(scope, pk):
        raise NotFound("orgs.unit.unknown", "")
    return Unit.objects.filter(pk=pk).first()


def _hand_over(request: Request, unit: Unit, giver: int, taker: Member) -> HttpResponse:
    sent = {what: _numbers(request, what) for what in _TICKS}
    person = orgs.person_of(key=taker.key, unit_id=unit.pk, roles=_ROLES, by=request.scope)
    ticked = actions.Ticked(
        portfolio=sent[What.PORTFOLIO],
        followed=sent[What.FOLLOWED],
        inside=sent[What.INSIDE],
        reviews=sent[What.REVIEW],
        once=request.POST.get("once", "")[:64],
    )
    made = actions.hand_over(
        unit=unit,
        from_person=Person.objects.get(pk=giver),
        to_person=person,
        ticked=ticked,
        reason=request.POST.get("reason", "")[:1000],
        by=request.scope,
    )
    messages.success(request, str(_("Handed over. The minute can be printed.")))
    return redirect("web:handover_minute", made.pk)


def _numbers(request: Request, what: str) -> list[int]:
    sent = request.POST.getlist(what)
    return sorted({int(one) for one in sent if one.isascii() and one.isdigit() and len(one) < 18})


def _preview(held: InHand) -> dict[str, Any]:
    units = {row.unit_id for row in held.portfolio if row.unit_id} | {row.unit_id for row in held.completions}
    called = names(units, clock.today())
    groups = [
        Group(What.PORTFOLIO, _("Units looked after"), [_portfolio(row, called) for row in held.portfolio]),
        Group(What.FOLLOWED, _("Tasks named for this person"), [_followed(one) for one in held.followed]),
        Group(
            What.INSIDE, _("Tasks handed on inside the unit, drafts not sent"), [_inside(row) for row in held.inside]
        ),
        Group(What.REVIEW, _("Documents under review"), [Item(one.pk, one.title, one.symbol) for one in held.reviews]),
        Group(
            What.DECISION,
            _("Decisions that wait; they go with the units and tasks ticked"),
            _decisions(held),
            ticks=False,
        ),
    ]
    return {
        "groups": [group for group in groups if group.items],
        "total": held.total,
        "once": secrets.token_hex(16),
        "previewed": True,
    }


def _portfolio(row: Portfolio, called: dict[int, str]) -> Item:
    return Item(row.pk, called[row.unit_id] if row.unit_id else str(_("all other units")), note=row.get_kind_display())


def _followed(one: Any) -> Item:
    return Item(one.pk, one.task.content, one.task.code, one.get_kind_display())


def _inside(row: Any) -> Item:
    held = inside.now(row)
    note = _("explanation drafted, not sent") if row.drafted else ""
    day = f"{held.due_on:%d/%m/%Y}" if held and held.due_on else ""
    return Item(row.assignment_id, row.task.content, row.task.code, note or day)


def _decisions(held: InHand) -> list[Item]:
    sent = [Item(row.pk, row.task.content, row.task.code, _("completion to be confirmed")) for row in held.completions]
    return sent + [Item(one.pk, one.task.content, one.task.code, _("proposal to be decided")) for one in held.proposals]


@require_safe
def minute(request: Request, handover_id: int) -> HttpResponse:
    """The minute of a handover, as it was done; made for paper."""
    found = handovers.minute(handover_id, request.scope)
    if found is None:
        raise NotFound("tasks.handover.not_found", "")
    parts = [(label, what, found.lines[what]) for what, label in _HEADS.items() if what in found.lines]
    party = found.handover.unit.tree == Unit.Tree.PARTY
    return render(request, "web/tasks/handover_minute.html", {"minute": found, "parts": parts, "party": party})


_HEADS: dict[str, Promise] = {
    What.PORTFOLIO: _("Units looked after"),
    What.FOLLOWED: _("Tasks named for this person"),
    What.INSIDE: _("Tasks handed on inside the unit"),
    What.DECISION: _("Decisions that wait"),
    What.REVIEW: _("Documents under review"),
}
