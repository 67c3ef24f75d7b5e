"""Where items begin and end, as an officer sets it: words marked by a person replace the machine's finds they cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from namro.core import queries as core
from namro.documents.models import SourceText
from namro.documents.quoting import quote
from namro.orgs.models import User
from namro.reading import finding, queries
from namro.reading.models import Finding
from vanban.fields import complete
from vanban.model import Annotation, Context

RULE = "reading.marked"
CONFIDENCE = 1.0  # a person says where the item is
_STOP = re.compile(r"[.;](?=\s)")
_WHO = ("assignees", "assignees_raw", "assignee_roles")
_BESIDE = ("coordinators", "coordinators_raw", "supervisors")
_WHEN = ("deadline_raw", "deadline", "deadline_end", "deadline_event", "recurring", "soft")


def regroup(
    *, source: SourceText, finds: Sequence[Finding], spans: Iterable[tuple[int, int]], by: User
) -> list[Finding]:
    """Put new items at the spans in place of the finds; what each span says is read from its own words first.

    What the machine had found is kept with the new items, so that ``restore`` can bring it back. Part of an act that judged
    and recorded it. Raises ValueError for a span outside the text.
    """
    kept = _once(one for found in finds for one in (found.replaces or [_kept(found)]))
    for beside in (one for found in finds if found.replaces for one in group_of(found)):
        Finding.objects.filter(pk=beside.pk).update(replaces=kept)  # parts left aside come back with the rest
    spans = list(spans)
    read = _read(source, spans, len(finds) > 1)
    made = [
        Finding(
            source=source,
            type=finds[0].type,
            fields=_fields(own, finds),
            rule=RULE,
            confidence=CONFIDENCE,
            marked_by=by,
            replaces=kept,
            **quote(source.text, start, end),
        )
        for (start, end), own in zip(spans, read, strict=True)
    ]
    Finding.objects.filter(pk__in=[one.pk for one in finds]).delete()
    return Finding.objects.bulk_create(made)


def restore(*, source: SourceText, found: Finding) -> list[Finding]:
    """Bring back what the machine had found where a person marked other words. Part of an act that recorded it."""
    group = Finding.objects.filter(source=source, type=found.type, marked_by__isnull=False, replaces=found.replaces)
    rows = [
        Finding(source=source, type=found.type, **{key: one[key] for key in ("fields", "rule", "confidence")},
                **quote(source.text, one["start"], one["end"]))
        for one in found.replaces
    ]  # fmt: skip
    group.delete()
    return Finding.objects.bulk_create(rows)


def group_of(found: Finding) -> list[Finding]:
    """The marked items that stand in place of the same finds of the machine."""
    rows = Finding.objects.filter(source_id=found.source_id, type=found.type, marked_by__isnull=False)
    return list(rows.filter(replaces=found.replaces).order_by("start"))


def beside_marked(rows: Iterable[Finding], marked: Sequence[Finding]) -> list[Finding]:
    """The finds of a new run that no marked item covers by half: a person's cut outlives every run."""
    return [row for row in rows if not any(_covers(one, row) for one in marked if one.type == row.type)]


def _covers(one: Finding, other: Finding) -> bool:
    shorter = min(one.end - one.start, other.end - other.start)
    return queries.overlap(one, other) * 2 >= shorter


def _once(kept: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for _place, one in sorted({(one["start"], one["end"]): one for one in kept}.items())]


def _kept(found: Finding) -> dict[str, Any]:
    names = ("start", "end", "fields", "rule", "confidence")
    return {name: getattr(found, name) for name in names}


def _fields(own: Mapping[str, Any] | None, finds: Sequence[Finding]) -> dict[str, Any]:
    """What the words say by themselves; who and by when they leave out is as the finds had it."""
    before = [found.fields for found in finds]
    said = complete("directive", own or before[0]) | {"item": before[0].get("item"), "closing": False}
    said["clarity"] = dict(said.get("clarity") or {})
    for names, clear in ((_WHO, "person"), (_WHEN, "progress"), (_BESIDE, "")):
        telling = [name for name in names if name != "deadline_raw"]  # "urgently" alone names no time
        if not any(said.get(name) for name in telling):
            own_of: Mapping[str, Any] = next((one for one in before if any(one.get(name) for name in telling)), {})
            said |= {name: own_of[name] for name in names if name in own_of}
            if clear and own_of:
                said["clarity"][clear] = bool((own_of.get("clarity") or {}).get(clear))
    return complete("directive", said)


def _read(source: SourceText, spans: Sequence[tuple[int, int]], merged: bool) -> list[Mapping[str, Any] | None]:
    """What the library finds at the spans when the text is written as the person means it; None where it finds nothing."""
    on = source.document.issued_on
    text = _joined(source.text, *spans[0]) if merged else _parted(source.text, [start for start, _end in spans])
    context = Context(on, queries.known_bodies(on), core.installation().place or None)
    try:
        found = finding.find(replace(queries.as_read(source), text=text), context)
    except finding.TooLong:
        return [None] * len(spans)
    orders = [one for one in found if one.type == "directive" and not one.fields.get("closing")]
    return [_at(orders, *span) for span in spans]


def _at(orders: Sequence[Annotation], start: int, end: int) -> Mapping[str, Any] | None:
    """The order that shares at least half of the span."""
    shared = [(min(one.end, end) - max(one.start, start), one) for one in orders]
    most, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best.fields if best and most * 2 >= end - start else None


def _parted(text: str, starts: Sequence[int]) -> str:
    """The text with each start at the head of a line of its own, after a full stop; every offset stays."""
    signs = list(text)
    for start in starts[1:]:
        at = start - 1
        while at > 0 and signs[at].isspace():
            at -= 1
        signs[start - 1] = "\n" if signs[start - 1].isspace() else signs[start - 1]
        signs[at] = "." if signs[at] in ";,:" else signs[at]
        head = signs[start].upper()
        signs[start] = head if len(head) == 1 else signs[start]
    return "".join(signs)


def _joined(text: str, start: int, end: int) -> str:
    """The text with the span as one sentence; every offset stays."""
    words = text[start:end].replace("\n", " ")
    return text[:start] + _STOP.sub(",", words) + text[end:]
