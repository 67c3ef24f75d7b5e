"""namro ingest: read, register, find and queue for review; all done when it exits."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from namro.launch.messages import _

if TYPE_CHECKING:
    from namro.commands.given import Paper
    from namro.documents.actions import Judged
    from namro.orgs.models import Unit, User


@dataclass(frozen=True)
class Result:
    """What became of one file: an outcome of the register, "unread" or "refused", and a sentence."""

    file: str
    what: str
    sentence: str


def run(
    paths: Annotated[
        list[Path], typer.Argument(help=_("Files and folders; a zip or a mail with files is taken apart."))
    ],
    by: Annotated[
        str, typer.Option(help=_("The account that registers them; without it the installation itself."))
    ] = "",
    data: Annotated[Path | None, typer.Option(help=_("Data folder (also NAMRO_DATA)."))] = None,
) -> int:
    from namro.launch.session import django

    with django(data, new=True):
        user, unit = _desk(by)
        from namro.commands.given import files_of

        results = list(_shown(list(files_of(paths)), paths, user, unit))
    _summary(results)
    return 1 if any(one.what == "refused" for one in results) or not results else 0


def _desk(account: str) -> tuple[User | None, Unit | None]:
    """The account and the unit it registers for. Raises Refusal where there is no such account or no such desk."""
    if not account:
        return None, None
    from namro.core import clock
    from namro.core.errors import Refusal
    from namro.documents import queries, wording
    from namro.orgs.models import User
    from namro.orgs.scope import of_account

    of_account(account, clock.today())
    user = User.objects.get(username__iexact=account)
    found = queries.desks(user, clock.today())
    if not found:
        raise Refusal("documents.no_desk", str(wording.NO_DESK) % {"account": account})
    return user, found[0]


def _shown(files: Sequence[Path], given: Sequence[Path], user: User | None, unit: Unit | None) -> Iterator[Result]:
    """Take the files in one by one: a bar on a terminal, a line each otherwise."""
    from namro.commands.given import shown

    taken = _taken_in(files, given, user, unit)
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task(_("Reading"), total=len(files))
            for count, result in taken:
                progress.update(bar, completed=count)
                yield result
        return
    for count, result in taken:
        print(f"[{count}/{len(files)}] {shown(result.file)}: {result.sentence}", flush=True)
        yield result


def _taken_in(
    files: Sequence[Path], given: Sequence[Path], user: User | None, unit: Unit | None
) -> Iterator[tuple[int, Result]]:
    """Judge on all cores, a few files ahead; register one after the other, in order."""
    from concurrent.futures import ThreadPoolExecutor

    from django.utils.translation import get_language

    from namro.commands.ahead import ahead, cores

    said_in = get_language()
    with ThreadPoolExecutor(cores()) as pool:  # threads: each waits for a reading process of its own
        asked = _offered(files, given)
        for (count, file, _paper), answer in ahead(pool, lambda one: _judged(one[2], said_in), asked, 2 * cores()):
            yield count, _registered(file, answer, user, unit)


def _offered(files: Sequence[Path], given: Sequence[Path]) -> Iterator[tuple[int, str, Paper | Exception]]:
    """Each file with its number and what results call it; those of a zip or a mail by themselves."""
    from django.conf import settings

    from namro.commands.given import papers
    from namro.core.errors import Refusal
    from namro.documents.intake import refuse_secret, sentence
    from vanban.errors import Refused

    for count, path in enumerate(files, 1):
        try:
            every = papers(path, given, settings.NAMRO_UPLOAD_LIMIT)
            refuse_secret(filename=path.name)  # of what is taken apart nothing else is judged
        except Refused as refused:
            yield count, str(path), Refusal(refused.code, sentence(refused, path.name))
        except (Refusal, OSError) as error:
            yield count, str(path), error
        else:
            for paper in every:
                yield count, str(paper), paper


def _judged(paper: Paper | Exception, said_in: str | None) -> Judged | Exception:
    """The file judged, or what speaks against it; no database is asked, so any thread may do it."""
    from django.utils.translation import override

    from namro.commands.given import refusal
    from namro.core.errors import Refusal
    from namro.documents.actions import judge
    from namro.documents.intake import refuse_secret

    if isinstance(paper, Exception):
        return paper
    if paper.left:
        return Refusal(paper.left, refusal(paper.left))
    try:
        with override(said_in):
            for folder in paper.within.split("/")[:-1]:
                refuse_secret(filename=folder)
            return judge(paper.data, paper.name, read_scans=True)
    except Exception as error:  # told in its turn
        return error


def _registered(file: str, judged: Judged | Exception, user: User | None, unit: Unit | None) -> Result:
    from django.db import Error

    from namro.commands.given import problem
    from namro.core.errors import Refusal

    try:
        if isinstance(judged, Exception):
            raise judged
        return _written(file, judged, user, unit)
    except Refusal as refused:
        return Result(file, "refused", str(refused))
    except OSError as error:
        return Result(file, "refused", problem(error))
    except Error:
        raise
    except Exception as error:  # one file nobody foresaw shall not keep the others out
        shown = {"kind": type(error).__name__}
        return Result(file, "refused", _("an error nobody foresaw (%(kind)s); nothing of it was kept") % shown)


def _written(file: str, judged: Judged, user: User | None, unit: Unit | None) -> Result:
    from namro.documents.intake import unread_on_server
    from namro.reading.actions import take_in
    from namro.reading.queries import open_items

    done = take_in(data=judged.data, name=judged.name, by=user, held_by=unit, if_taken="join", judged=judged)
    shown = {
        "document": done.document.symbol or done.document.title,
        "items": open_items(done.source) if done.source else 0,
    }
    sentences = {
        "new": _("registered as %(document)s; %(items)d proposed items"),
        "arrived": _("registered as %(document)s, known from citations before; %(items)d proposed items"),
        "same_file": _("already registered as %(document)s"),
        "new_file": _("a new file of %(document)s, which is already registered; %(items)d proposed items"),
        "apart": _("registered as %(document)s; %(items)d proposed items"),
    }
    sentence = sentences[done.outcome.value] % shown
    if done.file and done.file.unread_code and done.source is None:
        what = "same_file" if done.outcome.value == "same_file" else "unread"
        return Result(file, what, f"{sentence}. {unread_on_server(done.file.unread_code)}")
    return Result(file, done.outcome.value, sentence)


def _summary(results: Sequence[Result]) -> None:
    """The table at the end: how many of each, and every file that needs somebody's attention."""
    from namro.commands.given import shown
    from namro.launch.terminal import complain

    counted = Counter(one.what for one in results)
    rows = [
        (_("registered"), counted["new"] + counted["arrived"] + counted["apart"]),
        (_("new file of a registered document"), counted["new_file"]),
        (_("already registered"), counted["same_file"]),
        (_("kept, but not read"), counted["unread"]),
        (_("refused"), counted["refused"]),
    ]
    if not results:
        complain(_("There is no file to take in."))
        return
    width = max(len(label) for label, _count in rows)
    print()
    for label, count in rows:
        print(f"{label:<{width}}  {count:>6}")
    for one in results:
        if one.what in {"unread", "refused"}:
            complain(f"{shown(one.file)}: {one.sentence}")


run.__doc__ = _("Read files, register them, find what they order and queue it for review; all done when it exits.")
