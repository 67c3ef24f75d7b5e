"""Drafts: each find of a document as the task it would become, many at once with a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from namro.core.queries import special_days
from namro.core.text import plain_line
from namro.documents.models import Document
from namro.reading.models import ItemKind
from namro.tasks.drafting.bodies import Doubt, Matched, Matcher, Written
from namro.tasks.drafting.collectives import Body, Offer, Register
from namro.tasks.drafting.due import CLOSING, Due, due_of, span_of
from namro.tasks.models import Assignment, Task
from vanban.fold import fold

# Below this the machine guesses: a whole group is then offered, never chosen for the officer.
SURE = 0.5
_TIMES = ("deadline", "deadline_end", "deadline_event", "recurring")
CLARITIES = ("person", "task", "progress", "responsibility", "result")
R = Assignment.Role


@dataclass(frozen=True)
class Words:
    """What was found: the words themselves and the machine's fields (gold schema)."""

    quotation: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A task as it would be issued, what is doubtful about it, and what the document leaves open."""

    content: str
    kind: ItemKind
    mode: Task.Mode
    leads: tuple[Body, ...]
    supports: tuple[Body, ...]
    directing: tuple[Body, ...]
    supervising: tuple[Body, ...]
    offers: tuple[Offer, ...]
    doubts: tuple[Doubt, ...]
    due: Due | None
    undated_reason: str
    product: str
    clarity: Mapping[str, bool]
    issuer: str
    closing: bool

    @property
    def due_on(self) -> date | None:
        """The last allowed calendar day, never moved."""
        return self.due.last_day if self.due else None

    @property
    def missing(self) -> tuple[str, ...]:
        """The clarities that the document itself does not give."""
        return tuple(name for name in CLARITIES if not self.clarity.get(name))


def proposed(one: Draft, role: str, register: Register) -> tuple[Body, ...]:
    """The units a draft proposes in a role: those named, then those meant by a certain collective without another role."""
    named = {R.LEAD: one.leads, R.SUPPORT: one.supports, R.DIRECTING: one.directing, R.SUPERVISING: one.supervising}
    elsewhere = {body.unit_id for other, bodies in named.items() if other != role for body in bodies}
    groups = [offer.group for offer in one.offers if offer.role == role and offer.certain]
    meant = [body for body in register.expand(groups) if body.unit_id not in elsewhere]
    known = {body.unit_id for body in named[R(role)]}
    return (*named[R(role)], *(body for body in meant if body.unit_id not in known))


def draft(
    finding_fields: Mapping[str, Any],
    document: Document,
    on: date,
    *,
    words: str = "",
    closing: Due | None = None,
    register: Register | None = None,
) -> Draft:
    """One find as a task; see ``drafts``."""
    return drafts([Words(words, finding_fields)], document, on, closing=closing, register=register)[0]


def drafts(
    found: Sequence[Words],
    document: Document,
    on: date,
    *,
    closing: Due | None = None,
    register: Register | None = None,
) -> list[Draft]:
    """Each find as the task it would become, ``on`` the day of review. Names are those of the document's own day.

    ``closing`` is the report-by date the officer took from the closing formula: it fills only what has no date.
    """
    register = register or Register(document.issued_on or on, on)
    written = [_written(one.fields) for one in found]
    matcher = Matcher(register, on, [name for names in written for name in names])
    dues = [due_of(one.fields, document.issued_on) for one in found]
    dues = [_or_closing(due, one, closing) for due, one in zip(dues, found, strict=True)]
    span = span_of(dues)
    special = special_days(*span) if span else {}
    return [
        _draft(one, matcher.match(names), due.reminded(special) if due else None)
        for one, names, due in zip(found, written, dues, strict=True)
    ]


def _or_closing(due: Due | None, one: Words, closing: Due | None) -> Due | None:
    dated = due and (due.last_day or due.recurring)
    if closing is None or dated or one.fields.get("closing"):
        return due
    return Due(closing.said, closing.period, closing.last_day, None, CLOSING)


def _draft(one: Words, matched: Matched, due: Due | None) -> Draft:
    leads = matched.bodies.get(R.LEAD, ())
    if float(one.fields.get("confidence") or 1) < SURE:
        matched = replace(matched, offers=tuple(replace(offer, certain=False) for offer in matched.offers))
    groups = [offer for offer in matched.offers if offer.role == R.LEAD and offer.certain]
    kind = _kind(one.fields, due)
    return Draft(
        content=_sentence(one.quotation),
        kind=kind,
        mode=Task.Mode.EACH if groups or len(leads) > 1 else Task.Mode.ONE,
        leads=leads,
        supports=matched.bodies.get(R.SUPPORT, ()),
        directing=matched.bodies.get(R.DIRECTING, ()),
        supervising=matched.bodies.get(R.SUPERVISING, ()),
        offers=matched.offers,
        doubts=matched.doubts,
        due=due,
        undated_reason=_undated_reason(due) if kind == ItemKind.UNDATED else "",
        product=plain_line(str(one.fields.get("deliverable") or "")),
        clarity=clarity_of(one.fields),
        issuer=plain_line(str(one.fields.get("issuer_role") or one.fields.get("issuer") or "")),
        closing=bool(one.fields.get("closing")),
    )


def clarity_of(fields: Mapping[str, Any]) -> dict[str, bool]:
    """What the words themselves make clear (gold rule 7); time is clear only where a date, event or rhythm was found."""
    stated = fields.get("clarity")
    clear = stated if isinstance(stated, Mapping) else {}
    found = {name: bool(clear.get(name)) for name in CLARITIES}
    found["progress"] = found["progress"] and any(fields.get(name) for name in _TIMES)
    return found


def _written(fields: Mapping[str, Any]) -> list[Written]:
    """The names of a find with their roles. "A chỉ đạo B làm": A directs, B leads (gold rule 4)."""
    roles = fields.get("assignee_roles") or {}
    implementing = {fold(str(name)) for name in roles.get("implement") or ()}
    found = []
    for canonical, raw in _pairs(fields.get("assignees"), fields.get("assignees_raw")):
        directs = bool(implementing) and not {fold(canonical), fold(raw)} & implementing
        found.append(Written(raw, canonical, R.DIRECTING if directs else R.LEAD))
    for name, role in (("coordinators", R.SUPPORT), ("supervisors", R.SUPERVISING)):
        found += [
            Written(raw, canonical, role) for canonical, raw in _pairs(fields.get(name), fields.get(f"{name}_raw"))
        ]
    return found


def _pairs(canonical: Iterable[Any] | None, raw: Iterable[Any] | None) -> list[tuple[str, str]]:
    full, said = [str(one) for one in canonical or ()], [str(one) for one in raw or ()]
    if not full:
        return [(one, one) for one in said]
    return list(zip(full, said if len(said) == len(full) else full, strict=True))


def _kind(fields: Mapping[str, Any], due: Due | None) -> ItemKind:
    """What the item looks like; the officer decides (F89)."""
    said = "decided" if fields.get("decision") else fields.get("kind")
    if said in ItemKind.values:
        return ItemKind(said)
    if due and due.recurring:
        return ItemKind.STANDING
    if due and due.last_day:
        return ItemKind.DATED
    clarity = fields.get("clarity") or {}
    timed = due is not None and due.rule != "no_date"
    return ItemKind.UNDATED if clarity.get("task") or fields.get("deliverable") or timed else ItemKind.GENERAL


def _undated_reason(due: Due | None) -> str:
    if due and due.said:
        return _("the document only says “%(words)s”") % {"words": due.said}
    return _("the document names no deadline")


def _sentence(quotation: str) -> str:
    words = plain_line(quotation).rstrip(";,.")
    return words[:1].upper() + words[1:]
