"""How fast texts are searched: the whole pipeline beside a bare pass of its anchors and beside underthesea."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import namro
from namro.commands.bench import Figure
from namro.commands.bench_files import alternated
from vanban.extract import extract
from vanban.files import read
from vanban.sheet import Sheet
from vanban.sweep import starts

GROWTH = (1, 10, 100)
HOSTILE_LENGTH = 20_000  # characters, and ten times as many
_KILO = 1000  # characters
_SLICE = 6_000  # characters given to underthesea: it takes seconds for more
HOSTILE = (
    *(
        "Giao ",
        "; đồng thời ",
        "“",
        "(",
        "số 1-",
        "ngày 1/",
        "Sở A, ",
        "1. ",
        "| ",
        "Điều 1. ",
        "thực hiện Kế hoạch số ",
    ),
    *("UBND các xã, phường ", "trước ngày 15/7 ", "yêu cầu ", "\n- ", "của của ", "1,5% ", "Ủy ban "),
    *(
        "tháng 1 ",
        "quý I, II, ",
        "Giao Sở A chủ trì, ",
        "Ban Chỉ đạo tỉnh ",
        "”",
        "\n1. Sở A: báo cáo;",
        "\n| 1 | a | b |",
    ),
)


def measure(size: int) -> Iterator[Figure]:
    """Yield every figure; ``size`` times fifty kilobytes is the text the speeds are measured on."""
    text = _prose(size * 50 * _KILO)
    ours, bare = alternated(partial(extract, text), partial(_anchors, text), clock=time.process_time)
    yield Figure("vanban", len(text) / ours / 1e6, "M characters/s", len(text) / bare / 1e6, "M/s of its anchors alone")
    yield from _growth()
    yield _slowest()
    yield from _beside_underthesea(text[:_SLICE])
    yield Figure("import", _import(), "seconds", 0.3, "seconds allowed")


def _prose(length: int) -> str:
    """The sample documents one after the other, as often as needed."""
    folder = Path(namro.__file__).parent / "samples" / "documents"
    files = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".docx"))
    whole = "\n".join(read(path.read_bytes(), path.name).text for path in files)
    return (whole * (length // len(whole) + 1))[:length]


def _anchors(text: str) -> int:
    """Lay the text out and find the words bodies and offices begin with: what any reading of the kind does at least."""
    return sum(1 for _ in starts(Sheet(text).low))


def _growth() -> Iterator[Figure]:
    """Time a kilobyte at ten and a hundred times the length."""
    spent = {}
    for times in GROWTH:
        text = _prose(times * 10 * _KILO)
        spent[times] = _best(partial(extract, text)) / len(text)
    for times in GROWTH[1:]:
        yield Figure(f"vanban_at_{times}x", spent[times] * 1e6, "ms/kB", spent[1] * 1e6, "ms/kB at 1x")


def _slowest() -> Figure:
    """The repeat that slows it most when it grows tenfold: linear is about 1."""
    ratios = []
    for piece in HOSTILE:
        short, long = (piece * (length // len(piece)) for length in (HOSTILE_LENGTH, 10 * HOSTILE_LENGTH))
        least = _best(partial(extract, short)) / len(short)
        ratios.append((_best(partial(extract, long), 2) / len(long) / least, piece, least))
    worst, piece, least = max(ratios)
    return Figure("hostile_at_10x", worst * least * 1e6, "ms/kB", least * 1e6, f"ms/kB at 1x of {piece.strip()!r}")


def _beside_underthesea(text: str) -> Iterator[Figure]:
    """The same text through sentence splitting and named entities of a general library, where it is installed."""
    if not find_spec("underthesea"):
        return
    from underthesea import ner, sent_tokenize

    def general() -> None:
        for sentence in sent_tokenize(text):
            ner(sentence)

    general()  # models are loaded once
    ours, theirs = alternated(partial(extract, text), general, 3, clock=time.process_time)
    yield Figure(
        "beside_underthesea", len(text) / ours / 1e6, "M characters/s", len(text) / theirs / 1e6, "M/s by underthesea"
    )


def _import() -> float:
    def once() -> None:
        subprocess.run([sys.executable, "-c", "import vanban.extract"], check=True)

    def nothing() -> None:
        subprocess.run([sys.executable, "-c", "pass"], check=True)

    def clock() -> float:
        spent = os.times()
        return spent.children_user + spent.children_system

    whole, bare = alternated(once, nothing, clock=clock)
    return whole - bare


def _best(work: Callable[[], object], rounds: int = 3) -> float:
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)
