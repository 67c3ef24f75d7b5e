"""One task: its words and where they stand, its deadline and why, its shares, what was said and decided, what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from namro.core import clock
from namro.core.days import parse_day
from namro.core.errors import NotFound
from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.tasks import queries, rules
from namro.tasks.drafting import rule_words
from namro.tasks.models import CHOSEN_EXITS, WORKING, Assignment, Gap, Move, Task
from namro.tasks.queries import CHOICES, Line, TaskPage, official, transfers
from namro.tasks.queries.one_task import Wanted
from namro.tasks.stages import Stage
from namro.tasks.states import BY_MOVE
from namro.web import asof
from namro.web.requests import Request
from namro.web.tasks import clarity, explaining, following, history, inside, known, rows, stage, task_head, wording
from namro.web.tasks.paging import PER_PAGE

_REPORTS, _ENTRIES = 5, 8  # the newest; all of them have tabs of their own


@require_safe
def task(request: Request, task_id: int) -> HttpResponse:
    """The task for this reader, as known today or at the end of a day; ``?share=`` looks at one share of many."""
    scope, share_id = request.scope, asked_share(request)
    on, found, gone = find(request, task_id, share_id, Wanted(reports=_REPORTS + 1))
    now, focus = on.is_today, focus_of(found, share_id)
    told = history.told(found)
    shown = {
        **task_head.shown(request, found, focus, on, gone, "web:task"),
        "chain": task_head.chain(found, focus),
        "due": _deadline(found, focus),
        **_may(scope, found, focus, now=now),
        "explaining": explaining.panel(found, focus, scope, now=now),
        "history": told[:_ENTRIES],
        "more_history": len(told) > _ENTRIES,
        "inside": inside.panel(found, scope, current=on.is_today),
        "reports": [(report, found.names[report.held_by]) for report in found.reports[:_REPORTS]],
        "more_reports": len(found.reports) > _REPORTS,
        **_shares(request, found),
        **_whole(found, focus, scope, now=now),
    }
    return render(request, "web/tasks/task.html", shown)


def find(
    request: Request, task_id: int, share_id: int | None, wanted: Wanted
) -> tuple[asof.AsOf, TaskPage, transfers.Gone | None]:
    """The day, the page, and where the reader's unit held the share until it went elsewhere: the page as known until then."""
    scope, on = request.scope, known.asked(request)
    found = queries.task_page(task_id, scope, on=None if on.is_today else on.day, share_id=share_id, wanted=wanted)
    gone = None if found else transfers.held_before(task_id, scope)
    if gone:
        on = asof.AsOf(clock.day_of(gone.at) - timedelta(days=1), on.words)
        found = queries.task_page(task_id, scope, until=gone.at, share_id=share_id, wanted=wanted)
    if found is None:
        raise NotFound("tasks.task.not_found", "")
    return on, found, gone


def _may(scope: Scope, found: TaskPage, focus: Line | None, *, now: bool) -> dict[str, Any]:
    """What may be done with the share in view and with many; nothing on a past day."""
    return {
        "groups": _acts(scope, focus) if focus and now else [],
        "quick": now and focus is not None and _quick(scope, focus),
        "stage_choices": Stage.choices,
        "exit_reasons": CHOSEN_EXITS,
        "office": _bulk(scope, found) if now else [],
    }


def asked_share(request: Request) -> int | None:
    number = request.GET.get("share", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 18 else None


def focus_of(found: TaskPage, share_id: int | None) -> Line | None:
    """The share the page's acts are about: the one asked for, else the only lead."""
    if share_id is not None:
        line = next((line for line in found.lines if line.row.assignment_id == share_id), None)
        if line is None and found.lines:
            raise NotFound("tasks.assignment.not_found", "")
        return line
    leads = [line for line in found.lines if line.row.role == Assignment.Role.LEAD]
    if len(leads) == 1:
        return leads[0]
    return found.lines[0] if len(found.lines) == 1 else None


def _shares(request: Request, found: TaskPage) -> dict[str, Any]:
    """The table of shares, cut down by category or by words of the unit's name, fifty a page."""
    category = request.GET.get("category", "")
    until = parse_day(request.GET.get("due_to", ""))
    words = request.GET.get("unit", "").strip()[:100]
    lines = [line for line in found.lines if _is_of(line, category, until) and words.casefold() in line.unit.casefold()]
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "shares": [(line, rows.one(line.row, line.unit, found.on)) for line in page],
        "shares_page": page,
        "category": category,
        "words": words,
        "filtered": len(found.lines) > 10,
        "counts": [(name, count, CHOICES[name], rows.TONES[name]) for name, count in found.counted.items()],
    }


