"""Cases one after the other, each from a number of its own: the same seed makes the same cases on every machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vanban.fuzzing import words
from vanban.fuzzing.mutations import mutations_of
from vanban.fuzzing.samples import MAKERS

_LARGEST = 4 * 1024 * 1024  # bytes: mutations that grow further are cut
_MISNAMED = 0.05  # share of files given another format's ending
_FRESH = 0.15  # share of samples made anew
_RARE = {"png": 0.1, "doc": 0.02, "jpg": 0.02, "tif": 0.02}  # formats that other programs read, and slowly


@dataclass(frozen=True, slots=True)
class Case:
    """One file to try: its number, the format it came from, its name and its bytes."""

    number: int
    format: str
    name: str
    data: bytes


class Maker:
    """Makes cases from files at hand (format -> contents) and from samples of its own."""

    def __init__(self, seed: int, at_hand: Mapping[str, Sequence[bytes]] | None = None) -> None:
        self._seed = seed
        rng = words.dice(seed)
        self._pool = {kind: [make(rng) for _ in range(3)] for kind, make in MAKERS.items()}
        for kind, contents in (at_hand or {}).items():
            self._pool[kind] = [*self._pool.get(kind, []), *(one for one in contents if one)]
        self._formats = sorted(self._pool)
        self._weights = [_RARE.get(kind, 1.0) for kind in self._formats]

    def case(self, number: int) -> Case:
        """Return the case of a number; cases do not depend on each other."""
        rng = words.dice(self._seed * 1_000_003 + number)
        [kind] = rng.choices(self._formats, self._weights)
        ending = rng.choice(self._formats) if rng.random() < _MISNAMED else kind
        if kind == "txt" and rng.random() < 0.5:
            return Case(number, "words", "generated.txt", words.text(rng).encode())
        data = MAKERS[kind](rng) if kind in MAKERS and rng.random() < _FRESH else rng.choice(self._pool[kind])
        for _ in range(rng.choice((1, 1, 1, 2, 4))):
            other = rng.choice(self._pool[rng.choice(self._formats)])
            data = rng.choice(mutations_of(data))(rng, data, other)[:_LARGEST] or b"\x00"
        return Case(number, kind, f"case.{ending}", data)
