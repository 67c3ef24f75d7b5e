"""namro up: an empty installation with a first administrator."""

from pathlib import Path
from typing import Annotated

import typer

from namro.launch.messages import _


def run(
    port: Annotated[int, typer.Option(min=1, max=65535, help=_("Port of the web server."))] = 8000,
    data: Annotated[Path | None, typer.Option(help=_("Data folder (also NAMRO_DATA)."))] = None,
) -> int:
    from namro.launch.serve import Wish, serve

    return serve(Wish(demo=False, port=port, data=data))


run.__doc__ = _("Start Namro: database, worker and web server, without sample data. Ctrl-C stops all of it.")
