"""How fast files are read: beside the bare library underneath, at growing size, on all cores, and in how much memory."""

import gc
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from namro.commands.ahead import cores, on_all_cores
from namro.commands.bench import Figure
from namro.commands.bench_inputs import FORMATS, scan, word_97
from vanban.files import read
from vanban.fuzzing.words import dice

ROUNDS = 5
GROWTH = (1, 4, 16)
_MANY = 24  # files for all cores
_LARGE = 200  # times the smallest, for the memory taken
_SPENT = 0.05  # seconds a round lasts at least
_SLOW = 1.0  # seconds; what takes longer is measured in three rounds
_CHILD = """
import resource, sys
from pathlib import Path
from vanban.files import read

def peak():  # what the kernel notes of this program alone: the other figure knows its parent's past too
    status = Path("/proc/self/status")
    for line in status.read_text().splitlines() if status.exists() else []:
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

small, large = (Path(one) for one in sys.argv[1:])
read(small.read_bytes(), small.name, ocr=False)
before = peak()
read(large.read_bytes(), large.name, ocr=False)
print((peak() - before) / 1024)
"""


def measure(size: int) -> Iterator[Figure]:
    """Yield every figure; ``size`` is how many pages the smallest file of a format has."""
    for kind in FORMATS:
        yield from _speed(kind, size)
    yield from _by_programs()
    yield _all_cores(size)
    yield from _memory(size)


def _speed(kind: str, size: int) -> Iterator[Figure]:
    """Pages a second beside the bare library, and time a page at sixteen times the size beside the smallest."""
    spent = {}
    for times in GROWTH:
        data = FORMATS[kind].make(size * times, dice(1))
        own = partial(read, data, f"a.{kind}", ocr=False)
        ours, bare = alternated(own, partial(FORMATS[kind].bare, data), clock=time.process_time)
        spent[times] = (ours, bare)
    pages = size * GROWTH[-1]
    ours, bare = spent[GROWTH[-1]]
    yield Figure(f"{kind}", pages / ours, "pages/s", pages / bare, f"pages/s by {FORMATS[kind].library} alone")
    for times in GROWTH[1:]:
        value, reference = spent[times][0] / times, spent[1][0]
        yield Figure(f"{kind}_at_{times}x", value * 1000 / size, "ms/page", reference * 1000 / size, "ms/page at 1x")


def _by_programs() -> Iterator[Figure]:
    """Formats that other programs read, where those are installed: one page, beside the program alone."""
    with tempfile.TemporaryDirectory() as folder:
        if shutil.which("tesseract") and (page := scan(Path(folder))):
            command = ["tesseract", str(page), "-", "-l", "vie"]
            data = page.read_bytes()
            ours, bare = alternated(partial(read, data, page.name), partial(_told, command), 3)
            yield Figure("scan", 1 / ours, "pages/s", 1 / bare, "pages/s by tesseract alone")
        if shutil.which("soffice") and (old := word_97(Path(folder))):
            command = ["soffice", f"-env:UserInstallation=file://{folder}/p", "--headless", "--convert-to", "txt:Text"]
            data = old.read_bytes()
            bare_run = partial(_told, [*command, "--outdir", folder, str(old)])
            ours, bare = alternated(partial(read, data, old.name), bare_run, 3)
            yield Figure("doc", 1 / ours, "files/s", 1 / bare, "files/s by LibreOffice alone")


def _told(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, check=False, timeout=120)


def _all_cores(size: int) -> Figure:
    """Many files read and searched on all cores beside one, through what `namro extract` does."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(_MANY):
            paths.append(Path(folder, f"{number}.docx"))
            paths[-1].write_bytes(FORMATS["docx"].make(size, dice(number)))
        every, one = alternated(partial(_extracted, paths, cores()), partial(_extracted, paths, 1), 3)
    pages = _MANY * size
    return Figure(f"extract_{cores()}_cores", pages / every, "pages/s", pages / one, "pages/s on one core")


def _extracted(paths: list[Path], workers: int) -> None:
    for _done in on_all_cores(_one, paths, workers):
        pass


def _one(path: Path) -> int:
    from vanban.bounded import read_bounded
    from vanban.extract import extract

    return len(extract(read_bounded(path.read_bytes(), path.name)))


def _memory(size: int) -> Iterator[Figure]:
    """The most memory a large file takes beyond a small one of its format, beside its own size unpacked."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, form in FORMATS.items():
            small, large = Path(folder, f"small.{kind}"), Path(folder, f"large.{kind}")
            small.write_bytes(form.make(1, dice(1)))
            data = form.make(size * _LARGE, dice(1))
            large.write_bytes(data)
            said = subprocess.run(
                [sys.executable, "-c", _CHILD, str(small), str(large)], capture_output=True, text=True, check=True
            )
            unpacked = form.unpacked(data) / (1 << 20)
            yield Figure(f"{kind}_memory", float(said.stdout), "MB", unpacked, "MB of the file unpacked")


def alternated(
    ours: Callable[[], object],
    bare: Callable[[], object],
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Median seconds of each, taken in turns so that both meet the same machine; short work is repeated within a round.

    What runs in this process is timed by the processor's clock, so that other work on the machine counts for nothing.
    """
    first = [_timed(one, 1, clock) for one in (ours, bare)]
    times = [max(1, round(_SPENT / max(1e-6, one))) for one in first]
    rounds = min(rounds, 3) if max(first) > _SLOW else rounds
    found: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        order = ((0, ours), (1, bare)) if turn % 2 else ((1, bare), (0, ours))
        for place, work in order:
            found[place].append(_timed(work, times[place], clock))
    return statistics.median(found[0]), statistics.median(found[1])


def _timed(work: Callable[[], object], times: int, clock: Callable[[], float]) -> float:
    gc.collect()
    started = clock()
    for _ in range(times):
        work()
    return (clock() - started) / times
