"""Assignment tables made at random, printed in every shape: what comes back is what went in, or a stated share of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from tests.text.finding import ISSUED
from tests.text.growth import grows_linearly
from tests.text.table_shapes import LOSSLESS, LOSSY, Table, Task, as_columns, as_padded, as_printed_lines, table
from vanban.extract import extract
from vanban.model import Annotation, Context, SourceText

SEEDS = range(40)
SHAPES = {**LOSSLESS, **{name: shape for name, (shape, _) in LOSSY.items()}}


def orders(source: SourceText) -> list[Annotation]:
    """Return the directives of a document."""
    return [f for f in extract(source, Context(issued_on=ISSUED)) if f.type == "directive"]


def same(put: Task, found: Annotation) -> bool:
    """Whether a find says what was put in; a product may be read from the task's words where none was given."""
    fields = found.fields
    return (
        " ".join(fields["action"].split()) == put.task
        and _low(fields["assignees_raw"]) == _low(put.lead)
        and _low(fields["coordinators_raw"]) == _low(put.support)
        and fields.get("deadline_raw") == put.time
        and (not put.product or fields["deliverable"] == put.product)
    )


def _low(names: list[str] | tuple[str, ...]) -> list[str]:
    return [name.lower() for name in names]


def whole(made: Table, found: list[Annotation]) -> int:
    """Return how many rows came back whole."""
    return sum(any(same(put, one) for one in found) for put in made.tasks)


@pytest.mark.parametrize("name", LOSSLESS)
def test_a_shape_that_loses_nothing_gives_back_every_row(name: str) -> None:
    for seed in SEEDS:
        made = table(seed)
        source = LOSSLESS[name](made)
        found = orders(source)
        assert len(found) == len(made.tasks), (seed, source.text)
        assert whole(made, found) == len(made.tasks), (seed, source.text)


@pytest.mark.parametrize("name", LOSSY)
def test_a_shape_with_losses_gives_back_its_share(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    shape, floor = LOSSY[name]
    right = rows = out = 0
    for seed in SEEDS:
        made = table(seed)
        found = orders(shape(made))
        right, rows, out = right + whole(made, found), rows + len(made.tasks), out + len(found)
    with capsys.disabled():
        print(f"\n{name}: {right} of {rows} rows whole ({right / rows:.3f}), {out} directives")
    assert right >= floor * rows
    assert out <= 1.03 * rows


def test_columns_one_below_the_other_keep_task_and_lead_together() -> None:
    for seed in SEEDS:
        made = table(seed)
        leads = {task.task: _low(task.lead) for task in made.tasks}
        for one in orders(as_columns(made)):
            if one.rule == "directive.table":
                assert _low(one.fields["assignees_raw"]) == leads[one.fields["action"]]


def test_lines_that_mix_cells_without_a_sign_are_left_alone() -> None:
    out = rows = 0
    for seed in SEEDS:
        made = table(seed)
        rows += len(made.tasks)
        out += len(orders(as_printed_lines(made)))
    assert out <= 0.15 * rows


@pytest.mark.parametrize("name", SHAPES)
def test_decomposed_letters_give_the_same_rows(name: str) -> None:
    source = SHAPES[name](table(3))
    if source.blocks:
        pytest.skip("the readers of such files compose the letters")
    apart = SourceText(unicodedata.normalize("NFD", source.text), "txt", "given")
    assert [one.fields for one in orders(source)] == [one.fields for one in orders(apart)]


def test_a_cell_in_pieces_is_marked_where_its_words_stand() -> None:
    for seed in SEEDS:
        source = as_padded(table(seed))
        for one in orders(source):
            marked = " ".join(source.text[one.start : one.end].split())
            assert marked.split()[0] in one.fields["action"]


ROW = "Rà soát danh mục thiết bị dùng chung của các trạm y tế"
LONG: dict[str, Callable[[int], str]] = {
    "lines": lambda n: f"{n}\n{ROW}\nSở Y tế\nSở Nội vụ; các sở, ban, ngành\nQuý III/2026\n",
    "lines of a PDF": lambda n: f"{n} Rà soát danh mục thiết bị\ndùng chung của các trạm y tế\nSở Y tế Sở Nội vụ Quý\nIII/2026\n",
    "bars": lambda n: f"| {n} | {ROW} | Sở Y tế | Sở Nội vụ | Quý III/2026 |\n",
    "bars missing": lambda n: f"| {n} | {ROW} | Sở Y tế Quý III/2026\n",
    "tabs": lambda n: f"{n}\t{ROW}\tSở Y tế\t\tQuý III/2026\n",
    "padded": lambda n: f"{n:<6}{ROW[:30]:<36}{'Sở Y tế':<20}{'Sở Nội vụ':<20}Quý III/2026\n      {ROW[30:]}\n",
    "no row ends": lambda n: f"{ROW} Sở Y tế Sở Nội vụ Quý III/2026\n",
}  # fmt: skip
HEADS = {
    "bars": "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn |\n",
    "bars missing": "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn |\n",
    "tabs": "TT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời hạn\n",
    "padded": f"{'TT':<6}{'Nhiệm vụ':<36}{'Chủ trì':<20}{'Phối hợp':<20}Thời hạn\n",
}


@pytest.mark.parametrize("name", LONG)
def test_cost_grows_with_length(name: str) -> None:
    row = LONG[name]
    head = HEADS.get(name, "TT\nNhiệm vụ\nChủ trì\nPhối hợp\nThời hạn\n")

    def work(text: str) -> object:
        return orders(SourceText(head + "".join(row(n) for n in range(1, 2 + len(text))), "txt", "given"))

    assert grows_linearly(work, "x", 60)


HOSTILE = ["| " * 3, "TT\n", "1\n", "  a", "\t", "TT Nhiệm vụ Chủ trì\n1 ", "Sở Y tế ", "¦\n", "I\n1\na)\n"]


def test_figures_that_only_almost_count_columns_cost_no_more_than_their_length() -> None:
    head = "TT\nNhiệm vụ\nChủ trì\nThời hạn\n"
    assert grows_linearly(lambda text: orders(SourceText(f"{head}{text}x", "txt", "given")), "500 ", 2_000)


@pytest.mark.parametrize("piece", HOSTILE)
def test_odd_repetitions_cost_no_more_than_their_length(piece: str) -> None:
    head = "TT\nNhiệm vụ\nChủ trì\nThời hạn\n1\n"
    assert grows_linearly(lambda text: orders(SourceText(head + text, "txt", "given")), piece, 4_000)