_SUMS = {official.DONE: official.FOUR[:2], official.ASSIGNED: official.FOUR}


def _is_of(line: Line, category: str, until: date | None) -> bool:
    """Whether a share belongs to what the table is cut down to: one of the five or a sum of them, due until a day."""
    if until and (line.row.due_on is None or line.row.due_on > until):
        return False
    wanted = _SUMS.get(category, (category,))
    return category not in CHOICES or (line.official in wanted and line.row.role == Assignment.Role.LEAD)


def _deadline(found: TaskPage, focus: Line | None) -> dict[str, Any]:
    """The last allowed day now, the first one, and how it came about."""
    later = clarity.added(found).get(Gap.DUE)
    now = focus.row.due_on if focus else found.task.due_on or (later.due_on if later else None)
    unit_id = focus.row.unit_id if focus else None
    changes = [
        act for act in found.acts if act.kind == Move.Kind.SET_DUE and (act.count > 1 or unit_id in (None, act.unit_id))
    ]
    return {
        "now": now,
        "first": found.task.due_on,
        "changed": bool(focus and focus.row.extended),
        "changes": changes,
        "later": later if later and later.due_on == now else None,
        "rule": _rule(found.task.due_rule),
    }


def _whole(found: TaskPage, focus: Line | None, scope: Scope, *, now: bool) -> dict[str, Any]:
    """What belongs to the task and not to one share."""
    return {
        "clarities": clarity.clarities(found, scope, now=now),
        "added": clarity.added(found),
        "closing": _closing(found, scope, now=now),
        "stages": stage.panel(found, focus, scope, now=now),
        "following": following.panel(found, focus, scope, now=now),
    }


def _closing(found: TaskPage, scope: Scope, *, now: bool) -> dict[str, Any]:
    """The closing that holds, its exceptions, and whether this reader may close the task or take that back."""
    decides = now and found.task.mode == Task.Mode.EACH and rules.can_decide(scope, found.task.owner_id)
    working = [line.row for line in found.lines if line.row.role in WORKING]
    return {
        "held": found.closed,
        "exceptions": found.exceptions if found.closed else [],
        "may_reopen": bool(decides and found.closed),
        "may_close": bool(decides and not rules.why_not_close(scope, found.task, working)),
    }


def _rule(code: str) -> str:
    """How the day was computed, as a sentence; a rule without one is left unsaid rather than shown as its code."""
    words = rule_words(code)
    return "" if words == code else words


@dataclass(frozen=True)
class Act:
    """A button: what it does, and why not."""

    move: str
    label: Promise
    refused: str
    needs: str
    danger: bool = False


_NEEDS = {
    Move.Kind.RETURN: "reason",
    Move.Kind.SET_DUE: "due",
    Move.Kind.WAIT: "document",
    Move.Kind.SUSPEND: "reason",
    Move.Kind.EXIT: "exit",
    Move.Kind.REOPEN: "reason",
    Move.Kind.TRANSFER: "bulk",
}


def _acts(scope: Scope, focus: Line) -> list[dict[str, Any]]:
    """The holder's and the office's buttons; each sentence that refuses is said once for its buttons."""
    groups = []
    for who in ("holder", "office"):
        moves = [move for move in wording.ACTS if BY_MOVE[move].who == who]
        acts = [
            Act(
                str(move),
                wording.ACTS[move],
                rules.why_not(scope, focus.row, move),
                _NEEDS.get(move, ""),
                move in {Move.Kind.EXIT, Move.Kind.RETURN},
            )
            for move in moves
        ]
        reasons = list(dict.fromkeys(act.refused for act in acts))
        refusals = [(why, [act for act in acts if act.refused == why]) for why in reasons if why]
        groups.append(
            {"who": who, "acts": acts, "closed": reasons[0] if len(reasons) == 1 else "", "refusals": refusals}
        )
    return groups


def _quick(scope: Scope, focus: Line) -> bool:
    """Whether the page itself takes a progress line: from the unit's own people; the office has the full form."""
    holder = scope.holds(Role.REPORTER, focus.row.unit_id) or scope.holds(Role.UNIT_HEAD, focus.row.unit_id)
    return holder and rules.can_move(scope, focus.row, Move.Kind.REPORT)


def _bulk(scope: Scope, found: TaskPage) -> list[tuple[str, Promise]]:
    """What the office may decide for several units at once."""
    if not scope.holds(Role.COORDINATOR, found.task.owner_id):
        return []
    return [
        (str(move), label)
        for move, label in wording.ACTS.items()
        if BY_MOVE[move].who == "office" and move != Move.Kind.TRANSFER
    ]
