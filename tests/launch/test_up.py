"""`namro up`, whole: a real start, a clean stop, a second start, a killed launcher."""

import json
import os
import signal
import time
from pathlib import Path

from namro.launch import machine, mark
from tests.launch.namro_process import Running, free_port, namro, of_folder, status


def test_up_when_stopped_and_started_again_then_keeps_its_data(data: Path) -> None:
    port = free_port()
    with Running("up", "--data", str(data), port=port) as first:
        password = first.until(r"One-time password: +(\S+)").group(1)
        first.until("Ctrl-C")
        assert len(password) >= 12
        assert status(port) < 400
        again = namro("up", "--data", str(data), "--port", str(port))
        assert (again.returncode, f"already running at http://127.0.0.1:{port}" in again.stdout) == (0, True)
        healthy = namro("check", "--data", str(data))
        assert healthy.returncode == 0, healthy.stdout
        assert "Worker: heard from" in healthy.stdout
        assert first.end(signal.SIGTERM) == 0
    assert of_folder(data) == []
    key = (data / "secret_key").read_text()

    with Running("up", "--data", str(data), port=port) as second:
        began = time.monotonic()
        second.until("Ctrl-C")
        assert time.monotonic() - began < 30
        said = "".join(second.said)
        assert "password" not in said and "once" not in said
        assert status(port) < 400
        assert second.end(signal.SIGHUP) == 0
    assert of_folder(data) == []
    assert (data / "secret_key").read_text() == key


def test_up_when_the_launcher_was_killed_then_the_next_start_takes_over(data: Path) -> None:
    port = free_port()
    with Running("up", "--data", str(data), port=port) as first:
        first.until("Ctrl-C")
        children = [child["pid"] for child in json.loads((data / "running.json").read_text())["children"]]
        first.end(signal.SIGKILL)
    assert all(map(machine.alive, children)), "a kill takes the launcher alone"

    with Running("up", "--data", str(data), port=port) as second:
        second.until("Ctrl-C")
        assert not any(map(machine.alive, children))
        assert status(port) < 400
        worker = json.loads((data / "running.json").read_text())["children"][0]["pid"]
        os.kill(worker, signal.SIGKILL)
        assert _comes_back(data, worker)
        assert second.end(signal.SIGINT) == 0
    assert of_folder(data) == []


def test_up_when_stopped_while_it_starts_then_leaves_nothing_running_and_starts_next_time(data: Path) -> None:
    port = free_port()
    for moment in ("Making the database", "Bringing the database"):
        with Running("up", "--data", str(data), port=port) as starting:
            starting.until(moment)
            assert starting.end(signal.SIGTERM) == 0
        assert of_folder(data) == []
    with Running("up", "--data", str(data), port=port) as running:
        running.until("Ctrl-C")
        assert status(port) < 400


def test_up_when_an_external_server_is_named_then_uses_it_and_leaves_it_running(fresh: str, data: Path) -> None:
    port = free_port()
    with Running("up", "--data", str(data), port=port, DATABASE_URL=fresh) as running:
        running.until("Ctrl-C")
        assert status(port) < 400
        healthy = namro("check", "--data", str(data), DATABASE_URL=fresh)
        assert healthy.returncode == 0, healthy.stdout
        assert running.end(signal.SIGTERM) == 0
    assert of_folder(data) == []
    assert mark.contents(fresh).kind == "real"
    assert not (data / "server").exists()


def _comes_back(data: Path, worker: int) -> bool:
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        now = json.loads((data / "running.json").read_text())["children"][0]["pid"]
        if now != worker and machine.alive(now):
            return True
        time.sleep(0.1)
    return False
