"""The fuzzing itself: the same seed makes the same cases, every sample is sound, and a fault is seen as one."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from vanban.errors import Refused
from vanban.files import read
from vanban.fuzzing import Maker, judge, judging
from vanban.fuzzing.mutations import mutations_of
from vanban.fuzzing.samples import MAKERS
from vanban.model import Annotation, Block, Place

KEPT = {"zip": "unsupported", "png": "no_text_layer"}


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_sample_when_made_then_sound(kind: str) -> None:
    judged = judge(MAKERS[kind](random.Random(5)), f"a.{kind}")
    assert (judged.outcome, judged.fault) == (KEPT.get(kind, "read"), "")


def test_cases_when_made_from_one_seed_then_the_same_and_of_every_format() -> None:
    one, other = Maker(3), Maker(3)
    assert [one.case(number) for number in range(40)] == [other.case(number) for number in range(40)]
    assert {one.case(number).format for number in range(400)} >= {*MAKERS, "words"} - {"png"}
    assert Maker(4).case(1) != one.case(1)


def test_mutations_when_applied_then_change_most_files() -> None:
    rng = random.Random(1)
    for make in MAKERS.values():
        data = make(rng)
        changed = [mutation(rng, data, b"khac") != data for mutation in mutations_of(data) for _ in range(3)]
        assert sum(changed) > len(changed) * 0.6


def test_files_at_hand_when_given_then_cases_start_from_them() -> None:
    maker = Maker(1, {"txt": [b"ao ca " * 50] * 50})
    assert any(b"ao ca" in maker.case(number).data for number in range(60))


TEXT = "Giao Sở Nội vụ rà soát trước ngày 15/7/2026."


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"text": "e\u0301"}, "NFC"),
        ({"text": "a\x00b"}, "NUL"),
        ({"blocks": (Block("cell", 0, 400),)}, "block outside"),
        ({"blocks": (Block("cell", 5, 6), Block("cell", 1, 2))}, "out of order"),
        ({"places": (Place(0, 400, 0, 0, (0, 0, 1, 1)),)}, "place outside"),
        ({"places": (Place(0, 5, 0, 0, (0, 0, 1, 1)), Place(3, 6, 0, 0, (0, 0, 1, 1)))}, "overlap"),
    ],
)
def test_text_when_its_parts_do_not_stand_in_it_then_a_fault(
    broken: dict[str, object], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = replace(read(TEXT.encode(), "a.txt"), format="pdf", **broken)
    monkeypatch.setattr(judging, "read", lambda *_args, **_more: source)
    judged = judge(b"a", "a.txt")
    assert judged.outcome == "fault" and fault in judged.fault


def test_refusal_for_want_of_memory_when_named_then_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_args: object, **_more: object) -> None:
        raise Refused("memory")

    monkeypatch.setattr(judging, "read", refuses)
    assert judge(b"a", "a.txt") == judging.Judged("memory")


def test_reader_when_it_fails_or_differs_or_finds_outside_then_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise KeyError("x")

    with monkeypatch.context() as patch:
        patch.setattr(judging, "read", fails)
        assert "KeyError" in judge(b"a", "a.txt").fault

    def swells(*_args: object, **_more: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(judging, "read", swells)
        assert "memory" in judge(b"a", "a.txt").fault
    answers = iter([Refused("broken"), Refused("empty")])

    def changes(*_args: object, **_more: object) -> None:
        raise next(answers)

    with monkeypatch.context() as patch:
        patch.setattr(judging, "read", changes)
        assert "then empty" in judge(b"a", "a.txt").fault
    monkeypatch.setattr(judging, "extract", lambda _source: [Annotation("date", 5, 5000, "x", 1.0)])
    assert "outside the text" in judge(TEXT.encode(), "a.txt").fault
