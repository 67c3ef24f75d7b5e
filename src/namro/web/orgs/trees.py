"""Trees as a flat list of steps, so that a template draws any depth without calling itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from namro.orgs.models import UnitVersion
from namro.orgs.queries import Node

_EXPANDED = 25  # a longer group stays closed until somebody opens it; so do communes and wards, few as they may be
_DEEP = 2
_CLOSED = {UnitVersion.Kind.COMMUNE, UnitVersion.Kind.WARD}
_KIND_ORDER = {kind: place for place, kind in enumerate(UnitVersion.Kind.values)}


@dataclass(frozen=True)
class Tied:
    """A counterpart shown beside a unit."""

    code: str
    name: str


@dataclass(frozen=True)
class Step:
    """``unit``: an item begins; ``end_unit``: it ends; ``group``: a group of one kind begins; ``end_group``: it ends."""

    what: str
    version: UnitVersion | None = None
    label: str = ""
    count: int = 0
    expanded: bool = False
    tied: tuple[Tied, ...] = ()


def steps(roots: list[Node], tied: Mapping[int, tuple[Tied, ...]], depth: int = 0) -> Iterator[Step]:
    """Draw the nodes: each unit, then its children grouped by kind."""
    for node in sorted(roots, key=_order):
        yield Step("unit", node.version, tied=tied.get(node.version.unit_id, ()))
        for kind, children in _by_kind(node.children).items():
            expanded = len(children) <= _EXPANDED and depth < _DEEP and kind not in _CLOSED
            yield Step("group", None, _label(kind), len(children), expanded)
            yield from steps(children, tied, depth + 1)
            yield Step("end_group")
        yield Step("end_unit")


def _order(node: Node) -> tuple[int, str]:
    return _KIND_ORDER.get(node.version.kind, len(_KIND_ORDER)), node.version.sort_key


def _by_kind(nodes: list[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in sorted(nodes, key=_order):
        found.setdefault(node.version.kind, []).append(node)
    return found


def _label(kind: str) -> str:
    return str(dict(UnitVersion.Kind.choices).get(kind, kind))
