"""The busiest pages, answered in this process: beside the bare SQL of the same page, with its queries counted."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from namro.commands.bench import Figure
from namro.commands.bench_common import SMALLEST
from namro.commands.bench_own import own
from namro.launch import prepare

ROUNDS = 9
PAGES = (
    ("home", "coordinator", "/"),
    ("home_of_a_leader", "leader", "/"),
    ("home_of_a_commune", "commune", "/"),
    ("register", "coordinator", "/tasks/"),
    ("register_overdue", "coordinator", "/tasks/?category=open_overdue"),
    ("register_of_a_district", "district", "/tasks/?category=open_overdue"),
    ("register_search", "coordinator", "/tasks/?words=tinh+gon+bo+may"),
    ("register_by_task", "coordinator", "/tasks/?by=task"),
    ("register_as_of", "coordinator", "/tasks/?on=01/06/2026"),
    ("by_unit", "coordinator", "/tasks/units/"),
    ("own_work", "commune", "/tasks/mine/"),
    ("to_confirm", "coordinator", "/tasks/to-confirm/"),
    ("task_of_579", "coordinator", "/tasks/1/"),
    ("task_of_one", "coordinator", "/tasks/600/"),
    ("documents", "coordinator", "/documents/"),
    ("document", "coordinator", "/documents/1/"),
    ("organisation", "coordinator", "/organisation/"),
)


def measure(size: int) -> Iterator[Figure]:
    """Yield a figure a page at ``size`` shares: milliseconds beside those of its SQL alone, and the kilobytes of its HTML."""
    size = size if size >= 1000 else SMALLEST
    with own():
        from django.conf import settings

        from namro.commands import bench_rows

        prepare.collect_static(lambda _line: None)
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        bench_rows.fill(size, bench_rows.organisation())
        for name, account, path in PAGES:
            yield _page(name, account, path)


@dataclass
class Said:
    """Every statement of one answer with its parameters and the time it took."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    seconds: float = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Note one statement; Django calls it around each."""
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - started
            self.statements.append((sql, params))


def _page(name: str, account: str, path: str) -> Figure:
    from django.db import connection
    from django.test import Client

    from namro.orgs.models import User

    client = Client()
    client.force_login(User.objects.get(username=account))
    spent, inside, bare, heard, kilobytes = [], [], [], Said(), 0.0
    for _ in range(ROUNDS + 1):
        heard = Said()
        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(heard))
            started = time.perf_counter()
            response = client.get(path)
            spent.append(time.perf_counter() - started)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")
        inside.append(heard.seconds)
        bare.append(_again(heard))
        kilobytes = len(response.content) / 1000
    value, reference, sql = (statistics.median(one[1:]) * 1000 for one in (spent, bare, inside))
    more = {"queries": len(heard.statements), "sql_ms": round(sql, 2), "html_kB": round(kilobytes, 1)}
    return Figure(name, value, "ms", reference, "ms of its SQL alone", more)


def _again(heard: Said) -> float:
    """The seconds the same statements take by themselves, rows fetched."""
    from django.db import connection

    with connection.cursor() as cursor:
        started = time.perf_counter()
        for sql, params in heard.statements:
            if sql.lstrip()[:6].upper() == "SELECT":
                cursor.execute(sql, params)
                cursor.fetchall()
        return time.perf_counter() - started
