"""`namro bench`: each figure in the shape of the contract, an unknown name refused, inputs that grow as they say."""

import json

import pytest

from namro.commands import bench_files, bench_vanban
from namro.commands.bench import Figure
from namro.commands.bench_inputs import FORMATS
from tests.launch.namro_process import namro
from vanban.files import read
from vanban.fuzzing.words import dice


def test_bench_when_there_is_no_such_name_then_those_there_are() -> None:
    done = namro("bench", "khong-co")
    assert done.returncode == 1 and "files" in done.stderr


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (Figure("a", 3.0, "pages/s", 1.5, "x"), {"reference": 1.5, "ratio": 2.0}),
        (Figure("a", 3.0, "pages/s"), {"reference": None, "ratio": None}),
        (Figure("a", 3.0, "pages/s", 0.0), {"reference": 0.0, "ratio": None}),
    ],
)
def test_figure_when_written_then_as_the_contract_says(figure: Figure, shown: dict[str, object]) -> None:
    assert json.loads(json.dumps(figure.as_json())) == {"name": "a", "value": 3.0, "unit": "pages/s", **shown}


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_input_when_of_more_pages_then_so_much_longer_and_read_by_both(kind: str) -> None:
    form = FORMATS[kind]
    small, large = (len(read(form.make(pages, dice(1)), f"a.{kind}", ocr=False).text) for pages in (2, 8))
    assert 3 < large / small < 5
    assert form.bare(form.make(1, dice(1)))


def test_speed_when_measured_then_a_figure_beside_the_library_and_two_of_growth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bench_files, "_SPENT", 0.0)
    found = list(bench_files._speed("csv", 1))
    assert [one.name for one in found] == ["csv", "csv_at_4x", "csv_at_16x"]
    assert all(one.value > 0 and one.ratio for one in found)


def test_many_files_when_on_all_cores_then_each_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_files, "_MANY", 2)
    figure = bench_files._all_cores(1)
    assert figure.unit == "pages/s" and figure.ratio


def test_memory_when_measured_then_beyond_a_small_file_and_beside_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_files, "FORMATS", {"txt": FORMATS["txt"]})
    [figure] = bench_files._memory(5)
    assert figure.value > 1 and figure.reference and figure.reference > 3


def test_vanban_when_measured_then_beside_its_anchors_at_growing_length_and_its_import(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bench_vanban, "_KILO", 20)
    monkeypatch.setattr(bench_vanban, "HOSTILE_LENGTH", 60)
    monkeypatch.setattr(bench_vanban, "HOSTILE", ("trước ngày 15/7 ",))
    monkeypatch.setattr(bench_files, "_SPENT", 0.0)
    found = {one.name: one for one in bench_vanban.measure(1)}
    assert {"vanban", "vanban_at_10x", "vanban_at_100x", "hostile_at_10x", "import"} <= set(found)
    assert all(one.value > 0 and one.ratio for one in found.values())
    assert "15/7" in found["hostile_at_10x"].against


def test_prose_when_longer_than_the_samples_then_of_that_length() -> None:
    assert len(bench_vanban._prose(100_000)) == 100_000
