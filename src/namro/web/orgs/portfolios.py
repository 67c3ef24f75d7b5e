"""Who of an office is in charge of which units and who follows them: read by the office, changed by it and administrators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.orgs import actions, queries, rules, wording
from namro.orgs.members import OFFICE, members, portfolios_of
from namro.orgs.models import Portfolio, Unit
from namro.orgs.scope import Scope
from namro.tasks.rules import can_hand_over
from namro.web.forms import DayField, UnitField, UnitsField, choose
from namro.web.requests import Request


class ChargeForm(forms.Form):
    """What a person is to look after from a day on."""

    kind = forms.ChoiceField(label=gettext_lazy("To be"), choices=choose(Portfolio.Kind.choices))
    person = forms.ChoiceField(label=gettext_lazy("The person"))
    units = UnitsField(label=gettext_lazy("Units"), required=False, help_text=gettext_lazy("One unit a line."))
    under = UnitField(label=gettext_lazy("All units under"), required=False)
    rest = forms.BooleanField(label=gettext_lazy("All other units that nobody is named for"), required=False)
    since = DayField(label=gettext_lazy("From"))

    def __init__(self, *args: Any, owner_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = [(one.key, one.words) for one in members(owner_id, OFFICE, clock.today())]
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choose(self.people)

    def chosen(self) -> list[Unit | None]:
        """The units meant, None for the rest."""
        data = self.cleaned_data
        found: list[Unit | None] = list(data["units"])
        if data["under"]:
            under = queries.below(data["under"].pk, data["since"])
            found += [unit for unit in Unit.objects.filter(pk__in=under) if unit != data["under"]]
        return list(dict.fromkeys([*found, *([None] if data["rest"] else [])]))


def may_see(scope: Scope, unit_id: int) -> bool:
    """Whether the page of the office's portfolios is open to the reader."""
    return rules.can_divide(scope, unit_id) or scope.overseen is None or unit_id in scope.overseen


@require_http_methods(["GET", "POST"])
def portfolio(request: Request, code: str) -> HttpResponse:
    """The office's people, each with the units in their charge; a form that gives units to somebody, one that ends it."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None or not may_see(request.scope, unit.pk):
        raise NotFound("orgs.unit.unknown", wording.UNKNOWN_UNIT % {"code": code})
    if request.method == "POST":
        rules.check_portfolio(request.scope, unit.pk)
        if request.POST.get("act") == "end":
            return _end(request, unit)
    form = ChargeForm(request.POST or None, owner_id=unit.pk, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            _give(unit, form, request.scope)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("web:portfolio", code)
    return render(request, "web/orgs/portfolio.html", _shown(request, unit, form), status=422 if form.errors else 200)


def _give(unit: Unit, form: ChargeForm, by: Scope) -> None:
    data, chosen = form.cleaned_data, form.chosen()
    if not chosen:
        raise Refusal("orgs.portfolio.no_unit", wording.PORTFOLIO_NO_UNIT)
    person = actions.person_of(key=data["person"], unit_id=unit.pk, roles=OFFICE, by=by)
    actions.put_in_charge(owner=unit, kind=data["kind"], person=person, units=chosen, since=data["since"], by=by)


def _end(request: Request, unit: Unit) -> HttpResponse:
    sent = [int(one) for one in request.POST.getlist("row") if one.isascii() and one.isdigit() and len(one) < 18]
    rows = list(Portfolio.objects.filter(owner=unit, pk__in=sent))
    count = actions.end_charge(owner=unit, rows=rows, by=request.scope, on=clock.today())
    messages.success(request, _("Ended from today on, units: %(count)s.") % {"count": count})
    return redirect("web:portfolio", unit.code)


@dataclass(frozen=True)
class Held:
    """One row: the unit (all others where it has no name) and its days."""

    row: Portfolio
    unit: str


@dataclass(frozen=True)
class Holder:
    """A person of the office with the units looked after."""

    person_id: int
    name: str
    held: list[Held]


def _shown(request: Request, unit: Unit, form: ChargeForm) -> dict[str, Any]:
    today = clock.today()
    rows = list(portfolios_of(unit.pk, today))
    called = queries.names({unit.pk, *(row.unit_id for row in rows if row.unit_id)}, today)
    return {
        "unit": unit,
        "name": called[unit.pk],
        "kinds": [(kind, kind.label, _holders([row for row in rows if row.kind == kind], called)) for kind in _ORDER],
        "form": form,
        "may_change": rules.can_divide(request.scope, unit.pk),
        "people": form.people,
        "today": today,
        "hands_over": can_hand_over(request.scope, unit.pk),
        "sees_work": request.scope.overseen != [],
    }


_ORDER = (Portfolio.Kind.LEADER, Portfolio.Kind.OFFICER)


def _holders(rows: Iterable[Portfolio], called: Mapping[int, str]) -> list[Holder]:
    found: dict[int, Holder] = {}
    for row in rows:
        holder = found.setdefault(row.person_id, Holder(row.person_id, row.person.full_name, []))
        holder.held.append(Held(row, called[row.unit_id] if row.unit_id else ""))
    for holder in found.values():
        holder.held.sort(key=lambda one: (_first(one.row), one.unit == "", one.unit))
    return list(found.values())


def _first(row: Portfolio) -> date:
    first: date = row.valid.lower
    return first
