"""Which account of the machine runs the database server: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from namro.launch.errors import LaunchError
from namro.launch.messages import _

PREFERRED = ("namro", "postgres")


@dataclass(frozen=True)
class Account:
    """The account that owns and runs the server; `switch` is true when we are root and must become it."""

    name: str
    uid: int
    gid: int
    switch: bool

    def popen_arguments(self) -> dict[str, Any]:
        """What subprocess needs to run a child as this account."""
        if not self.switch:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account(owned: Path, report: Callable[[str], None]) -> Account:
    """The account for the server whose files are under `owned`: who owns them already, or the best one there is."""
    if os.geteuid() != 0:
        return Account(_name(os.geteuid()), os.geteuid(), os.getegid(), switch=False)
    if owned.exists() and owned.stat().st_uid != 0:
        status = owned.stat()
        return Account(_name(status.st_uid), status.st_uid, status.st_gid, switch=True)
    for name in PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid, switch=True)
    return _made(report)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _made(report: Callable[[str], None]) -> Account:
    command = shutil.which("useradd") or "/usr/sbin/useradd"
    arguments = [command, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "namro"]
    try:
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        problem = done.stderr.strip() if done.returncode else ""
    except OSError as error:
        problem = str(error)
    if problem:
        raise LaunchError(
            _("PostgreSQL does not run as root, and the account namro could not be made: %(problem)s")
            % {"problem": problem},
            _("Make it by hand (useradd --system namro), or start Namro as an ordinary user."),
        )
    report(_("Made the system account namro (useradd --system): the database server runs under it."))
    entry = pwd.getpwnam("namro")
    return Account("namro", entry.pw_uid, entry.pw_gid, switch=True)
