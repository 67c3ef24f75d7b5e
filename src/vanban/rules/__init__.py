"""Reading rules, one kind of find a file, in the order they run. Each has ``find(sheet, notes)``; none changes notes."""

from __future__ import annotations

from vanban.rules import (
    cadence,
    chrome,
    directive_items,
    directive_keys,
    directive_speech,
    directive_table,
    indicator,
    meeting,
    organisation,
    outcomes,
    person,
    proposals,
    reference_collective,
    reference_law,
    reference_named,
    reference_plain,
    reference_symbol,
    times,
)

STAGES = (
    *(chrome, times, reference_symbol, reference_law, reference_named, reference_collective, reference_plain),
    *(organisation, person),
    *(directive_table, directive_keys, directive_items, directive_speech),
    *(outcomes, proposals, indicator, meeting, cadence),
)
