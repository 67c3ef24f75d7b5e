"""`make test`: the linters, the floors, the types, then every test; ends on pytest's closing line.

Standard library only. Installs Debian's chromium for the browser tests where it is missing and that is allowed.
"""

import os
import shutil
import subprocess
import sys

from setup import ROOT, VENV, apt_install

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
STEPS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "lint-imports": ["lint-imports"],
    "mypy": ["mypy"],
}


def ensure_browser() -> None:
    """Chromium and a font, or a line that says which tests will be skipped."""
    if any(map(shutil.which, BROWSERS)):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("make test: installing chromium for tests/browser (apt-get)", flush=True)
        if apt_install("chromium", "fonts-liberation") and shutil.which("chromium"):
            return
    print("make test: no chromium here and none may be installed: the tests in tests/browser are skipped", flush=True)


def step(name: str, command: list[str]) -> bool:
    """One checker; its words only when it objects."""
    done = subprocess.run(
        [str(VENV / "bin" / command[0]), *command[1:]],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"make test: {name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    """Everything, pytest last."""
    ensure_browser()
    objections = [name for name, command in STEPS.items() if not step(name, command)]
    if objections:
        print(f"make test: FAILED before the tests: {', '.join(objections)}", flush=True)
    pytest = [str(VENV / "bin" / "python"), "-m", "pytest", "-n", "2", *arguments]
    tests = subprocess.run(pytest, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    return tests or (1 if objections else 0)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
