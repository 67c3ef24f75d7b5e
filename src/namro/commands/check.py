"""namro check: is this installation healthy, and how to mend it."""

from pathlib import Path
from typing import Annotated

import typer

from namro.launch.messages import _


def run(
    derive: Annotated[
        bool, typer.Option("--derive", help=_("Also rebuild the state rows from the facts and compare."))
    ] = False,
    data: Annotated[Path | None, typer.Option(help=_("Data folder (also NAMRO_DATA)."))] = None,
) -> int:
    from namro.launch.check import check

    return check(data, derive=derive)


run.__doc__ = _("Say whether this installation is healthy, what is wrong and how to mend it; exit 1 if something is.")
