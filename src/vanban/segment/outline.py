"""The outline of an official text: which numbered or dashed item stands under which."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from vanban.segment.lines import Paragraph, paragraphs
from vanban.segment.nesting import depth_for


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Item:
    """One item. ``text[start:end]`` is its own paragraph with its mark, ``text[body:end]`` without.

    ``until`` is the end of the last paragraph it governs (its sub-items and the unmarked paragraphs below it);
    ``parent`` is an index into the list the item came in, None at the top; ``level`` counts its ancestors.
    ``style`` is a key of :data:`vanban.segment.markers.RANKS`, ``label`` the mark as written, ``value`` its number.
    """

    start: int
    end: int
    body: int
    until: int
    style: str
    label: str
    value: int | None
    parent: int | None
    level: int


def outline(text: str, wrapped: bool | None = None) -> list[Item]:
    """Return all items of ``text`` in order of place; ``wrapped`` as in :func:`vanban.segment.lines.paragraphs`."""
    return outline_of(paragraphs(text, wrapped))


def outline_of(grouped: Sequence[Paragraph]) -> list[Item]:
    """Return the items of paragraphs already made."""
    marked = [(place, p, p.marker) for place, p in enumerate(grouped) if p.marker is not None]
    parents: list[int | None] = []
    until = [0] * len(marked)
    open_items: list[int] = []

    def close_down_to(keep: int, paragraph_place: int) -> None:
        while len(open_items) > keep:
            until[open_items.pop()] = grouped[paragraph_place].end

    for index, (place, _, mark) in enumerate(marked):
        close_down_to(depth_for(mark, [marked[i][2] for i in open_items]), place - 1)
        parents.append(open_items[-1] if open_items else None)
        open_items.append(index)
    close_down_to(0, len(grouped) - 1)
    levels: list[int] = []
    items: list[Item] = []
    for (_, paragraph, mark), parent, last in zip(marked, parents, until, strict=True):
        levels.append(0 if parent is None else levels[parent] + 1)
        items.append(
            Item(mark.start, paragraph.end, mark.body, last, mark.style, mark.label, mark.value, parent, levels[-1])
        )
    return items


def path_at(items: Sequence[Item], place: int) -> str | None:
    """Return the numbers a place stands under, as people name an item: "II.3.a", "2.1"; None outside all numbered items.

    Dashes have no name, so what stands under one has the name of the item above it.
    """
    at = bisect_right(items, place, key=attrgetter("start")) - 1
    while at >= 0 and not items[at].start <= place < items[at].until:
        above = items[at].parent
        at = -1 if above is None else above
    names: list[str] = []
    step: int | None = at if at >= 0 else None
    while step is not None:
        item = items[step]
        name = item.label.strip(" .)(:/-–+•*")
        said = bool(names) and names[0].startswith(name + ".")  # "2.1" under "2" says it all
        if item.value is not None and name and not said:
            names.insert(0, name.removeprefix("Điều ").removeprefix("Mục "))
        step = item.parent
    return ".".join(names) or None
