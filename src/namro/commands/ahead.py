"""Many files on all cores: a few are read ahead, results come in the order asked, no more is held than is worked on."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ahead(
    executor: Executor, work: Callable[[Asked], Answer], asked: Iterable[Asked], most: int
) -> Iterator[tuple[Asked, Answer]]:
    """Yield each thing asked with its answer, in order; at most ``most`` are under way or wait to be taken."""
    things = iter(asked)
    under_way: deque[tuple[Asked, Future[Answer]]] = deque()
    try:
        while True:
            for thing in islice(things, most - len(under_way)):
                under_way.append((thing, executor.submit(work, thing)))
            if not under_way:
                return
            thing, future = under_way.popleft()
            yield thing, future.result()
    finally:
        for _thing, future in under_way:
            future.cancel()


def on_all_cores(work: Callable[[Asked], Answer], asked: Iterable[Asked], workers: int = 0) -> Iterator[Answer]:
    """Yield the answers in order, worked out in as many processes as there are processors; here when one is enough."""
    things = list(asked)
    workers = min(workers or cores(), len(things))
    if workers <= 1:
        yield from map(work, things)
        return
    with ProcessPoolExecutor(workers, initializer=_leave_interrupts) as pool:
        for _thing, answer in ahead(pool, work, things, 2 * workers):
            yield answer


def _leave_interrupts() -> None:
    """Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
