"""namro bench: measured on this machine, one figure a line with what it is relative to."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated

import typer

from namro.launch.messages import _

NAMES = ("files", "vanban", "common", "pages")  # each is a module bench_<name> with measure(size)


@dataclass(frozen=True)
class Figure:
    """One figure; ``reference`` is in the same unit, ``against`` says what it is, ratio = value / reference."""

    name: str
    value: float
    unit: str
    reference: float | None = None
    against: str = ""
    more: Mapping[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """How many times the reference, None without one."""
        return self.value / self.reference if self.reference else None

    def as_json(self) -> dict[str, object]:
        """The figure as the contract names its fields."""
        shown = {key: value for key, value in asdict(self).items() if key not in {"against", "more"}}
        rounded = {key: round(value, 4) if isinstance(value, float) else value for key, value in shown.items()}
        return {**rounded, "ratio": None if self.ratio is None else round(self.ratio, 4), **self.more}

    def __str__(self) -> str:
        own = f"{self.name:<22}{self.value:>12,.2f} {self.unit}"
        if self.reference is None or self.ratio is None:
            return own
        said = ", ".join(f"{value:g} {name}" for name, value in self.more.items())
        return f"{own:<48}{self.ratio:>8.2f} x {self.reference:>12,.2f} {self.against}{said and f' ({said})'}"


def run(
    name: Annotated[str, typer.Argument(help=_("What to measure: files, vanban, common, pages."))],
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a figure, one line each."))] = False,
    size: Annotated[
        int,
        typer.Option(min=1, help=_("How much of it: pages of the smallest file; for common and pages rows (100,000).")),
    ] = 2,
) -> int:
    from namro.launch.errors import LaunchError

    if name not in NAMES or not find_spec(f"namro.commands.bench_{name}"):
        raise LaunchError(
            _("“%(name)s” is no benchmark. There are: %(names)s.") % {"name": name, "names": ", ".join(NAMES)}
        )
    measure: Callable[[int], Iterator[Figure]] = import_module(f"namro.commands.bench_{name}").measure
    for figure in measure(size):
        print(json.dumps(figure.as_json(), ensure_ascii=False) if as_json else str(figure), flush=True)
    return 0


run.__doc__ = _("Measure on this machine; one figure a line with what it is relative to.")
