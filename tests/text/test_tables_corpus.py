"""The table cases of the corpus: the rows that must come out of each are written by hand (``corpus/rows``)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.text.finding import ISSUED
from vanban.bounded import read_bounded
from vanban.extract import extract
from vanban.model import Context

HERE = Path(__file__).parent / "corpus"
LEAST = 12  # cases that must be there; raised as they come, never lowered
EXPECTED = sorted((HERE / "rows").glob("table-*.toml"))


def _input(rows: Path) -> Path:
    """Return the file whose rows these are."""
    [found] = [
        path for path in HERE.glob(f"{rows.stem}.*") if path.suffix != ".txt" or path.name.endswith(".input.txt")
    ]
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    source = read_bounded(path.read_bytes(), path.name, seconds=120)
    found = [f for f in extract(source, Context(issued_on=ISSUED)) if f.type == "directive"]
    return [
        {
            "task": " ".join(f.fields["action"].split()),
            "lead": list(f.fields["assignees_raw"]),
            "support": [name[0].upper() + name[1:] for name in f.fields["coordinators_raw"]],
            "watch": list(f.fields.get("supervisors_raw", ())),
            "said": f.fields.get("deadline_raw"),
            "deadline": f.fields.get("deadline"),
            "product": f.fields.get("deliverable"),
        }
        for f in found
    ]


def test_all_cases_are_there() -> None:
    assert len(EXPECTED) >= LEAST


@pytest.mark.parametrize("rows", EXPECTED, ids=lambda path: path.stem)
def test_the_rows_of_a_case_come_out_as_written_down(rows: Path) -> None:
    wanted = tomllib.loads(rows.read_text(encoding="utf-8"))["row"]
    got = _rows(_input(rows))
    assert [one["task"] for one in got] == [one["task"] for one in wanted]
    for found, expected in zip(got, wanted, strict=True):
        whole = {"watch": [], "said": None, "deadline": None, **expected}
        # A product may be read from the words of the task where the table names none.
        assert {key: value for key, value in found.items() if key in whole} == whole
