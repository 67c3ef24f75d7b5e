"""Sample data for the demo: a fictional province, its documents, three months of work ending the day before ``today``.

Everything goes through the application's own actions, so the demo is as attributable and as checked as real work.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from django.db import transaction

from namro.core import actions as core_actions
from namro.core import clock
from namro.documents.actions import install_reference_data
from namro.orgs.models import Role, RoleGrant, Unit, User
from namro.orgs.scope import Scope, scope
from namro.samples import documents, organisation, story, whole
from namro.tasks.models import AssignmentState

Report = Callable[[str], None]
PARTY_OFFICER, STATE_OFFICER = "dieuphoi.tinhuy", "dieuphoi"


def accounts() -> list[tuple[str, str, str]]:
    """User name, password and role of every sample account, for the start's printed list."""
    labels = dict(Role.choices)
    return [
        (row["username"], organisation.PASSWORD, str(labels[row["role"]])) for row in organisation.table("accounts")
    ]


def load_samples(today: date | None = None, report: Report = lambda line: None) -> None:
    """Fill an empty installation. Repeatable: the same ``today`` gives the same data. All or nothing."""
    day = today or clock.today()
    with transaction.atomic():
        core_actions.set_up(name="Tỉnh Lam Giang", place="tỉnh Lam Giang", demo=True)
        core_actions.seed_calendar(years=list(range(2025, day.year + 2)))
        install_reference_data()
        units = organisation.load()
        report(f"{len(units)} đơn vị")
        desk = _Desk(day)
        tasks = documents.load(units, day, officer=desk.officer, by=desk.office_of)
        report(f"{len(tasks)} nhiệm vụ")
        acts = story.live(day, office=desk.office, worker=desk.worker)
        acts += whole.act(day, office=desk.office, worker=desk.worker)
        report(f"{acts} cập nhật")


class _Desk:
    """Who acts for whom in the story: two offices, and the reporters of the units that have one."""

    def __init__(self, today: date) -> None:
        self.scopes = {name: scope(User.objects.get(username=name), today) for name in (PARTY_OFFICER, STATE_OFFICER)}
        reporters = RoleGrant.objects.filter(role=Role.REPORTER).select_related("user")
        self.workers = {held.unit_id: scope(held.user, today) for held in reporters}
        self.tree = cache(lambda unit_id: Unit.objects.get(pk=unit_id).tree)

    def officer(self, unit: Unit) -> User:
        user = self.office_of(unit).user
        assert user is not None, "a sample office has an account"
        return user

    def office_of(self, unit: Unit) -> Scope:
        return self.scopes[STATE_OFFICER if unit.tree == Unit.Tree.STATE else PARTY_OFFICER]

    def office(self, row: AssignmentState) -> Scope:
        return self.scopes[STATE_OFFICER if self.tree(row.owner_id) == Unit.Tree.STATE else PARTY_OFFICER]

    def worker(self, unit_id: int) -> Scope | None:
        return self.workers.get(unit_id)
