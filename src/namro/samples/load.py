"""Sample data for the demo: a fictional province, its documents, three months of work ending the day before ``today``.

Everything goes through the application's own actions, so the demo is as attributable and as checked as real work.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from namro.core import actions as core_actions
from namro.core import clock
from namro.samples import organisation

Report = Callable[[str], None]


def accounts() -> list[tuple[str, str, str]]:
    """User name, password and role of every sample account, for the start's printed list."""
    return [(row["username"], organisation.PASSWORD, row["role"]) for row in organisation.table("accounts")]


def load_samples(today: date | None = None, report: Report = lambda line: None) -> None:
    """Fill an empty installation. Repeatable: the same ``today`` gives the same data. All or nothing."""
    day = today or clock.today()
    with transaction.atomic():
        core_actions.set_up(name="Tỉnh Lam Giang", place="tỉnh Lam Giang", demo=True)
        core_actions.seed_calendar(years=list(range(2025, day.year + 2)))
        report("organisation")
        organisation.load()
