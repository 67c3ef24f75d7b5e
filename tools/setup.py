"""Set this clone up: everything Namro needs goes into .venv. Standard library only; any Python 3.11 or newer runs it.

Does only what is missing: a second run takes a moment and uses no network.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "namro-setup"
LOG = VENV / "namro-setup.log"
OLDEST = (3, 11)

# These words are needed before any catalogue is compiled, so they stand here.
WORDS = {
    "old": (
        "Namro cần Python {need} trở lên; máy này chạy {have} ({path}). Trên Debian 12: apt-get install python3 python3-venv",
        "Namro needs Python {need} or newer; this is {have} ({path}). On Debian 12: apt-get install python3 python3-venv",
    ),
    "ensurepip": (
        "Python của máy thiếu mô-đun ensurepip. Xin chạy với quyền root rồi gọi lại lệnh này:\n  {line}",
        "This machine's Python lacks the module ensurepip. Run as root, then call this command again:\n  {line}",
    ),
    "apt": ("Đang chạy: {line}", "Running: {line}"),
    "venv": ("Tạo môi trường Python tại {path}", "Making the Python environment in {path}"),
    "pip": (
        "Cài {count} gói phần mềm đã ghim phiên bản (chỉ lần đầu, cần mạng, chừng một hai phút)",
        "Installing {count} pinned packages (once, needs the network, a minute or two)",
    ),
    "failed": (
        "Bước này không xong: {step}\nNhật ký đầy đủ: {log}. Phần cuối:\n{tail}",
        "This step failed: {step}\nThe whole log: {log}. Its end:\n{tail}",
    ),
    "network": (
        "Hãy kiểm tra kết nối mạng hoặc cấu hình pip (máy chủ gói nội bộ, proxy), rồi chạy lại: việc đã xong được giữ nguyên.",
        "Check the network or pip's configuration (a mirror, a proxy) and run it again: what is done stays done.",
    ),
    "readonly": (
        "Không ghi được vào {path}: {problem}. Hãy dùng một bản sao mã nguồn thuộc về tài khoản của mình.",
        "{path} cannot be written: {problem}. Use a clone that belongs to your account.",
    ),
    "ready": ("Đã sẵn sàng ({seconds:.0f} giây).", "Ready ({seconds:.0f} s)."),
}


def english() -> bool:
    """Does the person at the terminal read English rather than Vietnamese?"""
    for name in ("NAMRO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value and value not in ("c", "posix") and not value.startswith("c."):
            return value.startswith("en")
    return False


def words(key: str, **shown: object) -> str:
    """One sentence in the language of the terminal."""
    return WORDS[key][english()].format(**shown)


def say(key: str, **shown: object) -> None:
    """Print one sentence at once."""
    print(words(key, **shown), flush=True)


def main() -> None:
    """Everything, in order."""
    began = time.monotonic()
    if sys.version_info < OLDEST:
        have, need = ".".join(map(str, sys.version_info[:3])), ".".join(map(str, OLDEST))
        raise SystemExit(words("old", need=need, have=have, path=sys.executable))
    with open(__file__, "rb") as own:
        fcntl.flock(own, fcntl.LOCK_EX)  # two set-ups of one clone wait for each other
        did = make_environment()
        did = install_packages() or did
        run("catalogues", [PYTHON, "-m", "namro.launch.catalogues"])
    if did:
        say("ready", seconds=time.monotonic() - began)


def make_environment() -> bool:
    """The virtual environment, made anew when its Python is gone."""
    if works():
        return False
    ensure_ensurepip()
    say("venv", path=VENV)
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    run("python -m venv", [sys.executable, "-m", "venv", VENV])
    return True


def works() -> bool:
    """True when .venv has a Python that starts and has pip."""
    try:
        return subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def ensure_ensurepip() -> None:
    """Debian keeps ensurepip in a package of its own: install it as root, else print the one line."""
    if has_ensurepip():
        return
    line = "apt-get install -y python3-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("apt", line=line)
        apt_install("python3-venv")
    if not has_ensurepip():
        raise SystemExit(words("ensurepip", line=line))


def has_ensurepip() -> bool:
    """Asked of a fresh Python, so that what was just installed is seen."""
    asked = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def apt_install(*packages: str) -> bool:
    """Install Debian packages without a question; refresh the lists first only when they do not know them."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update", "-q"], install):
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if command is install and done.returncode == 0:
            return True
    return False


def install_packages() -> bool:
    """pip, only when the lock or the way the package is installed changed."""
    lock = LOCK.read_bytes()
    mark = hashlib.sha256(b"\0".join([lock, (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()])).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == mark and (VENV / "bin" / "namro").exists():
        return False
    say("pip", count=lock.count(b"=="))
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    run("pip install -r requirements.lock", [*pip, "install", "--prefer-binary", "-r", LOCK], remedy="network")
    run("pip install -e .", [*pip, "install", "--no-deps", "--no-build-isolation", "-e", ROOT])
    STAMP.write_text(mark)
    return True


def run(step: str, command: list[object], *, remedy: str = "") -> None:
    """One step, its words kept in the log; a failure is told with the log's end."""
    with LOG.open("ab") as log:
        done = subprocess.run(
            [str(part) for part in command], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
        )
    if done.returncode:
        tail = "\n".join(LOG.read_text(errors="replace").splitlines()[-12:])
        raise SystemExit(words("failed", step=step, log=LOG, tail=tail) + (f"\n{words(remedy)}" if remedy else ""))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except PermissionError as error:
        sys.exit(words("readonly", path=error.filename or ROOT, problem=error.strerror))
