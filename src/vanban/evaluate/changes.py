"""What a new version of the rules gains and loses against an older one, over the same annotated documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vanban.evaluate.fields import compare
from vanban.evaluate.matching import Row, match
from vanban.evaluate.names import Aliases
from vanban.evaluate.scoring import TYPES, unique

Documents = Iterable[tuple[str, Row, Sequence[Row]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: ``what`` is gained, lost, "no longer too much", "now too much", or a field mended or broken."""

    file: str
    type: str
    what: str
    start: int
    end: int
    text: str
    field: str = ""

    @property
    def better(self) -> bool:
        """Whether the new version does better here."""
        return self.what in _BETTER


_BETTER = frozenset(("gained", "no longer too much", "mended"))


def differences(documents: Documents, before: Mapping[str, Sequence[Row]]) -> list[Difference]:
    """Return every difference between the finds given and those of ``before`` (file name -> its finds), gains first."""
    found: list[Difference] = []
    for name, gold, now in documents:
        same = Aliases(gold.get("entities", {}))
        for kind in TYPES:
            golds = [row for row in gold["annotations"] if row["type"] == kind]
            old = _judged(golds, unique(before.get(name, ()), kind), same)
            new = _judged(golds, unique(now, kind), same)
            found += _between(name, kind, golds, old, new)
    return sorted(found, key=lambda one: (not one.better, one.file, one.start))


def report(found: Sequence[Difference]) -> str:
    """Return the differences as lines, "+" for better and "-" for worse, and a last line that counts them."""
    lines = [
        f"{'+' if one.better else '-'} {one.file} {one.type} {one.start}-{one.end} {one.what}"
        f"{' ' + one.field if one.field else ''}: {' '.join(one.text.split())[:100]}"
        for one in found
    ]
    better = sum(one.better for one in found)
    return "\n".join([*lines, f"{better} better, {len(found) - better} worse"])


@dataclass(frozen=True, slots=True)
class _Judged:
    met: dict[tuple[int, int], dict[str, float]]  # span of the annotation -> marks of its fields
    spurious: dict[tuple[int, int], str]


def _judged(golds: list[Row], said: list[Row], same: Aliases) -> _Judged:
    pairs, aside = match(golds, said)
    used = {id(one) for _, one in pairs}
    met = {(g["start"], g["end"]): dict(compare(g["type"], g, one, same)) for g, one in pairs}
    rest = (one for place, one in enumerate(said) if place not in aside and id(one) not in used)
    return _Judged(met, {(one["start"], one["end"]): str(one.get("text") or "") for one in rest})


def _between(name: str, kind: str, golds: list[Row], old: _Judged, new: _Judged) -> Iterable[Difference]:
    words: dict[tuple[int, int], Any] = {(g["start"], g["end"]): g["text"] for g in golds}
    for span, text in words.items():
        if (span in old.met) != (span in new.met):
            yield Difference(name, kind, "gained" if span in new.met else "lost", *span, text)
        elif span in old.met:
            for field, mark in new.met[span].items():
                if mark != (was := old.met[span].get(field, 0.0)):
                    yield Difference(name, kind, "mended" if mark > was else "broken", *span, text, field)
    for span in old.spurious.keys() - new.spurious.keys():
        yield Difference(name, kind, "no longer too much", *span, old.spurious[span])
    for span in new.spurious.keys() - old.spurious.keys():
        yield Difference(name, kind, "now too much", *span, new.spurious[span])
