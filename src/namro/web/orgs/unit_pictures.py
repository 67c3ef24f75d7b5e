"""The pictures of one unit: due dates by week, the year's plan against what was completed, states of the units under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from namro.orgs.queries import names_and_codes
from namro.orgs.scope import Scope
from namro.tasks import queries
from namro.tasks.queries import of_units
from namro.web import asof
from namro.web.pictures import Cell, Picture, Point, Series, curve
from namro.web.tasks import drawn
from namro.web.tasks.figures import LEAD, address

_MOST = 15


def of_unit(scope: Scope, ids: Sequence[int], kept: dict[str, str], on: asof.AsOf, year: int) -> list[Picture]:
    """Those that say anything. Four queries at most, however many units."""
    found = [year_curve(of_units.year_of(scope, ids, year), kept, year)]
    if on.is_today:
        found.insert(0, drawn.load(queries.due_load(scope, unit_ids=ids), kept))
    if len(ids) > 1:
        found.append(_states(scope, ids, kept, on))
    return found


def year_curve(reached: Sequence[of_units.Reached], kept: Mapping[str, str], year: int) -> Picture:
    """What was to be completed by the end of each month and what was, both counted from the year's first day."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    plain = {name: value for name, value in kept.items() if name != "on"} | LEAD
    points = []
    for one in reached:
        planned = address(plain, {"category": "assigned", "due_from": first, "due_to": one.on.isoformat()})
        asked = {"category": "done", "due_from": first, "due_to": last, "on": one.on.isoformat()}
        points.append(
            Point(one.on, f"{one.on:%d/%m/%Y}", Cell(one.planned, planned), Cell(one.done, address(plain, asked)))
        )
    return curve(
        "year",
        _("Planned and completed in %(year)s") % {"year": year},
        _("By the end of"),
        (Series(_("due by then"), "planned"), Series(_("completed by then"), "reached")),
        points,
        today=_last_known(reached),
        note=_("Assignments due in the year, added up from its first day; completed as known at the end of each day."),
    )


def _last_known(reached: Sequence[of_units.Reached]) -> date | None:
    return max((one.on for one in reached if one.done is not None), default=None)


def _states(scope: Scope, ids: Sequence[int], kept: Mapping[str, str], on: asof.AsOf) -> Picture:
    counted = of_units.counters_each(scope, ids, None if on.is_today else on.day)
    worst = sorted(counted, key=lambda pk: (-counted[pk].open_overdue, -counted[pk].assigned, pk))[:_MOST]
    called = names_and_codes(worst, on.day)
    day = {name: value for name, value in kept.items() if name == "on"}
    lines = [drawn.state_line(called[pk][0], counted[pk], day | {"unit": called[pk][1]}) for pk in worst]
    note = _("%(shown)s of %(all)s units, the most overdue first.") % {"shown": len(worst), "all": len(counted)}
    return drawn.states("states", lines, note if len(counted) > len(worst) else "")
