"""A database for as long as somebody needs it: started for the first, shared by all, stopped after the last."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from namro.launch import machine, mark
from namro.launch.cluster import Cluster, silent
from namro.launch.errors import LaunchError
from namro.launch.locks import Lock
from namro.launch.messages import _
from namro.launch.paths import Installation, data_folder, installation
from namro.launch.terminal import complain


@dataclass(frozen=True)
class Session:
    """The database in use and the installation it belongs to."""

    installation: Installation
    url: str
    external: bool

    def enter_environment(self) -> None:
        """Set this process's environment so that Django, imported after this, works on the installation."""
        os.environ.update(self.installation.environment(self.url))
        if not self.installation.demo:
            os.environ.pop("NAMRO_DEMO", None)


NUMBERS = ("NAMRO_UPLOAD_LIMIT",)
SWITCHES = ("NAMRO_DEBUG", "NAMRO_DEMO", "NAMRO_HTTPS", "NAMRO_ISOLATED_LAN")


def refuse_wrong_settings(environment: Mapping[str, str] = os.environ) -> None:
    """LaunchError for a variable whose value means nothing, before settings are read from them."""
    for name in NUMBERS:
        value = environment.get(name)
        if value is not None and not (value.isascii() and value.isdigit() and int(value) > 0):
            raise LaunchError(
                _("The variable %(name)s is “%(value)s”; it must be a whole number of bytes.")
                % {"name": name, "value": value[:60]},
                _("Correct it, or unset it for the usual value."),
            )
    for name in SWITCHES:
        value = environment.get(name, "")
        if value not in {"", "0", "1"}:
            raise LaunchError(
                _("The variable %(name)s is “%(value)s”; it must be 1 or 0.") % {"name": name, "value": value[:60]},
                _("Correct it, or unset it for the usual value."),
            )


def external_url() -> str:
    """The PostgreSQL that DATABASE_URL selects, or "" for the embedded one."""
    return os.environ.get("DATABASE_URL", "")


def chosen_installation(base: Path) -> Installation:
    """The installation a command works on: one that runs, else one that exists, real before demo."""
    real, demo = installation(base, demo=False), installation(base, demo=True)
    if external_url():
        return demo if mark.contents(external_url()).kind == "demo" else real
    for candidate in (real, demo):
        if serving(candidate):
            return candidate
    return demo if demo.exists() and not real.exists() else real


def serving(place: Installation) -> dict[str, Any] | None:
    """Who serves this installation now (pid, address, children), or None."""
    if not place.lock("owner").exists():
        return None
    probe = Lock(place.lock("owner"))
    try:
        if probe.take(shared=True):  # shared: two who ask at once do not take each other for a server
            return None
    except OSError:
        return None
    finally:
        probe.release()
    return read_running(place) or {}


def read_running(place: Installation) -> dict[str, Any]:
    """What the last server of this installation wrote about itself."""
    try:
        found = json.loads(place.running.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def reap(place: Installation) -> None:
    """End the web server and worker of a launcher that was killed. The caller holds the owner lock."""
    for child in read_running(place).get("children", []):
        machine.end(child["pid"], child["born"])
    place.running.unlink(missing_ok=True)


@contextmanager
def using(place: Installation, report: Callable[[str], None] = silent) -> Iterator[Session]:
    """The database of `place`, running; stopped afterwards unless somebody else uses it too."""
    refuse_wrong_settings()
    place.make()
    if external_url():
        yield Session(place, external_url(), external=True)
        return
    cluster = Cluster(place.server, report=report)
    busy, used = Lock(place.lock("start")), Lock(place.lock("use"))
    with _held(busy):
        used.take(shared=True)
        try:
            cluster.start()
        except BaseException:
            _leave(used, cluster)
            raise
    try:
        yield Session(place, cluster.url(), external=False)
    finally:
        with _held(busy):
            _leave(used, cluster)


def _leave(used: Lock, cluster: Cluster) -> None:
    """The last one out stops the server. The caller holds the start lock."""
    used.release()
    if used.take():
        cluster.stop()
    used.release()


@contextmanager
def _held(lock: Lock) -> Iterator[None]:
    try:
        with lock.held():
            yield
    except TimeoutError:
        raise LaunchError(
            _("Another Namro command has been starting the database for two minutes."),
            _("Look for it with: ps aux | grep namro"),
        )


def made(place: Installation) -> bool:
    """Whether there is an installation at the place."""
    return place.secret_key.exists() if external_url() else place.exists()


def refuse_nothing(place: Installation) -> None:
    """Commands that read do not make an installation: the folder may have been mistyped."""
    if not made(place):
        raise LaunchError(_("There is no installation in %(folder)s.") % {"folder": place.root}, start_one())


def start_one() -> str:
    """What to do where nothing is installed."""
    return _("Start one with namro up, or namro demo; or name its folder with --data.")


@contextmanager
def database(
    data: Path | None = None, report: Callable[[str], None] = silent, *, new: bool = False
) -> Iterator[Session]:
    """For commands: the installation on this data folder, its database running and migrated, Django's environment set.

    ``new``: a command that brings something in may make the installation it brings it to, and says so.

    The caller imports Django after entering and calls ``django.setup()`` (or uses ``namro.launch.session.django``).
    """
    os.umask(0o077)
    place = chosen_installation(data_folder(data))
    if new and not made(place):
        complain(_("There was no installation in %(folder)s: a new one is made there.") % {"folder": place.root})
    else:
        refuse_nothing(place)
    place.make()
    if serving(place) is None:
        owner = Lock(place.lock("owner"))
        if owner.take():
            reap(place)
            owner.release()
    with using(place, report) as session:
        found = mark.contents(session.url)
        mark.refuse_wrong_kind(found, demo=place.demo, url=session.url)
        if found.kind == "empty" and not new:
            shown = {"url": mark.without_password(session.url)}
            raise LaunchError(_("The database at %(url)s holds no installation.") % shown, start_one())
        session.enter_environment()
        yield session


@contextmanager
def django(data: Path | None = None, report: Callable[[str], None] = silent, *, new: bool = False) -> Iterator[Session]:
    """`database`, with Django set up and pending migrations applied unless a running server would be surprised."""
    from namro.launch import prepare

    with database(data, report, new=new) as session:
        prepare.set_up()
        if serving(session.installation) is None:
            prepare.migrate(session.installation.demo, report)
            if new:
                prepare.found_installation(session.installation.demo)
        try:
            yield session
        finally:
            prepare.close()
