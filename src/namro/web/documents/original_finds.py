"""The finds of a text lit on the pages of its file: a citation leads to its document, all else to the words in the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from namro.documents.models import SourceText
from namro.documents.queries import Mentioned
from namro.reading.models import Finding
from namro.web.documents import marks
from namro.web.documents.original import Sheet, Spot, sheets
from vanban.model import Annotation

_SAID = 160  # signs of the words that are read out


@dataclass(frozen=True)
class Shown:
    """The pages with their finds and the legend: (type, label, count)."""

    sheets: list[Sheet]
    legend: list[tuple[str, str, int]]


def shown(
    source: SourceText,
    finds: Sequence[Finding],
    mentioned: Iterable[Mentioned],
    span: tuple[int, int],
    place: tuple[int, int] | None = None,
) -> Shown:
    """The pages of the part ``span`` with its finds; ``place`` lights one more place."""
    links = {(one.citation.start, one.citation.end): one for one in mentioned}
    found = sorted(marks.within(finds, span, place), key=lambda one: (one.start, -one.end))
    spots = [_spot(source, one, links.get((one.start, one.end))) for one in found]
    return Shown(sheets(source, spots, span), marks.legend(found))


def _spot(source: SourceText, find: Annotation, link: Mentioned | None) -> Spot:
    cited = link if find.type == "reference" else None
    words = " ".join(source.text[find.start : find.end].split())[:_SAID]
    in_text = f"?source={source.pk}&at={find.start}-{find.end}#c{find.start}-{find.end}"
    href = (marks.address(cited) if cited else "") or in_text
    return Spot(find.start, find.end, f"{words} · {marks.tip(find, cited)}", f"o-{find.type}", href)
