"""Which columns the register shows, how many lines a page has, and which of them it is ordered by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.tasks.queries import SORTS
from namro.web.requests import Request
from namro.web.tasks.figures import address

COLUMNS: dict[str, Promise] = {
    "code": _("Task code"),
    "task": _("Task"),
    "unit": _("Unit"),
    "due": _("Due on"),
    "status": _("Status"),
    "progress": _("Progress"),
    "weight": _("Weight"),
    "kind": _("Kind"),
    "issued": _("Assigned on"),
    "done": _("Sent as completed on"),
    "lacking": _("Clarity the task lacks"),
    "leader": _("Leader in charge"),
    "officer": _("Officer who follows"),
}
FIRST = ("code", "task", "unit", "due", "status", "progress")
SIZES = (25, 50, 100, 200)
COOKIE = "namro_register"
# Column of the page -> columns of a file.
_IN_FILES = {
    "code": ("code",),
    "task": ("content", "symbol", "item"),
    "unit": ("unit_code", "unit", "role"),
    "due": ("due_on", "late_days"),
    "status": ("state", "official"),
    "progress": ("percent", "last_update"),
    "weight": ("weight",),
    "kind": ("kind",),
    "issued": ("issued_on",),
    "done": ("done_on",),
    "lacking": ("lacking",),
    "leader": ("leader",),
    "officer": ("officer",),
}


@dataclass(frozen=True)
class Head:
    """The head of a column: where it leads, and how the list is ordered by it now (aria-sort)."""

    name: str
    label: Promise
    url: str
    ordered: str


@dataclass(frozen=True)
class Layout:
    """The columns and the lines a page; ``per`` is None where nobody chose."""

    columns: tuple[str, ...]
    per: int | None

    @property
    def address(self) -> dict[str, str]:
        """As it stands in an address."""
        return {"cols": ",".join(self.columns)} | ({"per": str(self.per)} if self.per else {})

    @property
    def in_files(self) -> tuple[str, ...]:
        """The columns a file has for them."""
        return tuple(name for column in self.columns for name in _IN_FILES[column])

    @property
    def choices(self) -> list[tuple[str, Promise, bool]]:
        """Every column, and whether it is shown."""
        return [(name, label, name in self.columns) for name, label in COLUMNS.items()]


def layout(request: Request) -> Layout:
    """What the address asks for, else what the reader's browser remembers, else the usual."""
    columns, per = _read(request.COOKIES.get(COOKIE, "").replace(".", ",").partition("~"))
    asked, asked_per = _read((request.GET.get("cols", ""), "", request.GET.get("per", "")))
    return Layout(asked or columns or FIRST, asked_per or per)


def remembered(columns: Sequence[str], per: str) -> str:
    """The cookie's words for a choice; unknown names are left out."""
    chosen, size = _read((",".join(columns), "", per))
    return f"{'.'.join(chosen or FIRST)}~{size or ''}"


def _read(words: tuple[str, str, str]) -> tuple[tuple[str, ...], int | None]:
    """Columns in the order of the page, with the task itself whatever was chosen; and one of the sizes."""
    chosen = set(words[0].split(",")) & set(COLUMNS)
    columns = tuple(name for name in COLUMNS if name in chosen or name == "task") if chosen else ()
    size = words[2]
    return columns, int(size) if size.isascii() and size.isdigit() and len(size) < 4 and int(size) in SIZES else None


def heads(shown: Layout, given: dict[str, str]) -> list[Head]:
    """The heads: a click orders by the column, the next one turns it, the third takes the order away."""
    now = given.get("sort", "")
    return [_head(name, now, {key: value for key, value in given.items() if key != "sort"}) for name in shown.columns]


def _head(name: str, now: str, kept: dict[str, str]) -> Head:
    if name not in SORTS:
        return Head(name, COLUMNS[name], "", "")
    after = {name: f"-{name}", f"-{name}": ""}.get(now, name)
    ordered = {name: "ascending", f"-{name}": "descending"}.get(now, "")
    return Head(name, COLUMNS[name], address(kept, {"sort": after} if after else {}), ordered)
