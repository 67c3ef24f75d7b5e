"""namro demo: Namro with the sample data of a fictional province, in a sub-folder of its own."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from namro.launch.messages import _


def run(
    port: Annotated[int, typer.Option(min=1, max=65535, help=_("Port of the web server."))] = 8000,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help=_("The day the sample data are made for."))
    ] = None,
    data: Annotated[Path | None, typer.Option(help=_("Data folder (also NAMRO_DATA)."))] = None,
) -> int:
    from namro.launch.serve import Wish, serve

    return serve(Wish(demo=True, port=port, data=data, today=today.date() if today else None))


run.__doc__ = _("Start Namro with sample data: prints the address and the sample accounts. Ctrl-C stops all of it.")
