"""The page of one post: who held it on each day, what its holder answers for, leads, follows and has in hand."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from namro.core import queries as core_queries
from namro.core.errors import NotFound
from namro.orgs import profile, wording
from namro.orgs.models import Portfolio, Post, Tenure
from namro.orgs.queries import names, names_and_codes
from namro.orgs.scope import Scope
from namro.tasks.queries import Filters, answered_for
from namro.tasks.queries.register import told
from namro.web import asof
from namro.web.orgs.unit_head import check_sees_work
from namro.web.orgs.unit_work import board
from namro.web.requests import Request
from namro.web.tabs import tabs
from namro.web.tasks import rows
from namro.web.tasks.figures import KINDS, address

_MOST = 50
_LED = (("leader", Portfolio.Kind.LEADER.label), ("officer", Portfolio.Kind.OFFICER.label))


def _head(request: Request, code: str, post_id: int, tab: str) -> tuple[Post, list[Tenure], dict[str, Any]]:
    """The post, everybody who has held it, and what stands above its tabs. Raises NotFound. Three queries."""
    found = profile.post_of(code, post_id)
    if found is None:
        raise NotFound("orgs.unit.unknown", wording.UNKNOWN_UNIT % {"code": code})
    on = asof.asked(request)
    held = profile.tenures(found)
    offered = [("web:post", _("Overview"))]
    if request.scope.seen != []:
        offered.append(("web:post_work", _("Work it answers for")))
    return (
        found,
        held,
        {
            "asof": on,
            "post": found,
            "unit_name": names([found.unit_id], on.day).get(found.unit_id, code),
            "holder": next((one for one in held if profile.holds(one, on.day)), None),
            "tabs": tabs(offered, tab, [code, post_id], on),
        },
    )


@require_safe
def post(request: Request, code: str, post_id: int) -> HttpResponse:
    """Who holds it on the day, everybody who did, and, of who heads a unit, the days late that ran under each."""
    found, held, shown = _head(request, code, post_id, "web:post")
    answers = found.is_head and request.scope.seen != []
    under = answered_for.late_under(request.scope, found.unit_id, held) if answers else map(answered_for.Under, held)
    events = core_queries.history(found.unit).filter(code="orgs.post.filled", data__title=found.title)
    shown |= {
        "held": [(one, profile.holds(one.tenure, shown["asof"].day)) for one in under],
        "answers": answers,
        "events": events[:_MOST],
    }
    return render(request, "web/orgs/post.html", shown)


@require_safe
def work(request: Request, code: str, post_id: int) -> HttpResponse:
    """Today's work of the one who holds it: the unit's figures, what the holder leads, follows and has in hand."""
    check_sees_work(request.scope)
    found, held, shown = _head(request, code, post_id, "web:post_work")
    today = request.scope.on
    holder = next((one for one in held if profile.holds(one, today)), None)
    shown |= {
        "holder": holder,
        "asof": asof.AsOf(today, f"{today:%d/%m/%Y}"),
        "board": board(request.scope, found.unit, asof.AsOf(today, "")) if found.is_head else None,
        **(_of_holder(request.scope, found, holder) if holder else {"charges": [], "led": [], "hand": []}),
    }
    return render(request, "web/orgs/post_work.html", shown)


def _of_holder(scope: Scope, found: Post, holder: Tenure) -> dict[str, Any]:
    """Units in charge, items led and followed, shares in hand. Six queries at most."""
    offices, person = scope.overseen, holder.person_id
    charged = [] if offices == [] else profile.charged(person, scope.on, offices)
    called = names_and_codes({pk for row in charged for pk in (row.owner_id, row.unit_id) if pk}, scope.on)
    hand = list(answered_for.in_hand(scope, found.unit_id, person).order_by("clock_on", "id")[:_MOST])
    return {
        "charges": [(row, called[row.owner_id][0], called.get(row.unit_id or 0)) for row in charged],
        "led": [] if offices == [] else [one for kind, label in _LED if (one := _led(scope, person, kind, label))],
        "hand": rows.shown(told(hand, Filters(), scope.on), scope.on) if hand else [],
    }


def _led(scope: Scope, person_id: int, kind: str, label: Any) -> tuple[Any, list[tuple[Any, int, str]]] | None:
    """What is led or followed, each figure opening its rows; None where there is nothing."""
    counted = answered_for.charge_of(scope, person_id, kind)
    if not counted.assigned:
        return None
    shown = ("assigned", "open_in_term", "open_overdue")
    kept = {kind: str(person_id)}
    return label, [(KINDS[one].label, getattr(counted, one), address(kept, KINDS[one].filters)) for one in shown]
