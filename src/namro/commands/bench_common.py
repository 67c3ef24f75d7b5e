"""The common work every task tracker was measured on: one task, one directive to 579 communes, pages, search, memory."""

from __future__ import annotations

import http.client
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from namro.commands.bench import Figure
from namro.commands.bench_own import own, signed_in, web_server
from namro.launch import machine

SMALLEST = 100_000  # rows where no other number is asked for: what the other systems were measured at
ROUNDS, CLIENTS, SECONDS = 15, 16, 5.0
_GOAL = "to reach"


def measure(size: int) -> Iterator[Figure]:
    """Yield every figure at ``size`` shares (from 1,000 on; less is 100,000), each beside what it has to reach."""
    size = size if size >= 1000 else SMALLEST
    with own() as place:
        from namro.commands import bench_rows

        city = bench_rows.organisation()
        bench_rows.fill(max(1000, size // 10), city)
        tenth = _page_over_http(place, "district")
        bench_rows.fill(size, city)
        yield Figure("create_task", _milliseconds(lambda: _task(city)), "ms", 40.0, _GOAL)
        yield Figure("directive_to_579", _milliseconds(lambda: _directive(city), 5), "ms", 500.0, _GOAL)
        yield Figure("roll_up", _milliseconds(_roll_up), "ms", 50.0 if size <= SMALLEST else 120.0, _GOAL)
        found, expected, spent = _search(bench_rows.WORDS["needle"])
        yield Figure("search", spent, "ms", 30.0, _GOAL)
        yield Figure("search_found", found, "tasks", expected, "there are")
        with web_server(place) as (port, process):
            page, rate, memory = _page(port, "district"), _rate(port, "district"), _memory(process)
        yield Figure("overdue_page", page, "ms", 20.0, _GOAL)
        yield Figure("overdue_page_growth", page, "ms", tenth, "at a tenth of the rows")
        yield Figure("requests_a_second", rate, "1/s", 150.0, _GOAL)
        yield Figure("memory_2_workers", memory, "MiB", 200.0, _GOAL)


def _milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of a few rounds, after one that warms up."""
    work()
    spent = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent) * 1000


def _scope(name: str) -> Any:
    from namro.core import clock
    from namro.orgs.models import User
    from namro.orgs.scope import scope

    return scope(User.objects.get(username=name), clock.today())


def _issue(city: Any, leads: list[Any]) -> None:
    """One task with its directive: number, history, change record and state rows included."""
    from namro.commands.bench_rows import WORDS
    from namro.core import clock
    from namro.tasks import actions
    from namro.tasks.models import Directive, Task

    by, day = _scope("coordinator"), clock.today()
    order = actions.Order(issuer_name=WORDS["giver"], form=Directive.Form.MEETING, ordered_on=day)
    directive = actions.note_directive(order=order, by=by)
    mode = Task.Mode.EACH if len(leads) > 1 else Task.Mode.ONE
    new = actions.NewTask(content=WORDS["work"][0], owner=city, leads=leads, orders=[directive], due_on=day, mode=mode)
    actions.issue(new=new, by=by)


def _task(city: Any) -> None:
    from namro.orgs.models import Unit

    _issue(city, [Unit.objects.get(code="S01")])


def _directive(city: Any) -> None:
    from namro.orgs.models import Unit

    _issue(city, list(Unit.objects.filter(code__startswith="X").order_by("code")))


def _roll_up() -> None:
    from namro.tasks import queries

    queries.counters_by_unit(_scope("coordinator"))


def _search(words: str) -> tuple[int, int, float]:
    """How many tasks the register finds page by page, how many hold the words, and the milliseconds of the first page."""
    from namro.tasks import queries
    from namro.tasks.models import Task
    from vanban.fold import fold

    scope = _scope("coordinator")
    ids = queries.task_ids(scope, queries.Filters(words=fold(words)))
    expected = Task.objects.filter(search_fold__contains=fold(words)).count()
    return len(ids), expected, _milliseconds(lambda: list(ids.all()[:50]))


def _page_over_http(place: Any, account: str) -> float:
    with web_server(place) as (port, _process):
        return _page(port, account)


def _page(port: int, account: str) -> float:
    """Milliseconds of the overdue work of one district, fifty rows, one request after the other."""
    connection, headers = http.client.HTTPConnection("127.0.0.1", port, timeout=60), signed_in(account)
    return _milliseconds(lambda: _get(connection, headers), 2 * ROUNDS)


def _get(connection: http.client.HTTPConnection, headers: dict[str, str]) -> None:
    connection.request("GET", "/tasks/?category=open_overdue", headers=headers)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200 or b"<table" not in body:
        raise RuntimeError(f"the page answered {response.status}")


def _rate(port: int, account: str) -> float:
    """Requests a second on that page over sixteen connections."""
    headers, limit = signed_in(account), time.perf_counter() + SECONDS

    def client(_number: int) -> int:
        connection, done = http.client.HTTPConnection("127.0.0.1", port, timeout=60), 0
        while time.perf_counter() < limit:
            _get(connection, headers)
            done += 1
        return done

    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        done = sum(pool.map(client, range(CLIENTS)))
    return done / (time.perf_counter() - started)


def _memory(process: int) -> float:
    """Mebibytes of the web server and its two workers, each shared page counted once (PSS)."""
    rolled = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in machine.session_of(process)]
    return sum(int(line.split()[1]) for text in rolled for line in text.splitlines() if line.startswith("Pss:")) / 1024
