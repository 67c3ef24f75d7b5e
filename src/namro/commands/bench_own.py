"""A database of the benchmark's own: a new installation in a folder that is gone afterwards, with the common work in it."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from namro.launch import prepare, serve, session
from namro.launch.paths import Installation, installation
from namro.launch.processes import Child


@contextmanager
def own() -> Iterator[Installation]:
    """An empty installation, Django set up on it; whatever DATABASE_URL says is left alone."""
    given = os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="namro-bench-") as folder:
        Path(folder).chmod(0o755)
        place = installation(Path(folder) / "data", demo=False)
        try:
            with session.using(place) as database:
                database.enter_environment()
                prepare.set_up()
                prepare.migrate(False, lambda _line: None)
                prepare.found_installation(False)
                try:
                    yield place
                finally:
                    prepare.close()
        finally:
            if given is not None:
                os.environ["DATABASE_URL"] = given


@contextmanager
def web_server(place: Installation) -> Iterator[tuple[int, int]]:
    """The installation's own web server, as `namro up` starts it: its port, and the process its workers belong to."""
    prepare.collect_static(lambda _line: None)
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        port: int = probe.getsockname()[1]
    child = Child("web", serve.web_command(port), place.environment(os.environ["DATABASE_URL"]), place.logs / "web.log")
    child.start()
    try:
        serve.await_web(child, port)
        yield port, child.pid or 0
    finally:
        child.stop(serve.STOP_PATIENCE["web"])


def signed_in(username: str) -> dict[str, str]:
    """The header of a browser in which the account has signed in."""
    from django.conf import settings
    from django.test import Client

    from namro.orgs.models import User

    client = Client()
    client.force_login(User.objects.get(username=username))
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"}
