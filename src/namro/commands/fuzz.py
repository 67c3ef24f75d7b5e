"""namro fuzz: the readers and the rules on mutated and generated files, watched; what does not hold is kept as a file."""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count as numbers_from
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from namro.launch.messages import _

if TYPE_CHECKING:
    from namro.commands.fuzz_pool import Tried
    from vanban.fuzzing import Case, Maker

_CORPUS = Path("tests", "text", "corpus")


def run(
    minutes: Annotated[float, typer.Option(min=0, help=_("How long to try."))] = 2.0,
    count: Annotated[int, typer.Option(min=0, help=_("Try so many files instead, however long it takes."))] = 0,
    seed: Annotated[
        int, typer.Option(help=_("The number all files are made from; another one each time without it."))
    ] = 0,
    files: Annotated[
        Path | None, typer.Option(help=_("Also start from the files of this folder (tests/text/corpus where it is)."))
    ] = None,
    save: Annotated[Path, typer.Option(help=_("Where files that were faults are kept."))] = Path("namro-fuzz"),
) -> int:
    from namro.commands.ahead import cores
    from namro.commands.fuzz_pool import Pool, at_hand
    from namro.launch.errors import LaunchError
    from vanban.fuzzing import Maker

    folder = files or (_CORPUS if _CORPUS.is_dir() else None)
    if folder and not folder.is_dir():
        raise LaunchError(_("%(folder)s is no folder.") % {"folder": folder})
    folder = folder.resolve() if folder else None
    seed = seed or random.SystemRandom().randrange(1, 1_000_000)
    print(_("Seed %(seed)d, %(cores)d processes.") % {"seed": seed, "cores": cores()}, flush=True)
    started = time.monotonic()
    pool = Pool(seed, folder, cores())
    tally: Counter[tuple[str, str]] = Counter()
    finds: list[Tried] = []
    fell = 0
    try:
        maker = Maker(seed, at_hand(folder))
        for tried in pool.run(_numbers(started, minutes, count)):
            if tried.outcome == "crash" and _is_named(maker.case(tried.number)):
                tried = replace(tried, fault="")
            tally[tried.format, "read" if tried.outcome == "read" else "refused" if not tried.fault else "fault"] += 1
            fell += tried.outcome == "crash" and not tried.fault
            _progress(tally.total(), len(finds))
            if tried.fault:
                finds.append(tried)
    finally:
        pool.close()
    _report(tally, time.monotonic() - started, seed)
    if fell:
        print(_("%(count)d of the refused felled a library; the bounded reader names them broken.") % {"count": fell})
    _keep(finds, maker, save)
    return 1 if finds else 0


def _is_named(case: "Case") -> bool:
    """Whether a file that fells a library in this process gets its reason where strangers' files are read."""
    from vanban.bounded import read_bounded
    from vanban.errors import VanbanError

    try:
        read_bounded(case.data, case.name, ocr=False)
    except VanbanError:
        return True
    return False


def _numbers(started: float, minutes: float, count: int) -> Iterator[int]:
    """The numbers of the cases, as long as there is time or as many as are wanted."""
    for number in numbers_from():
        if number >= count if count else time.monotonic() - started >= minutes * 60:
            return
        yield number


def _progress(done: int, found: int) -> None:
    if sys.stderr.isatty() and done % 50 == 0:
        sys.stderr.write("\r" + _("%(done)d files, %(found)d faults") % {"done": done, "found": found})
        sys.stderr.flush()


def _report(tally: "Counter[tuple[str, str]]", seconds: float, seed: int) -> None:
    """How many files of each format were read, refused by name, at fault."""
    kinds = sorted({kind for kind, _what in tally})
    heads = [_("format"), _("files"), _("read"), _("refused"), _("faults")]
    print("{:<10}{:>9}{:>11}{:>10}{:>8}".format(*heads))
    for kind in kinds:
        read, refused, fault = (tally[kind, what] for what in ("read", "refused", "fault"))
        print(f"{kind:<10}{read + refused + fault:>9}{read:>11}{refused:>10}{fault:>8}")
    faults = sum(number for (_kind, what), number in tally.items() if what == "fault")
    shown = {"count": tally.total(), "seconds": f"{seconds:.0f}", "faults": faults, "seed": seed}
    print(_("%(count)d files in %(seconds)s seconds, %(faults)d faults, seed %(seed)d.") % shown, flush=True)


def _keep(finds: "list[Tried]", maker: "Maker", folder: Path) -> None:
    """Write each fault's file, named by its number, and say what was wrong."""
    from namro.launch.terminal import complain

    for find in finds:
        case = maker.case(find.number)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{find.number:06}{Path(case.name).suffix}"
        path.write_bytes(case.data)
        complain(f"{path}: {find.fault}")


run.__doc__ = _(
    "Try the readers on mutated and generated files; exit 1 and the files kept where something does not hold."
)
