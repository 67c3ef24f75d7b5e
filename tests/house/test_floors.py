"""The floors: imports point down the stairs, and vanban stands without Django, database and network."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_imports_when_checked_then_no_room_calls_up_the_stairs():
    found = run(str(Path(sys.executable).parent / "lint-imports"))
    assert found.returncode == 0, found.stdout


def test_vanban_when_imported_and_used_then_loads_no_django():
    code = (
        "import sys, vanban; from vanban.extract import extract; extract('Giao Sở A báo cáo trước ngày 1/2/2026.');"
        "assert not {'django', 'psycopg', 'socket'} & set(sys.modules), 'loaded'"
    )
    found = run(sys.executable, "-c", code)
    assert found.returncode == 0, found.stderr
