"""The register's names in memory: which unit a written name means on a day, and which ones it may mean. A few queries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from namro.orgs.models import Succession, UnitAlias, UnitVersion
from namro.tasks.drafting.collectives import Group, Offer, Register
from vanban.fold import fold

MOST_OFFERED = 6
_LIKE = 0.72  # how alike two names are that are offered for each other
_SHORT = (
    (re.compile(r"\bu\.?b\.?n\.?d\b\.?"), "uy ban nhan dan"),
    (re.compile(r"\bh\.?d\.?n\.?d\b\.?"), "hoi dong nhan dan"),
    (re.compile(r"\bub ?mttq(?: ?vn)?\b|\bmttq\b"), "uy ban mat tran to quoc"),
    (re.compile(r"\b(?:tp|t\.p)\b\.?"), "thanh pho"),
    (re.compile(r"\bvp\b\.?"), "van phong"),
    (re.compile(r"\btt\.? (?=ubnd|uy ban|hdnd)"), "thuong truc "),
    (re.compile(r"\bp\. ?"), "phuong "),
    (re.compile(r"\bx\. ?"), "xa "),
    (re.compile(r"\bs\. ?"), "so "),
    (re.compile(r"&"), " va "),
)
_HEAD = re.compile(
    r"^(?:dong chi |dc )?(?:thu truong|nguoi dung dau|giam doc|chu tich|bi thu|truong|chanh)(?: (?:co quan|don vi))? (?=\w)"
)
_COMMITTEE = "uy ban nhan dan "
_EDGES = " .,;:-–+*•()/"


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """A name as it is compared: folded, usual abbreviations in full, no signs."""
    words = fold(name)
    for pattern, full in _SHORT:
        words = pattern.sub(full, words)
    return " ".join(re.sub(r"[^\w ]+", " ", words).split())


def loose(words: str) -> str:
    """A plain name without whoever heads the body, and without the committee before a place."""
    return _HEAD.sub("", words).removeprefix(_COMMITTEE)


@dataclass(frozen=True, slots=True)
class Version:
    """A name a unit bore for a time."""

    unit_id: int
    code: str
    name: str
    since: date
    until: date
    closed_on: date | None
    foreign: bool

    def alive(self, on: date) -> bool:
        """Whether the unit exists on the day."""
        return self.closed_on is None or self.closed_on > on


class Names:
    """Every name, short name, code and alias; the whole register is read once for any number of rows."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.cut: dict[str, list[str]] = {}  # cell -> the names in it: cells repeat
        self.current: dict[int, Version] = {}
        self.exact: dict[str, list[Version]] = defaultdict(list)
        self.loosely: dict[str, list[Version]] = defaultdict(list)
        of_unit: dict[int, list[Version]] = defaultdict(list)
        columns = ("unit_id", "unit__code", "name", "short_name", "valid", "unit__closed_on", "unit__tree")
        rows = UnitVersion.objects.exclude(valid__isempty=True).order_by("sort_key", "id").values_list(*columns)
        for unit_id, code, name, short, valid, closed_on, tree in rows:
            one = Version(
                unit_id, code, name, valid.lower or date.min, valid.upper or date.max, closed_on, tree != "state"
            )
            of_unit[unit_id].append(one)
            if one.since <= today < one.until:
                self.current[unit_id] = one
            for key in {plain(name), plain(short), plain(code)} - {""}:
                self.exact[key].append(one)
                self.loosely[loose(key)].append(one)
        for unit_id, alias in UnitAlias.objects.values_list("unit_id", "alias"):
            for one in of_unit[unit_id]:
                self.exact[plain(alias)].append(one)
                self.loosely[loose(plain(alias))].append(one)

    def find(self, written: str, days: Sequence[date], on: date) -> list[Version]:
        """The units of that name that exist ``on`` the day, one entry each: by the name they bore on the first of the days
        that knows one, the whole name before the looser one."""
        words = plain(written)
        for table, key in ((self.exact, words), (self.loosely, loose(words))):
            held = table.get(key, ())
            for day in days:
                found = {one.unit_id: one for one in held if one.since <= day < one.until and one.alive(on)}
                if found:
                    return self._own_tree(list(found.values())) if table is self.loosely else list(found.values())
        return []

    def _own_tree(self, found: list[Version]) -> list[Version]:
        """A loose name ("xã A") means the state's body where the trees share it."""
        home = [one for one in found if not one.foreign]
        return home if len(home) == 1 else found

    def known(self, written: str) -> bool:
        """Whether any unit ever bore the name."""
        words = plain(written)
        return bool(words) and (words in self.exact or loose(words) in self.loosely)

    def gone(self, written: str) -> list[Version]:
        """Units that bore the name and no longer exist today."""
        words = plain(written)
        held = [*self.exact.get(words, ()), *self.loosely.get(loose(words), ())]
        return list({one.unit_id: one for one in held if not one.alive(self.today)}.values())

    def offered(self, written: str) -> list[Version]:
        """Units of today the words may mean: all of that name, the successors of gone ones, names with these initials, names
        much alike; the likeliest first."""
        words = plain(written)
        same = [
            self.current.get(one.unit_id) for one in [*self.exact.get(words, ()), *self.loosely.get(loose(words), ())]
        ]
        heirs = [self.current.get(heir) for one in self.gone(written) for heir in self._heirs(one.unit_id)]
        bare = re.sub(r"[^a-z]", "", words)
        initials = self._initials.get(bare, []) if len(bare) > 1 else []
        found = [one for one in [*same, *heirs, *initials] if one is not None]
        if len(found) < MOST_OFFERED:
            found += self._alike(loose(words))
        return list(dict.fromkeys(found))[:MOST_OFFERED]

    @cached_property
    def _initials(self) -> dict[str, list[Version]]:
        found: dict[str, list[Version]] = defaultdict(list)
        for one in self.current.values():
            found["".join(word[0] for word in plain(one.name).split())].append(one)
        return found

    @cached_property
    def _current_plain(self) -> list[tuple[str, frozenset[str], Version]]:
        return [
            (words, frozenset(words.split()), one) for one in self.current.values() if (words := loose(plain(one.name)))
        ]

    def _alike(self, words: str) -> list[Version]:
        """Names much like the words; two words in common are needed before letters are compared."""
        asked = frozenset(words.split())
        scored = []
        for name, held, one in self._current_plain:
            shared = len(asked & held)
            if shared < min(2, len(asked), len(held)) or abs(len(name) - len(words)) > max(len(name), len(words)) / 2:
                continue
            alike = SequenceMatcher(None, words, name, autojunk=False)
            if alike.quick_ratio() >= _LIKE and (ratio := alike.ratio()) >= _LIKE:
                scored.append((-ratio, one.name, one))
        return [one for _ratio, _name, one in sorted(scored, key=lambda found: found[:2])]

    def _heirs(self, unit_id: int) -> list[int]:
        """Who carries on today, through any number of reorganisations."""
        last, walk, seen = [], [unit_id], {unit_id}
        while walk:
            one = walk.pop()
            below = [heir for heir in self._below.get(one, ()) if heir not in seen]
            seen |= set(below)
            walk += below
            if one != unit_id and not self._below.get(one):
                last.append(one)
        return last

    @cached_property
    def _below(self) -> dict[int, list[int]]:
        below: dict[int, list[int]] = defaultdict(list)
        for old, new in Succession.objects.order_by("id").values_list("from_unit_id", "to_unit_id"):
            below[old].append(new)
        return below

    @cached_property
    def _register(self) -> Register:
        return Register(self.today, self.today)

    def collectives(self, written: str) -> list[Offer]:
        """Groups of units the words name together ("UBND các xã, phường")."""
        return self._register.offers(written, "lead")

    def group(self, name: str) -> list[int]:
        """The units of a group today."""
        return [body.unit_id for body in self._register.group(Group(name))]

    def by_code(self, code: str) -> int | None:
        """The unit of today with the code."""
        return self._codes.get(code)

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {one.code: one.unit_id for one in self.current.values()}


