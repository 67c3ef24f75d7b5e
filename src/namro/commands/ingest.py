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
    from namro.orgs.models import Unit, User


@dataclass(frozen=True)
class Result:
    """What became of one file: an outcome of the register, "unread" or "refused", and a sentence."""

    path: Path
    what: str
    sentence: str


def run(
    paths: Annotated[list[Path], typer.Argument(help=_("Files and folders."))],
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

    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import track

        console = Console(stderr=True)
        for path in track(files, description=_("Reading"), console=console, transient=True):
            yield _take_in(path, given, user, unit)
        return
    for count, path in enumerate(files, 1):
        result = _take_in(path, given, user, unit)
        print(f"[{count}/{len(files)}] {shown(path)}: {result.sentence}", flush=True)
        yield result


def _take_in(path: Path, given: Sequence[Path], user: User | None, unit: Unit | None) -> Result:
    from django.conf import settings
    from django.db import Error

    from namro.commands.given import content, problem
    from namro.core.errors import Refusal
    from namro.documents.intake import refuse_too_large

    try:
        refuse_too_large(path.stat().st_size, path.name)
        return _registered(path, content(path, given, settings.NAMRO_UPLOAD_LIMIT), user, unit)
    except Refusal as refused:
        return Result(path, "refused", str(refused))
    except OSError as error:
        return Result(path, "refused", problem(error))
    except Error:
        raise
    except Exception as error:  # one file nobody foresaw shall not keep the others out
        shown = {"kind": type(error).__name__}
        return Result(path, "refused", _("an error nobody foresaw (%(kind)s); nothing of it was kept") % shown)


def _registered(path: Path, data: bytes, user: User | None, unit: Unit | None) -> Result:
    from namro.documents.intake import unread_on_server
    from namro.reading.actions import take_in
    from namro.reading.queries import open_items

    done = take_in(data=data, name=path.name, by=user, held_by=unit, if_taken="join")
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
        return Result(path, what, f"{sentence}. {unread_on_server(done.file.unread_code)}")
    return Result(path, done.outcome.value, sentence)


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
            complain(f"{shown(one.path)}: {one.sentence}")


run.__doc__ = _("Read files, register them, find what they order and queue it for review; all done when it exits.")
