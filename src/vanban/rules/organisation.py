"""Bodies by name and as collectives, and the offices beside them.

Source: gold guideline "organisation" - the longest span; "X của Y" gives two; collectives with their determiner; the Party
and the State as such only in a pinch (optional in the gold), never in compounds ("xây dựng Đảng").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.model import Annotation
from vanban.notes import Mention, Notes
from vanban.rules.bodies import body_at, fields_after
from vanban.rules.generic import generic_at
from vanban.rules.offices import office_at
from vanban.sheet import Sheet
from vanban.sweep import starts
from vanban.symbols import SYMBOL

RULE = "organisation"

_SPREAD = re.compile(r"các (sở|bộ|cục|vụ|ban|phòng):? (?=\S)")


def collect(sheet: Sheet) -> list[Mention]:
    """Return the bodies, collectives and offices of a text; bodies inside an office come along, marked by their place."""
    mentions: list[Mention] = []
    last_body = last_office = -1
    symbols = [m.span() for m in SYMBOL.finditer(sheet.text)]
    inside = 0
    for place in starts(sheet.low):
        while inside < len(symbols) and symbols[inside][1] <= place:
            inside += 1
        if inside < len(symbols) and symbols[inside][0] <= place:
            continue
        if place >= last_office and (office := office_at(sheet, place)):
            end, group = office
            mentions.append(Mention("role", place, end, sheet.said[place:end], group))
            last_office = end
        if place < last_body:
            continue
        spread = _spread(sheet, place)
        if spread:
            mentions.extend(spread)
            last_body = spread[-1].end
            continue
        named = body_at(sheet, place)
        if named is not None:
            mentions.append(Mention("organisation", place, named, sheet.said[place:named]))
            last_body = named
        elif (end_of := generic_at(sheet, place)) is not None:
            mentions.append(Mention("organisation", place, end_of, sheet.said[place:end_of], True))
            last_body = end_of
    return mentions


def _spread(sheet: Sheet, place: int) -> list[Mention]:
    """Read "các Sở: Tài chính, Xây dựng": one mention for each, the first from "các" on."""
    m = _SPREAD.match(sheet.low, place)
    spans = fields_after(sheet, m.end()) if m else []
    if m is None or not spans:
        return []
    head = m[1].capitalize()
    first = [Mention("organisation", place, spans[0][1], f"{head} {sheet.said[spans[0][0] : spans[0][1]]}")]
    return first + [Mention("organisation", s, e, f"{head} {sheet.said[s:e]}") for s, e in spans[1:]]


def find(sheet: Sheet, notes: Notes) -> Iterator[Annotation]:
    """Yield every body mentioned outside page furniture."""
    for mention in notes.mentions:
        if mention.kind != "organisation" or notes.closed(mention.start, mention.end):
            continue
        if mention.name in ("Đảng", "Nhà nước") or (mention.name.isupper() and " " in mention.name):
            continue
        fields = {"canonical": notes.canonical(mention), "generic": mention.generic}
        yield Annotation("organisation", mention.start, mention.end, RULE, 0.7 if mention.generic else 0.85, fields)