_SIGNS = re.compile(r"[\n;•]|(?:^|(?<=\n))\s*[-+*]\s")
# Blanks and signs are matched from where a run of them begins only: a cell of nothing else must not take a second.
_SOFT = re.compile(r"(?:(?<!\s)\s+)?(?:,|/|\+|&|\bva\b|\s-\s)\s*")
_STARTS = re.compile(
    r"(?:so|ban|ubnd|uy ban|cong an|van phong|vp|truong|trung tam|xa(?! hoi)|phuong|thi tran|dac khu|chi cuc|cuc|bo chi huy|bch"
    r"|toa an|vien|thanh tra|kho bac|dang uy|tinh|thanh uy|hoi|lien|mat tran|mttq|ubmttq|doan|bao hiem|ngan hang|cong ty"
    r"|phong|cac|dien luc|hdnd|hoi dong|dai|bao|thue|hai quan|quy|s\.|x\.|p\.)\b"
)
_SUPPORTING = re.compile(r"(?<!\W)\W*(?:chu tri\W*)?\bphoi hop(?: (?:voi|cung|thuc hien))?\b\s*:?\s*")
_LEADING = re.compile(
    r"(?:^|(?<=[\s,;:(-]))(?:(?:don vi|co quan) )?(?:chu tri|thuc hien)(?: thuc hien| chinh)?\b\s*:?\s*"
)


