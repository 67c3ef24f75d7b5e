"""Every page there is, who visits it and how: taken from the addresses and the access rows, so that none is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from tests.browser.furnished import furnish
from tests.web.access import Row
from tests.web.test_access import ALL, TABLE
from tests.web.world import STRANGER, World

# What an access row asks for with GET and yet is no page, by kind. Addresses whose rows only send (POST) are acts.
NOT_PAGES = {
    "part": {"web:unit_options", "web:document_fields", "web:document_scan", "web:review_beside"},
    "download": {
        "web:document_file",
        "web:document_page_image",
        "web:evidence",
        "web:import_sample",
        "web:list_out",
        "web:tasks_export",
    },
}
PARTS_ANSWERED = {"web:review_here"}  # what is sent comes back as a part of the page
# Who visits when several may: one who can act before one who only reads.
_FIRST = ("coordinator", "reporter", "administrator", "leader", "unit_head", "inspector", "auditor", "nobody", STRANGER)
# Pages that look different to others: nothing to see, nothing to do, something else to do.
MORE: dict[str, tuple[str, ...]] = {
    "web:home": ("leader", "reporter", "inspector", "administrator", "nobody", "reporter_elsewhere"),
    "web:tasks": ("reporter", "leader_elsewhere"),
    "web:task": ("reporter", "leader", "inspector"),
    "web:unmet": ("reporter", "leader_elsewhere"),
    "web:tasks_by_unit": ("leader_elsewhere",),
    "web:to_confirm": ("leader", "coordinator_elsewhere"),
    "web:own_work": ("reporter_elsewhere",),
    "web:grid": ("reporter_elsewhere",),
    "web:documents": ("reporter", "coordinator_elsewhere"),
    "web:document": ("reporter",),
    "web:organisation": ("nobody",),
    "web:unit": ("administrator",),
}
# What an address alone does not show: nothing found, no such page, a search.
PLACES = {
    "missing": ("leader", "/nowhere/"),
    "register without lines": ("coordinator", "/tasks/?q=zzzz"),
    "documents without lines": ("coordinator", "/documents/?q=zzzz"),
    "organisation searched": ("leader", "/organisation/?q=so"),
    "calendar of a year": ("administrator", "/administration/calendar/?year=2026"),
}


@dataclass(frozen=True)
class Visit:
    """One page as one account sees it."""

    name: str
    actor: str
    path: str
    status: tuple[int, ...] = (200,)
    data: tuple[tuple[str, str], ...] | None = None  # sent as a form: a page that only comes as an answer


def rows(name: str) -> list[Row]:
    """The access rows of the address."""
    found = TABLE.get(name, [])
    return found if isinstance(found, list) else [found]


def read(name: str) -> list[Row]:
    """Its rows that ask with GET."""
    return [row for row in rows(name) if row.method == "get"]


def kind(name: str) -> str:
    """page, act (only sent), redirect (its rows say so), or one of the kinds of NOT_PAGES."""
    listed = next((kind for kind, names in NOT_PAGES.items() if name in names), "")
    if listed or not read(name):
        return listed or "act"
    return "redirect" if all(set(row.status) <= {302, 303} for row in read(name)) else "page"


def answered(name: str) -> list[Row]:
    """Its rows that send something and get a page back: a form with its faults, a preview."""
    found = [row for row in rows(name) if row.method == "post" and {200, 422} & set(row.status)]
    return [] if name in PARTS_ANSWERED else found


def sent(row: Row, world: World) -> tuple[tuple[str, str], ...]:
    """The row's form, field by field."""
    data = row.data(world).items()
    return tuple((name, str(one)) for name, value in data for one in (value if isinstance(value, list) else [value]))


def address(name: str, row: Row, world: World) -> str:
    """Where the row goes in this world."""
    data = row.data(world)
    return reverse(name, kwargs=row.kwargs(world)) + (f"?{urlencode(data)}" if data else "")


def first(name: str, row: Row) -> str:
    """Who visits: the sign-in page is shown to strangers only."""
    if name == "web:sign_in":
        return STRANGER
    return next(actor for actor in (*_FIRST, *sorted(row.who)) if actor in row.who)


def visits(world: World) -> list[Visit]:
    """Every page, in a province where there is work in every state."""
    found = []
    for name in ALL:
        for row in answered(name):
            path = reverse(name, kwargs=row.kwargs(world))
            found.append(Visit(f"{name} answered", first(name, row), path, (200, 422), sent(row, world)))
        for row in read(name) if kind(name) == "page" else ():
            path = address(name, row, world)
            who = dict.fromkeys((first(name, row), *(actor for actor in MORE.get(name, ()) if actor in row.who)))
            found += [Visit(name, actor, path) for actor in who]
    furnished = furnish(world)
    for thing in ("soon", "each"):
        path = reverse("web:task", kwargs={"task_id": furnished[thing].pk})
        found += [Visit(f"task {thing}", actor, path) for actor in ("coordinator", "leader")]
    found += [
        Visit(name, actor, path, (404,) if name == "missing" else (200,)) for name, (actor, path) in PLACES.items()
    ]
    # What is sent may change an account's password: so that comes last.
    return sorted(found, key=lambda visit: (visit.data is not None, visit.actor, visit.name))
