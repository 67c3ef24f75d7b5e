"""The page on using the library: its examples run and print what it says."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/how-to/vanban-in-python.md"


def test_examples_run_as_written() -> None:
    done = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert done.attempted >= 15
    assert done.failed == 0
