"""Leader in charge and officer who follows, on the page of a task; and the small page that names somebody for one task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from namro.core import clock
from namro.core.errors import NotFound, Refusal
from namro.orgs import actions as orgs
from namro.orgs.members import OFFICE, members
from namro.orgs.models import Portfolio
from namro.orgs.scope import Scope
from namro.tasks import actions, rules
from namro.tasks.models import Assignment, Task
from namro.tasks.queries import Line, TaskPage
from namro.tasks.queries.following import KINDS, Follower, Followers
from namro.web.forms import LineField
from namro.web.requests import Request

BY_PORTFOLIO = "portfolio"


@dataclass(frozen=True)
class Named:
    """One person in the panel: for how many of the task's units, and the register's address for the same person."""

    name: str
    own: bool
    units: int
    url: str


@dataclass(frozen=True)
class Said:
    """What was once said for the task itself."""

    label: str
    name: str
    reason: str
    on: date
    by: str


def panel(found: TaskPage, focus: Line | None, scope: Scope, *, now: bool) -> dict[str, Any]:
    """Who leads and who follows, over the lead units of the page or the one it is about; what was said before."""
    lines = [focus] if focus else [one for one in found.lines if one.row.role == Assignment.Role.LEAD] or found.lines
    who = Followers.of_task(found.task)
    task: Any = found.task
    return {
        "kinds": [(Portfolio.Kind(kind).label, _named(kind, lines, who, task, scope)) for kind in KINDS],
        "said": [
            Said(
                str(Portfolio.Kind(one["kind"]).label),
                one["name"] or "",
                one["reason"],
                date.fromisoformat(one["happened_on"]),
                one["by"] or "",
            )
            for one in task.followings_said
        ],
        "may_change": now and rules.can_follow(scope, found.task.owner_id),
    }


def _named(kind: str, lines: list[Line], who: Followers, task: Any, scope: Scope) -> list[Named]:
    counted: dict[Follower, int] = {}
    for line in lines:
        one = who.find(kind, task.owner_id, line.row.unit_id, task.followings_said)
        if one:
            counted[one] = counted.get(one, 0) + 1
    register = "" if scope.overseen == [] else f"/tasks/?{kind}="
    return [
        Named(one.name, one.own, units, f"{register}{one.person_id}" if register else "")
        for one, units in sorted(counted.items(), key=lambda pair: -pair[1])
    ]


class FollowForm(forms.Form):
    """Who for this task, and why."""

    kind = forms.ChoiceField(label=_("To be"), choices=Portfolio.Kind.choices)
    person = forms.ChoiceField(label=_("The person"))
    reason = LineField(label=_("Reason"), required=False, max_length=500)

    def __init__(self, *args: Any, owner_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        named: list[tuple[str, str | Promise]] = [
            (one.key, one.words) for one in members(owner_id, OFFICE, clock.today())
        ]
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), (BY_PORTFOLIO, _("as the office's portfolios say")), *named]


@require_http_methods(["GET", "POST"])
def follow(request: Request, task_id: int) -> HttpResponse:
    """Name the leader in charge or the officer who follows for this one task, or leave it to the portfolios again."""
    scope = request.scope
    task = Task.objects.visible_to(scope).filter(pk=task_id).first()
    if task is None:
        raise NotFound("tasks.task.not_found", "")
    rules.check_follow(scope, task.owner_id)
    kind = request.GET.get("kind", "")
    first = {"kind": kind if kind in KINDS else Portfolio.Kind.OFFICER}
    form = FollowForm(request.POST or None, owner_id=task.owner_id, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            _say(task, form.cleaned_data, scope)
        except NotFound:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(_("Saved.")))
            return redirect("web:task", task.pk)
    shown = {"task": task, "form": form}
    return render(request, "web/tasks/follow.html", shown, status=422 if form.errors else 200)


def _say(task: Task, given: dict[str, Any], scope: Scope) -> None:
    chosen = given["person"]
    person = None
    if chosen != BY_PORTFOLIO:
        person = orgs.person_of(key=chosen, unit_id=task.owner_id, roles=OFFICE, by=scope)
    actions.follow(task=task, kind=given["kind"], person=person, reason=given["reason"], by=scope)
