"""An officer says where items begin and end: one find split into several, neighbours merged, the machine's brought back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.documents.models import SourceText
from namro.orgs.scope import Scope
from namro.reading import regrouping
from namro.reading.models import Finding
from namro.tasks import wording
from namro.tasks.actions.at_words import check_new, opened, short
from namro.tasks.queries.reviewing import DIRECTIVE

MOST_PARTS = 20
MOST_MERGED = 8_000  # characters of one item


def split(
    *, source: SourceText, start: int, end: int, cuts: Sequence[int], by: Scope, today: date | None = None
) -> list[Finding]:
    """Make several items of one: a new one begins at each cut, an offset in the text inside the item.

    Raises NotFound where the document is not the person's to review; Refusal for words decided before, for words nothing was
    found at, for the closing formula, for no cut or too many, and for a cut that leaves an item without words.
    """
    with record("tasks.item.split", by=by.user, at=clock.moment(today)) as event:
        document = opened(source, by)
        check_new(source, start, end)
        [found] = _found(source, [(start, end)])
        if found.fields.get("closing"):
            raise Refusal("tasks.review.closing_alone", wording.CLOSING_ALONE)
        inside = sorted({cut for cut in cuts if start < cut < end})
        if not inside or len(inside) >= MOST_PARTS:
            raise Refusal("tasks.review.cuts", wording.CUTS % {"most": MOST_PARTS})
        spans = [_stripped(source.text, *span) for span in pairwise([start, *inside, end])]
        if not all(_says(source.text[first:last]) for first, last in spans):
            raise Refusal("tasks.review.empty_part", wording.EMPTY_PART)
        assert by.user is not None
        made = regrouping.regroup(source=source, finds=[found], spans=spans, by=by.user)
        about(event, document)
        event.unit_id = document.held_by_id
        event.data |= {"words": short(found.quotation), "parts": len(made)}
    return made


def merge(*, source: SourceText, places: Sequence[tuple[int, int]], by: Scope, today: date | None = None) -> Finding:
    """Make one item of neighbours, the words between them included.

    Raises what ``split`` raises; Refusal too for fewer than two, for items with another between them, and for the closing
    formula, which stays by itself."""
    with record("tasks.item.merged", by=by.user, at=clock.moment(today)) as event:
        document = opened(source, by)
        for place in places:
            check_new(source, *place)
        found = _found(source, sorted(set(places)))
        start, end = found[0].start, max(one.end for one in found)
        between = Finding.objects.filter(source=source, type=DIRECTIVE, start__gte=start, end__lte=end)
        if len(found) < 2 or between.count() != len(found) or end - start > MOST_MERGED:
            raise Refusal("tasks.review.neighbours", wording.NOT_NEIGHBOURS)
        if any(one.fields.get("closing") for one in found):
            raise Refusal("tasks.review.closing_alone", wording.CLOSING_ALONE)
        assert by.user is not None
        [made] = regrouping.regroup(source=source, finds=found, spans=[(start, end)], by=by.user)
        about(event, document)
        event.unit_id = document.held_by_id
        event.data |= {"words": short(made.quotation), "parts": len(found)}
    return made


def restore(*, source: SourceText, start: int, end: int, by: Scope, today: date | None = None) -> list[Finding]:
    """Bring the machine's items back where an officer split or merged them. Refused once one of them is decided."""
    with record("tasks.item.restored", by=by.user, at=clock.moment(today)) as event:
        document = opened(source, by)
        [found] = _found(source, [(start, end)])
        if not found.replaces:
            raise Refusal("tasks.review.as_found", wording.AS_FOUND)
        for one in regrouping.group_of(found):
            check_new(source, one.start, one.end)
        made = regrouping.restore(source=source, found=found)
        about(event, document)
        event.unit_id = document.held_by_id
        event.data |= {"words": short(found.quotation), "parts": len(made)}
    return made


def _found(source: SourceText, places: Sequence[tuple[int, int]]) -> list[Finding]:
    rows = Finding.objects.filter(source=source, type=DIRECTIVE).order_by("start", "end")
    found = {(one.start, one.end): one for one in rows}
    if any(place not in found for place in places):
        raise Refusal("tasks.review.nothing_found", wording.NOTHING_FOUND_HERE)
    return [found[place] for place in places]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    said = [at for at in range(start, end) if not text[at].isspace() and text[at] not in ";,"]
    return (said[0], said[-1] + 1) if said else (start, start)


def _says(words: str) -> bool:
    return any(map(str.isalnum, words))
