"""`namro fuzz` as it is typed: a fixed run holds, the same seed tries the same, a find is kept as a file and ends with 1."""

import os
import signal
from pathlib import Path

import pytest

from namro.commands import fuzz, fuzz_pool
from namro.commands.fuzz_pool import Pool, Tried
from namro.launch.errors import LaunchError
from tests.launch.namro_process import namro
from vanban.fuzzing import Case, Maker

CORPUS = Path(__file__).parents[1] / "text" / "corpus"


def test_fuzz_when_a_few_hundred_files_then_none_at_fault(tmp_path: Path) -> None:
    done = namro(
        "fuzz", "--count", "300", "--seed", "20260701", "--files", str(CORPUS), "--save", str(tmp_path / "kept")
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "seed 20260701" in done.stdout and "300 files" in done.stdout
    assert not (tmp_path / "kept").exists()


def test_fuzz_when_a_find_then_kept_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        Pool, "run", lambda _pool, numbers: (Tried(n, "txt", "fault", "x" if n == 1 else "", 0.1) for n in numbers)
    )
    assert fuzz.run(count=3, seed=5, save=tmp_path / "kept", files=tmp_path) == 1
    [kept] = (tmp_path / "kept").iterdir()
    assert kept.stat().st_size and f"{kept}: x" in capsys.readouterr().err


FELLED = {True: Case(0, "pdf", "a.pdf", b"%PDF-1.4 broken"), False: Case(0, "txt", "a.txt", b"A whole text.")}


@pytest.mark.parametrize("named", FELLED)
def test_fuzz_when_a_library_falls_then_a_find_unless_the_bounded_reader_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    monkeypatch.setattr(
        Pool, "run", lambda _pool, numbers: (Tried(n, "?", "crash", "the reader fell", 0.1) for n in numbers)
    )
    monkeypatch.setattr(Maker, "case", lambda _maker, _number: FELLED[named])
    assert fuzz.run(count=1, seed=5, save=tmp_path / "kept", files=tmp_path) == (0 if named else 1)
    assert (tmp_path / "kept").exists() is not named


def test_pool_when_a_child_hangs_or_falls_then_that_is_the_find(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_pool, "SECONDS", 0.2)
    pool = Pool(1, None, 1)
    try:
        os.kill(pool._children[0]._process.pid or 0, signal.SIGSTOP)
        [hung] = list(pool.run(iter([0])))
        assert hung.outcome == "hang"
        monkeypatch.setattr(fuzz_pool, "SECONDS", 20.0)
        pool._children[0]._process.kill()
        [fell] = list(pool.run(iter([1])))
        assert fell.outcome == "crash"
        assert [tried.number for tried in pool.run(iter([2, 3]))] == [2, 3]
    finally:
        pool.close()


def test_pool_when_its_children_cannot_start_then_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_pool, "_serve", _falls)
    with pytest.raises(LaunchError, match=r"did not start|không khởi động"):
        Pool(1, None, 1)


def _falls(*_given: object) -> None:
    raise SystemExit(3)
