"""Where this run keeps its things. Only names are fixed here; the server starts when the first test asks for it."""

import os
import shutil
import tempfile
from pathlib import Path

from namro.launch import machine
from namro.launch.cluster import Cluster

FOLDER = "NAMRO_TEST_FOLDER"
CHOSEN = "NAMRO_TEST_DATABASE_URL"
PREFIX = "namro-test-"
# Nothing here outlives the run, so nothing waits for the disk.
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}


def chosen_url() -> str:
    """The server that NAMRO_TEST_DATABASE_URL names instead, if it does."""
    return os.environ.get(CHOSEN, "")


def prepare() -> None:
    """Set the environment that the settings read; xdist's workers inherit what the first process chose."""
    if FOLDER not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-{machine.born(os.getpid())}-"))
        folder.chmod(0o711)  # the server's account passes through
        (folder / "data").mkdir(mode=0o700)
        os.environ[FOLDER] = str(folder)
        for name in ("NAMRO_DEMO", "NAMRO_ISOLATED_LAN", "NAMRO_DEBUG", "NAMRO_ALLOWED_HOSTS"):
            os.environ.pop(name, None)
    os.environ["NAMRO_TEST"] = "1"
    os.environ["NAMRO_DATA"] = str(folder_of_run() / "data")
    os.environ["DATABASE_URL"] = chosen_url() or cluster().url()
    secret = folder_of_run() / "data" / "secret_key"
    if not secret.exists():
        secret.write_text("only-for-a-test-run-0123456789abcdefghijklmnopqrstuvwxyz")
        secret.chmod(0o600)


def folder_of_run() -> Path:
    """The folder of this run."""
    return Path(os.environ[FOLDER])


def cluster() -> Cluster:
    """The server of this process, started or not.

    Each of xdist's workers has one of its own: a server's snapshots reach over all its databases, so an open
    transaction of one worker would keep the other's change record from being sealed.
    """
    return Cluster(folder_of_run() / f"server-{os.environ.get('PYTEST_XDIST_WORKER', 'one')}", settings=SETTINGS)


def started() -> list[Cluster]:
    """The servers that this run has started so far."""
    servers = [Cluster(folder) for folder in sorted(folder_of_run().glob("server-*"))]
    return [server for server in servers if server.pid()]


def remove() -> None:
    """Stop the server and take the folder away."""
    if FOLDER in os.environ:
        _remove(folder_of_run())


def remove_left_over() -> None:
    """Take away what runs left behind that were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        parts = folder.name.removeprefix(PREFIX).split("-")
        known = len(parts) > 2 and parts[0].isdigit() and parts[1].isdigit()
        if known and folder.owner() == _me() and not machine.same(int(parts[0]), int(parts[1])):
            _remove(folder)


def _remove(folder: Path) -> None:
    for server in folder.glob("server-*"):
        Cluster(server).stop()
    shutil.rmtree(folder, ignore_errors=True)


def _me() -> str:
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name
