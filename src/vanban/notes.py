"""What the rules have found so far, passed from stage to stage: finds by type, named bodies and persons, the layout."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from vanban.mended import mended
from vanban.model import Annotation, AnnotationType, Context
from vanban.sheet import one_tone

MentionKind = Literal["organisation", "role", "person"]


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Mention:
    """Somebody who can order or be ordered, at ``[start, end)`` of the sheet: a body, an office or a person.

    ``name`` is as said; ``generic`` marks collectives ("các sở, ngành"); ``person`` is the holder where he is named.
    """

    kind: MentionKind
    start: int
    end: int
    name: str
    generic: bool = False
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The layout of an official document; an article has none of it (``official`` False).

    ``body`` is where the text proper runs: below the letterhead, above "Nơi nhận"; ``annexes`` are the texts below the
    signature. ``kind`` is the document's own kind.
    """

    official: bool = False
    kind: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: date | None = None
    issued_about: date | None = None  # the first of its month, where only the day is left blank
    symbol: tuple[int, int] | None = None
    body: tuple[int, int] = (0, 0)
    annexes: tuple[tuple[int, int], ...] = ()

    def within(self, place: int) -> bool:
        """Tell whether a place lies in the text proper or in an annex."""
        if self.body[0] <= place < self.body[1]:
            return True
        return bool(self.annexes) and any(start <= place < end for start, end in self.annexes)


@dataclass(slots=True)
class Notes:
    """The finds so far. A rule reads them and never changes them; the stage that runs it adds what it yields."""

    context: Context
    length: int
    frame: Frame = field(default_factory=Frame)
    finds: list[Annotation] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    cited: dict[int, list[Annotation]] | None = None
    tables: list[tuple[int, int]] = field(default_factory=list)
    citations: list[Annotation] | None = None
    names: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    speaker: str | None = None
    _within: bytearray = field(default_factory=bytearray)
    dates: tuple[list[int], list[Annotation]] | None = None
    _closed: bytearray = field(default_factory=bytearray)
    _starts: list[int] = field(default_factory=list)
    _tabled: bytearray = field(default_factory=bytearray)
    _at: dict[int, Mention] = field(default_factory=dict)
    _called: dict[str, Mention] | None = None
    _roles: dict[str, str] | None = None

    @property
    def issued_on(self) -> date | None:
        """The document's own day: what the caller knows, else what the text says."""
        return self.context.issued_on or self.frame.issued_on

    def add(self, found: Iterable[Annotation]) -> None:
        """Take up finds; page furniture closes its place to all other types."""
        for find in found:
            self.finds.append(find)
            if find.type == "boilerplate":
                self.close(find.start, find.end)

    def close(self, start: int, end: int) -> None:
        """Mark a place where no other find may stand."""
        if not self._closed:
            self._closed = bytearray(self.length + 1)
        self._closed[start:end] = b"\x01" * (end - start)

    def closed(self, start: int, end: int) -> bool:
        """Tell whether a span touches page furniture."""
        return bool(self._closed) and self._closed.find(1, start, end) >= 0

    def of(self, kind: AnnotationType) -> list[Annotation]:
        """Return the finds of one type in order of place."""
        return sorted((f for f in self.finds if f.type == kind), key=lambda f: (f.start, f.end))

    def near_reference(self, place: int) -> list[Annotation]:
        """Return the citations that begin at ``place``."""
        if self.cited is None:
            self.cited = {}
            for find in self.finds:
                if find.type == "reference":
                    self.cited.setdefault(find.start, []).append(find)
        return self.cited.get(place, [])

    def cited_between(self, start: int, end: int) -> list[Annotation]:
        """Return the citations that begin in a span."""
        if self.citations is None:
            self.citations = self.of("reference")
        first = bisect_left(self.citations, start, key=lambda f: f.start)
        return self.citations[first : bisect_left(self.citations, end, key=lambda f: f.start)]

    def in_citation(self, place: int) -> bool:
        """Tell whether a place lies in a cited document, in its title or in what it is about."""
        if not self._within:
            self._within = bytearray(self.length + 1)
            for find in self.of("reference"):
                ends = [find.end, find.fields.get("title_end") or 0]
                self._within[find.start : max(ends)] = b"\x01" * (max(ends) - find.start)
        return self._within[place] == 1

    def canonical(self, mention: Mention) -> str:
        """Return the full name of who is mentioned, as far as the text or the register tells it."""
        return self.names.get(mention.name) or mended(mention.name[0].upper() + mention.name[1:])

    def tabled(self, place: int) -> bool:
        """Tell whether a place lies in a table."""
        if not self._tabled:
            self._tabled = bytearray(self.length + 1)
            for start, end in self.tables:
                self._tabled[start:end] = b"\x01" * (end - start)
        return self._tabled[place] == 1

    def holder(self, office: str) -> str | None:
        """Return the person the text names as holder of an office."""
        low = one_tone(office).lower()
        return self.people.get(low) or self.people.get(low.removeprefix("đồng chí "))

    def role_of(self, person: str) -> str | None:
        """Return an office the text gives a person."""
        if self._roles is None:
            self._roles = {}
            for office, name in self.people.items():
                self._roles.setdefault(name, office[0].upper() + office[1:])
        return self._roles.get(person)

    def called(self, given: str) -> Mention | None:
        """Return the first person named in the text whose name ends with a given name."""
        if self._called is None:
            self._called = {}
            for mention in self.mentions:
                if mention.kind == "person":
                    self._called.setdefault(mention.name.rsplit(" ", 1)[-1], mention)
        return self._called.get(given.strip())

    def set_mentions(self, mentions: Iterable[Mention]) -> None:
        """Keep the mentions in order, the longest first where two begin together."""
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.mentions]
        self._at = {m.start: m for m in reversed(self.mentions)}

    def mention_at(self, place: int) -> Mention | None:
        """Return the longest mention that begins exactly at ``place``."""
        return self._at.get(place)

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie wholly inside a span."""
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]


class Taken:
    """Spans already used, for one pass: a later, weaker reading may not overlap them."""

    def __init__(self, length: int) -> None:
        self._used = bytearray(length + 1)

    def take(self, start: int, end: int) -> bool:
        """Reserve a span; False when part of it is taken."""
        if not self.free(start, end):
            return False
        self._used[start:end] = b"\x01" * (end - start)
        return True

    def free(self, start: int, end: int) -> bool:
        """Tell whether nothing of a span is taken."""
        return self._used.find(1, start, end) < 0
