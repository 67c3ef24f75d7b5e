"""Where an installation keeps its things: one data folder, with a sub-folder for the demo."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from namro.launch.errors import LaunchError
from namro.launch.messages import _

SYSTEM = Path("/var/lib/namro")


@dataclass(frozen=True)
class Installation:
    """One installation: `root` holds its database, files, static files, key and logs."""

    root: Path
    demo: bool

    @property
    def server(self) -> Path:
        """The folder of the embedded database server; it belongs to the server's account."""
        return self.root / "server"

    @property
    def files(self) -> Path:
        """The documents' files."""
        return self.root / "files"

    @property
    def static(self) -> Path:
        """Style sheets, scripts and fonts, collected for the web server."""
        return self.root / "static"

    @property
    def logs(self) -> Path:
        """What web server and worker wrote."""
        return self.root / "logs"

    @property
    def secret_key(self) -> Path:
        """The key that signs sessions; made on the first run."""
        return self.root / "secret_key"

    @property
    def running(self) -> Path:
        """Who serves this installation: pids, start times, address."""
        return self.root / "running.json"

    def exists(self) -> bool:
        """True when a database was ever made here (a start that was refused makes none)."""
        return (self.server / "cluster" / "PG_VERSION").exists()

    def lock(self, name: str) -> Path:
        """The file of a lock of this installation."""
        return self.root / f"{name}.lock"

    def environment(self, database_url: str) -> dict[str, str]:
        """The environment in which Django runs for this installation."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "namro.config.settings",
            "NAMRO_DATA": str(self.root),
            "DATABASE_URL": database_url,
            "PYTHONUNBUFFERED": "1",
        }
        environment.pop("NAMRO_DEMO", None)
        if self.demo:
            environment["NAMRO_DEMO"] = "1"
        return environment

    def make(self) -> None:
        """Make the folders and the key; as root leave the server's account a way through to its own folder."""
        passage = 0o711 if os.geteuid() == 0 else 0o700
        try:
            for folder in (*([self.root.parent] if self.demo else []), self.root):
                _make_folder(folder, passage)
            for folder in (self.files, self.logs):
                _make_folder(folder, 0o700)
            if not self.secret_key.exists():
                handle = os.open(self.secret_key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(handle, "w") as stream:
                    stream.write(secrets.token_urlsafe(64) + "\n")
        except OSError as error:
            raise LaunchError(
                _("The data folder %(folder)s cannot be used: %(problem)s")
                % {"folder": self.root, "problem": error.strerror},
                _("Choose a folder of your own with --data or NAMRO_DATA."),
            )


def data_folder(chosen: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The data folder: --data, NAMRO_DATA, a system folder for root, the user's data folder."""
    named = chosen or environment.get("NAMRO_DATA")
    if named:
        return Path(named).expanduser().absolute()
    if os.geteuid() == 0:
        return SYSTEM
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share").absolute() / "namro"


def installation(base: Path, *, demo: bool) -> Installation:
    """The installation under a data folder: the folder itself, or its sub-folder for the demo."""
    return Installation(base / "demo" if demo else base, demo)


def _make_folder(folder: Path, mode: int) -> None:
    """A folder of ours gets the mode; one that holds somebody else's things keeps its own."""
    fresh = not folder.exists()
    for missing in reversed([folder, *folder.parents]):
        if not missing.exists():
            missing.mkdir(mode=mode)
            missing.chmod(mode)  # whatever the umask
    ours = fresh or not any(folder.iterdir()) or any((folder / name).exists() for name in ("secret_key", "demo"))
    if ours and folder.stat().st_uid == os.geteuid() and folder.stat().st_mode & 0o777 != mode:
        folder.chmod(mode)