@lru_cache(maxsize=4096)
def parted(cell: str) -> tuple[str, str]:
    """A cell as its part before and after "phoi hop": who leads, who supports."""
    flat = _flat(cell)
    found = _SUPPORTING.search(flat)
    first, rest = (cell[: found.start()], cell[found.end() :]) if found else (cell, "")
    kept, place = [], 0
    for leading in _LEADING.finditer(flat, 0, len(first)):
        kept.append(first[place : leading.start()])
        place = leading.end()
    return " ".join([*kept, first[place:]]).strip(_EDGES), rest.strip(_EDGES)


def _flat(text: str) -> str:
    """The text letter by letter without marks: places in it are places in the text."""
    return "".join(folded if len(folded := fold(letter)) == 1 else letter for letter in text)


def pieces(cell: str, known: Iterable[str] | object) -> list[str]:
    """The names in a cell. ``known(words)`` tells whether a unit bears the name: "Sở Văn hóa, Thể thao và Du lịch" is one.

    What is not known is cut where a word begins that bodies begin with.
    """
    found: list[str] = []
    for part in _SIGNS.split(cell):
        if part and (words := part.strip(_EDGES)):
            found += [words] if known(words) else _cut(words, known)  # type: ignore[operator]
    return list(dict.fromkeys(found))


def _cut(words: str, known: object) -> list[str]:
    flat = _flat(words)
    bounds = [(0, 0)] + [found.span() for found in _SOFT.finditer(flat)] + [(len(words), len(words))]
    tokens = [(bounds[n][1], bounds[n + 1][0]) for n in range(len(bounds) - 1) if bounds[n][1] < bounds[n + 1][0]]
    found: list[str] = []
    open_from: int | None = None  # where a run of words without a unit began
    place = 0
    while place < len(tokens):
        start = tokens[place][0]
        ends = range(min(len(tokens), place + 6) - 1, place - 1, -1)
        end = next((last for last in ends if known(words[start : tokens[last][1]])), None)  # type: ignore[operator]
        if end is None and (open_from is None or not _STARTS.match(flat, start)):
            open_from = start if open_from is None else open_from
            place += 1
            continue
        if open_from is not None:
            found.append(words[open_from : tokens[place - 1][1]])
        open_from = None if end is not None else start
        if end is not None:
            found.append(words[start : tokens[end][1]])
        place = (end if end is not None else place) + 1
    if open_from is not None:
        found.append(words[open_from : tokens[-1][1]])
    return [one.strip(_EDGES) for one in found if one.strip(_EDGES)]
